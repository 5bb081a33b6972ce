"""A whole standard as prose, paragraph by paragraph, as a reader of the law expects it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from penaltybench.condition import Condition, describe, describe_test
from penaltybench.money import Money
from penaltybench.ruleset.edition import (
    Basis,
    Circumstance,
    Edition,
    Factor,
    Level,
    Points,
    ProcedureRule,
    Row,
    Schedule,
    Tiers,
)
from penaltybench.ruleset.models import Citation, PenaltyKind, PenaltyTerm
from penaltybench.text import Language
from penaltybench.values import format_percent
from penaltybench.words import (
    EDITION_STATUSES,
    EFFECTS,
    FORCES,
    GRADES,
    PENALTIES,
    ROUNDINGS,
    band_words,
    citations_words,
    date_words,
    days_words,
    money_words,
    range_words,
)

_NUMERALS = "一二三四五六七八九十"


def prose(edition: Edition, language: Language) -> Iterator[str]:
    """Yield the paragraphs of the standard, the title first."""
    writer = _Chinese(edition) if language == "zh" else _English(edition)
    yield from writer.paragraphs()


class _Writer:
    """What both languages have in common: what is said, and in which order."""

    language: Language

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.words = edition.words()

    def paragraphs(self) -> Iterator[str]:
        edition = self.edition
        yield edition.title.get(self.language)
        yield self.opening()
        several = len(edition.schedules) > 1
        for schedule in edition.schedules:
            yield self.schedule(schedule, several=several)
            if isinstance(schedule.table, Points):
                yield from self.points(schedule.table)
            else:
                yield from self.tiers(schedule.table)
        if edition.circumstances:
            yield from self.circumstances(edition.circumstances)
        yield self.amounts()
        if edition.procedure:
            yield from self.procedure(edition.procedure)

    def opening(self) -> str:
        raise NotImplementedError

    def schedule(self, schedule: Schedule, *, several: bool) -> str:
        raise NotImplementedError

    def tiers(self, table: Tiers) -> Iterator[str]:
        raise NotImplementedError

    def points(self, table: Points) -> Iterator[str]:
        raise NotImplementedError

    def circumstances(self, items: Sequence[Circumstance]) -> Iterator[str]:
        raise NotImplementedError

    def amounts(self) -> str:
        raise NotImplementedError

    def procedure(self, rules: Sequence[ProcedureRule]) -> Iterator[str]:
        raise NotImplementedError

    def when(self, condition: Condition) -> str:
        return describe(condition, self.words, self.language, self.edition.wording)

    def cited(self, citations: Iterable[Citation]) -> str:
        words = citations_words(tuple(citations), self.language)
        if not words:
            return ""
        return f"（{words}）" if self.language == "zh" else f" ({words})"

    def penalty(self, kind: PenaltyKind, term: PenaltyTerm) -> str:
        days = days_words(term.days, self.language) if term.days is not None else ""
        name = PENALTIES[kind].get(self.language)
        joiner = "" if self.language == "zh" or not days else " "
        return f"{name}{joiner}{days}"


class _Chinese(_Writer):
    language: Language = "zh"

    def opening(self) -> str:
        edition = self.edition
        issued = edition.issued
        by = (
            ""
            if issued is None
            else f"由{issued.by}发布" + (f"（{issued.document}）" if issued.document else "")
        )
        start = date_words(edition.dated.start.isoformat(), "zh")
        until = edition.dated.end
        days = f"自{start}起施行" + (
            f"，至{date_words(until.isoformat(), 'zh')}失效" if until else ""
        )
        status = (
            "" if edition.status == "in-force" else f"（{EDITION_STATUSES[edition.status].zh}）"
        )
        return "，".join(part for part in (f"本基准{by}", days) if part) + status + "。"

    def schedule(self, schedule: Schedule, *, several: bool) -> str:
        condition = self.when(schedule.when)
        whom = f"对{schedule.label.zh}" if several else ""
        lead = "，".join(part for part in (whom, condition + "的" if condition else "") if part)
        parts = [self.basis(basis) for basis in schedule.bases]
        return (lead + "：" if lead else "") + "；".join(parts) + "。"

    def basis(self, basis: Basis) -> str:
        condition = self.when(basis.when)
        allowed = [
            f"{FORCES[term.force].zh}{self.penalty(kind, term)}" for kind, term in basis.penalties
        ]
        if basis.fine is not None:
            allowed.append(f"处{range_words(basis.fine, self.edition.facts, 'zh')}的罚款")
        orders = [order.zh for order in basis.orders]
        text = "，".join([*orders, *allowed]) or "不处罚款"
        lead = f"{condition}的，" if condition else ""
        return f"{lead}依照{citations_words([basis.statute], 'zh')}，{text}"

    def tiers(self, table: Tiers) -> Iterator[str]:
        for number, row in enumerate(table.rows):
            condition = self.when(row.when)
            lead = f"（{_numeral(number + 1)}）"
            lead += f"{condition}的，" if condition else ""
            label = f"“{row.label.zh}”" if row.label is not None else ""
            text = f"{lead}属于{label}，{GRADES[row.grade].zh}：{self.imposed(row)}"
            yield text + self.cited([*row.cite, *((row.ground,) if row.ground else ())]) + "。"
        if table.first_hit:
            yield "以上各项依次适用，先符合的优先" + self.cited(table.cite) + "。"

    def imposed(self, row: Row) -> str:
        parts = [f"{FORCES[term.force].zh}{self.penalty(kind, term)}" for kind, term in row.also]
        if row.fine is not None:
            parts.append(f"罚款{band_words(row.fine, self.edition.facts, 'zh')}")
        elif row.grade != "exempt":
            parts.append("不处罚款")
        parts += [order.zh for order in row.orders]
        return "，".join(parts) or "不处罚款"

    def points(self, table: Points) -> Iterator[str]:
        start = "法定最低额与最高额之比" if table.start is None else format_percent(table.start)
        formula = (
            "［裁量起点＋各因素之和×（1－裁量起点）］×法定最高额"
            if table.position
            else "（裁量起点＋各因素之和）×法定最高额"
        )
        yield f"罚款按分值计算：{formula}；裁量起点为{start}，合计不超过{format_percent(table.at_most)}{self.cited(table.cite)}。"
        for number, factor in enumerate(table.factors):
            levels = "；".join(
                f"{level_words(self.edition, factor, level, self.language)}的，计{format_percent(level.share)}"
                for level in factor.levels
            )
            yield f"（{_numeral(number + 1)}）{factor.label.zh}：{levels}。"

    def circumstances(self, items: Sequence[Circumstance]) -> Iterator[str]:
        yield "有下列情节的，按下列规定处理："
        for number, item in enumerate(items):
            found = "" if item.when is None else f"，即{self.when(item.when)}"
            effect = f"{FORCES[item.force].zh}{EFFECTS[item.effect].zh}"
            yield f"（{_numeral(number + 1)}）{item.label.zh}{found}：{effect}{self.cited(item.cite)}。"

    def amounts(self) -> str:
        rounding = self.edition.rounding
        unit = money_words(Money(rounding.unit), "zh")
        point = {"low": "下限", "high": "上限"}.get(self.edition.suggest, "中点")
        return f"罚款以{unit}为单位，{ROUNDINGS[rounding.mode].zh}{self.cited(rounding.cite)}；建议金额取幅度的{point}。"

    def procedure(self, rules: Sequence[ProcedureRule]) -> Iterator[str]:
        labels = dict.fromkeys(f"{rule.label.zh}{self.cited(rule.cite)}" for rule in rules)
        yield f"程序上，视情形：{'；'.join(labels)}。"


class _English(_Writer):
    language: Language = "en"

    def opening(self) -> str:
        edition = self.edition
        issued = edition.issued
        by = (
            ""
            if issued is None
            else f", issued by {issued.by}" + (f" ({issued.document})" if issued.document else "")
        )
        until = f" until {edition.dated.end}" if edition.dated.end else ""
        status = "" if edition.status == "in-force" else f" ({EDITION_STATUSES[edition.status].en})"
        return f"This standard{by} is in force from {edition.dated.start}{until}{status}."

    def schedule(self, schedule: Schedule, *, several: bool) -> str:
        condition = self.when(schedule.when)
        lead = f"As to {schedule.label.en}" if several else ""
        lead += (", " if lead else "") + f"if {condition}" if condition else ""
        parts = "; ".join(self.basis(basis) for basis in schedule.bases)
        return (f"{lead}: {parts}" if lead else parts[:1].upper() + parts[1:]) + "."

    def basis(self, basis: Basis) -> str:
        condition = self.when(basis.when)
        allowed = [
            f"{FORCES[term.force].en}: {self.penalty(kind, term)}" for kind, term in basis.penalties
        ]
        if basis.fine is not None:
            allowed.append(f"a fine of {range_words(basis.fine, self.edition.facts, 'en')}")
        orders = [order.en for order in basis.orders]
        text = ", ".join([*orders, *allowed]) or "no fine"
        lead = f"if {condition}, " if condition else ""
        return f"{lead}by {citations_words([basis.statute], 'en')}, {text}"

    def tiers(self, table: Tiers) -> Iterator[str]:
        for number, row in enumerate(table.rows):
            condition = self.when(row.when)
            lead = f"({number + 1}) " + (f"If {condition}: " if condition else "")
            label = f"“{row.label.en}”, " if row.label is not None else ""
            cites = [*row.cite, *((row.ground,) if row.ground else ())]
            yield f"{lead}{label}{GRADES[row.grade].en}, {self.imposed(row)}{self.cited(cites)}."
        if table.first_hit:
            yield f"The first of these that holds applies{self.cited(table.cite)}."

    def imposed(self, row: Row) -> str:
        parts = [f"{FORCES[term.force].en}: {self.penalty(kind, term)}" for kind, term in row.also]
        if row.fine is not None:
            parts.append(f"a fine of {band_words(row.fine, self.edition.facts, 'en')}")
        elif row.grade != "exempt":
            parts.append("no fine")
        parts += [order.en for order in row.orders]
        return ", ".join(parts) or "no fine"

    def points(self, table: Points) -> Iterator[str]:
        start = "minimum ÷ maximum" if table.start is None else format_percent(table.start)
        formula = (
            "[start + sum × (1 − start)] × maximum" if table.position else "(start + sum) × maximum"
        )
        yield f"The fine is counted by points: {formula}; the start is {start}, the total at most {format_percent(table.at_most)}{self.cited(table.cite)}."
        for number, factor in enumerate(table.factors):
            levels = "; ".join(
                f"{level_words(self.edition, factor, level, self.language)}: {format_percent(level.share)}"
                for level in factor.levels
            )
            yield f"({number + 1}) {factor.label.en}: {levels}."

    def circumstances(self, items: Sequence[Circumstance]) -> Iterator[str]:
        yield "Where one of these circumstances is found:"
        for number, item in enumerate(items):
            found = "" if item.when is None else f", that is, {self.when(item.when)}"
            effect = f"{FORCES[item.force].en}: {EFFECTS[item.effect].en}"
            yield f"({number + 1}) {item.label.en}{found}: {effect}{self.cited(item.cite)}."

    def amounts(self) -> str:
        rounding = self.edition.rounding
        unit = money_words(Money(rounding.unit), "en")
        point = {"low": "low end", "high": "high end"}.get(self.edition.suggest, "middle")
        return f"Fines are in units of {unit}, rounded {ROUNDINGS[rounding.mode].en}{self.cited(rounding.cite)}; the {point} of a range is suggested."

    def procedure(self, rules: Sequence[ProcedureRule]) -> Iterator[str]:
        labels = dict.fromkeys(f"{rule.label.en}{self.cited(rule.cite)}" for rule in rules)
        yield f"As to procedure, as the case may be: {'; '.join(labels)}."


def level_words(edition: Edition, factor: Factor, level: Level, language: Language) -> str:
    """Return the test of a level without the name of the factor, which has just been said."""
    words = edition.facts[factor.fact].words()
    said = describe_test(words, level.test, language, edition.wording)
    bare = said.removeprefix(words.label(language)).strip()
    return bare.removeprefix("为" if language == "zh" else "is ") or said


def _numeral(number: int) -> str:
    """Return 1 to 99 in Chinese numerals, as items of an article are counted."""
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number)
    lead = ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" if tens else ""
    return lead + (_NUMERALS[ones - 1] if ones else "")
