"""What there is to pay: fine, confiscated gains, credits against a sentence, surcharge for delay."""

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
    """What the party has to pay or serve, and what the court credits.

    ``fine`` is the fine that may be given, ``confiscated`` the gains less what must be returned, ``total``
    their sum; ``detention`` what remains of the detention, in days (None: none imposed).
    ``credited`` is what the court takes off its own fine (罚金), ``criminal_fine`` what is left of that.
    """

    fine: Money
    confiscated: Money
    detention: Interval[int] | None
    total: Money
    credited: Money
    criminal_fine: Money


def payment(
    fine: Money,
    *,
    gains: Money = NOTHING,
    to_return: Money = NOTHING,
    criminal_fine: Money | None = None,
    already_given: bool = False,
    detention: Interval[int] | None = None,
    days_held: int = 0,
) -> Payment:
    """Return what there is to pay and to serve.

    Gains are confiscated except what must be returned (退赔) by law (行政处罚法 2021 art. 28(2)). Where a
    court has imposed ``criminal_fine`` for the same act, a fine that was not ``already_given`` is
    not given any more, and one that was is credited against the criminal fine (art. 35(2)). Days on
    which the party was held before are credited against the detention, one for one
    (治安管理处罚法 2012 art. 92). Raises ValueError if ``days_held`` is negative.
    """
    if days_held < 0:
        raise ValueError("days held cannot be negative")
    given = fine if criminal_fine is None or already_given else NOTHING
    convicted = criminal_fine or NOTHING
    credited = min(given, convicted)
    confiscated = Money(max(gains.fen - to_return.fen, 0))
    left = None
    if detention is not None and detention.low is not None and detention.high is not None:
        left = Interval(max(detention.low - days_held, 0), max(detention.high - days_held, 0))
    return Payment(
        given,
        confiscated,
        left,
        Money(given.fen + confiscated.fen),
        credited,
        Money(convicted.fen - credited.fen),
    )


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
