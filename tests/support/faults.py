"""A disk that fails and a program that dies, at any operation on a file.

While `Faults` is in force, every operation that changes something on the disk is counted. At the one that was asked
for the program is dead: a write has come half-way, and nothing that follows, not even a tidying `finally`, has any
effect. On a full disk a write comes half-way too, and says so.
"""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest


class KilledHere(BaseException):
    """The program is dead; no program catches this."""


class Faults:
    """In force from `install` until the monkeypatch is undone."""

    def __init__(self) -> None:
        self.full = False
        self.dead = False
        self._left: int | None = None

    def kill_at(self, operation: int) -> None:
        """Die at this operation from now on."""
        self._left = operation

    def revive(self) -> None:
        """Another program starts."""
        self.dead, self._left = False, None

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Wrap what the storage uses."""
        for name in ("replace", "unlink", "rename", "fsync", "ftruncate", "mkdir"):
            patch.setattr(os, name, self._wrapped(getattr(os, name)))
        real_open, real_os_open = io.open, os.open

        def open_file(file: Any, mode: str = "r", *rest: Any, **words: Any) -> Any:
            if not set(mode) & set("wax+"):
                return real_open(file, mode, *rest, **words)
            self._step(creates=not isinstance(file, int) and not Path(file).exists())
            return _File(real_open(file, mode, *rest, **words), self)

        def open_handle(path: Any, flags: int, *rest: Any, **words: Any) -> int:
            if flags & os.O_CREAT:
                self._step(creates=not Path(path).exists())
            return real_os_open(path, flags, *rest, **words)

        patch.setattr(io, "open", open_file)
        patch.setattr(os, "open", open_handle)

    def _wrapped(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **words: Any) -> Any:
            self._step()
            return real(*args, **words)

        return call

    def _step(self, *, creates: bool = False) -> None:
        if self._left is not None:
            self._left -= 1
            self.dead = self.dead or self._left < 0
        if self.dead:
            raise KilledHere
        if creates and self.full:
            raise OSError(errno.ENOSPC, "No space left on device")

    def write(self, file: Any, data: bytes) -> int:
        """A write: all, half of it, or nothing."""
        try:
            self._step(creates=True)
        except (KilledHere, OSError):
            if not self.dead or self._left == -1:
                file.write(data[: len(data) // 2])
                file.flush()
            raise
        return int(file.write(data))


class _File:
    """A file open for writing."""

    def __init__(self, file: Any, faults: Faults) -> None:
        self._file = file
        self._faults = faults

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> _File:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        return self._faults.write(self._file, data)
