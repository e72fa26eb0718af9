"""What a label names, however it is written; what is only like a label names nothing."""

from __future__ import annotations

import pytest

from reportwizard.editions.loading import load_edition
from reportwizard.recognise.labels import Label, Vocabulary, is_figure, read_label

WORDS = {edition: Vocabulary(load_edition(edition)) for edition in ("2019", "2021")}


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_label_and_every_other_wording_names_its_row_or_column_alone(edition: str) -> None:
    words = WORDS[edition]
    for table in words.edition.tables:
        for row in table.rows:
            for text in (row.label, *row.aliases):
                assert [(name.table, name.row) for name in words.find(text).rows] == [(table, row)]
        for column in table.columns:
            for text in (column.label, *column.aliases):
                names = [name.column for name in words.find(text).columns if name.table is table]
                assert names == [column]
        for text in (table.caption, table.corner, table.heading, *(group.label for group in table.row_groups)):
            assert not text or words.find(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("１．属于国家秘密", "denied.state_secret"),
        ("1、 属于 国家秘密", "denied.state_secret"),
        ("⑴属于国家秘密", "denied.state_secret"),
        ("（1）属于国家秘密", "denied.state_secret"),
        ("1.屬於國家秘密", "denied.state_secret"),
        ("3.危及‘三安全一稳定’", "denied.safety_and_stability"),
        ("3.危及三安全一稳定", "denied.safety_and_stability"),
        ("(二) 部分公开 (区分处理的，只计这一情形，不计其他情形)", "partly_granted"),
        ("（二）部分公开", "partly_granted"),
        ("2.其他法律法规禁止公开", "denied.forbidden_by_law"),
        ("（七）合计", "concluded"),
        ("四、结转下年度继续办理", "carried_forward"),
    ],
)
def test_ways_to_write_a_row(text: str, row: str) -> None:
    assert [name.row.id for name in WORDS["2021"].find(text).rows] == [row]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("结果\n维持", "upheld"),
        ("本年(2023)制发件数", "issued"),
        ("本年度制发数", "issued"),
        ("现行有效件", "in_force"),
        ("本年收费金额", "amount"),
        ("本年收费金额(单位:万元)", "amount"),
    ],
)
def test_ways_to_write_a_column(text: str, column: str) -> None:
    assert {name.column.id for name in WORDS["2021"].find(text).columns} == {column}


@pytest.mark.parametrize(
    "text", ["第二十条(一)项", "二十条第（一）项", "信息内容", "三、本年度办理结果", "法人或其他组织"]
)
def test_captions_are_texts_of_the_form(text: str) -> None:
    names = WORDS["2021"].find(text)
    assert names
    assert not names.rows and not names.columns


@pytest.mark.parametrize(
    "text", ["", "属于国家机密", "本年新", "本年收费金额（单位：元）", "甲", "1.", "（三）", "12", "国家秘密"]
)
def test_what_is_only_like_a_label_names_nothing(text: str) -> None:
    assert not WORDS["2021"].find(text)


def test_a_number_is_taken_off_and_kept() -> None:
    assert read_label("（十二）其他") == Label(12, "其他", "其他", "")
    assert read_label("三、甲（乙）") == Label(3, "甲乙", "甲", "(乙)")
    assert read_label("2025年").number is None


@pytest.mark.parametrize("text", ["12", "1,234", "１２", "12件", "/", "—", "无", "251000元", "25.1万元", "-3", "0.5"])
def test_what_stands_where_a_figure_would(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["", " ", "甲", "见附件", "1.属于国家秘密", "2025年报告"])
def test_and_what_does_not(text: str) -> None:
    assert not is_figure(text)


def test_a_head_in_another_unit_is_not_the_column() -> None:
    assert WORDS["2021"].find("本年制发件数（件）").columns
    assert not WORDS["2021"].find("本年制发件数（万件）").columns
