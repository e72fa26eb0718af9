"""What published reports put into the cells of the form and make of its labels, and whole forms of another year."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from reportwizard.blocks import Cell, Table
from reportwizard.recognise.filled import Filled, read_form
from reportwizard.report.model import Report
from support.printed import Rows, published, relabelled, rows_of, sections, table, texts, with_table

RECEIVED = "applications.received"


def unread(filled: Filled) -> str:
    return "\n".join(map(str, filled.unread))


def first_row(report: Report, *figures: str) -> Filled:
    """The report with other cells in the row of the applications received."""
    rows = rows_of(report, "applications")
    rows[3] = [rows[3][0], *(Cell(text) for text in figures)]
    return read_form(with_table(report, "applications", table(rows)), report.year)


def received(filled: Filled) -> list[object]:
    columns = ["natural_person", "business", "research", "public_welfare", "legal_service", "other", "total"]
    return [filled.figures.get(f"{RECEIVED}.{column}") for column in columns]


# ---- cells


def test_blank_is_blank(city: Report) -> None:
    filled = first_row(city, "", " ", "\u3000", "", "", "", "")
    assert received(filled) == [None] * 7
    assert filled.unread == []
    assert filled.form.gaps == []


def test_what_is_no_number_is_kept_as_it_stood(city: Report) -> None:
    filled = first_row(city, "/", "-", "—", "无", "未增未减", "251000元", "约12件")
    assert received(filled) == ["/", "-", "—", "无", "未增未减", "251000元", "约12件"]
    assert filled.unread == []


def test_numbers_in_other_writing_become_numbers_and_are_told(city: Report) -> None:
    filled = first_row(city, "1,234", "１２", "12件", " 7 ", "0", "0", "1,265")
    assert received(filled) == [1234, 12, 12, 7, 0, 0, 1265]
    assert filled.origins[f"{RECEIVED}.natural_person"].text == "1,234"
    assert filled.notes == ["“1,234”已读作 1234，这样的还有 4 个"]


def test_an_amount_with_four_decimals_and_a_negative_change(city: Report, office: Report) -> None:
    rows = rows_of(city, "proactive")
    rows[-1][1] = Cell("12.3456", colspan=3)
    filled = read_form(with_table(city, "proactive", table(rows)), city.year)
    assert filled.figures["proactive.art20_8.fees.amount"] == Decimal("12.3456")
    rows = rows_of(office, "proactive")
    rows[6][2] = Cell("-5")
    filled = read_form(with_table(office, "proactive", table(rows)), office.year)
    assert filled.figures["proactive.art20_5.licensing.change"] == -5


@pytest.mark.parametrize("text", ["0000000", "000", "012", "0 0 0"])
def test_cells_run_together_are_never_split(city: Report, text: str) -> None:
    for cells in ([text, "", "", "", "", "", ""], [text]):
        filled = first_row(city, *cells)
        assert received(filled) == [None] * 7
        assert text in unread(filled)
        assert text in "".join(seen.text for seen in filled.form.together)


def test_a_cell_over_several_columns_holds_no_one_figure(city: Report) -> None:
    rows = rows_of(city, "applications")
    rows[3][2:4] = [Cell("15", colspan=2)]
    filled = read_form(with_table(city, "applications", table(rows)), city.year)
    (together,) = filled.form.together
    assert (together.text, together.where) == ("15", (f"{RECEIVED}.business", f"{RECEIVED}.research"))
    expected = received(read_form(sections(city), city.year))
    assert received(filled) == [expected[0], None, None, *expected[3:]]


def test_label_and_figures_run_together() -> None:
    rows = texts("信息内容|本年制发件数|本年废止件数|现行有效件数", "规章000|||", "行政规范性文件|1|2|3")
    filled = read_form({"proactive": [table(rows)]}, 2025)
    assert sorted(filled.figures.values()) == [1, 2, 3]  # type: ignore[type-var]
    assert [seen.text for seen in filled.form.together] == ["规章000"]
    assert {path.rpartition(".")[0] for path in filled.form.together[0].where} == {"proactive.art20_1.rules"}


def test_one_number_over_two_cells_is_not_joined(city: Report) -> None:
    filled = first_row(city, "2", "0", "1", "0", "0", "0", "0", "21")
    assert received(filled) == [None] * 7
    assert "2 ｜ 0 ｜ 1" in unread(filled)
    assert filled.form.together
    assert filled.unread[0].nearest == "一、本年新收政府信息公开申请数量"
    assert filled.unread[0].place == "第 2 个表第 4 行"


def test_a_number_broken_over_two_lines_is_kept_as_it_stood(city: Report) -> None:
    assert received(first_row(city, "1361\n2", "0", "0", "0", "0", "0", "13612"))[0] == "1361\n2"


@pytest.mark.parametrize("count", [5, 6])
def test_five_or_six_values_in_a_row_of_seven(city: Report, count: int) -> None:
    filled = first_row(city, *["3"] * count)
    assert received(filled) == [None] * 7
    assert f"这一行 {count} 格，表头是 7 列" in unread(filled)
    assert filled.figures["applications.carried_over.total"] == published(city)["applications.carried_over.total"]


def test_only_the_total_is_filled(city: Report) -> None:
    assert received(first_row(city, "", "", "", "", "", "", "9")) == [None] * 6 + [9]


def test_the_total_is_blank(city: Report) -> None:
    assert received(first_row(city, "1", "2", "3", "4", "5", "6", "")) == [1, 2, 3, 4, 5, 6, None]


def test_a_remark_in_a_figures_cell_is_named(city: Report) -> None:
    remark = "其中三件由上级机关统一答复，未计入本表"
    filled = first_row(city, "1", remark, "0", "0", "0", "0", "1")
    assert received(filled) == [1, None, 0, 0, 0, 0, 1]
    assert remark in unread(filled)
    assert filled.unread[0].nearest == "一、本年新收政府信息公开申请数量 ／ 商业企业"


# ---- labels


def with_labels(report: Report, section: str, names: Mapping[str, str]) -> Filled:
    rows = relabelled(rows_of(report, section), names)
    assert any(cell.text in names.values() for row in rows for cell in row)
    return read_form(with_table(report, section, table(rows)), report.year)


@pytest.mark.parametrize(
    ("section", "label", "text"),
    [
        ("proactive", "规章", "规 章"),
        ("proactive", "规章", "規章"),
        ("proactive", "规章", "规章（含修订）"),
        ("proactive", "规章", "规章\n注：含当年修订的"),
        ("proactive", "本年制发件数", "本年(2023)制发件数"),
        ("proactive", "本年制发件数", "本年\n制发\n件数"),
        ("proactive", "本年收费金额（单位：万元）", "本年收费金额"),
        ("proactive", "第二十条第（一）项", "第二十条(一)项"),
        ("proactive", "第二十条第（一）项", "二十条第（一）项"),
        ("applications", "1.属于国家秘密", "1．属于国家秘密"),
        ("applications", "1.属于国家秘密", "1. 属于国家秘密"),
        ("applications", "1.属于国家秘密", "1、属于国家秘密"),
        ("applications", "（一）予以公开", "(一) 予以公开"),
        ("applications", "3.危及“三安全一稳定”", '3.危及"三安全一稳定"'),
        ("applications", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
        (
            "applications",
            "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
            "(本列)数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
        ),
        ("challenges", "结果维持", "结果 维持"),
    ],
)
def test_the_same_wording_in_other_writing_is_no_other_label(city: Report, section: str, label: str, text: str) -> None:
    filled = with_labels(city, section, {label: text})
    assert filled.figures == published(city)
    assert filled.form.labels == []
    assert filled.unread == []


@pytest.mark.parametrize(
    ("section", "label", "text", "where"),
    [
        ("proactive", "现行有效件数", "现行有效件", "proactive.art20_1.rules.in_force"),
        ("proactive", "本年制发件数", "本年发件", "proactive.art20_1.rules.issued"),
        ("proactive", "本年制发件数", "本年度制发数", "proactive.art20_1.rules.issued"),
        ("proactive", "本年制发件数", "本年度制发件数", "proactive.art20_1.rules.issued"),
        ("proactive", "行政规范性文件", "规范性文件", "proactive.art20_1.normative_documents.issued"),
        ("proactive", "行政事业性收费", "行政事业型收费", "proactive.art20_8.fees.amount"),
        (
            "applications",
            "2.其他法律行政法规禁止公开",
            "2.其他法律法规禁止公开",
            "applications.denied.forbidden_by_law.total",
        ),
        ("applications", "1.属于国家秘密", "1.属于国家机密", "applications.denied.state_secret.other"),
        ("applications", "2.重复申请", "2.重复申请的", "applications.not_processed.repeated.other"),
        ("applications", "商业企业", "商业企", "applications.granted.business"),
    ],
)
def test_other_wording_is_read_and_named(city: Report, section: str, label: str, text: str, where: str) -> None:
    filled = with_labels(city, section, {label: text})
    assert filled.figures == published(city)
    (seen,) = filled.form.labels
    assert (seen.text, seen.statutory) == (text, label)
    assert where in seen.where
    assert filled.unread == []


def test_a_head_that_is_too_far_from_its_label_is_not_taken_for_it(city: Report) -> None:
    filled = with_labels(city, "applications", {"科研机构": "科研单位"})
    assert not any(path.startswith("applications") and path.endswith(".research") for path in filled.figures)
    assert ("科研单位", "科研机构") in [(each.text, each.nearest) for each in filled.unread]
    assert [(gap.label, gap.kind) for gap in filled.form.gaps] == [("科研机构", "column")]


def test_an_unknown_label_is_not_taken_for_its_row(city: Report) -> None:
    filled = with_labels(city, "applications", {"4.保护第三方合法权益": "4.涉及个人隐私"})
    assert not any(path.startswith("applications.denied.third_party") for path in filled.figures)
    (left,) = filled.unread
    assert left.text.startswith("4.涉及个人隐私 ｜ ")
    assert left.nearest == "4.保护第三方合法权益"
    assert [(gap.label, gap.kind) for gap in filled.form.gaps] == [("4.保护第三方合法权益", "row")]
    assert filled.form.added == []


def test_a_label_near_to_two_of_the_form_in_another_place_is_not_placed(city: Report) -> None:
    rows = rows_of(city, "applications")
    at = next(at for at, row in enumerate(rows) if row[0].text == "2.重复申请")
    row = rows.pop(at)
    rows.append([Cell("2.重复申请的", colspan=3), *row[1:]])
    filled = read_form(with_table(city, "applications", table(rows)), city.year)
    assert not any(path.startswith("applications.not_processed.repeated") for path in filled.figures)
    assert "2.重复申请的" in unread(filled)


def test_a_unit_that_is_not_the_forms_makes_another_column(city: Report) -> None:
    filled = with_labels(city, "proactive", {"本年收费金额（单位：万元）": "本年收费金额（单位：元）"})
    assert "proactive.art20_8.fees.amount" not in filled.figures
    assert str(published(city)["proactive.art20_8.fees.amount"]) in unread(filled)


@pytest.mark.parametrize("number", ["9", "3"])
def test_other_and_total_are_rows_only_where_the_form_has_them(city: Report, number: str) -> None:
    rows = rows_of(city, "applications")
    at = next(at for at, row in enumerate(rows) if row[0].text == "8.属于行政查询事项")
    rows.insert(at + 1, [Cell(f"{number}.其他"), *(Cell("77") for _ in range(7))])
    rows[at - 7][0] = Cell("（三）不予公开", rowspan=9)
    rows[5][0] = Cell("三、本年度办理结果", rowspan=23)
    filled = read_form(with_table(city, "applications", table(rows)), city.year)
    assert filled.figures == published(city)
    assert "77 ｜ 77" in unread(filled)


# ---- whole forms


def test_a_row_that_the_form_does_not_have(office: Report) -> None:
    rows = rows_of(office, "proactive")
    rows.insert(4, [Cell("其他主动公开文件"), Cell("5"), Cell("6"), Cell("7")])
    filled = read_form(with_table(office, "proactive", table(rows)), office.year)
    assert filled.figures == published(office)
    (added,) = filled.form.added
    assert (added.text, added.kind) == ("其他主动公开文件", "row")
    assert "proactive.art20_1.rules.made" in added.where
    assert "其他主动公开文件 ｜ 5 ｜ 6 ｜ 7" in unread(filled)


def test_a_column_that_the_form_does_not_have(city: Report) -> None:
    rows = rows_of(city, "applications")
    rows[0][1] = Cell("申请人情况", colspan=8)
    rows[1].append(Cell("比上年增减", rowspan=2))
    for row in rows[3:]:
        row.append(Cell("88"))
    filled = read_form(with_table(city, "applications", table(rows)), city.year)
    assert filled.figures == published(city)
    (added,) = filled.form.added
    assert (added.text, added.kind) == ("比上年增减", "column")
    assert len([each for each in filled.unread if each.text == "88"]) == len(rows) - 3


def test_a_row_that_is_not_printed_is_a_gap(city: Report) -> None:
    rows = rows_of(city, "applications")
    at = next(at for at, row in enumerate(rows) if row[0].text == "2.重复申请")
    del rows[at]
    rows[at - 1][0] = Cell(rows[at - 1][0].text, rowspan=4)
    rows[5][0] = Cell(rows[5][0].text, rowspan=21)
    filled = read_form(with_table(city, "applications", table(rows)), city.year)
    (gap,) = filled.form.gaps
    assert (gap.label, gap.kind, len(gap.where)) == ("2.重复申请", "row", 7)
    assert filled.unread == []


@pytest.mark.parametrize("year", [2021, 2022, 2023, None])
def test_the_form_of_2019_in_a_later_report(office: Report, year: int | None) -> None:
    filled = read_form(sections(office), year)
    assert filled.edition.id == "2019"
    assert filled.figures == published(office)
    assert filled.form.foreign == []


def test_labels_of_2021_in_the_form_of_2019(office: Report) -> None:
    rows = relabelled(
        rows_of(office, "proactive"), {"本年新制作数量": "本年制发件数", "本年新公开数量": "本年废止件数"}
    )
    filled = read_form(with_table(office, "proactive", table(rows)), 2023)
    assert filled.edition.id == "2019"
    assert [seen.text for seen in filled.form.foreign] == ["本年制发件数", "本年废止件数"]
    assert filled.figures["proactive.art20_1.rules.disclosed_total"] == 524
    assert "proactive.art20_1.rules.made" not in filled.figures
    assert "13" in unread(filled)


def test_the_rows_of_2021_in_the_form_of_2019_are_named(city: Report, office: Report) -> None:
    parts = sections(office)
    parts["applications"] = sections(city)["applications"]
    filled = read_form(parts, 2021)
    assert filled.edition.id == "2019"
    assert any(seen.text.startswith("1.申请人无正当理由逾期不补正") for seen in filled.form.foreign)
    assert not any(path.startswith("applications.other.") for path in filled.figures)
    for row in ("not_corrected", "not_paid", "other"):
        assert str(published(city)[f"applications.other.{row}.total"]) in unread(filled)


def test_every_cell_with_a_digit_is_placed_or_named(city: Report) -> None:
    """The last thing that is done: what nothing accounts for is named."""
    rows: Rows = rows_of(city, "proactive")
    rows.insert(0, [Cell("表3-1"), Cell("共12页"), Cell(""), Cell("第4页")])
    rows[3].append(Cell("见文件〔2025〕4号"))
    filled = read_form(with_table(city, "proactive", table(rows)), city.year)
    names = unread(filled)
    assert "表3-1 ｜ 共12页 ｜ 第4页" in names
    assert "见文件〔2025〕4号" in names


def test_a_table_as_large_as_a_document_may_hold_is_read_in_one_pass() -> None:
    """Nothing here looks at a cell again for every other cell."""
    wide = Table(tuple(tuple(Cell(f"甲{y}-{x}") for x in range(20)) for y in range(3000)))
    tall = Table(tuple((Cell("规章"), Cell(str(y))) for y in range(20000)))
    filled = read_form({"proactive": [wide, tall]}, 2025)
    assert filled.figures == {}
    assert len(filled.unread) > 20000
