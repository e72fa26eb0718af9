"""What can be had back of a journal that was damaged, and the steps in it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportwizard.report.toml import dumps
from reportwizard.session import Session
from reportwizard.session.journal import journal_path
from support.crash import killed
from support.faults import Faults
from support.reports import blank, saved

RECEIVED = "applications.received.natural_person"
PATHS = [path for path, cell in blank().edition.cells.items() if not cell.computed][:6]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return saved(tmp_path, blank())


@pytest.fixture
def lines(path: Path) -> list[bytes]:
    """The journal of six answers, 0 to 5 in six cells, left by a kill."""
    session = Session.open(path)
    for number, cell in enumerate(PATHS):
        session.answer(cell, str(number))
    killed(session)
    return journal_path(path).read_bytes().splitlines(keepends=True)


def with_line(lines: list[bytes], number: int, line: bytes) -> bytes:
    return b"".join([*lines[:number], line, *lines[number + 1 :]])


@pytest.mark.parametrize(
    "damage",
    [
        lambda line: b"\0" * len(line),  # a power cut: the length was written, the bytes were not
        lambda line: b"\0" * (len(line) - 1) + b"\n",
        lambda line: line.replace(b'"to":2', b'"to":7'),  # a bit that turned
        lambda line: line[: len(line) // 2] + b"\n",
        lambda line: b"",  # a block that is missing
        lambda line: b"[]\n",
    ],
)
def test_all_before_the_first_hole_comes_back_and_nothing_behind_it(path: Path, lines: list[bytes], damage) -> None:  # type: ignore[no-untyped-def]
    journal_path(path).write_bytes(with_line(lines, 3, damage(lines[3])))
    session = Session.open(path)
    told = session.recover().note
    back = 6 if damage(lines[3]) == b"" else 2  # the others' cells are their own: without the line there is no hole
    assert [session.value(cell) for cell in PATHS[:2]] == [0, 1]
    assert session.value(PATHS[2]) is None
    if back == 2:
        assert session.report.figures == {PATHS[0]: 0, PATHS[1]: 1}
        assert "恢复了 2 处改动" in told
        assert journal_path(path).with_name(".report.toml.journal-old1").exists()


def test_a_change_that_does_not_fit_ends_the_recovery(path: Path) -> None:
    session = Session.open(path)
    for text in ("1", "2", "3", "4"):
        session.answer(RECEIVED, text)
    killed(session)
    lines = journal_path(path).read_bytes().splitlines(keepends=True)
    journal_path(path).write_bytes(with_line(lines, 3, b""))
    again = Session.open(path)
    assert "恢复了 2 处改动，后面的 1 处" in again.recover().note
    assert again.value(RECEIVED) == 2
    while again.undo().changed:
        pass
    assert again.report.figures == {}


@pytest.mark.parametrize("tail", [b"12", b"0a0b0c0d {", b"\0\0\0\0"])
def test_a_torn_last_line_is_the_key_in_flight(path: Path, lines: list[bytes], tail: bytes) -> None:
    journal_path(path).write_bytes(b"".join(lines) + tail)
    session = Session.open(path)
    assert (session.recoverable, session.lost) == (6, 0)
    assert session.recover().note == ""
    assert not list(path.parent.glob("*-old*"))


@pytest.mark.parametrize(
    ("first", "why"), [(b'{"journal":1}\n', "损坏"), (b'93c5c2d8 {"journal":9,"base":""}\n', "损坏")]
)
def test_a_journal_whose_beginning_is_damaged_is_kept(path: Path, lines: list[bytes], first: bytes, why: str) -> None:
    data = with_line(lines, 0, first)
    journal_path(path).write_bytes(data)
    session = Session.open(path)
    assert session.recoverable == 0
    assert why in session.news
    session.answer(RECEIVED, "5")
    session.save()
    assert path.with_name(".report.toml.journal-old1").read_bytes() == data


def test_a_journal_of_another_version_is_kept_and_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportwizard.session.entries.FORMAT", 9)
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    killed(session)
    monkeypatch.undo()
    assert "另一个版本" in Session.open(path).news
    assert path.with_name(".report.toml.journal-old1").exists()


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_is_damaged_what_comes_back_is_a_beginning(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = saved(tmp_path_factory.mktemp("damage"), blank())
    session = Session.open(path)
    states = [dumps(session.report)]
    for number, cell in enumerate(PATHS[:3] * 2):
        session.answer(cell, str(number))
        states.append(dumps(session.report))
    killed(session)
    journal = bytearray(journal_path(path).read_bytes())
    start = data.draw(st.integers(0, len(journal) - 1))
    cut = data.draw(st.integers(0, 40))
    journal[start : start + cut] = data.draw(st.binary(max_size=40))
    journal_path(path).write_bytes(journal)
    again = Session.open(path)
    again.recover()
    assert dumps(again.report) in states


MOVES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(PATHS[:3]), st.sampled_from(["", "0", "7", "1.50"]), st.integers(0, 1)),
        st.tuples(st.just("texts.overview"), st.text("一。 ", max_size=3), st.just(9)),
        st.tuples(st.sampled_from(["undo", "redo"]), st.just(""), st.just(9)),
        st.tuples(st.just("cancel"), st.just(""), st.integers(0, 1)),
    ),
    max_size=20,
)


@settings(max_examples=80, deadline=None)
@given(moves=MOVES)
def test_undo_leads_the_same_way_after_a_crash(
    moves: list[tuple[str, str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = saved(tmp_path_factory.mktemp("undo"), blank())
    session = Session.open(path)
    groups = [object(), object()]
    for what, text, group in moves:
        if what == "cancel":
            session.cancel(groups[group])
        elif what in ("undo", "redo"):
            getattr(session, what)()
        else:
            session.answer(what, text, groups[group] if group < 2 else None)
    killed(session)
    again = Session.open(path)
    again.recover()
    for move in ("redo", "undo"):
        while True:
            assert dumps(again.report) == dumps(session.report)
            here, there = getattr(session, move)().changed, getattr(again, move)().changed
            assert here == there
            if not here:
                break


def test_a_full_disk_is_told_at_once_and_heals(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session.open(path)
    session.answer(PATHS[0], "1")
    faults = Faults()
    with monkeypatch.context() as patch:
        faults.install(patch)
        session.suspend()
        session = Session.open(path)
        session.recover()
        faults.full = True
        session.answer(PATHS[1], "2")
        assert "磁盘已满" in session.problem
        kept = journal_path(path).read_bytes()
        assert kept.endswith(b"\n")
        session.sync()
        assert "磁盘已满" in session.problem
        faults.full = False
        session.sync()
        assert session.problem == ""
    killed(session)
    again = Session.open(path)
    again.recover()
    assert [again.value(cell) for cell in PATHS[:2]] == [1, 2]


def test_a_disk_that_fails_behind_the_back_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session.open(path)
    session.answer(RECEIVED, "5")

    def fail(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        session.sync()
        assert "无法记录改动" in session.problem
    session.sync()
    assert session.problem == ""


def test_a_journal_that_somebody_takes_away_is_written_again(path: Path) -> None:
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    journal_path(path).unlink()
    session.sync()
    killed(session)
    assert Session.open(path).recoverable == 1


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_journal_is_as_private_as_its_report(path: Path) -> None:
    path.chmod(0o600)
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    assert journal_path(path).stat().st_mode & 0o777 == 0o600


def test_a_name_of_any_length_has_a_journal(tmp_path: Path) -> None:
    path = saved(tmp_path, blank(), "甲" * 80 + ".toml")
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    assert session.problem == ""
    killed(session)
    assert Session.open(path).recoverable == 1
