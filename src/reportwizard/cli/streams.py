"""Standard output is the product, standard error the talk. Both UTF-8, whatever the locale says."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from reportwizard.characters import one_line
from reportwizard.errors import typed


def prepare() -> None:
    """UTF-8 for both streams; what a terminal cannot show is escaped instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """One line of talk on standard error."""
    sys.stderr.write(one_line(text) + "\n")


def put(data: bytes) -> None:
    """The product, byte for byte."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # standard output is a text stream of a program that calls us
        sys.stdout.write(data.decode("utf-8"))
    else:
        buffer.write(data)
        buffer.flush()


def is_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def read_source(name: str) -> tuple[bytes, str]:
    """The bytes of a file, or of standard input for `-`, and the name to tell in errors. Raises StorageError."""
    from reportwizard.report.files import LARGEST, read_bytes

    if name == "-":
        return sys.stdin.buffer.read(LARGEST + 1)[: LARGEST + 1], "标准输入"
    return read_bytes(Path(name)), name


def warn_of_journal(name: str, data: bytes) -> None:
    """Say so where the file has changes that are only in its journal."""
    from reportwizard.session.journal import Journal, digest

    if name != "-" and Journal(Path(name)).pending(digest(data)):
        say(f"{name}：有还没有保存的改动，这里用的是已保存的内容；运行 reportwizard edit {typed(name)} 可以恢复它们。")
