"""A session on a document, and taking another report over: one step, journalled like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportwizard.errors import DocumentError, StorageError
from reportwizard.report.files import open_report
from reportwizard.report.overlay import weigh
from reportwizard.report.toml import dumps
from reportwizard.session import Session
from support.recognised import RECEIVED, city_on_paper, page, plain, reads_as
from support.reports import blank, sample, saved

pytestmark = pytest.mark.usefixtures("figures_only")


def test_a_document_is_opened_and_saved_beside_as_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads_as(monkeypatch, city_on_paper())
    source = page(tmp_path)
    before = source.read_bytes()
    session = Session.open(source)
    assert session.path == tmp_path / "网页.toml"
    assert session.recognised is not None
    assert session.news == "从 网页.html 读入，保存时写到 网页.toml；有 1 处没有读入"
    session.answer(RECEIVED, "1")
    session.save()
    session.suspend()
    assert open_report(tmp_path / "网页.toml").report.figures[RECEIVED] == 1
    assert source.read_bytes() == before
    with pytest.raises(StorageError, match="同名"):
        Session.open(source)


def test_what_was_done_to_a_document_outlives_a_kill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads_as(monkeypatch, plain(sample("hangzhou-2025")))
    source = page(tmp_path)
    Session.open(source).answer(RECEIVED, "1")
    reads_as(monkeypatch, plain(sample("hangzhou-2025")))
    again = Session.open(source)
    assert again.recoverable == 1
    again.recover()
    assert again.report.figures[RECEIVED] == 1


def test_a_document_is_not_what_its_suffix_says(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="后缀却是"):
        Session.open(page(tmp_path, "r.toml"))


def test_what_nobody_can_read_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    picture = tmp_path / "扫描.png"
    picture.write_bytes(b"\x89PNG\r\n")
    with pytest.raises(DocumentError, match="图片"):
        Session.open(picture)
    assert [path.name for path in tmp_path.iterdir()] == ["扫描.png"]


# ---- taking over


def test_taking_over_is_one_step_to_undo_and_redo(tmp_path: Path) -> None:
    report = blank(agency="")
    report.texts = {"overview": "旧的。"}
    session = Session.open(saved(tmp_path, report))
    before, source = dumps(session.report), city_on_paper()
    session.splice("texts.overview", 3, "", "又写")
    session.take_over(weigh(session.report, source.report, source.origins))
    assert dumps(session.report) == dumps(source.report)
    assert any(finding.code == "A04" for finding in session.findings), "the findings belong to the report as it is"
    session.undo()
    assert session.report.texts["overview"] == "旧的。又写"
    session.undo()
    assert dumps(session.report) == before
    session.redo()
    session.redo()
    assert dumps(session.report) == dumps(source.report)


def test_one_text_taken_over_is_no_typing(tmp_path: Path) -> None:
    session = Session.open(saved(tmp_path, blank()))
    session.splice("texts.overview", 0, "", "甲")
    source = blank()
    source.texts = {"overview": "甲乙"}
    session.take_over(weigh(session.report, source))
    session.undo()
    assert session.report.texts["overview"] == "甲"


def test_what_was_carried_over_and_is_replaced_is_confirmed(tmp_path: Path) -> None:
    report = blank()
    report.figures, report.carried = {RECEIVED: 3}, {RECEIVED}
    session = Session.open(saved(tmp_path, report))
    session.take_over(weigh(session.report, sample("hangzhou-2025")))
    assert session.report.carried == set()
    session.undo()
    assert session.report.carried == {RECEIVED}


def test_taking_over_is_in_the_journal_before_the_answer(tmp_path: Path) -> None:
    path = saved(tmp_path, blank(agency=""))
    source = city_on_paper().report
    Session.open(path).take_over(weigh(open_report(path).report, source))  # and killed
    again = Session.open(path)
    assert again.recoverable == 1
    again.recover()
    assert dumps(again.report) == dumps(source)
    again.undo()
    assert again.report == blank(agency="")


def test_who_only_looks_takes_nothing_over(tmp_path: Path) -> None:
    path = saved(tmp_path, blank())
    first = Session.open(path)
    first.answer(RECEIVED, "1")
    second = Session.open(path)
    answer = second.take_over(weigh(second.report, sample("hangzhou-2025")))
    assert answer.refused and second.report.figures == {}
