from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.checks import Finding, check
from reportwizard.editions.loading import load_edition
from reportwizard.report.model import Report

A = "applications"
EDITION = load_edition("2021")
COLUMNS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other")
OUTCOMES = [
    path.split(".", 1)[1].rsplit(".", 1)[0]
    for path in EDITION.cells
    if path.startswith(f"{A}.") and path.endswith(".other")
    if path.split(".")[1] not in ("received", "carried_over", "concluded", "carried_forward")
]


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
    assert finding.message == (
        "自然人：一 821 ＋ 二 18 ＝ 839；三（七） 767 ＋ 四 71 ＝ 838，第三项加第四项比第一项加第二项少 1"
    )
    assert (finding.expected, finding.actual) == (839, 838)
    assert finding.where == tuple(
        f"{A}.{row}.natural_person" for row in ("received", "carried_over", "concluded", "carried_forward")
    )


def test_the_other_way_is_more(clean: Report) -> None:
    clean.figures[f"{A}.carried_forward.other"] = 5
    assert only(clean, "A01").message.endswith("第三项加第四项比第一项加第二项多 2")


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
    assert finding.message == "未经复议直接起诉 / 总计：所写的是 58，各项相加是 56，所写的多 2"
    assert (finding.where, finding.expected, finding.actual) == (("challenges.direct_suit.total",), 56, 58)


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
        assert "“自然人”的第三项加第四项多 1" in hint.message
        assert "“其他”的少 1" in hint.message
        assert f"{A}.received.natural_person" in hint.where
        assert f"{A}.received.other" in hint.where


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
    assert check(sparse) == []


@pytest.mark.parametrize(
    ("path", "written", "message"),
    [
        (f"{A}.denied.state_secret.natural_person", 12, "自然人 的“1.属于国家秘密”疑似把 21 写成了 12"),
        (f"{A}.granted.natural_person", 13, "自然人 的“（一）予以公开”疑似把 103 写成了 13"),
        (f"{A}.granted.natural_person", 1033, "自然人 的“（一）予以公开”疑似把 103 写成了 1033"),
        (f"{A}.carried_forward.natural_person", 221, "自然人 的“四、结转下年度继续办理”疑似把 21 写成了 221"),
    ],
)
def test_a_slip_of_digits_is_named(path: str, written: int, message: str, sparse: Report) -> None:
    sparse.figures[path] = written
    assert slip(sparse, "A01") == message


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
    assert slip(sparse, "A01") == "“（一）予以公开”的 103 疑似拆成了“自然人” 10 和“商业企业” 3 两格"


def test_a_split_number_meant_for_the_right_cell_is_named(zeros: Callable[[str, int], Report]) -> None:
    report = zeros("2021", 2025)
    report.figures |= {f"{A}.received.business": 20, f"{A}.granted.natural_person": 2}
    assert slip(report, "A01") == "“（一）予以公开”的 20 疑似拆成了“自然人” 2 和“商业企业” 0 两格"


def test_a_row_left_out_of_a_stated_total_is_named(clean: Report) -> None:
    clean.stated[f"{A}.concluded.natural_person"] = 13364 - 3075
    assert slip(clean, "A02") == "自然人 的“（七）总计”疑似漏加了“1.本机关不掌握相关政府信息”的 3075"


def test_a_column_left_out_of_a_stated_total_is_named(clean: Report) -> None:
    clean.stated[f"{A}.received.total"] = 14069 - 45
    assert slip(clean, "A03") == "总计 的“一、本年新收政府信息公开申请数量”疑似漏加了“社会公益组织”的 45"


def test_a_result_left_out_of_a_stated_total_is_named(clean: Report) -> None:
    clean.stated["challenges.direct_suit.total"] = 56 - 12
    assert slip(clean, "A04") == "总计 的“未经复议直接起诉”疑似漏加了“其他结果”的 12"


def test_one_of_two_equal_parts_left_out_is_not_guessed(clean: Report) -> None:
    # 100 and 100: either row may be the one that was left out
    clean.figures[f"{A}.not_processed.repeated.natural_person"] = 100
    clean.figures[f"{A}.received.natural_person"] -= 47
    clean.stated[f"{A}.concluded.natural_person"] = 13364 - 47 - 100
    assert slip(clean, "A02") == ""


def test_a_slip_in_a_stated_total_is_named(clean: Report) -> None:
    clean.stated["challenges.suit_after_reconsideration.total"] = 1156
    assert slip(clean, "A04") == "总计 的“复议后起诉”疑似把 156 写成了 1156"


def test_no_part_is_blamed_whose_column_balances(clean: Report) -> None:
    # 522 for 252 (商业企业) would mend the row, but that column balances as it is
    clean.stated[f"{A}.received.total"] = 14069 + 270
    assert only(clean, "A03").hints == ()


def test_a_slip_is_named_where_the_row_decides_between_two(clean: Report) -> None:
    # 39 for 309 would mend the column too, so the column alone cannot tell
    clean.figures[f"{A}.received.business"] = 522
    assert slip(clean, "A01") == ""
    clean.stated[f"{A}.received.total"] = 14069
    assert slip(clean, "A03") == "商业企业 的“一、本年新收政府信息公开申请数量”疑似把 252 写成了 522"


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
