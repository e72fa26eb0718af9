"""The registry of formats: which one is meant, what its bytes are, and what an export tells the clerk."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from reportwizard.errors import UsageError
from reportwizard.formats.notes import notes
from reportwizard.formats.registry import FORMATS, export, format_for
from reportwizard.records import replace
from reportwizard.report import json as report_json
from reportwizard.report import toml as report_toml
from reportwizard.report.model import Report


def test_a_name_decides_before_the_suffix() -> None:
    assert format_for("txt", "report.json").name == "txt"
    assert format_for("JSON", None).name == "json"


@pytest.mark.parametrize(
    ("out", "name"),
    [
        ("报告.md", "md"),
        ("a/b.TXT", "txt"),
        ("年报.2025.json", "json"),
        ("x.toml", "toml"),
        ("x.markdown", "md"),
        ("网页.htm", "html"),
        ("x.PDF", "pdf"),
        ("-", "md"),
        (None, "md"),
    ],
)
def test_the_suffix_of_the_file_decides_without_a_name(out: str | None, name: str) -> None:
    assert format_for(None, out).name == name


@pytest.mark.parametrize(
    ("name", "out"), [("wps", None), ("", None), (None, "报告.wps"), (None, "报告"), (None, ".md/x")]
)
def test_an_unknown_format_is_refused_with_the_known_ones(name: str | None, out: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        format_for(name, out)
    assert all(known in caught.value.hint for known in ("md", "txt", "json", "toml"))


def test_names_and_suffixes_are_unique() -> None:
    suffixes = [suffix for each in FORMATS.values() for suffix in each.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(name == each.name and each.label for name, each in FORMATS.items())


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if not each.binary])
def test_every_export_of_text_is_utf8_and_ends_with_one_newline(
    name: str, city: Report, office: Report, zeros: Report
) -> None:
    hostile = replace(city, agency="甲\r\n\ud800", texts={"overview": "一\r二\x00", "other_matters": "无\n\n\n"})
    for report in (city, office, zeros, hostile):
        data = export(report, name)
        assert data.decode("utf-8").endswith("\n")
        assert not data.endswith(b"\n\n")
        assert b"\r" not in data


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.binary])
def test_every_binary_export_survives_a_hostile_report(name: str, city: Report) -> None:
    hostile = replace(city, agency="甲\r\n\ud800", texts={"overview": "一\r二\x00\ufffe", "other_matters": "无\n\n\n"})
    assert export(hostile, name) == export(hostile, name)


def test_exact_formats_give_the_report_back(city: Report, office: Report) -> None:
    for report in (city, office):
        assert report_toml.loads(export(report, "toml").decode())[0] == report
        assert report_json.loads(export(report, "json").decode())[0] == report


def test_json_holds_every_cell(office: Report) -> None:
    assert list(json.loads(export(office, "json"))["figures"]) == list(office.edition.cells)


def test_a_full_report_has_no_notes(city: Report) -> None:
    assert [notes(city, name) for name in FORMATS] == [[]] * len(FORMATS)


def test_cleaned_texts_are_named(city: Report) -> None:
    first = next(iter(city.figures))
    report = replace(
        city,
        agency="甲\x07",
        texts=city.texts | {"preface": "前\x1b[31m", "overview": "一\u202e二", "problems": "一\r\n二\u2028三"},
        figures=city.figures | {first: "3\x00件"},
    )
    told = notes(report)
    assert [note.partition("里有")[0] for note in told] == [
        "标题或单位名称",
        "前言",
        "“一、总体情况”的文字",
        "规章 ／ 本年制发件数",
    ]
    assert notes(report, "json") == []


def test_blanks_and_empty_sections_are_counted(office: Report) -> None:
    blanks = sum(not cell.computed and path not in office.figures for path, cell in office.edition.cells.items())
    office.texts["problems"] = " \n"
    blank, empty, _ = notes(office)
    assert f"还有 {blanks} 格没有填，导出时留空：" in blank
    assert empty == "还没有写文字：五"
    assert notes(office, "toml") == [blank.replace("，导出时留空", ""), empty]


def test_stated_totals_are_told_apart_by_whether_the_sum_is_complete(office: Report) -> None:
    (incomplete,) = [note for note in notes(office) if "总计" in note and "没有填全" in note]
    assert f"有 {len(office.stated)} 处" in incomplete
    assert "总计 859" in incomplete
    for path in office.edition.cells["applications.received.total"].parts:
        office.figures.setdefault(path, 5)
    (differing,) = [note for note in notes(office) if "各项相加是" in note]
    assert "一、本年新收政府信息公开申请数量 ／ 总计：写的是 859，各项相加是 869" in differing
    assert any(f"有 {len(office.stated) - 1} 处" in note for note in notes(office))


def test_markdown_of_an_ordinary_report_loads_no_foreign_library() -> None:
    code = """
import sys
FOREIGN = {"wcwidth", "textual", "rich", "tomlkit", "tomli_w", "docx", "lxml"}
from reportwizard.editions.loading import edition_for_year
from reportwizard.formats.registry import export
from reportwizard.report.model import Report
export(Report(edition_for_year(2025), 2025, "示例市", texts={"overview": "（一）“主动公开”1,208条——"}), "md")
print(sorted({name.partition(".")[0] for name in sys.modules} & FOREIGN))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["docx", "xlsx", "pdf"])
def test_the_date_of_a_file_is_that_of_publication_or_none(city: Report, name: str) -> None:
    """The day of the export would make every export different, a made-up one would be a lie."""

    def dates(report: Report) -> set[bytes]:
        data = export(report, name)
        if name == "pdf":  # an archival file must have one
            return set(re.findall(rb"Date>(\d{4}-\d\d-\d\d)", data)) - {b"1970-01-01"}
        with ZipFile(BytesIO(data)) as package:
            core = package.read("docProps/core.xml")
        return set(re.findall(rb">(\d{4}-\d\d-\d\d)T", core))

    assert dates(city) == set()
    city.published = date(2026, 1, 20)
    assert dates(city) == {b"2026-01-20"}
    assert export(city, name) == export(city, name)
