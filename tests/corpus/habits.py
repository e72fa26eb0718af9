"""The documents of the corpus, made from known figures by the habits of published reports, one habit a document.

Each says what stands in it (`truth`, the text by cell path) and what cannot be read without guessing (`torn`): a
reader may give such a cell its true figure or none, and names what it did not place. Nothing here is read back from
the program: the truth is what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportwizard.blocks import Block, Cell, Heading, Paragraph, Table
from reportwizard.editions.loading import load_edition
from reportwizard.report.model import Report
from reportwizard.typeset.report import typeset
from support.pages import Blocks, change, lines, page, relabel, stream, without_column, without_row
from support.reports import sample

FOLDER = Path(__file__).parent / "documents"
PARTLY = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
OFFICE_SUFFIXES = ("docx", "odt", "xlsx", "xls", "ods", "pdf")
"""What LibreOffice writes; its .doc is read only where LibreOffice is."""


@dataclass(frozen=True)
class Document:
    """A document of the corpus."""

    name: str
    data: bytes
    year: int
    edition: str
    agency: str
    truth: dict[str, str]
    torn: dict[str, str] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    """The codes of family F that it must be told for; others must not be."""


def city() -> list[Block]:
    """A city's report of edition 2021; every cell filled, everything balances."""
    return list(typeset(sample("hangzhou-2025")))


def office() -> list[Block]:
    """An office's report of edition 2019, blank cells and all."""
    return list(typeset(sample("shanghai-office-2019")))


def distinct(year: int = 2023, edition: str = "2021") -> list[Block]:
    """A report in which no two typed figures are the same, so that a shift cannot hide."""
    form = load_edition(edition)
    report = Report(form, year, "甲县乙局")
    report.texts = {section.id: f"{section.short}的文字。" for section in form.sections if section.kind == "narrative"}
    typed = [path for path, cell in form.cells.items() if not cell.computed]
    report.figures = {path: 1013 + 17 * number for number, path in enumerate(typed)}
    return list(typeset(report))


def truth(blocks: Blocks) -> dict[str, str]:
    """What stands in the cells of the form."""
    return {
        cell.name: cell.text
        for block in blocks
        if isinstance(block, Table)
        for _, _, cell in block.placed()
        if cell.name
    }


def without(blocks: Blocks, *sections: str) -> list[Block]:
    """The document without these headings."""
    return [block for block in blocks if not (isinstance(block, Heading) and block.name in sections)]


def only(blocks: Blocks, names: Sequence[str], text: Callable[[Cell], str]) -> list[Block]:
    """Other texts in the cells of these paths."""
    return change(blocks, lambda cell: replace(cell, text=text(cell)) if cell.name in names else cell)


def in_table(blocks: Blocks, section: str, how: Callable[[Table], Table]) -> list[Block]:
    """The document with the table that holds cells of a section changed."""
    return [
        how(block)
        if isinstance(block, Table) and any(cell.name.startswith(section) for row in block.rows for cell in row)
        else block
        for block in blocks
    ]


def values() -> list[Block]:
    """Cells as people fill them instead of with a plain number."""
    wordings = {
        "applications.received.natural_person": "13,612",
        "applications.received.business": "２５２",
        "applications.received.research": "/",
        "applications.received.public_welfare": "45件",
        "applications.carried_over.research": "—",
        "applications.carried_over.business": "无",
        "applications.granted.research": "",
        "applications.granted.total": "",
        "proactive.art20_1.rules.issued": "未增未减",
        "proactive.art20_5.licensing.decisions": "11 398 889",
        "proactive.art20_8.fees.amount": "316441.1234",
        "challenges.reconsideration.upheld": " 376 ",
        "challenges.reconsideration.total": "",
    }
    return only(city(), tuple(wordings), lambda cell: wordings[cell.name])


def wrong_labels() -> list[Block]:
    """Labels as pages and people have them."""
    return relabel(
        city(),
        {
            "现行有效件数": "现行有效件",
            "本年制发件数": "本年发件",
            "行政规范性文件": "规范性文件",
            "规章": "规 章",
            "行政事业性收费": "行政事业型收费",
            "2.其他法律行政法规禁止公开": "2．其他法律法规禁止公开",
            "第二十条第（五）项": "第二十条(五)项",
            "（一）予以公开": "(一) 予以公开",
            PARTLY: PARTLY.replace("（区", "(区").replace("形）", "形)"),
            "1.属于国家秘密": "1、属于国家秘密",
        },
    )


def headings() -> list[Block]:
    """Headings as people write them, one left out."""
    names = {
        "一、总体情况": "一、工作基本情况",
        "三、收到和处理政府信息公开申请情况": "三是收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况": "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "五、存在的主要问题及改进情况": "五、政府信息公开工作存在的主要问题及改进情况",
    }
    return relabel(without(city(), "proactive"), names)


def continued(blocks: Blocks) -> list[Block]:
    """The matrix in three tables, as page breaks leave it; no head and no group of rows is said again."""

    def parts(table: Table) -> Iterator[Table]:
        for start, end in ((0, 11), (11, 20), (20, len(table.rows))):
            rows = tuple(
                tuple(replace(cell, rowspan=min(cell.rowspan, end - y)) for cell in table.rows[y])
                for y in range(start, end)
            )
            yield Table(rows)

    made: list[Block] = []
    for block in blocks:
        matrix = isinstance(block, Table) and any(
            cell.name.startswith("applications") for r in block.rows for cell in r
        )
        made += parts(block) if matrix and isinstance(block, Table) else [block]
    return made


def broken_heads(blocks: Blocks) -> list[Block]:
    """Labels of columns broken by a line break inside their cells."""

    def broken(cell: Cell) -> Cell:
        return replace(cell, text=f"{cell.text[:2]}\n{cell.text[2:]}") if cell.header and len(cell.text) == 4 else cell

    return change(blocks, broken)


def two_rows(blocks: Blocks) -> list[Block]:
    """商业 above 企业: the label of a column over two rows of cells."""

    def split(table: Table) -> Table:
        last = table.header_rows - 1
        above = tuple(replace(cell, text=cell.text[:2], rowspan=1) for cell in table.rows[last])
        below = tuple(replace(cell, text=cell.text[2:], rowspan=1) for cell in table.rows[last])
        rows = [
            tuple(
                replace(cell, rowspan=cell.rowspan + 1) if y + cell.rowspan == table.header_rows else cell
                for cell in row
            )
            for y, row in enumerate(table.rows[:last])
        ]
        return replace(table, rows=(*rows, above, below, *table.rows[table.header_rows :]))

    return in_table(blocks, "applications", split)


def total_under_group(blocks: Blocks) -> list[Block]:
    """The head 总计 stands one row lower, under 法人或其他组织, whose span is one too wide."""

    def moved(table: Table) -> Table:
        rows = [list(row) for row in table.rows]
        total = rows[1].pop()
        group = rows[1].pop()
        rows[1].append(replace(group, colspan=group.colspan + 1))
        rows[2].append(replace(total, rowspan=1))
        return replace(table, rows=tuple(map(tuple, rows)))

    return in_table(blocks, "applications", moved)


def added_row() -> list[Block]:
    """A row more than the form has."""

    def more(table: Table) -> Table:
        at = next(y for y, row in enumerate(table.rows) if row[0].text == "规范性文件")
        row = (Cell("其他主动公开文件", header=True), Cell("77"), Cell("78"), Cell("79"))
        return replace(table, rows=(*table.rows[: at + 1], row, *table.rows[at + 1 :]))

    return in_table(office(), "proactive", more)


def overview_table() -> list[Block]:
    """A table of figures in the overview, with labels like the form's."""
    more = Table(
        (
            (Cell("公开渠道"), Cell("数量")),
            (Cell("行政许可"), Cell("8888")),
            (Cell("行政处罚"), Cell("9999")),
        )
    )
    blocks = city()
    at = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.name == "proactive")
    return [*blocks[:at], more, *blocks[at:]]


def contents() -> list[Block]:
    """A table of contents before the report."""
    blocks = city()
    lines = [block.text for block in blocks if isinstance(block, Heading) and block.level == 2]
    listed = [Paragraph("目录"), *(Paragraph(f"{line}……{n}") for n, line in enumerate(lines, 1))]
    return [blocks[0], *listed, *blocks[1:]]


def mixed() -> list[Block]:
    """Labels of edition 2019 on two columns of a form of 2021."""
    return relabel(distinct(2022), {"本年制发件数": "本年新制作数量", "本年废止件数": "本年新公开数量"})


def row_of(blocks: Blocks, row: str) -> dict[str, str]:
    """The cells of a row with their texts."""
    return {path: text for path, text in truth(blocks).items() if path.startswith(f"{row}.")}


CITY = (2025, "2021", "杭州市")
OFFICE = (2019, "2019", "上海市人民政府办公厅")
DISTINCT = (2023, "2021", "甲县乙局")


def documents() -> list[Document]:
    """All of them."""
    return [*_pages(), *_texts(), *_torn(), *_converted()]


def offices() -> list[Document]:
    """The pages that LibreOffice makes other documents of."""
    return [
        _document("city.html", city(), page(city()), CITY),
        _document(
            "distinct-2019.html", distinct(2020, "2019"), page(distinct(2020, "2019")), (2020, "2019", "甲县乙局")
        ),
    ]


def _converted() -> list[Document]:
    made = []
    for source in offices():
        for suffix in OFFICE_SUFFIXES:
            name = f"{source.name.removesuffix('.html')}.{suffix}"
            made.append(replace(source, name=name, data=(FOLDER / name).read_bytes()))
    return made


def _document(
    name: str,
    blocks: Blocks,
    data: bytes,
    of: tuple[int, str, str],
    codes: str = "",
    torn: dict[str, str] | None = None,
) -> Document:
    year, edition, agency = of
    lost = torn or {}
    stands = {path: text for path, text in truth(blocks).items() if path not in lost}
    return Document(name, data, year, edition, agency, stands, lost, frozenset(codes.split()))


def _pages() -> list[Document]:
    made = [
        ("navigation-gbk.html", city(), {"around": True, "charset": "gbk"}, CITY, ""),
        ("no-spans.html", city(), {"spans": False}, CITY, ""),
        ("no-spans-distinct.html", distinct(), {"spans": False}, DISTINCT, ""),
        ("broken-heads.html", broken_heads(city()), {}, CITY, ""),
        ("heads-over-two-rows.html", two_rows(distinct()), {}, DISTINCT, ""),
        (
            "paragraph-in-each-cell.html",
            city(),
            {"cell": "<p class=MsoNormal><span>{}</span><o:p></o:p></p>"},
            CITY,
            "",
        ),
        ("continued-over-pages.html", continued(distinct()), {}, DISTINCT, ""),
        ("total-under-group.html", total_under_group(city()), {}, CITY, ""),
        ("values.html", values(), {}, CITY, ""),
        ("labels.html", wrong_labels(), {}, CITY, "F03"),
        ("headings.html", headings(), {}, CITY, "F01"),
        ("added-row.html", added_row(), {}, OFFICE, "F04"),
        ("table-in-the-overview.html", overview_table(), {}, CITY, ""),
        ("contents.html", contents(), {}, CITY, ""),
        ("office-2019.html", office(), {"around": True}, OFFICE, ""),
        ("edition-2019-in-2022.html", distinct(2022, "2019"), {}, (2022, "2019", "甲县乙局"), "F02"),
    ]
    pages = [_document(name, blocks, page(blocks, **how), of, codes) for name, blocks, how, of, codes in made]  # type: ignore[arg-type]
    foreign = {path: text for path, text in truth(mixed()).items() if path.endswith(("issued", "repealed"))}
    pages.append(_document("mixed-labels.html", mixed(), page(mixed()), (2022, "2021", "甲县乙局"), "F02 F04", foreign))
    no_other = in_table(distinct(), "applications", lambda table: without_column(table, 8))
    pages.append(_document("column-missing.html", no_other, page(no_other), DISTINCT, "F04"))
    no_row = in_table(distinct(), "applications", lambda table: without_row(table, "2.重复申请"))
    pages.append(_document("row-missing.html", no_row, page(no_row), DISTINCT, "F04"))
    return pages


def _texts() -> list[Document]:
    blocks = distinct()
    bare = without_columns_of_sums()
    return [
        _document("tabs.txt", blocks, lines(blocks).encode("gb18030"), DISTINCT),
        _document("tabs-own-cells-only.txt", blocks, lines(blocks, covered=False).encode("utf-8-sig"), DISTINCT),
        _document("pipes.txt", blocks, lines(blocks, mark=" | ").replace("\n", "\r\n").encode(), DISTINCT),
        _document("pipes-empty-dropped.txt", blocks, lines(blocks, mark="|", drop=True).encode(), DISTINCT),
        _document("one-cell-a-line.txt", blocks, stream(blocks).encode(), DISTINCT),
        _document("totals-blank.txt", bare, lines(bare).encode(), DISTINCT),
    ]


def without_columns_of_sums() -> list[Block]:
    """A report whose totals nobody filled."""
    return change(distinct(), lambda cell: replace(cell, text="") if cell.parts else cell)


def _torn() -> list[Document]:
    blocks = distinct()
    row = row_of(blocks, "applications.granted")
    *_, last = row
    shorter = change(blocks, lambda cell: None if cell.name == "applications.granted.research" else cell)
    torn = {path: text for path, text in row.items() if path != "applications.granted.research"}
    missing = _document("six-of-seven.html", shorter, page(shorter), DISTINCT, torn=torn)

    def joined(cell: Cell) -> Cell | None:
        if cell.name == "applications.granted.natural_person":
            return replace(cell, text="".join(row.values()))
        return None if cell.name in row else cell

    together = change(blocks, joined)
    run = _document(
        "run-together.html", together, page(together), DISTINCT, "F05", dict.fromkeys(row, "".join(row.values()))
    )

    def halved(cell: Cell) -> Cell:
        if cell.name == "applications.granted.natural_person":
            return replace(cell, text=cell.text[:2])
        return replace(cell, text=row["applications.granted.natural_person"][2:]) if cell.name == last else cell

    labelled = relabel(blocks, {"规章": "规章101310301047"})
    rules = row_of(blocks, "proactive.art20_1.rules")
    labelled = only(labelled, tuple(rules), lambda cell: "")
    glued = _document(
        "label-and-figures.html", labelled, page(labelled), DISTINCT, "F05", dict.fromkeys(rules, "规章101310301047")
    )

    def split(cell: Cell) -> Iterator[Cell]:
        if cell.name == "applications.granted.natural_person":
            yield replace(cell, text=cell.text[:2])
            yield replace(cell, text=cell.text[2:], name="")
        else:
            yield cell

    broken = [
        replace(block, rows=tuple(tuple(new for cell in line for new in split(cell)) for line in block.rows))
        if isinstance(block, Table)
        else block
        for block in blocks
    ]
    pieces = dict(row) | {"applications.granted.natural_person": row["applications.granted.natural_person"][:2]}
    two = _document("split-digits.html", broken, page(broken, spans=False), DISTINCT, "F05", pieces)
    return [missing, run, glued, two]
