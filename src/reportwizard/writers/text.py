"""Plain text for print and mail: a centred title, indented paragraphs, tables drawn with `+`, `-` and `|`.

Nothing but those three signs draws a table: the box-drawing characters are of ambiguous width and stand two
columns wide in the usual fonts of a Chinese Windows, which tears every table. No line ends in a space.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportwizard.blocks import Block, Heading, Paragraph
from reportwizard.characters import one_line
from reportwizard.writers.layout import pad, text_width, wrap
from reportwizard.writers.text_table import Spot, draw

_INDENT = "\u3000\u3000"
_INDENT_WIDTH = 4


@dataclass(frozen=True, slots=True)
class Laid:
    """One block as lines, and where in them stands what has a name."""

    lines: list[str]
    spots: Mapping[str, Spot]


def write(blocks: Iterable[Block], width: int = 100) -> str:
    """The document, each line at most `width` columns; only a table whose figures need more is wider."""
    out: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and apart(before, block):
            out.append("")
        out += lay(block, width).lines
        before = block
    return "\n".join(out) + "\n"


def apart(before: Block, block: Block) -> bool:
    """Whether an empty line stands between two blocks: everywhere but between paragraphs."""
    return not (isinstance(before, Paragraph) and isinstance(block, Paragraph))


def lay(block: Block, width: int) -> Laid:
    """One block, in lines of at most `width` columns."""
    if isinstance(block, (Heading, Paragraph)):
        lines = [line.rstrip() for line in _running(block, width)]
        return Laid(lines, {block.name: Spot(0, 0, text_width(lines[0]))} if block.name else {})
    lines, spots = draw(block, width)
    return Laid([line.rstrip() for line in lines], spots)


def _running(block: Heading | Paragraph, width: int) -> list[str]:
    if isinstance(block, Heading):
        lines = wrap(one_line(block.text), width)
        return [pad(line, width, "center") for line in lines] if block.level == 1 else lines
    first, *rest = wrap(one_line(block.text), width, _INDENT_WIDTH)
    return [_INDENT + first, *rest]
