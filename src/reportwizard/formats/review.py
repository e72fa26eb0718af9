"""The review sheet as the bytes of a format: what the command line and the screen both offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from reportwizard.errors import UsageError
from reportwizard.formats.registry import FORMATS, Format

if TYPE_CHECKING:
    from reportwizard.typeset.findings import Checked

WRITERS: Mapping[str, str] = {"docx": "docx", "md": "markdown", "html": "html"}
"""The formats of a review sheet, in the order in which they are offered, and the modules of `writers` that make them.

Suffixes and names are those of `formats.registry`.
"""


_LABELS = {"docx": "Word（可打印，填处理情况）", "md": "Markdown", "html": "网页"}


def sheets(checked: Callable[[], Checked], on: Callable[[], date]) -> list[Format]:
    """The sheet of one report in its formats, as the screen offers them: named as the report, and 审核单.

    What was found, and the day, are asked for when the sheet is made.
    """

    def sheet(name: str) -> Format:
        suffix = FORMATS[name].suffixes[0]
        return Format(name, (f"-审核单{suffix}",), _LABELS[name], lambda _: write([checked()], name, on()))

    return [sheet(name) for name in WRITERS]


def write(checked: Sequence[Checked], name: str, on: date) -> bytes:
    """The sheet of these files, checked `on` that day, in the format of that name.

    Raises UsageError for a format that no sheet is made in.
    """
    from reportwizard.typeset.review import review

    if name not in WRITERS:
        raise UsageError(f"审核单没有“{name}”这种格式", "", f"可用的格式：{'、'.join(WRITERS)}")
    written: str | bytes = import_module(f"reportwizard.writers.{WRITERS[name]}").write(review(checked, on))
    return written if isinstance(written, bytes) else written.encode("utf-8", "replace")
