"""What a course does to the amount, and the cap above it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from penaltybench.condition import evaluate
from penaltybench.facts import Facts
from penaltybench.option import Option, adjustment_of
from penaltybench.ruleset.edition import Edition, Schedule, Tiers
from penaltybench.ruleset.models import Adjustment
from penaltybench.text import Text
from penaltybench.values import format_percent
from penaltybench.words import EFFECTS, citations_words

_REFERENCES = {
    "minimum": Text("法定最低额", "the statutory minimum"),
    "maximum": Text("法定最高额", "the statutory maximum"),
}
_UP_TO = {
    "severe": Text(
        "增加的数额不超过{reference}的{share}，且不超过法定最高额",
        "at most {share} of {reference} more, within the maximum",
    ),
    "lenient": Text(
        "减少的数额不超过{reference}的{share}，且不低于法定最低额",
        "at most {share} of {reference} less, not below the minimum",
    ),
    "mitigated": Text(
        "减少的数额不超过{reference}的{share}，可以低于法定最低额",
        "at most {share} of {reference} less, maybe below the minimum",
    ),
}
_TO = {
    "high": Text("取该档次的上限", "the upper end of the tier"),
    "low": Text("取该档次的下限", "the lower end of the tier"),
}
_SHIFT = {
    "1": Text("适用上一档次", "the next tier up"),
    "-1": Text("适用下一档次", "the next tier down"),
}
_DEFAULT = {
    "severe": _TO["high"],
    "lenient": _TO["low"],
    "mitigated": Text("在法定最低额以下确定", "below the statutory minimum"),
}
_BOUND = {
    "severe": Text("两个以上情节的，按法定最高额", "two or more: the statutory maximum"),
    "lenient": Text("两个以上情节的，按法定最低额", "two or more: the statutory minimum"),
    "mitigated": Text("两个以上情节的，按法定最低额", "two or more: the statutory minimum"),
}


def movements(schedule: Schedule, options: Sequence[Option]) -> Iterator[Text]:
    """Yield, for each direction of the options, what it does to the amount of a tier or of points."""
    if isinstance(schedule.table, Tiers) and schedule.table.by_grade:
        # There the weighed grade selects the tier, and the amount is not moved again.
        return
    seen = dict.fromkeys(
        (option.course.direction, option.course.bound)
        for option in options
        if option.fine is not None and option.course.direction in _DEFAULT
    )
    for direction, bound in seen:
        option = next(o for o in options if o.course.direction == direction)
        adjustment = adjustment_of(schedule, option.course)
        what = _BOUND[direction] if bound else _movement(direction, adjustment)
        cites = adjustment.cite if adjustment is not None and not bound else ()
        zh, en = EFFECTS[direction].zh, EFFECTS[direction].en
        yield Text(
            f"{zh}的，{what.zh}" + (f"（{citations_words(cites, 'zh')}）" if cites else ""),
            f"{en}: {what.en}" + (f" ({citations_words(cites, 'en')})" if cites else ""),
        )


def _movement(direction: str, adjustment: Adjustment | None) -> Text:
    if adjustment is None:
        return _DEFAULT[direction]
    if adjustment.to is not None:
        return _TO[adjustment.to]
    if adjustment.shift is not None:
        return _SHIFT[adjustment.shift]
    assert adjustment.up_to is not None
    assert adjustment.of is not None
    share, reference = format_percent(adjustment.up_to), _REFERENCES[adjustment.of]
    text = _UP_TO[direction]
    return Text(
        text.zh.format(reference=reference.zh, share=share),
        text.en.format(reference=reference.en, share=share),
    )


def cap(edition: Edition, facts: Facts) -> Iterator[Text]:
    """Yield the policy cap, unless the facts lift it."""
    if edition.cap is None:
        return
    unless = edition.cap.unless
    if unless is not None and evaluate(unless, facts.values):
        return
    cite, label = edition.cap.model.cite, edition.cap.model.label
    yield Text(
        label.zh + (f"（{citations_words(cite, 'zh')}）" if cite else ""),
        label.en + (f" ({citations_words(cite, 'en')})" if cite else ""),
    )
