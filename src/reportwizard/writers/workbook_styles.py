"""How the cells of a workbook look, and what may be typed into them: formats, validation, the words of its messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reportwizard.blocks import Entry
from reportwizard.writers.workbook_formulas import YEARS
from reportwizard.writers.workbook_plan import FONT

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

INPUT = "#FFF8DC"
COMPUTED = "#EDEDED"
FACE = "宋体"
_FRAMED = {"border": 1, "border_color": "#767676", "text_wrap": True, "valign": "vcenter", "align": "center"}
_PROSE = {"text_wrap": True, "valign": "top", "font_size": FONT["prose"]}
_TYPED = {"bg_color": INPUT, "locked": False}

_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": FONT["title"], "align": "center", "valign": "vcenter", "text_wrap": True},
    "heading": {"bold": True, "font_size": FONT["heading"], "valign": "vcenter", "text_wrap": True},
    "prose": _PROSE,
    "prose input": _PROSE | _TYPED | {"border": 4, "border_color": "#857A50"},
    "header": _FRAMED | {"bold": True},
    "label": _FRAMED | {"align": "left", "indent": 1},
    "text": _FRAMED,
    "input": _FRAMED | _TYPED,
    "computed": _FRAMED | {"bg_color": COMPUTED, "bold": True},
    "check": {"text_wrap": True, "valign": "vcenter", "font_color": "#7A5C00", "indent": 1},
    "check head": {"text_wrap": True, "valign": "vcenter", "font_color": "#595959", "indent": 1},
    "told wrong": {"font_color": "#B00000", "bold": True},
    "wrong": {"bg_color": "#F8C8C4", "font_color": "#8B0000"},
    "incomplete": {"font_color": "#7A5C00"},
    "balanced": {"font_color": "#1E6B2E"},
    "unbalanced": {"bg_color": "#F8C8C4", "font_color": "#8B0000"},
}

_CHANGES = ("told wrong", "wrong", "incomplete", "balanced", "unbalanced")

_MOST = 999_999_999_999_999
"""A workbook keeps 15 digits."""

_LIMITS: Mapping[Entry, Mapping[str, Any]] = {
    "whole": {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": _MOST},
    "decimal": {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": _MOST},
    "signed": {"validate": "integer", "criteria": "between", "minimum": -_MOST, "maximum": _MOST},
    "year": {"validate": "integer", "criteria": "between", "minimum": YEARS[0], "maximum": YEARS[1]},
    "any": {"validate": "any"},
}
_WANTED: Mapping[Entry, str] = {
    "whole": "填 0 或者正整数；没有的填 0，不知道的先空着",
    "decimal": "填 0 或者正数，可带小数；没有的填 0，不知道的先空着",
    "signed": "填整数，减少的填负数；没有的填 0，不知道的先空着",
    "year": f"填四位数的年度，{YEARS[0]} 至 {YEARS[1]}",
    "any": "",
}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Format] = {}

    def __getitem__(self, look: str) -> Format:
        return self._format(look, False)

    def for_text(self, look: str, text: str) -> Format:
        """The look for that text: what begins like a formula is marked as text, which holds when somebody edits it."""
        return self._format(look, text.startswith(("=", "+", "-", "@")))

    def _format(self, look: str, quoted: bool) -> Format:
        key = (look, quoted)
        if key not in self._made:
            changes = look in _CHANGES  # what a condition changes brings no font of its own
            base = {} if changes else {"font_name": FACE, "font_size": FONT["table"]}
            self._made[key] = self._book.add_format(
                base | dict(_LOOKS[look]) | ({"quote_prefix": True} if quoted else {})
            )
        return self._made[key]


def validation(entry: Entry, hint: str) -> dict[str, Any]:
    """What a cell lets in, what it says while the cursor stands on it, and what when something else is typed."""
    wanted = _WANTED[entry]
    message = "。\n".join(filter(None, (hint, wanted)))
    told = {"input_title": "填写说明", "input_message": _cut(message, 250)} if message else {}
    if wanted:
        told |= {"error_title": "填得不对", "error_message": f"请{wanted}"}
    return {**_LIMITS[entry], **told, "ignore_blank": True}


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
