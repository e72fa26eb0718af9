"""A workbook that was sent, filled in and came back: what was typed counts, everything else is as it was."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from reportwizard.blocks import KEPT_SHEET
from reportwizard.formats.opening import open_source
from reportwizard.formats.registry import export
from reportwizard.recognise.recognised import Recognised
from reportwizard.report.model import Report, Waiver
from reportwizard.typeset.report import lines
from support.reports import blank
from support.workbooks import SOFFICE, calculated, changed, parts_of, place_of, sheets_of, typed

HEAD, OVERVIEW, PROACTIVE = "报告", "一 总体情况", "二 主动公开"
MATRIX, CHALLENGES, PROBLEMS = "三 收到和处理申请", "四 复议和诉讼", "五 问题和改进"
RECEIVED = "applications.received.natural_person"
RECEIVED_LABEL = "一、本年新收政府信息公开申请数量"
AMOUNT = "proactive.art20_8.fees.amount"

needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def read(data: bytes) -> Recognised:
    source = open_source(data, "表.xlsx")
    assert source.recognised is not None
    assert source.recognised.report is source.report
    return source.recognised


@pytest.fixture
def whole(city: Report) -> Report:
    """A report with everything that its own file can hold."""
    city.level, city.published = "city", date(2026, 1, 20)
    city.title = "示例市人民政府政府信息公开年报（2025年）"
    city.texts["overview"] = "  一段\n\n\n二、主动公开政府信息情况\n自然人\n"
    city.figures[AMOUNT] = Decimal("12.50")
    city.figures["proactive.art20_1.rules.issued"] = "/"
    city.waivers = [Waiver("V05", (RECEIVED,), "张三", date(2026, 1, 5), "无误", (1,), {"附": "手写"})]
    city.stated = {"challenges.direct_suit.total": 5}
    city.carried, city.carried_from = {"agency", RECEIVED}, "2024.toml"
    return city


def test_an_untouched_workbook_gives_the_very_report(whole: Report, office: Report, zeros: Report) -> None:
    for report in (whole, office, zeros, blank()):
        made = read(export(report, "xlsx"))
        assert made.report == report
        assert (made.notes, made.unread) == ([], [])
        assert str(made.report.figures.get(AMOUNT)) == str(report.figures.get(AMOUNT))


@needs_libreoffice
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_workbook_saved_by_another_program_gives_the_very_report(
    tmp_path: Path, whole: Report, office: Report, suffix: str
) -> None:
    if suffix == "ods":
        whole.texts["overview"] = "一段\n\n\n二段\n"  # there LibreOffice itself makes one space of several
    books = {name: export(report, "xlsx") for name, report in {"whole": whole, "office": office}.items()}
    saved = calculated(tmp_path, books, suffix)
    for name, report in {"whole": whole, "office": office}.items():
        made = read(saved[name])
        assert made.report == report
        assert (made.notes, made.unread) == ([], [])


def test_what_was_typed_counts_and_nothing_else_changes(whole: Report) -> None:
    data = export(whole, "xlsx")
    made = read(
        typed(
            data,
            {
                place_of(data, MATRIX, RECEIVED_LABEL, 3): 7,
                place_of(data, MATRIX, RECEIVED_LABEL, 4): None,
                place_of(data, MATRIX, RECEIVED_LABEL, 9): None,  # which is what the formula then shows
                place_of(data, PROACTIVE, "规章", 1): 3,
                (PROBLEMS, "A3"): "又一段\n再一段",
                (HEAD, "A1"): "示例市年报 2025年",
            },
        )
    ).report
    expected = dict(whole.figures) | {RECEIVED: 7, "proactive.art20_1.rules.issued": 3}
    del expected["applications.received.business"]
    assert made.figures == expected
    assert made.texts["problems"].splitlines()[-2:] == ["又一段", "再一段"]
    assert made.texts["overview"] == whole.texts["overview"]
    assert (made.waivers, made.stated, made.carried) == (whole.waivers, whole.stated, {"agency"})
    assert str(made.figures[AMOUNT]) == "12.50"


def test_the_name_of_the_agency_counts_in_the_title_too() -> None:
    data = typed(export(blank(), "xlsx"), {(HEAD, "B3"): "甲市乙局"})  # nobody has worked out the title again
    made = read(data).report
    assert (made.agency, made.title) == ("甲市乙局", "")


def test_a_blank_form_is_filled_by_typing() -> None:
    report = blank()
    data = export(report, "xlsx")
    places = [(MATRIX, f"{column}{row}") for row in range(6, 31) for column in "DEFGHI"]
    free = [at for at in places if sheets_of(data)[MATRIX][int(at[1][1:]) - 1][3] == ""]
    figures = {at: number for number, at in enumerate(free) if at[1][1:] != "29"}
    made = read(typed(data, {**figures, (OVERVIEW, "A2"): "第一段"})).report
    typed_cells = [
        path for path, c in report.edition.cells.items() if path.startswith("applications") and not c.computed
    ]
    assert set(made.figures) == set(typed_cells)
    assert made.texts == {"overview": "第一段"}


def test_a_total_typed_over_its_formula_is_what_is_stated(city: Report) -> None:
    data = export(city, "xlsx")
    made = read(typed(data, {place_of(data, MATRIX, RECEIVED_LABEL, 9): 1}))
    assert made.report.stated == {"applications.received.total": 1}
    assert made.report.figures == city.figures


def test_a_wider_text_in_a_cell_is_kept_as_it_stood(city: Report) -> None:
    data = export(city, "xlsx")
    made = read(typed(data, {place_of(data, MATRIX, RECEIVED_LABEL, 3): "约12件"})).report
    assert made.figures[RECEIVED] == "约12件"


def test_another_year_is_taken_and_told(city: Report) -> None:
    made = read(typed(export(city, "xlsx"), {(HEAD, "D3"): 2024}))
    assert made.report.year == 2024
    assert [note for note in made.notes if "2024" in note and "以表格为准" in note]
    assert made.report.figures == city.figures


def test_a_year_that_is_none_leaves_the_old_one_and_is_told(city: Report) -> None:
    made = read(typed(export(city, "xlsx"), {(HEAD, "D3"): "去年"}))
    assert made.report.year == 2025
    assert "表格里没有写明年度，按原来的 2025 年读入" in made.notes


@pytest.mark.parametrize("sheet", [PROACTIVE, MATRIX, CHALLENGES, PROBLEMS])
def test_a_sheet_that_is_gone_takes_nothing_along(city: Report, sheet: str) -> None:
    hidden = changed(
        export(city, "xlsx"), lambda _, text: text.replace(f'name="{sheet}"', f'name="{sheet}" state="hidden"')
    )
    made = read(hidden)
    assert made.report == city
    assert [note for note in made.notes if "保留原来的" in note]


def test_a_damaged_kept_text_is_told_and_the_rest_is_read(city: Report) -> None:
    data = export(city, "xlsx")
    damaged = changed(data, lambda name, text: text.replace("format = 1", "format = 一") if "shared" in name else text)
    made = read(damaged)
    assert made.report.figures == city.figures
    assert [note for note in made.notes if "已损坏" in note]


def test_a_workbook_without_the_kept_text_is_read_as_any_other(city: Report) -> None:
    data = export(city, "xlsx")
    bare = changed(data, lambda _, text: text.replace(f'name="{KEPT_SHEET}"', 'name="别的"'))
    made = read(bare).report
    assert made.figures == city.figures
    assert (made.agency, made.year) == (city.agency, city.year)
    assert {key: lines(text) for key, text in made.texts.items()} == {
        key: lines(text) for key, text in city.texts.items()
    }


@needs_libreoffice
def test_what_libreoffice_works_out_after_typing_is_read_back(tmp_path: Path, city: Report) -> None:
    data = export(city, "xlsx")
    filled = typed(data, {place_of(data, MATRIX, RECEIVED_LABEL, 3): 13_614, (HEAD, "B3"): "甲市"})
    saved = calculated(tmp_path, {"filled": filled})["filled"]
    sheets = sheets_of(saved)
    assert sheets[HEAD][0][0] == "甲市2025年政府信息公开工作年度报告"
    (told,) = [row[-1] for row in sheets[MATRIX] if row[0] == "勾稽检查（不计入报告）"]
    assert told == "第三项加第四项比第一项加第二项：自然人少 2"
    made = read(saved).report
    assert (made.agency, made.title, made.figures[RECEIVED]) == ("甲市", "", 13_614)
    assert made.stated == {}


def test_the_parts_hold_no_machine_and_no_time(city: Report) -> None:
    parts = parts_of(export(city, "xlsx"))
    assert "dcterms:" not in parts["docProps/core.xml"].partition("<dc:title>")[2]
    assert city.full_title in parts["docProps/core.xml"]
