"""Family F."""

from __future__ import annotations

from reportwizard.recognise.recognised import Gap, SeenLabel, Together
from support.forms import HEADINGS, printed
from support.samples.edit import Edit

A = "applications"
ART1 = "proactive.art20_1"

SAMPLES: dict[str, tuple[Edit, Edit]] = {
    "F01": (Edit(form=printed(headings=HEADINGS[:3] + HEADINGS[4:])), Edit(form=printed())),
    "F02": (Edit(year=2020), Edit(year=2026)),
    "F03": (
        Edit(form=printed(labels=[SeenLabel((f"{ART1}.rules.in_force",), "现行有效件", "现行有效件数")])),
        Edit(form=printed()),
    ),
    "F04": (Edit(form=printed(gaps=[Gap((f"{A}.received.other",), "其他", "column")])), Edit(form=printed())),
    "F05": (Edit(form=printed(together=[Together((f"{ART1}.rules.issued",), "规章000")])), Edit(form=printed())),
}
