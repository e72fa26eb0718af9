"""Tables in plain text that nobody drew: cells parted by tabs, by upright lines, or by two blanks and more.

Each kind of line is told by the line itself, a table is a run of lines of one kind. Nothing is guessed of spans: a row
has the cells that it has; only where all lines leave the same columns blank do blanks tell which cell is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from reportwizard.blocks import Block, Cell, Paragraph, Table
from reportwizard.readers.drawn import BOX
from reportwizard.readers.lines import columns

_PIPES = re.compile("[|｜│┃║¦]")
_DASHES = re.compile("-{3}|={3}|[─━═]")
_BLANKS = re.compile("[ \u00a0\u3000]{2,}")
_FIGURE = re.compile(r"[-−]?[\d,.，．０-９]+(?:件|条|项|元|万元|%)?|[-/—－无]")
_ITEM = re.compile(r"[（(]?(?:[一二三四五六七八九十]+|\d+)[)）、.．]?\t[^\t]*")
_LONGEST = 50
_PROSE = 200
_FEW_LINES = 2_000
_WIDEST = 2_000


def kind_of(line: str) -> str:
    """How a line parts its cells: tab, pipe, blank; "" where it has none."""
    if _parts_by_tabs(line):
        return "tab"
    if _PIPES.search(line) or _is_rule(line):
        return "pipe"
    pieces = _BLANKS.split(line.strip())
    return "blank" if len(pieces) > 1 and max(map(len, pieces)) <= _LONGEST else ""


def _parts_by_tabs(line: str) -> bool:
    """Whether tabs part cells: not one that sets a paragraph in, nor the one behind the number of an item."""
    bare = line.strip()
    if "\t" not in line or _ITEM.fullmatch(bare):
        return False
    if "\t" in bare or line.endswith("\t"):
        return max(map(len, bare.split("\t"))) <= _PROSE
    return line.startswith("\t\t") and len(bare) <= _LONGEST


def table_of(lines: Sequence[str], kind: str) -> Table | None:
    """The table that lines of one kind make; None where they make none."""
    if kind == "tab":
        return _table(_tabs(lines))
    if kind == "pipe":
        return _table(_pipes(lines)) if _are_pipes(lines) else None
    if len(lines) < 2 or not any(any(map(_FIGURE.fullmatch, _BLANKS.split(line.strip())[1:])) for line in lines):
        return None
    return _table(_blanks(lines))


def gather_pipes(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with neighbouring paragraphs whose cells are parted by upright lines made into tables."""
    for (piped, within), run in groupby(blocks, lambda block: (_is_piped(block), block.within)):
        found = list(run)
        texts = [block.text for block in found if isinstance(block, Paragraph)] if piped else []
        if texts and _are_pipes(texts):
            yield Table(tuple(tuple(map(Cell, row)) for row in _pipes(texts)), place=found[0].place, within=within)
        else:
            yield from found


def _is_piped(block: Block) -> bool:
    return isinstance(block, Paragraph) and _PIPES.search(block.text) is not None


def _are_pipes(lines: Sequence[str]) -> bool:
    """Whether lines with upright lines in them are rows: a single one is a row of links, or prose."""
    return len(lines) > 1 and any(len(_PIPES.findall(line)) > 1 or _is_rule(line) for line in lines)


def _is_rule(line: str) -> bool:
    """Whether a line only draws: a row of `-` for blanks does not."""
    return not line.strip(f" \t\u3000|｜¦+:=-{BOX}") and _DASHES.search(line) is not None


def _table(rows: Sequence[Sequence[str]]) -> Table | None:
    return Table(tuple(tuple(Cell(text.strip()) for text in row) for row in rows)) if rows else None


def _tabs(lines: Sequence[str]) -> list[list[str]]:
    rows = [line.strip(" ").split("\t") for line in lines]
    if any(not row[0].strip() or not row[-1].strip() for row in rows):
        return rows
    # tabs that only move to the next stop are no cells: then all rows are alike without them, and not with them
    joined = [[cell for cell in row if cell.strip()] for row in rows]
    alike = len({len(row) for row in joined}) == 1 and len({len(row) for row in rows}) > 1
    return joined if alike and len(rows) > 1 else rows


def _pipes(lines: Sequence[str]) -> list[list[str]]:
    """The cells between upright lines; the outermost are a frame where every row has them, else they part cells."""
    rows = [[cell.strip() for cell in _PIPES.split(line.strip())] for line in lines if not _is_rule(line)]
    if rows and all(len(row) > 1 and not row[0] for row in rows):
        rows = [row[1:] for row in rows]
    if rows and all(len(row) > 1 and not row[-1] for row in rows):
        rows = [row[:-1] for row in rows]
    return rows


def _blanks(lines: Sequence[str]) -> list[list[str]]:
    rows = [_BLANKS.split(line.strip()) for line in lines]
    if len(lines) > _FEW_LINES or max(map(len, lines)) > _WIDEST:
        return rows
    canvas = [columns(line.replace("\u00a0", " ").replace("\u3000", "  ")) for line in lines]
    used = {x for line in canvas for x, sign in enumerate(line) if sign != " "}
    starts = [x for x in sorted(used) if x - 1 not in used]
    # one blank column may stand inside a text: only where each piece stands alone are these the columns of the table
    if len(starts) != max(map(len, rows)):
        return rows
    edges = [*starts[1:], 10**9]
    return [["".join(line[start:end]).strip() for start, end in zip(starts, edges, strict=True)] for line in canvas]
