"""Family W, slips: what a template left, and broken dates."""

from __future__ import annotations

import pytest

from support.said import found, marked, report_with


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("overview", "此处填写总体情况。", ["此处填写"]),
        ("overview", "（单位名称）按目录公开信息。", ["（单位名称）"]),
        ("overview", "【单位全称】按目录公开信息。", ["【单位全称】"]),
        ("overview", "XX县按目录公开信息。", ["XX"]),
        ("overview", "XX市XX局按目录公开信息。", ["XX市XX"]),
        ("overview", "20XX年，按目录公开信息。", ["XX"]),
        ("overview", "××乡设了专栏。", ["××"]),
        ("overview", "联系科室____。", ["____"]),
        ("overview", "主动公开情况表格如下：", ["表格如下"]),
        ("proactive", "表格如下：", ["表格如下"]),
        ("applications", "（表格如下）", ["表格如下"]),
        ("problems", "问题：（待补充）", ["（待补充）"]),
        ("other_matters", "请输入其他事项", ["请输入"]),
    ],
)
def test_what_a_template_left_is_an_error(name: str, text: str, words: list[str]) -> None:
    report = report_with(text, name)
    assert marked(report, "W05") == words
    assert found(report, "W05")[0].severity == "error"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("overview", "全年收到XX件，答复×× 件，公开____条。"),
        ("overview", "服务热线全天24×7小时值守，版面为3×5米。"),
        ("overview", "在报头注明单位名称和文号。"),
        ("overview", "EXXON公司的申请已答复。"),
        ("proactive", "本机关主动公开政府信息的情况，用表格如下列示。"),
        ("problems", "公开目录有待补充，个别栏目待定。"),
        ("overview", "二○二五年，按目录公开。"),
        ("overview", "申请表中的“请填”一栏已经改为下拉框。"),
    ],
)
def test_what_only_looks_like_a_template_is_none(name: str, text: str) -> None:
    assert found(report_with(text, name), "W05") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("统计期限为20251月1日至2025年12月31日。", "20251月"),
        ("统计期限为202511月1日以前。", "202511月"),
        ("202020年，按目录公开信息。", "202020年"),
        ("20255年度的目录。", "20255年"),
        ("统计截至20261。", "20261"),
        ("统计自20251至年底。", "20251"),
        ("无其他事项。\n20261", "20261"),
        ("于2025年13月1日上线。", "13月"),
        ("于2025年2月30日上线。", "2025年2月30日"),
        ("于4月31日上线。", "4月31日"),
        ("于2025年1月1至2025年12月31日统计。", "2025年1月1"),
        ("示例县人民政府\n2026年 月 日", "2026年 月 日"),
        ("２０２５１月1日上线。", "２０２５１月"),
    ],
)
def test_a_broken_date_is_an_error(text: str, words: str) -> None:
    report = report_with(text)
    assert marked(report, "W06") == [words]
    assert found(report, "W06")[0].severity == "error"


@pytest.mark.parametrize(
    "text",
    [
        "2025年1月1日至12月31日。",
        "2025 年 1 月 1 日上线。",
        "2025年2月29日以前。",
        "访问20251次，共20261人。",
        "阅读量为20250，上升一成。",
        "增加到20251。",
        "每年20000件以上，200000年均。",
        "1-12月公开信息，1月1-3日培训。",
        "2025年1月1—3日培训。",
        "历时13个月。",
        "按年月日排序，写明年、月、日。",
        "2024年底至2025年初。",
        "全年12月均有更新。",
        "文号为20261号。",
    ],
)
def test_a_date_or_a_number_that_is_whole_is_none(text: str) -> None:
    assert found(report_with(text), "W06") == []
