"""Another program changes, removes or replaces the file while it is open: noticed, and no version is thrown away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportwizard.errors import StorageError
from reportwizard.report.files import open_report
from reportwizard.session import OutsideError, Session
from reportwizard.session.journal import journal_path
from support.reports import blank, saved

RECEIVED = "applications.received.natural_person"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return saved(tmp_path, blank())


@pytest.fixture
def session(path: Path) -> Session:
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    return session


def theirs(path: Path) -> bytes:
    data = path.read_bytes().replace("某局".encode(), "乙局".encode())
    path.write_bytes(data)
    return data


def test_a_change_is_noticed_and_told_until_passed_over(path: Path, session: Session) -> None:
    session.sync()
    assert session.outside == session.worry == ""
    theirs(path)
    session.sync()
    assert session.outside == "被别的程序改过"
    assert "Ctrl+S" in session.worry
    session.pass_over()
    session.sync()
    assert (session.outside, session.worry) == ("被别的程序改过", "")
    path.write_bytes(path.read_bytes() + b"\n# more\n")
    session.sync()
    assert session.worry


def test_the_same_bytes_again_are_no_change(path: Path, session: Session) -> None:
    path.write_bytes(path.read_bytes())
    os.utime(path, (1, 1))
    session.sync()
    assert session.outside == ""


def test_a_change_that_hides_behind_the_old_times_is_found_by_the_save(path: Path, session: Session) -> None:
    before = path.stat()
    data = theirs(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(OutsideError, match="没有覆盖"):
        session.save()
    assert path.read_bytes() == data


def test_the_thread_finds_what_the_round_finds(path: Path, session: Session) -> None:
    theirs(path)
    session.tend()
    thread = session._rounds._thread
    assert thread is not None
    thread.join()
    session.tend()
    assert session.outside


def test_mine_counts_and_theirs_is_kept(path: Path, session: Session) -> None:
    data = theirs(path)
    aside = session.save_over()
    assert aside is not None
    assert aside.name == "report-另一版本1.toml"
    assert aside.read_bytes() == data
    assert open_report(path).report.figures == {RECEIVED: 5}
    assert session.outside == ""
    session.answer(RECEIVED, "6")
    session.save()


def test_theirs_counts_and_mine_is_kept(path: Path, session: Session) -> None:
    theirs(path)
    session.sync()
    after = session.give_way()
    assert (after.report.agency, after.value(RECEIVED), after.refusal) == ("乙局", None, "")
    assert "report-我的版本1.toml" in after.news
    assert open_report(path.with_name("report-我的版本1.toml")).report.figures == {RECEIVED: 5}
    assert not journal_path(path).exists()
    after.answer(RECEIVED, "6")
    after.save()
    after.suspend()
    assert {entry.name for entry in path.parent.iterdir()} == {
        "report.toml",
        "report.toml.bak",
        "report-我的版本1.toml",
    }


def test_nothing_done_leaves_nothing_aside(path: Path) -> None:
    session = Session.open(path)
    theirs(path)
    session.sync()
    assert session.give_way().report.agency == "乙局"
    assert not path.with_name("report-我的版本1.toml").exists()


def test_what_cannot_be_opened_does_not_take_the_place_of_what_can(path: Path, session: Session) -> None:
    path.write_bytes(b"\xff\xfe")
    session.sync()
    with pytest.raises(StorageError):
        session.give_way()
    assert session.value(RECEIVED) == 5
    aside = session.save_over()
    assert aside is not None
    assert aside.read_bytes() == b"\xff\xfe"


def test_a_file_that_was_removed_is_told_and_written_again(path: Path, session: Session) -> None:
    path.unlink()
    session.sync()
    assert session.outside == "已被删除或改名"
    assert "重新写出" in session.worry
    session.save()
    assert "重新写出" in session.news
    assert open_report(path).report.figures == {RECEIVED: 5}


def test_a_folder_in_the_place_of_the_file_is_not_overwritten(path: Path, session: Session) -> None:
    path.unlink()
    path.mkdir()
    session.sync()
    assert session.outside
    with pytest.raises(OutsideError):
        session.save()
    with pytest.raises(StorageError, match="文件夹"):
        session.save_over()
    assert session.value(RECEIVED) == 5


def test_what_cannot_be_opened_as_this_report_leaves_all_as_it_was(path: Path, session: Session) -> None:
    from reportwizard.formats.registry import FORMATS

    path.write_bytes(FORMATS["json"].render(session.report))
    session.sync()
    journal = journal_path(path).read_bytes()
    with pytest.raises(StorageError, match="JSON"):
        session.give_way()
    assert {entry.name for entry in path.parent.iterdir()} == {
        "report.toml",
        ".report.toml.journal",
        ".report.toml.lock",
    }
    session.sync()
    assert journal_path(path).read_bytes() == journal
    assert session.answer(RECEIVED, "6").changed == (RECEIVED,)
    aside = session.save_over()
    assert aside is not None
    assert open_report(path).report.figures == {RECEIVED: 6}
