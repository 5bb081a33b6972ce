"""Jiangmen's published table of 872 tiers: what share is understood, and that none of it is wrong.

Two independent witnesses: 124 cells whose meaning was written down by hand, and over all cells a naive
scan for amounts, ratios and kind words that knows nothing of the grammar.
"""

import csv
import random
import re
from collections import Counter
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from exchange_words import said

from penaltybench.exchange.published.model import Fine, Kind, Order, Unit
from penaltybench.exchange.published.penalty import understand_penalty
from penaltybench.exchange.published.wording import penalty_words
from penaltybench.ruleset.models import PenaltyKind

DATA = Path(__file__).resolve().parents[3] / "data"
SAMPLE = yaml.safe_load((DATA / "jiangmen_sample.yaml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def cells() -> tuple[str, ...]:
    """Return the penalty cells of the table, in its order; six are blank (merged in print)."""
    with (DATA / "jiangmen_environment_2020.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["处罚标准"] for row in csv.DictReader(file))


def test_the_table_is_all_there():
    assert len(cells()) == 872
    assert cells().count("") == 6


def test_nearly_all_cells_are_understood():
    full = [cell for cell in cells() if cell]
    understood = [cell for cell in full if understand_penalty(cell).complete]
    assert len(full) == 866
    assert len(understood) == 860


def test_the_sample_is_the_draw_of_its_seed():
    drawn = random.Random(SAMPLE["seed"]).sample(sorted(set(cells()) - {""}), 100)
    assert [entry["cell"] for entry in SAMPLE["sample"]] == drawn
    assert {entry["cell"] for entry in SAMPLE["unusual"]} <= set(cells())


@pytest.mark.parametrize(
    "entry", [*SAMPLE["sample"], *SAMPLE["unusual"]], ids=lambda entry: entry["cell"][:40]
)
def test_a_cell_says_what_was_written_down_by_hand(entry):
    understood = understand_penalty(entry["cell"])
    assert said(understood) == entry["says"]
    assert [piece.text for piece in understood.not_understood] == entry.get("leaves", [])


def test_what_was_understood_is_understood_again_in_the_laws_words():
    for cell in set(cells()):
        parts = understand_penalty(cell).parts
        assert understand_penalty(penalty_words(parts)).parts == parts


# --- the second witness ---------------------------------------------------------------------------

PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十百千万]+)"


def naive(numeral: str) -> Fraction:
    """Return the value of a numeral, digit by digit and without any check."""
    if numeral[0].isdigit():
        head = re.match(r"[0-9.]+", numeral)[0]
        return Fraction(head) * (10_000 if numeral.endswith("万") else 1)
    total = section = digit = 0
    for char in numeral:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        else:
            section += (digit or 1) * PLACES[char]
            digit = 0
    return Fraction(total + section + digit)


def plain(cell: str) -> str:
    return cell.replace("％", "%").replace("（", "(").replace("）", ")")


def scanned_numbers(cell: str) -> Counter:
    """Return the amounts, percentages and multiples that stand in a text, each with its unit."""
    text = plain(cell)
    found = Counter()
    for match in re.finditer(rf"({NUMBER}万?)元", text):
        found["yuan", naive(match[1])] += 1
    # 二百以上五百元以下 and 十二万以上十五万元以下 leave the first 元 out.
    for match in re.finditer(rf"({NUMBER}万?)(?=以上[^，；]*元)", text):
        found["yuan", naive(match[1])] += 1
    for match in re.finditer(rf"百分之({NUMBER})|([0-9.]+)%", text):
        found["percent", naive(match[1] or match[2])] += 1
    for match in re.finditer(r"(?<![0-9.])([0-9]+)(?=以上[0-9]+%)", text):
        found["percent", naive(match[1])] += 1
    for match in re.finditer(rf"({NUMBER})倍", text):
        found["times", naive(match[1])] += 1
    return found


def structured_numbers(understood) -> Counter:
    """Return the same from what was understood; the words of steps and roundings are scanned."""
    found = Counter()

    def add(range_):
        ends = [range_.low, range_.high]
        for end in ends[:1] if range_.low == range_.high else [end for end in ends if end]:
            if end.unit is Unit.FEN:
                found["yuan", end.value / 100] += 1
            elif end.unit is Unit.PERCENT:
                found["percent", end.value * 100] += 1
            else:
                found["times", end.value] += 1

    for part in understood.parts:
        if not isinstance(part.item, Fine):
            continue
        add(part.item.range)
        if part.item.at_most is not None:
            found["yuan", Fraction(part.item.at_most, 100)] += 1
        for one in part.item.increments:
            add(one.add)
            for words in (one.step, one.scope, *(rule.what for rule in one.rounding)):
                found.update(scanned_numbers(words))
    return found


WORDS = {
    "警告": PenaltyKind.WARNING,
    "没收违法所得": PenaltyKind.CONFISCATE_GAINS,
    "停产停业": PenaltyKind.SUSPEND_BUSINESS,
    "责令停业": PenaltyKind.SUSPEND_BUSINESS,
    "停产整治": PenaltyKind.SUSPEND_BUSINESS,
    "关闭": PenaltyKind.CLOSE,
    "吊销": PenaltyKind.REVOKE_LICENCE,
    "暂扣": PenaltyKind.SUSPEND_LICENCE,
    "拘留": PenaltyKind.DETAIN,
    "限制生产": PenaltyKind.RESTRICT_BUSINESS,
}


@pytest.mark.parametrize("cell", sorted(set(cells()) - {""}), ids=lambda cell: cell[:40])
def test_every_number_and_every_kind_of_a_cell_is_in_what_was_understood_and_nothing_else(cell):
    understood = understand_penalty(cell)
    if not understood.complete:
        return
    assert structured_numbers(understood) == scanned_numbers(cell)
    kinds = Counter(part.item.kind for part in understood.parts if isinstance(part.item, Kind))
    assert kinds == Counter(kind for word, kind in WORDS.items() for _ in range(cell.count(word)))
    fines = sum(1 for part in understood.parts if isinstance(part.item, Fine))
    assert fines == cell.count("罚款")
    orders = [part.item.words for part in understood.parts if isinstance(part.item, Order)]
    first = re.split("罚款", plain(cell))[0]
    assert sum(order.startswith("责令") for order in orders) == len(
        re.findall("责令(?!停产|停业)", first)
    )
    may = sum(1 for part in understood.parts if part.may and isinstance(part.item, Fine))
    assert may == len(re.findall("可以?(?:并)?处", cell))


def test_the_second_witness_sees_what_is_there():
    cell = "责令改正，处二十万元以上五十万以下元罚款（每增加0.5倍增加一万元），并处所得百分之十以上20%以下"
    assert scanned_numbers("处二百以上五百元以下") == Counter({("yuan", 200): 1, ("yuan", 500): 1})
    assert scanned_numbers("收入35以上50％以下") == Counter(
        {("percent", 35): 1, ("percent", 50): 1}
    )
    assert scanned_numbers(cell)["times", Fraction(1, 2)] == 1
    assert scanned_numbers(cell)["percent", 10] == scanned_numbers(cell)["percent", 20] == 1
    assert naive("一百二十万") == 1_200_000
