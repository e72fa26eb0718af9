"""What is planted is found where it can be, and what the page of counts says is what the rules do today."""

from __future__ import annotations

import pytest

from planted.clean import make_pair
from planted.measure import COUNT, PAGE, Count, run, table
from reportwizard.checks import check


@pytest.fixture(scope="module")
def counts() -> dict[str, Count]:
    return run(COUNT)


@pytest.mark.parametrize("seed", range(1, 60))
def test_before_planting_nothing_is_found(seed: int) -> None:
    pair = make_pair(seed)
    assert [(finding.code, finding.message) for finding in check(pair.report, pair.previous)] == []
    assert [(finding.code, finding.message) for finding in check(pair.previous)] == []


def test_every_slip_that_changes_a_sum_is_found(counts: dict[str, Count]) -> None:
    assert [name for count in counts.values() for name in count.unsummed] == []
    assert sum(count.sums for count in counts.values()) > 200


def test_the_page_of_counts_is_current(counts: dict[str, Count]) -> None:
    text = PAGE.read_text(encoding="utf-8").replace("\r\n", "\n")
    assert [line for line in text.splitlines() if line.startswith("|")] == table(counts), "run measure.py --write"
