from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

from reportwizard.checks import RULES, Finding, Hint, check, select_codes, to_json, waiver_values
from reportwizard.checks.context import make_context
from reportwizard.checks.registry import parse_docstring, rule
from reportwizard.checks.running import needs_previous, order
from reportwizard.checks.waivers import mark_waived
from reportwizard.errors import UsageError
from reportwizard.records import replace
from reportwizard.report import json as report_json
from reportwizard.report import toml as report_toml
from reportwizard.report.model import Report, Waiver
from reportwizard.report.numbers import Figure
from support.reports import without_counts

A = "applications"
FEES = "proactive.art20_8.fees.amount"


@pytest.fixture
def clean(clean: Report) -> Report:
    """The clean figures, of which the texts say nothing."""
    return without_counts(clean)


def waive(report: Report) -> Finding:
    """Waive the only finding of `report`."""
    (finding,) = check(report)
    values = waiver_values(report, finding)
    report.waivers.append(Waiver(finding.code, finding.where, "张三", date(2026, 1, 5), "属实", values))
    return finding


def test_findings_stand_in_the_order_of_the_form(clean: Report) -> None:
    clean.figures[f"{A}.received.other"] = 999
    clean.figures["challenges.direct_suit.upheld"] = Decimal("-1.5")
    clean.figures["proactive.art20_5.licensing.decisions"] = "/"
    clean.stated["challenges.direct_suit.total"] = 1
    del clean.figures["challenges.reconsideration.upheld"]
    found = [(finding.code, finding.where[0]) for finding in check(clean)]
    assert found == [
        ("V02", "proactive.art20_5.licensing.decisions"),
        ("A01", f"{A}.received.other"),
        ("V01", "challenges.reconsideration.upheld"),
        ("V03", "challenges.direct_suit.upheld"),
        ("V04", "challenges.direct_suit.upheld"),
        ("A04", "challenges.direct_suit.total"),
    ]


def test_codes_limit_findings_and_hints(clean: Report) -> None:
    clean.figures[f"{A}.unavailable.not_held.natural_person"] = 3705
    clean.figures["challenges.direct_suit.upheld"] = "/"
    assert [(finding.code, finding.hints) for finding in check(clean, codes=frozenset({"A01"}))] == [("A01", ())]
    (hinted,) = check(clean, codes=frozenset({"A01", "A06"}))
    assert [hint.code for hint in hinted.hints] == ["A06"]
    assert check(clean, codes=frozenset({"A05", "A06"})) == []


def test_a_check_leaves_the_report_as_it_was(clean: Report) -> None:
    clean.figures[f"{A}.received.other"] = 999
    before = report_toml.dumps(clean)
    check(clean)
    assert report_toml.dumps(clean) == before


def test_a_waived_finding_is_still_told_and_marked(clean: Report) -> None:
    clean.figures[f"{A}.received.other"] = 33
    waive(clean)
    (finding,) = check(clean)
    assert finding.waived is clean.waivers[0]


@pytest.mark.parametrize("row", ["received", "carried_over", "granted", "carried_forward"])
def test_a_waiver_lapses_when_a_value_changes(row: str, clean: Report) -> None:
    clean.figures[f"{A}.received.other"] = 33
    waive(clean)
    clean.figures[f"{A}.{row}.other"] += 5
    (finding,) = check(clean)
    assert finding.waived is None


def test_a_waiver_of_blanks_lapses_when_one_is_filled_and_another_emptied(clean: Report) -> None:
    del clean.figures["challenges.direct_suit.upheld"]
    assert waive(clean).code == "V01"
    assert check(clean)[0].waived is not None
    clean.figures["challenges.direct_suit.upheld"] = 1
    del clean.figures["challenges.direct_suit.other"]
    assert check(clean)[0].waived is None


def test_a_waiver_of_a_stated_total_lapses_when_another_is_stated(clean: Report) -> None:
    clean.stated["challenges.direct_suit.total"] = 50
    waive(clean)
    assert clean.waivers[0].values == (50,)
    assert check(clean)[0].waived is not None
    clean.stated["challenges.direct_suit.total"] = 51
    assert check(clean)[0].waived is None


def test_a_waiver_holds_for_its_own_code_only(clean: Report) -> None:
    clean.figures["challenges.direct_suit.upheld"] = Decimal("-1.5")
    value = clean.figures["challenges.direct_suit.upheld"]
    clean.waivers.append(Waiver("V03", ("challenges.direct_suit.upheld",), "张三", None, "属实", (value,)))
    assert [(f.code, f.waived is not None) for f in check(clean)] == [("V03", True), ("V04", False)]


def test_a_lapsed_waiver_is_told_at_its_finding_and_nowhere_else(clean: Report) -> None:
    clean.figures[f"{A}.received.other"] = 33
    waive(clean)
    clean.figures[f"{A}.received.other"] = 40
    clean.figures[f"{A}.received.business"] += 3
    business, other = check(clean)
    assert (business.lapsed, other.lapsed) == (None, clean.waivers[0])


def test_of_two_waivers_for_one_place_the_one_that_holds_counts(clean: Report) -> None:
    clean.figures[f"{A}.received.other"] = 40
    waive(clean)
    clean.figures[f"{A}.received.other"] = 33
    clean.waivers.append(replace(clean.waivers[0], values=(33, 0, 29, 3)))
    (finding,) = check(clean)
    assert (finding.waived, finding.lapsed) == (clean.waivers[1], None)
    clean.figures[f"{A}.received.other"] = 40
    assert check(clean)[0].waived == clean.waivers[0]


def test_a_waiver_about_words_is_bound_to_them(clean: Report) -> None:
    clean.texts["overview"] = "全年收到XX件，答复XX件。"
    places = [Finding("N11", "error", ("texts.overview",), "缺数", "补上", span=span) for span in ((2, 7), (8, 12))]
    values = [waiver_values(clean, finding) for finding in places]
    assert values == [("收到XX件：全年收到XX件，答复XX件。",), ("答复XX：全年收到XX件，答复XX件。",)]
    clean.waivers.append(Waiver("N11", ("texts.overview",), "张三", None, "待补", values[0]))
    mark_waived(make_context(clean), places)
    assert [finding.waived is not None for finding in places] == [True, False]
    clean.texts["overview"] = "全年收到XX件，答复若干。"
    mark_waived(make_context(clean), places)
    assert not any(finding.waived for finding in places)  # the sentence is another
    assert [finding.lapsed is not None for finding in places] == [True, False]  # the words are not
    assert waiver_values(clean, Finding("W09", "error", ("texts.overview",), "", "")) == (clean.texts["overview"],)


def test_a_waiver_about_the_head_is_bound_to_what_stands_there(clean: Report) -> None:
    clean.title = "年度报告"
    title = Finding("W01", "warning", ("title",), "", "")
    clean.waivers = [Waiver("W01", ("title",), "张三", None, "属实", waiver_values(clean, title))]
    mark_waived(make_context(clean), [title])
    assert title.waived is not None
    clean.title = "报告"
    again = Finding("W01", "warning", ("title",), "", "")
    mark_waived(make_context(clean), [again])
    assert (again.waived, again.lapsed) == (None, clean.waivers[0])


def test_findings_in_one_text_stand_in_its_order() -> None:
    found = [Finding("N02", "error", ("texts.overview",), "", "", span=span) for span in ((9, 12), (3, 5))]
    assert [finding.span for finding in sorted(found, key=order)] == [(3, 5), (9, 12)]


def test_a_waiver_survives_the_file(clean: Report) -> None:
    clean.figures[f"{A}.received.other"] = 33
    waive(clean)
    again, _ = report_toml.loads(report_toml.dumps(clean))
    assert check(again)[0].waived == clean.waivers[0]


def test_json_holds_every_key_and_exact_amounts() -> None:
    waiver = Waiver("V05", (FEES,), "张三", date(2026, 1, 5), "属实", (Decimal("251000.10"),))
    finding = Finding(
        "V05", "warning", (FEES,), "话", "改", Decimal("25.10"), Decimal("251000.10"), (3, 5),
        (Hint("A06", "疑似", (FEES,)),), waiver,
    )  # fmt: skip
    text = report_json.write(to_json(finding))
    assert json.loads(text, parse_float=str) == {
        "code": "V05",
        "severity": "warning",
        "where": [FEES],
        "message": "话",
        "remedy": "改",
        "span": [3, 5],
        "expected": "25.10",
        "actual": "251000.10",
        "hints": [{"code": "A06", "message": "疑似", "where": [FEES]}],
        "waived": {"who": "张三", "when": "2026-01-05", "why": "属实"},
    }


def test_json_of_a_bare_finding_has_nulls() -> None:
    data = to_json(Finding("V01", "error", (FEES,), "话", "改"))
    assert [key for key, value in data.items() if value is None] == ["span", "expected", "actual", "waived"]
    assert data["hints"] == []


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ("", "", set(RULES)),
        ("A", "", {"A01", "A02", "A03", "A04", "A05", "A06"}),
        ("v01, a05", "", {"V01", "A05"}),
        ("A0，V07", "A", {"V07"}),
        ("", "V,F", {code for code in RULES if code[0] not in "VF"}),
        ("A01,", "A01", set()),
    ],
)
def test_codes_are_selected_by_their_beginnings(select: str, ignore: str, expected: set[str]) -> None:
    assert select_codes(select, ignore) == expected


@pytest.mark.parametrize(("select", "ignore", "option"), [("A1", "", "--select"), ("", "B01", "--ignore")])
def test_an_unknown_code_is_refused_with_the_known(select: str, ignore: str, option: str) -> None:
    with pytest.raises(UsageError) as refused:
        select_codes(select, ignore)
    assert refused.value.where == option
    assert "A01、A02" in refused.value.hint


def test_the_nearest_code_is_named() -> None:
    with pytest.raises(UsageError, match="最接近的是 V0"):
        select_codes("V0X", "")


DOCSTRING = """题目

    检查：甲
    乙。
    理由：丙
    改法：丁
    依据：戊
    """


def test_a_docstring_gives_its_parts() -> None:
    assert parse_docstring("X01", DOCSTRING) == ("题目", "甲乙。", "丙", "丁", "戊")


@pytest.mark.parametrize(
    "fault",
    [
        "",
        DOCSTRING.replace("改法：丁\n", ""),
        DOCSTRING.replace("改法：丁", "改法："),
        DOCSTRING.replace("理由：丙", "依据：丙"),
        DOCSTRING.replace("题目\n", "题目\n\n    多余的话"),
        DOCSTRING + "\n    检查：又",
    ],
)
def test_a_docstring_without_its_parts_is_refused(fault: str) -> None:
    with pytest.raises(ValueError, match="X01"):
        parse_docstring("X01", fault)


def test_a_code_is_given_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        rule("A01", "again", "error")(lambda context: [])
    assert RULES["A01"].name == "unbalanced-column"


def test_importing_the_checks_loads_nothing_heavy() -> None:
    heavy = "('difflib', 'textual', 'tomlkit', 'argparse')"
    code = f"import sys, reportwizard.checks; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_rules_stand_when_docstrings_are_stripped() -> None:
    code = "from reportwizard.checks import RULES; print(len(RULES))"
    done = subprocess.run([sys.executable, "-OO", "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) == len(RULES)


def fill(report: Report, value: Figure) -> Report:
    report.figures = dict.fromkeys(report.figures, value)
    return report


@pytest.mark.parametrize("value", ["/", -1, Decimal("1.5"), "", 10**14])
def test_a_report_wrong_everywhere_is_still_checked(value: Figure, clean: Report) -> None:
    clean.level = "county"
    codes = {finding.code for finding in check(fill(clean, value))}
    assert codes
    assert codes <= set(RULES)


@pytest.mark.parametrize(
    ("codes", "needed"),
    [
        (None, True),
        ({"Y06"}, True),
        ({"N07", "A01"}, True),
        ({"V05"}, True),
        ({"A01", "V07", "W03"}, False),
        (set(), False),
    ],
)
def test_last_years_report_is_worth_looking_for(codes: set[str] | None, needed: bool) -> None:
    assert needs_previous(None if codes is None else frozenset(codes)) is needed


def test_a_report_that_is_not_of_an_earlier_year_is_not_last_years(clean: Report) -> None:
    for year in (2025, 2026):
        context = make_context(clean, Report(clean.edition, year, figures={FEES: 1}))
        assert context.previous is None and not context.before and not context.follows
    assert make_context(clean, Report(clean.edition, 2022)).follows is False
