"""How wide text is on a line of fixed pitch, and where a line may end.

Widths are display columns: a Chinese character takes two, a combining mark none; the characters that Unicode calls
ambiguous (“ ” — …) take one, as in most terminals; whoever shows lines in one of the others measures within `measured`.
A line never opens with a closing mark (，。）》…) and never ends on
an opening one (（《“…), and a run of Latin letters, digits and their marks stays whole: so a figure is never torn,
unless a single run is longer than the whole line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

_PLAIN = re.compile("[ -~·‘’“”—…]*")
_USUAL = re.compile("[ -~·‘’“”—…\u3000-\u3029\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60]*")
_NARROW = re.compile("[ -~·‘’“”—…]")

OPENING = "（《“‘「『【〔〈〖［｛"
"""What no line ends on."""

CLOSING = "。，、；：？！）》”’」』】〕〉〗］｝…—·％‰℃"
"""What opens no line."""

WORD = "!-~\u00a1-\u024f"
"""The characters of words and figures, as the inside of a regular expression's brackets."""

RUN_IN = re.compile(r"[（(][一二三四五六七八九十百]+[）)][^。：]{1,24}(?:[。：]|$)")
"""A heading that opens the paragraph it belongs to: （一）主动公开。"""

_CALLED = "政府信息公开工作年度报告"

_JOINT = re.compile(
    "(?:(?<=[省县旗盟局厅])(?![级内外直])|(?<=州)(?![市县区级])|(?<=市)(?![场区民政级直])"
    "|(?<=区)(?![域划级直])|(?<=委员会))(?![0-9]|$)"
)
"""Behind these an agency's name may be broken: a place or an office ends here."""

_MARKS = "\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
_CLUSTER = re.compile(rf"(\s*)((?:[{OPENING}]\s*)*(?:[{WORD}]+|\S)[{_MARKS}]*(?:\s*[{CLOSING}])*)")

_MONSTER = 24
"""A run of more columns than this is no figure and no word: a table may tear it rather than grow with it."""


_ambiguous = ContextVar("ambiguous", default=1)


@contextmanager
def measured(ambiguous: int) -> Iterator[None]:
    """Within it, in this thread, the characters of ambiguous width take so many columns: 1 or 2."""
    token = _ambiguous.set(ambiguous)
    try:
        yield
    finally:
        _ambiguous.reset(token)


def text_width(text: str) -> int:
    """The display columns that `text` takes on one line."""
    width = _narrow_width(text)
    if _ambiguous.get() == 1 or text.isascii():
        return width
    return width + sum(unicodedata.east_asian_width(c) == "A" and not unicodedata.combining(c) for c in text)


@lru_cache(maxsize=4096)
def _narrow_width(text: str) -> int:
    if _PLAIN.fullmatch(text):
        return len(text)
    if _USUAL.fullmatch(text):
        return 2 * len(text) - len(_NARROW.findall(text))
    import wcwidth  # some 20 ms to load, and only for characters that hardly any report has

    whole = wcwidth.wcswidth(text)
    return whole if whole >= 0 else sum(max(wcwidth.wcwidth(character), 0) for character in text)


def pad(text: str, width: int, align: str = "left") -> str:
    """`text` filled with spaces up to `width` columns; `align` is left, right or center."""
    free = max(width - text_width(text), 0)
    before = {"left": 0, "right": free, "center": (free + 1) // 2}[align]
    return " " * before + text + " " * (free - before)


def wrap(text: str, width: int, indent: int = 0) -> list[str]:
    """`text` in lines of at most `width` columns, the first one shorter by `indent`; at least one line."""
    lines: list[str] = []
    line, room = "", width - indent
    for gap, cluster in _CLUSTER.findall(text.rstrip()):
        piece = gap + cluster if line else cluster
        if text_width(piece) <= room:
            line += piece
            room -= text_width(piece)
            continue
        if line:
            lines.append(line)
            line, room = "", width
        if text_width(cluster) <= room:
            line, room = cluster, room - text_width(cluster)
            continue
        for character in cluster:
            if line and text_width(character) > room:
                lines.append(line)
                line, room = "", width
            line += character
            room -= text_width(character)
    return [*lines, line]


def balance(text: str, width: int) -> list[str]:
    """`text` in as few lines as `wrap` needs, but of lengths as even as can be: for what stands centred."""
    clusters = _CLUSTER.findall(text.rstrip())
    lines = wrap(text, width)
    if len(lines) == 1 or longest_run(text) > width:
        return lines
    best: list[tuple[int, int, list[str]]] = [(0, 0, [])]  # for each count of clusters: lines, unevenness, the lines
    for end in range(1, len(clusters) + 1):
        options = []
        line = ""
        for start in range(end - 1, -1, -1):
            line = clusters[start][1] + (clusters[start + 1][0] if start + 1 < end else "") + line
            free = width - text_width(line)
            if free < 0:
                break
            count, unevenness, before = best[start]
            options.append((count + 1, unevenness + free * free, [*before, line]))
        best.append(min(options, key=lambda option: option[:2]))
    return best[-1][2]


def title_parts(title: str) -> list[str]:
    """The parts of a title between which it is best broken: behind its year, before what every such report is called.

    Between the parts of a place's name (某省|某市|某局) a title may be broken too, where its first part is too long.
    """
    parts = re.split("(?<=[0-9]年度)(?=.)|(?<=[0-9]年)(?=[^度])", title, maxsplit=1)
    return parts if len(parts) > 1 else re.split(f"(?<=.)(?={_CALLED}$)", title, maxsplit=1)


def title_lines(title: str, width: int) -> list[str]:
    """A title in lines of at most `width` columns: whole, else in its parts, a long part broken where names end."""
    if text_width(title) <= width:
        return [title]
    lines: list[str] = []
    for part in title_parts(title):
        lines += [part] if text_width(part) <= width else _at_joints(part, width) or balance(part, width)
    return lines


def joints(text: str) -> list[str]:
    """The pieces of an agency's name: each but the last ends a place or an office."""
    return _JOINT.split(text)


def _at_joints(text: str, width: int) -> list[str]:
    """`text` in as few lines as its pieces allow, as even as can be; nothing where a piece is too long."""
    pieces = joints(text)
    best: list[tuple[int, int, list[str]] | None] = [(0, 0, [])]
    for end in range(1, len(pieces) + 1):
        options: list[tuple[int, int, list[str]]] = []
        for start in range(end):
            line, before = "".join(pieces[start:end]), best[start]
            free = width - text_width(line)
            if free >= 0 and before is not None:
                options.append((before[0] + 1, before[1] + free * free, [*before[2], line]))
        best.append(min(options, key=lambda option: option[:2], default=None))
    found = best[-1]
    return found[2] if found is not None and found[0] <= len(wrap(text, width)) + 1 else []


def longest_run(text: str) -> int:
    """The columns of the widest piece of `text` that should not be torn."""
    return max((text_width(cluster) for _, cluster in _CLUSTER.findall(text.rstrip())), default=0)


def narrowest(text: str, lines: int) -> int:
    """The smallest width at which `text` fits into so many lines; a run that is no monster stays whole."""
    width = max(min(longest_run(text), _MONSTER), -(-text_width(text) // max(lines, 1)))
    while len(wrap(text, width)) > lines and width < text_width(text):
        width += 1
    return width
