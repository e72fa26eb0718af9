"""Family W, the head: whose report it is, and what its title says. The rest of the family reads the texts:
`wording_years`, `wording_slips`, `wording_sections`, `wording_agency`, `wording_marks` and `wording_announced`.

The family is about words, not about what prose says of figures. A title is looked at only where a person gave one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportwizard.checks.agencies import other_place, parse, same_office
from reportwizard.checks.context import Context
from reportwizard.checks.finding import Finding, Severity
from reportwizard.checks.phrases import quote
from reportwizard.checks.prose import read_prose, vocabulary
from reportwizard.checks.registry import rule

if TYPE_CHECKING:
    from reportwizard.report.model import Report

_STATUTORY = "政府信息公开工作年度报告"
_FILLING = vocabulary("关于 发布 公布 年度 的 （ ） ( ) 《 》 ： :")


@rule("W01", "title", "error", "texts")
def title(context: Context) -> Iterator[Finding]:
    """标题不合规定

    检查：标题中单位名称和报告年度是不是各写一次，有没有“政府信息公开工作年度报告”这几个字；
    单位名称可以用简称。标题没有另写的，由单位名称和年度自动写成，只看单位名称有没有填。
    年度没有写或者写错是错误，其余是警告。
    理由：读者和上级凭标题辨认是哪个单位、哪一年的报告；标题里留着上年的年度，是抄用上年报告最常见的痕迹。
    改法：写成“单位名称＋年度＋政府信息公开工作年度报告”；或者把标题留空，由程序按规定的格式写。
    依据：报告格式的标题（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）。
    """
    report = context.report
    if not report.agency.strip():
        message, remedy = "没有填写单位名称，报告不知道是哪个单位的", "在报告信息中填写单位全称"
        yield Finding("W01", "warning", ("agency",), message, remedy, None, "")
    written = "".join(report.title.split())
    if not written:
        return
    wrong_year = _year_faults(written, report.year)
    faults = wrong_year + _word_faults(written, report)
    if faults:
        right = report.edition.title.format(agency=report.agency.strip(), year=report.year)
        severity: Severity = "error" if wrong_year else "warning"
        message = f"标题{'；'.join(faults)}"
        yield Finding("W01", severity, ("title",), message, f"改为“{right}”，或者把标题留空", right, report.title)


def _year_faults(written: str, year: int) -> list[str]:
    years = [found.value for found in read_prose(written).years]
    if not years:
        return [f"没有写年度（{year} 年）"]
    return [f"写的是 {other} 年，报告的年度是 {year} 年" for other in dict.fromkeys(years) if other != year]


def _word_faults(written: str, report: Report) -> list[str]:
    faults = []
    years = read_prose(written).years
    if len(years) > len({year.value for year in years}):
        faults.append("写了两次年度")
    if _STATUTORY not in written:
        faults.append(f"没有“{_STATUTORY}”这几个字")
    elif written.count("年度") > 1:
        faults.append(f"“年度”写了两次，前面的应写“{report.year}年”")
    agency = "".join(report.agency.split())
    name = _name_in(written)
    if not name:
        faults.append("没有写单位名称")
    elif agency and written.count(agency) > 1:
        faults.append("写了两次单位名称")
    elif agency and _STATUTORY in written and not _fits(name, agency):
        faults.append(f"写的是{quote(name)}，单位名称是{quote(agency)}")
    return faults


def _name_in(written: str) -> str:
    """What is left of a title without the statutory words and the year."""
    for year in reversed(read_prose(written).years):
        written = written[: year.start] + written[year.end :]
    before, _, _ = written.partition("政府信息公开") if _STATUTORY not in written else written.rpartition(_STATUTORY)
    for word in _FILLING:
        before = before.replace(word, "")
    return before


def _fits(name: str, agency: str) -> bool:
    if name in agency or agency in name:
        return True
    one, other = parse(name), parse(agency)
    return not other_place(one, other, agency) and same_office(one.office, other.office)
