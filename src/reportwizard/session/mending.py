"""From a finding to the changes that a person wants for it: a proposal accepted, a reason given, renewed, withdrawn.

Pure: a report and a finding in, changes out. Whoever makes the changes journals them, and can undo them.
"""

from __future__ import annotations

from datetime import date

from reportwizard.characters import one_line
from reportwizard.checks import Finding, idle_waivers, waiver_values
from reportwizard.records import replace
from reportwizard.report.model import Report, Waiver
from reportwizard.report.numbers import format_figure, format_number
from reportwizard.session.changes import Change, Set, Waive


def accepting(report: Report, finding: Finding) -> tuple[list[Change], str]:
    """The changes that take over what the finding proposes, and what they do in Chinese; none without a proposal.

    A total is never written: where it is the total that is wrong, the one that the file states is given up.
    """
    changes: list[Change] = []
    told: list[str] = []
    for path, number in finding.proposed:
        cell = report.edition.cells[path]
        address = f"stated.{path}" if cell.computed else path
        before = (report.stated if cell.computed else report.figures).get(path)
        changes.append(Set(address, before, None if cell.computed else number))
        told.append(f"{cell.label}：{one_line(format_figure(before)) or '空'} → {format_number(number)}")
    return changes, "；".join(told)


def waiving(report: Report, finding: Finding, *, who: str, why: str, when: date | None) -> list[Change]:
    """The change that leaves the finding as it is for a reason; a waiver that it has, holding or lapsed, is renewed."""
    given = Waiver(finding.code, finding.where, who, when, why, waiver_values(report, finding))
    at, before = _given(report, finding)
    after = replace(given, extra=before.extra) if before else given
    return [Waive(at, before, after)] if after != before else []


def withdrawing(report: Report, finding: Finding) -> list[Change]:
    """The change that takes the finding's waiver away, holding or lapsed; none where it has none."""
    at, before = _given(report, finding)
    return [Waive(at, before, None)] if before else []


def last_signer(report: Report) -> str:
    """Who gave the report's last reason; empty where there is none."""
    return report.waivers[-1].who if report.waivers else ""


def dropping(report: Report, findings: list[Finding]) -> list[Change]:
    """The changes that take those waivers away: the last first, so that the places of the others stay."""
    idle = {id(waiver) for waiver in idle_waivers(report, findings)}
    numbered = list(enumerate(report.waivers))
    return [Waive(at, waiver, None) for at, waiver in reversed(numbered) if id(waiver) in idle]


def _given(report: Report, finding: Finding) -> tuple[int, Waiver | None]:
    """The finding's waiver with its place among the report's; where it has none (any more), the place of a new one."""
    wanted = finding.waived or finding.lapsed
    for at, waiver in enumerate(report.waivers):
        if waiver is wanted:
            return at, waiver
    return len(report.waivers), None
