"""All rules while a report is written: each says truly what it reads, or the screen would show what is no more."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportwizard.checks import Finding, check
from reportwizard.checks.profile import Profile
from reportwizard.report.model import Report
from reportwizard.report.previous import Before
from reportwizard.session import Session
from support.reports import sample, saved

A = "applications"
NAME = "hangzhou-2025"

WORDS = [
    ("overview", "14069件", "14096件"),
    ("overview", "统计期限为2025年1月1日", "统计期限为2024年1月1日"),
    ("overview", "2025年，全市", "2023年，全市"),
    ("overview", "开展社会评议一次，", ""),
    ("overview", "（三）政府信息管理。", "（四）"),
    ("overview", "。", "。XX另行通知，联系电话13812345678（见附件。"),
    ("overview", "全年新收政府信息公开申请14069件", "全年未收到政府信息公开申请"),
    ("overview", "行政规范性文件564件", "行政规范性文件546件，同比增长12%"),
    ("problems", "今年的主要问题", "没有"),
    ("problems", "一是", "二是"),
    ("other_matters", "的收取按国家规定执行", ""),
    ("other_matters", "没有其他需要报告的事项。", "绝密。20251月1日起执行。"),
]
"""In which text what stands there, and what takes its place."""

TEXTS = [("problems", "无"), ("problems", ""), ("other_matters", ""), ("overview", ""), ("overview", "XX")]
FIGURES = [
    (f"{A}.received.natural_person", "0"),
    (f"{A}.received.other", "99"),
    (f"{A}.carried_over.natural_person", "0"),
    (f"{A}.granted.natural_person", ""),
    ("proactive.art20_1.rules.issued", "9"),
    ("proactive.art20_1.rules.in_force", "1"),
    ("proactive.art20_8.fees.amount", "251000000"),
    ("challenges.direct_suit.upheld", "12项"),
    (f"{A}.other.not_paid.natural_person", "5"),
]
HEAD = [
    ("level", "county"),
    ("level", "department"),
    ("level", ""),
    ("agency", "上城区人民政府"),
    ("agency", "杭州市人民政府"),
    ("title", "杭州市2024年政府信息公开工作年度报告"),
    ("title", ""),
    ("published", "2026-05-01"),
]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("words"), st.sampled_from(WORDS)),
        st.tuples(st.just("text"), st.sampled_from(TEXTS)),
        st.tuples(st.just("cell"), st.sampled_from(FIGURES)),
        st.tuples(st.just("head"), st.sampled_from(HEAD)),
        st.sampled_from([("undo", ()), ("redo", ()), ("before", ()), ("profile", ()), ("waive", ()), ("settle", ())]),
    ),
    max_size=8,
)
STRICT = Profile(
    limits={"overview": 300}, other_matters=("收费",), severities={"W10": "error"}, ignored=frozenset({"P02"})
)


def last_year() -> Report:
    report = deepcopy(sample(NAME))
    report.year = 2024
    report.figures[f"{A}.carried_forward.natural_person"] = 530
    return report


def take(session: Session, what: str, how: tuple[str, ...]) -> None:
    if what == "words":
        name, old, new = how
        text = session.report.texts.get(name, "")
        if (at := text.find(old)) >= 0:
            session.splice(f"texts.{name}", at, old, new)
    elif what in ("text", "cell", "head"):
        session.answer(f"texts.{how[0]}" if what == "text" else how[0], how[1])
    elif what == "before":
        session.look_back_on(Before(2024, {}, {}, last_year()))
    elif what == "profile":
        session.ask(STRICT)
    elif what == "waive":
        for finding in session.findings[:2]:
            session.waive(finding, who="张三", why="属实", when=None)
    elif what == "settle":
        session.settle_texts()
    else:
        getattr(session, what)()


def from_scratch(session: Session) -> list[Finding]:
    previous = session.before.report if session.before else None
    return check(session.report, previous, profile=session.profile.of(session.report))


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_after_a_pause_the_findings_are_those_of_a_whole_check(
    steps: list[tuple[str, tuple[str, ...]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    session = Session.open(saved(tmp_path_factory.mktemp("session"), sample(NAME)))
    session.settle_texts()
    for what, how in steps:
        take(session, what, how)
    session.settle_texts()
    assert session.findings == from_scratch(session)


@pytest.mark.parametrize(
    ("what", "how"),
    [*(("words", each) for each in WORDS), *(("text", each) for each in TEXTS), *(("cell", each) for each in FIGURES),
     *(("head", each) for each in HEAD), ("before", ()), ("profile", ())],
)  # fmt: skip
def test_a_single_change_runs_every_rule_that_it_concerns(what: str, how: tuple[str, ...], tmp_path: Path) -> None:
    report = sample(NAME)
    report.published = None
    for opened in (report, last_year()):
        opened.waivers = []
        session = Session.open(saved(tmp_path, opened, f"{opened.year}.toml"))
        session.look_back_on(Before(2024, {}, {}, last_year()))
        session.settle_texts()
        take(session, what, how)
        session.settle_texts()
        assert session.findings == from_scratch(session)


def test_a_clean_report_stays_clean_and_a_slip_that_is_taken_back_leaves_nothing(tmp_path: Path) -> None:
    session = Session.open(saved(tmp_path, sample(NAME)))
    session.settle_texts()
    assert session.findings == []
    take(session, "words", WORDS[0])
    session.settle_texts()
    assert [finding.code for finding in session.findings] == ["N01"]
    session.undo()
    session.settle_texts()
    assert session.findings == []
