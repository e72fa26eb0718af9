"""The list of findings. Enter on one goes to its cell or text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reportwizard.characters import one_line
from reportwizard.checks import Finding

SEVERITIES = {"error": ("!", "错误", "bold red"), "warning": ("?", "警告", "yellow"), "advice": ("i", "建议", "cyan")}
"""Sign, word and style of each severity."""


class FindingList(OptionList):
    """Findings, one an entry; `detail` shows remedies and hints too."""

    @dataclass
    class Chosen(Message):
        """One wants to go where this finding is."""

        finding: Finding

    def __init__(self, *, detail: bool = False, **names: str) -> None:
        super().__init__(markup=False, **names)  # type: ignore[arg-type]
        self.detail = detail
        self._findings: Sequence[Finding] = ()

    def show(self, findings: Sequence[Finding]) -> None:
        """List these findings, keeping the highlight where it was."""
        if list(findings) == list(self._findings) and (findings or self.option_count):
            return
        at = self.highlighted
        self._findings = tuple(findings)
        self.clear_options()
        if findings:
            self.add_options([Option(self._text(finding)) for finding in findings])
            self.highlighted = min(at or 0, len(findings) - 1)
        else:
            self.add_option(Option(Text("没有发现问题 ✓", "green"), disabled=True))

    def _text(self, finding: Finding) -> Text:
        sign, word, style = SEVERITIES[finding.severity]
        text = Text() if self.detail else Text(no_wrap=True, overflow="ellipsis")
        text.append(f"{sign} {word} {finding.code} ", "dim" if finding.waived else style)
        text.append(one_line(finding.message))
        if finding.waived:
            text.append(f"（已说明：{one_line(finding.waived.why)}）", "dim")
        for hint in finding.hints:
            text.append(f"  可能：{one_line(hint.message)}", "italic")
        if self.detail and finding.remedy:
            text.append(f"\n    改法：{one_line(finding.remedy)}", "dim")
        return text

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        if event.option_index < len(self._findings):
            self.post_message(self.Chosen(self._findings[event.option_index]))
