"""The end of a program without its help: what the system does when it is killed."""

from __future__ import annotations

import os

from reportwizard.session import Session


def killed(session: Session) -> None:
    """Close what the session has open, and nothing else: no tidying, no word on the disk that was not there."""
    handles, session._lock._handles = session._lock._handles, []
    for handle in handles:
        os.close(handle)
    session._journal.close()
