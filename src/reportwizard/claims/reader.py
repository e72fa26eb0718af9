"""The reader: walks the clauses of a text and makes claims of their numbers.

Which words mean what stands in `vocabulary`, what a number counts in `meaning`, what it is part of in `relations`.
Invariant: one pass, and the work on a clause does not grow with the text before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportwizard.claims import absence, comparing, listing
from reportwizard.claims.claim import Change, Claim, Missing, Share, Span
from reportwizard.claims.clauses import JOINS, NUMBERS, Clause
from reportwizard.claims.meaning import subject_of
from reportwizard.claims.quantities import Quantity, measure_of
from reportwizard.claims.relations import CARRIED, Thread
from reportwizard.claims.roles import Role, role_of
from reportwizard.claims.scene import LEFT_BEHIND, Scene
from reportwizard.claims.subjects import kind_of, paths_of
from reportwizard.claims.tokens import Text, Token
from reportwizard.editions.form import Edition
from reportwizard.report.numbers import Number

_NOTHING = Role()
_NO_COUNT = frozenset({"share", "rate", "than"})
_SPEAK = frozenset({"gap", "foreign", "share"})
_NO_WAIT = frozenset({"neg", "compare", "view"})


def _of_something_else(role: Role, tail: Role) -> bool:
    """Whether the words name what is no application; 受理行政复议申请 86 件 are the cases of an office that decides."""
    return role.gap or tail.gap or "foreign" in (role.noun, tail.noun) or "challenge" in role.marks


class Reader:
    """One text being read."""

    def __init__(self, name: str, original: str, text: Text, edition: Edition, year: int) -> None:
        self.name, self.original, self.text, self.edition, self.year = name, original, text, edition, year
        self.scene = Scene(name, year)
        self.thread = Thread()
        self.comparison = comparing.Comparison()
        self.listing = listing.Listing()
        self.sentence: Span = (0, 0)
        self.claims: list[Claim] = []
        self.shares: list[Share] = []
        self.changes: list[Change] = []
        self.missing: list[Missing] = []
        self.waiting: tuple[Token, ...] = ()
        """The words of the clause before, where their number may come after a mark."""
        self.unsure: set[int] = set()
        """The claims (by id) that may be of other offices."""
        self._actors: dict[str, list[Claim]] = {}
        """The claims of this sentence before whose verb unknown words stand, by subject."""
        self.told: dict[str, Number] = {}
        """The largest number of each subject in this text that is not one office's."""
        self.ended = False
        """The last clause ended with its number, or with words that say nothing else."""
        self.foreign = False
        """The clause named challenges that are not about the disclosure of information."""
        self.time: Token | None = None
        """The year that the last clause ended with: a bracket after it is about that year."""
        self._outside: list[tuple[int, bool, tuple[Token, ...]]] = []

    def read(self, clause: Clause) -> None:
        """One clause."""
        self._begin(clause)
        tokens: Sequence[Token] = clause.tokens
        if self.waiting and clause.counted and tokens[0].kind == "quantity":
            tokens = (*self.waiting, *tokens)
        self.waiting = ()
        if tokens:
            self.time = tokens[-1] if tokens[-1].kind in ("year", "last") else None
            self.ended = tokens[-1].kind in NUMBERS or (clause.counted and tokens[-1].kind not in _SPEAK)
        self.scene.observe(clause.tokens, clause.kinds, self.text.plain, joined=clause.before in JOINS)
        if not clause.counted:
            self._without_number(clause)
        elif not listing.read_list(self, clause, tokens):
            self._numbers(clause, tokens)
        if not clause.kinds.isdisjoint(absence.PERHAPS_MISSING):
            absence.read_missing(self, clause.tokens)
        if not clause.kinds.isdisjoint(LEFT_BEHIND):
            self.scene.leave(clause.tokens)
            if self.foreign:
                self.scene.challenge, self.foreign = "", False  # its results are another matter's, too

    def finish(self) -> None:
        """The text is over."""
        self._fresh()

    def _begin(self, clause: Clause) -> None:
        """What the mark before a clause means."""
        mark = clause.before
        if mark == "comma":
            self.comparison.close_if_used()
        elif mark == "open":
            self.thread.open(speaks=self.ended)
            self._outside.append((self.scene.said, self.scene.elsewhere, self.waiting))
            del self._outside[: -len(self.thread.brackets)]
            self.waiting = ()
            if self.time is not None:
                self.scene.of(self.time)
        elif mark == "close":
            self.thread.close()
            self.comparison.close_if_used()
            if self._outside:
                self.scene.said, self.scene.elsewhere, self.waiting = self._outside.pop()
        elif mark == "line":
            self._fresh()
            self.thread.paragraph()
            self.scene.paragraph(self.text.plain, clause.start)
        elif mark == "end":
            self._fresh()
            self.thread.sentence()
            self.scene.sentence()
        elif mark == "semi":
            self.comparison.close()
        elif mark == "colon":
            self.comparison.close_if_used()

    def _fresh(self) -> None:
        """A sentence is over. Two offices in it that received so many each are not the report's."""
        for claims in self._actors.values():
            if len(claims) > 1:
                self.unsure.update(id(claim) for claim in self.thread.recent if kind_of(claim.subject) == "flow")
        self._actors.clear()
        self._outside.clear()
        self.comparison.close()
        self.listing.close()
        self.waiting = ()

    def _without_number(self, clause: Clause) -> None:
        tokens, kinds, thread = clause.tokens, clause.kinds, self.thread
        if not kinds.isdisjoint(comparing.OPENERS):
            comparing.observe(self, tokens)
        self.listing.observe(tokens)
        if "neg" in kinds:
            absence.read_zeros(self, tokens)
        elif not kinds.isdisjoint(absence.OF_ALL):
            absence.read_all(self, tokens, clause.start)
        if "flow" in kinds:
            thread.turned = next(str(token.value) for token in reversed(tokens) if token.kind == "flow")
        if "of_which" in kinds:
            thread.whole, thread.mode = thread.only_main(), "of_which"
        if "among" in kinds and tokens[-1].kind == "among":
            flows = [str(token.value) for token in tokens if token.kind == "flow"]
            thread.whole = thread.latest.get(flows[-1]) if flows else thread.main
            thread.mode = "of_which" if thread.whole else ""
        if clause.after in ("comma", "colon", "open") and tokens and kinds.isdisjoint(_NO_WAIT):
            self.waiting = tuple(tokens)

    def _numbers(self, clause: Clause, tokens: Sequence[Token]) -> None:
        places = [place for place, token in enumerate(tokens) if token.kind in NUMBERS]
        places.append(len(tokens))
        compares = not clause.kinds.isdisjoint(comparing.OPENERS)
        start = 0
        for turn, place in enumerate(places[:-1]):
            before, token = tokens[start:place], tokens[place]
            if compares:
                comparing.observe(self, before)
            if not comparing.read_change(self, before, token):
                if token.kind == "percent":
                    comparing.read_percent(self, before, token)
                else:
                    self._quantity(clause, before, token, tokens[place + 1 : places[turn + 1]])
            start = place + 1

    def _quantity(self, clause: Clause, before: Sequence[Token], token: Token, after: Sequence[Token]) -> None:
        quantity, scene = token.value, self.scene
        assert isinstance(quantity, Quantity)
        role, tail = self.role(before), self.role(after)
        kinds = {each.kind for each in before}
        if not kinds.isdisjoint(_NO_COUNT) or (after and after[0].kind in ("up", "down")):
            return
        if after and after[0].kind == "to" and self.text.plain[token.start - 1 : token.start] in ("由", "从"):
            return  # 由2615件上升到2846件: the first is an earlier one
        last = self.thread.last
        if scene.said and role.empty and last is not None and not (tail.flow or tail.noun or tail.gap):
            self.earlier(token, last)
            return
        self.thread.relate(role, kinds, clause.before)
        subject, verb = subject_of(role, tail, scene, quantity.unit)
        if not subject:
            subject = self._by_what_came_before(role, rest=not after and [each.kind for each in before] == ["rest"])
        named, subject = subject, "" if self._of_an_office(role, subject, quantity.value) else subject
        if "challenge" in role.marks and not subject:
            self.foreign = True
            scene.strange = scene.strange or "result" not in role.marks
            scene.decides = scene.decides or (bool(role.flow) and not scene.marker)
        if quantity.value == 0 and role.noun == "app" and not (role.flow or role.marks or role.gap or role.carry):
            subject = "received"
        if not quantity.unit and not (subject and quantity.value == 0):
            return
        if not subject and role.flow and _of_something_else(role, tail):
            scene.other()
        first = role.empty and bool(tail.flow or tail.carry) and "another" not in kinds
        claim = self.claim(token, subject, verb, role, first=first)
        if role.actor and claim.whole is None and kind_of(named) == "flow":
            self._actors.setdefault(named, []).append(claim)
        if subject and not role.office and claim.year == self.year:
            self.told[subject] = max(quantity.value, self.told.get(subject, 0))
        self.add(claim)
        if subject == "concluded" and after and after[-1].kind == "among":
            self.thread.divide(claim)

    def _by_what_came_before(self, role: Role, *, rest: bool) -> str:
        """The subject of a number that its own words leave open."""
        if rest:
            return self.thread.rest()
        open_ended = role.carry and not (role.next or role.last or role.gap)
        # 收到 10 件, 答复 9 件, 结转 1 件
        return "carried_forward" if open_ended and "concluded" in self.thread.flows else ""

    def _of_an_office(self, role: Role, subject: str, value: Number) -> bool:
        """Whether a number is one office's share of what the text told before of all."""
        known = self.told.get(subject) if role.office else None
        return known is not None and value < known

    def role(self, tokens: Sequence[Token]) -> Role:
        """What words say of a number, in this scene."""
        if not tokens:
            return _NOTHING
        applied = self.scene.topic == "app" or any(token.kind == "carry" for token in tokens)
        return role_of(tokens, self.text.plain, self.year, applied=applied)

    def claim(self, token: Token, subject: str, verb: str, role: Role, *, first: bool = False) -> Claim:
        """The claim that a number makes, with its whole. `first`: the number stands before its verb, as part of it."""
        quantity, scene, thread = token.value, self.scene, self.thread
        assert isinstance(quantity, Quantity)
        kind = kind_of(subject)
        told = bool(scene.said) or "result" in role.marks
        whole, relation = thread.related(subject, quantity.unit, self.sentence, first=first, told=told)
        if whole is not None and whole.subject == subject:
            subject = ""
        among = whole
        while among is not None and among.whole is not None and kind_of(among.subject) == "applicant":
            among = among.whole  # 新收 464 件, 其中法人 62 件 (商业企业 31 件): those received, too
        paths = paths_of(subject, self.edition, among.subject if among else role.flow or scene.flow)
        some = relation == "of_which" and kind == "flow" and subject not in CARRIED
        if some and whole is not None and (whole.subject, subject) == ("handled", "received"):
            some = False  # 办理 94 件, 其中新收 88 件: all that were received
        if some or (kind in ("applicant", "channel") and len(thread.flows) > 1):
            paths = ()
        span = self.text.span(token.start, token.end)
        return Claim(
            self.name,
            span,
            self.sentence,
            self.original[span[0] : span[1]],
            quantity.value,
            quantity.unit,
            subject,
            paths,
            scene.said or self.year,
            quantity.bound,
            quantity.step,
            relation,
            whole,
            verb,
        )

    def earlier(self, token: Token, now: Claim) -> None:
        """Last year's number of what `now` counts: 较上年的 30 件."""
        value = token.value
        assert isinstance(value, Quantity)
        if not now.subject or measure_of(value.unit) != measure_of(now.unit):
            return
        span = self.text.span(token.start, token.end)
        words = self.original[slice(*span)]
        year = self.year - 1
        claim = Claim(self.name, span, self.sentence, words, value.value, value.unit, now.subject, now.paths, year)
        self.add(claim)
        former = self.comparison.former
        if former and former.now is now and former.before is None:
            former.before = claim  # 同比减少30.8%（上年13件）

    def add(self, claim: Claim) -> None:
        """Put a claim down, and remember it as what later numbers may lean on."""
        self.claims.append(claim)
        self.thread.remember(claim, past=claim.year != self.year, complete=self.scene.complete)
        if claim.subject and self.scene.topic == "app":
            self.scene.kept = True
