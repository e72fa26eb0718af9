"""One file, two programs: the second looks, and takes over when the first has ended."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from reportwizard.errors import StorageError
from reportwizard.session import Session
from reportwizard.session.journal import journal_path
from reportwizard.session.locking import Lock, lock_path
from support.crash import killed
from support.reports import blank, saved

RECEIVED = "applications.received.natural_person"
posix = pytest.mark.skipif(os.name == "nt", reason="files of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return saved(tmp_path, blank())


def names(path: Path) -> set[str]:
    return {entry.name for entry in path.parent.iterdir()}


def test_the_second_is_told_who_and_takes_no_answer(path: Path) -> None:
    first = Session.open(path)
    first.answer(RECEIVED, "5")
    journal = journal_path(path).read_bytes()
    second = Session.open(path)
    for word in ("正打开着这个文件", "只能查看，您看到的是上次保存的内容", "起"):
        assert word in second.news
    answer = second.answer(RECEIVED, "7")
    assert (answer.changed, answer.note) == ((RECEIVED,), second.refusal)
    assert second.answer_all([(RECEIVED, "7")], "粘贴").note == second.refusal
    assert second.value(RECEIVED) is None
    assert second.recoverable == 0
    with pytest.raises(StorageError, match="只能查看"):
        second.save()
    second.sync()
    second.discard()
    second.suspend()
    assert journal_path(path).read_bytes() == journal
    first.save()
    first.suspend()
    assert names(path) == {"report.toml", "report.toml.bak"}


def test_when_the_first_has_ended_the_second_can_take_over(path: Path) -> None:
    first = Session.open(path)
    second = Session.open(path)
    assert not second.is_free()
    first.answer(RECEIVED, "5")
    first.save()
    assert second.again().refusal
    second.sync()
    assert second.outside
    first.suspend()
    assert second.is_free()
    third = second.again()
    assert (third.refusal, third.value(RECEIVED)) == ("", 5)


def test_a_killed_program_keeps_nobody_out(path: Path) -> None:
    first = Session.open(path)
    first.answer(RECEIVED, "5")
    killed(first)
    assert lock_path(path).exists()
    second = Session.open(path)
    assert (second.refusal, second.recoverable) == ("", 1)
    second.recover()
    second.save()
    second.suspend()
    assert names(path) == {"report.toml", "report.toml.bak"}


def test_the_lock_is_held_against_other_processes(path: Path) -> None:
    code = """
        import sys
        from pathlib import Path
        from reportwizard.session import Session
        session = Session.open(Path(sys.argv[1]))
        print(session.refusal or "mine", flush=True)
        sys.stdin.readline()
    """
    words = [sys.executable, "-c", textwrap.dedent(code), str(path)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, env=environment, encoding="utf-8") as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "mine\n"
        assert "正打开着这个文件" in Session.open(path).refusal
        other.kill()
    assert Session.open(path).refusal == ""


@posix
def test_links_are_the_same_file_and_have_the_same_journal(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "另一处"
    folder.mkdir()
    link, hard = folder / "链接.toml", folder / "硬链接.toml"
    link.symlink_to(path)
    hard.hardlink_to(path)
    first = Session.open(link)
    assert Session.open(path).refusal
    assert "另一个名字" in Session.open(hard).refusal
    first.answer(RECEIVED, "5")
    killed(first)
    again = Session.open(path)
    assert again.recoverable == 1
    assert {entry.name for entry in folder.iterdir()} == {"链接.toml", "硬链接.toml"}


def test_a_file_without_permission_is_looked_at(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda name, mode: mode != os.W_OK)
    session = Session.open(path)
    assert "没有写入权限" in session.refusal
    assert names(path) == {"report.toml"}


@pytest.mark.parametrize(
    ("number", "refusal", "warning"),
    [(errno.EACCES, "文件夹不能写入", ""), (errno.EROFS, "只读的", ""), (errno.ENOSPC, "", "磁盘已满")],
)
def test_a_folder_without_a_lock_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, refusal: str, warning: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    lock = Lock(path)
    assert refusal in lock.refusal and bool(refusal) == bool(lock.refusal)
    assert warning in lock.warning and bool(warning) == bool(lock.warning)


def test_a_drive_without_locks_is_told_and_gone_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bool:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("reportwizard.session.locking._lock", refuse)
    session = Session.open(path)
    assert "无法加锁" in session.news
    assert session.answer(RECEIVED, "5").changed == (RECEIVED,)
    session.save()


@posix
def test_what_stands_in_the_place_of_the_lock_is_not_written(path: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("x", encoding="utf-8")
    lock_path(path).symlink_to(precious)
    assert "无法加锁" in Session.open(path).news
    assert precious.read_text(encoding="utf-8") == "x"


def test_a_lock_that_goes_while_it_is_taken_is_taken_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportwizard.session import locking

    real, seen = locking._lock, []

    def lock(handle: int) -> bool:
        if not seen:
            lock_path(path).unlink()  # its program ended between our opening and our locking
        seen.append(handle)
        return real(handle)

    monkeypatch.setattr(locking, "_lock", lock)
    first = Session.open(path)
    assert len(seen) == 2
    assert Session.open(path).refusal
    first.suspend()


def test_a_file_that_cannot_be_opened_leaves_no_lock(path: Path) -> None:
    path.write_text("junk", encoding="utf-8")
    with pytest.raises(StorageError):
        Session.open(path)
    assert names(path) == {"report.toml"}


@posix
def test_who_finds_another_name_taken_writes_no_note(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hard = tmp_path / "hard.toml"
    hard.hardlink_to(path)
    first = Lock(path)
    written: list[int] = []
    monkeypatch.setattr("reportwizard.session.locking._write_note", written.append)
    assert "另一个名字" in Lock(hard).refusal
    assert written == []
    assert not lock_path(hard).exists()
    first.release()


def test_a_shorter_note_leaves_nothing_of_a_longer_one(path: Path) -> None:
    lock_path(path).write_bytes(b"\nuser = " + b"x" * 3000 + b"\nmachine = old\n")
    first = Lock(path)
    note = lock_path(path).read_bytes()
    assert (note[:8], b"old" in note, note.count(b"\n")) == (b"\nuser = ", False, 4)
    first.release()


def test_windows_locks_and_frees_the_first_byte(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import types

    from reportwizard.session import locking

    done: list[tuple[str, int, int]] = []

    def locks(handle: int, how: str, count: int) -> None:
        done.append((how, os.lseek(handle, 0, os.SEEK_CUR), count))

    fake = types.ModuleType("msvcrt")
    fake.__dict__.update(LK_NBLCK="lock", LK_UNLCK="unlock", locking=locks)
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    monkeypatch.setattr(sys, "platform", "win32")
    handle = os.open(path, os.O_RDWR)
    os.lseek(handle, 9, os.SEEK_SET)
    assert locking._lock(handle)
    os.lseek(handle, 9, os.SEEK_SET)
    locking._unlock(handle)
    os.close(handle)
    assert done == [("lock", 0, 1), ("unlock", 0, 1)]
