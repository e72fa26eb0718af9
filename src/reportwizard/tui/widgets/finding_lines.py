"""How a finding is said: on one line that loses nothing that matters, or on as many as it needs. Pure.

A waived finding is quiet, with who left it as it is, when and why; a waiver that has lapsed is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size

from reportwizard.characters import one_line
from reportwizard.checks import Finding
from reportwizard.report.model import Waiver
from reportwizard.tui.ambiguous import sign
from reportwizard.tui.widgets.drawn import Line, Piece, wrap_line

SEVERITIES = {"error": ("!", "错误", "wrong"), "warning": ("?", "警告", "doubtful"), "advice": ("i", "建议", "advice")}
"""Sign, word and style of each severity."""

_PLACE = re.compile(r"(?:[^：（]|（[^）]*）)+(?=：)")
_LEAST = 16
"""Terminal cells below which the beginning of a hint says nothing."""


_SLASH = " ／ "
_SHORTEST = 6
"""Terminal cells below which the beginning of a row's label says nothing."""


def lapsed(finding: Finding) -> str:
    """That the reason which was given for a finding holds no more, and why."""
    return f"原来的说明已失效：{substance(finding)}已改变"


def substance(finding: Finding) -> str:
    """What a reason for leaving the finding as it is was given for: figures, words, or both."""
    words = sum("." not in place or place.startswith("texts.") for place in finding.where)
    return "数" if not words else "文字" if words == len(finding.where) else "文字或数"


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings as lists show them: in their order, the waived ones last."""
    findings = list(findings)
    return [f for f in findings if f.waived is None] + [f for f in findings if f.waived is not None]


def key_of(finding: Finding) -> tuple[object, ...]:
    """What makes a finding the same one after the next check."""
    return finding.code, finding.where, finding.span


def tight(message: str) -> str:
    """A message for a place where room is scarce, harmless."""
    return one_line(message).replace(" ＋ ", "＋").replace(" ＝ ", "＝")


def fit(text: str, width: int) -> str:
    """`text` in `width` terminal cells. The middle goes: a message opens with the place and ends with how much."""
    if cell_len(text) <= width:
        return text
    tail, room = "", max(width - 1, 0) // 2
    for character in reversed(text):
        if cell_len(character + tail) > room:
            break
        tail = character + tail
    return set_cell_size(text, max(width - 1 - cell_len(tail), 0)).rstrip() + sign("…") + tail


def fit_place(place: str, width: int) -> str:
    """A place in `width` terminal cells: the end of the row's label goes, its beginning and the column stay."""
    row, slash, column = place.rpartition(_SLASH) if _SLASH in place else (place, "", "")
    room = width - cell_len(slash + column) - 1
    if cell_len(place) <= width:
        return place
    return set_cell_size(row, room).rstrip() + "…" + slash + column if room >= _SHORTEST else fit(place, width)


def fit_message(message: str, width: int) -> str:
    """A message in `width` terminal cells: where its place is long, that is cut first, and what it says stays whole."""
    match = _PLACE.match(message)
    if cell_len(message) <= width or match is None:
        return fit(message, width)
    said = message[match.end() + 1 :]
    if _SLASH in said:  # another place
        said = fit_place(said, max(width - cell_len(match.group()) - 2, width // 2))
    room = width - cell_len(said)
    return fit_place(match.group(), room - 2) + "：" + said if room >= _LEAST else fit(message, width)


def signed(waiver: Waiver) -> str:
    """Who gave a reason, when, and which."""
    when = f" {waiver.when.isoformat()}" if waiver.when else ""
    return f"{one_line(waiver.who)}{when}：{one_line(waiver.why)}"


def opening(finding: Finding, *, brief: bool = False) -> Piece:
    """Sign, severity and code; in `brief` without the severity's word, which the sign says too."""
    mark, word, style = SEVERITIES[finding.severity]
    if finding.waived:
        mark, word, style = "-", "已说明", "quiet"
    return f"{mark} {'' if brief else f'{word} '}{finding.code} ", style


def finding_line(finding: Finding, width: int) -> Line:
    """A finding on one line of `width` terminal cells: what it says, and as much as fits of what lies behind it."""
    message = tight(finding.message)
    told = [(f"{lapsed(finding)}　", "doubtful")] if finding.lapsed else []
    line = [opening(finding, brief=cell_len("".join((message, *(text for text, _ in told)))) > width - 11), *told]
    room = width - sum(cell_len(text) for text, _ in line)
    message = fit_message(message, room)
    line.append((message, "quiet" if finding.waived else "plain"))
    room -= cell_len(message)
    if finding.waived:
        behind = [(f"（{signed(finding.waived)}）", "quiet")]
    else:
        behind = [(f"　{tight(hint.message)}", "advice") for hint in finding.hints]
        behind += [(f"　改法：{tight(finding.remedy)}", "quiet")] if finding.remedy and not behind else []
    for text, style in behind:
        if room >= min(_LEAST, cell_len(text)):
            line.append((text if cell_len(text) <= room else set_cell_size(text, room - 1).rstrip() + sign("…"), style))
            room -= cell_len(line[-1][0])
    return line


def finding_lines(finding: Finding, width: int) -> list[Line]:
    """A finding in full: its message, its hints, how to put it right, who left it as it is."""
    style = "quiet" if finding.waived else "plain"
    lines = wrap_line([opening(finding), (one_line(finding.message), style)], width)
    for piece in behind(finding):
        lines += [(("    ", "plain"), *line) for line in wrap_line((piece,), width - 4)]
    return lines


def behind(finding: Finding) -> Sequence[Piece]:
    """What is told below a finding's message."""
    if finding.waived:
        return ((signed(finding.waived), "quiet"),)
    told = [(f"{lapsed(finding)}（{signed(finding.lapsed)}）", "doubtful")] if finding.lapsed else []
    told += [(one_line(hint.message), "advice") for hint in finding.hints]
    return [*told, (f"改法：{one_line(finding.remedy)}", "quiet")] if finding.remedy else told
