"""From the texts of a report to claims. One text is read once and remembered, so a figure changed costs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

from reportwizard.claims.claim import Claims
from reportwizard.claims.clauses import clauses
from reportwizard.claims.gathering import gather
from reportwizard.claims.prose import sentences
from reportwizard.claims.reader import Reader
from reportwizard.claims.tokens import compact, tokenise
from reportwizard.editions.form import Edition

_MOST = 32
"""So many texts are remembered."""

_STEP = 64
"""Clauses that are read in a step: in about a thousandth of a second."""


def read_claims(texts: Mapping[str, str], edition: Edition, year: int) -> Claims:
    """What the texts (by their ids) of a report on `year` say."""
    read = [read_text(name, text, edition, year) for name, text in texts.items() if text]
    return Claims(
        tuple(chain.from_iterable(one.claims for one in read)),
        tuple(chain.from_iterable(one.splits for one in read)),
        tuple(chain.from_iterable(one.shares for one in read)),
        tuple(chain.from_iterable(one.changes for one in read)),
        tuple(chain.from_iterable(one.missing for one in read)),
    )


def read_text(name: str, text: str, edition: Edition, year: int) -> Claims:
    """What one text says; `name` is its id."""
    return remembered(name, text, edition, year).claims


def read_ahead(texts: Mapping[str, str], edition: Edition, year: int) -> Iterator[None]:
    """Read what is not read yet, some clauses a step: for who has something else to do in between."""
    for name, text in texts.items():
        if text:
            for _ in remembered(name, text, edition, year).steps:  # not `yield from`: who stops here ends not that
                yield


class Reading:
    """One text, read as far as anybody has asked."""

    def __init__(self, name: str, text: str, edition: Edition, year: int) -> None:
        self.steps = self._read(Reader(name, text, compact(text), edition, year))
        """What is left to be read."""
        self._claims = Claims()

    @property
    def claims(self) -> Claims:
        """What the text says."""
        for _ in self.steps:
            pass
        return self._claims

    def _read(self, reader: Reader) -> Iterator[None]:
        following = sentences(reader.original)
        for number, clause in enumerate(clauses(tokenise(reader.text.plain)), 1):
            if clause.tokens:
                place = reader.text.place(clause.tokens[0].start)
                while place >= reader.sentence[1] and (span := next(following, None)):
                    reader.sentence = span
            reader.read(clause)
            if number % _STEP == 0:
                yield
        reader.finish()
        self._claims = gather(reader)


remembered = lru_cache(_MOST)(Reading)
"""The reading of a text."""
