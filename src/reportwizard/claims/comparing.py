"""Percentages and changes: shares of a whole, rates, and changes against an earlier number.

Not whether they are right. Invariant: a share or a change names only claims that its own sentence or paragraph made.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.claims.claim import Bound, Change, Claim, Share
from reportwizard.claims.quantities import Quantity, bound_around, measure_of
from reportwizard.claims.tokens import Token

if TYPE_CHECKING:
    from reportwizard.claims.reader import Reader

OPENERS = frozenset({"compare", "than", "compared", "otherwise"})
_UNCLEAR = frozenset(
    {"gap", "foreign", "outcome", "applicant", "channel", "outlet", "document", "result", "each", "together"}
)
_TOGETHER = ("合计", "共计", "总计", "累计", "共")


class Comparison:
    """What the sentence has said of a comparison so far."""

    def __init__(self) -> None:
        self.open = False
        """较上年 was said, and its number is still to come."""
        self.start = 0
        self.spoiled = False
        """Compared with something else, or something else is compared."""
        self.now: Claim | None = None
        self.used = False
        """A number was read with it."""
        self.former: Change | None = None
        """The change told last in this sentence: 比上年增加 4 件, 增长 20%."""

    def close_if_used(self) -> None:
        """A mark: what was compared with is over, unless the number is still to come."""
        if self.used:
            self._close()

    def close(self) -> None:
        """The sentence is over."""
        self.former = None
        self._close()

    def _close(self) -> None:
        self.open, self.spoiled, self.now, self.used = False, False, None, False


def observe(reader: Reader, tokens: Sequence[Token]) -> None:
    """The words before a number: does a comparison begin among them, and of what? The last one of several counts."""
    compared = reader.comparison
    for place in reversed(range(len(tokens))):
        token = tokens[place]
        if token.kind == "otherwise":
            compared.open, compared.spoiled = False, True
        elif token.kind == "compare" or (token.kind == "than" and _is_last_year(reader, tokens[place + 1 : place + 2])):
            compared.open, compared.start = True, token.start
            compared.now = _now(reader, tokens[:place])
            compared.spoiled = compared.now is None and any(each.kind in _UNCLEAR for each in tokens[:place])
        elif token.kind == "compared":
            compared.open, compared.start = _is_last_year(reader, tokens[place - 1 : place]), token.start
            compared.now = reader.thread.last
            compared.spoiled = compared.now is None
        else:
            continue
        return


def _is_last_year(reader: Reader, tokens: Sequence[Token]) -> bool:
    return any(each.kind == "last" or (each.kind == "year" and each.value == reader.year - 1) for each in tokens)


def _named(reader: Reader, tokens: Sequence[Token]) -> Claim | None:
    """The thing that a clause after 与上年相比 names: 申请量增加 12 件."""
    if any(each.kind in ("compare", "than") for each in tokens) or not tokens or tokens[0].kind in ("up", "down"):
        return None
    return _now(reader, [each for each in tokens if each.kind not in ("up", "down")])


def _now(reader: Reader, tokens: Sequence[Token]) -> Claim | None:
    """What is compared: the thing named in the clause, else the last number."""
    kinds = {token.kind for token in tokens}
    if kinds & {"quantity", "percent"}:
        return reader.thread.last
    if kinds & _UNCLEAR:
        return None
    flows = [str(token.value) for token in tokens if token.kind == "flow"]
    if flows:
        return reader.thread.latest.get(flows[-1])
    if "app" in kinds or "base" in kinds:
        return reader.thread.latest.get("received") or reader.thread.latest.get("handled")
    return reader.thread.last


def read_change(reader: Reader, before: Sequence[Token], token: Token) -> bool:
    """A number after 较上年 and a direction; whether the number is taken, whatever became of it."""
    compared = reader.comparison
    directions = [each.kind for each in before if each.kind in ("up", "down", "to")]
    compared.used = True
    if not compared.open:
        now = compared.former.now if compared.former else None
        alone = [each.kind for each in before] in (["up"], ["down"])
        if now is not None and now is reader.thread.last and alone:
            _change(reader, before[0].start, token, now, directions[0])
        return bool(directions) or compared.spoiled
    if compared.spoiled or len(directions) > 1 or "to" in directions or any(each.kind == "gap" for each in before[-1:]):
        return True
    now = _named(reader, before) or compared.now
    if now is not None and directions:
        _change(reader, compared.start, token, now, directions[0])
    elif now is not None and isinstance(token.value, Quantity):
        reader.earlier(token, now)
    return True


def _change(reader: Reader, start: int, token: Token, now: Claim, direction: str) -> None:
    """A change of `now` by the number of `token`; nothing where their measures differ."""
    sign = -1 if direction == "down" else 1
    percent, amount = None, None
    if isinstance(token.value, Quantity):
        if token.value.unit and measure_of(token.value.unit) != measure_of(now.unit):
            return
        amount, bound = sign * token.value.value, token.value.bound
    else:
        assert isinstance(token.value, Decimal)
        percent, bound = sign * token.value, bound_around(reader.text.plain, token.start, token.end)
    span = reader.text.span(start, token.end)
    before = reader.thread.previous.get(now.subject) if now.subject else None
    change = Change(reader.name, span, reader.original[slice(*span)], now, before, percent, amount, bound)
    reader.changes.append(change)
    reader.comparison.former = change


def read_percent(reader: Reader, before: Sequence[Token], token: Token) -> None:
    """A percentage that is no change: a rate, or a share."""
    assert isinstance(token.value, Decimal)
    kinds = {each.kind for each in before}
    bound = bound_around(reader.text.plain, token.start, token.end)
    if "rate" in kinds:
        _rates(reader, before, token, bound)
    elif "share" in kinds and "each" not in kinds:
        _share(reader, before, token, bound)


def _rates(reader: Reader, before: Sequence[Token], token: Token, bound: Bound) -> None:
    assert isinstance(token.value, Decimal)
    first = next(place for place, each in enumerate(before) if each.kind == "rate")
    noun = {each.kind for each in before[:first]}
    if reader.scene.topic != "app" or reader.scene.elsewhere or reader.scene.said or "foreign" in noun:
        return
    if any(each.kind == "gap" for each in before[first:]):
        return
    for each in before[first:]:
        if each.kind == "rate":
            span = reader.text.span(each.start, token.end)
            name = reader.text.plain[each.start : each.end]
            words = reader.original[slice(*span)]
            reader.shares.append(Share(reader.name, span, words, token.value, None, None, name, bound))


def _share(reader: Reader, before: Sequence[Token], token: Token, bound: Bound) -> None:
    assert isinstance(token.value, Decimal)
    place = next(place for place, each in enumerate(before) if each.kind == "share")
    named, of = before[:place], before[place + 1 :]
    part = reader.thread.last
    if any(each.kind == "last" or (each.kind == "year" and each.value != reader.year) for each in before):
        return  # 占比由2024年的81.3%变为81.2%
    if part is None or any(each.kind in _UNCLEAR | {"flow", "app", "challenge"} for each in named):
        return
    if reader.text.plain.endswith(_TOGETHER, 0, before[place].start):
        return  # 部分公开467件, 予以公开1257件, 合计占61.1%
    _put_share(reader, before[place].start, token, part, _base(reader, of, part), bound)


def read_shares(reader: Reader, words: Sequence[Token], numbers: Sequence[Token]) -> None:
    """分别占 60% 和 15%: a share for each of the numbers just before."""
    place = next((place for place, each in enumerate(words) if each.kind == "share"), -1)
    parts = reader.thread.recent[-len(numbers) :]
    if place < 0 or len(parts) != len(numbers) or len({part.relation for part in parts}) > 1:
        return
    for part, token in zip(parts, numbers, strict=True):
        bound = bound_around(reader.text.plain, token.start, token.end)
        _put_share(reader, token.start, token, part, _base(reader, words[place + 1 :], part), bound)


def _base(reader: Reader, of: Sequence[Token], part: Claim) -> Claim | None:
    """What a share is of: the flow that is named, else the whole of the part."""
    if any(each.kind in _UNCLEAR for each in of):
        return None
    flows = [str(each.value) for each in of if each.kind == "flow"]
    return reader.thread.latest.get(flows[-1]) if flows else part.whole


def _put_share(reader: Reader, start: int, token: Token, part: Claim, base: Claim | None, bound: Bound) -> None:
    assert isinstance(token.value, Decimal)
    span = reader.text.span(start, token.end)
    reader.shares.append(Share(reader.name, span, reader.original[slice(*span)], token.value, part, base, "", bound))
