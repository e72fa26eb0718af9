"""The file and the journal: nothing is lost, whatever ends the program."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportwizard.errors import StorageError
from reportwizard.report import files
from reportwizard.report.files import open_report
from reportwizard.session import OutsideError, Session
from reportwizard.session.disk import digest
from reportwizard.session.journal import Journal, journal_path
from support.crash import killed
from support.reports import SAMPLES, blank, saved

RECEIVED = "applications.received.natural_person"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return saved(tmp_path, blank())


def test_a_save_keeps_the_previous_version(path: Path) -> None:
    before = path.read_bytes()
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    session.save()
    assert open_report(path).report.figures == {RECEIVED: 5}
    assert path.with_name("report.toml.bak").read_bytes() == before
    assert not session.modified
    session.suspend()
    assert {file.name for file in path.parent.iterdir()} == {"report.toml", "report.toml.bak"}


def test_a_file_that_others_changed_is_not_overwritten(path: Path) -> None:
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    path.write_bytes(path.read_bytes() + b"# theirs\n")
    with pytest.raises(StorageError, match="别的程序"):
        session.save()
    assert path.read_bytes().endswith(b"# theirs\n")
    assert session.modified


def test_a_file_that_vanished_is_written_again(path: Path) -> None:
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    path.unlink()
    session.save()
    assert open_report(path).report.figures == {RECEIVED: 5}


def test_comments_and_foreign_keys_survive(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("year = 2025", "# 我的注释\nyear = 2025 # 年度\nmine = [1, 2]")
    path.write_text(text + "\n[other]\nkey = 1 # 别动\n", encoding="utf-8")
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    session.save()
    session.answer(RECEIVED, "6")
    session.save()
    now = path.read_text(encoding="utf-8")
    for kept in ("# 我的注释\nyear = 2025 # 年度\n", "mine = [1, 2]", "key = 1 # 别动", "natural_person = 6"):
        assert kept in now


def test_json_is_opened_and_saved_beside_as_toml(tmp_path: Path) -> None:
    source = tmp_path / "r.json"
    source.write_bytes((SAMPLES / "hangzhou-2025.json").read_bytes())
    session = Session.open(source)
    session.answer(RECEIVED, "1")
    session.save()
    assert open_report(tmp_path / "r.toml").report.figures[RECEIVED] == 1
    assert source.read_bytes() == (SAMPLES / "hangzhou-2025.json").read_bytes()


def test_json_is_not_opened_over_a_toml_of_its_name(tmp_path: Path) -> None:
    saved(tmp_path, blank(), "r.toml")
    source = tmp_path / "r.json"
    source.write_bytes((SAMPLES / "hangzhou-2025.json").read_bytes())
    with pytest.raises(StorageError, match="同名"):
        Session.open(source)


def test_what_differs_from_the_file_is_told_exactly(path: Path) -> None:
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    assert session.differs
    session.answer(RECEIVED, "")
    assert (session.modified, session.differs) == (True, False)
    session.answer(RECEIVED, "6")
    session.save()
    session.answer(RECEIVED, "5")
    session.answer(RECEIVED, "6")
    assert (session.modified, session.differs) == (True, False)
    session.undo()
    assert session.differs


def test_what_differs_from_another_format_is_told_exactly(tmp_path: Path) -> None:
    source = tmp_path / "r.json"
    source.write_bytes((SAMPLES / "hangzhou-2025.json").read_bytes())
    session = Session.open(source)
    session.answer(RECEIVED, "1")
    assert session.differs
    session.answer(RECEIVED, "13612")
    assert (session.modified, session.differs) == (True, False)


# ---- the journal


def test_a_change_is_in_the_journal_before_the_answer(path: Path) -> None:
    Session.open(path).answer(RECEIVED, "5")  # and the program is killed here
    again = Session.open(path)
    assert again.recoverable == 1
    assert again.value(RECEIVED) is None
    again.recover()
    assert again.value(RECEIVED) == 5
    again.undo()
    assert again.value(RECEIVED) is None


def test_what_was_recovered_is_still_safe(path: Path) -> None:
    Session.open(path).answer(RECEIVED, "5")
    second = Session.open(path)
    second.recover()
    second.answer(RECEIVED, "6")
    killed(second)
    third = Session.open(path)
    third.recover()
    assert third.value(RECEIVED) == 6


def test_a_half_written_line_costs_only_itself(path: Path) -> None:
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    session.answer(RECEIVED, "6")
    killed(session)
    journal = journal_path(path)
    journal.write_bytes(journal.read_bytes()[:-9])
    again = Session.open(path)
    again.recover()
    assert again.value(RECEIVED) == 5
    again.answer(RECEIVED, "7")
    killed(again)
    third = Session.open(path)
    third.recover()
    assert third.value(RECEIVED) == 7


@pytest.mark.parametrize("junk", [b"", b"\x00\xff\n", b"[]\n3\nnull\n", b'{"base": 1}\n{"changes": [{"set": 1}]}\n'])
def test_a_journal_of_junk_is_no_danger(path: Path, junk: bytes) -> None:
    journal_path(path).write_bytes(junk)
    session = Session.open(path)
    assert session.recoverable == 0
    session.answer(RECEIVED, "5")
    killed(session)
    assert Session.open(path).recoverable == 1


def test_a_journal_of_another_file_is_not_offered(path: Path) -> None:
    Session.open(path).answer(RECEIVED, "5")
    path.write_bytes(path.read_bytes().replace("某局".encode(), "乙局".encode()))
    assert Session.open(path).recoverable == 0


def test_a_save_leaves_no_journal(path: Path) -> None:
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    session.save()
    assert not journal_path(path).exists()
    killed(session)
    assert Session.open(path).recoverable == 0


def test_killed_between_the_mark_and_the_new_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session.open(path)
    session.answer(RECEIVED, "5")

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reportwizard.report.files.replace", stop)
    with pytest.raises(KeyboardInterrupt):
        session.save()
    killed(session)
    again = Session.open(path)
    again.recover()
    assert again.value(RECEIVED) == 5


def test_killed_after_the_new_file_before_the_journal_is_gone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    monkeypatch.setattr(Journal, "remove", lambda self, *, asides: self.close())
    session.save()
    session.answer(RECEIVED, "6")
    killed(session)
    again = Session.open(path)
    assert again.value(RECEIVED) == 5
    assert again.recoverable == 1
    again.recover()
    assert again.value(RECEIVED) == 6


def test_declined_changes_wait_until_the_next_save(path: Path) -> None:
    Session.open(path).answer(RECEIVED, "5")
    second = Session.open(path)
    second.decline_recovery()
    second.suspend()
    third = Session.open(path)
    assert third.recoverable == 1
    third.decline_recovery()
    third.answer(RECEIVED, "8")
    third.save()
    third.suspend()
    assert Session.open(path).recoverable == 0


def test_leaving_unsaved_on_purpose_forgets(path: Path) -> None:
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    session.discard()
    session.suspend()
    assert Session.open(path).recoverable == 0


def test_a_journal_that_cannot_be_written_is_told_at_once(path: Path) -> None:
    journal_path(path).mkdir()
    session = Session.open(path)
    session.answer(RECEIVED, "5")
    assert "无法记录改动" in session.problem
    assert session.value(RECEIVED) == 5
    session.save()
    assert session.problem == ""
    assert open_report(path).report.figures == {RECEIVED: 5}


def test_the_digest_names_bytes() -> None:
    assert digest(b"a") != digest(b"b")


def test_what_could_not_be_opened_again_is_not_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session.open(saved(tmp_path, blank()))
    before = session.path.read_bytes()
    monkeypatch.setattr(files, "LARGEST", 20_000)
    session.answer("texts.overview", "长" * 10_000)
    with pytest.raises(StorageError, match="没有保存"):
        session.save()
    assert session.path.read_bytes() == before
    session.undo()
    session.save()
    session.suspend()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_the_place_of_the_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    session = Session.open(saved(tmp_path, blank()))
    session.answer("texts.overview", "甲")
    session.path.unlink()
    os.mkfifo(session.path)
    with pytest.raises(OutsideError):
        session.save()
    with pytest.raises(StorageError, match="不是普通的文件"):
        session.save_over()
    session.path.unlink()
    session.save()
    session.suspend()
