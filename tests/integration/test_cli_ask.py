"""The interview: what is asked, how answers are taken, how it ends, what is written."""

import stat
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from integration.command import EXAMPLES, Cli, Ran, on_a_terminal

from penaltybench import read_case

MADE_UP = EXAMPLES / "rulesets"
NONE = ["0"] * 8
"""No circumstance of any group was found."""

Ask = Callable[..., Ran]


@pytest.fixture
def ask(cli: Cli, tmp_path: Path) -> Ask:
    """Answers the questions about a case line by line."""

    def asked(*answers: str, case: str = "", options: tuple[str | Path, ...] = ()) -> Ran:
        path = tmp_path / "case.yaml"
        path.write_text(case or START, encoding="utf-8")
        data = "".join(f"{answer}\n" for answer in answers)
        return cli("ask", path, "--rulesets", MADE_UP, *options, data=data)

    return asked


START = "ruleset: made-up.stall\nconduct: 2026-02-01\n"
EXAMINED = START + "circumstances: []\n"
FACTS = START + "facts: {area: 6, corrected: true}\n"
TOUR = "ruleset: examples.market-stall\nconduct: 2026-02-01\n"


def questions(ran: Ran) -> list[str]:
    """Return what was asked, in order."""
    lines = ran.out.split("\n")
    return [after for before, after in pairwise(lines) if before == "" and "[" in after]


def test_it_ends_when_the_result_is_certain(ask: Ask) -> None:
    ran = ask("6", "是", case=EXAMINED)
    assert ran.code == 0
    assert "状态：已确定" in ran.out
    assert "罚款：2,000元以上5,999元以下" in ran.out


def test_it_shows_how_each_answer_narrows_the_range(ask: Ask) -> None:
    lines = ask("6", "是", case=EXAMINED).out.split("\n")
    assert lines[1] == "→ 罚款500元以上20,000元以下；从轻处罚 / 一般处罚 / 从重处罚"
    (first, second) = [line for line in lines[2:] if line.startswith("→")]
    assert first == (
        "→ 罚款2,000元以上9,999元以下（此前：罚款500元以上20,000元以下）；"
        "一般处罚 / 从重处罚（此前：从轻处罚 / 一般处罚 / 从重处罚）"
    )
    assert second.startswith("→ 罚款2,000元以上5,999元以下（此前：罚款2,000元以上9,999元以下）")


def test_nothing_is_asked_that_no_longer_matters(ask: Ask) -> None:
    ran = ask("1", case=EXAMINED)
    assert (ran.code, len(questions(ran))) == (0, 1)
    assert "及时撤离" not in ran.out.split("结果", 1)[0]


def test_a_question_says_unit_description_values_and_domain(ask: Ask) -> None:
    out = ask("", "", "", case=TOUR + "circumstances: []\n").out
    assert "货值金额 [goods_value]（可能还有 2 问）" in out
    assert "包括已售出和未售出的货物" in out
    assert "两年内因同类违法行为受处罚的次数 [prior_2y]（次）" in out
    assert "整数，0次以上" in out
    assert "    2  轻微 [minor]" in out


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("many", "PB0303"),
        ("0", "PB0304"),
        ("-3", "PB0304"),
        ("1e3", "PB0303"),
        ("6平方公里", "PB0303"),
    ],
)
def test_a_wrong_answer_is_refused_and_the_question_stands(
    ask: Ask, answer: str, said: str
) -> None:
    ran = ask(answer, "6", "maybe", "是", case=EXAMINED)
    assert ran.code == 0
    assert f"✗ {said}" in ran.out
    assert "✗ PB0303 及时撤离" in ran.out
    assert "    → " in ran.out
    assert len(questions(ran)) == 2


@pytest.mark.parametrize("answer", ["6", "6平方米", "６", "6.0", " 6 "])
def test_a_number_with_or_without_its_unit(ask: Ask, answer: str) -> None:
    assert "→ 罚款2,000元以上9,999元以下" in ask(answer, case=EXAMINED).out


@pytest.mark.parametrize("answer", ["3", "serious", "严重", "SERIOUS", "1，3", "none、serious"])
def test_a_choice_by_number_word_or_label(ask: Ask, answer: str) -> None:
    case = TOUR + "facts: {goods_value: 300元, prior_2y: 1, corrected: true}\ncircumstances: []\n"
    ran = ask(answer, case=case)
    assert (ran.code, "档次：严重" in ran.out) == (0, True), ran.out


def test_a_choice_that_is_not_there(ask: Ask) -> None:
    case = TOUR + "facts: {goods_value: 300元, prior_2y: 1, corrected: true}\ncircumstances: []\n"
    ran = ask("4", "seriuos", case=case)
    assert ran.out.count("✗ PB0305") == 2
    assert "是否为 serious" in ran.out
    assert ran.code == 4


@pytest.mark.parametrize("answer", ["2024-3-5", "2024年3月5日", "2024/03/05", "2024-03-05"])
def test_a_date_and_its_place_in_the_case(cli: Cli, tmp_path: Path, answer: str) -> None:
    case = tmp_path / "case.yaml"
    saved = tmp_path / "saved.yaml"
    text = (EXAMPLES / "freight-new-law.yaml").read_text(encoding="utf-8")
    case.write_text(text.replace("decided_on: 2024-03-15\n", ""), encoding="utf-8")
    ran = cli("ask", case, "--save", saved, data=f"2021-01-01\n明天\n{answer}\n")
    assert "✗ PB0309" in ran.out
    assert "✗ PB0204" in ran.out
    assert "新版本较轻" in ran.out
    assert ran.code == 0
    assert "decided_on: 2024-03-05\n" in saved.read_text(encoding="utf-8")


# --- circumstances ------------------------------------------------------------------------------


def test_circumstances_that_act_alike_are_asked_together(ask: Ask) -> None:
    ran = ask(*NONE, case=FACTS)
    assert ran.code == 0
    headings = [line for line in questions(ran) if line.startswith("经查")]
    assert len(headings) == len(set(headings)) < 8
    assert "经查有下列哪些情节？（应当从轻或者减轻处罚）" in ran.out
    assert "受他人胁迫或者诱骗实施违法行为 [coerced-or-tricked]" in ran.out


def number_of(ask: Ask, name: str) -> tuple[list[str], str]:
    """Return the answers up to the list in which a circumstance stands, and its number there."""
    for length in range(8):
        before = ["0"] * length
        for line in ask(*before, case=FACTS).out.split("\n"):
            if f"[{name}]" in line and line.split()[0].isdigit():
                return before, line.split()[0]
    raise AssertionError(name)


def test_circumstances_by_number_or_id(ask: Ask, tmp_path: Path) -> None:
    before, number = number_of(ask, "voluntary-disclosure")
    saved = tmp_path / "saved.yaml"
    answers = [*before, f"{number}，coerced-or-tricked", *NONE]
    ran = ask(*answers, case=FACTS, options=("--save", saved))
    found = read_case(saved).circumstances
    assert isinstance(found, dict)
    assert {name for name, value in found.items() if value} == {
        "voluntary-disclosure",
        "coerced-or-tricked",
    }
    assert "裁量阶次：减轻处罚 / 从轻处罚" in ran.out
    assert ran.code == 0


def test_one_that_excludes_punishment_ends_it(ask: Ask) -> None:
    before, number = number_of(ask, "under-14")
    ran = ask(*before, number, case=FACTS)
    assert ran.code == 0
    assert "裁量阶次：不予处罚" in ran.out


@pytest.mark.parametrize("answer", ["99", "1 99", "no-falt", "!", "-1"])
def test_circumstances_that_are_not_listed(ask: Ask, answer: str) -> None:
    ran = ask(answer, case=FACTS)
    assert "✗ PB03" in ran.out
    assert ran.code == 4


def test_a_single_circumstance_is_a_question_for_yes_or_no(ask: Ask) -> None:
    out = ask("0", "0", case=FACTS).out
    assert "经查有无下列情节？首次摆摊且未影响通行 [newcomer]（可以不予处罚）" in out
    ran = ask("0", "有", *NONE, case=FACTS)
    assert "状态：法律留有选择" in ran.out
    assert "不予处罚（首次摆摊且未影响通行）：不罚款（须说明理由）" in ran.out


# --- what is not an answer ----------------------------------------------------------------------


def test_help(ask: Ask) -> None:
    out = ask("？", case=TOUR + "circumstances: []\n").out
    assert "确无法查明的，按500元认定（《示例条例》第六条）" in out
    assert out.count("? 帮助") == 2
    out = ask("?", case=FACTS).out
    assert "《行政处罚法》第三十条" in out


def test_what_is_skipped_is_not_asked_again(ask: Ask) -> None:
    ran = ask("", "", case=EXAMINED)
    assert (ran.code, len(questions(ran))) == (4, 2)
    assert "余下的问题都跳过了" in ran.out
    assert "状态：尚不确定" in ran.out
    # An answer can settle what was skipped.
    ran = ask("", "是", case=EXAMINED)
    assert ran.code == 4
    assert "area: 占地面积" in ran.out


def test_what_cannot_be_ascertained_is_counted_as_the_standard_says(
    ask: Ask, tmp_path: Path
) -> None:
    saved = tmp_path / "saved.yaml"
    case = TOUR + "facts: {prior_2y: 1, corrected: true, harm: minor}\ncircumstances: []\n"
    ran = ask("!", case=case, options=("--save", saved))
    assert ran.code == 0
    assert read_case(saved).unascertainable == ("goods_value",)
    # Without a rule the result stays open, and there is nothing more to ask.
    ran = ask("!", "是", case=EXAMINED)
    assert ran.code == 4
    assert "没有可以再问的了" in ran.out


def test_an_answer_can_be_taken_back(ask: Ask) -> None:
    ran = ask("<", "20", case=EXAMINED)
    assert "还没有回答可以改" in ran.out
    ran = ask("6", "<", "1", case=EXAMINED)
    assert "档次：较轻" in ran.out
    assert len(questions(ran)) == 3


# --- the end ------------------------------------------------------------------------------------


def test_the_end_of_the_answers_ends_it(ask: Ask, tmp_path: Path) -> None:
    saved = tmp_path / "saved.yaml"
    ran = ask("6", case=EXAMINED, options=("--save", saved))
    assert (ran.code, ran.err) == (4, "")
    assert "状态：尚不确定" in ran.out
    assert read_case(saved).facts == {"area": "6"}


def test_the_saved_case_comes_out_the_same(ask: Ask, cli: Cli, tmp_path: Path) -> None:
    saved = tmp_path / "saved.yaml"
    saved.write_text("before", encoding="utf-8")
    saved.chmod(0o640)
    case = START + "note: '注意: # 这不是注释'\nfacts: {area: 6}\n"
    ran = ask("是", *NONE, case=case, options=("--save", saved))
    assert f"案件已写入 {saved}" in ran.out
    assert stat.S_IMODE(saved.stat().st_mode) == 0o640
    text = saved.read_text(encoding="utf-8")
    assert "注意: # 这不是注释" in text
    assert "  corrected: true\n" in text
    assert "  newcomer: false\n" in text
    again = cli("recommend", saved, "--rulesets", MADE_UP)
    assert again.code == ran.code
    assert "罚款：2,000元以上5,999元以下" in again.out
    assert list(tmp_path.glob(".*")) == []


def test_a_case_from_json_is_saved_as_yaml(cli: Cli, tmp_path: Path) -> None:
    case, saved = tmp_path / "case.json", tmp_path / "saved.yaml"
    case.write_text(
        '{"ruleset": "made-up.stall", "conduct": {"from": "2026-02-01", "to": "2026-02-03"},'
        ' "note": null, "facts": {"corrected": true}, "circumstances": {"newcomer": false}}',
        encoding="utf-8",
    )
    ran = cli("ask", case, "--rulesets", MADE_UP, "--save", saved, data="1\n" + "0\n" * 8)
    assert ran.code == 0
    read = read_case(saved)
    assert read.facts == {"corrected": "true", "area": "1"}
    assert isinstance(read.circumstances, dict)
    assert read.circumstances["newcomer"] is False


@pytest.mark.parametrize("place", ["absent/case.yaml", "."])
def test_a_place_that_cannot_be_written_is_refused_before_anything_is_asked(
    ask: Ask, tmp_path: Path, place: str
) -> None:
    ran = ask("6", case=EXAMINED, options=("--save", tmp_path / place))
    assert (ran.code, ran.out) == (1, "")
    assert "不能写入" in ran.err


def test_a_case_that_is_wrong(ask: Ask, cli: Cli) -> None:
    for case, said in (
        ("ruleset: made-up.stal\nconduct: 2026-02-01\n", "是否为 made-up.stall"),
        ("ruleset: made-up.stall\n", "缺少键 conduct"),
        (EXAMINED + "facts: {area: 0}\n", "PB0304"),
        ("- a\n", "PB0203"),
    ):
        ran = ask("6", case=case)
        assert (ran.code, ran.out) == (3, "")
        assert said in ran.err
    assert cli("ask", "-").code == 1
    assert cli("ask", "no-such-file.yaml").code == 1


def test_in_english(ask: Ask) -> None:
    ran = ask("x", "6", "?", "yes", *NONE, options=("--lang", "en"))
    assert ran.code == 0
    assert "→ a fine of up to 9,999 yuan (before: a fine of up to 20,000 yuan)" in ran.out
    assert "Which of these circumstances were found? (lenient or mitigated, shall)" in ran.out
    assert not [char for char in ran.out if char in "：，；（）"]


def test_an_age_that_cannot_be_is_not_asked_for_ever(ask: Ask) -> None:
    case = TOUR + "facts: {goods_value: 300元, prior_2y: 1, harm: none}\n"
    ran = ask(*["0"] * 9, case=case)
    assert ran.code == 0


def test_on_a_terminal() -> None:
    out = on_a_terminal(
        "ask",
        EXAMPLES / "interview.yaml",
        columns=60,
        typed=["many\n", "2,000元\n", "\n", "\x04"],
        NO_COLOR="1",
    )
    assert "✗ PB0303" in out
    assert "经营种类" in out
    assert "╭" in out
    assert "Traceback" not in out
