"""Counts what the rules find in the labelled set: right, missed and false, a line a code.

    python tests/labelled/measure.py            the counts
    python tests/labelled/measure.py -v         also every miss and every false finding, with its words
    python tests/labelled/measure.py --write    writes docs/precision.md

Innocent cases expect nothing; a false finding anywhere counts. `held` was written without looking at how the rules
read, and measured once before anything was mended after it: that first figure stays in the page.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import tomli

from labelled.cases import FOLDER, SETS, Outcome, judge, load
from reportwizard.checks import RULES

PAGE = Path(__file__).parents[2] / "docs" / "precision.md"
FIRST = FOLDER / "first_measured.toml"


@dataclass
class Tally:
    """Counts by code."""

    right: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)

    def line(self, name: str, code: str | None = None) -> str:
        """One row of the table: of a code, or of all."""
        right, missed, false = (
            sum(counter.values()) if code is None else counter[code]
            for counter in (self.right, self.missed, self.false)
        )
        return f"| {name} | {right} | {missed} | {false} | {_share(right, false)} | {_share(right, missed)} |"


def _share(right: int, other: int) -> str:
    return f"{100 * right / (right + other):.1f} %" if right + other else "–"


def tally(outcomes: Sequence[Outcome]) -> Tally:
    """The counts of some cases. A miss that any of several codes would have met counts for the first."""
    counts = Tally()
    for outcome in outcomes:
        counts.right.update(outcome.right)
        counts.missed.update(expected.codes[0] for expected in outcome.missed)
        counts.false.update(finding.code for finding in outcome.false)
    return counts


def table(outcomes: Sequence[Outcome]) -> list[str]:
    """The counts a code, and all together, in Markdown."""
    counts = tally(outcomes)
    seen = {*counts.right, *counts.missed, *counts.false}
    order = [code for code in RULES if code in seen] + sorted(seen - set(RULES))
    lines = ["| code | right | missed | false | precision | recall |", "|---|---|---|---|---|---|"]
    return [*lines, *(counts.line(code, code) for code in order), counts.line("all")]


def details(outcomes: Sequence[Outcome]) -> list[str]:
    """Every miss and every false finding."""
    lines = []
    for outcome in outcomes:
        case = outcome.case
        for expected in outcome.missed:
            lines.append(f"{case.name} missed {'|'.join(expected.codes)} at “{expected.where}” ({case.about})")
        for finding in outcome.false:
            text = case.report.texts.get(finding.where[0][6:], "") if finding.where else ""
            words = text[slice(*finding.span)] if finding.span else ""
            lines.append(f"{case.name} false {finding.code} at “{words}” {finding.message} ({case.about})")
    return lines


def page() -> str:
    """docs/precision.md."""
    results = {name: [judge(case) for case in load(name)] for name in SETS}
    together = [outcome for outcomes in results.values() for outcome in outcomes]
    innocent = [outcome.case for outcome in together if not outcome.case.find]
    lines = [
        "# How right the rules are",
        "",
        "Made by `python tests/labelled/measure.py --write`; a test holds it to the program. The labelled set of",
        "`tests/labelled` is reports of our own, written after the habits of published ones: a clean base with some",
        "words or figures changed, and the findings that must come of it.",
        f"{len(together)} cases, {len(innocent)} of them innocent, these with",
        f"{sum(case.characters for case in innocent):,} characters of prose. Families Y, N, W, P and D. A finding is",
        "right when its code is the expected one and it marks the words, or names the cell; a second finding on one",
        "cause is false.",
        "",
        *table(together),
    ]
    sets = {
        "seen": "the half that could be seen while the rules were mended",
        "held": "the half held back",
        "innocent": "whole reports without a mistake, in many styles, each of which once raised a false alarm or might",
        "planted": "the same reports, each with one mistake",
    }
    for name, words in sets.items():
        counts = tally(results[name])
        lines += ["", f"**{name}**, {words}: {len(results[name])} cases; {summary(counts)}."]
    if FIRST.exists():
        first = tomli.loads(FIRST.read_text(encoding="utf-8"))
        lines += ["", first["words"].strip()]
    missed = [line for line in details(together) if " missed " in line]
    lines += ["", "## What is missed", "", *(f"- {line}" for line in missed)] if missed else []
    false = [line for line in details(together) if " false " in line]
    lines += ["", "## What is false", "", *(f"- {line}" for line in false)] if false else []
    return "\n".join([*lines, ""])


def summary(counts: Tally) -> str:
    """The totals in a sentence."""
    right, missed, false = (sum(counter.values()) for counter in (counts.right, counts.missed, counts.false))
    shares = f"precision {_share(right, false)}, recall {_share(right, missed)}"
    return f"{right} right, {missed} missed, {false} false ({shares})"


def main() -> None:
    """Print, or write the page."""
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
        return
    for name in [name for name in SETS if name in sys.argv] or SETS:
        outcomes = [judge(case) for case in load(name)]
        if outcomes:
            print(f"{name}: {len(outcomes)} cases", *table(outcomes), sep="\n")
            print(*(details(outcomes) if "-v" in sys.argv else ()), sep="\n")


if __name__ == "__main__":
    main()
