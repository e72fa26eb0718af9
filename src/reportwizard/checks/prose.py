"""A text as the rules of wording read it: its sentences, headings, runs of digits and years, read once a text.

Not what sentences say about figures: that is `claims`. Invariants: every span lies in the text, in its order; reading
takes time in proportion to the length of the text, whatever stands in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reportwizard.checks.written_dates import Date, Year, dates_in, years_in
from reportwizard.claims.prose import paragraphs, sentences
from reportwizard.records import Record
from reportwizard.report.model import text_ids

if TYPE_CHECKING:
    import re

    from reportwizard.checks.context import Context
    from reportwizard.claims.claim import Span

_REMEMBERED = 32
_BLANK = "\u3000"
_LONGEST_HEADING = 30
_CLAUSE_ENDS = "，。；：！？,;:\n"
_CLAUSE_REACH = 60
"""How far a clause is followed from a word in it, so that a text without marks costs no more than another."""
_HEADING_WORDS = ("情况", "工作", "公开", "概述", "问题", "措施", "事项")
_NOTHING = frozenset({"", "无", "暂无", "没有", "略", "空", "不存在"})


class Prose(Record):
    """One text, read."""

    text: str
    plain: str
    """The text, of the same length, with the titles of documents, 《…》, blanked out."""
    sentences: tuple[Span, ...]
    headings: tuple[Span, ...]
    """Lines, or beginnings of lines, that are headings: with their numbers, without the mark that ends them."""
    digits: tuple[Span, ...]
    """The runs of digits, those in the titles of documents too."""
    years: tuple[Year, ...]
    """The years and the dates outside the titles of documents."""
    dates: tuple[Date, ...]


def texts(context: Context) -> Iterator[tuple[str, Prose]]:
    """The texts that hold anything, by their ids, in the order of the form."""
    written = context.report.texts
    for name in text_ids(context.report.edition):
        text = written.get(name)
        if text and not text.isspace():
            yield name, read_prose(text)


def text_of(context: Context, name: str) -> Prose:
    """The text of that id; an empty one where there is none."""
    return read_prose(context.report.texts.get(name, ""))


def says_nothing(text: str) -> bool:
    """Whether a text is empty, or no more than 无 or a stroke."""
    return len(text) < _LONGEST_HEADING and bare(text) in _NOTHING


def bare(text: str) -> str:
    """The letters and digits of a text alone."""
    return "".join(filter(str.isalnum, text))


@lru_cache(_REMEMBERED)
def read_prose(text: str) -> Prose:
    """Read one text."""
    plain = _without_titles(text)
    digits = tuple(match.span() for match in _digits().finditer(text))
    shown = digits if plain is text else tuple(run for run in digits if plain[run[0]] != _BLANK)
    headings = tuple(heading for line in paragraphs(text) if (heading := _heading(text, *line)))
    years = years_in(plain, shown)
    return Prose(text, plain, tuple(sentences(text)), headings, digits, years, dates_in(plain, shown, years))


def clause(text: str, start: int, end: int) -> Span:
    """The clause around a span: as far as the marks beside it, and never farther than a clause is long."""
    low, high = max(0, start - _CLAUSE_REACH), min(len(text), end + _CLAUSE_REACH)
    begin = max(low, *(text.rfind(mark, low, start) + 1 for mark in _CLAUSE_ENDS))
    ends = [at for mark in _CLAUSE_ENDS if (at := text.find(mark, end, high)) >= 0]
    return begin, min(ends, default=high)


def vocabulary(written: str) -> tuple[str, ...]:
    """A table of words, written one after the other."""
    return tuple(written.split())


def within(spans: Sequence[tuple[int, int] | tuple[int, int, bool]], at: int) -> bool:
    """Whether a place lies in one of the spans, which stand in order."""
    before = bisect_left(spans, (at + 1,)) - 1
    return before >= 0 and at < spans[before][1]


def any_of(words: tuple[str, ...], text: str) -> bool:
    """Whether one of the words stands in `text`."""
    return any(word in text for word in words)


@cache
def numbering() -> re.Pattern[str]:
    """The number of a heading or an item, 一、（一） 1. （1）: what opens it, its numeral or digits, what ends it."""
    import re

    return re.compile(r"([（(]?)(?:([一二三四五六七八九十]{1,3})|(\d{1,2}))([）)、.．])")


@cache
def _digits() -> re.Pattern[str]:
    import re

    return re.compile(r"\d+")


def _without_titles(text: str) -> str:
    """Blank out what stands between 《 and 》 on one line, titles within titles too."""
    if "《" not in text or "》" not in text:
        return text
    return "\n".join(_line_without_titles(line) if "》" in line else line for line in text.split("\n"))


def _line_without_titles(line: str) -> str:
    pieces, open_ones, done = [], [], 0
    for at, sign in enumerate(line):
        if sign == "《":
            open_ones.append(at)
        elif sign == "》" and open_ones:
            opened = open_ones.pop()
            if not open_ones:
                pieces += [line[done:opened], _BLANK * (at + 1 - opened)]
                done = at + 1
    return "".join(pieces) + line[done:]


def _heading(text: str, start: int, end: int) -> Span | None:
    """The heading that a line is or begins with: numbered by 一、 or （一）, or short and without a mark at its end."""
    number = numbering().match(text, start, end)
    ends = [at for mark in "。：:；" if (at := text.find(mark, start, min(end, start + _LONGEST_HEADING))) >= 0]
    stop = min(ends, default=end)
    if stop - start > _LONGEST_HEADING:
        return None
    if number is not None:
        return (start, stop) if number.group(2) and stop > number.end() else None
    line = text[start:end]
    return (start, end) if not ends and line[-1] not in "！？，、,;.”）" and any_of(_HEADING_WORDS, line) else None
