"""The journal: every change since the last save, in a file beside the report, before the screen shows it as done.

One JSON object a line. `{"base": …}` names the saved file that the following changes build on, by its digest;
`{"saving": …}` names the one that is about to be put in its place. Each change is handed to the system at once, so
a kill loses nothing; `sync` puts it on the disk, for a power cut. A half-written last line is passed over.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from reportwizard.errors import StorageError
from reportwizard.report.files import reason
from reportwizard.session.changes import Change, decode, encode


def journal_path(path: Path) -> Path:
    """Where the journal of the report at `path` stands."""
    return path.with_name(f".{path.name}.journal")


def digest(data: bytes) -> str:
    """What names one saved state of the file."""
    return hashlib.sha256(data).hexdigest()


class Journal:
    """The journal of one report's file; nothing is written before the first change."""

    def __init__(self, path: Path) -> None:
        self.path = journal_path(path)
        self.aside = self.path.with_name(self.path.name + ".1")
        """Where a journal waits that its person did not want now; gone with the next save."""
        self._file: BinaryIO | None = None
        self._dirty = False

    def pending(self, base: str) -> list[list[Change]]:
        """The steps since the save named `base`, oldest first; none where they build on another file."""
        return self._read(self.path, base) or self._read(self.aside, base)

    def _read(self, path: Path, base: str) -> list[list[Change]]:
        try:
            lines = path.read_bytes().split(b"\n")[:-1]
        except OSError:
            return []
        steps: list[list[Change]] | None = None
        for line in lines:
            try:
                entry = json.loads(line)
                if "base" in entry:
                    steps = [] if entry["base"] == base else None
                elif "saving" in entry:
                    steps = [] if entry["saving"] == base else steps
                elif steps is not None:
                    steps.append(decode(entry["changes"]))
            except (ValueError, KeyError, TypeError, AttributeError):
                continue  # a line cut short by a kill, with the next one written behind it
        return steps or []

    def resume(self) -> None:
        """Go on behind what is already there: its steps have been taken over. Raises StorageError."""
        try:
            if self.aside.exists() and not self.path.exists():
                self.aside.replace(self.path)
            self._file = self.path.open("ab", buffering=0)
            self._file.write(b"\n")  # should the last line have been cut short
        except OSError as error:
            raise self._failed(error) from error

    def start(self, base: str) -> None:
        """Begin anew on the save named `base`. Raises StorageError where the journal cannot be written."""
        self.close()
        try:
            self._file = self.path.open("wb", buffering=0)
        except OSError as error:
            raise self._failed(error) from error
        self._write({"base": base})

    def set_aside(self) -> None:
        """Keep what is there for later, and begin with none."""
        self.close()
        if self.path.exists():
            self.path.replace(self.aside)

    def record(self, changes: list[Change], base: str) -> None:
        """Write one step. Raises StorageError where that fails (a full disk): the change stands, but only in memory."""
        if self._file is None:
            self.start(base)
        self._write({"changes": encode(changes)})

    def mark(self, base: str) -> None:
        """Say that all before is in the save named `base`, which is about to be put in place."""
        if self._file is not None:
            self._write({"saving": base})
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

    def remove(self) -> None:
        """Nothing is unsaved any more: the journal goes, and one set aside too."""
        self.close()
        for path in (self.path, self.aside):
            with suppress(OSError):  # what cannot be removed is harmless: it builds on a file that is no more
                path.unlink(missing_ok=True)

    def _write(self, entry: dict[str, Any]) -> None:
        line = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"
        assert self._file is not None
        try:
            written = self._file.write(line)
            while written < len(line):
                written += self._file.write(line[written:])
        except OSError as error:
            raise self._failed(error) from error
        self._dirty = True

    def _failed(self, error: OSError) -> StorageError:
        hint = "改动只在内存里，请马上按 Ctrl+S 保存，或者按 F9 另存到别处"
        return StorageError(f"无法记录改动（{reason(error)}）", str(self.path), hint)
