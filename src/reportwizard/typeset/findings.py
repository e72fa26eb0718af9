"""Findings for people and for programs: the output of `check` as text and as JSON.

Other forms have modules of their own: SARIF, annotations, the review sheet. What only a finding needs is loaded when
there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reportwizard.characters import one_line
from reportwizard.checks import Finding, Severity, idle_waivers, to_json
from reportwizard.records import Record, field
from reportwizard.report.model import Report, Waiver

if TYPE_CHECKING:
    from reportwizard.recognise.recognised import Origin, Unread

SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "警告", "advice": "建议"}
"""The severities, the worst first, and what they are called."""

_SIGNS: dict[Severity, str] = {"error": "! 错误", "warning": "? 警告", "advice": "i 建议"}


class Checked(Record):
    """One file with what was found in it, and what of it was not read."""

    file: str
    report: Report
    findings: Sequence[Finding]
    unread: Sequence[Unread] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """Where in its document each figure and text stood; of a report's own file nothing."""
    source: str = ""
    """The text of a report's own TOML file; "" for every other."""
    codes: frozenset[str] | None = None
    """The rules that ran; None for all."""
    against: str = ""
    """The file of last year's report that it was held against."""

    def count(self, severity: Severity) -> int:
        """How many findings of a severity nobody has waived."""
        return sum(finding.severity == severity and finding.waived is None for finding in self.findings)

    @property
    def open(self) -> list[Finding]:
        """The findings that nobody has waived."""
        return [finding for finding in self.findings if finding.waived is None]

    @property
    def waived(self) -> list[Finding]:
        """The findings that somebody has given a reason for."""
        return [finding for finding in self.findings if finding.waived is not None]

    @property
    def idle(self) -> list[Waiver]:
        """The waivers of the report that no finding needed."""
        return idle_waivers(self.report, self.findings, self.codes) if self.report.waivers else []


def fails(checked: Iterable[Checked], threshold: Severity) -> bool:
    """Whether a finding of that severity or a worse one is left."""
    names = list(SEVERITIES)
    worse = names[: names.index(threshold) + 1]
    return any(entry.count(name) for entry in checked for name in worse)


def as_json(checked: Iterable[Checked]) -> str:
    """The JSON of the contract."""
    from reportwizard.report.json import write

    checked = list(checked)
    files = [
        {
            "file": entry.file,
            "agency": entry.report.agency,
            "year": entry.report.year,
            "findings": [to_json(finding) for finding in entry.findings],
            "unread": [str(unread) for unread in entry.unread],
        }
        for entry in checked
    ]
    summary = {"files": len(files)} | {name: sum(entry.count(name) for entry in checked) for name in SEVERITIES}
    return write({"files": files, "summary": summary}, "") + "\n"


def as_text(checked: Iterable[Checked], explain: bool = False) -> str:
    """For people: by file, then by section; what is wrong, what it may be, how to put it right.

    With `explain`, what was understood of the prose stands first.
    """
    checked = list(checked)
    lines: list[str] = []
    for entry in checked:
        lines.append(f"{one_line(entry.file)}　{one_line(entry.report.full_title)}")
        if explain:
            lines += _claims(entry)
        if entry.findings:
            lines += _found(entry)
        if entry.report.waivers:
            lines += _idle(entry)
        if entry.unread:
            from reportwizard.typeset.excerpts import mask
            from reportwizard.typeset.importing import unread_line

            lines.append("  没有读入（请对照原件补填）")
            lines += [f"    × {mask(unread_line(unread))}" for unread in entry.unread]
        lines += [f"  {summary(entry)}", ""]
    if len(checked) > 1:
        total = "，".join(
            f"{sum(entry.count(severity) for entry in checked)} 处{name}" for severity, name in SEVERITIES.items()
        )
        lines += [f"共 {len(checked)} 份报告：{total}", ""]
    return "\n".join(lines)


def summary(entry: Checked) -> str:
    """How much was found in a file: 2 处错误，1 处已说明."""
    counts = [f"{entry.count(severity)} 处{name}" for severity, name in SEVERITIES.items() if entry.count(severity)]
    waived = [f"{len(entry.waived)} 处已说明"] if entry.waived else []
    unread = [f"{len(entry.unread)} 处没有读入"] if entry.unread else []
    return "，".join([*(counts or ["没有发现问题"]), *waived, *unread])


def waiver_words(waiver: Waiver) -> str:
    """Who gave the reason, when, and the reason: 张三 2026-01-05 的说明：台账如此."""
    from reportwizard.typeset.excerpts import safe

    when = f" {waiver.when.isoformat()}" if waiver.when else ""
    return f"{safe(waiver.who) or '没有署名'}{when} 的说明：{safe(waiver.why) or '没有写理由'}"


def idle_words(report: Report, waiver: Waiver) -> str:
    """A waiver that no finding needed: its code, its place, its reason."""
    from reportwizard.typeset.excerpts import place_name

    place = f" {place_name(report, waiver.where[0])}" if waiver.where else ""
    return f"{one_line(waiver.code)}{place}（{waiver_words(waiver)}）"


def _claims(entry: Checked) -> Iterator[str]:
    from reportwizard.typeset.claims import claim_lines
    from reportwizard.typeset.excerpts import safe

    yield "  文字里读出的数（有没有问题见后面各条）"
    yield from (f"    {safe(line)}" for line in claim_lines(entry.report))


def _found(entry: Checked) -> Iterator[str]:
    from reportwizard.typeset.excerpts import section_heading

    heading = ""
    for finding in entry.open:
        here = section_heading(entry.report, finding.where[0] if finding.where else "")
        if here != heading:
            heading = here
            yield f"  {heading}"
        yield from _finding(entry, finding)
    if entry.waived:
        yield "  已说明理由、保留不改的"
        for finding in entry.waived:
            yield from _waived(entry, finding)


def _finding(entry: Checked, finding: Finding) -> Iterator[str]:
    from reportwizard.typeset.excerpts import safe

    yield f"    {_SIGNS[finding.severity]} {finding.code} {safe(finding.message)}"
    yield from _place(entry, finding)
    for hint in finding.hints:
        code = "" if hint.code == finding.code else f"{hint.code} "
        yield f"        {code}{safe(hint.message)}"
    if finding.lapsed:
        yield f"        原来的说明已失效，数或者文字已改变（{waiver_words(finding.lapsed)}）"
    if finding.remedy:
        yield f"        改法：{safe(finding.remedy)}"


def _waived(entry: Checked, finding: Finding) -> Iterator[str]:
    from reportwizard.typeset.excerpts import safe

    yield f"    - 已说明 {finding.code} {safe(finding.message)}"
    yield from _place(entry, finding)
    if finding.waived:
        yield f"        {waiver_words(finding.waived)}"


def _place(entry: Checked, finding: Finding) -> Iterator[str]:
    """The words in their sentence, what the form says of the same, and where a document has it."""
    from reportwizard.typeset.excerpts import cells_named, origin_of, quoted

    quotation = quoted(entry.report, finding)
    if quotation:
        yield f"        原文：{quotation}"
        if cells := cells_named(entry.report, finding):
            yield f"        表中：{cells}"
    if origin := origin_of(finding, entry.origins):
        yield f"        位置：原件{origin}"


def _idle(entry: Checked) -> Iterator[str]:
    idle = entry.idle
    if idle:
        yield "  没有用到的说明（这次没有发现它们所说的问题）"
        for waiver in idle:
            yield f"    - {idle_words(entry.report, waiver)}"
