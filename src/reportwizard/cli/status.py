"""How a command ends."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """Exit statuses of the contract."""

    DONE = 0
    FINDINGS = 1
    WRONG = 2
    INTERRUPTED = 130
