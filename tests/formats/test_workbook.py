"""A report as a workbook: its formulas say what the program says, in LibreOffice too; it carries the report along."""

from __future__ import annotations

import re
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import pytest

from reportwizard.blocks import GUIDE_MARK, KEPT_MARK, KEPT_SHEET, Cell, Paragraph, Table
from reportwizard.checks.running import check
from reportwizard.formats.registry import export
from reportwizard.formats.workbook import take_head
from reportwizard.report.model import Report
from reportwizard.report.toml import dumps, loads
from reportwizard.report.totals import compute
from support.reports import blank
from support.workbooks import SOFFICE, Rows, calculated, changed, parts_of, place_of, sheets_of, spoiled

RECEIVED = "applications.received.natural_person"


@pytest.fixture
def odd(city: Report) -> Report:
    """Everything wrong at once."""
    made = deepcopy(city)
    made.agency = '=1+1"乙'
    made.figures |= {
        RECEIVED: made.figures[RECEIVED] + 2,  # type: ignore[operator]
        "applications.carried_forward.business": 99,
        "applications.granted.other": "12件左右",
        "proactive.art20_1.rules.issued": -3,
        "proactive.art20_1.rules.repealed": Decimal("1.5"),
        "proactive.art20_8.fees.amount": Decimal("12.50"),
        "proactive.art20_5.licensing.decisions": "=1+1",
    }
    return made


def matrix_of(data: bytes) -> Rows:
    return next(rows for name, rows in sheets_of(data).items() if name.startswith("三"))


def test_every_figure_and_total_stands_in_its_place(city: Report, zeros: Report) -> None:
    for report in (city, zeros):
        rows = matrix_of(export(report, "xlsx"))
        table = next(table for table in report.edition.tables if table.balance)
        sums = compute(report)
        expected = [
            [
                float(sums[path].known if path in sums else report.figures[path])  # type: ignore[arg-type]
                for path in (table.cell_path(row, column) for column in table.columns)
            ]
            for row in table.rows
        ]
        shown = [[value for value in row if isinstance(value, float)] for row in rows]
        assert [row for row in shown if row] == expected


def test_a_sum_over_a_blank_looks_like_none(office: Report) -> None:
    rows = matrix_of(export(office, "xlsx"))
    (received,) = [row for row in rows if str(row[0]).startswith("一、")]
    assert received[3:] == [821.0, 35.0, "", "", 2.0, 1.0, "", "缺 2 格；总计未填全"]
    (told,) = [row[-1] for row in rows if row[0] == "勾稽检查（不计入报告）"]
    assert str(told).startswith("未填全：自然人、商业企业、科研机构") and "总计" not in str(told)


def test_the_balance_says_what_the_check_says(odd: Report) -> None:
    (told,) = [row[-1] for row in matrix_of(export(odd, "xlsx")) if row[0] == "勾稽检查（不计入报告）"]
    remedies = {f.message.partition("：")[0]: f.remedy.partition("，")[0] for f in check(odd) if f.code == "A01"}
    assert len(remedies) == 2
    for column, remedy in remedies.items():
        words, difference = remedy.split("第二项")
        assert str(told).startswith(f"{words}第二项：")
        assert f"{column}{difference}" in str(told)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_every_formula_has_the_value_that_libreoffice_works_out(
    tmp_path: Path, city: Report, office: Report, odd: Report
) -> None:
    books = {
        name: export(report, "xlsx")
        for name, report in {"city": city, "office": office, "odd": odd, "blank": blank()}.items()
    }
    worked_out = calculated(tmp_path, {name: spoiled(data) for name, data in books.items()})
    for name, data in books.items():
        assert spoiled(data) != data
        assert filled(sheets_of(worked_out[name])) == filled(sheets_of(data))


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_figure_that_became_a_date_is_told(tmp_path: Path, city: Report) -> None:
    """Who types 1-5 has typed a day of January, which is a number to a spreadsheet."""
    data = export(city, "xlsx")
    sheet, at = place_of(data, "三 收到和处理申请", "一、本年新收政府信息公开申请数量", 3)
    part = f"xl/worksheets/sheet{list(sheets_of(data)).index(sheet) + 1}.xml"
    style = parts_of(data)["xl/styles.xml"].partition("<cellXfs ")[2].partition("</cellXfs>")[0].count("<xf ")
    day = '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'

    def change(name: str, text: str) -> str:
        if name == "xl/styles.xml":
            return re.sub("</cellXfs>", day, text)
        return (
            re.sub(rf'<c r="{at}" .*?</c>', f'<c r="{at}" s="{style}"><v>46027</v></c>', text) if name == part else text
        )

    saved = calculated(tmp_path, {"dated": changed(data, change)})["dated"]
    (told,) = [row[-1] for row in matrix_of(saved) if str(row[0]).startswith("一、")]
    assert told == "1 格成了日期"


def filled(sheets: dict[str, Rows]) -> dict[tuple[str, int, int], object]:
    return {
        (name, y, x): value
        for name, rows in sheets.items()
        for y, row in enumerate(rows)
        for x, value in enumerate(row)
        if value != ""
    }


def test_the_workbook_carries_the_report_itself(city: Report, office: Report) -> None:
    city.texts["overview"] = "一\ufffe_x0041_二\n\n" + "甲\n" * 2000
    for report in (city, office):
        first, *rest = (str(row[0]) for row in sheets_of(export(report, "xlsx"))[KEPT_SHEET])
        assert first == KEPT_MARK
        assert loads("".join(rest))[0] == report
    assert "".join(rest) == dumps(office)


def test_the_guide_is_the_last_sheet_that_is_seen_and_says_what_it_is(city: Report) -> None:
    names = list(sheets := sheets_of(export(city, "xlsx")))
    assert names[-2:] == ["填写说明", KEPT_SHEET]
    assert [name for name, rows in sheets.items() if rows[0][0] == GUIDE_MARK] == ["填写说明"]


def test_the_same_report_gives_the_same_bytes(city: Report) -> None:
    assert export(city, "xlsx") == export(deepcopy(city), "xlsx")


@pytest.mark.parametrize(
    ("texts", "agency", "year"),
    [
        (("单位名称", "甲局", "年度", "2025"), "甲局", 2025),
        (("单位名称", "甲\n局", "年度", "２０２５ 年"), "甲 局", 2025),
        (("单位名称", "甲局", "年度", "去年"), "甲局", None),
        (("单位名称", "", "年度", ""), "", None),
        (("单位名称", "年度", "2025"), "", 2025),
        (("单位名称", "甲局", "年度"), "甲局", None),
    ],
)
def test_the_head_is_taken_by_its_labels(texts: tuple[str, ...], agency: str, year: int | None) -> None:
    title, table = Paragraph("题"), Table((tuple(Cell(text) for text in texts),))
    head = take_head((title, table, title))
    assert (head.agency, head.year, head.rest) == (agency, year, (title, title))


def test_what_has_no_head_keeps_all_its_blocks() -> None:
    blocks = (Paragraph("单位名称"), Table(((Cell("单位名称"), Cell("甲")),)))
    assert take_head(blocks).rest == blocks
