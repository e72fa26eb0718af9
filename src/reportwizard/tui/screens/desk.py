"""What one does with findings on the main screen: go to them and back, accept, settle, give a reason.

It holds no report and draws nothing: it asks the tour where to go, the session to change, the screen to show.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from reportwizard.checks import Finding, idle_waivers
from reportwizard.report.model import CARRIED_HEAD, unconfirmed
from reportwizard.session import Answer
from reportwizard.tui import keymap
from reportwizard.tui.tour import Spot, Tour
from reportwizard.tui.widgets.finding_list import FindingList, settles
from reportwizard.tui.widgets.pages import HEAD, REVIEW
from reportwizard.tui.widgets.prose import ProseArea

if TYPE_CHECKING:
    from reportwizard.tui.screens.main import MainScreen
    from reportwizard.tui.screens.waiver import Reason


class FindingDesk:
    """The findings' side of the main screen. `today` is the date under which reasons are given."""

    def __init__(self, main: MainScreen, today: Callable[[], date] = date.today) -> None:
        self.main = main
        self.session = main.session
        self.today = today
        self.tour = Tour(main.view, main.stops)
        self._led: tuple[Spot, Spot] | None = None
        """Where one was led to and where one then stood, where the page does not show the very place."""

    @property
    def spot(self) -> Spot:
        """Where one is on the page, whether or not the list has the keys.

        What the page does not show, a text around a table, one is at for as long as one stands where one was led.
        """
        here = self._here
        return self._led[0] if self._led and self._led[1] == here else here

    @property
    def _here(self) -> Spot:
        return Spot(self.main.current, *self.main.pages.made[self.main.current].place)

    @property
    def told(self) -> Finding | None:
        """The finding to speak of where one is."""
        return self.tour.told(self.spot)

    @property
    def chosen(self) -> Finding | None:
        """The finding that a key is about: the marked one of a list that has the keys, else one where one is."""
        focused = self.main.focused
        if isinstance(focused, FindingList):
            return focused.current
        return next(iter(self.tour.here(self.spot)), None)

    @property
    def asked(self) -> Finding | None:
        """The finding that a question is about: as for a key, but a cell that is only blank asks what belongs there."""
        return self.chosen if isinstance(self.main.focused, FindingList) else self.told

    # ---- there and back

    async def visit(self, finding: Finding) -> None:
        """To the cell or the words that a finding names; again, to the next of its cells."""
        address = self.tour.land(finding, self.spot)
        self.main.findings.mark(finding)
        cell = self.session.report.edition.cells.get(address)
        stop = cell.section.id if cell else self.tour.stop_of(finding)
        await self.main.go_to(stop, address)
        target = self.main.page_target
        if isinstance(target, ProseArea) and finding.span:
            target.go_to(finding.span[0])
            self.main.show_preview()
        here = self._here
        there = Spot(stop, address, finding.span[0] if finding.span else 0)
        self._led = (there, here) if here.address != address else None
        self.main.note("")  # what is told is what stands there

    async def step(self, way: int) -> None:
        """To the next or the previous finding from where one is."""
        finding = self.tour.next(self.spot, way)
        if finding is None:
            await self._to_unconfirmed(way)
            return
        before = self.main.current
        await self.visit(finding)
        section = self.main.sections.get(self.main.current)
        if section is not None and self.main.current != before:
            self.main.note(f"已到第{section.number}部分", brief=True)

    async def _to_unconfirmed(self, way: int) -> None:
        """Nothing is wrong: to what came over from last year and waits to be confirmed. Leaving it confirms it."""
        waiting = unconfirmed(self.session.report)
        if self.main.current == HEAD:
            waiting = tuple(each for each in waiting if each not in CARRIED_HEAD)
        here = self.spot.address
        if here in waiting:
            at = waiting.index(here)
            waiting = (*waiting[at + 1 :], *waiting[:at])
        if not waiting:
            self.main.note("没有发现问题")
            return
        address = waiting[0 if way > 0 else -1]
        cell = self.session.report.edition.cells.get(address)
        await self.main.go_to(cell.section.id if cell else HEAD, address if cell else "")
        self.main.note("没有发现问题；这里从上年带来，还没有确认")

    async def switch(self) -> None:
        """From the page to the list, marked at what is wrong where one is; from the list back to that very place."""
        findings = self.main.findings
        if self.main.current == REVIEW:
            await self.main.go_to(self.main.came_from)
        elif findings.has_focus:
            self.main.set_focus(self.main.page_target)
        elif not findings.display:
            self.main.note(
                f"问题列表让位给了预览：按 {keymap.key('preview')} 关闭预览，或者按 {keymap.key('next_finding')} 逐个看"
            )
        else:
            here = self.tour.here(self.spot)
            if here:
                findings.mark(here[0])
            self.main.set_focus(findings)

    # ---- mending

    def accept(self, finding: Finding | None) -> None:
        """Take over what a finding proposes."""
        cells = self.session.report.edition.cells
        if finding is None or finding.waived is not None:
            self.main.note("这里没有待改的问题")
        elif self.main.view.only_blank(finding) and finding.where[0] in cells:
            self.main.note(f"请逐格填写，或按 {keymap.key('zeros')} 补 0")
        elif not finding.proposed:
            self.main.note("这个问题没有唯一的建议，请按“改法”自己改")
        else:
            self._say(self.session.accept(finding), "已改")

    def settle(self, finding: Finding) -> None:
        """Give up the stated totals that a finding speaks of."""
        answer = self.session.settle(*finding.where) if settles(finding) else Answer()
        if answer.changed:
            self._say(answer, "已采用算出的合计")
        else:
            self.main.note("Delete 只用于文件里写的合计；单元格请到格里改")

    def confirm_all(self) -> None:
        """What came over from last year is right, all of it."""
        waiting = unconfirmed(self.session.report)
        if waiting:
            self._say(self.session.confirm(*waiting), f"已确认 {len(waiting)} 项")
        else:
            self.main.note("没有等着确认的内容")

    def drop_idle(self) -> None:
        """Take away the reasons whose finding is gone."""
        count = len(idle_waivers(self.session.report, self.session.findings))
        if count:
            self._say(self.session.drop_idle(), f"已删去 {count} 条说明")
        else:
            self.main.note("没有用不着的说明")

    def waive(self) -> None:
        """Ask for a reason to leave a finding as it is; one that has a reason already is given it to change."""
        finding = self.chosen
        if finding is None:
            self.main.note("光标处没有问题；先到出错的地方，或者在列表上选一个")
            return

        from reportwizard.tui.screens.waiver import WaiverDialog

        def answered(reason: Reason | None) -> None:
            if reason is None:
                return
            if reason.why:
                when = self.today()
                self._say(self.session.waive(finding, who=reason.who, why=reason.why, when=when), "已保留并写明理由")
            else:
                self._say(self.session.withdraw(finding), "已撤回说明")

        self.main.app.push_screen(WaiverDialog(finding, self.session.signer), answered)

    def _say(self, answer: Answer, done: str) -> None:
        said = f"{done}：{answer.note}" if answer.note else done
        self.main.done(answer, f"{said}，{keymap.key('undo')} 撤销" if answer.changed else "没有改变")
