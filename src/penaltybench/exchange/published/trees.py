"""The tree of a draft: schedules with bases and rows, sources and notes, the catalogue of statutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from penaltybench.exchange.published.bases import Group, basis_tree
from penaltybench.exchange.published.columns import TierRow, Violation
from penaltybench.exchange.published.drafting import Facts, tier_tree
from penaltybench.exchange.published.model import Kind, Order, Part, Unit
from penaltybench.exchange.published.rows import LeftOut, ReadRows, Variant
from penaltybench.exchange.published.statute import BasisText, CitedArticle
from penaltybench.source import Tree
from penaltybench.text import Text

_NO_PLACE = Text(
    "读懂了，但规则集格式没有相应的写法",
    "understood, but the ruleset format has no way to say it",
)


@dataclass(frozen=True, slots=True)
class Origin:
    """What the caller knows of the table: who issued it, by which document, since when.

    ``prefix`` is the beginning of all ids. ``reviewed_on`` is the day on which the draft is made.
    ``uses`` are the general rulesets that apply besides.
    """

    authority: str
    document: str
    prefix: str
    effective: dt.date
    reviewed_on: dt.date
    issued_on: dt.date | None = None
    url: str | None = None
    uses: tuple[str, ...] = ("cn.general",)


@dataclass
class Drafting:
    """The draft of one violation while it is made: its facts, its rows, what it cites and notes."""

    violation: Violation
    origin: Origin
    facts: Facts
    read: ReadRows
    texts: Mapping[str, BasisText]
    cited: dict[str, CitedArticle]
    notes: list[str] = field(default_factory=list)

    def schedule(self, respondent: str, id_: str, groups: Sequence[Group]) -> Tree | None:
        """Return the schedule of one respondent, None if no row of it can be said.

        Rows that cannot be said are added to those that were left out.
        """
        several = len(groups) > 1
        bases: list[Tree] = []
        rows: dict[str, Tree] = {}
        for group in groups:
            basis = basis_tree(group, self._statute(group), several, self.facts)
            own = {} if basis is None else self._rows(group, several)
            self.read.left_out.extend(
                LeftOut(variant.row, _NO_PLACE)
                for variant in group.variants
                if variant.id not in own
            )
            if basis is None or not own:
                continue
            bases.append(basis)
            rows |= own
            if group.note:
                self.notes.append((f"对{respondent}：" if respondent else "") + group.note)
        if not rows:
            return None
        schedule: dict[str, Tree] = {
            "id": id_,
            "respondent": id_,
            "label": {"zh": respondent or "当事人"},
        }
        if respondent:
            schedule["when"] = {self.facts.flag(f"处罚对象包括：{respondent}", "punished"): "true"}
        schedule["basis"] = bases
        order = [variant.id for variant in self.read.by_respondent[respondent]]
        schedule["tiers"] = {"rows": [rows[name] for name in order if name in rows]}
        return schedule

    def _rows(self, group: Group, several: bool) -> dict[str, Tree]:
        rows = {}
        for variant in group.variants:
            row = self._row(variant, group, several)
            if row is not None:
                rows[variant.id] = row
        return rows

    def _row(self, variant: Variant, group: Group, several: bool) -> Tree | None:
        row: dict[str, Tree] = {"id": variant.id, "grade": variant.grade}
        if variant.row.tier:
            row["label"] = {"zh": variant.row.tier}
        if variant.when:
            row["when"] = variant.when
        if several:
            row["basis"] = [group.id]
        fine = variant.fine()
        if fine is not None:
            tree = tier_tree(fine, group.allowed, self.facts, bounded=group.found)
            if tree is None:
                return None
            row["fine"] = tree
        also = _also(variant.parts)
        if also is None:
            return None
        if also:
            row["also"] = also
        orders = [{"zh": part.item.words} for part in variant.parts if isinstance(part.item, Order)]
        if orders:
            row["orders"] = orders
        row["cite"] = self._cite(variant.row)
        return row

    def _cite(self, row: TierRow) -> list[Tree]:
        """Return the citations of a row: the cell word for word, and the remarks."""
        article = self.violation.number or self.violation.name
        law = self.origin.document
        found: list[Tree] = [{"law": law, "article": article, "text": row.penalty}]
        if row.remarks:
            found.append({"law": law, "article": f"{article} 备注", "text": row.remarks})
        return found

    def _statute(self, group: Group) -> Tree:
        """Return the citation of a basis: the article of its own text, else the first of the violation."""
        others = (text.cited for text in self.texts.values() if text.cited is not None)
        article = group.basis.cited or next(others, None)
        if article is None:
            name = self.violation.law.strip("《》") or self.origin.document
            article = CitedArticle(name, name, "")
        self.cited.setdefault(article.name, article)
        statute: dict[str, Tree] = {"law": article.name}
        if article.article:
            statute["article"] = article.article
        if group.basis.text:
            statute["text"] = group.basis.text
        return statute

    def tree(self, name: str, schedules: Sequence[Tree]) -> dict[str, Tree]:
        """Return the ruleset with these schedules."""
        origin, violation = self.origin, self.violation
        issued: dict[str, Tree] = {"by": origin.authority, "document": origin.document}
        if origin.issued_on is not None:
            issued["on"] = origin.issued_on.isoformat()
        if origin.url:
            issued["url"] = origin.url
        where = f"，序号 {violation.number}" if violation.number else ""
        tree: dict[str, Tree] = {
            "id": name,
            "kind": "penalty",
            "title": {"zh": violation.name or violation.number},
            "status": "draft",
            "effective": {"from": origin.effective.isoformat()},
            "issued": issued,
            "source": {
                "text": f"{origin.document}{where}",
                "sure": "low",
                "note": "；".join([*self._first_notes(), *self.notes]),
            },
            "reviewed_on": origin.reviewed_on.isoformat(),
        }
        if origin.uses:
            tree["uses"] = list(origin.uses)
        if self.facts.tree:
            tree["facts"] = self.facts.tree
        tree["schedules"] = list(schedules)
        tree["rounding"] = {"unit": "0.01元", "mode": "down"}
        return tree

    def _first_notes(self) -> list[str]:
        notes = ["由公布的表格导入的草稿，尚未经人核对"]
        for left in self.read.left_out:
            tier = f"“{left.row.tier}”档" if left.row.tier else ""
            words = left.row.penalty or "（空白）"
            notes.append(
                f"【未列入】第 {left.row.row.number} 行{tier}：{left.reason.zh}：“{words}”"
            )
        if self.read.ungraded:
            notes.append("裁量阶次：表中没有写明从轻、一般、从重的档次，暂记为 ordinary")
        notes.append("取整：表中没有写明，暂写舍去分以下")
        return notes


def _also(parts: Sequence[Part]) -> dict[str, Tree] | None:
    """Return the other kinds of a row: 可以, or one of several, is a may; None if it cannot be said."""
    found: dict[str, Tree] = {}
    for index, part in enumerate(parts):
        if not isinstance(part.item, Kind):
            continue
        after = parts[index + 1].joint if index + 1 < len(parts) else "and"
        force = "may" if part.may or part.joint != "and" or after != "and" else "must"
        time = part.item.time
        if time is None:
            found[part.item.kind.value] = force
            continue
        ends = [end for end in (time.low, time.high) if end is not None]
        if time.high is None or any(end.unit is not Unit.DAYS or not end.included for end in ends):
            return None
        low = int(time.low.value) if time.low is not None else 1
        found[part.item.kind.value] = {"force": force, "days": f"[{low}..{int(time.high.value)}]"}
    return found


def statutes_tree(origin: Origin, cited: Mapping[str, CitedArticle]) -> dict[str, Tree]:
    """Return a catalogue of what the drafts cite, so that they can be loaded; ranks are to be checked."""
    entries: list[Tree] = [{"name": origin.document, "title": origin.document, "rank": "document"}]
    for name, article in sorted(cited.items()):
        if name == origin.document:
            continue
        # 中华人民共和国…法 is a law; of a 条例 the name does not say whose it is.
        law = article.title != name and name.endswith("法")
        entry: dict[str, Tree] = {"name": name, "title": article.title}
        entry["rank"] = "law" if law else "document"
        if not law:
            entry["note"] = "位阶没有核对，暂记为 document"
        entries.append(entry)
    return {
        "id": f"{origin.prefix}.statutes",
        "kind": "statutes",
        "title": {"zh": f"{origin.document}引用的法律、法规"},
        "status": "draft",
        "effective": {"from": origin.effective.isoformat()},
        "source": {"text": origin.document, "sure": "low", "note": "由公布的表格导入的草稿"},
        "reviewed_on": origin.reviewed_on.isoformat(),
        "statutes": entries,
    }
