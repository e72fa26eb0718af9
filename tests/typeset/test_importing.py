"""What came of a document, in lines: harmless, and short enough to read. The words are held by the command's tests."""

from __future__ import annotations

from reportwizard.recognise.recognised import Gap, Recognised, Unread
from reportwizard.report.overlay import weigh
from reportwizard.typeset.importing import origins, preview, told, unread_line
from support.recognised import ISSUED, RECEIVED, city_on_paper, plain
from support.reports import blank

HOSTILE = "甲\x1b[31m\n乙\u202e"


def test_a_long_text_is_shown_by_its_beginning() -> None:
    line = unread_line(Unread("附件 " + "长" * 500, "正文之后的附件", place="第 9 页"))
    assert line.startswith("第 9 页 “附件 长长") and line.endswith("…”：正文之后的附件")
    assert len(line) < 120


def test_what_a_document_held_is_shown_harmlessly() -> None:
    report = blank()
    report.figures, report.texts, report.agency = {ISSUED: HOSTILE}, {"overview": HOSTILE}, HOSTILE
    recognised = Recognised(report, unread=[Unread(HOSTILE, HOSTILE, HOSTILE, HOSTILE)], notes=[HOSTILE])
    recognised.form.gaps = [Gap((ISSUED,), HOSTILE, "row")]
    here = blank(agency="某局")
    lines = [text for _, text in (*told(recognised), *preview(weigh(here, report), here))]
    lines += [part for line in origins(recognised, report) for part in line.split("\t")]
    assert len(lines) > 8
    assert not any(set("\x1b\n\u202e") & set(line) for line in lines)


def test_a_figure_of_a_file_of_ours_says_so() -> None:
    report = blank()
    report.figures = {RECEIVED: 5}
    (line,) = origins(None, report)
    assert line.split("\t")[2:] == ["5", "报告文件", ""]


def test_a_missing_table_is_named_once() -> None:
    recognised = plain(city_on_paper().report)
    gap = Gap((ISSUED,), "第二十条第（一）项", "table")
    recognised.form.gaps = [gap, gap._replace(where=(RECEIVED,))]
    recognised.report.stated = {}
    assert [text for _, text in told(recognised)] == ["没有“第二十条第（一）项”这张表，那里空着"]
