"""Every style of the screen is legible in every theme; and without colours, signs and emphasis say the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color
from textual.widgets import Input, OptionList, Select, Static

from reportwizard.tui.themes import THEMES, choose
from reportwizard.tui.widgets.drawn import STYLES as SAID
from reportwizard.tui.widgets.painting import STYLES as TABLE
from reportwizard.tui.widgets.prose import ProseArea
from support.pilot import Clerk, sit
from support.reports import sample, saved

pytestmark = pytest.mark.usefixtures("figures_only")

LEAST = {"dark": 4.5, "light": 4.5, "high-contrast": 7.0, "high-contrast-light": 7.0}


def contrast(style: Style) -> float:
    """WCAG's ratio of the two colours of a style; the emphasis must not weaken them."""
    assert style.color is not None and style.bgcolor is not None and not style.dim
    lights = []
    for colour in (Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)):
        parts = [part / 255 for part in colour.rgb]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def weak(styles: dict[str, Style], least: float) -> dict[str, float]:
    return {name: round(contrast(style), 2) for name, style in styles.items() if contrast(style) < least}


def test_every_style_is_legible_in_every_theme(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        app = clerk.app
        await clerk.press("f4", "f4")
        matrix, screen = clerk.matrix, clerk.main
        for theme in THEMES:
            app.theme = theme.name
            await clerk.pilot.pause()
            styles = {name: matrix.get_component_rich_style(f"matrix--{name}") for name in TABLE if name != "bar"}
            styles |= {f"said {name}": screen.get_component_rich_style(f"drawn--{name}") for name in SAID}
            assert weak(styles, LEAST[theme.name]) == {}, theme.name

    sit(saved(tmp_path, sample("hangzhou-2025")), work)


def test_dialogs_fields_and_lists_are_legible_in_every_theme(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        app = clerk.app
        await clerk.press("f3")
        for theme in THEMES:
            app.theme = theme.name
            await clerk.pilot.pause()
            styles = {f"{n}": each.rich_style for n, each in enumerate(clerk.main.query(Static)) if each.display}
            for field in clerk.main.query(Input):
                styles |= {"field": field.rich_style, "caret": field.get_component_rich_style("input--cursor")}
            styles |= {str(select.id): select.rich_style for select in clerk.main.query(Select)}
            await clerk.press("ctrl+p")
            listing = app.screen.query_one(OptionList)
            for part in ("option", "option-highlighted"):
                styles[part] = listing.get_component_rich_style(f"option-list--{part}")
                styles[f"{part} in focus"] = styles[part]
            styles["dialog"] = app.screen.query_one(Static).rich_style
            app.screen.set_focus(listing)
            await clerk.pilot.pause()
            styles["chosen"] = listing.get_component_rich_style("option-list--option-highlighted")
            await clerk.press("escape")
            assert weak(styles, LEAST[theme.name]) == {}, theme.name

    sit(saved(tmp_path, sample("hangzhou-2025")), work)


@pytest.mark.parametrize(
    ("setting", "told", "theme"),
    [
        ("auto", "", "dark"),
        ("auto", "15;0", "dark"),
        ("auto", "0;15", "light"),
        ("auto", "0;default;7", "light"),
        ("auto", "rubbish", "dark"),
        ("dark", "0;15", "dark"),
        ("high-contrast", "", "high-contrast"),
    ],
)
def test_auto_follows_what_the_terminal_tells(setting: str, told: str, theme: str) -> None:
    assert choose(setting, {"COLORFGBG": told} if told else {}) == theme


def test_without_colours_all_states_differ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def work(clerk: Clerk) -> None:
        area = clerk.main.focused
        assert isinstance(area, ProseArea)
        await clerk.press("ctrl+home", "shift+right")
        edge, _, chosen, caret, rest = (segment.style for segment in list(area.render_line(0))[:5])
        assert edge and chosen and caret and rest
        assert edge.reverse and caret.reverse and chosen.underline and not chosen.reverse
        assert not rest.reverse and not rest.underline
        await clerk.press("f4", "f4", *"9", "enter", "down", "shift+down")
        matrix = clerk.matrix
        for y in range(clerk.app.size.height):
            for segment in clerk.app.screen._compositor.render_strips()[y]:
                style = segment.style
                assert style is None or all(c is None or c.is_default for c in (style.color, style.bgcolor)), segment

        def at(path: str) -> tuple[str, Style]:
            row, column = matrix.grid.find(path) or (0, 0)
            left = matrix.arrangement.left(column)
            y = matrix.arrangement.line_of(row)
            segment = next(iter(matrix.render_line(y).crop(left, left + matrix.arrangement.columns)))
            assert segment.style is not None
            return segment.text, segment.style

        wrong, plain = at("applications.received.natural_person"), at("applications.received.business")
        assert wrong[0].endswith("9!") and wrong[1].bold and not plain[1].bold
        cursor, selected = at("applications.partly_granted.natural_person"), at("applications.granted.natural_person")
        assert cursor[1].reverse and not selected[1].reverse and selected[1].underline and not plain[1].underline
        rail = next(rail for rail in (clerk.main.margin.strip, clerk.main.margin.rail) if rail.display)
        here = next(iter(rail.render_line(6)))
        assert here.text.startswith("›三") and here.style is not None and here.style.reverse
        await clerk.press("f6")
        assert clerk.main.findings.render_line(0).text.startswith("══")
        chosen = next(iter(clerk.main.findings.render_line(1)))
        assert chosen.text == "›" and chosen.style is not None and chosen.style.reverse

    assert "NO_COLOR" in os.environ
    sit(saved(tmp_path, sample("hangzhou-2025")), work)
