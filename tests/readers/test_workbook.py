"""Workbooks: values as text, what the library does not tell, and sizes that are only promised."""

from __future__ import annotations

import datetime
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
import xlsxwriter

from reportwizard.blocks import Heading, Paper, Paragraph, Table
from reportwizard.errors import DocumentError
from reportwizard.readers import biff
from reportwizard.readers.ods import read as read_ods
from reportwizard.readers.values import plain, text_of
from reportwizard.readers.workbook import read
from support.documents import Office, assert_same, zipped

Convert = Callable[[bytes, str, str], bytes]
TOML = 'format = 1\n\n[texts]\noverview = """\n  =1+1\n\n@x"""\n'


def workbook() -> bytes:
    """A report on a sheet, with hidden things, and the file it carries along."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("表“一”")
    line = book.add_format({"border": 1})
    day = book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
    sheet.merge_range(0, 0, 0, 3, "某县 2025 年度报告")
    sheet.write(1, 0, "一、总体情况")
    sheet.write(2, 0, "本年公开。\n下一段。")
    for x, value in enumerate(("项目", "数", "比例", "日期")):
        sheet.write(4, x, value, line)
    sheet.merge_range(5, 0, 6, 0, "规章", line)
    sheet.write(5, 1, 13612.0, line)
    sheet.write(5, 2, 0.125, line)
    sheet.write_datetime(5, 3, datetime.datetime(2025, 12, 31), day)
    sheet.write_formula(6, 1, "=B6+#REF!", line, "#REF!")
    sheet.write_boolean(6, 2, True, line)
    sheet.write_blank(6, 3, None, line)
    sheet.write_row(7, 0, ("暗", 9, 9, 9), line)
    sheet.set_row(7, None, None, {"hidden": True})
    sheet.write_row(8, 0, ("许可", "", "", ""), line)
    sheet.write_row(8, 1, ("", "", ""), line)
    hidden = book.add_worksheet("草稿")
    hidden.write(0, 0, "x")
    hidden.hide()
    carried = book.add_worksheet("reportwizard")
    carried.very_hidden()
    for y, piece in enumerate(("reportwizard 1", TOML[:25], TOML[25:])):
        carried.write_string(y, 0, piece)
    book.close()
    return out.getvalue()


def assert_read(paper: Paper) -> None:
    title, heading, one, two, table = paper.blocks
    assert [title, heading, one, two] == [
        Paragraph("某县 2025 年度报告"),
        Paragraph("一、总体情况"),
        Paragraph("本年公开。"),
        Paragraph("下一段。"),
    ]
    assert isinstance(table, Table)
    assert table.place == "工作表“表“一””"
    assert [[c.text for c in row] for row in table.rows[:2]] == [
        ["项目", "数", "比例", "日期"],
        ["规章", "13612", "0.125", "2025-12-31"],
    ]
    assert table.rows[1][0].rowspan == 2
    assert table.rows[2][0].text in ("#REF!", "#NAME?")  # LibreOffice has its own view of a broken formula
    assert [c.text for c in table.rows[2][1:]] in (["是", ""], ["1", ""])  # and keeps a truth as a number
    assert [c.text for c in table.rows[3]] == ["许可", "", "", ""]
    assert set(paper.notes) == {"工作表“表“一””里隐藏的行或列没有读入", "隐藏的工作表“草稿”没有读入"}
    assert paper.kept == TOML


def test_a_workbook_is_read() -> None:
    assert_read(read(workbook(), "xlsx"))


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_so_is_what_libreoffice_makes_of_it(convert: Convert, kind: str) -> None:
    data = convert(workbook(), "xlsx", kind)
    assert_read(read_ods(data, kind) if kind == "ods" else read(data, kind))


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize("name", ["city_2025", "office_2019"])
def test_a_report_on_one_sheet_comes_back(by_office: Office, name: str, kind: str) -> None:
    blocks, data = by_office(name, kind)
    paper = read_ods(data, kind) if kind == "ods" else read(data, kind)
    printed = [Paragraph(block.text) if isinstance(block, Heading) else block for block in blocks]
    place = next(index for index, block in enumerate(printed) if isinstance(block, Table))
    first = printed[place]
    assert isinstance(first, Table)
    printed[place : place + 1] = [Paragraph(first.rows[0][0].text), replace(first, rows=first.rows[1:])]  # its caption
    assert_same(paper.blocks, printed)


def test_values_as_a_person_would_type_them() -> None:
    values = (5.0, 0.1, 1e20, 1e-7, True, datetime.datetime(2025, 1, 2, 3, 4), datetime.time(8, 30), "a\r\nb")
    expected = ["5", "0.1", "100000000000000000000", "0.0000001", "是", "2025-01-02 03:04:00", "08:30:00", "a\nb"]
    assert [text_of(value) for value in values] == expected
    assert [plain(text) for text in ("1.50", "-0", "1E5", "x", "nan", "1e999")] == [
        "1.5",
        "-0",
        "100000",
        "x",
        "nan",
        "1e999",
    ]


# ---- sizes


def with_sheet(xml: str) -> bytes:
    """The workbook, its first sheet exchanged for this XML."""
    with zipfile.ZipFile(BytesIO(workbook())) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{space}">{xml}</worksheet>'
    return zipped(parts)


def test_a_sheet_that_only_promises_its_size_is_read() -> None:
    xml = '<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData>'
    assert read(with_sheet(xml), "xlsx").blocks == (Paragraph("7"),)


def test_cells_that_do_not_say_where_they_stand_follow_each_other() -> None:
    xml = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row></sheetData>"
    (table,) = read(with_sheet(xml), "xlsx").blocks
    assert isinstance(table, Table)
    assert [[c.text for c in row] for row in table.rows] == [["1", "2"], ["3", "4"]]


@pytest.mark.parametrize(
    "xml",
    [
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        "</sheetData>",
        "<sheetData>" + ("<row>" + "<c><v>1</v></c>" * 1000 + "</row>") * 1000 + "</sheetData>",
    ],
    ids=["far apart", "a million cells"],
)
def test_a_giant_sheet_is_refused_before_the_library_sees_it(xml: str) -> None:
    with pytest.raises(DocumentError, match="表格太大"):
        read(with_sheet(xml), "xlsx")


@pytest.mark.parametrize("place", ["A0", "a1", "XFE1", "A1048577", "A99999999", "&#x41;&#x58;&#x58;&#x58;1"])
def test_a_cell_that_stands_nowhere_is_damage(place: str) -> None:
    with pytest.raises(DocumentError, match="已损坏"):
        read(with_sheet(f'<sheetData><row r="1"><c r="{place}"><v>1</v></c></row></sheetData>'), "xlsx")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_truncated_workbook_is_damaged(share: float) -> None:
    data = workbook()
    with pytest.raises(DocumentError, match="已损坏"):
        read(data[: int(len(data) * share)], "xlsx")


def test_a_binary_workbook_is_refused_with_what_to_do() -> None:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    rels = f'<Relationships><Relationship Id="r" Type="{relation}" Target="xl/workbook.bin"/></Relationships>'
    with pytest.raises(DocumentError) as caught:
        read(zipped({"_rels/.rels": rels, "xl/workbook.bin": b"\x83\x01"}), "xlsx")
    assert ".xlsx" in caught.value.hint


# ---- old workbooks


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def old(*cells: bytes, rows: int = 1, before: bytes = b"", strings: bytes = b"") -> bytes:
    """An old workbook of one sheet with these records of cells; its size is told as `rows`."""
    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)) + before + strings
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    sheet += record(0x200, struct.pack("<IIHHH", 0, rows, 0, 256, 0)) + b"".join(cells) + record(0x0A)
    name = record(0x85, struct.pack("<IBBBB", len(start) + 4 + 9 + 4, 0, 0, 1, 0) + b"s")
    stream = start + name + record(0x0A) + sheet
    return biff.container(stream)


def cell(y: int, x: int, value: float) -> bytes:
    return record(0x203, struct.pack("<HHHd", y, x, 0, value))


def test_an_old_workbook_that_only_promises_its_size_is_read() -> None:
    (table,) = read(old(cell(0, 0, 1), cell(0, 1, 2.5), rows=0xFFFFFFFF), "xls").blocks
    assert isinstance(table, Table)
    assert [[c.text for c in row] for row in table.rows] == [["1", "2.5"]]


def test_an_error_in_an_old_workbook_is_read() -> None:
    broken = record(0x205, struct.pack("<HHHBB", 0, 1, 0, 0x17, 1))
    (table,) = read(old(cell(0, 0, 1), broken), "xls").blocks
    assert isinstance(table, Table)
    assert [c.text for c in table.rows[0]] == ["1", "#REF!"]


def test_an_old_workbook_with_cells_far_apart_is_refused() -> None:
    with pytest.raises(DocumentError, match="表格太大"):
        read(old(cell(0, 0, 1), cell(65535, 255, 1)), "xls")


def test_more_strings_than_the_file_can_hold_are_damage() -> None:
    with pytest.raises(DocumentError, match="已损坏"):
        read(old(cell(0, 0, 1), strings=record(0xFC, struct.pack("<II", 1, 0x7FFFFFFF))), "xls")


def test_a_password_on_an_old_workbook_is_told() -> None:
    with pytest.raises(DocumentError, match="密码"):
        read(old(cell(0, 0, 1), before=record(0x2F, bytes(6))), "xls")


def test_sectors_in_a_circle_are_damage() -> None:
    data = bytearray(old(cell(0, 0, 1)))
    data[4096 + 4 * 2 : 4096 + 4 * 3] = struct.pack("<I", 2)  # the stream's only sector is followed by itself
    with pytest.raises(DocumentError, match="已损坏"):
        read(bytes(data), "xls")


@pytest.mark.parametrize("size", [8, 100, 600, 5000, 9000])
def test_a_truncated_old_workbook_is_damaged(size: int) -> None:
    with pytest.raises(DocumentError, match="已损坏"):
        read(old(*(cell(y, 0, 1) for y in range(500)))[:size], "xls")
