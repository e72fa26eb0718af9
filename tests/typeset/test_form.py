"""The report as a form to fill: everything that is printed, and room for what is not there yet."""

from __future__ import annotations

import pytest

from reportwizard.blocks import Block, Cell, Heading, Paragraph, Sheet, Table
from reportwizard.editions.loading import edition_ids, load_edition
from reportwizard.records import replace
from reportwizard.report.model import Report, narrative_ids
from reportwizard.typeset.form import fill_form
from reportwizard.typeset.report import typeset


def blocks_of(sheets: tuple[Sheet, ...]) -> list[Block]:
    return [block for sheet in sheets if not sheet.guide for block in sheet.blocks]


def cells_of(sheets: tuple[Sheet, ...]) -> dict[str, Cell]:
    tables = [block for block in blocks_of(sheets) if isinstance(block, Table)]
    return {cell.name: cell for table in tables for row in table.rows for cell in row if cell.name}


def test_all_that_is_printed_stands_in_the_form_in_the_same_order(city: Report, office: Report) -> None:
    for report in (city, office):
        form = [block for block in blocks_of(fill_form(report)) if getattr(block, "text", "x")]
        own = [block for block in form if not (isinstance(block, Table) and "单位名称" in block.rows[0][0].text)]
        printed = typeset(report)
        assert [type(block) for block in own] == [type(block) for block in printed]
        for mine, theirs in zip(own, printed, strict=True):
            if isinstance(mine, Table):
                assert isinstance(theirs, Table)
                assert mine.rows == theirs.rows
            else:
                assert mine == theirs


@pytest.mark.parametrize("edition_id", edition_ids())
def test_a_sheet_a_section_between_the_head_and_the_guide(edition_id: str) -> None:
    edition = load_edition(edition_id)
    sheets = fill_form(Report(edition, edition.first_year))
    assert [sheet.name for sheet in sheets[1:-1]] == [f"{s.number} {s.short}" for s in edition.sections]
    assert [sheet.guide for sheet in sheets] == [False] * (len(sheets) - 1) + [True]


@pytest.mark.parametrize("edition_id", edition_ids())
def test_every_typed_cell_can_be_typed_into_and_says_what_belongs_there(edition_id: str) -> None:
    edition = load_edition(edition_id)
    cells = cells_of(fill_form(Report(edition, edition.first_year)))
    assert set(cells) == {"agency", "year", *edition.cells}
    for path, cell in edition.cells.items():
        assert bool(cells[path].entry) is not cell.computed
        assert cells[path].parts == cell.parts
        assert cell.computed or cells[path].hint


def test_there_is_room_for_more_under_each_heading_that_asks_for_a_text(city: Report) -> None:
    empty = replace(city, texts={})
    for report, most in ((city, 3), (empty, 8)):
        room = [b.name for b in blocks_of(fill_form(report)) if isinstance(b, Paragraph) and not b.text]
        assert room == [f"texts.{key}" for key in narrative_ids(city.edition) for _ in range(most)]
    assert all(b.entry == "any" for b in blocks_of(fill_form(city)) if isinstance(b, Paragraph))


def test_the_title_is_made_of_the_head_unless_the_report_has_its_own(city: Report) -> None:
    for title, pattern, entry in (("", city.edition.title, ""), ("某市年报", "", "any")):
        heading = blocks_of(fill_form(replace(city, title=title)))[0]
        assert isinstance(heading, Heading)
        assert (heading.pattern, heading.entry) == (pattern, entry)
        assert bool(heading.hint) is bool(title)


def test_the_hint_of_the_agency_promises_a_title_only_where_it_is_made_of_it(city: Report) -> None:
    for title in ("", "某市年报"):
        cells = cells_of(fill_form(replace(city, title=title)))
        assert ("标题" in cells["agency"].hint) is not bool(title)
        assert (cells["year"].entry, cells["agency"].entry) == ("year", "any")


def test_the_sides_of_the_balance_are_called_as_the_form_calls_them(office: Report) -> None:
    (table,) = [b for b in blocks_of(fill_form(office)) if isinstance(b, Table) and b.balances]
    assert {balance.sides for balance in table.balances} == {("第一项加第二项", "第三项加第四项")}
