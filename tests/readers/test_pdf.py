"""PDF: lines to paragraphs, ruled tables to rows, what is refused."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Sequence
from itertools import dropwhile, pairwise

import pytest

from reportwizard.blocks import Block, Paper, Paragraph, Table
from reportwizard.errors import DocumentError, MissingExtraError
from reportwizard.readers import pdf
from reportwizard.readers.pdf import read
from reportwizard.readers.pdf_lines import Line, furniture, joined, layout, lines, paragraphs
from reportwizard.readers.pdf_tables import Box, Grid, grid, mend
from support.documents import Office, by_typst, printed

SIZE = 10.0


# ---- by letters and boxes


def letters(text: str, x: float, y: float, size: float = SIZE) -> list[dict[str, object]]:
    """The letters of a line whose upper left corner is there: Latin ones half as wide."""
    made = []
    for letter in text:
        width = size / 2 if letter.isascii() else size
        made.append({"text": letter, "x0": x, "x1": x + width, "top": y, "bottom": y + size, "size": size})
        x += width
    return made


def line(text: str, x: float, y: float, page: int = 1) -> Line:
    (made,) = lines(letters(text, x, y), page)
    return made


def test_lines_are_put_together_letter_by_letter() -> None:
    made = lines([*letters("二行", 0, 15), *letters("一", 0, 0), *letters("行", 11, 1)])
    assert [each.text for each in made] == ["一行", "二行"]


def test_a_gap_between_words_is_a_space_and_between_chinese_letters_is_not() -> None:
    assert lines([*letters("AB", 0, 0), *letters("12", 14, 0)])[0].text == "AB 12"
    assert lines([*letters("规", 0, 0), *letters("章", 15, 0)])[0].text == "规章"
    assert lines([*letters("甲", 0, 0), *letters("乙", 40, 0)])[0].text == "甲 乙"


def test_indented_lines_begin_paragraphs_and_full_ones_go_on() -> None:
    flow = [
        line("二〇二五年公开政府", 20, 0),  # to 110
        line("信息若干条，比上年增加", 0, 15),
        line("一成。", 0, 30),
        line("一是加强领导。", 20, 45),
    ]
    assert list(paragraphs(flow)) == [("二〇二五年公开政府信息若干条，比上年增加一成。", 1), ("一是加强领导。", 1)]


def test_a_title_on_two_lines_is_one() -> None:
    title = [lines(letters(text, x, y, 15))[0] for text, x, y in (("某县二〇二五年", 60, 0), ("年度报告", 80, 25))]
    flow = [*title, line("一、总体情况", 20, 60), line("本年若干。", 20, 75), line("甲" * 25, 0, 90)]
    assert [text for text, _ in paragraphs(flow)] == ["某县二〇二五年年度报告", "一、总体情况", "本年若干。", "甲" * 25]


def test_a_paragraph_goes_on_over_the_page() -> None:
    flow = [line("甲" * 11, 0, 700, 1), line("乙" * 3, 0, 20, 2)]
    assert list(paragraphs(flow)) == [("甲" * 11 + "乙" * 3, 1)]


def test_figures_of_two_lines_of_running_text_are_not_made_one() -> None:
    assert joined("共 12", "345 件") == "共 12 345 件"


def test_page_numbers_and_what_every_page_repeats_are_left_out() -> None:
    pages = [
        [line("某市文件", 0, 10, page), line(f"正文{page}", 0, 300, page), line(f"— {page} —", 0, 780, page)]
        for page in (1, 2)
    ]
    pages[0].append(line("3", 0, 400, 1))  # a figure in the middle of the page is no page number
    left_out, notes = furniture(pages, [800.0, 800.0])
    assert {each.text for each in left_out} == {"某市文件", "— 1 —", "— 2 —"}
    assert notes == ["页码没有读入", "每页重复的页眉或页脚没有读入：“某市文件”"]


def test_a_number_that_is_not_the_page_s_is_text() -> None:
    pages = [[line("正文", 0, 300, page), line(f"{page + 2}", 0, 780, page)] for page in (1, 2)]
    pages[0].insert(0, line("7", 0, 20, 1))
    left_out, _ = furniture(pages, [800.0, 800.0])
    assert {each.text for each in left_out} == {"3", "4"}


def test_what_two_pages_begin_with_is_text_where_another_page_has_text_there() -> None:
    pages = [
        [line(text, 0, 40, page), line("正文", 0, 300, page)]
        for page, text in ((1, "开头"), (2, "- 一项"), (3, "- 一项"))
    ]
    assert furniture(pages, [800.0] * 3) == (set(), [])


def test_a_heading_is_no_paragraph_with_the_short_line_below() -> None:
    flow = [line("五、存在的主要问题", 60, 0), line("问题的文字。", 20, 20)]
    assert [text for text, _ in paragraphs(flow, layout(flow, [(0.0, 300.0)]))] == [each.text for each in flow]


def test_an_address_is_broken_without_a_space() -> None:
    assert joined("https://a.b/", "c") == "https://a.b/c"
    assert joined("the a -", "b") == "the a - b"


def boxes(columns: Sequence[float], rows: Sequence[float]) -> list[Box]:
    return [(left, top, right, bottom) for top, bottom in pairwise(rows) for left, right in pairwise(columns)]


def table(made: Grid) -> list[list[str]]:
    return [[c.text for c in row] for row in made.table.rows]


def test_a_box_over_several_rules_spans() -> None:
    wide, left = (0.0, 0.0, 60.0, 20.0), (0.0, 20.0, 30.0, 60.0)
    made = grid(
        [wide, left, *boxes([30, 61], [20, 40, 60])], letters("题", 20, 5), "第 1 页"
    )  # a rule may be a bit off
    named = [(y, x, c.text, c.rowspan, c.colspan) for y, x, c in made.table.placed()]
    assert named == [(0, 0, "题", 1, 2), (1, 0, "", 2, 1), (1, 1, "", 1, 1), (2, 1, "", 1, 1)]


def test_a_number_broken_for_want_of_room_is_one_and_two_numbers_stay_two() -> None:
    narrow = grid([(0, 0, 26, 40)], [*letters("1361", 3, 2), *letters("2", 3, 14)], "")
    assert table(narrow) == [["13612"]]
    wide = grid([(0, 0, 60, 40)], [*letters("1361", 3, 2), *letters("2", 3, 14)], "")
    assert table(wide) == [["1361\n2"]]


def test_labels_are_joined_without_a_space() -> None:
    made = grid([(0, 0, 50, 40)], [*letters("本年新", 3, 2), *letters("制作数量", 3, 14)], "")
    assert table(made) == [["本年新制作数量"]]


def torn(upper: Sequence[str], lower: Sequence[str], columns: Sequence[float] = (0, 44, 70, 96)) -> object:
    """What becomes of a row torn by a page break: its halves, and a row below."""

    def half(rows: Sequence[Sequence[str]], place: str) -> Grid:
        edges = [float(20 * index) for index in range(len(rows) + 1)]
        written = [
            letter
            for y, row in enumerate(rows)
            for x, text in enumerate(row)
            for letter in letters(text, columns[x] + 2, 20 * y + 5)
        ]
        return grid(boxes(columns, edges), written, place)

    both = mend(half([upper], "1"), half([lower, ("其他", "5", "6")], "2"))
    return None if both is None else [table(each) for each in both]


def test_a_torn_row_is_put_together() -> None:
    assert torn(("部分公开", "1", "2"), ("的情形", "", "")) == [[["部分公开的情形", "1", "2"]], [["其他", "5", "6"]]]
    assert torn(("部分公开", "", ""), ("的情形", "1", "2")) == [[["部分公开的情形", "1", "2"]], [["其他", "5", "6"]]]


def test_a_torn_row_is_put_together_below_a_head_that_is_printed_again() -> None:
    columns = (0, 44, 70, 96)

    def half(rows: Sequence[Sequence[str]]) -> Grid:
        written = [
            letter
            for y, row in enumerate(rows)
            for x, text in enumerate(row)
            for letter in letters(text, columns[x] + 2, 20 * y + 5)
        ]
        return grid(boxes(columns, [20 * y for y in range(len(rows) + 1)]), written, "")

    head = ("信息", "甲", "乙")
    both = mend(half([head, ("部分公开", "1", "2")]), half([head, ("的情形", "", ""), ("其他", "5", "6")]))
    assert both is not None
    assert [table(each) for each in both] == [
        [list(head), ["部分公开的情形", "1", "2"]],
        [list(head), ["其他", "5", "6"]],
    ]


def test_what_is_a_row_of_its_own_stays_one() -> None:
    assert torn(("部分公开", "1", "2"), ("（三）不", "", "")) is None
    assert torn(("规章", "1", "2"), ("规范性文", "", "")) is None  # the label above had room for more
    assert torn(("部分公开", "1", "2"), ("不予公开", "3", "4")) is None
    assert torn(("部分公开", "", ""), ("不予公开", "", "")) is None


# ---- by documents


@pytest.mark.parametrize("name", ["city_2025", "office_2019"])
def test_every_cell_that_libreoffice_prints_comes_back(by_office: Office, name: str) -> None:
    blocks, data = by_office(name, "pdf")
    assert_printed(read(data, "pdf"), blocks)


@pytest.mark.parametrize("name", ["city_2025", "office_2019"])
def test_every_cell_that_typst_prints_comes_back(name: str) -> None:
    blocks = printed(name)
    assert_printed(read(by_typst(blocks), "pdf"), blocks)


def assert_printed(paper: Paper, printed: Sequence[Block]) -> None:
    """The same text, and the tables' rows one after the other, whatever page they stand on."""
    assert [b.text for b in paper.blocks if isinstance(b, Paragraph)] == [
        b.text for b in printed if not isinstance(b, Table)
    ]
    assert all_rows(paper.blocks) == all_rows(printed)
    for block in paper.blocks:
        if isinstance(block, Table):
            squares = sum(c.rowspan * c.colspan for row in block.rows for c in row)
            assert squares == block.width * len(block.rows)


def all_rows(blocks: Sequence[Block]) -> list[list[str]]:
    """The texts of each row from its first label on: what is left of a label on the page before is an empty cell."""
    tables = [block for block in blocks if isinstance(block, Table)]
    texts = [[cell.text for cell in row] for table in tables for row in table.rows]
    return [list(dropwhile(lambda text: not text, row)) for row in texts]


# ---- what is refused


def file(*streams: bytes, pages: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF of so many pages, each with these streams of content (packed already)."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    first = 4 + len(streams)
    kids = b" ".join(b"%d 0 R" % (first + index) for index in range(pages))
    objects.append(b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids))
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for stream in streams:
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream))
    contents = b" ".join(b"%d 0 R" % (4 + index) for index in range(len(streams)))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents[%s]>>" % contents
    objects += [page] * pages
    data, places = b"%PDF-1.4\n", []
    for index, content in enumerate(objects):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (index + 1, content)
    start = len(data)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, table)
    return data + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, trailer, start)


def written(text: str) -> bytes:
    return zlib.compress(b"BT /F 12 Tf 50 700 Td (%s) Tj ET" % text.encode("ascii"))


LONG = "There is some text in this document, more than a few words."


def test_text_is_read_and_the_page_is_told() -> None:
    paper = read(file(written(LONG)), "pdf")
    assert paper.blocks == (Paragraph(LONG),)
    assert isinstance(paper.blocks[0], Paragraph)
    assert paper.blocks[0].place == "第 1 页"


def test_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(DocumentError, match="扫描") as caught:
        read(file(written("1")), "pdf")
    assert "OCR" in caught.value.hint


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 3)
    (all_pages,) = read(file(written(LONG), pages=3), "pdf").blocks
    assert all_pages == Paragraph(" ".join([LONG] * 3))
    with pytest.raises(DocumentError, match="超过 3 页"):
        read(file(written(LONG), pages=4), "pdf")


def test_too_many_letters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_CHARS", 20)
    with pytest.raises(DocumentError, match="太复杂"):
        read(file(written(LONG), pages=2), "pdf")


def test_a_page_of_nothing_but_lines_is_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_RULES", 5)
    drawing = b"".join(b"0 %d m 100 %d l S " % (y, y) for y in range(0, 60, 10))
    paper = read(file(written(LONG), zlib.compress(drawing)), "pdf")
    assert paper.blocks == (Paragraph(LONG),)
    assert "没有按表格读" in paper.notes[0]


@pytest.mark.parametrize("times", [1, 2])
def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    monkeypatch.setattr(pdf, "MAX_UNPACKED", 1 << 20)
    stream = b" " * (2 << 20)
    for _ in range(times):
        stream = zlib.compress(stream)
    with pytest.raises(DocumentError, match="解压后太大"):
        read(file(stream), "pdf")


def test_a_password_is_told() -> None:
    encrypt = b"/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>/ID[(a)(a)]" % (b"o" * 32, b"u" * 32)
    with pytest.raises(DocumentError, match="密码"):
        read(file(written(LONG), trailer=encrypt), "pdf")


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6])
def test_a_truncated_file_is_refused(share: float) -> None:
    data = file(written(LONG), pages=30)
    with pytest.raises(DocumentError):
        read(data[: int(len(data) * share)], "pdf")


def test_without_the_library_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(MissingExtraError) as caught:
        read(file(written(LONG)), "pdf")
    assert 'python -m pip install "reportwizard[pdf]"' in caught.value.hint
