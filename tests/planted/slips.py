"""The slips of a hand: each kind makes one in a clean pair of years, and says where it is and what was meant.

A kind that finds nothing to slip on in a pair gives None. Everything comes from the random numbers it is given.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from random import Random

from planted.clean import FEES, A, Pair, Told
from reportwizard.report.model import Report
from reportwizard.report.numbers import Figure, format_number

Slip = Callable[[Random, Pair], "Planted | None"]

_NUMBERS_OF_THE_FORM = {
    *("issued", "repealed", "stock", "received", "over", "due", "concluded", "forward"),
    *("licences", "penalties", "coercion", "fees", "persons", "bodies", "reviews", "suits", "direct", "after"),
    *("granted", "partly", "denied", "unavailable", "refused", "others"),
}
_PERCENTAGES = {"share", "growth"}


@dataclass(frozen=True)
class Planted:
    """One slip. `cells` and `meant` for figures; `text` and `span` for words, `meant` under the key of the text."""

    report: Report
    previous: Report
    cells: tuple[str, ...] = ()
    text: str = ""
    span: tuple[int, int] = (0, 0)
    meant: tuple[tuple[str, str], ...] = ()


def digit_changed(rng: Random, pair: Pair) -> Planted | None:
    """One digit of a figure is another."""
    path, value = _some_figure(rng, pair, 1)
    digits = str(value)
    at = rng.randrange(len(digits))
    other = rng.choice([digit for digit in "0123456789" if digit != digits[at] and (digit != "0" or at)])
    return _figures(pair, {path: int(digits[:at] + other + digits[at + 1 :])})


def digits_swapped(rng: Random, pair: Pair) -> Planted | None:
    """Two neighbouring digits change places."""
    path, value = _some_figure(rng, pair, 12, lambda value: any(a != b for a, b in _neighbours(value)))
    digits = str(value)
    at = rng.choice([i for i, (a, b) in enumerate(_neighbours(value)) if a != b])
    return _figures(pair, {path: int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])})


def digit_lost(rng: Random, pair: Pair) -> Planted | None:
    """A digit was not typed."""
    path, value = _some_figure(rng, pair, 10)
    at = rng.randrange(len(str(value)))
    return _figures(pair, {path: int(str(value)[:at] + str(value)[at + 1 :])})


def digit_doubled(rng: Random, pair: Pair) -> Planted | None:
    """A digit was typed twice."""
    path, value = _some_figure(rng, pair, 1)
    at = rng.randrange(len(str(value)))
    return _figures(pair, {path: int(str(value)[: at + 1] + str(value)[at:])})


def rows_shifted(rng: Random, pair: Pair) -> Planted | None:
    """The outcomes of one column stand one row too low, from some row on; the last is lost."""
    column = rng.choice(("natural_person", "business"))
    rows = list(pair.report.edition.cells[f"{A}.concluded.{column}"].parts)[rng.randint(0, 8) :]
    values = [pair.report.figures[path] for path in rows]
    return _figures(pair, dict(zip(rows, [0, *values[:-1]], strict=True)))


def wrong_column(rng: Random, pair: Pair) -> Planted | None:
    """A figure of the matrix stands in another column of its row, on top of what belongs there."""
    path, value = _some_figure(rng, pair, 1, within=f"{A}.")
    row, _, column = path.rpartition(".")
    columns = [cell.column.id for cell in pair.report.edition.cells.values() if cell.path.startswith(f"{row}.")]
    other = f"{row}.{rng.choice([name for name in columns if name not in (column, 'total')])}"
    there = pair.report.figures[other]
    assert isinstance(there, int)
    return _figures(pair, {path: 0, other: there + value})


def neighbouring_row(rng: Random, pair: Pair) -> Planted | None:
    """A figure of the matrix stands in the row below."""
    path, value = _some_figure(rng, pair, 1, within=f"{A}.")
    column = path.rpartition(".")[2]
    typed = [p for p in pair.report.figures if p.startswith(f"{A}.") and p.endswith(f".{column}")]
    below = typed[(typed.index(path) + 1) % len(typed)]
    there = pair.report.figures[below]
    assert isinstance(there, int)
    return _figures(pair, {path: 0, below: there + value})


def cells_swapped(rng: Random, pair: Pair) -> Planted | None:
    """Two neighbouring cells of a row or a column of the matrix hold each other's figure."""
    path, value = _some_figure(rng, pair, 1, within=f"{A}.")
    row, _, column = path.rpartition(".")
    figures = pair.report.figures
    near = [p for p in figures if p.startswith(f"{row}.") or (p.startswith(f"{A}.") and p.endswith(f".{column}"))]
    others = [p for p in near if figures[p] != value]
    other = rng.choice(others)
    return _figures(pair, {path: figures[other], other: value})


def total_changed(rng: Random, pair: Pair) -> Planted | None:
    """A total that a document states is another."""
    if not pair.report.stated:
        return None
    planted = _copy(pair)
    path = rng.choice([path for path, value in planted.report.stated.items() if value])
    value = planted.report.stated[path]
    assert isinstance(value, int)
    planted.report.stated[path] = value + rng.choice((-1, 1, 9, 10))
    return _with(planted, cells=(path,), meant=((path, str(value)),))


def amount_in_yuan(rng: Random, pair: Pair) -> Planted | None:
    """An amount is typed in 元 where 万元 is asked for."""
    value = pair.report.figures[FEES]
    assert isinstance(value, Decimal)
    return _figures(pair, {FEES: value * 10_000})


def carried_over_changed(rng: Random, pair: Pair) -> Planted | None:
    """What was carried over from last year is another number, and so is what was received: the column balances."""
    columns = ("natural_person", "business", "legal_service")
    column = rng.choice([c for c in columns if pair.report.figures[f"{A}.received.{c}"]])
    over, received = f"{A}.carried_over.{column}", f"{A}.received.{column}"
    a, b = pair.report.figures[over], pair.report.figures[received]
    assert isinstance(a, int) and isinstance(b, int)
    return _figures(pair, {over: a + 1, received: b - 1})


def year_in_the_title(rng: Random, pair: Pair) -> Planted | None:
    """Last year's title."""
    planted = _copy(pair)
    planted.report.title = planted.report.full_title.replace(str(pair.report.year), str(pair.report.year - 1))
    return _with(planted, cells=("title",), meant=(("title", str(pair.report.year)),))


def year_in_the_period(rng: Random, pair: Pair) -> Planted | None:
    """Last year in the period."""
    return _other_number(rng, pair, {"year"}, lambda told, shown: str(int(shown) - 1), text="preface", last=True)


def year_in_a_sentence(rng: Random, pair: Pair) -> Planted | None:
    """Last year in the first sentence."""
    return _other_number(rng, pair, {"year"}, lambda told, shown: str(int(shown) - 1), text="overview")


def stale_sentence(rng: Random, pair: Pair) -> Planted | None:
    """A sentence of last year's report with its numbers stands where this year's should."""
    names = [name for name in ("applications", "challenges", "proactive") if name in pair.previous.texts]
    name = rng.choice(names)
    lines = [line for line in pair.previous.texts[name].split("\n") if any(c.isdigit() for c in line)]
    if not lines or pair.report.texts[name] == pair.previous.texts[name]:
        return None
    planted = _copy(pair)
    stale = rng.choice(lines)
    planted.report.texts[name] = stale
    return _with(planted, text=name, span=(0, len(stale)))


def count_in_the_text(rng: Random, pair: Pair) -> Planted | None:
    """A number of the form that the prose retells is another there."""
    return _other_number(rng, pair, _NUMBERS_OF_THE_FORM, lambda told, shown: _one_digit_other(rng, shown))


def percentage_in_the_text(rng: Random, pair: Pair) -> Planted | None:
    """A percentage of numbers named beside it, or of last year's, is another."""
    return _other_number(rng, pair, _PERCENTAGES, lambda told, shown: _one_digit_other(rng, shown))


def yuan_in_the_text(rng: Random, pair: Pair) -> Planted | None:
    """元 for 万元 in the prose."""
    return _cut(pair, "proactive", "万元", "万", "fees")


def number_missing(rng: Random, pair: Pair) -> Planted | None:
    """A measure word whose number was never filled in."""
    return _other_number(rng, pair, {"received", "concluded", "licences", "reviews"}, lambda told, shown: "")


def bracket_lost(rng: Random, pair: Pair) -> Planted | None:
    """One mark of a pair is gone."""
    places = [
        (name, at) for name, text in pair.report.texts.items() for at, sign in enumerate(text)
        if sign in "）》”" and not text[max(at - 2, 0) : at].startswith("（")
    ]  # fmt: skip
    name, at = rng.choice(places)
    planted = _copy(pair)
    text = planted.report.texts[name]
    planted.report.texts[name] = text[:at] + text[at + 1 :]
    opens = text.rfind({"）": "（", "》": "《", "”": "“"}[text[at]], 0, at)
    return _with(planted, text=name, span=(opens, at + 1))


KINDS: dict[str, Slip] = {
    "a digit changed": digit_changed,
    "two digits swapped": digits_swapped,
    "a digit lost": digit_lost,
    "a digit doubled": digit_doubled,
    "rows shifted by one": rows_shifted,
    "the wrong column": wrong_column,
    "the neighbouring row": neighbouring_row,
    "two cells swapped": cells_swapped,
    "a stated total changed": total_changed,
    "元 for 万元 in a cell": amount_in_yuan,
    "carried over changed, balanced": carried_over_changed,
    "last year in the title": year_in_the_title,
    "last year in the period": year_in_the_period,
    "last year in the first sentence": year_in_a_sentence,
    "a stale sentence": stale_sentence,
    "a count in the text changed": count_in_the_text,
    "a percentage changed": percentage_in_the_text,
    "元 for 万元 in the text": yuan_in_the_text,
    "a measure word without a number": number_missing,
    "a mark of a pair lost": bracket_lost,
}
"""The kinds, in the order of the page. Those up to the stated total are of figures."""


def _neighbours(value: int) -> list[tuple[str, str]]:
    return list(pairwise(str(value)))


def _some_figure(
    rng: Random, pair: Pair, least: int, fits: Callable[[int], bool] = lambda value: True, within: str = ""
) -> tuple[str, int]:
    """A whole figure, those of the matrix three times as often as the rest taken together would be."""
    figures = {
        path: value
        for path, value in pair.report.figures.items()
        if isinstance(value, int) and value >= least and path.startswith(within) and fits(value)
    }
    return rng.choice(list(figures.items()))


def _copy(pair: Pair) -> Planted:
    return Planted(deepcopy(pair.report), deepcopy(pair.previous))


def _with(
    planted: Planted,
    cells: tuple[str, ...] = (),
    text: str = "",
    span: tuple[int, int] = (0, 0),
    meant: tuple[tuple[str, str], ...] = (),
) -> Planted:
    return Planted(planted.report, planted.previous, cells, text, span, meant)


def _figures(pair: Pair, changes: dict[str, Figure]) -> Planted | None:
    """The pair with other figures; None where they are none other."""
    before = {path: pair.report.figures[path] for path in changes}
    changed = {path: value for path, value in changes.items() if value != before[path]}
    if not changed:
        return None
    planted = _copy(pair)
    planted.report.figures.update(changed)
    meant = tuple((path, format_number(before[path])) for path in changed if not isinstance(before[path], str))
    return _with(planted, cells=tuple(changed), meant=meant)


def _other_number(
    rng: Random, pair: Pair, names: set[str], other: Callable[[Told, str], str], text: str = "", *, last: bool = False
) -> Planted | None:
    """One number of the prose is another; `last` takes the last that fits, else any but of a year the first."""
    told = [one for one in pair.told if one.name in names and text in ("", one.text)]
    if not told:
        return None
    one = told[-1] if last else told[0] if text else rng.choice(told)
    planted = _copy(pair)
    whole = planted.report.texts[one.text]
    start, end = one.span
    shown = whole[start:end]
    new = other(one, shown)
    planted.report.texts[one.text] = whole[:start] + new + whole[end:]
    return _with(planted, text=one.text, span=(start, start + len(new)), meant=((one.text, shown if new else ""),))


def _one_digit_other(rng: Random, shown: str) -> str:
    at = rng.choice([at for at, sign in enumerate(shown) if sign.isdigit()])
    choice = [digit for digit in "123456789" if digit != shown[at]]
    return shown[:at] + rng.choice(choice) + shown[at + 1 :]


def _cut(pair: Pair, name: str, words: str, part: str, told: str) -> Planted | None:
    text = pair.report.texts[name]
    at = text.find(words)
    if at < 0:
        return None
    planted = _copy(pair)
    planted.report.texts[name] = text[:at] + words.replace(part, "", 1) + text[at + len(words) :]
    return _with(planted, text=name, span=(at - 1, at + 1))
