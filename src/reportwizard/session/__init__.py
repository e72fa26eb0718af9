"""One open report: answers, undo, findings, journal, save. Everything the screen can do, without a screen."""

from reportwizard.session.answers import Answer
from reportwizard.session.session import OutsideError, Session

__all__ = ["Answer", "OutsideError", "Session"]
