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
from textual.strip import Strip
from textual.widget import Widget

from reportwizard.report.model import CARRIED_HEAD
from reportwizard.session import Answer, Session
from reportwizard.tui import keymap
from reportwizard.tui.screens.desk import FindingDesk
from reportwizard.tui.screens.hearing import Hearing
from reportwizard.tui.screens.last_year import LastYear
from reportwizard.tui.screens.margin import Margin
from reportwizard.tui.screens.order import Order
from reportwizard.tui.screens.settling import Settling
from reportwizard.tui.view import View
from reportwizard.tui.widgets.drawn import COMPONENTS, Frame, filtered
from reportwizard.tui.widgets.finding_list import FindingList
from reportwizard.tui.widgets.key_bar import KeyBar
from reportwizard.tui.widgets.matrix import Matrix
from reportwizard.tui.widgets.pages import HEAD, REVIEW, Pages
from reportwizard.tui.widgets.prose import ProseArea

if TYPE_CHECKING:
    from reportwizard.tui.widgets.preview import Preview

WIDE, BESIDE, WIDE_BESIDE = 100, 120, 190
"""Terminal cells from which the rail stands at the side, the preview stands at the side, and both do."""


class MainScreen(Hearing):
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
        self.preview: Preview | None = None
        self.margin = Margin(self)
        self.desk = FindingDesk(self)
        self.last_year = LastYear(self)
        self.order = Order(self)
        self.settling = Settling(self)
        self._middle = Frame(id="middle")
        self._going = asyncio.Lock()
        self.opened = asyncio.Event()
        """Set when the first page stands."""

    def compose(self) -> ComposeResult:
        """The frame; the pages themselves are made when first shown."""
        yield self.margin.title
        yield self.margin.strip
        with self._middle:
            yield self.margin.rail
            with Frame(id="work"):
                yield self.margin.heading
                yield self.pages
                yield self.margin.guide
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
        there = stop == self.current
        if not there:
            self.settling.now()
        if leaves and not there:
            self._leave_page()
        if self.current != REVIEW:
            self.came_from = self.current
        async with self._going:  # two ways lead here at once: a key, and a choice in a list
            target = await self.pages.show(stop, path)
            self.current = stop
        self.set_class(stop == REVIEW, "reviewing")
        self.set_class(not isinstance(target, Matrix), "writing")
        self.margin.show_page()
        self.set_focus(target, scroll_visible=False)  # at once: the next key is already on its way
        if isinstance(target, Matrix):
            self.last_year.show_in(target)
            if path:
                target.move_to(target.grid.find(path), leaves=leaves and there)  # else one has just come
        self.margin.show()
        self.show_preview()

    def _leave_page(self) -> None:
        """What was carried over and has been seen is right: the cell under the cursor, all of page 零."""
        if self.matrix is not None:
            self.matrix.leave_cell()
        elif self.current == HEAD and self.pages.made:
            self.session.confirm(*CARRIED_HEAD, leaving=True)

    @property
    def page_target(self) -> Widget:
        """The widget of the present page that takes the keys."""
        return self.pages.target(self.current)

    @property
    def matrix(self) -> Matrix | None:
        """The table of the present page, if it has one."""
        page = self.pages.made.get(self.current)
        return page if isinstance(page, Matrix) else None

    def done_typing(self) -> bool:
        """What is being typed is finished; whether something was said by that."""
        page = self.pages.made.get(self.current)
        return page is not None and page.done_typing()

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

    async def on_matrix_block_pasted(self, message: Matrix.BlockPasted) -> None:
        """A block lands where it belongs, at once or after a look."""
        from reportwizard.tui.screens.pasting import paste

        if self.matrix is not None:
            await paste(self, self.matrix, message.text)

    # ---- what goes down

    def told(self, answer: Answer) -> None:
        """The session has answered: show it."""
        self.margin.keep(answer.note)
        if self.session.refusal:  # what was typed is not taken, and must not look as if it were
            if self.matrix is not None:
                self.matrix.edit = None
            self.follow()
        else:
            self.follow(answer.changed)

    def done(self, answer: Answer, words: str) -> None:
        """The session has answered: show it, and say these words of what was done; not where it was refused."""
        self.told(answer if answer.refused else Answer(answer.changed, words))

    def note(self, text: str, *, brief: bool = False) -> None:
        """Say something on the guide's line, until the cursor moves; what is `brief` beside what else stands there."""
        self.margin.keep(text, brief=brief)
        self.margin.show_guide()

    def follow(self, changed: tuple[str, ...] | None = None) -> None:
        """Bring what is shown in line with the session after these addresses changed; None: all of it."""
        self.pages.follow(self.current, changed)
        self.findings.show(self.session.findings)
        self.margin.show()
        if changed != ():
            self.show_preview()
        self.settling.wait()

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
