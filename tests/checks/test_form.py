"""Family F: how the form looked on paper. What is no fault is as important as what is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from reportwizard.checks import Finding, check, waiver_values
from reportwizard.editions.loading import load_edition
from reportwizard.recognise.recognised import Added, Form, Gap, SeenHeading, SeenLabel, Together
from reportwizard.report.model import Report, Waiver
from support.forms import HEADINGS, printed

ISSUED = "proactive.art20_1.rules.issued"
OTHER = ("applications.received.other", "applications.carried_over.other", "applications.received.total")
OLD_FOURTH = "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"


def found(report: Report, form: Form) -> list[Finding]:
    return [finding for finding in check(report, form=form) if finding.code.startswith("F")]


def test_a_file_of_our_own_has_no_looks(clean: Report) -> None:
    assert check(clean, form=None) == check(clean, form=printed()) == []


# ---- F01


def test_a_missing_heading_is_named_at_its_section(clean: Report) -> None:
    (finding,) = found(clean, printed(headings=HEADINGS[:1] + HEADINGS[2:]))
    assert (finding.where, finding.expected) == (("texts.proactive",), "二、主动公开政府信息情况")
    assert "没有找到标题“二、主动公开政府信息情况”" in finding.message


def test_a_wrong_number_is_told_with_the_right_one(clean: Report) -> None:
    wrong = SeenHeading("proactive", "三、主动公开政府信息情况", 3)
    (finding,) = found(clean, printed(headings=[HEADINGS[0], wrong, *HEADINGS[2:]]))
    assert finding.message == "标题“三、主动公开政府信息情况”序号应是“二”"


def test_of_headings_in_disorder_only_the_displaced_one_is_told(clean: Report) -> None:
    (finding,) = found(clean, printed(headings=[HEADINGS[5], *HEADINGS[:5]]))
    assert (finding.where, "次序不对" in finding.message) == (("texts.other_matters",), True)


def test_all_that_is_wrong_with_a_heading_is_one_finding(clean: Report) -> None:
    odd = SeenHeading("other_matters", "七、其它", 7)
    (finding,) = found(clean, printed(headings=[odd, *HEADINGS[:5]]))
    assert finding.message == "标题“七、其它”次序不对，序号应是“六”，应写作“六、其他需要报告的事项”"


def test_a_second_heading_of_a_section_is_no_disorder(clean: Report) -> None:
    assert found(clean, printed(headings=[*HEADINGS, HEADINGS[0], SeenHeading("", "七、附件", 7)])) == []


@pytest.mark.parametrize(("edition", "faults"), [("2019", 0), ("2021", 1)])
def test_the_old_wording_is_accepted_in_the_old_edition(
    edition: str, faults: int, zeros: Callable[[str, int], Report]
) -> None:
    headings = [*HEADINGS[:3], SeenHeading("challenges", OLD_FOURTH, 4), *HEADINGS[4:]]
    assert len(found(zeros(edition, int(edition)), printed(headings=headings))) == faults


# ---- F02


@pytest.mark.parametrize(
    ("edition", "year", "wrong"),
    [("2019", 2018, True), ("2019", 2019, False), ("2019", 2020, False), ("2019", 2023, True), ("2021", 2020, True)],
)
def test_the_year_alone_tells_the_edition(
    edition: str, year: int, wrong: bool, zeros: Callable[[str, int], Report]
) -> None:
    findings = check(zeros(edition, year))
    assert [finding.code for finding in findings] == ["F02"] * wrong
    for finding in findings:
        assert finding.where[0] in load_edition(edition).cells


def test_labels_of_the_other_edition_are_named(clean: Report) -> None:
    foreign = [SeenLabel((ISSUED,), "本年新制作数量", ""), SeenLabel((ISSUED,), "政府集中采购", "")]
    (finding,) = found(clean, printed(foreign=foreign))
    assert finding.code == "F02" and finding.where == (ISSUED,)
    assert "“本年新制作数量”“政府集中采购”" in finding.message


def test_an_old_form_with_new_labels_is_one_finding(zeros: Callable[[str, int], Report]) -> None:
    report = zeros("2019", 2023)
    path = next(iter(report.edition.cells))
    (finding,) = found(report, printed(foreign=[SeenLabel((path,), "本年制发件数", "")]))
    assert (finding.expected, finding.actual) == ("2021", "2019")
    assert "2023 年的报告用的是 2019 年版的表，还混有另一版的“本年制发件数”" in finding.message


# ---- F03, F04, F05


def test_a_label_met_twice_is_one_finding(clean: Report) -> None:
    twice = [SeenLabel((ISSUED,), "发件", "本年制发件数"), SeenLabel((OTHER[0],), "发件", "本年制发件数")]
    (finding,) = found(clean, printed(labels=twice))
    assert (finding.code, finding.severity, finding.where) == ("F03", "warning", (ISSUED, OTHER[0]))


def test_a_missing_column_says_how_many_cells_are_blank(clean: Report) -> None:
    del clean.figures[OTHER[0]], clean.figures[OTHER[1]]
    (finding,) = found(clean, printed(gaps=[Gap(OTHER, "其他", "column")]))
    assert finding.message == "没有“其他”这一列，2 格空着"
    assert {f.code for f in check(clean, form=printed())} == {"V01"}, "the blanks themselves are told by V01"


def test_an_added_row_is_named(clean: Report) -> None:
    (finding,) = found(clean, printed(added=[Added((ISSUED,), "其他主动公开文件", "row")]))
    assert finding.code == "F04" and "多出“其他主动公开文件”这一行" in finding.message


def test_what_ran_together_is_shown_as_it_stood(clean: Report) -> None:
    (finding,) = found(clean, printed(together=[Together((ISSUED, OTHER[0]), "规章000")]))
    assert (finding.code, finding.actual, finding.where) == ("F05", "规章000", (ISSUED, OTHER[0]))


# ---- as other findings


@pytest.mark.parametrize(
    "form",
    [
        printed(headings=HEADINGS[1:]),
        printed(foreign=[SeenLabel((ISSUED,), "本年新制作数量", "")]),
        printed(labels=[SeenLabel((ISSUED,), "发件", "本年制发件数")]),
        printed(gaps=[Gap(OTHER, "其他", "column")]),
        printed(together=[Together((ISSUED,), "规章000")]),
    ],
    ids=["F01", "F02", "F03", "F04", "F05"],
)
def test_a_reason_can_be_given(form: Form, clean: Report) -> None:
    (finding,) = found(clean, form)
    values = waiver_values(clean, finding)
    clean.waivers = [Waiver(finding.code, finding.where, "张三", date(2026, 1, 5), "上级定的格式", values)]
    assert [again.waived is not None for again in found(clean, form)] == [True]


def test_text_of_a_document_is_told_harmlessly(clean: Report) -> None:
    hostile = "发\x1b[31m件\n"
    form = printed(
        labels=[SeenLabel((ISSUED,), hostile, "本年制发件数")],
        gaps=[Gap((ISSUED,), hostile, "row")],
        added=[Added((ISSUED,), hostile, "row")],
        together=[Together((ISSUED,), hostile)],
        foreign=[SeenLabel((ISSUED,), hostile, "")],
        headings=[SeenHeading("overview", hostile, 1), *HEADINGS[1:]],
    )
    findings = found(clean, form)
    assert {finding.code for finding in findings} == {"F01", "F02", "F03", "F04", "F05"}
    assert not any(set("\x1b\n") & set(finding.message + finding.remedy) for finding in findings)
