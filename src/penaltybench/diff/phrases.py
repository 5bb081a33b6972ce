"""A comparison in words: editions, regions, results, parts that change."""

from __future__ import annotations

from collections.abc import Sequence

from penaltybench.diff.model import Change, Difference, Example
from penaltybench.diff.weigh import PARTS
from penaltybench.proof.run import Shown
from penaltybench.regions import describe_box
from penaltybench.ruleset.edition import Edition
from penaltybench.text import Language, Text
from penaltybench.words import EDITION_STATUSES, date_words

SET_ASIDE = Text(
    "比较的是没有情节的案件的结果；情节、程序和其他规则的变化另列，没有计入。",
    "Results are compared for cases without circumstances; changes of circumstances, procedure and "
    "other rules are listed apart and not counted.",
)
BEFORE_ROUNDING = Text(
    "随事实变化的金额按取整之前比较；两个版本之差小于取整单位的，结果可能相同。",
    "Amounts that move with facts are compared before rounding; where the two differ by less than the "
    "unit, results may be the same.",
)
EDITED = Text(
    "注意：两者是同一版本（编号和生效日期相同），而内容不同。已发布的版本不应修改，修改应另立版本。",
    "Note: both are the same edition by id and date, and their content differs. A released edition is "
    "never edited: a change is an edition of its own.",
)
UNCHANGED = Text("裁量结果没有变化。", "No result changes.")
PERHAPS = Text(
    "没有发现裁量结果的变化，但是有未能判定的情形。",
    "No change of a result was found, but not every case could be decided.",
)


def edition_words(edition: Edition, language: Language) -> str:
    """Return an edition as one names it: title, days, document."""
    zh = language == "zh"
    start = date_words(edition.dated.start.isoformat(), language)
    parts = [f"自{start}起施行" if zh else f"in force from {start}"]
    if edition.issued is not None and edition.issued.document:
        parts.append(edition.issued.document)
    if edition.status not in ("in-force", "ended"):
        parts.append(EDITION_STATUSES[edition.status].get(language))
    title = edition.title.get(language)
    listed = ("，" if zh else ", ").join(parts)
    return f"{title}（{listed}）" if zh else f"{title} ({listed})"


def boxes_words(change: Change, found: Difference, language: Language) -> Sequence[str]:
    """Return each box of a region as a condition."""
    wording = found.new.wording
    return [describe_box(change.space, box, language, wording) for box in change.boxes]


def parts_words(change: Change, language: Language) -> str:
    """Return the parts of the result that change, joined."""
    return ("、" if language == "zh" else ", ").join(
        PARTS[part].get(language) for part in change.what
    )


def example_words(example: Example, language: Language) -> str:
    """Return the facts of an example."""
    return Shown({}, example.facts, example.new.came).words(language)


def partly(change: Change) -> Text | None:
    """Return that only some cases of a region change, if that is so."""
    if change.exact:
        return None
    if change.kind == "different":
        return Text(
            "其中的部分案件，轻重因案而异", "some of these cases; heavier or lighter by the case"
        )
    return Text("其中的部分案件", "some of these cases")
