"""Last year's report: found where it is, never guessed; its figures beside this year's."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.errors import DocumentError, StorageError
from reportwizard.report import previous
from reportwizard.report.model import Report
from reportwizard.report.previous import (
    Before,
    compare_cell,
    doubts,
    find_previous,
    find_with_file,
    is_large,
    look_back,
    stock_words,
)
from support.reports import blank, sample, saved

RECEIVED = "applications.received.natural_person"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return tmp_path / "report.toml"


def other(year: int, agency: str, received: int) -> Report:
    report = blank(year, agency)
    report.figures[RECEIVED] = received
    return report


def test_the_file_it_was_opened_from_comes_first(here: Path) -> None:
    saved(here.parent, other(2024, "某局", 1), "2024.toml")
    (here.parent / "sub").mkdir()
    saved(here.parent / "sub", other(2022, "别局", 2), "old.toml")
    report = blank()
    report.carried_from = "sub/old.toml"
    found = find_previous(here, report)
    assert found is not None
    assert (found.year, found.figures[RECEIVED]) == (2022, 2)


@pytest.mark.parametrize("name", ["某局-2024.toml", "2024.toml", "去年的.toml"])
def test_one_of_the_same_agency_and_the_year_before_is_found_beside_it(here: Path, name: str) -> None:
    saved(here.parent, other(2024, "别局", 1), "a.toml")
    saved(here.parent, other(2023, "某局", 2), "b.toml")
    saved(here.parent, other(2024, "某局", 3), name)
    found = find_previous(here, blank())
    assert found is not None
    assert found.figures[RECEIVED] == 3


def test_what_is_no_report_is_passed_over(here: Path) -> None:
    (here.parent / "2024.toml").write_text("year = 2024\nthis is no toml", encoding="utf-8")
    (here.parent / "某局-2024.toml").mkdir()
    (here.parent / "x.toml").write_bytes(b"year = 2024\n\xff\xfe")
    assert find_previous(here, blank()) is None


def test_without_an_agency_only_the_file_of_the_same_name_counts(here: Path) -> None:
    saved(here.parent, other(2024, "某局", 1), "x.toml")
    assert find_previous(here.with_name("r2025.toml"), blank(agency="")) is None
    saved(here.parent, other(2024, "某局", 2), "r2024.toml")
    found = find_previous(here.with_name("r2025.toml"), blank(agency=""))
    assert found is not None
    assert found.figures[RECEIVED] == 2


@pytest.mark.parametrize(
    "agency",
    ['"某局"', "'某局'", '" 某局 "', '"\\u67d0局"', '"""某局"""', '"""\n某局"""', '"某局" # 去年的名字'],
)
def test_however_a_person_wrote_the_agency_it_is_the_same(agency: str, here: Path) -> None:
    saved(here.parent, other(2024, "某局", 3), "x.toml")
    path = here.with_name("x.toml")
    text = path.read_text(encoding="utf-8").replace('agency = "某局"', f"{'# 长的注释' * 900}\n  agency={agency}")
    path.write_text(text, encoding="utf-8")
    found = find_with_file(here, blank())
    assert found is not None
    assert (found[0].name, found[1].figures[RECEIVED]) == ("x.toml", 3)


def test_reports_of_others_are_not_read_in_full(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        saved(here.parent, other(2024, f"第{number}局", 1), f"{number}.toml")
        saved(here.parent, other(2025, "某局", 1), f"now{number}.toml")
    read: list[Path] = []
    monkeypatch.setattr(previous, "open_report", read.append)
    assert find_previous(here, blank()) is None
    assert read == []


# ---- given by hand


def test_a_report_of_the_year_before_of_the_same_agency_raises_no_doubt() -> None:
    assert doubts(blank(2024), blank()) == ()
    assert doubts(blank(2024, ""), blank()) == () == doubts(blank(2024), blank(agency=""))


def test_another_agency_and_an_older_year_are_told() -> None:
    first, second = doubts(blank(2022, "\x1b别局"), blank())
    assert "“␛别局”" in first and "“某局”" in first
    assert "2022 年" in second and "不是 2024 年" in second


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_same_year_or_a_later_one_is_refused(year: int) -> None:
    with pytest.raises(StorageError) as caught:
        doubts(blank(year), blank())
    assert f"这是 {year} 年的报告" in str(caught.value)
    assert "2024 年的报告" in caught.value.hint


def test_its_figures_and_totals_stand_under_this_years_paths(here: Path) -> None:
    before = sample("hangzhou-2025")
    before.year, before.agency = 2024, "某局"
    saved(here.parent, before, "2024.toml")
    found = look_back(here, blank())
    assert found is not None
    assert found.year == 2024
    assert found.figures["applications.received.total"] == 14069
    assert found.figures["proactive.art20_8.fees.amount"] == before.figures["proactive.art20_8.fees.amount"]


def test_what_this_year_opens_with_stands_beside_what_last_year_ended_with(here: Path) -> None:
    before = blank(2024)
    before.figures = dict.fromkeys((path for path, cell in before.edition.cells.items() if not cell.computed), 0)
    before.figures |= {"applications.carried_over.business": 9, "applications.carried_forward.business": 2}
    saved(here.parent, before, "2024.toml")
    found = look_back(here, blank())
    assert found is not None
    over = [found.figures[f"applications.carried_over.{column}"] for column in ("natural_person", "business", "total")]
    assert over == [0, 2, 2]


@pytest.mark.parametrize(
    ("now", "terms", "told"),
    [
        (13, (12, 1, 0), "去年末 12 ＋ 本年制发 1 － 本年废止 0 ＝ 13（相符）"),
        (12, (12, 1, 0), "去年末 12 ＋ 本年制发 1 － 本年废止 0 ＝ 13，不等的请核对"),
        (12, (12, None, 0), ""),
        (12, ("/", 1, 0), ""),
        (None, (1200, 1, 0), "去年末 1,200 ＋ 本年制发 1 － 本年废止 0 ＝ 1,201，不等的请核对"),
    ],
)
def test_the_stock_is_told_as_a_sum(now: int | None, terms: tuple[int | None, int, int], told: str) -> None:
    assert stock_words(now, *terms) == told


def test_across_editions_only_what_means_the_same_is_there(here: Path) -> None:
    before = other(2020, "某局", 7)
    before.figures["proactive.art20_1.rules.made"] = 3
    saved(here.parent, before, "2020.toml")
    before.texts = {"problems": "去年的问题。"}
    saved(here.parent, before, "2020.toml")
    assert look_back(here, blank(2021)) == Before(2020, {RECEIVED: 7}, {"problems": "去年的问题。"}, before)


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (14069, 5120, "去年 5,120（今年多 8,949，+175%）"),
        (0, 10, "去年 10（今年少 10，−100%）"),
        (5, 5, "去年 5（今年相同）"),
        (5, 0, "去年 0（今年多 5）"),
        (None, 5, "去年 5"),
        ("/", 5, "去年 5"),
        (5, "12件", "去年 “12件”"),
        (5, None, ""),
        (Decimal("1.10"), Decimal("1.1"), "去年 1.1（今年相同）"),
        (1000, 999, "去年 999（今年多 1，不到 1%）"),
        (10**9, 1, "去年 1（今年多 999,999,999，多出 100 倍以上）"),
        (-(10**14), Decimal("1e-13"), "去年 0.0000000000001（今年少 100,000,000,000,000.0000000000001）"),
    ],
)
def test_the_change_in_words(now: int, before: int, told: str) -> None:
    assert compare_cell(now, before) == told


@pytest.mark.parametrize(
    ("now", "before", "large"),
    [(10, 0, True), (9, 0, False), (16, 6, True), (30, 20, False), (31, 20, True), (9, 20, True), (None, 50, False)],
)
def test_large_is_more_than_half_and_ten_or_more(now: int | None, before: int, large: bool) -> None:
    assert is_large(now, before) is large


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_a_large_change_is_large_by_the_rule(now: int, before: int) -> None:
    assert is_large(now, before) == (abs(now - before) >= 10 and abs(now - before) > before / 2)


# ---- documents


class Shelf:
    """Reads documents whose content a test has laid down, and notes which were asked for."""

    def __init__(self) -> None:
        self.reports: dict[str, Report] = {}
        self.asked: list[str] = []

    def lay(self, folder: Path, name: str, report: Report) -> None:
        (folder / name).write_bytes(b"PK")
        self.reports[name] = report

    def __call__(self, path: Path) -> Report:
        self.asked.append(path.name)
        if path.name not in self.reports:
            raise DocumentError("读不了", path.name, "")
        return self.reports[path.name]


def test_the_document_it_was_opened_from_is_read(here: Path) -> None:
    shelf = Shelf()
    shelf.lay(here.parent, "去年.docx", other(2024, "旧名", 4))
    report = blank()
    report.carried_from = "去年.docx"
    found = find_previous(here, report, shelf)
    assert found is not None and found.figures[RECEIVED] == 4
    assert find_previous(here, report) is None, "without an opener a document is none"


def test_a_document_named_as_last_years_file_is_found(here: Path) -> None:
    shelf = Shelf()
    shelf.lay(here.parent, "某局-2024.html", other(2024, "某局", 5))
    shelf.lay(here.parent, "某局-2024.docx", other(2024, "别局", 6))
    found = find_previous(here, blank(), shelf)
    assert found is not None and found.figures[RECEIVED] == 5


def test_no_document_is_opened_that_is_not_named_so_or_where_a_report_of_ours_is(here: Path) -> None:
    shelf = Shelf()
    shelf.lay(here.parent, "会议记录.docx", other(2024, "某局", 7))
    assert find_previous(here, blank(), shelf) is None
    shelf.lay(here.parent, "2024.docx", other(2024, "某局", 8))
    saved(here.parent, other(2024, "某局", 9), "去年的.toml")
    found = find_previous(here, blank(), shelf)
    assert found is not None and found.figures[RECEIVED] == 9
    assert shelf.asked == []


def test_a_document_that_cannot_be_read_is_passed_over(here: Path) -> None:
    (here.parent / "2024.docx").write_bytes(b"junk")
    shelf = Shelf()
    assert find_previous(here, blank(), shelf) is None
    assert shelf.asked == ["2024.docx"]


def test_this_years_own_document_is_not_last_years(here: Path) -> None:
    shelf = Shelf()
    shelf.lay(here.parent, here.with_suffix(".docx").name, other(2024, "某局", 7))
    assert find_previous(here, blank(), shelf) is None
