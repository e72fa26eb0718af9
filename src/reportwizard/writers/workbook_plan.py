"""Where everything stands in a workbook: the rows and columns of each sheet, how wide and how high they are.

Pure geometry, before anything is written. Widths are in digits of a workbook's usual font, heights in points.
Invariant: no two blocks share a square, and every name of the paper has exactly one place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from reportwizard.blocks import Block, Entry, Heading, Paragraph, Sheet, Table
from reportwizard.writers.grid import Placed, squares
from reportwizard.writers.layout import narrowest, text_width, wrap
from reportwizard.writers.workbook_formulas import Place

PAGE = 70.0
"""The width of what stands upright on A4 without being made smaller, in whatever font a program counts it."""

CHECK_WIDTH = 76.0
"""The column that says what is wrong: all that can be said of a row, on one line, for nothing makes a row higher."""

LONGEST = 16_000
"""Characters of the longest text in one cell; a workbook holds 32,767, and counts some characters twice."""

FONT = {"title": 16.0, "heading": 14.0, "prose": 12.0, "table": 10.5}
"""The size of each kind of text, in points."""

_LINE = 1.45
"""The height of a line, in sizes of its font."""

_UNIT = 12.0
"""The size of a font of which half a Chinese character is as wide as the unit of widths."""

_BESIDE = 1.05
"""The half characters of a table's font in a unit of widths: it is smaller than the usual one."""

_HIGHEST = 390.0
_FIGURE = 7.0
_STEP = " 9999；"
"""What the row of balances says of a column, beside its label: as much as most have."""
_TYPED = 16.0


@dataclass(frozen=True, slots=True)
class Stand:
    """A block and the rows it takes: from `row`, `rows` of them."""

    block: Block
    row: int
    rows: int


@dataclass(slots=True)
class Plan:
    """One sheet. The rows in `growing` have their height until somebody types there, and then that of the text."""

    sheet: Sheet
    name: str
    widths: list[float]
    stands: list[Stand] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    growing: set[int] = field(default_factory=set)

    @property
    def width(self) -> int:
        """How many columns the document takes; the checks stand in the next one."""
        return len(self.widths)

    @property
    def tables(self) -> Iterator[tuple[Table, int]]:
        """The tables and the rows where they begin."""
        return ((stand.block, stand.row) for stand in self.stands if isinstance(stand.block, Table))

    def places(self) -> Iterator[tuple[str, Place]]:
        """The place of each named cell."""
        for table, top in self.tables:
            for y, x, cell in table.placed():
                if cell.name:
                    yield cell.name, Place(self.name, top + y, x)


def plan(sheets: Sequence[Sheet]) -> list[Plan]:
    """A plan for each sheet."""
    names: list[str] = []
    for sheet in sheets:
        names.append(_name(sheet.name, names))
    return [_plan(sheet, name) for sheet, name in zip(sheets, names, strict=True)]


@dataclass(frozen=True, slots=True)
class Area:
    """Neighbouring squares, both corners among them."""

    row: int
    column: int
    last_row: int
    last_column: int


Typed: TypeAlias = tuple[Entry, Area]
"""Squares to type into, and what."""


def joined(areas: Sequence[Typed]) -> list[Typed]:
    """Areas of one kind side by side as one, then those below each other: fewer, and the same squares."""
    ordered = sorted(areas, key=lambda each: (each[1].row, each[1].column))
    beside = _chained(ordered, lambda a, b: (a.row, a.last_row, a.last_column + 1) == (b.row, b.last_row, b.column))
    return _chained(beside, lambda a, b: (a.column, a.last_column, a.last_row + 1) == (b.column, b.last_column, b.row))


def _chained(areas: Iterable[Typed], follows: Callable[[Area, Area], bool]) -> list[Typed]:
    out: list[Typed] = []
    for entry, area in areas:
        if out and out[-1][0] == entry and follows(out[-1][1], area):
            out[-1] = entry, replace(out[-1][1], last_row=area.last_row, last_column=area.last_column)
        else:
            out.append((entry, area))
    return out


def has_balance_row(table: Table) -> bool:
    """Whether a row below the table says whether it balances: where something must, and there is room for a label."""
    return bool(table.balances and table.stub_columns)


def _name(wanted: str, taken: Sequence[str]) -> str:
    """A sheet's name as workbooks allow it: short, without the marks of formulas, unlike any other."""
    bare = "".join(c for c in wanted if c not in "[]:*?/\\'" and c.isprintable()).strip()[:24] or "表"
    name, number = bare, 1
    while name.lower() in (each.lower() for each in taken):
        number += 1
        name = f"{bare} {number}"
    return name


def _plan(sheet: Sheet, name: str) -> Plan:
    tables = [block for block in sheet.blocks if isinstance(block, Table)]
    made = Plan(sheet, name, _widths(tables))
    row = 0
    for block in _short(sheet.blocks):
        if isinstance(block, Table):
            row += bool(row)  # a free row on both sides, so that nobody takes its neighbours for a part of it
            rows = len(block.rows) + has_balance_row(block)
            for number, height in enumerate(_row_heights(block, made.widths)):
                made.heights[row + number] = height
        else:
            rows = _room_for(made, block, row)
        made.stands.append(Stand(block, row, rows))
        row += rows
        if isinstance(block, Table):
            row += 1
    return made


def _short(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, paragraphs too long for one cell as several."""
    for block in blocks:
        if isinstance(block, Paragraph) and len(block.text) > LONGEST:
            for start in range(0, len(block.text), LONGEST):
                yield replace(block, text=block.text[start : start + LONGEST])
        else:
            yield block


def _room_for(made: Plan, block: Heading | Paragraph, row: int) -> int:
    """How many rows a text takes; says how high they are."""
    size = FONT["prose"] if isinstance(block, Paragraph) else FONT["title" if block.level == 1 else "heading"]
    columns = int(sum(made.widths) * _UNIT / size) - 2
    lines = len(wrap(block.text, columns))
    height = size * _LINE * lines + (4 if isinstance(block, Paragraph) else 14)
    if isinstance(block, Paragraph) and block.entry and (made.width > 1 or not block.text):
        height += size * _LINE  # merged cells do not grow, and an empty one should be seen
    rows = -(-int(height) // int(_HIGHEST))
    for number in range(rows):
        made.heights[row + number] = round(height / rows, 1)
    if rows == made.width == 1:
        made.growing.add(row)
    return rows


def _widths(tables: Sequence[Table]) -> list[float]:
    if not tables:
        return [PAGE]
    widths = [6.0] * max(table.width for table in tables)
    typed: set[int] = set()
    for table in tables:
        for y, x, cell in table.placed():
            if cell.colspan > 1:
                continue
            if cell.entry == "any":
                typed.add(x)
            if cell.header:
                lines = (3 if table.header_rows else 1) * cell.rowspan
                wanted = narrowest(cell.text, lines) + 2.0 if y >= table.header_rows else _head(cell.text)
            else:
                most = 12 if cell.entry in ("whole", "decimal", "signed") else 24  # the rest of a text wraps
                wanted = max(_TYPED if cell.entry == "any" else _FIGURE, min(text_width(cell.text), most) + 2.0)
            widths[x] = max(widths[x], wanted)
    spare = PAGE - sum(widths)
    if spare > 0:
        stubs = {table.stub_columns - 1 for table in tables if table.header_rows and table.stub_columns}
        takers = typed or stubs or set(range(len(widths)))
        for x in takers:
            widths[x] += spare / len(takers)
    return [round(width, 1) for width in widths]


def _head(text: str) -> float:
    return narrowest(text, 2) + 1.0


def _row_heights(table: Table, widths: Sequence[float]) -> list[float]:
    line = FONT["table"] * _LINE
    heights = [line + 5.0] * (len(table.rows) + has_balance_row(table))
    owners = {id(owner): owner for row in squares(table) for owner in row}
    for owner in sorted(owners.values(), key=lambda each: each.rowspan):
        missing = _lines(owner, widths) * line + 5.0 - sum(heights[owner.row : owner.row + owner.rowspan])
        if missing > 0:
            for row in range(owner.row, owner.row + owner.rowspan):
                heights[row] += missing / owner.rowspan
    if has_balance_row(table):  # which says something of every column, when it says most
        heads = squares(table)[: table.header_rows][-1:] or [[]]
        labels = sum(text_width(owner.text + _STEP) for owner in heads[0][table.stub_columns :])
        sides = sum(map(text_width, table.balances[0].sides))
        heights[-1] = (2 + (labels + sides) // int(CHECK_WIDTH)) * line + 5.0
    return [round(min(height, _HIGHEST), 1) for height in heights]


def _lines(owner: Placed, widths: Sequence[float]) -> int:
    return len(wrap(owner.text, room_of(widths[owner.column : owner.column + owner.colspan])))


def room_of(widths: Sequence[float]) -> int:
    """The half characters that fit on a line of a table in columns of these widths."""
    return max(int(sum(widths) * _BESIDE) - 1, 2)
