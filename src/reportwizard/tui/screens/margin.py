"""What stands around a page: title, way, heading, and below it the guide with whatever is to be said.

Invariant: a note stays while the cursor stands where it was said; a worry about the file stays until it is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.tui import guide
from reportwizard.tui.widgets.drawn import Lines
from reportwizard.tui.widgets.pages import NAMES
from reportwizard.tui.widgets.rail import Rail
from reportwizard.tui.widgets.told import Told

if TYPE_CHECKING:
    from reportwizard.tui.screens.main import MainScreen


class Margin:
    """The lines around the pages of the main screen."""

    def __init__(self, main: MainScreen) -> None:
        self.main = main
        self.title = Lines(id="title", fill="title")
        self.strip = Rail(narrow=True)
        self.rail = Rail()
        self.heading = Lines(id="heading")
        self.guide = Told(id="guide", wraps=True, indent=1)
        self._note = ""
        self._brief = False
        self._noted_at = ""

    def keep(self, note: str, *, brief: bool = False) -> None:
        """Say this with the next picture, until the cursor moves; what is `brief` takes no line of its own."""
        self._note = note
        self._brief = brief
        self._noted_at = self._place

    def moved(self, note: str = "") -> None:
        """The cursor has moved, with these words; the move that led to a note comes here after the note."""
        if note or self._place != self._noted_at:
            self.keep(note)
        self.show_guide()

    @property
    def _place(self) -> str:
        return self.main.desk.spot.address

    def show_page(self) -> None:
        """Another page: its heading, and nothing said yet."""
        stop = self.main.current
        heading = NAMES.get(stop) or self.main.sections[stop].heading
        self.heading.show([((heading, "caption"),)])
        self._note = ""

    def show(self) -> None:
        """Bring all of it in line with the session."""
        main = self.main
        self.title.show([guide.title(main.session)])
        way, current = guide.stops(main.view), main.stops.index(main.current)
        for rail in (self.strip, self.rail):  # the one that is hidden too: another size of the window shows it
            rail.show(way, current)
        self.show_guide()

    def show_guide(self) -> None:
        """What is to be said where one stands; what is most wanted first, since the last lines may find no room."""
        main, matrix = self.main, self.main.matrix
        told = main.desk.told
        main.findings.tell(told)
        lead = ((f"» {self._note}　", "strong"),) if self._note and self._brief else ()
        if matrix is not None:
            cell = matrix.grid.cell(matrix.at)
            lines = guide.about_cell(main.view, cell, told, self.guide.extent.width - 1, lead)
        else:
            line, *more = guide.about_page(main.view, main.current, told)
            lines = [(*lead, *line), *more]
        note = [((f"» {self._note}", "strong"),)] if self._note and not lead else []
        first = 1 if matrix is not None else 0
        lines = [*lines[:first], *note, *lines[first:]]
        if worry := main.session.worry:
            lines.insert(0, ((worry, "wrong"),))
        self.guide.of_finding = told is not None and told.waived is None
        self.guide.show(lines)
