"""From an outcome to its explanation: the line is walked again, this time keeping every step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from penaltybench.amount import points_amount, readers, statutory, total_points
from penaltybench.circumstances import Assessed, assess
from penaltybench.condition import Condition, Truth, UnaryTest, describe_test, evaluate
from penaltybench.condition.describe import FactWords
from penaltybench.explain.model import (
    CircumstanceLine,
    Compared,
    Explanation,
    FactLine,
    FactorLine,
    ResultTrace,
    TestLine,
    Tried,
)
from penaltybench.explain.movement import cap, movements
from penaltybench.explain.reasons import unmet
from penaltybench.facts import Facts
from penaltybench.money import Money
from penaltybench.option import Option
from penaltybench.result import Outcome, Result
from penaltybench.ruleset.edition import (
    Basis,
    Edition,
    Points,
    Row,
    Schedule,
    Tiers,
    range_facts,
)
from penaltybench.ruleset.models import Citation
from penaltybench.text import Text
from penaltybench.tier import facts_of
from penaltybench.values import Value, format_percent
from penaltybench.words import (
    ROUNDINGS,
    band_words,
    citations_words,
    money_words,
    range_words,
)


def trace(outcome: Outcome) -> Explanation:
    """Return the explanation of ``outcome`` as data."""
    edition, facts = outcome.edition, outcome.facts
    words = edition.words()
    assessed = assess(edition, facts)
    results = tuple(_Tracer(outcome, result).trace() for result in outcome.results)
    circumstances = tuple(_circumstance(edition, facts, words, item) for item in assessed)
    start, end = outcome.case.conduct.start, outcome.case.conduct.end
    return Explanation(
        ruleset=edition.id,
        title=edition.title,
        issuer=edition.issued.by if edition.issued else None,
        document=edition.issued.document if edition.issued else None,
        edition_status=edition.status,
        dated=edition.dated.start.isoformat(),
        until=edition.dated.end.isoformat() if edition.dated.end else None,
        conduct=start.isoformat() if start == end else f"{start}/{end}",
        digest=edition.digest,
        source=edition.source,
        inspection=outcome.case.inspection,
        facts=tuple(_fact_lines(edition, facts)),
        examined=bool(facts.findings),
        circumstances=circumstances,
        results=results,
        citations=_citations(outcome, results, circumstances),
    )


def _text(edition: Edition, name: str, value: Value) -> Text:
    fact = edition.facts[name]
    return Text(fact.format(value, "zh"), fact.format(value, "en"))


def _fact_lines(edition: Edition, facts: Facts) -> Iterator[FactLine]:
    wanted = set(edition.own_facts())
    for name, fact in edition.facts.items():
        known = name in facts.values
        if not known and name not in wanted:
            continue
        origin = facts.origins.get(name)
        if not known and name in facts.unresolved:
            origin = "unresolved"
        cite = fact.cite
        if origin == "unascertainable" and fact.unascertainable is not None:
            cite = fact.unascertainable.cite
        yield FactLine(
            name,
            fact.label,
            _text(edition, name, facts.values[name]) if known else None,
            origin,
            cite,
        )


def _tests(
    edition: Edition, facts: Facts, words: Mapping[str, FactWords], condition: Condition
) -> Iterator[TestLine]:
    for alternative, part in _parts(condition):
        for name, test in part:
            value = facts.values.get(name)
            yield TestLine(
                name,
                Text(
                    describe_test(words[name], test, "zh", edition.wording),
                    describe_test(words[name], test, "en", edition.wording),
                ),
                None if value is None else _text(edition, name, value),
                None if value is None else test.holds(value),
                alternative,
            )


def _parts(condition: Condition) -> Iterator[tuple[int | None, Sequence[tuple[str, UnaryTest]]]]:
    yield None, condition.tests
    for index, alternative in enumerate(condition.any, start=1):
        yield index, tuple(alternative.leaves())


def _circumstance(
    edition: Edition, facts: Facts, words: Mapping[str, FactWords], item: Assessed
) -> CircumstanceLine:
    own = item.circumstance
    replaced = tuple(general.label for general, special in edition.overridden if special == own)
    tests = tuple(_tests(edition, facts, words, own.when)) if own.when is not None else ()
    return CircumstanceLine(
        own.id, own.label, own.effect, own.force, item.truth, item.by, tests, own.cite, replaced
    )


class _Tracer:
    """Traces the result for one respondent."""

    def __init__(self, outcome: Outcome, result: Result) -> None:
        settled = result.edition if result.status != "undetermined" else None
        edition = settled or outcome.edition
        # While facts are unknown the decisions hold suppositions: the case's own facts are shown.
        facts = result.decisions[0].facts if settled else outcome.facts
        self.edition = edition
        self.words = edition.words()
        self.result = result
        schedules = [s for s in edition.schedules if s.respondent == result.respondent]
        self.schedules = schedules
        self.schedule = result.schedule
        if self.schedule is None and len(schedules) == 1:
            self.schedule = schedules[0]
        self.case_facts = facts
        self.facts = facts if self.schedule is None else facts_of(self.schedule, facts)

    def trace(self) -> ResultTrace:
        result = self.result
        bases = tuple(self._bases())
        tiers = tuple(self._tiers())
        factors = tuple(self._factors())
        computation = tuple(self._computation())
        return ResultTrace(
            result.respondent,
            result.label,
            result.status,
            result.reason,
            tuple(self._schedules()),
            bases,
            tiers,
            factors,
            (*computation, *self._moved()) if computation else (),
            tuple(self._compared()),
            result.choice,
            result.options,
            tuple(self._why_not(tiers)),
            result.orders,
            result.procedure,
            result.questions,
            result.exhaustive,
            result.correction,
        )

    def _schedules(self) -> Iterator[Tried]:
        for schedule in self.schedules:
            yield self._tried(
                "schedule",
                schedule,
                schedule.label,
                schedule is self.result.schedule,
                None,
                (),
                self.case_facts,
            )

    def _bases(self) -> Iterator[Tried]:
        for basis in self.schedule.bases if self.schedule else ():
            detail = None
            if basis.fine is not None:
                detail = Text(
                    range_words(basis.fine, self.edition.facts, "zh"),
                    range_words(basis.fine, self.edition.facts, "en"),
                )
            title = Text(*(citations_words([basis.statute], language) for language in ("zh", "en")))
            cites = (basis.statute, *(basis.fine.cite if basis.fine else ()))
            yield self._tried(
                "basis", basis, title, basis == self.result.basis, detail, cites, self.facts
            )

    def _tiers(self) -> Iterator[Tried]:
        if self.schedule is None or not isinstance(self.schedule.table, Tiers):
            return
        taken = {option.tier.id for option in self.result.options if option.tier is not None}
        basis = self.result.basis
        for row in self.schedule.table.rows:
            if basis is not None and row.basis and basis.id not in row.basis:
                continue
            detail = None
            if row.fine is not None:
                detail = Text(
                    band_words(row.fine, self.edition.facts, "zh"),
                    band_words(row.fine, self.edition.facts, "en"),
                )
            cites = (*row.cite, *((row.ground,) if row.ground else ()), *self.schedule.table.cite)
            tried = self._tried("tier", row, row.title, row.id in taken, detail, cites, self.facts)
            yield tried

    def _tried(
        self,
        kind: str,
        item: Schedule | Basis | Row,
        title: Text,
        taken: bool,
        detail: Text | None,
        cite: tuple[Citation, ...],
        facts: Facts,
    ) -> Tried:
        verdict: Truth = evaluate(item.when, facts.values)
        tests = tuple(_tests(self.edition, facts, self.words, item.when))
        grade = item.grade if isinstance(item, Row) else None
        return Tried(kind, item.id, title, verdict, taken, tests, detail, cite, grade)  # type: ignore[arg-type]

    def _factors(self) -> Iterator[FactorLine]:
        if self.schedule is None or not isinstance(self.schedule.table, Points):
            return
        for factor in self.schedule.table.factors:
            value = self.facts.values.get(factor.fact)
            share = None
            if value is not None:
                share = next((lv.share for lv in factor.levels if lv.test.holds(value)), None)
            shown = None if value is None else _text(self.edition, factor.fact, value)
            yield FactorLine(factor.fact, factor.label, shown, share)

    def _computation(self) -> Iterator[Text]:
        """Yield the statutory range in money and, for points, the formula with its figures."""
        basis, schedule = self.result.basis, self.result.schedule
        if basis is None or schedule is None or basis.fine is None:
            return
        if range_facts(basis.fine) - set(self.facts.values):
            return
        read = readers(self.facts, range_facts(basis.fine))[0]
        bounds = statutory(basis.fine, read)
        low, high = _money(bounds.low), _money(bounds.high)
        base = self._base(basis.fine.base)
        if basis.fine.min is None:
            yield Text(
                f"法定幅度{base.zh}：{high.zh}以下", f"statutory range{base.en}: up to {high.en}"
            )
        else:
            yield Text(
                f"法定幅度{base.zh}：{low.zh}以上{high.zh}以下",
                f"statutory range{base.en}: {low.en} to {high.en}",
            )
        table = schedule.table
        if not isinstance(table, Points) or any(line.share is None for line in self._factors()):
            return
        total = total_points(table, self.facts, frozenset()).low
        amount = points_amount(table, bounds, total)
        start = table.start
        if start is None:
            start = bounds.start / bounds.high if bounds.high else Fraction(0)
        shares = " + ".join(
            format_percent(line.share) for line in self._factors() if line.share is not None
        )
        first, sign = format_percent(start), "=" if amount.denominator == 1 else "≈"
        if table.position:
            formula = f"[START{first} + ({shares}) × (1 − {first})] × MAXIMUM {sign} AMOUNT"
        else:
            whole = f"{format_percent(start + total)} × MAXIMUM"
            formula = f"(START{first} + {shares}) × MAXIMUM = {whole} {sign} AMOUNT"
        exact = _money(Fraction(round(amount)))
        zh = formula.replace("START", "裁量起点").replace("MAXIMUM", high.zh)
        en = formula.replace("START", "start ").replace("MAXIMUM", high.en)
        yield Text(
            f"基准罚款金额 = {zh.replace('AMOUNT', exact.zh)}",
            f"base fine = {en.replace('AMOUNT', exact.en)}",
        )
        unit, mode = self.edition.rounding.unit, ROUNDINGS[self.edition.rounding.mode]
        if amount % unit:
            yield Text(
                f"取整到{_money(Fraction(unit)).zh}（{mode.zh}）",
                f"rounded to {_money(Fraction(unit)).en} ({mode.en})",
            )

    def _moved(self) -> Iterator[Text]:
        """Yield the cap, and what circumstances do to the amount."""
        if self.result.schedule is None or self.result.status not in ("determined", "choice"):
            return
        if self.result.fine is not None:
            yield from cap(self.edition, self.facts)
        yield from movements(self.result.schedule, self.result.options)

    def _base(self, name: str | None) -> Text:
        """Return the fact that is counted or multiplied, with its value, in brackets."""
        if name is None:
            return Text("", "")
        label, value = (
            self.edition.facts[name].label,
            _text(self.edition, name, self.facts.values[name]),
        )
        return Text(f"（{label.zh}{value.zh}）", f" ({label.en} {value.en})")

    def _compared(self) -> Iterator[Compared]:
        for decision in self.result.compared:
            edition = decision.edition
            yield Compared(
                edition.period.start.isoformat(),
                edition.title,
                decision.options,
                decision.reason,
                any(decision is one for one in self.result.decisions),
            )

    def _why_not(self, tiers: Sequence[Tried]) -> Iterator[Text]:
        """Yield why the tiers next to the one taken do not apply."""
        taken = [index for index, tier in enumerate(tiers) if tier.taken]
        if len(taken) != 1 or self.schedule is None:
            return
        table = self.schedule.table
        if isinstance(table, Tiers) and table.by_grade:
            return
        for index in (taken[0] - 1, taken[0] + 1):
            if 0 <= index < len(tiers):
                failing = tuple(unmet(tiers[index].tests))
                if failing:
                    title = tiers[index].title
                    yield Text(
                        f"不适用“{title.zh}”：{'；'.join(one.zh for one in failing)}",
                        f"not “{title.en}”: {'; '.join(one.en for one in failing)}",
                    )


def _money(fen: Fraction) -> Text:
    amount = Money(int(fen))
    return Text(money_words(amount, "zh"), money_words(amount, "en"))


def _citations(
    outcome: Outcome, results: Sequence[ResultTrace], circumstances: Sequence[CircumstanceLine]
) -> tuple[Citation, ...]:
    """Return every citation on which the result rests, in order of first use."""
    found: list[Citation] = []
    inspection = outcome.case.inspection
    if inspection is not None:
        found.extend(cite for limit in inspection.met for cite in limit.cite)
        found.extend(inspection.correct_first.cite if inspection.correct_first else ())
    for result, traced in zip(outcome.results, results, strict=True):
        for tried in (*traced.bases, *traced.tiers):
            if tried.taken:
                found.extend(tried.cite)
        if result.schedule is not None:
            found.extend(result.schedule.table.cite)
        if len(result.compared) > 1 and result.compared[0].edition.choice is not None:
            found.extend(result.compared[0].edition.choice.cite)
        for option in result.options:
            found.extend(_course_citations(outcome.edition, result, option))
        for step in result.procedure:
            found.extend(step.cite)
    for line in circumstances:
        if line.verdict:
            found.extend(line.cite)
    if outcome.edition.cap is not None:
        found.extend(outcome.edition.cap.model.cite)
    return tuple(dict.fromkeys(found))


def _course_citations(edition: Edition, result: Result, option: Option) -> Iterator[Citation]:
    """Yield what an option's course rests on: circumstances, adjustment, rule of weighing."""
    for circumstance in option.course.because:
        yield from circumstance.cite
    if option.course.weighed:
        yield from edition.weighing.cite
    if option.course.direction == "none":
        return
    adjust = result.schedule.adjust if result.schedule else None
    adjustment = getattr(adjust, option.course.direction, None)
    if adjustment is not None:
        yield from adjustment.cite
