"""`check` as offices and pipelines use it: formats, files, thresholds, last year's report, what a place asks."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from reportwizard.checks import profile_file
from reportwizard.cli import check as command
from reportwizard.cli import outputs
from reportwizard.cli.main import main
from support.reports import SAMPLES, blank, saved

PLANTED = str(SAMPLES / "planted-errors-2025.toml")
Talk = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "today", lambda: date(2026, 2, 3))


def a_report(name: str = "a.toml", year: int = 2025, agency: str = "某局", figure: int | None = -1) -> str:
    report = blank(year, agency)
    if figure is not None:
        report.figures["applications.received.natural_person"] = figure
    return str(saved(Path(), report, name).name)


# ---- formats and files


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("o.txt", "a.toml　"),
        ("o.json", '{\n  "files"'),
        ("o.sarif", '{\n  "$schema"'),
        ("o.sarif.json", '{\n  "$schema"'),
        ("o.MD", "# 政府信息公开工作年度报告审核单"),
        ("o.html", "<!DOCTYPE html>"),
        ("o.docx", "PK"),
    ],
)
def test_the_suffix_decides_the_format(name: str, begin: str, capsys: Talk) -> None:
    assert main(["check", a_report(), "--select", "V03", "-o", name]) == 1
    assert Path(name).read_bytes().decode("utf-8", "replace").startswith(begin)
    talk = capsys.readouterr()
    assert talk.out == "" and talk.err == f"已写出 {name}\n"


def test_the_format_that_is_written_wins(capsys: Talk) -> None:
    assert main(["check", a_report(), "--select", "V03", "--format", "github", "-o", "o.txt"]) == 1
    assert Path("o.txt").read_text(encoding="utf-8").startswith("::error file=a.toml,line=")
    assert main(["check", a_report(), "--select", "V03", "--format", "md", "-o", "-"]) == 1
    assert "2026 年 2 月 3 日" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "why"), [("o", "看不出"), ("o.xyz", "看不出"), ("a.toml", "看不出")])
def test_a_suffix_that_tells_nothing_is_refused(name: str, why: str, capsys: Talk) -> None:
    assert main(["check", a_report(), "-o", name]) == 2
    assert why in capsys.readouterr().err


def test_nothing_is_written_over(capsys: Talk) -> None:
    Path("o.txt").write_text("mine", encoding="utf-8")
    assert main(["check", a_report(), "-o", "o.txt"]) == 2
    assert "已经有这个文件，没有覆盖" in capsys.readouterr().err
    assert Path("o.txt").read_text(encoding="utf-8") == "mine"
    assert main(["check", a_report(), "-o", "o.txt", "--force", "--fail-on", "never"]) == 0
    assert Path("o.txt").read_text(encoding="utf-8") != "mine"
    before = Path("a.toml").read_bytes()
    assert main(["check", "a.toml", "--format", "json", "-o", "a.toml", "--force"]) == 2
    assert main(["check", "a.toml", "--format", "json", "-o", ".", "--force"]) == 2
    assert Path("a.toml").read_bytes() == before


def test_word_is_not_shown_in_a_terminal(capsys: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outputs.sys, "stdout", SimpleNamespace(buffer=None, isatty=lambda: True))
    assert main(["check", a_report(), "--format", "docx"]) == 2
    assert "docx 不是文字，不能显示在终端里" in capsys.readouterr().err


def test_several_files_and_one_that_cannot_be_read(capsys: Talk) -> None:
    a_report("a.toml")
    a_report("b.toml")
    Path("坏.docx").write_bytes(b"PK\x03\x04nonsense")
    files = ["a.toml", "坏.docx", "没有.toml", "b.toml"]
    assert main(["check", *files, "--select", "V03", "--fail-on", "never"]) == 2
    talk = capsys.readouterr()
    assert talk.out.count("V03") == 2 and "共 2 份报告：2 处错误" in talk.out and "没有.toml：没有这个文件" in talk.err
    assert main(["check", *files, "--select", "V03", "--format", "sarif"]) == 2
    log = json.loads(capsys.readouterr().out)["runs"][0]
    assert len(log["results"]) == 2 and not log["invocations"][0]["executionSuccessful"]
    assert len(log["invocations"][0]["toolExecutionNotifications"]) == 2
    assert main(["check", *files, "--select", "V03", "--format", "github"]) == 2
    assert capsys.readouterr().out.count("title=无法读取::") == 2
    assert main(["check", *files, "--select", "V03", "--format", "md"]) == 2
    assert capsys.readouterr().out.count("# 政府信息公开工作年度报告审核单\n") == 2


def test_nothing_readable_gives_programs_an_empty_answer_and_people_none(capsys: Talk) -> None:
    assert main(["check", "x.toml", "--format", "sarif"]) == 2
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"] == []
    assert main(["check", "x.toml", "-o", "x.html"]) == 2
    assert not Path("x.html").exists()


def test_nothing_found(capsys: Talk) -> None:
    name = a_report(figure=None)
    assert main(["check", name, "--select", "V03"]) == 0
    assert "没有发现问题" in capsys.readouterr().out
    assert main(["check", name, "--select", "V03", "--format", "github"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", name, "--select", "V03", "--format", "md"]) == 0
    assert "没有发现需要改正的问题。" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="such names are no names there")
@pytest.mark.parametrize(
    "name", ["a\n::error::x.toml", "甲,乙:丙%.toml", "\u202ea.toml", "-- x.toml", "a\x1b[31m.toml"]
)
def test_hostile_names(name: str, capsys: Talk) -> None:
    a_report(name)
    for form in ("text", "github", "sarif", "md", "html"):
        assert main(["check", f"./{name}", "--select", "V03", "--format", form]) == 1
        out = capsys.readouterr().out
        assert not {"\x1b", "\u202e"} & set(out)
        if form == "github":
            assert out.startswith("::error file=") and out.count("\n") == 1


# ---- the exit status


@pytest.mark.parametrize(
    ("code", "threshold", "status"),
    [
        ("V03", "error", 1),
        ("V03", "never", 0),
        ("W10", "error", 0),
        ("W10", "warning", 1),
        ("W10", "advice", 1),
        ("W15", "warning", 0),
        ("W15", "advice", 1),
    ],
)
def test_the_threshold_of_the_status(code: str, threshold: str, status: int, capsys: Talk) -> None:
    report = blank()
    report.figures = {path: 0 for path, cell in report.edition.cells.items() if not cell.computed}
    report.figures["challenges.direct_suit.upheld"] = -1
    report.texts["overview"] = "主动公开信息。"
    saved(Path(), report, "a.toml")
    assert main(["check", "a.toml", "--select", code, "--fail-on", threshold]) == status
    assert code in capsys.readouterr().out


def test_a_threshold_that_is_none_is_refused(capsys: Talk) -> None:
    assert main(["check", a_report(), "--fail-on", "fatal"]) == 2
    assert "--fail-on" in capsys.readouterr().err


# ---- last year's report


def test_last_years_report_beside_the_file_is_used_and_told(capsys: Talk) -> None:
    last = blank(2024)
    last.figures["applications.carried_forward.business"] = 7
    saved(Path(), last, "某局-2024.toml")
    report = blank(2025)
    report.figures["applications.carried_over.business"] = 5
    saved(Path(), report, "某局-2025.toml")
    assert main(["check", "某局-2025.toml", "--select", "Y02"]) == 0
    talk = capsys.readouterr()
    assert talk.err == "某局-2025.toml：对照上年报告 某局-2024.toml\n" and "Y02" in talk.out
    assert main(["check", "某局-2025.toml", "--select", "Y02", "--format", "md"]) == 0
    assert "| 某局-2024\\.toml" in capsys.readouterr().out
    assert main(["check", "某局-2025.toml", "--select", "A"]) == 0
    assert capsys.readouterr().err == ""  # no rule has a use for it


def test_a_report_that_is_named_is_used_for_standard_input_too() -> None:
    last = blank(2024)
    last.figures["applications.carried_forward.business"] = 7
    saved(Path(), last, "x.toml")
    report = blank(2025)
    report.figures["applications.carried_over.business"] = 5
    data = saved(Path(), report, "某局-2025.toml").read_bytes()
    words = [sys.executable, "-m", "reportwizard", "check", "-", "--select", "Y02"]
    alone = subprocess.run(words, input=data, capture_output=True, check=False)
    assert alone.stderr == b"" and b"Y02" not in alone.stdout
    done = subprocess.run([*words, "--against", "x.toml"], input=data, capture_output=True, check=False)
    assert done.stderr == b"" and b"Y02" in done.stdout


def test_a_report_that_cannot_be_last_years_is_refused(capsys: Talk) -> None:
    assert main(["check", a_report("a.toml"), "--against", a_report("b.toml")]) == 2
    assert "2025" in capsys.readouterr().err
    assert main(["check", "a.toml", "--against", "没有.toml"]) == 2
    assert "没有.toml" in capsys.readouterr().err


# ---- what a place asks


def test_settings_near_the_report_are_used_and_told(capsys: Talk) -> None:
    Path("reportwizard-profile.toml").write_text('ignore = ["V03"]\n', encoding="utf-8")
    name = a_report()
    assert main(["check", name, "--select", "V03"]) == 0
    assert "reportwizard-profile.toml 里的本地要求检查" in capsys.readouterr().err
    Path("mine.toml").write_text('[severity]\nV03 = "warning"\n', encoding="utf-8")
    assert main(["check", name, "--select", "V03", "--profile", "mine.toml"]) == 0
    assert "? 警告 V03" in capsys.readouterr().out
    Path("mine.toml").write_text("nonsense = 1\n", encoding="utf-8")
    assert main(["check", name, "--profile", "mine.toml"]) == 2
    assert "mine.toml nonsense" in capsys.readouterr().err


# ---- what was read of the prose


def test_the_settings_are_no_report_and_can_be_had_ready_to_change(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["explain", "profile"]) == 0
    written = capsysbinary.readouterr().out
    assert command.SETTINGS == profile_file.NAME
    Path(profile_file.NAME).write_bytes(written)
    assert main(["check", a_report(figure=0), profile_file.NAME, "--select", "V03"]) == 0
    told = capsysbinary.readouterr()
    assert f"{profile_file.NAME}：是本地要求的设置文件，不是报告，没有检查".encode() in told.err
    assert told.out.decode("utf-8").count("没有发现问题") == 1


def test_explain_lists_what_was_read_and_goes_with_text_alone(capsys: Talk) -> None:
    report = blank()
    report.texts["overview"] = "全年新收政府信息公开申请12件。"
    saved(Path(), report, "a.toml")
    assert main(["check", "a.toml", "--select", "V03", "--explain"]) == 0
    assert "  文字里读出的数（有没有问题见后面各条）\n" in capsys.readouterr().out
    assert main(["check", "a.toml", "--explain", "--format", "json"]) == 2
    assert "--explain 只用于 text 格式" in capsys.readouterr().err


# ---- what is loaded


def test_a_plain_check_loads_nothing_that_only_other_formats_need() -> None:
    script = (
        "import sys; from reportwizard.cli.main import main; main(['check', sys.argv[1], '--select', 'V03']);"
        "print(*(name for name in sys.modules if name.startswith('reportwizard.')), *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, a_report(figure=None)], capture_output=True, check=True)
    loaded = set(done.stdout.decode("utf-8").split())
    rooms = {"formats", "readers", "writers", "recognise", "session", "tui", "blocks"}
    typeset = {"sarif", "annotations", "review", "excerpts", "claims", "importing"}
    assert not {name for name in loaded if name.startswith("reportwizard.") and name.split(".")[1] in rooms}
    assert not {f"reportwizard.typeset.{name}" for name in typeset} & loaded
    assert not {"reportwizard.report.places", "json", "dataclasses"} & loaded


# ---- explain


def test_explain_lists_families_under_their_headings(capsys: Talk) -> None:
    assert main(["explain"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("A 表内的平衡与合计\n  A01  错误  ") and "\n\nN 文字与表格对照\n  N01  " in out
    assert main(["explain", "n"]) == 0
    family = capsys.readouterr().out
    assert family.startswith("N 文字与表格对照\n  N01") and "V01" not in family and "检查：" not in family
    assert main(["explain", "Q"]) == 2
    assert "没有规则“Q”" in capsys.readouterr().err
