"""Rule Y06: sections that say again what last year's said."""

from __future__ import annotations

import pytest

from reportwizard.checks import Finding, check
from reportwizard.checks.profile import DEFAULT
from reportwizard.editions.loading import edition_for_year
from reportwizard.records import replace
from reportwizard.report.model import Report

FIRST = "把历年文件逐件核对时效并在网上注明。"
SECOND = "文件与解读材料同一天发布。"
THIRD = "全年举办培训2期，参加的有130人。"
FOURTH = "对基层站点逐个走访指导。"
FIFTH = "把公开工作列入年终考核。"
NEW = ("新建了企业办事的专栏。", "年内上线了文件查询小程序。", "与档案馆共建了查阅场所。", "首次邀请公众代表旁听会议。")


def repeated(now: str, before: str, *, section: str = "overview", percent: int = 60, year: int = 2024) -> list[Finding]:
    report = Report(edition_for_year(2025), 2025, "某局", texts={section: now})
    previous = Report(edition_for_year(year), year, "某局", texts={section: before})
    profile = replace(DEFAULT, repeated_percent=percent)
    return [f for f in check(report, previous, profile=profile) if f.code == "Y06"]


def test_a_section_that_repeats_is_told_with_percent_and_count() -> None:
    now = FIRST + NEW[0] + SECOND + THIRD.replace("2期", "3期") + FOURTH
    (finding,) = repeated(now, FIRST + SECOND + THIRD + FOURTH + FIFTH)
    assert finding.severity == "warning"
    assert finding.where == ("texts.overview",)
    assert finding.message == (
        "一、总体情况：5 句中有 4 句（80%）与上年的报告相同，其中 1 句只改了年份或者数，最长的一段已标出"
    )
    assert finding.span is not None
    assert now[slice(*finding.span)] == SECOND + THIRD.replace("2期", "3期") + FOURTH


def test_below_the_line_it_is_innocent() -> None:
    now = FIRST + SECOND + THIRD + NEW[0] + NEW[1] + NEW[2]
    assert repeated(now, FIRST + SECOND + THIRD + FOURTH) == []
    assert len(repeated(now, FIRST + SECOND + THIRD + FOURTH, percent=50)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024年，某局扎实推进各项公开工作。", "2025年，某局扎实推进各项公开工作。"),
        ("主动公开信息１２３４条。", "主动公开信息98条。"),
        ("（一）扎实推进公开工作，取得实效。", "（二）扎实推进公开工作，取得实效。"),
        ("一是公开时效有待提高；", "二是公开时效有待提高；"),
        ("公众参与面 不广，互动不多。", "公众参与面不广，互动不多。"),
    ],
)
def test_what_does_not_make_a_sentence_new(one: str, other: str) -> None:
    assert len(repeated(SECOND + FIRST + one, FIRST + SECOND + other)) == 1


def test_section_five_word_for_word_is_told_so() -> None:
    problems = "公开的时效还要提高。"
    (finding,) = repeated(problems, f"{problems}\n", section="problems")
    assert finding.message == "五、存在的主要问题及改进情况：与上年的报告一字不差"
    assert finding.span == (0, len(problems))


def test_an_older_report_is_named_by_its_year() -> None:
    (finding,) = repeated(FIRST + SECOND, FIRST + SECOND, year=2022)
    assert "与 2022 年的报告一字不差" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "本年度没有其他需要报告的事项。",
        "收取信息处理费0元，没有发出收费通知。没有其他需要报告的事项。各项工作都已经写明。",
    ],
)
def test_section_six_is_exempt(text: str) -> None:
    assert repeated(text, text, section="other_matters") == []


@pytest.mark.parametrize("section", ["preface", "applications", "challenges", "proactive"])
def test_what_stands_around_the_tables_is_exempt(section: str) -> None:
    assert repeated(FIRST + SECOND + THIRD, FIRST + SECOND + THIRD, section=section) == []


def test_what_must_stand_there_every_year_does_not_count() -> None:
    frame = (
        "统计期限为{0}年1月1日至12月31日。\n（一）主动公开情况。{1}\n（二）依申请公开情况。全年未收到申请。\n"
        "（三）政府信息管理情况。{2}\n（四）政府信息公开平台建设情况。{3}\n（五）监督保障情况。{4}\n"
        "联系电话：0571-00000000，邮编310000。"
    )
    assert repeated(frame.format(2025, *NEW), frame.format(2024, FIRST, SECOND, FOURTH, FIFTH)) == []


def test_two_sentences_of_many_are_no_repetition() -> None:
    assert repeated(FIRST + SECOND + NEW[0], FIRST + SECOND + NEW[1]) == []


@pytest.mark.parametrize(
    ("now", "before"), [("", FIRST), (FIRST, ""), ("无", "无"), ("。。。", "。。。"), ("\n", "\n")]
)
def test_nothing_repeats_nothing(now: str, before: str) -> None:
    assert repeated(now, before, section="problems") == []


def test_the_same_words_in_another_section_are_another_matter() -> None:
    text = FIRST + SECOND + THIRD
    report = Report(edition_for_year(2025), 2025, "某局", texts={"problems": text})
    previous = Report(edition_for_year(2024), 2024, "某局", texts={"overview": text})
    assert [f.code for f in check(report, previous) if f.code == "Y06"] == []


def test_the_texts_of_the_other_edition_are_compared() -> None:
    report = Report(edition_for_year(2021), 2021, "某局", texts={"problems": FIRST + SECOND})
    previous = Report(edition_for_year(2020), 2020, "某局", texts={"problems": FIRST + SECOND})
    assert [f.code for f in check(report, previous) if f.code == "Y06"] == ["Y06"]
