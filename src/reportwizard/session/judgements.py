"""What a person decides about findings, as answers: a proposal taken over, a stated total given up, a reason given.

What each of them changes is worked out in `mending`; here it becomes a step that can be taken back.
"""

from __future__ import annotations

from datetime import date

from reportwizard.checks import Finding
from reportwizard.session import mending
from reportwizard.session.answers import Answer, Answers


class Judgements(Answers):
    """A report that is answered, and whose findings are judged."""

    @property
    def signer(self) -> str:
        """Who gives reasons for leaving findings as they are: whoever gave the last that stands."""
        return mending.last_signer(self.report)

    def settle_finding(self, finding: Finding) -> Answer:
        """Give up the stated totals that a finding speaks of."""
        return self._do("采用计算的合计", mending.settling(self.report, finding), None)

    def accept(self, finding: Finding) -> Answer:
        """Take over the figures that a finding proposes."""
        changes, note = mending.accepting(self.report, finding)
        answer = self._do("用建议的数", changes, None)
        return Answer(answer.changed, answer.note or note)

    def waive(self, finding: Finding, *, who: str, why: str, when: date | None) -> Answer:
        """Leave a finding as it is, for a reason that holds while its values are the same."""
        return self._do("写明理由保留", mending.waiving(self.report, finding, who=who, why=why, when=when), None)

    def withdraw(self, finding: Finding) -> Answer:
        """Take back the reason that was given for leaving a finding as it is."""
        return self._do("撤回说明", mending.withdrawing(self.report, finding), None)

    def drop_idle(self) -> Answer:
        """Take away the reasons that no finding needs any more."""
        return self._do("删去用不着的说明", mending.dropping(self.report, self.findings), None)
