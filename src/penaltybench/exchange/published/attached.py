"""What stands behind a fine and belongs to it: rounding of steps, caps, a floor of its base."""

from __future__ import annotations

from dataclasses import dataclass, replace

from penaltybench.exchange.published import fines
from penaltybench.exchange.published.fines import Tokens, kind
from penaltybench.exchange.published.model import Fine
from penaltybench.exchange.published.phrases import Phrase, classify
from penaltybench.exchange.published.ranges import Fault, is_money, read_range


@dataclass(frozen=True, slots=True)
class Attached:
    """The fine with what belongs to it, and the number of the token after that."""

    end: int
    fine: Fine


def rounded(tokens: Tokens, at: int, fine: Fine) -> Attached | None:
    """Read 不足整数倍的按四舍五入取整 behind an increment."""
    if not fine.increments:
        return None
    read = fines.rounding(tokens, at)
    if read is None:
        return None
    last = fine.increments[-1]
    last = replace(last, rounding=(*last.rounding, read[1]))
    return Attached(read[0], replace(fine, increments=(*fine.increments[:-1], last)))


def capped(tokens: Tokens, at: int, fine: Fine) -> Attached | Fault | None:
    """Read 但是最高不超过一百万元, 最低不少于一万元."""
    read = fines.cap(tokens, at)
    if read is None or isinstance(read, Fault):
        return read
    end, bound = read
    if bound.high is not None:
        return Attached(end, replace(fine, at_most=int(bound.high.value)))
    assert bound.low is not None
    return Attached(end, replace(fine, at_least=int(bound.low.value)))


def floored(tokens: Tokens, at: int, fine: Fine, before: Phrase) -> Attached | None:
    """Read 按二十万元计算 behind the phrase 处置费用不足二十万元的, if that is the base of the fine."""
    if kind(tokens, at) != "by" or not fine.base:
        return None
    found = read_range(tokens, at + 1, is_money)
    if found is None or isinstance(found, Fault) or not found.range.is_point:
        return None
    read = classify(tokens, before)
    if kind(tokens, found.end) != "reckon" or read is None or len(read) != 1:
        return None
    tests = () if read[0].condition is None else read[0].condition.tests
    least = found.range.low
    if len(tests) != 1 or tests[0].range is None or least is None:
        return None
    low, high = tests[0].range.low, tests[0].range.high
    if low is not None or high is None or high.included or high.value != least.value:
        return None
    if not tests[0].subject.endswith(fine.base):
        return None
    return Attached(found.end + 1, replace(fine, base_at_least=int(least.value)))
