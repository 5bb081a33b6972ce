"""Several violations: one act under several norms, and several acts decided together.

One act that breaks several norms is fined once, by the norm with the higher fine where the ruleset
declares so (行政处罚法 2021 art. 29; the older text had no such rule); the other kinds of penalty of
every norm are kept. Several acts are decided each for
itself and then joined, within the limits that a ruleset declares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from penaltybench.amount import Fine, hull
from penaltybench.interval import Interval
from penaltybench.money import Money
from penaltybench.option import Penalty
from penaltybench.recommendation import Recommendation
from penaltybench.result import Result
from penaltybench.ruleset.models import Citation, Combined, PenaltyKind
from penaltybench.text import Text


@dataclass(frozen=True)
class Act:
    """One act and what follows from it for one respondent.

    ``governing`` is the recommendation whose norm fines it (None: no norm does, or it is open which
    one does), ``fine`` its fine or, while that is open, the range over the norms; ``penalties`` are
    those of all norms.
    """

    id: str
    recommendations: tuple[Recommendation, ...]
    governing: Recommendation | None
    fine: Fine | None
    penalties: tuple[Penalty, ...]
    reason: Text
    cite: tuple[Citation, ...]


@dataclass(frozen=True)
class Joined:
    """What several acts come to for one respondent.

    ``fine`` is the sum over the acts after the limits of ``limited_by`` (the sum of the
    suggestions only if every act has one); ``penalties`` are joined, days added up.
    """

    respondent: str
    acts: tuple[Act, ...]
    fine: Fine | None
    penalties: tuple[Penalty, ...]
    limited_by: tuple[Combined, ...]


def join(recommendations: Sequence[Recommendation], respondent: str | None = None) -> Joined:
    """Return what the recommendations come to together for a respondent (default: the principal).

    Raises ValueError if there are none.
    """
    if not recommendations:
        raise ValueError("there is nothing to join")
    acts = tuple(_act(name, group, respondent) for name, group in _by_act(recommendations).items())
    limited = [act for act in acts if _limits_of([act])]
    free = [act for act in acts if not _limits_of([act])]
    # One act alone is not several acts together.
    limits = _limits_of(limited) if len(limited) > 1 else ()
    fines = [_limited_fine(_sum(_fines(limited)), limits), _sum(_fines(free))]
    penalties = [_limited_days(_joined_days(limited), limits), _joined_days(free)]
    name = respondent or recommendations[0].principal.respondent
    return Joined(
        name,
        acts,
        _sum([fine for fine in fines if fine is not None]),
        _joined_penalties(penalties, add=True),
        tuple(limit for limit in limits if _binds(limit, _fines(limited), limited)),
    )


def _limits_of(acts: Sequence[Act]) -> tuple[Combined, ...]:
    """Return the limits that the standards of the acts declare for several acts together."""
    declared = (r.edition.combined for act in acts for r in act.recommendations)
    return tuple(dict.fromkeys(limit for limit in declared if limit is not None))


def _fines(acts: Sequence[Act]) -> list[Fine]:
    return [act.fine for act in acts if act.fine is not None]


def _joined_days(acts: Sequence[Act]) -> tuple[Penalty, ...]:
    return _joined_penalties([act.penalties for act in acts], add=True)


def _by_act(recommendations: Sequence[Recommendation]) -> dict[str, list[Recommendation]]:
    groups: dict[str, list[Recommendation]] = {}
    for number, recommendation in enumerate(recommendations, start=1):
        # An act without a name is an act of its own.
        name = recommendation.case.act or f"#{number}"
        groups.setdefault(name, []).append(recommendation)
    return groups


def _result(recommendation: Recommendation, respondent: str | None) -> Result | None:
    if respondent is None:
        return recommendation.principal
    if respondent in {result.respondent for result in recommendation.results}:
        return recommendation.respondent(respondent)
    return None


def _act(name: str, group: Sequence[Recommendation], respondent: str | None) -> Act:
    pairs = [(one, _result(one, respondent)) for one in group]
    known = [(one, result) for one, result in pairs if result is not None]
    fined = [(one, result) for one, result in known if result.fine is not None]
    penalties = _joined_penalties([result.penalties for _, result in known], add=False)
    if not fined:
        reason = Text("没有规范处以罚款", "no norm imposes a fine")
        return Act(name, tuple(group), None, None, penalties, reason, ())
    if len(fined) == 1:
        only, result = fined[0]
        reason = Text("只有一个规范处以罚款", "one norm imposes a fine")
        return Act(name, tuple(group), only, result.fine, penalties, reason, ())
    ranked = sorted(fined, key=lambda pair: _severity(pair[1]), reverse=True)
    best = ranked[0]
    tied = [r.fine for _, r in ranked if _severity(r) == _severity(best[1]) and r.fine is not None]
    rule = best[0].edition.one_act
    if rule is None:
        reason = Text(
            "所适用的版本没有规定按哪一个规范罚款，须集体审议",
            "the edition does not say which norm fines one act: deliberation is needed",
        )
        every = _open([result.fine for _, result in fined if result.fine is not None])
        return Act(name, tuple(group), None, every, penalties, reason, ())
    if len(set(tied)) == 1:
        titles = best[0].edition.title
        reason = Text(
            f"按罚款数额高的规定处罚：“{titles.zh}”",
            f"the norm with the higher fine governs: “{titles.en}”",
        )
        return Act(name, tuple(group), best[0], best[1].fine, penalties, reason, rule.cite)
    reason = Text(
        "各规范的法定罚款数额相同，适用哪一个须集体审议",
        "the norms allow the same fine: which one governs needs deliberation",
    )
    return Act(name, tuple(group), None, _open(tied), penalties, reason, rule.cite)


def _severity(result: Result) -> tuple[int, int]:
    """Return the upper and lower end of the fine that the norm itself allows, over open options.

    Art. 29 speaks of the *provision* with the higher fine, so the statutory ranges are compared, not
    what the benchmarks make of them.
    """
    ranges = [option.statutory for option in result.options if option.statutory is not None]
    return max((one.reach for one in ranges), default=0), max(
        (one.low.fen for one in ranges), default=0
    )


def _open(fines: Sequence[Fine]) -> Fine | None:
    """Return the range over norms of which it is open which one governs: nothing is suggested."""
    whole = hull(tuple(fines))
    return None if whole is None else replace(whole, suggested=None)


def _sum(fines: Sequence[Fine]) -> Fine | None:
    if not fines:
        return None
    highs = [fine.high for fine in fines if fine.high is not None]
    suggested = [fine.suggested for fine in fines if fine.suggested is not None]
    return Fine(
        _total([fine.low for fine in fines]),
        _total(highs) if len(highs) == len(fines) else None,
        _total(suggested) if len(suggested) == len(fines) else None,
    )


def _total(amounts: Sequence[Money]) -> Money:
    return Money(sum(amount.fen for amount in amounts))


def _limited_fine(fine: Fine | None, limits: Sequence[Combined]) -> Fine | None:
    for limit in limits:
        if fine is not None and limit.fine_at_most is not None:
            most = Money(limit.fine_at_most)
            fine = Fine(
                min(fine.low, most),
                most if fine.high is None else min(fine.high, most),
                None if fine.suggested is None else min(fine.suggested, most),
            )
    return fine


def _binds(limit: Combined, fines: Sequence[Fine], acts: Sequence[Act]) -> bool:
    """Whether the limit lowers anything."""
    total = _sum(fines)
    most_fine = limit.fine_at_most
    if (
        most_fine is not None
        and total is not None
        and (total.high is None or total.high.fen > most_fine)
    ):
        return True
    joined = _joined_days(acts)
    days = [p.days.high for p in joined if p.kind is PenaltyKind.DETAIN and p.days is not None]
    most = limit.detention_at_most
    return most is not None and any(high is not None and high > most for high in days)


def _limited_days(penalties: Sequence[Penalty], limits: Sequence[Combined]) -> tuple[Penalty, ...]:
    limited = []
    for penalty in penalties:
        days = penalty.days
        for limit in limits:
            most = limit.detention_at_most
            if penalty.kind is PenaltyKind.DETAIN and days is not None and most is not None:
                days = Interval(min(days.low or 0, most), min(days.high or 0, most))
        limited.append(Penalty(penalty.kind, penalty.force, days))
    return tuple(limited)


def _joined_penalties(groups: Sequence[Sequence[Penalty]], *, add: bool) -> tuple[Penalty, ...]:
    """Join kinds: one that must be imposed anywhere must be imposed; days are added, or the most."""
    seen: dict[PenaltyKind, list[Penalty]] = {}
    for group in groups:
        for penalty in group:
            seen.setdefault(penalty.kind, []).append(penalty)
    joined = []
    for kind in PenaltyKind:
        if kind not in seen:
            continue
        same = seen[kind]
        spans = [penalty.days for penalty in same if penalty.days is not None]
        days = None
        if spans:
            how = sum if add else max
            owed = [p.days.low or 0 for p in same if p.days is not None and p.force == "must"]
            # What may be imposed need not be: only what must be raises the low end.
            low = how(owed) if owed else min(s.low or 0 for s in spans)
            days = Interval(low, how(s.high or 0 for s in spans))
        force = "must" if any(penalty.force == "must" for penalty in same) else "may"
        joined.append(Penalty(kind, force, days))  # type: ignore[arg-type]
    return tuple(joined)
