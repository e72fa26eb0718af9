"""Old Word files through LibreOffice: found or not, well or badly behaved."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from reportwizard.blocks import Paragraph
from reportwizard.errors import DocumentError, MissingExtraError
from reportwizard.readers import office
from support.documents import Office, assert_same, paragraph, word

posix = pytest.mark.skipif(sys.platform == "win32", reason="the program played is a shell script")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place where a program is found as LibreOffice's, alone on the path with the shell's own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")
    return folder / "soffice"


def play(program: Path, script: str) -> None:
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


@posix
def test_what_the_program_makes_is_read(program: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(word(paragraph("文")))
    told = tmp_path / "told"
    play(program, f'echo "$@" > {told}; while [ "$1" != --outdir ]; do shift; done; cp {made} "$2/source.docx"')
    paper = office.read(b"old", "doc")
    assert paper.blocks == (Paragraph("文"),)
    assert paper.format == "doc"
    words = told.read_text(encoding="utf-8")
    assert "--headless" in words
    folder = Path(words.split()[-1]).parent
    assert folder.name.startswith("reportwizard-")
    assert not folder.exists()  # nothing is left behind


@posix
def test_one_that_makes_nothing_tells_a_damaged_file(program: Path) -> None:
    play(program, "exit 1")
    with pytest.raises(DocumentError, match="已损坏"):
        office.read(b"old", "doc")


@posix
def test_one_that_never_ends_is_ended_with_its_children(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child"
    play(program, f"tail -f /dev/null & echo $! > {child}; wait")
    monkeypatch.setattr(office, "SECONDS", 1)
    with pytest.raises(DocumentError, match="还没有转换完"):
        office.read(b"old", "doc")
    process = int(child.read_text(encoding="utf-8"))
    assert any(not alive(process) for _ in range(100_000))  # the system may take a moment


def alive(process: int) -> bool:
    """Whether a process runs (one that has ended may wait to be taken note of)."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_without_the_program_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_program", lambda: None)
    with pytest.raises(MissingExtraError) as caught:
        office.read(b"old", "doc")
    assert "另存为 .docx" in caught.value.hint


def test_an_installer_s_own_place_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    assert office.find_program() == str(place)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["doc", "rtf"])
def test_a_report_in_an_old_format_comes_back(by_office: Office, kind: str) -> None:
    blocks, data = by_office("city_2025", kind)
    paper = office.read(data, kind)
    assert_same(paper.blocks, blocks)
    assert paper.format == kind
