from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from reportwizard.checks import Finding, check, select_codes
from reportwizard.editions.loading import load_edition
from reportwizard.report.model import Report
from reportwizard.report.numbers import Figure
from support.reports import without_counts

UPHELD = "challenges.direct_suit.upheld"
FEES = "proactive.art20_8.fees.amount"
RULES_ROW = "proactive.art20_1.rules"


@pytest.fixture
def clean(clean: Report) -> Report:
    """The clean figures, of which the texts say nothing."""
    return without_counts(clean)


def only(report: Report, previous: Report | None = None) -> Finding:
    (finding,) = check(report, previous)
    return finding


def codes(report: Report, previous: Report | None = None) -> list[str]:
    return [finding.code for finding in check(report, previous)]


def test_blanks_of_a_table_are_one_finding(clean: Report) -> None:
    del clean.figures[UPHELD]
    del clean.figures["challenges.reconsideration.pending"]
    finding = only(clean)
    assert finding.where == ("challenges.reconsideration.pending", UPHELD)
    assert "2 格" in finding.message
    assert "行政复议 ／ 尚未审结" in finding.message


def test_an_empty_report_gives_one_finding_a_table() -> None:
    report = Report(load_edition("2021"), 2025)
    findings = check(report, codes=select_codes("V", ""))
    assert [finding.code for finding in findings] == ["V01"] * 3
    assert findings[2].message == "整张表 12 格都没有填（四、政府信息公开行政复议、行政诉讼情况）"
    assert [len(finding.where) for finding in findings] == [10, 144, 12]


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("/", 0),
        ("—", 0),
        ("无", 0),
        ("未增未减", 0),
        ("12项", 12),
        ("约12", 12),
        ("三件", None),
        ("-3项", None),
        ("1.5项", None),
    ],
)
def test_a_text_is_kept_and_a_plain_figure_proposed(text: str, proposed: int | None, clean: Report) -> None:
    clean.figures[UPHELD] = text
    finding = only(clean)
    assert (finding.code, finding.expected, finding.actual) == ("V02", proposed, text)
    assert proposed is None or f"请改为 {proposed}" in finding.remedy


@pytest.mark.parametrize(
    ("text", "proposed"), [("251000元", None), ("25.10万元", Decimal("25.10")), ("12项", None), ("无", 0)]
)
def test_an_amount_is_proposed_in_its_own_unit_only(text: str, proposed: Figure | None, clean: Report) -> None:
    clean.figures[FEES] = text
    finding = only(clean)
    assert (finding.code, finding.expected) == ("V02", proposed)


def test_a_text_from_a_file_is_shown_harmlessly_and_short(clean: Report) -> None:
    clean.figures[UPHELD] = "\x1b[31m\n" + "很" * 500
    message = only(clean).message
    assert "\x1b" not in message
    assert "\n" not in message
    assert len(message) < 80


def test_the_free_amount_of_2019_may_be_text(zeros: Callable[[str, int], Report]) -> None:
    report = zeros("2019", 2019)
    report.figures["proactive.art20_9.procurement.amount"] = "251000元"
    assert codes(report) == []


def test_a_change_may_be_negative_but_not_broken(zeros: Callable[[str, int], Report]) -> None:
    report = zeros("2019", 2019)
    report.figures["proactive.art20_5.licensing.change"] = -4
    assert codes(report) == []
    report.figures["proactive.art20_5.licensing.change"] = Decimal("-0.5")
    assert codes(report) == ["V04"]


@pytest.mark.parametrize(("value", "expected"), [(Decimal("-0.5"), ["V03"]), (Decimal("12.0"), []), (-1, ["V03"])])
def test_an_amount_is_a_decimal_of_zero_or_more(value: Figure, expected: list[str], clean: Report) -> None:
    clean.figures[FEES] = value
    assert codes(clean) == expected


def test_a_whole_decimal_is_no_fraction(clean: Report) -> None:
    clean.figures[UPHELD] = Decimal("16.0")
    assert codes(clean) == []


@pytest.mark.parametrize(
    ("level", "level_of", "value", "expected"),
    [
        ("", "", 900000, []),
        ("county", "", 99999, []),
        ("county", "", 100000, ["V05"]),
        ("town", "", 100000, ["V05"]),
        ("department", "county", Decimal("100000.00"), ["V05"]),
        ("department", "city", 100000, []),
        ("department", "", 100000, []),
        ("city", "", 316441, []),
    ],
)
def test_a_large_amount_is_doubted_by_level(
    level: str, level_of: str, value: Figure, expected: list[str], clean: Report
) -> None:
    clean.level, clean.level_of = level, level_of
    clean.figures |= {f"{RULES_ROW}.{column}": 0 for column in ("issued", "repealed", "in_force")}
    clean.figures[FEES] = value
    assert codes(clean) == expected


@pytest.mark.parametrize(
    ("level", "last", "expected"),
    [
        ("city", 251, ["V05"]),
        ("city", Decimal("251.01"), []),
        ("city", 0, []),
        ("city", "无", []),
        ("", 251, []),
    ],
)
def test_an_amount_is_held_against_last_years(level: str, last: Figure, expected: list[str], clean: Report) -> None:
    clean.level = level
    clean.figures[FEES] = 251000
    previous = Report(clean.edition, 2024, figures={FEES: last})
    assert [code for code in codes(clean, previous) if code == "V05"] == expected


def test_an_amount_in_yuan_says_what_it_would_be(clean: Report) -> None:
    clean.level = "city"
    clean.figures[FEES] = 251000
    finding = only(clean, Report(clean.edition, 2024, figures={FEES: 30}))
    assert finding.expected == Decimal("25.1")
    assert "请改为 25.1" in finding.remedy


def test_last_years_report_of_the_other_edition_has_no_such_amount(clean: Report) -> None:
    clean.level = "city"
    previous = Report(load_edition("2019"), 2020, figures={"proactive.art20_9.procurement.amount": 1})
    assert codes(clean, previous) == []


@pytest.mark.parametrize(
    ("level", "level_of", "found"),
    [
        ("", "", False),
        ("country", "", False),
        ("province", "", False),
        ("city", "", False),
        ("county", "", True),
        ("town", "", True),
        ("department", "", False),
        ("department", "country", False),
        ("department", "province", True),
        ("department", "county", True),
    ],
)
def test_rules_are_made_from_the_city_upward(level: str, level_of: str, found: bool, clean: Report) -> None:
    clean.level, clean.level_of = level, level_of
    clean.figures[FEES] = 1
    assert codes(clean) == (["V06"] if found else [])


def test_rules_without_power_name_the_cells_that_are_not_zero(clean: Report) -> None:
    clean.level = "county"
    clean.figures |= {FEES: 1, f"{RULES_ROW}.issued": 0, f"{RULES_ROW}.repealed": 0}
    finding = only(clean)
    assert finding.where == (f"{RULES_ROW}.in_force",)
    assert (finding.expected, finding.actual) == (0, 74)


def test_in_force_is_told_with_both_sides(clean: Report) -> None:
    clean.figures |= {f"{RULES_ROW}.issued": 9, f"{RULES_ROW}.repealed": 5, f"{RULES_ROW}.in_force": 1}
    finding = only(clean)
    assert finding.message == "规章：现行有效 1 件，少于本年制发 9 件减本年废止 5 件（4 件）"
    assert finding.severity == "warning"


def test_in_force_is_silent_over_a_blank(clean: Report) -> None:
    clean.figures |= {f"{RULES_ROW}.issued": 90}
    del clean.figures[f"{RULES_ROW}.repealed"]
    assert codes(clean) == ["V01"]
