"""What a check costs, as ratios: figures in milliseconds change with the machine, ratios hardly.

    python benchmarks/check.py [REPORT.toml]

1. All rules on a report in memory, against tomli parsing the report's own file (budget: 2).
2. All rules on the same report with 10,000 characters of prose and last year's report beside it, in CPU time, every
   text read anew (budget: 10 ms).
3. `reportwizard check FILE` as a whole process, cold, against a Python that only parses the file (budget: 3).
   Both start as an installed command does: by its two lines, every module already compiled.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import tomli
from prose import prose

from reportwizard.checks import check
from reportwizard.claims.reading import remembered
from reportwizard.report.files import open_report
from reportwizard.report.model import Report

SAMPLE = Path(__file__).parents[1] / "sample_reports" / "hangzhou-2025.toml"
BARE = "import sys, tomli; tomli.loads(open(sys.argv[1], encoding='utf-8').read())"
COMMAND = "import sys; from reportwizard.cli.main import main; sys.exit(main())"


def median_ms(action: Callable[[], object], times: int) -> float:
    """The median of `times` runs, in milliseconds."""
    runs = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        runs.append((time.perf_counter() - start) * 1000)
    return statistics.median(runs)


def prose_ms(report: Report, times: int = 60) -> tuple[int, float, float]:
    """Characters and numbers aside: the length of the prose, and the CPU time of all rules, median and worst tenth."""
    report, last = deepcopy(report), deepcopy(report)
    report.texts |= prose()
    last.year, last.texts = report.year - 1, last.texts | prose(500)
    runs = []
    for _ in range(times):
        remembered.cache_clear()
        start = time.process_time_ns()
        check(report, last)
        runs.append((time.process_time_ns() - start) / 1e6)
    return sum(map(len, report.texts.values())), statistics.median(runs), sorted(runs)[-times // 10]


def main() -> None:
    """Measure and print."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    text = path.read_text(encoding="utf-8")
    report = open_report(path).report
    parse, rules = median_ms(lambda: tomli.loads(text), 200), median_ms(lambda: check(report), 200)
    print(f"all rules {rules:.3f} ms, tomli.loads {parse:.3f} ms: {rules / parse:.2f} times (budget 2)")

    length, median, slow = prose_ms(report)
    print(f"all rules on {length:,} characters of prose {median:.2f} ms of CPU, p90 {slow:.2f} (budget 10)")

    bare = [sys.executable, "-c", BARE, str(path)]
    whole = [sys.executable, "-c", COMMAND, "check", str(path)]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else each start would compile every module again
        cold_ms(bare, environment), cold_ms(whole, environment)  # compiled once, as pip does when it installs
        pairs = [(cold_ms(bare, environment), cold_ms(whole, environment)) for _ in range(41)]
    bare_ms, whole_ms = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"check FILE {whole_ms:.1f} ms, a bare parse {bare_ms:.1f} ms: {whole_ms / bare_ms:.2f} times (budget 3)")


def cold_ms(command: list[str], environment: dict[str, str]) -> float:
    """One run of a new process, in milliseconds; a status of 1 is findings, anything above is no measurement."""
    start = time.perf_counter()
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    took = (time.perf_counter() - start) * 1000
    if done.returncode > 1:
        raise SystemExit(f"{command[-2]} ended with {done.returncode}")
    return took


if __name__ == "__main__":
    main()
