"""Findings for people and for programs: the output of `check` as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportwizard.characters import one_line
from reportwizard.checks import Finding, Severity, to_json
from reportwizard.report.model import Report

if TYPE_CHECKING:
    from reportwizard.recognise.recognised import Unread

_SIGNS: dict[Severity, str] = {"error": "! 错误", "warning": "? 警告", "advice": "i 建议"}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Checked:
    """One file with what was found in it, and what of it was not read."""

    file: str
    report: Report
    findings: Sequence[Finding]
    unread: Sequence[Unread] = ()

    def count(self, severity: Severity) -> int:
        """How many findings of a severity nobody has waived."""
        return sum(finding.severity == severity and finding.waived is None for finding in self.findings)


def as_json(checked: Iterable[Checked]) -> str:
    """The JSON of the contract."""
    from reportwizard.report.json import write

    checked = list(checked)
    files = [
        {
            "file": entry.file,
            "agency": entry.report.agency,
            "year": entry.report.year,
            "findings": [to_json(finding) for finding in entry.findings],
            "unread": [str(unread) for unread in entry.unread],
        }
        for entry in checked
    ]
    summary = {"files": len(files)} | {name: sum(entry.count(name) for entry in checked) for name in _SIGNS}
    return write({"files": files, "summary": summary}, "") + "\n"


def as_text(checked: Iterable[Checked]) -> str:
    """For people: by file, then by section; what is wrong, what it may be, how to put it right."""
    checked = list(checked)
    lines: list[str] = []
    for entry in checked:
        lines += [f"{one_line(entry.file)}　{one_line(entry.report.full_title)}"]
        heading = ""
        for finding in entry.findings:
            here = _heading(entry.report, finding)
            if here != heading:
                heading = here
                lines.append(f"  {heading}")
            lines += _finding(finding)
        if entry.unread:
            from reportwizard.typeset.importing import unread_line

            lines += ["  没有读入（请对照原件补填）", *(f"    × {unread_line(unread)}" for unread in entry.unread)]
        counts = [f"{entry.count(severity)} 处{name[2:]}" for severity, name in _SIGNS.items() if entry.count(severity)]
        unread = [f"{len(entry.unread)} 处没有读入"] if entry.unread else []
        lines += [f"  {'，'.join([*(counts or ['没有发现问题']), *unread])}", ""]
    if len(checked) > 1:
        total = "，".join(
            f"{sum(e.count(severity) for e in checked)} 处{name[2:]}" for severity, name in _SIGNS.items()
        )
        lines += [f"共 {len(checked)} 份报告：{total}", ""]
    return "\n".join(lines)


def _heading(report: Report, finding: Finding) -> str:
    place = finding.where[0] if finding.where else ""
    cell = report.edition.cells.get(place)
    if cell is not None:
        return cell.section.heading
    section = place.removeprefix("texts.")
    return next((entry.heading for entry in report.edition.sections if entry.id == section), "报告信息")


def _finding(finding: Finding) -> list[str]:
    sign = "- 已说明" if finding.waived else _SIGNS[finding.severity]
    lines = [f"    {sign} {finding.code} {one_line(finding.message)}"]
    lines += [f"        {hint.code} {one_line(hint.message)}" for hint in finding.hints]
    if finding.waived:
        lines.append(f"        {one_line(finding.waived.who)} 的说明：{one_line(finding.waived.why)}")
    elif finding.lapsed:
        told = f"{one_line(finding.lapsed.who)} 的说明：{one_line(finding.lapsed.why)}"
        lines.append(f"        原来的说明已失效，数已改变（{told}）")
    if finding.remedy and not finding.waived:
        lines.append(f"        改法：{one_line(finding.remedy)}")
    return lines
