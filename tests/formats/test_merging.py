"""Three reports into one: what was written down, what its form shows, what the form that came back says."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportwizard.editions.loading import load_edition
from reportwizard.formats.merging import merge
from reportwizard.records import replace
from reportwizard.report.model import Report, Waiver
from support.generated import reports

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
RECEIVED = "applications.received.natural_person"
TOTAL = "applications.received.total"


def shown_of(was: Report) -> Report:
    """What a form shows of a report: the numbers, the paragraphs; nothing else."""
    return Report(
        was.edition, was.year, was.agency, texts={k: v.strip() for k, v in was.texts.items()}, figures=dict(was.figures)
    )


@pytest.fixture
def was(city: Report) -> Report:
    city.level, city.published = "city", date(2026, 1, 20)
    city.texts["overview"] = "一段\n\n\n二段\n"
    city.figures["proactive.art20_8.fees.amount"] = Decimal("12.50")
    city.waivers = [Waiver("V05", (RECEIVED,), "张三", None, "无误", (1,))]
    city.stated = {TOTAL: 5}
    city.carried, city.carried_from = {"agency", RECEIVED}, "2024.toml"
    return city


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(was=reports(whole=True), now=reports(), other=st.booleans())
def test_what_nobody_changed_is_as_it_was_whatever_reading_makes_of_it(was: Report, now: Report, other: bool) -> None:
    shown = replace(now, edition=was.edition) if other else shown_of(was)
    merged = merge(was, shown, deepcopy(shown))
    assert merged.report == was
    assert merged.notes == []


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(was=reports(whole=True), now=reports())
def test_what_somebody_changed_is_as_the_form_says(was: Report, now: Report) -> None:
    now = replace(now, edition=was.edition, figures={p: v for p, v in now.figures.items() if p in was.edition.cells})
    merged = merge(was, Report(was.edition, 0, "\0"), now).report
    assert (merged.year, merged.agency) == (now.year, now.agency)
    assert now.figures.items() <= merged.figures.items()
    assert now.texts.items() <= merged.texts.items()


def test_the_written_form_stays_where_the_figure_is_the_same(was: Report) -> None:
    now = shown_of(was)
    now.figures["proactive.art20_8.fees.amount"] = Decimal("12.5")
    assert str(merge(was, shown_of(was), now).report.figures["proactive.art20_8.fees.amount"]) == "12.50"
    now.figures["proactive.art20_8.fees.amount"] = Decimal("12.4")
    assert str(merge(was, shown_of(was), now).report.figures["proactive.art20_8.fees.amount"]) == "12.4"


def test_a_changed_figure_text_and_name_count_and_the_rest_stays(was: Report) -> None:
    now = shown_of(was)
    now.figures[RECEIVED], now.agency, now.texts["problems"] = 7, "新局", "改了"
    made = merge(was, shown_of(was), now).report
    assert (made.figures[RECEIVED], made.agency, made.texts["problems"]) == (7, "新局", "改了")
    assert made.texts["overview"] == was.texts["overview"]
    assert (made.level, made.published, made.waivers) == (was.level, was.published, was.waivers)
    assert made.carried == set()  # somebody has looked at both


def test_a_figure_made_blank_is_blank_and_an_emptied_text_is_gone(was: Report) -> None:
    now = shown_of(was)
    del now.figures[RECEIVED]
    del now.texts["overview"]
    made = merge(was, shown_of(was), now).report
    assert RECEIVED not in made.figures
    assert "overview" not in made.texts
    assert made.carried == {"agency"}


def test_a_stated_total_stays_until_another_is_typed_over_the_formula(was: Report) -> None:
    now = shown_of(was)
    assert merge(was, shown_of(was), now).report.stated == {TOTAL: 5}
    now.stated = {TOTAL: 6}
    assert merge(was, shown_of(was), now).report.stated == {TOTAL: 6}


def test_a_stated_total_that_the_new_figures_bear_out_is_no_longer_stated(office: Report) -> None:
    now = shown_of(office)
    for path in office.edition.cells[TOTAL].parts:
        now.figures.setdefault(path, 0)
    assert TOTAL in office.stated
    assert TOTAL not in merge(office, shown_of(office), now).report.stated


def test_what_has_no_place_any_more_stays_and_is_told(was: Report) -> None:
    now = shown_of(was)
    del now.figures[RECEIVED]
    del now.texts["problems"]
    made = merge(was, shown_of(was), now, {RECEIVED, "texts.problems"})
    assert made.report == was
    assert [note[:6] for note in made.notes] == ["表格里有 1", "表格里没有“"]


def test_another_year_counts_and_is_told(was: Report) -> None:
    made = merge(was, shown_of(was), replace(shown_of(was), year=2024))
    assert made.report.year == 2024
    assert made.notes == ["表格写的年度是 2024 年，随表带着的报告是 2025 年：以表格为准"]


def test_a_form_of_another_edition_is_taken_as_it_is(was: Report) -> None:
    now = Report(load_edition("2019"), 2019, "甲", figures={"applications.other.natural_person": 1})
    made = merge(was, shown_of(was), now)
    assert made.report == now
    assert "2019 版格式" in made.notes[0]


def test_none_of_the_three_is_changed(was: Report) -> None:
    three = was, shown_of(was), replace(shown_of(was), year=2024, figures={RECEIVED: 1})
    before = deepcopy(three)
    made = merge(*three).report
    made.texts.clear()
    made.figures.clear()
    made.waivers.clear()
    assert three == before
