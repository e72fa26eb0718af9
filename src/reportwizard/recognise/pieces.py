"""A document's blocks as the pieces that an outline is made of, and which of them hold the form.

A table in which whole documents are laid out falls apart at its headings; what is prose in it becomes paragraphs.
Whether a table holds a section's form is told by its labels; nothing is read here. Invariant: no text is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice, pairwise

from reportwizard.blocks import Block, Cell, Heading, Paragraph, Table
from reportwizard.editions.loading import edition_ids, load_edition
from reportwizard.recognise.headings import Spot, is_numbered, spot, with_tables
from reportwizard.recognise.labels import Vocabulary, is_figure
from reportwizard.recognise.titles import is_title

LONGEST = 120
"""Characters of the longest label that is looked up."""

_MOST = 10_000
"""Texts of a table that are looked at: a form has a few hundred."""

_ROWS = 3
"""Rows of the form that make a table its own even without a head."""


@dataclass(slots=True)
class Piece:
    """A block, the line where it stood (blocks counted from one), and the section whose form it holds."""

    block: Block
    line: int
    form: str = ""
    _spot: tuple[Spot | None] | None = None

    @property
    def text(self) -> str:
        """Its text; "" for a table."""
        return "" if isinstance(self.block, Table) else self.block.text

    @property
    def marked(self) -> bool:
        """Whether the document says that it is a heading."""
        return isinstance(self.block, Heading)

    @property
    def spot(self) -> Spot | None:
        """The heading that it is or begins with."""
        if self._spot is None:
            self._spot = (None if isinstance(self.block, Table) else spot(self.block.text),)
        return self._spot[0]


def pieces(blocks: Sequence[Block], *, trusted: bool) -> list[Piece]:
    """The pieces of a document; in one whose headings can be trusted, paragraphs are never cells of the form."""
    made: list[Piece] = []
    number = 0
    for line, block in enumerate(blocks, 1):
        if not isinstance(block, Table):
            made.append(Piece(block, line))
            continue
        number += 1
        made += (Piece(part, line) for part in _parts(replace(block, number=number)))
    for piece in made:
        if isinstance(piece.block, Table):
            piece.form = form_of(cell.text for row in piece.block.rows for cell in row)
    if not trusted:
        _loose_forms(made)
        made = _whole(made)
    return made


def _whole(made: Sequence[Piece]) -> list[Piece]:
    """The pieces with headings that are broken over two lines put together."""
    whole: list[Piece] = []
    for piece in made:
        before = whole[-1] if whole else None
        if before and piece.text and before.text and len(before.text) + len(piece.text) <= LONGEST // 2:
            joined = before.text.strip() + piece.text.strip()
            own = piece.spot is not None and piece.spot.number is not None
            found = spot(joined) if is_numbered(before.text) and not before.spot and not own else None
            if found and found.rank == 3 and found.right and not found.rest:
                whole[-1] = Piece(replace(before.block, text=joined), before.line)  # type: ignore[arg-type]
                continue
        whole.append(piece)
    return whole


# ---- tables


def _parts(table: Table) -> Iterator[Block]:
    """The table itself; its text, if that is all it frames; or what stands between the headings in it."""
    filled = [cell for row in table.rows for cell in row if cell.text.strip()]
    if len(filled) == 1 and (spot(filled[0].text) or not _is_label(filled[0].text)):
        yield from _paragraphs(table, filled[0].text)
        return
    cuts = [index for index, row in enumerate(table.rows) if _is_cut(row)]
    if not cuts:
        yield table
        return
    yield from _between(table, 0, cuts[0])
    for cut, end in pairwise([*cuts, len(table.rows)]):
        texts = [cell.text for cell in table.rows[cut] if cell.text.strip()]
        if len(texts) > 1 and not spot(texts[0]) and spot("".join(texts[:2])):
            texts = ["".join(texts[:2]), *texts[2:]]
        for text in texts:
            yield from _paragraphs(table, text)
        yield from _between(table, cut + 1, end)


def _is_cut(row: Sequence[Cell]) -> bool:
    """Whether a row is a heading or a title that stands alone, or before the text that belongs to it."""
    texts = [cell.text.strip() for cell in row if cell.text.strip()]
    if not texts or len(texts) > 3:
        return False
    for first in dict.fromkeys((texts[0], "".join(texts[:2]))):
        found = spot(first)
        heading = found is not None and found.rank > 1 and (found.rank == 3 or found.right)
        if (heading and not all(map(_is_cell, texts[1:]))) or (heading and len(texts) == 1):
            return True
    return len(texts) == 1 and is_title(texts[0])


def _between(table: Table, start: int, end: int) -> Iterator[Block]:
    """Rows of a table: what is prose before and after the cells of the form as paragraphs."""
    first, last = start, end
    form = any(_is_label(cell.text) for row in table.rows[start:end] for cell in row)
    while first < end and _is_prose(table.rows[first], form=form):
        first += 1
    while last > first and _is_prose(table.rows[last - 1], form=form):
        last -= 1
    for row in table.rows[start:first]:
        yield from (each for cell in row for each in _paragraphs(table, cell.text))
    if first < last:
        rows = tuple(
            tuple(replace(cell, rowspan=min(cell.rowspan, last - y)) for cell in table.rows[y])
            for y in range(first, last)
        )
        yield replace(table, rows=rows, header_rows=0, above=first)
    for row in table.rows[last:end]:
        yield from (each for cell in row for each in _paragraphs(table, cell.text))


def _is_prose(row: Sequence[Cell], *, form: bool) -> bool:
    """Whether a row is but one text, which is no cell of the form that stands beside it."""
    texts = [cell.text for cell in row if cell.text.strip()]
    return len(texts) <= 1 and not (form and any(map(_is_cell, texts)))


def _paragraphs(table: Table, text: str) -> Iterator[Paragraph]:
    for line in text.splitlines():
        if line.strip():
            yield Paragraph(line.strip(), place=table.place, within=table.within)


# ---- labels


@cache
def _vocabularies() -> tuple[Vocabulary, ...]:
    return tuple(Vocabulary(load_edition(edition)) for edition in edition_ids())


def _is_label(text: str) -> bool:
    return len(text) <= LONGEST and any(bool(words.find(text)) for words in _vocabularies())


def _is_cell(text: str) -> bool:
    """Whether a text is what stands in a table of the form: a label or a figure."""
    return len(text) <= LONGEST and (is_figure(text) or (_is_label(text) and spot(text) is None))


@lru_cache(maxsize=4096)
def _sections(text: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """For each edition, the sections that have a row, and those that have a column, of this label."""
    made = []
    for words in _vocabularies():
        names = words.find(text)
        sure = not (names.rows and names.columns)  # 其他, 总计: they stand in any table
        rows = frozenset(name.table.path.partition(".")[0] for name in names.rows if sure)
        made.append((rows, frozenset(name.table.path.partition(".")[0] for name in names.columns if sure)))
    return tuple(made)


def form_of(texts: Iterable[str]) -> str:
    """The id of the section whose labels these texts are, if they are enough to be its form; else ""."""
    distinct = dict.fromkeys(text for text in texts if text and len(text) <= LONGEST)
    counts: dict[tuple[int, str], list[int]] = {}
    for text in islice(distinct, _MOST):
        for edition, kinds in enumerate(_sections(text)):
            for kind, sections in enumerate(kinds):
                for section in sections:
                    counts.setdefault((edition, section), [0, 0])[kind] += 1
    best, most = "", 0
    for (_, section), (rows, columns) in counts.items():
        if ((rows and columns) or rows >= _ROWS) and rows + columns > most:
            best, most = section, rows + columns
    return best


def _loose_forms(made: list[Piece]) -> None:
    """Mark runs of paragraphs that are the cells of a form, where the document has no table of it."""
    there = {piece.form for piece in made if piece.form}
    if there >= with_tables():
        return
    run: list[Piece] = []
    for piece in [*made, None]:
        if (
            piece is not None
            and not isinstance(piece.block, Table)
            and not piece.spot
            and _is_line_of_cells(piece.text)
        ):
            run.append(piece)
            continue
        if len(run) > 2:
            form = form_of(cell for each in run for cell in _cells(each.text))
            if form and form not in there:
                for each in run:
                    each.form = form
        run = []


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.replace("｜", "|").replace("\t", "|").split("|") if cell.strip()]


def _is_line_of_cells(text: str) -> bool:
    if len(text) > 4 * LONGEST:
        return False
    cells = _cells(text) or [""]
    return all(_is_cell(cell) or not cell for cell in cells) or (len(cells) > 2 and any(map(_is_cell, cells)))
