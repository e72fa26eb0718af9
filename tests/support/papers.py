"""Documents to recognise, and a plain stand-in for reading tables: by the names that our own cells bear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportwizard.blocks import Block, Cell, Heading, Paper, Paragraph, Table
from reportwizard.editions.loading import load_edition
from reportwizard.recognise.filled import Filled
from reportwizard.report.model import Report
from reportwizard.report.numbers import parse_figure
from reportwizard.typeset.report import typeset

TITLE = "山阳区科技局2025年政府信息公开工作年度报告"
HEADINGS = tuple(section.heading for section in load_edition("2021").sections)
IDS = tuple(section.id for section in load_edition("2021").sections)


def table(section: str, edition: str = "2021", **place: object) -> list[Table]:
    """The tables of a section as we print them, every figure zero."""
    form = load_edition(edition)
    typed = [path for path, cell in form.cells.items() if not cell.computed]
    blocks = typeset(Report(form, form.first_year, "某局", figures=dict.fromkeys(typed, 0)))
    start = next(index for index, block in enumerate(blocks) if isinstance(block, Heading) and block.name == section)
    found: list[Table] = []
    for block in blocks[start + 1 :]:
        if isinstance(block, Heading):
            break
        assert isinstance(block, Table)
        found.append(Table(block.rows, block.header_rows, block.stub_columns, **place))  # type: ignore[arg-type]
    return found


PROACTIVE, APPLICATIONS, CHALLENGES = (table(section)[0] for section in IDS[1:4])


def document(
    *, title: str | Sequence[str] = TITLE, headings: Sequence[str] = HEADINGS, tail: Sequence[Block | str] = ()
) -> list[Block]:
    """A whole report in plain paragraphs; a heading "" is left out, its table or text stays."""
    lines = [title] if isinstance(title, str) else title
    bodies: list[list[Block | str]] = [
        ["2025年，本局依法公开政府信息。", "统计期限为2025年1月1日至12月31日。"],
        [PROACTIVE],
        [APPLICATIONS],
        [CHALLENGES],
        ["解读还不够深入。改进：组织培训。"],
        ["本年没有收取信息处理费。"],
    ]
    parts: list[Block | str] = [*lines]
    for heading, body in zip(headings, bodies, strict=True):
        parts += [*([heading] if heading else []), *body]
    return blocks_of([*parts, *tail])


def blocks_of(parts: Sequence[Block | str], within: tuple[int, ...] = ()) -> list[Block]:
    """Texts as paragraphs, in a container."""
    return [Paragraph(part, within=within) if isinstance(part, str) else part for part in parts]


def paper(blocks: Sequence[Block | str], kind: str = "docx", title: str = "") -> Paper:
    """A document."""
    return Paper(tuple(blocks_of(blocks)), kind, title)


def grid(*rows: Sequence[str]) -> Table:
    """A table without spans."""
    return Table(tuple(tuple(Cell(text) for text in row) for row in rows))


def texts(blocks: Sequence[Block]) -> list[str]:
    """The texts of paragraphs; 表 for a table."""
    return ["表" if isinstance(block, Table) else block.text for block in blocks]


def read_named(sections: Mapping[str, Sequence[Block]], year: int | None) -> Filled:
    """What our own tables hold, by the names of their cells."""
    names = {
        cell.name
        for blocks in sections.values()
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if cell.name
    }
    new = "proactive.art20_1.rules.issued" in names or (not names and (year or 0) >= 2021)
    filled = Filled(load_edition("2021" if new else "2019"))
    for section, blocks in sections.items():
        for block in blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row:
                        value = parse_figure(cell.text).value
                        if cell.name and value is not None:
                            filled.figures[cell.name] = value
            else:
                filled.prose.setdefault(section, []).append(block.text)
    return filled
