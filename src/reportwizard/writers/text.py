"""Plain text for print and mail: a centred title, indented paragraphs, tables drawn with `+`, `-` and `|`.

Nothing but those three signs draws a table: the box-drawing characters are of ambiguous width and stand two
columns wide in the usual fonts of a Chinese Windows, which tears every table. No line ends in a space.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportwizard.blocks import Block, Heading, Paragraph
from reportwizard.characters import one_line
from reportwizard.writers.layout import pad, wrap
from reportwizard.writers.text_table import draw

_INDENT = "\u3000\u3000"
_INDENT_WIDTH = 4


def write(blocks: Iterable[Block], width: int = 100) -> str:
    """The document, each line at most `width` columns; only a table whose figures need more is wider."""
    out: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and not (isinstance(before, Paragraph) and isinstance(block, Paragraph)):
            out.append("")
        out += (line.rstrip() for line in _lines(block, width))
        before = block
    return "\n".join(out) + "\n"


def _lines(block: Block, width: int) -> Iterator[str]:
    if isinstance(block, Heading):
        lines = wrap(one_line(block.text), width)
        yield from (pad(line, width, "center") for line in lines) if block.level == 1 else lines
    elif isinstance(block, Paragraph):
        first, *rest = wrap(one_line(block.text), width, _INDENT_WIDTH)
        yield from (_INDENT + first, *rest)
    else:
        yield from draw(block, width)
