"""What a reader read, put together once the text is over: claims that count for something, and the splits.

Invariant: every claim that a split, a share or a change names is among the claims, or is none of theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.claims.claim import Claim, Claims, Split
from reportwizard.records import replace

if TYPE_CHECKING:
    from reportwizard.claims.reader import Reader
    from reportwizard.claims.relations import Group

_KINDS = ("applicant", "channel", "outcome", "challenge")
_BOTH = {"applicant.natural_person", "applicant.organisations"}


def gather(reader: Reader) -> Claims:
    """The claims of a text."""
    changed = _unclear(reader)

    def now(claim: Claim) -> Claim:
        return changed.get(id(claim), claim)

    if changed:
        for claim in reader.claims:
            if claim.whole is not None and id(claim.whole) in changed:
                changed[id(claim)] = replace(now(claim), whole=now(claim.whole))
    used = {id(claim.whole) for claim in reader.claims if claim.whole}
    used |= {id(claim) for change in reader.changes for claim in (change.now, change.before)}
    used |= {id(claim) for share in reader.shares for claim in (share.part, share.base)}
    kept = [now(claim) for claim in reader.claims if now(claim).subject or claim.whole or id(claim) in used]
    shares, changes = reader.shares, reader.changes
    if changed:
        shares = [replace(s, part=s.part and now(s.part), base=s.base and now(s.base)) for s in shares]
        changes = [replace(c, now=c.now and now(c.now), before=c.before and now(c.before)) for c in changes]
    splits = [_split(group, [now(part) for part in group.parts], now(group.whole)) for group in reader.thread.groups]
    return Claims(tuple(kept), tuple(filter(None, splits)), tuple(shares), tuple(changes), tuple(reader.missing))


def _unclear(reader: Reader) -> dict[int, Claim]:
    """The claims that turned out to have no plain subject, without it: of other offices, or 法人 beside 其他组织."""
    found = {id(c): replace(c, subject="", paths=()) for c in reader.claims if id(c) in reader.unsure}
    for group in reader.thread.groups:
        subjects = {part.subject for part in group.parts}
        if "applicant.organisations" in subjects and not subjects <= {*_BOTH, ""}:
            for part in group.parts:
                if part.subject == "applicant.organisations":
                    found[id(part)] = replace(part, subject="", paths=())
    return found


def _split(group: Group, parts: list[Claim], whole: Claim) -> Split | None:
    if len(parts) < 2:
        return None
    by = group.kind if group.kind in _KINDS else ""
    complete = group.complete or {part.subject for part in parts} == _BOTH
    span = min(whole.span[0], parts[0].span[0]), max(part.span[1] for part in parts)
    return Split(whole, tuple(parts), by, complete, span)  # type: ignore[arg-type]
