"""What is found while a report is written: which rules run when, and that in the end it is what a whole check finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportwizard.checks import Finding, check
from reportwizard.checks.running import moved
from reportwizard.records import replace
from reportwizard.report.previous import Before
from reportwizard.session import Session
from support.reports import blank, saved
from support.rules import RECEIVED, toys

OVERVIEW = "texts.overview"


@pytest.fixture
def ran() -> Iterator[list[str]]:
    with toys() as codes:
        yield codes


@pytest.fixture
def session(tmp_path: Path, ran: list[str]) -> Session:
    report = blank()
    report.texts = {"overview": "甲二乙一丙二丁", "problems": "二"}
    opened = Session.open(saved(tmp_path, report))
    opened.settle_texts()
    ran.clear()
    return opened


def spans(session: Session, code: str) -> list[tuple[str, tuple[int, int] | None]]:
    return [(finding.where[0], finding.span) for finding in session.findings if finding.code == code]


def test_a_figure_runs_the_rules_of_figures_at_once_and_at_the_pause_those_that_compare(
    session: Session, ran: list[str]
) -> None:
    session.answer(RECEIVED, "7")
    assert ran == ["T04"]
    assert [finding.code for finding in session.findings if finding.where == (RECEIVED,)] == ["T04"]
    session.settle_texts()
    assert ran == ["T04", "T02"]
    assert [finding.message for finding in session.findings if finding.code == "T02"] == ["7"]
    session.confirm(RECEIVED)
    session.waive(session.findings[0], who="张三", why="属实", when=None)
    assert not session.unsettled


def test_a_session_that_has_just_been_opened_has_the_texts_before_it(session: Session, ran: list[str]) -> None:
    again = Session.open(session.path)
    assert (ran, again.unsettled) == (["T04"], True)
    again.settle_texts()
    assert again.findings == session.findings


def test_a_key_in_a_text_runs_none_until_the_pause(session: Session, ran: list[str]) -> None:
    session.splice(OVERVIEW, 0, "", "二")
    assert (ran, session.unsettled) == ([], True)
    assert spans(session, "T01") == [(OVERVIEW, (2, 3)), (OVERVIEW, (6, 7)), ("texts.problems", (0, 1))]
    session.settle_texts()
    assert (ran, session.unsettled) == (["T01", "T02", "T03", "T05"], False)
    assert spans(session, "T01")[0] == (OVERVIEW, (0, 1))
    session.settle_texts()
    assert ran == ["T01", "T02", "T03", "T05"]


def test_what_is_found_of_touched_words_is_gone_until_the_pause(session: Session) -> None:
    session.splice(OVERVIEW, 0, "甲二乙", "")
    assert spans(session, "T01") == [(OVERVIEW, (2, 3)), ("texts.problems", (0, 1))]
    assert spans(session, "T02") == [(OVERVIEW, (0, 1))]
    session.answer(RECEIVED, "7")  # before the pause: what was not run again keeps to its words all the same
    assert spans(session, "T01") == [(OVERVIEW, (2, 3)), ("texts.problems", (0, 1))]
    session.undo()
    session.undo()
    session.settle_texts()
    assert spans(session, "T01") == [(OVERVIEW, (1, 2)), (OVERVIEW, (5, 6)), ("texts.problems", (0, 1))]


def test_the_head_runs_the_rules_of_figures_at_once_and_those_of_texts_at_the_pause(
    session: Session, ran: list[str]
) -> None:
    session.answer("level", "city")
    assert (ran, session.unsettled) == (["T04"], True)


def test_last_years_report_reaches_the_rules(session: Session) -> None:
    before = blank(2024)
    session.look_back_on(Before(2024, {}, {}, before))
    session.settle_texts()
    assert {finding.message for finding in session.findings if finding.code == "T01"} == {"某局2024"}


def test_what_runs_step_by_step_counts_only_where_nothing_is_changed_meanwhile(session: Session) -> None:
    session.splice(OVERVIEW, 0, "", "二")
    steps = session.settling()
    next(steps)
    session.splice(OVERVIEW, 0, "", "二")
    assert list(steps) == []
    assert session.unsettled
    assert spans(session, "T01")[0] == (OVERVIEW, (3, 4))
    assert len(list(session.settling())) == 4
    assert (session.unsettled, spans(session, "T01")[:2]) == (False, [(OVERVIEW, (0, 1)), (OVERVIEW, (1, 2))])


def test_what_was_told_stays_as_it_was_told(session: Session) -> None:
    before = session.findings
    kept = [replace(finding) for finding in before]
    session.waive(before[0], who="张三", why="属实", when=None)
    session.splice(OVERVIEW, 0, "", "字")
    session.answer(RECEIVED, "7")
    assert before == kept


def test_reasons_are_not_idle_because_their_words_are_being_typed(session: Session) -> None:
    found = next(finding for finding in session.findings if finding.code == "T01")
    session.waive(found, who="张三", why="属实", when=None)
    session.splice(OVERVIEW, 1, "二", "")
    session.splice(OVERVIEW, 1, "", "二")
    assert session.drop_idle().changed == ()
    assert len(session.report.waivers) == 1


@pytest.mark.parametrize(
    ("start", "removed", "added", "expected"),
    [
        (0, 0, 3, (8, 11)),
        (5, 0, 3, (8, 11)),  # typed right before the words
        (6, 0, 1, None),
        (8, 0, 1, (5, 8)),  # right behind them
        (0, 5, 0, (0, 3)),
        (0, 6, 9, None),
        (7, 4, 0, None),
        (5, 3, 3, None),
        (8, 2, 0, (5, 8)),
    ],
)
def test_findings_keep_to_their_words(start: int, removed: int, added: int, expected: tuple[int, int] | None) -> None:
    words = Finding("T01", "error", (OVERVIEW,), "", "", span=(5, 8))
    others = [
        Finding("T01", "error", ("texts.problems",), "", "", span=(5, 8)),
        Finding("T03", "error", (OVERVIEW,), "", ""),
        Finding("T04", "error", (RECEIVED,), "", ""),
    ]
    after = moved([words, *others], OVERVIEW, start, removed, added)
    assert after == ([replace(words, span=expected)] if expected else []) + others


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just(RECEIVED), st.sampled_from(["", "7", "8"])),
        st.tuples(st.sampled_from([OVERVIEW, "texts.problems"]), st.text("一二三😀。\n", max_size=7)),
        st.sampled_from(
            [("agency", "甲"), ("agency", "乙"), ("title", "甲"), ("title", ""), ("level", "city"), ("level", "")]
        ),
        st.tuples(st.sampled_from(["undo", "redo", "save", "settle", "begin"]), st.just("")),
        st.tuples(st.just("waive"), st.sampled_from("0123")),
        st.tuples(st.just("before"), st.sampled_from(["2024", "2023"])),
    ),
    max_size=20,
)


def take(session: Session, what: str, text: str) -> None:
    if what == "waive":
        for finding in session.findings[int(text) : int(text) + 1]:
            session.waive(finding, who="张三", why="属实", when=None)
    elif what == "before":
        session.look_back_on(Before(int(text), {}, {}, blank(int(text))))
    elif what == "settle":
        session.settle_texts()
    elif what == "begin":
        next(session.settling(), None)
    elif what in ("undo", "redo", "save"):
        getattr(session, what)()
    else:
        session.answer(what, text)


@settings(max_examples=120, deadline=None)
@given(steps=STEPS)
def test_after_a_pause_the_findings_are_those_of_a_whole_check(
    steps: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with toys():
        session = Session.open(saved(tmp_path_factory.mktemp("session"), blank()))
        for what, text in steps:
            take(session, what, text)
            for finding in session.findings:
                if finding.span:
                    written = session.report.texts[finding.where[0].removeprefix("texts.")]
                    assert written[slice(*finding.span)] == {"T01": "二", "T02": "一"}[finding.code]
        session.settle_texts()
        previous = session.before.report if session.before else None
        assert session.findings == check(session.report, previous)
