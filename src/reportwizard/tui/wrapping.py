"""A text broken into lines of a width, kept right while it changes. Pure; knows no caret and no screen.

The rules are those of `writers.layout`: no closing mark opens a line, no opening one ends it, words and figures are
not torn unless one is wider than the line. Spaces at a break hang behind the line above, and count for nothing.

Invariant: the lines are those that breaking the whole text anew would give. Where a line ends depends only on the
text from its start on, to a little behind its end. So a change breaks anew a few lines before it and those behind,
only until a break falls where one was.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from reportwizard.tui.cells import characters, is_plain, width, width_of
from reportwizard.writers.layout import CLOSING, OPENING, WORD

_WORD = re.compile(f"[{WORD}]")
_REACH = 3
"""So many lines before a change may end elsewhere: one that it belongs to now, or one that a word or mark was kept out
of; narrow lines, in which that was torn, may lie between."""

_GAP = re.compile(r"[^\S\n]*")


class Place(NamedTuple):
    """A place between two characters.

    Where a line is broken, `behind` tells the end of the line above from the beginning of the next.
    """

    at: int
    behind: bool = False


class Reflow(NamedTuple):
    """After a change: lines `first` up to `old` became `first` up to `new`; all other lines read as before."""

    first: int
    old: int
    new: int


class Wrapped:
    """The text, and where its lines start. Each newline ends a line and belongs to it."""

    def __init__(self, text: str, columns: int) -> None:
        self.text = text
        self.columns = max(columns, 2)
        self.starts = [0]
        self._break_from(0, [], 0)

    def splice(self, start: int, length: int, put: str) -> Reflow:
        """From `start` on, put a text in the place of `length` characters."""
        here = bisect_right(self.starts, start) - 1
        first = max(here - _REACH, 0)
        near = self.starts[first + 1 : here + 1]
        kept = self.starts[bisect_right(self.starts, start + length) :]
        count = len(self.starts)
        self.text = self.text[:start] + put + self.text[start + length :]
        del self.starts[first + 1 :]
        matched = self._break_from(start + len(put), kept, len(put) - length)
        for one, other in zip(near, self.starts[first + 1 :], strict=False):
            if one != other:
                break
            first += 1  # the line ends where it did, before the change
        return Reflow(first, count - matched, len(self.starts) - matched)

    def _break_from(self, changed: int, kept: list[int], shift: int) -> int:
        """Break lines from the last start on; returns how many of the `kept` starts are starts still.

        These are the starts behind the change, which ended at `changed`, as they were before it moved them by `shift`.
        """
        text, starts = self.text, self.starts
        at = starts[-1]
        while True:
            at = self._next(at)
            if at == len(text) and (not at or text[at - 1] != "\n" or starts[-1] == at):
                return 0
            if at > changed:
                index = bisect_left(kept, at - shift)
                if kept[index : index + 1] == [at - shift]:
                    starts += [each + shift for each in kept[index:]]
                    return len(kept) - index
            starts.append(at)

    def _next(self, start: int) -> int:
        """Where the line that starts at `start` ends, its newline included."""
        text = self.text
        room = text[start : start + self.columns + 1]
        if is_plain(room):
            fits = start + bisect_right(list(accumulate(map(width_of, room))), self.columns)
        else:
            fits = self._fitting(start)
        newline = text.find("\n", start, fits + 1)
        if newline >= 0:
            return newline + 1
        if fits >= len(text):
            return len(text)
        behind = _GAP.match(text, fits).end()  # type: ignore[union-attr]
        if behind > fits and behind < len(text) and not self._ends_character(behind, start):
            behind -= 1  # an accent on a space
        if behind == len(text):
            return behind
        if text[behind] == "\n":
            return behind + 1
        if self._may_part(behind, start):
            return behind
        for at in range(fits - 1, start, -1):
            if self._may_part(at, start):
                return at
        return behind

    def _fitting(self, start: int) -> int:
        """The same as for plain text, for letters with accents and signs of many parts: these are never torn."""
        text = self.text
        end = text.find("\n", start)
        line = text[start : min(end if end >= 0 else len(text), start + 4 * self.columns)]
        room, fits = self.columns, 0
        for span in characters(line):
            room -= span.width
            if room < 0 and fits:
                break
            fits = span.end
        return start + fits

    def _may_part(self, at: int, start: int) -> bool:
        """Whether a line from `start` may end before the character at `at`."""
        text = self.text
        here = text[at]
        if here in CLOSING or here.isspace() or not self._ends_character(at, start):
            return False
        before = at - 1
        while before > start and text[before].isspace():
            before -= 1
        last = text[before]
        if last in OPENING:
            return False
        return before < at - 1 or not (_WORD.match(last) and _WORD.match(here))

    def _ends_character(self, at: int, start: int) -> bool:
        """Whether a character as a person sees it ends at `at`, in a line from `start`."""
        text = self.text
        return is_plain(text[at - 1 : at + 1]) or characters(text[start : at + 1])[-1].start == at - start

    # ---- places

    def line_of(self, place: Place) -> int:
        """The line in which a place is shown."""
        line = bisect_right(self.starts, place.at) - 1
        soft = line and place.behind and self.starts[line] == place.at and self.text[place.at - 1] != "\n"
        return line - 1 if soft else line

    def end_of(self, line: int) -> int:
        """Where a line ends, before its newline."""
        if line + 1 == len(self.starts):
            return len(self.text)
        end = self.starts[line + 1]
        return end - 1 if self.text[end - 1] == "\n" else end

    def line(self, number: int) -> str:
        """What a line reads."""
        return self.text[self.starts[number] : self.end_of(number)]

    def column_of(self, place: Place) -> int:
        """The cells before a place in its line; spaces that hang behind the line are all at its end."""
        start = self.starts[self.line_of(place)]
        return min(width(self.text[start : place.at]), self.columns)

    def place_at(self, line: int, column: int) -> Place:
        """The place before the character that covers a column of a line; behind the last where there is none."""
        start = self.starts[line]
        for span in characters(self.line(line)):
            column -= span.width
            if column < 0:
                return Place(start + span.start)
        return self.end_place(line)

    def end_place(self, line: int) -> Place:
        """The place at the end of a line."""
        end = self.end_of(line)
        return Place(end, line + 1 < len(self.starts) and self.starts[line + 1] == end)
