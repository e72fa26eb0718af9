"""The pages of the wizard: each is made when it is first shown, and kept."""

from __future__ import annotations

from textual.widget import Widget
from textual.widgets import ContentSwitcher

from reportwizard.editions.form import Section
from reportwizard.session import Session
from reportwizard.tui.grid import Grid
from reportwizard.tui.view import View
from reportwizard.tui.widgets.head import HeadPane
from reportwizard.tui.widgets.matrix import Matrix
from reportwizard.tui.widgets.prose import ProsePane
from reportwizard.tui.widgets.review import ReviewPane

HEAD, REVIEW = "head", "review"
"""The page before the sections, and the one after them."""


class Pages(ContentSwitcher):
    """Page 零, a page a section, the review."""

    def __init__(self, session: Session, view: View) -> None:
        super().__init__(id="pages")
        self.session = session
        self.view = view
        self.sections: dict[str, Section] = {section.id: section for section in session.report.edition.sections}
        self.stops = [HEAD, *self.sections, REVIEW]
        self.made: dict[str, Widget] = {}

    async def show(self, stop: str) -> Widget:
        """Show the page of a stop, as the session now is; returns what takes its keys."""
        page = self.made.get(stop)
        if page is None:
            page = self.made[stop] = self._make(stop)
            await self.add_content(page, set_current=True)
        else:
            self._follow(page)
        self.current = page.id
        return self.target(stop)

    def _make(self, stop: str) -> Widget:
        if stop == HEAD:
            return HeadPane(self.session)
        if stop == REVIEW:
            return ReviewPane(self.session)
        section = self.sections[stop]
        if section.kind == "narrative":
            return ProsePane(section, self.session)
        return Matrix(Grid(section, self.session.report.edition.cells), self.view)

    def target(self, stop: str) -> Widget:
        """What takes the keys on a page that has been shown."""
        page = self.made[stop]
        if isinstance(page, HeadPane):
            return page.first
        if isinstance(page, ReviewPane):
            return page.findings
        return page.area if isinstance(page, ProsePane) else page

    def follow(self, stop: str, changed: tuple[str, ...] | None) -> None:
        """Bring the page that is shown in line with the session; `changed` None means everything."""
        page = self.made.get(stop)
        if isinstance(page, Matrix) and changed is not None:
            page.refresh_figures(self.view.affected(changed))
            page.repaint(page.at)  # what is being typed, though it means the same
        elif page is not None and (changed is None or not isinstance(page, HeadPane)):
            self._follow(page)  # page 零 not after its own words: more may have been typed there since

    @staticmethod
    def _follow(page: Widget) -> None:
        if isinstance(page, Matrix):
            page.rearrange()
        elif isinstance(page, ProsePane):
            page.area.follow()
        elif isinstance(page, (HeadPane, ReviewPane)):
            page.follow()
