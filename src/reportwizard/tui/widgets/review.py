"""The last page: everything that was found, and the way out."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from reportwizard.session import Session
from reportwizard.tui.widgets.finding_list import FindingList


class ReviewPane(Vertical):
    """A summary over all findings with their remedies."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="pane-review")
        self.session = session
        self.findings = FindingList(detail=True, id="all-findings")

    def compose(self) -> ComposeResult:
        """The summary, then the list."""
        yield Static("", id="summary")
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
        text = Text()
        if counts["error"]:
            text.append(f"! {counts['error']} 处错误，须改正后再报送", "bold red")
        else:
            text.append("✓ 没有错误，可以导出（F9）", "bold green")
        text.append(f"；{counts['warning']} 处警告，{counts['advice']} 条建议。")
        self.query_one("#summary", Static).update(text)
        self.findings.show(self.session.findings)
