"""What lies around a report's file and is held against it: last year's report, and what the place asks.

Looked for beside the work, in a thread; it changes nothing. Settings that cannot be read are told and then count as
none: a report can always be opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reportwizard.checks.profile import DEFAULT, Profile
from reportwizard.errors import StorageError

if TYPE_CHECKING:
    from reportwizard.report.model import Report
    from reportwizard.report.previous import Before


class Surroundings(NamedTuple):
    """What was found; `told` says in Chinese which settings count, or why they do not."""

    before: Before | None = None
    profile: Profile = DEFAULT
    told: str = ""


def look_around(path: Path, report: Report) -> Surroundings:
    """What lies around the file of the report at `path`."""
    from reportwizard.checks.profile_file import find, load
    from reportwizard.formats.opening import open_any
    from reportwizard.report.previous import look_back

    before = look_back(path, report, open_any)
    settings = find(path)
    if settings is None:
        return Surroundings(before)
    try:
        return Surroundings(before, load(settings), f"按 {settings} 里的本地要求检查")
    except StorageError as error:
        return Surroundings(before, DEFAULT, f"本地要求没有用上：{error}")
