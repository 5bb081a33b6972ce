"""Time limits of approvals and decisions: the statutory one and the one that is promised."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from penaltybench.ruleset.literals import Bilingual, Count, Flag, Share
from penaltybench.ruleset.models.common import Citations, Id, Model
from penaltybench.ruleset.models.facts import ConditionFile, ConditionSource


class SpanFile(Model):
    """A number of days, calendar days or ``working`` ones, counted from the day after the start."""

    days: Annotated[Count, Field(ge=1, le=36_600)]
    working: Flag = False
    cite: Citations = ()


class ExtensionFile(SpanFile):
    """By how many days a limit may be extended, and on whose approval."""

    label: Bilingual


class LimitRowFile(Model):
    """A time limit: how long the law allows and, if there is a promise, how long is promised."""

    id: Id
    label: Bilingual
    when: ConditionSource = ConditionFile()
    statutory: SpanFile
    promised: SpanFile | None = None
    extension: ExtensionFile | None = None
    cite: Citations = ()


class NotCountedRule(Model):
    """For which time a limit does not run (所需时间不计算在期限内)."""

    label: Bilingual
    cite: Citations = ()


class PromisePolicy(Model):
    """A promised limit is at most this share of the statutory one, unless the condition holds."""

    at_most: Annotated[Share, Field(gt=0, le=1)]
    label: Bilingual
    unless: ConditionSource | None = None
    cite: Citations = ()
