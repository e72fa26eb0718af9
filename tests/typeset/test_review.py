"""The review sheet: every finding once, with room to answer, in every format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from selectolax.lexbor import LexborHTMLParser

from reportwizard.blocks import Block, Heading, Paragraph, Table
from reportwizard.characters import has_harmful
from reportwizard.checks import check
from reportwizard.errors import UsageError
from reportwizard.formats.review import WRITERS, write
from reportwizard.records import replace
from reportwizard.report.files import open_report
from reportwizard.typeset.findings import Checked
from reportwizard.typeset.review import TITLE, review
from support.findings import HOSTILE, IDENTITY, checked, in_text, of_a_document, of_all_kinds, report
from support.reports import SAMPLES

DAY = date(2026, 2, 3)


def cells(blocks: tuple[Block, ...]) -> Iterator[list[str]]:
    for block in blocks:
        if isinstance(block, Table):
            yield from ([cell.text for cell in row] for row in block.rows)


def test_the_whole_sheet_of_a_file() -> None:
    entry = of_all_kinds()
    entry = replace(
        entry, findings=[*entry.findings[3:4], *entry.findings[:3], entry.findings[4]], against="去年/a.toml"
    )
    blocks = review([entry], DAY)
    assert [block.text for block in blocks if isinstance(block, Heading)] == [
        TITLE,
        "报告信息",
        "一、总体情况",
        "三、收到和处理政府信息公开申请情况",
        "已经说明理由、保留不改的",
        "没有用到的说明",
    ]
    left, problem, answer = ["序号", "在哪里"], "有什么问题", "□已改；不改的理由："
    assert list(cells(blocks)) == [
        ["报告单位", "某局"],
        ["报告年度", "2025 年"],
        ["报告文件", "某局.toml"],
        ["对照的上年报告", "a.toml"],
        ["检查日期", "2026 年 2 月 3 日"],
        ["检查结果", "2 处错误，1 处警告，1 处建议，1 处已说明"],
        ["审核人（签名）", ""],
        [*left, problem, "怎么改", "处理情况"],
        ["1", "整份报告", "【建议 W15】正文没有写明。", "", answer],
        ["2", "“某局2025年政府信息公开工作年度报告”", "【警告 W01】标题里没有年度。", "补上年度。", answer],
        [*left, problem, "怎么改", "处理情况"],
        [
            "3",
            "“全年收到申请【12件】，其中自然人10件。” 表中：一、本年新收政府信息公开申请数量 ／ 自然人：3",
            "【错误 N01】文中是 12，表中是 3，文中多 9；可能少打一位。",
            "核对后改正一处。",
            answer,
        ],
        [*left, problem, "怎么改", "处理情况"],
        [
            "4",
            "一、本年新收政府信息公开申请数量 ／ 自然人 等 2 处",
            "【错误 V01】还有 2 格没有填；原来的说明已失效，数或者文字已改变（张三 2026-01-05 的说明：台账如此）。",
            "没有的填 0。",
            answer,
        ],
        [*left, problem, "说明"],
        ["5", "规章 ／ 现行有效件数", "【警告 V07】少于制发数。", "张三 2026-01-05 的说明：台账如此"],
    ]
    assert [block.text for block in blocks if isinstance(block, Paragraph)][-1] == (
        "A01 一、本年新收政府信息公开申请数量 ／ 自然人（李四 的说明：已核对）"
    )


def test_several_files_have_a_sheet_each_and_what_was_not_read_is_in_it() -> None:
    blocks = review([checked(file="/home/a/一.toml"), of_a_document()], DAY)
    assert [block.text for block in blocks if isinstance(block, Heading) and block.level == 1] == [TITLE, TITLE]
    rows = list(cells(blocks))
    assert ["报告文件", "一.toml"] in rows and ["检查结果", "没有发现问题"] in rows
    assert ["1", "合计 | 12", "第 2 个表第 5 行", "不知道是哪一行"] in rows
    assert any("（原件第 2 个表 第 5 行 第 3 格）" in cell for row in rows for cell in row)
    assert any(block == Paragraph("没有发现需要改正的问题。") for block in blocks)


def test_every_finding_of_a_real_report_stands_in_it_once() -> None:
    made = open_report(SAMPLES / "planted-errors-2025.toml").report
    findings = check(made)
    numbered = [row for row in cells(review([Checked("a.toml", made, findings)], DAY)) if row[0].isdigit()]
    assert [row[0] for row in numbered] == [str(number) for number in range(1, len(findings) + 1)]
    codes = [re.match("【.. (\\w+)】", row[2]) for row in numbered]
    assert [match.group(1) if match else "" for match in codes] == [finding.code for finding in findings]


@pytest.mark.parametrize("nasty", HOSTILE)
@pytest.mark.parametrize("name", list(WRITERS))
def test_every_format_takes_any_text(name: str, nasty: str) -> None:
    made = report()
    made.agency = nasty
    made.texts["overview"] = f"{nasty}12件{nasty}"
    entry = checked(in_text(made, "12件", message=nasty, remedy=nasty), made=made, file=nasty)
    written = write([entry, of_a_document()], name, DAY)
    if name == "docx":
        tables = docx.Document(BytesIO(written)).tables
        text = "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    else:
        text = written.decode("utf-8")
    assert "12件" in text and not has_harmful(text)
    if name == "html":
        assert not LexborHTMLParser(text).css("script, a")


@pytest.mark.parametrize("name", list(WRITERS))
def test_the_same_sheet_is_the_same_bytes(name: str) -> None:
    assert write([of_all_kinds()], name, DAY) == write([of_all_kinds()], name, DAY)
    assert write([of_all_kinds()], name, DAY) != write([of_all_kinds()], name, date(2026, 2, 4)) or name == "docx"


def test_a_format_that_no_sheet_is_made_in_is_refused() -> None:
    with pytest.raises(UsageError, match="pdf"):
        write([], "pdf", DAY)


def test_in_word_each_file_begins_a_page_and_no_text_is_made_small() -> None:
    made = open_report(SAMPLES / "planted-errors-2025.toml").report
    entry = Checked("a.toml", made, check(made))
    document = docx.Document(BytesIO(write([entry, entry], "docx", DAY)))
    titles = [each for each in document.paragraphs if each.style is not None and each.style.name == "Title"]
    assert [bool(each.paragraph_format.page_break_before) for each in titles] == [False, True]
    assert "w:sz " not in document.tables[2]._tbl.xml


def test_no_whole_identity_number_is_told() -> None:
    made = report()
    finding = in_text(made, IDENTITY, code="P01", message=IDENTITY, remedy=IDENTITY)
    assert IDENTITY not in write([checked(finding, made=made)], "md", DAY).decode("utf-8")


def test_no_folder_of_the_machine_is_told(tmp_path: Path) -> None:
    entry = replace(of_all_kinds(), file=str(tmp_path / "a.toml"), against="C:\\年报\\去年.toml")
    told = write([entry], "html", DAY).decode("utf-8")
    assert str(tmp_path) not in told and "年报" not in told.replace("年报告", "") and "去年.toml" in told
