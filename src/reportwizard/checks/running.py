"""Running the rules over a report: what is found, in the order of the form, with what a person has waived marked.

The report is not changed. `check` runs all rules once and remembers nothing. `Standing` keeps what each rule found of
one report that is being written, so that a change runs only the rules that read what was changed. Invariant: when
every rule has run since what it reads was changed, the two give the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

# The families are imported for what their import does: each registers its rules, in this order.
from reportwizard.checks import arithmetic, columns, slips, values, years, years_texts  # isort: skip
from reportwizard.checks import narrative, narrative_sums, narrative_words  # isort: skip
from reportwizard.checks import form as paper  # isort: skip
from reportwizard.checks import wording, wording_years, wording_slips, wording_sections, wording_agency  # isort: skip
from reportwizard.checks import wording_marks, wording_announced, privacy, dates  # isort: skip
from reportwizard.checks.context import Context, make_context
from reportwizard.checks.finding import Finding
from reportwizard.checks.profile import DEFAULT, Profile
from reportwizard.checks.registry import EXPLANATIONS, RULES, Reads
from reportwizard.checks.waivers import mark_waived
from reportwizard.records import replace
from reportwizard.report.model import Report
from reportwizard.report.totals import Sum

if TYPE_CHECKING:
    from reportwizard.recognise.recognised import Form

FIGURES = (arithmetic, columns, slips, values, years, years_texts)
PROSE = (narrative, narrative_sums, narrative_words)
WORDING = (wording, wording_years, wording_slips, wording_sections, wording_agency, wording_marks, wording_announced)
FAMILIES = (*FIGURES, *PROSE, paper, *WORDING, privacy, dates)
"""The modules that hold the rules, in the order of their codes."""

BESIDE_LAST_YEAR = ("Y", "N", "V05")
"""How the codes begin that go by last year's report."""


def needs_previous(codes: frozenset[str] | None) -> bool:
    """Whether any of the rules has a use for last year's report, so that it is worth looking for."""
    return codes is None or any(code.startswith(BESIDE_LAST_YEAR) for code in codes)


def check(
    report: Report,
    previous: Report | None = None,
    codes: frozenset[str] | None = None,
    *,
    totals: Mapping[str, Sum] | None = None,
    form: Form | None = None,
    profile: Profile = DEFAULT,
) -> list[Finding]:
    """What the rules find in `report`, in the order of the form; `codes` limits them, None means all.

    `previous` is last year's report; rules that need it are silent without. `totals` are the report's, where they have
    been added up already. `form` is how the form looked, where the report was read from paper; `profile` is what is
    asked of a report here. Waived findings are among the result, with `waived` set; where a waiver was given for other
    values, `lapsed` is. Explanations add their hints to the findings of other rules.
    """
    context = make_context(report, previous, totals, form, profile)
    findings: list[Finding] = []
    for code, rule in RULES.items():
        if rule.function is not None and (codes is None or code in codes):
            findings += rule.function(context)
    return _told(context, findings, codes)


def _told(context: Context, findings: list[Finding], codes: frozenset[str] | None = None) -> list[Finding]:
    """The findings with their hints and their waivers, in the order of the form, as grave as the place holds them."""
    report, profile = context.report, context.profile
    if profile.ignored:
        findings = [finding for finding in findings if finding.code not in profile.ignored]
    if not findings:
        return findings
    for code, explain in EXPLANATIONS.items():
        if (codes is None or code in codes) and code not in profile.ignored:
            for finding, hint in explain(context, findings):
                finding.hints += (hint,)
    for finding in findings if profile.severities else ():
        finding.severity = profile.severities.get(finding.code, finding.severity)
    if report.waivers:
        mark_waived(context, findings)
    places = context.outline.places
    findings.sort(key=lambda found: (places.get(found.where[0], -1) if found.where else -1, *order(found)))
    return findings


def order(finding: Finding) -> tuple[int, str]:
    """The order of the findings of one place: along the text, then by code."""
    return finding.span[0] if finding.span else 0, finding.code


class Standing:
    """What each rule found of one report when it ran last."""

    def __init__(self) -> None:
        self._found: dict[str, list[Finding]] = {}

    def run(self, context: Context, *reads: Reads) -> Iterator[None]:
        """Run the rules that read any of `reads`, one rule a step; before those that read texts, the texts are read."""
        if "both" in reads:
            yield from context.read_ahead()
        for code, rule in RULES.items():
            if rule.function is not None and rule.reads in reads:
                self._found[code] = list(rule.function(context))
                yield

    def findings(self, context: Context) -> list[Finding]:
        """All that stands, explained and marked. What was told before stays as it was told."""
        return _told(context, [replace(each) for code in RULES for each in self._found.get(code, ())])

    def splice(self, place: str, start: int, removed: int, added: int) -> None:
        """In the text at `place`, `removed` characters from `start` on gave way to `added` others."""
        for code, found in self._found.items():
            self._found[code] = moved(found, place, start, removed, added)


def moved(findings: list[Finding], place: str, start: int, removed: int, added: int) -> list[Finding]:
    """The findings after a splice of the text at `place`: those behind it keep to their words, those whose words it
    touched are gone until the rules have run again. The same list where none is concerned.
    """
    end = start + removed
    if not any(each.span and each.span[1] > start and each.where[0] == place for each in findings):
        return findings
    kept: list[Finding] = []
    for each in findings:
        if each.span is None or each.where[0] != place or each.span[1] <= start:
            kept.append(each)
        elif each.span[0] >= end:
            kept.append(replace(each, span=(each.span[0] + added - removed, each.span[1] + added - removed)))
    return kept
