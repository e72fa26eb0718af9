"""The list of findings: beside a section one line each, on the review with hints and remedies. Enter goes to the place.

Drawn by line: a key in the table that changes one finding repaints one line of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from reportwizard.characters import one_line
from reportwizard.checks import Finding
from reportwizard.tui import keymap
from reportwizard.tui.ambiguous import sign
from reportwizard.tui.widgets.drawn import Drawn, Line, wrap_line

SEVERITIES = {"error": ("!", "错误", "wrong"), "warning": ("?", "警告", "doubtful"), "advice": ("i", "建议", "advice")}
"""Sign, word and style of each severity."""

_NOTHING: Line = (("没有发现问题 ✓", "good"),)


class FindingList(Drawn, can_focus=True):
    """Findings, the chosen one marked; `detail` shows remedies and hints too, each broken to the width."""

    MOVES: ClassVar[dict[str, int]] = {"up": -1, "down": 1, "pageup": -5, "pagedown": 5, "home": -9999, "end": 9999}

    @dataclass
    class Chosen(Message):
        """One wants to go where this finding is."""

        finding: Finding

    @dataclass
    class Settled(Message):
        """One wants what this finding speaks of settled: a stated total given up."""

        finding: Finding

    def __init__(self, *, detail: bool = False, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.detail = detail
        self.at = 0
        """The index of the marked finding."""
        self._top = 0
        self._findings: list[Finding] = []
        self._lines: list[Line] = [_NOTHING]
        self._owners: list[int] = []
        """For each line the index of its finding."""

    @property
    def current(self) -> Finding | None:
        """The marked finding."""
        return self._findings[self.at] if self._findings else None

    @property
    def text(self) -> str:
        """All lines, without styles."""
        return "\n".join("".join(text for text, _ in line) for line in self._lines)

    def show(self, findings: Sequence[Finding]) -> None:
        """List these findings; the mark stays where it was."""
        if findings != self._findings:
            self._findings = list(findings)
            self.at = min(self.at, max(len(findings) - 1, 0))
            self._arrange()

    def mark(self, finding: Finding) -> None:
        """Put the mark on a finding."""
        for index, each in enumerate(self._findings):
            if (each.code, each.where) == (finding.code, finding.where):
                self._move_to(index)

    def _arrange(self) -> None:
        before, top = self._lines, self._top
        self._lines, self._owners = [], []
        for index, finding in enumerate(self._findings):
            lines = self._broken(finding) if self.detail else [finding_line(finding)]
            self._lines += lines
            self._owners += [index] * len(lines)
        if not self._findings:
            self._lines = [_NOTHING]
        self._reveal()
        if top != self._top:
            self.refresh()
            return
        rows = range(top, top + self._rows)
        self.redraw(0, *(1 + n - top for n in rows if before[n : n + 1] != self._lines[n : n + 1]))

    def _broken(self, finding: Finding) -> list[Line]:
        width = self.extent.width - 1
        lines = wrap_line(finding_line(finding, hints=False), width)
        told = [(f"可能：{one_line(hint.message)}", "advice") for hint in finding.hints]
        told += [(f"改法：{one_line(finding.remedy)}", "quiet")] if finding.remedy else []
        if finding.waived:
            waiver = finding.waived
            told.append((f"{one_line(waiver.who)} {waiver.when or ''} 说明：{one_line(waiver.why)}", "quiet"))
        for piece in told:
            lines += [(("    ", "plain"), *line) for line in wrap_line((piece,), width - 4)]
        return lines

    @property
    def _rows(self) -> int:
        return max(self.extent.height - 1, 0)

    def _reveal(self) -> None:
        """Scroll so that the marked finding is seen, its first line at any rate."""
        mine = [n for n, owner in enumerate(self._owners) if owner == self.at]
        if mine:
            self._top = min(self._top, mine[0])
            self._top = max(self._top, min(mine[-1] - self._rows + 1, mine[0]))
        self._top = max(min(self._top, len(self._lines) - 1), 0)

    def resized(self) -> None:
        """Break the lines anew."""
        self._arrange()
        self.refresh()

    def on_focus(self) -> None:
        """The mark is shown."""
        self.refresh()

    def on_blur(self) -> None:
        """The mark is only hinted at."""
        self.refresh()

    def draw(self, y: int) -> Strip:
        """The rule above the list, or a line of it."""
        if y == 0:
            return self._rule()
        number = self._top + y - 1
        line = self._lines[number] if number < len(self._lines) else ()
        marked = self.has_focus and number < len(self._owners) and self._owners[number] == self.at
        if marked:
            return self.strip([("›", "here"), *((text, "here") for text, _ in line)], fill="here")
        return self.strip(line, lead=" ")

    def _rule(self) -> Strip:
        count = len(self._findings)
        text = f" 问题 {count} 个 " if count else " 问题 "
        if self.has_focus and count:
            back = keymap.key("switch_panel")
            text = f" 问题 {self.at + 1}/{count}：回车到出错处，F7 写说明保留，Delete 采用计算的合计，{back} 返回 "
        rule = sign("═" if self.has_focus else "─")
        return self.strip((((rule * 2 + text + rule * max(self.extent.width - cell_len(text) - 2, 0)), "rule"),))

    # ---- keys and mouse

    def on_key(self, event: events.Key) -> None:
        """Move the mark; Enter goes to the finding, Delete settles a stated total."""
        finding = self.current
        if event.key in self.MOVES:
            self._move_to(self.at + self.MOVES[event.key])
        elif event.key == "enter" and finding:
            self.post_message(self.Chosen(finding))
        elif event.key == "delete" and finding:
            self.post_message(self.Settled(finding))
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
        number = self._top + event.y - 1
        if event.y and number < len(self._owners):
            self._move_to(self._owners[number])
            self.post_message(self.Chosen(self._findings[self.at]))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the list."""
        self._scroll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the list."""
        self._scroll(event, -1)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        self._top = max(min(self._top + by, len(self._lines) - self._rows), 0)
        self.refresh()


def finding_line(finding: Finding, *, hints: bool = True) -> Line:
    """A finding on one line: its sign and code, what it says, what lies behind it."""
    mark, word, style = SEVERITIES[finding.severity]
    line = [
        (f"{mark} {word} {finding.code} ", "quiet" if finding.waived else style),
        (one_line(finding.message), "plain"),
    ]
    if finding.waived:
        line.append((f"（已说明：{one_line(finding.waived.why)}）", "quiet"))
    if hints:
        line += [(f"　可能：{one_line(hint.message)}", "advice") for hint in finding.hints]
    return line
