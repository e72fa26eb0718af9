"""A widget drawn by line, whose finished lines are kept: a key costs what it changed, and nothing else.

Textual renders every line of a widget through its style sheet again whenever any line near it changes. The widgets
that stand beside every key (table, guide, findings, way, title) are drawn here as strips, kept until `redraw` or
`refresh` says that they are not right any more. No borders, no padding: what is to be seen is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reportwizard.characters import one_line
from reportwizard.tui.ambiguous import is_wide
from reportwizard.writers.layout import measured, wrap

Piece: TypeAlias = tuple[str, str]
"""A text and the name of its style."""

Line: TypeAlias = Sequence[Piece]

STYLES = ("plain", "strong", "quiet", "good", "wrong", "doubtful", "advice", "title", "here", "caption", "rule")
"""The styles of everything that is said in lines; the style sheet gives `drawn--NAME` its colours."""

COMPONENTS = frozenset(f"drawn--{name}" for name in STYLES)
"""For the screen that holds such widgets."""


class Frame(Widget):
    """Holds widgets that cover it; of its own it has nothing to paint."""

    BLANK = True

    def render_lines(self, crop: Region) -> list[Strip]:
        """Blank lines."""
        return filtered(self, super().render_lines(crop))


def filtered(widget: Widget, strips: list[Strip]) -> list[Strip]:
    """The lines of a blank widget; where no colours are wanted, without them: Textual leaves that out there."""
    if widget.app.no_color:
        for each in widget.get_line_filters():
            strips = [strip.apply_filter(each, widget.background_colors[1]) for strip in strips]
    return strips


class Drawn(Widget):
    """Lines of strips. A subclass says in `draw` how one looks."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self._strips: dict[int, Strip] = {}
        self._looks: dict[str, Style] = {}
        self._background: Color | None = None
        self.extent = Size(0, 0)
        """The size, as it was told last: Textual works `size` out anew each time it is asked."""

    def on_resize(self, event: events.Resize) -> None:
        """Another size."""
        self.extent = self.size
        self.resized()

    def resized(self) -> None:
        """For a subclass: everything is to be arranged for the new `extent`."""
        self.refresh()

    def draw(self, y: int) -> Strip:
        """The line at `y`, counted from the widget's top, as wide as the widget."""
        raise NotImplementedError

    def look(self, name: str) -> Style:
        """The style of that name in the present theme; the screen has it, so that it is made once for all widgets."""
        style = self._looks.get(name)
        if style is None:
            style = self._looks[name] = self.screen.get_component_rich_style(f"drawn--{name}")
        return style

    def say(self, message: Message) -> None:
        """Tell the screen, by the straight way: a message that bubbles through every frame comes a repaint too late."""
        message.set_sender(self)
        self.screen.post_message(message)

    def redraw(self, *lines: int) -> None:
        """These lines are not right any more."""
        if lines:
            width, height = self.extent
            self.refresh(*(Region(0, y, width, 1) for y in lines if 0 <= y < height))

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Drawn:
        """Forget the kept lines of the regions (of the whole widget where there are none), and have them painted."""
        if repaint:
            if regions:
                for region in regions:
                    for y in region.line_range:
                        self._strips.pop(y, None)
            else:
                self._strips.clear()
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def notify_style_update(self) -> None:
        """Another theme, or another state: other colours."""
        self._looks.clear()
        self._strips.clear()
        self._background = None
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One line, from what is kept where it is right."""
        strip = self._strips.get(y)
        if strip is None:
            strip = self.draw(y)
            if self._background is None:
                self._background = self.background_colors[1]
            for each in self.get_line_filters():
                strip = strip.apply_filter(each, self._background)
            self._strips[y] = strip
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region, as Textual asks for them."""
        strips = [self.render_line(y) for y in crop.line_range]
        left, right = crop.column_span
        return strips if (left, right) == (0, self.extent.width) else [strip.crop(left, right) for strip in strips]

    def strip(self, line: Line, *, fill: str = "plain", lead: str = "") -> Strip:
        """A line as a strip of the widget's width; what is too long is cut."""
        segments = [Segment(lead, self.look(fill))] if lead else []
        segments += [Segment(text, self.look(style)) for text, style in line if text]
        return Strip(segments).adjust_cell_length(self.extent.width, self.look(fill)).crop(0, self.extent.width)


class Lines(Drawn):
    """Some lines that are said: `show` them, and those that are others than before are painted."""

    def __init__(self, *, id: str, fill: str = "plain", wraps: bool = False, indent: int = 0) -> None:  # noqa: A002
        super().__init__(id=id)
        self._fill = fill
        self._wraps = wraps
        self._indent = " " * indent
        self._said: list[Line] = []
        self._lines: list[Line] = []

    @property
    def text(self) -> str:
        """What is said, without styles."""
        return "\n".join("".join(text for text, _ in line) for line in self._said)

    def show(self, lines: Iterable[Line]) -> None:
        """Say these lines."""
        said = list(lines)
        if said != self._said:
            self._said = said
            self._arrange()

    def resized(self) -> None:
        """Another width breaks the lines elsewhere."""
        self.refresh()
        self._arrange()

    def _arrange(self) -> None:
        before = self._lines
        self._lines = self.broken(self._said, self.extent.width - len(self._indent)) if self._wraps else self._said
        height = max(len(before), len(self._lines))
        self.redraw(*(y for y in range(height) if before[y : y + 1] != self._lines[y : y + 1]))

    def broken(self, said: list[Line], width: int) -> list[Line]:
        """What is said in rows of `width` terminal cells."""
        return [row for line in said for row in wrap_line(line, width)]

    def draw(self, y: int) -> Strip:
        """One of the lines, or an empty one."""
        return self.strip(self._lines[y] if y < len(self._lines) else (), fill=self._fill, lead=self._indent)


def wrap_line(line: Line, width: int) -> list[Line]:
    """A line broken as Chinese is: no closing mark opens a line, no figure is torn; the styles stay."""
    clean = [(one_line(text), style) for text, style in line]
    whole = "".join(text for text, _ in clean)
    styles = [style for text, style in clean for _ in text]
    broken: list[Line] = []
    at = 0
    with measured(ambiguous=2 if is_wide() else 1):
        lines = wrap(whole, max(width, 2))
    for text in lines:
        pieces: list[Piece] = []
        for character in text:
            while whole[at] != character:
                at += 1  # the space at which the line was broken
            if pieces and pieces[-1][1] == styles[at]:
                pieces[-1] = (pieces[-1][0] + character, styles[at])
            else:
                pieces.append((character, styles[at]))
            at += 1
        broken.append(pieces)
    return broken
