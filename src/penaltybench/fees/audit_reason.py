"""Why a charge is right or wrong, in words: which rule was not kept, by which document."""

from __future__ import annotations

from collections.abc import Sequence

from penaltybench.fee_words import document_words, state_words
from penaltybench.fees.assessment import Assessment
from penaltybench.fees.reckon import LayerCharge, Reckoning
from penaltybench.fees.reduce import relieved
from penaltybench.fees.rules import Rules
from penaltybench.fees.settle import settled
from penaltybench.ruleset.fee import Reduction
from penaltybench.ruleset.models import Declared
from penaltybench.text import Language, Text
from penaltybench.words import citations_words


def reason_of(assessment: Assessment, charged: int, verdict: str) -> Text:
    """Return why ``charged`` (fen) has its verdict."""
    if assessment.refused is not None:
        return _refused(assessment, charged)
    match verdict:
        case "correct":
            if assessment.status == "range":
                return Text("在标准的幅度之内", "inside the range of the standard")
            return Text("与应收金额一致", "what is due")
        case "undecided":
            return _undecided(assessment)
    if assessment.status == "undetermined":
        if verdict == "overcharged":
            return Text("超过可能的最高金额", "above the highest amount that is possible")
        return Text("低于可能的最低金额", "below the lowest amount that is possible")
    assert assessment.rules is not None
    ways = [one for one in assessment.reckonings if one.kind == "charged"]
    if verdict == "overcharged":
        return _over(assessment.rules, ways, charged)
    return _under(assessment.rules, ways, charged)


def _refused(assessment: Assessment, charged: int) -> Text:
    refused = assessment.refused
    assert refused is not None
    why = refused.reason
    if charged:
        return Text(f"不应收取：{why.zh}", f"nothing is due: {why.en}")
    return Text(
        f"没有收取，也不应收取：{why.zh}", f"nothing was charged, and nothing is due: {why.en}"
    )


def _undecided(assessment: Assessment) -> Text:
    if assessment.status in ("gap", "conflict"):
        return assessment.reason or Text("没有适用的标准", "no standard applies")
    labels = [question.label for question in assessment.questions]
    zh = "、".join(label.zh for label in labels)
    en = ", ".join(label.en for label in labels)
    return Text(f"取决于{zh}", f"it depends on {en}")


def _over(rules: Rules, ways: Sequence[Reckoning], charged: int) -> Text:
    for one in ways:
        assert one.bound is not None
        assert one.least is not None
        kept = one.least.taken
        if kept and charged in settled(one.bound, rules.rounding):
            return _not_applied(kept)
        if _inside_a_range(rules, one, charged):
            source = _source(rules.own.policy.discretionary)
            text = Text(
                f"标准为幅度的按下限收取{source.zh}，实收高于下限",
                f"a range is charged at its lower bound{source.en}; this is above it",
            )
            return _joined(text, _not_applied(kept)) if kept else text
        lowest = _not_the_lowest(rules, one, charged)
        if lowest is not None:
            return lowest
    by = Text(_of_state(rules, "zh"), _of_state(rules, "en"))
    return Text(f"高于标准{by.zh}", f"above the standard{by.en}")


def _of_state(rules: Rules, language: Language) -> str:
    """Return the document of the standard as an aside, and that it was lowered if it was."""
    own, zh = rules.own, language == "zh"
    if own.state == "reduced":
        text = state_words(own, language)
        return f"：{text}" if zh else f": {text}"
    if own.price_document is None:
        return ""
    text = document_words(own.price_document, language)
    return f"（{text}）" if zh else f" ({text})"


def _inside_a_range(rules: Rules, one: Reckoning, charged: int) -> bool:
    """Return whether the charge lies inside a range of which only the lower bound may be charged."""
    if rules.own.policy.discretionary is None:
        return False
    for layer in one.layers:
        low, high = settled(layer.charged.band, rules.rounding)
        if not layer.charged.band.is_point and high is not None and low <= charged <= high:
            return True
    return False


def _not_the_lowest(rules: Rules, one: Reckoning, charged: int) -> Text | None:
    """Return that another layer's standard is lower, if the charge is that of one of the layers."""
    setting = next((layer for layer in one.layers if layer.sets_low), None)
    higher = [
        layer
        for layer in one.layers
        if layer is not setting and charged in settled(layer.charged.band, rules.rounding)
    ]
    if setting is None or not higher:
        return None
    by, source = _document(setting), _source(rules.own.policy.standard)
    return Text(
        f"各级标准中应按最低的收取{source.zh}：{by}",
        f"the lowest of the layers' standards applies{source.en}: {by}",
    )


def _document(layer: LayerCharge) -> str:
    document = layer.edition.price_document
    return layer.edition.id if document is None else document.document


def _under(rules: Rules, ways: Sequence[Reckoning], charged: int) -> Text:
    for one in ways:
        assert one.bound is not None
        held = {done.reduction for done in one.most.steps} if one.most is not None else set()
        for other in rules.own.reductions:
            if other in held:
                continue
            left = settled(
                relieved(one.bound, [other], "successive", most=True).band, rules.rounding
            )
            if charged == left[0]:
                late = other not in rules.reductions
                return Text(
                    f"适用了“{other.label.zh}”，但{'该日不适用' if late else '不符合条件'}",
                    f"“{other.label.en}” was applied, but "
                    + ("was not in force on that day" if late else "its condition fails"),
                )
    return Text("低于标准", "below the standard")


def _not_applied(reductions: Sequence[Reduction]) -> Text:
    def name(one: Reduction, zh: bool) -> str:
        label = f"“{one.label.zh if zh else one.label.en}”"
        if one.document is None:
            return label
        return f"{label}（{one.document}）" if zh else f"{label} ({one.document})"

    zh = "、".join(name(one, True) for one in reductions)
    en = ", ".join(name(one, False) for one in reductions)
    return Text(f"没有适用减免{zh}", f"the reduction {en} was not applied")


def _joined(one: Text, other: Text) -> Text:
    return Text(f"{one.zh}；{other.zh}", f"{one.en}; {other.en}")


def _source(rule: Declared | None) -> Text:
    """Return the source of a rule as an aside."""
    if rule is None or not rule.cite:
        return Text("", "")
    zh, en = citations_words(rule.cite, "zh"), citations_words(rule.cite, "en")
    return Text(f"（{zh}）", f" ({en})")
