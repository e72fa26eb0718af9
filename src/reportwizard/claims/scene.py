"""What a text, a heading, a paragraph and a sentence are speaking of: topic, year, whose numbers they are.

Knows no numbers. Invariant: nothing but a heading reaches from one paragraph into the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportwizard.claims.tokens import Token
from reportwizard.claims.vocabulary import topic_of_heading

_HOMES = {"applications": "app", "challenges": "challenge", "proactive": "publish"}
_LONGEST_HEADING = 30
_BESIDE = 40
"""Characters within which 驳回 stands beside 维持."""
_TIMES = frozenset({"current", "year", "last", "period", "scope", "everyone", "month"})
_TIMES_OF_OTHERS = frozenset({"carry", "compare", "than", "compared"})
_SILENT = frozenset({"gap", "measure", "quantity", "percent", "stop", "and", *_TIMES})
_ONLY_A_NUMBER = frozenset({"year", "last", "quantity"})
_COUNTS = frozenset({"flow", "neg", "carry"})
LEFT_BEHIND = frozenset({"document", "made", "publish", "challenge", "result", "flow"})
"""The kinds that later clauses of a sentence may lean on."""

_ENDS = "。；！？，：\n"
_FROM = ("由", "从")
_NUMERALS = tuple("一二三四五六七八九十")
_DIGITS = tuple("0123456789")


def _numbered(plain: str, start: int) -> tuple[int, int]:
    """The rank of the heading number at `start` (一、 （一） 1. （1） 一是), and where it ends; rank 0 for none."""
    bracket = plain[start : start + 1] == "（"
    begin = end = start + bracket
    while end < begin + 3 and plain[end : end + 1] in _NUMERALS:
        end += 1
    chinese = end > begin
    while not chinese and end < begin + 2 and plain[end : end + 1] in _DIGITS:
        end += 1
    mark = plain[end : end + 1]
    if end == begin or (bracket and mark != "）"):
        return 0, start
    if bracket:
        return (2 if chinese else 4), end + 1
    if mark == "、" or (mark == "." and plain[end + 1 : end + 2] not in _DIGITS):
        return (1 if chinese else 3), end + 1
    return (5, end + 1) if chinese and mark == "是" else (0, start)


def _joined(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and tokens[place - 1].kind == "and"


class Scene:
    """What is being spoken of. The first ones hold for a paragraph, those after `said` for a sentence."""

    base: str = ""
    """The topic that the text or a heading sets."""
    topic: str = ""
    """app, publish, challenge, other (something that is not the form's), or ""."""
    kept: bool = False
    """The sentence spoke of its topic: the next may do so without naming it."""
    said: int = 0
    """The year that the sentence speaks of; 0 is the report's."""
    glanced: bool = False
    """`said` holds for this clause only: 2024年为30件."""
    elsewhere: bool = False
    """Another period, or other offices than the report's."""
    passing: bool = False
    """`elsewhere` holds for this clause only."""
    challenge: str = ""
    """The kind of challenge that results are told of; "" where several kinds could be meant."""
    counted: bool = False
    """A clause before gave a number: an office named after it is a part, one named first is what the sentence is of."""
    told: bool = False
    """A result of it was told."""
    document: str = ""
    made: str = ""
    published: bool = False
    shown: bool = False
    """The documents spoken of are those published, however many were made."""
    reviewed: bool = False
    """So many documents were gone through: what became of those is not what became of all."""
    flow: str = ""
    marker: bool = False
    """The words say that it is about the disclosure of information, or against the report's office."""
    own: bool = False
    """The clause itself says the former."""
    strange: bool = False
    """Challenges of another matter were told."""
    decides: bool = False
    """They are told by who decides them (收到行政复议申请): none of them is against the report's office."""
    decided: bool = False
    """The words say that it is decisions (决定) that are counted."""
    dismissed: bool = False
    """驳回 stands beside 维持: neither alone is the column."""
    sorted: bool = False
    """主动公开 so many: perhaps documents by whether they may be published, 依申请公开 and 不予公开 coming next."""
    complete: bool = False
    """按…分, 由…组成: the parts are all there is."""

    def __init__(self, text: str, year: int) -> None:
        self.text, self.year = text, year
        self.home = self.base = self.topic = _HOMES.get(text, "")
        self.ranks: dict[int, str] = {}

    def paragraph(self, plain: str, start: int) -> None:
        """A paragraph begins; its heading, if it has one, sets the topic."""
        rank, begin = _numbered(plain, start)
        end = next((at for at in range(begin, min(len(plain), begin + _LONGEST_HEADING)) if plain[at] in _ENDS), -1)
        whole_line = end == len(plain) or (end >= 0 and plain[end] == "\n") or (end < 0 and len(plain) - begin < 30)
        heading = plain[begin : end if end >= 0 else begin + _LONGEST_HEADING]
        if rank or (whole_line and heading and not any(character.isdigit() for character in heading)):
            rank = rank or 2
            self.ranks = {key: topic for key, topic in self.ranks.items() if key < rank}
            self.ranks[rank] = topic_of_heading(heading)
            named = [topic for _, topic in sorted(self.ranks.items()) if topic]
            self.base = named[-1] if named else self.home
        self.topic, self.kept = self.base, False
        self._fresh()

    def sentence(self) -> None:
        """A sentence begins."""
        if not self.kept:
            self.topic = self.base
        self.kept = False
        self._fresh()

    def _fresh(self) -> None:
        self.said, self.elsewhere, self.passing, self.told, self.counted = 0, False, False, False, False
        self.challenge = self.document = self.made = self.flow = ""
        self.published = self.shown = self.marker = self.decided = self.dismissed = self.complete = False
        self.own = self.strange = self.decides = self.sorted = self.glanced = self.reviewed = False

    def observe(self, tokens: Sequence[Token], kinds: set[str], plain: str, *, joined: bool) -> None:
        """What a clause says of time, place and topic, before its numbers are read; `joined`: to the one before it."""
        if self.passing and not joined:
            self.elsewhere = self.passing = False
        if self.glanced:
            self.said, self.glanced = 0, False
        if not kinds.isdisjoint(_TIMES) and kinds.isdisjoint(_TIMES_OF_OTHERS):
            self._time(tokens, plain)
            self.glanced = bool(self.said) and kinds <= _ONLY_A_NUMBER and "quantity" in kinds
        self.counted = self.counted or "quantity" in kinds
        if kinds <= _SILENT:
            return
        self.decides = self.decides or "judge" in kinds
        self.own = ("app" in kinds and self.explicit(tokens)) or (
            "marker" in kinds and any(token.kind == "marker" and token.value for token in tokens)
        )
        self.marker = self.marker or self.own or "marker" in kinds
        self.complete = self.complete or "complete" in kinds
        if "document" in kinds and not self.decided:
            self.decided = any(t.kind in ("document", "made") and plain[t.end - 2 : t.end] == "决定" for t in tokens)
        if "result" in kinds and not self.dismissed:
            first = next(token.start for token in tokens if token.kind == "result")
            self.dismissed = plain.find("驳回", first, first + _BESIDE) >= 0
        self._turn(tokens, kinds, plain)

    def _turn(self, tokens: Sequence[Token], kinds: set[str], plain: str) -> None:
        """The topic that a clause turns to."""
        if "app" in kinds and self.sorted and kinds.isdisjoint(_COUNTS):
            self.other()
        elif "topic" in kinds or ("app" in kinds and (self.topic == "app" or self.explicit(tokens))):
            self.topic, self.kept = "app", True
        elif {"flow", "foreign"} <= kinds and "about_what" not in kinds:
            self.other()
        elif {"publish", "info"} <= kinds:
            self.topic = "publish"
        elif "publish" in kinds and "quantity" in kinds:
            self.sorted = any(plain.startswith("主动公开", token.start) for token in tokens if token.kind == "publish")
        elif "outcome" in kinds and self.topic == "app":
            self.kept = True

    @staticmethod
    def explicit(tokens: Sequence[Token]) -> bool:
        """Whether an application for information is named in full, not as 申请 alone."""
        return any(token.kind == "app" and token.value != "bare" for token in tokens)

    def other(self) -> None:
        """The numbers are of something else now, until the topic is named again."""
        self.topic, self.kept = "other", True

    def of(self, time: Token) -> None:
        """What comes is of that year: 与2024年（新收93件）相比."""
        if time.kind == "last" or time.value == self.year - 1:
            self.said, self.elsewhere = self.year - 1, False
        elif time.value != self.year:
            self.elsewhere = True

    def _time(self, tokens: Sequence[Token], plain: str) -> None:
        for place, token in enumerate(tokens):
            kind = token.kind
            if kind in ("last", "year") and (plain[token.start - 1 : token.start] in _FROM or _joined(tokens, place)):
                continue  # 由2024年的30件增加到37件; 与上年大体相当
            if kind == "current" or (kind == "year" and token.value == self.year):
                self.said, self.elsewhere = 0, False
            elif kind == "last" or (kind == "year" and token.value == self.year - 1):
                self.said, self.elsewhere = self.year - 1, False
            elif kind == "year":
                self.elsewhere = True
            elif kind in ("period", "scope"):
                self.elsewhere, self.passing = True, self.counted and len(tokens) > 1
            elif kind == "everyone":
                self.elsewhere = False
            elif kind == "month":
                self.elsewhere = token.value not in (1, 12)

    def leave(self, tokens: Sequence[Token]) -> None:
        """What a clause leaves for the next ones of its sentence."""
        for token in tokens:
            kind, value = token.kind, str(token.value)
            if kind == "document":
                self.document, self.shown = value, self.published
            elif kind == "made":
                self.made, self.published = value, False
                self.reviewed = self.reviewed or (value == "reviewed" and any(e.kind == "quantity" for e in tokens))
                self.shown = self.shown and not any(each.kind == "document" for each in tokens)
            elif kind == "publish":
                self.published = True
            elif kind == "challenge":
                several = bool(self.challenge) and not self.told and self.challenge != value
                self.challenge, self.told = "" if several else value, False
            elif kind == "result":
                self.told = True
            elif kind == "flow":
                self.flow = value
