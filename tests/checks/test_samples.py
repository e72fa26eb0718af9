"""For every rule one edit of a clean report that breaks it and one that keeps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from reportwizard.checks import RULES, check
from reportwizard.checks.registry import EXPLANATIONS
from reportwizard.recognise.recognised import Form, Gap, SeenLabel, Together
from reportwizard.report.model import Report
from reportwizard.report.numbers import Figure
from support.forms import HEADINGS, printed

A = "applications"
ART1 = "proactive.art20_1"
FEES = "proactive.art20_8.fees.amount"


@dataclass(frozen=True)
class Edit:
    """What is changed in the clean report: figures (None makes a blank), stated totals, the level, the look."""

    figures: dict[str, Figure | None] = field(default_factory=dict)
    stated: dict[str, Figure] = field(default_factory=dict)
    level: str = ""
    level_of: str = ""
    last_year: dict[str, Figure] | None = None
    year: int = 2025
    form: Form | None = None

    def check(self, report: Report) -> list[str]:
        """The codes found after the edit, those of the hints too."""
        for path, value in self.figures.items():
            report.figures.pop(path, None)
            if value is not None:
                report.figures[path] = value
        report.stated.update(self.stated)
        report.level, report.level_of = self.level, self.level_of
        previous = None if self.last_year is None else Report(report.edition, 2024, figures=self.last_year)
        report.year = self.year
        found = check(report, previous, form=self.form)
        return [c for f in found for c in (f.code, *(hint.code for hint in f.hints))]


SAMPLES: dict[str, tuple[Edit, Edit]] = {
    "A01": (
        Edit({f"{A}.carried_forward.natural_person": 784}),
        Edit({f"{A}.received.natural_person": 13613, f"{A}.carried_forward.natural_person": 784}),
    ),
    "A02": (
        Edit(stated={f"{A}.concluded.natural_person": 13363}),
        Edit(stated={f"{A}.concluded.natural_person": 13364}),
    ),
    "A03": (Edit(stated={f"{A}.received.total": 14070}), Edit(stated={f"{A}.received.total": 14069})),
    "A04": (Edit(stated={"challenges.direct_suit.total": 0}), Edit(stated={"challenges.direct_suit.total": 56})),
    "A05": (
        Edit({f"{A}.received.natural_person": 13611, f"{A}.received.other": 33}),
        Edit({f"{A}.received.natural_person": 13611, f"{A}.received.other": 34}),
    ),
    "A06": (
        Edit({f"{A}.unavailable.not_held.natural_person": 3705}),
        Edit({f"{A}.denied.administrative_query.natural_person": 150}),
    ),
    "V01": (Edit({"challenges.direct_suit.upheld": None}), Edit({"challenges.direct_suit.upheld": 0})),
    "V02": (Edit({"challenges.direct_suit.upheld": "12项"}), Edit({"challenges.direct_suit.upheld": 12})),
    "V03": (Edit({"challenges.direct_suit.upheld": -1}), Edit({"challenges.direct_suit.upheld": 1})),
    "V04": (
        Edit({"challenges.direct_suit.upheld": Decimal("1.5")}),
        Edit({FEES: Decimal("1.5")}),
    ),
    "V05": (
        Edit({FEES: 251000}, level="city", last_year={FEES: Decimal("25.10")}),
        Edit({FEES: 25100}, level="city", last_year={FEES: Decimal("25.11")}),
    ),
    "V06": (Edit(level="department", level_of="city"), Edit(level="city")),
    "V07": (
        Edit({f"{ART1}.rules.issued": 9, f"{ART1}.rules.repealed": 5, f"{ART1}.rules.in_force": 3}),
        Edit({f"{ART1}.rules.issued": 9, f"{ART1}.rules.repealed": 5, f"{ART1}.rules.in_force": 4}),
    ),
    "F01": (Edit(form=printed(headings=HEADINGS[:3] + HEADINGS[4:])), Edit(form=printed())),
    "F02": (Edit(year=2020), Edit(year=2026)),
    "F03": (
        Edit(form=printed(labels=[SeenLabel((f"{ART1}.rules.in_force",), "现行有效件", "现行有效件数")])),
        Edit(form=printed()),
    ),
    "F04": (Edit(form=printed(gaps=[Gap((f"{A}.received.other",), "其他", "column")])), Edit(form=printed())),
    "F05": (Edit(form=printed(together=[Together((f"{ART1}.rules.issued",), "规章000")])), Edit(form=printed())),
}


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
