"""What published pages do to the tables of the form, one habit a test; each was seen in a real report."""

from __future__ import annotations

import pytest

from reportwizard.blocks import Cell, Paragraph, Table
from reportwizard.recognise.filled import Filled, read_form
from reportwizard.report.model import Report
from support.printed import Rows, paragraphs, published, rows_of, sections, table, texts, with_table
from support.torn_tables import piped, piped_dropping, streamed

FEES = "proactive.art20_8.fees.amount"


def part_of(report: Report, section: str) -> dict[str, object]:
    return {path: figure for path, figure in published(report).items() if path.startswith(section)}


def read(filled: Filled, section: str) -> dict[str, object]:
    return {path: figure for path, figure in filled.figures.items() if path.startswith(section)}


def unread(filled: Filled) -> str:
    return "\n".join(map(str, filled.unread))


# ---- heads


def test_labels_broken_over_two_rows(city: Report) -> None:
    rows = rows_of(city, "applications")
    upper = [Cell(text) for text in ("商业", "科研", "社会公益", "法律服务")] + [Cell("其他", rowspan=2)]
    lower = [Cell(text) for text in ("企业", "机构", "组织", "机构")]
    top = [[Cell(c.text, c.rowspan + (c.rowspan > 1), c.colspan) for c in row] for row in rows[:2]]
    filled = read_form(with_table(city, "applications", table([*top, upper, lower, *rows[3:]])), city.year)
    assert read(filled, "applications") == part_of(city, "applications")
    assert filled.unread == []


def test_labels_broken_over_two_rows_without_merged_cells(city: Report) -> None:
    rows = texts(
        "行政复议|行政诉讼",
        "未经复议直接起诉|复议后起诉",
        "|".join(["结果", "结果", "其他", "尚未", "总计"] * 3),
        "|".join(["维持", "纠正", "结果", "审结"] * 3),
        "|".join(str(published(city)[path]) for path in city.edition.cells if path.startswith("challenges")),
    )
    filled = read_form(with_table(city, "challenges", table(rows)), city.year)
    assert read(filled, "challenges") == part_of(city, "challenges")


def test_labels_broken_by_a_line_break_inside_the_cell(office: Report) -> None:
    rows = [
        [Cell(c.text.replace("数量", "\n数量").replace("企业", "\n企业"), c.rowspan, c.colspan) for c in row]
        for row in rows_of(office, "proactive")
    ]
    filled = read_form(with_table(office, "proactive", table(rows)), office.year)
    assert read(filled, "proactive") == part_of(office, "proactive")
    assert filled.form.labels == []


def _made_lost(office: Report, first: str, second: str) -> Rows:
    rows = rows_of(office, "proactive")
    rows[1] = [rows[1][0], Cell(first), Cell(second), rows[1][3]]
    return rows


def test_the_rest_of_a_label_counts_where_its_neighbours_leave_one_column(office: Report) -> None:
    filled = read_form(with_table(office, "proactive", table(_made_lost(office, "本年新", "本年新公开数量"))), 2019)
    assert read(filled, "proactive") == part_of(office, "proactive")
    (seen,) = filled.form.labels
    assert (seen.text, seen.statutory) == ("本年新", "本年新制作数量")
    assert seen.where == (
        "proactive.art20_1.rules.made",
        "proactive.art20_1.normative_documents.made",
    )


def test_the_rest_of_a_label_that_may_be_another_column_is_not_placed(office: Report) -> None:
    rows = texts("第二十条第（一）项", "信息内容|本年新|对外公开总数量", "规章|13|524", "规范性文件|60|368")
    filled = read_form(with_table(office, "proactive", table(rows)), 2019)
    assert filled.figures.get("proactive.art20_1.rules.disclosed_total") == 524
    assert "proactive.art20_1.rules.made" not in filled.figures
    assert "13" in unread(filled) and "60" in unread(filled)


def test_the_head_of_the_total_under_the_caption_of_the_others(city: Report) -> None:
    rows = rows_of(city, "applications")
    rows[1] = [rows[1][0], Cell("法人或其他组织", colspan=6)]
    rows[2] = [*rows[2], Cell("总计")]
    filled = read_form(with_table(city, "applications", table(rows)), city.year)
    assert read(filled, "applications") == part_of(city, "applications")
    assert filled.unread == []


def test_a_column_that_is_not_printed_is_a_gap_and_its_cells_are_blank(city: Report) -> None:
    rows = rows_of(city, "applications")
    other = [path for path in city.edition.cells if path.startswith("applications") and path.endswith(".other")]
    rows = [[cell for cell in row if cell.name not in other and cell.text != "其他"] for row in rows]
    rows[0] = [rows[0][0], Cell("申请人情况", colspan=6)]
    rows[1] = [rows[1][0], Cell("法人或其他组织", colspan=4), rows[1][2]]
    filled = read_form(with_table(city, "applications", table(rows)), city.year)
    expected = {path: figure for path, figure in part_of(city, "applications").items() if path not in other}
    assert read(filled, "applications") == expected
    (gap,) = filled.form.gaps
    assert (gap.label, gap.kind, set(gap.where)) == ("其他", "column", set(other))


def test_figures_one_place_beside_their_heads_are_read_in_order_and_told() -> None:
    """As one bureau's page gives them: the deepest labels stand where the grid has the first column."""
    rows = texts(
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）||申请人情况||||||",
        "||自然人|法人或其他组织||||总计|",
        "|||商业企业|科研机构|社会公益组织|法律服务机构||",
        "一、本年新收政府信息公开申请数量||5|0|0|0|0|5|",
        "三、本年度办理结果|（一）予以公开|3|0|0|0|0|3|",
        "|（三）不予公开|1.属于国家秘密|1|0|0|0|0|",
        "||2.其他法律行政法规禁止公开|0|1|0|0|0|",
        "（七）总计||4|1|0|0|0|5|",
    )
    filled = read_form({"applications": [table(rows)]}, 2025)
    figures = filled.figures
    assert figures["applications.received.natural_person"] == 5
    assert figures["applications.granted.total"] == 3
    assert figures["applications.denied.state_secret.natural_person"] == 1
    assert figures["applications.denied.forbidden_by_law.business"] == 1
    assert "applications.denied.state_secret.total" not in figures
    assert not any(path.endswith(".other") for path in figures)
    assert [gap.label for gap in filled.form.gaps if gap.kind == "column"] == ["其他"]
    assert "2 行的数与表头错开" in filled.notes[0]


# ---- cells in paragraphs


def test_cells_joined_by_strokes_with_the_empty_ones_kept(office: Report) -> None:
    for section in ("proactive", "applications", "challenges"):
        parts = with_table(office, section, *piped(rows_of(office, section)))
        filled = read_form(parts, office.year)
        assert read(filled, section) == part_of(office, section)


def test_cells_joined_by_strokes_with_the_empty_ones_dropped(office: Report, city: Report) -> None:
    filled = read_form(with_table(city, "applications", *piped_dropping(rows_of(city, "applications"))), city.year)
    assert read(filled, "applications") == part_of(city, "applications")
    filled = read_form(with_table(office, "applications", *piped_dropping(rows_of(office, "applications"))), 2019)
    assert read(filled, "applications") == {}
    assert "821 ｜ 35 ｜ 2 ｜ 1 ｜ 859" in unread(filled)


def test_strokes_around_the_rows_and_a_rule_below_the_head() -> None:
    lines = ["| 信息内容 | 本年处理决定数量 |", "|---|---|", "| 行政许可 | 7 |"]
    filled = read_form({"proactive": paragraphs("说明一句。", *lines, "说明两句。")}, 2025)
    assert filled.figures == {"proactive.art20_5.licensing.decisions": 7}
    assert filled.prose["proactive"] == ["说明一句。", "说明两句。"]
    assert filled.unread == []


@pytest.mark.parametrize("section", ["proactive", "applications", "challenges"])
def test_every_cell_in_a_paragraph_of_its_own(city: Report, section: str) -> None:
    lines = streamed(rows_of(city, section))
    before, behind = Paragraph("全年情况见下。"), Paragraph("以上数据由各单位报送。")
    filled = read_form(with_table(city, section, before, *lines, behind), city.year)
    assert read(filled, section) == part_of(city, section)
    assert filled.prose[section] == ["全年情况见下。", "以上数据由各单位报送。"]
    origin = filled.origins[next(iter(part_of(city, section)))]
    assert origin.table == 0
    assert lines[origin.row - 2].text == origin.text


def test_of_cells_in_paragraphs_a_row_whose_count_does_not_fit_is_unread(city: Report) -> None:
    lines = streamed(rows_of(city, "applications"))
    at = next(at for at, line in enumerate(lines) if line.text.startswith("一、本年新收"))
    del lines[at + 3]
    filled = read_form(with_table(city, "applications", *lines), city.year)
    assert not any(path.startswith("applications.received") for path in filled.figures)
    assert (
        filled.figures["applications.carried_over.natural_person"]
        == part_of(city, "applications")["applications.carried_over.natural_person"]
    )
    assert "一、本年新收政府信息公开申请数量 ｜ " in unread(filled)


def test_a_label_and_its_figures_run_together_in_a_paragraph() -> None:
    lines = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章000", "行政规范性文件", "1", "2", "3"]
    filled = read_form({"proactive": paragraphs(*lines)}, 2025)
    assert filled.figures == {
        "proactive.art20_1.normative_documents.issued": 1,
        "proactive.art20_1.normative_documents.repealed": 2,
        "proactive.art20_1.normative_documents.in_force": 3,
    }
    assert [seen.text for seen in filled.form.together] == ["规章000"]
    assert "规章000" in unread(filled)


# ---- several tables


def test_tables_that_are_none_of_the_form(city: Report) -> None:
    parts = sections(city)
    parts["preface"] = [table(texts("首页|政务公开|互动交流"))]
    parts["proactive"].append(table(texts("渠道|条数", "网站|120", "微信|45")))
    parts["other_matters"] = [table(texts("版权所有|联系我们"))]
    filled = read_form(parts, city.year)
    assert filled.figures == published(city)
    assert [unread.text for unread in filled.unread] == [
        "首页 ｜ 政务公开 ｜ 互动交流",
        "渠道 ｜ 条数",
        "版权所有 ｜ 联系我们",
    ]
    assert "3 行" in filled.unread[1].reason


def test_a_table_of_licences_in_the_overview_is_not_the_form(city: Report) -> None:
    parts = sections(city)
    parts["overview"] = [Paragraph("许可如下。"), table(texts("事项|数量", "行政许可|35", "行政处罚|4"))]
    filled = read_form(parts, city.year)
    assert filled.figures == published(city)
    assert [unread.text for unread in filled.unread] == ["事项 ｜ 数量"]


def test_a_table_of_the_form_under_another_heading_is_read_where_its_own_section_has_none(city: Report) -> None:
    parts = sections(city)
    parts["overview"] += parts["proactive"]
    parts["proactive"] = []
    filled = read_form(parts, city.year)
    assert filled.figures == published(city)
    assert filled.unread == []


def test_a_partial_copy_beside_the_table(city: Report) -> None:
    rows = rows_of(city, "applications")
    parts = with_table(city, "applications", table(rows[:6]), table(rows))
    filled = read_form(parts, city.year)
    assert read(filled, "applications") == part_of(city, "applications")
    assert filled.unread == []


def test_a_partial_copy_with_another_figure_is_named_and_the_larger_table_counts(city: Report) -> None:
    rows = rows_of(city, "applications")
    small = [list(row) for row in rows[:5]]
    small[3][1] = Cell("4321")
    filled = read_form(with_table(city, "applications", table(small), table(rows)), city.year)
    assert read(filled, "applications") == part_of(city, "applications")
    assert "4321" in unread(filled)
    assert "另一处" in unread(filled)


def test_the_same_row_twice_in_one_table_with_other_figures_counts_neither(city: Report) -> None:
    rows = rows_of(city, "proactive")
    at = next(at for at, row in enumerate(rows) if row[0].text == "行政许可")
    rows.insert(at + 1, [rows[at][0], Cell("17", colspan=3)])
    filled = read_form(with_table(city, "proactive", table(rows)), city.year)
    assert "proactive.art20_5.licensing.decisions" not in filled.figures
    assert "17" in unread(filled) and "11398889" in unread(filled)


@pytest.mark.parametrize("heads", [True, False])
def test_a_table_continued_over_three_pages(city: Report, heads: bool) -> None:
    rows = [[Cell(cell.text) for cell in row] for row in rows_of(city, "applications")]
    head = rows[:3] if heads else []
    tables = [table(rows[:9]), table([*head, *rows[9:20]]), table([*head, *rows[20:]])]
    filled = read_form(with_table(city, "applications", *tables), city.year)
    assert read(filled, "applications") == part_of(city, "applications")
    assert filled.unread == []
    assert filled.form.gaps == []


def test_reconsideration_and_suits_in_tables_of_their_own(city: Report) -> None:
    figures = [str(published(city)[path]) for path in city.edition.cells if path.startswith("challenges")]
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    first = [[Cell("行政复议", colspan=5)], [Cell(text) for text in results], [Cell(text) for text in figures[:5]]]
    second = [
        [Cell("行政诉讼", colspan=10)],
        [Cell("未经复议直接起诉", colspan=5), Cell("复议后起诉", colspan=5)],
        [Cell(text) for text in results * 2],
        [Cell(text) for text in figures[5:]],
    ]
    filled = read_form(with_table(city, "challenges", table(first), table(second)), city.year)
    assert read(filled, "challenges") == part_of(city, "challenges")
    assert filled.unread == []


def test_results_printed_as_rows_with_their_labels_beside_them(city: Report) -> None:
    figures = [str(published(city)[path]) for path in city.edition.cells if path.startswith("challenges")]
    rows = texts(
        "类别|结果维持|结果纠正|其他结果|尚未审结|总计",
        "行政复议|" + "|".join(figures[:5]),
        "未经复议直接起诉|" + "|".join(figures[5:10]),
        "复议后起诉|" + "|".join(figures[10:]),
    )
    filled = read_form(with_table(city, "challenges", table(rows)), city.year)
    assert read(filled, "challenges") == part_of(city, "challenges")


def test_two_rows_of_figures_under_a_head_for_one_count_neither(city: Report) -> None:
    rows = rows_of(city, "challenges")
    filled = read_form(with_table(city, "challenges", table([*rows, [Cell("7")] * 15])), city.year)
    assert read(filled, "challenges") == {}
    assert filled.unread


def test_a_whole_missing_table_is_one_gap(city: Report) -> None:
    parts = sections(city)
    parts["challenges"] = []
    filled = read_form(parts, city.year)
    (gap,) = filled.form.gaps
    assert (gap.kind, gap.label) == ("table", "四、政府信息公开行政复议、行政诉讼情况")
    assert len(gap.where) == 15


def test_rows_without_any_head_count_where_their_sums_bear_them_out(city: Report) -> None:
    rows = [[Cell(cell.text) for cell in row] for row in rows_of(city, "applications")[3:]]
    filled = read_form(with_table(city, "applications", table(rows)), city.year)
    assert read(filled, "applications") == part_of(city, "applications")
    rows[0][1] = Cell("1")
    filled = read_form(with_table(city, "applications", table(rows)), city.year)
    assert read(filled, "applications") == {}
    assert "没有认出它的表头" in unread(filled)


def test_where_no_total_agrees_the_table_is_in_the_wrong_columns(city: Report) -> None:
    rows = rows_of(city, "applications")
    for row in rows[3:]:
        figures = [at for at, cell in enumerate(row) if cell.name]
        moved = [row[figures[-1]], *(row[at] for at in figures[:-1])]
        row[figures[0] :] = moved
    filled = read_form(with_table(city, "applications", table(rows)), city.year)
    assert read(filled, "applications") == {}
    assert "错了列" in unread(filled)


def test_a_table_that_is_empty() -> None:
    filled = read_form({"proactive": [Table(()), Table(((Cell(""),),))]}, 2025)
    assert filled.figures == {}
    assert filled.unread == []


@pytest.mark.parametrize("last", [["251000", "元"], ["3", ".88"], ["3", "见附件"]])
def test_of_cells_in_paragraphs_a_piece_of_a_figure_moves_none(last: list[str]) -> None:
    head = ["信息内容", "采购项目数量", "采购总金额"]
    filled = read_form({"proactive": paragraphs(*head, "政府集中采购", "6", *last)}, 2019)
    assert filled.figures == {}
    assert " ｜ ".join(["政府集中采购", "6", *last]) in unread(filled)


def test_of_cells_in_paragraphs_the_figures_of_a_lost_label_go_to_no_other_row() -> None:
    head = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    filled = read_form({"proactive": paragraphs(*head, "规章", "6", "9", "0")}, 2025)
    assert filled.figures == {}
    filled = read_form({"proactive": paragraphs(*head, "规章", "6", "9", "0", "行政规范性文件", "1", "1", "1")}, 2025)
    assert len(filled.figures) == 6
