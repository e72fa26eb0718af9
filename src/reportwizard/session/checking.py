"""What is found of a report while it is being changed. Makes no change and knows no history.

Invariants: once a change has been followed, totals and what the rules of figures find belong to the report as it is.
No key runs a rule that reads texts: what such rules found keeps to its words, what they found of words that were
touched is gone, and while `unsettled` some of them are still to run, by `settle_texts`, when the typing pauses. The
findings are then those of a whole check. A session that has just been opened is unsettled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reportwizard.checks import Finding
from reportwizard.checks.context import Context, make_context
from reportwizard.checks.profile import DEFAULT, Profile
from reportwizard.checks.registry import Reads
from reportwizard.checks.running import Standing, moved
from reportwizard.report.model import Report
from reportwizard.report.totals import Sum, compute
from reportwizard.session.changes import CARRIED, HEAD_ADDRESSES, Change, Set, Splice

if TYPE_CHECKING:
    from reportwizard.report.previous import Before


class Checking:
    """A report and its findings. `Session` is the one to use."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.totals: Mapping[str, Sum] = {}
        self.findings: list[Finding] = []
        self.before: Before | None = None
        """What last year's report said, once somebody has looked for it; set by `look_back_on`."""
        self.profile = DEFAULT
        """What the place asks, once somebody has looked for it; set by `ask`."""
        self._standing = Standing()
        self._stale: set[Reads] = set()
        """By what they read: the rules that are to run again, because what they read was changed since they did."""
        self._turn = 0
        """Counts the changes: rules that run step by step end where it is not what it was."""
        self._refresh()

    @property
    def unsettled(self) -> bool:
        """Whether rules that read texts are to run."""
        return bool(self._stale)

    def _follow(self, changes: Sequence[Change]) -> None:
        """The report was changed: run the rules that cannot wait, note those that can."""
        self._turn += 1
        splices = [change for change in changes if isinstance(change, Splice)]
        for splice in splices:
            where = splice.address, splice.start, len(splice.before), len(splice.after)
            self._standing.splice(*where)
            self.findings = moved(self.findings, *where)
        if splices or any(change.address in HEAD_ADDRESSES for change in changes):
            self._stale |= {"texts", "both"}
        elif any(isinstance(change, Set) and not change.address.startswith(CARRIED) for change in changes):
            self._stale.add("both")
        if len(splices) < len(changes):
            self._run("figures")

    def _refresh(self) -> None:
        """Anything may be otherwise."""
        self._turn += 1
        self._stale |= {"texts", "both"}
        self._run("figures")

    def _run(self, *reads: Reads) -> None:
        self.totals = compute(self.report)
        context = self._context()
        for _ in self._standing.run(context, *reads):
            pass
        self.findings = self._standing.findings(context)

    def settle_texts(self) -> None:
        """Run the rules that read texts, where anything that they read was changed."""
        for _ in self.settling():
            pass

    def settling(self) -> Iterator[None]:
        """The same, a rule a step. It counts with the last one, and not at all where something is changed meanwhile."""
        if not self._stale:
            return
        context, turn = self._context(), self._turn
        for _ in self._standing.run(context, *self._stale):
            yield
            if self._turn != turn:
                return
        self._stale.clear()
        self.findings = self._standing.findings(context)

    def look_back_on(self, before: Before | None) -> None:
        """What last year's report said is known now, or is another."""
        self.before = before
        self._refresh()

    def ask(self, profile: Profile) -> None:
        """What the place asks is known now, or is something else."""
        self.profile = profile
        self._refresh()

    def _context(self) -> Context:
        previous = self.before.report if self.before else None
        return make_context(self.report, previous, self.totals, profile=self.profile.of(self.report))
