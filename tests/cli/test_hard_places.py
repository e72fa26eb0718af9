"""The commands where the system gives them nothing to stand on: closed streams, full disks, hostile names."""

from __future__ import annotations

import gc
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from reportwizard.cli.main import main
from reportwizard.cli.new import default_name
from reportwizard.errors import typed
from support.reports import SAMPLES

HANGZHOU = SAMPLES / "hangzhou-2025.toml"
posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell and its files")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def shell(words: str) -> subprocess.CompletedProcess[bytes]:
    """A line of shell, in which $RW is the command and $FILE a sound report."""
    env = {**os.environ, "FILE": str(HANGZHOU)}
    line = words.replace("$RW", f"{shlex.quote(sys.executable)} -m reportwizard")
    return subprocess.run(["bash", "-c", line], capture_output=True, env=env, timeout=60, check=False)


@posix
@pytest.mark.parametrize(
    "words",
    [
        "$RW check - <&-",
        '$RW check "$FILE" >&-',
        '$RW export "$FILE" >&-',
        '$RW edit "$FILE" >&-',
        "$RW explain A01 >&-",
        "$RW check - </dev/zero",
    ],
)
def test_a_stream_that_is_closed_or_has_no_end_is_one_line(words: str) -> None:
    done = shell(words)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1, done.stderr


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("words", ['$RW check "$FILE"', '$RW export "$FILE" --to json', "$RW schema"])
def test_a_full_disk_behind_standard_output_is_one_line(words: str) -> None:
    done = shell(f"{words} >/dev/full")
    assert done.returncode == 2
    assert "磁盘已满" in done.stderr.decode("utf-8")
    assert done.stderr.count(b"\n") == 1, done.stderr


@posix
def test_a_closed_standard_error_keeps_the_status() -> None:
    assert shell("$RW check nowhere 2>&-").returncode == 2


@posix
def test_a_name_that_is_no_text_is_still_json() -> None:
    name = b"\xff.toml"
    try:
        Path(os.fsdecode(name)).write_bytes(HANGZHOU.read_bytes())
    except OSError:
        pytest.skip("this file system takes only names that are text")
    done = shell("$RW check --format json $'\\xff.toml'")
    assert done.returncode == 0
    assert os.fsencode(json.loads(done.stdout)["files"][0]["file"]) == name


@pytest.mark.parametrize(
    "words", [["check"], ["edit"], ["export"], ["export", str(HANGZHOU), "-o"], ["new", "2025", "-o"]]
)
def test_a_name_that_no_file_can_have_is_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "a\0b.md"]) == 2
    talk = capsys.readouterr().err
    assert talk.count("\n") == 1
    assert "a␀b.md" in talk
    assert list(Path().iterdir()) == []


def test_new_in_the_place_of_a_folder_does_not_say_edit(capsys: pytest.CaptureFixture[str]) -> None:
    Path("folder").mkdir()
    assert main(["new", "2025", "--no-edit", "-o", "folder"]) == 2
    talk = capsys.readouterr().err
    assert "folder" in talk
    assert "reportwizard edit" not in talk


# ---- what an export may not take the place of


@posix
def test_a_pipe_is_not_put_away_for_an_export(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe")
    assert main(["export", str(HANGZHOU), "--to", "md", "-o", "pipe", "--force"]) == 2
    assert Path("pipe").is_fifo()
    assert "-o -" in capsys.readouterr().err


@posix
def test_another_name_of_the_report_is_the_report() -> None:
    Path("one.toml").write_bytes(HANGZHOU.read_bytes() + b"# mine\n")
    os.link("one.toml", "two.toml")
    assert main(["export", "one.toml", "-o", "two.toml", "--force"]) == 2
    assert Path("two.toml").read_bytes().endswith(b"# mine\n")


@posix
def test_an_export_goes_where_a_link_points() -> None:
    Path("real").mkdir()
    Path("real/out.md").write_text("old", encoding="utf-8")
    Path("out.md").symlink_to("real/out.md")
    assert main(["export", str(HANGZHOU), "-o", "out.md", "--force"]) == 0
    assert Path("out.md").is_symlink()
    assert Path("real/out.md").read_text(encoding="utf-8").startswith("# ")


# ---- the command that we tell people to type

NAMES = ["a b", "$(touch pwned)", "`touch pwned`", "it's", "a;b", "$HOME", '"', "-x", "*", "a\\b", "!1", "山阳区科技局"]


@posix
@pytest.mark.parametrize("name", NAMES)
def test_what_is_to_be_typed_is_one_word_in_a_shell(name: str) -> None:
    done = subprocess.run(["bash", "-c", f"printf %s {typed(name)}"], capture_output=True, check=True)
    assert Path(done.stdout.decode("utf-8")) == Path(name)
    assert list(Path().iterdir()) == []
    assert not typed(name).startswith("-")


def test_a_plain_chinese_name_is_typed_as_it_is() -> None:
    assert typed("山阳区科技局-2025.toml") == "山阳区科技局-2025.toml"


def test_a_new_file_is_never_named_like_an_option() -> None:
    assert default_name("--force", 2025) == "force-2025.toml"


def test_a_program_that_calls_us_keeps_its_garbage_collector() -> None:
    assert gc.isenabled()
    main(["check", str(HANGZHOU)])
    assert gc.isenabled()
