"""A text being written: caret, selection, marks, and what each key does to them. Pure; knows no screen.

Two texts of the same length are kept: the one that is stored, and the one that is shown, where each harmful character
is one symbol; so every place is the same in both. Invariant: caret and anchor never stand inside a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from reportwizard.characters import clean, visible
from reportwizard.tui import caret
from reportwizard.tui.wrapping import Place, Reflow, Wrapped

_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


class Mark(NamedTuple):
    """What a finding says of the characters from `start` to `end`."""

    start: int
    end: int
    severity: str


@dataclass(frozen=True, slots=True)
class Edit:
    """From `start` on, `before` was replaced by `after`; `fresh` where a person thinks of it as a step of its own."""

    start: int
    before: str
    after: str
    fresh: bool


def shown(text: str) -> str:
    """The text as it is shown, character for character."""
    return visible(text).replace("\t", " ")


def from_outside(text: str) -> str:
    """A pasted text: whatever ends lines is a newline, tabs are spaces (a text has no columns), the rest is clean."""
    return clean(_BREAK.sub("\n", text).replace("\t", " "))


class Manuscript:
    """One text. What is done to it says which lines are to be painted anew: they gather in `stale`."""

    def __init__(self, text: str, columns: int) -> None:
        self.text = text
        self.wrapped = Wrapped(shown(text), columns)
        self.place = Place(0)
        self.anchor: int | None = None
        """Where the selection began; None where nothing is selected."""
        self.marks: list[Mark] = []
        self.stale: list[range] = []
        """The lines that read or look otherwise than before."""
        self._wish: int | None = None
        """The column that a run of Up and Down keeps to."""
        self._fresh = True

    # ---- where one is

    @property
    def selection(self) -> tuple[int, int]:
        """Start and end of what is selected; both the caret's place where nothing is."""
        at = self.place.at
        anchor = at if self.anchor is None else self.anchor
        return min(anchor, at), max(anchor, at)

    @property
    def selected(self) -> str:
        """The selected text."""
        start, end = self.selection
        return self.text[start:end]

    @property
    def line(self) -> int:
        """The line in which the caret is shown."""
        return self.wrapped.line_of(self.place)

    @property
    def paragraph(self) -> int:
        """How many paragraphs that are not blank stand before the caret's."""
        before = self.text[: self.text.rfind("\n", 0, self.place.at) + 1]
        return sum(not each.isspace() for each in before.split("\n") if each)

    def go(self, move: str, *, select: bool = False, lines: int = 1) -> None:
        """Move the caret: one of `caret.MOVES`, or up and down by so many lines."""
        start, end = self.selection
        if move in ("up", "down"):
            wish = self.wrapped.column_of(self.place) if self._wish is None else self._wish
            self.go_to(caret.vertical(self.wrapped, self.place, lines if move == "down" else -lines, wish), select)
            self._wish = wish
        elif start != end and not select and move in ("left", "right"):
            self.go_to(Place(start if move == "left" else end))
        else:
            self.go_to(caret.MOVES[move](self.wrapped, self.place), select)

    def go_to(self, place: Place, select: bool = False) -> None:
        """Put the caret at a place; with `select`, what lies between is selected."""
        before, had = self.line, self.selection
        if not select:
            self.anchor = None
        elif self.anchor is None:
            self.anchor = self.place.at
        self.place = place
        self._wish = None
        self._fresh = True
        self._touch_lines(before, self.line)
        if had[0] != had[1] and not select:
            self._touch(*had)

    def select(self, start: int, end: int) -> None:
        """Select from start to end; the caret is at the end."""
        self.go_to(Place(start))
        self.go_to(Place(end), select=True)

    def pause(self) -> None:
        """What is typed next is a step of its own."""
        self._fresh = True

    # ---- what changes the text

    def put(self, text: str, *, typed: bool = False) -> Edit | None:
        """Put a text in the place of what is selected; what was typed joins what was typed before it."""
        start, end = self.selection
        fresh = self._fresh or not typed or start != end
        edit = self.replace(start, end, text, fresh=fresh)
        self._fresh = not typed
        return edit

    def erase(self, move: str) -> Edit | None:
        """Take away what is selected, or else what lies between the caret and where a move would lead."""
        start, end = self.selection
        if start != end:
            edit = self.replace(start, end, "", fresh=True)
            self._fresh = True
            return edit
        other = caret.MOVES[move](self.wrapped, self.place).at
        edit = self.replace(min(start, other), max(start, other), "", fresh=self._fresh or "word" in move)
        self._fresh = "word" in move
        return edit

    def replace(self, start: int, end: int, text: str, *, fresh: bool) -> Edit | None:
        """Put a text in the place of another, the caret behind it. None where they are the same."""
        before = self.text[start:end]
        selected = self.selection
        if selected[0] != selected[1]:
            self._touch(*selected)
        self._touch_lines(self.line, self.line)
        self.anchor = self._wish = None
        if before != text:
            self.text = self.text[:start] + text + self.text[end:]
            self._shift_marks(start, end, len(text) - (end - start))
            self._touch_reflow(self.wrapped.splice(start, end - start, shown(text)))
        self.place = Place(caret.whole(self.wrapped, start + len(text)))  # an accent joins the letter before it
        self._touch_lines(self.line, self.line)
        return Edit(start, before, text, fresh) if before != text else None

    def break_at(self, columns: int) -> None:
        """Break the lines for another width."""
        self.wrapped = Wrapped(self.wrapped.text, columns)
        self.stale = [range(len(self.wrapped.starts))]

    def mark(self, marks: Iterable[Mark]) -> None:
        """Show these marks and no others."""
        size = len(self.text)
        fresh = [Mark(max(start, 0), min(end, size), severity) for start, end, severity in marks]
        for mark in {*self.marks} ^ {*fresh}:
            self._touch(mark.start, mark.end)
        self.marks = fresh

    # ---- within

    def _shift_marks(self, start: int, end: int, by: int) -> None:
        """The marks keep to their words; one whose words are gone is gone."""
        moved = (
            Mark(
                mark.start if mark.start < start or mark.start == start < end else max(mark.start, end) + by,
                mark.end if mark.end <= start else max(mark.end, end) + by,
                mark.severity,
            )
            for mark in self.marks
        )
        self.marks = [mark for mark in moved if mark.start < mark.end]

    def _touch(self, start: int, end: int) -> None:
        self._touch_lines(self.wrapped.line_of(Place(start)), self.wrapped.line_of(Place(end)))

    def _touch_lines(self, one: int, other: int) -> None:
        self.stale.append(range(min(one, other), max(one, other) + 1))

    def _touch_reflow(self, reflow: Reflow) -> None:
        count = len(self.wrapped.starts)
        # lines were won or lost: all below stand elsewhere, and as many rows behind the last are free now
        more = max(reflow.old - reflow.new, 0)
        self.stale.append(range(reflow.first, reflow.new if reflow.old == reflow.new else count + more))
