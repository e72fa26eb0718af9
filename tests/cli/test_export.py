"""Export in several formats at once: all or nothing, told one a line. What one format does is in test_commands."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from reportwizard.cli.main import main
from reportwizard.errors import MissingExtraError, StorageError
from reportwizard.formats import registry
from reportwizard.formats.registry import Format
from reportwizard.report import files
from reportwizard.report.model import Report
from support.recognised import PAGE, plain, reads_as
from support.reports import blank, saved

Talk = pytest.CaptureFixture[str]


def refuse(_: Report) -> bytes:
    raise MissingExtraError("没有安装写 PDF 的部件", "", 'pip install "reportwizard[pdf]"')


@pytest.fixture(autouse=True)
def formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Format]:
    """A text, a binary one, one whose extra is missing, and the report's own."""
    own = registry.FORMATS["toml"]
    made = {
        "md": Format("md", (".md",), "Markdown", lambda report: f"# {report.agency}\n".encode()),
        "docx": Format("docx", (".docx",), "Word", lambda _: b"PK\x03\x04\x00\xff", binary=True),
        "pdf": Format("pdf", (".pdf",), "PDF", refuse),
        "toml": own,
    }
    monkeypatch.setattr(registry, "FORMATS", made)
    monkeypatch.chdir(tmp_path)
    saved(Path(), blank(), "r.toml")
    return made


def names(folder: str = ".") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def test_several_stand_beside_the_report_under_its_name(capsys: Talk) -> None:
    assert main(["export", "r.toml", "--to", "docx, MD"]) == 0
    assert names() == ["r.docx", "r.md", "r.toml"]
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("已导出 r.docx\n已导出 r.md\n")
    assert err.count("格没有填") == 1, "what is to be known is said once"


@pytest.mark.parametrize(
    ("out", "made"),
    [("出", ["r.docx", "r.md"]), ("出/", ["r.docx", "r.md"]), ("出/2025.年报", ["2025.年报.docx", "2025.年报.md"])],
)
def test_the_output_is_a_folder_or_a_stem(out: str, made: list[str]) -> None:
    Path("出").mkdir()
    assert main(["export", "r.toml", "--to", "docx,md", "-o", out]) == 0
    assert names("出") == made


def test_a_missing_folder_writes_nothing(capsys: Talk) -> None:
    assert main(["export", "r.toml", "--to", "docx,md", "-o", f"无{os.sep}"]) == 2
    assert "文件夹不存在" in capsys.readouterr().err
    assert names() == ["r.toml"]


def test_standard_input_is_named_by_its_agency(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path("r.toml").read_bytes())))
    assert main(["export", "-", "--to", "docx,md"]) == 0
    assert names() == ["r.toml", "某局-2025.docx", "某局-2025.md"]


def test_all_is_the_whole_set_but_what_cannot_be_made_and_the_report_itself(capsys: Talk) -> None:
    before = Path("r.toml").read_bytes()
    assert main(["export", "r.toml", "--to", "all"]) == 0
    assert names() == ["r.docx", "r.md", "r.toml"]
    assert Path("r.toml").read_bytes() == before
    err = capsys.readouterr().err
    assert "没有导出 pdf" in err and 'pip install "reportwizard[pdf]"' in err
    Path("出").mkdir()
    assert main(["export", "r.toml", "--to", "all", "-o", "出"]) == 0
    assert names("出") == ["r.docx", "r.md", "r.toml"]


def test_an_export_of_a_document_never_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    reads_as(monkeypatch, plain(blank()))
    Path("r.md").write_text(PAGE, encoding="utf-8")
    assert main(["export", "r.md", "--to", "all", "-o", "r", "--force"]) == 0
    assert Path("r.md").read_text(encoding="utf-8") == PAGE
    assert main(["export", "r.md", "--to", "md,docx", "--force"]) == 2
    assert Path("r.md").read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--to", "docx,pdf"], 'pip install "reportwizard[pdf]"'),
        (["--to", "pdf", "-o", "x.pdf"], 'pip install "reportwizard[pdf]"'),
        (["--to", "docx,xyz"], "没有“xyz”这种格式"),
        (["--to", "docx,md", "-o", "x.docx"], "不带后缀的文件名，如 x"),
        (["--to", "docx,md", "-o", "-"], "不能都写到标准输出"),
        (["--to", "md,toml"], "不能把导出写到报告本身"),
    ],
)
def test_when_one_cannot_be_made_none_is(words: list[str], told: str, capsys: Talk) -> None:
    assert main(["export", "r.toml", *words]) == 2
    assert told in capsys.readouterr().err
    assert names() == ["r.toml"]


def test_what_is_there_is_listed_together(capsys: Talk) -> None:
    for name in ("r.docx", "r.md"):
        Path(name).write_text("mine", encoding="utf-8")
    assert main(["export", "r.toml", "--to", "docx,md"]) == 2
    assert "r.docx、r.md：这些文件已经有了，一个也没有写" in capsys.readouterr().err
    assert Path("r.md").read_text(encoding="utf-8") == "mine"
    assert main(["export", "r.toml", "--to", "docx,md", "--force"]) == 0
    assert Path("r.docx").read_bytes().startswith(b"PK")


def test_a_disk_that_fails_halfway_leaves_all_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("r.docx").write_text("mine", encoding="utf-8")
    write = files.replace

    def failing(path: Path, data: bytes, *, backup: bool = False) -> None:
        if path.name == "r.md":
            raise StorageError("无法保存（磁盘已满）", str(path), "请腾出磁盘空间")
        write(path, data, backup=backup)

    monkeypatch.setattr(files, "replace", failing)
    assert main(["export", "r.toml", "--to", "docx,md", "--force"]) == 2
    assert names() == ["r.docx", "r.toml"]
    assert Path("r.docx").read_text(encoding="utf-8") == "mine"
    Path("r.docx").unlink()
    assert main(["export", "r.toml", "--to", "docx,md"]) == 2
    assert names() == ["r.toml"]


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "status"), [(Terminal, 2), (io.TextIOWrapper, 0)])
def test_bytes_that_are_no_text_go_to_a_pipe_not_to_a_terminal(
    stream: type[io.TextIOWrapper], status: int, monkeypatch: pytest.MonkeyPatch, capsys: Talk
) -> None:
    taken = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", stream(taken, encoding="utf-8"))
    assert main(["export", "r.toml", "--to", "docx"]) == status
    assert taken.getvalue() == (b"" if status else b"PK\x03\x04\x00\xff")
    assert ("-o 报告.docx" in capsys.readouterr().err) == bool(status)
    assert main(["export", "r.toml", "--to", "md"]) == 0, "a text may be shown"
