"""Running the rules over a report: what is found, in the order of the form, with what a person has waived marked.

Nothing is remembered from one run to the next, and the report is not changed.
"""

from __future__ import annotations

# The families are imported for what their import does: each registers its rules, in this order.
from reportwizard.checks import arithmetic, slips, values
from reportwizard.checks.context import Context, make_context
from reportwizard.checks.finding import Finding
from reportwizard.checks.registry import EXPLANATIONS, RULES
from reportwizard.report.model import Report
from reportwizard.report.numbers import Figure

FAMILIES = (arithmetic, slips, values)
"""The modules that hold the rules, in the order of their codes."""


def check(report: Report, previous: Report | None = None, codes: frozenset[str] | None = None) -> list[Finding]:
    """What the rules find in `report`, in the order of the form; `codes` limits them, None means all.

    `previous` is last year's report; rules that need it are silent without. Waived findings are among the result,
    with `waived` set. Explanations add their hints to the findings of other rules.
    """
    context = make_context(report, previous)
    findings: list[Finding] = []
    for code, rule in RULES.items():
        if rule.function is not None and (codes is None or code in codes):
            findings += rule.function(context)
    if not findings:
        return findings
    for code, explain in EXPLANATIONS.items():
        if codes is None or code in codes:
            for finding, hint in explain(context, findings):
                finding.hints += (hint,)
    if report.waivers:
        _mark_waived(context, findings)
    places = context.outline.places
    findings.sort(key=lambda found: (places.get(found.where[0], -1) if found.where else -1, found.code))
    return findings


def waiver_values(report: Report, finding: Finding) -> tuple[Figure, ...]:
    """The values that a waiver of `finding` is given for, one for each place; "" for a blank."""
    return _values(make_context(report), finding)


def _values(context: Context, finding: Finding) -> tuple[Figure, ...]:
    """What the finding found: its own figure where it is about one place, else what stands in each of its cells."""
    if len(finding.where) == 1 and finding.actual is not None:
        return (finding.actual,)
    return tuple(_value(context, path) for path in finding.where)


def _value(context: Context, path: str) -> Figure:
    number = context.number(path)
    return context.report.figures.get(path, "") if number is None else number


def _mark_waived(context: Context, findings: list[Finding]) -> None:
    by_place = {(waiver.code, waiver.where): waiver for waiver in context.report.waivers}
    for finding in findings:
        waiver = by_place.get((finding.code, finding.where))
        if waiver is not None and waiver.values == _values(context, finding):
            finding.waived = waiver
