"""What was made of a table's cells, and what was not. The one result of reading, shown or acted upon by others."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportwizard.editions.form import Column, Table


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a table for one cell of the form, a total's too. `text` is as it stood."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Stray:
    """A text that found no place in the form, and why, in Chinese."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Loose:
    """Figures of one line without a label of their own; the columns of `table` where a head stood over them."""

    cells: tuple[str, ...]
    table: Table | None = None
    columns: tuple[Column, ...] = ()


@dataclass(slots=True)
class Reading:
    """The cells that were read, what found no place, and what is not certain.

    Invariant: an entry is only there where one reading alone makes sense, or a doubt says why it may not.
    """

    entries: list[Entry] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What should be told though it is certain."""
    labelled: bool = False
    """Whether any label of the form was seen."""

    @property
    def certain(self) -> bool:
        """Whether nothing was lost and nothing is in doubt."""
        return not (self.strays or self.doubts or self.loose)

    def doubt(self, text: str) -> None:
        """Say why something is not certain, once."""
        if text not in self.doubts:
            self.doubts.append(text)

    def lose(self, cells: list[str], reason: str) -> None:
        """Note cells that find no place."""
        text = " ｜ ".join(cell.strip() for cell in cells if cell.strip())
        if text:
            self.strays.append(Stray(text, reason))
