"""Clean reports to plant slips in: two years of one county, complete and balanced, whose prose retells the figures.

Not read from anywhere: figures and choice of sentences come from one seed. Invariant: the second year carries over what
the first carried forward, documents in force follow, and every number of the prose is the figures' own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from planted.sentences import TEXTS
from reportwizard.editions.loading import edition_for_year
from reportwizard.report.model import Report
from reportwizard.report.numbers import Number
from reportwizard.report.totals import compute

A = "applications"
ART1 = "proactive.art20_1.normative_documents"
LICENSING, PENALTIES = "proactive.art20_5.licensing.decisions", "proactive.art20_6.penalties.decisions"
COERCION, FEES = "proactive.art20_6.coercion.decisions", "proactive.art20_8.fees.amount"
AGENCIES = ("清河县人民政府", "云岭县人民政府", "东陵区人民政府", "白塔县人民政府", "石桥县人民政府")
WEIGHTS = {
    "natural_person": 40,
    "business": 6,
    "research": 0,
    "public_welfare": 1,
    "legal_service": 3,
    "other": 1,
}
"""How many applications an applicant's kind has in a row with many of them."""

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Told:
    """A number that the prose tells: where it stands, and what it is made of."""

    text: str
    span: tuple[int, int]
    name: str
    """The key of the template: received, granted, growth."""


@dataclass
class Pair:
    """Two years of one agency; `told` are the numbers in this year's prose."""

    report: Report
    previous: Report
    told: list[Told] = field(default_factory=list)


def make_pair(seed: int) -> Pair:
    """Two clean years. Every other seed has the totals stated, as a document read from paper has."""
    rng = Random(seed)
    year = rng.choice((2022, 2023, 2024, 2025))
    agency = rng.choice(AGENCIES)
    first = _report(rng, agency, year - 1, None)
    second = _report(rng, agency, year, first)
    before, now = _values(first, {}), _values(second, _values(first, {}))
    style = rng.randrange(3)
    _tell(rng, first, before, (style + 1) % 3)
    told = _tell(rng, second, now, style)
    if seed % 2:
        state(second)
    return Pair(second, first, told)


def state(report: Report) -> None:
    """Every total as a document states it."""
    report.stated = {path: total.known for path, total in compute(report).items() if total.complete}


def _report(rng: Random, agency: str, year: int, before: Report | None) -> Report:
    edition = edition_for_year(2021)
    report = Report(edition, year, agency, level="county", published=date(year + 1, 1, rng.randint(10, 31)))
    figures: dict[str, Number] = {path: 0 for path, cell in edition.cells.items() if not cell.computed}
    old = before.figures if before else {}
    rows = [path.rsplit(".", 1)[0] for path in edition.cells[f"{A}.concluded.natural_person"].parts]
    for column, weight in WEIGHTS.items():
        for row in rows:
            figures[f"{A}.{row.partition('.')[2]}.{column}"] = _near(
                rng, old.get(f"{A}.{row.partition('.')[2]}.{column}"), rng.randint(0, weight) * rng.randint(0, 2)
            )
        figures[f"{A}.carried_over.{column}"] = old.get(f"{A}.carried_forward.{column}", rng.randint(0, weight // 4))
        forward = f"{A}.carried_forward.{column}"
        figures[forward] = _near(rng, old.get(forward), rng.randint(1, weight // 4 + 1) if weight else 0)
        _receive(figures, rows, column)
    for group in ("reconsideration", "direct_suit", "suit_after_reconsideration"):
        for result in ("upheld", "corrected", "other", "pending"):
            path = f"challenges.{group}.{result}"
            figures[path] = _near(rng, old.get(path), rng.randint(1, 30))
    issued = _near(rng, old.get(f"{ART1}.issued"), rng.randint(4, 15))
    repealed = _near(rng, old.get(f"{ART1}.repealed"), rng.randint(1, 12))
    stock = old.get(f"{ART1}.in_force", rng.randint(60, 180))
    figures |= {f"{ART1}.issued": issued, f"{ART1}.repealed": repealed, f"{ART1}.in_force": stock + issued - repealed}
    for path, low, high in ((LICENSING, 8_000, 60_000), (PENALTIES, 1_000, 9_000), (COERCION, 100, 900)):
        figures[path] = _near(rng, old.get(path), rng.randint(low, high))
    fees = old.get(FEES, Decimal(rng.randint(50_000, 900_000)) / 100)
    figures[FEES] = (Decimal(fees) * rng.randint(85, 115) / 100).quantize(Decimal("0.01"))
    report.figures = {path: figures[path] for path in edition.cells if path in figures}
    return report


def _receive(figures: dict[str, Number], rows: list[str], column: str) -> None:
    """What was received, so that the column balances."""
    concluded = sum(figures[f"{row}.{column}"] for row in rows)
    over, forward = figures[f"{A}.carried_over.{column}"], figures[f"{A}.carried_forward.{column}"]
    if concluded + forward < over:
        figures[f"{A}.granted.{column}"] += over - concluded - forward
        concluded = over - forward
    figures[f"{A}.received.{column}"] = concluded + forward - over


def _near(rng: Random, before: object, otherwise: int) -> int:
    """A figure that did not move much."""
    if not isinstance(before, int):
        return otherwise
    return before + rng.randint(-(before // 4), before // 4)


def _values(report: Report, before: Mapping[str, Number]) -> dict[str, Number]:
    """What the templates may tell, by name."""
    figures, totals = report.figures, compute(report)

    def group(prefix: str) -> Number:
        return sum(total.known for path, total in totals.items() if path.startswith(prefix) and path.endswith(".total"))

    values: dict[str, Number] = {
        "year": report.year,
        "last": report.year - 1,
        "next": report.year + 1,
        "received": totals[f"{A}.received.total"].known,
        "over": totals[f"{A}.carried_over.total"].known,
        "concluded": totals[f"{A}.concluded.total"].known,
        "forward": totals[f"{A}.carried_forward.total"].known,
        "granted": totals[f"{A}.granted.total"].known,
        "partly": totals[f"{A}.partly_granted.total"].known,
        "denied": group(f"{A}.denied."),
        "unavailable": group(f"{A}.unavailable."),
        "refused": group(f"{A}.not_processed."),
        "others": group(f"{A}.other."),
        "persons": figures[f"{A}.received.natural_person"],
        "reviews": totals["challenges.reconsideration.total"].known,
        "direct": totals["challenges.direct_suit.total"].known,
        "after": totals["challenges.suit_after_reconsideration.total"].known,
        "issued": figures[f"{ART1}.issued"],
        "repealed": figures[f"{ART1}.repealed"],
        "stock": figures[f"{ART1}.in_force"],
        "licences": figures[LICENSING],
        "penalties": figures[PENALTIES],
        "coercion": figures[COERCION],
        "fees": figures[FEES],
    }
    values["due"] = values["received"] + values["over"]
    values["bodies"] = values["received"] - values["persons"]
    values["suits"] = values["direct"] + values["after"]
    values["share"] = _percent(values["granted"], values["concluded"])
    if before:
        values["received_last"] = before["received"]
        values["growth"] = _percent(values["received"] - before["received"], before["received"])
    return values


def _percent(part: Number, whole: Number) -> Decimal:
    return (Decimal(100) * part / whole).quantize(Decimal("0.01"))


def _tell(rng: Random, report: Report, values: Mapping[str, Number], style: int) -> list[Told]:
    """Write the texts of one style, and say where each number stands."""
    told: list[Told] = []
    commas = rng.random() < 0.3
    for name, styles in TEXTS.items():
        text = ""
        template = styles[style]
        if "{growth}" in template and "growth" not in values:
            template = "\n".join(line for line in template.split("\n") if "{growth}" not in line)
        at = 0
        for place in _PLACE.finditer(template):
            text += template[at : place.start()]
            at = place.end()
            key = place.group(1)
            if key == "rise":
                text += "增长" if values["growth"] >= 0 else "下降"
                continue
            if key == "agency":
                text += report.agency.removesuffix("人民政府")
                continue
            value = values[key]
            shown = (
                f"{abs(value):,}"
                if commas and value >= 1000 and key not in ("year", "last", "next")
                else str(abs(value))
            )
            told.append(Told(name, (len(text), len(text) + len(shown)), key))
            text += shown
        report.texts[name] = text + template[at:]
    order = ("preface", *(section.id for section in report.edition.sections))
    report.texts = {name: report.texts[name] for name in order if report.texts.get(name)}
    return told
