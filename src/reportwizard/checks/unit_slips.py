"""Where a magnitude was written too many: 173769万条, whose parts are counted in 条.

Only for what the form has no cell for: elsewhere the cell tells what was meant. Reads the claims alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportwizard.checks.context import Context
from reportwizard.records import Record
from reportwizard.report.numbers import Number, format_number

if TYPE_CHECKING:
    from reportwizard.claims.claim import Claim, Split

_MAGNITUDE = 10_000
_MANY = 1_000
"""So many 万 are no number that an office publishes: 1000万条 of which the parts are a few hundred 条."""
_LEAST_SHARE = 50
"""Parts that make up a fiftieth of the number without its 万 …"""
_TELLING = 100
"""… and a number below which parts may equal it by chance."""


class UnitSlip(Record):
    """A claim whose unit has a 万 too many; `beside` says in words what it was told by."""

    claim: Claim
    meant: Number
    beside: str


def unit_slips(context: Context) -> Iterator[UnitSlip]:
    """The claims whose 万 is one too many, each once."""
    claims = context.claims
    seen: set[Claim] = set()
    for split in claims.splits:
        meant = meant_of(split)
        if meant is not None and split.whole not in seen:
            seen.add(split.whole)
            parts: Number = sum(part.value for part in split.parts)
            yield UnitSlip(split.whole, meant, f"而各部分相加是 {format_number(parts)}")
    in_units = {(claim.subject, claim.year, claim.value): claim for claim in claims.claims if _may_be_told_by(claim)}
    for claim in claims.claims:
        if claim in seen or not _has_magnitude(claim) or not _is_free(claim):
            continue
        meant = _without(claim)
        other = in_units.get((claim.subject, claim.year, meant))
        if other is not None and meant >= _TELLING:
            yield UnitSlip(claim, meant, f"另一处写的是“{other.words}”")


def meant_of(split: Split) -> Number | None:
    """What the whole of `split` meant without its 万; None where nothing tells that it has one too many."""
    whole, parts = split.whole, split.parts
    if not _has_magnitude(whole) or not _is_free(whole) or any(_has_magnitude(part) for part in parts):
        return None
    return _meant(whole, parts, complete=split.complete)


def _meant(whole: Claim, parts: Sequence[Claim], *, complete: bool) -> Number | None:
    meant = _without(whole)
    total: Number = sum(part.value for part in parts)
    if total == meant and (complete or meant >= _TELLING):
        return meant
    many = isinstance(meant, int) and meant >= _MANY
    return meant if many and total <= meant <= total * _LEAST_SHARE else None


def _without(claim: Claim) -> Number:
    meant = claim.value / _MAGNITUDE if claim.value % _MAGNITUDE else claim.value // _MAGNITUDE
    return meant if isinstance(meant, int) else int(meant) if meant == int(meant) else 0


def _has_magnitude(claim: Claim) -> bool:
    return claim.unit.startswith("万") and not claim.unit.endswith("元")


def _is_free(claim: Claim) -> bool:
    return not claim.paths


def _may_be_told_by(claim: Claim) -> bool:
    return bool(claim.subject) and not claim.unit.startswith(("万", "亿")) and claim.bound == "exact"
