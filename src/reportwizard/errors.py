"""What can go wrong in a way that the user can mend. Told to the user at two doors only: command line and screen."""

from __future__ import annotations

import os
import re
from pathlib import Path

from reportwizard.characters import one_line


class ReportWizardError(Exception):
    """Something the user must know: what is wrong, where it stands, and what to do about it.

    `message`, `where` and `hint` are plain Chinese without closing full stops; `str()` joins them on one line.
    """

    def __init__(self, message: str, where: str = "", hint: str = "") -> None:
        super().__init__(message, where, hint)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        text = f"{self.where}：{self.message}" if self.where else self.message
        return one_line(f"{text}。{self.hint}。" if self.hint else f"{text}。")


class EditionError(ReportWizardError):
    """An edition's data file is not sound, or no edition serves the year asked for."""


class StorageError(ReportWizardError):
    """A report's file cannot be read, understood or written."""


class DocumentError(ReportWizardError):
    """A document cannot be read: damaged, unsafe, of a kind that nobody can read, or no report at all."""


class MissingExtraError(ReportWizardError):
    """What only some users need is not installed; the hint says the command that installs it."""


class UsageError(ReportWizardError):
    """The words on the command line do not fit together."""


def typed(path: Path | str) -> str:
    """A file's name as one would type it in a shell, which must read it as a name and nothing else.

    `shlex.quote` would put every Chinese name in quotes.
    """
    name = str(path)
    if name.startswith("-"):  # else it is an option
        name = f".{os.sep}{name}"
    if re.fullmatch(r"[\w@%+=:,./\\-]+" if os.name == "nt" else r"[\w@%+=:,./-]+", name):
        return name
    return f'"{name}"' if os.name == "nt" else "'" + name.replace("'", "'\"'\"'") + "'"
