"""The least that a digit in a matrix can cost: rows drawn by line, of which a key repaints six cells."""

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

ROWS, COLUMNS, LABEL, WIDTH = 27, 8, 34, 9
FIGURE, SUM, HERE = Style(color="white"), Style(color="green"), Style(reverse=True)


class Matrix(Widget, can_focus=True):
    def __init__(self) -> None:
        super().__init__()
        self.figures = [[row * column for column in range(COLUMNS)] for row in range(ROWS)]
        self.at = (3, 3)

    def render_line(self, y: int) -> Strip:
        if y >= ROWS:
            return Strip.blank(self.size.width)
        cells = [Segment(f"第{y:02}行的名称".ljust(LABEL - 5), FIGURE)]
        for column, figure in enumerate(self.figures[y]):
            style = HERE if (y, column) == self.at else SUM if column == COLUMNS - 1 else FIGURE
            cells.append(Segment(f"{figure:>{WIDTH - 1}} ", style))
        return Strip(cells).adjust_cell_length(self.size.width)

    def paint(self, row: int, column: int) -> None:
        self.refresh(Region(LABEL + column * WIDTH, row, WIDTH, 1))

    def on_key(self, event: events.Key) -> None:
        row, column = self.at
        if event.character and event.character.isdigit():
            event.stop()
            figure = (self.figures[row][column] * 10 + int(event.character)) % 10**6
            self.figures[row][column] = self.figures[row][-1] = figure
            for below in (0, 10, 20, 26):
                self.figures[below][column] = figure + below
                self.paint(below, column)
            self.paint(row, column)
            self.paint(row, COLUMNS - 1)


class Floor(App[None]):
    def compose(self) -> ComposeResult:
        yield Matrix()

    def on_mount(self) -> None:
        self.query_one(Matrix).focus()


Floor().run()
