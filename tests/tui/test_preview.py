"""The preview: the export as it will be, beside the section, turned to where one is."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportwizard.formats.registry import export
from reportwizard.report.model import Report, snapshot
from reportwizard.tui.proof import PAGE, make_proof
from support.pilot import Clerk, sit
from support.reports import sample, saved

RECEIVED = "applications.received.natural_person"


@pytest.fixture
def full(tmp_path: Path) -> Path:
    return saved(tmp_path, sample("hangzhou-2025"), "full.toml")


# ---- the proof


@pytest.mark.parametrize("name", ["hangzhou-2025", "shanghai-office-2019"])
def test_it_is_the_exported_text(name: str) -> None:
    report = sample(name)
    assert "\n".join(make_proof(report, PAGE).lines) + "\n" == export(report, "txt").decode()


def test_every_cell_is_found_where_it_is_printed(city: Report) -> None:
    proof = make_proof(city, 70)
    for path in city.edition.cells:
        (spot,) = proof.spots[path]
        assert spot.width > 0
        assert proof.lines[spot.line]


def test_every_paragraph_of_a_text_has_its_place(city: Report) -> None:
    city.texts["overview"] = "甲。\n\n乙。\n丙。"
    proof = make_proof(city, 70)
    lines = [proof.lines[spot.line].strip() for spot in proof.spots["texts.overview"]]
    assert lines == ["甲。", "乙。", "丙。"]


def test_a_snapshot_stays_as_it_was(city: Report) -> None:
    before = snapshot(city)
    city.figures[RECEIVED] = 1
    city.texts["overview"] = "别的"
    assert before.figures[RECEIVED] != 1
    assert before.texts.get("overview") != "别的"


# ---- on the screen


def test_it_shows_what_is_typed_and_marks_the_place(full: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "f4", "f5")
        preview = clerk.main.preview
        assert preview is not None
        await clerk.until(lambda _: bool(preview.proof.lines))
        await clerk.press("7", "7", "7")
        await clerk.until(lambda _: any("777" in line for line in preview.proof.lines))
        line = preview._spot[0]
        assert "本年新收" in preview.proof.lines[line]
        assert preview.top <= line < preview.top + preview.extent.height - 1

    sit(full, work, size=(200, 60))


def test_it_follows_from_section_to_section_and_shares_the_screen(full: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f4", "f5")
        await clerk.until("二、主动公开政府信息情况")
        await clerk.press("f4", "f4")
        await clerk.until("| 376|  97|")
        assert clerk.main.focused is clerk.matrix
        await clerk.press("f5")
        assert "| 376|  97|" not in clerk.screen

    sit(full, work, size=(80, 24))
