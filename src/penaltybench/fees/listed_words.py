"""An entry of the catalogue of fees in words: standard, status, reductions, history."""

from __future__ import annotations

from collections.abc import Iterator

from penaltybench.condition import describe
from penaltybench.fee_words import (
    STATES,
    charge_words,
    document_words,
    reduction_words,
    scale_words,
    state_words,
)
from penaltybench.fees.listed import FeeEntry
from penaltybench.money import Money
from penaltybench.ruleset.fee import FeeEdition, Reduction
from penaltybench.text import Language
from penaltybench.words import ROUNDINGS, citations_words, date_words, money_words


def standard_lines(entry: FeeEntry, language: Language) -> Iterator[str]:
    """Yield the standard row by row, then its scales, and how amounts are rounded."""
    zh, edition = language == "zh", entry.edition
    words = edition.words()
    for row in edition.rows:
        charge = ("，加" if zh else ", plus ").join(
            charge_words(part, edition.facts, language) for part in row.charge
        )
        title = "" if row.label is None else row.label.get(language)
        when = describe(row.when, words, language, edition.wording)
        if when:
            title += (f"（{when}）" if zh else f" ({when})") if title else when
        yield _pair(title, charge, language) if title else charge
    for name, bands in edition.scales.items():
        joined = ("；" if zh else "; ").join(
            _pair(span, cost, language) for span, cost in scale_words(bands, language)
        )
        yield _pair(f"分段标准 {name}" if zh else f"bands of {name}", joined, language)
    if edition.rounding is not None:
        unit = money_words(Money(edition.rounding.unit), language)
        mode = ROUNDINGS[edition.rounding.mode].get(language)
        yield f"取整到{unit}（{mode}）" if zh else f"rounded to {unit} ({mode})"


def basis_words(entry: FeeEntry, language: Language) -> str:
    """Return the legal basis; an empty text if none is named."""
    return citations_words(entry.edition.legal_basis, language)


def price_words(entry: FeeEntry, language: Language) -> str:
    """Return the price document; an empty text if none is named."""
    document = entry.edition.price_document
    return "" if document is None else document_words(document, language)


def status_words(entry: FeeEntry, language: Language) -> str:
    """Return whether the item is charged, by which document and since when."""
    if entry.expired:
        last = entry.edition.dated.end or entry.edition.period.end
        day = "" if last is None else date_words(last.isoformat(), language)
        return (
            f"标准至{day}止，没有后续版本" if language == "zh" else f"ended on {day}, not renewed"
        )
    if entry.refused is not None:
        return entry.refused.reason.get(language)
    return state_words(entry.edition, language)


def reduction_line(entry: FeeEntry, one: Reduction, language: Language) -> str:
    """Return a reduction in force: what it takes off, when, how long, and by which document."""
    edition = entry.edition
    words = reduction_words(one, edition.facts, language, edition.wording)
    return _pair(one.label.get(language), words, language)


def history_lines(entry: FeeEntry, language: Language) -> Iterator[str]:
    """Yield every edition: its days, its state, and the document that brought it about."""
    for edition in entry.history:
        days = _days(edition, language)
        document = edition.changed_by or edition.price_document
        state = STATES[edition.state].get(language)
        if document is not None:
            words = document_words(document, language)
            state += f"（{words}）" if language == "zh" else f" ({words})"
        yield _pair(days, state, language)


def _days(edition: FeeEdition, language: Language) -> str:
    start = date_words(edition.dated.start.isoformat(), language)
    if edition.dated.end is None:
        return f"{start}起" if language == "zh" else f"from {start}"
    end = date_words(edition.dated.end.isoformat(), language)
    return f"{start}至{end}" if language == "zh" else f"{start} to {end}"


def _pair(label: str, text: str, language: Language) -> str:
    return f"{label}：{text}" if language == "zh" else f"{label}: {text}"
