"""Where a command may write: never over what nobody agreed to lose, never bytes into a person's terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from reportwizard.cli import streams
from reportwizard.errors import UsageError


def require_taker(name: str, suffix: str, *, binary: bool) -> None:
    """Raises UsageError where bytes that are no text would fill a person's terminal."""
    if not binary or sys.stdout is None or (hasattr(sys.stdout, "buffer") and not sys.stdout.isatty()):
        return
    hint = f"请用 -o 写文件名，如 -o 报告{suffix}；也可以用 > 或管道接收"
    raise UsageError(f"{name} 不是文字，不能显示在终端里", "", hint)


def tell_of_encoding() -> None:
    """Windows' shell changes the encoding of what it takes."""
    if streams.WINDOWS and sys.stdout is not None and not sys.stdout.isatty():
        streams.say("标准输出是 UTF-8；PowerShell 用 > 或管道接收时会改掉编码，写文件请用 -o 文件名")


def is_source(path: Path, source: str) -> bool:
    """Whether `path` is the file that the command reads."""
    return source != "-" and path.exists() and Path(source).exists() and path.samefile(source)


def guard(outputs: Sequence[Path], sources: Sequence[str], *, force: bool) -> None:
    """Never write over what nobody agreed to lose. Raises UsageError."""
    there: list[str] = []
    for output in outputs:
        if output.is_dir():
            raise UsageError("这是文件夹", str(output), "请写一个文件名；几种格式一起导出时才能写文件夹")
        if not output.exists():
            continue
        if not output.is_file():  # a device: a file in its place would take it away from the whole system
            raise UsageError("这是设备或管道，不是文件", str(output), "要写到标准输出请用 -o -")
        if any(is_source(output, source) for source in sources):
            raise UsageError("不能把导出写到报告本身", str(output), "请换一个文件名")
        there.append(str(output))
    if there and not force:
        problem = "已经有这个文件，没有覆盖" if len(outputs) == 1 else "这些文件已经有了，一个也没有写"
        raise UsageError(problem, "、".join(there), "请换一个文件名，或者加上 --force")
