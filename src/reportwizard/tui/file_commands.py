"""Saving, leaving, and what other programs do to the file: the actions that can ask which version shall count.

Invariant: no answer throws a version away. Whichever one does not count is put beside the file under its own name.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from reportwizard.errors import ReportWizardError
from reportwizard.session import OutsideError, Session
from reportwizard.tui.appearance import Appearance
from reportwizard.tui.screens.main import MainScreen
from reportwizard.tui.screens.small import TooSmall


class FileCommands(Appearance):
    """The actions on the file, over a session and its main screen."""

    session: Session
    main: MainScreen

    async def open_anew(self, session: Session) -> None:
        """Go on with another session; the application knows how."""
        raise NotImplementedError

    def end(self, status: int = 0, words: str = "") -> None:
        """Leave the screen, with some last words on standard error; the application knows how."""
        raise NotImplementedError

    async def action_save(self) -> None:
        """Ctrl+S; where one only looks: the file as it now is, to be written if it is free."""
        if self.session.refusal:
            await self._look_again()
        elif self.session.waiting and not isinstance(self.screen, TooSmall):
            await self.ask_recovery()
        else:
            await self._save()

    async def action_leave(self) -> None:
        """Ctrl+Q: asks only when the file is another than the report."""
        self.session.look()
        asks = self.session.differs or (self.session.outside and not self.session.refusal)
        if asks and isinstance(self.screen, TooSmall):  # a question would not fit; what it says there is enough
            return
        if self.session.outside and not self.session.refusal:
            await self.ask_outside(leaving=True)
            return
        if not self.session.differs:
            if not self.session.recoverable:  # what nobody has decided on yet stays in the journal
                self.session.discard()
            self.end()
            return
        from reportwizard.tui.screens.dialogs import Question

        answers = (("enter", "保存并退出"), ("d", "不保存，退出"), ("escape", "继续填写"))
        await self.push_screen(Question("有改动还没有保存。", answers), self._leave)

    async def _leave(self, key: str | None) -> None:
        if key == "d":
            self.session.discard()
            self.end()
        elif key == "enter":
            await self._save(leaving=True)

    async def _save(self, *, leaving: bool = False) -> None:
        try:
            self.session.save()
        except OutsideError:
            await self.ask_outside(leaving=leaving)
        except ReportWizardError as error:
            self._told_of(error)
        else:
            self._saved(leaving=leaving)

    def _saved(self, aside: Path | None = None, *, leaving: bool = False) -> None:
        self.main.follow()
        also = f"，别的程序写的那一份留在 {aside.name}" if aside else self.session.news and f"（{self.session.news}）"
        self.main.note(f"已保存到 {self.session.path.name}{also}")
        if leaving:
            self.end()

    def _told_of(self, error: ReportWizardError) -> None:
        self.main.follow()
        self.main.note(str(error))

    # ---- what an earlier session left

    async def ask_recovery(self) -> None:
        """A journal holds unsaved changes: take them over? Nothing is answered or saved before."""
        text = f"上次没有保存就结束了，有 {self.session.recoverable} 步没有保存的改动可以找回。"
        if self.session.lost:
            text += f"日志有损坏，另有 {self.session.lost} 步无法恢复。"
        answers = (("enter", "恢复这些改动"), ("escape", "按保存时的样子打开（日志留到下次保存）"))
        from reportwizard.tui.screens.dialogs import Question

        await self.push_screen(Question(text, answers), self._answered_recovery)

    def _answered_recovery(self, key: str | None) -> None:
        if key == "enter":
            answer = self.session.recover()
            self.main.follow()
            self.main.note(answer.note)
            return
        try:
            self.session.decline_recovery()
        except ReportWizardError as error:
            self._told_of(error)

    # ---- other programs

    async def ask_outside(self, *, leaving: bool = False) -> None:
        """Another program changed the file: which one shall count?"""
        end = "，退出" if leaving else ""
        text = f"{self.session.path.name} 在打开之后{self.session.outside}。"
        if self.session.outside_is_file:
            text += "\n无论选哪一个，另一份都会另取名字留下。"
            answers = [("enter", f"保存我的{end}"), ("d", f"用磁盘上的{end}")]
        else:
            answers = [("enter", f"重新写出{end}"), *([("d", "不写出，退出")] if leaving else [])]
        from reportwizard.tui.screens.dialogs import Question

        question = Question(text, [*answers, ("escape", "继续填写" if leaving else "先不管")])
        await self.push_screen(question, partial(self._answered_outside, leaving))

    async def _answered_outside(self, leaving: bool, key: str | None) -> None:
        try:
            if key == "enter":
                self._saved(self.session.save_over(), leaving=leaving)
            elif key == "d" and leaving:
                self._end_without()
            elif key == "d":
                await self.open_anew(self.session.give_way())
            else:
                self.session.pass_over()
                self.main.follow()
        except ReportWizardError as error:
            self._told_of(error)

    def _end_without(self) -> None:
        if not self.session.outside_is_file:
            self.session.discard()
            self.end()
            return
        aside = self.session.step_aside()
        self.end(words=f"磁盘上的 {self.session.path.name} 没有动，您的版本另存为 {aside}" if aside else "")

    async def _look_again(self) -> None:
        try:
            await self.open_anew(self.session.again())
            if not self.session.refusal:
                self.main.note("现在可以填写了")
        except ReportWizardError as error:
            self._told_of(error)
