from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.checks import Finding, check, select_codes
from reportwizard.editions.loading import load_edition
from reportwizard.report.model import Report
from support.reports import without_counts

FIGURES = select_codes("A,V", "")
"""What the prose says of them is the business of other tests."""

A = "applications"
EDITION = load_edition("2021")
COLUMNS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other")
OUTCOMES = [
    path.split(".", 1)[1].rsplit(".", 1)[0]
    for path in EDITION.cells
    if path.startswith(f"{A}.") and path.endswith(".other")
    if path.split(".")[1] not in ("received", "carried_over", "concluded", "carried_forward")
]


@pytest.fixture
def clean(clean: Report) -> Report:
    """The clean figures, of which the texts say nothing."""
    return without_counts(clean)


def find(report: Report, code: str) -> list[Finding]:
    return [finding for finding in check(report) if finding.code == code]


def only(report: Report, code: str) -> Finding:
    (finding,) = find(report, code)
    return finding


def test_the_form_has_21_outcomes() -> None:
    assert len(OUTCOMES) == 21


def test_an_unbalanced_column_is_told_in_sums_and_words(zeros: Callable[[str, int], Report]) -> None:
    report = zeros("2019", 2019)
    report.figures |= {
        f"{A}.received.natural_person": 821,
        f"{A}.carried_over.natural_person": 18,
        f"{A}.granted.natural_person": 767,
        f"{A}.carried_forward.natural_person": 71,
    }
    finding = only(report, "A01")
    assert finding.message == ("自然人：一 821 ＋ 二 18 ＝ 839；三（七） 767 ＋ 四 71 ＝ 838，少 1")
    assert finding.remedy.startswith("第三项加第四项比第一项加第二项少 1，")
    assert (finding.expected, finding.actual) == (839, 838)
    assert finding.where == tuple(
        f"{A}.{row}.natural_person" for row in ("received", "carried_over", "concluded", "carried_forward")
    )


def test_the_other_way_is_more(clean: Report) -> None:
    clean.figures[f"{A}.carried_forward.other"] = 5
    assert only(clean, "A01").message.endswith("＝ 34，多 2")


def test_an_unbalanced_column_is_one_finding_and_the_total_is_not_named(clean: Report) -> None:
    clean.figures[f"{A}.received.business"] = 999
    assert only(clean, "A01").where[0] == f"{A}.received.business"


def test_the_total_is_named_where_no_single_column_tells(clean: Report) -> None:
    for column in COLUMNS:
        del clean.figures[f"{A}.granted.{column}"]
    clean.stated[f"{A}.concluded.total"] = 13810
    assert find(clean, "A01") == []
    clean.stated[f"{A}.concluded.total"] = 13812
    finding = only(clean, "A01")
    assert finding.where[0] == f"{A}.received.total"
    assert finding.message.endswith("多 2")


def test_a_blank_is_incomplete_and_never_out_of_balance(clean: Report) -> None:
    clean.figures[f"{A}.received.natural_person"] = 1
    del clean.figures[f"{A}.granted.natural_person"]
    assert {finding.code for finding in check(clean)} == {"V01"}


def test_a_text_is_no_term(clean: Report) -> None:
    clean.figures[f"{A}.received.natural_person"] = "/"
    assert {finding.code for finding in check(clean)} == {"V02"}


def test_stated_totals_are_silent_over_a_blank(clean: Report) -> None:
    clean.stated = {f"{A}.received.total": 1, f"{A}.concluded.business": 1, "challenges.direct_suit.total": 1}
    for path in (
        f"{A}.received.other",
        f"{A}.received.business",
        f"{A}.granted.business",
        "challenges.direct_suit.other",
    ):
        del clean.figures[path]
    assert {finding.code for finding in check(clean)} == {"V01"}


def test_a_stated_total_tells_both_figures_and_the_difference(clean: Report) -> None:
    clean.stated["challenges.direct_suit.total"] = 58
    finding = only(clean, "A04")
    assert finding.message == (
        "未经复议直接起诉 ／ 总计：结果维持 16 ＋ 结果纠正 1 ＋ 其他结果 12 ＋ 尚未审结 27 ＝ 56，写的是 58，多 2"
    )
    assert (finding.where, finding.expected, finding.actual) == (("challenges.direct_suit.total",), 56, 58)


def test_the_terms_of_a_stated_concluded_are_the_groups_of_the_form(zeros: Callable[[str, int], Report]) -> None:
    report = zeros("2021", 2025)
    report.figures |= {
        f"{A}.granted.other": 3,
        f"{A}.denied.third_party.other": 1,
        f"{A}.denied.internal_affairs.other": 1,
        f"{A}.carried_over.other": 5,
    }
    report.stated[f"{A}.concluded.other"] = 6
    assert only(report, "A02").message == "（七）总计 ／ 其他：（一） 3 ＋ （三） 2 ＝ 5，写的是 6，多 1"
    report.stated = {f"{A}.concluded.total": 4}
    assert only(report, "A02").message == "（七）总计 ／ 总计：（一） 3 ＋ （三） 2 ＝ 5，写的是 4，少 1"


def test_many_terms_and_none_are_not_spelt_out(clean: Report) -> None:
    clean.stated[f"{A}.received.total"] = 14070
    assert only(clean, "A03").message.endswith("各列相加 ＝ 14069，写的是 14070，多 1")
    clean.stated = {f"{A}.not_processed.publication.total": 1}
    assert only(clean, "A03").message.endswith("各列相加 ＝ 0，写的是 1，多 1")


def test_a_stated_text_is_a_finding(clean: Report) -> None:
    clean.stated["challenges.direct_suit.total"] = "/"
    finding = only(clean, "A04")
    assert "“/”" in finding.message
    assert finding.actual == "/"


def test_the_corner_is_one_finding(clean: Report) -> None:
    clean.stated[f"{A}.concluded.total"] = 1
    assert [finding.code for finding in check(clean)] == ["A02"]


def test_a_figure_in_the_wrong_column_is_hinted_on_both(clean: Report) -> None:
    clean.figures[f"{A}.received.natural_person"] -= 1
    clean.figures[f"{A}.received.other"] += 1
    findings = find(clean, "A01")
    assert len(findings) == 2
    for finding in findings:
        (hint,) = finding.hints
        assert hint.code == "A05"
        assert hint.message == "可能有 1 件填错了列：一、二中“自然人”的填到“其他”，或三（七）、四中反过来"
        assert f"{A}.received.natural_person" in hint.where
        assert f"{A}.received.other" in hint.where
        assert finding.proposed == ()  # many a cell could have been meant


@pytest.mark.parametrize("edition", [("2019", 2019), ("2021", 2025)])
def test_the_only_figure_that_can_be_moved_is_named_and_proposed(
    edition: tuple[str, int], zeros: Callable[[str, int], Report]
) -> None:
    report = zeros(*edition)
    report.figures |= {
        f"{A}.received.natural_person": 9,
        f"{A}.received.other": 1,
        f"{A}.granted.natural_person": 8,
        f"{A}.carried_forward.natural_person": 2,
    }
    findings = find(report, "A01")
    assert [finding.hints[0].message for finding in findings] == [
        "可能把“自然人”的 1 件填到了“其他”：其他 1 应为 0，自然人 9 应为 10（“一、本年新收政府信息公开申请数量”一行）"
    ] * 2
    for finding in findings:
        assert finding.proposed == ((f"{A}.received.other", 0), (f"{A}.received.natural_person", 10))
    for path, number in findings[0].proposed:
        report.figures[path] = number
    assert check(report, codes=FIGURES) == []


def test_an_outcome_in_the_wrong_column_is_moved_the_other_way(zeros: Callable[[str, int], Report]) -> None:
    report = zeros("2021", 2025)
    report.figures |= {
        f"{A}.received.natural_person": 9,
        f"{A}.granted.natural_person": 5,
        f"{A}.denied.third_party.business": 4,
    }
    (first, second) = find(report, "A01")
    assert first.proposed == (
        (f"{A}.denied.third_party.business", 0),
        (f"{A}.denied.third_party.natural_person", 4),
    )
    assert first.proposed == second.proposed


def test_two_figures_that_could_be_moved_are_not_guessed(zeros: Callable[[str, int], Report]) -> None:
    report = zeros("2021", 2025)
    report.figures |= {
        f"{A}.received.natural_person": 9,
        f"{A}.granted.natural_person": 5,
        f"{A}.denied.third_party.business": 4,
        f"{A}.denied.internal_affairs.business": 4,
        f"{A}.received.business": 4,
    }
    assert [finding.proposed for finding in find(report, "A01")] == [(), ()]


def test_opposite_columns_are_no_hint_while_the_total_does_not_balance(clean: Report) -> None:
    clean.figures[f"{A}.received.natural_person"] -= 1
    clean.figures[f"{A}.received.other"] += 1
    clean.figures[f"{A}.received.business"] += 40
    assert not any(hint.code == "A05" for finding in find(clean, "A01") for hint in finding.hints)


def slip(report: Report, code: str) -> str:
    hints = [hint.message for finding in find(report, code) for hint in finding.hints if hint.code == "A06"]
    return hints[0] if hints else ""


@pytest.fixture
def sparse(zeros: Callable[[str, int], Report]) -> Report:
    """One column in use, balanced: 145 + 0 = (103 + 21) + 21."""
    report = zeros("2021", 2025)
    report.figures |= {
        f"{A}.received.natural_person": 145,
        f"{A}.denied.state_secret.natural_person": 21,
        f"{A}.granted.natural_person": 103,
        f"{A}.carried_forward.natural_person": 21,
    }
    return report


def test_the_sparse_report_is_clean(sparse: Report) -> None:
    assert check(sparse, codes=FIGURES) == []


@pytest.mark.parametrize(
    ("path", "written", "message"),
    [
        (f"{A}.denied.state_secret.natural_person", 12, "可能把相邻两位打颠倒了：12 应为 21（自然人“1.属于国家秘密”）"),
        (f"{A}.granted.natural_person", 13, "可能少打一位：13 应为 103（自然人“（一）予以公开”）"),
        (f"{A}.granted.natural_person", 1033, "可能多打一位：1033 应为 103（自然人“（一）予以公开”）"),
        (f"{A}.carried_forward.natural_person", 221, "可能多打一位：221 应为 21（自然人“四、结转下年度继续办理”）"),
    ],
)
def test_a_slip_of_digits_is_named(path: str, written: int, message: str, sparse: Report) -> None:
    sparse.figures[path] = written
    assert slip(sparse, "A01") == message
    (finding,) = find(sparse, "A01")
    for proposed, number in finding.proposed:
        sparse.figures[proposed] = number
    assert check(sparse, codes=FIGURES) == []


def test_two_possible_slips_are_none(sparse: Report) -> None:
    # 12 for 21 in either of two cells would do: the other cell is made to look like a slip too
    sparse.figures[f"{A}.denied.state_secret.natural_person"] = 12
    sparse.figures[f"{A}.denied.third_party.natural_person"] = 12
    sparse.figures[f"{A}.granted.natural_person"] = 91
    assert slip(sparse, "A01") == ""


def test_a_zero_is_no_slip(zeros: Callable[[str, int], Report]) -> None:
    report = zeros("2021", 2025)
    report.figures[f"{A}.received.other"] = 7
    assert slip(report, "A01") == ""


def test_a_number_split_over_two_cells_is_named(sparse: Report) -> None:
    sparse.figures[f"{A}.granted.natural_person"] = 10
    sparse.figures[f"{A}.granted.business"] = 3
    assert slip(sparse, "A01") == (
        "可能把 103 拆成了两格：“自然人” 10 和“商业企业” 3 应为 103 和 0（“（一）予以公开”一行）"
    )


def test_a_split_number_meant_for_the_right_cell_is_named(zeros: Callable[[str, int], Report]) -> None:
    report = zeros("2021", 2025)
    report.figures |= {f"{A}.received.business": 20, f"{A}.granted.natural_person": 2}
    assert slip(report, "A01") == (
        "可能把 20 拆成了两格：“自然人” 2 和“商业企业” 0 应为 0 和 20（“（一）予以公开”一行）"
    )


def test_a_row_left_out_of_a_stated_total_is_named(clean: Report) -> None:
    clean.stated[f"{A}.concluded.natural_person"] = 13364 - 3075
    assert slip(clean, "A02") == (
        "可能漏加了“1.本机关不掌握相关政府信息”的 3075：10289 应为 13364（自然人“（七）总计”）"
    )


def test_a_column_left_out_of_a_stated_total_is_named(clean: Report) -> None:
    clean.stated[f"{A}.received.total"] = 14069 - 45
    assert slip(clean, "A03") == (
        "可能漏加了“社会公益组织”的 45：14024 应为 14069（总计“一、本年新收政府信息公开申请数量”）"
    )


def test_a_result_left_out_of_a_stated_total_is_named(clean: Report) -> None:
    clean.stated["challenges.direct_suit.total"] = 56 - 12
    assert slip(clean, "A04") == "可能漏加了“其他结果”的 12：44 应为 56（总计“未经复议直接起诉”）"


def test_one_of_two_equal_parts_left_out_is_not_guessed(clean: Report) -> None:
    # 100 and 100: either row may be the one that was left out
    clean.figures[f"{A}.not_processed.repeated.natural_person"] = 100
    clean.figures[f"{A}.received.natural_person"] -= 47
    clean.stated[f"{A}.concluded.natural_person"] = 13364 - 47 - 100
    assert slip(clean, "A02") == ""


def test_a_slip_in_a_stated_total_is_named(clean: Report) -> None:
    clean.stated["challenges.suit_after_reconsideration.total"] = 1156
    assert slip(clean, "A04") == "可能多打一位：1156 应为 156（总计“复议后起诉”）"


def test_no_part_is_blamed_whose_column_balances(clean: Report) -> None:
    # 522 for 252 (商业企业) would mend the row, but that column balances as it is
    clean.stated[f"{A}.received.total"] = 14069 + 270
    assert only(clean, "A03").hints == ()


def test_a_slip_is_named_where_the_row_decides_between_two(clean: Report) -> None:
    # 39 for 309 would mend the column too, so the column alone cannot tell
    clean.figures[f"{A}.received.business"] = 522
    assert slip(clean, "A01") == ""
    clean.stated[f"{A}.received.total"] = 14069
    assert slip(clean, "A03") == ("可能把相邻两位打颠倒了：522 应为 252（商业企业“一、本年新收政府信息公开申请数量”）")


numbers = st.integers(0, 40)


@given(
    columns=st.lists(
        st.tuples(
            st.lists(numbers, min_size=22, max_size=22), st.integers(-3, 3), st.sampled_from(["even", "off", "blank"])
        ),
        min_size=6,
        max_size=6,
    )
)
def test_a01_fires_exactly_where_a_complete_column_does_not_balance(
    columns: list[tuple[list[int], int, str]],
) -> None:
    report = Report(EDITION, 2025)
    expected = []
    for column, (values, off, state) in zip(COLUMNS, columns, strict=True):
        *outcomes, carried_forward = values
        for outcome, value in zip(OUTCOMES, outcomes, strict=True):
            report.figures[f"{A}.{outcome}.{column}"] = value
        received = sum(values) + (off if state != "even" else 0)
        report.figures[f"{A}.received.{column}"] = received
        report.figures[f"{A}.carried_over.{column}"] = 0
        report.figures[f"{A}.carried_forward.{column}"] = carried_forward
        if state == "blank":
            del report.figures[f"{A}.{OUTCOMES[values[0] % 21]}.{column}"]
        elif state == "off" and off:
            expected.append((f"{A}.received.{column}", received, sum(values)))
    assert [(f.where[0], f.expected, f.actual) for f in find(report, "A01")] == expected
