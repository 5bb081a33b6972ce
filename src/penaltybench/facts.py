"""Case and edition give typed facts: read, checked, derived; what is not given stays unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from penaltybench.case import Case
from penaltybench.diagnostics import CaseError, Diagnostic, Place
from penaltybench.period import completed_months, completed_years
from penaltybench.ruleset.declare import CASE_DATES
from penaltybench.ruleset.edition import Edition
from penaltybench.ruleset.models import Derivation
from penaltybench.ruleset.published import Fact, Published
from penaltybench.text import Text, both, closest
from penaltybench.values import FactType, Value, accept_value

Origin = Literal["given", "derived", "case", "unascertainable", "heaviest", "unresolved"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a case.

    ``values`` holds the known facts only. ``origins`` says where a value that was not simply given
    comes from. ``spans`` holds, for a number that is only known to lie in a range, its ends
    (None: no bound); its entry in ``values`` is then a representative for conditions.
    ``findings`` says of each circumstance that was examined whether it was found;
    ``unresolved`` are facts that cannot be ascertained and for which the ruleset has no rule.
    """

    values: Mapping[str, Value]
    origins: Mapping[str, Origin] = field(default_factory=dict)
    spans: Mapping[str, tuple[Value | None, Value | None]] = field(default_factory=dict)
    findings: Mapping[str, bool] = field(default_factory=dict)
    unresolved: tuple[str, ...] = ()

    def supposing(
        self, name: str, value: Value, span: tuple[Value | None, Value | None] | None = None
    ) -> Facts:
        """Return these facts with one more known, or known to lie in a span."""
        spans = {other: ends for other, ends in self.spans.items() if other != name}
        if span is not None:
            spans[name] = span
        return replace(self, values={**self.values, name: value}, spans=spans)

    def finding(self, findings: Mapping[str, bool]) -> Facts:
        """Return these facts with more circumstances examined."""
        return replace(self, findings={**self.findings, **findings})

    def ends(self, name: str) -> tuple[Fraction | None, Fraction | None]:
        """Return the least and the greatest number that a known fact may be."""
        if name in self.spans:
            low, high = self.spans[name]
            return _number(low), _number(high)
        exact = _number(self.values[name])
        return exact, exact


def _number(value: Value | None) -> Fraction | None:
    if value is None:
        return None
    assert not isinstance(value, str | bool | dt.date)
    return Fraction(value)


def read_facts(case: Case, edition: Edition, others: Sequence[Edition] = ()) -> Facts:
    """Return the typed facts of ``case`` under ``edition``.

    A fact or circumstance that only one of the ``others`` knows is passed over: it belongs to the
    edition with which this one is compared. Raises CaseError that names every unknown fact, wrong type, value outside its domain, unknown
    circumstance, and fact that may not be declared unascertainable.
    """
    elsewhere = frozenset(name for other in others for name in other.facts)
    values, origins, faults = read_given(case.facts, edition, case.dates(), CASE_DATES, elsewhere)
    unresolved = _unascertainable(case, edition, elsewhere, values, origins, faults)
    derive(edition, values, origins)
    known = [circumstance.id for circumstance in edition.circumstances]
    stated = case.circumstances
    listed = frozenset(stated or ())
    elsewhere_found = {c.id for other in others for c in other.circumstances}
    for name in sorted(listed.difference(known, elsewhere_found)):
        meant = closest(name, known)
        faults.append(
            _fault(
                "PB0308",
                name,
                Text(f"没有情节 {name}", f"there is no circumstance {name}"),
                Text(f"是否为 {meant}？", f"did you mean {meant}?")
                if meant
                else Text("请从规则集的情节中选择", "choose from the ruleset's circumstances"),
                "circumstances",
            )
        )
    if faults:
        raise CaseError(faults)
    findings: dict[str, bool] = {}
    if isinstance(stated, Mapping):
        findings = {name: stated[name] for name in known if name in stated}
    elif stated is not None:
        findings = {name: name in listed for name in known}
    return Facts(values, origins, {}, findings, unresolved)


def read_given(
    given: Mapping[str, object],
    edition: Published,
    days: Mapping[str, dt.date],
    dates: Mapping[str, Text],
    elsewhere: frozenset[str] = frozenset(),
) -> tuple[dict[str, Value], dict[str, Origin], list[Diagnostic]]:
    """Return the typed values of what a case gives, where each comes from, and every fault.

    ``days`` are the dates of the case, ``dates`` the names that such dates may have; a fact that
    is only declared ``elsewhere`` is passed over.
    """
    values: dict[str, Value] = dict(days)
    origins: dict[str, Origin] = dict.fromkeys(values, "case")
    faults: list[Diagnostic] = []
    for name, value in given.items():
        fact = edition.facts.get(name)
        if fact is None and name in elsewhere:
            continue
        if fact is None or name in dates:
            faults.append(_unknown_fact(name, edition, dates))
        elif fact.derive is not None:
            faults.append(
                _fault(
                    "PB0302",
                    name,
                    Text(
                        f"要素 {name} 由日期推定，不能直接给出",
                        f"the fact {name} is derived from dates and cannot be given",
                    ),
                    Text("请给出日期", "give the dates"),
                )
            )
        else:
            try:
                values[name], several = _read(fact, value)
                if several:
                    origins[name] = "heaviest"
            except CaseError as error:
                faults.extend(error.diagnostics)
    return values, origins, faults


def _read(fact: Fact, given: object) -> tuple[Value, bool]:
    """Return the value, and whether it was the heaviest of several."""
    if isinstance(given, list | tuple) and fact.several:
        if not given:
            raise CaseError([_wrong_type(fact, Text("列表为空", "the list is empty"))])
        read = [_read_one(fact, one) for one in given]
        order = fact.heaviest_first()
        return min(read, key=lambda word: order.index(str(word))), len(set(read)) > 1
    return _read_one(fact, given), False


def _read_one(fact: Fact, given: object) -> Value:
    try:
        value = accept_value(fact.type, given)
    except ValueError as error:
        raise CaseError([_wrong_type(fact, both(str(error)))]) from None
    if fact.type is FactType.ENUM and value not in fact.values:
        meant = closest(str(value), fact.values)
        known = ", ".join(fact.values)
        raise CaseError(
            [
                _fault(
                    "PB0305",
                    fact.id,
                    Text(
                        f"{fact.label.zh}（{fact.id}）没有选项 {value}；可用：{known}",
                        f"{fact.label.en} ({fact.id}) has no value {value}; known: {known}",
                    ),
                    Text(f"是否为 {meant}？", f"did you mean {meant}?")
                    if meant
                    else Text("请从中选择", "choose one of them"),
                )
            ]
        )
    if fact.domain is not None and not fact.domain.holds(value):
        raise CaseError(
            [
                _fault(
                    "PB0304",
                    fact.id,
                    Text(
                        f"{fact.label.zh}（{fact.id}）的值 {fact.format(value, 'zh')} 超出取值范围",
                        f"{fact.label.en} ({fact.id}): {fact.format(value, 'en')} lies outside its domain",
                    ),
                    Text("请核对数值和单位", "check the value and its unit"),
                )
            ]
        )
    return value


def _wrong_type(fact: Fact, reason: Text) -> Diagnostic:
    return _fault(
        "PB0303",
        fact.id,
        Text(
            f"{fact.label.zh}（{fact.id}，{fact.type.value}）：{reason.zh}",
            f"{fact.label.en} ({fact.id}, {fact.type.value}): {reason.en}",
        ),
        Text("请按声明的类型给值", "give a value of the declared type"),
    )


def _unknown_fact(
    name: str, edition: Published, dates: Mapping[str, Text], where: str = "facts"
) -> Diagnostic:
    meant = closest(name, set(edition.facts).difference(dates))
    remedy = Text("请核对要素的编号", "check the fact's id")
    if name in dates and dates is not CASE_DATES:
        remedy = Text(
            "这是案件的日期，写在案件中，不写在 facts 中",
            "it is a date of the case, which stands beside its facts",
        )
    elif name in dates:
        remedy = Text(
            "案件日期请写在 conduct、filed_on、decided_on",
            "the dates of a case are written as conduct, filed_on, decided_on",
        )
    elif meant:
        remedy = Text(f"是否为 {meant}？", f"did you mean {meant}?")
    return _fault(
        "PB0302",
        name,
        Text(
            f"规则集 {edition.id} 没有要素 {name}", f"the ruleset {edition.id} has no fact {name}"
        ),
        remedy,
        where,
    )


def _fault(code: str, name: str, message: Text, remedy: Text, where: str = "facts") -> Diagnostic:
    return Diagnostic(code, message, remedy, Place("case", path=f"{where}.{name}"))


def _unascertainable(
    case: Case,
    edition: Edition,
    elsewhere: frozenset[str],
    values: dict[str, Value],
    origins: dict[str, Origin],
    faults: list[Diagnostic],
) -> tuple[str, ...]:
    """Resolve facts that cannot be ascertained; return those for which the ruleset has no rule."""
    unresolved = []
    for name in case.unascertainable:
        fact = edition.facts.get(name)
        if fact is None:
            if name not in elsewhere:
                faults.append(_unknown_fact(name, edition, CASE_DATES, "unascertainable"))
        elif name in values or fact.derive is not None:
            faults.append(
                _fault(
                    "PB0310",
                    name,
                    Text(
                        f"要素 {name} 已给值或由日期推定，不能同时无法查明",
                        f"the fact {name} is given or derived and cannot be unascertainable too",
                    ),
                    Text("请二者取一", "keep one of the two"),
                    "unascertainable",
                )
            )
        elif fact.unascertainable is None:
            unresolved.append(name)
        elif fact.unascertainable.counts_as == "lightest" and fact.type is FactType.ENUM:
            values[name], origins[name] = fact.heaviest_first()[-1], "unascertainable"
        elif fact.unascertainable.counts_as == "lightest" and fact.type is FactType.BOOLEAN:
            values[name], origins[name] = fact.worse != "true", "unascertainable"
        else:
            try:
                values[name], _ = _read(fact, fact.unascertainable.counts_as)
                origins[name] = "unascertainable"
            except CaseError as error:
                faults.extend(error.diagnostics)
    return tuple(unresolved)


def derive(edition: Published, values: dict[str, Value], origins: dict[str, Origin]) -> None:
    """Add to ``values`` the facts that follow from dates which are known."""
    for name, fact in edition.facts.items():
        if fact.derive is None:
            continue
        result = _elapsed(fact.derive, values)
        if result is not None and result >= 0:
            values[name], origins[name] = result, "derived"


def _elapsed(rule: Derivation, values: Mapping[str, Value]) -> int | None:
    pair = rule.years or rule.months or rule.days
    assert pair is not None
    start, end = values.get(pair[0]), values.get(pair[1])
    if not isinstance(start, dt.date) or not isinstance(end, dt.date):
        return None
    if rule.until == "day_before":
        if end <= start:
            return 0
        end -= dt.timedelta(days=1)
    if rule.years:
        return completed_years(start, end)
    if rule.months:
        return completed_months(start, end)
    return (end - start).days


def derived_from(edition: Published, name: str) -> tuple[str, ...]:
    """Return the facts to ask for instead of a derived fact; the fact itself if it is not derived."""
    rule = edition.facts[name].derive
    if rule is None:
        return (name,)
    return rule.years or rule.months or rule.days or ()
