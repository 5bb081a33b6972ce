"""Why an item is not charged at all on a day, whatever the facts are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from penaltybench.fee_words import STATES, document_words
from penaltybench.fees.layers import Layers
from penaltybench.period import format_date_zh
from penaltybench.ruleset.fee import FeeEdition
from penaltybench.ruleset.load import Catalogue
from penaltybench.ruleset.models import Citation, Declared, PriceDocument
from penaltybench.text import Language, Text

RefusalKind: TypeAlias = Literal[
    "abolished", "suspended", "exempt", "higher", "similar", "unlisted"
]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an item is not charged.

    ``ended`` is the edition that ended it: of the item itself, of a higher layer, or of the item that
    it resembles; None if the catalogue does not list it. ``since`` is the first day of that state,
    ``by`` the rule of the jurisdiction that extends it to this item. ``closest`` is the id that may
    have been meant.
    """

    kind: RefusalKind
    fee: str
    ended: FeeEdition | None = None
    since: dt.date | None = None
    by: Declared | None = None
    closest: str | None = None

    @property
    def document(self) -> PriceDocument | None:
        """The document that ended it."""
        return None if self.ended is None else self.ended.changed_by

    @property
    def cite(self) -> tuple[Citation, ...]:
        """The sources of the rule, and the legal basis of what was ended."""
        rule = () if self.by is None else self.by.cite
        basis = () if self.ended is None else self.ended.legal_basis
        return tuple(dict.fromkeys([*rule, *basis]))

    @property
    def reason(self) -> Text:
        """Why it is not charged, with the document and the day."""
        return Text(self._reason("zh"), self._reason("en"))

    def _reason(self, language: Language) -> str:
        zh = language == "zh"
        if self.ended is None:
            text = (
                f"收费目录没有列入 {self.fee}" if zh else f"the catalogue does not list {self.fee}"
            )
            if self.closest is not None:
                meant = self.closest
                text += f"；最接近的是 {meant}" if zh else f"; the closest id is {meant}"
            return text
        state, since = STATES[self.ended.state].get(language), _day(self.since, language)
        source = "" if self.document is None else document_words(self.document, language)
        title, name = self.ended.title.get(language), self.ended.id
        if zh:
            how = f"自{since}起{state}" + (f"（{source}）" if source else "")
            if self.kind == "higher":
                return f"上级项目“{title}”（{name}）{how}"
            return f"与“{title}”（{name}）相类似，该项目{how}" if self.kind == "similar" else how
        how = f"{state} since {since}" + (f" ({source})" if source else "")
        if self.kind == "higher":
            return f"the higher item “{title}” ({name}): {how}"
        return f"it resembles “{title}” ({name}), {how}" if self.kind == "similar" else how


def _day(day: dt.date | None, language: Language) -> str:
    assert day is not None
    return format_date_zh(day) if language == "zh" else day.isoformat()


def refusal_of(catalogue: Catalogue, layers: Layers, day: dt.date) -> Refusal | None:
    """Return why the item is not charged on ``day``; None if its state and the policy allow it."""
    own = layers.own
    if not own.is_charged:
        return Refusal(_state(own), own.id, own, _since(catalogue, own))
    ends = own.policy.higher_ends
    if ends is not None:
        for higher in layers.higher:
            if not higher.is_charged:
                return Refusal("higher", own.id, higher, _since(catalogue, higher), ends)
    for layer in layers.all:
        # What a higher layer no longer charges by its own rule is ended there too.
        rule = own.policy.similar or (layer.policy.similar if ends is not None else None)
        model = None if rule is None else _abolished(catalogue, layer, day)
        if model is not None:
            return Refusal("similar", own.id, model, _since(catalogue, model), rule)
    return None


def _state(edition: FeeEdition) -> RefusalKind:
    match edition.state:
        case "suspended" | "exempt" as state:
            return state
        case _:
            return "abolished"


def _abolished(catalogue: Catalogue, edition: FeeEdition, day: dt.date) -> FeeEdition | None:
    """Return the item that ``edition`` resembles and that was abolished on ``day``, if there is one."""
    for name in edition.similar_to:
        standard = catalogue.fees.get(name)
        model = None if standard is None else standard.on(day)
        if model is not None and model.state == "abolished":
            return model
    return None


def _since(catalogue: Catalogue, edition: FeeEdition) -> dt.date:
    """Return the first day on which the item has been in this state without interruption."""
    since = edition.dated.start
    editions = catalogue.fees[edition.id].editions
    for earlier in reversed([one for one in editions if one.dated.start < edition.dated.start]):
        adjoins = earlier.period.end is None or since <= earlier.period.end + dt.timedelta(days=1)
        if earlier.state != edition.state or not adjoins:
            break
        since = earlier.dated.start
    return since
