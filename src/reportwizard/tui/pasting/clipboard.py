"""A text from a clipboard as rows of cells, and a block of cells as such a text.

Spreadsheets give tabs, with quotes round what holds a line break; pages and papers give pipes, runs of spaces, or
one cell a line. Empty cells stay in their place. Nothing here knows the form.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from reportwizard.characters import clean

_PIPE = re.compile(r"(?<!\\)[|｜]")
_RULE = re.compile(r"[\s|｜:+\-=─│┼]*[\-=─]{2,}[\s|｜:+\-=─│┼]*")
_GAP = re.compile(r"[ \u00a0]{2,}|[ \u00a0]*\u3000+[ \u00a0]*")
_FIGURE = re.compile(r"[-−]?[\d０-９][\d０-９,，.．]*件?|[/／—－\-]|——")


@dataclass(frozen=True, slots=True)
class Clip:
    """The rows; what told the cells apart where it was no mark; how many blank lines stood below them."""

    rows: list[list[str]]
    weak: Literal["", "gaps", "spaces"] = ""
    trailing: int = 0

    @property
    def width(self) -> int:
        """The cells of the longest row."""
        return max(map(len, self.rows), default=0)


def read(text: str) -> Clip:
    """The cells of a text, whatever ends its lines and parts its cells."""
    text = normal(text)
    body = text[:-1] if text.endswith("\n") else text
    lines = body.split("\n")
    if "\t" in body:
        rows = [[clean(cell) for cell in row] for row in _tabbed(body)]
        return Clip([row for row in rows if len(row) > 1 or row[0].strip()])
    if any(_PIPE.search(line) for line in lines):
        return Clip(_piped([line.strip() for line in lines if line.strip() and not _RULE.fullmatch(line.strip())]))
    splits: tuple[tuple[Literal["gaps", "spaces"], Callable[[str], list[str]]], ...]
    splits = (("gaps", _by_gaps), ("spaces", _by_spaces))
    for weak, split in splits:
        rows = [split(line) for line in lines]
        if any(len(row) > 1 for row in rows):
            return Clip([row for row in rows if row[0]], weak=weak)
    filled = len(lines)
    while filled > 1 and not lines[filled - 1].strip():
        filled -= 1
    return Clip([[clean(line)] for line in lines], trailing=len(lines) - filled)


def read_own(text: str) -> Clip:
    """The cells of what `write` wrote: nothing is made of them, nothing is left out."""
    text = normal(text)
    return Clip(_tabbed(text[:-1] if text.endswith("\n") else text))


def normal(text: str) -> str:
    """The text with line feeds alone: terminals turn them into carriage returns."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write(rows: Sequence[Sequence[str]]) -> str:
    """The cells as spreadsheets take them: tabs and lines, quotes only where a cell needs them."""
    lines = ["\t".join(_quoted(cell) for cell in row) for row in rows]
    text = "\n".join(lines)
    return text + "\n" if not lines[-1:] or not lines[-1] else text  # else a blank last row would be lost


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if cell.startswith('"') or set(cell) & set("\t\n\r") else cell


def _tabbed(body: str) -> list[list[str]]:
    """Cells between tabs. What is in quotes is taken as spreadsheets mean it; quotes that do not close are letters."""
    plain = [line.split("\t") for line in body.split("\n")]
    if '"' not in body:
        return plain
    try:
        rows = [row or [""] for row in csv.reader(io.StringIO(body + "\n", newline=""), delimiter="\t", strict=True)]
    except csv.Error:
        return plain
    return rows


def _piped(lines: list[str]) -> list[list[str]]:
    """Cells between pipes; those round the whole, where every line has them, are a frame."""
    rows = [_PIPE.split(line) for line in lines]
    if all(len(cells) > 2 and not cells[0] and not cells[-1] for cells in rows if len(cells) > 1):
        rows = [cells[1:-1] if len(cells) > 1 else cells for cells in rows]
    return [[clean(cell.replace("\\|", "|")).strip() for cell in cells] for cells in rows]


def _by_gaps(line: str) -> list[str]:
    return [clean(cell) for cell in _GAP.split(line.strip())]


def _by_spaces(line: str) -> list[str]:
    """A label and the figures behind it; anything else stays one cell."""
    words = clean(line).split()
    figures = 0
    while figures < len(words) and _FIGURE.fullmatch(words[-1 - figures]):
        figures += 1
    if not figures or len(words) < 2:
        return [" ".join(words)]
    label = " ".join(words[: len(words) - figures])
    return ([label] if label else []) + words[len(words) - figures :]
