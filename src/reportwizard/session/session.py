"""One open report and its file. The screen posts what happened; the session answers, and all else follows from it.

The answering is in `answers`, the journal in `kept`; here are opening, saving, leaving, and other programs.
Invariants: only the session that holds the lock writes; what another program wrote is never overwritten unless the
clerk said so, and then it is kept under another name.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.errors import StorageError, typed
from reportwizard.report import files, keeping
from reportwizard.report.toml import dumps
from reportwizard.session import disk
from reportwizard.session.disk import Version, digest
from reportwizard.session.kept import Kept
from reportwizard.session.locking import Lock

if TYPE_CHECKING:
    from reportwizard.recognise.recognised import Recognised


class OutsideError(StorageError):
    """Another program changed the file while it was open; nothing was overwritten."""


class Session(Kept):
    """One report, its file, and what was done to it since it was opened. Knows no screen."""

    def __init__(self, path: Path, opened: files.Opened, version: Version, lock: Lock) -> None:
        if not lock.refusal:
            files.sweep(files.real(path))
        super().__init__(opened.report, path, version, lock.refusal)
        self.news = self.news or lock.warning
        self._lock = lock
        self._opened = opened
        self._saved_text = dumps(opened.report) if version.digest == disk.NOTHING else ""
        """The report as the file has it; empty until somebody asks, where the file's own text tells it."""
        self.recognised: Recognised | None = None
        """How the report was read, where it came from a document."""

    @classmethod
    def open(cls, path: Path, lock: Lock | None = None) -> Session:
        """The report at `path`, to be written if nobody else has it open, else to be looked at.

        A file of another format is saved as NAME.toml beside it. `lock`, where given, is that of `path`, taken already.
        Raises StorageError.
        """
        kind = _format_of(path)
        target = path if kind == "toml" else _toml_beside(path)
        mine = lock or Lock(target)  # before the file is read: nobody may save it in between
        with ExitStack() as failed:
            if mine is not lock:
                failed.callback(mine.release)
            session = cls(target, *_read(path), mine) if kind == "toml" else cls._from_other(path, target, mine)
            failed.pop_all()
        return session

    @classmethod
    def _from_other(cls, path: Path, target: Path, lock: Lock) -> Session:
        from reportwizard.formats.opening import open_file

        source = open_file(path)
        session = cls(target, source.as_toml(str(path)), Version(disk.NOTHING, None), lock)
        session.recognised = source.recognised
        if source.recognised is not None:
            told = [f"从 {path.name} 读入，保存时写到 {target.name}", session.news]
            if source.recognised.unread:
                told.insert(1, f"有 {len(source.recognised.unread)} 处没有读入")
            session.news = "；".join(filter(None, told))
        return session

    @property
    def differs(self) -> bool:
        """Whether the report is another one than the file's."""
        if not self.modified:
            return False
        if not self._saved_text:  # two thousandths of a second that the start does not have to spare
            self._saved_text = dumps(files.open_bytes(self._opened.source.encode("utf-8"), str(self.path)).report)
        return dumps(self.report) != self._saved_text

    @property
    def is_written(self) -> bool:
        """Whether there is a file of the report's own: not yet where it was read from a document."""
        return self._known.digest != disk.NOTHING

    # ---- other programs

    def is_free(self) -> bool:
        """Whether this session only looks, and the program that had the file has ended in good order (quick)."""
        return bool(self.refusal) and self._lock.is_free()

    def again(self) -> Session:
        """For a session that only looks: the file as it now is, to be written if nobody has it any more.

        Raises StorageError.
        """
        return Session.open(self.path)

    def give_way(self) -> Session:
        """The file on the disk shall count: what was done here is put beside it, and the file opened anew.

        This session is then over. Raises StorageError; all is as it was.
        """
        if _format_of(self._file) != "toml":
            hint = "请选择保存您的：另一份会另取名字留下"
            raise StorageError("磁盘上的那一份现在是 JSON 等别的格式，不能在这里接着填", str(self.path), hint)
        opened, version = _read(self._file)  # what cannot be opened does not take the place of what can
        aside = self.step_aside()
        session = Session(self._file, opened, version, self._lock)
        session.path = self.path
        if aside is not None:
            session.news = f"已换成磁盘上的版本，您的版本另存为 {aside.name}"
        return session

    def step_aside(self) -> Path | None:
        """The file on the disk shall count: what was done here is put beside it, and nothing is left to save.

        Returns where; None where nothing was done. Raises StorageError; all is as it was.
        """
        aside = files.put_aside(self._file, self._rendered(), "我的版本") if self._history.touched else None
        self._forget(asides=False)
        return aside

    def _forget(self, *, asides: bool) -> None:
        """Nothing that was done here waits for a save any more; with `asides`, nor does what was declined before."""
        self._rounds.wait()  # on Windows no file is removed while a round has it open
        self._journal.remove(asides=asides)
        self._unwritten = self._unsynced = ""

    # ---- saving and leaving

    def save(self) -> None:
        """Write the report to its file; the previous version stays as NAME.bak.

        Raises OutsideError where another program changed the file, StorageError where it cannot be written.
        """
        self._save(over=False)

    def save_over(self) -> Path | None:
        """Save though another program changed the file: its version is first put beside. Returns where.

        Raises StorageError; the file is then as it was.
        """
        return self._save(over=True)

    def _rendered(self) -> bytes:
        return keeping.render(self.report, self._opened.source, self._opened.unknown).encode("utf-8")

    def _save(self, *, over: bool) -> Path | None:
        if self.refusal:
            raise StorageError(self.refusal, str(self.path), "要保存一份，请按 F9 导出")
        if self.waiting:  # they build on the file as it is
            raise StorageError("上次没有保存的改动还没有处理", str(self.path), "请先选择恢复，或者不恢复")
        data = self._rendered()
        if len(data) > files.LARGEST:
            limit = f"{files.LARGEST // 1024**2} MB"
            raise StorageError(
                f"内容超过 {limit}，保存了就打不开，没有保存", str(self.path), "请删去粘贴进来的多余文字"
            )
        aside = self._guard_other_hands(digest(data), over=over)
        with suppress(StorageError):  # a full disk: the save itself says so
            self._journal.mark(digest(data))
        files.replace(self.path, data, backup=True)
        self._opened = files.Opened(self.report, data.decode("utf-8"), self._opened.unknown)
        self._known = Version(digest(data), disk.mark_if_told(self._file))
        gone = self._outside is not None and not self.outside_is_file
        self.news = f"它{self.outside}，现在重新写出了" if gone else ""
        self._outside = self._passed = None
        self._saved_text = dumps(self.report)
        self._history.saved()
        self._forget(asides=True)
        return aside

    def _guard_other_hands(self, mine: str, *, over: bool) -> Path | None:
        """Never write over what another program wrote meanwhile."""
        self.look()
        if self._outside is None or self._outside.mark is None or self._outside.digest == mine:
            return None
        if not over:
            hint = "请选择保留哪一个；您的改动还在，没有丢失"
            raise OutsideError("文件在打开之后被别的程序改过，没有覆盖", str(self.path), hint)
        if not self._file.is_file() and not self._file.is_dir():  # reading a pipe would keep us waiting
            hint = "请把它移走，再保存；您的改动还在，没有丢失"
            raise StorageError("那里现在不是普通的文件，没有覆盖", str(self.path), hint)
        return files.put_aside(self._file, files.read_bytes(self._file), "另一版本")

    def discard(self) -> None:
        """Leave without saving: the journal goes (one that was declined waits until a save, one that was not yet
        answered for until the next time).

        Killed in the middle, the journal is there or it is not: then it is offered once more.
        """
        if not self.refusal:
            self._forget(asides=False)

    def suspend(self) -> None:
        """Leave at once (the terminal is gone, the machine stops): the journal stays for the next time.

        A disk that does not answer is given `Rounds.PATIENCE` seconds.
        """
        self.sync()
        self._journal.close()
        self._lock.release()


def _read(path: Path) -> tuple[files.Opened, Version]:
    """The report in the file, and which version of the file that is. Raises StorageError."""
    mark = disk.mark_if_told(path)
    data = files.read_bytes(path)
    return files.open_bytes(data, str(path)), Version(digest(data), mark)


def _format_of(path: Path) -> str:
    """The format of the file, as its content shows; that of a report's own where it cannot be read: that is told later.

    Raises DocumentError for what nobody can read as a report.
    """
    try:
        with path.open("rb") as file:
            own = file.read(len(files.OWN_START)) == files.OWN_START
        data = b"" if own else files.read_bytes(path, files.LARGEST_DOCUMENT)
    except (OSError, ValueError, StorageError):
        return "toml"
    if own:
        return "toml"
    from reportwizard.readers.identify import identify

    return identify(data, str(path))


def _toml_beside(path: Path) -> Path:
    """Where a report of another format is saved. Raises StorageError."""
    if path.suffix.lower() == ".toml":
        raise StorageError("内容是别的格式，后缀却是 .toml", str(path), "请把后缀改为原来的（如 .json、.docx）再打开")
    target = path.with_suffix(".toml")
    if target.exists():
        hint = f"请直接打开它：reportwizard edit {typed(target)}"
        raise StorageError("同名的 .toml 文件已经有了", str(target), hint)
    return target
