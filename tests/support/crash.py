"""The end of a program without its help: what the system does when it is killed."""

from __future__ import annotations

import os

from reportwizard.session import Session
from reportwizard.session.locking import Lock


def killed(session: Session) -> None:
    """Close what the session has open, and nothing else: no tidying, no word on the disk that was not there."""
    released(session._lock)
    session._journal.close()


def released(lock: Lock) -> None:
    """Close the lock's handles, and leave its file as it is."""
    handles, lock._handles = lock._handles, []
    for handle in handles:
        os.close(handle)
