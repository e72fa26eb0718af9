"""Reports that nobody would think of, for properties: every kind of figure, and texts that look like anything else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.vendor.pretty import for_type_by_name

from reportwizard.editions.form import Cell
from reportwizard.editions.loading import edition_ids, load_edition
from reportwizard.report.model import LEVELS, Report, Waiver, text_ids
from reportwizard.report.numbers import Figure, parse_figure
from reportwizard.report.totals import differing_stated

TROUBLE = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "五、存在的主要问题及改进情况：一是人手不足",
    "（一）主动公开。全年主动公开信息1234条。",
    "自然人",
    "总计",
    "一、本年新收政府信息公开申请数量",
    "12",
    "规章\t3\t4\t5",
    "| 规章 | 3 | 4 | 5 |",
    "|---|---|",
    "+----+----+",
    "# 标题",
    "1. 第一",
    "- 一项",
    "> 引文",
    "=1+1",
    "@SUM(A1)",
    "<b>粗</b><script>alert(1)</script>",
    "&amp; &lt; &#65;",
    '#import "x"; $x^2$ *粗* _斜_ `码`',
    "{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe }",
    "https://example.invalid/?a=1&b=2",
    "“引号”‘单引号’——破折号……省略号",
    "全年收到申请 14,069 件，同比增长 1.05%。",
    "附件：1.清单",
    "版权所有",
)
_HAN = st.text(
    "政府信息公开工作年度报告本年新收件数条例规范发布平台监督保障甲乙丙丁戊己，。、；：（）《》“”0123456789", min_size=1
)
_ANY = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Zs"), exclude_characters="\ufffe\uffff"
    ),
    min_size=1,
    max_size=40,
)
AGENCIES = st.text("甲乙丙丁市县区局办公室委员会厅镇街道", min_size=2, max_size=12)
LINES = st.one_of(st.sampled_from(TROUBLE), _HAN, _ANY)
"""One paragraph."""

_ON_PAPER = (
    "— 3 —",
    "3",
    "第 3 页 共 9 页",
    "规章 3 4 5",
    "2. 第二",
    "2025年1月5日",
    "一是人手不足；",
    "六、其他需要报告的事项",
    "0123456789" * 8,
    "网址https://example.invalid/" + "a/b-c?d=1&" * 12,
    "growth of the local economy, " * 9,
)
_WORDS_ON_PAPER = st.sampled_from(
    (
        "公开",
        "政府信息",
        "，",
        "。",
        "12",
        "件",
        " ",
        "the",
        "14,069",
        "（一）",
        "——",
        "……",
        "“",
        "《条例》",
        "2025年",
        "a/b?c=1",
    )
)
PRINTED = st.one_of(
    st.sampled_from(TROUBLE + _ON_PAPER),
    _HAN,
    st.lists(_WORDS_ON_PAPER, min_size=1, max_size=400).map("".join),
)
"""One paragraph that every Chinese font can show: also what looks like a page number or a line of a table, what fills
its line, and what runs over lines and pages."""


def texts(lines: st.SearchStrategy[str] = LINES) -> st.SearchStrategy[str]:
    """A text of some paragraphs."""
    return st.lists(lines, min_size=1, max_size=6).map("\n".join)


_WORDS = st.sampled_from(("/", "—", "无", "12件左右", "251000元", "见附件", "约30"))


def figure(cell: Cell) -> st.SearchStrategy[Figure | None]:
    """What may stand in a cell: mostly a number of its kind, sometimes nothing or a text."""
    amounts = st.decimals(0, 10**8, places=4).map(lambda value: value.quantize(Decimal("0.01")))
    numbers: dict[str, st.SearchStrategy[Any]] = {
        "count": st.integers(0, 99_999_999),
        "amount": st.one_of(st.integers(0, 10**6), amounts),
        "free_amount": st.one_of(st.integers(0, 10**6), amounts),
        "change": st.integers(-9999, 9999),
    }
    number = numbers[cell.kind]
    return st.one_of(
        number, number, number, st.just(0), st.none(), _WORDS.filter(lambda text: parse_figure(text).value == text)
    )


# hypothesis would print the whole form with every report that fails
for_type_by_name(Report.__module__, "Report", lambda report, printer, cycle: printer.text(repr(report)))


@st.composite
def reports(draw: st.DrawFn, *, whole: bool = False, lines: st.SearchStrategy[str] = LINES) -> Report:
    """A report of either edition; `whole` adds what only the program's own files carry."""
    edition = load_edition(draw(st.sampled_from(edition_ids())))
    year = draw(st.integers(edition.first_year, edition.last_year or 2035))
    report = Report(edition, year, draw(AGENCIES))
    report.texts = {key: draw(texts(lines)) for key in text_ids(edition) if draw(st.booleans())}
    filled = draw(st.sampled_from(("all", "some", "zero", "none")))
    for path, cell in edition.cells.items():
        if cell.computed or filled == "none":
            continue
        value = 0 if filled == "zero" else draw(figure(cell))
        if value is not None:
            report.figures[path] = value
    totals = [path for path, cell in edition.cells.items() if cell.computed]
    report.stated = {
        path: draw(st.integers(0, 10**6)) for path in draw(st.lists(st.sampled_from(totals), max_size=4, unique=True))
    }
    report.stated = {path: report.stated[path] for path in totals if path in report.stated}
    report.stated = differing_stated(report)
    if whole:
        _complete(draw, report)
    return report


def _complete(draw: st.DrawFn, report: Report) -> None:
    report.level = draw(st.sampled_from(("", *LEVELS)))
    report.published = draw(st.none() | st.dates(date(2020, 1, 1), date(2036, 12, 31)))
    report.title = draw(st.sampled_from(("", "某某单位政府信息公开工作年度报告（2020年）")))
    filled = sorted(report.figures)
    if filled:
        path = draw(st.sampled_from(filled))
        why = draw(texts())
        report.waivers = [Waiver("V05", (path,), "张三", date(2026, 1, 5), why, (report.figures[path],))]
        report.carried = {path}
        report.carried_from = "../去年/2024.toml"
