"""What one does with a finding: its proposal accepted, its total settled, a reason given, renewed and withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.checks import Finding, idle_waivers
from reportwizard.report.files import open_report
from reportwizard.report.model import Report, Waiver
from reportwizard.session import Session
from reportwizard.session.changes import Change, Set, Splice, Waive, apply, decode, encode
from support.reports import blank, sample, saved

pytestmark = pytest.mark.usefixtures("figures_only")

A = "applications"
GRANTED = f"{A}.granted.natural_person"
OTHER = f"{A}.received.other"
SUIT = "challenges.direct_suit.total"
WHEN = date(2026, 1, 5)

Open = Callable[[Report], Session]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    return lambda report: Session.open(saved(tmp_path, report))


def only(session: Session) -> Finding:
    (finding,) = session.findings
    return finding


def zeros(year: int) -> Report:
    report = blank(year)
    report.figures = {path: 0 for path, cell in report.edition.cells.items() if not cell.computed}
    return report


# ---- proposals


def test_a_likely_slip_is_mended_as_one_step(opened: Open) -> None:
    report = sample("hangzhou-2025")
    report.figures[GRANTED] = 534
    session = opened(report)
    answer = session.accept(only(session))
    assert (session.value(GRANTED), session.findings) == (5345, [])
    assert answer.changed == (GRANTED,)
    assert answer.note == "（一）予以公开 ／ 自然人：534 → 5345"
    assert session.undo().note == "已撤销：用建议的数"
    assert session.value(GRANTED) == 534
    session.redo()
    assert session.findings == []


@pytest.mark.parametrize("year", [2019, 2025])
def test_a_figure_in_the_wrong_column_is_moved_as_one_step(year: int, opened: Open) -> None:
    report = zeros(year)
    report.figures |= {f"{A}.received.natural_person": 4, f"{A}.granted.business": 4}
    session = opened(report)
    assert [finding.code for finding in session.findings] == ["A01", "A01"]
    before = dict(session.report.figures)
    # received or granted: either may stand in the wrong column, so nothing is proposed
    assert session.accept(session.findings[0]).changed == ()
    session.answer(f"{A}.granted.natural_person", "6")
    session.answer(f"{A}.received.natural_person", "10")
    session.answer(f"{A}.granted.business", "0")
    session.answer(f"{A}.denied.third_party.business", "4")
    answer = session.accept(session.findings[0])
    assert set(answer.changed) == {f"{A}.denied.third_party.business", f"{A}.denied.third_party.natural_person"}
    assert session.findings == []
    for _ in range(5):
        session.undo()
    assert session.report.figures == before


@pytest.mark.parametrize(("text", "number"), [("12件起", None), ("12项", 12), ("无", 0), ("/", 0)])
def test_what_a_text_plainly_means_is_accepted(text: str, number: int | None, opened: Open) -> None:
    report = sample("hangzhou-2025")
    path = "challenges.direct_suit.pending"
    report.figures[path] = text
    session = opened(report)
    answer = session.accept(only(session))
    if number is None:
        assert (answer.changed, session.value(path)) == ((), text)
    else:
        assert (answer.changed, session.value(path)) == ((path,), number)


def test_an_amount_in_yuan_is_accepted_in_its_unit(opened: Open) -> None:
    report = sample("hangzhou-2025")
    report.level = "county"
    report.figures |= {path: 0 for path in report.figures if path.startswith("proactive.art20_1")}
    report.figures["proactive.art20_8.fees.amount"] = Decimal("251000.50")
    session = opened(report)
    session.accept(only(session))
    assert str(session.value("proactive.art20_8.fees.amount")) == "25.10005"


def test_a_slip_in_a_stated_total_is_accepted_by_giving_it_up(opened: Open) -> None:
    report = sample("hangzhou-2025")
    report.stated = {"challenges.suit_after_reconsideration.total": 1156}
    session = opened(report)
    answer = session.accept(only(session))
    assert (session.report.stated, session.findings) == ({}, [])
    assert answer.note == "复议后起诉 ／ 总计：1156 → 156"
    session.undo()
    assert session.report.stated == {"challenges.suit_after_reconsideration.total": 1156}


def test_accepting_confirms_what_was_carried_over(opened: Open) -> None:
    report = sample("hangzhou-2025")
    cell = f"{A}.carried_over.natural_person"
    report.figures[cell] //= 10
    report.carried = {cell, "agency"}
    session = opened(report)
    answer = session.accept(only(session))
    assert set(answer.changed) == {cell, f"carried.{cell}"}
    assert session.report.carried == {"agency"}
    session.undo()
    assert session.report.carried == {cell, "agency"}


def test_a_stated_total_is_settled_from_its_finding(opened: Open) -> None:
    report = sample("hangzhou-2025")
    report.stated = {SUIT: 57}
    session = opened(report)
    assert session.settle(*only(session).where).changed == (f"stated.{SUIT}",)
    assert session.findings == []
    session.undo()
    assert only(session).code == "A04"


def test_nothing_is_settled_where_no_total_is_stated(opened: Open) -> None:
    report = sample("hangzhou-2025")
    report.figures[OTHER] += 1
    session = opened(report)
    assert session.settle(*only(session).where).changed == ()


# ---- reasons


@pytest.fixture
def unbalanced(opened: Open) -> Session:
    report = sample("hangzhou-2025")
    report.figures[OTHER] += 1
    return opened(report)


def test_a_reason_is_kept_in_the_file_and_can_be_undone(unbalanced: Session) -> None:
    session = unbalanced
    answer = session.waive(only(session), who="张三", why="台账如此", when=WHEN)
    assert answer.changed == (f"waivers.{OTHER}",)
    waiver = Waiver("A01", only(session).where, "张三", WHEN, "台账如此", (33, 0, 29, 3))
    assert session.report.waivers == [waiver]
    assert only(session).waived == waiver
    session.save()
    assert open_report(session.path).report.waivers == [waiver]
    session.undo()
    assert (session.report.waivers, only(session).waived) == ([], None)
    session.redo()
    assert only(session).waived == waiver


def test_a_reason_is_in_the_journal_before_the_save(unbalanced: Session) -> None:
    unbalanced.waive(only(unbalanced), who="张三", why="台账如此", when=WHEN)
    unbalanced.suspend()
    again = Session.open(unbalanced.path)
    again.recover()
    assert again.report.waivers == unbalanced.report.waivers
    again.undo()
    assert again.report.waivers == []


def test_a_reason_waives_its_own_column_only(opened: Open) -> None:
    report = sample("hangzhou-2025")
    report.figures[OTHER] += 1
    report.figures[f"{A}.received.business"] += 7
    session = opened(report)
    business, other = session.findings
    session.waive(other, who="张三", why="台账如此", when=WHEN)
    assert [finding.waived is None for finding in session.findings] == [True, False]
    assert session.findings[0].where == business.where
    assert session.findings[0].lapsed is None


def test_a_reason_lapses_with_a_value_and_is_renewed_in_its_place(unbalanced: Session) -> None:
    session = unbalanced
    session.waive(only(session), who="张三", why="台账如此", when=WHEN)
    session.report.waivers[0].extra = {"note": "手工"}
    session.answer(OTHER, "40")
    finding = only(session)
    assert (finding.waived, finding.lapsed) == (None, session.report.waivers[0])
    session.waive(finding, who="李四", why="又核对过", when=date(2026, 2, 1))
    (waiver,) = session.report.waivers
    assert (waiver.who, waiver.why, waiver.values, waiver.extra) == (
        "李四",
        "又核对过",
        (40, 0, 29, 3),
        {"note": "手工"},
    )
    assert (only(session).waived, only(session).lapsed) == (waiver, None)
    session.undo()
    assert only(session).lapsed is not None
    session.undo()
    assert only(session).waived is not None  # the values for which it was given are back


def test_a_reason_for_blanks_lapses_when_one_is_filled(opened: Open) -> None:
    report = sample("hangzhou-2025")
    for path in ("challenges.direct_suit.upheld", "challenges.direct_suit.other"):
        del report.figures[path]
    session = opened(report)
    session.waive(only(session), who="张三", why="还在等法院", when=WHEN)
    session.answer("challenges.direct_suit.upheld", "16")
    assert only(session).lapsed == session.report.waivers[0]
    session.answer("challenges.direct_suit.other", "12")
    assert session.findings == []
    assert idle_waivers(session.report, session.findings) == session.report.waivers
    session.undo()
    session.undo()
    assert only(session).waived == session.report.waivers[0]


def test_a_reason_is_withdrawn_and_that_can_be_undone(opened: Open) -> None:
    report = sample("hangzhou-2025")
    report.figures |= {OTHER: 33, f"{A}.received.business": 259}
    session = opened(report)
    for finding in list(session.findings):
        session.waive(finding, who="张三", why="台账如此", when=WHEN)
    before = [waiver.where for waiver in session.report.waivers]
    session.withdraw(session.findings[0])
    assert [waiver.where for waiver in session.report.waivers] == before[1:]
    session.undo()
    assert [waiver.where for waiver in session.report.waivers] == before
    finding = session.findings[0]
    assert session.withdraw(finding).changed
    assert session.withdraw(finding).changed == ()  # a finding from before the change


def test_a_lapsed_reason_can_be_withdrawn_too(unbalanced: Session) -> None:
    unbalanced.waive(only(unbalanced), who="张三", why="台账如此", when=WHEN)
    unbalanced.answer(OTHER, "40")
    unbalanced.withdraw(only(unbalanced))
    assert (unbalanced.report.waivers, only(unbalanced).lapsed) == ([], None)


def test_the_same_reason_again_is_no_change(unbalanced: Session) -> None:
    unbalanced.waive(only(unbalanced), who="张三", why="台账如此", when=WHEN)
    assert unbalanced.waive(only(unbalanced), who="张三", why="台账如此", when=WHEN).changed == ()


def test_the_name_is_that_of_the_last_reason(opened: Open) -> None:
    report = sample("hangzhou-2025")
    report.figures[OTHER] += 1
    report.waivers = [Waiver("V05", ("proactive.art20_8.fees.amount",), "王五", None, "属实", (1,))]
    session = opened(report)
    assert session.signer == "王五"
    session.waive(only(session), who="赵六", why="台账如此", when=WHEN)
    assert session.signer == "赵六"
    session.undo()
    assert session.signer == "王五"  # a name that was taken back is nobody's


def test_reasons_that_nothing_needs_any_more_are_dropped_in_one_step(opened: Open) -> None:
    report = sample("hangzhou-2025")
    report.figures[OTHER] += 1
    fees = "proactive.art20_8.fees.amount"
    report.waivers = [Waiver("V05", (fees,), who, None, "属实", (1,)) for who in ("王五", "李四")]
    session = opened(report)
    session.waive(only(session), who="赵六", why="台账如此", when=WHEN)
    before = list(session.report.waivers)
    assert session.drop_idle().changed
    assert session.report.waivers == before[2:]
    assert not session.drop_idle().changed
    session.undo()
    assert session.report.waivers == before


def test_a_withdrawn_reason_leaves_the_comments_of_the_others(tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    report.figures |= {OTHER: 33, f"{A}.received.business": 259}
    session = Session.open(saved(tmp_path, report))
    for finding in list(session.findings):
        session.waive(finding, who="张三", why="台账如此", when=WHEN)
    session.save()
    text = session.path.read_text(encoding="utf-8")
    session.suspend()
    first, second, third = text.split("[[waivers]]\n")
    session.path.write_text(f"{first}[[waivers]]\n{second}[[waivers]]\n# 第二条\n{third}", encoding="utf-8")
    session = Session.open(session.path)
    session.withdraw(session.findings[0])
    session.save()
    again = session.path.read_text(encoding="utf-8")
    assert "# 第二条" in again
    assert open_report(session.path).report.waivers == session.report.waivers


# ---- as plain data

figures = st.one_of(
    st.integers(-(10**14), 10**14),
    st.text(max_size=8),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6, places=3),
)
extras = st.dictionaries(
    st.sampled_from(["note", "checked", "on", "more"]),
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=8),
        st.booleans(),
        st.dates(),
        st.lists(st.integers(-9, 9), max_size=3),
        st.decimals(allow_nan=False, allow_infinity=False, min_value=-99, max_value=99, places=2),
    ),
    max_size=3,
)


@st.composite
def waivers(draw: st.DrawFn) -> Waiver:
    values = tuple(draw(st.lists(figures, max_size=4)))
    where = tuple(f"{A}.granted.{n}" for n in range(len(values)))
    return Waiver(
        draw(st.sampled_from(["A01", "V02"])),
        where,
        draw(st.text(max_size=5)),
        draw(st.none() | st.dates()),
        draw(st.text(max_size=20)),
        values,
        draw(extras),
    )


changes = st.one_of(
    st.builds(Set, st.just(GRANTED), st.none() | figures, st.none() | figures),
    st.builds(Splice, st.just("texts.overview"), st.integers(0, 9), st.text(max_size=9), st.text(max_size=9)),
    st.builds(Waive, st.integers(0, 3), st.none() | waivers(), st.none() | waivers()),
)


@given(steps=st.lists(changes, max_size=4))
def test_changes_survive_the_journal(steps: list[Change]) -> None:
    import json

    data = json.dumps(encode(steps)).encode("utf-8", "surrogatepass")
    again = decode(json.loads(data))
    assert again == steps
    assert repr(again) == repr(steps)  # a decimal keeps its digits


@given(held=st.lists(waivers(), max_size=3), given_now=waivers(), data=st.data())
def test_a_change_of_a_waiver_and_its_inverse_leave_nothing_behind(
    held: list[Waiver], given_now: Waiver, data: st.DataObject
) -> None:
    report = blank()
    report.waivers = list(held)
    at = data.draw(st.integers(0, len(held)))
    before = held[at] if at < len(held) else None
    change = Waive(at, before, data.draw(st.sampled_from([given_now, None]) if before else st.just(given_now)))
    apply(report, change)
    assert len(report.waivers) == len(held) + (change.after is not None) - (before is not None)
    apply(report, change.inverse())
    assert report.waivers == held


@pytest.mark.parametrize("change", [Waive(3, None, None), Waive(0, Waiver("A01", (), "", None, "", ()), None)])
def test_a_change_that_does_not_fit_is_refused(change: Waive) -> None:
    with pytest.raises(ValueError, match="waivers"):
        apply(blank(), change)


def test_plain_data_of_another_shape_is_refused() -> None:
    plain = encode([Waive(0, None, Waiver("A01", (GRANTED,), "张三", WHEN, "因", (1,)))])
    plain[0]["to"]["values"] = []
    with pytest.raises(ValueError, match="A01"):
        decode(plain)
