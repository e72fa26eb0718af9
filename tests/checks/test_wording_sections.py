"""Family W, sections: what each text must say, what is announced, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportwizard.checks import check
from reportwizard.checks.profile import Profile
from reportwizard.report.model import Report
from support.forms import HEADINGS, printed
from support.reports import blank
from support.said import found, marked, report_with

PARTS = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
OVERVIEW = "\n".join(
    f"（{number}）{part}。有关工作按要求进行。" for number, part in zip("一二三四五", PARTS, strict=True)
)
WHOLE = OVERVIEW + "纳入工作考核，开展社会评议，没有责任追究的情形。"


# ---- W07


@pytest.mark.parametrize(
    "text",
    [
        OVERVIEW,
        "\n".join(reversed(OVERVIEW.splitlines())),
        "主动公开方面，按目录进行；依申请公开工作方面，渠道畅通；政府信息管理情况良好；平台建设情况良好；监督保障到位。",
        "主动公开信息3条，没有收到公开申请，保密审查逐件进行，办好两个政务新媒体，开展考核。",
        "主动公开按目录进行，公开申请及时办理，政府信息资源规范化管理，门户网站改版，接受群众监督。",
        " ".join(OVERVIEW),
    ],
)
def test_the_parts_may_stand_in_any_order_and_under_any_heading(text: str) -> None:
    assert found(report_with(text), "W07") == []


@pytest.mark.parametrize("part", PARTS)
def test_a_missing_part_is_named(part: str) -> None:
    text = "\n".join(line for line in OVERVIEW.splitlines() if part not in line)
    (finding,) = found(report_with(text), "W07")
    assert (finding.severity, finding.span) == ("warning", None)
    assert part in finding.message
    assert not any(other in finding.message for other in PARTS if other not in part and part not in other)


@pytest.mark.parametrize("text", ["", " \n", "无", "无。", "/"])
def test_an_empty_overview_is_one_error_and_nothing_else(text: str) -> None:
    findings = check(report_with(text))
    (finding,) = [finding for finding in findings if finding.where == ("texts.overview",)]
    assert (finding.code, finding.severity, finding.message) == ("W07", "error", "第一部分还没有写")


def test_a_place_may_ask_for_other_parts() -> None:
    profile = Profile(overview_parts=("重点领域信息公开|重点领域公开", "政民互动"))
    (finding,) = found(report_with(OVERVIEW + "重点领域公开。"), "W07", profile)
    assert finding.message == "第一部分没有写到：政民互动"


# ---- W08


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (WHOLE, ""),
        (OVERVIEW + "纳入绩效考评，满意度测评良好，没有问责。", ""),
        (OVERVIEW, "工作考核、社会评议、责任追究"),
        (OVERVIEW + "纳入工作考核，开展社会评议。", "责任追究"),
        (OVERVIEW + "没有追责。", "工作考核、社会评议"),
    ],
)
def test_a_government_tells_of_accountability(text: str, missing: str) -> None:
    messages = [finding.message for finding in found(report_with(text), "W08")]
    assert messages == ([f"政府的报告没有写到：{missing}"] if missing else [])


def test_the_heading_where_it_belongs_is_marked() -> None:
    assert marked(report_with(OVERVIEW), "W08") == ["（五）监督保障"]


@pytest.mark.parametrize(
    ("agency", "level", "asked"),
    [
        ("示例县人民政府", "", True),
        ("示例县", "county", True),
        ("示例镇", "town", True),
        ("示例县", "", False),
        ("示例县教育局", "", False),
        ("示例县教育局", "department", False),
        ("示例市人民政府办公厅", "city", False),
    ],
)
def test_only_governments_are_asked(agency: str, level: str, asked: bool) -> None:
    report = report_with(OVERVIEW, agency=agency)
    report.level = level
    assert bool(found(report, "W08")) is asked


def test_it_may_stand_in_another_text() -> None:
    report = report_with(OVERVIEW)
    report.texts["other_matters"] = "纳入工作考核，开展社会评议，没有责任追究的情形。"
    assert found(report, "W08") == []


# ---- W09


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "第五部分还没有写"),
        ("无", "第五部分只写了“无”"),
        ("无。", "第五部分只写了“无”"),
        ("本年度不存在问题。", "第五部分只写了“本年度不存在问题”"),
        ("——", "第五部分还没有写"),
    ],
)
def test_no_problems_told_is_an_error(text: str, told: str) -> None:
    (finding,) = found(report_with(text, "problems"), "W09")
    assert (finding.severity, finding.message) == ("error", told)


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("解读的形式不够多样，个别栏目更新不及时。", "改进的措施"),
        ("将加强培训，增加图解。", "存在的问题"),
        ("本年度工作中没有突出的问题，继续加强培训。", "存在的问题"),
        ("各项工作都按计划完成。", "存在的问题和改进的措施"),
    ],
)
def test_a_problem_without_a_measure_is_a_warning(text: str, lacking: str) -> None:
    (finding,) = found(report_with(text, "problems"), "W09")
    assert (finding.severity, finding.message) == ("warning", f"第五部分没有写{lacking}")


@pytest.mark.parametrize(
    "text",
    [
        "解读的形式不够多样。下一步增加图解。",
        "1.解读不足；2.互动有待提升。改进情况：1.建立台账。",
        "虽然没有发现严重问题，但更新仍不及时，已经整改。",
        "一是力量薄弱，已组织培训。",
        "更新慢；解读少。整改：专人负责，每周更新。",
        "问题有二：解读不够，公开不到村。对策有二：讲清，张榜。",
        "解读不够。二〇二六年一季度举办听证会。",
        "公开方式单一。2026年，录制方言音频12期，在集市播放。",
        "各单位的目录不全，编成统一的目录后由各单位照目录推出。",
    ],
)
def test_a_problem_with_a_measure_is_enough(text: str) -> None:
    assert found(report_with(text, "problems"), "W09") == []


# ---- W10, W11


@pytest.mark.parametrize(
    ("text", "empty"), [("", True), ("——", True), ("无", False), ("无其他需要报告的事项。", False)]
)
def test_other_matters_must_not_be_empty(text: str, empty: bool) -> None:
    findings = found(report_with(text, "other_matters"), "W10")
    assert [finding.severity for finding in findings] == ["warning"] * empty


def test_a_place_may_ask_for_matters() -> None:
    profile = Profile(other_matters=("信息处理费|处理费", "建议提案"))
    report = report_with("没有收取处理费。", "other_matters")
    (finding,) = found(report, "W10", profile)
    assert finding.message == "第六部分没有写到本地要求的事项：建议提案"


@pytest.mark.parametrize(("text", "over"), [("甲" * 10, 0), ("甲 " * 10 + "\n", 0), ("甲" * 12, 2)])
def test_a_limit_is_counted_without_spaces(text: str, over: int) -> None:
    profile = Profile(limits={"problems": 10})
    findings = found(report_with(text, "problems"), "W11", profile)
    assert [(f.severity, f.expected, f.actual) for f in findings] == [("advice", 10, 12)] * bool(over)
    assert all(f"多 {over} 字" in finding.message for finding in findings)
    assert found(report_with(text, "problems"), "W11") == []


# ---- W14


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("本报告由六部分组成。", []),
        ("本年度报告由以下六个部分组成。", []),
        (
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
            "存在的主要问题及改进情况、其他需要报告的事项六部分组成。",
            [],
        ),
        ("网站由五部分组成。", []),
        ("公开目录分为三部分。", []),
        ("全文分为第一部分和附件，报告另行印制。", []),
        ("本报告由五部分组成。", ["由五部分"]),
        ("本报告共7个部分。", ["共7个部分"]),
        (
            "本报告由六部分组成：总体情况、主动公开情况、申请情况、复议诉讼情况、存在的问题。",
            ["本报告由六部分组成：总体情况、主动公开情况、申请情况、复议诉讼情况、存在的问题。"],
        ),
    ],
)
def test_the_announced_parts_are_those_that_follow(text: str, words: list[str]) -> None:
    assert marked(report_with(text, "preface"), "W14") == words


def test_the_part_left_out_is_named() -> None:
    text = "本报告由六部分组成：总体情况、主动公开情况、申请情况、复议诉讼情况、存在的问题。"
    (finding,) = found(report_with(text, "preface"), "W14")
    assert finding.message == "写的是“由六部分”，只列出了 5 个，少 1 个：六、其他需要报告的事项"


# ---- W15


@pytest.mark.parametrize(
    "sentence",
    [
        "全年未收到申请。",
        "没有收到政府信息公开申请。",
        "收到申请 0 件。",
        "申请受理量为零。",
        "实现零申请。",
        "受理申请０件。",
        "无公民提出申请。",
        "全年无人向我乡提出政府信息公开申请。",
        "本年度无新收政府信息公开申请。",
    ],
)
def test_that_nothing_came_may_be_said_in_many_ways(sentence: str, zeros: Callable[[str, int], Report]) -> None:
    report = zeros("2021", 2025)
    report.texts = {"overview": sentence}
    assert found(report, "W15") == []


def test_that_nothing_came_should_be_said(zeros: Callable[[str, int], Report]) -> None:
    report = zeros("2021", 2025)
    report.texts = {"overview": "（二）依申请公开。渠道畅通，接待咨询20件、30次。"}
    (finding,) = found(report, "W15")
    assert (finding.severity, finding.where) == ("advice", ("texts.overview", "applications.received.total"))
    assert marked(report, "W15") == ["（二）依申请公开"]


def test_silence_is_no_fault_where_applications_came_or_nobody_knows(zeros: Callable[[str, int], Report]) -> None:
    report = zeros("2021", 2025)
    report.texts = {"overview": "渠道畅通。"}
    report.figures["applications.received.business"] = 1
    assert found(report, "W15") == []
    del report.figures["applications.received.business"]
    assert found(report, "W15") == []


# ---- the whole


def test_a_fresh_report_has_one_finding_a_section() -> None:
    findings = [finding for finding in check(blank()) if finding.code[0] in "WP"]
    assert [(finding.code, finding.where) for finding in findings] == [
        ("W07", ("texts.overview",)),
        ("W09", ("texts.problems",)),
        ("W10", ("texts.other_matters",)),
    ]


def test_a_heading_that_a_document_lacks_is_told_once() -> None:
    form = printed(headings=HEADINGS[1:4])
    codes = {finding.code for finding in check(blank(), form=form)}
    assert "F01" in codes and not codes & {"W07", "W09", "W10"}
    assert {"W07", "W09", "W10"} <= {finding.code for finding in check(blank(), form=printed())}


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_whole_report_in_words_is_clean(edition: str, zeros: Callable[[str, int], Report]) -> None:
    assert [finding for finding in check(zeros(edition, int(edition))) if finding.code[0] in "WP"] == []
