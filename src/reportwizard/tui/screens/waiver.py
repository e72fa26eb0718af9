"""The dialog in which a person gives a reason for leaving a finding as it is: the reason, and a name under it."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from reportwizard.characters import clean, one_line
from reportwizard.checks import Finding
from reportwizard.tui.screens.dialogs import Dialog
from reportwizard.tui.widgets.field import Field
from reportwizard.tui.widgets.finding_lines import lapsed, signed, substance


@dataclass(frozen=True, slots=True)
class Reason:
    """What was answered; without a reason, the one that was given shall go."""

    why: str
    who: str


class WaiverDialog(Dialog[Reason | None]):
    """Enter on the reason goes on to the name, or is done where a name stands; an empty reason is no reason."""

    def __init__(self, finding: Finding, signer: str) -> None:
        super().__init__()
        self._finding = finding
        self._given = finding.waived or finding.lapsed
        who = finding.waived.who if finding.waived else signer
        self._why = Field(one_line(self._given.why) if self._given else "", id="why", select_on_focus=False)
        self._who = Field(one_line(who), id="who", select_on_focus=False)
        self._word = Static("", id="word")

    def compose(self) -> ComposeResult:
        """The finding, the two lines, the keys."""
        with Vertical(classes="dialog waiver"):
            yield Static(Text(f"{self._finding.code}：{one_line(self._finding.message)}", style="bold"))
            if self._finding.lapsed:
                yield Static(Text(f"{lapsed(self._finding)}（{signed(self._finding.lapsed)}）"))
            what = substance(self._finding)
            yield Static(Text(f"为什么可以保留（只对现在的{what}有效，{what}一改变就失效）："))
            yield self._why
            yield Static(Text("姓名："))
            yield self._who
            yield self._word
            withdraw = "　清空理由再按回车：撤回说明" if self._given else ""
            done = "确定" if self._who.value else "下一项，在姓名处回车：确定"
            yield Static(Text(f"[回车] {done}{withdraw}　[Esc] 不改"))

    def on_mount(self) -> None:
        """The reason is typed first."""
        self.set_focus(self._why)

    def on_key(self, event: events.Key) -> None:
        """Esc leaves everything as it is; the arrows go from line to line."""
        if event.key == "escape":
            event.stop()
            self.answer(None)
        elif event.key in ("up", "down"):
            event.stop()
            self.set_focus(self._why if event.key == "up" else self._who)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: done, or a word on what is missing."""
        event.stop()
        why, who = clean(self._why.value).strip(), clean(self._who.value).strip()
        if not why and self._given:
            self.answer(Reason("", who))
        elif not why:
            self._refuse("请写一句理由，如“已与台账核对，属实”；不想保留，请按 Esc", self._why)
        elif not who:
            self._refuse("请写上姓名" if event.input is self._who else "", self._who)
        elif self._given and why == one_line(self._given.why):
            self.answer(Reason(self._given.why, who))  # a reason of several lines stays one
        else:
            self.answer(Reason(why, who))

    def _refuse(self, word: str, field: Input) -> None:
        self._word.update(Text(word))
        self.set_focus(field)  # at once: the next key is already on its way
