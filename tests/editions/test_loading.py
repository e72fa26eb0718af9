from __future__ import annotations

import pytest

from reportwizard.editions.loading import edition_for_year, edition_ids, load_edition, parse_edition
from reportwizard.errors import EditionError

SMALL = """
id = "9999"
first_year = 2099
title = "{agency}{year}年报告"

[[sections]]
id = "words"
heading = "一、文字"
short = "短"
kind = "narrative"
guidance = "写一段话"

[[sections]]
id = "grid"
heading = "二、表"
short = "短"
kind = "table"
guidance = "填表"

[[sections.tables]]
id = "grid"
columns = [{ id = "a", label = "甲" }, { id = "b", label = "乙" }, { id = "sum", label = "计", parts = ["a", "b"] }]
rows = [
  { id = "in", label = "一、收" },
  { id = "out.x", label = "办" },
  { id = "out.y", label = "转" },
  { id = "done", label = "（一）计", parts = ["out.*"] },
]
row_groups = [{ label = "二、出", members = ["out.*", "done"] }]
balance = { left = ["in"], right = ["done"] }
"""


def test_the_small_form_is_sound() -> None:
    edition = parse_edition(SMALL, "small.toml")
    assert len(edition.cells) == 12
    assert edition.cells["grid.done.a"].parts == ("grid.out.x.a", "grid.out.y.a")
    assert edition.cells["grid.done.sum"].parts == ("grid.done.a", "grid.done.b")
    assert edition.cells["grid.in.a"].label == "一、收 ／ 甲"
    assert not edition.cells["grid.in.a"].computed


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ("first_year", "frist_year", "顶层", "first_year"),
        ("first_year = 2099", "first_year = 2099\nsince = 1", "since", "不认识的键"),
        ('guidance = "填表"', 'guidance = "填表"\nhint = "x"', "sections[1].hint", "不认识的键"),
        (
            '{ id = "in", label = "一、收" }',
            '{ id = "in", label = "一、收", color = "x" }',
            "rows[0].color",
            "不认识的键",
        ),
        ('{ id = "b", label = "乙" }', '{ id = "a", label = "乙" }', "columns[1]", "重复"),
        ('id = "out.y"', 'id = "out.x"', "rows[2]", "重复"),
        ('id = "words"', 'id = "grid"', "sections[1]", "重复"),
        ('parts = ["a", "b"]', 'parts = ["a", "c"]', "columns[sum].parts", "“c”"),
        ('parts = ["a", "b"]', 'parts = ["a", "a"]', "columns[sum].parts", "重复"),
        ('parts = ["a", "b"]', 'parts = ["a", "sum"]', "columns[sum].parts", "自身"),
        ('parts = ["out.*"]', 'parts = ["gone.*"]', "rows[done].parts", "“gone.*”"),
        ('members = ["out.*", "done"]', 'members = ["out.z"]', "row_groups[0].members", "“out.z”"),
        ('left = ["in"]', 'left = ["inn"]', "balance.left", "“inn”"),
        ('left = ["in"], ', "", "balance", "left"),
        ('kind = "narrative"', 'kind = "count"', "sections[0].kind", "count"),
        ('label = "甲"', 'label = "甲", kind = "table"', "columns[0].kind", "table"),
        ('label = "甲"', "label = 1", "columns[0].label", "类型不对"),
        ('parts = ["a", "b"]', 'parts = "ab"', "columns[2].parts", "类型不对"),
        ("first_year = 2099", "first_year = true", "first_year", "类型不对"),
        ('kind = "table"', 'kind = "table"\nlayout = "round"', "sections[1].layout", "round"),
        ('kind = "table"', 'kind = "narrative"', "sections[1]", "tables"),
        ("[[sections.tables]]", "[[sections.tables", "", "TOML"),
    ],
)
def test_a_slip_in_the_data_is_refused_with_file_and_key(old: str, new: str, key: str, message: str) -> None:
    assert old in SMALL
    with pytest.raises(EditionError) as refused:
        parse_edition(SMALL.replace(old, new, 1), "small.toml")
    assert "small.toml" in refused.value.where
    assert key in refused.value.where
    assert message in refused.value.message


@pytest.mark.parametrize(("edition_id", "cells"), [("2021", 200), ("2019", 198)])
def test_the_forms_are_whole(edition_id: str, cells: int) -> None:
    edition = load_edition(edition_id)
    assert len(edition.cells) == cells
    assert [section.number for section in edition.sections] == ["一", "二", "三", "四", "五", "六"]
    assert all(section.guidance for section in edition.sections)


@pytest.mark.parametrize("edition_id", ["2019", "2021"])
def test_every_total_is_made_of_typed_cells_in_the_end(edition_id: str) -> None:
    cells = load_edition(edition_id).cells
    for cell in cells.values():
        for part in cell.parts:
            assert all(not cells[inner].computed for inner in cells[part].parts)


@pytest.mark.parametrize(
    ("year", "edition_id"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021"), (2100, "2021")]
)
def test_a_year_has_its_edition(year: int, edition_id: str) -> None:
    assert edition_for_year(year).id == edition_id


@pytest.mark.parametrize("year", [2018, 2101, 0])
def test_a_year_without_a_form_is_refused(year: int) -> None:
    with pytest.raises(EditionError, match="2019 至 2100"):
        edition_for_year(year)


def test_an_unknown_edition_is_refused_with_the_known() -> None:
    with pytest.raises(EditionError, match="2019、2021"):
        load_edition("2022")
    assert edition_ids() == ("2019", "2021")
