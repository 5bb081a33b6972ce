"""Why a tier does not apply, and which circumstances lead to an option."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from penaltybench.explain.model import CircumstanceLine, TestLine
from penaltybench.option import Option
from penaltybench.text import Language, Text
from penaltybench.words import EFFECTS, FORCES, GRADES

OFFSET = Text("从轻与从重情节相抵", "circumstances for and against offset each other")


def unmet(tests: Sequence[TestLine]) -> Iterator[Text]:
    """Yield what a condition asks and the facts do not give; of alternatives only if all fail."""
    branches: dict[int, list[TestLine]] = {}
    for test in tests:
        if test.alternative is not None:
            branches.setdefault(test.alternative, []).append(test)
        elif test.verdict is False:
            yield Text(
                f"要求“{_inner(test.phrase.zh)}”，实际为{_shown(test, 'zh')}",
                f"it asks “{_inner(test.phrase.en)}”, read: {_shown(test, 'en')}",
            )
    failing = [test for branch in branches.values() for test in branch if test.verdict is False]
    if failing and all(any(t.verdict is False for t in branch) for branch in branches.values()):
        zh = "、".join(
            f"“{_inner(test.phrase.zh)}”（实际为{_shown(test, 'zh')}）" for test in failing
        )
        en = ", ".join(
            f"“{_inner(test.phrase.en)}” (read: {_shown(test, 'en')})" for test in failing
        )
        yield Text(f"要求下列情形之一：{zh}", f"it asks one of: {en}")


def _inner(text: str) -> str:
    """Return a text for use inside quotation marks."""
    return text.translate({ord("“"): "‘", ord("”"): "’"})


def _shown(test: TestLine, language: str) -> str:
    if test.value is None:
        return "未知" if language == "zh" else "unknown"
    return test.value.zh if language == "zh" else test.value.en


def option_title(option: Option) -> Text:
    """Return what an option is called: its grade, and the circumstances that lead to it."""
    grade, reasons = GRADES[option.grade], because(option)
    if is_offset(option):
        return Text(f"{grade.zh}（{OFFSET.zh}）", f"{grade.en} ({OFFSET.en})")
    if reasons is None:
        return grade
    effect = EFFECTS[option.course.direction]
    zh, en = ("", "") if effect == grade else (f"{effect.zh}：", f"{effect.en}: ")
    return Text(f"{grade.zh}（{zh}{reasons.zh}）", f"{grade.en} ({en}{reasons.en})")


def effect_words(line: CircumstanceLine, language: Language) -> str:
    """Return what a circumstance does and with which force: ``应当从轻处罚``."""
    effect, force = EFFECTS[line.effect].get(language), FORCES[line.force].get(language)
    if line.effect == "no_leniency":
        return effect
    return f"{force}{effect}" if language == "zh" else f"{effect} ({force})"


def is_offset(option: Option) -> bool:
    """Return whether circumstances for and against the party cancelled each other."""
    return option.course.direction == "none" and option.course.weighed


def because(option: Option) -> Text | None:
    """Return the circumstances that lead to an option; None if none does."""
    if option.course.direction == "none":
        return None
    return Text(
        "；".join(c.label.zh for c in option.course.because),
        "; ".join(c.label.en for c in option.course.because),
    )
