from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from reportwizard.errors import StorageError
from reportwizard.report import toml as report_toml
from reportwizard.report.files import LARGEST, create, open_bytes, open_report, read_bytes, reason, replace
from reportwizard.report.model import Report


@pytest.fixture
def file(tmp_path: Path, report: Report) -> Path:
    path = tmp_path / "报告.toml"
    create(path, report_toml.dumps(report))
    return path


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_created_file_is_the_report(file: Path, report: Report) -> None:
    assert open_report(file).report == report
    assert b"\r" not in file.read_bytes()


def test_create_leaves_an_existing_file_alone(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(StorageError, match="没有覆盖") as refused:
        create(file, "x")
    assert f"reportwizard edit {file}" in refused.value.hint
    assert file.read_bytes() == before


def test_a_save_keeps_the_old_bytes_beside_it(file: Path) -> None:
    before = file.read_bytes()
    replace(file, b"new", backup=True)
    assert file.read_bytes() == b"new"
    assert file.with_name("报告.toml.bak").read_bytes() == before
    assert names(file.parent) == ["报告.toml", "报告.toml.bak"]


def test_the_same_bytes_are_no_save(file: Path) -> None:
    before = file.stat().st_mtime_ns
    replace(file, file.read_bytes(), backup=True)
    assert file.stat().st_mtime_ns == before
    assert names(file.parent) == ["报告.toml"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_save_that_fails_changes_nothing(failing: str, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    owner = os if failing == "fsync" else Path
    monkeypatch.setattr(owner, failing, full)
    with pytest.raises(StorageError, match="磁盘已满"):
        replace(file, b"new")
    monkeypatch.undo()
    assert file.read_bytes() == before
    assert names(file.parent) == ["报告.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_save_through_a_link_keeps_the_link(file: Path) -> None:
    link = file.with_name("链接.toml")
    link.symlink_to(file)
    replace(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_save_keeps_the_permissions(file: Path) -> None:
    file.chmod(0o640)
    replace(file, b"new", backup=True)
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_long_name_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / ("甲" * 80 + ".toml")
    create(path, "a")
    replace(path, b"b", backup=True)
    assert path.read_bytes() == b"b"


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(file: Path, report: Report) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert open_report(file).report == report


def test_the_content_decides_not_the_suffix(report: Report) -> None:
    from reportwizard.report import json as report_json

    assert open_bytes(report_json.dumps(report).encode(), "报告.toml").report == report


def refusal(path: Path) -> StorageError:
    with pytest.raises(StorageError) as refused:
        open_report(path)
    assert str(path) in refused.value.where
    assert refused.value.hint
    assert "\n" not in str(refused.value)
    return refused.value


def test_a_directory_is_refused(tmp_path: Path) -> None:
    assert "文件夹" in refusal(tmp_path).message


def test_a_vanished_file_is_refused(tmp_path: Path) -> None:
    assert "没有这个文件" in refusal(tmp_path / "没有.toml").message


def test_a_path_through_a_file_is_refused(file: Path) -> None:
    assert "无法读取" in refusal(file / "里面.toml").message


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_refused(file: Path) -> None:
    file.chmod(0)
    assert "没有权限" in refusal(file).message


def test_a_file_that_may_not_be_read_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "没有权限" in refusal(file).message


def test_a_file_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "大.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert "太大" in refusal(path).message
    if sys.platform != "win32":
        with pytest.raises(StorageError, match="太大"):
            read_bytes(Path("/dev/zero"))


@pytest.mark.parametrize("data", ["年".encode("gbk"), "a = 1".encode("utf-16")])
def test_another_encoding_is_refused(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    refusal(file)


def test_a_newer_format_is_refused(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"format = 1", b"format = 2"))
    assert "更新的版本" in refusal(file).message


def test_an_unknown_cell_is_refused_with_file_line_and_nearest_name(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"natural_person =", b"natural_persn ="))
    refused = refusal(file)
    assert "applications.received.natural_persn" in refused.where
    assert "行" in refused.where
    assert "applications.received.natural_person" in refused.hint


def test_a_half_written_new_file_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "新.toml"
    real = Path.open

    def open_full(self: Path, *args: str, **kwargs: str) -> object:
        handle = real(self, *args, **kwargs)

        class Full:
            def __enter__(self) -> Full:
                return self

            def __exit__(self, *_: object) -> None:
                handle.close()

            def write(self, data: bytes) -> None:
                handle.write(data[:1])
                raise OSError(errno.ENOSPC, "No space left on device")

        return Full()

    monkeypatch.setattr(Path, "open", open_full)
    with pytest.raises(StorageError, match="磁盘已满"):
        create(path, "内容")
    assert not path.exists()


def test_the_systems_reason_is_told_in_chinese() -> None:
    assert reason(PermissionError(errno.EACCES, "denied")) == "没有权限"
    assert reason(OSError(errno.ENAMETOOLONG, "long")) == "文件名太长"
    assert not reason(OSError(errno.EIO, os.strerror(errno.EIO))).isascii()
