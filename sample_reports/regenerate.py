"""Remakes what stands beside each sample: its exports and the findings expected of it.

    python sample_reports/regenerate.py

The TOML files are the source; look at the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path

from reportwizard.checks import check
from reportwizard.formats.registry import export
from reportwizard.report.files import open_report
from reportwizard.report.previous import find_previous
from reportwizard.typeset.findings import Checked, as_json

FOLDER = Path(__file__).parent
FORMATS = ("md", "txt", "json")


def remade(source: Path) -> dict[str, bytes]:
    """What belongs beside the sample `source`: {file name: content}."""
    report = open_report(source).report
    files = {f"{source.stem}.{name}": export(report, name) for name in FORMATS}
    findings = as_json([Checked(source.name, report, check(report, find_previous(source, report)))])
    return {**files, f"{source.stem}.findings.json": findings.encode("utf-8")}


if __name__ == "__main__":
    for sample in sorted(FOLDER.glob("*.toml")):
        for name, content in remade(sample).items():
            (FOLDER / name).write_bytes(content)
            print(name)
