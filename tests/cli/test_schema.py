"""The schema accepts every file that the program writes, and refuses what the program would refuse."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import tomli
from jsonschema import Draft202012Validator

from reportwizard.editions.loading import edition_ids, load_edition
from reportwizard.report.schema import schema
from support.reports import SAMPLES


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


def data(name: str) -> dict[str, Any]:
    """The file's data as an editor's validator has it: a date is its text."""
    found = tomli.loads((SAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in found.items()}


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.toml")), ids=lambda sample: sample.stem)
def test_the_samples_are_valid(sample: Any, validator: Draft202012Validator) -> None:
    assert list(validator.iter_errors(data(sample.stem))) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda report: report.pop("year"),
        lambda report: report.update(edition="1999"),
        lambda report: report.update(year="2025"),
        lambda report: report["applications"]["received"].update(busines=1),
        lambda report: report["applications"].update(recieved={}),
        lambda report: report["applications"]["received"].update(business=True),
        lambda report: report.update(stated={"applications.received.business": 1}),
        lambda report: report.update(level="县"),
        lambda report: report.update(waivers=[{"code": "A01"}]),
    ],
)
def test_a_slip_is_seen(spoil: Any, validator: Draft202012Validator) -> None:
    report = data("hangzhou-2025")
    spoil(report)
    assert list(validator.iter_errors(report)) != []


@pytest.mark.parametrize("edition_id", edition_ids())
def test_every_label_is_a_description(edition_id: str) -> None:
    text = json.dumps(schema(), ensure_ascii=False)
    for cell in load_edition(edition_id).cells.values():
        assert cell.label in text
