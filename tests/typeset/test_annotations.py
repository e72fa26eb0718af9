"""Annotations: one command a line, escaped as the runner wants it, nothing of a report ever a command of its own."""

from __future__ import annotations

import re

import pytest

from reportwizard.report import toml
from reportwizard.typeset.annotations import as_annotations
from reportwizard.typeset.findings import Checked
from support.findings import HOSTILE, IDENTITY, checked, in_text, of_a_document, of_all_kinds, report

COMMAND = re.compile(r"::(error|warning|notice) ([^:\r\n]*)::([^\r\n]*)")


def test_the_whole_output() -> None:
    assert as_annotations([of_all_kinds()]) == (
        "::warning file=某局.toml,title=W01 标题不合规定::标题里没有年度"
        "%0A原文：某局2025年政府信息公开工作年度报告%0A改法：补上年度\n"
        "::error file=某局.toml,line=10,endLine=10,col=7,endColumn=10,title=N01 文中的收到件数与表不符::"
        "文中是 12，表中是 3，文中多 9%0A原文：全年收到申请【12件】，其中自然人10件。"
        "%0AA06 可能少打一位%0A改法：核对后改正一处\n"
        "::error file=某局.toml,line=15,endLine=15,col=1,endColumn=19,title=V01 有没有填的单元格::"
        "还有 2 格没有填%0A改法：没有的填 0\n"
        "::notice file=某局.toml,title=W15 没有收到申请，正文没有写明::正文没有写明\n"
    )


def test_what_is_over_several_lines_has_no_columns() -> None:
    made = report()
    assert "line=9,endLine=10,title=" in as_annotations([checked(in_text(made, "公开。\n全年"), made=made)])


def test_a_document_and_files_that_could_not_be_read() -> None:
    told = as_annotations([of_a_document()], [("坏,1.docx", "坏,1.docx：不是 Word 文件。")]).splitlines()
    assert told == [
        "::error file=坏%2C1.docx,title=无法读取::坏,1.docx：不是 Word 文件。",
        "::error file=附件 1.docx,title=V02 所写的不是数::"
        "“/”不是数%0A位置：原件第 2 个表 第 5 行 第 3 格%0A改法：没有的填 0",
        "::warning file=附件 1.docx,title=没有读入（请对照原件补填）::"
        "第 2 个表第 5 行 “合计 | 12”：不知道是哪一行（最接近的是“总计”）",
    ]


def test_nothing_found_is_nothing_said() -> None:
    assert as_annotations([checked()]) == ""


@pytest.mark.parametrize("nasty", HOSTILE)
def test_nothing_of_a_report_or_a_name_is_a_command(nasty: str) -> None:
    made = report()
    made.texts["overview"] = f"{nasty}12件{nasty}"
    finding = in_text(made, "12件", message=f"{nasty}\n::error::{nasty}", remedy=nasty)
    entry = Checked(f"{nasty}.toml", made, [finding], source=toml.dumps(made))
    told = as_annotations([entry], [(nasty, nasty)])
    lines = told.split("\n")
    assert lines.pop() == "" and len(lines) == 2
    for line in lines:
        match = COMMAND.fullmatch(line)
        assert match is not None, line
        assert all("=" in entry for entry in match.group(2).split(","))
        assert not re.search("%(?!25|0A|3A|2C)", match.group(2) + match.group(3))
        assert line.isprintable()


def test_standard_input_has_no_file() -> None:
    assert as_annotations([checked(in_text(report(), "12件"), file="-")]).startswith("::error line=10,")


def test_no_whole_identity_number_is_told() -> None:
    made = report()
    told = as_annotations([checked(in_text(made, IDENTITY, message=IDENTITY, remedy=IDENTITY), made=made)])
    assert IDENTITY not in told and "110" in told
