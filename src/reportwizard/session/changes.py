"""What was changed, in a form that can be undone, done again, and written to a journal.

An address names what an answer is about: a cell path, `texts.overview`, a key of the file's head such as `agency`,
`stated.` and the path of a total, or `carried.` and what waits to be confirmed (1 while it does). A change of a
text is a splice, so that a long text is never copied whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from reportwizard.report.model import Report, Waiver
from reportwizard.report.numbers import Figure

Value: TypeAlias = Figure | date | None

HEAD_ADDRESSES = ("agency", "title", "level", "level_of", "published")
CARRIED = "carried."


@dataclass(slots=True)
class Set:
    """A cell, a head key or a stated total took another value (None is a blank)."""

    address: str
    before: Value
    after: Value

    def inverse(self) -> Set:
        """The change that takes this one back."""
        return Set(self.address, self.after, self.before)


@dataclass(slots=True)
class Splice:
    """In a text, from character `start` on, `before` was replaced by `after`.

    What is `fresh` begins a step of its own, however well it would join what was done before.
    """

    address: str
    start: int
    before: str
    after: str
    fresh: bool = field(default=False, compare=False)

    def inverse(self) -> Splice:
        """The change that takes this one back."""
        return Splice(self.address, self.start, self.after, self.before)


@dataclass(slots=True)
class Waive:
    """Of the report's waivers the one at `at` was given (before: None), renewed, or withdrawn (after: None)."""

    at: int
    before: Waiver | None
    after: Waiver | None

    @property
    def address(self) -> str:
        """`waivers.` and the first place that it is about."""
        waiver = self.after or self.before
        return f"waivers.{waiver.where[0] if waiver and waiver.where else ''}"

    def inverse(self) -> Waive:
        """The change that takes this one back."""
        return Waive(self.at, self.after, self.before)


Change: TypeAlias = Set | Splice | Waive


@dataclass(slots=True)
class Step:
    """What one undo takes back: one answer, one paste, one word typed. `group` joins answers to one step."""

    label: str
    changes: list[Change] = field(default_factory=list)
    group: object = None

    def inverse(self) -> list[Change]:
        """The changes that take the step back."""
        return [change.inverse() for change in reversed(self.changes)]


def value_at(report: Report, address: str) -> Value:
    """What stands at `address`; None where nothing does."""
    if address in HEAD_ADDRESSES:
        return getattr(report, address) or None
    if address.startswith(CARRIED):
        return 1 if address.removeprefix(CARRIED) in report.carried else None
    place, key = _place(report, address)
    return place.get(key)


def fits(report: Report, change: Change) -> bool:
    """Whether the report is the one that the change was made in: what it replaces stands there."""
    if isinstance(change, Splice):
        text = report.texts.get(change.address.removeprefix("texts."), "")
        return text[change.start : change.start + len(change.before)] == change.before and change.start <= len(text)
    if isinstance(change, Waive):
        there = report.waivers[change.at : change.at + 1]
        return change.at <= len(report.waivers) and (change.before is None or there == [change.before])
    return same(value_at(report, change.address), change.before)


def same(one: Value, other: Value) -> bool:
    """Whether two values are one, to the digit: 12.50 is not 12.5."""
    return type(one) is type(other) and str(one) == str(other)


def apply(report: Report, change: Change) -> None:
    """Make the change in the report. Raises ValueError where a splice or a waiver does not fit what is there."""
    if isinstance(change, Waive):
        here = slice(change.at, change.at + (change.before is not None))
        if report.waivers[here] != ([change.before] if change.before else []) or change.at > len(report.waivers):
            raise ValueError(change.address)
        report.waivers[here] = [change.after] if change.after else []
        return
    if isinstance(change, Splice):
        key = change.address.removeprefix("texts.")
        text = report.texts.get(key, "")
        end = change.start + len(change.before)
        if text[change.start : end] != change.before:
            raise ValueError(change.address)
        spliced = text[: change.start] + change.after + text[end:]
        if spliced:
            report.texts[key] = spliced
        else:
            report.texts.pop(key, None)
        return
    if change.address in HEAD_ADDRESSES:
        setattr(report, change.address, change.after or (None if change.address == "published" else ""))
        return
    if change.address.startswith(CARRIED):
        (report.carried.discard if change.after is None else report.carried.add)(change.address.removeprefix(CARRIED))
        return
    place, key = _place(report, change.address)
    if change.after is None:
        place.pop(key, None)
    else:
        place[key] = change.after


def _place(report: Report, address: str) -> tuple[dict[str, Any], str]:
    if address.startswith("stated."):
        return report.stated, address.removeprefix("stated.")
    if address.startswith("texts."):
        return report.texts, address.removeprefix("texts.")
    return report.figures, address


def splice_between(address: str, old: str, new: str) -> Splice | None:
    """The smallest splice that makes `new` of `old`; None where they are equal."""
    if old == new:
        return None
    limit = min(len(old), len(new))
    start = _common(old, new, limit)
    tail = _common(old[start:][::-1], new[start:][::-1], limit - start)
    return Splice(address, start, old[start : len(old) - tail], new[start : len(new) - tail])


def _common(a: str, b: str, limit: int) -> int:
    """How many of the first characters are the same, found by halves."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def join_typing(last: Change, new: Change) -> Splice | None:
    """One splice for two that a person thinks of as one word typed or one run of deletions; else None."""
    if not isinstance(last, Splice) or not isinstance(new, Splice) or last.address != new.address or new.fresh:
        return None
    end = last.start + len(last.after)
    if not new.before and new.start == end and last.after and not _ends_word(last.after):
        return replace(last, after=last.after + new.after)
    if not new.after and not last.after:
        if new.start + len(new.before) == last.start:
            return replace(last, start=new.start, before=new.before + last.before)
        if new.start == last.start:  # Delete takes what stands behind the caret
            return replace(last, before=last.before + new.before)
    return None


def _ends_word(text: str) -> bool:
    return text[-1] in " \n\t，。；：、！？,.;:!?）)”》"


def encode(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """The changes as plain data for the journal; a decimal keeps its digits."""
    encoded: list[dict[str, Any]] = []
    for change in changes:
        if isinstance(change, Splice):
            encoded.append({"text": change.address, "at": change.start, "cut": change.before, "put": change.after})
        elif isinstance(change, Waive):
            was, to = _plain_waiver(change.before), _plain_waiver(change.after)
            encoded.append({"waiver": change.at, "was": was, "to": to})
        else:
            encoded.append({"set": change.address, "was": _plain(change.before), "to": _plain(change.after)})
    return encoded


def decode(entries: Iterable[dict[str, Any]]) -> list[Change]:
    """The changes that `encode` made plain. Raises KeyError, TypeError or ValueError where they are not such."""
    changes: list[Change] = []
    for entry in entries:
        if "text" in entry:
            changes.append(Splice(entry["text"], int(entry["at"]), entry["cut"], entry["put"]))
        elif "waiver" in entry:
            changes.append(Waive(int(entry["waiver"]), _waiver(entry["was"]), _waiver(entry["to"])))
        else:
            changes.append(Set(entry["set"], _value(entry["was"]), _value(entry["to"])))
    return changes


def _plain(value: Value) -> Any:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _value(plain: Any) -> Value:
    if isinstance(plain, dict):
        return Decimal(plain["decimal"]) if "decimal" in plain else date.fromisoformat(plain["date"])
    if plain is None or isinstance(plain, (int, str)):
        return plain
    raise TypeError(plain)


def _plain_waiver(waiver: Waiver | None) -> dict[str, Any] | None:
    if waiver is None:
        return None
    plain: dict[str, Any] = {"code": waiver.code, "where": list(waiver.where), "who": waiver.who, "why": waiver.why}
    plain |= {"when": _plain(waiver.when), "values": [_plain(value) for value in waiver.values]}
    if waiver.extra:  # what a person added by hand, of any kind that the file may hold
        import tomli_w

        plain["extra"] = tomli_w.dumps(waiver.extra)
    return plain


def _waiver(plain: dict[str, Any] | None) -> Waiver | None:
    if plain is None:
        return None
    extra: dict[str, Any] = {}
    if plain.get("extra"):
        import tomli

        extra = tomli.loads(plain["extra"], parse_float=Decimal)
    when, values = _value(plain["when"]), tuple(_value(value) for value in plain["values"])
    figures = tuple(value for value in values if isinstance(value, (int, Decimal, str)))
    if len(figures) != len(plain["where"]) or not (when is None or isinstance(when, date)):
        raise ValueError(plain)
    return Waiver(plain["code"], tuple(plain["where"]), plain["who"], when, plain["why"], figures, extra)
