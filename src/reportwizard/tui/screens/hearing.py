"""What the widgets of the main screen say, and who answers it: the session, the desk of findings, the screen itself.

Each handler is one answer. What follows from it on the screen is the screen's: `told`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from reportwizard.errors import ReportWizardError
from reportwizard.session import Answer, Session
from reportwizard.tui.screens.order import Arrived
from reportwizard.tui.widgets.finding_list import FindingList
from reportwizard.tui.widgets.matrix import Matrix
from reportwizard.tui.widgets.pen import Pen
from reportwizard.tui.widgets.prose import ProseArea
from reportwizard.tui.widgets.rail import Rail
from reportwizard.tui.widgets.walker import Walker

if TYPE_CHECKING:
    from reportwizard.tui.screens.desk import FindingDesk
    from reportwizard.tui.screens.margin import Margin
    from reportwizard.tui.widgets.head import Answered, Entered


class Hearing(Screen[None]):
    """The ears of the main screen."""

    session: Session
    desk: FindingDesk
    margin: Margin
    stops: list[str]

    # ---- what the screen does with it

    @property
    def matrix(self) -> Matrix | None:
        """The table of the present page, if it has one."""
        raise NotImplementedError

    async def go_to(self, stop: str, path: str = "", *, leaves: bool = True) -> None:
        """Show a page."""
        raise NotImplementedError

    def told(self, answer: Answer) -> None:
        """The session has answered: show it."""
        raise NotImplementedError

    def done(self, answer: Answer, words: str) -> None:
        """The session has answered: show it, and say what was done if it was."""
        raise NotImplementedError

    def show_preview(self) -> None:
        """Have the preview follow to where one is."""
        raise NotImplementedError

    # ---- tables

    def on_walker_carried_left(self, message: Walker.CarriedLeft) -> None:
        """A carried figure was seen, and left as it is."""
        answer = self.session.confirm(message.path, leaving=True)
        if answer.changed:
            self.told(answer)

    def on_matrix_figure_entered(self, message: Matrix.FigureEntered) -> None:
        """A key in a cell."""
        self.told(self.session.answer(message.path, message.text, message.edit))

    def on_matrix_edit_cancelled(self, message: Matrix.EditCancelled) -> None:
        """Esc in a cell."""
        self.told(self.session.cancel(message.edit))

    def on_matrix_cells_cleared(self, message: Matrix.CellsCleared) -> None:
        """Delete: cells become blank; on a total that was stated, the stated one goes."""
        answer = self.session.answer_all([(path, "") for path in message.paths], "清空")
        if not answer.changed and len(message.paths) == 1:
            answer = self.session.settle(message.paths[0])
        if len(message.paths) > 1:
            count = sum(path in answer.changed for path in message.paths)
            self.done(answer, f"已清空 {count} 格" if count else "选中的格本来就是空的")
        else:
            self.told(answer)

    def on_walker_cursor_moved(self, message: Walker.CursorMoved) -> None:
        """The guide follows the cursor."""
        self.margin.moved()
        self.show_preview()

    def on_walker_refused(self, message: Walker.Refused) -> None:
        """A key that means nothing there."""
        self.margin.moved(message.note)

    # ---- texts and page 零

    def on_prose_area_text_entered(self, message: ProseArea.TextEntered) -> None:
        """A key in a text."""
        message.taken()
        edit = message.edit
        self.told(self.session.splice(message.address, edit.start, edit.before, edit.after, fresh=edit.fresh))

    def on_pen_caret_moved(self, message: Pen.CaretMoved) -> None:
        """The guide and the preview follow the caret."""
        self.margin.keep("")
        self.margin.moved(message.note)
        self.show_preview()

    def on_entered(self, message: Entered) -> None:
        """The guide follows from line to line."""
        self.margin.moved()

    def on_answered(self, message: Answered) -> None:
        """A line of page 零."""
        try:
            answer = self.session.answer(message.address, message.text, message.edit)
        except ReportWizardError as error:
            if self.session.refusal:
                self.told(Answer((), self.session.refusal))
            else:
                message.refused(str(error))
                self.margin.moved(str(error))
        else:
            message.taken()
            if answer != Answer():  # a line that is left as it was says nothing, and takes no note away
                self.told(answer)

    # ---- lists and the way

    async def on_finding_list_chosen(self, message: FindingList.Chosen) -> None:
        """Enter on a finding."""
        await self.desk.visit(message.finding)

    def on_finding_list_accepted(self, message: FindingList.Accepted) -> None:
        """A on a finding."""
        self.desk.accept(message.finding)

    def on_finding_list_settled(self, message: FindingList.Settled) -> None:
        """Delete on a finding."""
        self.desk.settle(message.finding)

    async def on_rail_chosen(self, message: Rail.Chosen) -> None:
        """A click on a stop."""
        await self.go_to(self.stops[message.index])

    def on_arrived(self, message: Arrived) -> None:
        """All before this message has been answered."""
        message.stop()
        message.event.set()
