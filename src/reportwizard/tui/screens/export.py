"""The export dialog: a format, a file, Enter."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from reportwizard.characters import one_line
from reportwizard.errors import ReportWizardError
from reportwizard.formats import FORMATS, notes
from reportwizard.report import files
from reportwizard.session import Session
from reportwizard.tui.screens.dialogs import Dialog
from reportwizard.tui.widgets.field import Field
from reportwizard.tui.widgets.finding_lines import fit


class ExportDialog(Dialog[str]):
    """Asks what to export and where to; returns what was done, in Chinese, or an empty string."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._formats = list(FORMATS.values())
        self._confirmed = ""

    def compose(self) -> ComposeResult:
        """The formats, the file's name, a line for what is to be said."""
        with Vertical(classes="dialog export"):
            yield Static(Text("导出报告：选格式，回车到文件名，再回车导出；Esc 返回"))
            yield OptionList(
                *(Option(Text(f"{entry.label}（{entry.suffixes[0]}）")) for entry in self._formats), markup=False
            )
            yield Label("文件名")
            yield Field(one_line(str(self._file(0))))
            yield Static("", id="export-note")

    def _file(self, index: int) -> Path:
        """The file that is proposed for a format."""
        path = self._session.path.with_suffix(self._formats[index].suffixes[0])
        return path.with_stem(f"{path.stem}-副本") if path == self._session.path else path

    def _target(self, written: str, index: int) -> Path:
        """The file that is meant: what is shown of a proposed name need not be all of it."""
        proposed = self._file(index)
        return proposed if written == one_line(str(proposed)) else Path(written.strip()).expanduser()

    def on_mount(self) -> None:
        """Markdown first."""
        self.query_one(OptionList).highlighted = 0
        self.set_focus(self.query_one(OptionList))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another format, another suffix."""
        self.query_one(Input).value = one_line(str(self._file(event.option_index)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """On to the file's name."""
        self.set_focus(self.query_one(Input))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Export, asking once more where a file would be replaced."""
        index = self.query_one(OptionList).highlighted or 0
        chosen, target = self._formats[index], self._target(event.value, index)
        try:
            if not event.value.strip() or target.is_dir():
                raise ReportWizardError("还没有写文件名", "", "请写一个文件名")
            if self._is_own(target):
                raise ReportWizardError("这是报告本身的文件", str(target), "请换一个文件名")
            if target.exists() and self._confirmed != str(target):
                self._confirmed = str(target)
                self._say(f"{target} 已经有了，再按一次回车就覆盖它", "doubtful")
                return
            files.replace(target, chosen.render(self._session.report))
        except (ReportWizardError, OSError, ValueError, RuntimeError) as error:
            self._say(str(error), "wrong")
            return
        remarks = notes(self._session.report, chosen.name)
        shown = fit(str(target.absolute()), max(self.app.size.width - 12, 20))  # on one line of the guide
        self.answer(f"已导出 {shown}" + (f"（{'；'.join(remarks)}）" if remarks else ""))

    def _is_own(self, target: Path) -> bool:
        return target.resolve() == self._session.path.resolve()

    def _say(self, text: str, style: str) -> None:
        note = self.query_one("#export-note", Static)
        note.update(Text(one_line(text)))
        note.set_classes(style)

    def on_key(self, event: events.Key) -> None:
        """Esc goes back to the report."""
        if event.key == "escape":
            event.stop()
            self.answer("")
