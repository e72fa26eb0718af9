"""Findings as GitHub's workflow commands: each one line that marks a line of a file in a pull request.

A value ends where the runner says it ends, so whatever could end it is escaped: `%` and line breaks everywhere, `:` and
`,` in properties. Waived findings are left out. Invariant: one command a line, and no line that is no command.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportwizard.characters import visible
from reportwizard.checks import RULES, Finding, Severity
from reportwizard.report.places import Place, Places
from reportwizard.typeset.excerpts import origin_of, quoted, safe
from reportwizard.typeset.findings import Checked

LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "advice": "notice"}


def as_annotations(checked: Sequence[Checked], unreadable: Sequence[tuple[str, str]] = ()) -> str:
    """The commands; `unreadable` are files that could not be checked, each with the reason."""
    lines = [command("error", why, file=name, title="无法读取") for name, why in unreadable]
    for entry in checked:
        places = Places(entry.source) if entry.source else None
        lines += [_annotation(entry, finding, places) for finding in entry.open]
        lines += [
            command("warning", safe(str(unread)), file=entry.file, title="没有读入（请对照原件补填）")
            for unread in entry.unread
        ]
    return "".join(f"{line}\n" for line in lines)


def command(level: str, message: str, **properties: str | int) -> str:
    """One command; a property that is empty is left out, and so is the file of standard input."""
    if properties.get("file") == "-":
        del properties["file"]
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    return f"::{level} {told}::{_data(message)}" if told else f"::{level}::{_data(message)}"


def _data(text: str) -> str:
    # all harmful characters but the line breaks, which are escaped, become ones that can be seen
    return visible(text.replace("\r", "\n")).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _annotation(entry: Checked, finding: Finding, places: Places | None) -> str:
    place = finding.where[0] if finding.where else ""
    found = places.find(place, finding.span) if places is not None and place else None
    title = f"{finding.code} {RULES[finding.code].title}"
    return command(
        LEVELS[finding.severity], "\n".join(_told(entry, finding)), file=entry.file, **_lines(found), title=title
    )


def _lines(place: Place | None) -> dict[str, int]:
    """Columns go with places on one line only."""
    if place is None:
        return {}
    if place.line != place.end_line:
        return {"line": place.line, "endLine": place.end_line}
    return {"line": place.line, "endLine": place.line, "col": place.column, "endColumn": place.end_column}


def _told(entry: Checked, finding: Finding) -> Iterator[str]:
    yield safe(finding.message)
    if quotation := quoted(entry.report, finding):
        yield f"原文：{quotation}"
    if origin := origin_of(finding, entry.origins):
        yield f"位置：原件{origin}"
    for hint in finding.hints:
        yield f"{hint.code} {safe(hint.message)}"
    if finding.remedy:
        yield f"改法：{safe(finding.remedy)}"
