"""One open report and its file. The screen posts what happened; the session answers, and all else follows from it.

The answering is in `answers`; here are opening, the journal, saving and leaving.
Invariant: every change is in the journal before `answer` returns.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from reportwizard.errors import StorageError, typed
from reportwizard.report import files, keeping
from reportwizard.report.toml import dumps
from reportwizard.session.answers import Answer, Answers
from reportwizard.session.changes import Change, Step
from reportwizard.session.journal import Journal, digest


class Session(Answers):
    """One report, its file, and what was done to it since it was opened. Knows no screen."""

    def __init__(self, path: Path, opened: files.Opened, saved: bytes) -> None:
        super().__init__(opened.report)
        self.path = path
        self.problem = ""
        """Why changes are not on the disk, in Chinese; empty while they are."""
        self._opened = opened
        self._base = digest(saved)
        self._saved_text = dumps(self.report)
        self._journal = Journal(path)
        self._pending = self._journal.pending(self._base)
        self.news = ""
        """What the clerk should know at once, in Chinese."""
        if not self._pending and self._journal.is_foreign(self._base):
            self._keep_foreign_journal()

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

    @property
    def recoverable(self) -> int:
        """How many unsaved steps the journal holds from a time that ended without a save."""
        return len(self._pending)

    @property
    def differs(self) -> bool:
        """Whether the report is another one than the file's."""
        return self.modified and dumps(self.report) != self._saved_text

    # ---- the journal

    def _record(self, changes: list[Change]) -> None:
        try:
            self._journal.record(changes, self._base)
            self.problem = ""
        except StorageError as error:
            self.problem = str(error)

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
