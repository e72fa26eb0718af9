"""What a claim can be about: one table of subjects, each with its name and the cells of the form that it adds up.

The words by which prose speaks of them stand in `vocabulary`. Cells are found by the ids of rows and columns, which
are the same in every edition; a subject that an edition has no cells for has no paths there.
"""

from __future__ import annotations

from functools import lru_cache

from reportwizard.editions.form import Edition

RESULTS = {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结"}
APPLICANTS = {
    "natural_person": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "public_welfare": "社会公益组织",
    "legal_service": "法律服务机构",
    "other": "其他组织",
}
ORGANISATIONS = ("business", "research", "public_welfare", "legal_service", "other")
CHANNELS = {
    "in_person": "当面",
    "mail": "信函",
    "online": "网络",
    "fax": "传真",
    "email": "电子邮件",
    "other": "其他方式",
}
OUTLETS = {
    "website": "政府网站",
    "wechat": "微信",
    "weibo": "微博",
    "new_media": "政务新媒体",
    "gazette": "政府公报",
    "press": "报刊、广播、电视",
    "board": "公开栏、查阅点",
    "other": "其他渠道",
}
_FLOW = {
    "received": ("本年新收申请", ("received",)),
    "carried_over": ("上年结转申请", ("carried_over",)),
    "handled": ("本年新收与上年结转申请之和", ("received", "carried_over")),
    "concluded": ("本年度办理结果总计", ("concluded",)),
    "carried_forward": ("结转下年度继续办理", ("carried_forward",)),
}
_OUTCOMES = {
    "granted": "予以公开",
    "partly_granted": "部分公开",
    "denied": "不予公开",
    "denied.state_secret": "属于国家秘密",
    "denied.forbidden_by_law": "其他法律行政法规禁止公开",
    "denied.safety_and_stability": "危及“三安全一稳定”",
    "denied.third_party": "保护第三方合法权益",
    "denied.internal_affairs": "属于三类内部事务信息",
    "denied.deliberative": "属于四类过程性信息",
    "denied.enforcement_file": "属于行政执法案卷",
    "denied.administrative_query": "属于行政查询事项",
    "unavailable": "无法提供",
    "unavailable.not_held": "本机关不掌握相关政府信息",
    "unavailable.needs_creation": "没有现成信息需要另行制作",
    "unavailable.unclear": "补正后申请内容仍不明确",
    "not_processed": "不予处理",
    "not_processed.petition": "信访举报投诉类申请",
    "not_processed.repeated": "重复申请",
    "not_processed.publication": "要求提供公开出版物",
    "not_processed.excessive": "无正当理由大量反复申请",
    "not_processed.reissue": "要求行政机关确认或重新出具已获取信息",
    "other_outcome": "其他处理",
    "other.not_corrected": "逾期不补正",
    "other.not_paid": "逾期未缴纳费用",
}
_CHALLENGES = {
    "reconsideration": ("行政复议", ("reconsideration",)),
    "direct_suit": ("未经复议直接起诉", ("direct_suit",)),
    "suit_after_reconsideration": ("复议后起诉", ("suit_after_reconsideration",)),
    "litigation": ("行政诉讼", ("direct_suit", "suit_after_reconsideration")),
    "challenges": ("行政复议和行政诉讼", ("reconsideration", "direct_suit", "suit_after_reconsideration")),
}
_DOCUMENTS = {
    "rules.issued": ("规章制发", "rules", "issued"),
    "rules.repealed": ("规章废止", "rules", "repealed"),
    "rules.in_force": ("规章现行有效", "rules", "in_force"),
    "normative_documents.issued": ("行政规范性文件制发", "normative_documents", "issued"),
    "normative_documents.repealed": ("行政规范性文件废止", "normative_documents", "repealed"),
    "normative_documents.in_force": ("行政规范性文件现行有效", "normative_documents", "in_force"),
    "rules.made": ("规章新制作", "rules", "made"),
    "rules.disclosed": ("规章新公开", "rules", "disclosed"),
    "rules.disclosed_total": ("规章对外公开总数", "rules", "disclosed_total"),
    "normative_documents.made": ("规范性文件新制作", "normative_documents", "made"),
    "normative_documents.disclosed": ("规范性文件新公开", "normative_documents", "disclosed"),
    "normative_documents.disclosed_total": ("规范性文件对外公开总数", "normative_documents", "disclosed_total"),
    "licensing": ("行政许可处理决定", "licensing", "decisions"),
    "penalties": ("行政处罚处理决定", "penalties", "decisions"),
    "coercion": ("行政强制处理决定", "coercion", "decisions"),
    "fees": ("行政事业性收费金额", "fees", "amount"),
}

SUBJECTS: dict[str, str] = {
    **{key: name for key, (name, _) in _FLOW.items()},
    **_OUTCOMES,
    **{f"applicant.{key}": f"{name}的申请" for key, name in APPLICANTS.items()},
    "applicant.organisations": "法人或其他组织的申请",
    **{f"channel.{key}": f"申请方式：{name}" for key, name in CHANNELS.items()},
    **{key: name for key, (name, _) in _CHALLENGES.items()},
    **{f"{key}.{r}": f"{name}：{result}" for key, (name, _) in _CHALLENGES.items() for r, result in RESULTS.items()},
    **{key: name for key, (name, _, _) in _DOCUMENTS.items()},
    "published": "主动公开的信息",
    **{f"published.{key}": f"主动公开的信息：{name}" for key, name in OUTLETS.items()},
}
"""Every subject and its name in Chinese."""

PAPERS = frozenset({"rules", "normative_documents"})
PAPER_COLUMNS = frozenset(key.partition(".")[2] for key in _DOCUMENTS if "." in key)
FLOW = frozenset(_FLOW)
OUTCOMES = frozenset(_OUTCOMES)
CHALLENGES = frozenset(_CHALLENGES)
_GROUPS = {"other_outcome": "other"}


def _kind(subject: str) -> str:
    head, dot, _ = subject.partition(".")
    if head == "applicant" or (head in ("channel", "published") and dot):
        return "applicant" if head == "applicant" else "channel"
    if subject in OUTCOMES:
        return "outcome"
    if head in CHALLENGES:
        return "challenge"
    if subject in _DOCUMENTS:
        return "document"
    return "flow" if subject in FLOW else ""


_KINDS = {subject: _kind(subject) for subject in SUBJECTS}


def kind_of(subject: str) -> str:
    """What a subject tells apart: applicant, channel, outcome, challenge, document, flow; "" for none."""
    return _KINDS.get(subject, "")


@lru_cache(maxsize=512)
def paths_of(subject: str, edition: Edition, among: str = "received") -> tuple[str, ...]:
    """The cells that a subject adds up; `among` is the flow that a kind of applicant is counted in."""
    if subject in _FLOW:
        wanted = [("applications", row, "total") for row in _FLOW[subject][1]]
    elif subject.startswith("applicant."):
        key = subject.partition(".")[2]
        columns = ORGANISATIONS if key == "organisations" else (key,)
        rows = _FLOW[among][1] if among in _FLOW else ()
        wanted = [("applications", row, column) for row in rows for column in columns]
    elif subject in _OUTCOMES:
        wanted = [("applications", row, "total") for row in _rows(_GROUPS.get(subject, subject), edition)]
    elif subject in _DOCUMENTS:
        wanted = [("proactive", *_DOCUMENTS[subject][1:])]
    else:
        head, _, result = subject.partition(".")
        groups = _CHALLENGES[head][1] if head in _CHALLENGES else ()
        wanted = [("challenges", row, result or "total") for row in groups]
    cells = _cells(edition)
    return tuple(path for key in wanted if (path := cells.get(key)))


def _rows(subject: str, edition: Edition) -> list[str]:
    """The row of that id, or the rows below it."""
    rows = [row.id for table in edition.section("applications").tables for row in table.rows]
    return [row for row in rows if row == subject or row.startswith(f"{subject}.")]


@lru_cache(maxsize=8)
def _cells(edition: Edition) -> dict[tuple[str, str, str], str]:
    return {(cell.section.id, cell.row.id, cell.column.id): path for path, cell in edition.cells.items()}
