"""Findings in text: what is wrong, what lies behind it, and what a person said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportwizard.checks import check, waiver_values
from reportwizard.report.model import Waiver
from reportwizard.typeset.findings import Checked, as_text
from support.reports import sample


def test_hints_waived_and_lapsed_findings_in_text() -> None:
    report = sample("hangzhou-2025")
    report.figures["applications.granted.natural_person"] = 534
    (finding,) = check(report)
    text = as_text([Checked("a.toml", report, [finding])])
    assert "        A06 可能少打一位：534 应为 5345（自然人“（一）予以公开”）\n        改法：" in text
    values = waiver_values(report, finding)
    report.waivers = [Waiver("A01", finding.where, "张三", date(2026, 1, 5), "台账如此", values)]
    text = as_text([Checked("a.toml", report, check(report))])
    assert "- 已说明 A01" in text and "张三 的说明：台账如此" in text and "没有发现问题" in text
    report.waivers = [replace(report.waivers[0], values=(*values[:-1], 1))]
    text = as_text([Checked("a.toml", report, check(report))])
    assert "原来的说明已失效，数已改变（张三 的说明：台账如此）" in text and "1 处错误" in text
