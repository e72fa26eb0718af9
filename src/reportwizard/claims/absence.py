"""Numbers that are not there: 未收到, 没有, 无 make claims of value 0, 均 one of the number before; a measure word
without its number is missing.

Invariant: a claim of 0 is made only where the words after 未 or 无 are all known and name the thing itself, not some
of it (无行政复议被纠正 says nothing of 行政复议).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportwizard.claims.claim import Claim, Missing
from reportwizard.claims.roles import Role, carry_of
from reportwizard.claims.subjects import CHALLENGES, PAPER_COLUMNS, PAPERS, paths_of
from reportwizard.claims.tokens import Token

if TYPE_CHECKING:
    from reportwizard.claims.reader import Reader

_MEASURES = frozenset("件条宗份项次起个")
_COUNTING = frozenset({"flow", "publish"})
_COUNTED = frozenset({"challenge", "document", "outcome"})
"""行政复议件, 行政许可件: nobody calls them so; in a list (行政复议件、诉讼件) perhaps."""
OF_ALL = frozenset({"outcome", "result"})
_ALL = ("均", "全部", "都", "皆")
_MARKS = frozenset({"comma", "colon", "semi", "end", "line", "stop", "open", "close", "app", "info"})
PERHAPS_MISSING = frozenset({"measure", "blank", "app"})
"""The kinds of a clause in which a number may be missing; "measure" is a gap that begins with such a word."""
_PLACES_OF_NUMBERS = frozenset({"gap", "blank", "app"})


def read_zeros(reader: Reader, tokens: Sequence[Token]) -> None:
    """What a clause without a number says there was none of."""
    places = [place for place, token in enumerate(tokens) if token.kind == "neg"]
    if len(places) != 1 or reader.scene.elsewhere:
        return
    denied = tokens[places[0] + 1 :]
    role = reader.role(denied)
    subjects = _denied(reader, role)
    span = reader.text.span(tokens[places[0]].start, denied[-1].end if denied else tokens[places[0]].end)
    for subject in subjects:
        reader.add(
            Claim(
                reader.name,
                span,
                reader.sentence,
                reader.original[slice(*span)],
                0,
                "",
                subject,
                paths_of(subject, reader.edition),
                reader.scene.said or reader.year,
                verb=reader.text.plain[tokens[places[0]].start : tokens[places[0]].end],
            )
        )


def _denied(reader: Reader, role: Role) -> tuple[str, ...]:
    scene, marks = reader.scene, role.marks
    if role.gap or role.qualified or role.noun == "foreign" or marks.keys() & {"result", "applicant", "channel"}:
        return ()
    if role.carry:
        return tuple(filter(None, (carry_of(role),))) if role.noun == "app" or scene.topic == "app" else ()
    if "challenge" in marks:
        about = scene.text == "challenges" or scene.marker or scene.topic in ("app", "challenge")
        names = [str(token.value) for token in role.names if token.kind == "challenge"]
        about = about and (not role.flow or (role.flow == "received" and scene.marker))
        return tuple(names) if about and len(set(names)) == len(names) else ()
    if "document" in marks:
        made = marks.get("made", "")
        papers = {str(token.value) for token in role.names if token.kind == "document"}
        if papers <= PAPERS:
            return tuple(f"{name}.{made}" for name in sorted(papers, reverse=True)) if made in PAPER_COLUMNS else ()
        return ("fees",) if papers == {"fees"} and made == "amount" else ()
    if marks:
        return ()
    return ("received",) if role.noun == "app" and role.flow in ("", "received") else ()


def read_all(reader: Reader, tokens: Sequence[Token], start: int) -> None:
    """复议 3 件，均获维持: what a clause without a number says of all that the number before counted."""
    whole, scene = reader.thread.last, reader.scene
    head = reader.text.plain[start : start + 2]
    if whole is None or whole.bound != "exact" or whole.year != reader.year or not head.startswith(_ALL):
        return
    role = reader.role(tokens)
    if len(tokens) != 1 or role.gap or scene.elsewhere:
        return
    if tokens[0].kind == "result" and whole.subject in CHALLENGES and role.marks["result"] and not scene.dismissed:
        subject = f"{whole.subject}.{role.marks['result']}"
    elif tokens[0].kind == "outcome" and whole.subject == "concluded":
        subject = role.marks["outcome"]
    else:
        return
    span = reader.text.span(start, tokens[0].end)
    reader.add(
        Claim(
            reader.name,
            span,
            reader.sentence,
            reader.original[slice(*span)],
            whole.value,
            "",
            subject,
            paths_of(subject, reader.edition),
            reader.year,
            relation="of_which",
            whole=whole,
        )
    )


def read_missing(reader: Reader, tokens: Sequence[Token]) -> None:
    """The places of a text where a number was left out."""
    plain, size = reader.text.plain, len(tokens)
    for place, token in enumerate(tokens):
        kind = token.kind
        if kind not in _PLACES_OF_NUMBERS:
            continue
        following = tokens[place + 1].kind if place + 1 < size else "line"
        earlier = tokens[place - 1] if place else None
        first = plain[token.start]
        measured = plain[token.end : token.end + 1] in _MEASURES
        if kind == "gap" and first in _MEASURES and token.end == token.start + 1 and following in _MARKS:
            verb = earlier is not None and earlier.kind in _COUNTING and earlier.end == token.start
            if earlier is not None and earlier.kind in _COUNTED and earlier.end == token.start:
                verb = following != "stop" or any(each.kind == "quantity" for each in tokens[place:])
            if place > 1 and tokens[place - 2].kind == "neg":
                continue  # 无答复件
            start = earlier.start if verb and earlier else token.start - 1
            if verb or (token.start and plain[token.start - 1] == "共"):
                _miss(reader, start, token.end)
        elif kind == "gap" and plain[token.start : token.end] in ("余条", "余件", "多条") and following in _MARKS:
            if earlier is not None and earlier.kind in ("info", "app") and earlier.end == token.start:
                _miss(reader, token.start, token.end)
        elif kind == "blank" and (measured or str(token.value).startswith("__")):
            _miss(reader, token.start, token.end + measured)
        elif (
            kind == "app"
            and plain[token.end - 1] in _MEASURES
            and following in _MARKS
            and (_spaced(reader, token) or _counted(plain, earlier, token))
        ):
            _miss(reader, token.start, token.end)


def _counted(plain: str, earlier: Token | None, token: Token) -> bool:
    """Whether 共 or 新收 announces a number: 共收到政府信息公开申请件. 收到申请件，及时登记 says nothing of one."""
    if earlier is None or earlier.kind != "flow" or earlier.end != token.start:
        return False
    return plain.startswith(("共", "新收"), earlier.start) or plain[earlier.start - 1 : earlier.start] == "共"


def _spaced(reader: Reader, token: Token) -> bool:
    """Whether two spaces or more stand before the measure word: room left for a number."""
    start, end = reader.text.span(token.start, token.end)
    return reader.original[max(start, end - 3) : end - 1].isspace() and end - start > token.end - token.start + 1


def _miss(reader: Reader, start: int, end: int) -> None:
    span = reader.text.span(start, end)
    reader.missing.append(Missing(reader.name, span, reader.original[slice(*span)]))
