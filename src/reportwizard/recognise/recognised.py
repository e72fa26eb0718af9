"""What was made of a document: the report, where each figure came from, what found no place, and how the form looked.

The one result of recognition, acted upon by others: the rules of family F read `Form`, the command line and the
screen tell the rest. Invariant: whatever stood in the document is in the report, in `unread`, or furniture that a
note counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from reportwizard.report.model import Report


class Origin(NamedTuple):
    """Where a figure stood, counted from one as a person would, and its text as it stood.

    `table` counts through the document, `row` and `cell` through the cells that the document has (a merged cell once).
    `place` is the page or sheet where a document has them. A figure that stood in no table has table 0, row the line.
    """

    place: str
    table: int
    row: int
    cell: int
    text: str


class Unread(NamedTuple):
    """What stood in the document and found no place: the text as it stood, why, and the nearest thing it could be."""

    text: str
    reason: str
    nearest: str = ""
    place: str = ""
    """Where it stood, in Chinese: 第 2 个表第 5 行."""

    def __str__(self) -> str:
        told = f"“{self.text}”：{self.reason}"
        told = f"{self.place} {told}" if self.place else told
        return f"{told}（最接近的是“{self.nearest}”）" if self.nearest else told


class SeenHeading(NamedTuple):
    """A heading of the document that is, or could be, one of the form's. `number` is None where none stands there."""

    section: str
    """The section's id; "" where it is none of them."""
    text: str
    number: int | None


class SeenLabel(NamedTuple):
    """A label that is not the statutory one: the cells it stands for, as printed, and as the form has it."""

    where: tuple[str, ...]
    text: str
    statutory: str


class Gap(NamedTuple):
    """A row, column or table of the form that the document does not have: its cells and its label."""

    where: tuple[str, ...]
    label: str
    kind: str
    """`row`, `column`, or `table` (its caption, else the heading of its section), where nothing of it is there."""


class Added(NamedTuple):
    """A row or column of the document that the form does not have: its text, the cells of the table it stands in."""

    where: tuple[str, ...]
    text: str
    kind: str
    """`row` or `column`."""


class Together(NamedTuple):
    """Figures run together into one cell (规章000), or one figure over several: the cells it could be, the text."""

    where: tuple[str, ...]
    text: str


@dataclass(slots=True)
class Form:
    """How the form looked on paper."""

    headings: list[SeenHeading] = field(default_factory=list)
    """In the order of the document."""
    labels: list[SeenLabel] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    together: list[Together] = field(default_factory=list)
    foreign: list[SeenLabel] = field(default_factory=list)
    """Labels that only another edition has, seen in a table that was read by this one (statutory: "" or its own)."""


@dataclass(slots=True)
class Recognised:
    """A document, understood."""

    report: Report
    origins: dict[str, Origin] = field(default_factory=dict)
    """By cell path, those of totals too; by texts.<id> and agency, year, title for what is no figure."""
    unread: list[Unread] = field(default_factory=list)
    form: Form = field(default_factory=Form)
    notes: list[str] = field(default_factory=list)
    """What should be told though it is certain, in Chinese."""
