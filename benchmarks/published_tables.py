"""How much of published tables is understood, and what the drafts made of them look like.

``python benchmarks/published_tables.py`` takes Jiangmen's table from the test data. ``--check`` also runs
all checks over the drafts (minutes), ``--statutes DIR`` counts the sentences about fines in the Markdown files of a
folder, ``--table FILE`` takes another table.
"""

import argparse
import datetime as dt
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from penaltybench import open_library
from penaltybench.diagnostics import CODES, Diagnostic, Severity
from penaltybench.exchange.published.columns import find_columns, group_rows
from penaltybench.exchange.published.model import Fine, Range, Unit
from penaltybench.exchange.published.penalty import understand_penalty
from penaltybench.exchange.published.propose import Proposal, propose
from penaltybench.exchange.published.table import read_table
from penaltybench.exchange.published.trees import Origin
from penaltybench.exchange.yaml_text import ruleset_yaml
from penaltybench.library import Library

JIANGMEN = Path(__file__).resolve().parents[1] / "tests" / "data" / "jiangmen_environment_2020.csv"
ORIGIN = Origin(
    "江门市生态环境局",
    "江门市生态环境局关于生态环境违法行为行政处罚自由裁量权裁量标准参照表",
    "draft.jiangmen",
    dt.date(2020, 3, 1),
    dt.date(2026, 11, 24),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--table", type=Path, default=JIANGMEN)
    parser.add_argument("--statutes", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    tables, faults = read_table(options.table)
    proposal = propose(tables, ORIGIN)
    for fault in (*faults, *proposal.diagnostics):
        print(f"{fault.place.path}: {fault.code} {fault.message.zh}")
    cells(options.table)
    with tempfile.TemporaryDirectory() as folder:
        drafts(proposal, Path(folder), whole=options.check)
    neighbours(options.table)
    if options.statutes:
        statutes(options.statutes)


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} ({100 * part / whole:.1f} %)" if whole else "0/0"


def rows_of(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield number, legal basis and penalty of each row."""
    for table in read_table(path)[0]:
        columns, _ = find_columns(table)
        if columns is None:
            continue
        for violation in group_rows(table, columns)[0]:
            for row in violation.rows:
                yield violation.number, row.basis, row.penalty


def cells(path: Path) -> None:
    """Print how many penalty cells are understood, and how many of them quote words."""
    full = [penalty for _, _, penalty in rows_of(path) if penalty]
    read = [understand_penalty(cell) for cell in full]
    complete = [one for one in read if one.complete]
    print(f"penalty cells fully understood: {share(len(complete), len(full))}")
    print(f"  of these with quoted words: {sum(bool(one.quoted) for one in complete)}")
    print(f"  different cells: {share(len({one.text for one in complete}), len(set(full)))}")


def drafts(proposal: Proposal, folder: Path, *, whole: bool) -> None:
    """Print how many drafts can be loaded, and what the checks find, by code."""
    for tree in proposal.trees:
        path = folder.joinpath(*tree["id"].split("."), f"{tree['effective']['from']}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ruleset_yaml(tree), encoding="utf-8")
    library = open_library(folder)
    loaded = sum(draft.id in library.ids for draft in proposal.drafts)
    print(f"violations with a draft: {share(len(proposal.drafts), proposal.violations)}")
    print(f"drafts that can be loaded: {share(loaded, len(proposal.drafts))}")
    notes = Counter()
    for draft in proposal.drafts:
        note = draft.tree["source"]["note"]
        notes["rows left out"] += note.count("【未列入】")
        notes["statutory range not found"] += note.count("没有从条文中读出")
        notes["several statutory ranges merged"] += note.count("有几个幅度")
        notes["respondent named differently"] += note.count("表中写的是")
    for name, number in notes.items():
        print(f"  {name}: {number}")
    found = findings(library, folder, whole=whole)
    for (code, severity), number in sorted(Counter((f.code, f.severity) for f in found).items()):
        print(f"  {code} {CODES[code].en} ({severity.value}): {number}")
    for fault in found:
        if fault.severity is not Severity.NOTE:
            print(
                f"    {Path(fault.place.file).parent.name}: {fault.code} {fault.message.zh[:160]}"
            )


def findings(library: Library, folder: Path, *, whole: bool) -> list[Diagnostic]:
    found = library.check() if whole else library.diagnostics
    return [fault for fault in found if str(folder) in fault.place.file]


def neighbours(path: Path) -> None:
    """Print what neighbouring tiers of one violation and one statute do at their ends."""
    bands: dict[tuple[str, str], list[Range]] = {}
    for number, basis, penalty in rows_of(path):
        understood = understand_penalty(penalty)
        own = [
            part.item.range
            for part in understood.parts
            if isinstance(part.item, Fine) and not part.respondent and not part.item.base
        ]
        if understood.complete and len(own) == 1 and own[0] is not None:
            bands.setdefault((number, basis), []).append(own[0])
    counts = Counter()
    examples: dict[str, list[str]] = {}
    for (number, _), found in bands.items():
        ordered = sorted(dict.fromkeys(found), key=lambda one: (least(one), most(one)))
        for lower, upper in pairwise(ordered):
            name = relation(lower, upper)
            counts[name] += 1
            examples.setdefault(name, []).append(f"{number}: {shown(lower)} | {shown(upper)}")
    print("neighbouring bands of one violation:")
    for name, number in counts.most_common():
        print(f"  {name}: {number}, for example {'; '.join(examples[name][:8])}")


def least(band: Range) -> int:
    return int(band.low.value) if band.low else 0


def most(band: Range) -> int:
    return int(band.high.value) if band.high else 10**18


def relation(lower: Range, upper: Range) -> str:
    if most(lower) == least(upper):
        return "share an end"
    return "overlap" if most(lower) > least(upper) else "leave a gap"


def shown(band: Range) -> str:
    ends = [f"{int(end.value) // 100}" if end else "" for end in (band.low, band.high)]
    return "–".join(dict.fromkeys(ends)) + (
        " 元" if band.low is None or band.low.unit is Unit.FEN else ""
    )


def statutes(folder: Path) -> None:
    """Print how many sentences with a fine and its amount are understood, file by file."""
    total = Counter()
    for path in sorted(folder.glob("*.md")):
        own = Counter()
        for line in path.read_text(encoding="utf-8").splitlines():
            for sentence in re.split(r"(?<=[。；：])", line):
                amount = re.search(r"[元倍%％]|百分之", sentence)
                if "罚款" in sentence and "处" in sentence and amount:
                    text = re.sub(
                        r"^(?:第[一二三四五六七八九十百]+条|[(（].{1,3}[)）])\s*",
                        "",
                        sentence.strip(),
                    )
                    own[understand_penalty(text).complete] += 1
        if own:
            print(f"  {path.stem}: {share(own[True], own.total())}")
        total.update(own)
    print(
        f"sentences of statutes with a fine fully understood: {share(total[True], total.total())}"
    )


if __name__ == "__main__":
    sys.exit(main())
