"""The finished report as blocks: the order and nesting of the form, for both editions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportwizard.blocks import Block, Cell, Heading, Paragraph, Table
from reportwizard.characters import has_harmful
from reportwizard.editions.loading import edition_ids, load_edition
from reportwizard.records import replace
from reportwizard.report.model import Report
from reportwizard.typeset.report import typeset


def texts_of(blocks: tuple[Block, ...]) -> list[str]:
    """Every text in reading order."""
    return [
        text
        for block in blocks
        for text in ([cell.text for row in block.rows for cell in row] if isinstance(block, Table) else [block.text])
    ]


def tables_of(report: Report) -> list[Table]:
    return [block for block in typeset(report) if isinstance(block, Table)]


def squares_of(table: Table) -> dict[tuple[int, int], Cell]:
    """The cell at every square; fails where two cells claim one."""
    found: dict[tuple[int, int], Cell] = {}
    for y, x, cell in table.placed():
        for dy in range(cell.rowspan):
            for dx in range(cell.colspan):
                assert (y + dy, x + dx) not in found
                found[y + dy, x + dx] = cell
    return found


def at(table: Table, text: str) -> tuple[int, int, Cell]:
    """Where the only cell of that text stands."""
    (only,) = [(y, x, cell) for y, x, cell in table.placed() if cell.text == text]
    return only


def test_headings_stand_in_statutory_order(city: Report) -> None:
    headings = [block for block in typeset(city) if isinstance(block, Heading)]
    assert [heading.level for heading in headings] == [1, 2, 2, 2, 2, 2, 2]
    assert [heading.text for heading in headings] == [
        "示例市2025年政府信息公开工作年度报告",
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


def test_prose_is_split_at_line_breaks_and_stands_before_its_table(city: Report) -> None:
    blocks = typeset(city)
    kinds = [type(block).__name__[0] for block in blocks]
    assert "".join(kinds) == "HP" + "HPPP" + "HPT" + "HT" + "HT" + "HP" + "HP"
    assert Paragraph("1. 平台建设：网站、公报、公告栏三处同步更新。") in blocks


@pytest.mark.parametrize("edition_id", edition_ids())
def test_every_label_of_the_edition_occurs_in_statutory_order(edition_id: str) -> None:
    edition = load_edition(edition_id)
    waiting = iter(texts_of(typeset(Report(edition, edition.first_year))))
    for section in edition.sections:
        assert section.heading in waiting
        for table in section.tables:
            if table.caption:
                assert table.caption in waiting
            if table.corner:
                assert table.corner in waiting
            if section.layout == "across":
                for row in table.rows:
                    assert row.label in waiting
                for column in table.columns * len(table.rows):
                    assert column.label in waiting
                continue
            # the labels of the columns stand on several levels, so their order is that of the page, not of the data
            head = {next(waiting) for _ in (*([1] if table.heading else []), *table.columns, *table.column_groups)}
            assert head >= {column.label for column in table.columns} | {group.label for group in table.column_groups}
            for row in table.rows:
                assert row.label in waiting


@pytest.mark.parametrize("edition_id", edition_ids())
def test_every_cell_of_the_form_is_printed_exactly_once(edition_id: str) -> None:
    edition = load_edition(edition_id)
    typed = [path for path, cell in edition.cells.items() if not cell.computed]
    report = Report(edition, edition.first_year, figures={path: 1000 + n for n, path in enumerate(typed)})
    cells = [cell for table in tables_of(report) for row in table.rows for cell in row if cell.number is not None]
    assert len(cells) == len(edition.cells)
    assert [cell.number for cell in cells if cell.number in report.figures.values()] == list(report.figures.values())
    assert all(cell.text == str(cell.number) for cell in cells)


def test_grids_have_neither_holes_nor_overlaps(city: Report, office: Report, zeros: Report) -> None:
    for report in (city, office, zeros):
        for table in tables_of(report):
            assert set(squares_of(table)) == {(y, x) for y in range(len(table.rows)) for x in range(table.width)}


def test_matrix_nests_its_headers(city: Report) -> None:
    table = tables_of(city)[1]
    assert (table.header_rows, table.stub_columns, table.width, len(table.rows)) == (3, 3, 10, 28)
    corner = table.rows[0][0]
    assert (corner.rowspan, corner.colspan) == (3, 3)
    assert "勾稽关系" in corner.text
    for text, place in {
        "申请人情况": (0, 3, 1, 7),
        "自然人": (1, 3, 2, 1),
        "法人或其他组织": (1, 4, 1, 5),
        "总计": (1, 9, 2, 1),
        "商业企业": (2, 4, 1, 1),
        "其他": (2, 8, 1, 1),
        "一、本年新收政府信息公开申请数量": (3, 0, 1, 3),
        "三、本年度办理结果": (5, 0, 22, 1),
        "（一）予以公开": (5, 1, 1, 2),
        "（三）不予公开": (7, 1, 8, 1),
        "1.属于国家秘密": (7, 2, 1, 1),
        "（六）其他处理": (23, 1, 3, 1),
        "（七）总计": (26, 1, 1, 2),
        "四、结转下年度继续办理": (27, 0, 1, 3),
    }.items():
        y, x, cell = at(table, text)
        assert (text, y, x, cell.rowspan, cell.colspan) == (text, *place)
        assert cell.header


def test_a_group_that_one_edition_makes_a_row_is_a_row(office: Report) -> None:
    table = tables_of(office)[1]
    assert len(table.rows) == 26
    _, x, cell = at(table, "（六）其他处理")
    assert (x, cell.rowspan, cell.colspan) == (1, 1, 2)
    assert at(table, "三、本年度办理结果")[2].rowspan == 20


def test_stacked_tables_share_one_grid(city: Report) -> None:
    table = tables_of(city)[0]
    assert (table.width, table.stub_columns, table.header_rows) == (4, 1, 0)
    assert at(table, "第二十条第（五）项")[2].colspan == 4
    assert at(table, "本年收费金额（单位：万元）")[2].colspan == 3
    licensing = squares_of(table)[at(table, "行政许可")[0], 1]
    assert (licensing.text, licensing.number, licensing.colspan) == ("11398889", 11398889, 3)


def test_rows_stand_side_by_side_across(city: Report) -> None:
    table = tables_of(city)[2]
    assert (table.width, len(table.rows), table.header_rows, table.stub_columns) == (15, 4, 3, 0)
    spans = [[(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in table.rows]
    assert spans[0] == [("行政复议", 2, 5), ("行政诉讼", 1, 10)]
    assert spans[1] == [("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)]
    assert [text for text, *_ in spans[2]] == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    assert " ".join(text for text, *_ in spans[3]) == "376 97 196 121 790 16 1 12 27 56 74 1 30 51 156"


def test_blanks_stay_empty_and_stated_totals_stand_for_incomplete_sums(office: Report) -> None:
    applications = squares_of(tables_of(office)[1])
    received = [applications[3, x].text for x in range(3, 10)]
    assert received == ["821", "35", "", "", "2", "1", "859"]
    granted = [applications[5, x].text for x in range(3, 10)]
    assert granted == ["258", "12", "", "", "1", "1", ""]
    y, _, _ = at(tables_of(office)[0], "政府集中采购")
    amount = squares_of(tables_of(office)[0])[y, 2]
    assert (amount.text, amount.number) == ("251000元", None)


def test_amounts_keep_the_digits_they_were_written_in(city: Report) -> None:
    (path,) = [path for path, cell in city.edition.cells.items() if cell.kind == "amount"]
    city.figures[path] = Decimal("12.50")
    (cell,) = [cell for row in tables_of(city)[0].rows for cell in row if cell.number == Decimal("12.5")]
    assert cell.text == "12.50"


def test_nothing_harmful_and_no_line_break_reaches_the_paper(city: Report) -> None:
    first = next(path for path, cell in city.edition.cells.items() if not cell.computed)
    report = replace(
        city,
        agency="甲\x1b]0;x\x07\n乙",
        texts={"overview": "一\x00\u202e行\r\n二\r三\u2028四\x85五\t六\x0b七\ud800", "problems": "\n \u3000\n"},
        figures=city.figures | {first: "12\n\x1b[31m|件"},
    )
    blocks = typeset(report)
    assert blocks[0] == Heading("甲]0;x 乙2025年政府信息公开工作年度报告", 1)
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == ["一行", "二", "三", "四", "五 六", "七"]
    assert not any(has_harmful(text) or "\n" in text for text in texts_of(blocks))
    assert Cell("12 [31m|件") in [cell for row in tables_of(report)[0].rows for cell in row]
