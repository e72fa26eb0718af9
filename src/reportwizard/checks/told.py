"""What the texts tell, beside the cells: every claim judged once a run, for all the rules of family N.

Which cells a claim may be about is decided here, with what makes a number true although it is not the first cell
that comes to mind (处理 may be received, concluded or both; 收到 with 含上年结转 is the sum). What cannot be compared,
because a cell is blank or the words are about a part of something unknown, is left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from reportwizard.checks.bounds import fits
from reportwizard.checks.context import Context
from reportwizard.checks.slips import is_slip
from reportwizard.records import Record
from reportwizard.report.numbers import Number, is_number
from reportwizard.report.totals import compute, published_figure

if TYPE_CHECKING:
    from reportwizard.claims.claim import Claim, Claims, Span

Paths: TypeAlias = "tuple[str, ...]"

_CODES = {
    "N01": "received carried_over handled",
    "N02": "concluded carried_forward",
    "N03": "granted partly_granted denied unavailable not_processed other_outcome other",
    "N05": "applicant",
    "N09": "reconsideration direct_suit suit_after_reconsideration litigation challenges",
    "N10": "rules normative_documents licensing penalties coercion fees",
}
CODES = {head: code for code, heads in _CODES.items() for head in heads.split()}
"""Which rule speaks of a claim, by the head of its subject."""

_FLOWS = ("received", "handled", "concluded")
_WHOLES = {
    "received": ("handled",),
    "carried_over": _FLOWS,
    "concluded": ("handled",),
    "carried_forward": ("handled", "received"),
    **dict.fromkeys(_CODES["N03"].split(), _FLOWS),
    "other": (*_FLOWS, "other_outcome"),
    "applicant": _FLOWS,
    "direct_suit": ("litigation", "challenges"),
    "suit_after_reconsideration": ("litigation", "challenges"),
    "reconsideration": ("challenges",),
    "litigation": ("challenges",),
}
"""What a part may be told of (其中) and still plainly mean the cells of its own, by the head of its subject."""

_DECISIONS = ("licensing", "penalties", "coercion")

IN_TIME = ("按时", "按期", "及时")
"""How verbs begin that count only what was answered in time."""

_TELLING = 10
"""A number below it may be the same by chance."""

_PLAIN_SUMS = ("收办", "接办", "共收办")
"""Verbs that mean received and carried over together, and nothing else."""


class Wrong(Record):
    """A claim that the cells contradict: with what they hold."""

    claim: Claim
    code: str
    paths: Paths
    value: Number
    last_year: bool = False
    """Whether it is last year's report that contradicts."""
    holds_now: bool = False
    """Whether the cells of this year hold what last year's contradict: the year is the slip, not the number."""


class Told(Record):
    """All that the texts tell, and what of it is wrong."""

    claims: Claims
    wrong: Mapping[Claim, Wrong]
    true: frozenset[Claim]
    """The claims that were compared and hold."""
    parts: Mapping[Claim, Sequence[Claim]]
    """The claims that are told of another as its parts."""
    by_sentence: Mapping[tuple[str, Span], Sequence[Claim]]
    """The claims by their text and sentence."""


@lru_cache(maxsize=1)
def told(context: Context) -> Told:
    """What the texts of the report tell. A context is one run, so its rules share what is found here."""
    claims = context.claims
    parts: dict[Claim, list[Claim]] = {}
    by_sentence: dict[tuple[str, Span], list[Claim]] = {}
    for claim in claims.claims:
        by_sentence.setdefault((claim.text, claim.sentence), []).append(claim)
        if claim.whole is not None:
            parts.setdefault(claim.whole, []).append(claim)
    judge = _Judge(context, parts)
    wrong: dict[Claim, Wrong] = {}
    true = set()
    for claim in claims.claims:
        code = CODES.get(claim.subject.partition(".")[0])
        judged = judge.judge(claim, code) if code else None
        if isinstance(judged, Wrong):
            wrong[claim] = judged
        elif judged:
            true.add(claim)
    _drop_doubtful(context, wrong, true)
    return Told(claims, wrong, frozenset(true), parts, by_sentence)


def _drop_doubtful(context: Context, wrong: dict[Claim, Wrong], true: Collection[Claim]) -> None:
    """Applicants that are told of nothing in particular are those of the whole year only if others beside them are."""
    doubtful = [claim for claim in wrong if claim.subject.startswith("applicant.") and not claim.paths]
    if not doubtful:
        return
    sure = {_paragraph(context, claim) for claim in true if claim.subject.startswith("applicant.") and claim.value}
    for claim in doubtful:
        if _paragraph(context, claim) not in sure:
            del wrong[claim]


def _paragraph(context: Context, claim: Claim) -> tuple[str, int]:
    """The text and the line of it that a claim stands in."""
    return claim.text, context.report.texts.get(claim.text, "").count("\n", 0, claim.span[0])


def before(context: Context, claim: Claim) -> str:
    """The text in front of the number, as far as a word about it reaches."""
    return context.report.texts.get(claim.text, "")[max(0, claim.span[0] - 4) : claim.span[0]]


def number_of(context: Context, paths: Paths) -> Number | None:
    """The sum of the cells as the report has it; None where one is blank or no number."""
    total: Number = 0
    for path in paths:
        value = context.number(path)
        if value is None:
            return None
        total += value
    return total if paths else None


@lru_cache(maxsize=1)
def _published_before(context: Context) -> dict[str, Number]:
    previous = context.previous
    if previous is None:
        return {}
    from reportwizard.report.previous import same_cell

    sums = compute(previous)
    found = {}
    for path in context.report.edition.cells:
        there = same_cell(path, context.report.edition, previous.edition)
        figure = published_figure(previous, there, sums) if there else None
        if figure is not None and is_number(figure) and not isinstance(figure, str):
            found[path] = figure
    return found


def number_before(context: Context, paths: Paths) -> Number | None:
    """The sum of the same cells in the report of the year before; None without it, or where a cell has no number."""
    if context.previous is None or context.previous.year != context.report.year - 1 or not paths:
        return None
    figures = _published_before(context)
    return sum(figures[path] for path in paths) if all(path in figures for path in paths) else None


def flow_paths(context: Context, flow: str, columns: Sequence[str] = ()) -> Paths:
    """The cells of received, carried_over, handled, concluded or carried_forward, in the totals or in `columns`."""
    found: list[str] = []
    for balanced in context.outline.balanced:
        table = balanced.table
        assert table.balance is not None
        left, right = table.balance.left, table.balance.right
        rows = {
            "received": left[:1], "carried_over": left[1:], "handled": left,
            "concluded": right[:1], "carried_forward": right[1:],
        }[flow]  # fmt: skip
        wanted = columns or [column.id for column in table.columns if column.parts]
        found += [table.cell_path(row, column) for row in rows for column in wanted]
    return tuple(found)


def _columns_of(subject: str, context: Context) -> Sequence[str]:
    """The columns of a kind of applicant; those of a group by its name in `subjects`."""
    from reportwizard.claims.subjects import ORGANISATIONS

    kind = subject.partition(".")[2]
    return ORGANISATIONS if kind == "organisations" else [kind]


class _Judge(Record):
    context: Context
    parts: Mapping[Claim, Sequence[Claim]]

    def judge(self, claim: Claim, code: str) -> Wrong | bool:
        """Whether the claim holds; False also where it cannot be compared."""
        if not self._is_plain(claim):
            return False
        readings = list(self._readings(claim))
        this_year = claim.year in (0, self.context.report.year)
        compared: list[tuple[Paths, Number]] = []
        for paths in readings:
            value = number_of(self.context, paths) if this_year else self._last(claim, paths)
            if value is None:
                return False
            if self._fits(claim, paths, value):
                return True
            compared.append((paths, value))
        if not compared or (this_year and self._allowed(claim, *compared[0])):
            return False
        paths, value = compared[0]
        now = None if this_year else number_of(self.context, paths)
        return Wrong(claim, code, paths, value, not this_year, now is not None and self._fits(claim, paths, now))

    def _is_plain(self, claim: Claim) -> bool:
        """Whether its cells are plainly meant: it stands for itself, or is a part of what holds those cells."""
        head, _, rest = claim.subject.partition(".")
        whole = claim.whole
        if whole is None:
            return True
        if whole.year != claim.year:
            return False
        if not whole.subject:
            return _FLOWS[0] in _WHOLES.get(head, ()) and self._is_all(whole)
        if not whole.paths:
            return False
        group = whole.subject.partition(".")[0]
        if whole.subject == head or (head == "applicant" and group == "applicant"):
            return bool(rest)
        return whole.subject in _WHOLES.get(head, ())

    def _is_all(self, whole: Claim) -> bool:
        """Whether a number that the text does not name (合计 14629 件) is that of all applications."""
        if whole.value < _TELLING or whole.year != self.context.report.year:
            return False
        return any(whole.value == number_of(self.context, flow_paths(self.context, flow)) for flow in _FLOWS)

    def _readings(self, claim: Claim) -> Iterator[Paths]:
        """The cells that the claim may mean, what it says first of all before the rest."""
        subject, context = claim.subject, self.context
        carried = {part.relation for part in self.parts.get(claim, ()) if part.subject == "carried_over"}
        if subject in ("received", "handled") and carried:
            yield flow_paths(context, "handled")
            if subject == "received" and "including" not in carried:
                yield claim.paths  # 其中自然人 3 件，上年结转 5 件: nobody can say how far 其中 reaches
            if subject == "handled" and not claim.verb.endswith(_PLAIN_SUMS):
                yield flow_paths(context, "concluded")
        elif subject == "handled" and not claim.verb.endswith(_PLAIN_SUMS):
            yield from (flow_paths(context, flow) for flow in ("handled", "concluded", "received"))
        elif subject.startswith("applicant."):
            yield from self._applicants(claim)
        elif claim.paths:
            yield claim.paths

    def _applicants(self, claim: Claim) -> Iterator[Paths]:
        """The columns of a kind of applicant, in the row that its whole is of; in any where nothing tells."""
        whole, context = claim.whole, self.context
        if claim.paths:
            yield claim.paths
            if whole is not None and whole.subject == "received" and whole.value == number_of(context, whole.paths):
                return
            columns: Sequence[str] = list(dict.fromkeys(path.rpartition(".")[2] for path in claim.paths))
        elif whole is None or not whole.subject:
            columns = _columns_of(claim.subject, context)
        else:
            return
        for flow in _FLOWS if columns else ():
            paths = flow_paths(context, flow, columns)
            if paths != claim.paths:
                yield paths

    def _last(self, claim: Claim, paths: Paths) -> Number | None:
        return number_before(self.context, paths) if claim.year == self.context.report.year - 1 else None

    def _fits(self, claim: Claim, paths: Paths, value: Number) -> bool:
        if fits(claim, value, before(self.context, claim)):
            return True
        stated = self.context.report.stated.get(paths[0]) if len(paths) == 1 else None
        if stated is not None and not isinstance(stated, str) and fits(claim, stated):
            return True  # the text says what the document's own total says: that total is family A's business
        return self._is_rounded(claim, paths, value)

    def _is_rounded(self, claim: Claim, paths: Paths, value: Number) -> bool:
        """Whether an amount is in the cell what the text says, with fewer digits."""
        if not value or any(self.context.cell(path).kind != "amount" for path in paths):
            return False
        exponent = 0 if isinstance(value, int) else value.as_tuple().exponent
        assert isinstance(exponent, int)
        return abs(claim.value - value) * 10**-exponent < 1 if exponent <= 0 else False

    def _allowed(self, claim: Claim, paths: Paths, value: Number) -> bool:
        """Whether the words are true in a narrower sense, in which the cells do not count."""
        context, whole = self.context, claim.whole
        carried_over = number_of(context, flow_paths(context, "carried_over")) or 0
        head = claim.subject.partition(".")[0]
        if head in _DECISIONS and claim.value * 2 < value and not is_slip(int(claim.value), int(value)):
            return True  # 查处运输违法行为，作出行政处罚 318 件: those of one field
        if head == "received" and not claim.verb.endswith(("收", "收到", "受理", "接收")):  # 收到并答复
            forward = number_of(context, flow_paths(context, "carried_forward"))
            return forward is not None and claim.value == value - forward
        if CODES[head] == "N03" and whole is not None and whole.subject == "received" and claim.value < value:
            return value - claim.value <= carried_over  # of those received in the year alone
        if head == "carried_over" and whole is not None and whole.subject == "concluded":
            return claim.value < value  # those carried over that were concluded
        if head == "concluded" and claim.verb.startswith(IN_TIME):
            return claim.value < value  # the rest was answered late, or after an extension
        if head == "concluded" and carried_over:
            received, forward = (number_of(context, flow_paths(context, f)) for f in ("received", "carried_forward"))
            if received is not None and forward is not None and claim.value == received - forward:
                return not self._speaks_of_carried_over(claim)
        return False

    def _speaks_of_carried_over(self, claim: Claim) -> bool:
        return any(
            other.subject == "carried_over" and other.text == claim.text and other.sentence == claim.sentence
            for other in self.context.claims.claims
        )
