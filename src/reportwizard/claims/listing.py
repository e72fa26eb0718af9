"""Lists of names and as many numbers: 当面、信函、网络分别为 3、5、11 件; 行政复议、行政诉讼各 1 件.

Invariant: names and numbers are matched only where there are as many of the one as of the other; else all of them
are passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportwizard.claims import comparing
from reportwizard.claims.clauses import Clause
from reportwizard.claims.meaning import subject_of
from reportwizard.claims.quantities import Quantity
from reportwizard.claims.roles import Role
from reportwizard.claims.tokens import Token
from reportwizard.records import replace

if TYPE_CHECKING:
    from reportwizard.claims.reader import Reader

_KINDS = ("applicant", "channel", "outlet", "outcome", "challenge", "result", "document", "made", "flow")
_MOST_WORDS = 200
"""More words than this are no list that anybody wrote, and would be gone through once a number."""
_TOGETHER = {"challenges": ("reconsideration", "litigation")}
"""Names that one word gives together, told apart by 分别 and 各."""


class Listing:
    """A list whose numbers are still coming."""

    def __init__(self) -> None:
        self.words: tuple[Token, ...] = ()
        self.sizes: frozenset[int] = frozenset()
        """How many names each list has that the words could be."""
        self.numbers: list[Token] = []

    def begin(self, words: tuple[Token, ...]) -> None:
        """分别 was said: the words are those of the numbers that follow, unless they are too many to be one list."""
        self.words, self.numbers = words if len(words) <= _MOST_WORDS else (), []
        self.sizes = frozenset(map(len, _lists(self.words)))

    def close(self) -> None:
        """The sentence is over."""
        self.words, self.numbers = (), []

    def observe(self, tokens: Sequence[Token]) -> None:
        """A clause without a number: its names may be those of the numbers after the next mark."""
        self.words, self.numbers = tuple(tokens), []


def read_list(reader: Reader, clause: Clause, tokens: Sequence[Token]) -> bool:
    """Whether a clause belongs to a list; the clause that has the last number makes the claims."""
    kinds = [token.kind for token in tokens]
    lists = reader.listing
    if "apiece" in kinds and kinds.count("quantity") == 1 and "percent" not in kinds:
        return _apiece(reader, clause, tokens)
    if "each" in kinds:
        place = kinds.index("each")
        names = tuple(tokens[:place]) or lists.words
        first = next(at for at, kind in enumerate(kinds) if kind in ("quantity", "percent"))
        if first < place:
            return False
        if not place and any(kind in _KINDS for kind in kinds[:first]):
            reader.scene.complete = True  # 分别为网上申请 9 件、信函申请 3 件: the names stand beside their numbers
            return False
        lists.begin((*names, *tokens[place + 1 : first]))
    elif not lists.numbers:
        lists.words = ()
        return False
    elif any(kind not in ("quantity", "percent", "and", "stop") for kind in kinds):
        lists.close()
        return False
    lists.numbers += [token for token in tokens if token.kind in ("quantity", "percent")]
    if clause.after in ("stop", "and", "comma") and _more_wanted(reader):
        return True
    _assign(reader, clause)
    lists.close()
    return True


def _more_wanted(reader: Reader) -> bool:
    lists = reader.listing
    if lists.numbers[0].kind == "percent":
        return len(lists.numbers) < len(reader.thread.recent)
    return len(lists.numbers) not in lists.sizes


def _lists(words: Sequence[Token]) -> list[list[Token]]:
    """The names of each kind that could be the list, those that one word gives together taken apart."""
    found = []
    for kind in _KINDS:
        names: list[Token] = []
        for token in words:
            if token.kind == kind:
                several = _TOGETHER.get(str(token.value))
                names += [token._replace(value=each) for each in several] if several else [token]
        if len(names) > 1:
            found.append(names)
    return found


def _assign(reader: Reader, clause: Clause) -> None:
    lists = reader.listing
    if all(token.kind == "percent" for token in lists.numbers):
        comparing.read_shares(reader, lists.words, lists.numbers)
        return
    fitting = [names for names in _lists(lists.words) if len(names) == len(lists.numbers)]
    if len(fitting) != 1 or any(token.kind != "quantity" for token in lists.numbers):
        return
    units = [token.value.unit for token in lists.numbers if isinstance(token.value, Quantity)]
    numbers = []
    for token, unit in zip(lists.numbers, units, strict=True):
        assert isinstance(token.value, Quantity)
        numbers.append(token._replace(value=token.value._replace(unit=unit or units[-1])))
    _claims(reader, clause, fitting[0], numbers)


def _apiece(reader: Reader, clause: Clause, tokens: Sequence[Token]) -> bool:
    place = next(at for at, token in enumerate(tokens) if token.kind == "apiece")
    number = next(at for at, token in enumerate(tokens) if token.kind == "quantity")
    names = _lists(tokens[:place]) if place <= _MOST_WORDS else []
    if number != place + 1 or len(names) != 1:
        return False
    reader.listing.words = tuple(tokens[:place])
    _claims(reader, clause, names[0], [tokens[number]] * len(names[0]))
    reader.listing.close()
    return True


def _claims(reader: Reader, clause: Clause, names: Sequence[Token], numbers: Sequence[Token]) -> None:
    """One claim a name; the words around the list belong to each."""
    kind = names[0].kind
    common = [token for token in reader.listing.words if token.kind not in (kind, "stop", "and")]
    kinds = {token.kind for token in common}
    place = next((at for at, token in enumerate(common) if token.start > names[0].start), len(common))
    split = not kinds & {"of_which", "etc"}
    for turn, (name, number) in enumerate(zip(names, numbers, strict=True)):
        role = reader.role([*common[:place], name, *common[place:]])
        if not turn:
            reader.thread.relate(role, kinds, clause.before)
        assert isinstance(number.value, Quantity)
        subject, verb = subject_of(role, Role(), reader.scene, number.value.unit)
        if not subject or not number.value.unit:
            continue
        claim = reader.claim(number, subject, verb, role)
        if claim.relation == "of_which" and split:
            claim = replace(claim, relation="split")
        reader.add(claim)
        if claim.relation == "split":
            reader.thread.groups[-1].complete = True
