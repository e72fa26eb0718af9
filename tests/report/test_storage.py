"""The report's own file: its bytes, and that nothing is lost on the way there and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.editions.form import Edition
from reportwizard.editions.loading import load_edition
from reportwizard.errors import StorageError
from reportwizard.report import json as report_json
from reportwizard.report import toml as report_toml
from reportwizard.report.keeping import render
from reportwizard.report.model import LEVELS, Report, Waiver, text_ids

FEES = "proactive.art20_8.fees.amount"


def blank(edition_id: str = "2021", year: int = 2025) -> Report:
    return Report(load_edition(edition_id), year, "甲县乙局")


def slash() -> Report:
    report = blank()
    report.figures = {"challenges.reconsideration.upheld": "/", "challenges.reconsideration.corrected": 0}
    return report


def yuan() -> Report:
    report = blank("2019", 2020)
    report.figures = {
        "proactive.art20_9.procurement.amount": "251000元",
        "proactive.art20_9.procurement.items": 6,
        "proactive.art20_5.licensing.change": -3,
    }
    return report


def stated() -> Report:
    report = blank()
    report.figures = {
        "applications.denied.state_secret.other": 2,
        "applications.denied.state_secret.natural_person": 1,
        "applications.received.natural_person": 12,
    }
    report.stated = {"applications.concluded.natural_person": "/", "applications.received.total": 14}
    return report


def waiver() -> Report:
    report = blank()
    report.level, report.level_of, report.published = "department", "county", date(2026, 1, 20)
    amount = Decimal("251000.50")
    report.figures = {FEES: amount}
    why = "与财政部门核对过，\n确为此数"
    report.waivers = [Waiver("V05", (FEES,), "张三", date(2026, 1, 5), why, (amount,))]
    return report


def carried() -> Report:
    report = blank()
    report.figures = {
        "proactive.art20_1.normative_documents.in_force": 40,
        "applications.received.natural_person": 12,
        "applications.carried_over.natural_person": 3,
        "applications.carried_over.business": 0,
        "applications.carried_over.research": 1,
    }
    report.stated = {"applications.received.total": 14}
    report.carried_from = "../去年/2024.toml"
    report.carried = {
        "applications.carried_over.natural_person",
        "proactive.art20_1.normative_documents.in_force",
        "applications.carried_over.business",
    }
    return report


def preface() -> Report:
    report = blank()
    report.title = "甲县乙局2025年度报告"
    report.texts = {
        "preface": "根据条例，编制本报告。",
        "overview": '第一段有 "引号"、# 号和 \\ 反斜杠。\n第二段。\n',
        "applications": "表前的话",
        "other_matters": "无其他需要报告的事项",
    }
    return report


@pytest.mark.parametrize("make", [blank, slash, yuan, stated, waiver, preface, carried])
def test_the_bytes_of_the_file_are_fixed(make: Callable[[], Report], golden: Path) -> None:
    text = (golden / f"{make.__name__}.toml").read_bytes().decode()
    assert report_toml.dumps(make()) == text
    assert report_toml.loads(text) == (make(), {})


@pytest.mark.parametrize("name", ["comment", "unknown"])
def test_what_a_person_added_is_kept_byte_for_byte(name: str, golden: Path) -> None:
    text = (golden / f"{name}.toml").read_bytes().decode()
    report, unknown = report_toml.loads(text)
    assert render(report, text, unknown) == text


@pytest.mark.parametrize("name", ["comment", "unknown"])
def test_a_changed_figure_is_a_diff_of_one_line(name: str, golden: Path) -> None:
    text = (golden / f"{name}.toml").read_bytes().decode()
    report, unknown = report_toml.loads(text)
    report.figures["applications.received.natural_person"] = 99
    assert render(report, text, unknown) == text.replace("natural_person = 12", "natural_person = 99")


def test_comments_of_figures_that_were_made_blank_are_kept(golden: Path) -> None:
    text = (golden / "comment.toml").read_bytes().decode()
    report, unknown = report_toml.loads(text)
    report.figures = {}
    saved = render(report, text, unknown)
    for comment in ("# 数字来自台账", "# 新收", "# 含网上申请", "# 企业的还要核对", "# 完"):
        assert comment in saved
    assert report_toml.loads(saved)[0].figures == {}


def test_comments_of_a_settled_total_and_a_withdrawn_waiver_are_kept() -> None:
    report = waiver()
    report.stated = {"applications.received.total": 14}
    text = report_toml.dumps(report)
    text = text.replace(" = 14\n", " = 14 # 原件如此\n").replace('who = "', '# 电话确认\nwho = "')
    read, unknown = report_toml.loads(text)
    read.stated, read.waivers = {}, []
    saved = render(read, text, unknown)
    assert saved.endswith("\n# 电话确认\n# 原件如此\n")
    assert report_toml.loads(saved)[0] == read


def test_the_unknown_is_handed_back(golden: Path) -> None:
    _, unknown = report_toml.loads((golden / "unknown.toml").read_text(encoding="utf-8"))
    assert unknown == {
        "author": "李四",
        "office": {"phone": "0571-1234567", "people": [{"name": "李四"}]},
        "texts": {"draft": "备用的一段"},
    }


def test_what_cannot_be_kept_is_refused_not_lost() -> None:
    text = report_toml.dumps(blank()) + '\n[texts.draft]\nfirst = "初稿"\n'
    report, unknown = report_toml.loads(text)
    with pytest.raises(StorageError, match="没有保存"):
        render(report, text, unknown)


def test_comments_between_the_entries_of_an_array_are_kept_where_they_stood() -> None:
    text = report_toml.dumps(waiver())
    text = text.replace('  "proactive', '  # 费用\n  "proactive').replace("251000.50,", "251000.50,  # 万元？")
    text = text.replace("values = [", "values = [  # 当时的数").replace("\n]\n", "\n  # 完\n]  # 两格\n")
    report, unknown = report_toml.loads(text)
    assert render(report, text, unknown) == text


def test_comments_on_carried_figures_stay_until_they_are_confirmed_and_go_to_the_end_then() -> None:
    first, second = (
        '  "proactive.art20_1.normative_documents.in_force",',
        '  "applications.carried_over.natural_person",',
    )
    text = report_toml.dumps(carried())
    text = text.replace(first, f"{first}  # 问法规处").replace(second, f"  # 看台账\n{second}  # 还有一件在补正")
    text = text.replace("[carried]", "# 上年\n[carried]").replace('toml"\n', 'toml"  # 终稿\n')
    report, unknown = report_toml.loads(text)
    assert render(report, text, unknown) == text
    report.carried.discard("applications.carried_over.natural_person")
    saved = render(report, text, unknown)
    assert saved.endswith('"applications.received.total" = 14\n# 看台账\n# 还有一件在补正\n')
    assert f"{first}  # 问法规处\n" in saved


def test_a_key_that_a_person_added_beside_what_was_carried_is_kept() -> None:
    text = (
        report_toml.dumps(carried()).replace("[stated]", 'checked_by = "李四"\n\n[stated]').replace("]\n\nch", "]\nch")
    )
    report, unknown = report_toml.loads(text)
    assert unknown == {"carried": {"checked_by": "李四"}}
    assert render(report, text, unknown) == text


def test_a_mark_on_a_cell_that_is_blank_says_nothing_and_goes() -> None:
    report = carried()
    del report.figures["applications.carried_over.business"]
    text = report_toml.dumps(report)
    assert "carried_over.business" not in text
    typed_in = text.replace("unconfirmed = [", 'unconfirmed = [\n  "applications.carried_over.business",')
    assert report_toml.dumps(report_toml.loads(typed_in)[0]) == text


def test_nothing_of_what_was_carried_is_in_the_json() -> None:
    again, _ = report_json.loads(report_json.dumps(carried()))
    assert (again.carried, again.carried_from, again.figures) == (set(), "", carried().figures)


def test_a_hash_inside_a_text_is_no_comment() -> None:
    text = report_toml.dumps(preface())
    report, unknown = report_toml.loads(text)
    report.texts["overview"] = "没有井号"
    assert "# 号" not in render(report, text, unknown)


HEAD = 'format = 1\nedition = "2021"\nyear = 2025\nagency = "甲"\n'


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        (HEAD.replace("1\n", "2\n", 1), "format", "更新的版本"),
        (HEAD.replace("1\n", "0\n", 1), "format", "format = 0"),
        (HEAD.replace("format = 1\n", ""), "format", "缺少"),
        (HEAD.replace("2021", "2022"), "edition", "2022"),
        (HEAD.replace("2025", '"2025"'), "year", "类型不对"),
        (HEAD.replace("2025", "25"), "year", "不合理"),
        (HEAD.replace("2025", "true"), "year", "类型不对"),
        (HEAD + 'level = "village"\n', "level", "village"),
        (HEAD + 'level_of = "department"\n', "level_of", "department"),
        (HEAD + 'published = "去年"\n', "published", "不是日期"),
        (HEAD + "texts = 1\n", "texts", "应是一个表"),
        (HEAD + "[texts]\noverview = 1\n", "texts.overview", "应是文字"),
        (HEAD + "[applications.recieved]\nother = 1\n", "applications.recieved.other", "没有这个单元格"),
        (HEAD + "[proactive.art20_8.fees]\namount = true\n", FEES, "应是一个数"),
        (HEAD + "[proactive.art20_8.fees]\namount = [1]\n", FEES, "应是一个数"),
        (HEAD + "[proactive.art20_8.fees]\namount = 1e3\n", FEES, "写法不对"),
        (HEAD + "[proactive.art20_8.fees]\namount = nan\n", FEES, "写法不对"),
        (HEAD + "[proactive.art20_8.fees]\namount = 1234567890123456\n", FEES, "太长"),
        (HEAD + "[proactive.art20_8.fees.amount]\nx = 1\n", FEES, "应是一个数"),
        (HEAD + '[stated]\n"applications.x.total" = 1\n', "applications.x.total", "没有这个单元格"),
        (HEAD + '[stated]\n"applications.received.other" = 1\n', "applications.received.other", "不是合计"),
        (HEAD + "carried = 1\n", "carried", "应是一个表"),
        (HEAD.replace("2025", f"0x{'f' * 6000}"), "year", "这个数太长"),
        (HEAD.replace("= 1\n", f"= 0x{'f' * 6000}\n"), "format", "这个数太长"),
        (HEAD + "[carried]\nfrom = 2024\n", "carried.from", "应是文字"),
        (HEAD + '[carried]\nunconfirmed = "a"\n', "carried.unconfirmed", "一组路径"),
        (HEAD + "[carried]\nunconfirmed = [1]\n", "carried.unconfirmed", "一组路径"),
        (HEAD + '[carried]\nunconfirmed = ["applications.x"]\n', "applications.x", "没有这个单元格"),
        (HEAD + '[carried]\nunconfirmed = ["applications.received.total"]\n', "received.total", "这是合计"),
        (HEAD + "[[waivers]]\ncode = 1\n", "waivers[1].code", "类型不对"),
        (HEAD + "waivers = 1\n", "waivers", "应是一组表"),
    ],
)
def test_a_slip_in_the_file_is_refused_with_its_place(text: str, where: str, message: str) -> None:
    with pytest.raises(StorageError) as refused:
        report_toml.loads(text)
    assert where in refused.value.where
    assert message in refused.value.message
    assert refused.value.hint


def test_the_nearest_cell_and_the_line_are_named() -> None:
    with pytest.raises(StorageError) as refused:
        report_toml.loads(HEAD + "\n[applications.recieved]\nother = 1\n")
    assert "applications.received.other" in refused.value.hint
    assert "第 6 行" in refused.value.where or "第 7 行" in refused.value.where


@pytest.mark.parametrize(
    ("text", "place"),
    [("format = 1\nyear = \n", "第 2 行"), ('a = "x\n', "第 1 行"), ("a = 1\na = 2\n", "第 2 行"), ("[", "第 1 行")],
)
def test_broken_toml_names_line_and_column(text: str, place: str) -> None:
    with pytest.raises(StorageError) as refused:
        report_toml.loads(text)
    assert place in refused.value.where
    assert refused.value.message.isascii() is False


def test_a_total_typed_in_the_file_is_read_as_stated() -> None:
    report, _ = report_toml.loads(HEAD + "[challenges.direct_suit]\nupheld = 1\ntotal = 5\n")
    assert report.stated == {"challenges.direct_suit.total": 5}
    assert report.figures == {"challenges.direct_suit.upheld": 1}


def test_a_file_with_windows_line_ends_is_the_same_report() -> None:
    text = report_toml.dumps(preface())
    assert report_toml.loads("\ufeff" + text.replace("\n", "\r\n"))[0] == preface()


@pytest.mark.parametrize("written", ["12.50", "0.0000001", "100000.00", "0.10"])
def test_an_amount_is_written_as_it_was_typed(written: str) -> None:
    report = blank()
    report.figures[FEES] = Decimal(written)
    text = report_toml.dumps(report)
    assert f"\namount = {written}\n" in text
    assert report_toml.dumps(report_toml.loads(text)[0]) == text
    assert f'"{FEES}": {written},' in report_json.dumps(report)


def test_a_figure_stands_on_one_line_even_if_it_is_a_text_of_several() -> None:
    report = blank()
    report.figures["challenges.direct_suit.upheld"] = "1\n2\r\n3"
    text = report_toml.dumps(report)
    assert 'upheld = "1\\n2\\r\\n3"\n' in text
    assert report_toml.loads(text)[0] == report


def test_json_holds_every_cell_with_totals_and_blanks() -> None:
    data = json.loads(report_json.dumps(stated()))
    figures = data["figures"]
    assert list(figures) == list(load_edition("2021").cells)
    assert figures["applications.denied.state_secret.natural_person"] == 1
    assert figures["applications.received.total"] is None
    assert figures["applications.granted.other"] is None
    assert data["stated"] == {"applications.received.total": 14, "applications.concluded.natural_person": "/"}
    assert data["texts"] == {"overview": "", "problems": "", "other_matters": ""}
    assert data["title"] == "甲县乙局2025年政府信息公开工作年度报告"


def test_json_totals_are_computed() -> None:
    report = blank()
    report.figures = {f"challenges.direct_suit.{result}": 2 for result in ("upheld", "corrected", "other", "pending")}
    assert json.loads(report_json.dumps(report))["figures"]["challenges.direct_suit.total"] == 8


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[1]",
        '{"format": 1, "edition": "2021", "year": 2025, "figures": []}',
        '{"format": 1, "edition": "2021", "year": 2025, "figures": {"aplications.received.other": 1}}',
        '{"format": 1, "edition": "2021", "year": 2025, "figures": {"applications.received.othr": null}}',
        '{"format": 1, "edition": "2021", "year": 2025, "figures": {"other": 1}}',
        '{"format": 1, "edition": "2021", "year": 2025, "figures": {"edition.x": 1}}',
        '{"format": 1, "edition": "2021", "year": 2025, "agency": "\\ud800"}',
        "[" * 100_000,
    ],
)
def test_json_that_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(StorageError):
        report_json.loads(text)


characters = st.characters(exclude_categories=["Cs"], exclude_characters="\r")
texts = st.text(characters, min_size=1, max_size=40)
amounts = st.builds(
    lambda whole, fraction: Decimal(f"{whole}.{fraction}"),
    st.integers(-9999, 9999999),
    st.text("0123456789", min_size=1, max_size=7),
)
figures = st.one_of(st.integers(-(10**15) + 1, 10**15 - 1), amounts, texts)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    edition: Edition = load_edition(draw(st.sampled_from(["2019", "2021"])))
    typed = [path for path, cell in edition.cells.items() if not cell.computed]
    computed = [path for path, cell in edition.cells.items() if cell.computed]
    paths = st.sampled_from(typed)
    waivers = st.builds(
        lambda code, values, who, when, why: Waiver(code, tuple(values), who, when, why, tuple(values.values())),
        st.sampled_from(["A01", "V05"]),
        st.dictionaries(paths, figures, min_size=1, max_size=3),
        texts,
        st.none() | st.dates(date(2000, 1, 1)),
        texts,
    )
    drawn = draw(st.dictionaries(st.sampled_from(text_ids(edition)), texts))
    cells = draw(st.dictionaries(paths, figures, max_size=12))
    marks = draw(st.sets(st.sampled_from(sorted(cells)), max_size=4)) if cells else set()
    return Report(
        edition,
        draw(st.integers(1949, 2100)),
        draw(st.text(characters, max_size=20)),
        level=draw(st.sampled_from(["", *LEVELS])),
        published=draw(st.none() | st.dates(date(2000, 1, 1))),
        texts={key: drawn[key] for key in text_ids(edition) if key in drawn},
        figures={path: cells[path] for path in typed if path in cells},
        stated=draw(st.dictionaries(st.sampled_from(computed), figures, max_size=4)),
        waivers=draw(st.lists(waivers, max_size=2)),
        carried=marks,
        carried_from=draw(st.just("") | texts),
    )


def written_forms(report: Report) -> list[str]:
    return [f"{path}={value!r}" for path, value in report.figures.items()]


@given(reports())
def test_any_report_saved_and_loaded_is_equal_and_its_bytes_are_stable(report: Report) -> None:
    text = report_toml.dumps(report)
    again, unknown = report_toml.loads(text)
    assert (again, unknown) == (report, {})
    assert written_forms(again) == written_forms(report)
    assert report_toml.dumps(again) == text
    assert render(again, text, {}) == text


@given(reports())
def test_any_report_goes_through_json_unchanged(report: Report) -> None:
    report.carried, report.carried_from = set(), ""  # the marks of a clerk's work are no part of it
    again, unknown = report_json.loads(report_json.dumps(report))
    assert (again, unknown) == (report, {})
    assert report_toml.dumps(again) == report_toml.dumps(report)


@given(reports(), st.lists(st.tuples(st.integers(0, 200), st.booleans()), min_size=1, max_size=4), figures)
def test_comments_anywhere_are_kept_or_the_save_is_refused(
    report: Report, places: list[tuple[int, bool]], figure: int | Decimal | str
) -> None:
    lines = report_toml.dumps(report).split("\n")
    for number, (place, own_line) in enumerate(places):
        at = place % len(lines)
        lines[at] = f"# 注{number}#\n{lines[at]}" if own_line else f"{lines[at]} # 注{number}#"
    source = "\n".join(lines)
    try:
        read, unknown = report_toml.loads(source)
    except StorageError:
        return  # the comment fell where TOML has none
    read.figures[FEES if FEES in read.edition.cells else "proactive.art20_8.fees.change"] = figure
    try:
        saved = render(read, source, unknown)
    except StorageError:
        return
    assert report_toml.dumps(report_toml.loads(saved)[0]) == report_toml.dumps(read)
    for number in range(len(places)):
        assert f"# 注{number}#" in saved or f"# 注{number}#" not in source
