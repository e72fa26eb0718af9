"""Family Y: what must follow from last year's end, what looks copied or odd, and what is innocent."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.checks import Finding, check
from reportwizard.checks.profile import DEFAULT, Profile
from reportwizard.editions.loading import edition_for_year, load_edition
from reportwizard.records import replace
from reportwizard.report.model import Report
from reportwizard.report.numbers import Figure
from reportwizard.report.previous import same_cell

A = "applications"
RULES = "proactive.art20_1.rules"
DOCUMENTS = "proactive.art20_1.normative_documents"
PENALTIES = "proactive.art20_6.penalties.decisions"
FEES = "proactive.art20_8.fees.amount"
ENDED: dict[str, Figure] = {
    f"{A}.carried_forward.natural_person": 535,
    f"{A}.carried_forward.business": 6,
    f"{A}.carried_forward.research": 0,
    f"{A}.carried_forward.public_welfare": 1,
    f"{A}.carried_forward.legal_service": 18,
    f"{A}.carried_forward.other": 0,
}


def found(report: Report, previous: Report | None, profile: Profile = DEFAULT) -> list[Finding]:
    return [finding for finding in check(report, previous, profile=profile) if finding.code[0] == "Y"]


def codes(report: Report, previous: Report | None, profile: Profile = DEFAULT) -> list[str]:
    return [finding.code for finding in found(report, previous, profile)]


def last(year: int = 2024, **columns: int) -> Report:
    """A year that carried forward what the clean report took over, but for some columns."""
    changed = {f"{A}.carried_forward.{column}": number for column, number in columns.items()}
    return Report(edition_for_year(year), year, "杭州市人民政府", figures=ENDED | changed)


def zeros(year: int, **texts: str) -> Report:
    edition = edition_for_year(year)
    figures: dict[str, Figure] = {path: 0 for path, cell in edition.cells.items() if not cell.computed}
    return Report(edition, year, "某局", figures=figures, texts=texts)


# ---- what one year hands on to the next


def test_a_year_that_follows_is_innocent(clean: Report) -> None:
    assert codes(clean, last()) == []
    assert codes(clean, None) == []


def test_a_total_that_differs_is_one_finding_that_names_the_column(clean: Report) -> None:
    (finding,) = found(clean, last(natural_person=540))
    assert (finding.code, finding.severity) == ("Y01", "error")
    assert finding.where == (f"{A}.carried_over.natural_person", f"{A}.carried_over.total")
    assert finding.message == (
        "上年结转共 560 件，上年报告的结转下年度共 565 件，少 5；不同的是：自然人 535（上年报告 540，少 5）"
    )
    assert (finding.expected, finding.actual) == (565, 560)
    assert finding.proposal == ((f"{A}.carried_over.natural_person", 540),)


def test_columns_that_differ_under_one_total_are_one_warning(clean: Report) -> None:
    (finding,) = found(clean, last(natural_person=534, business=7))
    assert (finding.code, finding.severity) == ("Y02", "warning")
    assert finding.where == (f"{A}.carried_over.natural_person", f"{A}.carried_over.business")
    assert "自然人 535（上年报告 534，多 1）、商业企业 6（上年报告 7，少 1）" in finding.message


def test_a_column_speaks_before_the_rest_is_typed(clean: Report) -> None:
    del clean.figures[f"{A}.carried_over.legal_service"]
    (finding,) = found(clean, last(business=14))
    assert (finding.code, finding.expected, finding.actual) == ("Y02", 14, 6)
    assert "总计相同" not in finding.message


def test_a_total_that_last_year_only_stated_counts(clean: Report) -> None:
    before = Report(clean.edition, 2024, stated={f"{A}.carried_forward.total": 561})
    (finding,) = found(clean, before)
    assert (finding.code, finding.where) == ("Y01", (f"{A}.carried_over.total",))
    assert finding.proposal == ()


@pytest.mark.parametrize("figure", ["/", "540件", None])
def test_what_is_no_number_last_year_says_nothing(figure: str | None, clean: Report) -> None:
    before = last()
    before.figures.pop(f"{A}.carried_forward.natural_person")
    if figure is not None:
        before.figures[f"{A}.carried_forward.natural_person"] = figure
    assert codes(clean, before) == []


def test_pending_challenges_are_never_carried_over(clean: Report) -> None:
    before = last()
    before.figures |= {"challenges.reconsideration.pending": 119, "challenges.reconsideration.upheld": 300}
    assert codes(clean, before) == []


@pytest.mark.parametrize(("year", "expected"), [(2024, ["Y01"]), (2023, []), (2025, []), (2026, [])])
def test_only_the_year_before_hands_on(year: int, expected: list[str], clean: Report) -> None:
    assert codes(clean, last(year, natural_person=540)) == expected


def test_the_other_edition_hands_on_too() -> None:
    before, now = zeros(2020), zeros(2021)
    before.figures |= {f"{A}.carried_forward.business": 2, f"{A}.received.business": 2}
    now.figures |= {f"{A}.carried_over.business": 3, f"{A}.granted.business": 3}
    (finding,) = found(now, before)
    assert finding.code == "Y01"
    now.figures |= {f"{A}.carried_over.business": 2, f"{A}.granted.business": 2}
    assert codes(now, before) == []


# ---- the stock


def test_a_stock_is_told_as_a_sum(clean: Report) -> None:
    (finding,) = found(clean, Report(clean.edition, 2024, figures={f"{RULES}.in_force": 70}))
    assert (finding.code, finding.severity) == ("Y03", "warning")
    assert finding.message == "规章：上年末 70 ＋ 本年制发 3 － 本年废止 5 ＝ 68，现行有效填的是 74，多 6"
    assert finding.where == (f"{RULES}.issued", f"{RULES}.repealed", f"{RULES}.in_force")
    assert (finding.expected, finding.actual) == (68, 74)


def test_each_row_of_stock_is_its_own(clean: Report) -> None:
    before = Report(clean.edition, 2024, figures={f"{RULES}.in_force": 70, f"{DOCUMENTS}.in_force": 4600})
    assert codes(clean, before) == ["Y03", "Y03"]
    before.figures = {f"{RULES}.in_force": 76, f"{DOCUMENTS}.in_force": 4605}
    assert codes(clean, before) == []


def test_a_stock_too_small_for_its_own_year_is_told_once(clean: Report) -> None:
    clean.figures |= {f"{RULES}.issued": 9, f"{RULES}.in_force": 3}
    all_codes = [f.code for f in check(clean, Report(clean.edition, 2024, figures={f"{RULES}.in_force": 76}))]
    assert "V07" in all_codes and "Y03" not in all_codes


@pytest.mark.parametrize("column", ["issued", "repealed", "in_force"])
def test_a_stock_with_a_blank_is_left_alone(column: str, clean: Report) -> None:
    before = Report(clean.edition, 2024, figures={f"{RULES}.in_force": 70})
    del clean.figures[f"{RULES}.{column}"]
    assert codes(clean, before) == []


def test_the_edition_of_2019_knows_no_stock() -> None:
    before, now = zeros(2020), zeros(2021)
    before.figures["proactive.art20_1.rules.disclosed_total"] = 5
    now.figures["proactive.art20_1.rules.in_force"] = 9
    assert codes(now, before) == []


# ---- copied figures


def steady(year: int) -> Report:
    """A year that may be followed by itself, with something in it."""
    report = zeros(year)
    report.figures |= {f"{A}.received.business": 7, f"{A}.granted.business": 7, PENALTIES: 30}
    return report


def test_a_report_with_last_years_figures_is_told_once() -> None:
    (finding,) = found(steady(2025), steady(2024))
    assert (finding.code, finding.severity) == ("Y04", "warning")
    assert finding.message == "可以对照的 166 格都与上年的报告相同，其中 3 格不是 0"
    assert finding.where == (PENALTIES, f"{A}.received.business", f"{A}.granted.business")


def test_an_older_report_may_be_copied_too() -> None:
    (finding,) = found(steady(2025), steady(2022))
    assert "与 2022 年的报告相同" in finding.message


def test_one_other_figure_is_enough() -> None:
    now = steady(2025)
    now.figures[PENALTIES] = 31
    assert codes(now, steady(2024)) == []


def test_an_amount_written_otherwise_is_the_same() -> None:
    now, before = steady(2025), steady(2024)
    now.figures[FEES], before.figures[FEES] = Decimal("12.50"), Decimal("12.5")
    assert codes(now, before) == ["Y04"]


def test_nothing_again_is_innocent() -> None:
    assert codes(zeros(2025), zeros(2024)) == []


def test_documents_in_force_may_stay_as_they_are() -> None:
    now, before = zeros(2025), zeros(2024)
    for report in (now, before):
        report.figures[f"{DOCUMENTS}.in_force"] = 31
    assert codes(now, before) == []


def test_one_application_a_year_may_be_so() -> None:
    now, before = zeros(2025), zeros(2024)
    for report in (now, before):
        report.figures |= {f"{A}.received.business": 1, f"{A}.granted.business": 1}
    assert [(f.code, f.severity) for f in found(now, before)] == [("Y04", "advice")]


@pytest.mark.parametrize("side", ["now", "before", "both"])
def test_while_a_cell_is_blank_nothing_is_called_copied(side: str) -> None:
    now, before = steady(2025), steady(2024)
    if side != "before":
        del now.figures["challenges.direct_suit.upheld"]
    if side != "now":
        del before.figures["challenges.direct_suit.upheld"]
    assert codes(now, before) == []


# ---- large changes


def test_large_changes_are_one_finding_a_section_the_most_moved_first(clean: Report) -> None:
    before = Report(clean.edition, 2024, figures={PENALTIES: 1_000_000, FEES: 100})
    before.figures |= {f"{A}.received.natural_person": 5120, f"{A}.received.legal_service": 20}
    first, second = found(clean, before)
    assert (first.code, first.severity, first.where) == ("Y05", "advice", (PENALTIES, FEES))
    assert first.message.startswith("有 2 格与上年相比变动很大：行政处罚 ／ 本年处理决定数量 上年 1,000,000（")
    assert second.where == (f"{A}.received.natural_person", f"{A}.received.legal_service")
    assert "上年 5,120（今年多 8,492，+166%）" in second.message


def test_of_many_the_first_three_are_told(clean: Report) -> None:
    before = deepcopy(clean)
    before.year, before.texts = 2024, {}
    received = [path for path in clean.figures if path.startswith("challenges.")]
    before.figures = dict.fromkeys(received, 500)
    (finding,) = found(clean, before)
    assert len(finding.where) == 11, "376 for 500 is no large change"
    assert finding.message.endswith("；还有 8 格")


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [(0, 9, []), (0, 10, ["Y05"]), (20, 30, []), (20, 31, ["Y05"]), (10, 0, ["Y05"]), (9, 0, []), (100, 60, [])],
)
def test_more_than_half_and_ten_or_more(before: int, now: int, expected: list[str]) -> None:
    one, other = zeros(2025), zeros(2024)
    one.figures[PENALTIES], other.figures[PENALTIES] = now, before
    assert codes(one, other) == expected


def test_a_place_may_draw_the_line_elsewhere() -> None:
    one, other = zeros(2025), zeros(2024)
    one.figures[PENALTIES], other.figures[PENALTIES] = 125, 100
    assert codes(one, other, replace(DEFAULT, large_change_percent=20)) == ["Y05"]
    assert codes(one, other, replace(DEFAULT, large_change_percent=20, large_change_least=26)) == []


def test_an_amount_that_is_doubted_is_no_large_change(clean: Report) -> None:
    clean.level = "city"
    before = Report(clean.edition, 2024, figures={FEES: 3})
    assert [f.code for f in check(clean, before)] == ["V05"]


def test_a_text_has_not_moved(clean: Report) -> None:
    clean.figures[PENALTIES] = "/"
    assert codes(clean, Report(clean.edition, 2024, figures={PENALTIES: 9})) == []


def test_decisions_of_2020_are_not_held_against_projects() -> None:
    now, before = zeros(2021), zeros(2020)
    before.figures["proactive.art20_6.penalties.items_before"] = 5000
    before.figures["proactive.art20_6.penalties.change"] = -400
    assert codes(now, before) == []


# ---- properties

FIGURE = st.one_of(
    st.integers(-50, 5000),
    st.decimals(-10, 10**6, places=2),
    st.sampled_from(["/", "", "12件", "无", "一二"]),
)
TEXTS = st.dictionaries(
    st.sampled_from(["preface", "overview", "applications", "problems", "other_matters"]),
    st.text("一二是（）()、。；！，\n 　0123４５年月公开申请件的了“”", max_size=80),
)


@st.composite
def reports(draw: st.DrawFn, years: st.SearchStrategy[int]) -> Report:
    year = draw(years)
    edition = edition_for_year(year)
    typed = [path for path, cell in edition.cells.items() if not cell.computed]
    figures = draw(st.dictionaries(st.sampled_from(typed), FIGURE))
    level = draw(st.sampled_from(["", "city", "county", "town", "department"]))
    return Report(edition, year, "某局", level=level, level_of="county", figures=figures, texts=draw(TEXTS))


@given(reports(st.integers(2019, 2026)), reports(st.integers(2018, 2026).filter(lambda y: y >= 2019)))
def test_whatever_stands_there_is_judged_or_left_alone(now: Report, before: Report) -> None:
    places = {*now.edition.cells, *(f"texts.{name}" for name in now.texts)}
    for finding in found(now, before):
        assert now.year > before.year
        assert set(finding.where) <= places
        assert "None" not in finding.message


@given(reports(st.just(2024)), st.booleans())
def test_a_report_followed_by_itself_is_at_most_copied(before: Report, other_edition: bool) -> None:
    if other_edition:
        before = Report(load_edition("2019"), 2020, figures={}, texts=before.texts)
    for column in [c.split(".")[-1] for c in ENDED]:
        before.figures[f"{A}.carried_over.{column}"] = before.figures.get(f"{A}.carried_forward.{column}", 0)
        before.figures.setdefault(f"{A}.carried_forward.{column}", 0)
    for row in (RULES, DOCUMENTS) if not other_edition else ():
        before.figures[f"{row}.repealed"] = before.figures.setdefault(f"{row}.issued", 0)
    now = deepcopy(before)
    now.year += 1
    now.edition = edition_for_year(now.year)
    now.figures = {path: value for path, value in now.figures.items() if path in now.edition.cells}
    assert set(codes(now, before)) <= {"Y04", "Y06"}


def test_two_editions_agree_on_what_means_the_same() -> None:
    one, other = load_edition("2019"), load_edition("2021")
    paths = {*one.cells, *other.cells}
    assert {p for p in paths if same_cell(p, one, other)} == {p for p in paths if same_cell(p, other, one)}
