"""Tables of a printed report, torn as pages tear them: what the document then says of each cell is still known.

Every cell that holds a figure keeps the path of its cell as its name, whatever happens around it; that is the truth
that a reader is held against.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from reportwizard.blocks import Cell, Paragraph, Table

Rows: TypeAlias = list[list[Cell]]


# ---- how a page gives a table


def ragged(rows: Rows) -> Rows:
    """No spans; covered cells are absent."""
    return [[replace(cell, rowspan=1, colspan=1) for cell in row] for row in rows]


def padded(rows: Rows) -> Rows:
    """No spans; covered cells are there, and empty."""
    table = Table(tuple(map(tuple, rows)))
    width = table.width
    grid = [[Cell("")] * width for _ in rows]
    for y, x, cell in table.placed():
        grid[y][x] = replace(cell, rowspan=1, colspan=1)
    return grid


def without_rowspans(rows: Rows) -> Rows:
    """Cells are merged across, not down."""
    return [[replace(cell, rowspan=1) for cell in row] for row in rows]


def piped(rows: Rows) -> list[Paragraph]:
    """Cells joined by strokes, empty ones kept."""
    return [Paragraph(" | ".join(cell.text for cell in row)) for row in ragged(rows)]


def piped_dropping(rows: Rows) -> list[Paragraph]:
    """Cells joined by strokes, empty ones dropped."""
    lines = [" | ".join(cell.text for cell in row if cell.text.strip()) for row in ragged(rows)]
    return [Paragraph(line) for line in lines if line]


def streamed(rows: Rows) -> list[Paragraph]:
    """Each cell in a paragraph of its own; empty ones leave no trace."""
    return [Paragraph(cell.text) for row in rows for cell in row if cell.text.strip()]


GRIDS: Mapping[str, Callable[[Rows], Rows]] = {
    "merged": lambda rows: rows,
    "ragged": ragged,
    "padded": padded,
    "merged across": without_rowspans,
}
LOOSE: Mapping[str, Callable[[Rows], list[Paragraph]]] = {
    "strokes": piped,
    "strokes, empty cells dropped": piped_dropping,
    "a cell a line": streamed,
}


# ---- what goes wrong in it


def _pick(rows: Rows, choose: random.Random, *, figures: bool | None = None, filled: bool = True) -> tuple[int, int]:
    places = [
        (y, x)
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
        if (figures is None or bool(cell.name) is figures) and (cell.text.strip() or not filled)
    ]
    return choose.choice(places) if places else _pick(rows, choose, figures=figures, filled=False)


def drop_cell(rows: Rows, choose: random.Random) -> None:
    """Any cell is lost, what stands to the right moves up."""
    y, x = _pick(rows, choose, filled=False)
    del rows[y][x]


def insert_cell(rows: Rows, choose: random.Random) -> None:
    """An empty cell too many."""
    y, x = _pick(rows, choose, filled=False)
    rows[y].insert(x, Cell(""))


def merge_across(rows: Rows, choose: random.Random, *, spans: bool) -> None:
    """Two neighbours become one."""
    y = choose.choice([y for y, row in enumerate(rows) if len(row) > 1])
    x = choose.randrange(len(rows[y]) - 1)
    left, right = rows[y][x : x + 2]
    both = left.text.strip() and right.text.strip()
    kept = left if left.text.strip() else right
    name = "?" * bool(left.name or right.name) if both else f"?{kept.name}" if kept.name else ""
    span = left.colspan + right.colspan if spans else left.colspan
    rows[y][x : x + 2] = [replace(left, text=left.text + right.text, name=name, colspan=span)]


def merge_down(rows: Rows, choose: random.Random) -> None:
    """A figure's cell covers the one below it too."""
    y, x = _pick(rows, choose, figures=True)
    name = rows[y][x].name
    column = name.rpartition(".")[2]
    if y + 1 < len(rows):
        below = [at for at, cell in enumerate(rows[y + 1]) if cell.name.rpartition(".")[2] == column]
        if below:
            del rows[y + 1][below[0]]
            rows[y][x] = replace(rows[y][x], rowspan=2, name=f"?{name}")


def blank_cell(rows: Rows, choose: random.Random) -> None:
    """A cell is empty."""
    y, x = _pick(rows, choose)
    rows[y][x] = replace(rows[y][x], text="", name="")


def split_figure(rows: Rows, choose: random.Random) -> None:
    """One figure stands in two cells."""
    places = [(y, x) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell.name and len(cell.text) > 1]
    if places:
        y, x = choose.choice(places)
        cell = rows[y][x]
        at = choose.randrange(1, len(cell.text))
        rows[y][x : x + 1] = [replace(cell, text=cell.text[:at], name="?"), Cell(cell.text[at:], name="?")]


def drop_column(rows: Rows, choose: random.Random, *, head: bool = True, figures: bool = True) -> None:
    """A column is not printed: all of it, or only its figures, or only its head."""
    grid = list(Table(tuple(map(tuple, rows))).placed())
    leaves = sorted({x for _, x, cell in grid if cell.name})
    gone = choose.choice(leaves)
    for y, row in enumerate(rows):
        kept: list[Cell] = []
        for x, cell in [(x, cell) for at, x, cell in grid if at == y]:
            inside = x <= gone < x + cell.colspan
            if not inside or not (figures if cell.name else head):
                kept.append(cell)
            elif cell.colspan > 1:
                kept.append(replace(cell, colspan=cell.colspan - 1))
        row[:] = kept


def drop_row(rows: Rows, choose: random.Random) -> None:
    """A row is not printed."""
    del rows[choose.randrange(len(rows))]


def double_row(rows: Rows, choose: random.Random) -> None:
    """A row is printed twice."""
    y = choose.randrange(len(rows))
    rows.insert(choose.randrange(len(rows) + 1), list(rows[y]))


def double_row_otherwise(rows: Rows, choose: random.Random) -> None:
    """A row is printed twice, once with another figure."""
    y, x = _pick(rows, choose, figures=True)
    twin = list(rows[y])
    twin[x] = replace(twin[x], text=twin[x].text + "7")
    rows.insert(choose.randrange(len(rows) + 1), twin)


def shuffle_rows(rows: Rows, choose: random.Random) -> None:
    """Rows change places."""
    one, other = choose.randrange(len(rows)), choose.randrange(len(rows))
    rows[one], rows[other] = rows[other], rows[one]


def swap_columns(rows: Rows, choose: random.Random) -> None:
    """Two neighbouring columns change places, heads and figures together."""
    grid = list(Table(tuple(map(tuple, rows))).placed())
    leaves = sorted({x for _, x, cell in grid if cell.name})
    at = choose.randrange(len(leaves) - 1)
    spots: list[tuple[int, int, int]] = []
    for y, row in enumerate(rows):
        here = [x for top, x, _ in grid if top == y]
        pair = [here.index(x) for x in leaves[at : at + 2] if x in here]
        if len(pair) == 2 and len({(row[n].colspan, row[n].rowspan) for n in pair}) == 1:
            spots.append((y, *pair))
        elif any(row[n].name for n in pair):
            return
    if any(not rows[y][n].name and y + 1 >= _first(rows) for y, n, _ in spots):
        for y, one, other in spots:
            rows[y][one], rows[y][other] = rows[y][other], rows[y][one]


def rename(rows: Rows, choose: random.Random) -> None:
    """A label is another text."""
    y, x = _pick(rows, choose, figures=False)
    old = rows[y][x].text
    at = choose.randrange(len(old))
    new = choose.choice(["某某事项", old[:at] + "某" + old[at + 1 :], old[:at] + old[at + 1 :], old[: at + 1], "小计"])
    rows[y][x] = replace(rows[y][x], text=new)


def add_row(rows: Rows, choose: random.Random) -> None:
    """A row that the form does not have."""
    y, _ = _pick(rows, choose, figures=True)
    row = [replace(cell, text="77", name="?") if cell.name else cell for cell in rows[y]]
    labels = [x for x, cell in enumerate(row) if not cell.name]
    if labels:
        row[labels[-1]] = replace(
            row[labels[-1]], text=choose.choice(["其他主动公开文件", "9.其他", "其中：网上申请", "小计"])
        )
    row = [replace(cell, rowspan=1) for cell in row[labels[-1] if labels else 0 :]]
    rows.insert(y + 1, row)


def add_column(rows: Rows, choose: random.Random, texts: Sequence[str] = ("备注", "小计", "比上年增减")) -> None:
    """A column that the form does not have."""
    grid = list(Table(tuple(map(tuple, rows))).placed())
    leaves = sorted({x for _, x, cell in grid if cell.name})
    new = choose.choice([*leaves, max(leaves) + 1])
    text = choose.choice(texts)
    named = [any(cell.name for cell in row) for row in rows]
    heads = [not here and below for here, below in zip(named, [*named[1:], False], strict=True)]
    for y, row in enumerate(rows):
        made: list[Cell] = []
        done = False
        for x, cell in [(x, cell) for at, x, cell in grid if at == y]:
            if x == new and not done and (cell.name or heads[y]):
                made.append(Cell("88", name="?") if cell.name else Cell(text))
                done = True
            if x < new < x + cell.colspan:
                cell = replace(cell, colspan=cell.colspan + 1)  # noqa: PLW2901
                done = True
            made.append(cell)
        if not done and new > max(leaves):
            made.append(Cell("88", name="?") if named[y] else Cell(text if heads[y] else ""))
        row[:] = made


def _first(rows: Rows) -> int:
    return next((y for y, row in enumerate(rows) if any(cell.name for cell in row)), len(rows))


def swap_heads(rows: Rows, choose: random.Random) -> None:
    """Two lines of the head change places."""
    heads = [y for y, row in enumerate(rows) if not any(cell.name for cell in row)]
    if len(heads) > 1:
        at = choose.randrange(len(heads) - 1)
        one, other = heads[at], heads[at + 1]
        rows[one], rows[other] = rows[other], rows[one]


def drop_heads(rows: Rows, choose: random.Random) -> None:
    """A line of the head is not printed."""
    heads = [y for y, row in enumerate(rows) if not any(cell.name for cell in row)]
    if heads:
        del rows[choose.choice(heads)]


def drop_a_span(rows: Rows, choose: random.Random) -> None:
    """A cell is no longer merged."""
    places = [(y, x) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell.colspan + cell.rowspan > 2]
    if places:
        y, x = choose.choice(places)
        rows[y][x] = replace(rows[y][x], rowspan=1, colspan=1)


def widen_a_span(rows: Rows, choose: random.Random) -> None:
    """A cell is merged one too far."""
    y, x = _pick(rows, choose, filled=False)
    cell = rows[y][x]
    if choose.random() < 0.5:
        rows[y][x] = replace(cell, rowspan=cell.rowspan + 1)
    else:
        rows[y][x] = replace(cell, colspan=cell.colspan + 1)


TEARS: Mapping[str, Callable[[Rows, random.Random], None]] = {
    "a cell lost": drop_cell,
    "an empty cell too many": insert_cell,
    "two cells merged": lambda rows, choose: merge_across(rows, choose, spans=True),
    "two cells run together": lambda rows, choose: merge_across(rows, choose, spans=False),
    "merged down": merge_down,
    "a cell blank": blank_cell,
    "a figure split": split_figure,
    "a column missing": drop_column,
    "a column's figures missing": lambda rows, choose: drop_column(rows, choose, head=False),
    "a column's head missing": lambda rows, choose: drop_column(rows, choose, figures=False),
    "a row missing": drop_row,
    "a row twice": double_row,
    "a row twice, and not alike": double_row_otherwise,
    "rows in another order": shuffle_rows,
    "columns in another order": swap_columns,
    "a label renamed": rename,
    "a row added": add_row,
    "a column added": add_column,
    "a column added without a head": lambda rows, choose: add_column(rows, choose, [""]),
    "head lines swapped": swap_heads,
    "a head line missing": drop_heads,
    "a span missing": drop_a_span,
    "a span too wide": widen_a_span,
}
"""How a table may be torn, by name; a cell whose figure no longer stands as it was is named "?"."""


def truth(tables: Sequence[Rows]) -> tuple[dict[str, set[str]], dict[str, set[str]], list[str]]:
    """What the document says: by cell path the texts that stand for it; those that may; those that stand for none."""
    said: dict[str, set[str]] = {}
    may: dict[str, set[str]] = {}
    loose: list[str] = []
    for cell in (cell for rows in tables for row in rows for cell in row if cell.text.strip()):
        if cell.name == "?":
            loose.append(cell.text)
        elif cell.name.startswith("?"):
            may.setdefault(cell.name[1:], set()).add(cell.text)
            loose.append(cell.text)
        elif cell.name:
            said.setdefault(cell.name, set()).add(cell.text)
    return said, may, loose
