"""Other rules than all: those of figures alone, or a few small ones, one for each thing that a rule can read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from reportwizard.checks import RULES, Finding
from reportwizard.checks.context import Context
from reportwizard.checks.registry import EXPLANATIONS, Explanation, Reads, Rule

RECEIVED = "applications.received.natural_person"


def marked(context: Context) -> Iterator[Finding]:
    """Every 二 of the texts."""
    for name, text in context.report.texts.items():
        for at, character in enumerate(text):
            if character == "二":
                message = f"{context.report.agency}{context.previous.year if context.previous else ''}"
                yield Finding("T01", "warning", (f"texts.{name}",), message, "改", span=(at, at + 1))


def compared(context: Context) -> Iterator[Finding]:
    """Every 一 of the texts, beside a figure."""
    for name, text in context.report.texts.items():
        for at, character in enumerate(text):
            if character == "一":
                said = str(context.number(RECEIVED))
                yield Finding("T02", "error", (f"texts.{name}", RECEIVED), said, "改", span=(at, at + 1))


def long(context: Context) -> Iterator[Finding]:
    """Texts as a whole."""
    for name, text in context.report.texts.items():
        if len(text) > 4:
            yield Finding("T03", "advice", (f"texts.{name}",), f"{len(text)} 字", "")


def figure(context: Context) -> Iterator[Finding]:
    """A figure, and the level."""
    if context.number(RECEIVED) == 7:
        yield Finding("T04", "error", (RECEIVED,), context.report.level, "")


def head(context: Context) -> Iterator[Finding]:
    """A title that is none, an agency that is none."""
    for key, value in (("title", context.report.title), ("agency", context.report.agency)):
        if "甲" in value:
            yield Finding("T05", "error", (key,), f"{value}里有甲", "改写")


Check = Callable[[Context], Iterable[Finding]]

TOYS: dict[str, tuple[Check, Reads]] = {
    "T01": (marked, "texts"),
    "T02": (compared, "both"),
    "T03": (long, "texts"),
    "T04": (figure, "figures"),
    "T05": (head, "texts"),
}


@contextmanager
def toys() -> Iterator[list[str]]:
    """These rules and no others; the codes of those that ran, in their order."""
    ran: list[str] = []
    rules: dict[str, Rule] = {}
    for code, (function, reads) in TOYS.items():

        def run(context: Context, code: str = code, function: Check = function) -> Iterable[Finding]:
            ran.append(code)
            return function(context)

        rules[code] = Rule(code, code, "error", "", "", "", "", "", run, reads)
    with _in_force(rules, {}):
        yield ran


@contextmanager
def figures_only() -> Iterator[None]:
    """The rules A and V: for what is about figures, whatever the texts beside them say."""
    families = {code: rule for code, rule in RULES.items() if code[0] in "AV"}
    with _in_force(families, dict(EXPLANATIONS)):
        yield


@contextmanager
def _in_force(rules: dict[str, Rule], explanations: dict[str, Explanation]) -> Iterator[None]:
    before = dict(RULES), dict(EXPLANATIONS)
    _replace(rules, explanations)
    try:
        yield
    finally:
        _replace(*before)  # in their order


def _replace(rules: dict[str, Rule], explanations: dict[str, Explanation]) -> None:
    RULES.clear()
    RULES.update(rules)
    EXPLANATIONS.clear()
    EXPLANATIONS.update(explanations)
