"""What was read of the texts, told line by line."""

from __future__ import annotations

from reportwizard.report.model import Report
from reportwizard.typeset.claims import claim_lines


def test_each_claim_is_told_with_its_words_its_cells_and_its_whole(zeros: Report) -> None:
    zeros.texts = {"overview": "收到政府信息公开申请15件，其中自然人13件，占86.7%，同比增长5%。"}
    assert claim_lines(zeros) == [
        "一、总体情况",
        "  “收到 15件”：本年新收申请，等于 15；对照 一、本年新收政府信息公开申请数量 ／ 总计",
        "  “13件”：自然人的申请，等于 13；对照 一、本年新收政府信息公开申请数量 ／ 自然人；是“15件”其中的一部分",
        "  “占86.7%”：“13件”占“15件”的 86.7%",
        "  “同比增长5%”：“13件”比上年的数增加 5%",
    ]


def test_splits_and_missing_numbers_are_told(zeros: Report) -> None:
    zeros.texts = {"other_matters": "收到政府信息公开申请3件，其中网上申请2件、当面申请1件。公开信息共条。"}
    lines = claim_lines(zeros)
    assert lines[0].startswith("六、")
    assert "  按渠道：“2件”、“1件”合起来不应超过“3件”" in lines
    assert lines[-1] == "  “共条”：少了数字"


def test_a_report_without_numbers_says_so(zeros: Report) -> None:
    zeros.texts = {"overview": "各项工作有序推进。"}
    assert claim_lines(zeros) == ["文字里没有读出可以与表格核对的数"]
