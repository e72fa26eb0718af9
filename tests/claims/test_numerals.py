"""Chinese numerals, and numbers with their measure words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.claims.numerals import count
from reportwizard.claims.quantities import Quantity, read_number
from reportwizard.readers.numerals import numeral


@given(st.integers(1, 9999))
def test_a_numeral_counts_what_it_was_written_for(number: int) -> None:
    assert count(numeral(number, "chineseCounting")) == number


@pytest.mark.parametrize(
    ("run", "value"),
    [
        ("十二", 12),
        ("两千三百", 2300),
        ("三万五千", 35000),
        ("三万五", 35000),
        ("一百五", 150),
        ("二〇二五", 2025),
        ("一亿二千万", 120_000_000),
        ("零", 0),
        ("三四", None),
        ("百", None),
        ("十百", None),
        ("二三十", None),
        ("万", None),
        ("一" * 30, None),
    ],
)
def test_a_run_that_is_no_count_has_no_value(run: str, value: int | None) -> None:
    assert count(run) == value


@pytest.mark.parametrize(
    ("text", "value", "step", "unit", "bound"),
    [
        ("12件", 12, 1, "件", "exact"),
        ("1,234件", 1234, 1, "件", "exact"),
        ("1.4万件", 14000, 1000, "万件", "exact"),
        ("17.3万条", 173000, 1000, "万条", "exact"),
        ("374余条", 374, 1, "条", "over"),
        ("三千余件", 3000, 1, "件", "over"),
        ("300条以上", 300, 1, "条", "over"),
        ("300条左右", 300, 1, "条", "about"),
        ("251000元", Decimal("25.1"), Decimal("0.0001"), "元", "exact"),
        ("12.50万元", Decimal("12.50"), Decimal("0.01"), "万元", "exact"),
        ("1.2亿元", 12000, 1000, "亿元", "exact"),
        ("5万余元", 5, 1, "万元", "over"),
    ],
)
def test_a_number_with_its_measure_word(text: str, value: object, step: object, unit: str, bound: str) -> None:
    assert read_number(text, 0) == ("quantity", Quantity(value, step, unit, bound), len(text))


@pytest.mark.parametrize("text", ["12-15件", "0482-8266956", "3个工作日", "2025年", "3月", "30号", "12:30", "9" * 40])
def test_what_is_no_count_is_no_quantity(text: str) -> None:
    assert read_number(text, 0)[0] != "quantity"
