"""What is confiscated and what is revoked: the verb is read, its object is quoted.

The last word of an object has to be one that the vocabulary knows; an object ends where it does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from penaltybench.exchange.published.fines import VERBS, Tokens, kind, stops, words
from penaltybench.exchange.published.model import Kind, Part, Range
from penaltybench.exchange.published.ranges import Fault, Found, is_time, read_range
from penaltybench.exchange.published.vocabulary import GAINS, GOODS, LICENCES, ends_with
from penaltybench.ruleset.models import PenaltyKind

MOST_TOKENS = 200
"""Tokens of the longest object of a verb."""
STOPS = VERBS | {"verb_fine", "order", "can", "confiscate", "revoke", "suspend", "impose"}
STOPS |= {"other", "ban", "fine", "detain"}
"""Classes of words at which the next penalty begins."""
_AFTER_JOINT = frozenset({"order_word", "deadline", "kind"})
"""Words that may stand inside an object (治理设备), but impose something where they begin a part."""
_JOINTS = {"or": "or", "and": "and", "also": "and"}
_LICENCE_KINDS = {"revoke": PenaltyKind.REVOKE_LICENCE, "suspend": PenaltyKind.SUSPEND_LICENCE}


@dataclass(frozen=True, slots=True)
class Read:
    """Parts whose ``start`` and ``end`` count tokens, and the number of the token after them."""

    end: int
    parts: tuple[Part, ...]


def confiscation(tokens: Tokens, at: int) -> Read | Fault | None:
    """Read 没收违法所得, 没收违法所得和违法经营的物品, 没收非法财物."""

    def fits(end: int) -> tuple[Part, ...] | None:
        what = words(tokens, at + 1, end).removeprefix("其")
        if what in GAINS:
            return (Part(Kind(PenaltyKind.CONFISCATE_GAINS), start=at, end=end),)
        split = _gains_and_goods(tokens, at, end)
        if split is not None:
            return split
        if not ends_with(what, GOODS) or what.startswith(GAINS):
            return None
        return (Part(_goods(what), start=at, end=end),)

    return _with_object(tokens, at + 1, fits)


def licence(tokens: Tokens, at: int) -> Read | Fault | None:
    """Read 吊销许可证, 暂扣许可证三个月, 暂扣或者吊销许可证."""
    verbs = [(at, "and")]
    at += 1
    while kind(tokens, at) == "or" or words(tokens, at, at + 1) == "、":
        if kind(tokens, at + 1) not in _LICENCE_KINDS:
            break
        verbs.append((at + 1, "or" if kind(tokens, at) == "or" else "list"))
        at += 2

    def fits(end: int) -> tuple[Part, ...] | None:
        stop, time = _time(tokens, at, end)
        what = words(tokens, at, stop).removeprefix("其")
        if not ends_with(what, LICENCES):
            return None
        last = len(verbs) - 1
        return tuple(
            Part(
                Kind(
                    _LICENCE_KINDS[kind(tokens, verb)],
                    what,
                    time if kind(tokens, verb) == "suspend" else None,
                ),
                joint=joint,
                start=verb,
                end=end if index == last else verb + 1,
            )
            for index, (verb, joint) in enumerate(verbs)
        )

    read = _with_object(tokens, at, fits)
    # Nothing but verbs: they are not read one by one again.
    return Fault(at, "unknown") if read is None and len(verbs) > 1 else read


def _with_object(
    tokens: Tokens, start: int, fits: Callable[[int], tuple[Part, ...] | None]
) -> Read | Fault | None:
    """Return the longest reading whose object fits, a Fault if none does, None if there is no object."""
    end = start
    joins: list[int] = []
    while end < len(tokens) and not stops(tokens[end]) and tokens[end].kind not in STOPS:
        if tokens[end].kind in _JOINTS or tokens[end].text == "、":
            joins.append(end)
        elif tokens[end].kind in _AFTER_JOINT and end - 1 in joins[-1:]:
            break
        end += 1
    if end == start:
        return None
    if end - start > MOST_TOKENS:
        return Fault(end, "unknown")
    for stop in (end, *reversed(joins)):
        parts = fits(stop) if stop > start else None
        if parts is not None:
            return Read(stop, parts)
    return Fault(end, "unknown")


def _gains_and_goods(tokens: Tokens, at: int, end: int) -> tuple[Part, ...] | None:
    """Split 违法所得和违法经营的物品, or the two the other way round, where they are joined."""
    for middle in range(at + 2, end - 1):
        listed = tokens[middle].text == "、"
        if not listed and kind(tokens, middle) not in ("and", "also"):
            continue
        before = words(tokens, at + 1, middle).removeprefix("其")
        after = words(tokens, middle + 1, end).removeprefix("其")
        joint = "list" if listed else "and"
        gains = Kind(PenaltyKind.CONFISCATE_GAINS)
        if before in GAINS and ends_with(after, GOODS):
            pair = (gains, _goods(after))
        elif after in GAINS and ends_with(before, GOODS):
            pair = (_goods(before), gains)
        else:
            continue
        return (
            Part(pair[0], start=at, end=middle),
            Part(pair[1], joint=joint, start=middle + 1, end=end),
        )
    return None


def _goods(what: str) -> Kind:
    return Kind(PenaltyKind.CONFISCATE_GOODS, "" if what == "非法财物" else what)


def _time(tokens: Tokens, at: int, end: int) -> tuple[int, Range | None]:
    """Return where an object ends before the time that stands behind it, and the time."""
    for middle in range(at, end):
        found = read_range(tokens, middle, is_time)
        if isinstance(found, Found) and found.end == end:
            return middle, found.range
    return end, None
