"""The journal: every change since the last save, in a file beside the report, before the screen shows it as done.

Each change is handed to the system at once, so a kill loses nothing; `start_sync` puts it on the disk, for a power
cut, without anybody waiting. Invariant: what stands in the file is whole lines without a hole, whatever failed: lines
that could not be written are kept in memory and go first, as soon as there is room again. And what an earlier
session left there is neither replaced nor removed before it was taken over, declined, or kept under another name.
"""

from __future__ import annotations

import glob
import itertools
import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from reportwizard.errors import StorageError
from reportwizard.report import files
from reportwizard.session import entries
from reportwizard.session.entries import Found
from reportwizard.session.history import Entry


def journal_path(path: Path) -> Path:
    """Where the journal of the report at `path` stands: one for all the links that lead to one file."""
    return files.beside(path, ".journal")


class Journal:
    """The journal of one report's file; nothing is written before the first change."""

    def __init__(self, path: Path) -> None:
        self.path = journal_path(path)
        self._fresh = self.path.with_name(self.path.name + ".new")
        self._report = path
        self._file: BinaryIO | None = None
        self._lines: list[bytes] = []
        """All since the base, whether they are in the file or not."""
        self._written = 0
        self._size = 0
        self._unsynced = False
        self._is_left = False
        """Whether the file holds what an earlier session left, and nobody has dealt with it yet."""

    # ---- reading

    def pending(self, base: str) -> Found:
        """What is there for the save named `base`: in the journal, or in the newest of those that were declined."""
        found = entries.read(self.path, base)
        self._is_left = bool(found.entries or found.foreign)
        if found.entries:
            return found
        for path in self._asides():
            declined = entries.read(path, base)
            if declined.entries:
                declined.foreign = found.foreign
                return declined
        return found

    def _asides(self) -> list[Path]:
        """Journals that their person did not want at the time, newest first; they go with the next save."""
        try:
            found = list(self.path.parent.glob(glob.escape(self.path.name) + ".[0-9]*"))
        except OSError:  # a network drive that is away for a moment
            return []
        return sorted((path for path in found if path.suffix[1:].isdigit()), key=_number, reverse=True)

    # ---- writing; each raises StorageError where the journal cannot be written

    def resume(self, base: str, recovered: list[Entry]) -> None:
        """Go on behind entries that have been taken over."""
        self._lines = [entries.head(base), *map(entries.line, recovered)]
        self._is_left = False
        self._write_anew(durable=True)

    def set_aside(self) -> None:
        """Keep what is there, declined, until the next save."""
        number = 1 + max(map(_number, self._asides()), default=0)
        self._rename(self.path.with_name(f"{self.path.name}.{number}"))

    def keep_for_good(self) -> Path | None:
        """Keep what is of no use to the program for a person to look at; None where there is nothing."""
        kept = _kept_name(self.path)
        return kept if self._rename(kept) else None

    def copy_for_good(self) -> None:
        """As `keep_for_good`, but the journal stays: a part of it is about to be taken over."""
        import shutil

        with suppress(OSError):  # only what no program can read is lost
            shutil.copyfile(self.path, _kept_name(self.path))

    def record(self, entry: Entry, base: str) -> None:
        """Write one move. Where that fails (a full disk) the change stands, but only in memory."""
        if not self._lines:
            self._lines.append(entries.head(base))
        self._lines.append(entries.line(entry))
        self._put_down()

    def mark(self, base: str) -> None:
        """Say that all before is in the save named `base`, which is about to be put in place."""
        if self._lines:
            self._lines.append(entries.saving(base))
            self._put_down()
            self.sync()

    def mend(self) -> None:
        """Write what could not be written before, and all of it where somebody took the file away."""
        if self._file is not None and not self._is_there():
            self.close()
        if self._lines and (self._file is None or self._written < len(self._lines)):
            self._put_down()

    def sync(self) -> None:
        """Put on the disk what was written since the last time."""
        handle = self.start_sync()
        if handle is not None:
            try:
                finish_sync(handle, self.path.parent)
            except OSError as error:
                raise self.failed(error) from error

    def start_sync(self) -> int | None:
        """A handle for `finish_sync`, which may wait for the disk in a thread; None where all is there already."""
        if self._file is None or not self._unsynced:
            return None
        self._unsynced = False
        try:
            return os.dup(self._file.fileno())
        except OSError as error:
            raise self.failed(error) from error

    def failed(self, error: OSError) -> StorageError:
        """What to tell where the file is not to be relied on; all of it is written anew when next it can be."""
        self.close()
        return _told(self.path, error)

    def close(self) -> None:
        """Close the file and leave it where it is."""
        if self._file is not None:
            with suppress(OSError):  # a network drive that is gone
                self._file.close()
            self._file = None

    def remove(self, *, asides: bool) -> None:
        """Nothing of this session is unsaved any more; with `asides`, what was declined before goes too."""
        self.close()
        self._lines = []
        mine = () if self._is_left else (self.path,)
        for path in (*mine, *(self._asides() if asides else ())):
            with suppress(OSError):  # what cannot be removed is harmless: it builds on a file that is no more
                path.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Take away what a kill left half-written."""
        with suppress(OSError):
            self._fresh.unlink(missing_ok=True)

    # ---- the file

    def _is_there(self) -> bool:
        assert self._file is not None
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), self.path.stat())
        except OSError:
            return False

    def _put_down(self) -> None:
        if self._file is None:
            self._write_anew(durable=False)
            return
        try:
            while self._written < len(self._lines):
                line = self._lines[self._written]
                _write_all(self._file, line)
                self._size += len(line)
                self._written += 1
        except OSError as error:
            try:  # what was written of the line goes again: a full disk can always be cut
                self._file.truncate(self._size)
            except OSError:
                self.close()
            raise _told(self.path, error) from error
        self._unsynced = True

    def _write_anew(self, *, durable: bool) -> None:
        """All lines since the base, in a new file that takes the old one's place when it is whole."""
        self.close()
        if self._is_left:
            self.keep_for_good()
        data = b"".join(self._lines)
        try:
            self._fresh.unlink(missing_ok=True)
            with self._fresh.open("xb", buffering=0) as file:
                files.copy_mode(self._report, self._fresh)
                _write_all(file, data)
                if durable:  # it replaces the only copy of what it holds
                    os.fsync(file.fileno())
            files.take_place(self._fresh, self.path)
            self._file = self.path.open("ab", buffering=0)
        except OSError as error:
            self.sweep()
            raise self.failed(error) from error
        self._size, self._written = len(data), len(self._lines)
        self._unsynced = True

    def _rename(self, to: Path) -> bool:
        """Whether there was a file to rename."""
        self.close()
        try:
            self.path.replace(to)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise self.failed(error) from error
        self._is_left = False
        return True


def finish_sync(handle: int, folder: Path) -> None:
    """Wait for the disk to have the file, and the name of the file in its folder. Raises OSError."""
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    files.sync_folder(folder)


def _told(path: Path, error: OSError) -> StorageError:
    hint = "改动只在内存里，请马上按 Ctrl+S 保存，或者按 F9 另存到别处"
    return StorageError(f"无法记录改动（{files.reason(error)}）", str(path), hint)


def _kept_name(path: Path) -> Path:
    names = (path.with_name(f"{path.name}-old{number}") for number in itertools.count(1))
    return next(name for name in names if not name.exists())


def _number(path: Path) -> int:
    return int(path.suffix[1:])


def _write_all(file: BinaryIO, data: bytes) -> None:
    while data:
        data = data[file.write(data) :]
