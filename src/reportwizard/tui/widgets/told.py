"""The lines of the guide. What is most wanted stands first: where there are not rows enough, the last find no room.

Of a finding the last line says what to do about it: there the longest gives way instead.
"""

from __future__ import annotations

from rich.cells import cell_len

from reportwizard.tui.widgets.drawn import Line, Lines, wrap_line
from reportwizard.tui.widgets.finding_lines import fit_message


class Told(Lines):
    """Lines that are broken; while `of_finding`, the longest is shortened in its middle where that is needed."""

    of_finding = False

    def broken(self, said: list[Line], width: int) -> list[Line]:
        """The rows."""
        lines = [wrap_line(line, width) for line in said]
        excess = sum(map(len, lines)) - self.extent.height
        longest = max(range(len(lines)), key=lambda n: len(lines[n]), default=0)
        if self.of_finding and excess > 0 and self.extent.height and len(lines[longest]) > 1:
            rows = max(len(lines[longest]) - excess, 1)
            lines[longest] = wrap_line(_shortened(said[longest], rows * (width - 1) + 1), width)[:rows]
        return [row for line in lines for row in line]


def _shortened(line: Line, room: int) -> Line:
    """The line in `room` terminal cells: its longest piece is cut."""
    pieces = list(line)
    at = max(range(len(pieces)), key=lambda n: cell_len(pieces[n][0]))
    text, style = pieces[at]
    pieces[at] = fit_message(text, max(room - sum(cell_len(other) for other, _ in line) + cell_len(text), 2)), style
    return pieces
