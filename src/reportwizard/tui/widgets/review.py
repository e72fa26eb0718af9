"""The last page: everything that was found, and the way out."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from reportwizard.session import Session
from reportwizard.tui import keymap
from reportwizard.tui.widgets.drawn import Line, Lines
from reportwizard.tui.widgets.finding_list import FindingList


class ReviewPane(Vertical):
    """A summary over all findings with their remedies."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="pane-review")
        self.session = session
        self.summary = Lines(id="summary", wraps=True, indent=1)
        self.findings = FindingList(detail=True, id="all-findings")

    def compose(self) -> ComposeResult:
        """The summary, then the list."""
        yield self.summary
        yield self.findings

    def on_mount(self) -> None:
        """Show what there is."""
        self.follow()

    def follow(self) -> None:
        """Bring the summary and the list in line with the session."""
        counts = dict.fromkeys(("error", "warning", "advice"), 0)
        for finding in self.session.findings:
            if finding.waived is None:
                counts[finding.severity] += 1
        errors = (f"! {counts['error']} 处错误，须改正后再报送", "wrong")
        state = errors if counts["error"] else (f"✓ 没有错误，可以导出（{keymap.key('export')}）", "good")
        line: Line = (state, (f"；{counts['warning']} 处警告，{counts['advice']} 条建议。", "plain"))
        self.summary.show([line])
        self.findings.show(self.session.findings)
