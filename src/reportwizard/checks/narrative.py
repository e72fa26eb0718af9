"""Family N, first part: what the prose says of applications against table three.

Claims are read in `claims`, judged in `told`; here each rule says what it is and yields its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportwizard.checks.context import Context
from reportwizard.checks.contradictions import contradictions
from reportwizard.checks.finding import Finding
from reportwizard.checks.registry import rule


@rule("N01", "received-differs", "error", reads="both")
def received_differs(context: Context) -> Iterator[Finding]:
    """文中的收到件数与表不符

    检查：文中新收、收到、受理申请的件数，是否等于表中第一项的总计；收办、共办理或者写明含上年结转的，
    是否等于第一项加第二项；上年结转的件数，是否等于第二项。说的是上年的，与上年报告核对。
    “余”“近”“约”“1.4万”等只要求范围相符；表中有空格的不作判断。
    理由：文字与表是同一件事的两种写法，不一致会被退回，也会让公众怀疑数据。
    改法：对照台账，改正文中或者表中写错的一个；件数含上年结转的，在文中写明。
    依据：报告格式第一、三部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）；
    文字与表逐项核对是实务中的做法。
    """
    return contradictions(context, "N01")


@rule("N02", "concluded-differs-in-text", "error", reads="both")
def concluded_differs_in_text(context: Context) -> Iterator[Finding]:
    """文中的办结、结转件数与表不符

    检查：文中办结、答复申请的件数，是否等于表中“（七）总计”；结转下年度的件数，是否等于第四项的总计。
    只说其中一部分的（如受理某件，其中几件办结），与总计无从比较，不作判断。
    理由：办结件数和结转件数是上级和公众最常引用的数，文字与表不一致会被退回。
    改法：对照台账，改正文中或者表中写错的一个。
    依据：报告格式第一、三部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）；
    文字与表逐项核对是实务中的做法。
    """
    return contradictions(context, "N02")


@rule("N03", "outcome-differs-in-text", "error", reads="both")
def outcome_differs_in_text(context: Context) -> Iterator[Finding]:
    """文中的办理结果与表不符

    检查：文中予以公开、部分公开、不予公开、无法提供、不予处理、其他处理及其各种情形的件数，是否等于表中相应的一行或者小计。
    理由：同一种办理结果在文字和表里应是同一个数，不一致的多半是一处更新了、另一处没有更新。
    改法：对照台账，改正文中或者表中写错的一个。
    依据：报告格式第一、三部分（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）；
    文字与表逐项核对是实务中的做法。
    """
    return contradictions(context, "N03")
