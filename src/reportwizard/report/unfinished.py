"""What of a report is still to be done, in words: nobody's name, blank cells, empty texts, carried figures unconfirmed.

Not what is wrong: that are findings. Whoever exports or reviews a report says it from here, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from reportwizard.report.model import CARRIED_HEAD, Report, narrative_ids, unconfirmed

Kind = Literal["agency", "blank", "texts", "carried"]
_MOST = 3


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One thing still to be done: in a few words of Chinese, and `which` ones it is about where that can be named."""

    kind: Kind
    said: str
    which: str

    def __str__(self) -> str:
        return f"{self.said}：{self.which}" if self.which else self.said


def unfinished(report: Report) -> Iterator[Unfinished]:
    """All that is still to be done, in the order of the form."""
    if not report.agency and not report.title:
        yield Unfinished("agency", "还没有写单位名称，标题里没有单位", "")
    cells = report.edition.cells
    blank = [path for path, cell in cells.items() if not cell.computed and path not in report.figures]
    if blank:
        yield Unfinished("blank", f"还有 {len(blank)} 格没有填", _some(cells[path].label for path in blank))
    empty = [report.edition.section(key) for key in narrative_ids(report.edition) if not _is_written(report, key)]
    if empty:
        yield Unfinished("texts", "还没有写文字", "、".join(section.number for section in empty))
    waiting = unconfirmed(report)
    if waiting:
        labels = (CARRIED_HEAD.get(each) or cells[each].label for each in waiting)
        yield Unfinished("carried", f"还有 {len(waiting)} 项从上年带来的没有确认", _some(labels))


def _is_written(report: Report, key: str) -> bool:
    return bool(report.texts.get(key, "").strip())


def _some(labels: Iterable[str]) -> str:
    """The first three of them."""
    first = list(labels)
    return "；".join(first[:_MOST]) + (" 等" if len(first) > _MOST else "")
