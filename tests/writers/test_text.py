"""Plain text: tables whose lines all have one width, merged cells that are merged, figures that are whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from reportwizard.blocks import Cell, Heading, Paragraph, Table
from reportwizard.report.model import Report
from reportwizard.typeset.report import typeset
from reportwizard.writers.text import write
from reportwizard.writers.text_table import draw


def drawn_tables(text: str) -> list[list[str]]:
    """The tables of a document, as lines."""
    groups: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.startswith(("+", "|")):
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def inked(text: str) -> str:
    """What is left of a drawing without its borders and spaces."""
    return re.sub(r"[\s|+-]", "", text)


@st.composite
def tables(draw_from: st.DrawFn) -> Table:
    """Any table: spans, ragged rows, rows that reach below the table, empty and enormous cells."""
    texts = st.one_of(
        st.integers(-(10**14), 10**14),
        st.text("政府信息公开，（）。“” aB3\u0301🙂|+-\n\x1b", max_size=30),
    )
    rows = []
    for _ in range(draw_from(st.integers(0, 5))):
        row = []
        for value in draw_from(st.lists(texts, max_size=4)):
            spans = draw_from(st.tuples(st.integers(1, 3), st.integers(1, 3)))
            number = value if isinstance(value, int) else None
            row.append(Cell(str(value), *spans, number=number, header=draw_from(st.booleans())))
        rows.append(tuple(row))
    return Table(tuple(rows), draw_from(st.integers(0, 2)), draw_from(st.integers(0, 2)))


@given(tables(), st.sampled_from([20, 60, 100]))
def test_all_lines_of_any_table_have_one_width(table: Table, width: int) -> None:
    assert len({wcswidth(line) for line in draw(table, width)[0]}) <= 1


@given(tables())
def test_no_figure_is_wrapped_or_cut(table: Table) -> None:
    text = "\n".join(draw(table, 40)[0])
    for _, _, cell in table.placed():
        if cell.number is not None and not cell.header and not table.header_rows and not table.stub_columns:
            assert cell.text in text


def test_both_editions_fit_the_page(city: Report, office: Report, zeros: Report) -> None:
    for report in (city, office, zeros):
        text = write(typeset(report))
        assert len(drawn_tables(text)) == 3
        assert all(wcswidth(line) <= 100 for line in text.split("\n"))
        for table in drawn_tables(text):
            assert len({wcswidth(line) for line in table}) == 1


def test_the_form_fits_a_narrow_page_too(city: Report) -> None:
    assert max(wcswidth(line) for line in write(typeset(city), 80).split("\n")) <= 80


def test_nothing_of_the_report_is_lost(city: Report, office: Report) -> None:
    for report in (city, office):
        signs: list[str] = []
        for block in typeset(report):
            cells = [cell.text for row in block.rows for cell in row] if isinstance(block, Table) else [block.text]
            signs += "".join(cells)
        assert sorted(re.sub(r"[\s|+-]", "", "".join(signs))) == sorted(inked(write(typeset(report))))


def test_enormous_figures_make_the_table_wider_rather_than_wrong(city: Report) -> None:
    enormous = 10**14 + 7
    report_text = write(typeset(Report(city.edition, 2025, figures=dict.fromkeys(city.figures, enormous))))
    tables_drawn = drawn_tables(report_text)
    assert sum(table.count(str(enormous)) for table in map("\n".join, tables_drawn)) == len(city.figures)
    assert all(len({wcswidth(line) for line in table}) == 1 for table in tables_drawn)


def test_no_border_runs_through_a_merged_cell() -> None:
    table = Table(
        (
            (Cell("甲", rowspan=2, header=True), Cell("乙", colspan=2, header=True)),
            (Cell("丙"), Cell("丁")),
        )
    )
    assert draw(table, 100)[0] == [
        "+----+---------+",
        "|    |    乙   |",
        "| 甲 +----+----+",
        "|    | 丙 | 丁 |",
        "+----+----+----+",
    ]


def test_figures_stand_to_the_right_and_labels_to_the_left() -> None:
    table = Table(
        (
            (Cell("行", header=True), Cell("很长的列名", header=True)),
            (Cell("规章", header=True), Cell("7", number=7)),
        ),
        header_rows=1,
        stub_columns=1,
    )
    assert draw(table, 100)[0][3] == "| 规章 |          7 |"


def test_title_is_centred_and_paragraphs_are_indented() -> None:
    text = write([Heading("标题", 1), Heading("一、总体情况", 2), Paragraph("政" * 10), Paragraph("无")], width=20)
    assert text == "        标题\n\n一、总体情况\n\n　　政政政政政政政政\n政政\n　　无\n"


def test_only_ascii_signs_draw_tables(city: Report) -> None:
    assert not re.search("[\u2500-\u257f]", write(typeset(city)))


@pytest.mark.parametrize("text", ["a|b", "+--+", "[bold]粗[/bold]", "\x1b[31m红", "一\n二", "\u202e倒"])
def test_hostile_text_keeps_the_document_whole(text: str) -> None:
    table = Table(((Cell("规章", header=True), Cell(text)), (Cell("文件", header=True), Cell("5", number=5))), 0, 1)
    document = write([Heading(text, 1), Paragraph(text), table])
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", document)
    assert len({wcswidth(line) for line in draw(table, 100)[0]}) == 1


def test_no_line_ends_in_a_space(city: Report) -> None:
    assert not re.search(r"[ \u3000]$", write(typeset(city)), re.MULTILINE)


def test_a_monstrous_word_in_a_figures_place_does_not_widen_the_page(city: Report) -> None:
    path = next(path for path, cell in city.edition.cells.items() if not cell.computed)
    city.figures[path] = "9" * 15 + "x" * 3000
    text = write(typeset(city))
    assert max(wcswidth(line) for line in text.split("\n")) <= 100
    assert text.count("x") == 3000
