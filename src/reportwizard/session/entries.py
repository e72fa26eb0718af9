"""The journal's lines: how a move is written, and what can be read back of a journal that a crash left.

A line is a checksum and one JSON object. The first names the format and, by its digest, the saved file that all that
follows builds on; `saving` names the one that was about to be put in its place. Lines are read in order up to the
first that is not whole: what stands behind a hole was made in a report that cannot be made again.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportwizard.report.files import reason
from reportwizard.session.changes import decode, encode
from reportwizard.session.history import Entry

FORMAT = 2
"""Journals of another format are kept and told, never read."""

LARGEST = 256 * 1024 * 1024
"""Bytes of a journal that are read at the most."""

_HOWS = frozenset(("do", "join", "type", "undo", "redo", "cancel"))


@dataclass(slots=True)
class Found:
    """What a journal holds for one saved file."""

    entries: list[Entry] = field(default_factory=list)
    lost: int = 0
    """Lines that cannot be read, and those behind them."""
    foreign: str = ""
    """Why nothing of it is for this file though it holds something, in Chinese; else empty."""


def head(base: str) -> bytes:
    """The first line: of a journal whose changes build on the save named `base`."""
    return _line({"journal": FORMAT, "base": base})


def saving(base: str) -> bytes:
    """The line that says: all before is in the save named `base`, which is about to be put in place."""
    return _line({"saving": base})


def line(entry: Entry) -> bytes:
    """One move."""
    return _line({"how": entry.how, "label": entry.label, "changes": encode(entry.changes)})


def read(path: Path, base: str) -> Found:
    """What the journal at `path` holds since the save named `base`."""
    try:
        lines = _lines(path)
    except OSError as error:
        return Found(foreign=f"它无法读取：{reason(error)}")
    if lines is None:
        return Found(foreign="它太大了")
    return _found(lines, base) if lines else Found()


def _found(lines: list[bytes], base: str) -> Found:
    found = Found()
    builds_on: str | None = None
    for number, raw in enumerate(lines):
        try:
            plain = _plain(raw)
            if number == 0:
                if plain["journal"] != FORMAT:
                    return Found(foreign="它是这个程序的另一个版本写的")
                builds_on = plain["base"]
            elif "saving" in plain:
                if plain["saving"] == base:
                    found.entries, builds_on = [], base
            else:
                found.entries.append(_entry(plain))
        except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
            found.lost = len(lines) - number
            break
    if builds_on is None:
        return Found(foreign="它的开头已经损坏")
    if builds_on != base:
        holds = found.entries or found.lost
        return Found(foreign="文件后来被改过" if holds else "")
    if found.lost and not found.entries:
        return Found(foreign="它从第一步起就已经损坏")
    return found


def _line(plain: dict[str, Any]) -> bytes:
    data = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b"%08x %s\n" % (zlib.crc32(data), data)


def _plain(raw: bytes) -> dict[str, Any]:
    """Raises ValueError where the line is not as it was written."""
    check, _, data = raw.partition(b" ")
    if int(check, 16) != zlib.crc32(data):
        raise ValueError(check)
    plain = json.loads(data.decode("utf-8", "surrogatepass"))
    if not isinstance(plain, dict):
        raise TypeError(plain)
    return plain


def _entry(plain: dict[str, Any]) -> Entry:
    if plain["how"] not in _HOWS or not plain["changes"]:
        raise ValueError(plain["how"])
    return Entry(plain["how"], str(plain["label"]), decode(plain["changes"]))


def _lines(path: Path) -> list[bytes] | None:
    """The lines of a journal; none where there is no file, None where it is too large. Raises OSError.

    What is behind the last newline is the key in flight when the program was killed: nobody was told that it is kept.
    """
    if not path.is_file():
        return []
    return path.read_bytes().split(b"\n")[:-1] if path.stat().st_size <= LARGEST else None
