"""The way through the findings, the sums and the words beside a cell: all that needs no screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reportwizard.checks import Finding, Hint
from reportwizard.editions.loading import edition_ids, load_edition
from reportwizard.report.model import Report, Waiver
from reportwizard.session import Session
from reportwizard.tui import guide
from reportwizard.tui.help import help_text
from reportwizard.tui.sums import sum_line
from reportwizard.tui.tour import Spot, Tour
from reportwizard.tui.view import View
from reportwizard.tui.widgets.finding_lines import finding_line, finding_lines, fit, ordered
from support.reports import blank, sample, saved

pytestmark = pytest.mark.usefixtures("figures_only")

A = "applications"
STOPS = ["head", "overview", "proactive", "applications", "challenges", "problems", "other_matters", "review"]

Open = Callable[[Report], View]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    return lambda report: View(Session.open(saved(tmp_path, report)))


@pytest.fixture
def wrong() -> Report:
    """Findings in three sections: V02 in 二, A01 of two columns in 三, A04 in 四."""
    report = sample("hangzhou-2025")
    report.figures["proactive.art20_6.penalties.decisions"] = "12件左右"
    report.figures[f"{A}.received.business"] += 7
    report.figures[f"{A}.received.other"] += 9
    report.stated = {"challenges.direct_suit.total": 99}
    return report


def walk(tour: Tour, spot: Spot, way: int, steps: int) -> list[str]:
    landed = []
    for _ in range(steps):
        finding = tour.next(spot, way)
        assert finding is not None
        address = tour.land(finding, spot)
        spot = Spot(tour.session.section_of(finding), address)
        landed.append(address)
    return landed


ROUND = [
    "proactive.art20_6.penalties.decisions",
    f"{A}.received.business",
    f"{A}.received.other",
    "challenges.direct_suit.total",
]


@pytest.mark.parametrize(
    ("spot", "way", "expected"),
    [
        (Spot("head"), 1, [*ROUND, ROUND[0]]),
        (Spot("review"), 1, ROUND),
        (Spot("review"), -1, ROUND[::-1]),
        (Spot("overview", "texts.overview", 3), 1, ROUND),
        (Spot("applications", f"{A}.received.natural_person"), 1, [*ROUND[1:], ROUND[0]]),
        (Spot("applications", f"{A}.granted.natural_person"), 1, [*ROUND[1:], ROUND[0]]),
        (Spot("applications", f"{A}.granted.natural_person"), -1, [ROUND[2], ROUND[1], ROUND[0], ROUND[3]]),
        (Spot("applications", f"{A}.received.business"), 1, ROUND[1:]),
    ],
)
def test_from_where_one_is_in_the_order_of_the_form(
    spot: Spot, way: int, expected: list[str], wrong: Report, opened: Open
) -> None:
    tour = Tour(opened(wrong), STOPS)
    assert walk(tour, spot, way, len(expected)) == expected


def test_a_section_is_gone_through_to_its_end_and_round_it_before_another(opened: Open) -> None:
    report = sample("hangzhou-2025")
    cells = [f"proactive.art20_6.{row}.decisions" for row in ("penalties", "coercion")]
    first = "proactive.art20_5.licensing.decisions"
    report.figures |= dict.fromkeys((first, *cells), "若干")
    report.stated = {"challenges.direct_suit.total": 99}
    view = opened(report)
    tour = Tour(view, STOPS)
    assert walk(tour, Spot("proactive", cells[0]), 1, 5) == [*cells, first, "challenges.direct_suit.total", first]
    assert walk(tour, Spot("proactive", first), -1, 2) == [cells[1], cells[0]]  # the other way begins a new run
    view.session.answer(cells[0], "3")
    assert walk(tour, Spot("proactive", cells[1]), 1, 2) == [cells[1], first]  # one has gone elsewhere meanwhile


def test_without_findings_there_is_no_next(opened: Open) -> None:
    assert Tour(opened(sample("hangzhou-2025")), STOPS).next(Spot("head"), 1) is None


def test_a_waived_finding_is_no_stop(wrong: Report, opened: Open) -> None:
    view = opened(wrong)
    view.session.waive(view.session.findings[1], who="张三", why="属实", when=None)
    assert walk(Tour(view, STOPS), Spot("head"), 1, 3) == [ROUND[0], ROUND[2], ROUND[3]]


def test_one_lands_where_a_figure_is_proposed_and_then_at_the_other_cells(opened: Open) -> None:
    report = sample("hangzhou-2025")
    report.figures[f"{A}.granted.natural_person"] = 534
    tour = Tour(opened(report), STOPS)
    rows = ("granted", "received", "carried_over", "concluded", "carried_forward", "granted")
    assert walk(tour, Spot("head"), 1, 6) == [f"{A}.{row}.natural_person" for row in rows]


def test_blanks_are_gone_through_one_by_one(opened: Open) -> None:
    report = sample("hangzhou-2025")
    blanks = [f"challenges.direct_suit.{column}" for column in ("upheld", "other", "pending")]
    for path in blanks:
        del report.figures[path]
    view = opened(report)
    tour = Tour(view, STOPS)
    assert walk(tour, Spot("head"), 1, 4) == [*blanks, blanks[0]]
    led, elsewhere = Spot("challenges", blanks[0]), Spot("challenges", blanks[1])
    assert tour.told(led) is not None
    assert tour.told(elsewhere) is None  # while one is typing, a blank is no mistake
    view.session.answer(blanks[0], "16")
    assert walk(tour, led, 1, 2) == blanks[1:]


def test_of_several_findings_of_a_cell_the_one_that_led_there_is_first(opened: Open) -> None:
    report = sample("hangzhou-2025")
    report.figures["challenges.direct_suit.other"] = "-1.5"
    report.figures |= {f"{A}.received.other": 10, f"{A}.received.business": 259}
    view = opened(report)
    view.session.answer("challenges.direct_suit.other", "-1.5")
    tour = Tour(view, STOPS)
    spot = Spot("challenges", "challenges.direct_suit.other")
    assert [finding.code for finding in tour.here(spot)] == ["V03", "V04"]
    tour.land(next(finding for finding in view.session.findings if finding.code == "V04"), Spot("head"))
    assert [finding.code for finding in tour.here(spot)] == ["V04", "V03"]


def test_words_of_a_text_are_marked_and_found_by_the_caret(opened: Open) -> None:
    view = opened(sample("hangzhou-2025"))
    place = ("texts.overview",)
    found = [
        Finding("N01", "error", place, "甲", "", span=(30, 34)),
        Finding("W03", "warning", place, "乙", "", span=(5, 9)),
        Finding("N11", "error", place, "丙", "", span=(12, 14), waived=Waiver("N11", place, "张三", None, "因", ("",))),
        Finding("W09", "error", ("texts.problems",), "丁", "", span=(1, 2)),
    ]
    view.session.findings = found
    tour = Tour(view, STOPS)
    assert [finding.message for finding in tour.here(Spot("overview", "texts.overview", 31))] == ["甲"]
    assert tour.here(Spot("overview", "texts.overview", 20)) == []
    finding = tour.next(Spot("overview", "texts.overview", 20), 1)
    assert finding is found[0]


def test_the_way_tells_errors_before_warnings_before_what_is_still_to_be_done(opened: Open) -> None:
    def way(report: Report) -> dict[str, str]:
        return {stop.number: f"{stop.sign} {stop.word}" for stop in guide.stops(opened(report))}

    report = sample("hangzhou-2025")
    report.texts = dict.fromkeys(("overview", "problems", "other_matters"), "文字")
    assert way(report)["审"] == "✓ 没有错误"
    report.figures |= {
        f"proactive.art20_1.rules.{column}": n for column, n in (("issued", 1), ("repealed", 0), ("in_force", 0))
    }
    warned = way(report)
    assert (warned["二"], warned["三"], warned["审"]) == ("?1 1 处警告", "✓ 已填", "?1 1 处警告")
    report.figures["proactive.art20_6.penalties.decisions"] = "若干"
    wrong = way(report)
    assert (wrong["二"], wrong["审"]) == ("!1 1 处错误", "!1 1 处错误")
    done = sample("hangzhou-2025")
    done.texts = {"overview": "文字"}
    assert way(done)["审"] == "… 未填全"


# ---- sums and words


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            f"{A}.denied.third_party.natural_person",
            "自然人：一 13612＋二 535＝14147；三（七） 13364＋四 783＝14147；（三）小计 719",
        ),
        (f"{A}.granted.other", "其他：一 32＋二 0＝32；三（七） 29＋四 3＝32"),
        (f"{A}.concluded.other", "其他：（一） 14＋（二） 2＋（三） 2＋（四） 8＋（六） 3＝29"),
        (f"{A}.granted.total", "总计：自然人 5345＋商业企业 129＋社会公益组织 41＋法律服务机构 19＋其他 14＝5548"),
        ("challenges.direct_suit.other", "未经复议直接起诉总计：结果维持 16＋结果纠正 1＋其他结果 12＋尚未审结 27＝56"),
        (f"{A}.not_processed.publication.total", "总计：各项都是 0＝0"),
        ("proactive.art20_5.licensing.decisions", ""),
    ],
)  # fmt: skip
def test_the_sum_that_a_cell_belongs_to(path: str, expected: str, opened: Open) -> None:
    view = opened(sample("hangzhou-2025"))
    assert sum_line(view, view.session.report.edition.cells[path], 200) == expected


def test_a_sum_that_is_not_complete_says_so(opened: Open) -> None:
    report = sample("hangzhou-2025")
    del report.figures["challenges.direct_suit.other"]
    view = opened(report)
    cell = view.session.report.edition.cells["challenges.direct_suit.total"]
    assert sum_line(view, cell, 200) == "总计：结果维持 16＋结果纠正 1＋尚未审结 27；已填的合计 44，还有空格"
    for column in ("upheld", "corrected", "pending"):
        view.session.answer(f"challenges.direct_suit.{column}", "")
    assert sum_line(view, cell, 200) == "总计：各项都没有填"
    view.session.answer("challenges.direct_suit.other", "0")
    assert sum_line(view, cell, 200) == "总计：已填的合计 0，还有空格"


@pytest.mark.parametrize("edition", edition_ids())
def test_what_counts_is_said_for_each_row_and_column_on_one_line(edition: str) -> None:
    for table in load_edition(edition).tables:
        for part in (*table.rows, *table.columns):
            assert 4 <= cell_len(part.guidance) <= 76, part
            assert not part.guidance.endswith("。") and not part.detail.endswith("。"), part


@pytest.mark.parametrize("year", [2019, 2025])
def test_beside_every_cell_there_is_room_for_all_that_is_said(year: int, opened: Open) -> None:
    report = blank(year)
    report.figures = {path: 99999999 for path, cell in report.edition.cells.items() if not cell.computed}
    view = opened(report)
    for cell in view.session.report.edition.cells.values():
        lines = guide.about_cell(view, cell, None, 76)
        widths = [sum(cell_len(text) for text, _ in line) for line in lines]
        assert all(width <= 76 for width in widths[:-1]), lines
        assert len(lines) + (widths[-1] > 76) <= 4, lines


def test_help_begins_with_what_is_wrong_here(opened: Open) -> None:
    report = sample("hangzhou-2025")
    report.figures[f"{A}.granted.natural_person"] = 534
    view = opened(report)
    cell = view.session.report.edition.cells[f"{A}.granted.natural_person"]
    text = help_text(view, cell.section, cell, view.session.findings[0])
    order = ["【这里的问题】", "534 应为 5345", "Ctrl+T 采用建议的数", "【这一格】", "现在填的：534",
             "【为什么检查这个】", "【这一部分】", "【表格里的按键】", "【各处都能用的按键】"]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert help_text(view, cell.section, cell, None).startswith("【这一格】")


messages = st.text("一二三甲乙ab12：，（）。；“” ", min_size=0, max_size=80)


@given(text=messages, width=st.integers(4, 90))
def test_what_is_too_long_loses_its_middle(text: str, width: int) -> None:
    shown = fit(text, width)
    assert cell_len(shown) <= width
    if cell_len(text) <= width:
        assert shown == text
    elif text.strip():
        assert "…" in shown


@given(message=messages, hint=messages, width=st.integers(30, 120))
def test_a_finding_on_one_line_fits_and_in_full_loses_nothing(message: str, hint: str, width: int) -> None:
    finding = Finding("A01", "error", (), message, "改", hints=(Hint("A06", hint, ()),))
    assert sum(cell_len(text) for text, _ in finding_line(finding, width)) <= width
    told = "".join(text for line in finding_lines(finding, width) for text, _ in line)
    for words in (message, hint):
        assert words.replace(" ", "") in told.replace(" ", "")


def test_the_difference_is_never_cut_from_the_line() -> None:
    message = (
        "法律服务机构：一 99999999 ＋ 二 99999999 ＝ 199999998；三（七） 99999999 ＋ 四 9999 ＝ 100009998，少 99990000"
    )
    line = finding_line(Finding("A01", "error", (), message, ""), 78)
    assert "".join(text for text, _ in line).endswith("少 99990000")
    place = "行政事业性收费 ／ 本年收费金额（单位：万元）：316441 万元对县级单位来说过大，疑似以元为单位填写"
    assert "316441 万元" in "".join(text for text, _ in finding_line(Finding("V05", "warning", (), place, ""), 78))


def test_of_a_long_place_the_captions_go_first_then_the_end_of_the_row(opened: Open) -> None:
    view = opened(sample("hangzhou-2025"))
    cells = view.session.report.edition.cells

    def place(path: str, width: int) -> str:
        return guide.about_cell(view, cells[path], None, width)[0][0][0]

    fees = place("proactive.art20_8.fees.amount", 76)
    assert fees == "第二十条第（八）项 › 行政事业性收费 ／ 本年收费金额（单位：万元）"
    rows = [place(f"{A}.other.{row}.natural_person", 50) for row in ("not_corrected", "not_paid")]
    assert [row[:3] for row in rows] == ["1.申", "2.申"]
    assert all(row.endswith("… ／ 自然人") and cell_len(row) <= 50 for row in rows)
    report = blank()
    report.figures = {f"{A}.other.not_corrected.natural_person": "若干"}
    lines = ["".join(text for text, _ in finding_line(each, 78)) for each in opened(report).session.findings]
    assert any("1.申请人无正当理由" in line and line.endswith("… ／ 自然人：“若干”不是数") for line in lines)
    assert any("还有 143 格没有填（三、收" in line and line.endswith(" ／ 自然人") for line in lines)


def test_waived_findings_are_last_and_signed() -> None:
    waiver = Waiver("V05", (), "张三", None, "属实", ())
    waived, open_one = Finding("V05", "warning", (), "甲", "改", waived=waiver), Finding("A01", "error", (), "乙", "改")
    assert ordered([waived, open_one]) == [open_one, waived]
    assert "（张三：属实）" in "".join(text for text, _ in finding_line(waived, 80))
    open_one.lapsed = waiver
    assert "原来的说明已失效：数已改变" in "".join(text for text, _ in finding_line(open_one, 80))
