"""What was read from the texts of a report, for people: every claim with its words, its subject, its cells and value.

Not whether it is right. One line a claim, a split, a share, a change and a missing number, in the order of the texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportwizard.characters import one_line
from reportwizard.claims import Change, Claim, Claims, Share, Split, read_claims
from reportwizard.claims.subjects import SUBJECTS
from reportwizard.report.model import Report
from reportwizard.report.numbers import Number, format_number

_BOUNDS = {"exact": "等于", "about": "约", "over": "不少于", "under": "不多于"}
_RELATIONS = {"of_which": "其中的一部分", "including": "包含在内的一部分", "split": "分开列的一部分"}
_BY = {
    "applicant": "按申请人",
    "channel": "按渠道",
    "outcome": "按办理结果",
    "challenge": "按复议诉讼结果",
    "": "几部分",
}
_SHOWN = 4
"""Cells named one by one; of more, only the first and how many."""


def claim_lines(report: Report) -> list[str]:
    """The lines for `check --explain`; one line says so where nothing was read."""
    claims = read_claims(report.texts, report.edition, report.year)
    lines: list[str] = []
    heading = ""
    for place, line in sorted(_lines(report, claims), key=lambda entry: entry[0]):
        here = _heading(report, place[1])
        if here != heading:
            heading = here
            lines.append(heading)
        lines.append(f"  {one_line(line)}")
    return lines or ["文字里没有读出可以与表格核对的数"]


def _lines(report: Report, claims: Claims) -> Iterator[tuple[tuple[int, str, int, int], str]]:
    order = {text: place for place, text in enumerate(report.texts)}
    for claim in claims.claims:
        yield (order[claim.text], claim.text, claim.span[0], 0), _claim(report, claim)
    for split in claims.splits:
        yield (order[split.whole.text], split.whole.text, split.span[0], 1), _split(split)
    for share in claims.shares:
        yield (order[share.text], share.text, share.span[0], 2), _share(share)
    for change in claims.changes:
        yield (order[change.text], change.text, change.span[0], 3), _change(change)
    for missing in claims.missing:
        yield (order[missing.text], missing.text, missing.span[0], 4), f"“{missing.words}”：少了数字"


def _heading(report: Report, text: str) -> str:
    return next((section.heading for section in report.edition.sections if section.id == text), "前言")


def _claim(report: Report, claim: Claim) -> str:
    name = SUBJECTS.get(claim.subject, "没有看懂说的是什么")
    year = f"（{claim.year} 年）" if claim.year != report.year else ""
    words = f"{claim.verb} {claim.words}" if claim.verb and not claim.words.startswith(claim.verb) else claim.words
    cells = _cells(report, claim) if claim.subject and not year else ""
    relation = f"；是“{claim.whole.words}”{_RELATIONS[claim.relation]}" if claim.whole and claim.relation else ""
    return f"“{words}”：{name}{year}，{_BOUNDS[claim.bound]} {format_number(claim.value)}{cells}{relation}"


def _cells(report: Report, claim: Claim) -> str:
    labels = [report.edition.cells[path].label for path in claim.paths]
    if not labels:
        return "；表中没有可直接对照的格"
    shown = " ＋ ".join(labels) if len(labels) <= _SHOWN else f"{labels[0]} 等 {len(labels)} 格之和"
    return f"；对照 {shown}"


def _split(split: Split) -> str:
    parts = "、".join(f"“{part.words}”" for part in split.parts)
    complete = "合起来应等于" if split.complete else "合起来不应超过"
    return f"{_BY[split.by]}：{parts}{complete}“{split.whole.words}”"


def _share(share: Share) -> str:
    if share.rate:
        return f"“{share.words}”：{share.rate} {_percent(share.percent)}"
    part = f"“{share.part.words}”" if share.part else "没有看懂的数"
    base = f"“{share.base.words}”" if share.base else "没有写明的总数"
    return f"“{share.words}”：{part}占{base}的 {_percent(share.percent)}"


def _change(change: Change) -> str:
    now = f"“{change.now.words}”" if change.now else "没有看懂的数"
    before = f"上年的“{change.before.words}”" if change.before else "上年的数"
    moved: Number | None = change.amount if change.percent is None else change.percent
    assert moved is not None
    size = format_number(-moved if moved < 0 else moved) + ("%" if change.percent is not None else "")
    return f"“{change.words}”：{now}比{before}{'减少' if moved < 0 else '增加'} {size}"


def _percent(value: Decimal) -> str:
    return f"{format_number(value)}%"
