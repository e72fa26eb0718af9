"""For every rule one edit of a clean report that breaks it and one that keeps it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportwizard.checks import RULES, check
from reportwizard.checks.registry import EXPLANATIONS
from reportwizard.report.model import Report
from support.samples import SAMPLES


def test_every_rule_has_its_samples() -> None:
    assert list(SAMPLES) == list(RULES)


def test_every_rule_says_what_why_how_and_whence() -> None:
    for code, rule in RULES.items():
        assert rule.code == code
        assert all((rule.title, rule.what, rule.why, rule.remedy, rule.source, rule.name)), code
        assert (rule.function is None) == (code in EXPLANATIONS), code


def test_clean_figures_give_no_finding(clean: Report) -> None:
    assert check(clean) == []


@pytest.mark.parametrize("code", SAMPLES)
def test_the_breaking_sample_is_found(code: str, clean: Report) -> None:
    assert code in SAMPLES[code][0].check(clean)


@pytest.mark.parametrize("code", SAMPLES)
def test_the_keeping_sample_is_not_found(code: str, clean: Report) -> None:
    assert code not in SAMPLES[code][1].check(clean)


@pytest.mark.parametrize("code", [code for code in SAMPLES if code not in EXPLANATIONS and code != "A01"])
def test_a_breaking_sample_breaks_its_own_rule_only(code: str, clean: Report) -> None:
    found = set(SAMPLES[code][0].check(clean))
    assert found - set(EXPLANATIONS) == {code}


@pytest.mark.parametrize("edition_id", ["2019", "2021"])
def test_a_report_of_zeros_is_clean_in_every_edition(edition_id: str, zeros: Callable[[str, int], Report]) -> None:
    assert check(zeros(edition_id, int(edition_id))) == []
