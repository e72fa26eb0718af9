"""Family N on sentences: what is told, what is marked, and the many sentences that are innocent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportwizard.checks import check, to_json
from reportwizard.report.model import Report
from support.prose import FAMILY, A, flows, found, marked, zeros

WRONG = [
    # N01
    ("全年新收政府信息公开申请14096件。", ["N01 14096件"]),
    ("全年共收到政府信息公开申请１４０９６件。", ["N01 １４０９６件"]),
    ("全年受理政府信息公开申请14,096件。", ["N01 14,096件"]),
    ("全年受理政府信息公开申请一万四千零六十八件。", ["N01 一万四千零六十八件"]),
    ("全年收到政府信息公开申请14629件。", ["N01 14629件"]),
    ("全年收到政府信息公开申请14069件（含上年结转560件）。", ["N01 14069件"]),
    ("全年收办政府信息公开申请14069件。", ["N01 14069件"]),
    ("全年办理政府信息公开申请13811件。", ["N01 13811件"]),
    ("全年新收政府信息公开申请14069件，上年结转506件。", ["N01 506件"]),
    ("全年收到政府信息公开申请1.3万件。", ["N01 1.3万件"]),
    ("全年收到政府信息公开申请1.3万余件。", ["N01 1.3万余件"]),
    ("全年收到政府信息公开申请14070余件。", ["N01 14070余件"]),
    ("全年收到政府信息公开申请13900余件。", ["N01 13900余件"]),
    ("全年收到政府信息公开申请近1.4万件。", ["N01 1.4万件"]),
    ("全年收到政府信息公开申请近2万件。", []),
    ("全年收到政府信息公开申请不足1.4万件。", ["N01 1.4万件"]),
    ("全年收到政府信息公开申请超过14500件。", ["N01 14500件"]),
    ("未收到政府信息公开申请。", ["N01 未收到政府信息公开申请"]),
    (
        "全年新收政府信息公开申请14096件。新收政府信息公开申请14096件，是历年最多的。",
        ["N01 14096件", "N01 14096件"],
    ),
    # N02
    ("全年办结政府信息公开申请13801件。", ["N02 13801件"]),
    ("全年新收政府信息公开申请14069件，答复13801件。", ["N02 13801件"]),
    ("全年新收政府信息公开申请14069件，结转下年度891件。", ["N02 891件"]),
    ("全年新收政府信息公开申请14069件，上年结转560件，办结13250件，结转下年度819件。", ["N02 13250件"]),
    ("全年新收政府信息公开申请14069件，办结13800件，结转下年度819件。", ["N02 13800件"]),
    # N03
    ("全年办结政府信息公开申请13810件，其中予以公开5584件，部分公开2168件。", ["N03 5584件"]),
    ("全年办结政府信息公开申请13810件，其中不予公开703件。", ["N03 703件"]),
    ("全年办结政府信息公开申请13810件，其中无法提供3412件。", ["N03 3412件"]),
    ("全年办结政府信息公开申请13810件，其中不予处理475件。", ["N03 475件"]),
    ("全年办结政府信息公开申请13810件，其中其他处理1468件。", ["N03 1468件"]),
    ("对政府信息公开申请，决定予以公开5548件、部分公开2186件、不予公开730件。", ["N03 2186件"]),
    # N04: the text against itself where there is nothing to compare it with
    (
        "2024年新收政府信息公开申请5120件，上年结转300件，办结4850件，结转下年度560件。",
        ["N04 5120件，上年结转300件，办结4850件，结转下年度560件"],
    ),
    # N05
    ("全年收到政府信息公开申请14069件，其中自然人13621件。", ["N05 13621件"]),
    ("全年收到政府信息公开申请14069件，其中自然人13612件，法人或其他组织475件。", ["N05 475件"]),
    (
        "全年收到政府信息公开申请14069件，按申请方式分，当面申请69件，网络申请10000件，信函申请4001件。",
        ["N05 69件，网络申请10000件，信函申请4001件"],
    ),
    (
        "全年收到政府信息公开申请14069件，上年结转560件，办结13810件。从申请人类型看，自然人13612件，商业企业225件。",
        ["N05 225件"],
    ),
    # N06
    (
        "全年收到政府信息公开申请14069件，其中当面提交5000件、网络申请9096件。",
        ["N06 5000件、网络申请9096件"],
    ),
    ("全年收到政府信息公开申请14069件，其中网络申请14690件。", ["N06 14690件"]),
    ("主动公开信息6820条，其中政务动态5650条、目录信息4135条。", ["N06 5650条、目录信息4135条"]),
    # N07
    ("全年收到政府信息公开申请14069件，其中自然人13612件，占96.57%。", ["N07 占96.57%"]),
    ("全年收到政府信息公开申请14069件，较上年的5121件增长147.73%。", ["N07 较上年的5121件增长147.73%"]),
    ("对政府信息公开申请，予以公开5548件，占41.07%；不予公开730件，占5.29%。", ["N07 占41.07%"]),
    # N08
    ("全年收到政府信息公开申请14069件，答复率100%。", ["N08 答复率100%"]),
    ("全年收到政府信息公开申请14069件，办结率达到百分之百。", ["N08 办结率达到百分之百"]),
    # N09
    ("因政府信息公开被申请行政复议709件。", ["N09 709件"]),
    ("因政府信息公开被提起行政诉讼221件。", ["N09 221件"]),
    ("因政府信息公开被申请行政复议790件，被提起行政诉讼56件。", ["N09 56件"]),
    ("本年度因政府信息公开引起的行政复议0件，诉讼0件。", ["N09 0件", "N09 0件"]),
    ("因政府信息公开被申请行政复议790件，其中维持367件。", ["N09 367件"]),
    # N10
    ("全年制发行政规范性文件546件。", ["N10 546件"]),
    ("全年制定规章3件、行政规范性文件565件。", ["N10 565件"]),
    ("全年制发行政规范性文件564件，废止948件，现行有效4158件。", ["N10 948件", "N10 4158件"]),
    ("作出行政许可决定11398898件。", ["N10 11398898件"]),
    ("全年收取行政事业性收费316441元。", ["N10 316441元"]),
    # N11
    ("全年收到政府信息公开申请14069件，答复件。", ["N11"]),
    ("全年收到政府信息公开申请XX件。", ["N11"]),
    ("全年收到政府信息公开申请____件。", ["N11"]),
    # N12
    (
        "全年主动公开政府信息173769万条，其中门户网站170000条，微信公众号3769条。",
        ["N12 173769万条"],
    ),
    ("全年主动公开政府信息173769万条。今年主动公开政府信息173769条。", ["N12 173769万条"]),
]

INNOCENT = [
    "全年收到政府信息公开申请14069件，上年结转560件，较2024年的5120件增长174.79%。",
    "受理行政复议申请86件，审结80件（含上年结转5件），其中维持40件。",
    "全年受理行政许可申请3200件，办结3198件。",
    "主动公开信息6820条，其中涉及民生的5650条、涉及规划的4135条。",
    "全年新收政府信息公开申请14069件，上年结转560件，办结13810件，结转下年度819件。",
    "全年共收到政府信息公开申请14629件（含上年结转560件），办结13810件。",
    "全年共收到政府信息公开申请14629件，其中上年结转560件。",
    "全年收办政府信息公开申请14629件。",
    "全年处理政府信息公开申请14629件。",
    "公开典型案例12个（当面接待2件，全年接听求助21344件）。",
    "全年处理政府信息公开申请13810件。",
    "全年办理政府信息公开申请14069件。",
    "全年收到政府信息公开申请１４，０６９件。",
    "全年收到政府信息公开申请一万四千零六十九件。",
    "全年收到政府信息公开申请1.4万件。",
    "全年收到政府信息公开申请1.41万件。",
    "全年收到政府信息公开申请1.4万余件，办结1.38万余件。",
    "全年收到政府信息公开申请14000余件。",
    "全年收到政府信息公开申请14060多件。",
    "全年收到政府信息公开申请近1.5万件。",
    "全年收到政府信息公开申请约1.4万件。",
    "全年收到政府信息公开申请14000件左右。",
    "全年收到政府信息公开申请1万件以上。",
    "全年收到政府信息公开申请超过1.4万件。",
    "全年收到政府信息公开申请14069件，其中13000件通过网上平台提交。",
    "全年收到政府信息公开申请14069件，其中通过门户网站34件。",
    "全年收到政府信息公开申请14069件，其中11件均按规定程序办结，8件申请人主动撤销。",
    "全年新收政府信息公开申请14069件，其中办结13250件，结转下年度819件。",
    "全年新收政府信息公开申请14069件，已办结13250件，其余819件结转下年度。",
    "全年收到政府信息公开申请14069件，其中自然人13612件，法人或其他组织457件。",
    "全年收到政府信息公开申请14069件，其中自然人13612件，占96.75%。",
    "全年收到政府信息公开申请14069件，其中自然人13612件，占96.8%；商业企业252件，占1.79%。",
    "全年收到政府信息公开申请14069件，其中自然人13612件，占比约97%。",
    "政府信息公开申请方面，不予公开730件，占同类答复的80%。",
    "政府信息公开申请中，自然人9000件，法人或其他组织120件。",
    "全年收到政府信息公开申请14069件，较上年的5121件增长174.73%。",
    "全年收到政府信息公开申请14069件，较上年的5121件增加8948件。",
    "全年收到政府信息公开申请14069件，同比增长12.3%。",
    "全年收到政府信息公开申请14069件，较2023年增长20%。",
    "全年办结政府信息公开申请13810件，其中予以公开5548件，部分公开2168件，不予公开730件，无法提供3421件，"
    "不予处理457件，其他处理1486件。",
    "全年办结政府信息公开申请13810件，其中不予公开730件，占5.3%。",
    "全年收到政府信息公开申请14069件，其中予以公开5200件。",
    "政府信息公开申请按期答复率100%。",
    "政府信息公开申请均在法定期限内答复，答复率100%。",
    "全年收到政府信息公开申请14069件，按时办结率100%。",
    "群众来信答复率100%。",
    "因政府信息公开被申请行政复议790件，被提起行政诉讼212件。",
    "因政府信息公开被申请行政复议790件，其中维持376件，纠正97件。",
    "因政府信息公开被提起行政诉讼212件，其中未经复议直接起诉56件，复议后起诉156件。",
    "全年办理行政复议案件35件，代理行政应诉案件12件。",
    "全年办理行政复议案件341件，审结320件。",
    "全年备案行政规范性文件35件。",
    "全年公开行政规范性文件35件。",
    "全年解读规范性文件40件次，发布解读材料96篇。",
    "根据《行政规范性文件管理办法》（2019年修订），开展清理1次。",
    "全年制发规章3件、行政规范性文件564件，废止规章5件、行政规范性文件984件。",
    "作出行政许可决定11398889件、行政处罚决定6937489件、行政强制决定166105件。",
    "作出行政许可决定1139.89万件。",
    "全年收取行政事业性收费31.64亿元。",
    "全年收取行政事业性收费316441万元。",
    "全年主动公开政府信息17.4万条，其中门户网站170000条，微信公众号3769条。",
    "全年主动公开政府信息173769条，其中门户网站170000条，微信公众号3769条。",
    "全年通过政务新媒体发布信息5万条，其中微信公众号600条。",
    "全年办理市长信箱来信2310件，答复2310件。",
    "全年收到人大建议120件，办结120件，答复率100%。",
    "全年召开新闻发布会12次，举办培训班2期，开展督查3次。",
    "市本级收到政府信息公开申请230件，答复221件。",
    "上半年收到政府信息公开申请7100件。",
    "一是处理重点件23件，二是约谈2次。",
    "《关于印发〈政府信息公开申请答复规范〉的通知》（浙政办〔2025〕14号）共12条。",
]


@pytest.mark.parametrize(("sentence", "expected"), WRONG)
def test_a_wrong_sentence_is_marked_at_each_number(sentence: str, expected: list[str], clean: Report) -> None:
    assert [
        mark if " " in wanted else mark[:3] for mark, wanted in zip(marked(clean, sentence), expected, strict=True)
    ] == expected


@pytest.mark.parametrize("sentence", INNOCENT)
def test_an_innocent_sentence_is_left_alone(sentence: str, clean: Report) -> None:
    assert marked(clean, sentence) == []


SMALL = [
    ((3259, 77, 3278, 58), "受理3259件，答复3278件（含上年度结转申请77件，另有58件顺延到下年度答复）。"),
    ((19, 0, 19, 0), "受理19件，其中11件均按规定程序办结，8件申请人主动撤销。"),
    ((10, 1, 11, 0), "受理10件，办理上年度结转申请1件。答复11件。"),
    ((7, 0, 7, 0), "一共七项申请，均已答复。"),
    ((0, 0, 0, 0), "全年未收到政府信息公开申请。"),
    ((3, 0, 3, 0), "收到3件，办结3件，答复率100%。"),
    ((10, 2, 12, 0), "受理10件，其中予以公开12件。"),
]


@pytest.mark.parametrize(("numbers", "sentence"), SMALL)
@pytest.mark.parametrize("text", ["overview", "applications"])
def test_small_numbers_that_fit_are_innocent(numbers: tuple[int, int, int, int], sentence: str, text: str) -> None:
    assert marked(flows(*numbers), f"（二）依申请公开。{sentence}", text=text) == []


def test_two_received_in_the_text_and_three_in_the_table() -> None:
    assert marked(flows(3, 0, 3, 0), "全年受理政府信息公开申请2件，办结2件。") == ["N01 2件", "N02 2件"]


def test_both_values_the_difference_and_the_cell_are_told(clean: Report) -> None:
    (finding,) = found(clean, "全年办结政府信息公开申请13801件。")
    assert finding.message == "文中“全年办结政府信息公开申请13801件”，表中“（七）总计”是 13810，文中少 9"
    assert (finding.severity, finding.expected, finding.actual) == ("error", 13810, 13801)
    assert finding.where == ("texts.overview", f"{A}.concluded.total")
    assert to_json(finding)["span"] == [12, 18]


@pytest.mark.parametrize(
    ("sentence", "hint"),
    [
        ("全年收到政府信息公开申请14629件。", "与第一项加第二项之和相同"),
        ("全年办结政府信息公开申请14069件。", "与“一、本年新收政府信息公开申请数量”的数相同"),
        ("全年收到政府信息公开申请14096件。", "只差一处"),
        ("全年收取行政事业性收费316441元。", "1 万倍"),
        ("全年办结政府信息公开申请4860件。", "照抄上年"),
        ("全年办结政府信息公开申请13810件，其中予以公开2168件。", "与“（二）部分公开”的数相同"),
        ("全年办结政府信息公开申请13810件，其中予以公开730件。", "与“（三）不予公开”的数相同"),
    ],
)
def test_a_hint_says_what_plainly_lies_behind(sentence: str, hint: str, clean: Report) -> None:
    (finding,) = found(clean, sentence, flows(5120, 300, 4860, 560, 2024))
    (only,) = finding.hints
    assert hint in only.message


def test_a_blank_cell_makes_no_claim_wrong(clean: Report) -> None:
    del clean.figures[f"{A}.received.research"]
    assert marked(clean, "全年收到政府信息公开申请14096件。") == []
    del clean.figures["challenges.reconsideration.upheld"]
    assert marked(clean, "因政府信息公开被申请行政复议709件。") == []


def test_where_only_the_total_was_read_it_counts(clean: Report) -> None:
    del clean.figures[f"{A}.received.research"]
    clean.stated[f"{A}.received.total"] = 14069
    assert marked(clean, "全年收到政府信息公开申请14096件。") == ["N01 14096件"]
    assert marked(clean, "全年收到政府信息公开申请14069件。") == []


def test_a_text_that_repeats_a_wrong_stated_total_is_not_told_twice(clean: Report) -> None:
    clean.stated[f"{A}.received.total"] = 14070
    assert marked(clean, "全年收到政府信息公开申请14070件。") == []


def test_rows_added_up_are_named_as_one_would(clean: Report) -> None:
    (finding,) = found(clean, "全年未发生因政府信息公开引起的行政复议、行政诉讼。")
    assert "表中“行政复议、未经复议直接起诉、复议后起诉合计”是 " in finding.message


def test_last_years_numbers_are_compared_with_last_years_report(clean: Report) -> None:
    sentence = "2024年收到政府信息公开申请5210件，2025年收到14069件。"
    assert marked(clean, sentence) == []
    (finding,) = found(clean, sentence, flows(5120, 300, 4860, 560, 2024))
    assert (finding.code, finding.severity, finding.where) == ("N01", "warning", ("texts.overview",))
    assert (finding.expected, finding.actual) == (5120, 5210)
    assert marked(clean, sentence, flows(5120, 300, 4860, 560, 2023)) == []


def test_a_slip_of_the_year_is_told_once_a_sentence_and_is_no_slip_of_the_numbers(clean: Report) -> None:
    sentence = "2024年收到政府信息公开申请14069件，办结13810件，结转下年度819件。"
    (finding,) = found(clean, sentence, flows(5120, 300, 4860, 560, 2024))
    assert (finding.code, finding.severity, finding.where) == ("N01", "warning", ("texts.overview",))
    assert finding.message.endswith("”等 3 个数是 2025 年的，不是 2024 年的（上年报告里是 5120）")
    assert finding.remedy.startswith("年份写错了的，改为“2025年”")
    assert marked(clean, "2024年收到政府信息公开申请14069件，办结4680件。", flows(5120, 300, 4860, 560, 2024)) == [
        "N01 14069件",
        "N02 4680件",
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全年收到政府信息公开申请14069件，同比增长174.79%。", []),
        ("全年收到政府信息公开申请14069件，同比增长174.8%。", []),
        ("全年收到政府信息公开申请14069件，同比增长175%。", []),
        ("全年收到政府信息公开申请14069件，同比增长147.79%。", ["N07 同比增长147.79%"]),
        ("全年收到政府信息公开申请14069件，同比下降174.79%。", ["N07 同比下降174.79%"]),
        ("全年收到政府信息公开申请14069件，较上年增加8949件。", []),
        ("全年收到政府信息公开申请14069件，较上年减少8949件。", ["N07 较上年减少8949件"]),
        ("全年收到政府信息公开申请14069件，较上年增加8900余件。", []),
        ("全年收到政府信息公开申请1.4万件，同比增长175%。", []),
    ],
)
def test_a_change_is_recomputed_from_last_years_report(sentence: str, expected: list[str], clean: Report) -> None:
    assert marked(clean, sentence, flows(5120, 300, 4860, 560, 2024)) == expected


def test_a_sum_that_has_no_name_is_all_applications_where_the_table_says_so(clean: Report) -> None:
    sentence = (
        "（二）依申请公开。本年度共收到政府信息公开申请14069件，上年结转560件，合计14629件。"
        "在办理的申请中，予以公开{}件，占40.17%；不予公开{}件。"
    )
    assert marked(clean, sentence.format(5548, 730)) == []
    assert marked(clean, sentence.format(5548, 703)) == ["N03 703件"]
    assert marked(clean, sentence.format(5584, 730)) == ["N03 5584件"]


def test_parts_that_exceed_spoil_no_percentage_a_second_time(clean: Report) -> None:
    sentence = (
        "全年收到政府信息公开申请14069件，其中通过网络申请10003件，信函申请4000件，当面申请69件，"
        "分别占71.08%、28.43%、0.49%。"
    )
    assert [mark[:3] for mark in marked(clean, sentence)] == ["N06"]


def test_nothing_grows_from_nothing_by_a_percentage(clean: Report) -> None:
    assert marked(clean, "全年收到政府信息公开申请14069件，同比增长100%。", flows(0, 0, 0, 0, 2024)) == []


def test_a_share_beyond_all_measure_is_no_percentage(clean: Report) -> None:
    """It has more digits than can be rounded; what is wrong with its numbers other codes tell."""
    sentence = "全年收到政府信息公开申请1件，其中自然人99999999999999亿件，占12.1234567890123%。"
    assert "N07" not in [mark[:3] for mark in marked(clean, sentence)]


def test_one_cause_is_one_finding(clean: Report) -> None:
    """A wrong whole is not told again by its parts, nor by the balance, nor by a percentage that is right."""
    sentence = (
        "全年新收政府信息公开申请14096件，其中自然人13612件，占96.75%，法人或其他组织457件，占3.25%。"
        "上年结转申请560件，办结13810件，结转下年度819件。"
    )
    assert marked(clean, sentence) == ["N01 14096件"]


def test_a_text_that_repeats_an_unbalanced_table_is_told_by_the_table_alone() -> None:
    report = flows(100, 5, 90, 20)
    sentence = "全年新收政府信息公开申请100件，上年结转5件，办结90件，结转下年度20件。"
    assert marked(report, sentence) == []
    assert [finding.code for finding in check(report) if finding.code in ("A01", "N04")] == ["A01"]


def test_no_span_has_two_codes(clean: Report) -> None:
    for sentence, _ in WRONG:
        findings = found(clean, sentence)
        spans = [(finding.where[0], finding.span) for finding in findings if finding.span]
        assert len(spans) == len(set(spans)), sentence


def test_amounts_may_be_told_with_more_digits_than_the_table() -> None:
    report = zeros()
    report.figures["proactive.art20_8.fees.amount"] = Decimal("25.1")
    assert marked(report, "全年收取行政事业性收费251034元。") == []
    assert marked(report, "全年收取行政事业性收费25.10万元。") == []
    assert marked(report, "全年收取行政事业性收费25.2万元。") == ["N10 25.2万元"]
    report.figures["proactive.art20_8.fees.amount"] = 0
    assert marked(report, "全年收取行政事业性收费3000元。") == ["N10 3000元"]


@pytest.mark.parametrize(
    ("text", "unpaid", "expected"),
    [
        ("", 3, []),
        ("无其他需要报告的事项。", 0, ["advice"]),
        ("无其他需要报告的事项。", 3, ["warning"]),
        ("全年行政事业性收费不变，无其他事项。", 0, ["advice"]),
        ("本年度没有收取信息处理费。", 3, []),
        ("本机关未收取任何费用。", 0, []),
        ("依申请公开政府信息未收费，无其他需要报告的事项。", 0, []),
        ("本年度发出收费\n通知3件。", 3, []),
    ],
)
def test_section_six_speaks_of_the_fee(text: str, unpaid: int, expected: list[str]) -> None:
    report = zeros()
    report.figures[f"{A}.other.not_paid.business"] = unpaid
    report.texts = {"other_matters": text}
    assert [finding.severity for finding in check(report, codes=frozenset({"N13"}))] == expected


def test_before_2021_no_fee_was_asked_for() -> None:
    report = zeros(2020)
    report.texts = {"other_matters": "无其他需要报告的事项。"}
    assert check(report, codes=frozenset({"N13"})) == []


def test_the_rules_do_not_change_what_they_read(clean: Report) -> None:
    first = check(clean, codes=FAMILY)
    assert [to_json(finding) for finding in check(clean, codes=FAMILY)] == [to_json(finding) for finding in first]
