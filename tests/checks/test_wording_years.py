"""Family W, years. The innocent sentences are as many as the wrong ones: another year is often rightly another."""

from __future__ import annotations

import pytest

from support.said import found, marked, report_with

# ---- W02


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("统计期限为2024年1月1日至2024年12月31日。", "2024年1月1日至2024年12月31日"),
        ("本报告统计期限为2025年1月1日至2024年12月31日。", "2025年1月1日至2024年12月31日"),
        ("统计期限自2025年1月1日起至12月30日止。", "2025年1月1日起至12月30日"),
        ("统计时间为2025年3月1日—2025年12月31日。", "2025年3月1日—2025年12月31日"),
        ("2024 年 1 月 1 日至 12 月 31 日，我县新收申请。", "2024 年 1 月 1 日至 12 月 31 日"),
        ("统计期限为2024年度。", "2024年度"),
        ("统计期限：2025.1.1至2025.11.30。", "2025.1.1至2025.11.30"),
        ("所列数据的统计期限为２０２４年１月１日至１２月３１日。", "２０２４年１月１日至１２月３１日"),
    ],
)
def test_another_period_is_an_error(text: str, words: str) -> None:
    report = report_with(text)
    assert marked(report, "W02") == [words]
    assert found(report, "W02")[0].severity == "error"
    assert found(report, "W03") == []


@pytest.mark.parametrize(
    "text",
    [
        "统计期限为2025年1月1日至2025年12月31日。",
        "统计期限自2025年1月1日起，至12月31日止。",
        "统计期限：2025 年 1 月 1 日－12 月 31 日。",
        "数据统计期限为2025年度。",
        "统计期限为2025.1.1－2025.12.31。",
        "统计期限为2025年度，访问2025.1.1万次。",
        "2025年3月1日至5月31日开展集中培训。",
        "统计期限为2025年1月1日至12月31日，其中7月1日至9月30日系统改版。",
        "与2024年1月1日至12月31日同期相比，数量持平。",
        "截至2025年12月31日，网站发布信息。",
        "3月1日至4月1日为宣传月。",
        "由政务公开科负责统计时，逐件登记。",
    ],
)
def test_the_period_of_the_year_and_other_times_are_no_finding(text: str) -> None:
    assert found(report_with(text), "W02") == []


def test_both_periods_are_told() -> None:
    (finding,) = found(report_with("统计期限为2024年1月1日至2024年12月31日。"), "W02")
    assert finding.expected == "2025年1月1日至2025年12月31日"
    assert "2024年1月1日至" in finding.message and "应为“2025年1月1日至2025年12月31日”" in finding.message


# ---- W03

FIRST = "2025年，示例县按目录公开信息。"


@pytest.mark.parametrize(
    "sentence",
    [
        "受理量比2024年增长一成。",
        "较2024年减少3件。",
        "与2024年相比有所增加。",
        "2024年同期为3件。",
        "受理12件（2024年为9件）。",
        "从2024年的9件增加到12件。",
        "截至2024年底，全县共有专栏5个。",
        "自2024年以来，专栏每周更新。",
        "2024年以来，专栏每周更新。",
        "《示例县2024年政务公开工作要点》已经落实。",
        "依据《中华人民共和国政府信息公开条例》（2019年修订）办理。",
        "条例自2008年5月1日起施行。",
        "条例2019年5月15日起施行后，目录改过一次。",
        "依据国办公开办函〔2021〕30号编制。",
        "本县于1988年设立。",
        "县数据局2024年组建。",
        "落实“十四五”规划（2021—2025年）的要求。",
        "规划期为2021年至2025年。",
        "2024年结转的申请3件均已办结。",
        "2024年度部门决算和本年预算一并公开。",
        "按时发布2024年政府信息公开工作年度报告。",
        "2024年考核中指出的问题已经整改。",
        "2024年受理9件；2025年受理12件。",
        "公开信息18.4万条，2024年为17.2万条，增长7.0%。",
        "公布筹资标准：2026年度个人缴费400元。",
        "2023年、2024年、2025年受理量逐年上升。",
        "2024年收到、今年答复的申请也在其中。",
        "对2018年以前的文件逐件核对。",
        "培训教材沿用2021年版。",
        "2026年1月按时公布。",
        "下一步，2026年专栏改版。",
        "2026年将增加图解。",
        "计划2026年建成统一平台。",
        "到2030年实现全部在线。",
        "访问12024次。",
        "门牌号为2024号。",
    ],
)
def test_a_year_with_an_excuse_is_no_finding(sentence: str) -> None:
    assert found(report_with(FIRST + sentence), "W03") == []


@pytest.mark.parametrize(
    "text",
    [
        "栏目更新慢。\n改进：一是列出2026年公开清单42项。",
        "栏目更新慢。\n2026年，一是每周巡查；二是每季度通报。",
        "栏目更新慢。\n二、改进\n（一）2026年上半年专职人员到岗；",
        "栏目更新慢。\n2026年在服务大厅设公开栏20处。",
    ],
)
def test_the_year_after_is_at_home_among_the_problems(text: str) -> None:
    assert found(report_with(text, "problems"), "W03") == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("2024年，全县共公开信息300条。", "2024年"),
        ("2024年度我县召开会议两次。", "2024年度"),
        ("2024 年全年举办培训三场。", "2024 年"),
        ("在2024年工作中，各乡镇都设了专栏。", "2024年"),
        ("网站2024年共发布信息。", "2024年"),
        ("二〇二四年，全县共公开信息。", "二〇二四年"),
        ("2023年，共答复申请12件。", "2023年"),
        ("2026年，全县共公开信息300条。", "2026年"),
        ("2024年3月5日，县里召开会议。", "2024年"),
    ],
)
def test_a_stale_year_in_the_text_is_a_warning(sentence: str, words: str) -> None:
    report = report_with(FIRST + sentence)
    assert marked(report, "W03") == [words]
    assert found(report, "W03")[0].severity == "warning"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("overview", "2024年，示例县按目录公开信息。", "2024年"),
        ("overview", "2024年，示例县按目录公开信息，统计期限为2025年1月1日至2025年12月31日。", "2024年"),
        ("preface", "现公布2024年度政府信息公开工作年度报告。", "2024年度"),
        ("overview", "2026年，示例县将公开放在首位。", "2026年"),
        ("overview", f"{FIRST}\n（一）2024年主动公开情况。\n按目录公开。", "2024年"),
        ("proactive", "一、2024年主动公开情况\n见下表。", "2024年"),
    ],
)
def test_a_stale_year_in_the_first_sentence_or_a_heading_is_an_error(name: str, text: str, words: str) -> None:
    report = report_with(text, name)
    assert marked(report, "W03") == [words]
    assert found(report, "W03")[0].severity == "error"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("overview", "2025年，示例县按目录公开信息，数量比2024年多一成。"),
        ("overview", "根据2019年修订的条例编制本报告。"),
        ("problems", "（一）2024年存在问题的整改情况。\n已经整改。"),
        ("problems", "问题一。\n（二）2026年工作打算。\n增加图解。"),
        ("other_matters", "无其他事项。\n2026年1月20日"),
    ],
)
def test_a_heading_or_a_first_sentence_may_have_an_excuse(name: str, text: str) -> None:
    assert found(report_with(text, name), "W03") == []


@pytest.mark.parametrize("name", ["preface", "overview", "proactive", "applications", "challenges", "problems"])
def test_every_text_is_read(name: str) -> None:
    (finding,) = found(report_with(FIRST + "2024年，共公开信息300条。", name), "W03")
    assert finding.where == (f"texts.{name}",)


def test_both_years_and_how_far_they_are_apart_are_told() -> None:
    (finding,) = found(report_with("2024年，示例县公开信息。"), "W03")
    assert finding.message == "第一句里写的是“2024年”，报告的年度是 2025 年，早 1 年"
    assert (finding.expected, finding.actual) == ("2025年", "2024年")


def test_one_sentence_is_one_finding() -> None:
    assert len(found(report_with(FIRST + "2024年公开3条，2024年答复2件。"), "W03")) == 1


# ---- W04


@pytest.mark.parametrize(
    ("text", "year", "words"),
    [
        ("根据国办公开办函〔2019〕60号编制。", 2025, ["〔2019〕60号"]),
        ("根据国办公开办函[2019] 60号编制。", 2021, ["[2019] 60号"]),
        ("根据国办公开办函（2019）60号编制。", 2025, ["（2019）60号"]),
        ("根据国办公开办函〔2019〕60号编制。", 2020, []),
        ("国办公开办函〔2019〕60号已经废止。", 2025, []),
        ("国办公开办函〔2021〕30号取代〔2019〕60号。", 2025, []),
        ("根据国办公开办函〔2021〕30号编制。", 2025, []),
        ("按县府发〔2018〕60号办理，地址在人民路60号。", 2025, []),
    ],
)
def test_a_superseded_basis(text: str, year: int, words: list[str]) -> None:
    assert marked(report_with(text, year=year), "W04") == words
