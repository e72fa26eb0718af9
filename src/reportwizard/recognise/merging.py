"""What stands more than once for one cell of the form: the same is fine, the better table decides, else nothing does.

Invariant: of figures that differ none is kept without the others being named, and none at all where they are equals.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportwizard.recognise.fits import Fit
from reportwizard.recognise.sheets import Sheet, Square
from reportwizard.report.numbers import Figure, parse_figure


class Claim(NamedTuple):
    """A figure that a row gives for a cell; `square` is None where the row leaves that cell empty."""

    sheet: Sheet
    square: Square | None
    rank: tuple[bool, int]
    """Whether the table stands in the section of its own, and how many of its rows were read."""

    @property
    def figure(self) -> Figure | None:
        """What it says."""
        return parse_figure(self.square.text).value if self.square else None


def claims(fits: Sequence[Fit], section: str) -> dict[str, list[Claim]]:
    """By cell path, what the rows of one section's tables say; a wholly empty row says nothing."""
    size: dict[int, int] = {}
    rows: dict[str, list[tuple[Fit, dict[str, Square]]]] = {}
    for fit in fits:
        size[id(fit.record.sheet)] = size.get(id(fit.record.sheet), 0) + bool(fit.pairs)
        by_row: dict[str, dict[str, Square]] = {}
        for path, square in fit.pairs:
            by_row.setdefault(path.rpartition(".")[0], {})[path] = square
        for row, squares in by_row.items():
            rows.setdefault(row, []).append((fit, squares))
    found: dict[str, list[Claim]] = {}
    for versions in rows.values():
        for path in dict.fromkeys(path for _, squares in versions for path in squares):
            found[path] = [
                Claim(
                    fit.record.sheet,
                    squares.get(path),
                    (fit.record.sheet.section == section, size[id(fit.record.sheet)]),
                )
                for fit, squares in versions
            ]
    return found


def settle(versions: Sequence[Claim]) -> tuple[Claim | None, list[Claim]]:
    """The claim that counts, None where no one can tell; and those that are to be named because they differ."""
    if len(versions) == 1:
        return versions[0], []
    ordered = sorted(versions, key=lambda claim: claim.rank, reverse=True)
    best = [claim for claim in ordered if claim.rank == ordered[0].rank]
    if any(claim.figure != best[0].figure for claim in best):
        return None, [claim for claim in ordered if claim.square]
    chosen = best[0]
    return chosen, [claim for claim in ordered if claim.square and claim.figure != chosen.figure]
