"""The explanation as text or Markdown, in Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from penaltybench.condition import Truth
from penaltybench.explain.model import (
    CircumstanceLine,
    Explanation,
    FactLine,
    ResultTrace,
    TestLine,
    Tried,
)
from penaltybench.explain.reasons import effect_words, option_title
from penaltybench.option import Option
from penaltybench.procedure import Step
from penaltybench.text import Language, Text
from penaltybench.values import format_percent
from penaltybench.words import (
    CORRECTION,
    EDITION_STATUSES,
    EDUCATION,
    GRADES,
    NEEDS,
    STATUSES,
    SURENESS,
    citations_words,
    date_words,
    fine_words,
    money_words,
    penalty_words,
)

Form = Literal["text", "markdown"]

_ORIGINS = {
    "derived": Text("由日期推算", "derived from dates"),
    "case": Text("案件日期", "date of the case"),
    "unascertainable": Text(
        "确无法查明，按规定认定", "cannot be ascertained, counted as the standard says"
    ),
    "unresolved": Text(
        "无法查明，基准没有规定如何认定", "cannot be ascertained, and the standard has no rule"
    ),
    "heaviest": Text("多项并存，取最重", "several held, the heaviest counts"),
}


def render(explanation: Explanation, language: Language, form: Form) -> str:
    """Return the whole explanation, ending with a newline."""
    return _Page(language, form == "markdown").write(explanation)


@dataclass(frozen=True, slots=True)
class _Page:
    """Writes an explanation in one language and one form."""

    language: Language
    markdown: bool

    def say(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def write(self, explanation: Explanation) -> str:
        blocks = [
            *self._header(explanation),
            *self._facts(explanation.facts),
            *self._circumstances(explanation),
        ]
        for result in explanation.results:
            blocks.extend(self._result(result, several=len(explanation.results) > 1))
        if explanation.citations:
            blocks.append(self._heading(self.say("依据", "Citations")))
            blocks.extend(
                self._item(
                    self._pair(citations_words([citation], self.language), citation.text)
                    if citation.text
                    else citations_words([citation], self.language)
                )
                for citation in explanation.citations
            )
        return "\n".join(blocks).strip("\n") + "\n"

    # --- pieces ---------------------------------------------------------------------------------

    def _heading(self, text: str, level: int = 2) -> str:
        if self.markdown:
            return f"\n{'#' * level} {text}\n"
        return f"\n【{text}】" if self.language == "zh" else f"\n{text}"

    def _item(self, text: str, depth: int = 0) -> str:
        return f"{'  ' * (depth + (0 if self.markdown else 1))}- {text}"

    def _pair(self, label: str, text: str) -> str:
        return f"{label}：{text}" if self.language == "zh" else f"{label}: {text}"

    def _aside(self, text: str) -> str:
        return f"（{text}）" if self.language == "zh" else f" ({text})"

    def _list(self, texts: Iterable[str]) -> str:
        return self.say("；", "; ").join(texts)

    def _days(self, first: str, last: str | None) -> str:
        start = date_words(first, self.language)
        if last is None:
            return self.say(f"{start}起", f"since {start}")
        return self.say("{}至{}", "{} to {}").format(start, date_words(last, self.language))

    def _mark(self, truth: Truth) -> str:
        if truth is None:
            return self.say("？未知", "? unknown")
        return self.say("✓ 符合", "✓ holds") if truth else self.say("✗ 不符合", "✗ fails")

    def _header(self, explanation: Explanation) -> Iterator[str]:
        title = explanation.title.get(self.language)
        yield f"# {title}" if self.markdown else title
        if self.markdown:
            yield ""
        status = EDITION_STATUSES[explanation.edition_status].get(self.language)
        days = self._days(explanation.dated, explanation.until)
        in_force = self._aside(f"{days}{self.say('，', ', ')}{status}")
        issuer = self.say("，", ", ").join(
            part for part in (explanation.issuer, explanation.document) if part
        )
        yield self._item(self._pair(self.say("基准", "Standard"), explanation.ruleset + in_force))
        if issuer:
            yield self._item(self._pair(self.say("发布", "Issued"), issuer))
        source = explanation.source
        sure = self._pair(
            self.say("可靠程度", "sureness"), SURENESS[source.sure].get(self.language)
        )
        yield self._item(self._pair(self.say("来源", "Source"), source.text + self._aside(sure)))
        if source.note:
            # Folded lines of the file leave a space where Chinese has none.
            note = re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", source.note)
            yield self._item(self._pair(self.say("说明", "Note"), note))
        first, _, last = explanation.conduct.partition("/")
        conduct = self._days(first, last) if last else date_words(first, self.language)
        yield self._item(self._pair(self.say("违法行为日期", "Conduct"), conduct))
        yield self._item(self._pair(self.say("版本摘要", "Digest"), explanation.digest[:16]))

    def _facts(self, facts: Sequence[FactLine]) -> Iterator[str]:
        yield self._heading(self.say("事实", "Facts"))
        for fact in facts:
            value = fact.value.get(self.language) if fact.value else self.say("未知", "unknown")
            note = _ORIGINS.get(fact.origin or "")
            tail = note.get(self.language) if note else ""
            if tail and fact.origin == "unascertainable" and fact.cite:
                tail = self._pair(tail, citations_words(fact.cite, self.language))
            if tail:
                tail = self._aside(tail)
            yield self._item(self._pair(fact.label.get(self.language), f"{value}{tail}"))

    def _circumstances(self, explanation: Explanation) -> Iterator[str]:
        yield self._heading(self.say("情节", "Circumstances"))
        present = [line for line in explanation.circumstances if line.verdict]
        unknown = [line for line in explanation.circumstances if line.verdict is None]
        absent = [line for line in explanation.circumstances if line.verdict is False]
        for line in present:
            yield self._item(self._circumstance(line))
        if not present and not unknown:
            yield self._item(
                self.say(
                    "经查，除基准已经考虑的因素外，没有影响裁量的情节",
                    "examined; none that affects the penalty beyond what the standard weighs",
                )
            )
        if unknown:
            names = self._list(line.label.get(self.language) for line in unknown)
            yield self._item(self._pair(self.say("尚未查明", "not examined"), names))
        if absent and present:
            names = self._list(line.label.get(self.language) for line in absent)
            yield self._item(self._pair(self.say("经查没有", "examined and absent"), names))

    def _circumstance(self, line: CircumstanceLine) -> str:
        by = (
            self.say("由事实认定", "from the facts")
            if line.by == "facts"
            else self.say("由办案人员认定", "found by the officer")
        )
        by = self._aside(self._list([by, citations_words(line.cite, self.language)]))
        text = f"{line.label.get(self.language)} → {effect_words(line, self.language)}{by}"
        if line.replaces:
            names = self._list(label.get(self.language) for label in line.replaces)
            text += self.say(
                f"；特别规定优于一般规定，替代：{names}", f"; special rule in place of: {names}"
            )
        return text

    # --- one respondent -------------------------------------------------------------------------

    def _result(self, result: ResultTrace, *, several: bool) -> Iterator[str]:
        decision = self.say("裁量", "Decision")
        yield self._heading(
            self._pair(decision, result.label.get(self.language)) if several else decision
        )
        status = STATUSES[result.status].get(self.language)
        yield self._item(self._pair(self.say("状态", "Status"), status))
        if result.reason is not None:
            yield self._item(result.reason.get(self.language), 1)
        out = result.status == "not_punished"
        schedules = result.schedules if out or len(result.schedules) > 1 else ()
        yield from self._tried(self.say("裁量表", "Schedule"), schedules)
        if out:
            return
        yield from self._tried(self.say("处罚依据", "Basis"), result.bases)
        yield from self._tried(self.say("档次", "Tiers"), result.tiers)
        if result.factors:
            yield self._title("裁量因素", "Factors")
            for factor in result.factors:
                value = (
                    factor.value.get(self.language) if factor.value else self.say("未知", "unknown")
                )
                share = "?" if factor.share is None else format_percent(factor.share)
                label = factor.label.get(self.language)
                yield self._item(self._pair(label, f"{value} → {share}"), 1)
        for line in result.computation:
            yield self._item(line.get(self.language))
        for line in result.why_not:
            yield self._item(line.get(self.language))
        yield from self._compared(result)
        yield from self._options(result)
        yield from self._after(result)

    def _tried(self, name: str, tried: Sequence[Tried]) -> Iterator[str]:
        if not tried:
            return
        yield self._title(name, name)
        for item in tried:
            mark = "●" if item.taken else "○"
            grade = GRADES[item.grade].get(self.language) if item.grade else ""
            if grade:
                grade = self.say(f"［{grade}］", f" [{grade}]")
            detail = f" — {item.detail.get(self.language)}" if item.detail else ""
            yield self._item(f"{mark} {item.title.get(self.language)}{grade}{detail}", 1)
            for test in item.tests:
                yield self._item(self._test(test), 2)

    def _test(self, test: TestLine) -> str:
        value = test.value.get(self.language) if test.value else self.say("未知", "unknown")
        which = (
            ""
            if test.alternative is None
            else self.say(f"（情形{test.alternative}）", f"(alternative {test.alternative}) ")
        )
        read = self._aside(self._pair(self.say("实际", "read"), value))
        phrase = f"{which}{test.phrase.get(self.language)}{read}"
        return self._pair(self._mark(test.verdict), phrase)

    def _compared(self, result: ResultTrace) -> Iterator[str]:
        if not result.compared:
            return
        yield self._title("从旧兼从轻", "Old law or new law")
        for one in result.compared:
            mark = "●" if one.taken else "○"
            outcomes = [
                self._pair(option_title(option).get(self.language), self._fine(option))
                for option in one.result
            ]
            if one.reason is not None:
                outcomes.append(one.reason.get(self.language))
            day = date_words(one.edition, self.language)
            since = self.say(f"自{day}起的版本", f"edition since {day}")
            listed = self._list(dict.fromkeys(outcomes))
            yield self._item(f"{mark} {self._pair(since, listed)}", 1)
        if result.choice is not None:
            yield self._item(result.choice.get(self.language), 1)

    def _title(self, zh: str, en: str) -> str:
        return self._item(self.say(f"{zh}：", f"{en}:"))

    def _fine(self, option: Option) -> str:
        words = fine_words(option.fine, self.language)
        return words if option.fine is None else self.say(f"罚款{words}", f"a fine of {words}")

    def _options(self, result: ResultTrace) -> Iterator[str]:
        if not result.options:
            nothing = self.say("结果：不能据此得出处罚建议", "Result: no recommendation follows")
            yield self._item(nothing)
            return
        if len(result.options) == 1:
            yield self._title("结果", "Result")
        else:
            yield self._title("可能的结果", "Open results")
        # What differs only in circumstances that were supposed reads the same.
        yield from dict.fromkeys("\n".join(self._option(option)) for option in result.options)
        if not result.exhaustive:
            yield self._item(
                self.say("组合过多，以上未穷尽", "too many combinations: not exhaustive"), 1
            )

    def _option(self, option: Option) -> Iterator[str]:
        text = self._pair(option_title(option).get(self.language), self._fine(option))
        fine = option.fine
        if fine is not None and fine.suggested is not None and fine.low != fine.high:
            suggested = money_words(fine.suggested, self.language)
            text += self.say(f"，建议{suggested}", f", suggested {suggested}")
        if option.needs:
            needs = self.say("、", ", ").join(
                NEEDS[need].get(self.language) for need in option.needs
            )
            text += self._aside(self.say(f"须{needs}", f"needs {needs}"))
        yield self._item(text, 1)
        if option.penalties:
            joined = self._list(penalty_words(p, self.language) for p in option.penalties)
            yield self._item(joined, 2)

    def _after(self, result: ResultTrace) -> Iterator[str]:
        exempt = bool(result.options) and all(option.grade == "exempt" for option in result.options)
        orders = [CORRECTION, *result.orders, *([EDUCATION] if exempt else [])]
        also = self._list(order.get(self.language) for order in orders)
        yield self._item(self._pair(self.say("同时", "Also"), also))
        if result.procedure:
            yield self._title("程序", "Procedure")
            for step in result.procedure:
                yield self._item(self._step(step), 1)
        if result.questions:
            yield self._title("需要查明", "To be ascertained")
            for question in result.questions:
                values = " | ".join(label.get(self.language) for _, label in question.values)
                text = question.label.get(self.language)
                yield self._item(text + (self._aside(values) if values else ""), 1)

    def _step(self, step: Step) -> str:
        days = ""
        if step.days is not None:
            unit = self.say(
                "个工作日" if step.working else "日", " working days" if step.working else " days"
            )
            days = self._aside(f"{step.days}{unit}")
        doubt = (
            ""
            if step.certainty == "follows"
            else self.say("［视情况而定］", "[depends on what is open] ")
        )
        cite = citations_words(step.cite, self.language)
        return f"{doubt}{step.label.get(self.language)}{days}{self._aside(cite) if cite else ''}"
