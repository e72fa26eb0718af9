"""Reports with findings to tell of: built from findings made by hand, so that the words of no rule matter."""

from __future__ import annotations

from datetime import date

from reportwizard.checks import Finding, Hint
from reportwizard.recognise.recognised import Origin, Unread
from reportwizard.report import toml
from reportwizard.report.model import Report, Waiver
from reportwizard.typeset.findings import Checked
from support.reports import blank

RECEIVED = "applications.received.natural_person"
TOTAL = "applications.received.total"
IDENTITY = "11010519491231002X"
"""Made up, with the check digit that belongs to it."""
REASON = Waiver("V07", ("proactive.art20_1.rules.in_force",), "张三", date(2026, 1, 5), "台账如此", (1,))

HOSTILE = (
    "a::b%c,d\ne\rf",
    "\u202e反\u2066着\u2069写",
    "\x1b[31m红\x07\x00",
    "[点我](https://example.invalid) {0} {id}",
    "<script>alert(1)</script>|`*_#",
    "\ufeff\u200b零宽\u2028行",
)


def report() -> Report:
    """A small report with a text."""
    made = blank(2025, "某局")
    made.texts["overview"] = "一是公开。\n全年收到申请12件，其中自然人10件。联系人身份证号" + IDENTITY + "。"
    made.figures[RECEIVED] = 3
    made.level = "county"
    return made


def in_text(made: Report, words: str, code: str = "N01", **more: object) -> Finding:
    """A finding about these words of the overview, and a cell."""
    start = made.texts["overview"].index(words)
    finding = Finding(code, "error", ("texts.overview", RECEIVED), "文中是 12，表中是 3，文中多 9", "核对后改正一处")
    finding.span = (start, start + len(words))
    for name, value in more.items():
        setattr(finding, name, value)
    return finding


def checked(*findings: Finding, made: Report | None = None, file: str = "某局.toml", **more: object) -> Checked:
    """A report's own file in which this was found."""
    made = made or report()
    return Checked(file, made, findings, source=toml.dumps(made), **more)  # type: ignore[arg-type]


def of_all_kinds() -> Checked:
    """Of words with a hint, of cells, of the title, of nothing, waived, lapsed; and an idle waiver."""
    made = report()
    idle = Waiver("A01", (RECEIVED, TOTAL), "李四", None, "已核对", (5, 5))
    made.waivers = [REASON, idle]
    words = in_text(made, "12件", hints=(Hint("A06", "可能少打一位", (RECEIVED,)),))
    cells = Finding("V01", "error", (RECEIVED, TOTAL), "还有 2 格没有填", "没有的填 0", lapsed=REASON)
    title = Finding("W01", "warning", ("title",), "标题里没有年度", "补上年度")
    nothing = Finding("W15", "advice", (), "正文没有写明", "")
    waived = Finding("V07", "warning", ("proactive.art20_1.rules.in_force",), "少于制发数", "核对", waived=REASON)
    return checked(title, words, cells, nothing, waived, made=made)


def of_a_document() -> Checked:
    """A document with a finding, its place, and what was not read."""
    made = report()
    finding = Finding("V02", "error", (RECEIVED,), "“/”不是数", "没有的填 0")
    unread = Unread("合计 | 12", "不知道是哪一行", "总计", "第 2 个表第 5 行")
    return Checked("附件 1.docx", made, [finding], [unread], {RECEIVED: Origin("", 2, 5, 3, "/")})
