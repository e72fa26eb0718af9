"""The corpus: whatever the habit, no figure is wrong without a word, none is lost without a word."""

from __future__ import annotations

import pytest

from corpus.counting import count
from corpus.habits import Document, documents
from corpus.regenerate import FOLDER, PAGE, counts, expected
from reportwizard.checks import check
from reportwizard.formats.opening import open_source

DOCUMENTS = documents()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_figure_is_right_or_named(document: Document) -> None:
    read = open_source(document.data, document.name).recognised
    assert read is not None
    assert (read.report.year, read.report.edition.id, read.report.agency) == (
        document.year,
        document.edition,
        document.agency,
    )
    found = count(read, document.truth, document.torn)
    assert found.wrong == []
    assert found.lost == []
    assert found.named == (found.named if document.torn else 0)  # what can be read is read
    assert found.right >= len([text for text in document.truth.values() if text])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_the_form_is_judged(document: Document) -> None:
    read = open_source(document.data, document.name).recognised
    assert read is not None
    codes = {finding.code for finding in check(read.report, form=read.form) if finding.code.startswith("F")}
    assert codes == document.codes


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_what_stands_beside_a_document_is_current(document: Document) -> None:
    assert (FOLDER / document.name).read_bytes() == document.data, "run tests/corpus/regenerate.py and look"
    for name, text in expected(document).items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"{name}: run tests/corpus/regenerate.py and look"


def test_the_page_of_counts_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == counts(), "run tests/corpus/regenerate.py and look"
