"""How the lines of a grid look: strips of styled text. Knows widths and styles, no keys and no messages."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reportwizard.characters import visible
from reportwizard.tui.ambiguous import sign
from reportwizard.tui.grid import Grid, Layout, Line, Position
from reportwizard.tui.view import Shown, View, balance_label
from reportwizard.tui.widgets.editing import Edit

STYLES = (
    "head", "caption", "label", "label-here", "figure", "total", "blank", "wrong", "doubtful",
    "before", "moved", "carried", "cursor", "edit", "caret", "selected", "balance", "unbalanced", "subtotal", "bar",
)  # fmt: skip
"""The names of the styles; the style sheet gives `matrix--NAME` its colours."""

INDENT = 2


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` terminal cells; what is too long ends in …."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + sign("…")


def right(text: str, width: int) -> str:
    """`text` at the right end of `width` terminal cells; of what is too long the end is shown, behind …."""
    size = len(text) if text.isascii() else cell_len(text)
    if size <= width:
        return " " * (width - size) + text
    if text.isascii():
        return sign("…") + text[size - width + 1 :]
    while cell_len(text) > width - 1:
        text = text[1:]
    return sign("…") + " " * (width - 1 - cell_len(text)) + text


class Painter:
    """Draws the lines of one layout."""

    def __init__(self, grid: Grid, view: View, layout: Layout, styles: Mapping[str, Style]) -> None:
        self.grid = grid
        self.view = view
        self.layout = layout
        self.styles = styles
        self.balanced = next((table for table in grid.section.tables if table.balance), None)

    @property
    def footer_lines(self) -> int:
        """How many lines stand below the rows: the balance, where the section has one."""
        return 1 if self.balanced else 0

    def line(
        self,
        number: int,
        shown: Mapping[str, Shown],
        at: Position,
        edit: Edit | None,
        selected: set[Position],
        focus: bool,
        width: int,
    ) -> Strip:
        """One line of the layout."""
        line = self.layout.lines[number]
        if line.kind == "head":
            return self._strip(self._head(line), width, "head")
        if line.kind == "caption":
            return self._strip(self._caption(line), width, "figure")
        if line.kind == "before":
            return self._strip(self._before(line), width, "figure")
        here = line.row == at[0]
        text = " " * INDENT * line.depth + line.text
        segments = [Segment(fit(text, self.layout.label), self.styles["label-here" if here else "label"])]
        for column in range(len(line.table.columns)):
            place = (line.row, column)
            cell = shown[self.grid.path(place)]
            if here and column == at[1] and edit:
                segments += self._edited(edit)
            else:
                style = (
                    "cursor"
                    if focus and place == at
                    else "selected"
                    if place in selected or place == at
                    else self._style(cell)
                )
                segments.append(Segment(right(cell.text, self.layout.columns - 1) + cell.mark, self.styles[style]))
        return self._strip(segments, width, "figure")

    def _before(self, line: Line) -> list[Segment]:
        """Last year's figures, below this year's."""
        segments = [Segment(fit(" " * INDENT * line.depth + line.text, self.layout.label), self.styles["before"])]
        for column in range(len(line.table.columns)):
            shown = self.view.shown_before(self.grid.path((line.row, column)))
            text = right(shown.text, self.layout.columns - 1) + (shown.sign or " ")
            segments.append(Segment(text, self.styles["moved" if shown.sign else "before"]))
        return segments

    def footer(self, number: int, column: int, width: int) -> Strip:
        """The balance of every column."""
        assert self.balanced is not None and number == 0
        segments = [Segment(fit(balance_label(self.balanced), self.layout.label), self.styles["balance"])]
        for index, entry in enumerate(self.balanced.columns):
            text = self.view.balance(self.balanced, entry)
            style = self.styles["unbalanced" if text[0] in "多少" else "balance"]
            if index == column:
                style += Style(underline=True)
            room = self.layout.columns - 1
            if cell_len(text) > room:  # which way is worth more than how far: that is spelt out in the guide
                text = text[0] + sign("…")
            segments.append(Segment(right(text, room) + " ", style))
        return self._strip(segments, width, "balance")

    def with_bar(self, strip: Strip, thumb: bool | None) -> Strip:
        """A line with its piece of the scroll bar at the right: a space, so that it is no sign among figures."""
        return Strip([*strip, Segment(" ", self.styles["bar" if thumb else "figure"])])

    def _style(self, cell: Shown) -> str:
        if cell.mark == "!":
            return "wrong"
        if cell.mark == "?":
            return "doubtful"
        return "total" if cell.computed else "blank" if cell.blank else "carried" if cell.carried else "figure"

    def _edited(self, edit: Edit) -> list[Segment]:
        before, behind = visible(edit.text[: edit.caret]), visible(edit.text[edit.caret :])
        under, rest = (behind[0], behind[1:]) if behind else (" ", "")
        room = self.layout.columns - cell_len(under)
        rest = fit(rest, min(cell_len(rest), room // 2)) if rest else ""
        return [
            Segment(right(before, room - cell_len(rest)), self.styles["edit"]),
            Segment(under, self.styles["caret"]),
            Segment(rest, self.styles["edit"]),
        ]

    def _head(self, line: Line) -> list[Segment]:
        style = self.styles["head"]
        segments = [Segment(fit(line.text, self.layout.label), style)]
        x = 0
        for first, span, text in line.head:
            segments.append(Segment(" " * ((first - x) * self.layout.columns), style))
            width = span * self.layout.columns
            label = text
            if span > 1:
                room = width - 2 - cell_len(text)
                rule = sign("─")
                label = sign("┌") + rule * (room // 2) + text + rule * (room - room // 2 - 1) + sign("┐")
            segments.append(Segment(right(label, width - 1) + " ", style))
            x = first + span
        return segments

    def _caption(self, line: Line) -> list[Segment]:
        text = " " * INDENT * line.depth + line.text
        if line.group is None:
            return [Segment(text, self.styles["caption"])]
        segments = [Segment(fit(text, self.layout.label), self.styles["caption"])]
        for column in line.table.columns:
            value = self.view.subtotal(line.table, line.group, column)
            segments.append(Segment(right(value, self.layout.columns - 1) + " ", self.styles["subtotal"]))
        return segments

    def _strip(self, segments: list[Segment], width: int, fill: str) -> Strip:
        return Strip(segments).adjust_cell_length(width, self.styles[fill]).crop(0, width)
