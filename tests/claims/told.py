"""A text's claims in one line, so that a test can be read: subject=value, and how it hangs together.

Behind the value: + at least, - at most, ~ about; <19 其中 of the 19, (19 included in the 19, /19 split from the 19;
@2024 another year. ? is a number whose subject is not understood.
"""

from __future__ import annotations

from reportwizard.claims.claim import Claim, Claims
from reportwizard.claims.reading import read_text
from reportwizard.editions.loading import load_edition

EDITION = load_edition("2021")
YEAR = 2025
_BOUNDS = {"exact": "", "over": "+", "under": "-", "about": "~"}
_RELATIONS = {"of_which": "<", "including": "(", "split": "/"}


def read(text: str, name: str = "overview") -> Claims:
    return read_text(name, text, EDITION, YEAR)


def told(text: str, name: str = "overview") -> str:
    return " ".join(_told(claim) for claim in read(text, name).claims)


def _told(claim: Claim) -> str:
    relation = f"{_RELATIONS[claim.relation]}{claim.whole.value}" if claim.relation and claim.whole else ""
    year = f"@{claim.year}" if claim.year != YEAR else ""
    return f"{claim.subject or '?'}={claim.value}{_BOUNDS[claim.bound]}{relation}{year}"
