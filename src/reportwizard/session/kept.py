"""Answers that are kept: in a journal before they are told as taken, and with an eye on the file they are for.

The middle of a session: `answers` below knows no file, `session` above writes it. Here nothing but the journal is
written. Invariant: every change is handed to the system before `answer` returns, or `problem` says that it is not.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from reportwizard.errors import StorageError
from reportwizard.report import files
from reportwizard.report.model import Report
from reportwizard.session.answers import Answer
from reportwizard.session.changes import apply, fits
from reportwizard.session.disk import Rounds, Version, look
from reportwizard.session.entries import Found
from reportwizard.session.history import Entry
from reportwizard.session.journal import Journal
from reportwizard.session.judgements import Judgements


class Kept(Judgements):
    """A report that is answered, with its journal; `Session` is the one to use."""

    def __init__(self, report: Report, path: Path, version: Version, refusal: str) -> None:
        super().__init__(report)
        self.path = path
        """The file's name as it was given."""
        self.refusal = refusal
        self._unwritten = ""
        """Why the system does not take the changes; only its taking all of them ends that."""
        self._unsynced = ""
        """Why the disk does not keep them; only its keeping all of them ends that."""
        self.news = refusal
        """What the clerk should know at once, in Chinese."""
        self._file = files.real(path)
        self._known = version
        self._outside: Version | None = None
        self._passed: Version | None = None
        self._journal = Journal(path)
        self._rounds = Rounds(self._file)
        self._found = Found()
        if not refusal:
            self._journal.sweep()
            self._found = self._journal.pending(version.digest)
            if self._found.foreign:
                self._keep_foreign_journal(self._found.foreign)
            if self._found.entries:
                self.waiting = "上次没有保存的改动还没有处理：请按 Ctrl+S，选择恢复或者不恢复"

    @property
    def problem(self) -> str:
        """Why changes are not on the disk, in Chinese; empty while they are."""
        slow = f"{self.path.name}：磁盘一直没有回应，最近的改动可能还没有写到盘上" if self._rounds.slow else ""
        return self._unwritten or self._unsynced or slow

    @property
    def recoverable(self) -> int:
        """How many unsaved changes the journal holds from a time that ended without a save."""
        return len(self._found.entries)

    @property
    def lost(self) -> int:
        """How many more there are that cannot be read, or stand behind such a one."""
        return self._found.lost

    # ---- the journal

    def _record(self, entry: Entry) -> None:
        try:
            self._journal.record(entry, self._known.digest)
            self._unwritten = ""
        except StorageError as error:
            self._unwritten = _told(error)

    def recover(self) -> Answer:
        """Take over what the journal holds, with its steps; stops before a change that does not fit.

        Where the journal cannot be written anew, `problem` says so; what it held is still there.
        """
        found, self._found, self.waiting = self._found, Found(), ""
        taken: list[Entry] = []
        for entry in found.entries:
            if not self._take(entry):
                break
            taken.append(entry)
        self._refresh()
        lost = found.lost + len(found.entries) - len(taken)
        changed = dict.fromkeys(change.address for entry in taken for change in entry.changes)
        if lost:
            self._journal.copy_for_good()
        try:
            self._journal.resume(self._known.digest, taken)
        except StorageError as error:
            self._unwritten = _told(error)
        told = f"日志有损坏：恢复了 {len(taken)} 处改动，后面的 {lost} 处没有办法恢复，请核对" if lost else ""
        return Answer(tuple(changed), told)

    def _take(self, entry: Entry) -> bool:
        """Whether the entry could be made in the report; where not, the report is as it was."""
        made = 0
        for change in entry.changes:
            with suppress(ValueError, KeyError, TypeError):
                if fits(self.report, change):
                    apply(self.report, change)
                    made += 1
                    continue
            for done in reversed(entry.changes[:made]):
                apply(self.report, done.inverse())
            return False
        self._history.take(entry)
        return True

    def decline_recovery(self) -> None:
        """Leave the journal's changes alone; they are kept aside until the next save. Raises StorageError."""
        self._journal.set_aside()
        self._found, self.waiting = Found(), ""

    def _keep_foreign_journal(self, why: str) -> None:
        kept: Path | None = self._journal.path
        with suppress(StorageError):  # then it stays where it is, until a change has to be written there
            kept = self._journal.keep_for_good()
        if kept is not None:
            self.news = f"上次没有保存的改动无法恢复（{why}），原样留在 {kept.name}"

    # ---- once a second

    def tend(self) -> None:
        """To be called about once a second: what may have to wait for a disk is done in a thread."""
        self._take_in()
        if not self._rounds.busy:
            self._rounds.start(self._start_sync(), self._known)

    def sync(self) -> None:
        """The same, to have it done: put the journal on the disk, look at the file. A dead disk is not waited for."""
        if self._rounds.wait():
            self._take_in()
            self._rounds.start(self._start_sync(), self._known)
            self._rounds.wait()
        self._take_in()

    def look(self) -> None:
        """See at once what another program did to the file, whatever its times say."""
        with suppress(OSError):  # where it cannot be read, a save will say what is wrong
            self._see(look(self._file, self._known, closely=True))

    def _start_sync(self) -> int | None:
        if self.refusal:
            return None
        try:
            self._journal.mend()
            self._unwritten = ""
            return self._journal.start_sync()
        except StorageError as error:
            self._unwritten = _told(error)
            return None

    def _take_in(self) -> None:
        """What the last round found."""
        failure, synced = self._rounds.failure, self._rounds.synced
        self._rounds.failure, self._rounds.synced = None, False
        if failure is not None:
            error = self._journal.failed(failure)
            self._unsynced = _told(error) if self.modified else ""  # it may all have been saved meanwhile
        elif synced:
            self._unsynced = ""
        seen, self._rounds.seen = self._rounds.seen, None
        if seen is not None and seen[0] is self._known:  # else there was a save in between
            self._see(seen[1])

    def _see(self, version: Version) -> None:
        if version.digest == self._known.digest:
            self._known, self._outside = version, None
        else:
            self._outside = version

    # ---- other programs

    @property
    def outside(self) -> str:
        """What another program did to the file since it was read or saved, in Chinese; empty where nothing."""
        if self._outside is None:
            return ""
        return "已被删除或改名" if self._outside.mark is None else "被别的程序改过"

    @property
    def outside_is_file(self) -> bool:
        """Whether there is another version on the disk, that could count instead."""
        return self._outside is not None and self._outside.mark is not None

    @property
    def worry(self) -> str:
        """What the clerk should not lose sight of, in Chinese: a problem, or a version that was not passed over."""
        if self.problem or self._outside is None or self._outside == self._passed or self.refusal:
            return self.problem
        remedy = "选择保留哪一份" if self.outside_is_file else "重新写出"
        return f"磁盘上的 {self.path.name} {self.outside}：按 Ctrl+S {remedy}"

    def pass_over(self) -> None:
        """The clerk goes on for now; a save asks again."""
        self._passed = self._outside


def _told(error: StorageError) -> str:
    """What is wrong and what to do come first: on a small screen the path may not fit any more."""
    return f"{error.message}。{error.hint}（{error.where}）"
