"""Answers, undo, and what the session says of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportwizard.errors import ReportWizardError
from reportwizard.report.toml import dumps
from reportwizard.session import Answer, Session
from support.reports import blank, sample, saved

pytestmark = pytest.mark.usefixtures("figures_only")

RECEIVED = "applications.received.natural_person"
BUSINESS = "applications.received.business"
FEES = "proactive.art20_8.fees.amount"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session.open(saved(tmp_path, blank()))


def test_an_answer_changes_the_report_the_totals_and_the_findings(session: Session) -> None:
    for path, cell in session.report.edition.cells.items():
        if not cell.computed:
            session.answer(path, "0")
    assert session.findings == []
    session.answer(RECEIVED, "5")
    assert session.totals["applications.received.total"].value == 5
    assert [finding.code for finding in session.findings] == ["A01"]


def test_the_same_answer_again_is_no_change(session: Session) -> None:
    session.answer(RECEIVED, "5")
    assert session.answer(RECEIVED, "5").changed == ()
    session.undo()
    assert session.value(RECEIVED) is None


def test_what_was_made_of_an_answer_is_told(session: Session) -> None:
    assert session.answer(RECEIVED, "１，２３４件").note == "“１，２３４件”已读作 1234"


@pytest.mark.parametrize("old", ["12件", "1.50", "/", "7"])
def test_cancelling_gives_the_old_value_back_exactly(session: Session, old: str) -> None:
    session.report.figures[FEES] = Decimal(old) if old == "1.50" else old
    edit = object()
    session.answer(FEES, "9", edit)
    session.answer(FEES, "99", edit)
    session.cancel(edit)
    assert str(session.value(FEES)) == old
    assert session.redo().changed == ()


def test_an_amount_keeps_its_digits(session: Session) -> None:
    session.answer(FEES, "12.50")
    assert str(session.value(FEES)) == "12.50"
    assert session.answer(FEES, "12.5").changed == (FEES,)


def test_one_edit_is_one_step(session: Session) -> None:
    edit = object()
    for text in ("1", "12", "123"):
        session.answer(RECEIVED, text, edit)
    session.answer(BUSINESS, "4", object())
    session.undo()
    assert (session.value(RECEIVED), session.value(BUSINESS)) == (123, None)
    session.undo()
    assert session.value(RECEIVED) is None
    session.redo()
    assert session.value(RECEIVED) == 123


def test_many_answers_are_one_step_and_totals_take_none(session: Session) -> None:
    answer = session.answer_all([(RECEIVED, "1"), (BUSINESS, "2件"), ("applications.received.total", "9")], "粘贴")
    assert answer.changed == (RECEIVED, BUSINESS)
    assert "2件" in answer.note
    session.undo()
    assert session.report.figures == {}


def type_text(session: Session, text: str) -> None:
    for end in range(1, len(text) + 1):
        session.answer("texts.overview", text[:end])


def test_text_is_undone_by_words(session: Session) -> None:
    type_text(session, "第一句。第二句")
    session.undo()
    assert session.value("texts.overview") == "第一句。"
    session.undo()
    assert session.value("texts.overview") is None


def test_deleting_is_one_step(session: Session) -> None:
    session.answer("texts.overview", "第一句")
    for text in ("第一", "第", ""):
        session.answer("texts.overview", text)
    session.undo()
    assert session.value("texts.overview") == "第一句"


OVERVIEW = "texts.overview"


def test_the_caller_of_a_splice_says_where_a_step_begins(session: Session) -> None:
    for start, character, fresh in [(0, "一", True), (1, "二", False), (2, "三", True), (3, "四", False)]:
        assert session.splice(OVERVIEW, start, "", character, fresh=fresh).changed == (OVERVIEW,)
    session.undo()
    assert session.value(OVERVIEW) == "一二"
    session.undo()
    assert session.value(OVERVIEW) is None


@pytest.mark.parametrize("places", [(4, 3, 2), (2, 2, 2)])  # Backspace, Delete
def test_a_run_of_deletions_is_one_step(session: Session, places: tuple[int, ...]) -> None:
    session.splice(OVERVIEW, 0, "", "一二三四五", fresh=True)
    for place in places:
        text = str(session.value(OVERVIEW))
        session.splice(OVERVIEW, place, text[place], "")
    assert session.value(OVERVIEW) == "一二"
    session.undo()
    assert session.value(OVERVIEW) == "一二三四五"


def test_a_splice_that_does_not_fit_changes_nothing_and_says_so(session: Session) -> None:
    session.answer(OVERVIEW, "一二")
    for start, before in [(0, "二"), (3, ""), (1, "二三")]:
        answer = session.splice(OVERVIEW, start, before, "新")
        assert not answer.changed and "没有改动" in answer.note
    assert session.splice(OVERVIEW, 0, "一", "一") == Answer()
    assert session.value(OVERVIEW) == "一二"


def test_head_keys_are_answers_too(session: Session) -> None:
    session.answer("agency", "乙局")
    session.answer("level", "county")
    session.answer("published", "2026-01-31")
    assert (session.report.agency, session.report.level, str(session.report.published)) == (
        "乙局",
        "county",
        "2026-01-31",
    )
    with pytest.raises(ReportWizardError):
        session.answer("published", "明天")
    for _ in range(3):
        session.undo()
    assert (session.report.agency, session.report.level, session.report.published) == ("某局", "", None)


def test_an_answer_that_is_not_taken_says_so(session: Session) -> None:
    other = Session.open(session.path)
    answers = (
        other.answer(RECEIVED, "５"),
        other.answer("texts.overview", "字"),
        other.splice("texts.overview", 0, "", "字"),
        other.answer_all([(RECEIVED, "0")], "补零"),
    )
    assert all(answer.refused and answer.note == other.refusal for answer in answers)
    assert not session.answer(RECEIVED, "５").refused
    assert not other.undo().refused


def test_settling_a_stated_total_can_be_undone(tmp_path: Path) -> None:
    report = sample("hangzhou-2025")
    report.stated = {"challenges.direct_suit.total": 57}
    session = Session.open(saved(tmp_path, report))
    assert [finding.code for finding in session.findings] == ["A04"]
    session.settle("challenges.direct_suit.total")
    assert session.findings == []
    session.undo()
    assert [finding.code for finding in session.findings] == ["A04"]


def test_undoing_everything_leaves_nothing_to_save(session: Session) -> None:
    session.answer(RECEIVED, "1")
    assert session.modified and session.differs
    session.undo()
    assert not session.modified and not session.differs


def test_coming_back_by_hand_does_not_differ(session: Session) -> None:
    session.answer(RECEIVED, "1")
    session.answer(RECEIVED, "")
    assert session.modified and not session.differs


PATHS = [path for path, cell in blank().edition.cells.items() if not cell.computed][:6]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(PATHS), st.sampled_from(["", "0", "7", "1.50", "12件", "/"])),
        st.tuples(st.just("texts.overview"), st.text("一二。 \n", max_size=6)),
        st.tuples(st.sampled_from(["erase", "delete", "type", "fresh"]), st.sampled_from(["二", "。", "\n"])),
        st.sampled_from([("undo", ""), ("redo", ""), ("save", "")]),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_whatever_was_done_the_journal_has_it_and_undo_leads_back(
    steps: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = saved(tmp_path_factory.mktemp("session"), blank())
    session = Session.open(path)
    for what, text in steps:
        if what in ("undo", "redo", "save"):
            getattr(session, what)()
        elif what in ("erase", "delete", "type", "fresh"):
            written = session.report.texts.get("overview", "")
            middle = len(written) // 2
            before = written[middle - 1 : middle] if what == "erase" else written[middle:][:1] * (what == "delete")
            after = text if what in ("type", "fresh") else ""
            session.splice(
                "texts.overview", middle - (what == "erase") * len(before), before, after, fresh=what == "fresh"
            )
        else:
            session.answer(what, text)
    left = dumps(session.report)
    session.suspend()

    again = Session.open(path)
    again.recover()
    assert dumps(again.report) == left
    while again.undo().changed:
        pass
    assert dumps(again.report) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["2026-1-5", "2026年1月5日", "2026/01/05", "2026.1.5"])
def test_a_date_is_understood_as_people_write_it(session: Session, text: str) -> None:
    session.answer("published", text)
    assert str(session.report.published) == "2026-01-05"


# ---- what was carried over


@pytest.fixture
def carried(tmp_path: Path) -> Session:
    report = blank()
    report.figures = {RECEIVED: 3, BUSINESS: 4}
    report.carried = {RECEIVED, BUSINESS, "agency"}
    return Session.open(saved(tmp_path, report))


def test_touching_a_carried_figure_confirms_it_and_undo_takes_both_back(carried: Session) -> None:
    carried.answer(RECEIVED, "5")
    assert carried.report.carried == {BUSINESS, "agency"}
    carried.undo()
    assert carried.report.carried == {RECEIVED, BUSINESS, "agency"}
    assert carried.value(RECEIVED) == 3


def test_typing_the_same_figure_confirms_it_too(carried: Session) -> None:
    carried.answer_all([(RECEIVED, "3")], "粘贴")
    assert RECEIVED not in carried.report.carried


def test_cancelling_leaves_it_unconfirmed(carried: Session) -> None:
    edit = object()
    carried.answer(RECEIVED, "9", edit)
    carried.cancel(edit)
    assert carried.report.carried == {RECEIVED, BUSINESS, "agency"}


def test_one_cell_after_the_other_is_one_step_of_confirming(carried: Session) -> None:
    assert carried.confirm(RECEIVED).changed == (f"carried.{RECEIVED}",)
    carried.confirm(BUSINESS, "agency")
    assert carried.confirm(BUSINESS).changed == ()
    assert carried.report.carried == set()
    carried.undo()
    assert carried.report.carried == {RECEIVED, BUSINESS, "agency"}
    carried.redo()
    assert carried.report.carried == set()


def test_a_confirmation_that_was_taken_back_is_done_again_when_the_cell_is_left(carried: Session) -> None:
    carried.answer(FEES, "1")
    carried.confirm(RECEIVED)
    carried.answer(FEES, "2")
    carried.undo()
    carried.undo()
    assert carried.confirm(RECEIVED).changed == (f"carried.{RECEIVED}",)
    assert str(carried.redo().note) == "已重做：填数"
    assert carried.value(FEES) == 2
    carried.suspend()
    again = Session.open(carried.path)
    again.recover()
    assert dumps(again.report) == dumps(carried.report)
    for _ in range(3):
        again.undo()
    assert (again.report.carried, again.value(FEES)) == ({RECEIVED, BUSINESS, "agency"}, None)


def test_walking_on_after_an_undo_loses_nothing_that_can_be_redone(carried: Session) -> None:
    carried.confirm(RECEIVED)
    carried.confirm(BUSINESS)  # the same step
    carried.undo()
    assert carried.confirm(RECEIVED).changed == ()
    carried.redo()
    assert carried.report.carried == {"agency"}


def test_a_cell_that_was_left_is_confirmed_with_the_step_before_and_taken_back_with_it(carried: Session) -> None:
    carried.answer("applications.received.research", "7")
    carried.confirm(RECEIVED, leaving=True)
    carried.confirm(BUSINESS, leaving=True)
    carried.undo()
    assert carried.value("applications.received.research") is None
    assert carried.report.carried == {RECEIVED, BUSINESS, "agency"}
    carried.redo()
    assert carried.report.carried == {"agency"}
    assert carried.value("applications.received.research") == 7


def test_a_confirmation_is_in_the_journal_and_in_the_file(carried: Session) -> None:
    carried.confirm(RECEIVED)
    carried.suspend()
    again = Session.open(carried.path)
    again.recover()
    assert again.report.carried == {BUSINESS, "agency"}
    again.save()
    assert Session.open(carried.path).report.carried == {BUSINESS, "agency"}
