"""Which row, column or caption of the form a piece of text names, in spite of how people and pages write it.

Brackets, dots, digits, quotes and spaces of every width, the number before a label, a remark in brackets or a note
behind it, traditional characters: all that is set aside here, and nothing else. Other wordings of a label stand as
`aliases` in the edition's data. A text that matches nothing names nothing: no likeness is ever taken for a match.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from reportwizard.editions.form import Column, Edition, Row, Table
from reportwizard.editions.loading import load_edition
from reportwizard.report.numbers import is_number, parse_figure, propose

_NUMERALS = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"\((?:([{_NUMERALS}]{{1,3}})|(\d{{1,2}}))\)[.、,]?|([{_NUMERALS}]{{1,3}})[、.,]|(\d{{1,2}})(?:[、.,)]|(?=[^\W\d_]))"
)
_REMARK = re.compile(r"\([^()]*\)")
_NOISE = re.compile(r"[\W_]+")
_STUCK = re.compile(r"(.*?[^\W\d_][）)]?)\s*[\d,，./／—－\s-]*\d", re.DOTALL)
_NOTE = re.compile(r"(?<=\w)(?:[①-⑳]+|[ \n]*(?:备?注|说明)[:：].*)$", re.DOTALL)
_UNIT = re.compile(r"-?[\d,]+(?:\.\d+)?(?:万|亿)?[元件条项宗份个次起%]?")

_MARKS = (("〔", "("), ("〕", ")"), ("【", "("), ("】", ")"), ("[", "("), ("]", ")"), ("。", "."))

_OTHER_UNIT = re.compile("[元万亿]")

_TRADITIONAL = str.maketrans(
    "規範製發廢現決數費額單萬許處罰強業機構會組織務總計結維糾審複復議訴訟經過請轉國從屬於類內開穩護權益執卷詢關沒補後確訪舉報"
    "須無當認獲納繼續辦與終頓壹戶聯絡應將為條項對該",
    "规范制发废现决数费额单万许处罚强业机构会组织务总计结维纠审复复议诉讼经过请转国从属于类内开稳护权益执卷询关没补后确访举报"
    "须无当认获纳继续办与终顿一户联络应将为条项对该",
)


class Label(NamedTuple):
    """A text taken apart: the number before it (None where there is none), its words, the remarks in brackets."""

    number: int | None
    words: str
    """All of it but the number, letters and figures only."""
    bare: str
    """The same without what stands in brackets."""
    remarks: str
    """What stands in brackets."""


class RowName(NamedTuple):
    """A row of a table, as a label names it; `number` is the one that the form gives it."""

    table: Table
    row: Row
    number: int | None


class ColumnName(NamedTuple):
    """A column of a table, as a label names it."""

    table: Table
    column: Column


class Names(NamedTuple):
    """All that a text may name in an edition; nothing of all where it is no text of the form."""

    rows: tuple[RowName, ...] = ()
    columns: tuple[ColumnName, ...] = ()
    groups: frozenset[tuple[str, str]] = frozenset()
    """For a caption of rows: the path of the table and the id of each row under it."""
    caption: bool = False
    """Whether it is a heading, a caption or a corner, under which nothing is looked up."""

    def __bool__(self) -> bool:
        return bool(self.rows or self.columns or self.groups or self.caption)


NOTHING = Names()

_LONGEST = 400
"""Characters of a text that may still be a label with a remark."""

_MOST = 8192
"""How many texts a vocabulary remembers."""


@lru_cache(maxsize=4096)
def read_label(text: str) -> Label:
    """Take a text apart; 年度 counts as 年."""
    return _take_apart(_plain(text).replace("年度", "年"))


@lru_cache(maxsize=4096)
def same_wording(text: str, label: str) -> bool:
    """Whether a text is a label of the form but for its number, brackets, spaces, dots and remarks."""
    one, other = _take_apart(_plain(text)), _take_apart(_plain(label))
    return one.words == other.words or one.bare == other.bare


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", _NOTE.sub("", text.strip()))
    return "".join(text.split()).translate(_TRADITIONAL)


def _take_apart(plain: str) -> Label:
    for mark, plain_mark in _MARKS:
        plain = plain.replace(mark, plain_mark)
    match = _NUMBER.match(plain)
    number = None
    if match and match.end() < len(plain):
        bracketed, digits, chinese, other = match.groups()
        number = int(digits or other) if digits or other else _value(bracketed or chinese)
        plain = plain[match.end() :]
    words = _NOISE.sub("", plain)
    bare = _NOISE.sub("", _REMARK.sub("", plain))
    return Label(number, words, bare or words, "".join(_REMARK.findall(plain)) if bare else "")


def _value(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    one = _NUMERALS.index(ones) + 1 if ones in _NUMERALS and ones else 0
    return (((_NUMERALS.index(tens[0]) + 1) if tens else 1) * 10 if ten else 0) + one


def is_figure(text: str) -> bool:
    """Whether a text that is not blank is what stands in a cell for figures: a number, or plainly instead of one."""
    return _remembered(text) if len(text) <= _LONGEST else _is_figure(text)


def _is_figure(text: str) -> bool:
    value = parse_figure(text).value
    if value is None or is_number(value) or propose(text) is not None:
        return value is not None
    return _UNIT.fullmatch(unicodedata.normalize("NFKC", "".join(text.split()))) is not None


_remembered = lru_cache(maxsize=4096)(_is_figure)


@dataclass(slots=True)
class _Entry:
    rows: list[RowName] = field(default_factory=list)
    columns: list[ColumnName] = field(default_factory=list)
    groups: set[tuple[str, str]] = field(default_factory=set)
    caption: bool = False


@cache
def vocabulary(edition_id: str) -> Vocabulary:
    """The labels of the edition of that id."""
    return Vocabulary(load_edition(edition_id))


class Vocabulary:
    """Every label of an edition, found by its text."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._entries: dict[str, _Entry] = {}
        self._found: dict[str, Names] = {}
        for section in edition.sections:
            self._caption(section.heading)
            for table in section.tables:
                self._table(table)

    def find(self, text: str) -> Names:
        """What a text names."""
        names = self._found.get(text)
        if names is None:
            if len(text) > _LONGEST:
                return NOTHING
            if len(self._found) >= _MOST:
                self._found.clear()  # one vocabulary serves many documents
            names = self._found[text] = self._look_up(read_label(text))
        return names

    def find_stuck(self, text: str) -> Names:
        """What the label names that a text opens with, where figures are run together with it (规章000)."""
        match = _STUCK.fullmatch(text.strip()) if len(text) <= _LONGEST and not self.find(text) else None
        names = self.find(match.group(1)) if match else NOTHING
        return Names(names.rows, names.columns) if names.rows else NOTHING

    def _look_up(self, label: Label) -> Names:
        entry = self._entries.get(label.words) or self._entries.get(label.bare)
        if entry is None or not label.words:
            return NOTHING
        # 本年收费金额（单位：元）is not the column of 万元: a remark that speaks of another unit is no remark
        columns = [name for name in entry.columns if not label.remarks or self._unit_fits(name.column, label.remarks)]
        return Names(tuple(entry.rows), tuple(columns), frozenset(entry.groups), entry.caption)

    @staticmethod
    def _unit_fits(column: Column, remarks: str) -> bool:
        return column.unit in remarks if column.unit else not _OTHER_UNIT.search(remarks)

    def _table(self, table: Table) -> None:
        for text in (table.caption, table.corner, table.heading):
            self._caption(text)
        for row in table.rows:
            number = read_label(row.label).number
            for entry in self._under(row.label, *row.aliases):
                entry.rows.append(RowName(table, row, number))
        for column in table.columns:
            for entry in self._under(column.label, *column.aliases):
                entry.columns.append(ColumnName(table, column))
        for group in table.row_groups:
            for entry in self._under(group.label):
                entry.groups |= {(table.path, member) for member in group.members}
        for group in table.column_groups:
            self._caption(group.label)

    def _caption(self, text: str) -> None:
        # 第二十条（一）项 and 二十条第（一）项 are met as often as the form's own wording
        for entry in self._under(text, text.replace("条第", "条"), text.removeprefix("第")) if text else ():
            entry.caption = True

    def _under(self, *texts: str) -> Iterable[_Entry]:
        labels = [read_label(text) for text in texts]
        keys = dict.fromkeys([label.words for label in labels] + [label.bare for label in labels])
        return [self._entries.setdefault(key, _Entry()) for key in keys if key]
