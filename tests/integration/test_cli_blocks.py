"""How text is wrapped and blocks are laid out."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from integration.command import bundled
from rich.cells import cell_len
from rich.console import Console

from penaltybench.cli.blocks import Heading, Items, Pairs, Paragraph, Table, markdown, plain
from penaltybench.cli.edition_text import EditionText
from penaltybench.cli.flow import wrap
from penaltybench.cli.terminal import show
from penaltybench.text import Language

TEXTS = st.text(st.sampled_from("中文，。（）“”《》 abc-./ 123元%\n"), max_size=80)


@given(TEXTS, st.integers(2, 30), st.integers(0, 8))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int, hang: int) -> None:
    lines = wrap(text, width, hang)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("违法行为持续，时间", 12, ["违法行为持", "续，时间"]),
        ("依据（民法典）", 6, ["依据", "（民法", "典）"]),
        ("罚款1,000元以上", 12, ["罚款1,000元", "以上"]),
        ("罚款1,000元以上", 10, ["罚款", "1,000元以", "上"]),
        ("cn.hunan.environment", 10, ["cn.hunan.", "environmen", "t"]),
        ("one two\nthree", 20, ["one two", "three"]),
    ],
)
def test_wrapping(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == tuple(lines)


BLOCKS = [
    Heading("标题", 1),
    Paragraph("【示例】", "warning"),
    Pairs((("编号", "x.y"), ("程序", "一\n二"))),
    Table(("甲", "b"), (("一", "1\n2"), ("二", "a|b"))),
    Items(("点",)),
]


def test_plain() -> None:
    assert plain(BLOCKS) == (
        "标题\n\n【示例】\n\n编号：x.y\n程序：\n  - 一\n  - 二\n\n甲  b\n一  1\n    2\n二  a|b\n\n- 点\n"
    )


def test_markdown() -> None:
    assert markdown(BLOCKS) == (
        "# 标题\n\n【示例】\n\n- **编号**: x.y\n- **程序**:\n  - 一\n  - 二\n\n"
        "| 甲 | b |\n| --- | --- |\n| 一 | 1<br>2 |\n| 二 | a\\|b |\n\n- 点\n"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_bundled_standard_can_be_shown(language: Language) -> None:
    library = bundled()
    assert library.ids
    for number, name in enumerate(library.ids):
        blocks = list(EditionText(library.standard(name).latest, language).blocks())
        assert plain(blocks)
        assert markdown(blocks)
        # Laying out tables is slow, and a quarter of them in each language shows as much.
        if number % 4 == ["zh", "en"].index(language):
            out = io.StringIO()
            show(Console(file=out, width=80, force_terminal=True, color_system=None), blocks)
            assert all(cell_len(line) <= 80 for line in out.getvalue().split("\n"))
