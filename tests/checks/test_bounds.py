"""What numbers in prose leave open: properties of the bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.checks.bounds import fits, interval
from reportwizard.claims.claim import Bound, Claim
from reportwizard.report.numbers import Number

NUMBERS = st.integers(0, 10**9)


def number(value: Number, bound: Bound = "exact", step: Number = 1, words: str = "件") -> Claim:
    return Claim("overview", (0, 1), (0, 1), words, value, "件", "received", bound=bound, step=step)


@given(NUMBERS, st.sampled_from(["exact", "about", "over", "under"]))
def test_a_number_may_always_mean_itself(value: int, bound: Bound) -> None:
    assert fits(number(value, bound, words="余件"), value)


@given(NUMBERS, NUMBERS)
def test_a_plain_number_means_nothing_else(value: int, other: int) -> None:
    assert fits(number(value), other) == (value == other)


@given(NUMBERS, NUMBERS, st.sampled_from(["exact", "about", "over", "under"]), st.sampled_from([1, 1000, 10000]))
def test_what_fits_lies_in_the_interval(value: int, other: int, bound: Bound, step: int) -> None:
    claim = number(value * step, bound, step)
    low, high = interval(claim)
    if fits(claim, other):
        assert low <= other and (high is None or other <= high)


@pytest.mark.parametrize(
    ("claim", "before", "least", "most"),
    [
        (number(13800, "over", words="13800余件"), "", 13800, 13899),
        (number(14000, "over", 1000, "1.4万余件"), "", 14000, 14999),
        (number(374, "over", words="374余条"), "", 374, 383),
        (number(14000, "over", words="14000件"), "超过", 14000, 10**8),
        (number(15000, "under", 1000, "1.5万件"), "收到近", 14000, 15000),
        (number(15000, "under", 1000, "1.5万件"), "不足", 0, 15000),
        (number(14000, "exact", 1000, "1.4万件"), "", 13001, 14999),
        (number(200, "about", words="200件"), "约", 100, 300),
        (number(14060, "about", words="14060件"), "约", 13357, 14763),
    ],
)
def test_the_bounds_of_the_words(claim: Claim, before: str, least: int, most: int) -> None:
    assert fits(claim, least, before) and fits(claim, most, before)
    assert not fits(claim, least - 1, before) or not least
    assert not fits(claim, most + 1, before) or most == 10**8
