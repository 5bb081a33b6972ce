"""Everything that a cell imposes: fines, the other kinds, orders, and what is neither.

:func:`read_items` reads what stands at a token: one thing, or a list of things after one verb.
"""

from __future__ import annotations

from dataclasses import replace

from penaltybench.exchange.published import fines, objects
from penaltybench.exchange.published.fines import (
    VERBS,
    ReadFine,
    Tokens,
    kind,
    stops,
    words,
)
from penaltybench.exchange.published.model import Item, Kind, Order, Other, Part
from penaltybench.exchange.published.objects import Read
from penaltybench.exchange.published.ranges import Fault, Found, is_time, read_range
from penaltybench.exchange.published.vocabulary import (
    BARE_KINDS,
    LIST_KINDS,
    WITH_OBJECT,
)
from penaltybench.ruleset.models import PenaltyKind

_ALONG = {"verb_along": "并", "verb_either": "单处或者并处", "verb_alone": "单处"}
_FORCE = frozenset({"can", "shall", "also", "lawfully"})
_MOST_FORCE = 6
_JOINTS = {"or": "or", "and": "and", "also": "and"}


def read_items(tokens: Tokens, at: int, *, free: bool) -> Read | Fault | None:
    """Return what the tokens at ``at`` impose, a Fault, or None if nothing is read there.

    ``free`` says that a phrase begins here, so that an amount needs no verb.
    """
    start, may, along = at, False, ""
    while at - start < _MOST_FORCE and kind(tokens, at) in _FORCE:
        may |= kind(tokens, at) == "can"
        along = "并" if kind(tokens, at) == "also" else along
        at += 1
    first = kind(tokens, at)
    if first in VERBS:
        along = _ALONG.get(first, along)
        read = _after_verb(tokens, at)
    elif first == "verb_fine":
        read = _as_read(fines.fine_first(tokens, at), at)
    elif first == "impose":
        read = _plain(tokens, at + 1)
    else:
        read = _plain(tokens, at)
        if read is None and (free or at > start):
            read = _as_read(fines.verbless(tokens, at), at)
    if read is None or isinstance(read, Fault):
        return read
    head, *others = read.parts
    # What 可以 and 并 stand before is the whole list.
    parts = [replace(head, may=may, along=along or head.along, start=start)]
    parts.extend(replace(part, may=may) for part in others)
    return Read(read.end, tuple(parts))


def _as_read(read: ReadFine | Fault | None, start: int) -> Read | Fault | None:
    if read is None or isinstance(read, Fault):
        return read
    return Read(read.end, (Part(read.fine, start=start, end=read.end),))


def _with_verb(tokens: Tokens, read: Read | Fault | None, at: int) -> Read | Fault | None:
    """Return the fine with the 并 of the verb inside it: 按照占地面积并处每平方米一千元罚款."""
    if not isinstance(read, Read):
        return read
    along = next((_ALONG[one.kind] for one in tokens[at : read.end] if one.kind in _ALONG), "")
    return Read(read.end, (replace(read.parts[0], along=along),))


def _one(item: Item, start: int, end: int) -> Read:
    return Read(end, (Part(item, start=start, end=end),))


def _after_verb(tokens: Tokens, at: int) -> Read | Fault | None:
    """Read what 处 imposes."""
    read = _as_read(fines.after_verb(tokens, at + 1), at)
    if read is not None:
        return read
    detention = _detention(tokens, at + 1)
    if detention is not None:
        return detention if isinstance(detention, Fault) else _one(detention[1], at, detention[0])
    if kind(tokens, at + 1) == "kind" and tokens[at + 1].text in BARE_KINDS:
        return _one(_kind(tokens, at + 1), at, at + 2)
    if kind(tokens, at + 1) in ("confiscate", "revoke", "suspend"):
        return _plain(tokens, at + 1)
    return None


def _plain(tokens: Tokens, at: int) -> Read | Fault | None:
    """Read what needs no 处."""
    match kind(tokens, at):
        case "by" | "each":
            unit = fines.by_base(tokens, at)
            if unit is None and kind(tokens, at) == "each":
                unit = fines.per_unit(tokens, at)
            return _with_verb(tokens, _as_read(unit, at), at)
        case "order" | "deadline" | "order_word":
            return _orders(tokens, at)
        case "kind" if tokens[at].text in BARE_KINDS:
            return _one(_kind(tokens, at), at, at + 1)
        case "kind" if tokens[at].text in LIST_KINDS:
            return _listed(tokens, at, at)
        case "kind" if kind(tokens, at - 1) == "impose":
            return _one(_kind(tokens, at), at, at + 1)
        case "confiscate":
            return objects.confiscation(tokens, at)
        case "revoke" | "suspend":
            return objects.licence(tokens, at)
        case "other":
            return _one(Other(tokens[at].value, tokens[at].text), at, at + 1)
        case "ban":
            end = _phrase_end(tokens, at)
            if end == at + 1:
                return None
            return _one(Other("ban", words(tokens, at, end)), at, end)
        case "quantity" | "detain" | "upto_open" | "upto":
            detention = _detention(tokens, at)
            if detention is None or isinstance(detention, Fault):
                return detention
            return _one(detention[1], at, detention[0])
    return None


def _kind(tokens: Tokens, at: int) -> Kind:
    return Kind(PenaltyKind(tokens[at].value), words=tokens[at].text)


def _phrase_end(tokens: Tokens, at: int) -> int:
    """Return where what is quoted ends: at a boundary, or where the next penalty begins."""
    at += 1
    while at < len(tokens) and not stops(tokens[at]) and tokens[at].kind not in objects.STOPS:
        at += 1
    return at


def _detention(tokens: Tokens, at: int) -> tuple[int, Kind] | Fault | None:
    """Read 十日以上十五日以下拘留, 拘留五日, 拘留."""
    if kind(tokens, at) == "detain":
        days = read_range(tokens, at + 1, is_time)
        if isinstance(days, Found):
            return days.end, Kind(PenaltyKind.DETAIN, time=days.range)
        return at + 1, Kind(PenaltyKind.DETAIN)
    days = read_range(tokens, at, is_time)
    if days is None:
        return None
    end = days.end + (kind(tokens, days.end) == "of")
    if kind(tokens, end) != "detain":
        return None
    if isinstance(days, Fault):
        return Fault(end + 1, days.reason)
    return end + 1, Kind(PenaltyKind.DETAIN, time=days.range)


def _orders(tokens: Tokens, at: int) -> Read | None:
    """Read 责令限期改正 and lists: 责令改正或者限制生产、停产整治."""
    start = at
    if kind(tokens, at) == "order":
        at += 1
    return _listed(tokens, start, at)


def _listed(tokens: Tokens, start: int, at: int) -> Read | None:
    """Read a list of orders and kinds; ``start`` is where its verb stands, ``at`` its first entry."""
    ordered = at > start
    parts: list[Part] = []
    joint, end = "and", at
    while True:
        entry = _entry(tokens, at, ordered=ordered or bool(parts))
        if entry is None:
            break
        begun = start if not parts else at
        item = Order(words(tokens, begun, entry[0])) if entry[1] is None else entry[1]
        parts.append(Part(item, joint=joint, start=begun, end=entry[0]))
        at = end = entry[0]
        if kind(tokens, at) in _JOINTS:
            joint = _JOINTS[kind(tokens, at)]
        elif kind(tokens, at) == "mark" and tokens[at].text == "、":
            joint = "list"
        else:
            break
        at += 1
        if kind(tokens, at) == "order":
            at += 1
    return Read(end, tuple(parts)) if parts else None


def _entry(tokens: Tokens, at: int, *, ordered: bool) -> tuple[int, Kind | None] | None:
    """Read one entry of a list of orders: its end, and the kind if it is a penalty."""
    if kind(tokens, at) == "kind" and (ordered or tokens[at].text in LIST_KINDS):
        return at + 1, _kind(tokens, at)
    late = at + (kind(tokens, at) == "deadline")
    if kind(tokens, late) == "order_word":
        end = late + 1
        if tokens[late].text in WITH_OBJECT:
            while end < len(tokens) and tokens[end].kind in ("char", "neutral", "of"):
                end += 1
        return end, None
    if late > at and ordered and kind(tokens, late) == "kind":
        return late + 1, _kind(tokens, late)
    return None
