"""The real program, killed at random moments while it is typed into and saved: what is lost?

    python tests/kill.py [--kills 300] [--seed 1] [--folder DIR]

Each round opens a report in a terminal, types figures or prose, saves now and then, and kills the program with
SIGKILL. Then the file is opened again, at times by the program itself, which is killed once more while it recovers.
Half of the rounds (on Linux, as root: a file system of 200 KB is mounted for them) go on where the disk is full.

What must hold, and is counted: the file can always be read; what comes back is what the keys had made up to one of
them, in order; that is at least what was to be seen on the screen, but for the key in flight, unless the screen said
that it is not safe; what was told as saved is in the file; the lock is free; nothing half-written accumulates. Exits
with 1 where it does not.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from pathlib import Path

from reportwizard.report.files import open_report
from reportwizard.report.model import Report
from reportwizard.report.toml import dumps
from reportwizard.session import Session
from reportwizard.session.answers import Answers
from reportwizard.tui.grid import Grid
from support.reports import blank, saved
from support.terminal import Terminal

F4, ENTER, TAB, CTRL_S = "\x1bOS", "\r", "\t", "\x13"
FRAMES, FRAME_ENDS = "\x1b[?2026;2$y", b"\x1b[?2026l"
"""A terminal's answer that it paints whole frames, and how the program then ends each."""
READY, UNSAFE, SAVED, OFFER = "F1帮助", "无法记录改动", "已保存到", "恢复这些改动"
CHARACTERS = "春夏秋冬东南西北金木水火土山川河海日月星云风雨雷电花草树竹梅兰菊松柏"
ROOM = 200 * 1024


class Typist:
    """Types on one page, and knows what each key makes of the report."""

    def __init__(self, report: Report, choose: random.Random, prose_share: float) -> None:
        self.choose = choose
        self.shadow = Answers(deepcopy(report))
        self.states = [dumps(report)]
        self.prose = choose.random() < prose_share
        self.seen_by: list[tuple[str, int]] = []
        """What shows that so many keys have been answered."""
        self.saves: list[int] = []
        self._typed = ""
        self._old = report.texts.get("overview", "")
        self._grid = Grid(report.edition.section("applications"), report.edition.cells)
        old = set(report.figures.values())  # a number that stands there already would be seen too early
        self._numbers = (number for number in choose.sample(range(10000, 100000), 200) if number not in old)
        self._at = self._grid.first
        self._tab: int | None = None

    @property
    def opening(self) -> str:
        """The keys that lead to the page."""
        return "" if self.prose else F4 + F4

    def keys(self) -> Iterator[str]:
        """One key after the other, each of them in `states` when it is given."""
        while True:
            if self.choose.random() < 0.04:
                self.saves.append(len(self.states))
                yield self._made(CTRL_S)
            elif self.prose:
                yield from self._word()
            else:
                yield from self._cell()

    def _made(self, key: str) -> str:
        self.states.append(dumps(self.shadow.report))
        return key

    def _word(self) -> Iterator[str]:
        character = self.choose.choice(CHARACTERS) if self.choose.random() < 0.97 else "\n"
        self._typed += character
        self.shadow.answer("texts.overview", self._typed + self._old)
        if "\n" not in self._typed[-5:] and len(self._typed) >= 5:
            self.seen_by.append((self._typed[-5:], len(self.states)))
        yield self._made(ENTER if character == "\n" else character)

    def _cell(self) -> Iterator[str]:
        text, edit = str(next(self._numbers)), object()
        for end in range(1, len(text) + 1):
            self.shadow.answer(self._grid.path(self._at), text[:end], edit)
            if end == len(text):
                self.seen_by.append((text, len(self.states)))
            yield self._made(text[end - 1])
        yield self._made(self._go())

    def _go(self) -> str:
        tab = self.choose.random() < 0.4
        if tab and self._tab is None:
            self._tab = self._at[1]
        column = self._at[1] if self._tab is None else self._tab
        target = self._grid.right(self._at) if tab else self._grid.below(self._at, column)
        if not tab or (target and target[0] != self._at[0]):
            self._tab = None
        self._at = target or self._at
        return TAB if tab else ENTER

    def seen(self, screen: str) -> int:
        """How many keys have been answered at least, to judge by the screen."""
        shown = (keys for text, keys in self.seen_by if re.search(rf"(?<!\d)(?<!＝ ){text}(?![\d+])", screen))
        return max(shown, default=0)


class Trial:
    """Rounds on one file; what went wrong is in `faults`, what happened in `counts`."""

    def __init__(self, folder: Path, choose: random.Random, *, full: bool = False, prose_share: float = 0.3) -> None:
        self.folder = folder
        self.choose = choose
        self.full = full
        self.prose_share = prose_share
        self.path = saved(folder, blank(agency="某局"))
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []

    def round(self) -> None:
        """Open, type, kill, look."""
        filler = self.folder / "filler"
        with Terminal("edit", str(self.path)) as terminal:
            terminal.type(FRAMES)
            terminal.until(READY)
            typist = Typist(open_report(self.path).report, self.choose, self.prose_share)
            terminal.type(typist.opening)
            terminal.until("总体情况" if typist.prose else "申请人情况")
            keys, left = typist.keys(), self.choose.randrange(1, 150)
            full_at = self.choose.randrange(left) if self.full else -1
            while left > 0:
                burst = min(left, self.choose.choice((1, 1, 2, 5, 20)))
                terminal.type("".join(next(keys) for _ in range(burst)))
                left -= burst
                if full_at >= left:
                    self._fill(filler)
                    full_at = -1
                elif filler.exists() and self.choose.random() < 0.1:
                    filler.unlink()
                terminal.watch(self.choose.choice((0, 0, 0.001, 0.005, 0.02)))
            terminal.watch(self.choose.choice((0, 0, 0.005, 0.02, 0.1)))
            os.kill(terminal.pid, signal.SIGKILL)
            terminal.end()
            screen, ever = terminal.shown(FRAME_ENDS), terminal.raw.decode("utf-8", "replace")
        self.counts["kills"] += 1
        self._look(typist, screen, ever)
        filler.unlink(missing_ok=True)
        self._come_back()

    def _fill(self, filler: Path) -> None:
        """Take all the room but perhaps a little."""
        room = shutil.disk_usage(self.folder).free - self.choose.choice((0, 0, 4096, 8192, 16384))
        with suppress(OSError):  # the program has just taken some of it
            filler.write_bytes(b"x" * max(room, 0))
        self.counts["full disks"] += 1

    def _look(self, typist: Typist, screen: str, ever: str) -> None:
        before = dumps(open_report(self.path).report)
        session = Session.open(self.path)
        if session.refusal:
            self._fault(f"the lock is not free: {session.refusal}")
        half = [entry.name for entry in self.folder.iterdir() if entry.suffix in (".tmp", ".new")]
        if half:
            self._fault(f"half-written files stay: {half}")
        session.recover()
        now = dumps(session.report)
        session.suspend()
        states = typist.states
        if now not in states:
            self._fault("what came back is no beginning of what was typed")
            return
        back = max(n for n, state in enumerate(states) if state == now)
        seen = typist.seen(screen)
        self.counts["keys"] += len(states) - 1
        self.counts["keys that came back"] += back
        self.counts["keys that were seen"] += seen
        if UNSAFE in screen:
            self.counts["kills while the screen said that it is not safe"] += 1
        elif back < seen - 1:  # the last key may be in flight: a cell shows what is being typed in it
            self._fault(f"{seen} keys were seen, {back} came back ({'prose' if typist.prose else 'figures'})")
        told = [at for at in typist.saves if states[at] in states[seen:] or SAVED in screen]
        if SAVED in ever and told and before not in states[typist.saves[0] :]:
            self._fault("told as saved, but not in the file")
        self.counts["saves"] += len(typist.saves)

    def _come_back(self) -> None:
        """What came back stays: it is saved, or left, or taken over by the program, which is killed while it does."""
        session = Session.open(self.path)
        session.recover()
        now = dumps(session.report)
        way = self.choose.random()
        if way < 0.3:
            session.save()
        session.suspend()
        if way > 0.7 and now != dumps(open_report(self.path).report):
            with Terminal("edit", str(self.path)) as terminal:
                terminal.until(OFFER)
                terminal.type(ENTER + (CTRL_S if way > 0.85 else ""))
                terminal.watch(self.choose.random() * 0.06)
                os.kill(terminal.pid, signal.SIGKILL)
                terminal.end()
            self.counts["kills while recovering"] += 1
        session = Session.open(self.path)
        session.recover()
        if dumps(session.report) != now:
            self._fault("what had come back was lost again")
        session.save()
        session.suspend()
        left = {entry.name for entry in self.folder.iterdir()} - {self.path.name, f"{self.path.name}.bak"}
        if left:
            self._fault(f"left behind: {left}")

    def _fault(self, text: str) -> None:
        self.faults.append(text)
        self.counts["FAULTS"] += 1


@contextmanager
def small_disk() -> Iterator[Path | None]:
    """A file system of 200 KB, mounted for the time; None where that is not allowed."""
    folder = Path(tempfile.mkdtemp())
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)]
    mounted = sys.platform == "linux" and os.geteuid() == 0 and shutil.which("mount") is not None
    if mounted:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def main() -> int:
    """Kill, count, print."""
    parser = argparse.ArgumentParser(description="kill the program while it is typed into, and see what is lost")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="a folder on the disk to try, instead of a temporary one")
    options = parser.parse_args()
    faults = 0
    with small_disk() as small, tempfile.TemporaryDirectory(dir=options.folder) as normal:
        disks = [("a normal disk", Path(normal), False), ("a disk of 200 KB, full again and again", small, True)]
        for name, folder, full in disks:
            if folder is None:
                print(f"{name}: not tried, that needs root on Linux")
                continue
            trial = Trial(folder, random.Random(options.seed), full=full)
            for _ in range(options.kills // 2):
                trial.round()
            print(f"{name}: " + ", ".join(f"{value} {what}" for what, value in trial.counts.items()))
            for text in trial.faults:
                print(f"  {text}")
            faults += len(trial.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
