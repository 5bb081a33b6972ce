"""Where each key of a ruleset file stands, and which parts are always written out line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Layout:
    """How a mapping or a list is written.

    ``order`` are the keys that are moved to the front; others keep the order in which they are
    given. ``inside`` is the layout of the value of a key, ``each`` that of every item of a list or
    value of an open mapping. ``block`` is never written on one line.
    """

    order: tuple[str, ...] = ()
    inside: Mapping[str, Layout] = field(default_factory=dict)
    each: Layout | None = None
    block: bool = False

    def of(self, key: str) -> Layout:
        """Return the layout of the value of ``key``."""
        return self.inside.get(key) or self.each or PLAIN

    @property
    def item(self) -> Layout:
        """The layout of an item of the list."""
        return self.each or PLAIN


def _keys(names: str, **inside: Layout) -> Layout:
    return Layout(tuple(names.split()), inside)


def _lines(names: str, **inside: Layout) -> Layout:
    return Layout(tuple(names.split()), inside, block=True)


def _each(layout: Layout, *, block: bool = True) -> Layout:
    return Layout(each=layout, block=block)


PLAIN = Layout()
BILINGUAL = _keys("zh en")
CITATION = _keys("law article edition text")
# A list of citations and one citation are written in the same place.
CITE = Layout(CITATION.order, each=CITATION)
_TITLE = _lines("zh en")
_LABELS = {"label": BILINGUAL, "describe": BILINGUAL, "cite": CITE}
_BASES = "times_of percent_of per"
_DETAILS = "each started beyond base_at_least at_least at_most"

FACT = _keys(
    "type label describe unit domain values worse changeable unascertainable several derive cite",
    **_LABELS,
    unit=BILINGUAL,
    values=_each(BILINGUAL),
    unascertainable=_keys("as cite", cite=CITE),
    derive=_keys("years months days until"),
)
_FINE = _keys(
    f"amount share {_BASES} range min max {_DETAILS} assumed_min plus cite",
    cite=CITE,
    plus=_each(_keys(f"per {_DETAILS} add"), block=False),
)
_ALLOWS = _lines("fine", fine=_FINE)
_ORDERS = _each(BILINGUAL, block=False)
_BASIS = _lines(
    "id statute when allows orders",
    statute=CITATION,
    allows=_ALLOWS,
    orders=_ORDERS,
)
_CHARGE = _keys(f"amount {_BASES} scale of rate {_DETAILS} share")
_ROW = _lines(
    "id grade label basis when fine charge also orders ground cite",
    **_LABELS,
    fine=_FINE,
    charge=Layout(_CHARGE.order, each=_CHARGE),
    orders=_ORDERS,
    ground=CITATION,
)
_TIERS = _lines("select hit rows cite", rows=_each(_ROW), cite=CITE)
_POINTS = _lines(
    "start method at_most factors cite",
    factors=_each(_keys("fact label scale", label=BILINGUAL)),
    cite=CITE,
)
_SCHEDULE = _lines(
    "id respondent label when sets basis tiers points table_of",
    label=BILINGUAL,
    basis=_each(_BASIS),
    tiers=_TIERS,
    points=_POINTS,
)
_CIRCUMSTANCE = _lines("id effect force label when cite absolute overrides needs", **_LABELS)
_PROCEDURE = _lines(
    "id step label when fine kinds grades without_other days working cite", **_LABELS
)
_ADJUSTMENT = _keys("to up_to of shift needs cite", cite=CITE)
_DOCUMENT = _keys("document by on url")
_PARTS = _keys("days working label cite", **_LABELS)
_LIMIT = _lines(
    "id limit label when unless days at_most within counts by statutory promised extension "
    "otherwise cite",
    **_LABELS,
    statutory=_PARTS,
    promised=_PARTS,
    extension=_PARTS,
)
_REDUCTION = _lines("id label when exempt by less force from until document cite", **_LABELS)
_STATUTE = _keys("name title rank editions note", editions=_each(_keys("dated articles")))
_POLICY = _keys("rule label cite", **_LABELS)

RULESET = _lines(
    "id kind title status effective issued source reviewed_on uses wording "
    "department payer service city legal_basis price_document state changed_by similar_to "
    "facts circumstances schedules scales standard reductions limits first_inspection "
    "adjust weighing cap rounding suggest procedure late_payment choice_of_edition one_act "
    "combined refines counted_twice fee_policy promise statutes suppress",
    title=_TITLE,
    effective=_keys("from until"),
    issued=_lines("by document on url"),
    source=_lines("text sure note"),
    wording=_keys("以上 以下 cite", cite=CITE),
    department=BILINGUAL,
    payer=BILINGUAL,
    service=BILINGUAL,
    city=BILINGUAL,
    legal_basis=CITE,
    price_document=_DOCUMENT,
    changed_by=_DOCUMENT,
    facts=_each(FACT),
    circumstances=_each(_CIRCUMSTANCE),
    schedules=_each(_SCHEDULE),
    scales=_each(_each(_keys("up_to amount rate"))),
    standard=_lines("hit rows", rows=_each(_ROW)),
    reductions=_each(_REDUCTION),
    limits=_each(_LIMIT),
    first_inspection=_lines("label by within unless cite", **_LABELS),
    adjust=Layout(("severe", "lenient", "mitigated"), each=_ADJUSTMENT, block=True),
    weighing=_keys("conflict two_or_more cite", cite=CITE),
    cap=_keys("at label unless cite", **_LABELS),
    rounding=_keys("unit mode cite", cite=CITE),
    procedure=_each(_PROCEDURE),
    late_payment=_keys("per_day at_most cite", cite=CITE),
    choice_of_edition=_keys("rule cite", cite=CITE),
    one_act=_keys("rule cite", cite=CITE),
    combined=_keys("fine_at_most detention_at_most label cite", **_LABELS),
    counted_twice=_each(_keys("fact cite", cite=CITE)),
    fee_policy=_each(_POLICY),
    promise=_keys("at_most label unless cite", **_LABELS),
    statutes=_each(_STATUTE),
    suppress=_each(_keys("code at reason")),
)
"""A ruleset file, in the order of docs/reference/ruleset-format.md."""

SECTIONS = frozenset(
    [
        "facts",
        "circumstances",
        "schedules",
        "scales",
        "standard",
        "reductions",
        "limits",
        "procedure",
        "statutes",
    ]
)
"""The keys around which a line is left empty."""
