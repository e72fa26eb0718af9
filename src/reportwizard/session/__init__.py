"""One open report: answers, undo, findings, journal, save. Everything the screen can do, without a screen."""

from reportwizard.session.answers import Answer
from reportwizard.session.session import Session

__all__ = ["Answer", "Session"]
