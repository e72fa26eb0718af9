"""What a person decides about findings and about another report, as answers: taken over, or a reason given.

What each of them changes is worked out in `mending` and `report.overlay`; here it becomes a step one can take back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from reportwizard.checks import Finding
from reportwizard.session import mending
from reportwizard.session.answers import Answer, Answers
from reportwizard.session.changes import Change, splice_between

if TYPE_CHECKING:
    from reportwizard.report.overlay import Overlay


class Judgements(Answers):
    """A report that is answered, and whose findings are judged."""

    @property
    def signer(self) -> str:
        """Who gives reasons for leaving findings as they are: whoever gave the last that stands."""
        return mending.last_signer(self.report)

    def accept(self, finding: Finding) -> Answer:
        """Take over the figures that a finding proposes; what was carried over there is thereby confirmed."""
        changes, note = mending.accepting(self.report, finding)
        changes += [change for path, _ in finding.proposed for change in self._confirmed(path)]
        answer = self._do("用建议的数", changes, None)
        return replace(answer, note=answer.note or note)

    def waive(self, finding: Finding, *, who: str, why: str, when: date | None) -> Answer:
        """Leave a finding as it is, for a reason that holds while its values are the same."""
        return self._do("写明理由保留", mending.waiving(self.report, finding, who=who, why=why, when=when), None)

    def withdraw(self, finding: Finding) -> Answer:
        """Take back the reason that was given for leaving a finding as it is."""
        return self._do("撤回说明", mending.withdrawing(self.report, finding), None)

    def drop_idle(self) -> Answer:
        """Take away the reasons that no finding needs any more."""
        self.settle_texts()  # words that are being typed are not gone
        return self._do("删去用不着的说明", mending.dropping(self.report, self.findings), None)

    def take_over(self, overlay: Overlay) -> Answer:
        """Take over what another report says, as one step; what was carried over there is thereby confirmed."""
        changes: list[Change] = []
        for each in overlay.differences:
            if each.address.startswith("texts."):
                old, new = self.report.texts.get(each.address[6:], ""), str(each.after or "")
                splice = splice_between(each.address, old, new.replace("\r\n", "\n"))
                changes += [replace(splice, fresh=True)] if splice else []
            else:
                changes += self._set(each.address, each.after) + self._confirmed(each.address)
        return self._do("导入", changes, None)
