"""Family N, last part: the other tables, blanks left in the text, and what ought to have been said.

The claims against tables two and four are judged in `told`, as those against table three.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportwizard.characters import one_line
from reportwizard.checks.context import Context
from reportwizard.checks.contradictions import contradictions
from reportwizard.checks.finding import Finding
from reportwizard.checks.registry import rule
from reportwizard.checks.told import flow_paths, number_of, told
from reportwizard.checks.unit_slips import unit_slips
from reportwizard.report.numbers import format_number

_RATES = frozenset({"答复率", "办结率", "办复率", "回复率", "答复办结率", "办理率"})
"""The rates that say all of them; 按期答复率 and the like speak of those that were due."""
_DUE = ("按期", "按时", "及时", "限时", "到期", "期限", "时限", "期内", "应答复", "应办")
"""Words that make a rate one of what was due."""
_ENDS = "。；！？\n"

_OTHER_MATTERS = "other_matters"
_FEE_WORDS = ("处理费", "收费", "费用", "收取费", "收过费", "缴费")
_OTHER_FEES = ("行政事业性收费", "行政事业型收费", "三公经费")


@rule("N08", "all-answered-but-carried", "warning", reads="both")
def all_answered_but_carried(context: Context) -> Iterator[Finding]:
    """答复率 100%，却有结转

    检查：文中写答复率、办结率 100%，而表中第四项（结转下年度继续办理）大于 0；写明按期、按时或者期限内的不算。
    理由：还有申请没有答复，答复率就不是 100%；多半指的是按期答复率。
    改法：指的是到期的都已答复的，改写为“按期答复率 100%”；否则按办结件数重新计算。
    依据：实务中的核对方法，由两个数的含义推出，读自已公开的报告；报告格式没有规定答复率。
    """
    carried = flow_paths(context, "carried_forward")
    value = number_of(context, carried)
    if not value:
        return
    for share in told(context).claims.shares:
        years = {claim.year for claim in (share.part, share.base) if claim is not None} - {0, context.report.year}
        if share.rate not in _RATES or share.percent != 100 or share.bound not in ("exact", "over") or years:
            continue
        text = context.report.texts.get(share.text, "")
        if any(word in _sentence_around(text, *share.span) for word in _DUE):
            continue
        yield Finding(
            "N08",
            "warning",
            (f"texts.{share.text}", *carried),
            f"文中写{share.rate} 100%，表中却有 {format_number(value)} 件结转下年度继续办理",
            "指到期的都已答复的，改写为“按期答复率 100%”；否则按办结件数重新计算",
            None,
            share.percent,
            share.span,
        )


@rule("N09", "challenges-differ-in-text", "error", reads="both")
def challenges_differ_in_text(context: Context) -> Iterator[Finding]:
    """文中的复议、诉讼件数与表不符

    检查：文中因政府信息公开被申请行政复议、被提起行政诉讼的件数（含各种结果），是否等于表中的总计；
    行政诉讼是未经复议直接起诉与复议后起诉之和；写明没有发生的按 0 核对。备案、应诉、代理等其他案件不算。
    理由：复议和诉讼是社会关注的内容，文字与表不一致会被退回。
    改法：与负责复议、应诉的机构核对，改正文中或者表中写错的一个。
    依据：报告格式第一、四部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）；
    文字与表逐项核对是实务中的做法。
    """
    return contradictions(context, "N09")


@rule("N10", "documents-differ-in-text", "error", reads="both")
def documents_differ_in_text(context: Context) -> Iterator[Finding]:
    """文中的文件、许可、处罚、收费与表不符

    检查：文中规章、行政规范性文件制发、废止、现行有效的件数，行政许可、行政处罚、行政强制的决定数和行政事业性收费的金额，
    是否等于第二部分的表；金额按元、万元换算。公开、发布、解读文件的件数不是制发件数，不作比较。
    理由：文字与表是同一件事的两种写法，不一致会被退回。
    改法：与司法行政、财政和业务部门核对，改正文中或者表中写错的一个。
    依据：报告格式第一、二部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）；
    文字与表逐项核对是实务中的做法。
    """
    return contradictions(context, "N10")


@rule("N11", "number-missing", "error", reads="texts")
def number_missing(context: Context) -> Iterator[Finding]:
    """文中漏了数

    检查：共、收到、受理、答复等词后面，量词前面有没有数；有没有留着 XX、××、下划线等待填的空。
    理由：多半是套用模板后漏填，公布出去内容就不完整。
    改法：补上这个数；没有的写 0，或者改写这句话。
    依据：实务中的核对方法，读自已公开的报告。
    """
    for missing in context.claims.missing:
        yield Finding(
            "N11",
            "error",
            (f"texts.{missing.text}",),
            f"文中“{one_line(missing.words)}”缺一个数",
            "补上这个数；没有的写 0，或者改写这句话",
            None,
            None,
            missing.span,
        )


@rule("N12", "unit-slip", "error", reads="texts")
def unit_slip(context: Context) -> Iterator[Finding]:
    """单位多写或漏写了“万”

    检查：总数以万条（万件）计，而各部分以条（件）计，各部分之和只与去掉“万”的总数相当；
    或者同一件事在文中两处的数正好相差 1 万倍。
    理由：“173769万条”是十七亿多条，多半是把 173769 条写错了单位。
    改法：核对单位，删去或者补上“万”。
    依据：实务中的核对方法，由算术推出，读自已公开的报告。
    """
    for slip in unit_slips(context):
        claim = slip.claim
        yield Finding(
            "N12",
            "error",
            (f"texts.{claim.text}",),
            f"文中“{one_line(claim.words)}”是 {format_number(claim.value)}，{slip.beside}，"
            "相差约 1 万倍，单位里多半多了“万”",
            f"核对单位；如果是 {format_number(slip.meant)}，删去“万”",
            slip.meant,
            claim.value,
            claim.span,
        )


@rule("N13", "fee-not-mentioned", "warning", reads="both")
def fee_not_mentioned(context: Context) -> Iterator[Finding]:
    """第六部分没有提到信息处理费

    检查：第六部分有内容，却没有写是否收取信息处理费；表中（六）2（逾期未按收费通知缴纳费用）大于 0 的
    为警告，其余为建议。
    理由：收没收信息处理费、发出几件收费通知，应在第六部分报告；表中有逾期未缴费的，说明发出过收费通知。
    改法：写明“本年度没有收取信息处理费”；收取的，写发出收费通知的件数、应收金额和实收金额。
    依据：报告格式第六部分（国办公开办函〔2021〕30号）和国办函〔2020〕109号自 2021 年起施行的收费办法；
    其中关于年度报告的条款未见原文，依实务中的做法。2019、2020 年度的报告不作要求。
    """
    text = "".join(context.report.texts.get(_OTHER_MATTERS, "").split())
    row = next(
        (row for table in context.report.edition.tables for row in table.rows if row.id == "other.not_paid"), None
    )
    if not text or row is None:
        return
    for other in _OTHER_FEES:
        text = text.replace(other, "")
    if any(word in text for word in _FEE_WORDS):
        return
    where = (f"texts.{_OTHER_MATTERS}",)
    unpaid = tuple(path for path, cell in context.report.edition.cells.items() if cell.row is row and cell.computed)
    value = number_of(context, unpaid)
    remedy = "写明本年度是否收取信息处理费；收取的，写发出收费通知的件数、应收金额和实收金额"
    if value:
        message = f"第六部分没有提到信息处理费，而表中有 {format_number(value)} 件因逾期未缴纳费用不再处理"
        yield Finding("N13", "warning", (*where, *unpaid), message, remedy)
    else:
        yield Finding("N13", "advice", where, "第六部分没有写本年度是否收取信息处理费", remedy)


def _sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that the span stands in."""
    begin = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    ends = [place for mark in _ENDS if (place := text.find(mark, end)) >= 0]
    return text[begin : min(ends, default=len(text))]
