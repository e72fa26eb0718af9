"""What a sentence says about a figure, and how what it says hangs together: wholes and parts, shares, changes.

Only the shapes, made once and never changed. Spans are [start, end) in characters of the text; `text` is a text's id
(overview), and a finding's place is `texts.<id>`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from reportwizard.records import Record
from reportwizard.report.numbers import Number

Bound = Literal["exact", "about", "over", "under"]
"""over: 余, 多, 以上, 超过 (at least this); under: 近, 不足, 不到 (at most this); about: 约, 左右 (nobody can say)."""

Relation = Literal["", "of_which", "including", "split"]
"""How a part stands to its whole. of_which: 其中, need not exhaust it; including: 含, 包括 within the same number;
split: the words say that the parts are all there is (分别, 由…组成, 按…分 …).
"""

Span: TypeAlias = "tuple[int, int]"


class Claim(Record, frozen=False):
    """One number that the text gives to something. Equal to itself alone: two sentences may say the same."""

    text: str
    span: Span
    """The number with its measure word: what is marked."""
    sentence: Span
    words: str
    """The number as it stood, with its measure word: 1.4万件."""
    value: Number
    """In the unit of the cells (件; 万元 for amounts), magnitudes worked in: 17.3万条 is 173000."""
    unit: str
    """The measure word with its magnitude as printed: 件, 万条, 万元, 元."""
    subject: str
    """What it counts: a key of `subjects.SUBJECTS`; "" where the number is understood and its subject is not."""
    paths: tuple[str, ...] = ()
    """The cells whose sum it speaks of, totals among them. () where the form has no such cell, and where the number is
    only some of what the cells hold: 受理 19 件，其中 11 件办结 says nothing of all that was concluded.
    """
    year: int = 0
    """The year it speaks of: the report's, unless the words say another."""
    bound: Bound = "exact"
    step: Number = 1
    """One unit of its last printed digit, in the unit of the cells: 1.4万 is exact to 1000."""
    relation: Relation = ""
    whole: Claim | None = None
    """The claim it is a part of, where `relation` says how."""
    verb: str = ""
    """The word that tells what became of what is counted: 新收, 答复, 办理; "" where there is none."""

    @property
    def where(self) -> tuple[str, ...]:
        """The place of a finding on it: the text, then the cells."""
        return (f"texts.{self.text}", *self.paths)


class Split(Record, frozen=False):
    """A whole and parts of it that one sentence names together. `by` is what they are told apart by.

    Parts whose subject is not understood (`by` is "") may overlap.
    """

    whole: Claim
    parts: tuple[Claim, ...]
    by: Literal["", "applicant", "channel", "outcome", "challenge"]
    complete: bool
    """Whether the words say that the parts are all there is; else they may be fewer, never more."""
    span: Span
    """From the whole to the last part."""


class Share(Record, frozen=False):
    """A percentage of one claim in another: 占 48.08%, 答复率 100%."""

    text: str
    span: Span
    words: str
    percent: Decimal
    """As printed: its exponent tells to which digit it is exact."""
    part: Claim | None
    base: Claim | None
    rate: str = ""
    """The rate it names: 答复率, 办结率, 按期答复率; "" for a plain share."""
    bound: Bound = "exact"


class Change(Record, frozen=False):
    """A change against an earlier number: 同比增长 12.3%, 较上年减少 37 件."""

    text: str
    span: Span
    words: str
    now: Claim | None
    before: Claim | None
    """The number it is measured by, where the text names one; else last year's report may have it."""
    percent: Decimal | None
    """Signed: a decrease is negative. None where the change is told as a number."""
    amount: Number | None = None
    bound: Bound = "exact"


class Missing(Record, frozen=False):
    """A measure word whose number is missing, or a blank to be filled in that was left: 共条, XX件, ____."""

    text: str
    span: Span
    words: str


class Claims(Record, frozen=False):
    """What the texts of a report say, each list in the order of the texts."""

    claims: tuple[Claim, ...] = ()
    splits: tuple[Split, ...] = ()
    shares: tuple[Share, ...] = ()
    changes: tuple[Change, ...] = ()
    missing: tuple[Missing, ...] = ()
