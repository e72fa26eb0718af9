"""The ruled tables of a page: from the boxes of their cells to rows with spans; rows that a page break tore in two.

Knows boxes and letters. Invariant: every letter inside a box is in that box's cell, and in no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportwizard.blocks import Cell, Table
from reportwizard.readers.grid import Placed, fill
from reportwizard.readers.pdf_lines import Char, Line, lines, opens_item

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""

_NEAR = 3.0
"""Rules closer than this are one."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as drawn: its place on the page, the positions of its columns, its rows."""

    box: Box
    columns: tuple[float, ...]
    table: Table
    full: frozenset[tuple[int, int]] = frozenset()
    """The upper left squares of the cells whose last line has no room for two letters more."""


def grid(boxes: Sequence[Box], chars: Iterable[Char], place: str) -> Grid:
    """The table that these boxes draw. Raises DocumentError where it is larger than any report's."""
    across = _positions([box[0] for box in boxes] + [box[2] for box in boxes])
    down = _positions([box[1] for box in boxes] + [box[3] for box in boxes])
    inside: dict[Box, list[Char]] = {box: [] for box in boxes}
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        box = next((each for each in boxes if each[0] <= x < each[2] and each[1] <= y < each[3]), None)
        if box is not None:
            inside[box].append(char)
    found = {box: lines(letters) for box, letters in inside.items()}
    padding = min((max(0.0, line.x0 - box[0]) for box in boxes for line in found[box]), default=0.0)
    placed: list[Placed] = []
    full = set()
    for box in boxes:
        left, right = _nearest(across, box[0]), _nearest(across, box[2])
        top, bottom = _nearest(down, box[1]), _nearest(down, box[3])
        if top < bottom and left < right:
            width = box[2] - box[0] - 2 * padding
            placed.append((top, left, Cell(_text(found[box], width), bottom - top, right - left)))
            if found[box] and _room(found[box][-1], width) < 2:
                full.add((top, left))
    rows, _ = fill(placed, len(down) - 1, len(across) - 1)
    outer = (across[0], down[0], across[-1], down[-1])
    return Grid(outer, tuple(across), Table(rows, place=place), frozenset(full))


def is_inside(char: Char, boxes: Iterable[Box]) -> bool:
    """Whether a letter stands in one of the boxes."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(box[0] <= x < box[2] and box[1] <= y < box[3] for box in boxes)


def _positions(values: Iterable[float]) -> list[float]:
    positions: list[float] = []
    for value in sorted(values):
        if not positions or value - positions[-1] > _NEAR:
            positions.append(value)
    return positions


def _nearest(positions: Sequence[float], value: float) -> int:
    return min(range(len(positions)), key=lambda index: abs(positions[index] - value))


def _text(found: Sequence[Line], width: float) -> str:
    """The lines of a cell as one, where they were broken for want of room.

    Figures go together only where the first piece fills the cell to its edge; else they stay on two lines.
    """
    text = ""
    for index, line in enumerate(found):
        if not index:
            text = line.text
            continue
        before = found[index - 1]
        figures = text[-1:].isdigit() and line.text[:1].isdigit()
        latin = text[-1:].isascii() and line.text[:1].isascii()
        if figures:
            digit = (before.x1 - before.x0) / len(before.text)
            text += "" if width - (before.x1 - before.x0) < 1.05 * digit else "\n"
        elif latin and (text[-1:].isalpha() and line.text[:1].isalpha()):
            text += " "
        text += line.text
    return text


def _room(line: Line, width: float) -> float:
    """How many letters more a line could hold."""
    return (width - (line.x1 - line.x0)) / line.size


def mend(above: Grid, below: Grid) -> tuple[Grid, Grid] | None:
    """Put together the row that a page break tore, where two tables are one going on; None where there is no such row.

    It is torn where the same cells stand above and below, figures in one half only and labels in both; the upper half
    of a label fills its line, the lower opens no item. A head that stands above it again stays there.
    """
    head = _repeated(above.table, below.table)
    last = {x: (y, cell) for y, x, cell in above.table.placed() if y + cell.rowspan == len(above.table.rows)}
    whole: dict[tuple[int, int], str] = {}
    halves: list[tuple[Cell, Cell]] = []
    for _, at, lower in (each for each in below.table.placed() if each[0] == head):
        x = next((x for x, (_, upper) in last.items() if _same_place(above, x, upper, below, at, lower)), None)
        if x is None:
            return None
        y, upper = last.pop(x)
        whole[y, x] = upper.text + lower.text
        if upper.text and lower.text and (y, x) not in above.full:
            return None
        halves.append((upper, lower))
    labels = [lower for upper, lower in halves if upper.text and lower.text]
    figures = [(upper.text, lower.text) for upper, lower in halves if not (upper.text and lower.text)]
    if last or len(below.table.rows) < head + 2 or all(label.rowspan > 1 for label in labels):
        return None
    in_upper, in_lower = any(one for one, _ in figures), any(two for _, two in figures)
    if in_upper == in_lower or any(opens_item(label.text) for label in labels):
        return None
    upper_part = [(y, x, replace(cell, text=whole.get((y, x), cell.text))) for y, x, cell in above.table.placed()]
    lower_part = [
        (y, x, cell)
        if y < head
        else (head, x, replace(cell, text="", rowspan=cell.rowspan - 1))
        if y == head
        else (y - 1, x, cell)
        for y, x, cell in below.table.placed()
        if y != head or cell.rowspan > 1
    ]
    rows, _ = fill(upper_part, len(above.table.rows), len(above.columns) - 1)
    rest, _ = fill(lower_part, len(below.table.rows) - 1, len(below.columns) - 1)
    return (
        replace(above, table=replace(above.table, rows=rows)),
        replace(below, table=replace(below.table, rows=rest)),
    )


def _repeated(above: Table, below: Table) -> int:
    """How many rows of texts at the head of a table stand at the head of the other too."""
    count = 0
    for one, two in zip(above.rows, below.rows, strict=False):
        texts = [cell.text for cell in one]
        if texts != [cell.text for cell in two] or any(text[:1].isdigit() for text in texts) or not any(texts):
            break
        count += 1
    return count if count < len(below.rows) else 0


def _same_place(above: Grid, x: int, upper: Cell, below: Grid, at: int, lower: Cell) -> bool:
    """Whether two cells stand between the same rules."""
    left = abs(above.columns[x] - below.columns[at])
    right = abs(above.columns[x + upper.colspan] - below.columns[at + lower.colspan])
    return left < _NEAR and right < _NEAR
