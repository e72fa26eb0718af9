r"""Text as Markdown that says exactly this text: nothing in it can become markup.

An ASCII sign gets a backslash only where it would mean something to CommonMark, to GitHub's tables, strikethrough,
formulas and links, or to the usual attribute extensions, so that ordinary prose reads in the source as it was
written: “1.建立机制” stays, “1. 建立机制” at the start of a paragraph becomes “1\. 建立机制”. Bare addresses are
kept from becoming links, because viewers take the Chinese text that follows into the link.
"""

from __future__ import annotations

import re

from reportwizard.characters import one_line

_INLINE = re.compile(
    r"""
    [\\`*\[~{$]                                # code, emphasis, links, strikethrough, attributes, formulas
    | _ (?! (?<=[0-9A-Za-z]_) [0-9A-Za-z] )    # emphasis; inside a word it is none
    | < (?= [A-Za-z/!?] )                      # HTML and links in angle brackets
    | & (?= \#? [0-9A-Za-z]+ ; )               # entities
    | / (?= / )                                # addresses: http://
    | \. (?= [A-Za-z\u00c0-\u1fff] )           # addresses: www.example.cn
    | @ (?= \w )                               # mail addresses
    """,
    re.VERBOSE,
)
_OPENING = re.compile(r"(?:\d{1,9}(?=[.)](?:\s|$)))?(?=#|>|[-+:](?:\s|$)|--|(?<=\d)[.)])")
_CLOSING = re.compile(r"(?<![^\s])#+$")


def paragraph(text: str) -> str:
    """`text` as one paragraph on one line."""
    escaped = _inline(text)
    match = _OPENING.match(escaped)
    return f"{match.group()}\\{escaped[match.end() :]}" if match else escaped


def heading(text: str) -> str:
    """`text` as the content of a heading; signs at its end that would close it are kept."""
    return _CLOSING.sub(lambda match: match.group().replace("#", "\\#"), _inline(text))


def cell(text: str) -> str:
    """`text` as the content of a table's cell."""
    return _inline(text).replace("|", "\\|")


def _inline(text: str) -> str:
    if text.isalnum():  # a figure, most labels: no signs at all
        return text
    return _INLINE.sub(r"\\\g<0>", one_line(text).strip())
