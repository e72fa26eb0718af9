"""Page 零: whose report it is. The keys before the texts."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input, Label, Select

from reportwizard.characters import clean, one_line
from reportwizard.report.model import LEVELS
from reportwizard.session import Session
from reportwizard.tui.widgets.field import Field
from reportwizard.tui.widgets.page import Page

_FIELDS = (
    ("agency", "单位名称", "报告以谁的名义发布，如 山阳区科技局"),
    ("title", "标题", "不填就用“单位名称 + 年度 + 政府信息公开工作年度报告”"),
    ("level", "级别", "决定规章、收费金额等检查；不填就不做这些检查"),
    ("level_of", "部门所属级别", "级别选“部门”时填"),
    ("published", "公布日期", "如 2026-01-31，用来检查是否按期公布，不印在报告里"),
)


def help_lines(first: str) -> list[str]:
    """What each line of the page is for, the one of the address `first` before the others."""
    told = sorted(_FIELDS, key=lambda field: field[0] != first)
    return [f"{label}：{help_text}" for _, label, help_text in told]


class Answered(Message):
    """A key of the head has a new text."""

    def __init__(self, address: str, text: str, edit: object, *, final: bool) -> None:
        super().__init__()
        self.address = address
        self.text = text
        self.edit = edit
        self.final = final


class HeadInput(Field):
    """One line of the head; Enter goes on to the next."""

    def __init__(self, address: str, value: str) -> None:
        super().__init__(one_line(value), id=f"head-{address}", select_on_focus=False)
        self.address = address
        self._given = self.value
        self._edit = object()
        """One stay in the field is one step to undo."""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is typed, as it is typed."""
        event.stop()
        if self.value != self._given:
            self._given = self.value
            self.post_message(Answered(self.address, clean(self.value), self._edit, final=False))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: on to the next."""
        event.stop()
        self.screen.focus_next()

    def on_blur(self, event: events.Blur) -> None:
        """The answer is finished."""
        self.post_message(Answered(self.address, clean(self.value), self._edit, final=True))
        self._edit = object()

    def follow(self, value: str) -> None:
        """Show what the session holds, after an undo."""
        if self.address == "published" and self.value and not value:
            return  # not yet a date: what was typed stays, to be mended
        if clean(self.value).strip() != value and self.value.strip() != one_line(value):
            self._given = one_line(value)
            self.value = self._given


class HeadLabel(Label):
    """What a line is for; that its answer came from last year, while nobody has confirmed it."""

    def __init__(self, address: str, label: str, help_text: str, session: Session) -> None:
        super().__init__(markup=False)
        self._address = address
        self._label = label
        self._help = help_text
        self._session = session
        self.follow()

    def follow(self) -> None:
        """Say what the session holds."""
        carried = self._session.value(f"carried.{self._address}") and self._session.value(self._address)
        told = ("　~ 从上年带来，请核对", "bold") if carried else (f"　{self._help}", "dim")
        self.update(Text.assemble(self._label, told))


class HeadPane(VerticalScroll, Page, can_focus=False):
    """The page with all of them."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="pane-head")
        self.session = session

    def compose(self) -> ComposeResult:
        """A label and a field for each."""
        for address, label, help_text in _FIELDS:
            yield HeadLabel(address, label, help_text, self.session)
            value = self.session.value(address)
            if address.startswith("level"):
                options = [(name, key) for key, name in LEVELS.items() if address == "level" or key != "department"]
                chosen = str(value) if value else Select.NULL
                yield Select(options, prompt="（不填）", value=chosen, id=f"head-{address}")
            else:
                yield HeadInput(address, str(value or ""))

    @property
    def target(self) -> HeadInput:
        """Where the page begins."""
        return self.query_one("#head-agency", HeadInput)

    def on_select_changed(self, event: Select.Changed) -> None:
        """A level was chosen."""
        event.stop()
        address = (event.select.id or "").removeprefix("head-")
        text = "" if event.value is Select.NULL else str(event.value)
        if text != str(self.session.value(address) or ""):
            self.post_message(Answered(address, text, None, final=True))

    def follow_marks(self) -> None:
        """Show what still waits to be confirmed."""
        for label in self.query(HeadLabel):
            label.follow()

    def follow(self, changed: tuple[str, ...] | None = None) -> None:
        """Show what the session holds; not what the page itself has said: more may have been typed there since."""
        self.follow_marks()
        if changed is not None:
            return
        for field in self.query(HeadInput):
            field.follow(str(self.session.value(field.address) or ""))
        for select in self.query(Select):
            value = self.session.value((select.id or "").removeprefix("head-"))
            select.value = str(value) if value else Select.NULL
