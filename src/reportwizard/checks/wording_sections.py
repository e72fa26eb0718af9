"""Family W, sections: whether each text says what it must. Empty sections, missing parts, lengths.

An empty text is one finding and no more; where a document lacked the very heading of a section, F01 has told it.
The words by which a text may speak of a part are data; one of them is enough, in whatever order and under any heading.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportwizard.checks.context import Context
from reportwizard.checks.finding import Finding
from reportwizard.checks.profile import is_government
from reportwizard.checks.prose import any_of, bare, says_nothing, text_of, texts, vocabulary
from reportwizard.checks.registry import rule

_ALTERNATIVES = "|"
_OTHER_WORDS = {
    "主动公开": vocabulary("主动发布 主动向社会公开"),
    "依申请公开": vocabulary("依申请 公开申请 申请公开 申请办理"),
    "政府信息管理": vocabulary(
        "信息管理 信息资源 信息规范 规范管理 动态管理 文件管理 信息制作 信息审核 信息审查 保密审查 公开属性 时效"
    ),
    "政府信息公开平台建设": vocabulary("平台 政府网站 门户网站 公开专栏 载体 新媒体 公众号"),
    "监督保障": vocabulary("监督 保障措施 工作保障 考核 培训 评议 责任追究 组织领导"),
    "工作考核": vocabulary("考核 考评 绩效 目标管理"),
    "社会评议": vocabulary("评议 社会评价 群众评价 满意度 测评 第三方评估"),
    "责任追究": vocabulary("追究 追责 问责"),
}
"""By which other words a text speaks of a part."""

_NEGATIONS = vocabulary("无 没有 不存在 未发现 未出现")
_PROBLEMS = vocabulary(
    "问题 不足 不够 有待 欠缺 差距 短板 薄弱 弱项 不到位 不强 不高 不及时 不全 不均衡 不平衡 不规范 不深 不多 "
    "不完善 不健全 不充分 不熟 困难 还需 仍需 仍存在 尚未 滞后 缺乏 缺少 偏少 偏低 偏多 较少 较低 单一 不便 难以 "
    "需要进一步 需进一步 缓慢 偏慢 较慢 更新慢 解读少 内容少 渠道少"
)
_MEASURES = vocabulary(
    "改进 措施 举措 对策 办法 打算 下一步 下步 将 加强 加大 进一步 整改 提升 提高 完善 健全 优化 强化 落实 规范 "
    "推进 推动 深化 拓展 拓宽 建立 制定 解决 组织 开展 培训 细化 采取 会同 拟 今后 明年 每月 每季 每周 定期 已于 "
    "已通过 编制 推出 推行 实行 联合 引入 缩短 压缩 力争 确保"
)
_LONGEST_DENIAL = 8


@rule("W07", "parts-missing", "error", "texts")
def parts_missing(context: Context) -> Iterator[Finding]:
    """第一部分没有写，或者缺少几个方面

    检查：第一部分是不是写到了主动公开、依申请公开、政府信息管理、平台建设、监督保障（本地另有规定的按规定）；
    次序不限，用小标题还是连着写都可以。整个部分没有写是错误，缺几个方面是警告。
    理由：格式要求总体情况按这几个方面写，缺一个方面往往被退回补写。
    改法：每个方面补写一段，没有工作可写的也写明情况。
    依据：报告格式第一部分的要求（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）。
    """
    section = next((section for section in context.report.edition.sections if section.parts), None)
    if section is None or _without_heading(context, section.id):
        return
    where = (f"texts.{section.id}",)
    text = text_of(context, section.id).text
    parts = context.profile.overview_parts or section.parts
    names = "、".join(part.partition(_ALTERNATIVES)[0] for part in parts)
    if says_nothing(text):
        yield Finding("W07", "error", where, "第一部分还没有写", f"按这几个方面写：{names}", None, text)
        return
    missing = _missing(parts, text)
    if missing:
        message = f"第一部分没有写到：{'、'.join(missing)}"
        remedy = "每个方面补写一段，没有工作可写的也写明情况"
        yield Finding("W07", "warning", where, message, remedy, names, None)


@rule("W08", "accountability-missing", "error", "texts")
def accountability_missing(context: Context) -> Iterator[Finding]:
    """没有写工作考核、社会评议、责任追究

    检查：各级政府（不是部门）的报告，是不是写了工作考核、社会评议和责任追究的结果情况；不知道是政府还是部门的不作判断。
    理由：这是条例对各级政府报告单独提出的要求，部门的报告没有这一项。
    改法：在第一部分的监督保障中补写；没有开展或者没有发生的，也照实写明。
    依据：《政府信息公开条例》第五十条。
    """
    section = next((section for section in context.report.edition.sections if section.parts), None)
    if section is None or not is_government(context.report) or says_nothing(text_of(context, section.id).text):
        return
    missing = _missing(context.profile.accountability, "\n".join(prose.text for _, prose in texts(context)))
    if missing:
        prose = text_of(context, section.id)
        heading = next((span for span in prose.headings if "监督" in prose.text[slice(*span)]), None)
        message = f"政府的报告没有写到：{'、'.join(missing)}"
        remedy = "在第一部分的监督保障中补写；没有开展或者没有发生的，也照实写明"
        yield Finding("W08", "error", (f"texts.{section.id}",), message, remedy, None, None, heading)


@rule("W09", "problems-thin", "error", "texts")
def problems_thin(context: Context) -> Iterator[Finding]:
    """第五部分没有写，或者没有问题、没有措施

    检查：第五部分是不是写了存在的问题和改进的措施。没有写或者只写“无”是错误；只有问题没有措施、
    只有措施没有问题的是警告。
    理由：格式要求如实报告问题和改进情况，写“无”等于没有报告，常被退回。
    改法：写明上年问题的改进情况、今年的主要问题，一个问题对应一条措施。
    依据：报告格式第五部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）；《政府信息公开条例》第五十条。
    """
    if _without_heading(context, "problems"):
        return
    text = text_of(context, "problems").text
    where = ("texts.problems",)
    remedy = "写明今年的主要问题，一个问题对应一条改进措施"
    if says_nothing(text) or _only_denies(text):
        message = f"第五部分只写了“{bare(text)}”" if bare(text) else "第五部分还没有写"
        yield Finding("W09", "error", where, message, remedy, None, text)
        return
    ahead = any(found.value == context.report.year + 1 for found in text_of(context, "problems").years)
    measures = ahead or any_of(_MEASURES, text)
    lacking = [name for name, found in (("存在的问题", _names_problem(text)), ("改进的措施", measures)) if not found]
    if lacking:
        yield Finding("W09", "warning", where, f"第五部分没有写{'和'.join(lacking)}", remedy)


@rule("W10", "other-matters-empty", "warning", "texts")
def other_matters_empty(context: Context) -> Iterator[Finding]:
    """第六部分没有写

    检查：第六部分是不是空着；本地规定这一部分必须写明某些事项的（见设置），是不是都写到了。
    理由：空着看不出是没有其他事项，还是漏写了。
    改法：没有其他事项的，写“无其他需要报告的事项”；本地规定的事项逐项写明，没有的也写明没有。
    依据：报告格式第六部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）；必写的事项依各地通知。
    """
    if _without_heading(context, "other_matters"):
        return
    text = text_of(context, "other_matters").text
    where = ("texts.other_matters",)
    if not bare(text):
        remedy = "没有其他事项的，写“无其他需要报告的事项”"
        yield Finding("W10", "warning", where, "第六部分还没有写", remedy, None, text)
        return
    missing = _missing(context.profile.other_matters, text)
    if missing:
        message = f"第六部分没有写到本地要求的事项：{'、'.join(missing)}"
        yield Finding("W10", "warning", where, message, "逐项写明，没有的也写明没有")


@rule("W11", "too-long", "advice", "texts")
def too_long(context: Context) -> Iterator[Finding]:
    """超过本地规定的字数

    检查：本地规定了字数的部分（见设置），字数有没有超过；空格和换行不计。没有规定的不检查。
    理由：有的地方限定总体情况的篇幅，超过的会被要求压缩。
    改法：删去与信息公开无关的工作和重复的话。
    依据：各地的通知（如武威市要求第一部分不超过 1000 字）；报告格式本身没有限定字数。
    """
    limits = context.profile.limits
    for name, prose in texts(context) if limits else ():
        limit = limits.get(name, 0)
        length = len("".join(prose.text.split()))
        if 0 < limit < length:
            message = f"{_label(context, name)}有 {length} 字，本地规定不超过 {limit} 字，多 {length - limit} 字"
            remedy = f"压缩到 {limit} 字以内"
            yield Finding("W11", "advice", (f"texts.{name}",), message, remedy, limit, length)


def _missing(parts: tuple[str, ...], text: str) -> list[str]:
    """The parts that the text has no word for, spaces in it apart; a part may list other words for itself after |."""
    missing = []
    text = "".join(text.split())
    for part in parts:
        words = part.split(_ALTERNATIVES)
        others = tuple(other for word in words for other in _OTHER_WORDS.get(word, ()))
        if not any_of((*words, *others), text):
            missing.append(words[0])
    return missing


def _names_problem(text: str) -> bool:
    """Whether a problem is named other than to deny that there is one."""
    for word in _PROBLEMS:
        at = text.find(word)
        while at >= 0:
            before = text[max(0, at - _LONGEST_DENIAL) : at]
            if word != "问题" or not any_of(_NEGATIONS, before):
                return True
            at = text.find(word, at + 1)
    return False


def _only_denies(text: str) -> bool:
    """Whether a text is a single clause that there is nothing: 本年度无存在问题。"""
    said = bare(text)
    short = len(said) <= 2 * _LONGEST_DENIAL and "问题" in said and any_of(_NEGATIONS, said)
    return short and not _names_problem(said) and not any_of(_MEASURES, said)


def _without_heading(context: Context, section: str) -> bool:
    """Whether a document did not even have the heading of a section: F01 tells that."""
    form = context.form
    return form is not None and all(heading.section != section for heading in form.headings)


def _label(context: Context, name: str) -> str:
    """What a text is called: the section it belongs to."""
    section = next((entry for entry in context.report.edition.sections if entry.id == name), None)
    return f"“{section.heading}”的文字" if section else "前言"
