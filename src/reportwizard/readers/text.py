"""Plain text: paragraphs, headings where they can be told, and tables however they are set.

Text as the program itself prints it is taken back exactly: a centred title, headings that stand alone, paragraphs set
in by two full-width spaces and broken at the width of the page, tables drawn with `+`, `-` and `|`. Any other text is
taken line by line: a line is a paragraph, so that no heading disappears in what follows it; tables are drawn ones, or
runs of lines with tabs, upright lines or wide blanks. A centred title is a Heading of level 1 in the former, a
Paragraph in the latter. One cell a line stays paragraphs. Invariant: no line is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from reportwizard.blocks import Block, Heading, Paper, Paragraph
from reportwizard.errors import DocumentError
from reportwizard.readers.decoding import decode
from reportwizard.readers.drawn import is_line, opens, read_drawing
from reportwizard.readers.lines import is_full, join, width
from reportwizard.readers.plain_tables import kind_of, table_of

_INDENT = "\u3000\u3000"
_LINE = re.compile("[\n\f]")
_NUMBERED = re.compile("[一二三四五六七八九十]+、")
_MOST = 4_000_000
_WIDEST = 250
_LONGEST_HEADING = 60


def read(data: bytes, kind: str) -> Paper:
    """The text in `data`. Raises DocumentError for what is no text."""
    decoded = decode(data)
    if len(decoded.text) > _MOST:
        raise DocumentError("文本太长（超过 400 万字），不是一份报告", hint="请核对文件")
    return Paper(tuple(blocks_of(decoded.text)), kind, notes=decoded.notes)


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a text."""
    lines = [line.rstrip(" \u3000\u00a0") if line.strip() else "" for line in _LINE.split(text)]
    groups = [list(group) for blank, group in groupby(lines, lambda line: not line) if not blank]
    room = _room(groups)
    if room:
        return _printed(groups, room)
    return (block for group in groups for block in _lines(group))


# ---- as the program prints it


def _room(groups: Sequence[Sequence[str]]) -> int:
    """The width at which a document was broken into lines; 0 where it was not printed so."""
    prose = [group for group in groups if not _is_drawn(group)]
    widest = max((width(line.strip(" ")) for group in prose for line in group), default=0)
    if widest > _WIDEST or not any(group[0].startswith(_INDENT) or _is_drawn(group) for group in groups):
        return 0
    if any("\t" in line for group in prose for line in group):
        return 0
    standing = any(_NUMBERED.match(group[0]) for group in prose)
    for group in prose:
        for line, following in pairwise(group):
            goes_on = not following.startswith(_INDENT)
            if goes_on and not is_full(line.strip(" "), following.strip(" "), widest):
                return 0
            if goes_on and _NUMBERED.match(following) and not standing:
                return 0
    return widest


def _is_drawn(group: Sequence[str]) -> bool:
    """Whether lines are a table as the program draws one: from the edge of the page."""
    return group[0].startswith("+-")


def _printed(groups: Sequence[Sequence[str]], room: int) -> Iterator[Block]:
    for number, group in enumerate(groups):
        if _is_drawn(group):
            table = read_drawing(group)
            yield from [table] if table else _lines(group)
        elif group[0].startswith(_INDENT):
            paragraph: list[str] = []
            for line in group:
                if line.startswith(_INDENT) and paragraph:
                    yield Paragraph(join(paragraph, room).strip())
                    paragraph = []
                paragraph.append(line.strip())
            yield Paragraph(join(paragraph, room).strip())
        else:
            text = join([line.strip() for line in group], room)
            centred = len(group) > 1 or group[0].startswith(" ") or width(group[0]) >= room - 1
            if number == 0 and centred:
                yield Heading(text, 1)
            elif len(text) <= _LONGEST_HEADING and text[-1] not in "。；：！？" and not kind_of(text):
                yield Heading(text, 2)
            else:
                yield Paragraph(text)


# ---- any other text


def _lines(group: Sequence[str]) -> Iterator[Block]:
    """The blocks of lines between two empty ones."""
    for drawn, run in groupby(_drawings(group), lambda each: each[0]):
        lines = [line for _, line in run]
        table = read_drawing(lines) if drawn else None
        if table:
            yield table
        else:
            yield from _runs(lines)


def _drawings(group: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each line with the number of the drawing that it is part of, 0 for none."""
    number = 0
    inside = False
    for line in group:
        begins = not inside and opens(line)
        number += begins
        inside = begins or (inside and is_line(line))
        yield number if inside else 0, line


def _runs(lines: Sequence[str]) -> Iterator[Block]:
    """Tables where neighbouring lines part their cells in one way, else a paragraph a line."""
    for kind, run in groupby(lines, kind_of):
        found = list(run)
        table = table_of(found, kind) if kind else None
        if table:
            yield table
        else:
            yield from (Paragraph(line.strip()) for line in found)
