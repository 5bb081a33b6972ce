"""A page for the explanatory note (起草说明): what changes for whom, heavier and lighter, with cases."""

from __future__ import annotations

from collections.abc import Iterator

from penaltybench.diff.model import KINDS, Change, Difference, Kind
from penaltybench.diff.phrases import (
    BEFORE_ROUNDING,
    EDITED,
    PERHAPS,
    SET_ASIDE,
    UNCHANGED,
    boxes_words,
    edition_words,
    example_words,
    partly,
    parts_words,
)
from penaltybench.text import Language, Text

_NUMERALS = "一二三四五六七八九十"
_TITLES = {
    "heavier": Text("处罚加重的情形", "Cases that are punished more heavily"),
    "lighter": Text("处罚减轻的情形", "Cases that are punished more lightly"),
    "different": Text(
        "处罚有变化而不能分轻重的情形", "Cases whose result changes, neither heavier nor lighter"
    ),
    "covered": Text("新纳入规定的情形", "Cases that are newly covered"),
    "outside": Text("不再有规定的情形", "Cases that are no longer covered"),
}


def note(found: Difference, language: Language) -> str:
    """Return the page as Markdown, in formal Chinese or in English."""
    writer = _Chinese(found) if language == "zh" else _English(found)
    return "\n\n".join(writer.page()) + "\n"


class _Writer:
    """The order of the page; each language says it in its own way."""

    language: Language

    def __init__(self, found: Difference) -> None:
        self.found = found
        self.section = 0

    def page(self) -> Iterator[str]:
        found = self.found
        yield f"# {self.title()}"
        yield self.heading(Text("比较的版本", "The editions"))
        yield self.editions()
        if found.edited:
            yield f"**{EDITED.get(self.language)}**"
        yield self.heading(Text("裁量结果的变化", "What changes in results"))
        yield self.summary()
        number = 0
        for kind in KINDS:
            changes = found.of(kind)
            if changes:
                number += 1
                yield self.subheading(number, _TITLES[kind])
                yield from (self.change(index + 1, one) for index, one in enumerate(changes))
        if found.undecided:
            yield self.heading(Text("未能判定的情形", "What was not decided"))
            yield "\n".join(
                f"- {one.label.get(self.language)}：{one.where.get(self.language)}"
                f"（{one.reason.get(self.language)}）"
                if self.language == "zh"
                else f"- {one.label.en}: {one.where.en} ({one.reason.en})"
                for one in found.undecided
            )
        if found.only_old or found.only_new:
            yield self.heading(Text("事实要素的增减", "Facts added and removed"))
            yield "\n".join(self.facts())
        if found.others:
            yield self.heading(
                Text("情节、程序和其他规则的修改", "Circumstances, procedure and other rules")
            )
            yield "\n".join(self.others())
        yield self.heading(Text("说明", "How this was compared"))
        yield SET_ASIDE.get(self.language) + self.joiner + BEFORE_ROUNDING.get(self.language)

    joiner = ""

    def title(self) -> str:
        raise NotImplementedError

    def heading(self, text: Text) -> str:
        raise NotImplementedError

    def subheading(self, number: int, text: Text) -> str:
        raise NotImplementedError

    def editions(self) -> str:
        raise NotImplementedError

    def counted(self, kind: Kind, number: int) -> str:
        raise NotImplementedError

    def summary(self) -> str:
        found = self.found
        if found.is_same:
            return UNCHANGED.get(self.language)
        if not found.changes:
            return PERHAPS.get(self.language)
        counts = [self.counted(kind, len(found.of(kind))) for kind in KINDS if found.of(kind)]
        return self.summed(counts)

    def summed(self, counts: list[str]) -> str:
        raise NotImplementedError

    def change(self, number: int, change: Change) -> str:
        raise NotImplementedError

    def facts(self) -> Iterator[str]:
        raise NotImplementedError

    def others(self) -> Iterator[str]:
        raise NotImplementedError

    def whom(self, change: Change) -> str:
        """Return the respondent where there are several."""
        several = len({one.respondent for one in self.found.changes}) > 1
        return change.label.get(self.language) if several else ""


class _Chinese(_Writer):
    language: Language = "zh"

    def title(self) -> str:
        return f"《{self.found.new.title.zh}》起草说明（裁量结果的变化）"

    def heading(self, text: Text) -> str:
        self.section += 1
        return f"## {_NUMERALS[self.section - 1]}、{text.zh}"

    def subheading(self, number: int, text: Text) -> str:
        return f"### （{_NUMERALS[number - 1]}）{text.zh}"

    def editions(self) -> str:
        old, new = (edition_words(one, "zh") for one in (self.found.old, self.found.new))
        return f"修订前：{old}。\n\n修订后：{new}。"

    def counted(self, kind: Kind, number: int) -> str:
        return f"{_TITLES[kind].zh}{number}类"

    def summed(self, counts: list[str]) -> str:
        return f"与修订前相比，{'，'.join(counts)}。"

    def change(self, number: int, change: Change) -> str:
        whom = self.whom(change)
        boxes = [
            f"{text}的" if text != "任何情形" else text
            for text in boxes_words(change, self.found, "zh")
        ]
        some = partly(change)
        example = change.example
        lines = [
            f"{number}. {f'对{whom}，' if whom else ''}{'；或者'.join(boxes)}"
            f"{f'（{some.zh}）' if some else ''}，{parts_words(change, 'zh')}发生变化。",
            f"   例如，{example_words(example, 'zh')}的案件：修订前，{example.old.came.words('zh')}；"
            f"修订后，{example.new.came.words('zh')}。",
        ]
        return "\n\n".join(lines)

    def facts(self) -> Iterator[str]:
        for facts, what in ((self.found.only_new, "增加"), (self.found.only_old, "不再考虑")):
            if facts:
                yield f"- {what}：{'、'.join(fact.label.zh for fact in facts)}。"

    def others(self) -> Iterator[str]:
        for other in self.found.others:
            if other.before is None and other.after is not None:
                yield f"- 增加{other.what.zh}（{other.name}）：{other.after.zh}。"
            elif other.after is None and other.before is not None:
                yield f"- 删去{other.what.zh}（{other.name}）：{other.before.zh}。"
            elif other.before is not None and other.after is not None:
                yield (
                    f"- 修改{other.what.zh}（{other.name}）：由“{other.before.zh}”"
                    f"改为“{other.after.zh}”。"
                )


class _English(_Writer):
    language: Language = "en"
    joiner = " "

    def title(self) -> str:
        return f"Explanatory note: {self.found.new.title.en} (what changes in results)"

    def heading(self, text: Text) -> str:
        self.section += 1
        return f"## {self.section}. {text.en}"

    def subheading(self, number: int, text: Text) -> str:
        return f"### {self.section}.{number} {text.en}"

    def editions(self) -> str:
        old, new = (edition_words(one, "en") for one in (self.found.old, self.found.new))
        return f"Before: {old}.\n\nAfter: {new}."

    def counted(self, kind: Kind, number: int) -> str:
        return f"{KINDS[kind].en}: {number}"

    def summed(self, counts: list[str]) -> str:
        return f"Kinds of cases whose result changes: {'; '.join(counts)}."

    def change(self, number: int, change: Change) -> str:
        whom = self.whom(change)
        boxes = "; or ".join(boxes_words(change, self.found, "en"))
        lead = "in " if boxes == "any case" else "where "
        some = partly(change)
        example = change.example
        return "\n\n".join(
            [
                f"{number}. {f'For {whom}, ' if whom else ''}"
                f"{lead if whom else lead.capitalize()}{boxes}{f' ({some.en})' if some else ''}: {parts_words(change, 'en')}.",
                f"   For example, {example_words(example, 'en')}. Before: "
                f"{example.old.came.words('en')}. After: {example.new.came.words('en')}.",
            ]
        )

    def facts(self) -> Iterator[str]:
        for facts, what in (
            (self.found.only_new, "added"),
            (self.found.only_old, "no longer read"),
        ):
            if facts:
                yield f"- {what}: {', '.join(fact.label.en for fact in facts)}"

    def others(self) -> Iterator[str]:
        for other in self.found.others:
            before = "none" if other.before is None else other.before.en
            after = "none" if other.after is None else other.after.en
            yield f"- {other.what.en} ({other.name}): {before} → {after}"
