"""Family Y: the clean report beside a last year that leads to it, or does not."""

from __future__ import annotations

from pathlib import Path

from reportwizard.report.files import open_report
from reportwizard.report.numbers import Figure
from support.samples.edit import Edit

A = "applications"
RULES = "proactive.art20_1.rules"
DOCUMENTS = "proactive.art20_1.normative_documents"
PENALTIES = "proactive.art20_6.penalties.decisions"

ENDED: dict[str, Figure] = {
    f"{A}.carried_forward.{column}": number
    for column, number in {
        "natural_person": 535,
        "business": 6,
        "research": 0,
        "public_welfare": 1,
        "legal_service": 18,
        "other": 0,
    }.items()
}
"""What last year carried forward, as the clean report says."""

_CLEAN = open_report(Path(__file__).parents[2] / "checks" / "hangzhou-2025.toml").report
_STEADY: dict[str, Figure] = {
    f"{A}.carried_forward.natural_person": 535,
    f"{A}.carried_forward.public_welfare": 1,
    f"{A}.carried_forward.legal_service": 18,
    f"{A}.carried_forward.other": 0,
    f"{A}.received.natural_person": 13364,
    f"{A}.received.public_welfare": 44,
    f"{A}.received.legal_service": 121,
    f"{A}.received.other": 29,
    f"{RULES}.issued": 5,
    f"{DOCUMENTS}.issued": 984,
}
"""What makes a year of the clean one that may be followed by itself."""

_STEADY_TEXT = (
    _CLEAN.texts["overview"]
    .replace("新收政府信息公开申请14069件", "新收政府信息公开申请13810件")
    .replace("结转下年度819件", "结转下年度560件")
    .replace("制发规章3件、行政规范性文件564件", "制发规章5件、行政规范性文件984件")
)
_SAME: dict[str, Figure] = {path: (_CLEAN.figures | _STEADY)[path] for path in _CLEAN.figures}


def _after(**columns: int) -> Edit:
    """The clean report after a year that carried other figures forward."""
    return Edit(last_year=ENDED | {f"{A}.carried_forward.{column}": number for column, number in columns.items()})


SAMPLES: dict[str, tuple[Edit, Edit]] = {
    "Y01": (_after(natural_person=540), _after()),
    "Y02": (_after(natural_person=534, business=7), _after()),
    "Y03": (Edit(last_year={f"{RULES}.in_force": 70}), Edit(last_year={f"{RULES}.in_force": 76})),
    "Y04": (
        Edit(_STEADY, texts={"overview": _STEADY_TEXT}, last_year=_SAME),
        Edit(_STEADY, texts={"overview": _STEADY_TEXT}, last_year=_SAME | {PENALTIES: 6937488}),
    ),
    "Y05": (Edit(last_year={PENALTIES: 4_000_000}), Edit(last_year={PENALTIES: 5_000_000})),
    "Y06": (
        Edit(last_year={}, last_texts={"problems": _CLEAN.texts["problems"]}),
        Edit(last_year={}, last_texts={"other_matters": _CLEAN.texts["other_matters"]}),
    ),
}
