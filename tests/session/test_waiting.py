"""What an earlier session left unsaved is neither lost nor written over before somebody has answered for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportwizard.errors import StorageError
from reportwizard.report.files import open_report
from reportwizard.session import Session
from reportwizard.session.journal import journal_path
from support.crash import killed
from support.reports import blank, saved

RECEIVED = "applications.received.natural_person"
OLD = ".report.toml.journal-old1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A report with two unsaved changes."""
    path = saved(tmp_path, blank())
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    session.answer(RECEIVED, "6")
    killed(session)
    return path


def recovered(path: Path) -> object:
    session = Session.open(path)
    session.recover()
    return session.value(RECEIVED)


def test_nothing_is_saved_or_answered_before_the_question_is(path: Path) -> None:
    left, file = journal_path(path).read_bytes(), path.read_bytes()
    session = Session.open(path)
    for save in (session.save, session.save_over):
        with pytest.raises(StorageError, match="还没有处理"):
            save()
    answer = session.answer(RECEIVED, "7")
    assert (answer.refused, answer.changed, answer.note) == (True, (RECEIVED,), session.waiting)
    assert session.value(RECEIVED) is None
    assert "还没有处理" in session.waiting
    session.discard()
    assert session.step_aside() is None
    session.suspend()
    assert (journal_path(path).read_bytes(), path.read_bytes()) == (left, file)
    assert recovered(path) == 6


@pytest.mark.parametrize(("decide", "value"), [(Session.recover, 6), (Session.decline_recovery, None)])
def test_after_the_answer_all_is_as_ever(path: Path, decide, value: int | None) -> None:  # type: ignore[no-untyped-def]
    session = Session.open(path)
    decide(session)
    assert session.waiting == ""
    assert session.value(RECEIVED) == value
    assert not session.answer(RECEIVED, "7").refused
    session.save()
    assert open_report(path).report.figures == {RECEIVED: 7}


def test_what_was_declined_once_and_is_offered_again_holds_up_a_save_too(path: Path) -> None:
    session = Session.open(path)
    session.decline_recovery()
    session.suspend()
    session = Session.open(path)
    with pytest.raises(StorageError, match="还没有处理"):
        session.save()
    session.suspend()
    assert recovered(path) == 6


def test_the_file_on_the_disk_may_count_before_the_answer(path: Path) -> None:
    left = journal_path(path).read_bytes()
    session = Session.open(path)
    path.write_bytes(path.read_bytes() + b"# theirs\n")
    session.look()
    after = session.give_way()
    assert OLD in after.news
    assert path.with_name(OLD).read_bytes() == left
    after.suspend()


def test_a_journal_whose_first_change_is_damaged_is_kept_and_told(path: Path) -> None:
    lines = journal_path(path).read_bytes().splitlines(keepends=True)
    data = b"".join([lines[0], b"x" + lines[1][1:], lines[2]])
    journal_path(path).write_bytes(data)
    session = Session.open(path)
    assert session.recoverable == 0
    assert "第一步" in session.news and OLD in session.news
    session.answer(RECEIVED, "7")
    assert path.with_name(OLD).read_bytes() == data


def test_a_journal_that_is_too_large_is_kept_and_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = journal_path(path).read_bytes()
    monkeypatch.setattr("reportwizard.session.entries.LARGEST", 10)
    session = Session.open(path)
    assert "太大" in session.news and OLD in session.news
    session.answer(RECEIVED, "7")
    assert path.with_name(OLD).read_bytes() == data


def unreadable(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    real = Path.read_bytes

    def read(file: Path) -> bytes:
        if file == journal_path(path):
            raise PermissionError(13, "Permission denied")
        return real(file)

    monkeypatch.setattr(Path, "read_bytes", read)


def test_a_journal_that_cannot_be_read_is_kept_and_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = journal_path(path).read_bytes()
    with monkeypatch.context() as patch:
        unreadable(patch, path)
        session = Session.open(path)
    assert "没有权限" in session.news and OLD in session.news
    session.answer(RECEIVED, "7")
    assert path.with_name(OLD).read_bytes() == data


def test_what_cannot_be_kept_by_another_name_stays_where_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = journal_path(path).read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        unreadable(patch, path)
        patch.setattr(os, "replace", refuse)
        patch.setattr(Path, "replace", refuse)
        session = Session.open(path)
        assert "原样留在 .report.toml.journal" in session.news
        session.answer(RECEIVED, "7")
        assert "无法记录改动" in session.problem
    assert journal_path(path).read_bytes() == data
    session.discard()
    assert journal_path(path).read_bytes() == data
    session.answer(RECEIVED, "8")
    assert session.problem == ""
    assert path.with_name(OLD).read_bytes() == data
    session.save()
    assert path.with_name(OLD).read_bytes() == data
