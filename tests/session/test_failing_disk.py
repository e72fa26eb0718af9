"""A disk that fails, is slow or is dead: told for as long as it lasts, and never waited for without end."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportwizard.report.files import open_report
from reportwizard.session import Session, disk
from reportwizard.session.disk import Rounds
from reportwizard.session.journal import Journal, journal_path
from support.crash import killed
from support.reports import blank, saved

RECEIVED = "applications.received.natural_person"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session.open(saved(tmp_path, blank()))


def tended(session: Session) -> str:
    """The problem told in a second that begins when the round of the last one has ended."""
    assert session._rounds.wait()
    session.tend()
    return session.problem


def fails(handle: int, _: Path) -> None:
    os.close(handle)
    raise OSError(errno.EIO, "Input/output error")


def test_a_disk_that_fails_is_told_until_it_takes_what_it_refused(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(disk, "finish_sync", fails)
        session.answer(RECEIVED, "1")
        session.tend()
        assert "无法记录改动" in tended(session)
        session.answer(RECEIVED, "2")  # the system takes it; the disk does not
        assert "无法记录改动" in session.problem
        assert "无法记录改动" in tended(session)
        assert session._rounds.wait()
    assert "无法记录改动" in tended(session)  # the round that succeeds begins only now
    assert tended(session) == ""
    killed(session)
    again = Session.open(session.path)
    again.recover()
    assert again.value(RECEIVED) == 2


def test_a_save_ends_what_the_journal_s_disk_refused(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.answer(RECEIVED, "1")
    with monkeypatch.context() as patch:
        patch.setattr(disk, "finish_sync", fails)
        session.tend()
        assert session._rounds.wait()
        session.save()
    assert tended(session) == tended(session) == ""


@pytest.fixture
def dead(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A disk that answers when the event is set."""
    answers = threading.Event()
    finish = disk.finish_sync

    def wait(handle: int, folder: Path) -> None:
        answers.wait()
        finish(handle, folder)

    monkeypatch.setattr(disk, "finish_sync", wait)
    monkeypatch.setattr(Rounds, "PATIENCE", 0.01)
    yield answers
    answers.set()


def test_a_disk_that_does_not_answer_is_told_until_it_does(session: Session, dead: threading.Event) -> None:
    session.answer(RECEIVED, "1")
    for _ in range(Rounds.SLOW + 2):
        session.tend()
    assert "没有回应" in session.problem
    dead.set()
    assert session._rounds._thread is not None
    session._rounds._thread.join()
    session.tend()
    assert session.problem == ""


def test_nobody_waits_for_a_dead_disk_at_the_end(session: Session, dead: threading.Event) -> None:
    session.answer(RECEIVED, "1")
    session.tend()
    session.answer(RECEIVED, "2")
    session.suspend()
    assert not dead.is_set()
    again = Session.open(session.path)
    assert (again.refusal, again.recoverable) == ("", 2)


@pytest.mark.parametrize("leave", [Session.discard, Session.save, Session.step_aside])
def test_no_journal_is_removed_while_a_round_has_it_open(  # Windows would not remove it, and offer it again
    session: Session,
    dead: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
    leave,  # type: ignore[no-untyped-def]
) -> None:
    wait, remove = Rounds.wait, Journal.remove
    busy: list[bool] = []

    def wait_for_it(rounds: Rounds) -> bool:
        dead.set()
        return wait(rounds)

    def look_and_remove(journal: Journal, *, asides: bool) -> None:
        busy.append(session._rounds.busy)
        remove(journal, asides=asides)

    monkeypatch.setattr(Rounds, "PATIENCE", 60)
    monkeypatch.setattr(Rounds, "wait", wait_for_it)
    monkeypatch.setattr(Journal, "remove", look_and_remove)
    session.answer(RECEIVED, "1")
    session.tend()
    leave(session)
    assert busy == [False]
    assert not journal_path(session.path).exists()


def test_a_file_whose_state_nobody_tells_is_saved_all_the_same(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    session.answer(RECEIVED, "1")
    with monkeypatch.context() as patch:
        patch.setattr(disk, "mark", refuse)
        session.save()
        assert not session.modified
        other = Session.open(session.path)
        assert other.value(RECEIVED) == 1
    assert open_report(session.path).report.figures == {RECEIVED: 1}
    session.sync()
    assert session.outside == ""
    session.path.write_bytes(session.path.read_bytes() + b"# theirs\n")
    session.sync()
    assert session.outside
