"""The last page: everything that was found, by sections, with what can be done about it, and the way out."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from reportwizard.checks import Finding, idle_waivers
from reportwizard.report.unfinished import Unfinished, unfinished
from reportwizard.session import Session
from reportwizard.tui import keymap
from reportwizard.tui.view import CARRIED
from reportwizard.tui.widgets.drawn import Line, Lines
from reportwizard.tui.widgets.finding_lines import SEVERITIES
from reportwizard.tui.widgets.finding_list import FindingList
from reportwizard.tui.widgets.page import Page
from reportwizard.tui.widgets.pages import HEAD, NAMES


class ReviewPane(Vertical, Page):
    """A summary over all findings with their remedies."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="pane-review")
        self.session = session
        self.summary = Lines(id="summary", wraps=True, indent=1)
        self.findings = FindingList(id="all-findings", heading=self._heading)
        self._headings: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The summary, then the list."""
        yield self.summary
        yield self.findings

    def on_mount(self) -> None:
        """Show what there is."""
        self.follow()

    @property
    def target(self) -> FindingList:
        """The list."""
        return self.findings

    def follow(self, changed: tuple[str, ...] | None = None) -> None:
        """Bring the summary and the list in line with the session."""
        found = [finding for finding in self.session.findings if finding.waived is None]
        names = {section.id: section.heading for section in self.session.report.edition.sections}
        by_heading: dict[str, list[Finding]] = {}
        for finding in found:
            by_heading.setdefault(names.get(self.session.section_of(finding), NAMES[HEAD]), []).append(finding)
        self._headings = {heading: f"{heading}　{_counts(of_it)}" for heading, of_it in by_heading.items()}
        self.summary.show(self._summary(found))
        self.findings.show(self.session.findings)

    def _summary(self, found: list[Finding]) -> list[Line]:
        """What was found; what is still to be done besides; what is said of waivers."""
        counts = _counts(found)
        left = [self._told(each) for each in unfinished(self.session.report) if each.kind != "blank"]
        if any(finding.severity == "error" for finding in found):
            line = [(f"! {counts}；错误须改正后再报送", "wrong")]
        else:
            export = keymap.key("export")
            said = f"没有错误，还没有做完（{export} 导出）" if left else f"没有错误，可以导出（{export}）"
            line = [(f"… {said}", "doubtful") if left else (f"✓ {said}", "good")]
            line.append((f"；{counts}" if found else "" if left else "；文字请再通读一遍", "plain"))
        waived = len(self.session.findings) - len(found)
        if waived:
            line.append((f"；{waived} 个已写明理由保留", "plain"))
        lines: list[Line] = [line, (("；".join(left), "doubtful"),)] if left else [line]
        idle = len(idle_waivers(self.session.report, self.session.findings))
        if idle:
            way = keymap.key("drop_idle")
            lines.append(((f"另有 {idle} 条说明所指的问题已经没有了，仍留在文件里（{way}）", "quiet"),))
        return lines

    @staticmethod
    def _told(left: Unfinished) -> str:
        if left.kind == "carried":
            return f"{left.said}（{CARRIED}；{keymap.key('confirm_all')}）"
        return str(left)

    def _heading(self, finding: Finding) -> str:
        if finding.waived:
            return "已写明理由保留，不计入错误"
        section = self.session.section_of(finding)
        names = (entry.heading for entry in self.session.report.edition.sections if entry.id == section)
        return self._headings.get(next(names, NAMES[HEAD]), "")


def _counts(findings: list[Finding]) -> str:
    """3 处错误，1 处警告."""
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in SEVERITIES}
    return "，".join(f"{count} 处{SEVERITIES[severity][1]}" for severity, count in counts.items() if count)
