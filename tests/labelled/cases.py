"""The labelled set: reports of our own, each a clean base with a few words or figures changed, and what must be found.

Not how the rules come to it. A file of `seen/` or `held/` holds cases:

    [[case]]
    about = "a total in the text"          what is tried, one line
    base = "county"                        the clean report of `bases/` it starts from
    texts.applications = "共收到151件。"    takes the place of a text ("" takes it away)
    add.overview = "…"                     a paragraph more
    swap.overview = ["old", "new"]         words in it, which must stand there once
    figures."applications.…" = 3           a cell; "" makes it blank
    blank = ["applications."]              all cells that begin so are blank
    head.title = "…"                       title, agency, level, level_of, published, year
    last = "county-last"                   last year's report, changed by last_figures and last_texts
    profile.limits = { overview = 300 }    what the place asks
    find = ["N01: 151件"]                  the code and the words it must mark (once in the texts), or the cell; none
                                           is an innocent case. N01|N04 takes either
    may = ["N04"]                          codes that are neither right nor false here

A case of `innocent/` is a whole report and no change of a base; the cases of `planted/` have those as their bases
(innocent/NAME), each with one mistake:

    year = 2024                            in the place of base; every cell that no row tells is 0
    rows."applications.received" = [128, …]  a row of cells, those that are typed
    last_rows."…" = […]                    last year's report, told the same way

Only the families of `FAMILIES` are counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import tomli

from reportwizard.checks import Finding, check
from reportwizard.checks.profile import DEFAULT, Profile
from reportwizard.editions.loading import edition_for_year
from reportwizard.records import replace
from reportwizard.report.files import open_report
from reportwizard.report.model import Report

FOLDER = Path(__file__).parent
FAMILIES = "YNWPD"
SETS = ("seen", "held", "innocent", "planted")


@dataclass(frozen=True)
class Expected:
    """One finding that must be made: any of the codes, at the words or at the place."""

    codes: tuple[str, ...]
    where: str

    def is_met(self, finding: Finding, report: Report) -> bool:
        """Whether the finding is the one: its code, and it marks the words or names the place."""
        if finding.code not in self.codes:
            return False
        if not self.where or self.where in finding.where:
            return True
        place = finding.where[0] if finding.where else ""
        if not place.startswith("texts.") or finding.span is None:
            return self.where in str(getattr(report, place, "")) and place in ("title", "agency")
        start = report.texts.get(place[6:], "").find(self.where)
        return start >= 0 and finding.span[0] < start + len(self.where) and start < finding.span[1]


@dataclass(frozen=True)
class Case:
    """One report and what must be found in it."""

    name: str
    about: str
    report: Report
    previous: Report | None
    profile: Profile
    find: tuple[Expected, ...]
    may: tuple[str, ...]

    @property
    def characters(self) -> int:
        """The length of its texts."""
        return sum(map(len, self.report.texts.values()))

    def findings(self) -> list[Finding]:
        """What the program finds, of the families counted."""
        found = check(self.report, self.previous, profile=self.profile)
        return [finding for finding in found if finding.code[0] in FAMILIES]


@dataclass
class Outcome:
    """A case against what was found."""

    case: Case
    right: list[str] = field(default_factory=list)
    missed: list[Expected] = field(default_factory=list)
    false: list[Finding] = field(default_factory=list)


def judge(case: Case) -> Outcome:
    """Match the findings with the expected ones, each at most once; what is left over is false."""
    outcome = Outcome(case)
    left = case.findings()
    for expected in case.find:
        met = next((finding for finding in left if expected.is_met(finding, case.report)), None)
        if met is None:
            outcome.missed.append(expected)
        else:
            left.remove(met)
            outcome.right.append(met.code)
    outcome.false = [finding for finding in left if finding.code not in case.may]
    return outcome


def load(name: str) -> list[Case]:
    """The cases of one of the SETS, in the order of the files and within them."""
    found = []
    for file in sorted((FOLDER / name).glob("*.toml")):
        for number, data in enumerate(tomli.loads(file.read_text(encoding="utf-8"))["case"], 1):
            found.append(_case(f"{name}/{file.stem}#{number}", data))
    return found


def _case(name: str, data: dict[str, Any]) -> Case:
    previous = None
    if data.get("base", "").startswith("innocent/"):
        report, previous = _whole(data["base"])
    else:
        report = _base(data["base"]) if "base" in data else _made(data["year"], data["rows"])
    for key, value in data.get("head", {}).items():
        assert hasattr(report, key), f"{name}: {key}"
        setattr(report, key, value)
    _change_texts(name, report, data)
    _change_figures(name, report, data.get("figures", {}), data.get("blank", []))
    if "last" in data:
        previous = _base(data["last"])
        _change_figures(name, previous, data.get("last_figures", {}), [])
        previous.texts |= data.get("last_texts", {})
    elif "last_rows" in data:
        previous = _made(data["year"] - 1, data["last_rows"])
        previous.agency = report.agency
    settings = data.get("profile", {})
    assert settings.keys() <= set(Profile.__match_args__), name
    unknown = data.keys() - _KEYS
    assert not unknown, f"{name}: {unknown}"
    find = tuple(_expected(name, report, text) for text in data.get("find", []))
    return Case(name, data["about"], report, previous, replace(DEFAULT, **settings), find, tuple(data.get("may", ())))


_KEYS = frozenset(
    {"about", "base", "texts", "add", "swap", "figures", "blank", "head", "profile", "find", "may"}
    | {"last", "last_figures", "last_texts", "year", "rows", "last_rows"}
)


def _base(name: str) -> Report:
    return open_report(FOLDER / "bases" / f"{name}.toml").report


def _whole(name: str) -> tuple[Report, Report | None]:
    """A report of innocent/, and last year's where it has one."""
    (data,) = tomli.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    case = _case(name, data)
    return case.report, case.previous


def _made(year: int, rows: dict[str, list[Any]]) -> Report:
    """A report of that year whose cells are 0, but for those of the rows."""
    edition = edition_for_year(year)
    report = Report(edition, year, figures={path: 0 for path, cell in edition.cells.items() if not cell.computed})
    for row, values in rows.items():
        paths = [path for path in report.figures if path.startswith(f"{row}.")]
        for path, value in zip(paths, values, strict=True):
            report.figures[path] = Decimal(str(value)) if isinstance(value, float) else value
    return report


def _change_texts(name: str, report: Report, data: dict[str, Any]) -> None:
    for key, (old, new) in data.get("swap", {}).items():
        assert report.texts[key].count(old) == 1, f"{name}: {old} must stand once in {key}"
        report.texts[key] = report.texts[key].replace(old, new)
    for key, more in data.get("add", {}).items():
        report.texts[key] = "\n".join(filter(None, (report.texts.get(key, ""), more.strip())))
    changed = report.texts | {key: text.strip() for key, text in data.get("texts", {}).items()}
    order = ("preface", *(section.id for section in report.edition.sections))
    assert set(changed) <= set(order), name
    report.texts = {key: changed[key] for key in order if changed.get(key)}


def _change_figures(name: str, report: Report, figures: dict[str, Any], blank: list[str]) -> None:
    for path, value in figures.items():
        cell = report.edition.cells.get(path)
        assert cell is not None and not cell.computed, f"{name}: {path}"
        report.figures[path] = value
    report.figures = {
        path: value for path, value in report.figures.items() if value != "" and not path.startswith(tuple(blank))
    }


def _expected(name: str, report: Report, text: str) -> Expected:
    codes, _, where = text.partition(": ")
    if where and where not in report.edition.cells and where not in ("title", "agency", "published"):
        everything = "\n".join([*report.texts.values(), report.title])
        assert everything.count(where) == 1 or where.startswith("texts."), f"{name}: {where} must stand once"
    return Expected(tuple(codes.split("|")), where)
