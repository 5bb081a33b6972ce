"""The bases of a schedule: the statute's range where its text was read, else the range over the tiers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from penaltybench.exchange.published.drafting import (
    Allowed,
    Facts,
    Form,
    allowed_tree,
    form_of,
    hull,
    money_text,
    same_form,
)
from penaltybench.exchange.published.model import Fine, Kind, Part, Unit
from penaltybench.exchange.published.rows import Variant
from penaltybench.exchange.published.statute import BasisText
from penaltybench.exchange.published.vocabulary import ends_with
from penaltybench.source import Tree

UNITS = "单位 企业 公司 机构 组织 法人"
PEOPLE = "个人 人员 责任人 负责人 代表人"


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one basis: the same text of the legal basis, and fines counted alike.

    ``found`` says that the statute's own range was read; ``note`` what a reader has to know of it.
    """

    id: str
    basis: BasisText
    form: Form | None
    variants: tuple[Variant, ...]
    allowed: Allowed | None
    kinds: dict[str, Tree]
    found: bool
    note: str = ""


def group(
    respondent: str, variants: Sequence[Variant], texts: dict[str, BasisText]
) -> tuple[Group, ...]:
    """Return the bases of one respondent, in the order in which rows first need them."""
    groups: list[tuple[str, Form | None, list[Variant]]] = []
    waiting: list[Variant] = []
    for variant in variants:
        fine = variant.fine()
        form = None if fine is None else form_of(fine)
        if form is None:
            waiting.append(variant)
            continue
        for text, known, members in groups:
            if text == variant.row.basis and known is not None and same_form(known, form):
                members.append(variant)
                break
        else:
            groups.append((variant.row.basis, form, [variant]))
    for variant in waiting:
        same = next((one for one in groups if one[0] == variant.row.basis), None)
        if same is None:
            groups.append((variant.row.basis, None, [variant]))
        else:
            same[2].append(variant)
    return tuple(
        _group(f"b{number}", respondent, texts[text], form, members)
        for number, (text, form, members) in enumerate(groups, 1)
    )


def _group(
    name: str, respondent: str, basis: BasisText, form: Form | None, members: Sequence[Variant]
) -> Group:
    fines = [fine for variant in members if (fine := variant.fine()) is not None]
    if form is None:
        kinds = _kinds([*_whose(basis.kinds, respondent)[0], *_imposed(members)])
        return Group(name, basis, None, tuple(members), None, kinds, True)
    own, named = _whose(basis.fines, respondent)
    stated = [
        part.item
        for part in own
        if isinstance(part.item, Fine) and same_form(form_of(part.item), form)
    ]
    if not basis.whole or not stated or hull(form, stated).high is None:
        allowed = _over_tiers(form, fines)
        kinds = _kinds([*_whose(basis.kinds, respondent)[0], *_imposed(members)])
        return Group(name, basis, form, tuple(members), allowed, kinds, False, _not_found(name))
    notes = []
    if len({one.range for one in stated}) > 1:
        ranges = "、".join(dict.fromkeys(_shown(one) for one in stated))
        notes.append(f"依据 {name} 的条文有几个幅度（{ranges}），此处取其合并的范围，须按情形拆分")
    if named != respondent:
        notes.append(
            f"依据 {name} 的条文写的是“{named or '（未写明对象）'}”，表中写的是“{respondent or '（未写明对象）'}”"
        )
    kinds = _kinds(_whose(basis.kinds, respondent)[0])
    return Group(
        name, basis, form, tuple(members), hull(form, stated), kinds, True, "；".join(notes)
    )


def _not_found(name: str) -> str:
    return f"依据 {name}：没有从条文中读出法定幅度，所写幅度是各档次合起来的范围，不是法定幅度"


def _shown(fine: Fine) -> str:
    return "至".join(
        "不限"
        if end is None
        else money_text(int(end.value))
        if end.unit is Unit.FEN
        else str(end.value)
        for end in ((fine.range.low, fine.range.high) if fine.range else ())
    )


def _over_tiers(form: Form, fines: Sequence[Fine]) -> Allowed:
    """Return the range over the tiers; an open upper end counts as its lower one at least."""
    over = hull(form, fines)
    if over.high is not None:
        return over
    ends = [
        end.value
        for fine in fines
        if fine.range is not None
        for end in (fine.range.low, fine.range.high)
        if end is not None
    ]
    return Allowed(form, over.low, max(ends, default=None), over.written, over.by)


def _whose(parts: Sequence[Part], respondent: str) -> tuple[list[Part], str]:
    """Return the parts of a statute that are about a respondent of the table, and how it names them.

    The table and the statute may name the same people differently: 个人 stands for 直接负责的主管人员.
    """
    names = list(dict.fromkeys(part.respondent for part in parts))
    chosen: str | None = respondent if respondent in names else None
    if chosen is None and respondent:
        sort = UNITS if ends_with(respondent, UNITS) else PEOPLE
        alike = [name for name in names if ends_with(name, sort)]
        chosen = alike[0] if len(alike) == 1 and ends_with(respondent, sort) else None
        if chosen is None and ends_with(respondent, UNITS) and "" in names:
            chosen = ""
    elif chosen is None:
        units = [name for name in names if ends_with(name, UNITS)]
        chosen = units[0] if len(units) == 1 else names[0] if len(names) == 1 else None
    return [
        part for part in parts if part.respondent == chosen
    ], chosen if chosen is not None else respondent


def _imposed(members: Iterable[Variant]) -> list[Part]:
    return [part for variant in members for part in variant.parts if isinstance(part.item, Kind)]


def _kinds(parts: Iterable[Part]) -> dict[str, Tree]:
    """Return the kinds that a basis allows, each as a may, with the days of detention."""
    found: dict[str, Tree] = {}
    days: dict[str, list[int]] = {}
    for part in parts:
        if not isinstance(part.item, Kind):
            continue
        name = part.item.kind.value
        found.setdefault(name, "may")
        time = part.item.time
        if time is not None and time.high is not None and time.high.unit is Unit.DAYS:
            low = time.low.value if time.low is not None else 1
            days.setdefault(name, []).extend([int(low), int(time.high.value)])
    for name, ends in days.items():
        found[name] = {"force": "may", "days": f"[{min(ends)}..{max(ends)}]"}
    return found


def basis_tree(group: Group, statute: Tree, several: bool, facts: Facts) -> dict[str, Tree] | None:
    """Return one entry of ``basis``; None if the format cannot say the range."""
    allows: dict[str, Tree] = {}
    if group.allowed is not None:
        fine = allowed_tree(group.allowed, facts)
        if fine is None:
            return None
        allows["fine"] = fine
    allows.update(group.kinds)
    tree: dict[str, Tree] = {"id": group.id, "statute": statute, "allows": allows}
    if several:
        tree["when"] = _any_of([variant.when for variant in group.variants])
    return tree


def _any_of(conditions: Sequence[dict[str, Tree]]) -> dict[str, Tree]:
    """Return the condition that one of these holds."""
    distinct = [one for index, one in enumerate(conditions) if one not in conditions[:index]]
    if len(distinct) == 1:
        return distinct[0]
    names = {name for one in distinct for name in one}
    if all(len(one) == 1 for one in distinct) and len(names) == 1:
        name = names.pop()
        values = [one[name] for one in distinct]
        if all(isinstance(value, str) for value in values):
            return {name: values}
    return {"any": distinct}
