"""What there is to pay: the fine after set-off, confiscated gains, and the surcharge for late payment."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from fractions import Fraction

from penaltybench.interval import Interval
from penaltybench.money import Money
from penaltybench.ruleset.models import LatePayment

NOTHING = Money(0)


@dataclass(frozen=True, slots=True)
class Payment:
    """What the party has to pay or serve.

    ``fine`` is what remains of the fine after ``set_off``, ``confiscated`` the gains less what must be
    returned, ``total`` their sum; ``detention`` what remains of the detention, in days (None: none imposed).
    """

    fine: Money
    set_off: Money
    confiscated: Money
    detention: Interval[int] | None
    total: Money


def payment(
    fine: Money,
    *,
    gains: Money = NOTHING,
    to_return: Money = NOTHING,
    criminal_fine: Money = NOTHING,
    detention: Interval[int] | None = None,
    days_served: int = 0,
) -> Payment:
    """Return what there is to pay.

    A fine (罚金) already imposed by a criminal court for the same act is set off against the
    fine, days of criminal custody against administrative detention, never below zero (行政处罚法 2021
    art. 35). Gains are confiscated except what must be returned (退赔) by law (art. 28(2)). Raises
    ValueError if ``days_served`` is negative.
    """
    if days_served < 0:
        raise ValueError("days served cannot be negative")
    set_off = min(criminal_fine, fine)
    remaining = Money(fine.fen - set_off.fen)
    confiscated = Money(max(gains.fen - to_return.fen, 0))
    left = None
    if detention is not None and detention.low is not None and detention.high is not None:
        left = Interval(max(detention.low - days_served, 0), max(detention.high - days_served, 0))
    total = Money(remaining.fen + confiscated.fen)
    return Payment(remaining, set_off, confiscated, left, total)


def late_payment(fine: Money, rule: LatePayment, due: dt.date, paid: dt.date) -> Money:
    """Return the surcharge on ``fine`` paid on ``paid`` though due on ``due``, in fen, rounded down.

    It grows by ``rule.per_day`` of the fine for each day after the due day and never exceeds
    ``rule.at_most`` of the fine, where the rule names a limit (行政处罚法 2021 art. 72(1)1: 3 % a day, not
    above the fine; the older text, art. 51, names none). Zero if paid in time.
    """
    days = max((paid - due).days, 0)
    surcharge = Fraction(fine.fen) * rule.per_day * days
    if rule.at_most is not None:
        surcharge = min(surcharge, Fraction(fine.fen) * rule.at_most)
    return Money(math.floor(surcharge))
