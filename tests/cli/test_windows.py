"""What only Windows does, simulated: files held open by others, consoles of several kinds, pipes without a name."""

from __future__ import annotations

import errno
from pathlib import Path
from types import SimpleNamespace

import pytest

from reportwizard.cli import edit, streams
from reportwizard.cli.main import main
from reportwizard.cli.screen import require_drawing
from reportwizard.errors import StorageError, UsageError
from reportwizard.report import files
from support.reports import blank, saved


class Scanner:
    """A program that holds a file open for so many attempts to replace it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, attempts: int) -> None:
        self.left = attempts
        self.pauses: list[float] = []
        replace = Path.replace

        def held(source: Path, target: Path) -> Path:
            if self.left:
                self.left -= 1
                raise PermissionError(errno.EACCES, "Access is denied")
            return replace(source, target)

        monkeypatch.setattr(Path, "replace", held)
        monkeypatch.setattr(files.time, "sleep", self.pauses.append)
        monkeypatch.setattr(files, "WINDOWS", True)


def test_a_save_waits_for_a_virus_scanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.toml"
    path.write_bytes(b"old")
    scanner = Scanner(monkeypatch, 3)
    files.replace(path, b"new")
    assert path.read_bytes() == b"new"
    assert len(scanner.pauses) == 3


def test_a_file_that_stays_open_elsewhere_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.toml"
    path.write_bytes(b"old")
    scanner = Scanner(monkeypatch, 99)
    with pytest.raises(StorageError, match="正被别的程序打开"):
        files.replace(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.toml"]
    assert sum(scanner.pauses) < 1


def test_elsewhere_nothing_is_tried_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scanner = Scanner(monkeypatch, 1)
    monkeypatch.setattr(files, "WINDOWS", False)
    with pytest.raises(StorageError, match="没有权限）"):
        files.replace(tmp_path / "report.toml", b"new")
    assert scanner.pauses == []


class Console:
    """kernel32, as far as a console's mode goes."""

    def __init__(self, *, console: bool, draws: bool) -> None:
        self.console, self.draws = console, draws
        self.mode = 3

    def GetStdHandle(self, number: int) -> int:  # noqa: N802
        return number

    def GetConsoleMode(self, handle: int, mode: SimpleNamespace) -> int:  # noqa: N802
        mode.value = self.mode
        return int(self.console)

    def SetConsoleMode(self, handle: int, mode: int) -> int:  # noqa: N802
        if mode & 4 and not self.draws:
            return 0
        self.mode = mode
        return 1


def test_a_console_that_cannot_draw_is_told_before_anything_is_drawn() -> None:
    for console, told in ((Console(console=False, draws=False), "不是"), (Console(console=True, draws=False), "太旧")):
        with pytest.raises(UsageError, match=told):
            require_drawing(console, SimpleNamespace(value=0), lambda mode: mode)
    good = Console(console=True, draws=True)
    require_drawing(good, SimpleNamespace(value=0), lambda mode: mode)
    assert good.mode == 3  # as it was: Textual sets it itself


def test_a_pipe_that_nobody_reads_is_no_error_there(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = OSError(errno.EINVAL, "Invalid argument")
    assert not streams.is_closed_pipe(gone)
    assert streams.is_closed_pipe(BrokenPipeError())
    monkeypatch.setattr(streams, "WINDOWS", True)
    assert streams.is_closed_pipe(gone)
    assert not streams.is_closed_pipe(OSError(errno.ENOSPC, "full"))


def test_export_to_a_pipe_names_its_encoding_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path, blank())
    assert main(["export", str(path)]) == 0
    assert "UTF-8" not in capfd.readouterr().err
    monkeypatch.setattr(streams, "WINDOWS", True)
    assert main(["export", str(path)]) == 0
    told = capfd.readouterr()
    assert "UTF-8" in told.err and "-o" in told.err
    assert "UTF-8" not in told.out


def test_git_bash_is_told_of_winpty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MSYSTEM", "MINGW64")
    monkeypatch.setattr(edit, "is_terminal", lambda: False)
    assert main(["edit", str(saved(tmp_path, blank()))]) == 2
    assert "winpty reportwizard edit" in capfd.readouterr().err
