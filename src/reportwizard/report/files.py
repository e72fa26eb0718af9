"""A report's file on disk: read whole or refused with the reason; saved at once or not at all.

A save writes a new file beside the old one, keeps the old one as NAME.bak, and puts the new one in its place in
one step. Whoever reads the file at any moment sees one of the two, never a half.
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from reportwizard.errors import StorageError, typed
from reportwizard.records import Record
from reportwizard.report import toml as report_toml
from reportwizard.report.model import Report

LARGEST = 16 * 1024 * 1024
"""Bytes; a report's own file is some ten thousand."""

LARGEST_DOCUMENT = 64 * 1024 * 1024
"""Bytes; a document may hold photographs."""

OWN_START = b"format = "
"""So a report's own file begins, unless a person wrote something above: nothing more has to be looked at then."""

WINDOWS = sys.platform == "win32"

_PATIENCE = (0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds between the attempts to put a file in its place on Windows."""


_LONGEST = 240
"""Bytes of a file's name to which a suffix can still be added; most systems take 255."""


class Opened(Record, frozen=False, eq=True):
    """A report as read: its text, and the keys in it that are not the program's own."""

    report: Report
    source: str
    unknown: dict[str, Any]


def read_bytes(path: Path, most: int | None = None) -> bytes:
    """What stands in the file, of `most` bytes (LARGEST). Raises StorageError that says why it cannot be read."""
    most = LARGEST if most is None else most
    try:
        if path.is_dir():
            raise StorageError("这是文件夹，不是文件", str(path), "请给出报告文件的路径")
        with path.open("rb") as file:
            data = file.read(most + 1)  # no more: a device or a pipe does not tell its size, or has no end
    except FileNotFoundError as error:
        raise StorageError("没有这个文件", str(path), "请核对路径；新建报告用 reportwizard new 年度") from error
    except (OSError, ValueError) as error:
        raise StorageError(f"无法读取（{reason(error)}）", str(path), "请核对文件是否还在、是否有权限读取") from error
    if len(data) > most:
        raise too_large(str(path))
    return data


def too_large(name: str) -> StorageError:
    """What is said of a file that nobody can have typed."""
    return StorageError("文件太大，不像是一份报告", name, "请核对文件；Word 文件里照片太多的，请删去照片另存")


def open_bytes(data: bytes, name: str) -> Opened:
    """The report in `data`, TOML or JSON as the content shows; `name` is told in errors. Raises StorageError."""
    if len(data) > LARGEST:
        raise too_large(name)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise StorageError("不是 UTF-8 编码的报告文件", name, "请用文本编辑器另存为 UTF-8 编码") from error
    loads = report_toml.loads
    if text.lstrip().startswith("{"):
        from reportwizard.report.json import loads
    try:
        report, unknown = loads(text)
    except StorageError as error:
        where = f"{name} {error.where}".rstrip()
        raise StorageError(error.message, where, error.hint) from error
    return Opened(report, text, unknown)


def open_report(path: Path) -> Opened:
    """The report in the file at `path`. Raises StorageError."""
    return open_bytes(read_bytes(path), str(path))


def real(path: Path) -> Path:
    """The file itself, where `path` leads to it by links."""
    return Path(os.path.realpath(path))  # `resolve` fails on links in a circle


def beside(path: Path, suffix: str) -> Path:
    """The hidden file of that suffix that belongs to the file at `path`: one for all the links that lead to it."""
    target = real(path)
    name = f".{target.name}{suffix}"
    if len(os.fsencode(name)) > _LONGEST:
        name = f".{target.name[:40]}~{_mark_of(target.name)}{suffix}"
    return target.with_name(name)


def _mark_of(name: str) -> str:
    import hashlib

    return hashlib.sha256(os.fsencode(name)).hexdigest()[:8]


def put_aside(path: Path, data: bytes, word: str) -> Path:
    """Write `data` beside `path` under a free name: the file's own, `word` and a number. Raises StorageError."""
    for number in itertools.count(1):
        aside = path.with_name(f"{path.stem[:60]}-{word}{number}{path.suffix}")
        try:
            _write_new(aside, data)
        except FileExistsError:
            continue
        except OSError as error:
            raise StorageError(
                f"无法写入（{reason(error)}）", str(aside), "请腾出磁盘空间再试；什么都没有改动"
            ) from error
        return aside
    raise AssertionError


def _write_new(path: Path, data: bytes) -> None:
    """A new file, whole or not at all. Raises OSError."""
    made = False
    try:
        with path.open("xb") as file:
            made = True
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        if made:  # the disk was full: half a file is worse than none
            path.unlink(missing_ok=True)
        raise


def create(path: Path, text: str) -> None:
    """Write a new file; one that exists is left alone. Raises StorageError."""
    try:
        _write_new(path, text.encode("utf-8"))
    except FileExistsError as error:
        if path.is_dir():
            raise StorageError("这是文件夹，不是文件", str(path), "请写一个文件名") from error
        hint = f"要接着填写，请运行 reportwizard edit {typed(path)}"
        raise StorageError("已经有这个文件，没有覆盖", str(path), hint) from error
    except (OSError, ValueError) as error:
        raise StorageError(f"无法写入（{reason(error)}）", str(path), "请换一个有写入权限的文件夹") from error


def replace(path: Path, data: bytes, *, backup: bool = False) -> None:
    """Put `data` in the place of the file at `path` in one step; with `backup` the old one is kept as NAME.bak.

    Raises StorageError; the old file is then as it was.
    """
    try:
        target = real(path) if path.is_symlink() else path
        sweep(target)
        before = target.read_bytes() if target.is_file() else None
        if before == data:
            return
        if backup and before is not None:
            _put(target.with_name(target.name + ".bak"), before, like=target)
        _put(target, data, like=target)
    except FileNotFoundError as error:
        raise StorageError("无法保存（文件夹不存在）", str(path), "请先建好文件夹，或者换一个路径") from error
    except (OSError, ValueError) as error:
        hint = "原来的文件没有改动；请腾出磁盘空间，或者另存到有写入权限的地方"
        raise StorageError(f"无法保存（{reason(error)}）", str(path), hint) from error


def replace_all(made: Mapping[Path, bytes]) -> None:
    """Put each of these in its place; where one cannot be, all is again as it was. Raises StorageError."""
    before: dict[Path, bytes | None] = {}
    try:
        for path, data in made.items():
            was = path.read_bytes() if path.is_file() else None
            replace(path, data)
            before[path] = was
    except (StorageError, OSError) as error:
        for path, was in before.items():
            if was is None:
                path.unlink(missing_ok=True)
            else:
                replace(path, was)
        if isinstance(error, StorageError):
            raise
        raise StorageError(f"无法读取（{reason(error)}）", str(path), "一个文件也没有写；请核对文件的权限") from error


def sweep(path: Path) -> None:
    """Take away what a save that was killed left half-written beside the file at `path`."""
    import glob

    with suppress(OSError):
        for half in path.parent.glob(glob.escape(_half_name(path)) + "*.tmp"):
            half.unlink(missing_ok=True)


def _half_name(path: Path) -> str:
    """How the names of half-written files begin: no other file's begin so."""
    return f".{path.name[:20]}.{_mark_of(path.name)}."


def _put(target: Path, data: bytes, *, like: Path) -> None:
    """Write a file beside `target`, then put it in its place; on failure nothing stays behind."""
    import tempfile  # not above: reading a file, all that `check` does, is quicker without it

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=_half_name(like), suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        copy_mode(like, temporary)
        take_place(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)  # it is gone already where all went well
    sync_folder(target.parent)


def take_place(new: Path, target: Path) -> None:
    """Let `new` have the name `target`, in one step. Raises OSError.

    On Windows that is refused while another program looks into the old file, as virus scanners and indexers do for a
    moment after every save; one that keeps it open (a word processor) is told of by `reason`.
    """
    for pause in _PATIENCE if WINDOWS else ():
        try:
            new.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    new.replace(target)


def sync_folder(folder: Path) -> None:
    """Let the new name survive a power cut, on the systems where a folder can be synchronised."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):  # some file systems refuse; the file itself is on the disk
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def copy_mode(target: Path, temporary: Path) -> None:
    """Let who may read the file at `target` read the other one, and nobody else. Raises OSError."""
    import shutil

    if target.exists():
        shutil.copymode(target, temporary)
    elif os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)


_REASONS = {
    PermissionError: "没有权限",
    IsADirectoryError: "这是文件夹",
    NotADirectoryError: "路径中有一段不是文件夹",
    FileNotFoundError: "文件夹不存在",
    FileExistsError: "已经有这个文件",
}


def reason(error: Exception) -> str:
    """Why the system refused, in Chinese where it is one of the usual reasons."""
    import errno

    by_number = {
        errno.ENOSPC: "磁盘已满",
        errno.ENAMETOOLONG: "文件名太长",
        errno.EROFS: "磁盘是只读的",
        errno.ELOOP: "链接绕成了圈",
        errno.EIO: "磁盘读写出错",
        errno.EINVAL: "不是普通的文件",
    }
    number = getattr(error, "errno", None)
    if number in by_number:
        return by_number[number]
    if WINDOWS and isinstance(error, PermissionError):  # Windows says the same of a file that somebody has open
        return "没有权限，或者文件正被别的程序打开"
    return next((text for kind, text in _REASONS.items() if isinstance(error, kind)), str(error))
