"""What the rules of wording read a text into; and that no text, however hostile, makes them fail or wander off it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.checks import RULES, check
from reportwizard.checks.prose import clause, read_prose, within
from reportwizard.editions.loading import load_edition
from reportwizard.report.model import Report, text_ids

CODES = frozenset(code for code in RULES if code[0] in "WP")
PIECES = (
    *(
        "2024年",
        "2025年",
        "1月1日",
        "至",
        "12月31日",
        "统计期限为",
        "，",
        "。",
        "；",
        "\n",
        "《",
        "》",
        "（",
        "）",
        "“",
        "”",
        " ",
    ),
    *(
        "（一）",
        "一、",
        "1.",
        "一是",
        "三是",
        "XX",
        "____",
        "表格如下",
        "由五部分组成",
        "报告",
        "机密",
        "★",
        "内部资料",
        "不",
    ),
    *(
        "20231月",
        "202020年",
        "20261",
        "110101199003070011",
        "13800138000",
        "@qq.com",
        "a",
        "账号",
        "6222 0212 3456 7890 ",
    ),
    *(
        "邻山县",
        "认真执行",
        "问题",
        "措施",
        "主动公开",
        "二〇二四年",
        "²",
        "٣",
        "\x1b",
        "〔2019〕60号",
        "0件",
        "年 月 日",
        "月",
    ),
)
HOSTILE = (
    "（",
    "《",
    "“",
    "1",
    "1 ",
    "2024年",
    "月",
    "1月1日",
    "XX",
    "a@",
    "。",
    "\n",
    "《》",
    "一是",
    "（一）\n",
    "统计期限",
    "称",
    "密",
)


def reports(text: str) -> Report:
    """A report that says the same everywhere."""
    edition = load_edition("2021")
    return Report(edition, 2025, text[:50], text[:80], texts=dict.fromkeys(text_ids(edition), text))


texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)


@given(texts)
def test_spans_lie_in_the_text_and_no_rule_fails(text: str) -> None:
    for finding in check(reports(text), codes=CODES):
        assert finding.message and finding.remedy
        assert not finding.message.endswith("。")
        if finding.span is not None:
            start, end = finding.span
            assert finding.where[0].startswith("texts.")
            assert 0 <= start < end <= len(text)


@given(texts)
def test_what_is_blanked_out_keeps_every_place(text: str) -> None:
    prose = read_prose(text)
    assert len(prose.plain) == len(text)
    for spans in (prose.sentences, prose.headings, prose.digits):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert list(spans) == sorted(spans)
    assert all(text[year.start : year.end].rstrip("度").endswith("年") for year in prose.years)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_is_read_to_its_end(piece: str) -> None:
    """A hundred thousand signs in every text; whatever grew faster than the text would not come back."""
    text = piece * (100_000 // len(piece))
    for finding in check(reports(text), codes=CODES):
        assert finding.span is None or finding.span[1] <= len(text)


def test_titles_are_blanked_out_whole_and_an_open_one_not_at_all() -> None:
    title = "《关于〈2024年〉的2024年通知》"
    assert read_prose(f"按{title}办").plain == "按" + "\u3000" * len(title) + "办"
    assert read_prose("《甲《乙》丙》丁").plain == "\u3000" * 7 + "丁"
    assert read_prose("《2024年\n》").plain == "《2024年\n》"


def test_years_are_read_in_all_their_forms() -> None:
    prose = read_prose("2024年、2023 年度、２０２２年，二〇二一年，二零二零年；1月2024日，32019年，《2018年》。")
    assert [year.value for year in prose.years] == [2024, 2023, 2022, 2021, 2020]
    assert prose.text[prose.years[1].start : prose.years[1].end] == "2023 年度"


def test_headings_are_lines_or_their_beginnings() -> None:
    text = "（一）主动公开。按目录进行。\n二、概况\n1.解读不足；\n按目录公开信息，\n公开工作情况\n（三）没有"
    prose = read_prose(text)
    assert [text[slice(*span)] for span in prose.headings] == [
        "（一）主动公开",
        "二、概况",
        "公开工作情况",
        "（三）没有",
    ]


def test_a_clause_ends_at_the_marks_beside_it() -> None:
    text = "甲，乙2024年丙；丁"
    assert text[slice(*clause(text, 3, 8))] == "乙2024年丙"
    assert clause("甲" * 500, 250, 251) == (190, 311)


def test_within_finds_the_span_around_a_place() -> None:
    spans = ((2, 4), (6, 9))
    assert [at for at in range(11) if within(spans, at)] == [2, 3, 6, 7, 8]
