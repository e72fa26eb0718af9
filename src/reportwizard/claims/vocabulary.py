"""The words that prose about information disclosure is made of; the table itself is `words.txt`, data and no code.

Not how they hang together (`clauses`, `roles`). A word is found by its longest match, so a longer word protects a
shorter one inside it (申请人 is no 申请). A kind is `name` or `name:value`; `fill` says nothing and leaves no gap.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeAlias

_HEADINGS = {
    "依申请公开": "app",
    "申请公开": "app",
    "收到和处理": "app",
    "主动公开": "publish",
    "复议": "challenge",
    "诉讼": "challenge",
}
"""What the heading of a paragraph or a part is about, by a word that it has."""


Word: TypeAlias = "tuple[str, int, str, str]"
"""One word: its characters, how many they are, its kind and value; a word that only protects others has no kind."""

Lexicon: TypeAlias = "dict[str, dict[str, list[Word]]]"
"""The words by their first and their second character, the longest first; the one of a single character comes last, and
stands under "" too."""

_MARKS = {
    "comma": "，,",
    "stop": "、",
    "colon": "：:",
    "semi": "；",
    "end": "。！？",
    "line": "\n",
    "open": "（",
    "close": "）",
    "and": "和与及",
}


@cache
def lexicon() -> Lexicon:
    """All words; made when the first text is read."""
    words: dict[str, Word] = {}
    kind = value = ""
    for line in (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        entry, bar, rest = line.partition(" | ")
        if bar:
            kind, _, value = entry.strip("-").partition(":")
        for text in (rest if bar else line).split():
            words.setdefault(text, (text, len(text), kind, value))
    for kind, marks in _MARKS.items():
        words.update((mark, (mark, 1, kind, "")) for mark in marks)
    found: Lexicon = {}
    for text in sorted(words, key=len, reverse=True):
        by_second = found.get(text[0])
        if by_second is None:
            found[text[0]] = by_second = {"": []}
        if len(text) == 1:
            for those in by_second.values():
                those.append(words[text])
        else:
            by_second.setdefault(text[1], []).append(words[text])
    return found


def topic_of_heading(heading: str) -> str:
    """What a heading announces: app, publish, challenge; "" for anything else."""
    return next((topic for word, topic in _HEADINGS.items() if word in heading), "")
