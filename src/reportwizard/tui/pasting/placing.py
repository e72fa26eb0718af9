"""Which cells of the form a clipboard's rows stand for, seen from where the cursor is. It says, and changes nothing.

Rows with labels go to their own rows, wherever the cursor is, even in another section. Figures alone land as in a
spreadsheet, from the cursor on. What does not fit is lost visibly: a placement that loses or doubts anything is to be
shown before it counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from reportwizard.editions.form import Column
from reportwizard.recognise.columns import last_is_sum
from reportwizard.recognise.labels import Vocabulary, is_figure
from reportwizard.recognise.reading import Entry, Loose, Reading
from reportwizard.recognise.tables import read_rows
from reportwizard.report.numbers import is_number, parse_figure
from reportwizard.report.totals import add
from reportwizard.tui.grid import Grid, Position
from reportwizard.tui.pasting.clipboard import Clip

Rows: TypeAlias = list[list[str]]

_THOUSANDS = re.compile(r"(?<!\S)[1-9]\d{0,2} \d{3}(?!\S)")


def place(grid: Grid, vocabulary: Vocabulary, clip: Clip, selection: Sequence[Sequence[Position]]) -> Reading:
    """The placement of a clipboard's cells, pasted on a selection of the grid (one cell where there is none)."""
    reading = read_rows(vocabulary, clip.rows)
    corner = selection[0][0]
    if reading.labelled:
        placed = _labelled(grid, reading, corner)
    else:
        rows, whole = _as_section(grid, clip.rows, corner)
        placed = place_here(grid, rows, [[(0, 0)]] if whole else selection, Reading())
        if not whole or _totals(grid, placed.entries) is False:
            _doubt_shape(grid, clip, corner, placed)
    if clip.weak:
        _doubt_spaces(grid, clip, corner, placed)
    if clip.trailing and not reading.labelled:
        placed.doubt("末尾有空行，会清空下面的格")
    return placed


def place_here(grid: Grid, rows: Rows, selection: Sequence[Sequence[Position]], placed: Reading) -> Reading:
    """Each cell where it comes to stand from the selection's corner on, repeated to fill the selection if it can."""
    corner = selection[0][0]
    for down, cells in enumerate(_tiled(rows, selection)):
        row = corner[0] + down
        if row >= len(grid.rows):
            placed.lose(cells, "表到此为止，下面没有行了")
            continue
        room = max(0, len(grid.columns(row)) - corner[1])
        placed.lose(cells[room:], "这一行右边没有格了")
        placed.entries += [
            Entry(grid.path((row, corner[1] + across)), cell) for across, cell in enumerate(cells[:room])
        ]
    return placed


def _tiled(rows: Rows, selection: Sequence[Sequence[Position]]) -> Rows:
    """A block repeated over a selection that is a multiple of it, as spreadsheets do."""
    height, width = len(selection), max(map(len, selection))
    size = max(map(len, rows))
    if (height, width) == (len(rows), size) or height % len(rows) or width % size or any(len(r) < size for r in rows):
        return rows
    return [rows[row % len(rows)] * (width // size) for row in range(height)]


# ---- figures alone


def _as_section(grid: Grid, rows: Rows, corner: Position) -> tuple[Rows, bool]:
    """The rows of the section, where the figures of all of it come in one line or one a line; else as they are."""
    if len(rows) > 1 and any(len(row) != 1 for row in rows):
        return rows, False
    flat = [cell for row in rows for cell in row]
    room = len(grid.columns(corner[0])) - corner[1] if len(rows) == 1 else len(grid.rows) - corner[0]
    if len(flat) <= room:
        return rows, False
    everything = list(grid.all_positions())
    for places in (everything, [at for at in everything if grid.typable(at)]):
        if len(flat) == len(places):
            cells = dict(zip(places, flat, strict=True))  # a total that was left out is an empty cell
            numbers = range(len(grid.rows))
            return [[cells.get((row, n), "") for n in range(len(grid.columns(row)))] for row in numbers], True
    return rows, False


def _doubt_shape(grid: Grid, clip: Clip, corner: Position, placed: Reading) -> None:
    """What a spreadsheet would do without a word, and a person would not have meant."""
    for entry in placed.entries:
        if entry.text.strip() and not is_figure(entry.text):
            placed.doubt("有的内容不是数字，请核对")
    rows = clip.rows
    columns = grid.columns(corner[0])[corner[1] :]
    typed = [column for column in columns if not column.parts]
    size = clip.width
    if 2 < size == len(typed) < len(columns) and all(len(row) == size for row in rows) and last_is_sum(rows):
        placed.doubt("每行最后一个数像是合计，会填进不是合计的一列，请核对")
    if size == 1 and 2 < len(rows) == len(columns) and columns[-1].parts and last_is_sum([[row[0] for row in rows]]):
        placed.doubt("一行一个数，最后一个是前面之和：像是一行的数，会竖着填进一列，请核对")
    if _ends_on_total_row(grid, corner, rows) and _totals(grid, placed.entries) is not True:
        placed.doubt("最后一行落在由程序计算的合计行上，数字对不上，请核对是不是少复制了一行")


def _doubt_spaces(grid: Grid, clip: Clip, corner: Position, placed: Reading) -> None:
    """Only spaces part the figures: they may be inside a number, and a blank cell leaves no trace."""
    totals = _totals(grid, placed.entries)
    if totals:
        return
    full = len(grid.columns(corner[0])), sum(grid.typable((corner[0], n)) for n in range(len(grid.columns(corner[0]))))
    torn = clip.weak == "spaces" and any(_THOUSANDS.search(" ".join(row)) for row in clip.rows)
    if torn or totals is False or (not placed.labelled and any(len(row) not in full for row in clip.rows)):
        placed.doubt("数字之间只有空格，看不出空着的格，也可能是一个数中间的空格；请核对")


def _ends_on_total_row(grid: Grid, corner: Position, rows: Rows) -> bool:
    last = corner[0] + len(rows) - 1
    if len(rows) < 2 or last >= len(grid.rows) - 1 or grid.typable((last, 0)):
        return False
    return any(parse_figure(cell).value not in (0, None) for cell in rows[-1])


def _totals(grid: Grid, entries: Sequence[Entry]) -> bool | None:
    """Whether the totals among the entries are the sums of their parts; None where nothing but zeros tells it."""
    texts = {entry.path: entry.text for entry in entries}
    agree: bool | None = None
    for path, text in texts.items():
        at = grid.find(path)
        parts = grid.cell(at).parts if at else ()
        value = parse_figure(text).value
        if not parts or not is_number(value) or any(part not in texts for part in parts):
            continue
        if add([parse_figure(texts[part]).value or 0 for part in parts]).known != value:
            return False
        agree = agree or value != 0 or None
    return agree


# ---- figures with labels


def _labelled(grid: Grid, reading: Reading, corner: Position) -> Reading:
    """Labels found their rows; where only a head was pasted, the cursor says the row."""
    loose, reading.loose = reading.loose, []
    rows = [line for line in loose if line.columns and line.table is grid.rows[corner[0]][0]]
    if not reading.entries and rows and len(rows) == len(loose):
        _under_head(grid, reading, rows, corner)
        return reading
    for line in loose:
        reading.lose(list(line.cells), "这些数没有行名")
    return reading


def _under_head(grid: Grid, reading: Reading, lines: list[Loose], corner: Position) -> None:
    table = lines[0].table
    assert table is not None
    first = next(number for number, (other, _) in enumerate(grid.rows) if other is table)
    start = first if len(lines) == len(table.rows) else corner[0]
    columns = lines[0].columns
    missing = [column.label for column in table.columns if not column.parts and column not in columns]
    reading.notes += [f"没有“{label}”这一列，那一列没有动" for label in missing]
    for down, line in enumerate(lines):
        row = start + down
        filled = [index for index, cell in enumerate(line.cells) if cell.strip()]
        if row >= first + len(table.rows):
            reading.lose(list(line.cells), "表到此为止，下面没有行了")
        elif len(line.cells) == len(columns):
            _row_under_head(reading, grid, row, line.columns, line.cells)
        elif filled and filled[-1] - filled[0] + 1 == len(columns):
            _row_under_head(reading, grid, row, line.columns, line.cells[filled[0] : filled[-1] + 1])
        else:
            reading.lose(list(line.cells), f"表头是 {len(columns)} 列，这一行 {len(filled)} 个数，请补上缺的一列")


def _row_under_head(reading: Reading, grid: Grid, row: int, columns: Sequence[Column], cells: Sequence[str]) -> None:
    table_columns = grid.columns(row)
    reading.entries += [
        Entry(grid.path((row, table_columns.index(column))), cell) for column, cell in zip(columns, cells, strict=True)
    ]
