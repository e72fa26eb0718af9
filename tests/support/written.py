"""Paper for the tests: printed reports with any figures and texts, and what is compared of blocks written and read."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from hypothesis import strategies as st

from reportwizard.blocks import Block, Heading, Paragraph, Table
from reportwizard.editions.loading import load_edition
from reportwizard.report.model import Report, text_ids
from reportwizard.typeset.report import typeset

FIGURES = st.one_of(
    st.integers(-3, 10**15 - 1),
    st.decimals(0, 10**6, places=2).map(lambda value: Decimal(f"{value:.2f}")),
    st.sampled_from(["/", "—", "无", "251000元", "12件", "a|b", "+-+", "见附件", "约1,200", "2|0"]),
)
SENTENCES = st.lists(
    st.sampled_from(
        [
            "本机关认真执行《中华人民共和国政府信息公开条例》，",
            "二、主动公开政府信息情况",
            "（一）主动公开。",
            "全年公开1,208条；",
            "占98.5%。",
            "1. 建立机制",
            "一、",
            "reportwizard ",
            "https://www.example.gov.cn/2025/index.html ",
            "| a | b |",
            "+---+---+",
            "甲  乙  3",
            "“三安全一稳定”……",
            "🙂",
            "e\u0301",
            "字" * 60,
            "word " * 12,
        ]
    ),
    min_size=1,
    max_size=9,
).map("".join)
"""Prose that could be taken for headings, tables, list items."""


@st.composite
def printed(draw: st.DrawFn) -> tuple[Block, ...]:
    """A report of either edition, as it is printed."""
    edition = load_edition(draw(st.sampled_from(["2019", "2021"])))
    typed = [path for path, cell in edition.cells.items() if not cell.computed]
    chosen = draw(st.lists(st.sampled_from(typed), max_size=12, unique=True))
    some = draw(st.sampled_from([{}, dict.fromkeys(typed, 0)]))
    figures = some | {path: draw(FIGURES) for path in chosen}
    texts = draw(st.dictionaries(st.sampled_from(text_ids(edition)), st.lists(SENTENCES, max_size=4).map("\n".join)))
    agency = draw(st.sampled_from(["示例县", "示例县人民政府办公室" * 6, "ABC 局"]))
    return typeset(Report(edition, edition.first_year, agency, figures=figures, texts=texts))


def bare(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def grid(table: Table) -> list[tuple[int, int, int, int, str]]:
    """Where each cell of a table stands, how far it reaches, and its text."""
    return [(y, x, cell.rowspan, cell.colspan, bare(cell.text)) for y, x, cell in table.placed()]


def told(blocks: Iterable[Block]) -> list[object]:
    """The blocks as they can be compared: headings and paragraphs by kind and text, tables as grids."""
    found: list[object] = []
    for block in blocks:
        if isinstance(block, Table):
            found.append(grid(block))
        elif bare(block.text):
            found.append(("heading", block.level, bare(block.text)) if isinstance(block, Heading) else bare(block.text))
    return found


def texts(blocks: Iterable[Block]) -> list[str]:
    """The texts of headings and paragraphs."""
    return [block.text for block in blocks if isinstance(block, (Heading, Paragraph))]


def rows(table: Block) -> list[list[str]]:
    """The texts of a table's cells, as the document has them."""
    assert isinstance(table, Table)
    return [[cell.text for cell in row] for row in table.rows]
