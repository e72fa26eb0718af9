"""Taking over another document: which file, a look at what would change, then all of it as one step, or nothing.

What was read is said by `typeset.importing`, what would change by `report.overlay`; here it is asked about and shown.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label, Static

from reportwizard.characters import one_line
from reportwizard.errors import ReportWizardError
from reportwizard.formats.opening import Source, open_file
from reportwizard.report.overlay import Overlay, weigh
from reportwizard.session import Session
from reportwizard.tui import keymap
from reportwizard.tui.screens.dialogs import Dialog
from reportwizard.tui.screens.pasting import PastePreview
from reportwizard.tui.widgets.field import Field
from reportwizard.typeset.importing import Line, preview, told

if TYPE_CHECKING:
    from reportwizard.tui.screens.main import MainScreen


class ImportDialog(Dialog[Source | None]):
    """Asks for a file and reads it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._reading = False

    def compose(self) -> ComposeResult:
        """The file's name, a line for what is to be said."""
        with Vertical(classes="dialog export"):
            yield Static(Text("导入文件：Word、Excel、网页、PDF 等；回车读入，先看后改；Esc 返回"))
            yield Label("文件名")
            yield Field()
            yield Static("", id="export-note")

    def on_mount(self) -> None:
        """The keys go to the name."""
        self.set_focus(self.query_one(Field))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Say that it is being read, then read: that takes its time."""
        if self._reading or not event.value.strip():
            return
        self._reading = True
        self._say("正在读取……", "")
        self.call_after_refresh(self._read, event.value)

    def _read(self, written: str) -> None:
        self._reading = False
        try:
            self.answer(open_file(self._file(written)))
        except (ReportWizardError, OSError, ValueError, RuntimeError) as error:
            self._say(str(error), "wrong")

    def _file(self, written: str) -> Path:
        """The file that is meant: a name that was dragged here may stand in quotes, a bare one beside the report."""
        name = written.strip()
        if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
            name = name[1:-1]
        path = Path(name).expanduser()
        beside = self._session.path.parent / path
        return beside if not path.exists() and beside.exists() else path

    def _say(self, text: str, style: str) -> None:
        note = self.query_one("#export-note", Static)
        note.update(Text(one_line(text)))
        note.set_classes(style)

    def on_key(self, event: events.Key) -> None:
        """Esc goes back to the report."""
        if event.key == "escape":
            event.stop()
            self.answer(None)


class ImportPreview(PastePreview):
    """What would change, and what was not read."""

    HEADING: ClassVar[str] = "导入之前请看一眼"
    TAKE: ClassVar[str] = "[回车] 照此导入　[Esc] 不导入，什么都不改"
    NOTHING: ClassVar[str] = "没有要改的　[Esc] 关闭"


async def take_in(main: MainScreen) -> None:
    """Ask for a file, show what it would change, change it."""

    async def read(source: Source | None) -> None:
        if source is not None:
            await _look(main, source)

    await main.app.push_screen(ImportDialog(main.session), read)


async def _look(main: MainScreen, source: Source) -> None:
    report = main.session.report
    recognised = source.recognised
    try:
        overlay = weigh(report, source.report, recognised.origins if recognised else ())
    except ReportWizardError as error:
        main.note(str(error))
        return
    lines: list[Line] = [*(told(recognised) if recognised else ()), *preview(overlay, report)]

    def decided(accepted: bool | None) -> None:
        if accepted:
            _land(main, overlay)
        else:
            main.note("没有导入，什么都没有改")

    await main.app.push_screen(ImportPreview(lines, lands=bool(overlay.differences)), decided)


def _land(main: MainScreen, overlay: Overlay) -> None:
    answer = main.session.take_over(overlay)
    parts = [f"{len(overlay.cells)} 格"] if overlay.cells else []
    parts += [f"{len(overlay.texts)} 处文字"] if overlay.texts else []
    main.done(answer, f"已导入 {'、'.join(parts) or '报告信息'}，{keymap.key('undo')} 撤销")
