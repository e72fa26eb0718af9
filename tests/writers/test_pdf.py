"""The PDF: the page of GB/T 9704, every text and figure of the report in it and whole, and nothing that comes alive."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pdfplumber
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from reportwizard.blocks import Block, Cell, Heading, Paragraph, Table
from reportwizard.errors import MissingExtraError, ReportWizardError
from reportwizard.records import replace
from reportwizard.report.model import Report
from reportwizard.typeset.report import typeset
from reportwizard.writers import pdf
from reportwizard.writers.pdf import write

MM = 72 / 25.4
LEFT, RIGHT = 28 * MM, (210 - 26) * MM
TOP, BOTTOM = 37 * MM, (297 - 35) * MM

HERE = {family.lower() for family in typst.Fonts().families()}
needs_fonts = pytest.mark.skipif(
    not HERE & {family.lower() for role in pdf.FONTS.values() for family in role}, reason="no Chinese font is installed"
)


def opened(blocks: list[Block] | tuple[Block, ...]) -> Any:
    return pdfplumber.open(io.BytesIO(write(blocks)))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def on_page(page: Any) -> Any:
    """What is printed between the margins."""
    return page.crop((0, TOP - 6, page.width, BOTTOM + 6))


def printed(blocks: list[Block] | tuple[Block, ...]) -> str:
    """All the text between the margins, without white space."""
    with opened(blocks) as document:
        return bare("".join(on_page(page).extract_text() for page in document.pages))


def grids(document: Any) -> Iterator[list[list[str]]]:
    """Each table as it is drawn, every cell once and without white space."""
    for page in document.pages:
        for table in page.find_tables():
            yield [[bare(text) for text in row if text is not None] for row in table.extract()]


def texts_of(table: Table) -> list[list[str]]:
    return [[bare(cell.text) for cell in row] for row in table.rows]


@needs_fonts
def test_the_tables_are_drawn_as_they_are(city: Report, office: Report, zeros: Report) -> None:
    for report in (city, office, zeros):
        blocks = typeset(report)
        with opened(blocks) as document:  # a table that is several in one grid may go on over the page
            drawn = [row for grid in grids(document) for row in grid]
        assert drawn == [row for block in blocks if isinstance(block, Table) for row in texts_of(block)]


@needs_fonts
def test_the_text_is_all_there_in_its_order(city: Report) -> None:
    text, at = printed(typeset(city)), 0
    for block in typeset(city):
        if not isinstance(block, Table):
            at = text.index(bare(block.text), at) + len(bare(block.text))


@needs_fonts
def test_the_page_is_that_of_the_standard(city: Report) -> None:
    with opened(typeset(city)) as document:
        assert [(round(page.width / MM), round(page.height / MM)) for page in document.pages] == [(210, 297)] * 3
        for number, page in enumerate(document.pages, 1):
            inside = on_page(page).chars
            assert min(char["x0"] for char in inside) >= LEFT - 1
            assert max(char["x1"] for char in inside) <= RIGHT + 1
            foot = page.crop((0, BOTTOM + 6, page.width, page.height)).chars
            assert "".join(char["text"] for char in foot).strip() == f"— {number} —"
            assert {round(char["size"]) for char in foot} == {14}
            assert min(char["x0"] for char in foot) == pytest.approx(LEFT + 14, abs=3) or number % 2
            assert max(char["x1"] for char in foot) == pytest.approx(RIGHT - 14, abs=3) or not number % 2
        first = on_page(document.pages[0]).extract_text_lines()
        sizes = {line["text"].replace(" ", ""): round(line["chars"][0]["size"]) for line in first}
        assert sizes[city.full_title] == 22
        assert sizes["一、总体情况"] == 16
        title = next(line for line in first if line["text"].replace(" ", "") == city.full_title)
        assert (title["x0"] + title["x1"]) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)
        prose = [line for line in first if round(line["chars"][0]["size"]) == 16]
        until = next(n for n, line in enumerate(prose) if line["text"].startswith("二、"))
        baselines = [line["chars"][0]["matrix"][5] for line in prose[: until + 1]]
        assert [above - below for above, below in pairwise(baselines)] == pytest.approx([28] * until, abs=0.1)
        assert prose[0]["x0"] == pytest.approx(LEFT + 32, abs=2)


@needs_fonts
def test_the_file_says_what_it_is_and_is_always_the_same(city: Report) -> None:
    made = write(typeset(city))
    assert made == write(typeset(city))
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    with pdfplumber.open(io.BytesIO(made)) as document:
        assert document.metadata["Title"] == city.full_title
        catalog = document.doc.catalog
        assert catalog["Lang"] == b"zh-CN"
        assert catalog["MarkInfo"]["Marked"] is True
    assert not re.search(rb"/(?:JavaScript|JS|URI|Launch|OpenAction|AA|EmbeddedFiles)\b", made)


HOSTILE = [
    '#import "@preview/x:1.0.0": *',
    "#panic()",
    '#read("/etc/passwd")',
    '#eval("1+1")',
    "*粗* _斜_ `码` $x^2$ = 标题",
    "- 列表 + 项 / 词: 义",
    "= 标题",
    "@引用 <标签> \\u{41} \\ // 注 /* 注 */ --- ~ ...",
    "https://a.cn/?q=1 mailto:x@y.cn",
    '"},{"kind":"title"}',
    "]#[",
]


@needs_fonts
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_ever_markup(text: str) -> None:
    table = Table(((Cell(text, header=True), Cell(text)),))
    assert printed([Heading(text, 1)]) == bare(text)
    assert printed([Paragraph(text)]) == bare(text)
    assert printed([Heading(text, 2)]) == bare(text)
    with opened([table]) as document:
        assert list(grids(document)) == [[[bare(text)] * 2]]
    assert b"/URI" not in write([Paragraph(text)])


@needs_fonts
def test_what_has_no_spaces_is_broken_and_stays_on_the_page() -> None:
    run = "".join(f"{n:04d}" for n in range(100)) + "x" * 200
    blocks = [
        Paragraph(f"网址{run}，完"),
        Table(((Cell(run, header=True), Cell(run)), (Cell("甲"), Cell("1", number=1)))),
    ]
    with opened(blocks) as document:
        for page in document.pages:
            inside = on_page(page).chars
            assert max(char["x1"] for char in inside) <= RIGHT + 1
        assert bare(document.pages[0].extract_text()).startswith(f"网址{run}，完")
        assert list(grids(document)) == [[[run] * 2, ["甲", "1"]]]


@needs_fonts
@pytest.mark.parametrize("figure", ["12345678", "1234567890123", "-1234.5678", "251000元"])
def test_wide_tables_tear_no_figure(figure: str) -> None:
    number = None if "元" in figure else 1
    heads = tuple(Cell("结果维持", header=True) for _ in range(15))
    rows = (tuple(Cell(figure, number=number) for _ in range(15)), tuple(Cell("0", number=0) for _ in range(15)))
    table = Table((heads, *rows), 1)
    with opened([table]) as document:
        (page,) = document.pages
        lines = [line for line in page.extract_text_lines() if figure[:4] in line["text"]]
        assert len(lines) == 1, "the figures stand on one line"
        (found,) = grids(document)
        assert found[1] == [figure] * 15
        edges = sorted({round(line["x0"], 1) for line in page.lines + page.rects if line["height"] > line["width"]})
        for left, right in pairwise(edges):
            chars = [c for c in lines[0]["chars"] if left <= (c["x0"] + c["x1"]) / 2 <= right]
            assert "".join(char["text"] for char in chars).strip() == figure
            assert chars[0]["x0"] > left and chars[-1]["x1"] < right, "within its cell"


@needs_fonts
def test_heads_are_repeated_where_a_table_is_longer_than_a_page() -> None:
    heads = (Cell("信息内容", header=True), Cell("本年制发件数", header=True))
    rows = tuple((Cell(f"第{n}行", header=True), Cell(str(n), number=n)) for n in range(90))
    with opened([Heading("一、总体情况", 2), Table((heads, *rows), 1, 1)]) as document:
        assert len(document.pages) > 2
        found = list(grids(document))
        assert [grid[0] for grid in found] == [["信息内容", "本年制发件数"]] * len(document.pages)
        assert [row[1] for grid in found for row in grid[1:]] == [str(n) for n in range(90)]


@needs_fonts
def test_no_row_is_torn_by_the_end_of_a_page() -> None:
    label = "一行很长很长的行名要排成好几行，" * 4
    rows = tuple((Cell(f"{at}.{label}", header=True), Cell("7", number=7)) for at in range(40))
    with opened([Table(rows, stub_columns=1)]) as document:
        found = [row for table in grids(document) for row in table]
    assert len({len(row) for row in found}) == 1
    assert [bare(row[0]) for row in found] == [f"{at}.{label}" for at in range(40)]


def test_a_row_longer_than_a_page_goes_on_over_it() -> None:
    with opened([Table(((Cell("很长的话。" * 1200), Cell("7", number=7)),))]) as document:
        assert len(document.pages) > 1
        assert sum(page.extract_text().count("很") for page in document.pages) == 1200


def first_and_last(page: Any) -> tuple[str, str]:
    lines = [bare(line["text"]) for line in on_page(page).extract_text_lines()]
    return lines[0], lines[-1]


@needs_fonts
@pytest.mark.parametrize("above", [20, 21, 22, 23, 24])
def test_a_line_that_is_but_a_heading_does_not_end_a_page(above: int) -> None:
    filler = [Paragraph(f"第{n}段") for n in range(above - 2)]
    with opened([*filler, Paragraph("（一）主动公开"), Paragraph("说明。"), Paragraph("末段")]) as document:
        assert all(first_and_last(page)[1] != "（一）主动公开" for page in document.pages)


@needs_fonts
@pytest.mark.parametrize("above", [4, 10, 13, 14, 16, 19])
def test_the_tables_in_one_grid_are_parted_between_them_rather_than_leave_a_page_white(
    zeros: Report, above: int
) -> None:
    title, _, heading, table, *_ = typeset(zeros)
    assert isinstance(table, Table)
    with opened([title, *(Paragraph(f"第{n}段") for n in range(above)), heading, table]) as document:
        rows = [row for grid in grids(document) for row in grid]
        starts = [grid[0][0] for grid in grids(document)]
        pages, low = (
            len(document.pages),
            max(on_page(document.pages[0]).extract_text_lines(), key=lambda line: line["bottom"])["bottom"],
        )
    assert rows == texts_of(table)
    assert all(start.startswith("第二十条") for start in starts)
    assert BOTTOM - low < 40 * MM or pages == 1


@needs_fonts
@pytest.mark.parametrize("figure", [0, 1234, 12345, 12345678])
def test_the_table_of_applications_stands_on_one_page(zeros: Report, figure: int) -> None:
    typed = [path for path, cell in zeros.edition.cells.items() if not cell.computed]
    blocks = typeset(replace(zeros, figures=dict.fromkeys(typed, figure), stated={}))
    with opened(blocks) as document:
        wanted = [texts_of(block) for block in blocks if isinstance(block, Table)]
        assert wanted[1] in list(grids(document))
        sizes = {round(char["size"], 1) for page in document.pages for char in page.chars}
    assert min(sizes) >= 5.5


@needs_fonts
def test_a_group_of_rows_stays_on_one_page() -> None:
    rows = [(Cell("组", rowspan=3, header=True), Cell("甲", header=True)), *[(Cell("乙", header=True),)] * 2]
    labelled = tuple((*row, Cell("1", number=1)) for row in rows)
    with opened([Table(labelled * 30, 0, 2)]) as document:
        counts = [len(grid) for grid in grids(document)]
    assert len(counts) > 1 and sum(counts) == 90
    assert all(count % 3 == 0 for count in counts)


def test_a_title_longer_than_a_line_is_broken_behind_its_year(city: Report) -> None:
    with opened(typeset(replace(city, agency="示例省示例市示例县发展和改革局"))) as document:
        first, second, *_ = on_page(document.pages[0]).extract_text_lines()
        assert bare(first["text"]) == "示例省示例市示例县发展和改革局2025年"
        assert bare(second["text"]) == "政府信息公开工作年度报告"


TEXTS = st.text("政府（）。12aB#*_$@<>\\\"'`=-/ \n\x1b\u202e\ud800", max_size=12)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Any table: spans, ragged rows, heads anywhere."""
    cells = st.builds(Cell, TEXTS, st.integers(1, 3), st.integers(1, 3), header=st.booleans())
    rows = draw(st.lists(st.lists(cells, max_size=4).map(tuple), max_size=5).map(tuple))
    return Table(rows, draw(st.integers(0, 2)), draw(st.integers(0, 2)))


@needs_fonts
@settings(max_examples=30, deadline=None)
@given(tables(), TEXTS, st.lists(st.integers(1, 7), max_size=4))
def test_anything_can_be_printed(table: Table, text: str, levels: list[int]) -> None:
    said = [Heading(text, level) for level in levels]
    signs = sorted(bare(pdf._text(text))) * len(levels)
    signs += [sign for row in table.rows for cell in row for sign in bare(pdf._text(cell.text))]
    assert sorted(printed([*said, table])) == sorted(signs)


def test_without_typst_the_command_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtraError) as caught:
        write([Paragraph("甲")])
    assert 'python -m pip install "reportwizard[pdf]"' in caught.value.hint


@pytest.mark.parametrize("embedded", [True, False])
def test_without_a_chinese_font_nothing_is_made(monkeypatch: pytest.MonkeyPatch, embedded: bool) -> None:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=embedded)
    monkeypatch.setattr(pdf, "_fonts", lambda: fonts)
    with pytest.raises(ReportWizardError) as caught:
        write([Heading("示例市2025年政府信息公开工作年度报告", 1)])
    assert "没有中文字体" in caught.value.message
    assert "fonts-noto-cjk" in caught.value.hint


@needs_fonts
def test_a_character_that_no_font_shows_is_named(city: Report) -> None:
    with pytest.raises(ReportWizardError) as caught:
        write(typeset(replace(city, texts={"overview": "甲\U000f0000乙"})))
    assert "U+F0000" in caught.value.message
