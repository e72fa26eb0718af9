"""A few rounds of `tests/kill.py`: the real program, killed while it is typed into."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from kill import Trial, small_disk


def test_no_kill_loses_what_was_seen(tmp_path: Path) -> None:
    trial = Trial(tmp_path, random.Random(5))
    for _ in range(6):
        trial.round()
    assert trial.faults == []
    assert trial.counts["keys that came back"] > 100


def test_no_kill_on_a_full_disk_loses_what_was_not_told_as_unsafe() -> None:
    with small_disk() as folder:
        if folder is None:
            pytest.skip("mounting a small disk needs root on Linux")
        trial = Trial(folder, random.Random(6), full=True)
        for _ in range(4):
            trial.round()
    assert trial.faults == []
    assert trial.counts["full disks"] == 4
