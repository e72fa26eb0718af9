"""Old Excel workbooks (.xls) before they are given to the library that reads their values.

Reads the container and walks the records, for what the library does not tell (borders, hidden rows, errors) and for
what it would believe: sizes in the file that no file of that size can have. Gives back the same records in a new
container that holds nothing else. No value is read here but those of errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct, error, pack, unpack_from

from reportwizard.readers.bounds import MAX_CELLS, MAX_SQUARES, too_many_cells
from reportwizard.readers.package import damaged, locked
from reportwizard.readers.sheets import Sheet

ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

_SECTOR = 4096
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ENTRY = 128
_BOF, _EOF, _PASSWORD, _STRINGS, _SHEET, _FORMAT = 0x809, 0x0A, 0x2F, 0xFC, 0x85, 0xE0
_DIMENSIONS, _ROW, _COLUMNS, _FORMULA, _ERROR = 0x200, 0x208, 0x7D, 6, 0x205
_BLANK, _BLANKS, _NUMBERS = 0x201, 0xBE, 0xBD
_CELLS = {0x203, 0x204, _ERROR, _FORMULA, 0xFD, 0x27E, 0xD6, 0x201}
_HEAD = Struct("<HH")


def inspect(data: bytes) -> tuple[bytes, list[Sheet]]:
    """The workbook in a container of its own, and its sheets without their values and names. Raises DocumentError."""
    try:
        stream = bytearray(_workbook(data))
        seen = _walk(stream)
    except (error, IndexError, ValueError, OverflowError) as problem:
        raise damaged() from problem
    return container(bytes(stream)), seen


# ---- the container


def _workbook(data: bytes) -> bytes:
    """The stream of the workbook."""
    shift, small = unpack_from("<HH", data, 0x1E)
    if shift not in (9, 12) or small != 6:
        raise damaged()
    size = 1 << shift
    tables, first, _, cutoff, small_first, _, more, _ = unpack_from("<8I", data, 0x2C)
    places = list(unpack_from("<109I", data, 0x4C))
    links = size // 4 - 1
    for _ in range(len(data) // size + 1):
        if more >= _TABLE:
            break
        *next_places, more = unpack_from(f"<{links + 1}I", data, (more + 1) << shift)
        places += next_places
    chain: list[int] = []
    for place in places[: min(tables, len(data) // size + 1)]:
        chain += unpack_from(f"<{size // 4}I", data, (place + 1) << shift)

    def read(at: int) -> bytes:
        return b"".join(data[(sector + 1) << shift : (sector + 2) << shift] for sector in _follow(chain, at))

    entries = read(first)
    streams = {}
    for offset in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        length = min(unpack_from("<H", entries, offset + 64)[0], 64)
        name = entries[offset : offset + max(0, length - 2)].decode("utf-16-le", "replace")
        streams[name] = unpack_from("<IQ", entries, offset + 116)
    start, length = streams.get("Workbook") or streams.get("Book") or (_END, 0)
    length &= 0xFFFFFFFF
    if length >= cutoff:
        found = read(start)
    else:
        inner = read(streams.get("Root Entry", (_END, 0))[0])
        table = read(small_first)
        small_chain = list(unpack_from(f"<{len(table) // 4}I", table))
        found = b"".join(inner[sector << 6 : (sector + 1) << 6] for sector in _follow(small_chain, start))
    if not found or len(found) < length:
        raise damaged()
    return found[:length]


def _follow(chain: list[int], at: int) -> Iterator[int]:
    """The sectors of a stream. Raises ValueError where they run in a circle."""
    for _ in range(len(chain) + 1):
        if at >= _TABLE:
            return
        yield at
        at = chain[at]
    raise ValueError


def container(stream: bytes) -> bytes:
    """A container that holds this stream only (in large sectors, so that no list of lists of sectors is needed)."""
    stream += bytes(-len(stream) % _SECTOR)
    used = len(stream) // _SECTOR
    tables = 1
    while tables * (_SECTOR // 4) < tables + 1 + used:
        tables += 1
    if tables > 109:
        raise too_many_cells()
    begin = tables + 1
    links = [_TABLE] * tables + [_END] + [*range(begin + 1, begin + used), _END]
    links += [_FREE] * (tables * (_SECTOR // 4) - len(links))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<5H", 0x3E, 3, 0xFFFE, 12, 6) + bytes(6)
    head += pack("<9I", 1, tables, tables, 0, 4096, _END, 0, _END, 0)
    head += pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    names = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, begin, len(stream))
    names += _entry("", 0, _FREE, 0, 0) * (_SECTOR // _ENTRY - 2)
    return head + bytes(_SECTOR - len(head)) + pack(f"<{len(links)}I", *links) + names + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0" if name else b""
    tree = pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return text + bytes(64 - len(text)) + tree + bytes(36) + pack("<IQ", start, size)


# ---- the records


def _records(stream: bytes | bytearray, at: int = 0) -> Iterator[tuple[int, int, int]]:
    """The kind of each record, where its content begins and ends, to the end of the part that begins at `at`."""
    while at + 4 <= len(stream):
        kind, length = _HEAD.unpack_from(stream, at)
        yield kind, at + 4, min(at + 4 + length, len(stream))
        if kind == _EOF:
            return
        at += 4 + length
    raise damaged()


def _walk(stream: bytearray) -> list[Sheet]:
    """Look at all records; sizes that are only promised are taken out."""
    sheets, framed = [], []
    for kind, at, end in _records(stream):
        if kind == _PASSWORD:
            raise locked()
        if kind == _SHEET:
            sheets.append(unpack_from("<I", stream, at)[0])
        elif kind == _FORMAT:
            lines = unpack_from("<H", stream, at + 10)[0] if end - at >= 20 else 0
            framed.append(lines != 0)
        elif kind == _STRINGS and unpack_from("<I", stream, at + 4)[0] > len(stream):
            raise damaged()
    left = MAX_CELLS
    seen = []
    for place in sheets:
        one, count = _sheet(stream, place, framed, left)
        left -= count
        seen.append(one)
    return seen


def _sheet(stream: bytearray, place: int, framed: list[bool], most: int) -> tuple[Sheet, int]:
    seen = Sheet("")
    count = 0
    rows: tuple[int, int] = (1 << 20, -1)
    columns: tuple[int, int] = (1 << 20, -1)
    for kind, at, end in _records(stream, place):
        if kind == _DIMENSIONS:
            stream[at:end] = bytes(end - at)
        elif kind == _ROW and unpack_from("<I", stream, at + 12)[0] & 0x20:
            seen.hidden_rows.append(unpack_from("<H", stream, at)[0])
        elif kind == _COLUMNS and unpack_from("<H", stream, at + 8)[0] & 1:
            first, last = unpack_from("<HH", stream, at)
            seen.hidden_columns += range(first, min(last, 255) + 1)
        elif kind in _CELLS or kind in (_BLANKS, _NUMBERS):
            y, x, style = unpack_from("<HHH", stream, at)
            last = x if kind in _CELLS else max(x, unpack_from("<H", stream, end - 2)[0])
            styles = [style] if kind in _CELLS else _styles(stream, kind, at, last - x + 1)
            if len(seen.framed) < MAX_CELLS:
                drawn = (more for more, each in enumerate(styles) if each < len(framed) and framed[each])
                seen.framed |= {(y, x + more) for more in drawn}
            if kind not in (_BLANK, _BLANKS):
                count += last - x + 1
                if count > most:
                    raise too_many_cells()
                rows, columns = (min(rows[0], y), max(rows[1], y)), (min(columns[0], x), max(columns[1], last))
            if name := _error_name(stream, kind, at):
                seen.texts[y, x] = name
    if (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1) > MAX_SQUARES and rows[1] >= 0:
        raise too_many_cells()
    seen.hidden_rows.sort()
    seen.hidden_columns = sorted(set(seen.hidden_columns))
    return seen, count


def _styles(stream: bytearray, kind: int, at: int, count: int) -> list[int]:
    step = 2 if kind == _BLANKS else 6
    return [unpack_from("<H", stream, at + 4 + step * index)[0] for index in range(count)]


def _error_name(stream: bytearray, kind: int, at: int) -> str:
    """What an error in a cell is called; "" where there is none."""
    if kind == _ERROR and stream[at + 7]:
        return ERRORS.get(stream[at + 6], "#N/A")
    if kind == _FORMULA and stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2:
        return ERRORS.get(stream[at + 8], "#N/A")
    return ""
