"""Family F: whether the form is the statutory one, as a document printed it. Not what its figures say.

A report's own file has no such looks: there all but F02 are silent, which then goes by the year. What a document left
out or ran together is blank in the report; family V counts the blanks, here it is told where they come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportwizard.characters import one_line
from reportwizard.checks.context import Context
from reportwizard.checks.finding import Finding
from reportwizard.checks.registry import rule

if TYPE_CHECKING:
    from reportwizard.editions.form import Edition, Section
    from reportwizard.recognise.recognised import SeenHeading, SeenLabel

_MOST_LABELS = 3
_KINDS = {"row": "这一行", "column": "这一列", "table": "这张表"}


@rule("F01", "section-missing", "error")
def section_missing(context: Context) -> Iterator[Finding]:
    """六个部分的标题不全、次序或序号不对

    检查：从文件读入的报告，六个部分的标题是不是都有，文字、序号和次序是不是与格式相同；
    2019、2020 年度报告中通行的其他写法不算，标题前没有写序号的（可能是自动编号）不作判断。
    理由：格式规定了六个部分，缺一个标题，后面的表和文字就不知道属于哪一部分。
    改法：对照报告格式补上或改正标题，序号依次为一至六。
    依据：报告格式（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）。
    """
    if context.form is None:
        return
    sections = context.report.edition.sections
    seen: dict[str, SeenHeading] = {}
    for heading in context.form.headings:
        if heading.section:
            seen.setdefault(heading.section, heading)
    places = {section.id: place for place, section in enumerate(sections)}
    in_order = _longest_rise([places[section] for section in seen if section in places])
    for place, section in enumerate(sections):
        found = seen.get(section.id)
        where = (f"texts.{section.id}",)
        if found is None:
            message, remedy = f"没有找到标题“{section.heading}”", "补上这个标题，放在这一部分的文字和表之前"
            yield Finding("F01", "error", where, message, remedy, section.heading, "")
            continue
        faults = [] if place in in_order else ["次序不对"]
        if found.number is not None and found.number != place + 1:
            faults.append(f"序号应是“{section.number}”")
        if not _is_heading(found.text, section):
            faults.append(f"应写作“{section.heading}”")
        if faults:
            message = f"标题“{one_line(found.text)}”{'，'.join(faults)}"
            remedy = f"改为“{section.heading}”，六个部分按一至六的次序排列"
            yield Finding("F01", "error", where, message, remedy, section.heading, found.text)


@rule("F02", "wrong-edition", "error")
def wrong_edition(context: Context) -> Iterator[Finding]:
    """用了另一版的报告格式

    检查：报告的年度，是不是这一版格式适用的年度；从文件读入的，还看表里有没有混进另一版才有的行名、列名。
    理由：两版的表所问不同（如“本年新制作数量”与“本年制发件数”），数不能直接对应，上级汇总时会退回。
    改法：换用本年度的格式，对照两版的表逐格填写；含义不同的不要照抄。
    依据：2021 年度起用国办公开办函〔2021〕30号的格式，2019、2020 年度用〔2019〕60号的格式。
    """
    report = context.report
    edition = report.edition
    fits = edition.first_year <= report.year <= (edition.last_year or report.year)
    foreign = context.form.foreign if context.form else []
    if fits and not foreign:
        return
    labels = _some(foreign)
    where = tuple(dict.fromkeys(path for label in foreign for path in label.where))
    if fits:
        message = f"{edition.id} 年版的表里混有另一版才有的{labels}"
        remedy = f"整张表都改用 {edition.id} 年版的行名、列名，核对各格的含义"
        yield Finding("F02", "error", where, message, remedy, edition.id, labels)
        return
    right = _edition_for(report.year)
    message = f"{report.year} 年的报告用的是 {edition.id} 年版的表" + (f"，还混有另一版的{labels}" if labels else "")
    if right is None:
        remedy = f"核对年度：{edition.id} 年版从 {edition.first_year} 年度起用"
    else:
        where = where or tuple(path for path in edition.cells if path not in right.cells)[:1]
        remedy = f"改用 {right.id} 年版的表，逐格对照填写；核对年度是不是写错了"
    where = where or (next(iter(edition.cells)),)
    yield Finding("F02", "error", where, message, remedy, right.id if right else None, edition.id)


@rule("F03", "label-differs", "warning")
def label_differs(context: Context) -> Iterator[Finding]:
    """行名、列名与格式不同

    检查：从文件读入的表，行名、列名是不是格式规定的文字；括号、标点、空格和序号的写法不算。
    理由：少字、错字和自拟的名称（如“现行有效件”“其他法律法规禁止公开”）会让人误解所填的是什么。
    改法：照格式改正名称，并核对填的数是不是格式所指的。
    依据：报告格式第二至四部分的表（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）。
    """
    labels: dict[tuple[str, str], dict[str, None]] = {}
    for seen in context.form.labels if context.form else ():
        labels.setdefault((seen.text, seen.statutory), {}).update(dict.fromkeys(seen.where))
    for (text, statutory), where in labels.items():
        message = f"表里写的是“{one_line(text)}”，格式规定的是“{statutory}”"
        yield Finding("F03", "warning", tuple(where), message, f"改为“{statutory}”", statutory, text)


@rule("F04", "row-or-column-missing", "error")
def row_or_column_missing(context: Context) -> Iterator[Finding]:
    """表里缺少或多出一行、一列

    检查：从文件读入的表，格式里的表、行和列是不是都有，有没有格式里没有的。
    理由：缺少的行、列（常见的是“其他”）没有数，不能当作 0；多出的行、列，其中的数汇总时无处可放。
    改法：补上缺少的行或列，没有的填 0；多出的，把数并到格式里含义相同的一格，再删去。
    依据：报告格式第二至四部分的表（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）。
    """
    if context.form is None:
        return
    for gap in context.form.gaps:
        kind = _KINDS[gap.kind]
        blank = sum(path not in context.totals and path not in context.report.figures for path in gap.where)
        message = f"没有“{one_line(gap.label)}”{kind}" + (f"，{blank} 格空着" if blank else "")
        yield Finding("F04", "error", gap.where, message, f"补上{kind}，没有的填 0（空着不等于 0）", gap.label, "")
    for added in context.form.added:
        kind = _KINDS[added.kind]
        message = f"表里多出“{one_line(added.text)}”{kind}，其中的数没有读入"
        remedy = f"把数并到格式里含义相同的地方，再删去{kind}"
        yield Finding("F04", "error", added.where, message, remedy, None, added.text)


@rule("F05", "cells-run-together", "error")
def cells_run_together(context: Context) -> Iterator[Finding]:
    """几格的数连在一起

    检查：从文件读入的表，有没有几格的数连成一串（如“规章000”），或者一个数分在几格里。
    理由：从哪里分开只能猜，猜错了就是错数，所以不读入，相应的格空着。
    改法：对照原件，把每个数填到各自的格里。
    依据：报告格式要求逐格填报（国办公开办函〔2021〕30号，2019、2020 年度为〔2019〕60号）；常见于从网页复制的表。
    """
    for seen in context.form.together if context.form else ():
        message = f"“{one_line(seen.text)}”分不清各是哪一格的数，没有读入"
        yield Finding("F05", "error", seen.where, message, "对照原件，把每个数填到各自的格里", None, seen.text)


def _is_heading(text: str, section: Section) -> bool:
    """Whether the words are the section's, or a wording that is accepted; numbers and marks are another matter."""
    from reportwizard.recognise.labels import read_label

    words = read_label(text).words
    return any(words.startswith(read_label(accepted).words) for accepted in (section.heading, *section.aliases))


def _longest_rise(places: Sequence[int]) -> set[int]:
    """The most of the places that stand in rising order: the others are those that one would move."""
    runs: list[list[int]] = [[]]
    for place in places:
        before = max((run for run in runs if not run or run[-1] < place), key=len)
        runs.append([*before, place])
    longest = max(runs, key=len)
    return set(longest)


def _edition_for(year: int) -> Edition | None:
    from reportwizard.editions.loading import edition_for_year
    from reportwizard.errors import EditionError

    try:
        return edition_for_year(year)
    except EditionError:
        return None


def _some(labels: Sequence[SeenLabel]) -> str:
    """The first few of them in quotation marks."""
    texts = list(dict.fromkeys(one_line(label.text) for label in labels))
    return "".join(f"“{text}”" for text in texts[:_MOST_LABELS]) + ("等" if len(texts) > _MOST_LABELS else "")
