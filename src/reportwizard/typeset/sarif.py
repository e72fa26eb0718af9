"""Findings as SARIF 2.1.0, the format in which code hosts and editors take the results of checkers.

Lines are told for a report's own TOML file only; of every other document the cell or text, and where in it that stood.
Columns count characters, which the log says (`columnKind`); an end is where the next character stands. Every file is
named by a URI relative to the folder of the run where it lies inside. The same input gives the same bytes. No whole
identity number leaves here, not in a fingerprint either: it is made of masked words.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from reportwizard import __version__
from reportwizard.characters import visible
from reportwizard.checks import RULES, Finding, Rule, Severity
from reportwizard.checks.registry import FAMILY_NAMES
from reportwizard.report.places import Place, Places
from reportwizard.typeset.excerpts import mask, origin_of, place_name, quoted, safe
from reportwizard.typeset.findings import Checked, waiver_words

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "SRCROOT"
"""The name of the folder in which the command was run."""

LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "advice": "note"}
_FINGERPRINT = "reportwizardFinding/v1"
_MOST_RELATED = 40
"""So many more cells of one finding are listed."""


def as_sarif(checked: Sequence[Checked], unreadable: Sequence[tuple[str, str]] = ()) -> str:
    """The log of one run; `unreadable` are files that could not be checked, each with the reason."""
    index = {code: number for number, code in enumerate(RULES)}
    run: dict[str, Any] = {
        "tool": {"driver": _driver()},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "运行检查时所在的文件夹"}}},
        "invocations": [
            {"executionSuccessful": not unreadable, "toolExecutionNotifications": _notices(checked, unreadable)}
        ],
        "results": [result for entry in checked for result in _results(entry, index)],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def artifact(name: str) -> dict[str, str] | None:
    """Where the file called `name` is: relative to the folder of the run where it lies inside; None for standard input.

    A name is bytes on most systems; whatever a URI does not take is percent-encoded.
    """
    if name == "-":
        return None
    path = os.path.abspath(name)  # noqa: PTH100 (Path keeps .. in it)
    here = os.getcwd()  # noqa: PTH109
    if path.startswith(here.rstrip(os.sep) + os.sep):
        relative = os.path.relpath(path, here).replace(os.sep, "/")
        return {"uri": quote(os.fsencode(relative)), "uriBaseId": ROOT}
    return {"uri": Path(path).as_uri()}


def _driver() -> dict[str, Any]:
    return {
        "name": "reportwizard",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in RULES.values()],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    parts = (("检查", rule.what), ("理由", rule.why), ("改法", rule.remedy), ("依据", rule.source))
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _text(rule.title)},
        "fullDescription": {"text": _text(rule.what)},
        "help": {
            "text": _text("\n".join(f"{name}：{part}" for name, part in parts)),
            "markdown": _text("\n".join(f"- **{name}**：{part}" for name, part in parts)),
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [FAMILY_NAMES[rule.code[0]]]},
    }


def _text(text: str) -> str:
    """`text` as a message: harmless, and nothing in it a placeholder or a link."""
    text = mask(visible(text)).replace("{", "{{").replace("}", "}}")
    return text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _results(entry: Checked, index: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    places = Places(entry.source) if entry.source and entry.findings else None
    seen: Counter[str] = Counter()
    for finding in entry.findings:
        made: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": index[finding.code],
            "level": LEVELS[finding.severity],
            "message": {"text": _message(entry, finding)},
            "locations": [_location(entry, places, finding.where[0] if finding.where else "", finding.span)],
            "partialFingerprints": {_FINGERPRINT: _fingerprint(entry, finding, seen)},
            "suppressions": _suppressions(finding),
        }
        others = finding.where[1 : 1 + _MOST_RELATED]
        if others:
            made["relatedLocations"] = [
                {"id": number, **_location(entry, places, place, None)} for number, place in enumerate(others, 1)
            ]
        yield made


def _message(entry: Checked, finding: Finding) -> str:
    lines = [safe(finding.message)]
    if quotation := quoted(entry.report, finding):
        lines.append(f"原文：{quotation}")
    if origin := origin_of(finding, entry.origins):
        lines.append(f"位置：原件{origin}")
    lines += [f"{hint.code} {safe(hint.message)}" for hint in finding.hints]
    if finding.lapsed:
        lines.append(f"原来的说明已失效，数或者文字已改变（{waiver_words(finding.lapsed)}）")
    if finding.remedy:
        lines.append(f"改法：{safe(finding.remedy)}")
    return _text("\n".join(lines))


def _location(entry: Checked, places: Places | None, place: str, span: tuple[int, int] | None) -> dict[str, Any]:
    made: dict[str, Any] = {}
    where = artifact(entry.file)
    if where is not None:
        made["physicalLocation"] = {"artifactLocation": where}
        found = places.find(place, span) if places is not None and place else None
        if found is not None:
            made["physicalLocation"]["region"] = _region(found)
    name = place_name(entry.report, place) if place else "整份报告"
    logical: dict[str, Any] = {"name": name, "kind": "property"}
    if place:
        logical["fullyQualifiedName"] = place
    origin = entry.origins.get(place)
    if origin is not None:
        from reportwizard.typeset.importing import origin_place

        logical["properties"] = {"origin": origin_place(origin)}
    made["logicalLocations"] = [logical]
    return made


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fingerprint(entry: Checked, finding: Finding, seen: Counter[str]) -> str:
    """What stays the same while lines move and figures change: the rule, its places, and the words of a text."""
    import hashlib

    words = ""
    if finding.span is not None and finding.where and finding.where[0].startswith("texts."):
        words = mask(entry.report.texts.get(finding.where[0][6:], ""))[slice(*finding.span)]
    told = "\0".join((finding.code, *finding.where, words))
    seen[told] += 1
    data = f"{told}\0{seen[told]}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:32]


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    """Of what nobody waived an empty list: so a reader knows that nobody did."""
    if finding.waived is None:
        return []
    return [{"kind": "external", "status": "accepted", "justification": _text(waiver_words(finding.waived))}]


def _notices(checked: Sequence[Checked], unreadable: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """What was not read, which no rule knows of."""
    made = [_notice(name, "error", why) for name, why in unreadable]
    made += [
        _notice(entry.file, "warning", f"没有读入 {safe(str(unread))}") for entry in checked for unread in entry.unread
    ]
    return made


def _notice(name: str, level: str, text: str) -> dict[str, Any]:
    made: dict[str, Any] = {"level": level, "message": {"text": _text(text)}}
    where = artifact(name)
    if where is not None:
        made["locations"] = [{"physicalLocation": {"artifactLocation": where}}]
    return made
