"""From the blocks of the sections to sheets, and to the prose around them.

Tables are sheets. So are paragraphs that plainly are rows of the form: cells with strokes between them, or each cell
in a paragraph of its own. What is neither stays prose, in its order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reportwizard.blocks import Block, Table
from reportwizard.recognise.fits import LONGEST
from reportwizard.recognise.labels import Vocabulary, is_figure, read_label
from reportwizard.recognise.sheets import Sheet, Square, loose_sheet, sheet_of

_STROKES = re.compile(r"[|｜\t]")
_RULE = re.compile(r"[-:=+\s]*")
_DIGITS = re.compile(r"[\d.,，．、\s]*\d[\d.,，．、\s]*|[万亿]?[元件条项宗份个次起%]")
"""A figure, or a piece of one (.88, 元)."""
_LABEL = 80
"""Characters of the longest paragraph that may be a label."""
_CELL = 40
"""Characters of the longest paragraph that may be a cell of which nothing is known."""
_ENOUGH = {"table": (2, 1), "narrative": (6, 6)}
"""How many labels and figures make a table of paragraphs, by the kind of section."""


@dataclass(slots=True)
class Gathered:
    """All sheets in the order of the document, and the paragraphs by section."""

    sheets: list[Sheet] = field(default_factory=list)
    prose: dict[str, list[str]] = field(default_factory=dict)


class _Line(NamedTuple):
    """A paragraph: what it could be in a table, and where it stands."""

    text: str
    kind: str
    """`name`, `figure`, `row` (with strokes), `short` (anything) or `prose`."""
    number: int
    place: str


def gather(
    sections: Mapping[str, Sequence[Block]], words: Sequence[Vocabulary], numbers: Mapping[int, int]
) -> Gathered:
    """Sheets and prose; `numbers` gives the number of a table in the document by its identity, where known."""
    gathered = Gathered()
    tables = 0
    for section, blocks in sections.items():
        lines: list[_Line] = []
        paragraphs = 0
        prose = gathered.prose.setdefault(section, [])
        for block in blocks:
            if isinstance(block, Table):
                _loosen(lines, section, words, gathered.sheets, prose)
                tables += 1
                number = block.number or numbers.get(id(block), tables)
                gathered.sheets.append(sheet_of(block.rows, section, number, block.place, block.above))
                lines = []
            elif block.text.strip():
                paragraphs += 1
                lines.append(_Line(block.text, _kind(block.text, words), paragraphs, block.place))
        _loosen(lines, section, words, gathered.sheets, prose)
    return gathered


def _kind(text: str, words: Sequence[Vocabulary]) -> str:
    bare = text.strip()
    if len(bare) <= _LABEL and any(each.find(bare) or each.find_stuck(bare) for each in words):
        return "name"
    if len(bare) <= _CELL and (is_figure(bare) or _DIGITS.fullmatch(bare)):
        return "figure"
    cells = _cells(text)
    if _RULE.fullmatch(_unruled(text)) and len(cells) > 1:
        return "short"
    if len(cells) > 1 and any(is_figure(cell) or any(each.find(cell) for each in words) for cell in cells):
        return "row"
    return "short" if len(bare) <= _CELL and not re.search("[。；;！？]", bare) else "prose"


def _cells(text: str, *, framed: bool = False) -> list[str]:
    cells = [cell.strip() for cell in _STROKES.split(text.strip(" \r\n"))]
    return cells[1:-1] if framed else cells


def _framed(text: str) -> bool:
    bare = text.strip(" \r\n")
    return len(bare) > 1 and bare[0] in "|｜" and bare[-1] in "|｜"


def _loosen(
    lines: Sequence[_Line], section: str, words: Sequence[Vocabulary], sheets: list[Sheet], prose: list[str]
) -> None:
    """Part neighbouring paragraphs into tables and prose."""
    start = 0
    while start < len(lines):
        if lines[start].kind in ("prose", "short"):
            prose.append(lines[start].text)
            start += 1
            continue
        end = start
        while end < len(lines) and lines[end].kind != "prose":
            end += 1
        while end - start > 1 and lines[end - 1].kind == "short" and not _last_of_row(lines[end - 2], lines[end - 1]):
            end -= 1
        run = lines[start:end]
        if any(line.kind == "row" for line in run):
            sheets.append(_of_rows(run, section, words))
        elif _enough(run, section, words):
            sheets.append(_of_cells(run, section, words))
        else:
            prose += [line.text for line in run]
        start = end


def _last_of_row(before: _Line, line: _Line) -> bool:
    return before.kind == "figure" and _stands_in(line.text)


def _stands_in(text: str) -> bool:
    """Whether a text of which nothing is known may stand for the last figure of a row (见附件)."""
    return len(text.strip()) <= LONGEST and read_label(text).number is None


def _unruled(text: str) -> str:
    return text.replace("|", "")


def _enough(run: Sequence[_Line], section: str, words: Sequence[Vocabulary]) -> bool:
    kinds = {each.id: each.kind for each in words[0].edition.sections}
    names, figures = _ENOUGH[kinds.get(section, "narrative")]
    found = [line.kind for line in run]
    return found.count("name") >= names and found.count("figure") >= figures


def _place(lines: Sequence[_Line], section: str, words: Sequence[Vocabulary]) -> str:
    for each in words[0].edition.sections:
        if each.id == section:
            return lines[0].place or f"第{each.number}部分"
    return lines[0].place


def _of_rows(run: Sequence[_Line], section: str, words: Sequence[Vocabulary]) -> Sheet:
    """Paragraphs whose cells have strokes between them; without one empty cell, empty ones may have been left out."""
    framed = all(_framed(line.text) for line in run)
    texts = [(line, _cells(line.text, framed=framed)) for line in run if not _RULE.fullmatch(_unruled(line.text))]
    lines = [
        [Square(text, at, at + 1, y, y + 1, line.number, at + 1) for at, text in enumerate(cells)]
        for y, (line, cells) in enumerate(texts)
    ]
    lossy = all(cell for _, cells in texts for cell in cells)
    return loose_sheet(lines, section, _place(run, section, words), lossy=lossy)


def _of_cells(run: Sequence[_Line], section: str, words: Sequence[Vocabulary]) -> Sheet:
    """Paragraphs that are one cell each: a row begins at each label, and figures follow it."""
    lines: list[list[Square]] = []
    before = ""  # the text of the line before, where that is a text alone
    for line, behind in zip(run, [*run[1:], None], strict=True):
        text = line.text.strip()
        alone = lines[-1][0].text if lines and len(lines[-1]) == 1 else ""
        figure = line.kind == "figure" and bool(lines) and not _ends_head(alone, before, words)
        ends = line.kind == "short" and bool(lines) and not alone and (behind is None or behind.kind == "name")
        if not figure and not (ends and _stands_in(text)):
            before = alone
            lines.append([])
        y, x = len(lines) - 1, len(lines[-1])
        lines[y].append(Square(text, x, x + 1, y, y + 1, line.number, 1))
    return loose_sheet(lines, section, _place(run, section, words), lossy=True)


def _ends_head(text: str, before: str, words: Sequence[Vocabulary]) -> bool:
    """Whether a text such as 总计, which names a row too, is the last one of a head: a column stands before it."""
    if read_label(text).number is not None:
        return False
    return any(each.find(text).columns for each in words) and any(each.find(before).columns for each in words)
