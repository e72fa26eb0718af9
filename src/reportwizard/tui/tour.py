"""The way through the findings: which one comes next from where one is, and at which of its places one lands.

No widget and no screen: a spot in, a finding and an address out. Waived findings are no stop of the way.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportwizard.checks import Finding
from reportwizard.checks.context import outline_of
from reportwizard.tui.view import View
from reportwizard.tui.widgets.finding_lines import key_of


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one is: a page; on it a cell's path, a text's address or a key of the head, empty elsewhere; in a text a
    character.
    """

    stop: str
    address: str = ""
    offset: int = 0


class Tour:
    """What was visited last, and what follows from it."""

    def __init__(self, view: View, stops: list[str]) -> None:
        self.view = view
        self.session = view.session
        self.stops = stops
        self._places = outline_of(self.session.report.edition).places
        self._visited: tuple[object, ...] | None = None
        self._landed = ""
        self._way = 0
        self._run: set[tuple[object, ...] | None] = set()
        """The findings of the section `_run_in` to which the steps of a run, all of one way, have led."""
        self._run_in = ""

    def land(self, finding: Finding, spot: Spot) -> str:
        """Go to `finding`: the address where one lands. Again from there: the next of its places."""
        places = places_of(finding)
        again = self._visited == key_of(finding) and spot.address == self._landed and spot.address in places
        self._visited = key_of(finding)
        self._landed = places[(places.index(spot.address) + 1) % len(places)] if again else next(iter(places), "")
        return self._landed

    def here(self, spot: Spot) -> list[Finding]:
        """The findings of a spot: the one that led there first, the waived ones last."""
        if not spot.address:
            return []
        led = self._visited if spot.address == self._landed else None
        found = [finding for finding in self.session.findings if _covers(finding, spot)]
        found.sort(key=lambda f: (key_of(f) != led, f.waived is not None, spot.address not in f.where, f.span is None))
        return found

    def told(self, spot: Spot) -> Finding | None:
        """The finding to speak of at a spot. That a cell is blank is told only where one was led there by it."""
        for finding in self.here(spot):
            if not self.view.only_blank(finding) or self._leads(finding, spot):
                return finding
        return None

    def next(self, spot: Spot, way: int) -> Finding | None:
        """The next (1) or previous (-1) finding from a spot: all of the section one is in, round its end, come first.

        They have all come when a run of steps, between which one goes nowhere oneself, has led to each; then the
        nearest other section follows, round the ends of the form.
        """
        findings = [finding for finding in self.session.findings if finding.waived is None][::way]
        led = bool(spot.address) and spot.address == self._landed
        if not led or way != self._way or spot.stop != self._run_in:
            self._run = set()
        self._way, self._run_in = way, spot.stop
        if led:
            self._run.add(self._visited)
        here = [finding for finding in findings if self.stop_of(finding) == spot.stop]
        left = [finding for finding in here if key_of(finding) not in self._run]
        if left or len(here) == len(findings):
            return self._onward(left or here, spot, way)
        stops, at = self.stops, self.stops.index(spot.stop)
        others = (finding for finding in findings if finding not in here)
        return min(others, key=lambda finding: (stops.index(self.stop_of(finding)) - at) * way % len(stops))

    def _onward(self, findings: list[Finding], spot: Spot, way: int) -> Finding | None:
        """Of one section's findings, in the order of the steps, the first one beyond a spot, else the first one."""
        every = [key_of(finding) for finding in self.session.findings][::way]
        led = next((key for key in every if key == self._visited), None) if spot.address == self._landed else None
        if led is not None:
            beyond = [finding for finding in findings if every.index(key_of(finding)) > every.index(led)]
        else:
            here = self._rank(spot)
            beyond = [f for f in findings if (self._rank_of(f) >= here if way > 0 else self._rank_of(f) <= here)]
        return next(iter(beyond or findings), None)

    def stop_of(self, finding: Finding) -> str:
        """The page on which a finding stands."""
        section = self.session.section_of(finding)
        return section if section in self.stops else self.stops[0]

    def _leads(self, finding: Finding, spot: Spot) -> bool:
        """Whether this finding was visited last, and one still stands where it led."""
        return bool(spot.address) and spot.address == self._landed and key_of(finding) == self._visited

    def _rank(self, spot: Spot) -> tuple[int, int, int]:
        address = spot.address or f"texts.{spot.stop}"
        return self.stops.index(spot.stop), self._places.get(address, -1), spot.offset

    def _rank_of(self, finding: Finding) -> tuple[int, int, int]:
        place = self._places.get(finding.where[0], -1) if finding.where else -1
        return self.stops.index(self.stop_of(finding)), place, finding.span[0] if finding.span else 0


def places_of(finding: Finding) -> list[str]:
    """The places of a finding, the most useful one first: what is proposed to be changed, then where it stands."""
    return list(dict.fromkeys([*(path for path, _ in finding.proposed), *finding.where]))


def _covers(finding: Finding, spot: Spot) -> bool:
    if finding.span is not None and spot.address == finding.where[0]:
        return finding.span[0] <= spot.offset <= finding.span[1]
    return spot.address in finding.where or (
        bool(finding.hints) and any(path == spot.address for path, _ in finding.proposed)
    )
