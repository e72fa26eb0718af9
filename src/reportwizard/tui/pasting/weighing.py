"""What a placement would change in a report: old and new, what is cleared, which totals differ. Changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field

from reportwizard.recognise.reading import Reading
from reportwizard.report.model import Report
from reportwizard.report.numbers import Figure, Number, format_figure, is_number, parse_figure
from reportwizard.report.totals import compute


@dataclass(frozen=True, slots=True)
class Landing:
    """A cell that would take another value: its path, the text for it, what stands there and what would."""

    path: str
    text: str
    before: Figure | None
    after: Figure | None


@dataclass(frozen=True, slots=True)
class Differing:
    """A total of the block that is not the sum that would then stand there."""

    path: str
    pasted: Figure
    computed: Number


@dataclass(slots=True)
class Verdict:
    """A placement against a report. Where `certain`, it may land at once."""

    reading: Reading
    landings: list[Landing] = field(default_factory=list)
    same: int = 0
    """How many cells already are as pasted."""
    differing: list[Differing] = field(default_factory=list)

    @property
    def certain(self) -> bool:
        """Whether nothing is lost and nothing is in doubt."""
        return self.reading.certain

    @property
    def cleared(self) -> int:
        """How many filled cells an empty one makes blank."""
        return sum(landing.after is None for landing in self.landings)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """What the session is to be told: only what changes."""
        return [(landing.path, landing.text) for landing in self.landings]


def weigh(reading: Reading, report: Report) -> Verdict:
    """Hold a placement against the report as it is."""
    verdict = Verdict(reading)
    cells = report.edition.cells
    pasted: dict[str, Figure] = {}
    for entry in reading.entries:
        if cells[entry.path].computed:
            value = parse_figure(entry.text).value
            if value is not None:
                pasted[entry.path] = value
            continue
        before = report.figures.get(entry.path)
        after = parse_figure(entry.text).value
        if entry.text == format_figure(before) or (before == after and format_figure(before) == format_figure(after)):
            verdict.same += 1
        else:
            verdict.landings.append(Landing(entry.path, entry.text, before, after))
    order = {path: number for number, path in enumerate(cells)}
    verdict.landings.sort(key=lambda landing: order[landing.path])
    verdict.differing = _differing(pasted, report, verdict)
    return verdict


def _differing(pasted: Mapping[str, Figure], report: Report, verdict: Verdict) -> list[Differing]:
    if not pasted:
        return []
    then = copy(report)
    then.figures = dict(report.figures)
    for landing in verdict.landings:
        if landing.after is None:
            then.figures.pop(landing.path, None)
        else:
            then.figures[landing.path] = landing.after
    totals = compute(then)
    differing = []
    for path, value in pasted.items():
        computed = totals[path].value
        if computed is not None and value != computed and is_number(value):
            differing.append(Differing(path, value, computed))
    return differing
