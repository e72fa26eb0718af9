"""The review sheet (审核单): what is sent back with a report, on paper: what is wrong, where, how to put it right.

Not a verdict: who checks signs it, and what became of each point is left open to be filled in. Each file has its own
part. The day of the check is given, never asked of the clock. Invariants: every finding stands in the sheet once, under
its section or among those with a reason, and nothing of what was not read is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count, groupby

from reportwizard.blocks import Block, Cell, Heading, Paragraph, Table
from reportwizard.characters import one_line
from reportwizard.checks import Finding
from reportwizard.typeset.excerpts import cells_named, origin_of, place_name, quoted, safe, section_heading
from reportwizard.typeset.findings import SEVERITIES, Checked, idle_words, summary, waiver_words

TITLE = "政府信息公开工作年度报告审核单"

_EXPLAINED = (
    "“错误”是与报告格式、条例或者计算不符的，应当改正；“警告”多半有误，请核对后改正或者说明理由；"
    "“建议”是可以写得更好的地方。“处理情况”由填报单位填写：改了的打勾，不改的写明理由。"
)


_HANDLED = "□已改；不改的理由："
"""What stands in the column that is left to be filled in: with nothing in it no format would leave room to write."""


def review(checked: Sequence[Checked], on: date) -> tuple[Block, ...]:
    """The sheet of these files, checked `on` that day: one after the other, each with a title of its own."""
    return tuple(block for entry in checked for block in _sheet(entry, on))


def _sheet(entry: Checked, on: date) -> Iterator[Block]:
    yield Heading(TITLE, 1)
    yield _head(entry, on)
    numbers = count(1)
    if entry.open:
        yield Paragraph(_EXPLAINED)
    else:
        yield Paragraph("没有发现需要改正的问题。")
    for heading, findings in groupby(entry.open, lambda found: section_heading(entry.report, _place(found))):
        yield Heading(heading, 2)
        rows = [_row(entry, next(numbers), finding) for finding in findings]
        yield _table(("序号", "在哪里", "有什么问题", "怎么改", "处理情况"), rows)
    if entry.waived:
        yield Heading("已经说明理由、保留不改的", 2)
        reasons = [_reason(entry, next(numbers), finding) for finding in entry.waived]
        yield _table(("序号", "在哪里", "有什么问题", "说明"), reasons)
    if entry.unread:
        yield Heading("没有读入的内容", 2)
        yield Paragraph("下面这些在原件里有，没有能够读入，检查时没有看到，请对照原件。")
        lost = [
            (str(number), safe(" ".join(unread.text.split())), safe(unread.place), safe(unread.reason))
            for number, unread in enumerate(entry.unread, 1)
        ]
        yield _table(("序号", "原文", "在哪里", "为什么没有读入"), lost)
    if entry.idle:
        yield Heading("没有用到的说明", 2)
        yield Paragraph("报告文件里有这些说明，这次没有发现它们所说的问题。")
        yield from (Paragraph(idle_words(entry.report, waiver)) for waiver in entry.idle)


def _head(entry: Checked, on: date) -> Table:
    report = entry.report
    pairs = (
        ("报告单位", safe(report.agency)),
        ("报告年度", f"{report.year} 年"),
        ("报告文件", _name(entry.file)),
        ("对照的上年报告", _name(entry.against) or "没有"),
        ("检查日期", f"{on.year} 年 {on.month} 月 {on.day} 日"),
        ("检查结果", summary(entry)),
        ("审核人（签名）", ""),
    )
    return Table(tuple((Cell(label, header=True), Cell(value)) for label, value in pairs), stub_columns=1)


def _name(file: str) -> str:
    """A file's name, without the folders of the machine that checked it."""
    return "标准输入" if file == "-" else one_line(file.replace("\\", "/").rpartition("/")[2])


def _place(finding: Finding) -> str:
    return finding.where[0] if finding.where else ""


def _row(entry: Checked, number: int, finding: Finding) -> tuple[str, ...]:
    remedy = f"{safe(finding.remedy)}。" if finding.remedy else ""
    return str(number), _where(entry, finding), _problem(finding), remedy, _HANDLED


def _reason(entry: Checked, number: int, finding: Finding) -> tuple[str, ...]:
    reason = waiver_words(finding.waived) if finding.waived else ""
    return str(number), _where(entry, finding), _problem(finding), reason


def _where(entry: Checked, finding: Finding) -> str:
    quotation = quoted(entry.report, finding)
    cells = cells_named(entry.report, finding) if quotation else ""
    origin = origin_of(finding, entry.origins)
    told = f"“{quotation}”" if quotation else place_name(entry.report, _place(finding)) or "整份报告"
    if not quotation and len(finding.where) > 1:
        told += f" 等 {len(finding.where)} 处"
    return told + (f" 表中：{cells}" if cells else "") + (f"（原件{origin}）" if origin else "")


def _problem(finding: Finding) -> str:
    told = [f"【{SEVERITIES[finding.severity]} {finding.code}】{safe(finding.message)}"]
    told += [safe(hint.message) for hint in finding.hints]
    if finding.lapsed:
        told.append(f"原来的说明已失效，数或者文字已改变（{waiver_words(finding.lapsed)}）")
    return "；".join(told) + "。"


def _table(labels: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    head = tuple(Cell(label, header=True) for label in labels)
    return Table((head, *(tuple(map(Cell, row)) for row in rows)), header_rows=1)
