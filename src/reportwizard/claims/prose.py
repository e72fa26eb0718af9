"""Prose cut into paragraphs, sentences and clauses, each a span of the text. Knows no numbers and no subjects.

Invariant: spans lie in the order of the text and never overlap; brackets and quotation marks do not end a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportwizard.claims.claim import Span

_SENTENCE_ENDS = "。！？；"
_ENDS = re.compile(rf"[{_SENTENCE_ENDS}\n]+[”’）]?")


def paragraphs(text: str) -> Iterator[Span]:
    """The lines that hold anything, without the space around them."""
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            begin = start + line.index(stripped[0])
            yield begin, begin + len(stripped)
        start += len(line) + 1


def sentences(text: str) -> Iterator[Span]:
    """The sentences, each with the mark that ends it; a line ends one too, a semicolon between sentences as well."""
    start = 0
    for end in _ENDS.finditer(text):
        yield from _without_space(text, start, end.end())
        start = end.end()
    yield from _without_space(text, start, len(text))


def _without_space(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        begin = start + piece.index(stripped[0])
        yield begin, begin + len(stripped)
