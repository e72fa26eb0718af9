"""How a cursor walks over the tables, and how they are laid out; without a screen."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from reportwizard.editions.loading import load_edition
from reportwizard.tui.grid import Grid, lay_out
from reportwizard.tui.widgets.painting import fit, right

EDITIONS = ("2019", "2021")
SECTIONS = ("proactive", "applications", "challenges")


def grid(section: str, edition: str = "2021") -> Grid:
    form = load_edition(edition)
    return Grid(form.section(section), form.cells)


def walk(table: Grid, how: str) -> list[str]:
    at, seen = table.first, []
    while at is not None:
        seen.append(table.path(at))
        at = table.below(at, at[1]) if how == "enter" else table.right(at)
    return seen


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("how", ["enter", "tab"])
def test_enter_and_tab_reach_every_cell_to_type_once(section: str, edition: str, how: str) -> None:
    table = grid(section, edition)
    typable = {table.path(at) for at in table.all_positions() if table.typable(at)}
    seen = walk(table, how)
    assert len(seen) == len(set(seen))
    assert set(seen) == typable


def test_enter_goes_down_and_over_the_computed_row() -> None:
    seen = walk(grid("applications"), "enter")
    assert seen[:2] == ["applications.received.natural_person", "applications.carried_over.natural_person"]
    at = seen.index("applications.other.other.natural_person")
    assert seen[at + 1 : at + 3] == ["applications.carried_forward.natural_person", "applications.received.business"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_enter_fills_one_table_after_another(edition: str) -> None:
    table = grid("proactive", edition)
    seen = [path.split(".")[1] for path in walk(table, "enter")]
    assert seen == sorted(seen, key=[each.path.split(".")[1] for each in table.section.tables].index)


def test_enter_after_tabs_goes_from_the_last_row_of_a_table_to_the_next_table() -> None:
    table = grid("proactive")
    at = table.find("proactive.art20_1.normative_documents.in_force")
    assert at is not None
    following = table.below(at, 0, after_tabs=True)
    assert following is not None
    assert table.path(following) == "proactive.art20_5.licensing.decisions"
    assert table.path(table.below(at, 0) or at) == "proactive.art20_1.rules.repealed"


def test_tab_goes_right_and_over_the_total() -> None:
    seen = walk(grid("applications"), "tab")
    assert seen[5:7] == ["applications.received.other", "applications.carried_over.natural_person"]


def test_shift_tab_is_the_way_back() -> None:
    table = grid("applications")
    at, seen = table.last, []
    while at is not None:
        seen.append(table.path(at))
        at = table.left(at)
    assert seen[::-1] == walk(table, "tab")


def test_arrows_stop_at_the_edges_and_stand_on_totals() -> None:
    table = grid("applications")
    assert table.step((0, 0), -1, -1) == (0, 0)
    assert table.path(table.step((0, 5), 0, 1)) == "applications.received.total"
    assert table.step((24, 6), 5, 5) == (24, 6)


def test_an_arrow_into_a_narrower_table_stays_in_it() -> None:
    table = grid("proactive")
    assert table.step((1, 2), 1, 0) == (2, 0)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("width", [58, 79, 91, 119, 199])
@pytest.mark.parametrize("longest", [1, 5, 14])
def test_everything_stands_within_the_width(section: str, edition: str, width: int, longest: int) -> None:
    table = grid(section, edition)
    layout = lay_out(table, width, longest)
    assert layout.left(table.widest) <= max(width, 16 + table.widest * 7)
    assert [line.row for line in layout.lines if line.kind == "row"] == list(range(len(table.rows)))
    for line in layout.lines:
        assert all(cell_len(text) < span * layout.columns for _, span, text in line.head)


@pytest.mark.parametrize("text", ["", "一", "一、本年新收", "1.属于国家秘密（区分）"])
@pytest.mark.parametrize("width", [1, 2, 5, 12, 40])
def test_texts_are_cut_to_their_cells(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert cell_len(right(text, width)) == width
