"""Characters that must not reach a terminal or a page as they are.

A report's text is stored as it stood. Whatever is shown passes through `visible` (each harmful character
becomes one that can be seen), whatever is exported through `clean` (it is left out). Harmful are the control
characters but newline and tab, the marks that turn the direction of writing, those without any width, and those
that are no characters at all. None of them is printable in Python's sense, and nearly all texts are: that is asked
first.
"""

from __future__ import annotations

import re

_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]"
)


def has_harmful(text: str) -> bool:
    """Whether `text` holds a character that `clean` would leave out."""
    return not text.isprintable() and _HARMFUL.search(text) is not None


def visible(text: str) -> str:
    """`text` with every harmful character shown as one symbol: ␛ for ESC, � for those that have none."""
    return text if text.isprintable() else _HARMFUL.sub(_symbol, text)


def one_line(text: str) -> str:
    """`visible(text)` on a single line: newlines and tabs become spaces."""
    return text if text.isprintable() else visible(text).replace("\n", " ").replace("\t", " ")


def clean(text: str) -> str:
    """`text` without its harmful characters."""
    return text if text.isprintable() else _HARMFUL.sub("", text)


def _symbol(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "�"
