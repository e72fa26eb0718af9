"""Characters that some terminals draw in one cell and others in two: “ ” — … ① and their like, Unicode's class A.

Everything on the screen is measured by rich: our own strips, Textual's widgets, and the compositor that cuts and joins
them. rich knows one width for each character, in a table that it loads once; the only way for all of them to agree
with a terminal of the other kind is to change that table, and here is the one place that does. Textual and rich read
it in three ways, all looked at in rich 15.0: the table itself, a set of characters known to be narrow, and caches of
what was measured before.

What the program draws itself (rules, edges, dots) is not left to chance: in a wide terminal `sign` gives ASCII in the
place of every such sign, so that frames stand even where a terminal is of two minds about them.
"""

from __future__ import annotations

import unicodedata
from bisect import insort
from functools import lru_cache

import rich.cells
import rich.segment
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip

from reportwizard.tui import cells

QUESTION = "\x1b[2;1H“\x1b[6n"
"""Draws one such character and asks where the cursor is now. On the second row: an answer from the first looks like F3
with Shift. Sent before the first picture, which covers what was drawn."""

ASKED_AT = (1, 1)
"""Row and column, from 0, where the cursor stands after one cell."""

_ASCII = str.maketrans(
    {
        **dict.fromkeys("─━", "-"), "═": "=", **dict.fromkeys("│┃", "|"), **dict.fromkeys("┌┐└┘├┤┬┴┼", "+"),
        "…": "~", "·": ".", "⇧": "S-", "▼": "v", "▲": "^", "↑": "^", "↓": "v",
    }
)  # fmt: skip

_is_wide = False
_usual_bars = ScrollBarRender.VERTICAL_BARS, ScrollBarRender.HORIZONTAL_BARS


def is_wide() -> bool:
    """Whether the terminal is taken to draw these characters in two cells."""
    return _is_wide


def sign(text: str) -> str:
    """Signs of the program's own, as they can be drawn: in a wide terminal ASCII, of as many characters."""
    return text.translate(_ASCII) if _is_wide else text


def set_wide(wide: bool) -> None:
    """Measure from now on as the terminal draws. What is on the screen has to be laid out anew by the caller."""
    global _is_wide  # noqa: PLW0603 - the terminal is one, and so is rich's table
    if wide == _is_wide:
        return
    _is_wide = wide
    usual = rich.cells._SINGLE_CELLS
    narrow = frozenset(c for c in usual if unicodedata.east_asian_width(c) != "A") if wide else usual
    for module in (rich.cells, rich.segment):
        module._is_single_cell_widths = narrow.issuperset  # type: ignore[attr-defined, unused-ignore]
    rich.cells.load_cell_table = _wide_table if wide else _usual_table  # type: ignore[attr-defined, unused-ignore]
    blanks = [[" "] * len(bars) for bars in _usual_bars]  # their ends are blocks, of ambiguous width
    ScrollBarRender.VERTICAL_BARS, ScrollBarRender.HORIZONTAL_BARS = blanks if wide else _usual_bars
    for cache in (
        rich.cells.get_character_cell_size,
        rich.cells.cached_cell_len,
        rich.segment.Segment._split_cells,
        Strip.blank,
    ):
        cache.cache_clear()  # type: ignore[attr-defined, unused-ignore]
    cells.forget()


_usual_table = rich.cells.load_cell_table  # type: ignore[attr-defined]


@lru_cache(1)
def _wide_table(unicode_version: str = "auto") -> rich.cells.CellTable:
    """Rich's table, with every ambiguous character that has a cell of its own two cells wide."""
    usual = _usual_table(unicode_version)
    widths = list(usual.widths)
    taken = {code for start, end, _ in widths if start <= 0xFFFF for code in range(start, min(end, 0xFFFF) + 1)}
    for start, end in _runs([*range(0xA1, 0xD800), *range(0xE000, 0x10000), *range(0x1F100, 0x1F1AD)], taken):
        insort(widths, (start, end, 2))
    return usual._replace(widths=widths)


def _runs(codes: list[int], taken: set[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for code in codes:
        if code not in taken and unicodedata.east_asian_width(chr(code)) == "A":
            if runs and runs[-1][1] == code - 1:
                runs[-1] = (runs[-1][0], code)
            else:
                runs.append((code, code))
    return runs


def answered(column: int, row: int) -> bool | None:
    """What a report of the cursor's place says: wide or not; None where it is no answer to the question."""
    return column > ASKED_AT[1] if row == ASKED_AT[0] and column in (1, 2) else None
