"""Which edition of the form a document has filled in, and which labels in it belong to another one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportwizard.editions.form import Edition
from reportwizard.editions.loading import edition_for_year, edition_ids
from reportwizard.errors import EditionError
from reportwizard.recognise.labels import Vocabulary, read_label, vocabulary
from reportwizard.recognise.recognised import SeenLabel
from reportwizard.recognise.sheets import Sheet


def vocabularies() -> tuple[Vocabulary, ...]:
    """The labels of every edition, the newest first."""
    return tuple(vocabulary(edition_id) for edition_id in reversed(edition_ids()))


def choose_edition(sheets: Iterable[Sheet], year: int | None) -> Edition:
    """The edition whose own labels are most among the texts of all tables; the year where they do not tell."""
    words = vocabularies()
    own: dict[str, set[str]] = {each.edition.id: set() for each in words}
    for text in {square.text for sheet in sheets for line in sheet.lines for square in line}:
        if not text.strip() or len(text) > 400:
            continue
        naming = [each for each in words if _names(each, text)]
        if len(naming) == 1:
            own[naming[0].edition.id].add(read_label(text).words)
    most = max(map(len, own.values()))
    best = [each.edition for each in words if len(own[each.edition.id]) == most]
    if len(best) > 1 and year is not None:
        try:
            by_year = edition_for_year(year)
        except EditionError:
            return best[0]
        return by_year if by_year in best else best[0]
    return best[0]


def foreign_label(text: str, words: Vocabulary, others: Sequence[Vocabulary]) -> SeenLabel | None:
    """The text as a label that only another edition has; None where it is none."""
    if words.find(text) or not any(_names(other, text) for other in others):
        return None
    return SeenLabel((), " ".join(text.split()), "")


def _names(words: Vocabulary, text: str) -> bool:
    names = words.find(text)
    return bool(names.rows or names.columns or names.caption)
