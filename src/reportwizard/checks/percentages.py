"""Shares and changes recomputed from the numbers they are told with.

Right is a percentage that rounds from any numbers that the words allow (1.4万 is a range), or from those that the
cells hold where the text has them wrong: that is told elsewhere. Exact arithmetic, to half a unit of the last digit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from reportwizard.characters import one_line
from reportwizard.checks.bounds import distance, interval
from reportwizard.checks.context import Context
from reportwizard.checks.contradictions import cells_name
from reportwizard.checks.told import CODES, Paths, Told, before, flow_paths, number_before, number_of
from reportwizard.records import Record, replace
from reportwizard.report.numbers import Number, format_number

if TYPE_CHECKING:
    from reportwizard.claims.claim import Bound, Change, Claim, Share

Range: TypeAlias = "tuple[Number, Number]"
"""The least and the most."""

_SLACK = Decimal("1e-9")
_LEAST = 10
"""A part below it makes about the same percentage of many a number."""
_OF_ALL = {
    *("占", "占比", "占比为", "占比达", "占比例", "占比例为", "占到", "所占比例为"),
    *("占总数", "占总数的", "占总量", "占总量的", "占全部的"),
}
"""A share of what is not named; any other word between 占 and the number may name something else."""
_MOST_PERCENT = 100_000


class WrongPercentage(Record):
    """A percentage, or a change told as a number, that does not come of its numbers."""

    text: str
    span: tuple[int, int]
    message: str
    expected: Number
    actual: Number


def percentages(context: Context, found: Told, unsound: Collection[Claim]) -> Iterator[WrongPercentage]:
    """The shares and changes of the texts that differ from what they are computed of.

    Nothing is computed of claims that are `unsound`, for one of them is wrong, and nobody knows which.
    """
    for share in found.claims.shares:
        if (
            not share.rate
            and share.part not in unsound
            and share.base not in unsound
            and (wrong := _share(context, found, share))
        ):
            yield wrong
    amounts = {change.now: change for change in found.claims.changes if change.amount is not None}
    for change in found.claims.changes:
        wrong = _change(context, found, change, amounts.get(change.now))
        if wrong and all(_change(context, found, meant, None) for meant in _meant(found, change)):
            yield wrong


def _meant(found: Told, change: Change) -> Iterator[Change]:
    """The change as one of a number before it: 收到 150 件，结转 8 件，较上年的 120 件增长 25%."""
    now = change.now
    assert now is not None
    for other in found.by_sentence.get((now.text, now.sentence), ()):
        if other is not now and other.year == now.year and other.whole is None and other.span[1] <= change.span[0]:
            yield replace(change, now=other)


def _share(context: Context, found: Told, share: Share) -> WrongPercentage | None:
    part, base = share.part, share.base
    if part is not None and base is None and part in found.true:
        return _share_of_all(context, share, part)
    if part is None or base is None or not base.value or part.year != base.year:
        return None
    candidates = [(_range(context, part), _range(context, base))]
    parts, bases = _corrected(found, part), _corrected(found, base)
    candidates += [(a, b) for a in parts for b in bases]
    if base.subject in ("received", "handled", "concluded") or not base.subject:  # of any of them, or of all
        candidates += [(a, total) for a in ((part.value, part.value), *parts) for total in _flows(context)]
    for (low, high), (least, most) in candidates:
        if least <= 0:
            return None
        if _is_percent(share.percent, share.bound, Decimal(low) / most * 100, Decimal(high) / least * 100):
            return None
    exact = Decimal(part.value) / Decimal(base.value) * 100
    if exact > _MOST_PERCENT:
        return None  # whatever went wrong, it is not the percentage
    message = (
        f"文中“{one_line(share.words)}”，按 {format_number(part.value)} 占 {format_number(base.value)} 计算是 "
        f"{_shown(exact, share.percent)}%"
    )
    return WrongPercentage(share.text, share.span, message, _rounded(exact, share.percent), share.percent)


def _share_of_all(context: Context, share: Share, part: Claim) -> WrongPercentage | None:
    """A share of a number that is not named, of a kind of applicant or an outcome that is as the table has it.

    Only one number can be meant that nobody names: all the applications. They may be counted as received, handled or
    concluded, or those of organisations alone, or of the group that an outcome belongs to.
    """
    code = CODES.get(part.subject.partition(".")[0])
    names_nothing = share.words.strip("0123456789.%％０１２３４５６７８９．") in _OF_ALL
    if code not in ("N03", "N05") or not names_nothing or part.value < _LEAST or part.year != context.report.year:
        return None
    named = flow_paths(context, "received" if code == "N05" else "concluded")
    bases = [named, *(flow_paths(context, flow) for flow in ("received", "handled", "concluded"))]
    bases += list(_groups_around(context, part))
    values = [number_of(context, paths) for paths in bases]
    shares = [Decimal(part.value) / value * 100 for value in values if value]
    if None in values or not values[0] or abs(shares[0]) > _MOST_PERCENT:
        return None
    if share.bound != "exact" or any(_is_percent(share.percent, share.bound, exact, exact) for exact in shares):
        return None
    shown = _shown(shares[0], share.percent)
    message = (
        f"文中“{one_line(share.words)}”，按 {format_number(part.value)} 占“{cells_name(context, named)}”的 "
        f"{format_number(values[0])} 计算是 {shown}%"
    )
    return WrongPercentage(share.text, share.span, message, _rounded(shares[0], share.percent), share.percent)


def _groups_around(context: Context, part: Claim) -> Iterator[Paths]:
    """The groups of rows or columns that the cells of a claim belong to."""
    from reportwizard.claims.subjects import ORGANISATIONS

    if part.subject.startswith("applicant."):
        yield from (flow_paths(context, flow, ORGANISATIONS) for flow in ("received", "handled", "concluded"))
        return
    cell = context.cell(part.paths[0])
    for group in cell.table.row_groups:
        if group.subtotal and cell.row.id in group.members:
            yield tuple(cell.table.cell_path(row, cell.column) for row in group.members)


def _change(context: Context, found: Told, change: Change, amount: Change | None) -> WrongPercentage | None:
    """`amount` is the change of the same number that is told as a number: 增加 37 件，增长 0.26%."""
    now = change.now
    if now is None or (change.percent is None and change.amount is None):
        return None
    nows = [_range(context, now), *_corrected(found, now)]
    if change.before is not None:
        then: Number = change.before.value
        thens = [_range(context, change.before), *_corrected(found, change.before)]
    else:
        published = number_before(context, now.paths) if now.year == context.report.year else None
        thens = [] if published is None else [(published, published)]
        if amount is not None and amount is not change and amount.amount is not None and amount.bound == "exact":
            derived = now.value - amount.amount
            thens.append((derived, derived))
        if not thens:
            return None
        then = thens[0][0]
    ranges = [(a, b) for a in nows for b in thens]
    if change.percent is not None:
        return _by_percent(change, now, then, ranges)
    return _by_amount(change, now, then, ranges)


def _by_percent(change: Change, now: Claim, then: Number, ranges: list[tuple[Range, Range]]) -> WrongPercentage | None:
    percent = change.percent
    assert percent is not None
    for (low, high), (least, most) in ranges:
        if least <= 0:
            return None  # nothing grows from nothing by a percentage
        if _is_percent(percent, change.bound, (Decimal(low) / most - 1) * 100, (Decimal(high) / least - 1) * 100):
            return None
    exact = (Decimal(now.value) / Decimal(then) - 1) * 100
    if abs(exact) > _MOST_PERCENT:
        return None
    message = (
        f"文中“{one_line(change.words)}”，本年 {format_number(now.value)}，{_earlier(change)} {format_number(then)}，"
        f"计算是{'增长' if exact >= 0 else '下降'} {_shown(abs(exact), percent)}%"
    )
    return WrongPercentage(change.text, change.span, message, _rounded(exact, percent), percent)


def _by_amount(change: Change, now: Claim, then: Number, ranges: list[tuple[Range, Range]]) -> WrongPercentage | None:
    amount = change.amount
    assert amount is not None
    for (low, high), (least, most) in ranges:
        if _is_within(Decimal(amount), change.bound, Decimal(low - most), Decimal(high - least), Decimal(0)):
            return None
    exact = now.value - then
    told = f"{'增加' if exact > 0 else '减少'} {format_number(distance(now.value, then))}" if exact else "没有增减"
    message = (
        f"文中“{one_line(change.words)}”，本年 {format_number(now.value)}，{_earlier(change)} {format_number(then)}，"
        f"计算是{told}"
    )
    return WrongPercentage(change.text, change.span, message, exact, amount)


def _is_percent(percent: Decimal, bound: Bound, low: Decimal, high: Decimal) -> bool:
    exponent = percent.as_tuple().exponent
    assert isinstance(exponent, int)
    return _is_within(percent, bound, low, high, Decimal(1).scaleb(exponent) / 2)


def _is_within(told: Decimal, bound: Bound, low: Decimal, high: Decimal, leeway: Decimal) -> bool:
    """Whether what is told may be between `low` and `high`; of a decrease, what is more is further down."""
    if bound == "about":
        leeway = max(leeway * 2, abs(told) / 10, Decimal(1))
    slack = leeway + _SLACK
    if bound in ("over", "under"):
        if told < 0:
            told, low, high = -told, -high, -low
        return high >= told - slack if bound == "over" else low <= told + slack
    return low - slack <= told <= high + slack


def _range(context: Context, claim: Claim) -> Range:
    low, high = interval(claim, before(context, claim))
    return low, claim.value * 2 if high is None else high


def _corrected(found: Told, claim: Claim) -> list[Range]:
    """What the cells hold, where they contradict the claim."""
    wrong = found.wrong.get(claim)
    value = claim.value if wrong is None else wrong.value
    return [(value, value)]


def _flows(context: Context) -> Iterator[Range]:
    for flow in ("received", "handled", "concluded"):
        value = number_of(context, flow_paths(context, flow))
        if value:
            yield value, value


def _earlier(change: Change) -> str:
    return "上年报告" if change.before is None else "上年"


def _rounded(exact: Decimal, like: Decimal) -> Decimal:
    exponent = like.as_tuple().exponent
    assert isinstance(exponent, int)
    return exact.quantize(Decimal(1).scaleb(min(exponent, 0)))


def _shown(exact: Decimal, like: Decimal) -> str:
    return format_number(_rounded(exact, like))
