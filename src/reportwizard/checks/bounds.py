"""What a number in prose leaves open: 余, 近, 约, and the digits that a magnitude hides (1.4万).

Not what is counted. The bounds are generous on purpose: only what no reader of the words would accept is outside.

- exact: the value itself; a number with a magnitude within one unit of its last printed digit, rounded or cut.
- 余, 多: from the number up to, not including, the next step of its last digit that is not zero (13800余: below 13900;
  1.4万余: below 15000); a step of at least 10, for nobody says 374余 of 375.
- 近: from one such step below the number up to the number. 超过, 以上, 不足, 不到 and the like: the one side only.
- 约, 左右: within one such step or a twentieth, whichever is more.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.report.numbers import Number

if TYPE_CHECKING:
    from reportwizard.claims.claim import Claim

_NEAR = ("近", "接近", "将近")
_LONGEST_NEAR = 2
_ABOUT_PERCENT = 5


def fits(claim: Claim, value: Number, before: str = "") -> bool:
    """Whether `value` is what the words may mean; `before` is the text in front of the number."""
    number = claim.value
    if claim.bound == "exact":
        return distance(number, value) < claim.step if claim.step != 1 else number == value
    low, high = interval(claim, before)
    if claim.bound == "over" and high is not None:
        return low <= value < high
    return low <= value and (high is None or value <= high)


def interval(claim: Claim, before: str = "") -> tuple[Number, Number | None]:
    """The least and the most that the words may mean; None for no bound."""
    number, step = claim.value, _step(claim)
    if claim.bound == "exact":
        # a whole number without a magnitude means itself
        return (number, number) if claim.step == 1 else (number - claim.step, number + claim.step)
    if claim.bound == "over":
        return number, number + step if "余" in claim.words or "多" in claim.words else None
    if claim.bound == "under":
        near = before[-_LONGEST_NEAR:].endswith(_NEAR)
        return number - step if near else 0, number
    leeway = max(step, Decimal(number) * _ABOUT_PERCENT / 100)
    return number - leeway, number + leeway


def _step(claim: Claim) -> Number:
    """One unit of the last digit that is not zero."""
    step, number = claim.step, claim.value
    while number and number % (step * 10) == 0:
        step *= 10
    return max(step, 10) if isinstance(number, int) and step == 1 else step


def distance(one: Number, other: Number) -> Number:
    """How far two numbers are apart."""
    return one - other if one > other else other - one
