"""How near a text is to a label of the form. Nearness alone places nothing: it is told, or it seconds evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reportwizard.recognise.labels import read_label

_LONGEST = 60
"""Characters of a text that may be a label at all."""

_MOST_CHANGED = 2
"""Characters by which a label may differ and still be near."""


def is_near(text: str, label: str, labels: Iterable[str] = ()) -> bool:
    """Whether a text may be a label that lost characters (本年发件, 本年新) or has a few others.

    It must not be nearer to another one of `labels`. Another unit, or another remark alone, makes it no label.
    """
    if len(text) > 2 * _LONGEST:
        return False
    read, meant = read_label(text), read_label(label)
    words, whole = read.words, meant.words
    if len(words) < 2 or len(words) > _LONGEST or read.bare == meant.bare:
        return False
    if "元" in words and "万元" not in words and "元" in whole:
        return False
    if any(letter.isdigit() for letter in words):
        return False  # figures run together with a label are no slip in it
    limit = min(_MOST_CHANGED, max(1, len(whole) // 4))
    distance = _distance(words, whole, limit)
    if distance > limit:
        return whole.startswith(words) or (2 * len(words) >= len(whole) and _within(words, whole))
    others = (read_label(other).words for other in labels if other != label)
    return all(_distance(words, other, limit) > distance for other in others)


def nearest(text: str, labels: Iterable[str]) -> str:
    """The label that shares most characters with a text; "" where none shares half of them."""
    words = read_label(text).words if len(text) <= 2 * _LONGEST else ""
    best, found = 0.5, ""
    if not words or len(words) > _LONGEST:
        return ""
    letters = Counter(words)
    for label in labels:
        other = read_label(label).words
        likeness = 2 * sum((letters & Counter(other)).values()) / (len(words) + len(other))
        if likeness > best:
            best, found = likeness, label
    return found


def _within(words: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in words)


def _distance(one: str, other: str, limit: int) -> int:
    """How many characters are to be put in, left out or changed; more than `limit` is as good as any number."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        before, row[0] = row[0], number
        for at, against in enumerate(other, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != against))
    return row[-1]
