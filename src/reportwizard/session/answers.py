"""The answering side of a session: a report, what is said of it, and every change made to it, to be taken back.

Knows no file: who owns the report's file hears of each change through `_record`, before `answer` returns.
Invariant: the report, its totals and what is found of its figures belong together once `answer` returns; for what is
found of its texts see `checking`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from reportwizard.checks import Finding
from reportwizard.errors import ReportWizardError
from reportwizard.report.model import Report
from reportwizard.report.numbers import Parsed, parse_figure
from reportwizard.session.changes import (
    CARRIED,
    HEAD_ADDRESSES,
    Change,
    Set,
    Splice,
    Value,
    apply,
    same,
    splice_between,
    value_at,
)
from reportwizard.session.checking import Checking
from reportwizard.session.history import Entry, History

_CONFIRMING = object()
"""The group of the steps by which carried figures are confirmed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer did: the addresses that are to be shown anew, and a note in Chinese, if there is one: on how the
    answer was read, or why it was not taken: then it is `refused`, and `changed` is what the screen shows in vain.
    """

    changed: tuple[str, ...] = ()
    note: str = ""
    refused: bool = False


class Answers(Checking):
    """A report that is answered, step by step. `Session` is the one to use; this is its half without a file."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.refusal = ""
        """Why no answer is taken (the report is only looked at), in Chinese; empty while answers are taken."""
        self.waiting = ""
        """Why no answer is taken yet (something is to be decided first), in Chinese; empty while nothing is."""
        self._history = History()

    # ---- what the screen asks

    @property
    def modified(self) -> bool:
        """Whether something was done since the last save (quick; `differs` is exact)."""
        return self._history.modified

    def value(self, address: str) -> Value:
        """What stands at an address; None where nothing does."""
        return value_at(self.report, address)

    def section_of(self, finding: Finding) -> str:
        """The id of the section where the finding's first place stands; empty for the head and the text below it."""
        place = finding.where[0] if finding.where else ""
        cell = self.report.edition.cells.get(place)
        if cell is not None:
            return cell.section.id
        text = place.removeprefix("texts.")
        return text if any(section.id == text for section in self.report.edition.sections) else ""

    # ---- what the screen says

    def answer(self, address: str, text: str, group: object = None) -> Answer:
        """Take `text` as the answer at `address`. Idempotent; answers of one `group` are one step to undo.

        Raises ReportWizardError where a key of the head does not take such a value.
        """
        if address.startswith("texts."):
            splice = splice_between(address, self.report.texts.get(address[6:], ""), text.replace("\r\n", "\n"))
            return self._do("文字", [splice] if splice else [], group)
        if address in HEAD_ADDRESSES:
            changes = self._set(address, _head_value(address, text))
            return self._do("报告信息", changes + (self._confirmed(address) if changes else []), group)
        parsed = parse_figure(text)
        answer = self._do("填数", self._set(address, parsed.value) + self._confirmed(address), group)
        return replace(answer, note=answer.note or parsed.note)

    def splice(self, address: str, start: int, before: str, after: str, *, fresh: bool = False) -> Answer:
        """In the text at `address`, put `after` in the place of `before`, which stands from `start` on.

        A word typed, or a run of deletions, is one step to undo; what is `fresh` begins another.
        """
        text = self.report.texts.get(address.removeprefix("texts."), "")
        if start > len(text) or text[start : start + len(before)] != before:
            return Answer(note="这一处的文字刚刚变了，没有改动；请再试一次")
        return self._do("文字", [Splice(address, start, before, after, fresh)] if before != after else [], None)

    def answer_all(self, answers: Iterable[tuple[str, str]], label: str) -> Answer:
        """Take many answers to cells as one step (a paste, zeros, a clearing). Computed cells take none."""
        changes: list[Change] = []
        notes: list[str] = []
        for address, text in answers:
            if self.report.edition.cells[address].computed:
                continue
            parsed: Parsed = parse_figure(text)
            changes += self._set(address, parsed.value) + self._confirmed(address)
            if parsed.note:
                notes.append(parsed.note)
        answer = self._do(label, changes, None)
        if answer.note:
            return answer
        return Answer(answer.changed, "；".join(notes[:3]) + (f"等 {len(notes)} 处" if len(notes) > 3 else ""))

    def confirm(self, *addresses: str, leaving: bool = False) -> Answer:
        """What was carried over at these addresses is right. One cell after the other is one step to undo.

        By `leaving` a cell one does not think of doing anything: it is taken back with what was done before.

        Who only looks confirms nothing, and need not be told. A confirmation that was taken back is done again, or
        waits for the redo that it is a part of: who walks on after an undo does not lose what can be redone.
        """
        if self.refusal or self.waiting:
            return Answer()
        changes = [change for address in addresses for change in self._confirmed(address)]
        if changes and changes == self._history.next_redo:
            return self._move(self._history.redo())
        taken_back = self._history.taken_back
        changes = [change for change in changes if change.address not in taken_back]
        return self._do("确认上年带来的内容", changes, _CONFIRMING, trails=leaving)

    def settle(self, *paths: str) -> Answer:
        """Give up the totals that are stated at `paths`: from now on only the computed ones count."""
        changes = [change for path in paths for change in self._set(f"stated.{path}", None)]
        return self._do("采用计算的合计", changes, None)

    def cancel(self, group: object) -> Answer:
        """Take back the answers of `group`, if they are the last step, as if they had never been given."""
        return self._move(self._history.cancel(group))

    def undo(self) -> Answer:
        """Take the last step back."""
        return self._move(self._history.undo(), "已撤销")

    def redo(self) -> Answer:
        """Do again what was last taken back."""
        return self._move(self._history.redo(), "已重做")

    # ---- one way in for every change

    def _set(self, address: str, after: Value) -> list[Change]:
        before = value_at(self.report, address)
        return [] if same(before, after) else [Set(address, before, after)]

    def _confirmed(self, address: str) -> list[Change]:
        return self._set(f"{CARRIED}{address}", None)

    def _do(self, label: str, changes: list[Change], group: object, *, trails: bool = False) -> Answer:
        """Every new change comes this way. Where none is taken, the answer says so and names what was changed on the
        screen in vain.
        """
        if not changes:
            return Answer()
        if refusal := self.refusal or self.waiting:
            return Answer(tuple(change.address for change in changes), refusal, refused=True)
        return self._move(self._history.add(label, changes, group, trails=trails))

    def _move(self, entry: Entry | None, said: str = "") -> Answer:
        if entry is None:
            return Answer()
        for change in entry.changes:
            apply(self.report, change)
        self._record(entry)
        self._follow(entry.changes)
        return Answer(tuple(change.address for change in entry.changes), f"{said}：{entry.label}" if said else "")

    def _record(self, entry: Entry) -> None:
        """A move was made; the file side keeps it."""


def _head_value(address: str, text: str) -> Value:
    text = text.strip()
    if address != "published" or not text:
        return text or None
    try:
        year, month, day = re.fullmatch(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", text).groups()  # type: ignore[union-attr]
        return date(int(year), int(month), int(day))
    except (AttributeError, ValueError) as error:
        raise ReportWizardError("公布日期写法不对", "", "请写成 2026-01-31 或 2026年1月31日") from error
