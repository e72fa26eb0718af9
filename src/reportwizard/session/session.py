"""One open report. The screen posts what happened; the session answers, and everything else follows from it.

Invariant: the report, its totals and its findings always belong together, and every change is in the journal
before `answer` returns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reportwizard.checks import Finding, check
from reportwizard.errors import ReportWizardError, StorageError, typed
from reportwizard.report import files, keeping
from reportwizard.report.numbers import Parsed, parse_figure
from reportwizard.report.toml import dumps
from reportwizard.report.totals import Sum, compute
from reportwizard.session import mending
from reportwizard.session.changes import (
    HEAD_ADDRESSES,
    Change,
    Set,
    Splice,
    Step,
    Value,
    apply,
    join_typing,
    splice_between,
    value_at,
)
from reportwizard.session.journal import Journal, digest


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer did: the addresses that changed, and a note in Chinese on how it was read, if there is one."""

    changed: tuple[str, ...] = ()
    note: str = ""


class Session:
    """One report, its file, and what was done to it since it was opened. Knows no screen."""

    def __init__(self, path: Path, opened: files.Opened, saved: bytes) -> None:
        self.path = path
        self.report = opened.report
        self.problem = ""
        """Why changes are not on the disk, in Chinese; empty while they are."""
        self.totals: Mapping[str, Sum] = {}
        self.findings: list[Finding] = []
        self._opened = opened
        self._base = digest(saved)
        self._saved_text = dumps(self.report)
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._clean_at: int | None = 0
        self._journal = Journal(path)
        self._pending = self._journal.pending(self._base)
        self.news = ""
        """What the clerk should know at once, in Chinese."""
        if not self._pending and self._journal.is_foreign(self._base):
            self._keep_foreign_journal()
        self.signer = mending.last_signer(self.report)
        """Who gives reasons for leaving findings as they are: whoever did so last."""
        self._refresh()

    @classmethod
    def open(cls, path: Path) -> Session:
        """The report at `path`. A file of another format is saved as NAME.toml beside it. Raises StorageError."""
        data = files.read_bytes(path)
        opened = files.open_bytes(data, str(path))
        if opened.source.lstrip().startswith("{"):
            import tomli_w

            if path.suffix == ".toml":
                raise StorageError("这是 JSON 格式的内容，后缀却是 .toml", str(path), "请把后缀改为 .json 再打开")
            path = path.with_suffix(".toml")
            if path.exists():
                hint = f"请直接打开它：reportwizard edit {typed(path)}"
                raise StorageError("同名的 .toml 文件已经有了", str(path), hint)
            # keys that the program does not know go along, as if they had stood in a file of this format
            try:
                source = tomli_w.dumps(opened.unknown) if opened.unknown else ""
            except TypeError as error:
                hint = "请去掉程序不认识的、值为 null 的键"
                raise StorageError("JSON 里有 TOML 文件不能保存的 null", str(path), hint) from error
            opened = files.Opened(opened.report, source, opened.unknown)
            data = b""
        return cls(path, opened, data)

    # ---- what the screen asks

    @property
    def recoverable(self) -> int:
        """How many unsaved steps the journal holds from a time that ended without a save."""
        return len(self._pending)

    @property
    def modified(self) -> bool:
        """Whether something was done since the last save (quick; `differs` is exact)."""
        return self._clean_at != len(self._done)

    @property
    def differs(self) -> bool:
        """Whether the report is another one than the file's."""
        return self.modified and dumps(self.report) != self._saved_text

    def value(self, address: str) -> Value:
        """What stands at an address; None where nothing does."""
        return value_at(self.report, address)

    def findings_at(self, section_id: str) -> list[Finding]:
        """The findings that belong to a section, in their order."""
        return [finding for finding in self.findings if self.section_of(finding) == section_id]

    def section_of(self, finding: Finding) -> str:
        """The id of the section where the finding's first place stands."""
        place = finding.where[0] if finding.where else ""
        cell = self.report.edition.cells.get(place)
        return cell.section.id if cell else place.partition(".")[2]

    # ---- what the screen says

    def answer(self, address: str, text: str, group: object = None) -> Answer:
        """Take `text` as the answer at `address`. Idempotent; answers of one `group` are one step to undo.

        Raises ReportWizardError where a key of the head does not take such a value.
        """
        if address.startswith("texts."):
            splice = splice_between(address, self.report.texts.get(address[6:], ""), text.replace("\r\n", "\n"))
            return self._do("文字", [splice] if splice else [], group)
        if address in HEAD_ADDRESSES:
            return self._do("报告信息", self._set(address, self._head_value(address, text)), group)
        parsed = parse_figure(text)
        answer = self._do("填数", self._set(address, parsed.value), group)
        return Answer(answer.changed, parsed.note)

    def answer_all(self, answers: Iterable[tuple[str, str]], label: str) -> Answer:
        """Take many answers to cells as one step (a paste, zeros, a clearing). Computed cells take none."""
        changes: list[Change] = []
        notes: list[str] = []
        for address, text in answers:
            if self.report.edition.cells[address].computed:
                continue
            parsed: Parsed = parse_figure(text)
            changes += self._set(address, parsed.value)
            if parsed.note:
                notes.append(parsed.note)
        answer = self._do(label, changes, None)
        return Answer(answer.changed, "；".join(notes[:3]) + (f"等 {len(notes)} 处" if len(notes) > 3 else ""))

    def settle(self, path: str) -> Answer:
        """Give up the stated total at `path`: from now on only the computed one counts."""
        return self._do("采用计算的合计", self._set(f"stated.{path}", None), None)

    def settle_finding(self, finding: Finding) -> Answer:
        """Give up the stated totals that a finding speaks of."""
        return self._do("采用计算的合计", mending.settling(self.report, finding), None)

    def accept(self, finding: Finding) -> Answer:
        """Take over the figures that a finding proposes."""
        changes, note = mending.accepting(self.report, finding)
        return Answer(self._do("用建议的数", changes, None).changed, note)

    def waive(self, finding: Finding, *, who: str, why: str, when: date | None) -> Answer:
        """Leave a finding as it is, for a reason that holds while its values are the same."""
        self.signer = who
        return self._do("写明理由保留", mending.waiving(self.report, finding, who=who, why=why, when=when), None)

    def withdraw(self, finding: Finding) -> Answer:
        """Take back the reason that was given for leaving a finding as it is."""
        return self._do("撤回说明", mending.withdrawing(self.report, finding), None)

    def cancel(self, group: object) -> Answer:
        """Take back the answers of `group`, if they are the last step, as if they had never been given."""
        if not self._done or self._done[-1].group is not group:
            return Answer()
        answer = self.undo()
        self._undone.pop()
        return Answer(answer.changed)

    def undo(self) -> Answer:
        """Take the last step back."""
        if not self._done:
            return Answer()
        step = self._done.pop()
        self._undone.append(step)
        changes = [change.inverse() for change in reversed(step.changes)]
        return self._make(changes, f"已撤销：{step.label}")

    def redo(self) -> Answer:
        """Do again what was last taken back."""
        if not self._undone:
            return Answer()
        step = self._undone.pop()
        self._done.append(step)
        return self._make(step.changes, f"已重做：{step.label}")

    def recover(self) -> Answer:
        """Take over what the journal holds, as steps that can be undone."""
        pending = self._pending
        self._journal.resume(self._base, pending)
        self._pending = []
        changed: list[str] = []
        for changes in pending:
            try:
                changed += self._make(changes, "", record=False).changed
            except (ValueError, KeyError) as error:
                raise StorageError(
                    "日志与文件对不上，其余的改动没有恢复", str(self._journal.path), "请核对后保存"
                ) from error
            self._done.append(Step("恢复的改动", changes))
        return Answer(tuple(dict.fromkeys(changed)))

    def decline_recovery(self) -> None:
        """Leave the journal's steps alone; they are kept aside until the next save."""
        self._journal.set_aside()
        self._pending = []

    # ---- the file

    def save(self) -> None:
        """Write the report to its file; the previous version stays as NAME.bak. Raises StorageError."""
        text = keeping.render(self.report, self._opened.source, self._opened.unknown)
        data = text.encode("utf-8")
        self._guard_other_hands()
        with suppress(StorageError):  # a full disk: the save itself says so
            self._journal.mark(digest(data))
        files.replace(self.path, data, backup=True)
        self._opened = files.Opened(self.report, text, self._opened.unknown)
        self._base = digest(data)
        self._saved_text = dumps(self.report)
        self._clean_at = len(self._done)
        self._journal.remove(asides=True)
        self.problem = ""

    def sync(self) -> None:
        """Put the journal on the disk (called about once a second)."""
        try:
            self._journal.sync()
        except StorageError as error:
            self.problem = str(error)

    def discard(self) -> None:
        """Leave without saving: the journal goes (one that was declined waits until a save)."""
        if not self._pending:
            self._journal.remove(asides=False)

    def suspend(self) -> None:
        """Leave at once (the terminal is gone, the machine stops): the journal stays for the next time."""
        self.sync()
        self._journal.close()

    def _guard_other_hands(self) -> None:
        """Never write over what another program wrote meanwhile."""
        try:
            current = digest(self.path.read_bytes())
        except FileNotFoundError:
            return
        except OSError:
            return  # the replacing itself will say what is wrong
        if current != self._base:
            hint = "请先把它另存或改名，再按 Ctrl+S；您的改动还在，没有丢失"
            raise StorageError("文件在打开之后被别的程序改过，没有覆盖", str(self.path), hint)

    def _keep_foreign_journal(self) -> None:
        """The file was changed by other means since its journal was written: the journal is kept, and told."""
        with suppress(StorageError):
            number = sum(1 for _ in self.path.parent.glob("*.journal-old*")) + 1
            kept = self._journal.set_aside(f"{self.path.name}.journal-old{number}")
            if kept is not None:
                self.news = f"上次没有保存的改动与现在的文件对不上（文件后来被改过），已留在 {kept.name}"

    # ---- one way in for every change

    def _set(self, address: str, after: Value) -> list[Change]:
        before = value_at(self.report, address)
        same = before == after and type(before) is type(after) and str(before) == str(after)
        return [] if same else [Set(address, before, after)]

    @staticmethod
    def _head_value(address: str, text: str) -> Value:
        text = text.strip()
        if address != "published" or not text:
            return text or None
        try:
            year, month, day = re.fullmatch(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", text).groups()  # type: ignore[union-attr]
            return date(int(year), int(month), int(day))
        except (AttributeError, ValueError) as error:
            raise ReportWizardError("公布日期写法不对", "", "请写成 2026-01-31 或 2026年1月31日") from error

    def _do(self, label: str, changes: list[Change], group: object) -> Answer:
        if not changes:
            return Answer()
        last = self._done[-1] if self._done and not self._undone and self._clean_at != len(self._done) else None
        joined = join_typing(last.changes[-1], changes[0]) if last and len(changes) == 1 else None
        if last and group is not None and last.group is group:
            last.changes += changes
        elif last and joined:
            last.changes[-1] = joined
        else:
            if self._clean_at is not None and self._clean_at > len(self._done):
                self._clean_at = None  # the saved state was undone and is now left behind
            self._done.append(Step(label, list(changes), group))
        self._undone.clear()
        return self._make(changes, "")

    def _make(self, changes: Iterable[Change], note: str, *, record: bool = True) -> Answer:
        changes = list(changes)
        for change in changes:
            apply(self.report, change)
        try:
            if record:
                self._journal.record(changes, self._base)
            self.problem = ""
        except StorageError as error:
            self.problem = str(error)
        if not all(isinstance(change, Splice) for change in changes):
            self._refresh()
        return Answer(tuple(change.address for change in changes), note)

    def _refresh(self) -> None:
        self.totals = compute(self.report)
        self.findings = check(self.report)
