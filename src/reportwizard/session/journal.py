"""The journal: every change since the last save, in a file beside the report, before the screen shows it as done.

One JSON object a line. `{"base": …}` names the saved file that the following changes build on, by its digest;
`{"saving": …}` names the one that is about to be put in its place. Each change is handed to the system at once, so
a kill loses nothing; `sync` puts it on the disk, for a power cut. A half-written line is passed over.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from reportwizard.errors import StorageError
from reportwizard.report.files import reason
from reportwizard.session.changes import Change, decode, encode

LARGEST = 256 * 1024 * 1024
"""Bytes of a journal that are read at the most."""


def journal_path(path: Path) -> Path:
    """Where the journal of the report at `path` stands."""
    return path.with_name(f".{path.name}.journal")


def digest(data: bytes) -> str:
    """What names one saved state of the file."""
    return hashlib.sha256(data).hexdigest()


class Journal:
    """The journal of one report's file; nothing is written before the first change.

    The lines since the last save are kept in memory too: after a write that failed, the next one puts all of them
    down anew, so that a journal never has a hole.
    """

    def __init__(self, path: Path) -> None:
        self.path = journal_path(path)
        self._file: BinaryIO | None = None
        self._lines: list[bytes] = []
        self._dirty = False

    # ---- reading

    def pending(self, base: str) -> list[list[Change]]:
        """The steps since the save named `base`, oldest first; none where they build on another file."""
        for path in (self.path, *self._asides()):
            steps = _steps(path, base)
            if steps:
                return steps
        return []

    def is_foreign(self, base: str) -> bool:
        """Whether there is a journal with changes that build on another file than the save named `base`."""
        return not _steps(self.path, base) and any(b'"changes"' in line for line in _read_lines(self.path))

    def _asides(self) -> list[Path]:
        """Journals that their person did not want at the time, newest first; they go with the next save."""
        found = self.path.parent.glob(glob.escape(self.path.name) + ".[0-9]*")
        return sorted(found, key=lambda path: int(path.suffix[1:]), reverse=True)

    # ---- writing; each raises StorageError where the journal cannot be written

    def resume(self, base: str, steps: list[list[Change]]) -> None:
        """Go on behind steps that have been taken over."""
        self._lines = [_line({"base": base}), *(_line({"changes": encode(step)}) for step in steps)]
        self._write_anew()

    def set_aside(self, name: str = "") -> Path | None:
        """Keep what is there under another name; returns it, None where there is nothing."""
        self.close()
        if not self.path.exists():
            return None
        number = 1 + max((int(path.suffix[1:]) for path in self._asides()), default=0)
        aside = self.path.with_name(name or f"{self.path.name}.{number}")
        try:
            self.path.replace(aside)
        except OSError as error:
            raise self._failed(error) from error
        return aside

    def record(self, changes: list[Change], base: str) -> None:
        """Write one step. Where that fails (a full disk) the change stands, but only in memory."""
        if not self._lines:
            self._lines.append(_line({"base": base}))
        self._add({"changes": encode(changes)})

    def mark(self, base: str) -> None:
        """Say that all before is in the save named `base`, which is about to be put in place."""
        if self._lines:
            self._add({"saving": base})
            self.sync()

    def sync(self) -> None:
        """Put on the disk what was written since the last time."""
        if self._file is not None and self._dirty:
            self._dirty = False
            try:
                os.fsync(self._file.fileno())
            except OSError as error:
                raise self._failed(error) from error

    def close(self) -> None:
        """Close the file and leave it where it is."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def remove(self, *, asides: bool) -> None:
        """Nothing of this session is unsaved any more; with `asides`, what was declined before goes too."""
        self.close()
        self._lines = []
        for path in (self.path, *(self._asides() if asides else ())):
            with suppress(OSError):  # what cannot be removed is harmless: it builds on a file that is no more
                path.unlink(missing_ok=True)

    def _add(self, entry: dict[str, Any]) -> None:
        self._lines.append(_line(entry))
        if self._file is None:
            self._write_anew()
            return
        try:
            _write_all(self._file, self._lines[-1])
        except OSError as error:
            self.close()  # the next change writes everything anew
            raise self._failed(error) from error
        self._dirty = True

    def _write_anew(self) -> None:
        """All lines since the base, in a new file that takes the old one's place when it is whole."""
        self.close()
        fresh = self.path.with_name(self.path.name + ".new")
        try:
            with fresh.open("wb", buffering=0) as file:
                _write_all(file, b"".join(self._lines))
            fresh.replace(self.path)
            self._file = self.path.open("ab", buffering=0)
        except OSError as error:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise self._failed(error) from error
        self._dirty = True

    def _failed(self, error: OSError) -> StorageError:
        hint = "改动只在内存里，请马上按 Ctrl+S 保存，或者按 F9 另存到别处"
        return StorageError(f"无法记录改动（{reason(error)}）", str(self.path), hint)


def _line(entry: dict[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def _write_all(file: BinaryIO, data: bytes) -> None:
    while data:
        data = data[file.write(data) :]


def _read_lines(path: Path) -> list[bytes]:
    """The whole lines of a journal; none where there is none that can be read."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return []
        return path.read_bytes().split(b"\n")[:-1]
    except OSError:
        return []


def _steps(path: Path, base: str) -> list[list[Change]]:
    steps: list[list[Change]] | None = None
    for line in _read_lines(path):
        try:
            entry = json.loads(line)
            if "base" in entry:
                steps = [] if entry["base"] == base else None
            elif "saving" in entry:
                steps = [] if entry["saving"] == base else steps
            elif steps is not None:
                steps.append(decode(entry["changes"]))
        except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
            continue  # a line cut short by a kill, or by somebody else
    return steps or []
