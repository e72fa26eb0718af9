"""The colours: dark, light, and two of high contrast. A test measures every style of the screen in each of them.

Text is legible at 4.5:1 at the least, in high contrast at 7:1. Colours only add to what signs, position and emphasis
say already; with NO_COLOR none is used, and the style sheet's `:nocolor` rules speak by reverse, bold and underline.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme


def _theme(name: str, *, dark: bool, ground: str, raised: str, bar: str, ink: str, colours: Mapping[str, str]) -> Theme:
    """A theme: `ground`, `raised` and `bar` are backgrounds; `colours` name what text and marked cells are drawn in."""
    get = colours.__getitem__
    variables = {
        "text": ink,
        "text-muted": get("quiet"),
        "text-disabled": get("blank"),
        "text-primary": get("primary"),
        "text-secondary": get("primary"),
        "text-success": get("good"),
        "text-warning": get("doubtful"),
        "text-error": get("wrong"),
        "text-accent": get("advice"),
        "error-muted": get("wrong-ground"),
        "warning-muted": get("doubtful-ground"),
        "primary-muted": get("edit-ground"),
        "secondary-muted": get("selected-ground"),
        "foreground-muted": get("quiet"),
        "block-cursor-foreground": ground,
        "block-cursor-background": get("cursor"),
        "block-cursor-blurred-foreground": ink,
        "block-cursor-blurred-background": get("selected-ground"),
        "block-hover-background": bar,
        "input-cursor-background": ink,
        "input-cursor-foreground": ground,
        "input-selection-background": get("selected-ground"),
        "input-selection-foreground": ink,
        "border": get("cursor"),
        "scrollbar": get("quiet"),
        "scrollbar-background": raised,
    }
    return Theme(
        name=name,
        dark=dark,
        primary=get("primary"),
        secondary=get("primary"),
        accent=get("cursor"),
        success=get("good"),
        warning=get("doubtful"),
        error=get("wrong"),
        foreground=ink,
        background=ground,
        surface=raised,
        panel=bar,
        boost=bar,
        variables=variables,
    )


THEMES = (
    _theme(
        "dark", dark=True, ground="#121212", raised="#1e1e1e", bar="#242f38", ink="#e0e0e0",
        colours={
            "primary": "#57a5e2", "good": "#8ad4a1", "doubtful": "#ffc473", "wrong": "#ff8fa3", "advice": "#ffc473",
            "quiet": "#a6a6a6", "blank": "#8c8c8c", "cursor": "#ffa62b", "wrong-ground": "#441c27",
            "doubtful-ground": "#3d2e14", "edit-ground": "#123450", "selected-ground": "#123c57",
        },
    ),
    _theme(
        "light", dark=False, ground="#f7f7f5", raised="#ececea", bar="#dde3e8", ink="#1c1c1c",
        colours={
            "primary": "#00538f", "good": "#14602f", "doubtful": "#7a4a00", "wrong": "#a3112f", "advice": "#6b4300",
            "quiet": "#555555", "blank": "#666666", "cursor": "#0a4f86", "wrong-ground": "#fbdde2",
            "doubtful-ground": "#fbeccb", "edit-ground": "#cfe4f5", "selected-ground": "#cfe0ee",
        },
    ),
    _theme(
        "high-contrast", dark=True, ground="#000000", raised="#000000", bar="#1a1a1a", ink="#ffffff",
        colours={
            "primary": "#8fd0ff", "good": "#7dffa0", "doubtful": "#ffdd55", "wrong": "#ffb3bd", "advice": "#ffdd55",
            "quiet": "#d0d0d0", "blank": "#c0c0c0", "cursor": "#ffff00", "wrong-ground": "#3a000a",
            "doubtful-ground": "#2b2000", "edit-ground": "#00264d", "selected-ground": "#003a6b",
        },
    ),
    _theme(
        "high-contrast-light", dark=False, ground="#ffffff", raised="#ffffff", bar="#f0f0f0", ink="#000000",
        colours={
            "primary": "#003a6b", "good": "#00471b", "doubtful": "#5a3400", "wrong": "#8a0019", "advice": "#4d2c00",
            "quiet": "#3d3d3d", "blank": "#444444", "cursor": "#00264d", "wrong-ground": "#fff0f2",
            "doubtful-ground": "#fff7e0", "edit-ground": "#e4f1ff", "selected-ground": "#d5e8fa",
        },
    ),
)  # fmt: skip


def choose(setting: str, environment: Mapping[str, str]) -> str:
    """The theme for a setting; `auto` is dark, unless the terminal says by COLORFGBG that its ground is light."""
    if setting != "auto":
        return setting
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    return "light" if ground in {"7", "15"} else "dark"
