"""A report from a document: what is put together, what is refused; and what we print comes back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportwizard.blocks import Block, Heading, Paper, Paragraph
from reportwizard.editions.loading import load_edition
from reportwizard.errors import DocumentError
from reportwizard.recognise import document as room
from reportwizard.recognise.document import recognise
from reportwizard.report.model import Report, text_ids
from reportwizard.report.totals import compute
from reportwizard.typeset.report import lines, typeset
from support.papers import APPLICATIONS, HEADINGS, TITLE, document, grid, paper, read_named


@pytest.fixture(autouse=True)
def plain_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are read by the names of our own cells: what they look like is another test's matter."""
    monkeypatch.setattr(room, "read_form", read_named)


def test_texts_head_and_figures_come_together() -> None:
    found = recognise(paper(document(tail=["山阳区科技局", "2026年1月20日"])), "报告.docx")
    report = found.report
    assert (report.edition.id, report.year, report.agency, report.title) == ("2021", 2025, "山阳区科技局", "")
    assert str(report.published) == "2026-01-20"
    assert report.texts["overview"] == "2025年，本局依法公开政府信息。\n统计期限为2025年1月1日至12月31日。"
    assert report.figures["applications.received.natural_person"] == 0 and not report.stated
    assert [heading.text for heading in found.form.headings] == list(HEADINGS)
    assert found.origins["title"].text == TITLE and found.origins["texts.problems"].row == 12


def test_a_title_of_its_own_is_kept_and_the_statutory_one_is_not() -> None:
    assert recognise(paper(document(title="山阳区科技局 2025 年政府信息公开工作年度报告"))).report.title == ""
    own = "山阳区科技局2025年度政府信息公开工作年度报告"
    assert recognise(paper(document(title=own))).report.title == own


def test_year_and_agency_that_are_given_win() -> None:
    found = recognise(paper(document()), year=2024, agency="某镇人民政府")
    assert (found.report.year, found.report.agency) == (2024, "某镇人民政府")
    assert found.report.title == TITLE
    assert "文件里的年份是 2025 年，按指定的 2024 年读入" in found.notes


def test_a_total_that_is_not_the_sum_is_stated() -> None:
    whole = document()
    index = whole.index(APPLICATIONS)
    rows = tuple(
        tuple(replace(cell, text="7") if cell.name == "applications.received.total" else cell for cell in row)
        for row in APPLICATIONS.rows
    )
    whole[index] = replace(APPLICATIONS, rows=rows)
    report = recognise(paper(whole)).report
    assert report.stated == {"applications.received.total": 7} and "applications.received.total" not in report.figures


def test_without_a_year_one_is_asked_for() -> None:
    whole = document(title="某局政府信息公开工作年度报告")
    whole[2:4] = []
    with pytest.raises(DocumentError) as told:
        recognise(paper(whole), "报告.docx")
    assert (told.value.message, told.value.where) == ("看不出是哪一年的报告", "报告.docx")
    assert "--year" in told.value.hint
    assert recognise(paper(whole), year=2025).report.year == 2025


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        ["一、基本情况", "二、存在的问题", "三、下一步"],
        [TITLE],
        [grid(["姓名", "总计"], ["张三", "1"])],
        ["某局工作总结", "一、总体情况", "好。"],
    ],
)
def test_what_is_no_report_is_refused(blocks: list[Block | str]) -> None:
    with pytest.raises(DocumentError) as told:
        recognise(paper(blocks), "文件.docx", year=2025)
    assert told.value.message == "认不出是政府信息公开工作年度报告" and told.value.where == "文件.docx"


def test_half_a_report_is_read() -> None:
    assert recognise(paper([APPLICATIONS]), year=2025).report.figures["applications.received.natural_person"] == 0
    headings = ["一、总体情况", "好。", "五、存在的主要问题及改进情况", "有。", "六、其他需要报告的事项", "无。"]
    assert recognise(paper(headings), year=2025).report.texts == {
        "overview": "好。",
        "problems": "有。",
        "other_matters": "无。",
    }


def test_a_year_before_the_form_is_refused() -> None:
    with pytest.raises(DocumentError) as told:
        recognise(paper(document(title="某局2015年政府信息公开工作年度报告")))
    assert "2015 年的报告" in told.value.message and "2019" in told.value.hint


def test_notes_of_reader_and_recogniser_are_all_told() -> None:
    found = recognise(replace(paper(document(title=["序", TITLE])), notes=("有修订，已按接受读入",)))
    assert found.notes == ["有修订，已按接受读入", "报告前后有 1 段文字没有读入，开头是“序”"]


# ---- round trips

NASTY = (
    *HEADINGS,
    "一、总体情况 2025年，好。",
    "二、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "总体情况",
    "其他需要说明的事项",
    "第五部分 存在的主要问题",
    "七、附则",
    TITLE,
    "2024年政府信息公开工作年度报告",
    "规章",
    "行政规范性文件",
    "一、本年新收政府信息公开申请数量",
    "（七）总计",
    "自然人\t商业企业",
    "0",
    "12",
    "规章 | 1 | 2 | 3 |",
    "|---|---|",
    "# 一、总体情况",
    "目录",
    "附件1",
    "附件：年报.docx",
    "打印 关闭",
    "上一篇：没有了",
    "来源：某局",
    "发布日期：2024-01-20",
    "主办单位：某局",
    "京ICP备1号",
    "某局",
    "2026年1月20日",
    "统计期限为2023年1月1日至2023年12月31日。",
    "现将某镇2022年政府信息公开情况公布如下。",
    "\x1b[31m红\u202e",
    "　　空　格　　",
    "",
    "〔2019〕60号",
    "𠮷",
)
LINES = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
EVERYWHERE = text_ids(load_edition("2021"))
AGENCIES = st.sampled_from(
    ["示例县人民政府", "某局", "示例市 开发区管委会", "A", "关山镇", "政府信息公开办公室", "二十局（本级）"]
)
FIGURES = st.integers(0, 10**8) | st.decimals(0, 10**6, places=2) | st.sampled_from(["/", "无", "251000元"])


@st.composite
def reports(draw: st.DrawFn) -> Report:
    edition = load_edition(draw(st.sampled_from(["2019", "2021"])))
    year = draw(st.integers(edition.first_year, edition.last_year or 2040))
    texts = {
        text_id: "\n".join(draw(st.lists(LINES, max_size=6))) for text_id in text_ids(edition) if draw(st.booleans())
    }
    typed = [path for path, cell in edition.cells.items() if not cell.computed]
    figures: dict[str, Any] = dict.fromkeys(typed, 0)
    figures |= draw(st.dictionaries(st.sampled_from(typed), FIGURES, max_size=8))
    for path in draw(st.lists(st.sampled_from(typed), max_size=4)):
        figures.pop(path, None)
    return Report(edition, year, draw(AGENCIES), texts=texts, figures=figures)


def printed_texts(report: Report) -> dict[str, list[str]]:
    found = {text_id: lines(report.texts.get(text_id, "")) for text_id in text_ids(report.edition)}
    return {text_id: paragraphs for text_id, paragraphs in found.items() if paragraphs}


@settings(deadline=None, max_examples=150)
@given(reports(), st.sampled_from(["docx", "html", "md", "odt", "x"]))
@example(Report(load_edition("2021"), 2025, "某局", texts=dict.fromkeys(EVERYWHERE, "\n".join(NASTY))), "html")
def test_what_we_print_comes_back(report: Report, kind: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "read_form", read_named)
        found = recognise(Paper(typeset(report), kind))
    same = found.report
    assert (same.edition.id, same.year, same.agency, same.title) == (report.edition.id, report.year, report.agency, "")
    assert printed_texts(same) == printed_texts(report)
    assert same.figures == report.figures
    sums = compute(report)
    assert all(sums[path].value is None for path in same.stated)  # 各项没有填全的，照印出来的数
    assert [heading.section for heading in found.form.headings] == [section.id for section in report.edition.sections]
    assert not found.unread


@settings(deadline=None, max_examples=60)
@given(reports())
def test_the_same_as_plain_lines_comes_back_where_no_text_looks_like_the_form(report: Report) -> None:
    """In plain text nothing marks a heading: what no text imitates is told by words and order alone."""
    report.texts = {text_id: "\n".join(f"说明{number}。" for number in range(3)) for text_id in report.texts}
    blocks = [Paragraph(block.text) if isinstance(block, Heading) else block for block in typeset(report)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "read_form", read_named)
        same = recognise(Paper(tuple(blocks), "txt")).report
    assert (same.year, same.agency, same.figures) == (report.year, report.agency, report.figures)
    assert printed_texts(same) == printed_texts(report)


def test_amounts_keep_their_digits() -> None:
    report = Report(load_edition("2021"), 2025, "某局", figures={"proactive.art20_8.fees.amount": Decimal("12.50")})
    assert str(recognise(Paper(typeset(report), "x")).report.figures["proactive.art20_8.fees.amount"]) == "12.50"
