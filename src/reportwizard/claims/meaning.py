"""From the role of a number to its subject, within a scene: what the text, the paragraph and the sentence speak of.

Only this decides what a number counts. Invariant: a subject is given where the words give it plainly, or where the
scene leaves nothing else to be meant; everything else has none.
"""

from __future__ import annotations

from reportwizard.claims.roles import Role, carry_of
from reportwizard.claims.scene import Scene
from reportwizard.claims.subjects import PAPER_COLUMNS, PAPERS

OUTLET_AS_CHANNEL = {"website": "online", "other": "other"}
_PUBLISHING = ("主动公开", "公开", "发布", "公开发布", "主动发布", "公开公示", "发布更新", "主动公开发布")
_DECISIONS = ("licensing", "penalties", "coercion")
_DECISION_UNITS = ("件", "宗", "起", "份", "例", "笔", "个")


def subject_of(role: Role, after: Role, scene: Scene, unit: str) -> tuple[str, str]:
    """The subject that the words before a number and those after it give, and the verb; ("", verb) for none."""
    if scene.elsewhere or role.negated or role.gap or role.noun == "foreign":
        return "", role.verb
    if after.noun == "foreign" and not after.flow and not role.marks:
        return "", role.verb
    if "result" in role.marks and "challenge" in after.marks and "challenge" not in role.marks:
        role.marks["challenge"] = after.marks["challenge"]  # 被纠正的2件复议案件
    found = _named(role, scene, unit)
    if found is None and role.flow:
        found = _flow(role, after, scene)
        found = "handled" if found == "received" and (role.with_carried or after.with_carried) else found
    if found is None and (role.empty or role.noun == "app") and not after.negated:
        verb = after.verb
        if after.flow and after.actor:
            return "", verb  # 2件经批准延期后办结: only these, in a way of their own
        if after.flow and not role.noun and (scene.topic != "app" or (after.gap and after.noun)):
            return "", verb
        found = _named(after, scene, unit)
        if found is None and after.flow and scene.topic == "app" and after.noun != "foreign":
            found = after.flow
        return found or "", verb
    return found or "", role.verb


def _named(role: Role, scene: Scene, unit: str) -> str | None:
    """What the names in a role give; None where there are none that say what is counted, "" where they are unclear."""
    marks = role.marks
    if "document" in marks or (
        "made" in marks and scene.document and marks["made"] in ("issued", "repealed", "in_force")
    ):
        return _document(role, scene, unit)
    if "challenge" in marks or ("result" in marks and scene.challenge):
        return _challenge(role, scene)
    if role.carry:
        if "applicant" in marks or "channel" in marks or (scene.topic == "other" and role.noun != "app"):
            return ""
        return carry_of(role) if role.noun == "app" or scene.topic == "app" else ""
    application = role.noun == "app" or scene.topic == "app"
    if application and "outcome" in marks:
        return "" if "applicant" in marks or "channel" in marks else _outcome(role)
    if application and ("applicant" in marks or "channel" in marks or ("outlet" in marks and "publish" not in marks)):
        return _asked(role)
    if "publish" in marks or (("outlet" in marks or marks.get("channel") == "other") and scene.topic == "publish"):
        return _published(role, scene)
    return None


def _outcome(role: Role) -> str:
    """The outcome; of rows and their group (属于重复申请而不予处理) the only row, of several or after 等 the group."""
    last = role.marks["outcome"]
    names = {str(token.value) for token in role.names if token.kind == "outcome"}
    if any(name != last and not name.startswith(f"{last}.") for name in names):
        return ""
    return last if role.etc or role.unknown or len(names) != 2 else next(name for name in names if name != last)


def _document(role: Role, scene: Scene, unit: str) -> str:
    marks = role.marks
    document = marks.get("document") or scene.document
    made = marks.get("made", scene.made if not role.flow else "")
    if "document" not in marks and scene.shown:
        return ""  # 公开规章13件，其中新制定5件
    if role.capacity or role.several("document") or "publish" in marks or (scene.published and "made" not in marks):
        return ""
    if role.flow and not (role.flow == "handled" and scene.text == "proactive" and document in _DECISIONS):
        return ""
    if scene.reviewed and made in ("repealed", "in_force"):
        return ""  # 清理文件94件，继续有效85件
    if document in PAPERS:
        return f"{document}.{made}" if made in PAPER_COLUMNS else ""
    if document in _DECISIONS:
        decided = made == "decisions" or scene.text == "proactive" or scene.decided
        plain = marks.get("made", "decisions") == "decisions" and unit.lstrip("百千万亿") in _DECISION_UNITS
        return document if decided and plain else ""
    return document if unit.endswith("元") and marks.get("made", "amount") == "amount" else ""


def _challenge(role: Role, scene: Scene) -> str:
    marks = role.marks
    kind = marks.get("challenge") or scene.challenge
    names = {str(token.value) for token in role.names if token.kind == "challenge"}
    if len(names) > 1:
        if names != {"reconsideration", "litigation"}:
            return ""
        kind = "challenges"
    if scene.decides or role.rest or (scene.strange and not scene.own):
        return ""
    if (role.unknown and not (scene.own or role.flow)) or (role.flow and not scene.marker):
        return ""  # 办理, 收到, 审理行政复议: as the office that decides it; 征收拆迁类行政诉讼: another matter
    about = scene.text == "challenges" or scene.marker or scene.topic == "challenge"
    if not about and (scene.topic != "app" or role.flow):
        return ""
    if role.several("result") or "applicant" in marks:
        return ""
    result = marks.get("result")
    if result is None:
        return kind
    return f"{kind}.{result}" if result and not (result == "upheld" and scene.dismissed) else ""


def _asked(role: Role) -> str:
    """A kind of applicant or a way of asking, one of them alone."""
    marks = role.marks
    if role.flow not in ("", "received", "handled", "concluded"):
        return ""
    ways = {
        OUTLET_AS_CHANNEL.get(str(token.value), "") if token.kind == "outlet" else str(token.value)
        for token in role.names
        if token.kind in ("channel", "outlet")
    }
    if "applicant" in marks:
        return "" if ways or role.several("applicant") or role.qualified else f"applicant.{marks['applicant']}"
    if len(ways) > 1:
        return role.flow if role.etc and role.noun == "app" and not role.qualified else ""
    way = ways.pop()
    return f"channel.{way}" if way and not role.qualified and not role.etc else ""


def _published(role: Role, scene: Scene) -> str:
    if role.flow or role.noun == "app" or (role.verb and role.verb not in _PUBLISHING):
        return ""
    outlets = {str(t.value) for t in role.names if t.kind == "outlet" or (t.kind, t.value) == ("channel", "other")}
    if "info" not in role.marks and scene.topic != "publish":
        return ""
    if len(outlets) == 1 and not role.etc:
        return f"published.{outlets.pop()}"
    return "published" if role.etc or not outlets else ""


def _flow(role: Role, after: Role, scene: Scene) -> str:
    if role.next or role.qualified or role.capacity or role.marks.keys() & {"result", "document", "info", "publish"}:
        return ""  # 当年受理、下年办结的
    if role.flow == "concluded" and role.manner:
        return ""  # 纸面答复: a way of answering
    if role.noun == "app":
        return role.flow
    if role.flow == "handled" and role.actor:
        return ""  # 作遮盖处理, 合并办理: a way of handling
    if after.noun == "app":
        return "" if after.gap or after.qualified else role.flow
    if after.noun or scene.topic != "app":
        return ""
    if after.gap and not (after.flow or after.marks or after.carry):
        return ""
    return role.flow
