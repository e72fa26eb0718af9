"""Standard output is the product, standard error the talk. Both UTF-8, whatever the locale says."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.characters import one_line
from reportwizard.errors import StorageError, typed

if TYPE_CHECKING:
    from reportwizard.recognise.recognised import Recognised
    from reportwizard.report.model import Report

WINDOWS = sys.platform == "win32"


def prepare() -> None:
    """UTF-8 for both streams; what a terminal cannot show is escaped instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """One line of talk on standard error."""
    if sys.stderr is not None:
        sys.stderr.write(one_line(text) + "\n")


def put(data: bytes) -> None:
    """The product, byte for byte. Raises StorageError where standard output is closed, OSError where it fails."""
    if sys.stdout is None:
        raise StorageError("标准输出已关闭，没有地方写", "", "请不要关闭标准输出；export 也可以用 -o 写到文件")
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # standard output is a text stream of a program that calls us
        sys.stdout.write(data.decode("utf-8"))
    else:
        buffer.write(data)
        buffer.flush()


def is_closed_pipe(error: OSError) -> bool:
    """Whether whoever read the output has had enough; Windows has no name of its own for that."""
    return isinstance(error, BrokenPipeError) or (WINDOWS and error.errno == errno.EINVAL)


def abandon_output() -> None:
    """Standard output takes no more; what is left in it must not make the interpreter complain at its end."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def is_terminal() -> bool:
    """Whether a person sits at both ends."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def read_source(name: str) -> tuple[bytes, str]:
    """The bytes of a file, or of standard input for `-`, and the name to tell in errors. Raises StorageError."""
    from reportwizard.report.files import LARGEST_DOCUMENT, read_bytes

    if name != "-":
        return read_bytes(Path(name), LARGEST_DOCUMENT), name
    called = "标准输入"
    if sys.stdin is None:
        raise StorageError("已关闭，读不到内容", called, "请用管道送入报告，或者写上文件名")
    data = sys.stdin.buffer.read(LARGEST_DOCUMENT + 1)
    if len(data) > LARGEST_DOCUMENT:
        raise StorageError("内容太大，不像是一份报告", called, "请核对送入的内容")
    return data, called


def read_report(name: str) -> tuple[Report, Recognised | None]:
    """The report in a file of any format, or on standard input for `-`; how it was recognised, if it had to be.

    Says so where the file has changes that are only in its journal. Raises ReportWizardError.
    """
    report, recognised, _ = read_with_source(name)
    return report, recognised


def read_with_source(name: str) -> tuple[Report, Recognised | None, str]:
    """The same, and the text of the file where it is a report's own TOML; "" for every other."""
    from reportwizard.report.files import OWN_START, open_bytes

    data, called = read_source(name)
    recognised, text = None, ""
    if data.startswith(OWN_START):  # nothing more is loaded to see that
        opened = open_bytes(data, called)
        report, text = opened.report, opened.source
    else:
        from reportwizard.formats.opening import open_source

        source = open_source(data, called)
        report, recognised = source.report, source.recognised
        if source.opened is not None and source.format == "toml":
            text = source.opened.source
    warn_of_journal(name, data)
    return report, recognised, text


def say_unread(recognised: Recognised | None) -> None:
    """What a document held that is not in the report, and what else should be known of it."""
    if recognised is None:
        return
    for note in recognised.notes:
        say(note)
    if recognised.unread:
        from reportwizard.typeset.importing import unread_line

        say(f"有 {len(recognised.unread)} 处没有读入，请对照原件补填：")
        for unread in recognised.unread:
            say(f"  × {unread_line(unread)}")


def warn_of_journal(name: str, data: bytes) -> None:
    """Say so where the file has changes that are only in its journal."""
    if has_unsaved(name, data):
        say(f"{name}：有还没有保存的改动，这里用的是已保存的内容；运行 reportwizard edit {typed(name)} 可以恢复它们。")


def has_unsaved(name: str, data: bytes) -> bool:
    """Whether the file, whose bytes are `data`, has changes that are only in its journal."""
    path = Path(name)
    if name == "-" or not _has_journal(path):  # reading journals is loaded only where there is one
        return False
    from reportwizard.session.disk import digest
    from reportwizard.session.journal import Journal

    return bool(Journal(path).pending(digest(data)).entries)


def _has_journal(path: Path) -> bool:
    """Whether anything beside the file is named like its journal, or like one that was set aside."""
    from reportwizard.report.files import beside

    journal = beside(path, ".journal")
    try:
        return any(entry.name.startswith(journal.name) for entry in journal.parent.iterdir())
    except OSError:
        return False
