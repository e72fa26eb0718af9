"""What each action of the list does. The application's other half: here nothing of its life, its signals or its end."""

from __future__ import annotations

from collections.abc import Callable

from reportwizard.session import Answer
from reportwizard.session.changes import CARRIED, HEAD_ADDRESSES
from reportwizard.tui.lists import Lists
from reportwizard.tui.widgets.matrix import Matrix
from reportwizard.tui.widgets.pages import HEAD
from reportwizard.tui.widgets.prose import ProseArea


class Commands(Lists):
    """The actions, over a session and its main screen."""

    async def action_previous_section(self) -> None:
        """The page before."""
        await self.main.go_by(-1)

    async def action_next_section(self) -> None:
        """The page after."""
        await self.main.go_by(1)

    async def action_preview(self) -> None:
        """The finished report beside the page, or not."""
        await self.main.toggle_preview()

    async def action_switch_panel(self) -> None:
        """Between the page and the list of findings."""
        await self.main.desk.switch()

    async def action_next_finding(self) -> None:
        """The next finding."""
        await self.main.desk.step(1)

    async def action_previous_finding(self) -> None:
        """The finding before."""
        await self.main.desk.step(-1)

    def action_waive(self) -> None:
        """A reason to leave a finding as it is."""
        self.main.desk.waive()

    def action_accept(self) -> None:
        """What a finding proposes."""
        self.main.desk.accept(self.main.desk.chosen)

    async def action_export(self) -> None:
        """The report as a file for others."""
        from reportwizard.tui.screens.export import ExportDialog

        await self.push_screen(ExportDialog(self.session), lambda done: self.main.note(done or ""))

    async def action_export_sheet(self) -> None:
        """What was found, as a sheet for others."""
        from reportwizard.formats.review import sheets
        from reportwizard.tui.screens.export import ExportDialog
        from reportwizard.typeset.findings import Checked

        session = self.session

        def checked() -> Checked:
            session.settle_texts()
            against = str(session.before.year) + " 年的报告" if session.before else ""
            return Checked(session.path.name, session.report, session.findings, against=against)

        dialog = ExportDialog(session, sheets(checked, self.main.desk.today), "审核单")
        await self.push_screen(dialog, lambda done: self.main.note(done or ""))

    async def action_import_file(self) -> None:
        """What another file says, into this report."""
        if refusal := self.session.refusal or self.session.waiting:
            self.main.note(refusal)
            return
        from reportwizard.tui.screens.importing import take_in

        await take_in(self.main)

    async def action_undo(self) -> None:
        """The last step back."""
        await self._again(self.session.undo, "没有可以撤销的了")

    async def action_redo(self) -> None:
        """The step that was taken back, again."""
        await self._again(self.session.redo, "没有可以重做的了")

    async def _again(self, move: Callable[[], object], nothing: str) -> None:
        answer = move()
        assert isinstance(answer, Answer)
        if not answer.changed:
            self.main.note(nothing)
            return
        self.main.follow()
        done = [address for address in answer.changed if not address.startswith(CARRIED)]
        await self._show_place((done or answer.changed)[0])
        self.main.note(answer.note)

    async def _show_place(self, address: str) -> None:
        """What was taken back is shown where it stands."""
        address = address.removeprefix("stated.").removeprefix("carried.").removeprefix("waivers.")
        cell = self.session.report.edition.cells.get(address)
        if cell is not None:
            await self.main.go_to(cell.section.id, address, leaves=False)
        elif address.startswith("texts.") and address[6:] in self.main.sections:
            await self.main.go_to(address[6:], leaves=False)
        elif address in HEAD_ADDRESSES:
            await self.main.go_to(HEAD, address, leaves=False)

    def action_zeros(self) -> None:
        """0 into what is blank."""
        matrix = self.main.matrix
        if matrix is None:
            self.main.note("补零只用于表格")
            return
        places = (
            [at for row in matrix.selection for at in row]
            if matrix.has_selection
            else list(matrix.grid.all_positions())
        )
        paths = [matrix.grid.path(at) for at in places if matrix.grid.typable(at)]
        blanks = [(path, "0") for path in paths if self.session.value(path) is None]
        answer = self.session.answer_all(blanks, "补零")
        self.main.done(answer, f"已补 {len(blanks)} 个 0" if blanks else "没有空格")

    async def action_last_year(self) -> None:
        """Last year's figures below this year's, or not; last year's text."""
        await self.main.last_year.toggle()

    def action_confirm_all(self) -> None:
        """What came over from last year has been looked at, all of it."""
        self.main.desk.confirm_all()

    def action_drop_idle(self) -> None:
        """The reasons that nothing needs any more."""
        self.main.desk.drop_idle()

    def action_copy(self) -> None:
        """Only copies."""
        target = self.main.focused
        if isinstance(target, Matrix):
            self.copy_to_clipboard(target.copied())
            self.main.note(f"已复制 {sum(map(len, target.selection))} 格")
        elif isinstance(target, ProseArea):
            target.action_copy()

    def action_paste(self) -> None:
        """What was copied here (what comes from elsewhere, the terminal pastes itself)."""
        target = self.main.focused
        if not self.clipboard:
            self.main.note("剪贴板是空的；要粘贴别处复制的内容，请用终端自己的粘贴键（常为 Ctrl+Shift+V）")
        elif isinstance(target, Matrix):
            target.paste(self.clipboard)
        elif isinstance(target, ProseArea):
            target.put(self.clipboard)
