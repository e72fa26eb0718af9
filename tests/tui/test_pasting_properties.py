"""Where a pasted text lands, whatever it is: properties over reports and noise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportwizard.editions.loading import load_edition
from reportwizard.recognise.labels import Vocabulary
from reportwizard.recognise.reading import Reading
from reportwizard.report.model import Report
from reportwizard.report.numbers import format_figure
from reportwizard.report.totals import compute
from reportwizard.tui.grid import Grid
from reportwizard.tui.pasting import clipboard, telling
from reportwizard.tui.pasting.placing import place, place_here
from reportwizard.tui.pasting.weighing import Verdict, weigh
from support.clipboards import printed, tabbed
from support.reports import blank

EDITIONS = {edition: load_edition(edition) for edition in ("2019", "2021")}
WORDS = {name: Vocabulary(edition) for name, edition in EDITIONS.items()}
SECTIONS = ("proactive", "applications", "challenges")


def paste(text: str, section: str, into: Report) -> Verdict:
    grid = Grid(into.edition.section(section), into.edition.cells)
    return weigh(place(grid, WORDS[into.edition.id], clipboard.read(text), [[(0, 0)]]), into)


FIGURES = st.one_of(st.none(), st.integers(0, 30), st.integers(0, 10**6), st.sampled_from(["/", "无", "12件x", "a\tb"]))


INTRUDER = 987654321


@st.composite
def filled(draw: st.DrawFn, values: st.SearchStrategy[object] = FIGURES) -> tuple[str, dict[str, object]]:
    """An edition and figures for its cells; the reports themselves are too long to be shown at a failure."""
    edition = load_edition(draw(st.sampled_from(["2019", "2021"])))
    typed = [path for path, cell in edition.cells.items() if not cell.computed]
    drawn = draw(st.lists(values, min_size=len(typed), max_size=len(typed)))
    return edition.id, {path: value for path, value in zip(typed, drawn, strict=True) if value is not None}


def report_of(drawn: tuple[str, dict[str, object]]) -> Report:
    return Report(load_edition(drawn[0]), load_edition(drawn[0]).first_year, figures=drawn[1])  # type: ignore[arg-type]


@given(filled(), st.data())
def test_a_copied_block_pasted_where_it_was_changes_nothing(
    drawn: tuple[str, dict[str, object]], data: st.DataObject
) -> None:
    report = report_of(drawn)
    grid = Grid(report.edition.section(data.draw(st.sampled_from(SECTIONS))), report.edition.cells)
    places = list(grid.all_positions())
    block = grid.block(data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places)))
    sums = compute(report)
    paths = [[grid.path(at) for at in line] for line in block]
    cells = [[format_figure(sums[p].value if p in sums else report.figures.get(p)) for p in line] for line in paths]
    text = clipboard.write(cells)
    assert clipboard.read_own(text.replace("\n", "\r")).rows == cells
    verdict = weigh(place_here(grid, clipboard.read_own(text).rows, block, Reading()), report)
    assert verdict.reading.strays == []
    assert verdict.landings == []


@given(filled(st.one_of(st.none(), st.integers(0, 3), st.integers(0, 10**6))), st.data())
def test_no_figure_ever_lands_in_another_cell_unseen(drawn: tuple[str, dict[str, object]], data: st.DataObject) -> None:
    """Rows dropped and shuffled, heads left out, cells lost, remarks between: right, or shown first."""
    report = report_of(drawn)
    section = report.edition.section(data.draw(st.sampled_from(SECTIONS)))
    head = data.draw(st.booleans())
    rows: list[list[str]] = []
    for table in section.tables:
        body = printed(report, table, head=False)
        keep = data.draw(st.lists(st.sampled_from(range(len(body))), unique=True, min_size=1))
        rows += printed(report, table)[:1] * head + [body[number] for number in keep]
    how = data.draw(st.sampled_from(["tabs", "pipes", "lines", "dense"]))
    noises = ["none", "none", "drop", "blanks", "remark", "column"]
    # where empty cells leave no trace, a figure too many can make up for one: that nobody can see
    noise = data.draw(st.sampled_from(noises if how == "dense" else [*noises, "add"]))
    if noise == "drop":
        victim = data.draw(st.sampled_from(rows))
        victim.pop(data.draw(st.integers(1, len(victim) - 1)))
    elif noise == "add":
        victim = data.draw(st.sampled_from(rows))
        victim.insert(data.draw(st.integers(1, len(victim))), str(INTRUDER))
    elif noise == "blanks":
        rows = [line if line[-1:] == ["总计"] else ["", *line] for line in rows]
    elif noise == "remark":
        rows.insert(data.draw(st.integers(0, len(rows))), ["备注：以上数字截至 12 月 31 日"])
    elif noise == "column":
        gone = data.draw(st.integers(1, 3))
        rows = [line[:-gone] + line[len(line) - gone + 1 :] if len(line) > gone + 1 else line for line in rows]
    if how == "tabs":
        text = tabbed(rows)
    elif how == "pipes":
        text = "\n".join("|".join(line) for line in rows)
    else:
        text = "\n".join(cell for line in rows for cell in line if cell or how == "lines")
    verdict = paste(text, section.id, Report(report.edition, report.year))
    if verdict.certain:
        wrong = {
            landing.path: (landing.after, report.figures.get(landing.path))
            for landing in verdict.landings
            if landing.after not in (report.figures.get(landing.path), INTRUDER)
        }
        assert not wrong, (noise, how, rows)


@given(st.text(alphabet='0123456789 \t\n|"/,，件其他总计（一）.、甲', max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    for section in SECTIONS:
        verdict = paste(text, section, blank())
        telling.preview(verdict, blank())
        telling.note(verdict, blank(), section)
