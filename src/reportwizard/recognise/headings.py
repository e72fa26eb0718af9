"""Which lines of a document are the six headings: by their words, their number and their order together.

Knows single lines and their order, nothing of furniture or tables. The words stand in the editions' data: the
statutory heading and its aliases (exact), other wordings that are met. Words decide before numbers; a number alone
decides only where one section is missing and one line alone could be its heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from reportwizard.editions.loading import edition_ids, load_edition
from reportwizard.recognise.plain import NUMERALS, even, squeeze, value

LONGEST = 40
"""Characters of the longest line that is taken for a heading by its number alone."""

_NUMBER = re.compile(
    rf"第\s*(?P<part>[{NUMERALS}]{{1,3}}|\d{{1,2}})\s*(?:部分|章|节)[、.,:;]?\s*"
    rf"|(?P<numeral>[{NUMERALS}]{{1,3}})(?:(?P<said>是)|\s*[、.,:;·\-—。)]*\s*)"
    r"|(?P<digits>\d{1,2})(?:\s*[、.,:;)。]+\s*|\s+|(?=[^\W\d_]))"
)
_OWN_YEAR = re.compile(r"(?:20\d\d\s*年度?|本年度?)的?\s*")
_PAGE = re.compile(r"[\s.…·・\-—_]{2,}\(?\d{1,3}\)?\s*|\s*[.…·・—_]{2,}\s*|\t\s*\d{1,3}\s*")
_REMARK = re.compile(r"\s*[(〔\[【][^()]{0,30}[)〕\]】]\s*[:。]?\s*")
_GOES_ON = re.compile(r"20\d\d\s*年|无[。.]?$|本[年机单局]|我[局委办镇县市区]")
_SENTENCE = re.compile(r"(?!的|和|及|与|或|等|方面|统计|表)\w.{3,}[。;]", re.DOTALL)
"""What can only be text behind the statutory words: a sentence that does not go on with them."""


class Spot(NamedTuple):
    """A line that may be, or may begin with, a section's heading."""

    section: str
    number: int | None
    text: str
    """The heading as printed."""
    rest: str = ""
    """What stands behind it in the same paragraph."""
    rank: int = 0
    """3: the statutory words, or accepted ones; 2: words that are met; 1: the section's short name."""
    said: bool = False
    """Whether it is written as 三是…."""
    paged: bool = False
    """Whether a page number follows: a line of a table of contents."""

    @property
    def right(self) -> bool:
        """Whether the number is the section's own."""
        return self.number is not None and self.number == order(self.section) + 1


@cache
def section_ids() -> tuple[str, ...]:
    """The ids of the sections of all editions, in the order of the form."""
    return tuple(dict.fromkeys(section.id for edition in edition_ids() for section in load_edition(edition).sections))


@cache
def with_tables() -> frozenset[str]:
    """The ids of the sections that hold tables."""
    sections = [section for edition in edition_ids() for section in load_edition(edition).sections]
    return frozenset(section.id for section in sections if section.tables)


def order(section: str) -> int:
    """The place of a section, from zero."""
    return section_ids().index(section)


def _words(text: str) -> str:
    return "".join(sign for sign in even(text) if sign.isalnum())


@cache
def _wordings() -> Mapping[str, tuple[str, int]]:
    """By its words, the section that a heading is of, and its rank; the statutory words come before all others."""
    found: dict[str, tuple[str, int]] = {}
    sections = [section for edition in edition_ids() for section in load_edition(edition).sections]
    for rank in (3, 2, 1):
        for section in sections:
            exact = [text.partition("、")[2] for text in (section.heading, *section.aliases)]
            for text in {3: exact, 2: list(section.wordings), 1: [section.short]}[rank]:
                found.setdefault(_words(text), (section.id, rank))
    return found


@cache
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(words) for words in _wordings()}, reverse=True))


@cache
def _likeness() -> Mapping[str, frozenset[str]]:
    """The pairs of characters that only the headings of one section have."""
    pairs: dict[str, set[str]] = {section: set() for section in section_ids()}
    for words, (section, _) in _wordings().items():
        pairs[section] |= {words[index : index + 2] for index in range(len(words) - 1)}
    common = frozenset(pair for pair in set().union(*pairs.values()) if sum(pair in own for own in pairs.values()) > 1)
    return {section: frozenset(own - common) for section, own in pairs.items()}


@lru_cache(maxsize=4096)
def spot(text: str) -> Spot | None:
    """The heading that a line is or begins with; None where it is none, whatever its number."""
    plain = even(text[:200])
    lead = re.match(r"[\W_]*", plain)
    assert lead is not None
    if "(" in lead.group() or not plain[lead.end() :]:
        return None  # （一） numbers what stands below a heading
    match = _NUMBER.match(plain, lead.end())
    for number in (match, None) if match else (None,):
        start = number.end() if number else lead.end()
        own_year = _OWN_YEAR.match(plain, start)
        for begin in dict.fromkeys((start, own_year.end() if own_year else start)):
            found = _match(text, plain, begin, number)
            if found:
                return found
    return None


def _match(text: str, plain: str, begin: int, number: re.Match[str] | None) -> Spot | None:
    places = [index for index in range(begin, min(len(plain), begin + 80)) if plain[index].isalnum()]
    words = "".join(plain[index] for index in places)
    for length in _lengths():
        found = _wordings().get(words[:length]) if length <= len(words) else None
        if found is None:
            continue
        section, rank = found
        end = places[length - 1] + 1
        said = bool(number and number.group("said"))
        made = Spot(section, _value(number), text[:end].strip(), rank=rank, said=said)
        rest = _rest(plain[end:], made)
        if rest is None:
            continue
        kind, at = rest
        if kind == "whole":
            return made._replace(text=text.strip().rstrip("：:。"))
        return made._replace(paged=True) if kind == "page" else made._replace(rest=text[end + at :].strip())
    return None


def _value(number: re.Match[str] | None) -> int | None:
    if number is None:
        return None
    return value(number.group("part") or number.group("numeral") or number.group("digits"))


def _rest(tail: str, made: Spot) -> tuple[str, int] | None:
    """What follows the words of a heading: nothing, a page number, running text (and where); None for no heading."""
    if not tail.strip(" \t\u3000:。.、)】]》”\"'") or _REMARK.fullmatch(tail):
        return "whole", 0
    if _PAGE.fullmatch(tail):
        return "page", 0
    parting = re.match(r"\s*[:。.]\s*|\s*\n\s*|\s+", tail)
    if parting and (made.number is not None or (made.rank == 3 and parting.group().strip(" \t\u3000"))):
        return "text", parting.end()
    if made.number is not None and (_GOES_ON.match(tail) or (made.right and tail.startswith(",") and made.rank == 3)):
        return "text", 1 if tail.startswith(",") else 0
    if made.right and made.rank == 3 and _SENTENCE.match(tail):
        return "text", 0
    return None


def numbered(text: str) -> int | None:
    """The number of a line that looks like a heading of the first order (一、…), whatever its words."""
    plain = even(text.strip())
    match = re.match(rf"(?:第\s*([{NUMERALS}]{{1,3}})\s*部分|([{NUMERALS}]{{1,3}})\s*[、.,:])\s*\w", plain)
    if match is None or len(squeeze(plain)) > LONGEST or plain.endswith(("。", ";", ",", "!", "?", "…")):
        return None
    return value(match.group(1) or match.group(2))


def is_numbered(text: str) -> bool:
    """Whether a line begins with a number of the first order: 一、, 第一部分."""
    return re.match(rf"\s*(?:第\s*)?[{NUMERALS}]{{1,3}}\s*(?:[、.,]|部分)", even(text[:20])) is not None


def is_like(text: str, section: str) -> bool:
    """Whether a line has words that only the headings of this section have."""
    words = _words(text)
    return any(words[index : index + 2] in _likeness()[section] for index in range(len(words) - 1))


class Candidate(NamedTuple):
    """A spotted line among the others: where it stands, whether the document marks it, what comes after it."""

    at: int
    spot: Spot
    marked: bool = False
    """Whether the document says that it is a heading."""
    leads: bool = False
    """Whether its section's own table follows before another heading."""
    near: bool = False
    """Whether it does so at once, with one line between at most."""
    empty: bool = False
    """Whether the next line is another heading."""
    beside: bool = False
    """Whether it stands where the tables stand, in the same container."""
    early: bool = False
    """Whether a title comes between it and the next heading: it belongs to what stands before the report."""

    @property
    def weight(self) -> int:
        """How much speaks for it; what has none is not taken."""
        spot = self.spot
        if spot.rank < 3 and not spot.right:
            # words that are met elsewhere too need something beside them that speaks for a heading
            marked = self.marked and spot.number is None and spot.rank == 2 and not spot.rest
            if not (self.near if spot.section in with_tables() else marked):
                return 0
        weight = {3: 10, 2: 6, 1: 3}[spot.rank]
        weight += 4 if spot.right else -2 if spot.number is not None else 0
        weight += 4 * self.marked + 4 * self.leads - 5 * self.empty - 8 * spot.paged - spot.said
        weight += 2 * self.beside - 4 * self.early
        return max(1, weight - 3 * bool(spot.rest))


def choose(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that are the document's headings, in its order.

    The heaviest row of them in the order of the form; then, of sections that are not in it, what stands out of order.
    """
    usable = [candidate for candidate in candidates if candidate.weight]
    rows: list[tuple[int, list[Candidate]]] = [(0, [])] * (len(section_ids()) + 1)  # up to each section, the heaviest
    for candidate in usable:
        place = order(candidate.spot.section)
        weight, row = rows[place]
        made = (weight + candidate.weight, [*row, candidate])
        for after in range(place + 1, len(rows)):
            if made[0] > rows[after][0]:
                rows[after] = made
    chosen = rows[-1][1]
    for candidate in sorted(usable, key=lambda each: -each.weight):
        strong = candidate.spot.rank == 3 and (candidate.spot.number is not None or candidate.marked)
        if strong and not candidate.spot.paged and candidate.spot.section not in {each.spot.section for each in chosen}:
            chosen = sorted([*chosen, candidate], key=lambda each: each.at)
    return chosen


def by_words(candidates: Sequence[Candidate], chosen: Sequence[Candidate], end: int) -> list[Candidate]:
    """Headings of missing sections whose words alone tell: a line of its own between its neighbours, the only one."""
    made: list[Candidate] = []
    there = {each.spot.section for each in chosen}
    for before, start, after, stop in _gaps(chosen, end):
        for section in section_ids()[before : max(before, after - 1)]:
            if section in there or section in with_tables():
                continue
            inside = [each for each in candidates if start < each.at < stop and each.spot.section == section]
            whole = [each for each in inside if each.spot.rank == 2 and each.spot.number is None and not each.spot.rest]
            if len(whole) == 1 and (not made or made[-1].at < whole[0].at):
                made += whole
    return made


def _gaps(chosen: Sequence[Candidate], end: int) -> list[tuple[int, int, int, int]]:
    """Between neighbouring headings: the number and the place of the one before, of the one after."""
    inner = [(0, -1), *((order(each.spot.section) + 1, each.at) for each in chosen), (len(section_ids()) + 1, end)]
    return [(*before, *after) for before, after in pairwise(inner)]


def by_number(lines: Mapping[int, tuple[str, bool]], chosen: Sequence[Candidate], end: int) -> list[Candidate]:
    """Headings of missing sections that only their number and place tell; `lines` gives text and mark by place.

    A gap in which several lines are numbered alike tells nothing.
    """
    made: list[Candidate] = []
    there = {each.spot.section for each in chosen}
    for before, start, after, stop in _gaps(chosen, end):
        between = {at: line for at, line in lines.items() if start < at < stop}
        numbers = {at: numbered(text) for at, (text, _) in between.items()}
        others = any(found is not None and not before < found < after for found in numbers.values())
        for section in section_ids()[before : max(before, after - 1)]:
            if section in there:
                continue
            number = order(section) + 1
            fit = [at for at, found in numbers.items() if found == number]
            like = [at for at in fit if is_like(between[at][0], section)]
            marked = [at for at in fit if between[at][1]]
            sure = next((each for each in (like, marked, [] if others else fit) if len(each) == 1), [])
            if sure and (not made or made[-1].at < sure[0]):
                made.append(Candidate(sure[0], Spot(section, number, between[sure[0]][0].strip())))
    return made
