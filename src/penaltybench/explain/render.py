"""The explanation as text or Markdown, in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from penaltybench.explain.model import (
    CircumstanceLine,
    Explanation,
    FactLine,
    ResultTrace,
    TestLine,
    Tried,
)
from penaltybench.explain.reasons import effect_words, option_title
from penaltybench.inspection_finding import InspectionFinding
from penaltybench.option import Option
from penaltybench.page import Page
from penaltybench.procedure import Step
from penaltybench.text import Language, Text
from penaltybench.values import format_percent
from penaltybench.words import (
    CORRECTION,
    CORRECTIONS,
    EDITION_STATUSES,
    EDUCATION,
    GRADES,
    NEEDS,
    STATUSES,
    SURENESS,
    VERDICTS,
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
class _Page(Page):
    """Writes an explanation in one language and one form."""

    def write(self, explanation: Explanation) -> str:
        blocks = [
            *self._header(explanation),
            *self._inspection(explanation.inspection),
            *self._facts(explanation.facts),
            *self._circumstances(explanation),
        ]
        for result in explanation.results:
            blocks.extend(self._result(result, several=len(explanation.results) > 1))
        blocks.extend(self.citations(explanation.citations))
        return "\n".join(blocks).strip("\n") + "\n"

    def _header(self, explanation: Explanation) -> Iterator[str]:
        title = explanation.title.get(self.language)
        yield f"# {title}" if self.markdown else title
        if self.markdown:
            yield ""
        status = EDITION_STATUSES[explanation.edition_status].get(self.language)
        days = self.span(explanation.dated, explanation.until)
        in_force = self.aside(f"{days}{self.say('，', ', ')}{status}")
        issuer = self.say("，", ", ").join(
            part for part in (explanation.issuer, explanation.document) if part
        )
        yield self.item(self.pair(self.say("基准", "Standard"), explanation.ruleset + in_force))
        if issuer:
            yield self.item(self.pair(self.say("发布", "Issued"), issuer))
        source = explanation.source
        sure = self.pair(self.say("可靠程度", "sureness"), SURENESS[source.sure].get(self.language))
        yield self.item(self.pair(self.say("来源", "Source"), source.text + self.aside(sure)))
        if source.note:
            yield self.item(self.pair(self.say("说明", "Note"), self.note(source.note)))
        first, _, last = explanation.conduct.partition("/")
        conduct = self.span(first, last) if last else date_words(first, self.language)
        yield self.item(self.pair(self.say("违法行为日期", "Conduct"), conduct))
        yield self.item(self.pair(self.say("版本摘要", "Digest"), explanation.digest[:16]))

    def _inspection(self, finding: InspectionFinding | None) -> Iterator[str]:
        """Yield the verdict on the inspection from which the case arises, and the limits it met."""
        if finding is None:
            return
        yield self.heading(self.say("检查", "Inspection"))
        day = date_words(finding.on.isoformat(), self.language)
        who = self.say("，", ", ").join([day, finding.authority, finding.enterprise])
        verdict = VERDICTS[finding.verdict].get(self.language)
        yield self.item(self.pair(verdict, who) + self.aside(finding.rules))
        for limit in finding.met:
            label = limit.label.get(self.language) + self.cited(limit.cite)
            yield self.item(self.pair(label, limit.reason.get(self.language)), 1)

    def _facts(self, facts: Sequence[FactLine]) -> Iterator[str]:
        yield self.heading(self.say("事实", "Facts"))
        for fact in facts:
            value = fact.value.get(self.language) if fact.value else self.say("未知", "unknown")
            note = _ORIGINS.get(fact.origin or "")
            tail = note.get(self.language) if note else ""
            if tail and fact.origin == "unascertainable" and fact.cite:
                tail = self.pair(tail, citations_words(fact.cite, self.language))
            if tail:
                tail = self.aside(tail)
            yield self.item(self.pair(fact.label.get(self.language), f"{value}{tail}"))

    def _circumstances(self, explanation: Explanation) -> Iterator[str]:
        yield self.heading(self.say("情节", "Circumstances"))
        present = [line for line in explanation.circumstances if line.verdict]
        unknown = [line for line in explanation.circumstances if line.verdict is None]
        absent = [line for line in explanation.circumstances if line.verdict is False]
        for line in present:
            yield self.item(self._circumstance(line))
        if not present and not unknown:
            yield self.item(
                self.say(
                    "经查，除基准已经考虑的因素外，没有影响裁量的情节",
                    "examined; none that affects the penalty beyond what the standard weighs",
                )
            )
        if unknown:
            names = self.semicolons(line.label.get(self.language) for line in unknown)
            yield self.item(self.pair(self.say("尚未查明", "not examined"), names))
        if absent and present:
            names = self.semicolons(line.label.get(self.language) for line in absent)
            yield self.item(self.pair(self.say("经查没有", "examined and absent"), names))

    def _circumstance(self, line: CircumstanceLine) -> str:
        by = (
            self.say("由事实认定", "from the facts")
            if line.by == "facts"
            else self.say("由办案人员认定", "found by the officer")
        )
        by = self.aside(self.semicolons([by, citations_words(line.cite, self.language)]))
        text = f"{line.label.get(self.language)} → {effect_words(line, self.language)}{by}"
        if line.replaces:
            names = self.semicolons(label.get(self.language) for label in line.replaces)
            text += self.say(
                f"；特别规定优于一般规定，替代：{names}", f"; special rule in place of: {names}"
            )
        return text

    # --- one respondent -------------------------------------------------------------------------

    def _result(self, result: ResultTrace, *, several: bool) -> Iterator[str]:
        decision = self.say("裁量", "Decision")
        yield self.heading(
            self.pair(decision, result.label.get(self.language)) if several else decision
        )
        status = STATUSES[result.status].get(self.language)
        yield self.item(self.pair(self.say("状态", "Status"), status))
        if result.reason is not None:
            yield self.item(result.reason.get(self.language), 1)
        yield from self._correction(result)
        if result.correction is not None and not result.options:
            yield from self._after(result)
            return
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
                yield self.item(self.pair(label, f"{value} → {share}"), 1)
        for line in result.computation:
            yield self.item(line.get(self.language))
        for line in result.why_not:
            yield self.item(line.get(self.language))
        yield from self._compared(result)
        yield from self._options(result)
        yield from self._after(result)

    def _correction(self, result: ResultTrace) -> Iterator[str]:
        rule = result.correction
        if rule is None:
            return
        cite = citations_words(rule.cite, self.language)
        text = self.pair(rule.label.get(self.language), CORRECTIONS[rule.state].get(self.language))
        if rule.until is not None:
            last = date_words(rule.until.isoformat(), self.language)
            text += self.say(f"，改正期限至{last}", f", time for correction until {last}")
        yield self.item(text + (self.aside(cite) if cite else ""), 1)

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
            yield self.item(f"{mark} {item.title.get(self.language)}{grade}{detail}", 1)
            for test in item.tests:
                yield self.item(self._test(test), 2)

    def _test(self, test: TestLine) -> str:
        value = test.value.get(self.language) if test.value else self.say("未知", "unknown")
        which = (
            ""
            if test.alternative is None
            else self.say(f"（情形{test.alternative}）", f"(alternative {test.alternative}) ")
        )
        read = self.aside(self.pair(self.say("实际", "read"), value))
        phrase = f"{which}{test.phrase.get(self.language)}{read}"
        return self.pair(self.mark(test.verdict), phrase)

    def _compared(self, result: ResultTrace) -> Iterator[str]:
        if not result.compared:
            return
        yield self._title("从旧兼从轻", "Old law or new law")
        for one in result.compared:
            mark = "●" if one.taken else "○"
            outcomes = [
                self.pair(option_title(option).get(self.language), self._fine(option))
                for option in one.result
            ]
            if one.reason is not None:
                outcomes.append(one.reason.get(self.language))
            day = date_words(one.edition, self.language)
            since = self.say(f"自{day}起的版本", f"edition since {day}")
            listed = self.semicolons(dict.fromkeys(outcomes))
            yield self.item(f"{mark} {self.pair(since, listed)}", 1)
        if result.choice is not None:
            yield self.item(result.choice.get(self.language), 1)

    def _title(self, zh: str, en: str) -> str:
        return self.item(self.say(f"{zh}：", f"{en}:"))

    def _fine(self, option: Option) -> str:
        words = fine_words(option.fine, self.language)
        return words if option.fine is None else self.say(f"罚款{words}", f"a fine of {words}")

    def _options(self, result: ResultTrace) -> Iterator[str]:
        if not result.options:
            nothing = self.say("结果：不能据此得出处罚建议", "Result: no recommendation follows")
            yield self.item(nothing)
            return
        if len(result.options) == 1:
            yield self._title("结果", "Result")
        else:
            yield self._title("可能的结果", "Open results")
        # What differs only in circumstances that were supposed reads the same.
        yield from dict.fromkeys("\n".join(self._option(option)) for option in result.options)
        if not result.exhaustive:
            yield self.item(
                self.say("组合过多，以上未穷尽", "too many combinations: not exhaustive"), 1
            )

    def _option(self, option: Option) -> Iterator[str]:
        text = self.pair(option_title(option).get(self.language), self._fine(option))
        fine = option.fine
        if fine is not None and fine.suggested is not None and fine.low != fine.high:
            suggested = money_words(fine.suggested, self.language)
            text += self.say(f"，建议{suggested}", f", suggested {suggested}")
        if option.needs:
            needs = self.say("、", ", ").join(
                NEEDS[need].get(self.language) for need in option.needs
            )
            text += self.aside(self.say(f"须{needs}", f"needs {needs}"))
        yield self.item(text, 1)
        if option.penalties:
            joined = self.semicolons(penalty_words(p, self.language) for p in option.penalties)
            yield self.item(joined, 2)

    def _after(self, result: ResultTrace) -> Iterator[str]:
        exempt = bool(result.options) and all(option.grade == "exempt" for option in result.options)
        corrected = result.correction is not None and result.correction.state == "corrected"
        orders = [CORRECTION, *result.orders, *([EDUCATION] if exempt else [])]
        if corrected and not result.options:
            orders = [EDUCATION]
        also = self.semicolons(order.get(self.language) for order in orders)
        yield self.item(self.pair(self.say("同时", "Also"), also))
        if result.procedure:
            yield self._title("程序", "Procedure")
            for step in result.procedure:
                yield self.item(self._step(step), 1)
        if result.questions:
            yield self._title("需要查明", "To be ascertained")
            for question in result.questions:
                values = " | ".join(label.get(self.language) for _, label in question.values)
                text = question.label.get(self.language)
                yield self.item(text + (self.aside(values) if values else ""), 1)

    def _step(self, step: Step) -> str:
        days = ""
        if step.days is not None:
            unit = self.say(
                "个工作日" if step.working else "日", " working days" if step.working else " days"
            )
            days = self.aside(f"{step.days}{unit}")
        doubt = (
            ""
            if step.certainty == "follows"
            else self.say("［视情况而定］", "[depends on what is open] ")
        )
        cite = citations_words(step.cite, self.language)
        return f"{doubt}{step.label.get(self.language)}{days}{self.aside(cite) if cite else ''}"
