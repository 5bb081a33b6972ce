"""Going through the tokens of a cell once, and putting together what is read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from penaltybench.exchange.published import attached, fines, items
from penaltybench.exchange.published.fines import Tokens, is_boundary, kind, words
from penaltybench.exchange.published.model import Condition, Fine, Kind, Part, Unit
from penaltybench.exchange.published.objects import Read
from penaltybench.exchange.published.phrases import (
    CONNECTIVES,
    Phrase,
    Reading,
    classify,
    further,
    imposes,
)
from penaltybench.exchange.published.ranges import Fault
from penaltybench.exchange.published.vocabulary import SENTENCE_ENDS
from penaltybench.ruleset.models import PenaltyKind

_ROLES = {"Fine": "fine", "Kind": "kind", "Order": "order", "Other": "other"}
_MONEY = (Unit.FEN, Unit.PERCENT, Unit.TIMES, Unit.SHARE)


@dataclass
class Reader:
    """The state of going through the tokens: what was read, and what waits for its penalty.

    ``parts``, ``spans`` and ``pieces`` are what :meth:`run` leaves; they count tokens.
    """

    tokens: Tokens
    parts: list[Part] = field(default_factory=list)
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    pieces: list[Phrase] = field(default_factory=list)
    pending: list[Phrase] = field(default_factory=list)
    gap: int | None = None
    fault: str = ""
    respondent: str = ""
    conditions: tuple[Condition, ...] = ()
    begun: bool = False
    switched: bool = False
    since_respondent: int = 0
    joint: str = "and"
    may: bool = False
    named_before: bool = False
    last_fine: int | None = None
    boundary: list[int] = field(default_factory=list)
    meant: list[bool] = field(default_factory=list)

    def run(self) -> None:
        """Read all tokens."""
        self._look_ahead()
        at, free = 0, True
        while at < len(self.tokens):
            token = self.tokens[at]
            if is_boundary(token):
                self._close(at)
                if token.text in SENTENCE_ENDS:
                    self._end_sentence()
                    self.named_before &= token.text != "。"
                at, free, self.joint = at + 1, True, "and"
                continue
            if self.gap is None and token.kind == "mark":
                at, free = self._mark(at), True
                continue
            if token.kind == "strange":
                self._spoil(at, Fault(at + 1, "unknown"))
                at, free = at + 1, False
                continue
            if free and self.gap is None:
                end = self._numbered(at) or self._whole_condition(at)
                if end is not None:
                    at = end
                    continue
            at, free = self._step(at, free=free and self.gap is None)
        self._close(len(self.tokens))
        self._end_sentence()

    def _look_ahead(self) -> None:
        """Note for each token where its phrase ends, and whether its sentence goes on to name somebody."""
        boundary, meant = len(self.tokens), False
        for at in range(len(self.tokens) - 1, -1, -1):
            token = self.tokens[at]
            if is_boundary(token):
                boundary = at
                meant = meant and token.text not in SENTENCE_ENDS
            meant = meant or token.text == "对"
            self.boundary.append(boundary)
            self.meant.append(meant)
        self.boundary.reverse()
        self.meant.reverse()

    def _mark(self, at: int) -> int:
        """Pass a mark that stands for itself; （1） is the number of a list."""
        if self.tokens[at].text == "(" and kind(self.tokens, at + 1) in ("number", "neutral"):
            end = at + 2
            if end < len(self.tokens) and self.tokens[end].text == ")" and end - at < 4:
                self.spans.append((at, end + 1, "number"))
                return end + 1
        if self.tokens[at].text == "、" and self.begun:
            self.joint = "list"
        return at + 1

    def _numbered(self, at: int) -> int | None:
        """Pass 1. or 二、 at the beginning of a phrase."""
        if kind(self.tokens, at) == "number" and words(self.tokens, at + 1, at + 2) in ("、", "."):
            self.spans.append((at, at + 1, "number"))
            return at + 2
        return None

    def _whole_condition(self, at: int) -> int | None:
        """Set a phrase aside that ends in 的 or 之一: whatever is in it, it is a condition."""
        if kind(self.tokens, at) == "mark":
            return None
        end = self.boundary[at]
        if end == len(self.tokens) or self.tokens[end - 1].text not in ("的", "之一"):
            return None
        self.pending.append(Phrase(at, end))
        return end

    def _step(self, at: int, *, free: bool) -> tuple[int, bool]:
        """Read what stands at a token, or count it to the gap; return the next token."""
        read = self._attached(at) or items.read_items(self.tokens, at, free=free)
        if isinstance(read, int):
            return read, False
        if isinstance(read, Fault):
            self._spoil(at, read)
            return read.end, False
        if read is None:
            if self._joins(at, free=free):
                return at + 1, True
            if self.gap is None:
                self.gap = at
            return at + 1, False
        if self.gap is not None and classify(self.tokens, Phrase(self.gap, at, self.fault)) is None:
            # 不处罚款, 经责令改正: whatever stands before it changes what it says.
            return read.end, False
        self._close(at)
        self._resolve(has_item=True)
        self._take(read)
        return read.end, False

    def _joins(self, at: int, *, free: bool) -> bool:
        """Pass a word that joins two penalties."""
        if self.gap is not None or free or not self.begun:
            return False
        joint = {"or": "or", "and": "and", "also": "and"}.get(kind(self.tokens, at))
        if joint is None:
            return False
        if items.read_items(self.tokens, at + 1, free=True) is None:
            return False
        self.joint = joint
        self.spans.append((at, at + 1, "connective"))
        return True

    def _spoil(self, at: int, fault: Fault) -> None:
        if self.gap is None:
            self.gap = at
        self.fault = fault.reason

    def _close(self, at: int) -> None:
        """End the phrase that is open."""
        if self.gap is not None:
            self.pending.append(Phrase(self.gap, at, self.fault))
            self.gap, self.fault = None, ""

    def _end_sentence(self) -> None:
        self._resolve(has_item=False)
        if self.begun:
            self.named_before = bool(self.respondent) and not self.switched
        self.respondent, self.conditions, self.begun = "", (), False
        self.switched, self.since_respondent, self.may = False, 0, False

    # What was set aside

    def _resolve(self, *, has_item: bool) -> None:
        """Classify the phrases that wait; a penalty follows them or not."""
        free: list[Phrase] = []
        for phrase in self.pending:
            read = classify(self.tokens, phrase) if has_item or self._connects(phrase) else None
            if read is None:
                free.append(phrase)
                continue
            for one in read:
                free = self._read_phrase(one, free)
        self.pieces.extend(free)
        self.pending = []

    def _connects(self, phrase: Phrase) -> bool:
        return all(self.tokens[at].kind in CONNECTIVES for at in range(phrase.start, phrase.end))

    def _read_phrase(self, one: Reading, free: list[Phrase]) -> list[Phrase]:
        """Apply a reading; phrases before a condition are part of it if nothing speaks against it."""
        before: list[Phrase] = []
        if one.role == "condition" and one.condition is not None:
            condition = one.condition
            if free and not any(phrase.reason or self._counts(phrase) for phrase in free):
                before, free = free, []
                quoted = [words(self.tokens, phrase.start, phrase.end) for phrase in before]
                condition = Condition("，".join([*quoted, condition.words]), condition.tests)
            last = self.parts[-1].item if self.parts else None
            base = last.base if isinstance(last, Fine) else ""
            under = further(self.conditions, condition, base) if self.begun else None
            if self.begun and under is None:
                return [*free, *before, Phrase(one.start, one.end, "ambiguous")]
            self.conditions = under or (*self.conditions, condition)
        elif one.role == "respondent":
            self.respondent = one.words
            self.switched, self.since_respondent = self.begun, 0
        self.may |= one.may
        self.pieces.extend(free)
        self.spans.extend((phrase.start, phrase.end, one.role) for phrase in before)
        self.spans.append((one.start, one.end, one.role))
        return []

    def _counts(self, phrase: Phrase) -> bool:
        """Return whether a phrase says too much, or cannot be seen enough, to be quoted."""
        return imposes(self.tokens, phrase.start, phrase.end) or any(
            self.tokens[at].unit in _MONEY or self.tokens[at].kind == "strange"
            for at in range(phrase.start, phrase.end)
        )

    # What was read

    def _take(self, read: Read) -> None:
        if self._whose_is_open(read):
            self.pieces.append(Phrase(read.parts[0].start, read.end, "ambiguous"))
            return
        for index, part in enumerate(read.parts):
            joint = self.joint if index == 0 else part.joint
            whose = self.switched and self.since_respondent > 0 and joint == "and"
            if whose and not part.along and index == 0:
                # 对个人处一万元罚款，责令停业: the order may be the unit's again.
                self.pieces.append(Phrase(read.parts[0].start, read.end, "ambiguous"))
                self.joint, self.may = "and", False
                return
            self.spans.append((part.start, part.end, _ROLES[type(part.item).__name__]))
            if isinstance(part.item, Fine):
                self.last_fine = len(self.parts)
            self.parts.append(
                replace(
                    part,
                    joint=joint,
                    may=part.may or self.may or self._shared_may(joint),
                    respondent=self.respondent,
                    conditions=self.conditions,
                )
            )
        self._cover_between(read)
        self.begun, self.joint, self.may = True, "and", False
        self.since_respondent += 1

    def _whose_is_open(self, read: Read) -> bool:
        """Whether it is open who is meant: 对个人处五百元罚款；情节严重的，处二千元罚款."""
        item = read.parts[0].item
        if self.respondent or not (self.named_before and self.conditions):
            return False
        if not (
            isinstance(item, Fine) or (isinstance(item, Kind) and item.kind is PenaltyKind.DETAIN)
        ):
            return False
        return read.end == len(self.tokens) or not self.meant[read.end]

    def _shared_may(self, joint: str) -> bool:
        """Return whether 可以 stands before the list that a part belongs to."""
        return joint != "and" and bool(self.parts) and self.parts[-1].may

    def _cover_between(self, read: Read) -> None:
        """Count the words between the parts of a list as connectives."""
        for before, after in zip(read.parts, read.parts[1:], strict=False):
            if before.end < after.start:
                self.spans.append((before.end, after.start, "connective"))

    def _attached(self, at: int) -> int | Fault | None:
        """Read what belongs to the last fine: increments, rounding, caps, a floor of the base."""
        if kind(self.tokens, at) == "each":
            return self._increment(at)
        if self.last_fine is None or self.gap is not None:
            return None
        fine = self._last_fine()
        rounded = attached.rounded(self.tokens, at, fine)
        if rounded is not None:
            return self._attach(at, rounded, "rounding")
        if not self.begun:
            return None
        if self.pending:
            floor = attached.floored(self.tokens, at, fine, self.pending[-1])
            if floor is None:
                return None
            phrase = self.pending.pop()
            self.spans.append((phrase.start, phrase.end, "condition"))
            return self._attach(at, floor, "cap")
        capped = attached.capped(self.tokens, at, fine)
        if capped is None or isinstance(capped, Fault):
            return capped
        return self._attach(at, capped, "cap")

    def _increment(self, at: int) -> int | Fault | None:
        read = fines.increment(self.tokens, at)
        if read is None or isinstance(read, Fault):
            return read
        scope = Phrase(self.gap, at, self.fault) if self.gap is not None else None
        waiting = self.pending[-1] if scope is None and self.pending else None
        if waiting is not None and self.tokens[waiting.end - 1].text == "的":
            scope = waiting
        if self.last_fine is None or (scope is not None and (scope.reason or self._counts(scope))):
            return Fault(read.end, "unknown")
        one = read.increment
        if scope is not None:
            one = replace(one, scope=words(self.tokens, scope.start, scope.end))
            self.spans.append((scope.start, scope.end, "scope"))
        if scope is waiting and waiting is not None:
            self.pending.pop()
        self.gap, self.fault = None, ""
        fine = self._last_fine()
        longer = replace(fine, increments=(*fine.increments, one))
        return self._attach(at, attached.Attached(read.end, longer), "increment")

    def _last_fine(self) -> Fine:
        assert self.last_fine is not None
        fine = self.parts[self.last_fine].item
        assert isinstance(fine, Fine)
        return fine

    def _attach(self, at: int, read: attached.Attached, role: str) -> int:
        """Put the fine with what was attached to it in the place of the last one."""
        assert self.last_fine is not None
        self.parts[self.last_fine] = replace(self.parts[self.last_fine], item=read.fine)
        self.spans.append((at, read.end, role))
        return read.end
