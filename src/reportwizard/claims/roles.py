"""What the words around a number say of it: its role (what happened, to what, how it ended, who asked, which way).

Knows nothing of other numbers. Invariant: a role is understood only where the words next to the number are known;
anything unknown between the verb and the number, or after it, leaves the number without a subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportwizard.claims.tokens import Token

_KEYS = frozenset(
    {"outcome", "applicant", "channel", "outlet", "challenge", "result", "document", "made", "info", "publish"}
)
_OFFICES = ("局", "委", "厅", "办", "院", "中心", "镇", "乡", "街道", "支队", "大队", "公司")
_PLACES = (
    "市",
    "县",
    "区",
    "省",
    "州",
    "旗",
    "盟",
    "政府",
    "机关",
    "单位",
    "部门",
    "系统",
    "处",
    "所",
    "站",
    "会",
    "是",
)
_TOGETHER = {("received", "concluded"): "received", ("received", "handled"): "handled"}


class Role:
    """The marks that words left, by kind the last one of each; `names` keeps the lists."""

    verb: str = ""
    flow: str = ""
    noun: str = ""
    """app, foreign or gap: the thing that the number counts, as far as a noun names it."""
    carry: str = ""
    gap: bool = False
    """Unknown words stand next to the number."""
    qualified: bool = False
    """Unknown words stand between the verb and the noun: only some of them are meant."""
    next: bool = False
    last: bool = False
    etc: bool = False
    negated: bool = False
    with_carried: bool = False
    """The words add that those carried over from last year are among them."""
    unknown: bool = False
    """Unknown words stand before a name of the form: perhaps only some of it is meant."""
    rest: bool = False
    """其他 is said: other ones than those spoken of."""
    capacity: bool = False
    """It was done in the name of somebody, or for somebody else: 以县政府名义, 代拟, 转发."""
    office: bool = False
    """The unknown words end as the name of an office does."""
    named: bool = False
    """They end as the name of an office or a place does."""
    manner: bool = False
    """Unknown words that name nobody stand before the verb: 纸面答复."""
    actor: bool = False
    """Unknown words stand before the verb: perhaps the name of another office."""

    def __init__(self) -> None:
        self.marks: dict[str, str] = {}
        self.names: list[Token] = []

    def several(self, kind: str) -> bool:
        """Whether a list of names of that kind was given."""
        return sum(token.kind == kind for token in self.names) > 1

    @property
    def empty(self) -> bool:
        """Whether no word said anything."""
        return not (self.flow or self.noun or self.carry or self.marks or self.gap)


def role_of(tokens: Sequence[Token], text: str, year: int, *, applied: bool) -> Role:
    """The role that words give; `applied`: the talk is of applications for information, so that 申请 alone is one."""
    role = Role()
    for token in tokens:
        if token.kind == "app" and token.value == "bare" and not applied:
            role.gap = True
        else:
            _mark(role, token, text, year)
    return role


def _mark(role: Role, token: Token, text: str, year: int) -> None:  # noqa: C901 - one branch a kind of word
    kind, value = token.kind, str(token.value)
    if kind in ("gap", "blank", "rest"):
        role.gap = True
        role.rest = role.rest or kind == "rest"
        role.office = role.office or text.endswith(_OFFICES, token.start, token.end)
        role.named = role.office or text.endswith(_PLACES, token.start, token.end)
        return
    if kind == "flow":
        if role.flow and not role.noun and not role.gap:  # 收到并答复, 接收办理: two verbs of one object
            value = _TOGETHER.get((role.flow, value), value)
        role.manner = role.manner or (role.gap and not role.named)
        role.actor = role.actor or role.gap
        role.flow, role.verb, role.gap = value, text[token.start : token.end], False
        if role.noun == "foreign":
            role.noun = ""
    elif kind in ("app", "foreign"):
        role.qualified = role.qualified or role.gap
        role.noun, role.gap = kind, False
    elif kind == "carry":
        role.carry, role.verb, role.gap = "?", text[token.start : token.end], False
    elif kind == "next" or (kind == "year" and token.value == year + 1):
        role.next = True
    elif kind == "last" or (kind == "year" and token.value == year - 1):
        role.last = True
    elif kind == "capacity":
        role.capacity, role.gap = True, False
    elif kind == "etc":
        role.etc = True
    elif kind == "with_carried":
        role.with_carried = True
    elif kind in ("neg", "plan"):
        role.negated, role.gap = True, False
    elif kind in _KEYS:
        _name(role, token, text)


def _name(role: Role, token: Token, text: str) -> None:
    kind, words = token.kind, text[token.start : token.end]
    role.unknown = role.unknown or role.gap
    role.marks[kind] = str(token.value)
    role.names.append(token)
    role.gap = False
    if kind == "channel" and words.endswith("申请"):
        role.noun = role.noun or "app"
    if kind in ("publish", "made", "outcome") and not role.verb:
        role.verb = words
    if kind == "outcome" and role.noun == "foreign":
        role.noun = ""  # 属于信访、投诉而不予处理的


def carry_of(role: Role) -> str:
    """carried_over or carried_forward, where the words say which way."""
    if not role.carry:
        return ""
    if role.next and not role.last:
        return "carried_forward"
    return "carried_over" if role.last and not role.next else ""
