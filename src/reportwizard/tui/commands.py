"""What each action of the list does. The application's other half: here nothing of its life, its signals or its end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from reportwizard.session import Answer
from reportwizard.session.changes import CARRIED, HEAD_ADDRESSES
from reportwizard.tui import keymap
from reportwizard.tui.file_commands import FileCommands
from reportwizard.tui.widgets.matrix import Matrix
from reportwizard.tui.widgets.pages import HEAD, NAMES, REVIEW
from reportwizard.tui.widgets.prose import ProseArea


class Commands(FileCommands):
    """The actions, over a session and its main screen."""

    async def action_help(self) -> None:
        """What belongs where one is, and the keys."""
        from reportwizard.tui.help import help_text
        from reportwizard.tui.screens.dialogs import Reading

        target = self.main.page_target
        cell = target.grid.cell(target.at) if isinstance(target, Matrix) else None
        section = self.main.sections.get(self.main.current)
        text = help_text(self.main.view, section, cell, self.main.desk.asked)
        if self.main.current == HEAD:
            from reportwizard.tui.widgets.head import help_lines

            focused = self.main.focused
            lines = help_lines((focused.id or "").removeprefix("head-") if focused else "")
            text = "\n　".join(["【这一页】", *lines]) + f"\n\n{text}"
        await self.push_screen(Reading("帮助（Esc 关闭）", text, closing=f"{keymap.in_force().keys('help')},enter,q"))

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

    async def action_go_to(self) -> None:
        """To a row or a section."""
        from reportwizard.tui.screens.dialogs import Choice, Picker

        choices: list[Choice[tuple[str, str]]] = []
        stops = [self.main.current, *(stop for stop in self.main.sections if stop != self.main.current)]
        for stop in stops:
            section = self.main.sections.get(stop)
            number = 0
            for table in section.tables if section else ():
                for row in table.rows:
                    number += 1
                    column = next(c for c in table.columns if not c.parts)
                    keys = (str(number),) if stop == self.main.current else ()
                    prefix = f"{number:>2} " if keys else f"{section.number if section else ''} · "
                    choices.append(Choice(f"{prefix}{row.label}", keys, (stop, table.cell_path(row, column))))
        names = {HEAD: ("零", NAMES[HEAD]), REVIEW: ("审", NAMES[REVIEW])}
        for stop in self.main.stops:
            section = self.main.sections.get(stop)
            number_, label = (section.number, section.heading) if section else names[stop]
            choices.append(Choice(label, (number_,), (stop, "")))
        await self.push_screen(Picker("转到：输入行号、部分的序号（如 三），或者名称里的字", choices), self._gone)

    async def _gone(self, target: tuple[str, str] | None) -> None:
        if target is not None:
            await self.main.go_to(*target)

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

    async def action_palette(self) -> None:
        """Every action by its name."""
        from reportwizard.tui import preferences
        from reportwizard.tui.screens.dialogs import Choice, Picker

        choices = [
            Choice(f"{action.label}　{action.key_name:<5}{action.help}", (action.key,), action.id)
            for action in keymap.in_force().actions
        ]
        choices += preferences.choices()
        await self.push_screen(Picker("命令：输入名称，回车执行", choices), self._chosen)

    async def _chosen(self, action: str | None) -> None:
        from reportwizard.tui import preferences

        if action is not None and preferences.is_preference(action):
            self.main.note(preferences.apply(self, action))
        elif action is not None:
            run: Callable[[], Awaitable[None] | None] = getattr(self, f"action_{action}")
            result = run()
            if result is not None:
                await result
