"""Family D: the clean report says no level, so that the latest day counts."""

from __future__ import annotations

from datetime import date

from support.samples.edit import Edit

SAMPLES: dict[str, tuple[Edit, Edit]] = {
    "D01": (Edit(head={"published": date(2026, 4, 1)}), Edit(head={"published": date(2026, 3, 31)})),
}
