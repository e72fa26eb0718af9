"""How the rules speak: numbers, quoted texts and differences in the same words everywhere."""

from __future__ import annotations

import re

from reportwizard.characters import one_line
from reportwizard.editions.form import Row, Table
from reportwizard.report.numbers import Figure, Number, format_number

_LONGEST = 20
_IDENTITY = 15
"""So many digits may be those of a person or an account."""
_NUMERAL = re.compile(r"([一二三四五六七八九十]+)、|(（[一二三四五六七八九十]+）)")


def more_or_less(difference: Number) -> str:
    """多 2, 少 2."""
    return f"多 {format_number(difference)}" if difference > 0 else f"少 {format_number(-difference)}"


def quote(value: Figure) -> str:
    """A number as it is; a text in quotation marks, harmless and short, an identity number in it masked."""
    if not isinstance(value, str):
        return format_number(value)
    shown = one_line(value)
    if sum(map(str.isdecimal, shown)) >= _IDENTITY:
        shown = re.sub(rf"\d{{{_IDENTITY},}}", lambda run: run[0][:3] + "*" * (len(run[0]) - 5) + run[0][-2:], shown)
    return f"“{shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + '…'}”"


def term_number(table: Table, row: Row) -> str:
    """The short name of a row in a sum, from its label and the caption around it: 一, 二, 三（七）."""
    own = numeral(row.label)
    if not own.startswith("（"):
        return own or row.label
    captions = (numeral(group.label) for group in table.row_groups if row.id in group.members)
    return next((caption for caption in captions if not caption.startswith("（")), "") + own


def numeral(label: str) -> str:
    """The Chinese number that opens a label of the form: 一, （七）; nothing where none does."""
    match = _NUMERAL.match(label)
    return (match.group(1) or match.group(2)) if match else ""
