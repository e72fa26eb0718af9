"""Where in a report's TOML file something stands: from a cell, a text or a span of its characters to line and column.

Only for whoever points into the file (SARIF, annotations); a report knows nothing of lines. The source is one that
TOML's reader has taken, however a person wrote it: inline tables, dotted keys, escapes. Invariant: a place that is told
is the right one; where none can be told it is None.

Lines and columns count from one, in characters; the end of a place is where the next character stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

Address: TypeAlias = "tuple[str, ...]"


class Place(NamedTuple):
    """A piece of the file; `end_line` and `end_column` are those of the character behind it."""

    line: int
    column: int
    end_line: int
    end_column: int


class _Entry(NamedTuple):
    """A key with its value, in characters of the source."""

    start: int
    value: int
    end: int


class Places:
    """The places of one source, in which line ends are newlines."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._lines = [0, *(match.end() for match in re.finditer("\n", source))]
        self._entries: dict[Address, _Entry] = {}
        self._headers: dict[Address, tuple[int, int]] = {}
        try:
            _scan(source, self._entries, self._headers)
        except RecursionError:  # nested beyond all reason, and nothing of ours
            self._entries.clear()

    def find(self, address: str, span: tuple[int, int] | None = None) -> Place | None:
        """The place of a cell, texts.<id> or key of the head; with `span`, of these characters of the text.

        A total stands where it is stated. What the file does not have is placed at the table it belongs to.
        """
        path = tuple(address.split("."))
        entry = self._entries.get(("stated", address)) or self._entries.get(path)
        if entry is None:
            return self._table_of(path)
        if span is not None:
            marked = self._span(entry, span)
            if marked is not None:
                return self._place(*marked)
        return self._place(entry.start, entry.end)

    def _table_of(self, path: Address) -> Place | None:
        """The nearest table around `path`: its header, or the key that holds it."""
        for length in range(len(path) - 1, 0, -1):
            around = path[:length]
            if around in self._headers:
                return self._place(*self._headers[around])
            if around in self._entries:
                entry = self._entries[around]
                return self._place(entry.start, entry.end)
        return None

    def _span(self, entry: _Entry, span: tuple[int, int]) -> tuple[int, int] | None:
        """Where the characters of `span` stand in the source; of none, where they would."""
        begins: list[int] = []
        end = entry.end
        for at, begin, after in _characters(self._source, entry.value, entry.end):
            if at >= span[0]:
                begins.append(begin)
            end = after
            if at + 1 >= max(span[1], span[0] + 1):
                break
        if not begins:
            return None
        return begins[0], end if span[1] > span[0] else begins[0]

    def _place(self, start: int, end: int) -> Place:
        return Place(*self._position(start), *self._position(end))

    def _position(self, offset: int) -> tuple[int, int]:
        from bisect import bisect_right

        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


_BLANK = re.compile(r"(?:[ \t\n\r]|#[^\n]*)*")
_PART = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')[ \t]*""")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")'
    r"|'''.*?'{3,5}(?!')"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}#\n]*")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|([ \t]*\n[ \t\n]*)|(.))", re.DOTALL)
_NAMED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


def _scan(source: str, entries: dict[Address, _Entry], headers: dict[Address, tuple[int, int]]) -> None:
    """Note every key and header. Of arrays of tables nothing is noted: several tables have the same keys there."""
    arrays: set[Address] = set()
    table: Address | None = ()
    at = _skip(source, 0)
    while at < len(source):
        if source[at] == "[":
            double = source.startswith("[[", at)
            path, end = _key(source, at + 1 + double)
            end += 1 + double
            if double:
                arrays.add(path)
            table = None if any(path[: len(array)] == array for array in arrays) else path
            if table is not None:
                headers[table] = (at, end)
            at = end
        else:
            at = _pair(source, at, table, entries)
        at = _skip(source, at)


def _skip(source: str, at: int) -> int:
    """Past space, line ends and comments."""
    match = _BLANK.match(source, at)
    return match.end() if match else at


def _key(source: str, at: int) -> tuple[Address, int]:
    """A key, dotted or not, and where what follows it begins."""
    parts: list[str] = []
    while match := _PART.match(source, at):
        parts.append("".join(c for c, _, _ in _decoded(source, match.start(1), match.end(1))) or match.group(1))
        at = match.end()
        if not source.startswith(".", at):
            break
        at += 1
    return tuple(parts), at


def _pair(source: str, at: int, table: Address | None, entries: dict[Address, _Entry]) -> int:
    """Note a key with its value, and those inside it; returns where the value ends."""
    path, equals = _key(source, at)
    value = _skip(source, equals + 1)
    whole = None if table is None else (*table, *path)
    if source.startswith("{", value):
        end = _inline(source, value, whole, entries)
    elif source.startswith("[", value):
        end = _array(source, value)
    elif match := _STRING.match(source, value):
        end = match.end()
    else:
        plain = _PLAIN.match(source, value)
        end = value + len(plain.group().rstrip()) if plain else value
    if whole is not None:
        entries[whole] = _Entry(at, value, end)
    return max(end, at + 1)


def _inline(source: str, at: int, table: Address | None, entries: dict[Address, _Entry]) -> int:
    at = _skip(source, at + 1)
    while at < len(source) and source[at] != "}":
        at = _skip(source, _pair(source, at, table, entries))
        if source.startswith(",", at):
            at = _skip(source, at + 1)
    return at + 1


def _array(source: str, at: int) -> int:
    """Past an array; what is in it has no address."""
    depth = 0
    while at < len(source):
        if match := _STRING.match(source, at):
            at = match.end()
            continue
        depth += (source[at] in "[{") - (source[at] in "]}")
        at += 1
        if not depth:
            break
        at = _skip(source, at)
    return at


def _characters(source: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The characters of the text between `start` and `end`, as a report holds it: number, and where each is written."""
    number = 0
    before: tuple[int, int] | None = None  # a \r that waits: a report knows one kind of line end
    for character, begin, after in _decoded(source, start, end):
        if before is not None and character != "\n":
            yield number, *before
            number += 1
        if character == "\r":
            before = begin, after
            continue
        yield number, before[0] if before else begin, after
        before = None
        number += 1
    if before is not None:
        yield number, *before


def _decoded(source: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The characters that the string between `start` and `end` stands for, each with its place; none of others."""
    quote = source[start]
    if quote not in "\"'":
        return
    thick = 3 if source.startswith(quote * 3, start) and end - start >= 6 else 1
    at, end = start + thick, end - thick
    if thick == 3 and source.startswith("\n", at):
        at += 1
    while at < end:
        match = _ESCAPE.match(source, at) if quote == '"' and source[at] == "\\" else None
        if match is None:
            yield source[at], at, at + 1
            at += 1
            continue
        digits = match.group(1) or match.group(2) or match.group(3)
        if digits:
            yield chr(int(digits, 16)), at, match.end()
        elif match.group(5):
            yield _NAMED.get(match.group(5), match.group(5)), at, match.end()
        at = match.end()
