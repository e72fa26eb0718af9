"""What a title says: that it is one, whose report it is, and of which year; and the same where running text says it.

Knows single texts, nothing of where they stand. Invariant: what a text does not say plainly is not said here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from reportwizard.editions.loading import edition_ids, load_edition
from reportwizard.recognise.plain import even, squeeze

LONGEST = 80
"""Characters of the longest title."""

_CORE = re.compile(
    r"(?:政府信息|政务信息|政务|信息)(?:(?:与|和|及|暨)?政务)?公开(?:工作)?的?(?:情况)?的?(?:年度|年)?的?(?:工作)?(?:情况)?的?(?:报告|年报|总结)"
)
_SENTENCE = re.compile(
    r"[。;！!?>»›→]|^(?:现将|根据|按照|依据|依照|为|本报告|本年度报告|附件|上一篇|下一篇|当前位置|您(?:现)?在)"
)
_REMARK = re.compile(r"[(\[【〔][^()]*[)\]】〕]$")
_NOTICE = re.compile(r"的(?:公告|通知|公示|函)$")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)\s*(?:年度?)?")
_YEARLY = re.compile(r"(?<!\d)(20\d\d)\s*年")
_BROKEN = re.compile(r"\d+\s*年?度?")
_ABOUT = re.compile(r"^关于(?:印发|公布|发布|报送|做好|编制)?|关于$")
_AGENCY = re.compile(
    r".{1,28}(?:政府|办公室|办公厅|[局委厅部院署办会队所站处库馆台社行镇乡]|街道|中心|公司|集团|学校|大学|学院|开发区|园区|管委会|[省市县区州盟旗])(?:[(].*[)])?"
)
_PERIOD = re.compile(
    r"(?<!\d)(20\d\d)\s*年\s*1\s*月\s*1\s*日\s*(?:起|开始)?\s*(?:[,，]?\s*(?:至|到|截止|截至|止于)|[-—–~～]+)\s*(?:(20\d\d)|同|当|本)?\s*年?\s*12\s*月\s*31\s*日"
)
_MADE_BY = re.compile(r"本(?:年度)?报告由(.{2,30}?)(?:按照|根据|依据|编制|编写|组织|负责)")
_HEREBY = re.compile(r"(?:现将|现公布|现向社会公布|公布)(.{0,30}?)(20\d\d)\s*年度?(.{0,30}?)(?:政府信息|政务|信息)公开")


class Title(NamedTuple):
    """A title on one line, as printed, and what it says; "" and None where it does not."""

    text: str
    agency: str = ""
    year: int | None = None


def is_title(text: str) -> bool:
    """Whether a line by itself is a report's title, or ends one."""
    plain = squeeze(even(text))
    return len(plain) <= LONGEST and _SENTENCE.search(plain) is None and _CORE.fullmatch(_tail(plain)) is not None


def is_only_remark(text: str) -> bool:
    """Whether a line is but a remark in brackets."""
    return not _REMARK.sub("", squeeze(even(text)))


def _tail(plain: str) -> str:
    """A title from its core on, without a remark in brackets or quotes around it."""
    plain = _NOTICE.sub("", _REMARK.sub("", plain)).rstrip('》"”')
    return plain[found.start() :] if (found := _core(plain)) else ""


def _core(plain: str) -> re.Match[str] | None:
    """Where a title says what it is the title of: the last such words."""
    return max(_CORE.finditer(plain), key=lambda match: match.start(), default=None)


def read_title(text: str) -> Title:
    """What a title says. The statutory form gives the agency to the letter; any other without its spaces."""
    statutory = _statutory(text)
    if statutory:
        return statutory
    bare = squeeze(text)
    plain = even(bare)
    core = _core(plain)
    end = core.start() if core else len(plain)
    before, behind = plain[:end], plain[core.end() :] if core else ""
    years = [int(match.group(1)) for match in _YEAR.finditer(before)]
    year = years[-1] if years else year_line(behind)
    return Title(" ".join(text.split()), _agency(bare[:end], before) if core else "", year)


def _statutory(text: str) -> Title | None:
    for edition in map(load_edition, edition_ids()):
        before, between, behind = re.split(r"\{agency\}|\{year\}", edition.title)
        found = re.fullmatch(f"{re.escape(before)}(.*){re.escape(between)}(20\\d\\d){re.escape(behind)}", text)
        if found and not _YEAR.search(found.group(1)) and not found.group(1)[-1:].isdigit():
            agency = found.group(1)
            if agency == agency.strip() and not agency.startswith("关于"):
                return Title(text, agency, int(found.group(2)))
    return None


def _agency(bare: str, plain: str) -> str:
    """What is left of the words before the core when years, 关于 and marks are taken away."""
    keep = [True] * len(plain)
    for pattern in (_YEAR, _BROKEN):
        for match in pattern.finditer(plain):
            keep[match.start() : match.end()] = [False] * (match.end() - match.start())
    left = "".join(sign for sign, kept in zip(bare, keep, strict=True) if kept)
    left = _ABOUT.sub("", _ABOUT.sub("", left)).strip('《“"”年度的,，、·-—_:： ')
    return left if len(left) <= LONGEST // 2 else ""


def is_agency(text: str) -> bool:
    """Whether a line looks like the name of an agency, and nothing else."""
    plain = squeeze(even(text))
    return _AGENCY.fullmatch(plain) is not None and re.search(r"[,.;:。、!?>|]", plain) is None


def year_line(text: str) -> int | None:
    """The year that a line is, alone, in brackets or not: 2025年度, （2025年）; None for any other line."""
    match = re.fullmatch(r"[(\[【〔]?(20\d\d)年?度?[)\]】〕]?", squeeze(even(text)))
    return int(match.group(1)) if match else None


def years_in(text: str) -> set[int]:
    """The years that a text names, as 2025年."""
    return {int(match.group(1)) for match in _YEARLY.finditer(even(text))}


def period_years(texts: Iterable[str]) -> set[int]:
    """The years of the periods that run from 1 January to 31 December."""
    found: set[int] = set()
    for text in texts:
        for match in _PERIOD.finditer(even(text)):
            if match.group(2) in (None, match.group(1)):
                found.add(int(match.group(1)))
    return found


def maker(text: str) -> tuple[str, int | None]:
    """The agency and the year that a preface names: 本报告由…编制, 现将…2025年度政府信息公开…公布."""
    plain = even(text)
    agency, year = "", None
    match = _HEREBY.search(plain)
    if match:
        year = int(match.group(2))
        names = [text[match.start(group) : match.end(group)].strip(" ,，的") for group in (1, 3)]
        agency = next((name for name in names if is_agency(name)), "")
    made = _MADE_BY.search(plain)
    if made:
        name = text[made.start(1) : made.end(1)].strip(" ,，")
        agency = name if is_agency(name) else agency
    return agency, year
