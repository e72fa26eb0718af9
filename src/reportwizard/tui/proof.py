"""The finished report as lines of text, for looking at while one types. Pure; knows no screen.

Blocks that are as they were are not laid out again: of a report in which one figure changed, only its table is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reportwizard.blocks import Block, Table
from reportwizard.report.model import Report
from reportwizard.typeset.report import typeset
from reportwizard.writers import text
from reportwizard.writers.layout import measured
from reportwizard.writers.text import Laid
from reportwizard.writers.text_table import Spot

PAGE = 100
"""Columns of the page at the most, as in the exported text."""

_TABLE = 60
"""Columns that a table gets at the least; where there are fewer, one looks at a part of it."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The lines of the report; for each name where it stands, several times for the paragraphs of a text."""

    lines: Sequence[str] = ()
    spots: dict[str, list[Spot]] = field(default_factory=dict)


def make_proof(report: Report, width: int, wide: bool = False) -> Proof:
    """The report in lines of `width` columns at the most; tables may need more.

    `wide`: for a terminal that draws “ ” — … in two columns.
    """
    lines: list[str] = []
    spots: dict[str, list[Spot]] = {}
    before: Block | None = None
    for block in typeset(report):
        if before is not None and text.apart(before, block):
            lines.append("")
        room = max(width, _TABLE) if isinstance(block, Table) else width
        laid = _lay(block, "" if isinstance(block, Table) else block.name, min(room, PAGE), 2 if wide else 1)
        for name, spot in laid.spots.items():
            spots.setdefault(name, []).append(spot._replace(line=spot.line + len(lines)))
        lines += laid.lines
        before = block
    return Proof(lines, spots)


@lru_cache(maxsize=256)
def _lay(block: Block, name: str, width: int, ambiguous: int) -> Laid:  # a name is no part of a block's equality
    with measured(ambiguous):
        return text.lay(block, width)
