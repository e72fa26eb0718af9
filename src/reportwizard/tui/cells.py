"""How many terminal cells a text takes, and where in it one character, as a person sees it, ends.

The only place where the editor of texts measures. What is remembered here must be forgotten when the terminal turns out
to show “ ” — ① in other widths (see `ambiguous`). Invariant: the characters of a text are as wide, one by one, as all
of it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

_PLAIN = re.compile(
    "[\n -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u0391-\u0481\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2100-\u27bf"
    "\u2e80-\u2e99\u3000-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u30ff\u3105-\u312f\u3200-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uf900-\ufa6d\uff01-\uff60\uffe0-\uffe6\ufffd\U00020000-\U0002a6df]*"
)
"""Each of these is a character by itself, whatever stands beside it: what joins others is not among them."""

_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
"""Two letters that make one flag."""


class Span(NamedTuple):
    """One character as a person sees it: a letter with its accents, a flag of two signs."""

    start: int
    end: int
    width: int


class _Widths(dict[str, int]):
    def __missing__(self, character: str) -> int:
        self[character] = result = width(character)
        return result


_WIDTHS = _Widths()

width_of = _WIDTHS.__getitem__
"""The cells of a single code point that stands alone; remembered, since a text has thousands of the same few."""


def width(text: str) -> int:
    """The cells that `text` takes on one line."""
    return cell_len(text)


def forget() -> None:
    """The terminal shows characters in other widths than before: measure each anew."""
    _WIDTHS.clear()


def is_plain(text: str) -> bool:
    """Whether each code point of `text` is a character by itself, so that `width_of` each tells all."""
    return _PLAIN.fullmatch(text) is not None


def characters(text: str) -> list[Span]:
    """The characters of `text` (one line, no newline in it), one after the other and without a gap."""
    if is_plain(text):
        return [Span(at, at + 1, width_of(character)) for at, character in enumerate(text)]
    spans: list[Span] = []
    for span in map(Span._make, split_graphemes(text)[0]):
        if spans and _FLAG.fullmatch(text, spans[-1].start, span.end):
            spans[-1] = Span(spans[-1].start, span.end, spans[-1].width + span.width)
        else:
            spans.append(span)
    return spans
