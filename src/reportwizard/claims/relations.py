"""Wholes and parts: which earlier number a number is part of, and what later ones may lean on.

Knows claims, no words. Invariant: a part has a whole only where no other whole could be meant; where one could, it
stands for itself.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, TypeAlias

from reportwizard.claims.claim import Claim, Relation, Span
from reportwizard.claims.quantities import measure_of
from reportwizard.claims.roles import Role
from reportwizard.claims.subjects import kind_of

Related: TypeAlias = "tuple[Claim | None, Relation]"

CARRIED = ("carried_over", "carried_forward")
PART_KINDS = ("applicant", "channel", "outcome")
_WHOLES = ("received", "handled", "concluded")
_MOST_BRACKETS = 8
_ALONE: Related = (None, "")
_GROUPED = {
    ("challenges", "reconsideration"),
    ("challenges", "litigation"),
    ("litigation", "direct_suit"),
    ("litigation", "suit_after_reconsideration"),
}


def _under(whole: Claim, outcome: str) -> bool:
    """Whether an outcome is a row of the group that `whole` counts."""
    return outcome.startswith(f"{whole.subject.removesuffix('_outcome')}.")


class Group:
    """A whole and parts of one kind that one sentence named."""

    def __init__(self, part: Claim, kind: str, *, complete: bool) -> None:
        assert part.whole is not None
        self.whole, self.kind, self.parts, self.complete = part.whole, kind, [part], complete


class Outside(NamedTuple):
    """What was going on when a bracket opened."""

    main: Claim | None
    whole: Claim | None
    mode: Relation
    last: Claim | None


class Thread:
    """What has been counted so far: in the paragraph, in the sentence, outside the brackets."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.main: Claim | None = None
        """The last claim that stands for itself: what 其中 would be said of."""
        self._mains = 0
        """How many such its sentence has had."""
        self.whole: Claim | None = None
        self.mode: Relation = ""
        self.among = False
        """The whole was told with 中: all that follows is of it."""
        self.last: Claim | None = None
        self.latest: dict[str, Claim] = {}
        """The last claim of each subject in this paragraph."""
        self.previous: dict[str, Claim] = {}
        """The same of last year's numbers."""
        self.recent: list[Claim] = []
        """The claims of this sentence."""
        self.flows: set[str] = set()
        """The flows of this sentence that a kind of applicant could be counted in."""
        self.turned = ""
        """The flow that a clause without a number named since the last claim."""
        self.brackets: list[Outside] = []
        self._alike: dict[str, int] = {}

    def paragraph(self) -> None:
        """A paragraph begins."""
        self.latest.clear()
        self.previous.clear()
        self.main = None
        self.sentence()

    def sentence(self) -> None:
        """A sentence begins; what the paragraph counted last may still have parts."""
        if self.recent:
            self.recent.clear()
            self.flows.clear()
            self._alike.clear()
        self.brackets.clear()
        self.whole, self.mode, self.last, self.among = None, "", None, False

    def open(self, *, speaks: bool) -> None:
        """A bracket opens: the number before it may have parts inside, if it `speaks` of it: stands right behind."""
        if len(self.brackets) >= _MOST_BRACKETS:
            self.brackets.pop(0)
        self.brackets.append(Outside(self.main, self.whole, self.mode, self.last))
        self.whole, self.mode = self.last if speaks else None, ""

    def close(self) -> None:
        """It closes."""
        if self.brackets:
            self.main, self.whole, self.mode, self.last = self.brackets.pop()

    def relate(self, role: Role, kinds: Collection[str], mark: str) -> None:
        """What the words before a number, and the mark before its clause, say of its whole."""
        if "of_which" in kinds:
            self.whole, self.mode = self._whole_of_which(), "of_which"
        elif "including" in kinds:
            self.whole, self.mode = self.last if self.brackets else self._not_left_behind(), "including"
        elif "another" in kinds or "together" in kinds:
            self.whole, self.mode = None, ""
        elif mark == "open":
            if role.flow and role.noun == "foreign":
                self.whole = None  # 公开案例12个（全年受理热线21344件）: the bracket has a business of its own
            self.mode = "of_which" if self.whole else ""
        elif self.mode and self._ends(role, mark):
            self.whole, self.mode = None, ""

    def divide(self, claim: Claim) -> None:
        """办结 152 件中: what follows in the sentence is of it."""
        self.whole, self.mode, self.among = claim, "of_which", True

    def rest(self) -> str:
        """What 其他 is, after kinds of applicants or ways: the last of them."""
        kind, _, name = self.last.subject.partition(".") if self.last and self.last.whole else ("", "", "")
        return f"{kind}.other" if name and kind in ("applicant", "channel", "published") else ""

    def _not_left_behind(self) -> Claim | None:
        """The main number, unless a clause went on to another verb: 收到 36 件, 已全部答复, 包括上年结转 1 件."""
        return None if self.main and self.turned not in ("", self.main.subject) else self.main

    def _whole_of_which(self) -> Claim | None:
        """A second 其中 in one sentence may be of the part before it or of the whole again; the former is plain."""
        if self.mode == "of_which" and self.last is not None and self.last.whole is not None:
            return self.last if self.last.subject else None
        return self.last if self.brackets else self.only_main()

    def only_main(self) -> Claim | None:
        """What 其中 is said of: the last number of its own sentence, else the only one of the sentence before."""
        here = self.main is not None and bool(self.recent) and self.main.sentence == self.recent[-1].sentence
        return self.main if here or self._mains == 1 else None

    def _ends(self, role: Role, mark: str) -> bool:
        """Whether the parts are over: a verb of its own begins anew; 含 outside brackets reaches to the next comma."""
        if self.mode == "including" and mark in ("comma", "semi") and not self.brackets:
            return True
        if self.among and self.whole is not None and self.whole.subject == "concluded":
            return mark == "semi"  # 办结 152 件中, 本年新收 145 件、上年结转 7 件
        if role.flow and self.whole is not None and self.whole.subject == role.flow:
            return False  # 收到 56 件, 其中政府办收到 18 件、各部门收到 38 件
        return not role.marks and (bool(role.flow) or (bool(role.carry) and mark not in ("stop", "and")))

    def related(self, subject: str, unit: str, sentence: Span, *, first: bool, told: bool) -> Related:
        """The whole of a number and how it is part of it.

        `first`: the number stands before its verb, so that it is some of the main one. `told`: the words say that it
        is of another year or that it is a result of a challenge.
        """
        whole, relation, kind = self.whole, self.mode, kind_of(subject)
        if kind == "outcome" and whole is not None and kind_of(whole.subject) == kind and not _under(whole, subject):
            whole = self.whole = (
                whole.whole
            )  # 无法提供 9 件, 其中本机关不掌握 7 件; 不予处理 2 件: beside it, not of it
        if not (relation and whole):
            whole, relation = self.main, "of_which"
            if whole is None or whole.sentence != sentence:
                return _ALONE
            if kind != "challenge" and not (whole.subject in _WHOLES and (first or kind in PART_KINDS)):
                return _ALONE
        fits = self._fits(whole, subject, kind, told) and measure_of(whole.unit) == measure_of(unit)
        return (whole, relation) if fits else _ALONE

    def _fits(self, whole: Claim, subject: str, kind: str, told: bool) -> bool:
        of = whole.subject
        if kind == "challenge":
            return subject.startswith(f"{of}.") or (of, subject) in _GROUPED
        if kind == "document":
            return of == subject and not told  # 规范性文件 6 件, 其中以政府名义印发 4 件
        if told:
            return False
        if kind in PART_KINDS:  # 新收 19 件, 结转 1 件, 其中予以公开 12 件: of the 1 it is not
            return of not in CARRIED and (kind == "outcome" or len(self.flows) < 2)
        if subject == "carried_forward":
            return of not in ("concluded", *CARRIED)
        return bool(subject) or bool(of) or self._alike.get(measure_of(whole.unit), 0) < 2

    def remember(self, claim: Claim, *, past: bool, complete: bool) -> None:
        """A claim was made; `past`: of last year, `complete`: the sentence says that its parts are all there is."""
        if past:
            if claim.subject:
                self.previous[claim.subject] = claim
            return
        self.last, self.turned = claim, ""
        self.recent.append(claim)
        if claim.subject:
            self.latest[claim.subject] = claim
            if claim.subject in _WHOLES:
                self.flows.add("received" if claim.subject == "handled" else claim.subject)
        if claim.whole is not None:
            self._group(claim, complete)
        elif not self.brackets:
            same = self.main is not None and self.main.sentence == claim.sentence
            self.main, self._mains = claim, self._mains + 1 if same else 1
            measure = measure_of(claim.unit)
            self._alike[measure] = self._alike.get(measure, 0) + 1

    def _group(self, claim: Claim, complete: bool) -> None:
        kind = kind_of(claim.subject)
        for known in reversed(self.groups[-4:]):
            if known.whole is claim.whole and known.kind == kind and known.parts[0].relation == claim.relation:
                known.parts.append(claim)
                known.complete = known.complete or complete
                return
        self.groups.append(Group(claim, kind, complete=complete))
