"""What another report would change in this one: shown and made from the same list."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.editions.loading import load_edition
from reportwizard.errors import StorageError
from reportwizard.report.model import Report, Waiver
from reportwizard.report.numbers import Figure
from reportwizard.report.overlay import apply, weigh
from support.reports import blank, sample

RECEIVED = "applications.received.natural_person"
TOTAL = "challenges.direct_suit.total"
FEES = "proactive.art20_8.fees.amount"
TYPED = [path for path, cell in load_edition("2021").cells.items() if not cell.computed]


def figures() -> st.SearchStrategy[dict[str, Figure]]:
    value = st.one_of(st.integers(0, 99), st.sampled_from(["/", "12件", Decimal("1.50"), Decimal("1.5")]))
    return st.dictionaries(st.sampled_from(TYPED[:12]), value)


def report_with(values: Mapping[str, Figure], agency: str = "某局") -> Report:
    report = blank(agency=agency)
    report.figures = dict(values)
    return report


@given(figures(), figures())
def test_what_the_source_has_replaces_and_its_blanks_never_erase(
    here: dict[str, Figure], there: dict[str, Figure]
) -> None:
    report, source = report_with(here), report_with(there)
    overlay = weigh(report, source)
    apply(report, overlay)
    assert {path: str(value) for path, value in report.figures.items()} == {
        path: str(value) for path, value in (here | there).items()
    }
    assert {each.address for each in overlay.differences} <= set(there)
    assert weigh(report, source).differences == [], "once made, nothing is left to change"
    assert overlay.same + len(overlay.cells) == len(there)
    assert overlay.kept == len(set(here) - set(there))


def test_weighing_changes_nothing() -> None:
    report, source = report_with({RECEIVED: 1}), sample("hangzhou-2025")
    before = deepcopy(report)
    weigh(report, source)
    assert report == before


def test_the_head_is_only_filled_where_it_is_blank() -> None:
    report, source = blank(agency=""), blank(agency="某局")
    report.title, source.title, source.published = "自拟的标题", "别的标题", date(2026, 1, 20)
    apply(report, weigh(report, source))
    assert (report.agency, report.title, report.published) == ("某局", "自拟的标题", date(2026, 1, 20))


def test_another_agency_is_a_doubt_not_a_change() -> None:
    report = report_with({})
    overlay = weigh(report, report_with({}, agency="别局"))
    assert overlay.differences == [] and "“别局”" in overlay.doubts[0]


@pytest.mark.parametrize(
    ("stated", "printed", "then"),
    [
        ({TOTAL: 7}, (), {TOTAL: 7}),
        ({}, (), {TOTAL: 5}),
        ({}, (TOTAL,), {}),  # printed there, and equal to its sum
    ],
)
def test_a_total_that_the_source_states_counts(
    stated: dict[str, Figure], printed: tuple[str, ...], then: dict[str, Figure]
) -> None:
    report, source = report_with({}), report_with({})
    report.stated, source.stated = {TOTAL: 5}, stated
    apply(report, weigh(report, source, printed))
    assert report.stated == then


def test_texts_are_replaced_unless_there_are_none() -> None:
    report, source = blank(), blank()
    report.texts, source.texts = {"overview": "旧", "problems": "留"}, {"overview": "新", "problems": " \n"}
    overlay = weigh(report, source)
    assert [each.address for each in overlay.texts] == ["texts.overview"]
    apply(report, overlay)
    assert report.texts == {"overview": "新", "problems": "留"}


def test_between_editions_only_what_means_the_same_is_taken_and_the_rest_is_told() -> None:
    report = report_with({})
    report.year = 2019  # two editions and one year: such as a wrong form in a later year
    source = sample("shanghai-office-2019")
    overlay = weigh(report, source)
    apply(report, overlay)
    assert report.figures[RECEIVED] == source.figures[RECEIVED]
    lost = [path for path in source.figures if path not in report.figures]
    assert f"有 {len(lost)} 格在这一份里没有含义相同的格" in overlay.doubts[-1]


def test_reasons_given_elsewhere_are_not_taken_and_that_is_told() -> None:
    report, source = report_with({}), report_with({})
    source.waivers = [Waiver("V01", (RECEIVED,), "张三", None, "如此", ("",))]
    overlay = weigh(report, source)
    assert overlay.differences == [] and "1 条说明" in overlay.doubts[0]


def test_another_year_is_refused() -> None:
    with pytest.raises(StorageError, match="2024 年的报告"):
        weigh(blank(2025), blank(2024))
