"""Which format some bytes are in: by what they hold, whatever they are called."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.errors import DocumentError
from reportwizard.readers.identify import identify
from reportwizard.readers.registry import READERS


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b'format = 1\nedition = "2021"\n', "", "toml"),
        (b"# kept by hand\n\n[texts]\n", "", "toml"),
        (b"year = 2025\n", "x.toml", "toml"),
        (b'\xef\xbb\xbf {"format": 1}', "x.txt", "json"),
        (b"<!DOCTYPE html><p>x", "x.doc", "html"),
        (b"\r\n<HTML><body>", "", "html"),
        (b"<html><script>\nformat = 1;\n# x\n</script></html>", "", "html"),
        (b"<p>x</p>", "", "html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "", "html"),
        (codecs.BOM_UTF16_LE + "<html><p>一".encode("utf-16-le"), "", "html"),
        ("<html><p>一".encode("utf-16-le"), "", "html"),
        (b"<!-- saved from url -->\n<html>", "", "html"),
        ("一段\n<table><tr><td>x</table>".encode(), "", "html"),
        ("# 报告\n\n<table><tr><td>x</table>".encode(), "", "md"),
        ("<table><tr><td>x</table>\n\n## 一、总体情况\n".encode(), "", "md"),
        ("一段\n<br>\n".encode(), "x.md", "md"),
        (b"| a | b |\n|---|---|\n", "x.txt", "md"),
        (b"a | b\r\n---|---\r\n", "", "md"),
        ("标题\n===\n".encode(), "x.md", "md"),
        ("标题\n+---+\n| a |\n+---+\n".encode(), "x.md.txt", "txt"),
        ("规章\t0\n".encode("gbk"), "x.xls", "txt"),
        (b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n", "x.doc", "mhtml"),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n\n<html>", "", "mhtml"),
        (b"Subject: a\r\n" * 5000 + b"\r\nContent-Type: multipart/related", "", "txt"),
        (b"{\\rtf1", "", "rtf"),
        (b"junk\n%PDF-1.7", "", "pdf"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "", "odt"),
        (b"PK\x03\x04....word/document.xml", "x.txt", "docx"),
        (b"PK\x03\x04....xl/workbook.xml", "", "xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "x.wps", "doc"),
        (b"BM 2025", "", "txt"),
        (b"RIFF is a word", "", "txt"),
    ],
)
def test_the_content_decides(data: bytes, name: str, kind: str) -> None:
    assert identify(data, name) == kind


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "空的"),
        (b"\xef\xbb\xbf \r\n\0", "空的"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"BM\x36\0\0\0\0\0", "图片"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "图片"),
        (b"Rar!\x1a\x07\0", "压缩包"),
        (b"\x1f\x8b\x08\0", "压缩包"),
        (b"PK\x05\x06" + bytes(18), "压缩包"),
        (b"PK\x03\x04....OFD.xml", "OFD"),
        (b"PK\x03\x04....a.txt", "压缩包"),
        (
            b"<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'>",
            "2003",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ],
)
def test_what_nobody_can_read_is_refused_with_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message) as refused:
        identify(data, "某文件")
    assert refused.value.where == "某文件"
    assert refused.value.hint


@given(st.binary(max_size=200), st.sampled_from(["", "x.toml", "x.md", "x.html"]))
def test_any_bytes_are_of_a_format_or_refused(data: bytes, name: str) -> None:
    try:
        assert identify(data, name) in {"toml", "json", *READERS}
    except DocumentError as error:
        assert error.hint
