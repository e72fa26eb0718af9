"""How a cursor walks over the tables, and how they are laid out; without a screen."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from reportwizard.editions.loading import load_edition
from reportwizard.tui.grid import Grid, lay_out
from reportwizard.tui.paste import differing_totals, place
from reportwizard.tui.widgets.painting import fit, right
from support.reports import blank, sample

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


# ---- pasting


def landed(text: str, at: tuple[int, int] = (0, 0)) -> dict[str, str]:
    placement = place(grid("applications"), at, text)
    assert placement.problem == ""
    return {path.removeprefix("applications."): value for path, value in placement.answers}


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
def test_empty_cells_stay_in_their_place(end: str) -> None:
    assert landed(f"10\t\t0\t0\t0\t0\t10{end}") == {
        "received.natural_person": "10",
        "received.business": "",
        "received.research": "0",
        "received.public_welfare": "0",
        "received.legal_service": "0",
        "received.other": "0",
    }


def test_a_whole_table_lands_on_itself() -> None:
    report = sample("hangzhou-2025")
    table = grid("applications")
    from reportwizard.report.totals import compute

    totals = compute(report)
    rows = [
        "\t".join(str(totals[path].value if path in totals else report.figures[path]) for path in paths)
        for paths in ([table.path((row, column)) for column in range(7)] for row in range(25))
    ]
    placement = place(table, (0, 0), "\r\n".join(rows))
    assert {path: int(value) for path, value in placement.answers} == {
        path: value for path, value in report.figures.items() if path.startswith("applications")
    }
    assert differing_totals(placement.totals, {path: total.value for path, total in totals.items()}) == []


def test_a_block_that_does_not_fit_changes_nothing() -> None:
    placement = place(grid("applications"), (0, 3), "1\t2\t3\t4\t5")
    assert placement.answers == []
    assert "1 行 5 列" in placement.problem


def test_a_total_that_differs_is_named() -> None:
    placement = place(grid("applications"), (0, 0), "1\t0\t0\t0\t0\t0\t9")
    computed = {"applications.received.total": 1}
    assert differing_totals(placement.totals, computed) == ["applications.received.total"]


def test_a_blank_report_has_no_total_to_compare() -> None:
    assert differing_totals([("applications.received.total", "9")], {}) == []
    assert blank().figures == {}


def test_the_printed_row_of_a_section_side_by_side_is_taken_apart() -> None:
    table = grid("challenges")
    placement = place(table, (0, 0), "\t".join(map(str, range(15))))
    assert placement.answers[4:6] == [("challenges.direct_suit.upheld", "5"), ("challenges.direct_suit.corrected", "6")]
    assert [value for _, value in placement.totals] == ["4", "9", "14"]
