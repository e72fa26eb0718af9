"""Family W, the agency: another place or office as the subject, left in from a copied text.

Only the plainest cases: a paragraph that opens with a name and goes on to what its bearer did. Who is merely
mentioned, stands above or below the agency, or may be the agency by a shorter name, is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportwizard.checks.agencies import Name, kin_offices, other_place, parse
from reportwizard.checks.context import Context
from reportwizard.checks.finding import Finding
from reportwizard.checks.phrases import quote
from reportwizard.checks.prose import Prose, texts, vocabulary
from reportwizard.checks.registry import rule

if TYPE_CHECKING:
    from reportwizard.claims.claim import Span

_REACH = 50
"""How far into a paragraph its subject is looked for."""
_DOINGS = vocabulary(
    "认真 坚持 始终 高度重视 严格 深入 积极 切实 全面 紧紧 紧扣 持续 扎实 不断 大力 着力 充分 贯彻 落实 围绕 聚焦 "
    "依法 依据 依照 按照 根据 以习近平 共收到 共受理 主动公开 未收到 没有收到 新收 收到 受理 进一步 开展 在市委 "
    "在县委 在区委 在省委"
)
"""What follows a subject."""
_OFFICES = vocabulary(
    "人民政府办公室 人民政府办公厅 人民政府 政府办公室 政府办公厅 政府 街道办事处 办事处 委员会 管委会 办公室 "
    "中心 局 厅 委"
)
_GENERIC = "省市县区州镇乡我本"
_TIMES = vocabulary("年度 年 今年 本年度 本年 一年来")
_LONGEST_OFFICE = 20
_CITY = "市"
"""A county-level city is a 市 in a 市: in the midst of a text it may well be spoken of."""


@rule("W12", "other-agency", "warning", "texts")
def other_agency(context: Context) -> Iterator[Finding]:
    """主语是别的地方或单位

    检查：各段开头作主语的地名、单位名，是不是另一个同级的地方；第一句的主语，是不是同一地方的另一个部门。
    上级、下级、简称和只是提到的单位都不算，分不清的不作判断。
    理由：借用其他单位的报告作底稿，漏改一处单位名称，公布后十分难堪。
    改法：改为本单位的名称，并逐句核对这一段是不是本单位的工作。
    依据：实务经验：公布的报告中发现过。
    """
    whole = "".join(context.report.agency.split())
    agency = parse(whole)
    told: set[str] = set()
    for name, prose in texts(context) if whole else ():
        for number, (start, end) in enumerate(_openings(prose)):
            first = not number and name in ("preface", "overview")
            span = _stranger(prose.text, start, end, agency, whole, first)
            words = prose.text[slice(*span)] if span else ""
            if span and words not in told:
                told.add(words)
                message = f"主语是{quote(words)}，本报告的单位是{quote(whole)}"
                remedy = "是沿用的文字就改为本单位的名称，并核对这一段是不是本单位的工作；确实说的是它，写明理由保留"
                yield Finding("W12", "warning", (f"texts.{name}",), message, remedy, whole, words, span)


def _openings(prose: Prose) -> Iterator[Span]:
    """Where the paragraphs begin to speak: after their headings, where they begin with one."""
    headings = dict(prose.headings)
    at = 0
    for line in prose.text.split("\n"):
        start = at + len(line) - len(line.lstrip())
        end = at + len(line)
        if start < end:
            begin = headings.get(start, start)
            yield (begin + 1 if begin != start else start), end
        at += len(line) + 1


def _stranger(text: str, start: int, end: int, agency: Name, whole: str, first: bool) -> Span | None:
    """The subject of a paragraph where it is another place or office than the agency."""
    begin = _after_year(text, start, min(end, start + _REACH))
    head = text[begin : min(end, begin + _REACH)]
    stops = sorted({at for word in _DOINGS if (at := head.find(word)) > 0})
    words, name = next(((head[:at], name) for at in stops if (name := _bearer(head[:at]))), ("", None))
    if name is None or words in whole:
        return None
    span = begin, begin + len(words)
    if place := other_place(name, agency, whole):
        return span if first or not place.endswith(_CITY) else None
    if not first or not name.office or name.office in (words, "政府") or not agency.office:
        return None
    return None if kin_offices(name.office, agency.office) else span


def _bearer(words: str) -> Name | None:
    """Places, or a short word for one's own, and an office, if the words are made of nothing else."""
    if not words.isalpha():
        return None
    name = parse(words)
    if not name.places:
        name = Name((), words[1:] if words[0] in _GENERIC else words)
    whole = name.office.endswith(_OFFICES) or (name.places and not name.office)
    return name if whole and len(name.office) <= _LONGEST_OFFICE else None


def _after_year(text: str, start: int, end: int) -> int:
    """Where a paragraph goes on after 2025年， or 今年， at its beginning."""
    at = start
    while at < end and (text[at].isdecimal() or text[at].isspace()):
        at += 1
    for word in _TIMES:
        if text.startswith(word, at):
            at += len(word)
            break
    return at + 1 if text[at : at + 1] in ("，", ",") else at
