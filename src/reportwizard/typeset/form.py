"""The report as a form to fill: what `typeset.report` prints, with places to type into for what is still empty.

One sheet for the head, one a section, one that tells how to fill it in. Nothing here is about any format; where none
can be typed into, the places are empty cells and paragraphs. Invariant: whatever the report shows on paper stands in
the form too, under the same names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportwizard.blocks import GUIDE_MARK, Block, Cell, Heading, Paragraph, Sheet, Table
from reportwizard.checks.arithmetic import sides_in_words
from reportwizard.editions import form
from reportwizard.report.model import Report, narrative_ids
from reportwizard.typeset.report import lines, typeset

AGENCY_LABEL = "单位名称"
YEAR_LABEL = "年度"
"""What stands before the two fields of the head."""

HEAD_SHEET = "报告"

_ROOM = {False: 8, True: 3}
"""Empty paragraphs to type into below a heading that asks for a text: where there is none yet, and where there is."""

_GUIDE = (
    "浅黄色的格子可以填写，白色和灰色的格子不能改。按 Tab 键到下一个可填的格子；点住格子，会出现这一格填什么的说明。",
    "数字：没有的填 0，不知道的先空着。空着和 0 不一样：有一格空着，总计就不显示，旁边写着“未填全”。",
    "总计和勾稽关系自动计算，不用填。表右边的“填写检查”写着这一行还缺几格、哪里不对；红色的格子里的数要改。",
    "勾稽检查：写“平衡”的一列没有问题；写“多 2”“少 2”的，请核对这一列，改正填错的一格。",
    "文字：一格写一段，格子不够时，在一格里按 Alt+Enter 另起一段。不写的格子空着，导出时不会有空行。",
    "列宽、行高可以改。要改动锁住的格子：审阅 → 撤销工作表保护，没有密码；改过的总计会按写明的总计读回，并与各项核对。",
    "填好后照原格式（.xlsx）保存，交回发来这张表的单位。读回用命令：reportwizard import 文件名。"
    "没有改动的内容原样保留，改动了的以表里的为准。",
    "隐藏的工作表里有原来的整份报告：这个文件只用于填报，不要公开发布。",
)


def fill_form(report: Report) -> tuple[Sheet, ...]:
    """The sheets of the form, in statutory order, what has been filled already filled in.

    The cells of the head are named agency and year, everything else as `typeset.report` names it.
    """
    asked = narrative_ids(report.edition)
    sheets: list[Sheet] = [Sheet(HEAD_SHEET, ())]
    for block in typeset(report):
        if isinstance(block, Heading) and block.level == 2:
            _make_room(sheets, report, asked)
            section = report.edition.section(block.name)
            sheets.append(Sheet(f"{section.number} {section.short}", ()))
        sheets[-1] = replace(sheets[-1], blocks=(*sheets[-1].blocks, *_to_fill(report, block)))
    _make_room(sheets, report, asked)
    guide: tuple[Block, ...] = (Heading(GUIDE_MARK, 2), *(Paragraph(line) for line in _GUIDE))
    return (*sheets, Sheet("填写说明", guide, guide=True))


def _make_room(sheets: list[Sheet], report: Report, asked: Iterable[str]) -> None:
    """Below the text of the last sheet, the empty paragraphs that a section which asks for a text has."""
    heading, *rest = sheets[-1].blocks
    if not isinstance(heading, Heading) or heading.name not in asked:
        return
    hint = report.edition.section(heading.name).guidance.strip().replace("\n", "")
    name = f"texts.{heading.name}"
    room = [Paragraph("", name, entry="any", hint=hint)] * _ROOM[bool(rest)]
    written = [replace(block, hint=hint) if isinstance(block, Paragraph) else block for block in rest]
    sheets[-1] = replace(sheets[-1], blocks=(heading, *written, *room))


def _to_fill(report: Report, block: Block) -> Iterator[Block]:
    """A block of the printed report as something to fill in."""
    if isinstance(block, Table):
        yield _table(report.edition, block)
    elif isinstance(block, Paragraph):
        yield replace(block, entry="any")
    elif block.level > 1:
        yield block
    else:
        own = bool(report.title)
        hint = "报告用自己的标题，照这里写的印出；单位名称和年度改了，标题也要改"
        written = replace(block, entry="any", hint=hint)
        yield written if own else replace(block, pattern=report.edition.title)
        yield _head(report)


def _head(report: Report) -> Table:
    hint = "写全称" if report.title else "写全称；报告的标题由单位名称和年度组成"
    agency = Cell(" ".join(lines(report.agency)), name="agency", entry="any", hint=hint)
    year = Cell(str(report.year), number=report.year, name="year", entry="year")
    labels = (Cell(label, header=True) for label in (AGENCY_LABEL, YEAR_LABEL))
    return Table(((next(labels), agency, next(labels), year),))


def _table(edition: form.Edition, table: Table) -> Table:
    rows = tuple(tuple(_hinted(edition, cell) for cell in row) for row in table.rows)
    if not table.balances:
        return replace(table, rows=rows)
    sides = sides_in_words(edition.cells[table.balances[0].left[0]].table)
    return replace(table, rows=rows, balances=tuple(replace(each, sides=sides) for each in table.balances))


def _hinted(edition: form.Edition, cell: Cell) -> Cell:
    if not cell.entry or cell.name not in edition.cells:
        return cell
    known = edition.cells[cell.name]
    return replace(cell, hint="；".join(filter(None, (known.row.guidance, known.column.guidance))))
