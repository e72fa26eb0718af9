"""Remakes the manual's pictures by driving the real application, in every size that it promises to fit.

python docs/screens.py FOLDER [NAME...]

Writes NAME-60x20.svg and so on, and a .png beside each where rsvg-convert is installed (with a font such as Noto Sans
Mono CJK). A NAME that is given limits the work to the pictures whose names contain it.
"""

from __future__ import annotations

import asyncio
import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.cells import cell_len
from textual.pilot import Pilot

from reportwizard.session import Session
from reportwizard.tui.app import WizardApp
from reportwizard.tui.settings import Settings

SAMPLE = Path(__file__).parents[1] / "sample_reports" / "hangzhou-2025.toml"
SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))

PICTURES: dict[str, tuple[str, ...]] = {
    "head": ("f3",),
    "prose": (),
    "sentence": ("ctrl+end", *"全年收到申请3件，13812345678。", "f8", "f8"),
    "documents": ("f4",),
    "applications": ("f4", "f4"),
    "challenges": ("f4", "f4", "f4"),
    "review": ("f4",) * 6,
    "mistake": ("f4", "f4", "9", "9", "9", "enter", "up"),
    "selection": ("f4", "f4", "down", "shift+down", "shift+right"),
    "findings": ("f4", "f4", "9", "enter", "f6"),
    "preview": ("f4", "f4", "f5"),
    "help": ("f4", "f4", "f1"),
    "palette": ("f4", "f4", "ctrl+p"),
    "go-to": ("f4", "f4", "ctrl+g"),
    "export": ("f4", "f4", "f9"),
    "question": ("f4", "f4", "1", "ctrl+q"),
}
"""For each picture the keys that lead to it from the first section."""

_CELL = 12.2  # the width that the picture gives to one column of the terminal


def picture(app: WizardApp) -> str:
    """The screen as SVG, each character set where the terminal has it.

    rich sets a run of characters at once and leaves it to the font how far it reaches; with Chinese among them no two
    programs agree. Spaces are left out: they have no ink.
    """
    svg = app.export_screenshot(title="reportwizard")
    run = r'<text class="(?P<style>[^"]+)" x="(?P<x>[^"]+)" y="(?P<y>[^"]+)"[^>]*>(?P<text>[^<]*)</text>'
    svg = re.sub(run, _characters, svg)
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)  # a font from the web: the pictures are for machines without one
    svg = svg.replace("Fira Code, monospace", "'DejaVu Sans Mono', monospace")
    return svg.replace("<style>", "<style>.wide { font: 23px 'Noto Sans Mono CJK SC'; }", 1)


def _characters(run: re.Match[str]) -> str:
    x, pieces = float(run["x"]), []
    for character in html.unescape(run["text"]):
        cells = cell_len(character)
        if not character.isspace():
            style = f"{run['style']} wide" if cells == 2 else run["style"]
            place = x + (0.7 if cells == 2 else 0)
            pieces.append(f'<text class="{style}" x="{place:.1f}" y="{run["y"]}">{html.escape(character)}</text>')
        x += cells * _CELL
    return "".join(pieces)


async def draw(folder: Path, name: str, size: tuple[int, int], theme: str) -> Path:
    """Drive the application to a picture, and write it."""
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "杭州市-2025.toml"
        shutil.copy(SAMPLE, report)
        app = WizardApp(Session.open(report), settings=Settings(theme=theme))
        async with app.run_test(size=size) as pilot:
            await _press(pilot, PICTURES[name])
            target = folder / f"{name}-{size[0]}x{size[1]}{'' if theme == 'dark' else '-' + theme}.svg"
            target.write_text(picture(app), encoding="utf-8", newline="\n")
    return target


async def _press(pilot: Pilot[None], keys: tuple[str, ...]) -> None:
    await pilot.pause()
    await pilot.press(*keys)
    await pilot.pause(0.4 if "f5" in keys else 0)  # the preview follows when typing pauses
    await pilot.pause()


def main(folder: Path, wanted: list[str]) -> None:
    """All pictures in all sizes; of the themes other than the dark one, the applications and the palette."""
    folder.mkdir(parents=True, exist_ok=True)
    plan = [(name, size, "dark") for name in PICTURES for size in SIZES]
    others = ("light", "high-contrast", "high-contrast-light")
    plan += [(name, (120, 40), theme) for theme in others for name in ("mistake", "palette", "head", "preview")]
    convert = shutil.which("rsvg-convert")
    for name, size, theme in plan:
        if wanted and not any(word in f"{name}-{size[0]}x{size[1]}-{theme}" for word in wanted):
            continue
        made = asyncio.run(draw(folder, name, size, theme))
        if convert:
            subprocess.run([convert, "-o", made.with_suffix(".png"), made], check=True)
        sys.stdout.write(f"{made}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
