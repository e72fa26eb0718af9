"""What a reading of a document is worth: figures right, named unread, lost without a word, and wrong without a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportwizard.recognise.recognised import Recognised
from reportwizard.report.numbers import Figure, parse_figure
from reportwizard.report.totals import compute


@dataclass
class Count:
    """The cells of one document or of several."""

    right: int = 0
    named: int = 0
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def count(read: Recognised, truth: Mapping[str, str], torn: Mapping[str, str]) -> Count:
    """Hold a reading against what stands in the document."""
    found = Count()
    totals = compute(read.report)
    for path, cell in read.report.edition.cells.items():
        total = totals[path].value if path in totals else None
        given = read.report.stated.get(path, total) if cell.computed else read.report.figures.get(path)
        text = torn.get(path, truth.get(path, ""))
        meant = parse_figure(text).value
        if given is None:
            if meant is None:
                continue
            if _is_named(read, path, text):
                found.named += 1
            else:
                found.lost.append(f"{path}: {text}")
        elif _same(given, meant):
            found.right += 1
        elif not (cell.computed and meant is None and path not in read.report.stated):  # a sum of ours, not read
            found.wrong.append(f"{path}: {text!r} read as {given!r}")
    return found


def _same(one: Figure, other: Figure | None) -> bool:
    return (one.strip() if isinstance(one, str) else one) == (other.strip() if isinstance(other, str) else other)


def _is_named(read: Recognised, path: str, text: str) -> bool:
    """Whether what was not read is told: by its text, or by the cells that are said to be missing or run together."""
    if any(text.strip() in unread.text for unread in read.unread):
        return True
    return any(path in each.where for each in (*read.form.together, *read.form.gaps))
