"""The report as a workbook that carries the report's own file along, and back from there without loss.

Reading back is recognising, twice: of the workbook that came back, and of the one that was sent. What differs, somebody
has typed. Invariant: a workbook in which nothing was typed gives the very report that it was made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from reportwizard.blocks import Block, Heading, Paper, Paragraph, Table
from reportwizard.errors import StorageError
from reportwizard.formats.merging import merge
from reportwizard.readers.registry import read_paper
from reportwizard.recognise.document import recognise
from reportwizard.recognise.recognised import Form, Recognised
from reportwizard.report.model import Report
from reportwizard.report.toml import dumps, loads
from reportwizard.typeset.form import AGENCY_LABEL, YEAR_LABEL, fill_form
from reportwizard.typeset.report import lines
from reportwizard.writers.workbook import write

_YEAR = re.compile(r"(\d{4})\s*年?度?")
_Item = TypeVar("_Item")


def render(report: Report) -> bytes:
    """The workbook: the form as far as it is filled, and in a hidden sheet the report as it is."""
    kept = dumps(report).encode("utf-8", "replace").decode("utf-8")  # half a character is none, as in a file
    for character in ("\ufffe", "\uffff"):  # no XML holds them; TOML can spell them where they stand, between quotes
        kept = kept.replace(character, f"\\u{ord(character):04X}")
    return write(fill_form(report), report.full_title, kept, report.published)


def read_back(paper: Paper, name: str) -> Recognised:
    """The report in a workbook that carries one along; `name` is told in errors. Raises ReportWizardError."""
    try:
        was, _ = loads(paper.kept)
    except StorageError as error:
        now = recognise(replace(paper, kept=""), name)
        now.notes.append(f"随表带着的报告已损坏，没有用，只读入看得见的内容（{error.message}）")
        return now
    now = _recognise(paper, was, name)
    shown = _recognise(read_paper(render(was), name, "xlsx"), was, name)
    merged = merge(was, shown.report, now.report, _missing(shown, now))
    form = Form(
        **{each.name: _new(getattr(now.form, each.name), getattr(shown.form, each.name)) for each in fields(Form)}
    )
    form.headings = now.form.headings
    notes = [*_new(now.notes, shown.notes), *merged.notes]
    return Recognised(merged.report, now.origins, _new(now.unread, shown.unread), form, notes)


def _new(now: Iterable[_Item], shown: Sequence[_Item]) -> list[_Item]:
    return [each for each in now if each not in shown]


def _missing(shown: Recognised, now: Recognised) -> set[str]:
    """The cells and texts that the workbook had when it was sent, and has no place for any more."""
    cells = {path for gap in _new(now.form.gaps, shown.form.gaps) for path in gap.where}
    headings = {heading.section for heading in now.form.headings}
    return cells | {f"texts.{each.section}" for each in shown.form.headings if each.section not in headings}


def _recognise(paper: Paper, was: Report, name: str) -> Recognised:
    """What the visible sheets say, by the layout that the form has."""
    head = take_head(paper.blocks)
    known = {sheet.blocks[0].text for sheet in fill_form(was) if isinstance(sheet.blocks[0], Heading)}
    blocks = tuple(_marked(head.rest, known))
    year = was.year if head.year is None else head.year
    made = recognise(replace(paper, blocks=blocks, kept=""), name, year=year, agency=head.agency)
    if head.year is None:
        made.notes.append(f"表格里没有写明年度，按原来的 {was.year} 年读入")
    return made


def _marked(blocks: Iterable[Block], known: set[str]) -> Iterable[Block]:
    """The first paragraph of each sheet as the heading that it is; on the first sheet that is the title."""
    place: str | None = None
    for number, block in enumerate(blocks):
        opens, place = block.place != place, block.place
        if isinstance(block, Paragraph) and opens and (not number or block.text in known):
            yield Heading(block.text, 2 if number else 1, place=block.place, within=block.within)
        else:
            yield block


@dataclass(frozen=True, slots=True)
class Head:
    """The two fields of the form's head, and the blocks without them; a year that is none is None."""

    agency: str
    year: int | None
    rest: tuple[Block, ...]


def take_head(blocks: Sequence[Block]) -> Head:
    """The head of a form that was filled in, told by its labels; without any it is empty, and all blocks are left."""
    for at, block in enumerate(blocks):
        texts = [cell.text.strip() for row in block.rows for cell in row] if isinstance(block, Table) else []
        if {AGENCY_LABEL, YEAR_LABEL} <= set(texts):
            year = _YEAR.fullmatch(_after(texts, YEAR_LABEL).strip())
            rest = (*blocks[:at], *blocks[at + 1 :])
            return Head(" ".join(lines(_after(texts, AGENCY_LABEL))), int(year.group(1)) if year else None, rest)
    return Head("", None, tuple(blocks))


def _after(texts: Sequence[str], label: str) -> str:
    """What stands after a label; nothing where that is the other label."""
    text = next(iter(texts[texts.index(label) + 1 :]), "")
    return "" if text in (AGENCY_LABEL, YEAR_LABEL) else text
