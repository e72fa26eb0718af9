"""The list of findings: beside a section one line each, on the review with hints and remedies. Enter goes to the place.

Drawn by line: a key in the table that changes one finding repaints one line of it, however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from reportwizard.checks import STATED_TOTALS, Finding
from reportwizard.tui import keymap
from reportwizard.tui.ambiguous import sign
from reportwizard.tui.widgets.drawn import Line
from reportwizard.tui.widgets.finding_lines import finding_line, finding_lines, key_of, ordered
from reportwizard.tui.widgets.scrolled import Scrolled

NOTHING: Line = (("没有发现问题 ✓", "good"),)

Grouping: TypeAlias = Callable[[Finding], str]
"""The heading under which a finding stands."""


class FindingList(Scrolled, can_focus=True):
    """Findings, the chosen one marked; with `heading` each is told in full, under the headings that it gives."""

    MOVES: ClassVar[dict[str, int]] = {"up": -1, "down": 1, "pageup": -5, "pagedown": 5, "home": -9999, "end": 9999}

    @dataclass
    class Chosen(Message):
        """One wants to go where this finding is."""

        finding: Finding

    @dataclass
    class Settled(Message):
        """One wants what this finding speaks of settled: a stated total given up."""

        finding: Finding

    @dataclass
    class Accepted(Message):
        """One wants the figures that this finding proposes."""

        finding: Finding

    def __init__(self, *, id: str, heading: Grouping | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._heading = heading
        self.at = 0
        """The index of the marked finding."""
        self._told: tuple[object, ...] | None = None
        """Which finding the guide speaks of; it is marked even while the list has not the keys."""
        self._findings: list[Finding] = []
        self._broken: list[tuple[Line, int]] = []
        """The lines of findings told in full, each with the index of its finding; -1 for a heading."""

    @property
    def current(self) -> Finding | None:
        """The marked finding."""
        return self._findings[self.at] if self._findings else None

    def show(self, findings: Iterable[Finding]) -> None:
        """List these findings; the mark stays on its finding, or where that was."""
        before, rule, marked = self._findings, self._rule(), self.current
        self._findings = ordered(findings)
        self.at = min(self.at, max(len(self._findings) - 1, 0))
        if marked is not None and self.current is not None and key_of(marked) != key_of(self.current):
            self.at = self._index_of(key_of(marked), self.at)
        if self._heading is not None:
            if before != self._findings:
                self._arrange()
            return
        top, rows = self.top, range(self.top, self.top + self.row_count)
        self._reveal()
        if top != self.top or not before or not self._findings:
            self.refresh()
            return
        self.redraw(*(1 + n - top for n in rows if before[n : n + 1] != self._findings[n : n + 1]))
        if rule != self._rule():
            self.redraw(0)

    def mark(self, finding: Finding) -> None:
        """Put the mark on a finding."""
        index = self._index_of(key_of(finding), -1)
        if index >= 0:
            self._move_to(index)

    def tell(self, finding: Finding | None) -> None:
        """The guide speaks of this finding: it can be seen in the list, unless one walks there oneself."""
        told = key_of(finding) if finding else None
        if told == self._told:
            return
        before, self._told, top = self._told, told, self.top
        if finding and not self.has_focus:
            self.at = self._index_of(told, self.at)
            self._reveal()
        if top != self.top:
            self.refresh()
        else:
            self.redraw(
                *(1 + self._index_of(key, -1) - top for key in (before, told) if self._index_of(key, -1) >= top)
            )

    def _index_of(self, key: tuple[object, ...] | None, otherwise: int) -> int:
        return next((n for n, each in enumerate(self._findings) if key_of(each) == key), otherwise)

    # ---- lines

    def _arrange(self) -> None:
        """Break the lines of findings that are told in full."""
        self._broken = []
        heading = ""
        for index, finding in enumerate(self._findings if self._heading else ()):
            assert self._heading is not None
            here = self._heading(finding)
            if here != heading:
                heading = here
                self._broken.append((((here, "caption"),), -1))
            self._broken += [(line, index) for line in finding_lines(finding, self.extent.width - 1)]
        self._reveal()
        self.refresh()

    @property
    def line_count(self) -> int:
        """All lines, headings too."""
        return len(self._findings if self._heading is None else self._broken)

    def _line(self, number: int) -> Line:
        if not self._findings:
            return NOTHING if number == 0 else ()
        if number >= self.line_count:
            return ()
        if self._heading is not None:
            return self._broken[number][0]
        return finding_line(self._findings[number], self.extent.width - 2)

    def _owner(self, number: int) -> int:
        """The index of the finding on a line; -1 where there is none."""
        if number >= self.line_count:
            return -1
        return number if self._heading is None else self._broken[number][1]

    @property
    def row_count(self) -> int:
        """The rows below the rule."""
        return max(self.extent.height - 1, 0)

    def _rule(self) -> str:
        return _rule(self._findings, self.current if self.has_focus else None, self.at)

    def _reveal(self) -> None:
        """Scroll so that the marked finding is seen, its first line at any rate; the heading above the first, too."""
        if self._heading is None:
            first = last = self.at
        else:
            mine = [n for n, (_, owner) in enumerate(self._broken) if owner == self.at]
            first, last = (mine[0], mine[-1]) if mine else (0, 0)
        top = first - 1 if first and self._owner(first - 1) < 0 else first
        self.top = min(self.top, top)
        self.top = max(self.top, min(last - self.row_count + 1, top))
        self.top = max(min(self.top, self.line_count - self.row_count), 0)  # no row is empty while lines are above

    def resized(self) -> None:
        """Break the lines anew."""
        self._arrange()

    def on_focus(self) -> None:
        """The mark is shown, or hidden."""
        self.refresh()

    on_blur = on_focus

    def draw(self, y: int) -> Strip:
        """The rule above the list, or a line of it."""
        if y == 0:
            rule = sign("═" if self.has_focus else "─")
            text = self._rule()
            return self.strip(((f"{rule * 2}{text}{rule * max(self.extent.width - cell_len(text) - 2, 0)}", "rule"),))
        number = self.top + y - 1
        line = self._line(number)
        if self.has_focus and self._findings and self._owner(number) == self.at:
            return self.strip([("›", "here"), *((text, "here") for text, _ in line)], fill="here")
        told = self._told and not self.has_focus and self._owner(number) == self._index_of(self._told, -1) >= 0
        return self.strip([("›", "quiet"), *line] if told else [(" ", "plain"), *line])

    # ---- keys and mouse

    def on_key(self, event: events.Key) -> None:
        """Move the mark; Enter goes to the finding, A takes its proposal, Delete settles a stated total."""
        finding = self.current
        messages = {"enter": self.Chosen, "a": self.Accepted, "A": self.Accepted, "delete": self.Settled}
        if event.key in self.MOVES:
            self._move_to(self.at + self.MOVES[event.key])
        elif event.key in messages and finding:
            self.post_message(messages[event.key](finding))
        else:
            return
        event.stop()
        event.prevent_default()

    def _move_to(self, index: int) -> None:
        self.at = min(max(index, 0), max(len(self._findings) - 1, 0))
        self._reveal()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to the finding that was clicked."""
        owner = self._owner(self.top + event.y - 1) if event.y else -1
        if owner >= 0:
            self._move_to(owner)
            self.post_message(self.Chosen(self._findings[owner]))


def _rule(findings: Sequence[Finding], chosen: Finding | None, at: int) -> str:
    """What stands in the rule above the list: how many there are, or what can be done with the chosen one."""
    if chosen is not None:
        return f" {at + 1}/{len(findings)} {'  '.join(_offers(chosen))} "
    waived = sum(finding.waived is not None for finding in findings)
    told = f" {len(findings) - waived} 个{f'，已说明 {waived} 个' if waived else ''}" if findings else ""
    return f" 问题{told} "


def _offers(finding: Finding) -> list[str]:
    """What can be done with a finding, each with its key."""
    waive = keymap.key("waive")
    offers = ["回车：到出错处"]
    if finding.proposed and not finding.waived:
        offers.append("A：用建议的数")
    if settles(finding) and not finding.waived:
        offers.append("Delete：用算出的合计")
    offers.append(f"{waive}：改说明" if finding.waived or finding.lapsed else f"{waive}：写理由保留")
    return [*offers, f"{keymap.key('switch_panel')}：返回"]


def settles(finding: Finding) -> bool:
    """Whether a finding speaks of a total that the file states."""
    return finding.code in STATED_TOTALS
