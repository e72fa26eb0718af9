"""The export dialog: a format or several, a file, Enter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from reportwizard.characters import one_line
from reportwizard.errors import ReportWizardError
from reportwizard.formats.notes import notes
from reportwizard.formats.registry import FORMATS, Format
from reportwizard.report import files
from reportwizard.session import Session
from reportwizard.tui.screens.dialogs import Dialog
from reportwizard.tui.widgets.field import Field
from reportwizard.tui.widgets.finding_lines import fit


class ExportDialog(Dialog[str]):
    """Asks what to export and where to; returns what was done, in Chinese, or an empty string.

    `formats` are those of another document about the report than the report itself; `what` is what is exported.
    """

    def __init__(self, session: Session, formats: Sequence[Format] = (), what: str = "报告") -> None:
        super().__init__()
        self._session = session
        self._formats = list(formats or FORMATS.values())
        self._what = what
        self._is_report = not formats
        self._marked: set[int] = set()
        self._confirmed: Sequence[Path] = ()
        self._writing = False

    def compose(self) -> ComposeResult:
        """The formats, the file's name, a line for what is to be said."""
        with Vertical(classes="dialog export"):
            yield Static(Text(f"导出{self._what}：空格可选几种，回车两次导出；Esc 返回"))
            yield OptionList(*(Option(self._line(index)) for index in range(len(self._formats))), markup=False)
            yield Label("文件名")
            yield Field()
            yield Static("", id="export-note")

    def _line(self, index: int) -> Text:
        each = self._formats[index]
        return Text(f"{'[x]' if index in self._marked else '[ ]'} {each.label}（{each.suffixes[0]}）")

    @property
    def _chosen(self) -> list[Format]:
        """The formats that are marked, else the one that is highlighted."""
        highlighted = self.query_one(OptionList).highlighted or 0
        return [self._formats[index] for index in sorted(self._marked) or [highlighted]]

    def _proposed(self) -> Path:
        """The file that is proposed for what is chosen: without a suffix, where that is several."""
        chosen = self._chosen
        if len(chosen) > 1:
            return self._session.path.with_name(self._session.path.stem)
        path = self._session.path.with_name(self._session.path.stem + chosen[0].suffixes[0])
        return path.with_stem(f"{path.stem}-副本") if path == self._session.path else path

    def _targets(self, written: str) -> dict[Path, Format]:
        """The files that are meant: what is shown of a proposed name need not be all of it."""
        proposed, chosen = self._proposed(), self._chosen
        path = proposed if written == one_line(str(proposed)) else Path(written.strip()).expanduser()
        if len(chosen) == 1:
            return {path: chosen[0]}
        return {path.with_name(path.name + each.suffixes[0]): each for each in chosen}

    def on_mount(self) -> None:
        """The first format; its name comes as it is highlighted."""
        self.query_one(OptionList).highlighted = 0
        self.set_focus(self.query_one(OptionList))

    def _propose(self) -> None:
        several = len(self._chosen) > 1
        self.query_one(Label).update("文件名（不写后缀，每种格式一个文件）" if several else "文件名")
        self.query_one(Input).value = one_line(str(self._proposed()))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another format, another suffix; not where some are marked."""
        if not self._marked:
            self._propose()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """On to the file's name."""
        self.set_focus(self.query_one(Input))

    def _mark(self) -> None:
        listing = self.query_one(OptionList)
        index = listing.highlighted or 0
        self._marked ^= {index}
        listing.replace_option_prompt_at_index(index, self._line(index))
        self._propose()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Export, asking once more where a file would be replaced; what is slow is said before."""
        if self._writing:
            return
        try:
            targets = self._targets(event.value)
            self._guard(event.value, targets)
            there = [path for path in targets if path.exists()]
            if there and self._confirmed != there:
                self._confirmed = there
                self._say(f"{'、'.join(path.name for path in there)} 已经有了，再按一次回车就覆盖", "doubtful")
                return
        except (ReportWizardError, OSError, ValueError, RuntimeError) as error:
            self._say(str(error), "wrong")
            return
        if not any(each.slow for each in targets.values()):
            self._export(targets)  # at once: what is typed behind goes to the page
            return
        self._writing = True
        self._say("正在导出……", "")
        self.call_after_refresh(self._export, targets)

    def _guard(self, written: str, targets: dict[Path, Format]) -> None:
        """Raises ReportWizardError where the report itself, or no file at all, would be written."""
        for path in targets:
            if not written.strip() or path.is_dir():
                raise ReportWizardError("还没有写文件名", "", "请写一个文件名")
            if path.resolve() == self._session.path.resolve():
                raise ReportWizardError("这是报告本身的文件", str(path), "请换一个文件名")

    def _export(self, targets: dict[Path, Format]) -> None:
        self._writing = False
        report = self._session.report
        try:
            files.replace_all({path: each.render(report) for path, each in targets.items()})
        except (ReportWizardError, OSError, ValueError, RuntimeError) as error:
            self._say(str(error), "wrong")
            return
        remarks = notes(report, min(targets.values(), key=lambda each: each.exact).name) if self._is_report else []
        first, *others = (path.absolute() for path in targets)
        shown = str(first) + "".join(f"、{path.name}" for path in others)
        told = fit(shown, max(self.app.size.width - 12, 20))  # on one line of the guide
        self.answer(f"已导出 {told}" + (f"（{'；'.join(remarks)}）" if remarks else ""))

    def _say(self, text: str, style: str) -> None:
        note = self.query_one("#export-note", Static)
        note.update(Text(one_line(text)))
        note.set_classes(style)

    def on_key(self, event: events.Key) -> None:
        """Space marks a format, Esc goes back to the report."""
        if event.key == "escape":
            event.stop()
            self.answer("")
        elif event.key == "space" and self.query_one(OptionList).has_focus:
            event.stop()
            self._mark()
