"""Tokens cut into clauses: what stands between two marks, with the marks around it.

A list mark (、 和 与 及) ends a clause only after a number; before one it joins the names of a list. Brackets without
a number say nothing of their own and are left out, but for 含上年结转, which stays as one token. Invariant: every other
token but the marks lies in exactly one clause, in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportwizard.claims.tokens import Token

ENDS = frozenset({"comma", "colon", "semi", "end", "line", "open", "close"})
JOINS = frozenset({"stop", "and"})
NUMBERS = frozenset({"quantity", "percent"})
_CLOSES_ALL = frozenset({"line", "end"})


class Clause:
    """One clause. `before` and `after` are the kinds of the marks around it ("line" at the ends of the text)."""

    after = "line"
    counted = False
    """Whether a number is in it."""

    def __init__(self, before: str, start: int = 0) -> None:
        self.before, self.start = before, start
        self.tokens: list[Token] = []
        self.kinds: set[str] = set()


def clauses(tokens: Sequence[Token]) -> Iterator[Clause]:
    """The clauses, the empty ones too: they carry the marks."""
    silent = _silent_brackets(tokens)
    clause, place = Clause("line"), 0
    while place < len(tokens):
        token = tokens[place]
        kind = token.kind
        if kind == "open" and place in silent:
            inside = tokens[place + 1 : silent[place]]
            kinds = {each.kind for each in inside}
            if not inside:  # （ ）件: left to be filled in
                clause.tokens.append(Token("blank", "", token.start, tokens[place + 1].end))
                clause.kinds.add("blank")
            if "carry" in kinds and "last" in kinds and len(inside) < 8:
                clause.tokens.append(Token("with_carried", "", token.start, tokens[silent[place]].end))
                clause.kinds.add("with_carried")
            place = silent[place] + 1
            continue
        place += 1
        if kind in ENDS or (kind in JOINS and clause.counted):
            clause.after = kind
            yield clause
            clause = Clause(kind, token.end)
            continue
        clause.tokens.append(token)
        clause.kinds.add(kind)
        if kind in NUMBERS:
            clause.counted = True
        elif kind == "gap" and token.value:
            clause.kinds.add("measure")
    yield clause


def _silent_brackets(tokens: Sequence[Token]) -> dict[int, int]:
    """The places of the brackets without a number, each with the place where it closes; the outermost are enough."""
    silent: dict[int, int] = {}
    opened: list[tuple[int, bool]] = []
    for place, token in enumerate(tokens):
        if token.kind == "open":
            opened.append((place, False))
        elif token.kind == "close" and opened:
            start, counted = opened.pop()
            if not counted:
                silent[start] = place
            elif opened:
                opened[-1] = opened[-1][0], True
        elif token.kind in _CLOSES_ALL:
            opened.clear()
        elif token.kind in NUMBERS and opened:
            opened[-1] = opened[-1][0], True
    return silent
