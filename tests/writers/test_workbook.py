"""Blocks as a workbook: what stands where, what is a formula and what never is, who may type what."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.blocks import (
    BALANCE_MARK,
    CHECK_MARK,
    KEPT_MARK,
    KEPT_SHEET,
    Balance,
    Block,
    Cell,
    Entry,
    Heading,
    Paragraph,
    Sheet,
    Table,
)
from reportwizard.writers.layout import text_width, wrap
from reportwizard.writers.workbook import pieces, write
from reportwizard.writers.workbook_plan import CHECK_WIDTH, FONT, plan
from reportwizard.writers.workbook_styles import _LOOKS
from support.colours import contrast
from support.workbooks import Rows, parts_of, sheets_of


def figure(name: str, value: int | Decimal | str | None, entry: Entry = "whole") -> Cell:
    number = None if isinstance(value, str) else value
    return Cell("" if value is None else str(value), number=number, name=name, entry=entry)


def total(name: str, *parts: str) -> Cell:
    return Cell("", name=name, parts=parts)


def matrix(*rows: tuple[Cell, ...], balances: tuple[Balance, ...] = ()) -> Table:
    """A table with one head and one label a row."""
    width = max(len(row) for row in rows)
    head = tuple(Cell(label, header=True) for label in ("项目", *"甲乙丙丁戊"[:width]))
    labelled = tuple((Cell(f"第{n}行", header=True), *row) for n, row in enumerate(rows, 1))
    return Table((head, *labelled), 1, 1, balances)


def page(*blocks: Block) -> Rows:
    """The only sheet of these blocks, as a reader sees it."""
    return sheets_of(write([Sheet("甲", blocks)]))["甲"]


def checks(*cells: Cell) -> str:
    """What the check beside one row of these cells says."""
    return str(page(matrix(cells))[1][-1])


def test_blocks_stand_below_each_other_and_a_table_apart() -> None:
    rows = page(Heading("标题", 1), Paragraph("一段"), matrix((figure("a", 1), figure("b", 2))), Paragraph("又一段"))
    assert [row[0] for row in rows] == ["标题", "一段", "", "项目", "第1行", "", "又一段"]
    assert rows[4][:3] == ["第1行", 1.0, 2.0]


def test_sheets_have_names_that_every_program_takes() -> None:
    names = ["三 收到", "三 收到", "a/b:c*[d]?'", "", "长" * 40]
    made = list(sheets_of(write([Sheet(name, (Paragraph("x"),)) for name in names])))
    assert made == ["三 收到", "三 收到 2", "abcd", "表", "长" * 24]


def test_a_sum_has_its_value_and_is_blank_over_a_blank() -> None:
    for values, shown in (((3, 4), 7.0), ((3, None), ""), (("/", 4), ""), ((0, 0), 0.0), ((Decimal("1.50"), 2), 3.5)):
        a, b = (figure(name, value) for name, value in zip("ab", values, strict=True))
        assert page(matrix((a, b, total("t", "a", "b"))))[1][3] == shown


def test_a_sum_of_sums_is_blank_where_one_of_them_is() -> None:
    def table(value: int | None) -> Table:
        first = (figure("a", value), figure("b", 2), total("t", "a", "b"))
        second = (figure("c", 3), figure("d", 4), total("u", "c", "d"))
        return matrix(first, second, (total("v", "a", "c"), total("w", "b", "d"), total("x", "t", "u")))

    assert page(table(1))[3][1:4] == [4.0, 6.0, 10.0]
    assert page(table(None))[3][1:4] == ["", 6.0, ""]


def test_neighbours_are_summed_as_a_range() -> None:
    table = matrix((figure("a", 1), figure("b", 2), figure("c", 3), total("t", "a", "b", "c"), total("u", "a", "c")))
    sheet = parts_of(write([Sheet("甲", (table,))]))["xl/worksheets/sheet1.xml"]
    assert "<f>IF(COUNT(B2:D2)=3,SUM(B2:D2),&quot;&quot;)</f>" in sheet.replace('"', "&quot;")
    assert "SUM(B2,D2)" in sheet


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ((figure("a", 1), figure("b", 0)), ""),
        ((figure("a", None), figure("b", None)), "缺 2 格"),
        ((figure("a", "/"), figure("b", 1)), "1 格不是数"),
        ((figure("a", -1), figure("b", Decimal("1.5"))), "1 格是负数；1 格不是整数"),
        ((figure("a", Decimal("-1.5")), figure("b", None)), "缺 1 格；1 格是负数；1 格不是整数"),
        ((figure("a", Decimal("12.50"), "decimal"), figure("b", -2, "signed")), ""),
        (
            (figure("a", Decimal("-12.5"), "decimal"), figure("b", Decimal("-2.5"), "signed")),
            "1 格是负数；1 格不是整数",
        ),
        ((figure("a", "251000元", "any"), figure("b", 1)), ""),
        ((figure("a", 1), figure("b", None), total("t", "a", "b")), "缺 1 格；总计未填全"),
        ((figure("a", 1), figure("b", 1), total("t", "a", "b")), ""),
    ],
)
def test_the_check_says_what_is_wrong_in_a_row(cells: tuple[Cell, ...], told: str) -> None:
    assert checks(*cells) == told


def test_the_check_stands_right_of_all_that_is_printed() -> None:
    rows = page(matrix((figure("a", 1), figure("b", 2))))
    assert [row[3] for row in rows] == [CHECK_MARK, ""]
    assert CHECK_MARK not in page(matrix((Cell("只是文字"),)))[0]


@pytest.mark.parametrize(
    ("values", "cells", "sentence"),
    [
        ((5, 1, 6, 1, 4, 5), ["平衡", "平衡"], "平衡"),
        ((5, 1, 8, 1, 4, 5), ["多 2", "平衡"], "右项比左项：甲多 2"),
        ((5, 1, 5, 1, 5, 7), ["少 1", "多 1"], "右项比左项：甲少 1；乙多 1"),
        ((5, 1, 5, 1, 5, None), ["少 1", "未填全"], "右项比左项：甲少 1。未填全：乙"),
        ((5, 1, 6, "/", 5, 6), ["平衡", "未填全"], "未填全：乙"),
    ],
)
def test_the_balance_is_told_in_words(values: tuple[int | str | None, ...], cells: list[str], sentence: str) -> None:
    names = ("a1", "a2", "a3", "b1", "b2", "b3")
    made = dict(zip(names, (figure(name, value) for name, value in zip(names, values, strict=True)), strict=True))
    rows = [(made[f"a{n}"], made[f"b{n}"]) for n in (1, 2, 3)]
    balances = tuple(Balance((f"{c}1", f"{c}2"), (f"{c}3",), ("左项", "右项")) for c in "ab")
    last = page(matrix(*rows, balances=balances))[-1]
    assert last == [BALANCE_MARK, *cells, sentence]


@pytest.mark.parametrize(
    ("a", "b", "sentence"),
    [
        ((5, 6), (3, 3), "右项比左项：甲多 1"),
        ((5, 6), (3, 2), "右项比左项：甲多 1；乙少 1"),
        ((5, 5), (3, None), "未填全：乙"),
        ((5, 5), (3, 3), "平衡"),
    ],
)
def test_a_computed_column_is_not_told_beside_the_one_that_it_is_out_by(
    a: tuple[int, int], b: tuple[int, int | None], sentence: str
) -> None:
    rows = [(figure(f"a{n}", a[n]), figure(f"b{n}", b[n]), total(f"t{n}", f"a{n}", f"b{n}")) for n in (0, 1)]
    balances = tuple(Balance((f"{c}0",), (f"{c}1",), ("左项", "右项")) for c in "abt")
    assert page(matrix(*rows, balances=balances))[-1][4] == sentence


def test_a_computed_column_is_told_where_it_alone_is_out() -> None:
    rows = [(figure(f"a{n}", 5), total(f"t{n}", *(["a0", "a1"] if n else ["a0"]))) for n in (0, 1)]
    balances = tuple(Balance((f"{c}0",), (f"{c}1",), ("左项", "右项")) for c in "at")
    assert page(matrix(*rows, balances=balances))[-1][3] == "右项比左项：乙多 5"


def test_a_text_with_nothing_in_it_is_told_and_so_is_a_head_without_a_name() -> None:
    asked = [Heading("一、总体情况", 2), *(Paragraph(text, "texts.a", entry="any") for text in ("", "", ""))]
    assert [row[1:] for row in page(*asked)[:2]] == [[CHECK_MARK], ["这一部分还没有写"]]
    assert page(*asked[:2], replace(asked[2], text="写了"))[1] == ["", ""]
    assert page(asked[0], replace(asked[2], text="写了"))[1] == ["写了"], "there is no empty place"
    for agency, told in (("", "缺 1 格"), ("甲局", "")):
        head = Table(((Cell("单位"), figure("agency", agency, "any"), Cell("年度"), figure("year", 2025, "year")),))
        assert [row[4] for row in page(Heading("题", 1), head)] == ["", CHECK_MARK, told]


@pytest.mark.parametrize(
    ("year", "told"), [(2018, "1 格不在 2019 至 2100 之间"), (2019, ""), (2100, ""), (None, "缺 1 格")]
)
def test_a_year_is_a_year(year: int | None, told: str) -> None:
    assert checks(figure("year", year, "year")) == told


def test_whatever_the_checks_say_can_be_read() -> None:
    """A row does not grow with what a formula says, so there is room for it from the beginning."""
    cells = (figure("a", None), figure("b", "甲"), figure("c", -1), figure("d", Decimal("1.5")), total("t", "a", "b"))
    most = checks(*cells)
    assert text_width(most.replace("1 格", "12 格")) + 8 < CHECK_WIDTH
    columns = tuple(Balance((f"{c}0",), (f"{c}1",), ("第一项加第二项", "第三项加第四项")) for c in "abcdef")
    rows = [tuple(figure(f"{c}{n}", n * 9999) for c in "abcdef") for n in (0, 1)]
    (each,) = plan([Sheet("甲", (matrix(*rows, balances=columns),))])
    sentence = str(page(matrix(*rows, balances=columns))[-1][-1])
    assert each.heights[3] >= len(wrap(sentence, int(CHECK_WIDTH))) * FONT["table"] * 1.4


def test_a_head_is_broken_evenly() -> None:
    many = Table(((Cell("项目", header=True), *[Cell("社会公益组织", header=True)] * 12), (Cell("甲"),) * 13), 1, 1)
    assert page(many)[0][1:] == ["社会公\n益组织"] * 12


def test_wide_sheets_are_printed_lengthwise_and_the_page_number_keeps_its_size() -> None:
    for columns, rows, lengthwise in ((5, 1, False), (15, 1, True), (15, 40, False)):
        table = Table(tuple(tuple(figure(f"a{y}.{n}", n) for n in range(columns)) for y in range(rows)))
        sheet = parts_of(write([Sheet("甲", (table,))]))["xl/worksheets/sheet1.xml"]
        assert ('orientation="landscape"' in sheet) is lengthwise
        assert 'scaleWithDoc="0"' in sheet


def test_what_can_be_typed_into_is_seen_to_be_framed() -> None:
    for look, ground in (
        ("input", "#FFF8DC"),
        ("prose input", "#FFF8DC"),
        ("computed", "#EDEDED"),
        ("label", "#FFFFFF"),
    ):
        assert contrast(_LOOKS[look]["border_color"], ground) >= 3


def test_a_heading_can_be_made_from_cells() -> None:
    head = Table(((Cell("单位"), figure("agency", '=1+1"甲', "any"), Cell("年度"), figure("year", 2025)),))
    data = write([Sheet("报告", (Heading("甲2025年报告", 1, pattern="{agency}{year}年“报”告"), head))])
    assert sheets_of(data)["报告"][0][0] == "甲2025年报告"
    assert '<f>B3&amp;D3&amp;"年“报”告"</f>' in parts_of(data)["xl/worksheets/sheet1.xml"]


HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "{=1}",
    "https://example.invalid",
    "mailto:a@b.c",
    "=HYPERLINK(1)",
    "0012",
    "1E5",
)


def test_text_is_never_code() -> None:
    cells = tuple(figure(f"n{n}", text, "any") for n, text in enumerate(HOSTILE))
    blocks = (*(Paragraph(text, entry="any") for text in HOSTILE), Heading(HOSTILE[0], 2), Table((cells,)))
    data = write([Sheet("=1+1", blocks)], title="=1+1")
    rows = sheets_of(data)["=1+1"]
    assert [row[0] for row in rows[: len(HOSTILE)]] == list(HOSTILE)
    assert rows[-1] == list(HOSTILE)
    parts = parts_of(data)
    assert "<f>" not in parts["xl/worksheets/sheet1.xml"]
    assert not [name for name in parts if "rels" in name and "hyperlink" in parts[name]]
    assert 'quotePrefix="1"' in parts["xl/styles.xml"]  # so that it stays a text when somebody edits it


def test_what_no_xml_may_hold_is_left_out() -> None:
    rows = page(Paragraph("甲\x00\x1b[31m\ufffe\uffff\ud800乙\u202e"), Paragraph("_x0041_"))
    assert [row[0] for row in rows] == ["甲[31m乙", "_x0041_"]


def test_a_text_longer_than_a_cell_goes_on_in_the_next() -> None:
    long = "".join(chr(0x4E00 + n % 5000) for n in range(40_000))
    rows = page(Paragraph(long))
    assert "".join(str(row[0]) for row in rows) == long
    assert max(len(str(row[0])) for row in rows) <= 32_767


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("whole", 'type="whole"'),
        ("decimal", 'type="decimal"'),
        ("signed", "-999999999999999"),
        ("year", "<formula1>2019</formula1><formula2>2100</formula2>"),
        ("any", "这里写什么"),
    ],
)
def test_what_may_be_typed_is_told_and_held(entry: Entry, words: str) -> None:
    cell = Cell("", name="a", entry=entry, hint="这里写什么")
    sheet = parts_of(write([Sheet("甲", (matrix((cell, Cell("x"))),))]))["xl/worksheets/sheet1.xml"]
    (rule,) = re.findall(r"<dataValidation .*?(?:/>|</dataValidation>)", sheet, re.DOTALL)
    assert words in rule
    assert "这里写什么" in rule
    assert 'sqref="B2"' in rule


def test_only_what_may_be_typed_into_is_unlocked() -> None:
    table = matrix((figure("a", 1), Cell("文字"), total("t", "a")))
    parts = parts_of(write([Sheet("甲", (Heading("标题", 2), Paragraph("写", entry="any"), Paragraph("读"), table))]))
    sheet = parts["xl/worksheets/sheet1.xml"]
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", parts["xl/styles.xml"].partition("<cellXfs")[2])
    free = {number for number, each in enumerate(formats) if 'locked="0"' in each}
    styles = re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet)
    assert {at for at, style in styles if int(style) in free} == {"A2", "B2", "C2", "D2", "B6"}
    assert "<sheetProtection " in sheet
    assert "password" not in sheet


def test_the_same_blocks_give_the_same_bytes() -> None:
    sheets = [Sheet("甲", (Heading("题", 1), matrix((figure("a", 1), total("t", "a")))))]
    assert write(sheets, "题", "format = 1\n") == write(sheets, "题", "format = 1\n")


def test_a_text_has_the_height_it_needs_and_grows_where_it_is_not_merged() -> None:
    texts = (Heading("题", 2), Paragraph("长" * 200, entry="any"), Paragraph("短"), Paragraph("更长" * 2000))
    alone, beside = (
        parts_of(write([Sheet("甲", (*texts, *more))]))["xl/worksheets/sheet1.xml"]
        for more in ((), (matrix((figure("a", 1),)),))
    )
    rows = {int(number): rest for number, rest in re.findall(r'<row r="(\d+)"([^>]*)>', alone)}
    heights = {number: float(re.search(r'ht="([\d.]+)"', rest).group(1)) for number, rest in rows.items()}  # type: ignore[union-attr]
    assert heights[2] > 4 * heights[3]
    assert max(heights.values()) < 409  # no row can be higher: what needs more has several
    assert [number for number, rest in rows.items() if "customHeight" not in rest] == [1, 2, 3]
    assert 'mergeCell ref="A4:A' in alone
    assert "customHeight" in re.search(r'<row r="2"[^>]*>', beside).group()  # type: ignore[union-attr]


def test_a_table_is_printed_and_scrolled_with_its_head() -> None:
    rows = [(figure(f"a{n}", n), figure(f"b{n}", n)) for n in range(60)]
    parts = parts_of(write([Sheet("甲", (Heading("题", 2), matrix(*rows)))]))
    printed = re.findall(r">([^<>]*)</definedName>", parts["xl/workbook.xml"])
    assert printed == ["甲!$A$1:$C$63", "甲!$3:$3"]
    assert '<pane xSplit="1" ySplit="3"' in parts["xl/worksheets/sheet1.xml"]
    assert 'fitToHeight="0"' in parts["xl/worksheets/sheet1.xml"]


def test_the_kept_text_is_in_a_sheet_that_no_menu_shows() -> None:
    kept = "format = 1\n" + '"""\n  \n\t一\n' * 20_000
    data = write([Sheet("甲", (Paragraph("x"),))], kept=kept)
    first, *rest = (row[0] for row in sheets_of(data)[KEPT_SHEET])
    assert first == KEPT_MARK
    assert "".join(rest) == kept
    assert 'state="veryHidden"' in parts_of(data)["xl/workbook.xml"]


@given(st.text(st.sampled_from("a\n _x0041甲"), max_size=400).map(lambda text: text * 60))
def test_pieces_are_small_and_lose_nothing(text: str) -> None:
    made = list(pieces(text))
    assert "".join(made) == text
    for piece in made:
        assert not re.search("_x[0-9a-fA-F]{4}_", piece)
    inner = [end for piece in made for end in (piece[:1], piece[-1:])][1:-1]
    assert not any(end.isspace() for end in inner)
