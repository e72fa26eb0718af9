"""Plants one slip at a time in clean reports and counts what the rules make of it, a line a kind.

    python tests/planted/measure.py [COUNT]     of each kind so many (200); -v names what was missed or beside the point
    python tests/planted/measure.py --write     writes docs/planted.md, with the count of the test

A slip is found when a finding names its cell, a sum that the cell is part of, or the line of the text it stands in; it
is pointed out exactly when the finding or its hint names the very place and what was meant. Whatever else is found is
beside the point. Every slip comes of its seed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from planted.clean import make_pair
from planted.slips import KINDS, Planted
from reportwizard.checks import Finding, check
from reportwizard.editions.form import Edition
from reportwizard.report.model import Report
from reportwizard.report.numbers import format_number
from reportwizard.report.totals import compute

PAGE = Path(__file__).parents[2] / "docs" / "planted.md"
COUNT = 40
"""Slips of each kind for the page and its test."""

ARITHMETIC = ("A01", "A02", "A03", "A04")


@dataclass
class Count:
    """What became of the slips of one kind."""

    planted: int = 0
    sums: int = 0
    sums_found: int = 0
    found: int = 0
    exact: int = 0
    beside: int = 0
    missed: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    unsummed: list[str] = field(default_factory=list)
    """Slips that changed a sum and that arithmetic did not find: there must be none."""

    def add(self, name: str, planted: Planted) -> None:
        """Check the report with the slip in it."""
        findings = check(planted.report, planted.previous)
        about = [finding for finding in findings if is_about(finding, planted)]
        strays = [finding for finding in findings if finding not in about]
        self.planted += 1
        self.found += bool(about)
        self.exact += any(points_exactly(finding, planted) for finding in about)
        self.beside += len(strays)
        if changes_a_sum(planted.report):
            self.sums += 1
            arithmetic = any(finding.code in ARITHMETIC for finding in about)
            self.sums_found += arithmetic
            if not arithmetic:
                self.unsummed.append(name)
        if not about:
            self.missed.append(f"{name} missed: {_told(planted)}")
        self.strays += [f"{name} beside: {f.code} {f.message} ({_told(planted)})" for f in strays]


def slips(kind: str, count: int) -> Iterator[tuple[str, Planted]]:
    """So many slips of one kind, each of its own clean pair."""
    seed = made = 0
    while made < count:
        seed += 1
        planted = KINDS[kind](Random(f"{kind} {seed}"), make_pair(seed))
        if planted is not None:
            made += 1
            yield f"{kind}, seed {seed}", planted
        assert seed < 50 * count + 50, f"{kind} finds nothing to slip on"


def run(count: int) -> dict[str, Count]:
    """The counts of all kinds."""
    counts = {}
    for kind in KINDS:
        counts[kind] = Count()
        for name, planted in slips(kind, count):
            counts[kind].add(name, planted)
    return counts


def changes_a_sum(report: Report) -> bool:
    """Whether anything that must add up does not: a column of the balance, or a stated total."""
    totals = compute(report)
    values = {**report.figures, **{path: total.known for path, total in totals.items()}}
    for table in report.edition.tables:
        for column in table.columns if table.balance else ():
            left, right = (
                sum(values[table.cell_path(row, column)] for row in side)  # type: ignore[misc]
                for side in (table.balance.left, table.balance.right)  # type: ignore[union-attr]
            )
            if left != right:
                return True
    return any(report.stated[path] != totals[path].known for path in report.stated)


def is_about(finding: Finding, planted: Planted) -> bool:
    """Whether a finding speaks of the slip or of what follows from it."""
    if planted.cells:
        return not _reach(planted.report.edition, planted.cells).isdisjoint(finding.where)
    if not finding.where or finding.where[0] != f"texts.{planted.text}":
        return False
    if finding.span is None:
        return True
    text = planted.report.texts[planted.text]
    start = text.rfind("\n", 0, planted.span[0]) + 1
    end = text.find("\n", planted.span[1])
    return finding.span[0] < (len(text) if end < 0 else end) and finding.span[1] > start


def points_exactly(finding: Finding, planted: Planted) -> bool:
    """Whether a finding about the slip names its very place and what was meant."""
    meant = dict(planted.meant)
    if planted.cells and planted.cells[0] in planted.report.edition.cells:
        proposals = [finding.proposal, *(hint.proposal for hint in finding.hints)]
        told = [{path: format_number(value) for path, value in proposal} for proposal in proposals]
        if finding.where == planted.cells and isinstance(finding.expected, int):
            told.append({finding.where[0]: str(finding.expected)})
        return any(meant.items() <= one.items() for one in told)
    words = f"{finding.message}{finding.remedy}{finding.expected}".replace(",", "")
    wanted = next(iter(meant.values()), "").replace(",", "")
    if planted.cells:
        return finding.where == planted.cells and wanted in words
    if finding.span is None:
        return False
    return finding.span[0] <= planted.span[1] and planted.span[0] <= finding.span[1] and wanted in words


def _reach(edition: Edition, cells: tuple[str, ...]) -> set[str]:
    """The cells, every total they are part of, and the columns of the balance these stand in."""
    reached = set(cells)
    for path, cell in edition.cells.items():
        if not reached.isdisjoint(cell.parts):
            reached.add(path)
    for path, cell in edition.cells.items():  # totals of totals
        if not reached.isdisjoint(cell.parts):
            reached.add(path)
    return reached


def _told(planted: Planted) -> str:
    if planted.text:
        start, end = planted.span
        text = planted.report.texts[planted.text]
        return f"{planted.text}: …{text[max(start - 12, 0) : end + 12]}… meant {planted.meant}"
    figures = planted.report.figures
    return "; ".join(f"{path} {figures.get(path, '')} meant {dict(planted.meant)[path]}" for path in planted.cells)


def table(counts: dict[str, Count]) -> list[str]:
    """The counts in Markdown."""
    lines = [
        "| slip | planted | change a sum | of these found | leave the sums | of these found | found in all | exactly |"
        " beside the point |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    whole = Count()
    for kind, count in counts.items():
        lines.append(_line(kind, count))
        for name in ("planted", "sums", "sums_found", "found", "exact", "beside"):
            setattr(whole, name, getattr(whole, name) + getattr(count, name))
    return [*lines, _line("all", whole)]


def _line(kind: str, count: Count) -> str:
    rest, rest_found = count.planted - count.sums, count.found - count.sums_found
    numbers = (count.planted, count.sums, count.sums_found, rest, rest_found, count.found, count.exact, count.beside)
    return f"| {kind} | {' | '.join(map(str, numbers))} |"


def page() -> str:
    """docs/planted.md."""
    lines = [
        "# Planted errors",
        "",
        "Made by `python tests/planted/measure.py --write`; a test holds it to the program. Clean reports of two",
        "years, made from seeds: complete, balanced, with prose that retells the figures; every other one with its",
        "totals stated, as a document read from paper has them. One slip is planted in each. It is found when a",
        "finding names its cell, a sum the cell is part of, or the line of the text; exactly, when the finding or its",
        "hint names the very place and what was meant. Every slip that changes a sum must be found by arithmetic; what",
        "leaves all sums as they were can only be found where the prose, last year's report or a rule on the single",
        "cell tells. Before planting there is no finding.",
        "",
        *table(run(COUNT)),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Print, or write the page."""
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
        return
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    counts = run(numbers[0] if numbers else 200)
    print(*table(counts), sep="\n")
    for count in counts.values() if "-v" in sys.argv else ():
        print(*count.unsummed, *count.missed, *count.strays, sep="\n")


if __name__ == "__main__":
    main()
