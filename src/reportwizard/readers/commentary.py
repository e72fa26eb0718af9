"""What a workbook of ours says to whoever fills it in, and is no part of the document: told by its fixed marks.

Invariant: nothing is left out but what stands with a mark, and a mark is only what fills its cell alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportwizard.blocks import BALANCE_MARK, CHECK_MARK, GUIDE_MARK

Square = tuple[int, int]


def is_guide(texts: Mapping[Square, str]) -> bool:
    """Whether a sheet with these texts only tells how to fill the others in."""
    return texts.get((0, 0), "").strip() == GUIDE_MARK


class Commentary:
    """Which squares of a sheet hold checks: the columns from a mark to the right, the rows that a mark opens."""

    def __init__(self, texts: Mapping[Square, str]) -> None:
        heads = [at for at, text in texts.items() if text.strip() == CHECK_MARK]
        self._top = min((y for y, _ in heads), default=0)
        self._left = min((x for _, x in heads), default=None)
        self._rows = {y for (y, x), text in texts.items() if x == 0 and text.strip() == BALANCE_MARK}

    def __contains__(self, square: Square) -> bool:
        y, x = square
        return y in self._rows or (self._left is not None and x >= self._left and y >= self._top)
