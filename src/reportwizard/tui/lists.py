"""The actions that open something to read or to choose from: the help, the rows and sections, all commands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from reportwizard.tui import keymap
from reportwizard.tui.file_commands import FileCommands
from reportwizard.tui.widgets.matrix import Matrix
from reportwizard.tui.widgets.pages import HEAD, NAMES, REVIEW


class Lists(FileCommands):
    """Over a session and its main screen."""

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

    async def show_unread(self) -> None:
        """What a document held that is not in the report, where the report has just been read from one."""
        from reportwizard.tui.screens.dialogs import Reading
        from reportwizard.typeset.importing import told

        recognised = self.session.recognised
        lines = told(recognised) if recognised is not None else []
        if lines:
            text = "\n".join(["对照原件看一遍；关闭以后按下面所说补填。", "", *(line for _, line in lines)])
            await self.push_screen(Reading("读入时要注意的（Esc 关闭）", text, closing="enter,q"))

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
