"""Family N, second part: the text against itself. What must balance or add up, and what is recomputed.

One cause, one finding: where a number is wrong by the cells, the rules of claims speak of it, and here it counts as
what the cells hold; only what does not add up even then is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportwizard.checks.bounds import distance, interval
from reportwizard.checks.context import Context
from reportwizard.checks.contradictions import contradictions, shown
from reportwizard.checks.finding import Finding
from reportwizard.checks.percentages import percentages
from reportwizard.checks.phrases import more_or_less
from reportwizard.checks.registry import rule
from reportwizard.checks.told import CODES, IN_TIME, Told, before, flow_paths, number_of, told
from reportwizard.checks.unit_slips import meant_of
from reportwizard.report.numbers import Number, format_number

if TYPE_CHECKING:
    from reportwizard.claims.claim import Claim, Split

_FOUR = ("received", "carried_over", "concluded", "carried_forward")
_DISJOINT = ("applicant", "channel", "outcome", "challenge")
_MOST_TERMS = 6


@rule("N04", "text-unbalanced", "error", reads="both")
def text_unbalanced(context: Context) -> Iterator[Finding]:
    """文中的四个数不平衡

    检查：文中自己写的新收、上年结转、办结、结转下年度四个数，前两个之和是否等于后两个之和；
    其中有与表不符的，由 N01、N02 指出，这里不再重复；四个数都与表相同的，由 A01 指出。
    理由：每件申请要么在年内办结，要么结转下年度，文中的四个数也应平衡。
    改法：核对四个数，改正写错的一个。
    依据：报告格式第三部分表内注明的勾稽关系（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）；
    用于文字是实务中的做法。
    """
    found = told(context)
    for claims in _fours(found):
        received, carried_over, concluded, forward = claims
        included = carried_over.whole is received
        left = received.value if included else received.value + carried_over.value
        right = concluded.value + forward.value
        if left == right or any(claim in found.wrong for claim in claims):
            continue
        if all(claim in found.true for claim in claims):
            continue
        terms = format_number(received.value) + ("" if included else f" ＋ {format_number(carried_over.value)}")
        yield Finding(
            "N04",
            "error",
            (f"texts.{received.text}",),
            f"文中收到和上年结转 {terms}{'' if included else f' ＝ {format_number(left)}'}，"
            f"办结和结转下年度 {format_number(concluded.value)} ＋ {format_number(forward.value)} ＝ "
            f"{format_number(right)}，后者{more_or_less(right - left)}",
            "核对文中的四个数，改正写错的一个",
            left,
            right,
            _span(claims),
        )


@rule("N05", "split-differs", "error", reads="both")
def split_differs(context: Context) -> Iterator[Finding]:
    """分类之和与总数不符

    检查：文中按申请方式、按申请人等分列、而且写明是全部的，各部分之和是否等于总数；各类申请人的件数，还与表中相应的一列核对。
    只说其中一部分的，之和可以小于总数。
    理由：分列的各部分就是全部，相加不等于总数，必有一个写错。
    改法：核对总数和各部分，改正写错的一个。
    依据：由算术推出；按申请人分列的，依报告格式第三部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）。
    """
    yield from contradictions(context, "N05")
    for whole, parts in _unequal(told(context)):
        total: Number = sum(part.value for part in parts)
        yield Finding(
            "N05",
            "error",
            (f"texts.{whole.text}", *whole.paths),
            f"文中各部分 {_terms(parts)} {format_number(total)}，总数“{shown(context, whole)}”，"
            f"相加比总数{more_or_less(total - whole.value)}",
            "核对总数和各部分，改正写错的一个",
            whole.value,
            total,
            _span(parts),
        )


@rule("N06", "parts-exceed-whole", "error", reads="both")
def parts_exceed_whole(context: Context) -> Iterator[Finding]:
    """其中的数大于总数

    检查：“其中”“含”之后的数是否大于总数；同一种分法（申请方式、申请人、办理结果）的几个数，之和是否大于总数。
    理由：其中的一部分不会比总数还大，必有一个写错。
    改法：核对总数和其中的各数，改正写错的一个。
    依据：由算术推出，读自已公开的报告。
    """
    for whole, parts in _exceeding(context, told(context)):
        total: Number = sum(part.value for part in parts)
        several = len(parts) > 1
        said = f"其中各数 {_terms(parts)} {format_number(total)}" if several else f"“{shown(context, parts[0])}”"
        yield Finding(
            "N06",
            "error",
            (f"texts.{whole.text}", *whole.paths),
            f"文中{said}，比总数“{shown(context, whole)}”{more_or_less(total - whole.value)}",
            "核对总数和其中的各数，改正写错的一个",
            whole.value,
            total,
            _span(parts),
        )


@rule("N07", "percentage-differs", "warning", reads="both")
def percentage_differs(context: Context) -> Iterator[Finding]:
    """百分比、增减数与所据的数不符

    检查：占比、同比增减的百分比和件数，按文中写在一起的数重新计算，是否相差超过末位的半个单位；
    文中没有写上年数的，用上年报告的数计算；上年报告不在的不作判断。
    理由：百分比是读者最容易验算的数，算错了会让人怀疑其他数据。
    改法：按核对后的数重新计算，四舍五入到所写的位数。
    依据：由算术推出，读自已公开的报告。
    """
    found = told(context)
    unsound = {claim for whole, parts in (*_unequal(found), *_exceeding(context, found)) for claim in (whole, *parts)}
    for wrong in percentages(context, found, unsound):
        yield Finding(
            "N07",
            "warning",
            (f"texts.{wrong.text}",),
            wrong.message,
            "核对所据的数，重新计算，四舍五入到所写的位数",
            wrong.expected,
            wrong.actual,
            wrong.span,
        )


def _fours(found: Told) -> Iterator[tuple[Claim, Claim, Claim, Claim]]:
    """The four numbers that one text gives for one year, where it gives each of them once, and exactly."""
    by_place: dict[tuple[str, int], dict[str, list[Claim]]] = {}
    for claim in found.claims.claims:
        if claim.subject in _FOUR:
            by_place.setdefault((claim.text, claim.year), {}).setdefault(claim.subject, []).append(claim)
    for claims in by_place.values():
        first = [claims[subject][0] for subject in _FOUR if subject in claims]
        if len(first) != len(_FOUR):
            continue
        everywhere = [claim for subject in _FOUR for claim in claims[subject]]
        same = all(claim.value == claims[claim.subject][0].value for claim in everywhere)
        exact = all(claim.bound == "exact" and claim.step == 1 and claim.paths for claim in first)
        if same and exact and not any(claim.verb.startswith(IN_TIME) for claim in first):
            yield first[0], first[1], first[2], first[3]


def _unequal(found: Told) -> Iterator[tuple[Claim, Sequence[Claim]]]:
    """The wholes whose parts are all there is, and do not add up to it."""
    for split in found.claims.splits:
        whole, parts = split.whole, split.parts
        if not split.complete or meant_of(split) is not None or not _same_unit(split):
            continue
        if any(claim.bound != "exact" for claim in (whole, *parts)):
            continue
        total: Number = sum(part.value for part in parts)
        leeway = sum(claim.step for claim in (whole, *parts) if claim.step != 1)
        unequal = _differs(total, whole.value, leeway) and _differs(*_corrected(found, whole, parts), leeway)
        if unequal and not _hold(found, whole, parts):
            yield whole, parts


def _exceeding(context: Context, found: Told) -> Iterator[tuple[Claim, Sequence[Claim]]]:
    """The wholes that are less than parts of them; of one way of telling apart, than all the parts together."""
    split_up = {part for split in found.claims.splits for part in split.parts}
    groups: list[tuple[Claim, Sequence[Claim]]] = []
    for split in found.claims.splits:
        if split.complete or meant_of(split) is not None or not _same_unit(split):
            continue
        own = [part for part in split.parts if part.whole in (None, split.whole)]
        together = split.by in _DISJOINT or _is_one_list(context, split.whole, own)
        groups += [(split.whole, own)] if together else [(split.whole, [part]) for part in own]
    for whole, told_of in found.parts.items():
        groups += [(whole, [part]) for part in told_of if part not in split_up]
    for whole, parts in groups:
        if parts and _exceeds(context, found, whole, parts):
            yield whole, parts


def _is_one_list(context: Context, whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether parts that are told apart by nothing known are one list (动态 5 条、公告 3 条) of what cannot overlap."""
    text = context.report.texts[whole.text]
    listed = all(text[part.span[1] : part.span[1] + 1] == "、" for part in parts[:-1])
    return len(parts) > 1 and listed and "涉" not in text[whole.span[1] : parts[-1].span[0]]


def _exceeds(context: Context, found: Told, whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether even the least that the parts mean is more than the most that the whole means."""
    if len(parts) == 1 and parts[0] in found.wrong:
        return False
    if whole.year != parts[0].year or (not whole.subject and whole.sentence != parts[0].sentence):
        return False  # what 其中 of the next sentence is said of is known only of a whole that is
    if not whole.subject and _unit(whole) != _unit(parts[0]):
        return False  # 案例12个（全年接听求助21344件）: things that have no name are told apart by their measure words
    least: Number = sum(interval(part, before(context, part))[0] for part in parts)
    most = interval(whole, before(context, whole))[1]
    if most is None or least <= most:
        return False
    corrected, most = _corrected(found, whole, parts)
    return corrected > most and not _hold(found, whole, parts) and not _may_include_carried(context, whole, parts)


def _may_include_carried(context: Context, whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the parts are what became of applications, and may count those carried over that the whole does not."""
    if whole.subject != "received" or CODES.get(parts[0].subject.partition(".")[0]) not in ("N02", "N03"):
        return False
    carried_over = number_of(context, flow_paths(context, "carried_over"))
    return carried_over is None or sum(part.value for part in parts) <= whole.value + carried_over


def _hold(found: Told, whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether all of it is what the cells hold, in rows that need not add up: outcomes of more than was received."""
    return whole.subject in ("received", "handled") and all(claim in found.true for claim in (whole, *parts))


def _corrected(found: Told, whole: Claim, parts: Sequence[Claim]) -> tuple[Number, Number]:
    """The sum of the parts and the whole, with what the cells hold in the place of what they contradict."""
    return sum(_value(found, part) for part in parts), _value(found, whole)


def _value(found: Told, claim: Claim) -> Number:
    """What the cells hold where they contradict the claim, else what it says."""
    wrong = found.wrong.get(claim)
    return wrong.value if wrong is not None else claim.value


def _differs(one: Number, other: Number, leeway: Number) -> bool:
    return distance(one, other) >= leeway if leeway else one != other


def _same_unit(split: Split) -> bool:
    """Whether its numbers can be added: kinds of applicants, ways and outcomes are counted in one thing by any word."""
    if split.by in ("applicant", "outcome", "challenge"):
        return True
    return len({_unit(claim) for claim in (split.whole, *split.parts)}) == 1


def _unit(claim: Claim) -> str:
    return claim.unit.lstrip("百千万亿")


def _terms(parts: Sequence[Claim]) -> str:
    if len(parts) > _MOST_TERMS:
        return "相加为"
    return " ＋ ".join(format_number(part.value) for part in parts) + " ＝"


def _span(claims: Sequence[Claim]) -> tuple[int, int]:
    return min(claim.span[0] for claim in claims), max(claim.span[1] for claim in claims)
