"""A row, or a table by points, under a basis: the claim that it stays inside, and the engine's word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from penaltybench.amount import points_amount, readers, statutory, tier_band, total_points
from penaltybench.case import case_from_data
from penaltybench.facts import Facts, read_facts
from penaltybench.interval import Interval
from penaltybench.proof.plain import plainest
from penaltybench.proof.run import amount_words, case_data, result_facts, run
from penaltybench.proof.search import Ground
from penaltybench.proof.statement import Means, Proof, Statement
from penaltybench.ruleset.edition import Basis, Edition, Points, Row, Schedule, range_facts
from penaltybench.text import Language, Text
from penaltybench.tier import facts_of, select, select_rows
from penaltybench.values import Value


@dataclass(frozen=True)
class Subject:
    """A row (None: a table by points) under a basis of a schedule."""

    edition: Edition
    ground: Ground
    schedule: Schedule
    basis: Basis
    row: Row | None

    @property
    def statement(self) -> Statement:
        """What is claimed."""
        basis, schedule, edition = self.basis, self.schedule, self.edition
        if self.row is None:
            what = Text(f"裁量表 {schedule.id}", f"table {schedule.id}")
            subject, place = f"{schedule.id}/{basis.id}", schedule.place
        else:
            what = Text(f"档次 {self.row.id}", f"tier {self.row.id}")
            subject, place = f"{schedule.id}/{basis.id}/{self.row.id}", self.row.place
        return Statement(
            "envelope",
            edition.id,
            edition.period.start.isoformat(),
            subject,
            Text(
                f"{what.zh}的金额总在依据 {basis.id} 的法定幅度内",
                f"{what.en}: its amounts always lie in the statutory range of basis {basis.id}",
            ),
            place,
        )


def takes(subject: Subject, facts: Facts) -> bool:
    """Return whether the schedule and the basis, and of a table by facts the row, decide."""
    schedule, basis = subject.schedule, subject.basis
    selected = select(subject.edition, schedule.respondent, facts)
    if not selected.is_single:
        return False
    if selected.schedules[0] is not schedule or selected.bases[0] is not basis:
        return False
    table = schedule.table
    if isinstance(table, Points) or table.by_grade:
        return True
    rows = select_rows(table, basis, facts_of(schedule, facts))
    return len(rows) == 1 and rows[0] is subject.row


def refuted_by(subject: Subject, values: Mapping[str, Value], means: Means) -> Proof | None:
    """Return the refutation by a case with these values, or by a plainer one; None if it is none."""
    facts = subject.edition.facts
    return plainest(subject.edition, facts, values, lambda more: _confirmed(subject, more, means))


def _confirmed(subject: Subject, values: Mapping[str, Value], means: Means) -> Proof | None:
    """Return the refutation by a case in which the engine's own band leaves the engine's own range."""
    edition, respondent = subject.edition, subject.schedule.respondent
    wanted = result_facts(edition, respondent)
    data = case_data(edition, wanted, values)
    shown = None if data is None else run(edition, respondent, data)
    if data is None or shown is None:
        return None
    facts = read_facts(case_from_data(data), edition)
    if not takes(subject, facts):
        return None
    band, allowed = computed(subject, facts_of(subject.schedule, facts))
    if band is None or band.is_empty:
        return None
    assert band.low is not None
    assert band.high is not None
    assert allowed.low is not None
    assert allowed.high is not None
    if allowed.low <= band.low and band.high <= allowed.high:
        return None
    zh, en = _span(band, "zh"), _span(band, "en")
    law_zh, law_en = _span(allowed, "zh"), _span(allowed, "en")
    name = _name(subject)
    return Proof(
        subject.statement,
        "refuted",
        means,
        (shown,),
        Text(
            f"{name.zh}可以超出依据 {subject.basis.id} 的法定幅度。案例：{shown.words('zh')}；"
            f"{'档次' if subject.row else '按分值计算'}为{zh}，法定幅度为{law_zh}",
            f"{name.en} can leave the statutory range of basis {subject.basis.id}. "
            f"Case: {shown.words('en')}; {'the tier gives' if subject.row else 'by points it is'} {en}, the law {law_en}",
        ),
    )


def computed(
    subject: Subject, facts: Facts
) -> tuple[Interval[Fraction] | None, Interval[Fraction]]:
    """Return the band before rounding and the statutory range, as the engine computes them."""
    fine = subject.basis.fine
    assert fine is not None
    names = set(range_facts(fine))
    row = subject.row
    if row is not None and row.fine is not None:
        names |= {part.per for part in row.fine.plus} | (
            {row.fine.base} if row.fine.base else set()
        )
    (read,) = readers(facts, frozenset(names))
    bounds = statutory(fine, read)
    allowed = Interval(bounds.low, bounds.high)
    if row is not None:
        assert row.fine is not None
        return tier_band(row.fine, bounds, read), allowed
    table = subject.schedule.table
    assert isinstance(table, Points)
    total = total_points(table, facts, frozenset())
    if total.gaps or total.clashes:
        return None, allowed
    amount = points_amount(table, bounds, total.low)
    return Interval(amount, amount), allowed


def _name(subject: Subject) -> Text:
    if subject.row is None:
        return Text(
            f"裁量表 {subject.schedule.id} 按分值计算的金额",
            f"what table {subject.schedule.id} comes to by points",
        )
    return Text(f"档次 {subject.row.id} ", f"tier {subject.row.id}")


def _span(band: Interval[Fraction], language: Language) -> str:
    """Return an interval of fractions of fen, to the fen; outwards, so that it shows what leaves."""
    assert band.low is not None
    assert band.high is not None
    low, high = (amount_words(end, language) for end in (band.low, band.high))
    if band.low == band.high:
        return low
    return f"{low}至{high}" if language == "zh" else f"{low} to {high}"
