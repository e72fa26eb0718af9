"""Last year's figures on the main screen: looked for beside what goes on, shown below this year's on demand."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from reportwizard.report.model import snapshot
from reportwizard.tui import keymap

if TYPE_CHECKING:
    from reportwizard.tui.screens.main import MainScreen
    from reportwizard.tui.widgets.matrix import Matrix


class LastYear:
    """Whether last year's figures are shown, and what the year is called."""

    def __init__(self, main: MainScreen) -> None:
        self.main = main
        self._called = ""

    async def look(self) -> None:
        """Look for last year's report, and for what the place asks; both count when they are found."""
        from reportwizard.session.surroundings import look_around

        session = self.main.session
        found = await asyncio.to_thread(look_around, session.path, snapshot(session.report))
        if found.profile is not session.profile:
            session.ask(found.profile)
            self.main.follow(())
        if found.before != session.before:
            session.look_back_on(found.before)
            self._called = self.main.view.before_called if self._called else ""
            self._show()
            self.main.follow(())
        if found.told:
            self.main.note(found.told, brief=True)

    async def toggle(self) -> None:
        """Show last year's figures below this year's, or hide them; beside a text, last year's text."""
        before = self.main.session.before
        if not before:
            self.main.note("没有找到上年的报告：把它放在同一个文件夹里，或者新建时用 --from 写上它的文件名")
            return
        if self.main.matrix is None:
            await self._show_text(before.texts.get(self.main.current, ""))
            return
        called = self.main.view.before_called
        self._called = "" if self._called else called
        self._show()
        self.main.note(f"{called}的数在每行下面，变动大的有箭头" if self._called else "")

    async def _show_text(self, text: str) -> None:
        from reportwizard.tui.screens.dialogs import Reading

        called, section = self.main.view.before_called, self.main.sections.get(self.main.current)
        if section is None or not text.strip():
            self.main.note(f"{called}的报告里没有这一部分的文字")
            return
        key = next(action.key for action in keymap.in_force().actions if action.id == "last_year")
        title = f"{called}的“{section.heading}”（Esc 关闭）"
        await self.main.app.push_screen(Reading(title, text, closing=f"{key},enter,q"))

    def show_in(self, matrix: Matrix) -> None:
        """As it is shown elsewhere."""
        matrix.show_before(self._called)

    def _show(self) -> None:
        if self.main.matrix is not None:
            self.show_in(self.main.matrix)
