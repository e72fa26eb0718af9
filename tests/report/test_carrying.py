"""What last year's report hands to this year's, and what it does not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.editions.loading import edition_for_year, load_edition
from reportwizard.errors import StorageError
from reportwizard.report.carrying import carry_over
from reportwizard.report.model import Report, unconfirmed
from support.reports import blank

EDITION = load_edition("2021")
KINDS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other")
FORWARD = {f"applications.carried_forward.{kind}": f"applications.carried_over.{kind}" for kind in KINDS}
STOCK = "proactive.art20_1.normative_documents.in_force"


def last(year: int = 2024, agency: str = "某局") -> Report:
    report = blank(year, agency)
    report.level, report.level_of = "department", "county"
    report.figures = {path: number for number, path in enumerate(FORWARD, 1)}
    report.figures |= {"applications.received.natural_person": 99}
    if STOCK in report.edition.cells:
        report.figures[STOCK] = 40
    return report


def test_what_was_carried_forward_is_carried_over_kind_by_kind() -> None:
    report = carry_over(last(), 2025, EDITION).report
    assert [report.figures[path] for path in FORWARD.values()] == [1, 2, 3, 4, 5, 6]
    assert report.figures[STOCK] == 40
    assert "applications.received.natural_person" not in report.figures
    assert (report.agency, report.level, report.level_of, report.year) == ("某局", "department", "county", 2025)


def test_all_that_came_waits_to_be_confirmed() -> None:
    report = carry_over(last(), 2025, EDITION).report
    assert set(unconfirmed(report)) == {"agency", "level", "level_of", *FORWARD.values(), STOCK}
    assert unconfirmed(report)[:3] == ("agency", "level", "level_of")


def test_an_agency_that_was_just_named_is_not_carried() -> None:
    report = carry_over(last(), 2025, EDITION, agency="新局").report
    assert report.agency == "新局"
    assert "agency" not in report.carried


def test_blanks_and_texts_do_not_come_along_and_are_told() -> None:
    before = last()
    del before.figures["applications.carried_forward.business"]
    before.figures["applications.carried_forward.other"] = "/"
    carried = carry_over(before, 2025, EDITION)
    assert "applications.carried_over.business" not in carried.report.figures
    assert "applications.carried_over.other" not in carried.report.figures
    told = next(remark for remark in carried.remarks if "没有带来" in remark)
    assert "有 2 格" in told
    assert "没有填" in told
    assert "“/”" in told


def test_from_the_edition_before_comes_what_means_the_same() -> None:
    before = last(2020)
    carried = carry_over(before, 2021, edition_for_year(2021))
    assert [carried.report.figures[path] for path in FORWARD.values()] == [1, 2, 3, 4, 5, 6]
    assert STOCK not in carried.report.figures
    assert any("2020 年的报告格式没有这一项" in remark for remark in carried.remarks)


def test_an_older_report_is_taken_and_told() -> None:
    assert any("不是 2024 年的" in remark for remark in carry_over(last(2022), 2025, EDITION).remarks)


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_report_that_is_not_earlier_is_refused(year: int) -> None:
    with pytest.raises(StorageError, match="不能当作 2025 年的上年报告"):
        carry_over(last(year), 2025, EDITION)


@pytest.mark.parametrize(
    ("title", "now"),
    [
        ("某局2024年政府信息公开年度报告", "某局2025年政府信息公开年度报告"),
        ("某局二〇二四年年度报告", "某局二〇二五年年度报告"),
        ("某局2024年政府信息公开工作年度报告", ""),
        ("", ""),
        ("关于12024号的报告", "关于12024号的报告"),
    ],
)
def test_the_title_is_brought_up_to_date(title: str, now: str) -> None:
    before = last()
    before.title = title
    carried = carry_over(before, 2025, EDITION)
    assert carried.report.title == now
    assert any("没有年度" in remark for remark in carried.remarks) == (title == now != "")


def test_a_report_that_did_not_balance_is_told() -> None:
    before = last()
    before.figures = {path: 0 for path, cell in before.edition.cells.items() if not cell.computed}
    before.figures["applications.received.business"] = 2
    assert any("“商业企业”没有平衡" in remark for remark in carry_over(before, 2025, EDITION).remarks)


@given(st.dictionaries(st.sampled_from(list(FORWARD)), st.integers(0, 10**9) | st.just("/") | st.just(Decimal("1.5"))))
def test_no_figure_is_made_up(figures: dict[str, int | str | Decimal]) -> None:
    before = blank(2024)
    before.figures = dict(figures)
    report = carry_over(before, 2025, EDITION).report
    numbers = {FORWARD[path]: figure for path, figure in figures.items() if not isinstance(figure, str)}
    assert report.figures == numbers
    assert report.carried == {"agency", *numbers}
    assert list(report.figures) == [path for path in EDITION.cells if path in numbers]
