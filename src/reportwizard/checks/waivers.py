"""Which findings a person has given a reason for: the same rule, the same places, the same values.

The value of words in a text is what they say and where: the reason holds while their sentence stays as it is.

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
            _tell_lapsed(context, waiver, open_ones)


def idle_waivers(report: Report, findings: Sequence[Finding], codes: frozenset[str] | None = None) -> list[Waiver]:
    """The waivers that no finding needs any more; they stay in the file, should the values come back.

    `codes` are the rules that ran, None for all: what was not looked for is not said to be gone.
    """
    used = {id(waiver) for finding in findings for waiver in (finding.waived, finding.lapsed)}
    ran = [waiver for waiver in report.waivers if codes is None or waiver.code in codes]
    return [waiver for waiver in ran if id(waiver) not in used]


def _tell_lapsed(context: Context, waiver: Waiver, findings: Sequence[Finding]) -> None:
    """Where the finding it was given for stands now: at the same places, else at some of them (a blank was filled).

    Of several in one text only one about the same words, in whatever sentence, can be it.
    """
    mine = [f for f in findings if f.code == waiver.code and f.lapsed is None and _may_be_of(context, waiver, f)]
    places = set(waiver.where)
    for finding in mine:
        if finding.where == waiver.where:
            finding.lapsed = waiver
            return
    for finding in mine:
        if not places.isdisjoint(finding.where):
            finding.lapsed = waiver
            return


def _may_be_of(context: Context, waiver: Waiver, finding: Finding) -> bool:
    if finding.span is None or len(finding.where) > 1:
        return True
    words = context.report.texts.get(finding.where[0][6:], "")[slice(*finding.span)]
    return any(value == words or str(value).startswith(f"{words}：") for value in waiver.values)


def _values(context: Context, finding: Finding) -> tuple[Figure, ...]:
    """What the finding found: its own figure where it is about one cell, else what stands in each of its places."""
    if len(finding.where) == 1 and finding.actual is not None and finding.span is None:
        return (finding.actual,)
    return tuple(_value(context, place, finding.span) for place in finding.where)


def _value(context: Context, place: str, span: tuple[int, int] | None) -> Figure:
    """The figure of a cell; of a text the words that the finding is about, in their sentence; a key of the head."""
    report = context.report
    if place.startswith("texts."):
        text = report.texts.get(place[6:], "")
        return _in_sentence(text, *span) if span else text
    if "." not in place:
        return str(getattr(report, place, None) or "")
    number = context.number(place)
    return report.figures.get(place, "") if number is None else number


def _in_sentence(text: str, start: int, end: int) -> str:
    """The words from `start` to `end`, then the sentence (or sentences) around them, unless they are all of it."""
    from reportwizard.claims.prose import sentences

    words = text[start:end]
    around = [text[slice(*each)] for each in sentences(text) if each[0] < end and each[1] > start]
    sentence = "".join(around)
    return words if words == sentence else f"{words}：{sentence}"
