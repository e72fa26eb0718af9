"""What the screen costs in a terminal: from the start until it is still, and from a key to its last byte.

    python benchmarks/screen.py [--starts 9] [--keys 120] [--rounds 3]

The program and the floors beside this file run in turn, in a pty of 120x40, in one run; only the ratios count.
POSIX only, as a pty is.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import random
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "sample_reports" / "hangzhou-2025.toml"
SENTENCE = "本机关依法主动公开政府信息，认真办理依申请公开，按期答复申请人，并接受社会监督。"
STILL, GAP, LIMIT = 0.15, 0.06, 30.0
"""Seconds without a byte after which a screen is still and a key is answered; seconds until one gives up."""
F4, F5, CTRL_END = "\x1bOS", "\x1b[15~", "\x1b[1;5F"
RUN = "import sys; from reportwizard.cli.main import main; sys.exit(main())"


class Seat:
    """A program in a pty."""

    def __init__(self, command: Sequence[str]) -> None:
        self.start = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", COLUMNS="120", LINES="40")
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.execv(command[0], list(command))
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def read(self, wait: float) -> float | None:
        """When the next bytes came, None where none came within `wait` seconds."""
        if not select.select([self.fd], [], [], wait)[0]:
            return None
        if not os.read(self.fd, 65536):
            raise SystemExit("the program has ended")
        return time.perf_counter()

    def until_still(self, quiet: float = STILL) -> float:
        """Seconds from the start to the last byte before the screen stayed still."""
        last = self.read(LIMIT)
        if last is None:
            raise SystemExit("nothing was shown")
        while (stamp := self.read(quiet)) is not None:
            last = stamp
        return last - self.start

    def key(self, character: str) -> float:
        """Seconds from a key to the last byte of its answer."""
        sent = last = time.perf_counter()
        os.write(self.fd, character.encode())
        wait = LIMIT
        while (stamp := self.read(wait)) is not None:
            last, wait = stamp, GAP
        return last - sent

    def leave(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def start_ms(command: Sequence[str]) -> float:
    seat = Seat(command)
    took = seat.until_still()
    seat.leave()
    return took * 1000


def key_ms(command: Sequence[str], keys: int, prelude: Iterable[str]) -> list[float]:
    """Digits, one after the other's answer and a while that is never the same."""
    seat = Seat(command)
    seat.until_still(0.5)
    for each in prelude:
        seat.key(each)
        while seat.read(0.4) is not None:
            pass
    chance = random.Random(1)
    took = []
    for number in range(keys + 5):
        time.sleep(GAP + chance.random() * 0.017)
        took.append(seat.key(str((number + 1) % 10)) * 1000)
    seat.leave()
    return took[5:]


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def report_with_prose(folder: Path) -> Path:
    """The sample with 4,000 characters of overview in one paragraph, and the same text alone in a file."""
    prose = (SENTENCE * 100)[:4000]
    (folder / "prose.txt").write_text(prose, encoding="utf-8")
    text = SAMPLE.read_text(encoding="utf-8")
    head, _, rest = text.partition("overview = ")
    _, _, after = rest.partition("\nproblems = ")
    path = folder / "prose.toml"
    path.write_text(f'{head}overview = "{prose}"\nproblems = {after}', encoding="utf-8")
    return path


def compare(title: str, floor: Sequence[float], ours: Sequence[float], budget: float, *, p95: bool) -> None:
    one, other = (percentile(side, 0.95) if p95 else statistics.median(side) for side in (floor, ours))
    middles = f"  (medians {statistics.median(floor):.2f}, {statistics.median(ours):.2f})" if p95 else ""
    print(f"{title:<34}{one:8.2f} ms{other:8.2f} ms{other / one:7.2f} times  (budget {budget}){middles}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--starts", type=int, default=9)
    parser.add_argument("--keys", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), options)


def measure(folder: Path, options: argparse.Namespace) -> None:
    full = Path(shutil.copy(SAMPLE, folder / "report.toml"))
    prose = report_with_prose(folder)
    floors = HERE / "floors"

    def floor(which: str, *words: str) -> list[str]:
        return [sys.executable, str(floors / f"{which}.py"), *words]

    def edit(path: Path) -> list[str]:
        for left in folder.glob(f".{path.name}*"):
            left.unlink()
        return [sys.executable, "-c", RUN, "edit", str(path)]

    print(f"{'':<34}{'floor':>8}   {'ours':>8}", flush=True)
    start_ms(edit(full)), start_ms(floor("empty"))  # compiled once
    starts = [
        (start_ms(floor("empty")), start_ms(floor("text_area")), start_ms(edit(full)))
        for _ in range(options.starts * options.rounds)
    ]
    empty, area, ours = zip(*starts, strict=True)
    compare("start, against a text area", area, ours, 1.3, p95=False)
    compare("start, against an empty program", empty, ours, 1.3, p95=False)
    pages: list[tuple[str, list[str], Path, list[str], float]] = [
        ("a digit in the matrix", floor("line_matrix"), full, [F4, F4], 1.6),
        ("the same beside the preview", floor("line_matrix"), full, [F4, F4, F5], 2.5),
        ("a key in 4,000 characters of prose", floor("text_area", str(folder / "prose.txt")), prose, [], 0.5),
        ("the same at the end of the text", floor("text_area", str(folder / "prose.txt")), prose, [CTRL_END], 0.5),
    ]
    for title, bare, path, keys, budget in pages:
        theirs: list[float] = []
        mine: list[float] = []
        prelude = keys if bare[1].endswith("text_area.py") else ()
        for _ in range(options.rounds):
            theirs += key_ms(bare, options.keys, prelude)
            mine += key_ms(edit(path), options.keys, keys)
        compare(title, theirs, mine, budget, p95=True)


if __name__ == "__main__":
    main()
