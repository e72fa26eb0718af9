"""Where the keys lead the caret of a text. Pure: from a place to a place.

The caret goes by characters as a person sees them: an accent goes with its letter, a flag is one. A word of Chinese
cannot be told without a dictionary; there Ctrl+Left and Right go by runs of one kind, from one mark to the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from reportwizard.tui.cells import characters, is_plain
from reportwizard.tui.wrapping import Place, Wrapped

_REACH = 64
"""Code points that are looked at for one character: more than any has."""

_RUN = re.compile(r"\n|[^\S\n]+|[0-9A-Za-z\u00c0-\u024f_.%,]+|(?:(?![0-9A-Za-z\u00c0-\u024f_])\w)+|[^\w\s]+", re.DOTALL)
"""A newline, a gap, a word of letters or a figure, a run of Chinese, a run of marks."""


def left(text: Wrapped, place: Place) -> Place:
    """One character to the left."""
    at = place.at
    if not at:
        return Place(0)
    if text.text[at - 1] == "\n" or is_plain(text.text[max(at - 2, 0) : at]):
        return Place(at - 1)
    start = max(text.text.rfind("\n", 0, at) + 1, at - _REACH)
    return Place(start + characters(text.text[start:at])[-1].start)


def right(text: Wrapped, place: Place) -> Place:
    """One character to the right."""
    at = place.at
    ahead = text.text[at : at + 2]
    if len(ahead) < 2 or ahead[0] == "\n" or is_plain(ahead):
        return Place(min(at + 1, len(text.text)))
    end = text.text.find("\n", at)
    end = min(at + _REACH, end if end >= 0 else len(text.text))
    return Place(at + characters(text.text[at:end])[0].end)


def whole(text: Wrapped, at: int) -> int:
    """`at`, or the end of the character that it stands in."""
    if not 0 < at < len(text.text) or "\n" in (around := text.text[at - 1 : at + 1]) or is_plain(around):
        return at
    start = left(text, Place(at)).at
    end = right(text, Place(start)).at
    return max(at, end)


def word_right(text: Wrapped, place: Place) -> Place:
    """Behind the run that stands here, and the gap behind it."""
    run = _RUN.match(text.text, place.at)
    end = run.end() if run else len(text.text)
    gap = _RUN.match(text.text, end)
    if run and not run.group().isspace() and gap and gap.group().isspace() and gap.group() != "\n":
        end = gap.end()
    return Place(whole(text, end))


def word_left(text: Wrapped, place: Place) -> Place:
    """Before the run that stands to the left, and over the gap between."""
    paragraph = text.text.rfind("\n", 0, max(place.at - 1, 0)) + 1
    runs = list(_RUN.finditer(text.text, paragraph, place.at))
    while len(runs) > 1 and runs[-1].group().isspace() and runs[-1].group() != "\n":
        runs.pop()
    if not runs:
        return Place(max(place.at - 1, 0))
    start = runs[-1].start()
    return Place(start) if whole(text, start) == start else left(text, Place(start + 1))


def word_at(text: Wrapped, at: int) -> tuple[int, int]:
    """Start and end of the run that covers the character at `at`."""
    start = text.text.rfind("\n", 0, at) + 1
    for run in _RUN.finditer(text.text, start):
        if run.end() > at:
            return (run.start(), run.end()) if run.group() != "\n" else (at, at)
    return at, at


def paragraph_at(text: Wrapped, at: int) -> tuple[int, int]:
    """Start and end of the paragraph of `at`, without its newline."""
    end = text.text.find("\n", at)
    return text.text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text.text)


def covered(text: Wrapped, line: int, place: Place) -> tuple[int, int]:
    """Start and end of the character that a caret in this line covers; none behind the line's last that is seen."""
    end = text.end_of(line)
    if place.at >= end or text.column_of(place) >= text.columns:
        return end, end
    return place.at, right(text, place).at


def home(text: Wrapped, place: Place) -> Place:
    """The beginning of the line."""
    return Place(text.starts[text.line_of(place)])


def end(text: Wrapped, place: Place) -> Place:
    """The end of the line."""
    return text.end_place(text.line_of(place))


def vertical(text: Wrapped, place: Place, by: int, column: int) -> Place:
    """So many lines down (up where negative), in a column; beyond the first or last line to its beginning or end."""
    line = text.line_of(place) + by
    if line < 0:
        return Place(0)
    if line >= len(text.starts):
        return Place(len(text.text))
    return text.place_at(line, column)


MOVES: Mapping[str, Callable[[Wrapped, Place], Place]] = {
    "left": left,
    "right": right,
    "word_left": word_left,
    "word_right": word_right,
    "home": home,
    "end": end,
    "top": lambda _, __: Place(0),
    "bottom": lambda text, _: Place(len(text.text)),
}
"""The moves by their names."""
