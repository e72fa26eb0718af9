"""The pages of the wizard: each is made when it is first shown, and kept."""

from __future__ import annotations

from textual.widget import Widget
from textual.widgets import ContentSwitcher

from reportwizard.editions.form import Section
from reportwizard.session import Session
from reportwizard.tui.view import View
from reportwizard.tui.widgets.page import Page

HEAD, REVIEW = "head", "review"
"""The page before the sections, and the one after them."""

NAMES = {HEAD: "零、报告信息", REVIEW: "检查与导出"}
"""What the two are called; a section is called as the form calls it."""


class Pages(ContentSwitcher):
    """Page 零, a page a section, the review."""

    def __init__(self, session: Session, view: View) -> None:
        super().__init__(id="pages")
        self.session = session
        self.view = view
        self.sections: dict[str, Section] = {section.id: section for section in session.report.edition.sections}
        self.stops = [HEAD, *self.sections, REVIEW]
        self.made: dict[str, Page] = {}

    async def show(self, stop: str, address: str = "") -> Widget:
        """Show the page of a stop as the session now is; returns what takes the keys there, or at an address."""
        page = self.made.get(stop)
        if page is None:
            page = self.made[stop] = self._make(stop)
            await self.add_content(page, set_current=True)
        else:
            page.follow()
        self.current = page.id
        return page.target_at(address)

    def _make(self, stop: str) -> Page:
        """A page; what it is made of is loaded with the first of its kind: the start waits for one kind only."""
        if stop == HEAD:
            from reportwizard.tui.widgets.head import HeadPane

            return HeadPane(self.view)
        if stop == REVIEW:
            from reportwizard.tui.widgets.review import ReviewPane

            return ReviewPane(self.session)
        section = self.sections[stop]
        if section.kind == "narrative":
            from reportwizard.tui.widgets.prose import ProsePane

            return ProsePane(section, self.session)
        from reportwizard.tui.grid import Grid
        from reportwizard.tui.widgets.matrix import Matrix

        return Matrix(Grid(section, self.session.report.edition.cells), self.view)

    def target(self, stop: str) -> Widget:
        """What takes the keys on a page that has been shown."""
        return self.made[stop].target

    def follow(self, stop: str, changed: tuple[str, ...] | None) -> None:
        """Bring the page that is shown in line with the session; `changed` None means everything."""
        page = self.made.get(stop)
        if page is not None:
            page.follow(changed)
