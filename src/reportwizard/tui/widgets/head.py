"""Page 零: whose report it is. The keys before the texts."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label, Select

from reportwizard.characters import clean, one_line
from reportwizard.report.model import LEVELS
from reportwizard.session import Session
from reportwizard.session.changes import HEAD_ADDRESSES
from reportwizard.tui.view import View
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


MARKS = {"!": "bold $text-error", "?": "bold $text-warning"}
"""The looks of the sign before a line with which something is wrong."""


class Answered(Message):
    """A key of the head has a new text. Where it came from a line, that is told whether it was taken."""

    def __init__(self, address: str, text: str, edit: object, line: HeadInput | None = None) -> None:
        super().__init__()
        self.address = address
        self.text = text
        self.edit = edit
        self._line = line

    def taken(self) -> None:
        """It is an answer."""
        if self._line is not None:
            self._line.taken(self.text)

    def refused(self, why: str) -> None:
        """It is none."""
        if self._line is not None:
            self._line.refused(why)


class Entered(Message):
    """One has gone to another line."""


class HeadLabel(Label):
    """What a line is for; whether something is wrong with its answer; that it came from last year and nobody has
    confirmed it; why it is no answer.
    """

    def __init__(self, address: str, label: str, help_text: str, view: View) -> None:
        super().__init__(markup=False)
        self._address = address
        self._label = label
        self._help = help_text
        self._view = view
        self._complaint = ""
        self._shown: tuple[str, ...] = ()
        self.follow()

    def complain(self, why: str) -> None:
        """Say why what stands in the line is not taken, until it is; empty: it is."""
        if why != self._complaint:
            self._complaint = why
            self.follow()

    def follow(self) -> None:
        """Say what the session holds."""
        value = self._view.session.value
        mark = self._view.marks().get(self._address, "") if value(self._address) else ""
        if self._complaint:
            told = f"　！没有记下：{one_line(self._complaint)}", "bold"
        elif value(f"carried.{self._address}") and value(self._address):
            told = "　~ 从上年带来，请核对", "bold"
        else:
            told = f"　{self._help}", "dim"
        if (mark, *told) != self._shown:
            self._shown = (mark, *told)
            self.update(Content.assemble((mark, MARKS.get(mark, "")), " " if mark else "", self._label, told))


class HeadInput(Field):
    """One line of the head; Enter goes on to the next. What is typed is told key by key, but a date when it is done:
    on the way to it there are other dates. Nothing is told that was not typed.
    """

    def __init__(self, address: str, session: Session, label: HeadLabel) -> None:
        self.address = address
        self._session = session
        self._label = label
        self._given = self._shown
        """What stood there when the session was last told or asked."""
        self._edit = object()
        """One stay in the field is one step to undo."""
        super().__init__(self._given, id=f"head-{address}", select_on_focus=False)

    @property
    def _shown(self) -> str:
        return one_line(str(self._session.value(self.address) or ""))

    @property
    def _waits(self) -> bool:
        return self.address == "published" and not self._session.refusal

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is typed, as it is typed."""
        event.stop()
        if self.value == self._given:
            self._label.complain("")
        elif not self._waits:
            self._tell()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: on to the next."""
        event.stop()
        self.done()
        self.screen.focus_next()

    def on_blur(self, event: events.Blur) -> None:
        """The answer is finished."""
        self.done()

    def done(self) -> bool:
        """What was typed is finished, and said if it was not before; whether it was said now."""
        tells = self.value != self._given
        if tells:
            self._tell()
        self._edit = object()
        return tells

    def _tell(self) -> None:
        self._given = self.value
        self.post_message(Answered(self.address, clean(self.value), self._edit, self))

    def taken(self, text: str) -> None:
        """What was said last is the answer; a date stands there as all dates are written."""
        self._label.complain("")
        if self._waits and clean(self.value) == text:
            self._given = self._shown
            self.value = self._given

    def refused(self, why: str) -> None:
        """What was said last is no answer: it stays, to be mended, and is said again."""
        self._label.complain(why)
        self._given = self._shown

    def follow(self) -> None:
        """Show what the session holds, after an undo; what is not finished yet stays."""
        shown = self._shown
        if self._waits and self.value != self._given == shown:
            return
        if clean(self.value).strip() != clean(shown) and self.value.strip() != shown:
            self._given = shown
            self.value = shown
            self._label.complain("")


class HeadPane(VerticalScroll, Page, can_focus=False):
    """The page with all of them."""

    def __init__(self, view: View) -> None:
        super().__init__(id="pane-head")
        self.view = view
        self.session = view.session
        self._at = "agency"
        """The field where one is, or was last."""

    def compose(self) -> ComposeResult:
        """A label and a field for each."""
        for address, label, help_text in _FIELDS:
            yield (about := HeadLabel(address, label, help_text, self.view))
            if address.startswith("level"):
                options = [(name, key) for key, name in LEVELS.items() if address == "level" or key != "department"]
                value = self.session.value(address)
                chosen = str(value) if value else Select.NULL
                yield Select(options, prompt="（不填）", value=chosen, id=f"head-{address}")
            else:
                yield HeadInput(address, self.session, about)

    @property
    def target(self) -> Widget:
        """The field where one was last; at first the first one."""
        return self.query_one(f"#head-{self.place[0]}")

    def target_at(self, address: str) -> Widget:
        """The field of an address."""
        return self.query_one(f"#head-{address}") if address in HEAD_ADDRESSES else self.target

    @property
    def place(self) -> tuple[str, int]:
        """The field's address."""
        focused = self.screen.focused
        for node in focused.ancestors_with_self if focused else ():
            if node.id and node.id.startswith("head-"):
                self._at = node.id.removeprefix("head-")
        return self._at, 0

    def on_descendant_focus(self) -> None:
        """What is told is told of this field."""
        self.post_message(Entered())

    def done_typing(self) -> bool:
        """A date may not have been said."""
        return any(field.done() for field in self.query(HeadInput) if field.has_focus)

    def on_select_changed(self, event: Select.Changed) -> None:
        """A level was chosen."""
        event.stop()
        address = (event.select.id or "").removeprefix("head-")
        text = "" if event.value is Select.NULL else str(event.value)
        if text != str(self.session.value(address) or ""):
            self.post_message(Answered(address, text, None))

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
            field.follow()
        for select in self.query(Select):
            value = self.session.value((select.id or "").removeprefix("head-"))
            select.value = str(value) if value else Select.NULL
