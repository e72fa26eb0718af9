"""Where a pasted text lands, and when it is only shown; without a screen."""

from __future__ import annotations

import pytest

from reportwizard.editions.loading import load_edition
from reportwizard.recognise.labels import Vocabulary
from reportwizard.report.model import Report
from reportwizard.tui.grid import Grid
from reportwizard.tui.pasting import clipboard, telling
from reportwizard.tui.pasting.placing import place
from reportwizard.tui.pasting.weighing import Verdict, weigh
from support.clipboards import PAGE, figures, page, printed, tabbed
from support.reports import blank, sample

CITY = sample("hangzhou-2025")
GRIDS = {
    (edition, section.id): Grid(section, load_edition(edition).cells)
    for edition in ("2019", "2021")
    for section in load_edition(edition).sections
    if section.tables
}
WORDS = {edition: Vocabulary(load_edition(edition)) for edition in ("2019", "2021")}
APPLICATIONS = GRIDS["2021", "applications"]
MATRIX = CITY.edition.section("applications").tables[0]


def paste(
    text: str, at: tuple[int, int] = (0, 0), *, section: str = "applications", into: Report | None = None
) -> Verdict:
    report = into or blank()
    grid = GRIDS[report.edition.id, section]
    return weigh(place(grid, WORDS[report.edition.id], clipboard.read(text), [[at]]), report)


def landed(text: str, at: tuple[int, int] = (0, 0), *, section: str = "applications") -> dict[str, object]:
    verdict = paste(text, at, section=section)
    assert verdict.certain, (verdict.reading.doubts, verdict.reading.strays)
    return {landing.path.removeprefix("applications."): landing.after for landing in verdict.landings}


def of(report: Report, section: str, *, but: str = " ") -> dict[str, object]:
    return {
        path: value
        for path, value in report.figures.items()
        if path.startswith(f"{section}.") and not path.endswith(f".{but}")
    }


def row(name: str, *values: object) -> dict[str, object]:
    columns = ("natural_person", "business", "research", "public_welfare", "legal_service", "other")
    return {f"{name}.{column}": value for column, value in zip(columns, values, strict=True) if value is not None}


# ---- one row


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10\t\t0\t0\t0\t0\t10", row("received", 10, None, 0, 0, 0, 0)),
        ("1,234\t5\t0\t0\t0\t0\t1,239", row("received", 1234, 5, 0, 0, 0, 0)),
        ("１２\t0\t0\t0\t0\t0\t12", row("received", 12, 0, 0, 0, 0, 0)),
        (" 12 件\t0\t0\t0\t0\t0\t12件".replace(" 件", "件"), row("received", 12, 0, 0, 0, 0, 0)),
        ("12\t/\t0\t0\t0\t0\t12", row("received", 12, "/", 0, 0, 0, 0)),
        ("1.属于国家秘密\t3\t0\t0\t0\t0\t0\t3", row("denied.state_secret", 3, 0, 0, 0, 0, 0)),
        ("1、属于国家秘密\t3\t0\t0\t0\t0\t0\t3", row("denied.state_secret", 3, 0, 0, 0, 0, 0)),
        ("\t（三）不予公开\t１． 属于国家秘密\t3\t0\t0\t0\t0\t0\t3", row("denied.state_secret", 3, 0, 0, 0, 0, 0)),
        ("2.其他法律法规禁止公开|3|0|0|0|0|0|3", row("denied.forbidden_by_law", 3, 0, 0, 0, 0, 0)),
        ('| 3.危及"三安全一稳定" | 3 | 0 | 0 | 0 | 0 | 0 | 3 |', row("denied.safety_and_stability", 3, 0, 0, 0, 0, 0)),
        ("一、本年新收政府信息公开申请数量 1,234 5 0 0 0 0 1,239", row("received", 1234, 5, 0, 0, 0, 0)),
        ("(一) 予以公开  7  0  0  0  0  0  7", row("granted", 7, 0, 0, 0, 0, 0)),
        ("三、本年度办理结果\t(一)予以公开\t7\t0\t0\t0\t0\t0\t7", row("granted", 7, 0, 0, 0, 0, 0)),
        ("3.其他\t1\t0\t0\t0\t0\t0\t1", row("other.other", 1, 0, 0, 0, 0, 0)),
        ("（六）其他处理\t其他\t1\t0\t0\t0\t0\t0\t1", row("other.other", 1, 0, 0, 0, 0, 0)),
        ('"3.危及“三安全\n一稳定”"\t1\t0\t0\t0\t0\t0\t1', row("denied.safety_and_stability", 1, 0, 0, 0, 0, 0)),
    ],
)
def test_a_row_lands_in_its_cells(text: str, expected: dict[str, object], end: str) -> None:
    assert landed(text + end) == expected


@pytest.mark.parametrize("at", [(0, 0), (4, 3), (24, 6)])
def test_a_label_finds_its_row_wherever_the_cursor_is(at: tuple[int, int]) -> None:
    assert landed("2.重复申请\t3\t0\t0\t0\t0\t0\t3", at) == row("not_processed.repeated", 3, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "其他\t1\t0\t0\t0\t0\t0\t1",  # a column, or a row: nothing tells
        "（三）不予公开\t3.其他\t1\t0\t0\t0\t0\t0\t1",
        "2.属于国家秘密\t3\t0\t0\t0\t0\t0\t3",
        "1.属于国家机密\t3\t0\t0\t0\t0\t0\t3",
        "1.属于国家秘密\t3\t0\t0\t0\t0",
        "1.属于国家秘密\t3\t0\t0\t0\t0\t3",  # five kinds and the total, or six kinds?
        "1.属于国家秘密\t3\t0\t0\t0\t0\t4",
        "1.属于国家秘密\t\t3\t0\t0\t0\t0\t3",
        "1.属于国家秘密\t0000000",
        "1.属于国家秘密\t1\t2\t0\t0\t0\t0\t0\t3",
        "1.属于国家秘密\t3\t0\t0\t0\t0\t0\t3\n1.属于国家秘密\t4\t0\t0\t0\t0\t0\t4",
        "1.属于国家秘密\t3\t0\t0\t0\t0\t0\t3\n9\t0\t0\t0\t0\t0\t9",
        "1 234 0 0 0 0 234",
        "会议纪要",
        "3\t0\t0\t0\t0\t3",
        "1\t2\t3\t4\t5\t6\t7\t8",
    ],
)
def test_what_is_not_certain_is_only_shown(text: str) -> None:
    assert not paste(text).certain


def test_no_figure_of_the_wrong_unit_is_taken_over() -> None:
    text = "信息内容\t本年收费金额（单位：{}）\n行政事业性收费\t5000\n"
    assert paste(text.format("万元"), section="proactive").certain
    assert not paste(text.format("元"), section="proactive").certain


def test_an_empty_cell_clears_and_is_told() -> None:
    report = sample("hangzhou-2025")
    verdict = paste("13,612\t\t0\t45\t128\t32\t", into=report)
    assert verdict.certain
    assert [(landing.before, landing.after) for landing in verdict.landings] == [(252, None)]
    assert telling.note(verdict, report, "applications") == "已粘贴 6 格；空格清掉了 1 格原有的数"


def test_totals_are_compared_never_typed_and_told_with_both_values() -> None:
    verdict = paste("1,234\t5\t0\t0\t0\t0\t1,240")
    assert verdict.certain
    assert len(verdict.landings) == 6
    told = telling.note(verdict, blank(), "applications")
    assert "合计不符：一、本年新收政府信息公开申请数量 ／ 总计 写的是 1240，计算是 1239" in told


# ---- blocks and whole tables


@pytest.mark.parametrize("head", [True, False])
def test_a_whole_table_with_labels_lands_from_anywhere(head: bool) -> None:
    text = tabbed(printed(CITY, MATRIX, head=head))
    assert paste(text, (7, 2)).differing == []
    assert {f"applications.{path}": value for path, value in landed(text, (7, 2)).items()} == of(CITY, "applications")


@pytest.mark.parametrize("order", [[2, 0, 1], [20, 4, 15, 23, 24]])
def test_rows_in_any_order_find_their_places(order: list[int]) -> None:
    rows = printed(CITY, MATRIX, head=False)
    verdict = paste(tabbed([rows[number] for number in order]))
    assert verdict.certain
    assert all(landing.after == CITY.figures[landing.path] for landing in verdict.landings)


def test_a_block_of_all_figures_lands_on_the_whole_table() -> None:
    cells = figures(CITY, MATRIX)
    verdict = paste(tabbed(cells))
    assert verdict.certain
    assert verdict.differing == []
    assert {landing.path: landing.after for landing in verdict.landings} == of(CITY, "applications")


def test_six_columns_without_the_total_and_the_rows_above_it() -> None:
    cells = [line[:6] for line in figures(CITY, MATRIX)]
    assert len(paste(tabbed(cells)).landings) == 144
    verdict = paste(tabbed(cells[:23]))
    assert verdict.certain
    assert len(verdict.landings) == 23 * 6


def test_rows_without_the_computed_one_are_not_put_on_it() -> None:
    cells = figures(CITY, MATRIX)
    assert paste(tabbed(cells[:24])).certain
    assert not paste(tabbed(cells[:23] + cells[24:])).certain


def test_labelled_rows_without_the_total_column() -> None:
    rows = [line[:-1] for line in printed(CITY, MATRIX, head=False)]
    verdict = paste(tabbed(rows))
    assert verdict.certain
    assert {landing.path: landing.after for landing in verdict.landings} == of(CITY, "applications")


def test_a_head_tells_which_column_is_missing() -> None:
    rows = [line[:-2] + line[-1:] for line in printed(CITY, MATRIX)]
    verdict = paste(tabbed(rows))
    assert verdict.certain
    assert {landing.path: landing.after for landing in verdict.landings} == of(CITY, "applications", but="other")
    assert "没有“其他”这一列" in telling.note(verdict, blank(), "applications")


def test_a_head_and_figures_without_row_labels() -> None:
    rows = [line[2:] for line in printed(CITY, MATRIX)]
    assert len(paste(tabbed(rows), (3, 3)).landings) == 144
    verdict = paste(tabbed(rows[:3]), (3, 3))
    assert [landing.path for landing in verdict.landings][::6] == [
        "applications.partly_granted.natural_person",
        "applications.denied.state_secret.natural_person",
    ]


def test_columns_in_another_order_follow_their_head() -> None:
    rows = [line[:2] + line[2:][::-1] for line in printed(CITY, MATRIX)]
    verdict = paste(tabbed(rows))
    assert verdict.certain
    assert {landing.path: landing.after for landing in verdict.landings} == of(CITY, "applications")


def test_one_number_a_line_goes_down_as_in_a_spreadsheet() -> None:
    assert landed("3\n\n5\n", (0, 1)) == {"received.business": 3, "granted.business": 5}
    assert not paste("3\n4\n0\n0\n0\n0\n7").certain  # looks like one row


@pytest.mark.parametrize("section", ["proactive", "applications", "challenges"])
@pytest.mark.parametrize("how", ["line", "lines"])
def test_all_figures_of_a_section_in_one_line_or_one_a_line(section: str, how: str) -> None:
    cells = [cell for table in CITY.edition.section(section).tables for line in figures(CITY, table) for cell in line]
    verdict = paste(("\t" if how == "line" else "\n").join(cells), section=section)
    assert verdict.certain
    assert {landing.path: landing.after for landing in verdict.landings} == of(CITY, section)


# ---- a published page


def test_the_three_tables_of_a_page_land_in_their_sections() -> None:
    verdict = paste(PAGE)
    assert verdict.certain
    assert {landing.path for landing in verdict.landings} == {
        path
        for path, cell in CITY.edition.cells.items()
        if not cell.computed and not (path.startswith("applications.") and path.endswith(".other"))
    }
    assert {landing.after for landing in verdict.landings} == {0}
    told = telling.note(verdict, blank(), "applications")
    assert told.startswith("已粘贴 142 格，其中第二部分 10 格、第四部分 12 格；")
    assert "没有“其他”这一列，那一列没有动" in told


TABLES = [
    ("proactive", page("第二十条第（一）项", "三、收到"), 10),
    ("applications", page("(本列", "四、政府信息公开行政"), 120),
    ("challenges", page("行政复议\t"), 12),
]


@pytest.mark.parametrize(("section", "text", "count"), TABLES)
def test_each_table_of_a_page(section: str, text: str, count: int) -> None:
    verdict = paste(text, section=section)
    assert verdict.certain
    assert len(verdict.landings) == count


@pytest.mark.parametrize(("section", "text", "count"), TABLES)
@pytest.mark.parametrize("blanks", [True, False])
def test_the_same_one_cell_a_line(section: str, text: str, count: int, blanks: bool) -> None:
    cells = [cell for cell in text.replace("\n", "\t").split("\t") if blanks or cell]
    verdict = paste("\n".join(cells), section=section)
    # the rows of the page lack a figure: which one, its empty cells told; it is shown, and right
    assert verdict.certain == (section != "applications")
    assert verdict.reading.strays == []
    assert len(verdict.landings) == count
    assert not any(landing.path.endswith(".other") for landing in verdict.landings if section == "applications")


@pytest.mark.parametrize("section", ["proactive", "applications", "challenges"])
@pytest.mark.parametrize("form", ["tabs", "pipes", "lines", "gaps"])
def test_a_citys_tables_in_every_form(section: str, form: str) -> None:
    rows = []
    for table in CITY.edition.section(section).tables:
        rows += [[table.caption]] * bool(table.caption) + printed(CITY, table)
    text = {
        "tabs": tabbed(rows),
        "pipes": "\n".join(f"| {' | '.join(line)} |" for line in [*rows[:1], ["---", "--:"], *rows[1:]]),
        "lines": "\n".join(cell for line in rows for cell in line if cell),
        "gaps": "\n".join("    ".join(cell for cell in line if cell) for line in rows),
    }[form]
    verdict = paste(text, section=section)
    assert verdict.certain
    assert {landing.path: landing.after for landing in verdict.landings} == of(CITY, section)


def test_the_older_form(office: Report) -> None:
    for section in office.edition.sections:
        rows = []
        for table in section.tables:
            rows += [[table.caption]] * bool(table.caption) + printed(office, table)
        if rows:
            verdict = paste(tabbed(rows), section=section.id, into=blank(2019))
            assert verdict.certain
            assert {landing.path: landing.after for landing in verdict.landings} == of(office, section.id)


def test_rows_of_another_edition_are_not_taken_for_others() -> None:
    report = Report(load_edition("2019"), 2019)
    verdict = paste(tabbed(printed(CITY, MATRIX)), into=report)
    assert {stray.text.split()[0] for stray in verdict.reading.strays} == {
        row.label for row in MATRIX.rows if row.id.startswith("other.")
    }
    assert all(landing.after == CITY.figures[landing.path] for landing in verdict.landings)


def test_the_preview_names_what_lands_and_what_does_not() -> None:
    report = sample("hangzhou-2025")
    verdict = paste("1.属于国家秘密\t99\t0\t0\t0\t0\t0\t98\n其他主动公开文件\t5", into=report)
    lines = [text for _, text in telling.preview(verdict, report)]
    assert "  ✗ 没有这样的行名：其他主动公开文件 ｜ 5" in lines
    before = report.figures["applications.denied.state_secret.natural_person"]
    assert any(f"{before} → 99　三 › （三）不予公开 › 1.属于国家秘密 ／ 自然人" in line for line in lines)
    assert any("写的是 98，计算是 99" in line for line in lines)


# ---- the text itself


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ('"a\nb"\t"1 ""2"""\t3', [["a\nb", '1 "2"', "3"]]),
        ('"a\t1\nb\t2', [['"a', "1"], ["b", "2"]]),
        ('3.危及"三安全"\t1', [['3.危及"三安全"', "1"]]),
        ("\u200b1\ufeff\t2\n\n3\t4", [["1", "2"], ["3", "4"]]),
        ("|a|b|\n|---|--:|\n|1||", [["a", "b"], ["1", ""]]),
        ("a|1|2\nb||3", [["a", "1", "2"], ["b", "", "3"]]),
        ("规章　1　2", [["规章", "1", "2"]]),
        ("行政许可 5", [["行政许可", "5"]]),
        ("会议 纪要", [["会议 纪要"]]),
        ("5\n\n6", [["5"], [""], ["6"]]),
    ],
)
def test_a_text_is_read_into_cells(text: str, rows: list[list[str]]) -> None:
    assert clipboard.read(text).rows == rows
