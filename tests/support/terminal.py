"""The real program in a real terminal: a pty, and its screen kept by pyte. POSIX only."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable

import pyte

LIMIT = 30.0
"""Seconds that anything may take before a test gives up."""


class Terminal:
    """One program in one terminal. Close it, or use it as a context. With `answers` it tells what it is asked."""

    def __init__(self, *words: str, columns: int = 120, rows: int = 40, answers: bool = False) -> None:
        self.screen = pyte.Screen(columns, rows)
        if answers:
            self.screen.write_process_input = lambda data: os.write(self.fd, data.encode("ascii"))
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.status: int | None = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color")
            for name in ("COLUMNS", "LINES"):  # set by readline behind os.environ, and stronger than the size
                os.unsetenv(name)
            os.environ.setdefault("REPORTWIZARD_SETTINGS", "/nonexistent/settings.toml")  # not the tester's
            os.execv(sys.executable, [sys.executable, "-m", "reportwizard", *words])
        self.resize(columns, rows)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            self.end()
        os.close(self.fd)

    def close_window(self) -> None:
        """The window goes; the program is left with a terminal that is no more."""
        os.close(self.fd)
        self.fd = os.open(os.devnull, os.O_RDWR)

    @property
    def text(self) -> str:
        """The whole screen; a wide character is one character of a line."""
        lines = (self.screen.buffer[y] for y in range(self.screen.lines))
        return "\n".join("".join(line[x].data for x in range(self.screen.columns)) for line in lines)

    @property
    def last_words(self) -> str:
        """The end of what the program wrote, without what steers the terminal."""
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.raw.decode("utf-8", "replace"))[-4000:]

    def type(self, keys: str) -> None:
        """Send keys, all at once."""
        data = keys.encode("utf-8")
        while data:
            data = data[os.write(self.fd, data[:1024]) :]
            self._read(0)

    def until(self, holds: Callable[[str], bool] | str) -> str:
        """Wait until a text is on the screen, or until something holds of it; returns the screen."""
        wanted = holds if callable(holds) else lambda text: holds in text
        end = time.monotonic() + LIMIT
        while not wanted(self.text):
            assert time.monotonic() < end, f"never seen; the screen:\n{self.text}"
            if not self._read(0.05) and self.status is not None:
                raise AssertionError(f"the program ended with {self.status}; the screen:\n{self.text}")
        return self.text

    def watch(self, seconds: float) -> None:
        """Look at what comes for a while: a program whose output nobody takes stands still."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def shown(self, frame_ends: bytes) -> str:
        """The screen after the last whole frame, where the program was killed in the middle of one."""
        screen = pyte.Screen(self.screen.columns, self.screen.lines)
        pyte.ByteStream(screen).feed(self.raw[: self.raw.rfind(frame_ends) + len(frame_ends)])
        self.screen = screen
        return self.text

    def end(self) -> int:
        """Wait for the end of the program; returns its exit status (negative: the signal that killed it)."""
        end = time.monotonic() + LIMIT
        while self.status is None:
            assert time.monotonic() < end, f"still running; the screen:\n{self.text}"
            self._read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        while self._read(0):
            pass
        return self.status

    def _read(self, wait: float) -> bool:
        ready, _, _ = select.select([self.fd], [], [], wait)
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)
