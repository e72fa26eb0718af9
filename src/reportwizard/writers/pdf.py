"""The printed document as PDF: the page of GB/T 9704, laid out by typst, with the Chinese fonts of this computer.

What is printed reaches typst as JSON, so nothing in a report is ever read as markup. The file is archival and tagged
(PDF/A-2a, PDF/UA-1): that also makes typst refuse a character that no font here can show, and so there is never a box
in the place of one. Its date is given or, since an archival file must have one, a fixed one that nobody takes for
true (1970): the same blocks and the same fonts give the same bytes. What typst cannot tag
yet are the labels of rows, which are ordinary cells to a screen reader.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportwizard.blocks import Block, Heading, Table
from reportwizard.characters import clean
from reportwizard.errors import MissingExtraError, ReportWizardError
from reportwizard.writers.bands import bands
from reportwizard.writers.grid import Placed, squares
from reportwizard.writers.layout import RUN_IN, balance, longest_run, text_width, title_lines
from reportwizard.writers.page_widths import TOGETHER, Fitting, Role, fit, is_whole, roles

if TYPE_CHECKING:
    import typst  # an extra, and a large one: loaded when a PDF is written

_SONG = ("SimSun", "STSong", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "AR PL UMing CN")
_HEI = (
    *("SimHei", "STHeiti", "Heiti SC", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC"),
    *("Microsoft YaHei", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback"),
)
_FANG = ("FangSong_GB2312", "FangSong", "STFangsong")
_KAI = ("KaiTi_GB2312", "KaiTi", "STKaiti", "Kaiti SC", "AR PL UKai CN")

FONTS: Mapping[str, Sequence[str]] = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", *_SONG, *_HEI),
    "body": (*_FANG, *_SONG, *_HEI),
    "hei": (*_HEI, *_SONG),
    "kai": (*_KAI, *_FANG, *_SONG, *_HEI),
    "song": (*_SONG, *_FANG, *_HEI),
    "figures": ("Times New Roman", "Liberation Serif", "Nimbus Roman", *_SONG),
}
"""For each role on the page the families that can play it, the best first."""

_INSTALL = (
    "请安装一种中文字体再导出：Debian、Ubuntu 上是 sudo apt install fonts-noto-cjk，Windows 和 macOS 自带宋体、黑体"
)
_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')

_TITLE = 38
"""The half characters of 二号 in a line, less what stands between characters and figures."""

_LINE = 54
"""The half characters of 三号 in a line."""

_SHORT = 160
"""Half characters of a paragraph that stays on the page of the table that it introduces: three lines."""

_LONG = 200
"""Characters of a cell from which on its row may go on over a page; all other rows stand on one."""


def write(blocks: Iterable[Block], made: date | None = None) -> bytes:
    """The file; `made` is the day that stands in its properties.

    Raises MissingExtraError without typst, ReportWizardError where no font shows the text.
    """
    try:
        import typst
    except ImportError:
        hint = '请运行 python -m pip install "reportwizard[pdf]"'
        raise MissingExtraError("导出 PDF 要用的 typst 还没有安装", "", hint) from None
    fonts = _fonts()
    chosen = _chosen(fonts.families())
    if not chosen["body"]:
        raise _no_fonts()
    source = Path(__file__).with_name("pdf.typ").read_bytes()
    day = [made.year, made.month, made.day] if made else []
    data = json.dumps({**_document(list(blocks)), "fonts": chosen, "day": day}, ensure_ascii=False)
    try:
        printed = typst.compile(
            source,
            font_paths=fonts,
            sys_inputs={"data": data},
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            timestamp=0,
        )
    except typst.TypstError as error:
        raise _told(error.message) from error
    if not isinstance(printed, bytes):
        raise TypeError("typst gave no bytes")
    return printed


def _fonts() -> typst.Fonts:
    """The fonts of this computer, among them those that one user of Windows has installed for themself."""
    import typst

    own = Path(os.environ.get("LOCALAPPDATA", "")) / "Microsoft" / "Windows" / "Fonts"
    folders = [own] if os.name == "nt" and own.is_dir() else []
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=folders)


def _chosen(families: Sequence[str]) -> dict[str, list[str]]:
    """For each role the families that are there; where none is, any other one, for typst to look on from there."""
    here = {family.lower() for family in families}
    found = {role: [family for family in wanted if family.lower() in here] for role, wanted in FONTS.items()}
    return {role: chosen or list(families[:1]) for role, chosen in found.items()}


def _no_fonts() -> ReportWizardError:
    return ReportWizardError("这台电脑上没有中文字体，排不了 PDF", "", _INSTALL)


def _told(message: str) -> ReportWizardError:
    """What the clerk should know of an error of typst's."""
    unshown = _UNSHOWN.search(message)
    if unshown is None:
        return ReportWizardError("PDF 没有排成", "", f"请改用别的格式导出，并把这句话告诉维护者：{message}")
    text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), unshown[1])
    if any(map(_is_common, text)):
        return _no_fonts()
    codes = "、".join(f"U+{ord(character):04X}" for character in text[:3])
    hint = "请换一个写法，或者安装收有这个字的字体再导出"
    return ReportWizardError(f"这台电脑上没有字体能显示“{text}”（{codes}），没有导出 PDF", "", hint)


def _is_common(character: str) -> bool:
    """Whether it is one of the 6763 characters of GB 2312, which every Chinese font has."""
    try:
        return character >= "一" and len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def _document(blocks: Sequence[Block]) -> dict[str, Any]:
    """What the template prints."""
    title = ""
    level = 0
    given: list[dict[str, Any]] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            given += _table(block, _lead(given))
            continue
        text = _text(block.text)
        if not text:
            continue
        if isinstance(block, Heading) and block.level == 1 and not title:
            title = text
            given.append({"kind": "title", "lines": title_lines(text, _TITLE)})
        elif isinstance(block, Heading):
            level = max(1, min(block.level - 1, level + 1))  # PDF/UA allows no heading to skip a level
            given.append({"kind": "heading", "level": level, "heading": "", "text": text})
        else:
            introduces = isinstance(next(iter(blocks[number + 1 :]), None), Table)
            given.append(_paragraph(text, introduces))
    return {"title": title or "无标题", "blocks": given}


def _lead(given: Sequence[Mapping[str, Any]]) -> int:
    """The lines between a table and the paragraph that stands before its heading; 0 where there is none."""
    lines = 0
    headed = False
    for block in reversed(given):
        if block["kind"] == "paragraph" and not block["sticky"]:
            return lines if headed else 0
        if block["kind"] not in ("heading", "paragraph"):
            break
        headed = headed or block["kind"] == "heading"
        lines += 1 + text_width(block["heading"] + block["text"]) // _LINE
    return 0


def _paragraph(text: str, introduces: bool) -> dict[str, Any]:
    """A paragraph; one that is but a heading, or a short one that introduces a table, stays with what follows."""
    opening = RUN_IN.match(text)
    heading = opening.group() if opening else ""
    rest = text.removeprefix(heading)
    sticky = not rest or (introduces and text_width(text) <= _SHORT)
    return {"kind": "paragraph", "heading": heading, "text": rest, "sticky": sticky}


def _text(text: str) -> str:
    return clean(text.replace("\n", " ").replace("\t", " ")).strip()


def _table(table: Table, lead: int) -> Iterator[dict[str, Any]]:
    grid = squares(table)
    if not grid or not grid[0]:
        return
    known = roles(table, grid)
    fitting = fit(table, grid, known)
    parts: list[list[dict[str, Any]]] = []
    for band in bands(grid):
        owners = dict.fromkeys(owner for row in grid[band.start : band.stop] for owner in row)
        cells = [_cell(owner, known[owner], fitting) for owner in owners]
        if band.head or not parts:
            parts.append([])
        parts[-1].append({"head": band.head, "cells": cells})
    tear = any(len(cell.text) > _LONG for row in table.rows for cell in row)
    look = {"widths": fitting.widths, "size": fitting.size / 2, "tear": tear}
    yield {"kind": "table", "lead": lead, **look, "parts": parts}


def _cell(owner: Placed, role: Role, fitting: Fitting) -> dict[str, Any]:
    """A cell: figures whole and centred, running text and labels that nest to the left, all other text balanced."""
    text, room = _text(owner.cell.text), fitting.room(owner, role)
    left, whole = role in ("text", "label"), is_whole(owner, role)
    fixed = left or whole or longest_run(text) > room
    lines = [text] if fixed or text_width(text) <= room else balance(text, room)
    return {
        "rowspan": owner.rowspan,
        "colspan": owner.colspan,
        "left": left,
        "whole": whole,
        "lines": lines,
        "together": owner.rowspan <= TOGETHER,
    }
