"""Time limits in both languages, as people read them."""

from __future__ import annotations

from penaltybench.ruleset.models import SpanFile
from penaltybench.ruleset.time_limit import LimitRow, Promise
from penaltybench.text import Language
from penaltybench.words import citations_words


def span_words(span: SpanFile, language: Language) -> str:
    """Return a number of days: ``20个工作日``, ``30日``; calendar days are called so in English."""
    return days_words(span.days, working=span.working, language=language)


def days_words(days: int, *, working: bool, language: Language) -> str:
    """Return ``20个工作日`` or ``20 working days``, ``30日`` or ``30 calendar days``."""
    if language == "zh":
        return f"{days}个工作日" if working else f"{days}日"
    return f"{days} {'working' if working else 'calendar'} {'day' if days == 1 else 'days'}"


def row_words(row: LimitRow, language: Language) -> str:
    """Return how long a limit is, how long is promised, and by how much it may be extended."""
    zh = language == "zh"
    statutory = span_words(row.statutory, language)
    parts = [f"法定{statutory}" if zh else f"statutory: {statutory}"]
    if row.promised is not None:
        promised = span_words(row.promised, language)
        parts.append(f"承诺{promised}" if zh else f"promised: {promised}")
    if row.extension is not None:
        more, label = span_words(row.extension, language), row.extension.label.get(language)
        parts.append(f"可延长{more}（{label}）" if zh else f"extension: {more} ({label})")
    return ("，" if zh else "; ").join(parts)


def promise_words(promise: Promise, language: Language) -> str:
    """Return how long a promise may be, with its source; the exception is left out."""
    zh = language == "zh"
    text = promise.label.get(language)
    most = (
        f"至多为法定时限的{promise.at_most}"
        if zh
        else f"at most {promise.at_most} of the statutory limit"
    )
    text += f"（{most}）" if zh else f" ({most})"
    cite = citations_words(promise.cite, language)
    return text if not cite else f"{text}（{cite}）" if zh else f"{text} ({cite})"
