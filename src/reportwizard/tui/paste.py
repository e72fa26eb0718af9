"""Where a pasted block would land. Pure: it says, and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportwizard.report.numbers import parse_figure
from reportwizard.tui.grid import Grid, Position


@dataclass(slots=True)
class Placement:
    """The answers a block gives to cells, the totals that stood in it, and why it does not fit, if it does not."""

    answers: list[tuple[str, str]] = field(default_factory=list)
    totals: list[tuple[str, str]] = field(default_factory=list)
    problem: str = ""


def place(grid: Grid, at: Position, text: str) -> Placement:
    """The placement of a tab-separated block whose upper left corner is `at`. Empty cells stay in their place."""
    rows = [line.split("\t") for line in text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")]
    if grid.section.layout == "across" and at == (0, 0) and len(rows) == 1:
        rows = _as_rows(grid, rows[0])
    placement = Placement()
    for down, cells in enumerate(rows):
        for across, entry in enumerate(cells):
            position = at[0] + down, at[1] + across
            if position[0] >= len(grid.rows) or position[1] >= len(grid.columns(position[0])):
                size = f"{len(rows)} 行 {max(map(len, rows))} 列"
                return Placement(problem=f"粘贴的内容有 {size}，从这一格起放不下，没有改动；请先把光标移到左上角的格")
            path = grid.path(position)
            (placement.answers if grid.typable(position) else placement.totals).append((path, entry))
    return placement


def _as_rows(grid: Grid, cells: list[str]) -> list[list[str]]:
    """The printed form of such a section is one row: as many rows of the screen, where it is all of them."""
    widths = [len(grid.columns(row)) for row in range(len(grid.rows))]
    if len(cells) != sum(widths):
        return [cells]
    return [cells[sum(widths[:row]) : sum(widths[: row + 1])] for row in range(len(widths))]


def differing_totals(totals: list[tuple[str, str]], computed: dict[str, object]) -> list[str]:
    """The paths whose pasted total is a number other than the computed one."""
    differing = []
    for path, text in totals:
        value = parse_figure(text).value
        if value is not None and computed.get(path) is not None and value != computed[path]:
            differing.append(path)
    return differing
