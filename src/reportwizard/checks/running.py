"""Running the rules over a report: what is found, in the order of the form, with what a person has waived marked.

Nothing is remembered from one run to the next, and the report is not changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

# The families are imported for what their import does: each registers its rules, in this order.
from reportwizard.checks import arithmetic, columns, slips, values

from reportwizard.checks import form as paper  # isort: skip
from reportwizard.checks.context import make_context
from reportwizard.checks.finding import Finding
from reportwizard.checks.registry import EXPLANATIONS, RULES
from reportwizard.checks.waivers import mark_waived
from reportwizard.report.model import Report
from reportwizard.report.totals import Sum

if TYPE_CHECKING:
    from reportwizard.recognise.recognised import Form

FAMILIES = (arithmetic, columns, slips, values, paper)
"""The modules that hold the rules, in the order of their codes."""


def check(
    report: Report,
    previous: Report | None = None,
    codes: frozenset[str] | None = None,
    *,
    totals: Mapping[str, Sum] | None = None,
    form: Form | None = None,
) -> list[Finding]:
    """What the rules find in `report`, in the order of the form; `codes` limits them, None means all.

    `previous` is last year's report; rules that need it are silent without. `totals` are the report's, where they have
    been added up already. `form` is how the form looked, where the report was read from paper. Waived findings are
    among the result, with `waived` set; where a waiver was given for other values, `lapsed` is. Explanations add their
    hints to the findings of other rules.
    """
    context = make_context(report, previous, totals, form)
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
        mark_waived(context, findings)
    places = context.outline.places
    findings.sort(key=lambda found: (places.get(found.where[0], -1) if found.where else -1, *order(found)))
    return findings


def order(finding: Finding) -> tuple[int, str]:
    """The order of the findings of one place: along the text, then by code."""
    return finding.span[0] if finding.span else 0, finding.code
