"""What stands beside each sample report is what the program makes of it today."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from reportwizard.checks import RULES
from reportwizard.report import toml
from reportwizard.report.files import open_report

FOLDER = Path(__file__).parents[2] / "sample_reports"
SAMPLES = sorted(FOLDER.glob("*.toml"))


@pytest.fixture(scope="module")
def regenerate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("regenerate", FOLDER / "regenerate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NOT_OF_A_FILE = {"W11"}
"""Rules that ask for what only a place's own settings ask."""


def test_there_are_nine() -> None:
    assert [sample.stem for sample in SAMPLES] == [
        "copied-2024",
        "copied-2025",
        "hangzhou-2025",
        "planted-errors-2024",
        "planted-errors-2025",
        "shanghai-office-2019",
        "shanyang-2025",
        "unfinished-2024",
        "unfinished-2025",
    ]


def findings(name: str) -> list[dict[str, Any]]:
    """What stands beside a sample."""
    told = json.loads((FOLDER / f"{name}.findings.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = told["files"][0]["findings"]
    return found


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_exports_and_findings_are_current(sample: Path, regenerate: ModuleType) -> None:
    for name, content in regenerate.remade(sample).items():
        assert (FOLDER / name).read_bytes().replace(b"\r\n", b"\n") == content, f"{name}: run regenerate.py and look"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_the_toml_is_canonical(sample: Path) -> None:
    opened = open_report(sample)
    assert toml.dumps(opened.report) == opened.source


def test_the_planted_errors_show_every_rule_that_a_file_of_ours_can_break() -> None:
    codes: set[str] = set()
    for name in ("planted-errors-2025", "copied-2025", "unfinished-2025"):
        found = findings(name)
        codes |= {finding["code"] for finding in found}
        codes |= {hint["code"] for finding in found for hint in finding["hints"]}
    of_ours = {code for code in RULES if not code.startswith("F")}  # family F is of documents on paper
    assert codes == of_ours - NOT_OF_A_FILE


@pytest.mark.parametrize("name", ["hangzhou-2025", "planted-errors-2024", "copied-2024", "unfinished-2024"])
def test_a_clean_report_has_no_findings(name: str) -> None:
    assert findings(name) == []


def test_the_column_that_was_not_printed_is_blank_and_not_zero() -> None:
    report = open_report(FOLDER / "shanyang-2025.toml").report
    blank = [path for path, cell in report.edition.cells.items() if not cell.computed and path not in report.figures]
    assert len(blank) == 24
    assert {report.edition.cells[path].column.id for path in blank} == {"other"}
