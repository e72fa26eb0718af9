"""Pages saved as one file: the page is found in the mail around it."""

from __future__ import annotations

import base64
import quopri

import pytest

from reportwizard.errors import DocumentError
from reportwizard.readers.mhtml import read
from support.written import rows, texts

PAGE = (
    "<html><head><title>年度报告</title></head><body><p>一、总体情况</p>"
    "<table><tr><td>规章<td>1<tr><td>文件<td>2</table>"
)


def mail(body: bytes, encoding: str, charset: str = "") -> bytes:
    """A page as browsers save it, with a picture beside it."""
    kind = f'text/html; charset="{charset}"' if charset else "text/html"
    return (
        b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        b'\ttype="text/html";\r\n\tboundary="--=_1"\r\n\r\n----=_1\r\n'
        + f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
        + body
        + b"\r\n----=_1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
        b"----=_1\r\nContent-Type: text/html\r\n\r\n<p>another</p>\r\n----=_1--\r\n"
    )


@pytest.mark.parametrize(
    "data",
    [
        mail(quopri.encodestring(PAGE.encode()), "quoted-printable", "utf-8"),
        mail(base64.encodebytes(PAGE.encode("gbk")), "base64", "gb2312"),
        mail(PAGE.encode(), "8bit"),
    ],
)
def test_the_first_page_is_read(data: bytes) -> None:
    paper = read(data, "mhtml")
    assert (paper.format, paper.title, paper.notes) == ("mhtml", "年度报告", ())
    assert texts(paper.blocks) == ["一、总体情况"]
    assert rows(paper.blocks[1]) == [["规章", "1"], ["文件", "2"]]


def test_a_mail_that_is_one_page_is_read() -> None:
    data = b"MIME-Version: 1.0\nContent-Type: text/html; charset=gbk\n\n" + PAGE.encode("gbk")
    assert texts(read(data, "mhtml").blocks) == ["一、总体情况"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx", "没有网页正文"),
        (mail(b"", "8bit"), "没有网页正文"),
        (
            b"Content-Type: multipart/related; boundary=a\n\n"
            + b"--a\nContent-Type: multipart/related; boundary=a\n\n" * 9000,
            "层层套着",
        ),
        (bytes(65 * 1024 * 1024), "65 MB"),
    ],
)
def test_what_holds_no_page_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        read(data, "mhtml")


def test_a_truncated_file_is_read_up_to_there() -> None:
    data = mail(base64.encodebytes(PAGE.encode()), "base64", "utf-8")
    assert (
        texts(read(data[: data.index(b"\r\n----=_1\r\nContent-Type: image") - 30], "mhtml").blocks)[0] == "一、总体情况"
    )
