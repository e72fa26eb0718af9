"""Widths and line ends of Chinese text on a line of fixed pitch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from reportwizard.writers.layout import balance, longest_run, narrowest, pad, text_width, title_lines, wrap

PROSE = st.text("政府信息公开，。、；：？！（）《》“”…— aB3.%１Ａ-", max_size=120)


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn")), max_size=30))
def test_width_is_that_of_wcwidth(text: str) -> None:
    assert text_width(text) == wcswidth(text)


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("规章", 4), ("“规章”", 6), ("e\u0301", 1), ("　", 2)]
)
def test_width_of_known_texts(text: str, width: int) -> None:
    assert text_width(text) == width


def test_padding_fills_to_the_width() -> None:
    assert [pad("规章", 7, align) for align in ("left", "right", "center")] == ["规章   ", "   规章", "  规章 "]
    assert pad("行政规范性文件", 4) == "行政规范性文件"


@given(PROSE, st.integers(2, 40))
def test_wrapping_loses_nothing_but_the_spaces_at_line_ends(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line) <= width for line in lines)


@given(PROSE, st.integers(24, 60), st.sampled_from([wrap, balance]))
def test_no_line_opens_with_a_closing_mark_or_ends_on_an_opening_one(text: str, width: int, how: object) -> None:
    if longest_run(text) > width:
        return  # such a run has to be torn somewhere
    lines = how(text, width)  # type: ignore[operator]
    assert not any(line[0] in "，。、；：？！）》”…—" for line in lines[1:])
    assert not any(line.rstrip()[-1] in "（《“" for line in lines[:-1])


def test_figures_and_words_stay_whole() -> None:
    assert wrap("全年办理 12,345.67 件（annual-report.html）", 12) == [
        "全年办理",
        "12,345.67 件",
        "（annual-rep",
        "ort.html）",
    ]
    assert "2025" in wrap("报告期到2025年", 8)[1]


def test_first_line_is_shorter_by_the_indent() -> None:
    assert wrap("一二三四五六七八", 8, indent=4) == ["一二", "三四五六", "七八"]


def test_balanced_lines_are_as_few_and_even() -> None:
    assert balance("（三）不予公开", 6) == ["（三）", "不予", "公开"]
    assert balance("法律服务机构", 10) == ["法律服", "务机构"]


@given(PROSE, st.integers(8, 40))
def test_balancing_needs_no_more_lines_and_loses_nothing(text: str, width: int) -> None:
    lines = balance(text, width)
    assert len(lines) <= len(wrap(text, width))
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(PROSE, st.integers(1, 6))
def test_narrowest_width_gives_at_most_so_many_lines(text: str, lines: int) -> None:
    width = narrowest(text, lines)
    assert len(wrap(text, max(width, 1))) <= lines
    assert width >= min(longest_run(text), 24)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("杭州市2025年政府信息公开工作年度报告", ["杭州市2025年政府信息公开工作年度报告"]),
        (
            "浙江省杭州市人力资源和社会保障局2025年政府信息公开工作年度报告",
            ["浙江省杭州市人力资源和社会保障局2025年", "政府信息公开工作年度报告"],
        ),
        (
            "某市人民政府办公厅2025年度政府信息公开工作情况的年度报告",
            ["某市人民政府办公厅2025年度", "政府信息公开工作情况的年度报告"],
        ),
        (
            "浙江省杭州市西湖区市场监督管理局政府信息公开工作年度报告",
            ["浙江省杭州市西湖区市场监督管理局", "政府信息公开工作年度报告"],
        ),
        (
            "浙江省杭州市高新技术产业开发区管理委员会行政执法局2025年政府信息公开工作年度报告",
            ["浙江省杭州市高新技术产业开发区", "管理委员会行政执法局2025年", "政府信息公开工作年度报告"],
        ),
    ],
)
def test_a_title_is_broken_between_its_parts_and_names(title: str, lines: list[str]) -> None:
    assert title_lines(title, 38) == lines


@given(PROSE, st.integers(8, 40))
def test_a_title_of_any_kind_fits_its_lines_and_loses_nothing(text: str, width: int) -> None:
    lines = title_lines(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert longest_run(text) > width or all(text_width(line) <= width for line in lines)
