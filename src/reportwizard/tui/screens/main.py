"""The wizard: the way through the sections, the section one is in, the findings. It alone calls the session.

What was typed comes up as messages; the session answers; the result goes down by `follow`.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from reportwizard.characters import one_line
from reportwizard.checks import Finding
from reportwizard.editions.form import Section
from reportwizard.errors import ReportWizardError
from reportwizard.session import Answer, Session
from reportwizard.tui.grid import Grid
from reportwizard.tui.guide import about_cell, about_prose
from reportwizard.tui.paste import differing_totals, place
from reportwizard.tui.view import State, View
from reportwizard.tui.widgets.finding_list import FindingList
from reportwizard.tui.widgets.head import Answered, HeadPane
from reportwizard.tui.widgets.key_bar import KeyBar
from reportwizard.tui.widgets.matrix import Matrix
from reportwizard.tui.widgets.prose import ProseArea, ProsePane
from reportwizard.tui.widgets.rail import Rail, Stop
from reportwizard.tui.widgets.review import ReviewPane
from reportwizard.tui.widgets.walker import Walker

HEAD, REVIEW = "head", "review"

WIDE = 100
"""Terminal cells from which the rail stands at the side."""


class Settled(Message):
    """Posted at the widget in focus; when it arrives at the screen, all that was typed before has been answered."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived = asyncio.Event()


class MainScreen(Screen[None]):
    """Page 零, the six sections, the review."""

    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, session: Session, *, new: bool) -> None:
        super().__init__()
        self.session = session
        self.view = View(session)
        self.sections: dict[str, Section] = {section.id: section for section in session.report.edition.sections}
        self.stops = [HEAD, *self.sections, REVIEW]
        self.current = HEAD if new or not session.report.agency else self.stops[1]
        self._waiting: list[Settled] = []
        self._going = asyncio.Lock()
        self._finding: Finding | None = None
        self._note = ""
        self.leaving = False

    def compose(self) -> ComposeResult:
        """The frame; the pages themselves are made when first shown."""
        yield Static("", id="title")
        yield Rail(narrow=True)
        with Horizontal(id="middle"):
            yield Rail()
            with Vertical(id="work"):
                yield Static("", id="heading")
                yield ContentSwitcher(id="pages")
                yield Static("", id="guide")
        yield FindingList(id="findings")
        yield KeyBar()

    async def on_mount(self) -> None:
        """Open the first page."""
        self.set_class(self.app.size.width < WIDE, "narrow")
        await self.go_to(self.current)
        self.follow()

    def on_resize(self, event: events.Resize) -> None:
        """A small terminal has the rail as one line at the top."""
        self.set_class(event.size.width < WIDE, "narrow")
        self.set_class(event.size.height < 30, "low")

    # ---- pages

    async def go_to(self, stop: str, path: str = "") -> None:
        """Show a page, on the cell of `path` if there is one, and put the focus there."""
        async with self._going:  # two ways lead here at once: a key, and a choice in a list
            pages = self.query_one("#pages", ContentSwitcher)
            try:
                page = pages.query_one(f"#pane-{stop}")
            except NoMatches:
                page = self._page(stop)
                await pages.add_content(page, set_current=True)
            pages.current = page.id
            self.current = stop
        if isinstance(page, ReviewPane):
            page.follow()
        target = self._target(page)
        self.set_class(stop == REVIEW, "reviewing")
        self.set_class(not isinstance(target, Matrix), "writing")
        self.query_one("#heading", Static).update(self._heading(stop))
        self._note = ""
        self.set_focus(target, scroll_visible=False)  # at once: the next key is already on its way
        if isinstance(target, Matrix) and path:
            target.move_to(target.grid.find(path))
        self._show_guide()
        self._show_stops()

    def _page(self, stop: str) -> Widget:
        if stop == HEAD:
            return HeadPane(self.session)
        if stop == REVIEW:
            return ReviewPane(self.session)
        section = self.sections[stop]
        if section.kind == "narrative":
            return ProsePane(section, self.session)
        return Vertical(
            Matrix(Grid(section, self.session.report.edition.cells), self.view), id=f"pane-{stop}", classes="table"
        )

    def _target(self, page: Widget) -> Widget:
        if isinstance(page, HeadPane):
            return page.first
        if isinstance(page, ReviewPane):
            return page.findings
        return page.area if isinstance(page, ProsePane) else page.query_one(Matrix)

    @property
    def page_target(self) -> Widget:
        """The widget of the present page that takes the keys."""
        return self._target(self.query_one(f"#pane-{self.current}"))

    @property
    def matrix(self) -> Matrix | None:
        """The table of the present page, if it has one."""
        target = self.page_target if self.query(f"#pane-{self.current}") else None
        return target if isinstance(target, Matrix) else None

    async def go_by(self, way: int) -> None:
        """The next or the previous page; at the ends it stays."""
        index = self.stops.index(self.current) + way
        if 0 <= index < len(self.stops):
            await self.go_to(self.stops[index])
        else:
            self.note("已经是最后一步：按 F9 导出，Ctrl+S 保存" if way > 0 else "已经是第一页")

    async def go_to_finding(self, finding: Finding) -> None:
        """To the cell or the text that a finding names."""
        self._finding = finding
        section = self.session.section_of(finding)
        if section in self.stops:
            await self.go_to(section, finding.where[0])
            self.note(f"{finding.code} {finding.message}" + (f"　改法：{finding.remedy}" if finding.remedy else ""))

    async def go_by_finding(self, way: int) -> None:
        """To the next or the previous finding, from the last one visited."""
        findings = [finding for finding in self.session.findings if finding.waived is None]
        if not findings:
            self.note("没有发现问题")
            return
        places = [(finding.code, finding.where) for finding in findings]
        last = (self._finding.code, self._finding.where) if self._finding else None
        here = self.session.section_of(self._finding) if self._finding else ""
        if last in places and here == self.current:
            index = places.index(last) + way
        else:  # from where one is, not from where one was
            order = [self.stops.index(section) for section in map(self.session.section_of, findings)]
            at = self.stops.index(self.current)
            ahead = [n for n, stop in enumerate(order) if (stop >= at if way > 0 else stop <= at)]
            index = (ahead[0] if way > 0 else ahead[-1]) if ahead else 0 if way > 0 else -1
        await self.go_to_finding(findings[index % len(findings)])

    # ---- what the widgets say

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
        self.told(answer)

    def on_matrix_block_pasted(self, message: Matrix.BlockPasted) -> None:
        """A block lands where the cursor is, or not at all."""
        matrix = self.matrix
        if matrix is None:
            return
        placement = place(matrix.grid, message.at, message.text)
        if placement.problem:
            self.note(placement.problem)
            return
        answer = self.session.answer_all(placement.answers, "粘贴")
        computed = {path: total.value for path, total in self.session.totals.items()}
        differing = differing_totals(placement.totals, dict(computed))
        notes = [f"已粘贴 {len(placement.answers)} 格", answer.note]
        if differing:
            cells = self.session.report.edition.cells
            notes.append("粘贴的合计与计算不符：" + "、".join(cells[path].label for path in differing[:2]))
        self.told(Answer(answer.changed, "；".join(filter(None, notes))))

    def on_walker_cursor_moved(self, message: Walker.CursorMoved) -> None:
        """The guide follows the cursor."""
        message.stop()
        self._note = ""
        self._show_guide()

    def on_walker_refused(self, message: Walker.Refused) -> None:
        """A key that means nothing there."""
        self.note(message.note)

    def on_prose_area_text_entered(self, message: ProseArea.TextEntered) -> None:
        """A key in a text."""
        self.told(self.session.answer(f"texts.{message.section}", message.text))

    def on_answered(self, message: Answered) -> None:
        """A line of page 零, as it is typed; a date counts from the moment it is one."""
        try:
            self.told(self.session.answer(message.address, message.text, message.edit))
        except ReportWizardError as error:
            if message.final:  # half a date is no mistake yet
                self.note(str(error))

    async def on_finding_list_chosen(self, message: FindingList.Chosen) -> None:
        """Enter on a finding."""
        await self.go_to_finding(message.finding)

    async def on_rail_chosen(self, message: Rail.Chosen) -> None:
        """A click on a stop."""
        await self.go_to(self.stops[message.index])

    # ---- what goes down

    def told(self, answer: Answer) -> None:
        """The session has answered: show it."""
        self._note = answer.note
        self.follow(texts=not answer.changed or any("." not in a or a.startswith("texts.") for a in answer.changed))

    def note(self, text: str) -> None:
        """Say something on the guide's line, until the cursor moves."""
        self._note = text
        self._show_guide()

    def follow(self, *, texts: bool = True) -> None:
        """Bring everything that is shown in line with the session."""
        matrix = self.query("#pages Matrix").results(Matrix)
        for table in matrix:
            table.refresh_figures()
        if texts:
            for area in self.query(ProseArea):
                area.follow()
            for head in self.query(HeadPane):
                head.follow()
        self.query_one("#findings", FindingList).show(self.session.findings)
        for review in self.query(ReviewPane):
            review.follow()
        self._show_guide()
        self._show_stops()

    def _show_stops(self) -> None:
        report = self.session.report
        head = State.DONE if report.agency else State.EMPTY
        stops = [Stop("零", "报告信息", head)]
        for section in self.sections.values():
            stops.append(Stop(section.number, section.short, self.view.state(section), self.view.errors(section)))
        errors = sum(finding.severity == "error" and finding.waived is None for finding in self.session.findings)
        stops.append(Stop("审", "检查与导出", State.WRONG if errors else State.DONE, errors, "没有错误"))
        for rail in self.query(Rail):
            rail.show(stops, self.stops.index(self.current))
        self._update("title", self._title())

    def _title(self) -> Text:
        text = Text(no_wrap=True, overflow="ellipsis")
        text.append(one_line(self.session.report.full_title), "bold")
        text.append(
            "  * 未保存" if self.session.modified else "  已保存", "bold yellow" if self.session.modified else "green"
        )
        text.append(f"  {one_line(self.session.path.name)}", "dim")
        return text

    def _heading(self, stop: str) -> Text:
        if stop == HEAD:
            return Text("零、报告信息", "bold")
        return Text("检查与导出" if stop == REVIEW else self.sections[stop].heading, "bold")

    def _show_guide(self) -> None:
        matrix = self.matrix
        if matrix is not None:
            text = about_cell(self.view, matrix.grid.cell(matrix.at))
        else:
            text = about_prose(self.view, self.current)
        if self.session.problem:
            text.append(f"\n{one_line(self.session.problem)}", "bold red")
        elif self._note:
            text.append(f"\n» {one_line(self._note)}", "bold")
        self._update("guide", text)

    def _update(self, name: str, text: Text) -> None:
        """Update a line only when it reads otherwise."""
        line = self.query_one(f"#{name}", Static)
        if getattr(line, "said", None) != text.markup:
            line.said = text.markup  # type: ignore[attr-defined]
            line.update(text, layout=name == "guide" and self.has_class("writing"))

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
