"""The one door for any document: our own files as they are, others through their reader, each within its size."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportwizard.errors import DocumentError, StorageError
from reportwizard.formats.opening import open_any, open_file, open_source
from reportwizard.report import files
from reportwizard.report.model import Report
from reportwizard.report.toml import dumps
from support.recognised import PAGE, city_on_paper, page, plain, reads_as
from support.reports import blank


def test_our_own_files_never_pass_a_reader(city: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportwizard.readers.registry.read_paper", None)
    text = "# 注释\n" + dumps(city)
    source = open_source(text.encode("utf-8"), "a")
    assert (source.report, source.format, source.recognised) == (city, "toml", None)
    assert source.as_toml("a").source == text


def test_json_keeps_what_the_program_does_not_know(city: Report) -> None:
    text = '{"format": 1, "edition": "2021", "year": 2025, "agency": "", "mine": {"key": 1}}'
    source = open_source(text.encode("utf-8"), "a", agency="某局")
    assert source.report.agency == "某局", "what the file does not say, the caller may"
    opened = source.as_toml("a")
    assert opened.unknown == {"mine": {"key": 1}} and "key = 1" in opened.source
    with pytest.raises(StorageError, match="null"):
        open_source(text.replace('{"key": 1}', "[null]").encode("utf-8"), "a").as_toml("a")


def test_a_document_is_recognised_with_what_the_caller_says(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, object] = {}
    recognised = plain(blank())
    reads_as(monkeypatch, recognised)
    monkeypatch.setattr(
        "reportwizard.recognise.document.recognise", lambda *_, **options: asked.update(options) or recognised
    )
    source = open_source(PAGE.encode("utf-8"), "a.html", year=2025, agency="某局")
    assert source.recognised is recognised and source.format == "html"
    assert asked == {"year": 2025, "agency": "某局"}
    assert source.as_toml("a.html").source == ""


def test_a_document_may_be_larger_than_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recognised = city_on_paper()
    reads_as(monkeypatch, recognised)
    path = page(tmp_path)
    monkeypatch.setattr(files, "LARGEST", 30)
    monkeypatch.setattr("reportwizard.formats.opening.LARGEST_DOCUMENT", 60)
    assert 30 < path.stat().st_size < 60
    assert open_any(path) == recognised.report
    path.write_text(PAGE * 2, encoding="utf-8")
    with pytest.raises(StorageError, match="太大"):
        open_file(path)
    own = tmp_path / "r.toml"
    own.write_text(dumps(blank())[:50], encoding="utf-8")
    with pytest.raises(StorageError, match="太大"):
        open_file(own)


def test_what_nobody_can_read_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    with pytest.raises(DocumentError, match="图片") as caught:
        open_file(tmp_path / "a.png")
    assert "a.png" in str(caught.value)
