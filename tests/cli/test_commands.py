"""The commands as scripts use them: what they print, what they write, how they end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from reportwizard import __version__
from reportwizard.checks import RULES
from reportwizard.cli.main import COMMANDS, main
from reportwizard.cli.new import default_name
from reportwizard.session import Session
from support.reports import SAMPLES, blank, saved

HANGZHOU = str(SAMPLES / "hangzhou-2025.toml")
PLANTED = str(SAMPLES / "planted-errors-2025.toml")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*words: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "reportwizard", *words]
    return subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, **(env or {})}, check=False)


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    """The talk, which must be one line."""
    talk = capsys.readouterr().err
    assert talk.count("\n") == 1, talk
    assert "Traceback" not in talk
    return talk


# ---- new


def test_new_makes_a_blank_report_of_the_edition_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "2025", "--no-edit"]) == 0
    data = tomli.loads(Path("2025.toml").read_text(encoding="utf-8"))
    assert (data["edition"], data["year"], data["format"]) == ("2021", 2025, 1)
    assert "reportwizard edit 2025.toml" in capsys.readouterr().err


@pytest.mark.parametrize(("year", "edition"), [("2019", "2019"), ("2020", "2019"), ("2021", "2021"), ("2030", "2021")])
def test_new_takes_the_edition_of_the_year(year: str, edition: str) -> None:
    assert main(["new", year, "--no-edit", "-o", "r.toml"]) == 0
    assert tomli.loads(Path("r.toml").read_text(encoding="utf-8"))["edition"] == edition


def test_new_is_named_after_the_agency() -> None:
    assert main(["new", "2025", "--agency", "山阳区科技局", "--no-edit"]) == 0
    assert Path("山阳区科技局-2025.toml").exists()


def test_new_from_last_years_report_carries_over_and_says_what(capsys: pytest.CaptureFixture[str]) -> None:
    before = blank(2024, "某局")
    before.figures["applications.carried_forward.business"] = 7
    Path("旧").mkdir()
    saved(Path("旧"), before, "2024.toml")
    assert main(["new", "2025", "--from", "旧/2024.toml", "--no-edit"]) == 0
    data = tomli.loads(Path("某局-2025.toml").read_text(encoding="utf-8"))
    assert data["applications"]["carried_over"] == {"business": 7}
    assert data["carried"] == {"from": "旧/2024.toml", "unconfirmed": ["agency", "applications.carried_over.business"]}
    assert "从 2024 年的报告带来：单位名称" in capsys.readouterr().err
    assert main(["export", "某局-2025.toml", "-o", "r.md"]) == 0
    assert "还有 2 项从上年带来的没有确认：单位名称；" in capsys.readouterr().err


def test_new_from_a_report_that_is_not_earlier_makes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    saved(Path(), blank(2025), "x.toml")
    assert main(["new", "2025", "--from", "x.toml", "--no-edit"]) == 2
    assert "x.toml：这是 2025 年的报告" in one_line(capsys)
    assert sorted(path.name for path in Path().iterdir()) == ["x.toml"]


@pytest.mark.parametrize(
    ("agency", "name"),
    [("a/b\\c:d", "a_b_c_d-2025.toml"), ("..", "2025.toml"), ("CON", "_CON-2025.toml"), ("", "2025.toml")],
)
def test_a_name_no_system_takes_is_made_harmless(agency: str, name: str) -> None:
    assert default_name(agency, 2025) == name


def test_new_never_overwrites(capsys: pytest.CaptureFixture[str]) -> None:
    Path("2025.toml").write_text("mine", encoding="utf-8")
    assert main(["new", "2025", "--no-edit"]) == 2
    assert Path("2025.toml").read_text(encoding="utf-8") == "mine"
    assert "reportwizard edit 2025.toml" in one_line(capsys)


def test_new_without_a_terminal_says_what_to_type() -> None:
    done = run("new", "2025")
    assert done.returncode == 0
    assert Path("2025.toml").exists()
    assert "reportwizard edit 2025.toml" in done.stderr.decode("utf-8")


@pytest.mark.parametrize("year", ["1999", "3000", "x", "20.5"])
def test_a_year_without_a_form_is_refused(year: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", year, "--no-edit"]) == 2
    one_line(capsys)
    assert list(Path().iterdir()) == []


# ---- check


def test_a_clean_report_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", HANGZHOU]) == 0
    assert "没有发现问题" in capsys.readouterr().out


def test_errors_end_with_1_and_are_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", PLANTED]) == 1
    out = capsys.readouterr().out
    assert "A01" in out
    assert "第三项加第四项比第一项加第二项少 3" in out
    assert "改法：" in out


def test_json_has_the_shape_of_the_contract(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["check", "--format", "json", PLANTED, HANGZHOU]) == 1
    data = json.loads(capsysbinary.readouterr().out)
    assert set(data) == {"files", "summary"}
    first = data["files"][0]
    assert (first["file"], first["agency"], first["year"], first["unread"]) == (PLANTED, "示例县", 2025, [])
    keys = {"code", "severity", "where", "message", "remedy", "span", "expected", "actual", "hints", "waived"}
    assert all(set(finding) == keys for finding in first["findings"])
    counted = [finding["severity"] for finding in first["findings"]]
    counts = {severity: counted.count(severity) for severity in ("error", "warning", "advice")}
    assert data["summary"] == {"files": 2, **counts}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["--select", "A01"], {"A01"}),
        (["--select", "V"], {"V01", "V02", "V03", "V04", "V05", "V06", "V07"}),
        (["--select", "A01,V05"], {"A01", "V05"}),
        (["--ignore", "V,A01,Y,N,W,P,D"], {"A02", "A03", "A04"}),
    ],
)
def test_select_and_ignore(words: list[str], codes: set[str], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    main(["check", "--format", "json", *words, PLANTED])
    findings = json.loads(capsysbinary.readouterr().out)["files"][0]["findings"]
    assert {finding["code"] for finding in findings} == codes


def test_an_unknown_code_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--select", "Q99", PLANTED]) == 2
    assert "Q99" in one_line(capsys)


def test_only_warnings_end_with_0() -> None:
    assert main(["check", "--select", "V05", PLANTED]) == 0


def test_one_unreadable_file_does_not_hide_the_others() -> None:
    done = run("check", "nowhere.toml", HANGZHOU)
    assert done.returncode == 2
    assert "没有发现问题" in done.stdout.decode("utf-8")
    assert "nowhere.toml" in done.stderr.decode("utf-8")


def test_standard_input_is_a_file() -> None:
    done = run("check", "-", stdin=Path(HANGZHOU).read_bytes())
    assert done.returncode == 0


def test_a_waived_finding_does_not_count() -> None:
    report = tomli.loads(Path(PLANTED).read_text(encoding="utf-8"))
    text = Path(PLANTED).read_text(encoding="utf-8") + (
        '\n[[waivers]]\ncode = "V03"\nwhere = ["proactive.art20_5.licensing.decisions"]\nwho = "张三"\n'
        f'why = "如此"\nvalues = [{report["proactive"]["art20_5"]["licensing"]["decisions"]}]\n'
    )
    Path("waived.toml").write_text(text, encoding="utf-8")
    assert main(["check", "--select", "V03", "waived.toml"]) == 0
    Path("lapsed.toml").write_text(text.replace("decisions = -12", "decisions = -13"), encoding="utf-8")
    assert main(["check", "--select", "V03", "lapsed.toml"]) == 1


def test_unsaved_changes_are_named() -> None:
    Session.open(saved(Path(), blank())).answer("applications.received.business", "5")
    done = run("check", "report.toml")
    assert "没有保存的改动" in done.stderr.decode("utf-8")


# ---- what cannot be read

BROKEN = {
    "语法": "format = 1\nyear = = 2\n",
    "类型": 'format = 1\nedition = "2021"\nyear = "二〇二五"\nagency = ""\n',
    "真假": 'format = 1\nedition = "2021"\nyear = 2025\nagency = ""\n[applications.received]\nbusiness = true\n',
    "单元格": 'format = 1\nedition = "2021"\nyear = 2025\nagency = ""\n[applications.received]\nbusines = 1\n',
    "新版": 'format = 99\nedition = "2021"\nyear = 2025\nagency = ""\n',
    "空": "",
    "无穷": 'format = 1\nedition = "2021"\nyear = 2025\nagency = ""\n[applications.received]\nbusiness = inf\n',
    "巨大": 'format = 1\nedition = "2021"\nyear = 2025\nagency = ""\n[applications.received]\nbusiness = 1e999999\n',
    "套娃": "a = " + "[" * 5000,
    "JSON": "[1, 2]",
    "半个JSON": '{"format": 1,',
}


@pytest.mark.parametrize("fault", BROKEN)
@pytest.mark.parametrize("command", ["check", "export", "edit"])
def test_what_cannot_be_understood_is_one_line(fault: str, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("broken.toml").write_text(BROKEN[fault], encoding="utf-8")
    assert main([command, "broken.toml"]) == 2
    assert "broken.toml" in one_line(capsys)
    assert [path.name for path in Path().iterdir()] == ["broken.toml"]


def test_an_unknown_cell_gets_the_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    Path("broken.toml").write_text(BROKEN["单元格"], encoding="utf-8")
    main(["check", "broken.toml"])
    talk = one_line(capsys)
    assert "applications.received.busines" in talk
    assert "applications.received.business" in talk
    assert "第 6 行" in talk


@pytest.mark.parametrize("name", ["nowhere.toml", "folder", "gbk.toml"])
def test_what_cannot_be_opened_is_one_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("folder").mkdir()
    Path("gbk.toml").write_bytes('agency = "某局"'.encode("gbk"))
    assert main(["check", name]) == 2
    assert name in one_line(capsys)


def test_control_characters_in_a_name_are_shown_harmlessly(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "a\x1b[31mb\n.toml"]) == 2
    assert "\x1b" not in one_line(capsys)


# ---- export


@pytest.mark.parametrize("name", ["md", "txt", "json", "toml"])
def test_export_to_standard_output_is_the_bytes_of_the_file(name: str) -> None:
    done = run("export", HANGZHOU, "--to", name)
    assert done.returncode == 0
    assert main(["export", HANGZHOU, "-o", f"out.{name}"]) == 0
    assert Path(f"out.{name}").read_bytes() == done.stdout
    assert b"\r" not in done.stdout


def test_a_document_that_is_no_text_is_not_poured_into_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    piped = run("export", HANGZHOU, "--to", "docx")
    assert main(["export", HANGZHOU, "-o", "out.docx"]) == 0
    assert Path("out.docx").read_bytes() == piped.stdout
    capsys.readouterr()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert main(["export", HANGZHOU, "--to", "docx"]) == 2
    assert "-o 报告.docx" in one_line(capsys)


def test_without_a_format_it_is_markdown() -> None:
    assert run("export", HANGZHOU).stdout.startswith("# 杭州市".encode())


def test_the_toml_export_is_canonical() -> None:
    assert run("export", HANGZHOU, "--to", "toml").stdout == Path(HANGZHOU).read_bytes().replace(b"\r\n", b"\n")


def test_export_never_overwrites_unasked(capsys: pytest.CaptureFixture[str]) -> None:
    Path("out.md").write_text("mine", encoding="utf-8")
    assert main(["export", HANGZHOU, "-o", "out.md"]) == 2
    assert Path("out.md").read_text(encoding="utf-8") == "mine"
    assert "--force" in one_line(capsys)
    assert main(["export", HANGZHOU, "-o", "out.md", "--force"]) == 0
    assert Path("out.md").read_text(encoding="utf-8").startswith("# ")


def test_export_never_overwrites_the_report_itself() -> None:
    path = saved(Path(), blank())
    before = path.read_bytes()
    assert main(["export", "report.toml", "-o", "./report.toml", "--force"]) == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "words", [["-o", "out.xyz"], ["--to", "xyz"], ["-o", "nowhere/out.md"], ["-o", "."], ["--to", "md", "-o", "no/x"]]
)
def test_an_export_that_cannot_be_written_leaves_nothing(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", HANGZHOU, *words]) == 2
    one_line(capsys)
    assert list(Path().iterdir()) == []


def test_the_locale_is_an_input_not_a_fate() -> None:
    done = run("export", HANGZHOU, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert "政府信息公开" in done.stdout.decode("utf-8")


def test_a_reader_who_has_had_enough_is_no_error() -> None:
    code = f"{sys.executable} -m reportwizard export '{HANGZHOU}' --to json"
    if os.name == "nt":
        pytest.skip("needs a POSIX shell")
    done = subprocess.run(["bash", "-c", f"{code} | head -c 1"], capture_output=True, check=False)
    assert done.stderr == b""


# ---- explain, schema, completion, help


def test_explain_lists_and_tells(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["explain"]) == 0
    listed = capsysbinary.readouterr().out.decode("utf-8")
    assert re.findall(r"^  ([A-Z]\d\d) ", listed, re.MULTILINE) == list(RULES)
    assert main(["explain", "y"]) == 0
    told = capsysbinary.readouterr().out.decode("utf-8")
    assert re.findall(r"\b([A-Z])\d\d\b", told) == ["Y"] * 6
    assert main(["explain", "v05"]) == 0
    told = capsysbinary.readouterr().out.decode("utf-8")
    assert all(part in told for part in ("V05", "检查：", "理由：", "改法：", "依据："))


def test_explain_of_an_unknown_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "A99"]) == 2
    one_line(capsys)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_names_the_command(shell: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["completion", shell]) == 0
    assert b"reportwizard" in capsysbinary.readouterr().out


def test_a_shell_is_offered_the_commands(tmp_path: Path) -> None:
    out = tmp_path / "offered"
    line = "reportwizard e"
    env = {
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_STDOUT_FILENAME": str(out),
        "COMP_LINE": line,
        "COMP_POINT": str(len(line)),
        "_ARGCOMPLETE_IFS": "\n",
    }
    run(env=env)
    assert {word.strip() for word in out.read_text(encoding="utf-8").split("\n")} >= {"edit", "export", "explain"}


def test_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], *([name, "--help"] for name in COMMANDS)):
        assert main(words) == 0
        told = capsys.readouterr().out
        assert "用法：reportwizard" in told
        assert "usage" not in told
        assert "positional" not in told


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["nwe"], ["new"], ["new", "2025", "--nope"], ["export"], ["check"], ["completion", "x"]]
)
def test_a_slip_on_the_command_line_is_one_chinese_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    talk = one_line(capsys)
    assert "--help" in talk
    assert not any(english in talk for english in ("required", "invalid", "unrecognized", "usage"))


@pytest.mark.parametrize("words", [["--help"], ["check", HANGZHOU], ["export", HANGZHOU]])
def test_no_command_without_a_screen_loads_one(words: list[str]) -> None:
    heavy = ["textual", "rich", "tomlkit", "docx", "openpyxl", "xlsxwriter", "lxml", "typst"]
    code = (
        "import sys; from reportwizard.cli.main import main; main(sys.argv[1:]); "
        f"sys.stderr.write(repr([name for name in {heavy!r} if name in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=True)
    assert done.stderr.decode("utf-8").strip().splitlines()[-1] == "[]"


def test_a_check_of_a_file_of_ours_loads_nothing_of_documents() -> None:
    code = (
        "import sys; from reportwizard.cli.main import main; main(sys.argv[1:]); "
        "rooms = ('formats', 'readers', 'recognise', 'writers'); "
        "sys.stderr.write(repr([name for name in sys.modules if name.startswith('reportwizard.') "
        "and name.split('.')[1] in rooms]))"
    )
    done = subprocess.run([sys.executable, "-c", code, "check", HANGZHOU], capture_output=True, check=True)
    assert done.stderr.decode("utf-8") == "[]"


def test_new_does_not_take_the_name_of_a_report_that_is_open(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(Path(), blank())
    session = Session.open(path)
    path.unlink()  # by mistake, while it is open
    monkeypatch.setattr("reportwizard.cli.new.is_terminal", lambda: True)
    assert main(["new", "2025", "-o", str(path)]) == 2
    assert "正打开着这个文件" in capsys.readouterr().err
    assert not path.exists()
    session.suspend()


def test_edit_reads_the_file_once_where_it_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path, blank())
    shown: list[Path] = []
    monkeypatch.setattr("reportwizard.cli.edit.is_terminal", lambda: True)
    monkeypatch.setattr("reportwizard.cli.edit.open_screen", lambda name: shown.append(name) or 0)
    monkeypatch.setattr("reportwizard.report.files.open_report", None)
    assert main(["edit", str(path)]) == 0
    assert shown == [path]


def test_edit_of_what_cannot_be_read_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "junk.toml"
    path.write_text("junk", encoding="utf-8")
    monkeypatch.setattr("reportwizard.cli.edit.is_terminal", lambda: True)
    assert main(["edit", str(path)]) == 2
    assert main(["edit", str(tmp_path)]) == 2
    assert [entry.name for entry in tmp_path.iterdir()] == ["junk.toml"]
