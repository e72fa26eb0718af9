"""PDF: what the tags say, when they are believed, and that no tree of tags can do harm."""

from __future__ import annotations

import zlib
from itertools import chain
from typing import Any

import pytest

from reportwizard.blocks import Block, Heading, Paragraph, Table
from reportwizard.readers.pdf import read
from reportwizard.readers.pdf_letters import meant
from reportwizard.readers.pdf_tagged import Tagged
from reportwizard.readers.pdf_tags import Tag
from reportwizard.writers.pdf import write
from support.documents import printed

SIZE = 10.0
HEIGHT = 800.0


def letters(text: str, mark: int | None, y: float, x: float = 50.0) -> list[dict[str, Any]]:
    """The letters of a line under a mark."""
    return [
        {"text": letter, "x0": x + at * SIZE, "x1": x + (at + 1) * SIZE, "top": y, "bottom": y + SIZE, "size": SIZE}
        | {"mcid": mark}
        for at, letter in enumerate(text)
    ]


def told(
    *chars: list[dict[str, Any]], tags: dict[int, Tag] | None = None, spaced: bool = False
) -> list[Heading | Paragraph] | None:
    """What the letters of one page tell; the marks 1 to 9 are paragraphs."""
    tagged = Tagged()
    tagged.add(chain.from_iterable(chars), {mark: Tag(mark, -1) for mark in range(1, 10)} | (tags or {}), 1, HEIGHT)
    found = tagged.told(spaced=spaced)
    return None if found is None else [each.block for each in found]


# ---- what they say


@pytest.mark.parametrize("name", ["city_2025", "office_2019"])
def test_our_own_print_comes_back_with_its_headings(name: str) -> None:
    blocks = printed(name)
    paper = read(write(blocks), "pdf")
    assert [text_of(b) for b in paper.blocks if not isinstance(b, Table)] == [
        text_of(b) for b in blocks if not isinstance(b, Table)
    ]
    assert paper.notes == ("页码没有读入",)


def text_of(block: Block) -> tuple[int, str]:
    assert not isinstance(block, Table)
    return block.level if isinstance(block, Heading) else 0, block.text


def test_what_looks_like_one_paragraph_are_two_and_what_looks_like_two_is_one() -> None:
    blocks = [
        Heading("甲市年度报告", 1),
        Paragraph("甲" * 26),
        Paragraph("乙"),
        Paragraph("丙" * 2000),
        Paragraph("— 1 —"),
    ]
    assert list(read(write(blocks), "pdf").blocks) == blocks


def test_lines_of_a_paragraph_go_together() -> None:
    assert told(letters("甲乙", 1, 100), letters("丙", 1, 115), letters("丁", 2, 130)) == [
        Paragraph("甲乙丙"),
        Paragraph("丁"),
    ]


def test_a_title_is_above_the_headings() -> None:
    tags = {1: Tag(1, 0), 2: Tag(2, 1)}
    lines = letters("题", 1, 100), letters("一", 2, 130)
    assert told(*lines, tags=tags) == [Heading("题", 1), Heading("一", 2)]
    assert told(*lines, tags={2: Tag(2, 1)}) == [Paragraph("题"), Heading("一", 1)]


def test_the_number_of_an_item_stands_before_it() -> None:
    assert told(letters("1.", 1, 100), letters("第一", 2, 100, 80), tags={1: Tag(1, -1, label=True)}) == [
        Paragraph("1.第一")
    ]


@pytest.mark.parametrize(
    ("spaced", "end", "text"), [(True, "", "ab12"), (False, "", "ab 12"), (True, " ", "ab 12"), (False, " ", "ab 12")]
)
def test_words_of_two_lines_are_parted_unless_the_file_has_all_its_spaces(spaced: bool, end: str, text: str) -> None:
    assert told(letters("ab" + end, 1, 100), letters("12", 1, 115), spaced=spaced) == [Paragraph(text)]


def test_a_radical_is_read_as_the_character_and_joined_letters_as_two() -> None:
    assert "".join(map(meant, "⽰例⺠ﬁ一①")) == "示例民fi一①"


# ---- when they are believed


def test_text_without_a_tag_is_only_left_out_at_the_edge() -> None:
    assert told(letters("正文", 1, 300), letters("1", None, 780)) == [Paragraph("正文")]
    assert told(letters("正文", 1, 300), letters("漏", None, 320)) is None


def test_elements_that_run_up_the_page_are_not_believed() -> None:
    assert told(letters("下", 1, 300), letters("上", 1, 100)) is None


def test_cells_without_rules_are_left_to_the_page() -> None:
    assert told(letters("规章", 1, 300), tags={1: Tag(1, -1, cell=True)}) is None


def test_lines_that_are_called_paragraphs_are_not_believed() -> None:
    lines = [letters("甲" * 30, mark, 100 + 15 * mark) for mark in range(1, 6)]
    assert told(*lines) is None
    assert told(*lines, spaced=True) == [Paragraph("甲" * 30)] * 5  # an accessible file is taken at its word


# ---- hostile trees

LONG = "There is some text in this document, more than a few words."


def file(*tree: bytes) -> bytes:
    """A PDF of one line under mark 0; its objects from 10 on are the tree of tags, the first of them the root."""
    stream = zlib.compress(b"/P <</MCID 0>> BDC BT /F 12 Tf 50 700 Td (%s) Tj ET EMC" % LONG.encode("ascii"))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 10 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R"
        b"/StructParents 0>>",
        4: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        5: b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
    }
    objects |= dict(enumerate(tree, 10))
    data, places = b"%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places.items())
    return data + b"xref\n0 1\n0000000000 65535 f \n%strailer<</Size 30/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(data),
    )


NUMBERS = b"<</Nums[0 [12 0 R]]>>"


@pytest.mark.parametrize(
    ("tree", "block"),
    [
        ((b"<</ParentTree 11 0 R>>", NUMBERS, b"<</S/H2/P 10 0 R>>"), Heading(LONG, 2)),
        ((b"<</ParentTree 11 0 R>>", NUMBERS, b"<</S/Span/P 13 0 R>>", b"<</S/P/P 10 0 R>>"), Paragraph(LONG)),
        ((b"<</ParentTree 11 0 R/RoleMap<</Kop/H1>>>>", NUMBERS, b"<</S/Kop>>"), Heading(LONG, 1)),
        ((b"<</ParentTree 11 0 R>>", b"<</Kids[13 0 R]>>", b"<</S/H1>>", NUMBERS), Heading(LONG, 1)),
    ],
)
def test_the_tree_is_climbed(tree: tuple[bytes, ...], block: Block) -> None:
    assert read(file(*tree), "pdf").blocks == (block,)


@pytest.mark.parametrize(
    "tree",
    [
        (),
        (b"10 0 R",),
        (b"null",),
        (b"<</ParentTree 11 0 R>>", b"<</Kids[11 0 R 11 0 R]>>"),
        (b"<</ParentTree 11 0 R>>", b"<</Nums 7>>"),
        (b"<</ParentTree 11 0 R>>", b"<</Nums[0 [null 5 /P]]>>"),
        (b"<</ParentTree 11 0 R>>", NUMBERS, b"<</S/Span/P 12 0 R>>"),
        (b"<</ParentTree 11 0 R>>", NUMBERS, b"<</S/Span/P 13 0 R>>", b"<</S/Span/P 12 0 R>>"),
        (b"<</ParentTree 11 0 R>>", NUMBERS, b"12 0 R"),
        (b"<</ParentTree 11 0 R/RoleMap<</A/B/B/A>>>>", NUMBERS, b"<</S/A/P 10 0 R>>"),
        (b"<</ParentTree 11 0 R>>", NUMBERS, b"<</S 5/P 10 0 R>>"),
    ],
)
def test_a_tree_that_makes_no_sense_says_nothing(tree: tuple[bytes, ...]) -> None:
    assert read(file(*tree), "pdf").blocks == (Paragraph(LONG),)
