"""Pasting into a table: at once where all of it fits, else after a look at what would land where.

What a text means is said by `tui.pasting`; here it is shown, asked about and handed to the session, as one step.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reportwizard.characters import visible
from reportwizard.editions.loading import load_edition
from reportwizard.recognise.labels import Vocabulary
from reportwizard.recognise.reading import Reading
from reportwizard.tui.pasting import clipboard, telling
from reportwizard.tui.pasting.placing import place, place_here
from reportwizard.tui.pasting.weighing import Verdict, weigh
from reportwizard.tui.screens.dialogs import Dialog
from reportwizard.tui.widgets.matrix import Matrix

if TYPE_CHECKING:
    from reportwizard.tui.screens.main import MainScreen

STYLES = {
    "strong": "bold",
    "doubtful": "$text-warning",
    "wrong": "bold $text-error",
    "plain": "",
    "quiet": "$text-muted",
}


MOST_CHARACTERS = 200_000
"""A report with all its tables and texts has a tenth of it."""


class PastePreview(Dialog[bool]):
    """What would land where, and what would not; answers whether it shall."""

    HEADING: ClassVar[str] = "粘贴之前请看一眼"
    TAKE: ClassVar[str] = "[回车] 照此粘贴　[Esc] 不粘贴，什么都不改"
    NOTHING: ClassVar[str] = "没有可以粘贴的数　[Esc] 关闭"

    def __init__(self, lines: list[tuple[str, str]], *, lands: bool) -> None:
        super().__init__()
        self._lines = lines
        self._lands = lands

    def compose(self) -> ComposeResult:
        """The lines in a scrolling frame, the keys below."""
        keys = self.TAKE if self._lands else self.NOTHING
        with Vertical(classes="pasting"):
            yield Static(Text(self.HEADING, "bold"))
            with VerticalScroll():
                lines = (Content.styled(visible(line), STYLES[style]) for style, line in self._lines)
                yield Static(Content("\n").join(lines))
            yield Static(Text(f"{keys}　[↑↓] 翻看"), classes="keys")

    def on_key(self, event: events.Key) -> None:
        """Enter takes it, Esc leaves everything as it was."""
        if event.key in ("enter", "escape"):
            event.stop()
            self.answer(self._lands and event.key == "enter")


@cache
def vocabulary(edition_id: str) -> Vocabulary:
    """The labels of an edition; made at the first paste."""
    return Vocabulary(load_edition(edition_id))


def judge(main: MainScreen, matrix: Matrix, text: str) -> Verdict:
    """What the text would do, pasted on the matrix's selection; what was copied here comes back as it was."""
    report = main.session.report
    if clipboard.normal(text) == clipboard.normal(main.app.clipboard):
        reading = place_here(matrix.grid, clipboard.read_own(text).rows, matrix.selection, Reading())
    else:
        reading = place(matrix.grid, vocabulary(report.edition.id), clipboard.read(text), matrix.selection)
    return weigh(reading, report)


async def paste(main: MainScreen, matrix: Matrix, text: str) -> None:
    """Let a text land in the tables."""
    if len(text) > MOST_CHARACTERS:
        main.note(f"粘贴的内容有 {len(text)} 个字，不像是这份报告的表，没有改动")
        return
    verdict = judge(main, matrix, text)
    if verdict.certain:
        land(main, matrix, verdict)
        return

    def decided(accepted: bool | None) -> None:
        if accepted:
            land(main, matrix, verdict)
        else:
            main.note("没有粘贴，什么都没有改")

    lines = telling.preview(verdict, main.session.report)
    await main.app.push_screen(PastePreview(lines, lands=bool(verdict.landings)), decided)


def land(main: MainScreen, matrix: Matrix, verdict: Verdict) -> None:
    """Hand the answers to the session as one step, show the first of them, and say what was done."""
    report = main.session.report
    answer = main.session.answer_all(verdict.answers, "粘贴")
    words = telling.note(verdict, report, matrix.grid.section.id)
    main.done(answer, "；".join(filter(None, (words, answer.note))))
    if main.session.refusal:  # nothing has landed anywhere
        return
    first = next(filter(None, (matrix.grid.find(landing.path) for landing in verdict.landings)), None)
    if verdict.reading.labelled and first is not None:
        matrix.move_to(first)
        main.note("；".join(filter(None, (words, answer.note))))  # where one is now
