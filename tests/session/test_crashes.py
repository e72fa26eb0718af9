"""Killed at any operation on a file, on a disk that may be full: no acknowledged change is lost, ever.

What a session promises: a change that was answered without a problem told is there after a kill. What came after it
may be there or not, but in order: one never gets back a change without those before it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reportwizard.errors import StorageError
from reportwizard.report.files import open_report
from reportwizard.report.toml import dumps
from reportwizard.session import Session
from reportwizard.session.disk import Rounds
from reportwizard.session.locking import Lock
from support.crash import killed, released
from support.faults import Faults, KilledHere
from support.reports import blank, saved

CELLS = [path for path, cell in blank().edition.cells.items() if not cell.computed][:4]
POINTS = st.integers(0, 12)


class Crashes(RuleBasedStateMachine):
    """A clerk, a disk and a power switch."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = saved(self.folder, blank())
        self.patch = pytest.MonkeyPatch()
        self.faults = Faults()
        self.patch.setattr(Lock, "__del__", released)
        self.patch.setattr(Rounds, "start", Rounds.go)  # a program that is killed has no threads that live on
        self.faults.install(self.patch)
        self.session = Session.open(self.path)
        self.states = [dumps(self.session.report)]
        self.sure = 0
        self.saved = self.states[0]

    def teardown(self) -> None:
        self.patch.undo()
        killed(self.session)
        shutil.rmtree(self.folder)

    def do(self, move: Callable[[], object]) -> bool:
        """Make a move; whether the program survived it."""
        try:
            move()
        except KilledHere:
            self.states.append(dumps(self.session.report))
            self.reborn()
            return False
        self.states.append(dumps(self.session.report))
        if not self.session.problem:
            self.sure = len(self.states) - 1
        return True

    def reborn(self, again_at: int | None = None) -> None:
        """The machine is switched on again, and perhaps off once more while it recovers."""
        self.faults.revive()
        killed(self.session)
        if again_at is not None:
            self.faults.kill_at(again_at)
            with suppress(KilledHere):
                again = Session.open(self.path)
                self.session = again
                again.recover()
            self.faults.revive()
            killed(self.session)
        self.session = Session.open(self.path)
        assert self.session.refusal == ""
        assert not [name for name in self.folder.iterdir() if name.suffix in (".tmp", ".new")]
        if self.session.recoverable:  # a save or an answer before that changes nothing
            assert self.session.answer(CELLS[0], "99").refused
            with pytest.raises(StorageError):
                self.session.save()
        self.session.recover()
        now = dumps(self.session.report)
        assert now in self.states[self.sure :]
        self.states, self.sure = [now], 0

    @rule(cell=st.sampled_from(CELLS), text=st.sampled_from(["", "0", "7", "12.50", "/"]))
    def answer(self, cell: str, text: str) -> None:
        self.do(lambda: self.session.answer(cell, text))

    @rule(cell=st.sampled_from(CELLS), digits=st.text("123", min_size=1, max_size=3))
    def type_digits(self, cell: str, digits: str) -> None:
        group = object()
        for end in range(1, len(digits) + 1):
            if not self.do(lambda end=end: self.session.answer(cell, digits[:end], group)):
                return

    @rule(text=st.text("一二。 ", max_size=4))
    def write(self, text: str) -> None:
        self.do(lambda: self.session.answer("texts.overview", text))

    @rule(move=st.sampled_from(["undo", "redo", "sync"]))
    def again(self, move: str) -> None:
        self.do(getattr(self.session, move))

    @rule()
    def save(self) -> None:
        def save() -> None:
            with suppress(StorageError):
                self.session.save()

        if self.do(save) and not self.session.modified:
            self.states, self.sure = self.states[-1:], 0
            self.saved = self.states[0]

    @rule()
    def leave_without_saving(self) -> None:
        self.states.append(self.saved)  # killed in the middle, either is right
        try:
            self.session.discard()
        except KilledHere:
            self.reborn()
            return
        self.states, self.sure = [self.saved], 0
        self.reborn()

    @rule(full=st.booleans())
    def fill_the_disk(self, full: bool) -> None:
        self.faults.full = full

    @rule(at=POINTS)
    def arm(self, at: int) -> None:
        self.faults.kill_at(at)

    @rule(again_at=st.none() | POINTS)
    def switch_off(self, again_at: int | None) -> None:
        self.reborn(again_at)

    @precondition(lambda self: not self.faults.full)
    @rule()
    def leave_and_come_back(self) -> None:
        self.faults.revive()
        self.session.sync()
        assert self.session.problem == ""
        self.session.suspend()
        self.sure = len(self.states) - 1
        self.reborn()

    @invariant()
    def the_file_can_be_read(self) -> None:
        open_report(self.path)


Crashes.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
test_no_crash_loses_what_was_acknowledged = Crashes.TestCase
