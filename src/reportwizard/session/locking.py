"""Who has a report open for writing: one program at a time, and whoever comes second is told who it is.

The lock is the system's own, on a small file beside the report, so that it is free again the moment its program ends,
whatever ended it. The file also holds a note for people: a note alone, left by a program that was killed, keeps nobody
out. On Windows the first byte is what is locked and cannot be read by others; the note begins behind it.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from reportwizard.report import files

_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

ONLY_LOOKING = "，只能查看，您看到的是上次保存的内容"
"""With what the refusal ends where another program has the report."""


def lock_path(path: Path) -> Path:
    """Where the lock of the report at `path` stands."""
    return files.beside(path, ".lock")


class Lock:
    """The right to write one report's file, taken when made if nobody has it; never waits."""

    def __init__(self, path: Path) -> None:
        self.path = lock_path(path)
        self.refusal = ""
        """Why the report can only be looked at, in Chinese; empty where it can be written."""
        self.warning = ""
        """What the clerk should know where nothing keeps a second program out, in Chinese."""
        self.is_others = False
        """Whether another program has it."""
        self._handles: list[int] = []
        try:
            self._take(path)
        except OSError as error:
            self._refused(error)

    def __del__(self) -> None:
        self.release()

    def is_free(self) -> bool:
        """Whether the other program has ended in good order (quick; trying to take the lock is exact)."""
        return self.is_others and not self.path.exists()

    def release(self) -> None:
        """Let others write. The file goes while it is still locked, so that nobody else's is taken away."""
        handles, self._handles = self._handles, []
        if not handles:
            return
        if os.name == "nt":  # there no open file can be removed, and one that another has opened stays
            for handle in handles:
                _unlock(handle)
            _close(handles)
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
            return
        try:
            with suppress(OSError):
                if os.path.samestat(os.fstat(handles[0]), self.path.lstat()):
                    self.path.unlink(missing_ok=True)
        finally:
            _close(handles)

    def _take(self, path: Path) -> None:
        """Raises OSError where there cannot be a lock."""
        if path.exists() and not os.access(path, os.W_OK):
            self.refusal = "这个文件没有写入权限，只能查看"
            return
        for _ in range(10):  # the file may go between its opening and its locking: its program has ended
            handle = self._open()
            if not _lock(handle):
                self.is_others = True
                self.refusal = _told(_note(handle), os.fstat(handle).st_mtime)
                os.close(handle)
                return
            with suppress(OSError):
                if os.path.samestat(os.fstat(handle), self.path.lstat()):
                    self._handles.append(handle)
                    if self._takes_other_names(path):
                        with suppress(OSError):  # on a full disk nobody learns who has it, but it is had
                            _write_note(handle)
                    return
            os.close(handle)
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    def _open(self) -> int:
        try:
            handle = os.open(self.path, _OPEN, 0o666)
        except PermissionError:  # perhaps what another person's program left when it was killed
            handle = os.open(self.path, _READ)
            if _lock(handle):
                try:
                    self.path.unlink()
                finally:
                    os.close(handle)
                handle = os.open(self.path, _OPEN, 0o666)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise OSError(errno.EINVAL, "not a file")
        return handle

    def _takes_other_names(self, path: Path) -> bool:
        """A file that has several names in its own right has several places for a lock: there, itself is locked too.

        False where another program has it by another name; then nothing is held any more.
        """
        if os.name == "nt" or not path.is_file() or path.stat().st_nlink < 2:
            return True
        handle = os.open(path, os.O_RDONLY)
        self._handles.append(handle)
        if _lock(handle):
            return True
        self.release()
        self.is_others = True
        self.refusal = f"这个文件正以另一个名字（硬链接）打开着{ONLY_LOOKING}"
        return False

    def _refused(self, error: OSError) -> None:
        if isinstance(error, (FileNotFoundError, NotADirectoryError)):
            return  # whoever reads the file says so
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            self.refusal = f"文件所在的文件夹不能写入（{files.reason(error)}），只能查看"
        else:
            self.warning = f"这里无法加锁（{files.reason(error)}）：请确认没有别人同时打开这个文件"


def _lock(handle: int) -> bool:
    """Take the system's lock of an open file; False where another has it. Raises OSError where there is no locking.

    The whole of what is needed of a library for this, which would cost every start three hundredths of its time.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True


def _unlock(handle: int) -> None:
    """Windows frees what is only closed some time later; elsewhere that is at once."""
    if sys.platform == "win32":
        import msvcrt

        with suppress(OSError):
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)


def _close(handles: list[int]) -> None:
    for handle in handles:
        with suppress(OSError):
            os.close(handle)


def _write_note(handle: int) -> None:
    import getpass
    import socket

    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        user = ""
    note = f"\nuser = {user}\nmachine = {socket.gethostname()}\nprocess = {os.getpid()}\n"
    os.lseek(handle, 0, os.SEEK_SET)
    written = os.write(handle, note.encode("utf-8", "replace"))
    os.ftruncate(handle, written)  # an older note may be longer; the locked byte is never cut off


def _note(handle: int) -> dict[str, str]:
    try:
        os.lseek(handle, 1, os.SEEK_SET)
        text = os.read(handle, 2000).decode("utf-8", "replace")
    except OSError:
        return {}
    pairs = (line.partition(" = ") for line in text.splitlines())
    return {key: value for key, _, value in pairs}


def _told(note: dict[str, str], since: float) -> str:
    import time

    when = time.strftime("%m-%d %H:%M", time.localtime(since))
    who = note.get("user") or "另一个程序"
    where = f" 在 {note['machine']} 上" if note.get("machine") else ""
    return f"{who}{where}正打开着这个文件（{when} 起）{ONLY_LOOKING}"
