"""Families A and V."""

from __future__ import annotations

from decimal import Decimal

from support.samples.edit import Edit

A = "applications"
ART1 = "proactive.art20_1"
NINE_RULES = {"overview": ("制发规章3件", "制发规章9件")}
FEES = "proactive.art20_8.fees.amount"

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
        Edit({f"{ART1}.rules.issued": 9, f"{ART1}.rules.in_force": 3}, replaced=NINE_RULES),
        Edit({f"{ART1}.rules.issued": 9, f"{ART1}.rules.in_force": 4}, replaced=NINE_RULES),
    ),
}
