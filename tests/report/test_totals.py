from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.editions.loading import load_edition
from reportwizard.report.model import Report
from reportwizard.report.totals import Sum, add, compute, differing_stated, published_figure, subtotal

A = "applications"
SUIT = "challenges.direct_suit"


def complete(edition_id: str = "2021") -> Report:
    edition = load_edition(edition_id)
    return Report(edition, 2025, figures={path: 1 for path, cell in edition.cells.items() if not cell.computed})


@pytest.mark.parametrize(("edition_id", "outcomes"), [("2019", 19), ("2021", 21)])
def test_totals_add_every_outcome_and_every_applicant(edition_id: str, outcomes: int) -> None:
    totals = compute(complete(edition_id))
    assert totals[f"{A}.concluded.business"].value == outcomes
    assert totals[f"{A}.received.total"].value == 6
    assert totals[f"{A}.concluded.total"].value == 6 * outcomes
    assert totals[f"{SUIT}.total"].value == 4


def test_a_blank_makes_a_sum_incomplete_not_zero() -> None:
    report = complete()
    del report.figures[f"{A}.granted.business"]
    totals = compute(report)
    assert totals[f"{A}.concluded.business"] == Sum(20, False)
    assert totals[f"{A}.concluded.business"].value is None
    assert totals[f"{A}.concluded.total"] == Sum(125, False)
    assert totals[f"{A}.concluded.other"].value == 21


def test_a_text_makes_a_sum_incomplete() -> None:
    report = complete()
    report.figures[f"{SUIT}.upheld"] = "/"
    assert compute(report)[f"{SUIT}.total"] == Sum(3, False)


@given(st.lists(st.decimals(0, 10**9, places=4, allow_nan=False), max_size=30))
def test_sums_of_amounts_are_exact(amounts: list[Decimal]) -> None:
    assert add(amounts).known * 10_000 == sum(int(amount * 10_000) for amount in amounts)


def test_a_group_is_summed_in_a_typed_and_in_a_computed_column() -> None:
    report = complete()
    table = next(table for table in report.edition.tables if table.path == A)
    group = next(group for group in table.row_groups if group.subtotal)
    totals = compute(report)
    assert subtotal(report, table, group, table.columns[0], totals).value == 8
    assert subtotal(report, table, group, table.columns[-1], totals).value == 48


def test_a_stated_total_stays_only_while_it_says_something() -> None:
    report = complete()
    del report.figures[f"{A}.received.other"]
    report.stated = {f"{SUIT}.total": 4, "challenges.reconsideration.total": 5, f"{A}.received.total": 6}
    assert differing_stated(report) == {f"{A}.received.total": 6, "challenges.reconsideration.total": 5}


def test_the_printed_total_is_the_sum_and_the_stated_where_there_is_none() -> None:
    report = complete()
    report.stated = {f"{SUIT}.total": 9}
    assert published_figure(report, f"{SUIT}.total", compute(report)) == 4
    del report.figures[f"{SUIT}.upheld"]
    assert published_figure(report, f"{SUIT}.total", compute(report)) == 9
    assert published_figure(report, f"{SUIT}.upheld", compute(report)) is None
