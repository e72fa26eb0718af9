"""Tables drawn with signs: `+---+` and `|`, or the box-drawing characters, with merged cells and wrapped texts.

The drawing is read as a drawing: two neighbouring squares are one cell where no border runs between them, so that a
sign inside a text does no harm. Box-drawing characters may be one or two columns wide; whichever makes all lines end
in one place is taken. Invariant: a table is only returned where every cell is a rectangle; else None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportwizard.blocks import Cell, Table
from reportwizard.readers.lines import columns, join

BOX = "─━═│┃║┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬┍┑┕┙┝┥┯┷┿┎┒┖┚┠┨┰┸╂╭╮╰╯╞╡╤╧╪╟╢╥╨╫╒╕╘╛╓╖╙╜"
"""The box-drawing characters that draw tables."""

_SIGNS = str.maketrans({each: "-" if each in "─━═" else "|" if each in "│┃║" else "+" for each in BOX})
_BORDER = re.compile("[+-][=-]")
_OPENING = re.compile(r"[ \u3000]*\+[=-]{2}")
_LINE = re.compile(r"[ \u3000]*[|+]")
_FIGURE = re.compile(r"[-−]?[\d,.，．０-９]+%?|[-/—－无]")
_MOST_LINES = 2_000
_MOST_COLUMNS = 500
_MOST_SQUARES = 50_000


def is_line(line: str) -> bool:
    """Whether a line could be one of a drawing."""
    return bool(_LINE.match(line.translate(_SIGNS)))


def opens(line: str) -> bool:
    """Whether a drawing could begin with this line: an upper border."""
    return bool(_OPENING.match(line.translate(_SIGNS)))


def is_border(line: str) -> bool:
    """Whether a line draws nothing but borders."""
    plain = line.translate(_SIGNS)
    return not plain.strip(" \u3000|+=-") and _BORDER.search(plain) is not None


def read_drawing(lines: Sequence[str]) -> Table | None:
    """The table that the lines draw; None where they draw none."""
    if len(lines) < 3 or len(lines) > _MOST_LINES or max(map(len, lines)) > _MOST_COLUMNS:
        return None
    for box_width in (1, 2) if any(each in BOX for line in lines for each in line) else (1,):
        canvas = _canvas(lines, box_width)
        if canvas:
            cells = _Grid(canvas).cells()
            if cells:
                return _table(cells)
    return None


def _canvas(lines: Sequence[str], box_width: int) -> list[list[str]]:
    """The signs by line and column, without the margin; empty where the lines do not end in one place."""
    rows: list[list[str]] = []
    for line in lines:
        signs: list[str] = []
        for sign in columns(line.rstrip()):
            plain = sign.translate(_SIGNS) if sign in BOX and sign else sign
            signs.append(plain)
            if box_width == 2 and plain != sign:
                signs.append("-" if plain in "+-" else " ")
        rows.append([each.replace("=", "-") for each in signs] if is_border(line) else signs)
    margin = next((x for x, sign in enumerate(rows[0]) if sign == "+"), 0)
    rows = [row[margin:] for row in rows]
    edge = max((x for x, sign in enumerate(rows[0]) if sign == "+"), default=-1)
    if any(len(row) <= edge or row[0] not in "+|" or row[edge] not in "+|" for row in rows):
        return []
    if any(sign.strip(" -") for row in rows for sign in row[edge + 1 :]):
        return []
    return [row[: edge + 1] for row in rows]


@dataclass(frozen=True, slots=True)
class _Area:
    """A cell of a drawing: its squares, and the lines of text in it."""

    top: int
    left: int
    height: int
    width: int
    lines: tuple[str, ...]
    room: int


class _Grid:
    """The squares between all borders of a drawing, and which of them belong together."""

    def __init__(self, canvas: list[list[str]]) -> None:
        self.canvas = canvas
        self.ys = [y for y, row in enumerate(canvas) if "+" in row]
        self.xs = sorted({x for y in self.ys for x, sign in enumerate(canvas[y]) if sign == "+"})
        # a + inside a text makes no border: only where one is drawn somewhere does a row or column end
        self.xs = [x for x in self.xs if any(self._upright(y, x) for y in range(len(self.ys) - 1))]
        self.ys = [y for y in self.ys if any(self._level(y, x) for x in range(len(self.xs) - 1))]

    def _upright(self, band: int, x: int) -> bool:
        """Whether a border runs down the column `x` between two neighbouring lines of borders."""
        top, bottom = self.ys[band], self.ys[band + 1]
        return all(self.canvas[y][x] in ("+", "|") for y in range(top, bottom + 1))

    def _level(self, y: int, band: int) -> bool:
        """Whether a border runs along the line `y` between two neighbouring columns of borders."""
        row = self.canvas[y]
        ends = row[self.xs[band]] in ("+", "-") and row[self.xs[band + 1]] in ("+", "-")
        return ends and all(row[x] in ("+", "-") for x in range(self.xs[band] + 1, self.xs[band + 1]))

    def cells(self) -> list[_Area]:
        """The cells in reading order; none where some are no rectangles."""
        height, width = len(self.ys) - 1, len(self.xs) - 1
        if height < 1 or width < 1 or height * width > _MOST_SQUARES:
            return []
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        areas: list[_Area] = []
        for y in range(height):
            for x in range(width):
                if (y, x) in owner:
                    continue
                right = x + 1
                while right < width and not self._upright(y, self.xs[right]):
                    right += 1
                bottom = y + 1
                while bottom < height and not self._level(self.ys[bottom], x):
                    bottom += 1
                squares = [(row, column) for row in range(y, bottom) for column in range(x, right)]
                if any(square in owner for square in squares) or not self._closed(y, x, bottom, right):
                    return []
                owner |= dict.fromkeys(squares, (y, x))
                areas.append(self._area(y, x, bottom, right))
        return areas

    def _closed(self, top: int, left: int, bottom: int, right: int) -> bool:
        """Whether a rectangle has borders all around and none inside."""
        rows, bands = range(top, bottom), range(left, right)
        return (
            all(self._upright(y, self.xs[x]) for y in rows for x in (left, right))
            and all(self._level(self.ys[y], x) for x in bands for y in (top, bottom))
            and not any(self._upright(y, self.xs[x]) for y in rows for x in range(left + 1, right))
            and not any(self._level(self.ys[y], x) for x in bands for y in range(top + 1, bottom))
        )

    def _area(self, top: int, left: int, bottom: int, right: int) -> _Area:
        start, end = self.xs[left] + 1, self.xs[right]
        inside = range(self.ys[top] + 1, self.ys[bottom])
        lines = tuple("".join(self.canvas[y][start:end]).strip() for y in inside)
        return _Area(top, left, bottom - top, right - left, lines, end - start)


def _table(areas: Sequence[_Area]) -> Table:
    """The cells as rows. Where no border parts the rows, each line is one: figures are never wrapped."""
    height = 1 + max(area.top for area in areas)
    rows: list[tuple[Cell, ...]] = []
    for y in range(height):
        band = [area for area in areas if area.top == y]
        rows += _unparted(band) if _is_unparted(band) else [tuple(map(_cell, band))]
    return Table(tuple(rows))


def _is_unparted(band: Sequence[_Area]) -> bool:
    if not band or any(area.height > 1 for area in band) or len(band) < 2:
        return False
    texts = [[line for line in area.lines if line] for area in band]
    stacked = any(len(text) > 1 and all(map(_FIGURE.fullmatch, text)) for text in texts[1:])
    return stacked and all(band[0].lines)


def _unparted(band: Sequence[_Area]) -> Iterator[tuple[Cell, ...]]:
    for index in range(len(band[0].lines)):
        yield tuple(Cell(area.lines[index], colspan=area.width) for area in band)


def _cell(area: _Area) -> Cell:
    return Cell(join([line for line in area.lines if line], _room(area)), area.height, area.width)


def _room(area: _Area) -> int:
    """The width of the longest line that the text was broken for: the cell's, or less where it has a margin."""
    longest = max((len(columns(line)) for line in area.lines), default=0)
    return longest if longest >= area.room - 2 else 0
