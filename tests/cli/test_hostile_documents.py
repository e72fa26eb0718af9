"""Documents made to do harm: a clear word on one line, within bounds of time and memory, and nothing is written."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reportwizard.formats.registry import export
from support.reports import sample

LARGE = 200 * 1024 * 1024
DOCUMENTS = Path(__file__).parents[1] / "corpus" / "documents"
MEMORY = 1536 * 1024 * 1024
"""Bytes of address space that a check may take; the libraries themselves map some hundred million."""

EVIL = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "&a;&a;&a;">]>'


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, which may not take more memory than that."""
    code = "import sys; from reportwizard.cli.main import main; sys.exit(main())"
    if sys.platform != "win32":
        code = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY})); {code}"
    return subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, encoding="utf-8", timeout=120, check=False
    )


def refused(path: Path) -> str:
    """What is said of a document that must be refused."""
    done = run("check", str(path))
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert str(path) in line
    return line


def package(source: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A zipped document with its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)), part.compress_type)
    return made.getvalue()


MAIN = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml", "odt": "content.xml", "ods": "content.xml"}


def document(kind: str) -> bytes:
    return (DOCUMENTS / f"city.{kind}").read_bytes()


@pytest.mark.parametrize("kind", MAIN)
def test_a_bomb_is_refused(kind: str, tmp_path: Path) -> None:
    blank = b" " * LARGE

    def explode(name: str, data: bytes) -> bytes:
        return data + blank if name == MAIN[kind] else data

    path = tmp_path / f"bomb.{kind}"
    path.write_bytes(package(document(kind), explode))
    assert "太大" in refused(path)


@pytest.mark.parametrize("kind", MAIN)
def test_entities_are_refused(kind: str, tmp_path: Path) -> None:
    def poison(name: str, data: bytes) -> bytes:
        if name != MAIN[kind]:
            return data
        head, mark, rest = data.partition(b"?>")
        return head + mark + EVIL + rest

    path = tmp_path / f"entities.{kind}"
    path.write_bytes(package(document(kind), poison))
    refused(path)


def test_a_page_of_200_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.write(b"<html><body><p>")
        file.truncate(LARGE)
    assert "太大" in refused(path)


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "span", "b", "ul><li"])
def test_a_page_nested_100_000_deep_is_refused(tag: str, tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<html><body>" + f"<{tag}>" * 100_000 + "二、主动公开政府信息情况", encoding="utf-8")
    refused(path)


def test_a_table_of_a_million_cells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cells.html"
    path.write_text("<table>" + ("<tr>" + "<td>1" * 1000) * 1000 + "</table>", encoding="utf-8")
    refused(path)


def test_a_sheet_of_a_million_cells_is_refused(tmp_path: Path) -> None:
    rows = b"".join(
        b'<row r="%d">' % y + b"".join(b"<c><v>1</v></c>" for _ in range(1000)) + b"</row>" for y in range(1, 1001)
    )

    def fill(name: str, data: bytes) -> bytes:
        return data.replace(b"<sheetData>", b"<sheetData>" + rows) if name == MAIN["xlsx"] else data

    path = tmp_path / "cells.xlsx"
    path.write_bytes(package(document("xlsx"), fill))
    refused(path)


def test_a_huge_span_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "span.html"
    path.write_text('<table><tr><td colspan="100000000" rowspan="100000000">1</td></tr></table>', encoding="utf-8")
    refused(path)


@pytest.mark.parametrize("kind", ["docx", "odt", "xlsx", "xls", "ods", "pdf", "doc"])
@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_half_a_file_is_never_taken_for_all_of_it(kind: str, share: float, tmp_path: Path) -> None:
    data = document(kind)
    path = tmp_path / f"half.{kind}"
    path.write_bytes(data[: int(len(data) * share)])
    done = run("import", str(path))
    assert "Traceback" not in done.stderr
    if done.returncode == 0:  # what was cut off said nothing
        assert done.stdout == run("import", str(DOCUMENTS / f"city.{kind}")).stdout
    else:
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


@pytest.mark.parametrize("name", ["md", "txt", "html", "json", "toml"])
def test_half_a_text_is_never_taken_for_all_of_it(name: str, tmp_path: Path) -> None:
    data = export(sample("hangzhou-2025"), name)
    path = tmp_path / f"half.{name}"
    path.write_bytes(data[: len(data) // 2])
    done = run("check", str(path))
    assert "Traceback" not in done.stderr
    assert done.returncode in (1, 2)


def test_an_import_that_fails_writes_nothing(tmp_path: Path) -> None:
    path, out = tmp_path / "half.docx", tmp_path / "out.toml"
    path.write_bytes(document("docx")[:4000])
    assert run("import", str(path), "-o", str(out)).returncode == 2
    assert not out.exists()
