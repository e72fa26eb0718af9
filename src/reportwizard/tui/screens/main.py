"""The wizard: the way through the sections, the section one is in, the findings. It alone calls the session.

What was typed comes up as messages; the session answers; the result goes down by `follow`. All that one key changes
is painted in one go.
"""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from reportwizard.errors import ReportWizardError
from reportwizard.report.model import CARRIED_HEAD, snapshot
from reportwizard.session import Answer, Session
from reportwizard.tui import guide, keymap
from reportwizard.tui.screens.desk import FindingDesk
from reportwizard.tui.view import View
from reportwizard.tui.widgets.drawn import COMPONENTS, Frame, Line, Lines, filtered
from reportwizard.tui.widgets.finding_list import FindingList
from reportwizard.tui.widgets.key_bar import KeyBar
from reportwizard.tui.widgets.matrix import Matrix
from reportwizard.tui.widgets.pages import HEAD, REVIEW, Pages
from reportwizard.tui.widgets.pen import Pen
from reportwizard.tui.widgets.prose import ProseArea
from reportwizard.tui.widgets.rail import Rail
from reportwizard.tui.widgets.walker import Walker

if TYPE_CHECKING:
    from reportwizard.tui.widgets.head import Answered
    from reportwizard.tui.widgets.preview import Preview

WIDE, BESIDE, WIDE_BESIDE = 100, 120, 190
"""Terminal cells from which the rail stands at the side, the preview stands at the side, and both do."""


class Settled(Message):
    """Posted at the widget in focus; when it arrives at the screen, all that was typed before has been answered."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived = asyncio.Event()


class MainScreen(Screen[None]):
    """Page 零, the six sections, the review."""

    BLANK = True
    AUTO_FOCUS: ClassVar[str | None] = ""  # not the first that could have it: each page says what takes the keys
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    def __init__(self, session: Session, *, new: bool) -> None:
        super().__init__(classes="writing")  # as the first page is no table: the class needs not be set then
        self.session = session
        self.view = View(session)
        self.pages = Pages(session, self.view)
        self.stops = self.pages.stops
        self.sections = self.pages.sections
        self.current = HEAD if new or not session.report.agency else self.stops[1]
        self.came_from = self.current
        """The page from which one last went to the review."""
        self.findings = FindingList(id="findings")
        self._title = Lines(id="title", fill="title")
        self._heading = Lines(id="heading")
        self._middle = Frame(id="middle")
        self._guide = Lines(id="guide", wraps=True, indent=1)
        self._rails = (Rail(narrow=True), Rail())
        self.preview: Preview | None = None
        self._waiting: list[Settled] = []
        self._going = asyncio.Lock()
        self._note = ""
        self._before = ""
        """What last year is called, while its figures are shown."""
        self.desk = FindingDesk(self)
        self._noted_at = ""
        """The cell where the cursor stood at the note: the note stays while it does."""
        self.leaving = False
        self.opened = asyncio.Event()
        """Set when the first page stands."""

    def compose(self) -> ComposeResult:
        """The frame; the pages themselves are made when first shown."""
        yield self._title
        yield self._rails[0]
        with self._middle:
            yield self._rails[1]
            with Frame(id="work"):
                yield self._heading
                yield self.pages
                yield self._guide
        yield self.findings
        yield KeyBar()

    async def on_mount(self) -> None:
        """Open the first page."""
        self._fit(self.app.size)
        await self.go_to(self.current)
        self.follow()
        self.opened.set()
        self.call_after_refresh(self._settle_memory)

    @staticmethod
    def _settle_memory() -> None:
        """The first picture stands: from now on memory is tidied, but not what stays for good anyway."""
        gc.freeze()
        gc.enable()  # the command line had switched it off for the sake of a quick start

    def render_lines(self, crop: Region) -> list[Strip]:
        """What no widget covers."""
        return filtered(self, super().render_lines(crop))

    def on_resize(self, event: events.Resize) -> None:
        """A small terminal has the rail as one line at the top."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        shown = self.preview is not None and self.preview.display
        self.set_class(shown, "previewing")
        self.set_class(shown and size.width < BESIDE, "below")
        self.set_class(size.width < (WIDE_BESIDE if shown else WIDE), "narrow")
        self.set_class(size.height < 30, "low")
        self.set_class(size.height < 24, "short")

    # ---- pages

    async def go_to(self, stop: str, path: str = "", *, leaves: bool = True) -> None:
        """Show a page, on the cell of `path` if there is one, and put the focus there.

        Unless one `leaves` the place where one was, what was carried over there still waits to be confirmed.
        """
        if leaves and stop != self.current:
            self._leave_page()
        if self.current != REVIEW:
            self.came_from = self.current
        async with self._going:  # two ways lead here at once: a key, and a choice in a list
            target = await self.pages.show(stop)
            self.current = stop
        self.set_class(stop == REVIEW, "reviewing")
        self.set_class(not isinstance(target, Matrix), "writing")
        self._heading.show([self._heading_of(stop)])
        self._note = ""
        self.set_focus(target, scroll_visible=False)  # at once: the next key is already on its way
        if isinstance(target, Matrix):
            target.show_before(self._before)
        if isinstance(target, Matrix) and path:
            target.move_to(target.grid.find(path), leaves=leaves)
        self._show_lines()
        self.show_preview()

    def _leave_page(self) -> None:
        """What was carried over and has been seen is right: the cell under the cursor, all of page 零."""
        if self.matrix is not None:
            self.matrix.leave_cell()
        elif self.current == HEAD and self.pages.made:
            self.session.confirm(*CARRIED_HEAD)

    def _heading_of(self, stop: str) -> Line:
        names = {HEAD: "零、报告信息", REVIEW: "检查与导出"}
        return ((names.get(stop) or self.sections[stop].heading, "caption"),)

    @property
    def page_target(self) -> Widget:
        """The widget of the present page that takes the keys."""
        return self.pages.target(self.current)

    @property
    def matrix(self) -> Matrix | None:
        """The table of the present page, if it has one."""
        page = self.pages.made.get(self.current)
        return page if isinstance(page, Matrix) else None

    async def go_by(self, way: int) -> None:
        """The next or the previous page; at the ends it stays."""
        index = self.stops.index(self.current) + way
        if 0 <= index < len(self.stops):
            await self.go_to(self.stops[index])
        else:
            last = f"已经是最后一步：按 {keymap.key('export')} 导出，{keymap.key('save')} 保存"
            self.note(last if way > 0 else "已经是第一页")

    async def toggle_preview(self) -> None:
        """Show the finished report beside the section, or hide it."""
        if self.preview is None:
            from reportwizard.tui.widgets.preview import Preview

            self.preview = Preview(self.session)
            await self._middle.mount(self.preview)
        else:
            self.preview.display = not self.preview.display
        self._fit(self.size)
        self.follow()

    async def look_back(self) -> None:
        """Look for last year's report, beside what goes on; the figures are there when it is found."""
        from reportwizard.report.previous import look_back

        before = await asyncio.to_thread(look_back, self.session.path, snapshot(self.session.report))
        if before != self.session.before:
            self.session.before = before
            self._before = self.view.before_called if self._before else ""
            if self.matrix is not None:
                self.matrix.show_before(self._before)
            self._show_guide()

    def toggle_before(self) -> None:
        """Show last year's figures below this year's, or hide them."""
        if not self.session.before:
            self.note("没有找到上年的报告：把它放在同一个文件夹里，或者新建时用 --from 写上它的文件名")
            return
        self._before = "" if self._before else self.view.before_called
        if self.matrix is not None:
            self.matrix.show_before(self._before)
        self.note(f"{self.view.before_called}的数在每行下面，变动大的有箭头" if self._before else "")

    # ---- what the widgets say

    def on_walker_carried_left(self, message: Walker.CarriedLeft) -> None:
        """A carried figure was seen, and left as it is."""
        self.follow(self.session.confirm(message.path).changed)

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
        elif len(message.paths) > 1:
            count = sum(path in answer.changed for path in message.paths)
            answer = Answer(answer.changed, f"已清空 {count} 格" if count else "选中的格本来就是空的")
        self.told(answer)

    async def on_matrix_block_pasted(self, message: Matrix.BlockPasted) -> None:
        """A block lands where it belongs, at once or after a look."""
        from reportwizard.tui.screens.pasting import paste

        if self.matrix is not None:
            await paste(self, self.matrix, message.text)

    def on_walker_cursor_moved(self, message: Walker.CursorMoved) -> None:
        """The guide follows the cursor."""
        if message.path != self._noted_at:  # the move that led to the note comes here after it
            self._note = ""
        self._show_guide()
        self.show_preview()

    def on_walker_refused(self, message: Walker.Refused) -> None:
        """A key that means nothing there."""
        self.note(message.note)

    def on_prose_area_text_entered(self, message: ProseArea.TextEntered) -> None:
        """A key in a text."""
        message.taken()
        edit = message.edit
        self.told(self.session.splice(message.address, edit.start, edit.before, edit.after, fresh=edit.fresh))

    def on_pen_caret_moved(self, message: Pen.CaretMoved) -> None:
        """The preview follows the caret."""
        self._note = message.note
        self._show_guide()
        self.show_preview()

    def on_answered(self, message: Answered) -> None:
        """A line of page 零, as it is typed; a date counts from the moment it is one."""
        try:
            self.told(self.session.answer(message.address, message.text, message.edit))
        except ReportWizardError as error:
            if message.final:  # half a date is no mistake yet
                self.note(str(error))

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

    # ---- what goes down

    def told(self, answer: Answer) -> None:
        """The session has answered: show it."""
        self._keep(answer.note)
        if self.session.refusal:  # what was typed is not taken, and must not look as if it were
            if self.matrix is not None:
                self.matrix.edit = None
            self.follow()
        else:
            self.follow(answer.changed)

    def note(self, text: str) -> None:
        """Say something on the guide's line, until the cursor moves."""
        self._keep(text)
        self._show_guide()

    def _keep(self, note: str) -> None:
        self._note = note
        self._noted_at = self.matrix.path if self.matrix is not None else ""

    def follow(self, changed: tuple[str, ...] | None = None) -> None:
        """Bring what is shown in line with the session after these addresses changed; None: all of it."""
        self.pages.follow(self.current, changed)
        self.findings.show(self.session.findings)
        self._show_lines()
        self.show_preview()

    def _show_lines(self) -> None:
        self._title.show([guide.title(self.session)])
        way, current = guide.stops(self.view), self.stops.index(self.current)
        for rail in self._rails:  # the one that is hidden too: another size of the window shows it
            rail.show(way, current)
        self._show_guide()

    def show_preview(self) -> None:
        """Have the preview follow to where one is."""
        if self.preview is None or not self.preview.display:
            return
        target = self.page_target
        if isinstance(target, Matrix):
            self.preview.renew(target.path)
        elif isinstance(target, ProseArea):
            self.preview.renew(target.address, target.manuscript.paragraph)
        else:
            self.preview.renew(self.current)

    def _show_guide(self) -> None:
        matrix = self.matrix
        if matrix is not None:
            cell = matrix.grid.cell(matrix.at)
            lines = guide.about_cell(self.view, cell, self.desk.told, self._guide.extent.width - 1)
        else:
            lines = guide.about_page(self.view, self.current, self.desk.told)
        note = [((f"» {self._note}", "strong"),)] if self._note else []
        first = 1 if matrix is not None else 0
        lines = [*lines[:first], *note, *lines[first:]]  # the last lines may find no room
        if worry := self.session.worry:
            lines.insert(0, ((worry, "wrong"),))
        self._guide.show(lines)

    # ---- order

    async def settle(self) -> None:
        """Wait until all that was typed so far has been answered; a key's action never overtakes a digit."""
        if self.focused is None or self.leaving:
            return
        settled = Settled()
        self._waiting.append(settled)
        if self.focused.post_message(settled):
            await settled.arrived.wait()
        self._waiting.remove(settled)

    def on_settled(self, message: Settled) -> None:
        """All before this message has been answered."""
        message.stop()
        message.arrived.set()

    def leave(self) -> None:
        """The application ends: messages do not bubble any more, so nobody must wait for one."""
        self.leaving = True
        for settled in self._waiting:
            settled.arrived.set()
