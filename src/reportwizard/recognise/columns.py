"""Which columns the cells behind a row's label stand for. Pure geometry over empty cells, heads and sums.

Pages put empty cells before and behind the figures (what is left of spans), leave columns out, leave the total out.
Where two ways of counting are possible and nothing tells which is meant, there is no answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportwizard.editions.form import Column, Table
from reportwizard.report.numbers import is_number, parse_figure
from reportwizard.report.totals import add

STREAM = (0, 0)
"""The shape of a record whose cells stood one a line."""


@dataclass(frozen=True, slots=True)
class Head:
    """The columns that a head names, the cell of its line where the first one stood, and the length of that line."""

    columns: tuple[Column, ...]
    first: int
    length: int


@dataclass(slots=True)
class Record:
    """A row's label and the cells behind it; `shape` is alike for rows that a page builds alike."""

    row: int
    cells: list[str]
    at: int
    """The index of the first cell on its line."""
    shape: tuple[int, int]
    head: Head | None = None
    columns: tuple[Column, ...] = ()
    start: int | None = None


def align(table: Table, records: Sequence[Record]) -> list[str]:
    """Give each record of a table its columns and the cell where they start; None stays where that cannot be told.

    Returns what is doubtful although it was given, in Chinese.
    """
    doubts: dict[str, None] = {}
    bare = [record for record in records if record.head is None]
    for record in records:
        record.columns = record.head.columns if record.head else table.columns
    typed = tuple(column for column in table.columns if not column.parts)
    if len(typed) < len(table.columns):
        doubts |= dict.fromkeys(_without_head(table, typed, bare))
    for record in records:
        starts = _starts(record) or _otherwise(table, record, doubts)
        record.start = starts[0] if len(starts) == 1 or (starts and not _trimmed(record.cells)) else None
    _by_neighbours(records)
    if any(record.shape == STREAM and not _confirmed(record) for record in records):
        doubts["一行一格，有的行数字不够或者与合计不符，分不清空的是哪一格；请核对"] = None
    if any(record.start is not None and _has_spare(record) for record in records):
        doubts["行里的格比表上的列多，按空着的两端是多出的来放，请核对，或者连同表头一起复制"] = None
    return list(doubts)


def _otherwise(table: Table, record: Record, doubts: dict[str, None]) -> list[int]:
    """The start where the cells are not as many as the head's columns, but as many as another likely set of them."""
    if record.columns and len(record.cells) == len(table.columns):
        doubts[f"表头只认出 {len(record.columns)} 列，按全部 {len(table.columns)} 列放，请核对"] = None
        record.columns = table.columns
        return [0]
    typed = tuple(column for column in record.columns if not column.parts)
    if typed and len(typed) < len(record.columns) and len(record.cells) == len(typed):
        doubts["有的行比表头少一个数，当作没有写合计，请核对"] = None
        record.columns = typed
        return [0]
    return []


def _level(records: Sequence[Record]) -> bool:
    """Leave out what merged labels leave empty: beside longer labels one sees where the figures begin.

    Says whether one did.
    """
    if not records or len({record.shape[1] for record in records}) > 1:
        return False
    begin = max(record.at for record in records)
    if all(record.at == begin for record in records):
        return False
    if any(cell.strip() for record in records for cell in record.cells[: begin - record.at]):
        return False
    for record in records:
        record.cells = record.cells[begin - record.at :]
        record.at = begin
    return True


def _confirmed(record: Record) -> bool:
    """Whether the figures of a record that stood one a line fill their row, and add up where a total ends it.

    An empty cell leaves no sure trace between lines: a figure more or less in the row would not be noticed.
    """
    if record.start is None:
        return True
    cells = record.cells[record.start : record.start + len(record.columns)]
    return _adds_up(record) if record.columns[-1].parts else all(cell.strip() for cell in cells)


def _without_head(table: Table, typed: tuple[Column, ...], records: Sequence[Record]) -> Iterator[str]:
    """Where no head tells which column is left out, the sums may; give the columns, tell the doubts."""
    level = _level(records)
    if records and all(len(record.cells) == len(typed) for record in records):
        for record in records:
            record.columns = typed
        if last_may_be_sum([record.cells for record in records]):
            yield f"每行 {len(typed)} 个数，最后一个像是合计：分不清缺的是哪一列，请连同表头一起复制"
        elif len(records) == 1:
            yield f"只有 {len(typed)} 个数，当作没有写合计；也可能少了一个数，请核对"
        return
    whole = [record.cells for record in records if len(record.cells) == len(table.columns)]
    if not level and any(not cells[0].strip() for cells in whole):
        yield "行名之后是空格，分不清是空着的一列，还是合并的单元格；请核对，或者连同表头一起复制"
    if whole and not any(cells[-1].strip() for cells in whole) and last_may_be_sum([cells[:-1] for cells in whole]):
        yield "最后一列空着，它前面的一列像是合计；请核对，或者连同表头一起复制"


def last_is_sum(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the last figures are the sums of the others, in every row that has one; zeros alone do not tell."""
    something = False
    for row in rows:
        *parts, last = [parse_figure(cell).value for cell in row]
        if last is None:
            continue
        if not is_number(last) or last != add([part or 0 for part in parts]).known:
            return False
        something = something or bool(last)
    return something


def last_may_be_sum(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the last figures may be totals, of parts that are not all there: in no row less than the others' sum."""
    something = False
    for row in rows:
        *parts, last = [parse_figure(cell).value for cell in row]
        if is_number(last) and last < add(parts).known:  # type: ignore[operator]
            return False
        something = something or any(is_number(value) and value != 0 for value in (*parts, last))
    return something or not any(row[-1].strip() for row in rows)


def _trimmed(cells: Sequence[str]) -> list[str]:
    filled = [index for index, cell in enumerate(cells) if cell.strip()]
    return list(cells[filled[0] : filled[-1] + 1]) if filled else []


def _has_spare(record: Record) -> bool:
    """Whether there are more cells than columns, and neither a head nor the row's own sum says which are too many."""
    if record.head or record.shape == STREAM or len(record.cells) <= len(record.columns):
        return False
    return bool(_trimmed(record.cells)) and not _adds_up(record)


def _adds_up(record: Record) -> bool:
    assert record.start is not None
    cells = record.cells[record.start : record.start + len(record.columns)]
    return bool(record.columns[-1].parts) and (last_is_sum([cells]) or set(map(str.strip, cells)) == {"0"})


def _starts(record: Record) -> list[int]:
    """Where the columns may start, so that no figure stands outside them."""
    size = len(record.columns)
    filled = [index for index, cell in enumerate(record.cells) if cell.strip()]
    room = len(record.cells) - size
    if filled and record.head and record.shape not in (STREAM, (record.at, record.head.length)):
        # the head was built otherwise than the row: an empty cell at an end may be one too many
        return [0] if room == 0 and filled[0] == 0 and filled[-1] == size - 1 else []
    if not filled:
        return list(range(max(0, room) + 1)) if room >= 0 else []
    return [start for start in range(room + 1) if start <= filled[0] and filled[-1] < start + size]


def _by_neighbours(records: Sequence[Record]) -> None:
    """Where several starts are possible: as in the rows built alike, else where the head stands."""
    known: dict[tuple[int, int], Counter[int]] = {}
    for record in records:
        if record.start is not None and _trimmed(record.cells):
            known.setdefault(record.shape, Counter())[record.start] += 1
    for record in records:
        if record.start is not None:
            continue
        starts = _starts(record)
        alike = known.get(record.shape, Counter())
        first = record.head.first if record.head else None
        if len(alike) == 1 and next(iter(alike)) in starts:
            record.start = next(iter(alike))
        elif not alike and first is not None and record.shape != STREAM and first - record.at in starts:
            record.start = first - record.at
