"""PB0423: a promised time limit that is longer than the policy of the jurisdiction allows.

The policy allows a share of the statutory limit; without one, or where its exception always holds
together with the row, the promise may at least not be longer than the law. Limits in different units
are compared as far as a working day is never shorter than a calendar day; what then stays open is a
warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from penaltybench.cells import cells_of
from penaltybench.condition import Condition, UnaryTest, evaluate, unknown_facts
from penaltybench.diagnostics import Diagnostic, Severity
from penaltybench.limit_words import promise_words, span_words
from penaltybench.ruleset.load import Catalogue
from penaltybench.ruleset.models import SpanFile
from penaltybench.ruleset.published import Fact
from penaltybench.ruleset.time_limit import LimitRow, Promise, TimeLimitEdition
from penaltybench.text import Text
from penaltybench.values import Value


def check_promises(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield every promise that is longer than it may be, or cannot be compared."""
    for limits in catalogue.time_limits.values():
        for edition in limits.editions:
            for row in edition.rows:
                if row.promised is not None:
                    yield from _check(edition, row, row.promised)


def _check(edition: TimeLimitEdition, row: LimitRow, promised: SpanFile) -> Iterator[Diagnostic]:
    policy = edition.promise
    if policy is not None and _only_with_the_exception(edition.facts, row, policy):
        policy = None
    share = Fraction(1) if policy is None else policy.at_most
    longer = is_longer(promised, row.statutory, share)
    if longer is None:
        yield _not_comparable(row, promised)
    elif longer:
        yield _too_long(row, promised, policy)


def is_longer(promised: SpanFile, statutory: SpanFile, share: Fraction) -> bool | None:
    """Return whether a promise is longer than a share of the law's limit; None if that is open.

    So many calendar days are never more than as many working days.
    """
    longer = promised.days > share * statutory.days
    if promised.working == statutory.working:
        return longer
    if promised.working:
        # Working days take at least as many calendar days.
        return True if longer else None
    return None if longer else False


def _only_with_the_exception(facts: Mapping[str, Fact], row: LimitRow, policy: Promise) -> bool:
    """Return whether a row can only hold where the exception of the policy holds too."""
    if policy.unless is None:
        return False
    return not _without(facts, row.when, policy.unless, {})


def _without(
    facts: Mapping[str, Fact], when: Condition, unless: Condition, known: Mapping[str, Value]
) -> bool:
    """Return whether ``when`` can hold and ``unless`` not, given what is known."""
    holds, excepted = evaluate(when, known), evaluate(unless, known)
    if holds is False or excepted is True:
        return False
    if holds and excepted is False:
        return True
    open_facts = [*unknown_facts(when, known), *unknown_facts(unless, known)]
    name = open_facts[0]
    tests: list[UnaryTest] = [
        test for part in (when, unless) for fact, test in part.leaves() if fact == name
    ]
    return any(
        _without(facts, when, unless, {**known, name: cell.value})
        for cell in cells_of(facts[name], tests)
    )


def _too_long(row: LimitRow, promised: SpanFile, policy: Promise | None) -> Diagnostic:
    own, law = _words(promised), _words(row.statutory)
    message = Text(
        f"时限“{row.label.zh}”的承诺{own.zh}长于法定的{law.zh}",
        f"the limit “{row.label.en}” promises {own.en}, longer than the statutory {law.en}",
    )
    if policy is not None:
        message = Text(
            f"时限“{row.label.zh}”的承诺{own.zh}过长：{promise_words(policy, 'zh')}，法定为{law.zh}",
            f"the limit “{row.label.en}” promises {own.en}, which is too long: "
            f"{promise_words(policy, 'en')}; the statutory limit is {law.en}",
        )
    remedy = Text("请缩短承诺时限", "shorten the promise")
    if policy is not None and policy.unless is not None:
        remedy = Text(
            "请缩短承诺时限；属于例外情形的，在 when 中写明",
            "shorten the promise; if the exception applies, say so in when",
        )
    return Diagnostic("PB0423", message, remedy, row.promised_place or row.place)


def _not_comparable(row: LimitRow, promised: SpanFile) -> Diagnostic:
    own, law = _words(promised), _words(row.statutory)
    return Diagnostic(
        "PB0423",
        Text(
            f"时限“{row.label.zh}”的承诺{own.zh}与法定的{law.zh}单位不同，不能比较",
            f"the limit “{row.label.en}”: a promise of {own.en} and the statutory {law.en} "
            "cannot be compared",
        ),
        Text("请用同一单位表述两个时限", "state both limits in one unit"),
        row.promised_place or row.place,
        Severity.WARNING,
    )


def _words(span: SpanFile) -> Text:
    return Text(span_words(span, "zh"), span_words(span, "en"))
