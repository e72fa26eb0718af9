"""What the palette offers beside the actions: the themes, and the settings file. Kept in the file, so that it lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.errors import ReportWizardError
from reportwizard.tui import keymap, settings, themes
from reportwizard.tui.screens.dialogs import Choice, Reading

if TYPE_CHECKING:
    from reportwizard.tui.appearance import Appearance

_THEME = "theme:"
_FILE = "settings-file"


def choices() -> list[Choice[str]]:
    """The entries for the palette; the value of each is what `apply` takes."""
    names = settings.CHOICES["theme"].values
    entries = [Choice(f"主题：{label}（{name}）", ("theme", name), _THEME + name) for name, label in names.items()]
    return [*entries, Choice("设置文件　配色、按键、字符宽度：看它在哪里", ("settings",), _FILE)]


def is_preference(value: str) -> bool:
    """Whether a chosen entry is one of these."""
    return value == _FILE or value.startswith(_THEME)


def apply(app: Appearance, value: str) -> str:
    """Do what was chosen; returns what to say, in Chinese."""
    path = settings.settings_path()
    try:
        if value == _FILE:
            settings.ensure(path, keymap.settings_lines())
            told = f"{path}\n\n用文本编辑器修改，下次打开报告时起作用。\n{app.complaints()}\n{settings.text(path)}"
            app.push_screen(Reading("设置文件（Esc 关闭）", told, closing="enter,q"))
            return ""
        name = value.removeprefix(_THEME)
        app.theme = themes.choose(name, app.environment)
        settings.keep(path, "theme", name, keymap.settings_lines())
    except ReportWizardError as error:
        return f"设置文件{error.message}。{error.hint}。（{error.where}）"  # the path may be longer than the line
    return f"主题：{settings.CHOICES['theme'].values[name]}（已记在 {path}）"
