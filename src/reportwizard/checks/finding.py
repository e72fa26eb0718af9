"""A finding: one thing that a check found, where it stands and what to do about it.

Not how it is shown: `typeset`, the screen and the command line do that. Messages and remedies are plain Chinese
without closing full stops, cells named by their statutory labels; `where` holds cell paths, or texts.<id>.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from reportwizard.records import Record
from reportwizard.report.model import Waiver
from reportwizard.report.numbers import Figure, Number

Severity = Literal["error", "warning", "advice"]
"""error: contradicts the form, the regulation or arithmetic; warning: very likely wrong; advice: good practice."""


Proposal: TypeAlias = "tuple[tuple[str, Number], ...]"
"""The figures that would mend a finding, by path: one plain candidate, or none. A total's is its computed sum."""


class Hint(Record, eq=True):
    """What probably lies behind a finding. Never counted, never a finding of its own."""

    code: str
    message: str
    where: tuple[str, ...]
    proposal: Proposal = ()


class Finding(Record, frozen=False, eq=True):
    """One finding. `span` is [start, end) in characters of the text that `where` names, None for cells."""

    code: str
    severity: Severity
    where: tuple[str, ...]
    message: str
    remedy: str
    expected: Number | str | None = None
    actual: Figure | None = None
    span: tuple[int, int] | None = None
    hints: tuple[Hint, ...] = ()
    waived: Waiver | None = None
    lapsed: Waiver | None = None
    """A waiver that was given for this finding while other values stood there."""
    proposal: Proposal = ()

    @property
    def proposed(self) -> Proposal:
        """What may be accepted as it stands: the finding's own proposal, or that of its only hint that has one."""
        found = [proposal for proposal in (self.proposal, *(hint.proposal for hint in self.hints)) if proposal]
        return found[0] if len(found) == 1 else ()


def to_json(finding: Finding) -> dict[str, Any]:
    """The finding as plain data; amounts stay Decimal, which `report.json.write` puts down digit by digit."""
    waiver = finding.waived
    return {
        "code": finding.code,
        "severity": finding.severity,
        "where": list(finding.where),
        "message": finding.message,
        "remedy": finding.remedy,
        "span": None if finding.span is None else list(finding.span),
        "expected": finding.expected,
        "actual": finding.actual,
        "hints": [{"code": h.code, "message": h.message, "where": list(h.where)} for h in finding.hints],
        "waived": None if waiver is None else _waiver_to_json(waiver),
    }


def _waiver_to_json(waiver: Waiver) -> dict[str, Any]:
    return {"who": waiver.who, "when": waiver.when.isoformat() if waiver.when else None, "why": waiver.why}
