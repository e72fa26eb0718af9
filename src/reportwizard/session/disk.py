"""What stands on the disk under the report's name: still what was read or written last, or another program's work.

Told apart cheaply by size, times and number, and where those differ by the bytes. Nothing here writes.
"""

from __future__ import annotations

import hashlib
import os
import threading
from dataclasses import dataclass
from pathlib import Path

from reportwizard.report import files
from reportwizard.session.journal import finish_sync


def digest(data: bytes) -> str:
    """What names one saved state of the file; no file counts as one without a byte."""
    return hashlib.sha256(data).hexdigest()


NOTHING = digest(b"")


@dataclass(frozen=True, slots=True)
class Version:
    """One state of the file: its bytes' digest, and what the system says of it; None where that is nothing."""

    digest: str
    mark: tuple[int, ...] | None


def mark(path: Path) -> tuple[int, ...] | None:
    """What changes with the file; None where there is none. Raises OSError where that cannot be known."""
    try:
        seen = os.stat(path)  # noqa: PTH116 - the one call that every second makes
    except (FileNotFoundError, NotADirectoryError):
        return None
    return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns


def mark_if_told(path: Path) -> tuple[int, ...] | None:
    """As `mark`, for a file whose bytes are known: where the system does not tell, the next look goes by the bytes."""
    try:
        return mark(path)
    except OSError:
        return None


def look(path: Path, known: Version, *, closely: bool = False) -> Version:
    """The file's present version; `closely` does not trust its times. Raises OSError where that cannot be known."""
    now = mark(path)
    if now is None:
        return Version(NOTHING, None)
    if now == known.mark and not closely:
        return known
    if not path.is_file() or now[2] > files.LARGEST:  # a pipe would keep us waiting; what is huge is no report of ours
        return Version(f"not read: {now}", now)
    return Version(digest(path.read_bytes()), now)


class Rounds:
    """The once-a-second work that may have to wait for a disk, in a thread of its own: putting the journal on the disk,
    looking at the file. One round at a time; what it found is there when the next one is asked for.
    """

    PATIENCE = 2.0
    """Seconds that one waits for a round where something cannot go on without it, such as the end."""

    SLOW = 10
    """Seconds, that is rounds asked for in vain, after which a disk is told to be slow."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread: threading.Thread | None = None
        self._waited = 0
        self.failure: OSError | None = None
        """Why the journal is not on the disk."""
        self.synced = False
        """Whether it was put there."""
        self.seen: tuple[Version, Version] | None = None
        """The version that was known, and the one that was found."""

    @property
    def busy(self) -> bool:
        """Whether the last round has not ended yet."""
        if self._thread is not None and self._thread.is_alive():
            self._waited += 1
            return True
        self._waited = 0
        return False

    @property
    def slow(self) -> bool:
        """Whether the last round has not ended for long."""
        return self._waited > self.SLOW

    def start(self, handle: int | None, known: Version) -> None:
        """Begin a round; a daemon, because nobody waits for a dead disk at the end."""
        self._thread = threading.Thread(target=self.go, args=(handle, known), daemon=True)
        self._thread.start()

    def wait(self) -> bool:
        """Let the round under way come to its end, with patience; whether none is under way any more."""
        if self._thread is not None:
            self._thread.join(self.PATIENCE)
        return self._thread is None or not self._thread.is_alive()

    def go(self, handle: int | None, known: Version) -> None:
        """One round."""
        if handle is not None:
            try:
                finish_sync(handle, self._path.parent)
                self.synced = True
            except OSError as error:
                self.failure = error
        try:
            self.seen = (known, look(self._path, known))
        except OSError:
            self.seen = None  # a network drive that is away for a moment; the save will say so if it lasts
