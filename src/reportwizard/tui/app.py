"""The application: keys and palette from one list, dialogs, signals. The work is done on the main screen."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from textual import events
from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.screen import ModalScreen

from reportwizard.characters import one_line
from reportwizard.errors import ReportWizardError, typed
from reportwizard.session import Session
from reportwizard.session.locking import Lock
from reportwizard.tui.actions import BY_ID, WRITING
from reportwizard.tui.commands import Commands
from reportwizard.tui.keymap import key
from reportwizard.tui.screens.main import MainScreen
from reportwizard.tui.screens.small import AWAKE, TooSmall
from reportwizard.tui.settings import Settings, read, settings_path
from reportwizard.tui.turns import Turns

INTERRUPTED = 130


class WizardApp(Commands):
    """One report, open on the screen."""

    CSS_PATH = "styles/app.tcss"
    TITLE = "reportwizard"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, session: Session, *, new: bool = False, settings: Settings | None = None) -> None:
        super().__init__(settings or Settings())
        self.session = session
        self.main = MainScreen(session, new=new)
        self.broken = False
        self.turns = Turns(self._deliver, self._concerned)
        self._patience = 50
        self._state: tuple[str, str, bool] = ("", "", False)
        """What was last shown of the disk and of other programs."""
        self._handlers: dict[int, Any] = {}
        self.last_words = ""
        """What is to be said on standard error once the screen is gone; Textual's own way breaks a command in two."""
        self._mode = ""
        """Where the screen of a session stands that is not the first."""

    async def on_mount(self) -> None:
        """Open the wizard; offer what a journal holds."""
        self._listen_to_signals()
        self.ask_terminal()
        self.set_interval(1.0, self._tend)
        await self.main.opened.wait()
        await self._begin()

    def get_default_screen(self) -> MainScreen:
        """The wizard itself; a bare screen below it would be made, styled and laid out for nothing."""
        return self.main

    async def _begin(self) -> None:
        """What is to be said first: news, and what a journal holds."""
        self.main.call_after_refresh(self.main.run_worker, self.main.last_year.look, exclusive=True, group="before")
        told = [self.session.news, self.complaints()]
        if any(told):
            self.main.note(" ".join(filter(None, told)))
        if self.session.recognised is not None:
            await self.show_unread()
        if self.session.waiting:
            await self.ask_recovery()

    async def open_anew(self, session: Session) -> None:
        """Go on with another session of the same file, on the same page."""
        stop = self.main.current
        self.session, self.main = session, MainScreen(session, new=False)
        if stop in self.main.stops:
            self.main.current = stop
        before, self._mode = self._mode, f"{session.path}{id(session)}"
        self.add_mode(self._mode, lambda: self.main)
        await self.switch_mode(self._mode)
        self.mind_size(self.size)
        if before:
            await self.remove_mode(before)
        await self.main.opened.wait()
        await self._begin()

    def _tend(self) -> None:
        """Once a second: the journal to the disk, and what other programs did to the file.

        It is told, not asked: a question that opens by itself would swallow what the clerk is typing.
        """
        self.session.tend()
        if not self.main.opened.is_set():  # another session is about to be shown, with all that is to be said of it
            return
        before = self._state
        self._state = self.session.worry, self.session.outside, self.session.is_free()
        if self._state != before and not self.main.order.leaving:
            self.main.follow(())
            if self.session.is_free():
                self.main.note(f"对方已经退出：按 {key('save')} 打开最新的内容，接着填写")

    # ---- leaving

    def _listen_to_signals(self) -> None:
        """A closed window or a stopping machine: the journal stays, the terminal is left sound.

        Not by the event loop's own way: that is missing on Windows, and elsewhere it loses a signal that comes
        while a burst of keys fills the pipe by which the loop is woken.
        """
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK"):
            number = getattr(signal, name, None)
            if number is None:
                continue
            try:
                self._handlers[number] = signal.signal(number, lambda *_: loop.call_soon_threadsafe(self._interrupted))
            except ValueError:  # not in the main thread: whoever runs us there handles signals
                return

    def on_unmount(self) -> None:
        """Give the signals back."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def _interrupted(self) -> None:
        self.session.tend()  # what is still on its way may be answered yet; `run` closes
        self.main.order.leave()
        self.call_later(self.set_interval, 0.02, self._end_when_quiet)

    def _end_when_quiet(self) -> None:
        """Not in the middle of what is going on: the widgets that it needs would be gone."""
        self._patience -= 1
        nodes = (node for screen in self.screen_stack for node in (screen, *screen.query("*")))
        if self._patience <= 0 or not any(node.message_queue_size for node in nodes):
            self.end(INTERRUPTED)

    async def on_event(self, event: events.Event) -> None:
        """What is typed takes its turn; once the application ends, nothing of it counts any more."""
        if self.main.order.leaving and isinstance(event, events.InputEvent):
            return
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            self.main.settling.wait()
            await self.turns.take(event)
        else:
            await super().on_event(event)

    def panic(self, *renderables: Any) -> None:
        """Something broke, perhaps in a thread of its own: the status says so, whoever found it."""
        self.broken = True
        super().panic(*renderables)

    async def _deliver(self, event: events.Event) -> None:
        """To what has the keys now."""
        if not self.main.order.leaving:
            await super().on_event(event)

    def _concerned(self, event: events.Event) -> Iterable[MessagePump]:
        """Who must be done with what was typed before the next of it counts: all of a dialog, and whoever opens or
        closes one. A page goes on by itself, but a paste there may lead to a question.
        """
        if self.main.order.leaving:
            return
        if isinstance(self.screen, ModalScreen) and not isinstance(self.screen, TooSmall):
            yield from (*self.screen.query("*"), self.screen, self.main, self)
        elif self.screen is self.main and isinstance(event, events.Paste):
            yield from (self.main.focused or self.main, self.main, self)

    def end(self, status: int = 0, words: str = "") -> None:
        """Leave the screen; nobody waits for a message any more."""
        self.main.order.leave()
        self.last_words = one_line(words or ("" if status else self._words_at_the_end()))
        self.exit(return_code=status)

    def _words_at_the_end(self) -> str:
        """How to go on, where the report is not ready."""
        wrong = any(finding.severity == "error" and finding.waived is None for finding in self.session.findings)
        return f"接着填：reportwizard edit {typed(self.session.path)}" if wrong and not self.session.refusal else ""

    # ---- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Under a dialog only the dialog has keys (and copying still works)."""
        if isinstance(self.screen, TooSmall):  # what has been asked below it comes before a save
            return action in AWAKE and (action != "save" or self.below_the_word is self.main)
        return action not in BY_ID or not isinstance(self.screen, ModalScreen)

    def words_when_small(self) -> Sequence[str]:
        """What counts then: that nothing is lost."""
        leave = f"{key('leave')} 退出。"
        if self.below_the_word is not self.main:
            open_question = "上次没有保存的改动还没有处理" if self.session.waiting else "有一个窗口正等着回答"
            return self.session.problem, f"内容都在，没有丢失。{open_question}，拉大窗口就能看到。{leave}"
        state = f"有改动还没有保存：{key('save')} 保存。" if self.session.differs else "已经保存。"
        return self.session.problem, f"内容都在，没有丢失。{state}{leave}"

    def _reaches_the_page(self, action: str | ActionParseResult) -> bool:
        return action in AWAKE if isinstance(self.screen, TooSmall) else self.screen is self.main and action in BY_ID

    async def run_action(
        self, action: str | ActionParseResult, default_namespace: DOMNode | None = None, namespaces: Any = None
    ) -> bool:
        """All that was typed before a key is answered before the key's action runs."""
        if self._reaches_the_page(action):
            await self.main.order.settle()
            if self.main.order.leaving:
                return False
            if self.main.done_typing():
                await self.main.order.settle()
            if action not in WRITING:
                self.main.settling.now()
        done = await super().run_action(action, default_namespace, namespaces)
        if isinstance(self.screen, TooSmall):
            self.screen.renew()
        return done


def run(path: Path, *, new: bool = False, lock: Lock | None = None) -> int:
    """Open the report at `path` on the screen; returns the exit status. Raises ReportWizardError."""
    app = WizardApp(Session.open(path, lock), new=new, settings=read(settings_path()))
    try:
        app.run()
    finally:  # whatever ended it: the journal is kept where anything is in it, and others may write the file
        app.session.suspend()
    if app.broken or app.return_code == 1:  # Textual has told what broke; the journal was written before
        raise ReportWizardError("程序出错，已退出", str(path), "改动都在日志里：再运行一次 reportwizard edit 就能恢复")
    if app.last_words:
        sys.stderr.write(f"{app.last_words}\n")
    return app.return_code or 0
