"""Which findings a person has given a reason for: the same rule, the same places, the same values.

A waiver whose values have changed has lapsed: it is told at the finding it was given for, and waives nothing. No
waiver is ever deleted or changed here.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportwizard.checks.context import Context, make_context
from reportwizard.checks.finding import Finding
from reportwizard.report.model import Report, Waiver
from reportwizard.report.numbers import Figure


def waiver_values(report: Report, finding: Finding) -> tuple[Figure, ...]:
    """The values that a waiver of `finding` is given for, one for each place; "" for a blank."""
    return _values(make_context(report), finding)


def mark_waived(context: Context, findings: Sequence[Finding]) -> None:
    """Set `waived` of the findings that a waiver of the report holds for, and `lapsed` of those it no longer does."""
    waivers = context.report.waivers
    by_place: dict[tuple[str, tuple[str, ...]], list[Waiver]] = {}
    for waiver in waivers:
        by_place.setdefault((waiver.code, waiver.where), []).append(waiver)
    for finding in findings:
        same = by_place.get((finding.code, finding.where))
        if same:
            values = _values(context, finding)
            finding.waived = next((waiver for waiver in same if waiver.values == values), None)
    holding = {id(finding.waived) for finding in findings if finding.waived is not None}
    codes = {waiver.code for waiver in waivers if id(waiver) not in holding}
    open_ones = [finding for finding in findings if finding.waived is None and finding.code in codes]
    for waiver in waivers if open_ones else ():
        if id(waiver) not in holding:
            _tell_lapsed(waiver, open_ones)


def _tell_lapsed(waiver: Waiver, findings: Sequence[Finding]) -> None:
    """Where the finding it was given for stands now: at the same places, else at some of them (a blank was filled)."""
    mine = [finding for finding in findings if finding.code == waiver.code and finding.lapsed is None]
    places = set(waiver.where)
    for finding in mine:
        if finding.where == waiver.where:
            finding.lapsed = waiver
            return
    for finding in mine:
        if not places.isdisjoint(finding.where):
            finding.lapsed = waiver
            return


def _values(context: Context, finding: Finding) -> tuple[Figure, ...]:
    """What the finding found: its own figure where it is about one cell, else what stands in each of its places."""
    if len(finding.where) == 1 and finding.actual is not None and finding.span is None:
        return (finding.actual,)
    return tuple(_value(context, place, finding.span) for place in finding.where)


def _value(context: Context, place: str, span: tuple[int, int] | None) -> Figure:
    """The figure of a cell; of a text the words that the finding is about, without its span all of it."""
    if place.startswith("texts."):
        text = context.report.texts.get(place[6:], "")
        return text[slice(*span)] if span else text
    number = context.number(place)
    return context.report.figures.get(place, "") if number is None else number
