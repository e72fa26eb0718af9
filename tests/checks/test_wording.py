"""Family W, the head: what a title must name, and what it may be called by."""

from __future__ import annotations

import pytest

from reportwizard.checks import Finding
from reportwizard.report.model import Report
from support.reports import blank
from support.said import found

END = "政府信息公开工作年度报告"


def titled(title: str, agency: str = "杭州市人民政府", year: int = 2025) -> list[Finding]:
    report = blank(year, agency)
    report.title = title
    return found(report, "W01")


@pytest.mark.parametrize(
    "title",
    [
        "",
        f"杭州市人民政府2025年{END}",
        f"杭州市2025年{END}",
        f"杭州市人民政府 2025 年{END}",
        f"杭州市２０２５年{END}",
        f"杭州市二〇二五年{END}",
        f"2025年杭州市{END}",
        f"浙江省杭州市人民政府2025年{END}",
        f"杭州市人民政府关于2025年{END}",
        f"杭州市2025年\n{END}",
    ],
)
def test_a_title_that_names_all_once_is_right(title: str) -> None:
    assert titled(title) == []


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("山阳区科技局", "焦作市山阳区科学技术局"),
        ("焦作市山阳区科技局", "山阳区科学技术局"),
        ("区科技局", "山阳区科技局"),
        ("海东市人社局", "海东市人力资源和社会保障局"),
        ("市发改委", "杭州市发展和改革委员会"),
        ("景德镇市", "景德镇市人民政府"),
        ("杭州市政府", "杭州市人民政府"),
        ("杭州市人民政府办公厅", "杭州市人民政府"),
    ],
)
def test_shorter_and_longer_names_are_the_same_agency(name: str, agency: str) -> None:
    assert titled(f"{name}2025年{END}", agency) == []


@pytest.mark.parametrize(
    ("title", "severity", "told"),
    [
        (f"杭州市2024年{END}", "error", "写的是 2024 年，报告的年度是 2025 年"),
        (f"杭州市人民政府{END}", "error", "没有写年度（2025 年）"),
        (f"杭州市2025年度{END}", "warning", "“年度”写了两次"),
        (f"2025年杭州市2025年{END}", "warning", "写了两次年度"),
        (f"2025年{END}", "warning", "没有写单位名称"),
        ("杭州市2025年政府信息公开年报", "warning", "没有“政府信息公开工作年度报告”这几个字"),
        (f"温州市2025年{END}", "warning", "写的是“温州市”，单位名称是“杭州市人民政府”"),
        (f"杭州市教育局2025年{END}", "warning", "写的是“杭州市教育局”"),
        (f"杭州市人民政府杭州市人民政府2025年{END}", "warning", "写了两次单位名称"),
    ],
)
def test_what_is_wrong_with_a_title_is_told(title: str, severity: str, told: str) -> None:
    (finding,) = titled(title)
    assert (finding.severity, finding.where, finding.span) == (severity, ("title",), None)
    assert told in finding.message
    assert finding.actual == title


def test_all_that_is_wrong_with_a_title_is_one_finding() -> None:
    (finding,) = titled("温州市2024年度政府信息公开年报")
    assert finding.severity == "error"
    assert finding.message.count("；") == 1


def test_the_remedy_is_the_statutory_title() -> None:
    (finding,) = titled(f"杭州市2024年{END}")
    assert finding.expected == f"杭州市人民政府2025年{END}"
    assert f"“杭州市人民政府2025年{END}”" in finding.remedy


def test_an_agency_that_nobody_named_is_told_by_itself() -> None:
    (finding,) = titled("", agency=" ")
    assert (finding.where, finding.severity) == (("agency",), "warning")
    assert "没有填写单位名称" in finding.message


def test_a_title_without_an_agency_beside_it_is_taken_as_it_is() -> None:
    assert [finding.where for finding in titled(f"杭州市2025年{END}", agency="")] == [("agency",)]


def test_clean_report_has_no_title_to_find_fault_with(clean: Report) -> None:
    assert found(clean, "W01") == []
