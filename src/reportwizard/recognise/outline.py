"""The outline of a document: its title, agency and year, and what stands under each of the six headings.

Knows headings and furniture, nothing of tables but whose section's labels they bear. Invariant: every text of the
document is in the title, the preface, a section, `unread`, or counted in a note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from reportwizard.blocks import Block, Heading, Paper, Paragraph, Table
from reportwizard.recognise.closing import Closing, close_report, close_tidy
from reportwizard.recognise.furniture import PAGES, container, inside, is_remark, is_tail
from reportwizard.recognise.headings import (
    Candidate,
    Spot,
    by_number,
    by_words,
    choose,
    numbered,
    order,
    section_ids,
    spot,
    with_tables,
)
from reportwizard.recognise.opening import Opening, open_report, open_tidy, outside_title, plain_blocks
from reportwizard.recognise.pieces import Piece, pieces
from reportwizard.recognise.plain import squeeze
from reportwizard.recognise.recognised import Origin, SeenHeading, Unread
from reportwizard.recognise.titles import is_title, maker, period_years, read_title, years_in

_ENOUGH = 3
"""Headings told by their words from which on others are looked for by their numbers."""

_CAPTION = re.compile(r"\s*[附]?表\s*[\d一二三四五六七八九十０-９]{0,2}\s*[:：.、]?\s*")


@dataclass(slots=True)
class Outline:
    """What was found: `sections` holds blocks by section id in the order of the form, `preface` what came before.

    Tables in them are numbered as they stand in the document; a heading that heads none of the six is a paragraph.
    """

    title: str = ""
    """As printed, on one line; "" where there is none."""
    agency: str = ""
    year: int | None = None
    published: date | None = None
    preface: list[Block] = field(default_factory=list)
    sections: Mapping[str, Sequence[Block]] = field(default_factory=dict)
    headings: list[SeenHeading] = field(default_factory=list)
    forms: frozenset[str] = frozenset()
    """The sections whose labels some table bears."""
    plain: bool = False
    """Whether every paragraph is running text: headings are marked, nothing is around them, all tables are tables."""
    unread: list[Unread] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)
    """Where title, agency, year, published and texts.<id> stood: the line counts the document's blocks."""
    notes: list[str] = field(default_factory=list)


def outline(paper: Paper) -> Outline:
    """The outline of a document. Never raises; what is no report has no headings."""
    return _Outliner(paper).outline()


def _trusted(blocks: Sequence[Block]) -> dict[int, Spot]:
    """The six headings by their lines where the document marks just these as headings of one level; else nothing."""
    levels: dict[int, dict[int, Spot]] = {}
    for line, block in enumerate(blocks, 1):
        found = spot(block.text) if isinstance(block, Heading) else None
        if found and isinstance(block, Heading) and found.rank > 1 and not found.rest:
            levels.setdefault(block.level, {})[line] = found
    for spots in levels.values():
        if tuple(each.section for each in spots.values()) == section_ids():
            return spots
    return {}


class _Outliner:
    """Goes through one document; holds its pieces and which of them are headings."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.trusted = _trusted(paper.blocks)
        self.tidy = bool(self.trusted) and isinstance(paper.blocks[0], Heading) and 1 not in self.trusted
        self.page = paper.format in PAGES
        self.pieces = pieces(paper.blocks, trusted=bool(self.trusted))
        self.heads = self._headings()
        self.found = Outline()
        self.sections: dict[str, list[Piece]] = {}
        self.left: list[Piece] = []

    def outline(self) -> Outline:
        forms = [index for index, piece in enumerate(self.pieces) if piece.form]
        self.found.forms = frozenset(self.pieces[index].form for index in forms)
        self.found.plain = self.tidy and self.found.forms >= with_tables()
        starts = [*self.heads, *forms]
        if not starts:
            return self.found
        first, last = min(starts), max(self.heads, default=max(starts))
        holder = self._container()
        head = self.pieces[:first]
        opening = open_tidy(head) if self.tidy and head else open_report(head, holder, self.paper.title, page=self.page)
        self.left += opening.left
        pasted = self.page or any(is_remark(piece.text) or is_tail(piece.text) for piece in opening.left)
        before = {piece.form for piece in self.pieces[: last + 1] if piece.form}
        tail = self.pieces[last + 1 :]
        closing = close_tidy(tail, before) if self.tidy else close_report(tail, holder, before, page=pasted)
        self.left += closing.left
        signed = self.tidy or (self.paper.format == "txt" and not self.left)  # what our own texts end with stays
        dropped = {id(piece) for piece in (closing.signature if not signed else [])}
        kept = [piece for piece in closing.kept if id(piece) not in dropped]
        self._distribute(first, [*self.pieces[first : last + 1], *kept])
        self._tell(opening, closing, signed=signed)
        return self.found

    # ---- headings

    def _headings(self) -> dict[int, Spot]:
        """The headings by the places of their pieces."""
        if self.trusted:
            lines = {piece.line: index for index, piece in enumerate(self.pieces)}
            return {lines[line]: found for line, found in self.trusted.items()}
        candidates = self._candidates()
        chosen = choose(candidates)
        if len(chosen) >= _ENOUGH or any(piece.form for piece in self.pieces):
            end = len(self.pieces)
            own = [(index, piece) for index, piece in enumerate(self.pieces) if piece.text and not piece.form]
            lines_by_place = {index: (piece.text, piece.marked) for index, piece in own}
            chosen = sorted([*chosen, *by_number(lines_by_place, chosen, end)], key=lambda each: each.at)
            chosen = sorted([*chosen, *by_words(candidates, chosen, end)], key=lambda each: each.at)
        return {each.at: each.spot for each in chosen}

    def _candidates(self) -> list[Candidate]:
        spots = [None if piece.form else piece.spot for piece in self.pieces]
        holder = container(piece.block.within for piece in self.pieces if piece.form)
        made: list[Candidate] = []
        ahead = ""  # the form that follows before another heading
        title = False  # whether a title follows before another heading
        for index in range(len(spots) - 1, -1, -1):
            found, piece = spots[index], self.pieces[index]
            ahead = piece.form or ahead
            if found is None:
                title = title or (bool(piece.text) and is_title(piece.text) and bool(read_title(piece.text).year))
                continue
            after = spots[index + 1] if index + 1 < len(spots) else None
            empty = after is not None and after.section != found.section and not (after.rest or found.rest)
            again = bool(made) and made[-1].at == index + 1 and made[-1].spot.section == found.section
            leads = ahead == found.section or (again and made[-1].leads)
            near = leads and any(each.form == found.section for each in self.pieces[index + 1 : index + 3])
            beside = bool(holder) and inside(piece.block.within, holder)
            made.append(Candidate(index, found, piece.marked, leads, near, empty, beside, title))
            title = False
            if found.rank == 3 and found.number is not None:
                ahead = ""
        return made[::-1]

    def _container(self) -> tuple[int, ...]:
        """The container of the report: of its headings, what comes right after them, and its tables."""
        anchors = [index for index, piece in enumerate(self.pieces) if piece.form or index in self.heads]
        if len(anchors) < 3:
            return ()
        after = [index + 1 for index in self.heads if index + 1 < len(self.pieces)]
        return container(self.pieces[index].block.within for index in (*anchors, *after))

    # ---- sections

    def _distribute(self, first: int, body: Sequence[Piece]) -> None:
        """Give each piece to the section that it stands in; a table whose section has no heading opens it."""
        places = {id(self.pieces[index]): found for index, found in self.heads.items()}
        headed = {found.section for found in self.heads.values()}
        current = ""
        fresh = False
        for piece, after in zip(body, [*body[1:], None], strict=True):
            if (self.page or not self.tidy) and after is not None and _is_caption(piece, after):
                continue
            heading = places.get(id(piece))
            if heading:
                self.found.headings.append(SeenHeading(heading.section, heading.text, heading.number))
                current, fresh = heading.section, not heading.rest
                blocks = self.sections.setdefault(current, [])
                if heading.rest:
                    block = Paragraph(heading.rest, place=piece.block.place, within=piece.block.within)
                    blocks.append(Piece(block, piece.line))
                continue
            if fresh and not self.tidy and self._repeats(piece, current):
                self.found.notes.append(f"标题“{piece.text.strip()}”印了两次，只算一次")
                continue
            fresh = False
            target = piece.form or current
            if piece.form and piece.form not in headed:
                current = piece.form
            self.sections.setdefault(target or current, []).append(piece)
        self._seventh()

    def _repeats(self, piece: Piece, section: str) -> bool:
        found = piece.spot
        return found is not None and found.section == section and found.rank == 3 and not found.rest

    def _seventh(self) -> None:
        """A heading after the sixth section is seen, and stays in the text."""
        last = section_ids()[-1]
        texts = [piece for piece in self.sections.get(last, []) if piece.text and (piece.marked or not self.trusted)]
        numbers = {numbered(piece.text): piece for piece in texts}
        for number in range(order(last) + 2, order(last) + 5):
            if number in numbers and number - 1 not in numbers:
                self.found.headings.append(SeenHeading("", numbers[number].text.strip(), number))
                break

    # ---- what is told

    def _tell(self, opening: Opening, closing: Closing, *, signed: bool) -> None:
        found = self.found
        found.preface = plain_blocks(opening.preface)
        found.sections = {each: plain_blocks(self.sections[each]) for each in section_ids() if each in self.sections}
        found.unread += closing.unread
        for text_id, own in (("preface", opening.preface), *self.sections.items()):
            texts = [piece for piece in own if piece.text]
            if texts:
                found.origins[f"texts.{text_id}"] = _origin(texts[0])
        self._title(opening)
        self._agency(opening, closing)
        self._year(opening)
        self._published(opening, closing, signed=signed)
        if opening.contents:
            found.notes.append(f"目录 {len(opening.contents)} 行没有读入")
        left = [_shown(piece) for piece in self.left]
        left = [text for text in left if text]
        if left:
            kind = "网页文字" if self.page else "文字"
            found.notes.append(f"报告前后有 {len(left)} 段{kind}没有读入，开头是“{_short(left[0])}”")

    def _title(self, opening: Opening) -> None:
        found = self.found
        found.title = opening.title.text
        if opening.title_at:
            found.origins["title"] = _origin(opening.title_at)
        elif outside := outside_title(self.paper.title):
            found.title = read_title(outside).text
            found.origins["title"] = Origin("文件自带的标题", 0, 0, 0, self.paper.title)
            found.notes.append("正文里没有标题，取自文件自带的标题")

    def _agency(self, opening: Opening, closing: Closing) -> None:
        found = self.found
        made = [(maker(piece.text)[0], piece) for piece in opening.preface if piece.text]
        choices = [(opening.title.agency, opening.title_at), *made]
        choices += [(closing.agency, closing.signature[0])] if closing.signature else []
        for name, piece in choices:
            if name and piece:
                found.agency = name
                found.origins["agency"] = _origin(piece)
                return
        found.agency = read_title(outside_title(self.paper.title)).agency
        if found.agency:
            found.origins["agency"] = Origin("文件自带的标题", 0, 0, 0, self.paper.title)

    def _year(self, opening: Opening) -> None:
        """The first that tells the year; what tells another one is noted."""
        found = self.found
        overview = [piece for piece in self.sections.get(section_ids()[0], []) if piece.text]
        running = [*opening.preface, *overview]
        told: list[tuple[str, int, Origin]] = []
        if opening.title_at:
            years = [opening.title.year or opening.remark_year]
            told += [("标题", year, _origin(opening.title_at)) for year in years if year]
        for piece in running:
            for year in period_years([piece.text]):
                told.append(("统计期限", year, _origin(piece)))
        for piece in opening.preface:
            said = maker(piece.text)[1]
            told += [("前言", said, _origin(piece))] if said else []
        sources = {source for source, _, _ in told}
        if not sources and running:
            years_named = years_in((overview or running)[0].text.partition("。")[0])
            if len(years_named) == 1:
                told.append(("正文第一句", years_named.pop(), _origin((overview or running)[0])))
        outside = read_title(outside_title(self.paper.title)).year
        if outside and not told:
            told.append(("文件自带的标题", outside, Origin("文件自带的标题", 0, 0, 0, self.paper.title)))
        if not told:
            return
        source, found.year, found.origins["year"] = told[0]
        others = {other: year for other, year, _ in told[1:] if year != found.year}
        if others:
            words = "，".join(f"{other}写的是 {year} 年" for other, year in others.items())
            found.notes.append(f"年份不一致：{source}写的是 {found.year} 年，{words}；按{source}读作 {found.year} 年")
        elif source != "标题":
            found.notes.append(f"标题里看不出年份，按{source}读作 {found.year} 年")

    def _published(self, opening: Opening, closing: Closing, *, signed: bool) -> None:
        found = self.found
        dated = opening.published or closing.published
        if dated:
            found.published, piece = dated
            found.origins["published"] = _origin(piece)
        if closing.signature and not signed:
            text = " ".join(piece.text.strip() for piece in closing.signature)
            found.notes.append(f"末尾的落款“{text}”没有放进正文")


def _is_caption(piece: Piece, after: Piece) -> bool:
    """Whether a line is but the name of the form's table below it: 表 1　主动公开政府信息情况."""
    match = _CAPTION.match(piece.text) if after.form and isinstance(after.block, Table) else None
    found = spot(piece.text[match.end() :]) if match else None
    return found is not None and not found.rest and found.section == after.form


def _origin(piece: Piece) -> Origin:
    return Origin(piece.block.place, 0, piece.line, 1, piece.text)


def _shown(piece: Piece) -> str:
    """What a piece that is left out says, in one line."""
    if isinstance(piece.block, Table):
        return " ".join(squeeze(cell.text) for row in piece.block.rows for cell in row if cell.text.strip())
    return " ".join(piece.text.split())


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}…"
