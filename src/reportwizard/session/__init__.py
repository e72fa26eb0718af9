"""One open report: answers, undo, findings, journal, save. Everything the screen can do, without a screen."""

from reportwizard.session.session import Answer, Session

__all__ = ["Answer", "Session"]
