"""The commands on documents: what comes out, what is said of what was not read, and that nothing is lost in silence."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
import tomli

from reportwizard.cli.main import main
from reportwizard.errors import DocumentError
from reportwizard.report.files import open_report
from reportwizard.session import Session
from support.recognised import IN_FORCE, ISSUED, RECEIVED, city_on_paper, page, plain, reads_as
from support.reports import SAMPLES, blank, sample, saved

Talk = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    reads_as(monkeypatch, city_on_paper())


# ---- check


def test_check_speaks_of_the_form_and_lists_what_was_not_read(capsys: Talk) -> None:
    assert main(["check", str(page(Path()))]) == 1
    out, err = capsys.readouterr()
    assert all(code in out for code in ("F03", "F04", "F05", "V01", "V02", "A04"))
    assert "没有读入（请对照原件补填）\n    × 第 1 个表第 2 行 “规章000”：几格的数连在一起" in out
    assert "1 处没有读入\n" in out
    assert "网页.html：页面上还有 2 个别的表，没有读" in err


def test_check_as_json_has_the_unread(capsys: Talk) -> None:
    main(["check", "--format", "json", str(page(Path()))])
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert file["unread"] == ["第 1 个表第 2 行 “规章000”：几格的数连在一起（最接近的是“规章”）"]
    assert ISSUED in next(f for f in file["findings"] if f["code"] == "V01")["where"]


def test_a_figure_that_was_not_read_never_ends_with_0(monkeypatch: pytest.MonkeyPatch, capsys: Talk) -> None:
    recognised = plain(sample("hangzhou-2025"))
    del recognised.report.figures[ISSUED]  # what is not read is blank, and a blank is an error
    recognised.unread = city_on_paper().unread
    reads_as(monkeypatch, recognised)
    assert main(["check", str(page(Path()))]) == 1
    assert main(["check", "--ignore", "V", str(page(Path()))]) == 0
    assert "1 处没有读入" in capsys.readouterr().out


def test_a_sound_document_is_as_good_as_a_file_of_ours(monkeypatch: pytest.MonkeyPatch, capsys: Talk) -> None:
    reads_as(monkeypatch, plain(sample("hangzhou-2025")))
    assert main(["check", str(page(Path()))]) == 0
    assert capsys.readouterr().out.endswith("  没有发现问题\n")


# ---- new, export, edit


def test_new_opens_from_a_document(capsys: Talk) -> None:
    assert main(["new", "2026", "--from", str(page(Path())), "--no-edit", "-o", "r.toml"]) == 0
    report = open_report(Path("r.toml")).report
    assert report.carried_from == "网页.html"
    assert "applications.carried_over.natural_person" in report.figures
    assert "“规章000”" in capsys.readouterr().err


def test_export_of_a_document_says_what_was_not_read(capsys: Talk) -> None:
    assert main(["export", str(page(Path())), "--to", "md"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("# ") and "“规章000”" in err


def test_edit_without_a_terminal_reads_first(monkeypatch: pytest.MonkeyPatch, capsys: Talk) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DocumentError("不是一份报告", "网页.html", "请核对文件")

    monkeypatch.setattr("reportwizard.recognise.document.recognise", refuse)
    assert main(["edit", str(page(Path()))]) == 2
    assert "不是一份报告" in capsys.readouterr().err


# ---- import


def test_import_prints_the_file_and_tells_the_rest(capsys: Talk) -> None:
    assert main(["import", str(page(Path()))]) == 0
    out, err = capsys.readouterr()
    data = tomli.loads(out)
    assert data["proactive"]["art20_1"]["rules"]["in_force"] == "12件"
    assert data["stated"] == {"challenges.direct_suit.total": 1}
    for words in (
        "读入 162 个数，4 格空着，2 处文字（2021 年版，2025 年度）",
        "× 第 1 个表第 2 行 “规章000”：几格的数连在一起（最接近的是“规章”）",
        "没有“其他”这一列",
        "“现行有效件”当作“现行有效件数”读入",
        "总计：写的是 1，各项相加是",
        "页面上还有 2 个别的表",
        "-o 文件名.toml",
    ):
        assert words in err, words
    assert sorted(path.name for path in Path().iterdir()) == ["网页.html"]


def test_import_into_a_new_file_says_what_to_type_next(capsys: Talk) -> None:
    assert main(["import", str(page(Path())), "-o", "r.toml"]) == 0
    out, err = capsys.readouterr()
    assert out == "" and "reportwizard edit r.toml" in err
    assert open_report(Path("r.toml")).report == city_on_paper().report


def test_explain_names_the_place_of_each_figure(capsys: Talk) -> None:
    main(["import", str(page(Path())), "-o", "r.toml", "--explain"])
    out = capsys.readouterr().out.splitlines()
    assert (
        f"{RECEIVED}\t一、本年新收政府信息公开申请数量 ／ 自然人\t13612\t第 2 页 第 3 个表 第 5 行 第 4 格\t原文“13612”"
        in out
    )
    assert any(
        line.startswith(IN_FORCE) and line.endswith("12件\t第 1 个表 第 2 行 第 4 格\t原文“12件”") for line in out
    )
    assert any(line.startswith("challenges.direct_suit.total\t") for line in out)
    assert any(line.startswith("texts.overview\t一、总体情况\t“第一段。 第二段。”\t第 1 页 第 3 行") for line in out)
    main(["import", str(page(Path())), "--explain"])
    out, err = capsys.readouterr()
    assert tomli.loads(out) and "原文“12件”" in err


def test_import_of_our_own_files_copies_and_converts(capsys: Talk) -> None:
    text = (SAMPLES / "hangzhou-2025.toml").read_text(encoding="utf-8")
    Path("a.toml").write_text(f"# 我的注释\n{text}\n[mine]\nkey = 1\n", encoding="utf-8")
    assert main(["import", "a.toml"]) == 0
    copied = capsys.readouterr().out
    assert copied.startswith("# 我的注释\n") and "[mine]\nkey = 1\n" in copied
    assert main(["import", str(SAMPLES / "hangzhou-2025.json"), "-o", "b.toml"]) == 0
    assert Path("b.toml").read_text(encoding="utf-8") == text


def test_import_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Talk) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<table></table>")))
    assert main(["import", "-"]) == 0
    assert tomli.loads(capsys.readouterr().out)["year"] == 2025


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["-o", "r.docx"], "import 只写 .toml 文件"),
        (["--year", "2024"], "--year 写的是 2024"),
        (["-o", "nowhere/r.toml"], "nowhere"),
    ],
)
def test_what_does_not_fit_leaves_nothing(words: list[str], told: str, capsys: Talk) -> None:
    assert main(["import", str(page(Path())), *words]) == 2
    out, err = capsys.readouterr()
    assert out == "" and told in err
    assert sorted(path.name for path in Path().iterdir()) == ["网页.html"]


# ---- import into a report that is there


def there(text: str = "") -> Path:
    report = blank(2025, "杭州市")
    business = "applications.received.business"
    report.figures = {RECEIVED: 5, ISSUED: 3, business: sample("hangzhou-2025").figures[business]}
    report.texts = {"overview": "旧的。", "problems": "问题。"}
    report.carried = {RECEIVED, ISSUED}
    path = saved(Path(), report, "r.toml")
    path.write_text("# 我的注释\n" + path.read_text(encoding="utf-8") + text, encoding="utf-8")
    return path


def test_a_report_that_is_there_is_only_shown_what_would_change(capsys: Talk) -> None:
    before = there().read_bytes()
    assert main(["import", str(page(Path())), "-o", "r.toml"]) == 2
    err = capsys.readouterr().err
    for words in (
        "会改动 161 格，另有 1 格不变，1 格来源里空着，保留原来的数",
        "  5 → 13612　三 › 一、本年新收政府信息公开申请数量 ／ 自然人",
        "  （空） → 1　",
        "会换掉 1 处文字",
        "一、总体情况：原有 3 字，换成 9 字：“第一段。 第二段。”",
        "--force",
    ):
        assert words in err, words
    assert Path("r.toml").read_bytes() == before
    assert not Path("r.toml.bak").exists()


def test_with_force_it_is_merged_and_what_a_person_wrote_stays(capsys: Talk) -> None:
    before = there("\n[mine]\nkey = 1\n").read_bytes()
    assert main(["import", str(page(Path())), "-o", "r.toml", "--force"]) == 0
    opened = open_report(Path("r.toml"))
    report = opened.report
    assert report.figures[RECEIVED] == 13612
    assert report.figures[ISSUED] == 3, "a blank in the source never erases"
    assert report.figures[IN_FORCE] == "12件"
    assert report.stated == {"challenges.direct_suit.total": 1}
    assert report.texts == {"overview": "第一段。\n第二段。", "problems": "问题。"}
    assert report.carried == {ISSUED}, "what was replaced is confirmed, what was not still waits"
    assert opened.source.startswith("# 我的注释\n") and opened.unknown == {"mine": {"key": 1}}
    assert Path("r.toml.bak").read_bytes() == before
    capsys.readouterr()
    assert main(["import", str(page(Path())), "-o", "r.toml"]) == 0, "now there is nothing left to do"
    assert "没有要改的" in capsys.readouterr().err


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_report_of_another_year_is_not_merged(force: list[str], capsys: Talk) -> None:
    before = saved(Path(), blank(2024), "r.toml").read_bytes()
    assert main(["import", str(page(Path())), "-o", "r.toml", *force]) == 2
    assert "要导入的是 2025 年的报告，这一份是 2024 年的" in capsys.readouterr().err
    assert Path("r.toml").read_bytes() == before


def test_nothing_is_merged_below_a_clerk_who_has_it_open(capsys: Talk) -> None:
    session = Session.open(there())
    before = Path("r.toml").read_bytes()
    assert main(["import", str(page(Path())), "-o", "r.toml", "--force"]) == 2
    session.answer(RECEIVED, "6")
    session.suspend()
    assert main(["import", str(page(Path())), "-o", "r.toml", "--force"]) == 2
    assert "有还没有保存的改动" in capsys.readouterr().err
    assert Path("r.toml").read_bytes() == before


def test_what_is_no_report_is_not_merged_into(capsys: Talk) -> None:
    Path("r.toml").write_text("junk", encoding="utf-8")
    Path("j.toml").write_bytes((SAMPLES / "hangzhou-2025.json").read_bytes())
    for name in ("r.toml", "j.toml"):
        assert main(["import", str(page(Path())), "-o", name, "--force"]) == 2
        assert name in capsys.readouterr().err
    assert Path("r.toml").read_text(encoding="utf-8") == "junk"
