"""The formulas of a workbook, each beside the value that it has now, so that readers which do not calculate see it.

Pure text and numbers; nothing is written here. Formulas keep to what Excel 2010, WPS and LibreOffice share: no arrays,
no names. Invariant: a sum over a blank is blank, never a number; a text of the report is never part of a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from reportwizard.blocks import Balance, Cell, Entry

Value: TypeAlias = int | Decimal | str
"""What stands in a cell; a blank one and an empty formula are the empty string."""

INCOMPLETE = "未填全"
BALANCED = "平衡"
UNWRITTEN = "这一部分还没有写"

YEARS = (2019, 2100)
"""The first and the last year that may be typed where a year belongs."""


@dataclass(frozen=True, slots=True)
class Place:
    """A square of a sheet, from zero."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and the value it has."""

    text: str
    value: Value


@dataclass(frozen=True, slots=True)
class Book:
    """Where each named cell stands, what it holds, and how a place is written in formulas."""

    places: Mapping[str, Place]
    cells: Mapping[str, Cell]

    def value(self, name: str) -> Value:
        """What stands in the cell of that name; a sum is computed from its parts."""
        cell = self.cells[name]
        if not cell.parts:
            return cell.text if cell.number is None else cell.number
        return total([self.value(part) for part in cell.parts])

    def holds(self, names: Iterable[str]) -> bool:
        """Whether all these cells are in the workbook."""
        return all(name in self.places for name in names)

    def ref(self, name: str, sheet: str) -> str:
        """The cell of that name, as a formula on `sheet` calls it."""
        return self._written([self.places[name]], sheet)

    def runs(self, names: Sequence[str], sheet: str) -> str:
        """Several cells as arguments, neighbours of one row or column as a range: D4:I4,K4."""
        runs: list[list[Place]] = []
        for place in (self.places[name] for name in names):
            if runs and _follows(runs[-1], place):
                runs[-1].append(place)
            else:
                runs.append([place])
        return ",".join(self._written(run, sheet) for run in runs)

    def _written(self, run: Sequence[Place], sheet: str) -> str:
        first, last = run[0], run[-1]
        ends = dict.fromkeys(f"{letters(end.column)}{end.row + 1}" for end in (first, last))
        return ("" if first.sheet == sheet else f"'{first.sheet}'!") + ":".join(ends)


def _follows(run: Sequence[Place], place: Place) -> bool:
    first, last = run[0], run[-1]
    step = (place.row - last.row, place.column - last.column)
    if place.sheet != first.sheet or step not in ((0, 1), (1, 0)):
        return False
    return len(run) == 1 or (step[0] == 0) == (last.row == first.row)


def letters(column: int) -> str:
    """The letters of a column, counted from zero: A, B … AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def is_number(value: Value) -> bool:
    """Whether a cell counts as a number."""
    return not isinstance(value, str)


def total(values: Sequence[Value]) -> Value:
    """The sum, or blank where a part is none."""
    numbers = _numbers(values)
    return sum(numbers) if len(numbers) == len(values) else ""


def _numbers(values: Iterable[Value]) -> list[int | Decimal]:
    return [value for value in values if not isinstance(value, str)]


def sum_formula(book: Book, name: str) -> Formula:
    """The sum of a cell's parts."""
    sheet = book.places[name].sheet
    parts = book.cells[name].parts
    refs = book.runs(parts, sheet)
    return Formula(f'=IF(COUNT({refs})={len(parts)},SUM({refs}),"")', book.value(name))


def balance_formula(book: Book, balance: Balance, sheet: str) -> Formula:
    """Whether two sums are equal, in words: 平衡, 多 2, 少 2, 未填全."""
    left, right = book.runs(balance.left, sheet), book.runs(balance.right, sheet)
    difference = f"ROUND(SUM({right})-SUM({left}),6)"
    text = (
        f'=IF(COUNT({left},{right})<{len(balance.left) + len(balance.right)},"{INCOMPLETE}",'
        f'IF({difference}=0,"{BALANCED}",IF({difference}>0,"多 "&{difference},"少 "&-{difference})))'
    )
    sums = [total([book.value(name) for name in side]) for side in (balance.left, balance.right)]
    return Formula(text, _compared(*sums))


def _compared(left: Value, right: Value) -> str:
    if isinstance(left, str) or isinstance(right, str):
        return INCOMPLETE
    difference = right - left
    if not difference:
        return BALANCED
    return f"多 {_plain(difference)}" if difference > 0 else f"少 {_plain(-difference)}"


def _plain(number: int | Decimal) -> str:
    """A number as a workbook joins it to a text: without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Told:
    """What the row of balances says of one column: where, under which label, and whether nothing in it is typed."""

    ref: str
    label: str
    value: Value
    computed: bool = False

    @property
    def out(self) -> bool:
        """Whether the column does not balance."""
        return str(self.value)[:1] in ("多", "少")

    @property
    def incomplete(self) -> bool:
        """Whether something is missing."""
        return self.value == INCOMPLETE


def balances_formula(columns: Sequence[Told], sides: tuple[str, str]) -> Formula:
    """What a row of balances says: which columns are out of balance, then which ones are not filled.

    A computed column is named only where no other one is: its fault is theirs.
    """
    words = f"{sides[1]}比{sides[0]}："
    groups = [[each for each in columns if each.computed is which] for which in (False, True)]
    out = [_Listing(group, 'LEFT({0},1)="多",LEFT({0},1)="少"', "；{}", "&{}") for group in groups if group]
    blank = [_Listing(group, f'{{0}}="{INCOMPLETE}"', "、{}", "") for group in groups if group]
    any_out, any_blank = (f"OR({','.join(each.wanted for each in every)})" for every in (out, blank))
    formula = (
        f'=IF({any_out},{quoted(words)}&{_first(out)},"")&IF(AND({any_out},{any_blank}),"。","")'
        f'&IF({any_blank},"{INCOMPLETE}："&{_first(blank)},"")&IF(OR({any_out},{any_blank}),"","{BALANCED}")'
    )
    outs = next(filter(None, ([each for each in group if each.out] for group in groups)), [])
    blanks = next(filter(None, ([each for each in group if each.incomplete] for group in groups)), [])
    said = [words + "；".join(f"{each.label}{each.value}" for each in outs)] if outs else []
    said += [f"{INCOMPLETE}：" + "、".join(each.label for each in blanks)] if blanks else []
    return Formula(formula, "。".join(said) or BALANCED)


@dataclass(frozen=True, slots=True)
class _Listing:
    """The columns of which a condition holds, as a formula: {0} is a column's place, before it stands its label."""

    columns: Sequence[Told]
    condition: str
    before: str
    after: str

    @property
    def wanted(self) -> str:
        """The conditions, for an OR around them."""
        return ",".join(self.condition.format(each.ref) for each in self.columns)

    @property
    def text(self) -> str:
        """The names of those columns, with a mark before each."""
        return "&".join(
            f"IF(OR({self.condition.format(each.ref)}),{quoted(self.before.format(each.label))}"
            f'{self.after.format(each.ref)},"")'
            for each in self.columns
        )


def _first(listings: Sequence[_Listing]) -> str:
    """The text of the first listing that has any, without the mark at its beginning."""
    first, *others = listings
    text = f"IF(OR({first.wanted}),{first.text},{others[0].text})" if others else first.text
    return f"MID({text},2,999)"


@dataclass(frozen=True, slots=True)
class _Fault:
    """One thing that can be wrong with a cell: the words around its count, where it may happen, and when it has."""

    before: str
    after: str
    entries: frozenset[Entry]
    formula: str
    holds: Callable[[Value], bool]


_FIGURES: frozenset[Entry] = frozenset({"whole", "decimal", "signed", "year"})
_DATE = 'IF(CELL("format",$A$1)="G","D","G")'
"""What CELL calls the format of a date: D and more; LibreOffice says G, which elsewhere is what A1 has: no format."""
_IS_DATE = f'ISNUMBER({{0}})*(LEFT(CELL("format",{{0}}),1)={_DATE})'

_FAULTS = (
    _Fault("缺 ", " 格", _FIGURES | {"any"}, '({}="")', lambda value: value == ""),
    _Fault("", " 格不是数", _FIGURES, '({0}<>"")*NOT(ISNUMBER({0}))', lambda v: isinstance(v, str) and v != ""),
    _Fault("", " 格是负数", frozenset({"whole", "decimal"}), "(N({})<0)", lambda v: not isinstance(v, str) and v < 0),
    _Fault(
        "", " 格不是整数", frozenset({"whole", "signed", "year"}), "(N({0})<>INT(N({0})))",
        lambda v: not isinstance(v, str) and v != int(v),
    ),
    # 1-5 becomes a day of January, which is a number to every other formula; no value of ours is one
    _Fault("", " 格成了日期", _FIGURES, _IS_DATE, lambda value: False),
    _Fault(
        "", f" 格不在 {YEARS[0]} 至 {YEARS[1]} 之间", frozenset({"year"}),
        f"ISNUMBER({{0}})*(({{0}}<{YEARS[0]})+({{0}}>{YEARS[1]}))",
        lambda v: not isinstance(v, str) and not YEARS[0] <= v <= YEARS[1],
    ),
)  # fmt: skip
"""What a row's check counts, in this order."""


def check_formula(book: Book, names: Sequence[str], sheet: str) -> Formula:
    """What is wrong in a row with these cells: blanks, what is no number, negative or broken, sums that are not whole.

    Blank where nothing is.
    """
    text: list[str] = []
    told = ""
    for fault in _FAULTS:
        inputs = [name for name in names if book.cells[name].entry in fault.entries]
        if not inputs:
            continue
        count = "+".join(fault.formula.format(book.ref(name, sheet)) for name in inputs)
        text.append(f'IF({count}>0,"；{fault.before}"&({count})&"{fault.after}","")')
        number = sum(fault.holds(book.value(name)) for name in inputs)
        told += f"；{fault.before}{number}{fault.after}" if number else ""
    sums = [name for name in names if book.cells[name].parts]
    if sums:
        blank = "+".join(f'({book.ref(name, sheet)}="")' for name in sums)
        text.append(f'IF({blank}>0,"；总计{INCOMPLETE}","")')
        told += f"；总计{INCOMPLETE}" if any(book.value(name) == "" for name in sums) else ""
    return Formula(f'=IFERROR(MID({"&".join(text)},2,99),"有错误值")', told[1:])


def unwritten_formula(squares: str, written: bool) -> Formula:
    """Whether nothing is written in the squares of a text."""
    return Formula(f'=IF(COUNTA({squares})=0,"{UNWRITTEN}","")', "" if written else UNWRITTEN)


def fault_formula(ref: str, entry: Entry) -> str:
    """The condition under which what stands in a cell is wrong; nothing where nothing can be."""
    wrong = [fault.formula.format(ref) for fault in _FAULTS[1:] if entry in fault.entries]
    return f"={'+'.join(wrong)}>0" if wrong else ""


def pattern_formula(book: Book, pattern: str, sheet: str) -> str:
    """A text made from cells, named in braces: {agency}{year}年… is =B3&D3&"年…"."""
    pieces: list[str] = []
    for text, _, rest in (piece.partition("}") for piece in ("}" + pattern).split("{")):
        pieces += [book.ref(text, sheet)] if text in book.places else [quoted(text)] * bool(text)
        pieces += [quoted(rest)] * bool(rest)
    return "=" + "&".join(pieces)


def quoted(text: str) -> str:
    """A text inside a formula, in pieces no longer than a formula may hold."""
    doubled = [text[start : start + 120].replace('"', '""') for start in range(0, len(text), 120)]
    return "&".join(f'"{piece}"' for piece in doubled) or '""'
