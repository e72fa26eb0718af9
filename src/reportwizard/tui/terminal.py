"""The terminal itself, where Textual's driver for it does not stand what real ones do. POSIX only; loaded with the app.

Four things, each seen: a byte that is no UTF-8 (a terminal set to GBK) ended the program; a window that is closed
killed the thread that writes, after which the program waited for it for ever and kept its lock; SIGCONT without a stop
before it (as a closing window sends) started a second pair of threads; a key number that no terminal means ended the
input.
Textual gives no hook for the first two: the names that its module uses are replaced, here and nowhere else.
"""

from __future__ import annotations

import codecs
import termios
from collections.abc import Callable
from functools import partial
from typing import Any

from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver

_MOST_SENSELESS = 1000
"""How often a terminal may send what no terminal means before it is no longer listened to."""


class _Writer(WriterThread):
    """Goes on taking what is written when nobody is there to see it any more."""

    def run(self) -> None:
        """Write until told to stop; after a failure, only take."""
        try:
            super().run()
        except (OSError, ValueError):
            while self._queue.get() is not None:
                pass


def _decoder(encoding: str) -> Callable[..., Any]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")


_textual: Any = linux_driver
_textual.WriterThread = _Writer
_textual.getincrementaldecoder = _decoder


class Terminal(LinuxDriver):
    """A terminal that may send anything, and may go at any time."""

    def run_input_thread(self) -> None:
        """Read keys; what no terminal means is passed over, with what came in the same breath."""
        for _ in range(_MOST_SENSELESS):
            if self.exit_event.is_set():
                return
            try:
                super().run_input_thread()
            except (OverflowError, ValueError, RuntimeError):  # the last: the parser's generator ends with the first
                continue
            except OSError:  # the window was closed; mostly a signal says so too
                self._app.call_later(self._app.exit, return_code=130)
                return

    def _sigcont_application(self, *_: object) -> None:
        """Going on, after the program has stopped itself (Ctrl+Z in Textual's sense) or was stopped by another."""
        if not self._must_signal_resume:
            try:
                modes = termios.tcgetattr(self.fileno)
            except termios.error:  # nobody is there
                return
            if not modes[3] & termios.ICANON:  # nobody else has used it: what is being typed must not be flushed
                return
            self.suspend_application_mode()  # its threads end before new ones begin
        super()._sigcont_application()
