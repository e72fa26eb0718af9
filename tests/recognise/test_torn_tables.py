"""A wrong figure without a word is the one thing that must not happen, whatever a page does to its tables.

Each table of a printed report is given as a page may give it (merged, ragged, padded, in strokes, a cell a line) and
torn once. For every cell of the form: what was read is what the document says there; or nothing was read, and what
the document says is named as unread.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.blocks import Block, Table
from reportwizard.recognise.filled import Filled, read_form
from reportwizard.report.numbers import parse_figure
from support.printed import Rows, invented, sections
from support.torn_tables import GRIDS, LOOSE, TEARS, truth

SHAPES = [*GRIDS, *LOOSE]


@dataclass
class Torn:
    parts: dict[str, list[Block]]
    rows: list[Rows] = field(default_factory=list)
    year: int = 0


def torn(edition: str, shape: str, tear: str, seed: int) -> Torn:
    """A report in which one table is torn; the tables of the other sections are as they should be."""
    choose = random.Random(seed)
    report = invented(edition, choose)
    made = Torn(sections(report), year=report.year)
    target = choose.choice(["proactive", "applications", "challenges"])
    for section, blocks in made.parts.items():
        for at, block in enumerate(blocks):
            if not isinstance(block, Table):
                continue
            rows = [list(row) for row in block.rows]
            if section == target and tear != "none":
                blocks[at : at + 1] = _printed(rows, shape, tear, choose)
            made.rows.append(rows)
    return made


def _printed(rows: Rows, shape: str, tear: str, choose: random.Random) -> list[Block]:
    """The torn table; torn before or after its cells lost their merging, where it is clear what then is true."""
    if shape in LOOSE:
        TEARS[tear](rows, choose)
        return list(LOOSE[shape](rows))
    first = tear == "columns in another order" or (("column" in tear or choose.random() < 0.5) and shape != "padded")
    if first:
        TEARS[tear](rows, choose)
    rows[:] = GRIDS[shape](rows)
    if not first:
        TEARS[tear](rows, choose)
    return [Table(tuple(map(tuple, rows)))]


def faults(made: Torn, filled: Filled) -> list[str]:
    """Figures that are wrong without a word, and texts that are neither read nor named."""
    said, may, loose = truth(made.rows)
    named = " ".join([unread.text for unread in filled.unread] + [seen.text for seen in filled.form.together])
    named += " ".join(text for lines in filled.prose.values() for text in lines)
    found = []
    used: set[str] = set()
    for path in {*said, *may, *filled.figures}:
        texts = said.get(path, set())
        figure = filled.figures.get(path)
        fitting = [text for text in texts | may.get(path, set()) if parse_figure(text).value == figure]
        used |= set(fitting)
        if figure is not None and not fitting:
            found.append(f"{path} 读作 {figure}，文中是 {texts or '空白'}")
        others = [text for text in texts if text not in fitting and text not in named]
        found += [f"{path} 的 {text} 没有读入，也没有提到" for text in others]
    digits = [text for text in loose if any(character.isdigit() for character in text)]
    return found + [f"{text} 没有提到" for text in digits if text not in named and text not in used]


def fits(shape: str, tear: str) -> bool:
    """A column without a head leaves no trace where empty cells leave none: nobody could tell."""
    return not (shape in LOOSE and tear == "a column added without a head")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("tear", TEARS)
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_each_tear_in_each_shape(edition: str, shape: str, tear: str) -> None:
    for seed in range(4) if fits(shape, tear) else ():
        made = torn(edition, shape, tear, seed)
        assert not faults(made, read_form(made.parts, made.year))


@given(st.sampled_from(["2019", "2021"]), st.sampled_from(SHAPES), st.sampled_from(list(TEARS)), st.integers(0, 10**9))
def test_no_figure_is_wrong_without_a_word(edition: str, shape: str, tear: str, seed: int) -> None:
    if fits(shape, tear):
        made = torn(edition, shape, tear, seed)
        assert not faults(made, read_form(made.parts, None))


def paged(edition: str, shape: str, tear: str, seed: int) -> Torn:
    """A report in which the torn table goes on over a page, stands beside a part of itself, or in another section."""
    choose = random.Random(seed)
    made = torn(edition, "merged", "none", seed)
    target = choose.choice(["proactive", "applications", "challenges"])
    order = [section for section in made.parts if any(isinstance(block, Table) for block in made.parts[section])]
    at = order.index(target)
    rows = [list(row) for row in GRIDS[shape](made.rows[at])]
    heads = next(y for y, row in enumerate(rows) if any(cell.name for cell in row))
    TEARS[tear](rows, choose)
    cut = choose.randrange(heads + 1, heads + 12)
    how = choose.choice(["goes on", "goes on with its head", "a part beside it", "moved"])
    if how == "a part beside it":
        pieces = [[list(row) for row in rows[:cut]], rows]
    elif how == "moved":
        pieces = [rows]
    else:
        pieces = [rows[:cut], (rows[:heads] if how == "goes on with its head" else []) + rows[cut:]]
    made.rows[at : at + 1] = pieces
    made.parts[target] = []
    home = choose.choice(["proactive", "applications", "challenges"]) if how == "moved" else target
    made.parts[home] += [Table(tuple(map(tuple, piece))) for piece in pieces]
    return made


LINES = [tear for tear in TEARS if "column" not in tear and "order" not in tear and "added" not in tear]


@given(st.sampled_from(["2019", "2021"]), st.sampled_from(list(GRIDS)), st.sampled_from(LINES), st.integers(0, 10**9))
def test_nor_where_a_table_goes_on_is_doubled_or_moved(edition: str, shape: str, tear: str, seed: int) -> None:
    made = paged(edition, shape, tear, seed)
    assert not faults(made, read_form(made.parts, made.year))


@pytest.mark.parametrize("shape", ["merged", "ragged", "padded", "merged across", "strokes"])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_whole_tables_are_read_whole_in_each_shape(edition: str, shape: str) -> None:
    for seed in range(8):
        report = invented(edition, random.Random(seed))
        parts = sections(report)
        rows = []
        for blocks in parts.values():
            for at, block in enumerate(blocks):
                if isinstance(block, Table):
                    cells = [list(row) for row in block.rows]
                    rows.append(cells)
                    made = Table(tuple(map(tuple, GRIDS[shape](cells)))) if shape in GRIDS else None
                    blocks[at : at + 1] = [made] if made else LOOSE[shape](cells)
        filled = read_form(parts, report.year)
        said, _, _ = truth(rows)
        assert filled.figures.keys() == said.keys()
        assert not filled.unread
