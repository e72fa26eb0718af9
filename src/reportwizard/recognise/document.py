"""From paper to a report: the outline, the form, and the two put together.

Decides nothing about a figure or a heading; says what is no report, and whose and which year's it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportwizard.blocks import Block, Paper, Table
from reportwizard.editions.form import Edition
from reportwizard.editions.loading import edition_for_year
from reportwizard.errors import DocumentError, EditionError
from reportwizard.recognise.filled import Filled, read_form
from reportwizard.recognise.outline import Outline, outline
from reportwizard.recognise.plain import squeeze
from reportwizard.recognise.recognised import Recognised
from reportwizard.report.model import Report, text_ids
from reportwizard.report.totals import differing_stated

_ENOUGH = 3
"""Headings that make a report where no table of the form is there."""


def recognise(paper: Paper, name: str = "", *, year: int | None = None, agency: str = "") -> Recognised:
    """The report that a document is; `name` is told in errors, `year` and `agency` say what the document does not.

    Raises DocumentError where it is no report, or where its year cannot be told.
    """
    found = outline(paper)
    if not _is_report(found):
        raise DocumentError(
            "认不出是政府信息公开工作年度报告",
            name,
            "找过六个部分的标题和三张表的行名，都没有找到；请核对是不是这个文件",
        )
    read = year if year is not None else found.year
    if read is None:
        raise DocumentError("看不出是哪一年的报告", name, "请写明年份，如：reportwizard import 文件 --year 2025")
    try:
        edition_for_year(read)
    except EditionError as error:
        raise DocumentError(f"这是 {read} 年的报告，{error.message}", name, error.hint) from error
    filled = _filled(found, read)
    report = _report(found, filled, read, agency or found.agency)
    form = replace(filled.form, headings=found.headings)
    made = Recognised(report, {**filled.origins, **found.origins}, [*found.unread, *filled.unread], form)
    made.notes = [*paper.notes, *found.notes, *filled.notes]
    if year is not None and found.year not in (None, year):
        made.notes.append(f"文件里的年份是 {found.year} 年，按指定的 {year} 年读入")
    if not report.agency:
        made.notes.append("看不出是哪个单位的报告，单位名称留空")
    return made


def _is_report(found: Outline) -> bool:
    """Whether there is enough of a report: a table of the form, three headings, or a title and one of them."""
    headings = [heading for heading in found.headings if heading.section]
    return bool(found.forms) or len(headings) >= _ENOUGH or bool(found.title and headings)


def _filled(found: Outline, year: int) -> Filled:
    """The form as filled in; where paragraphs are running text for sure, none is looked at as a row of a table."""
    blocks: Mapping[str, Sequence[Block]] = {"preface": found.preface, **found.sections}
    if not found.plain:
        return read_form(blocks, year)
    tables = {section: [block for block in own if isinstance(block, Table)] for section, own in blocks.items()}
    filled = read_form(tables, year)
    for section, own in blocks.items():
        filled.prose[section] = [block.text for block in own if not isinstance(block, Table)]
    return filled


def _report(found: Outline, filled: Filled, year: int, agency: str) -> Report:
    edition = filled.edition
    report = Report(edition, year, agency, published=found.published)
    title = edition.title.format(agency=agency, year=year)
    if found.title and squeeze(found.title) != squeeze(title):
        report.title = found.title
    for text_id in text_ids(edition):
        paragraphs = [text for text in filled.prose.get(text_id, []) if text.strip()]
        if paragraphs:
            report.texts[text_id] = "\n".join(paragraphs)
    _figures(report, edition, filled)
    return report


def _figures(report: Report, edition: Edition, filled: Filled) -> None:
    """Typed cells into the report, totals beside it, in the order of the form; a total that is the sum is not kept."""
    for path, cell in edition.cells.items():
        if path in filled.figures:
            (report.stated if cell.computed else report.figures)[path] = filled.figures[path]
    report.stated = differing_stated(report)
