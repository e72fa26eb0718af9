"""Encodings: what is declared, what is assumed, what lies, and what is no text."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.errors import DocumentError
from reportwizard.readers.decoding import MOST_BYTES, declared_encoding, decode

TEXT = "一、总体情况\n2025年，本机关认真执行条例，公开1208条。\n"


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (TEXT.encode(), ""),
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "gb2312"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), ""),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), ""),
        (TEXT.encode("gbk"), "gb2312"),
        (TEXT.encode("gb18030"), "GB18030"),
        ("舊制與總計".encode("big5"), "big5"),
    ],
)
def test_what_is_known_needs_no_note(data: bytes, declared: str) -> None:
    decoded = decode(data, declared)
    assert decoded.text in (TEXT, "舊制與總計")
    assert decoded.notes == ()


@pytest.mark.parametrize(
    ("data", "declared", "note"),
    [
        (TEXT.encode("gbk"), "", "没有说明编码，已按 GB18030"),
        (TEXT.encode(), "gb2312", "实际是 UTF-8"),
        (TEXT.encode("gbk"), "utf-8", "读不通，已按 GB18030"),
        (TEXT.encode("gbk"), "iso-8859-1", "读不通，已按 GB18030"),
        (TEXT.encode("utf-16-le"), "", "已按 UTF-16 读"),
        (TEXT.encode("utf-16-be"), "", "已按 UTF-16 读"),
    ],
)
def test_what_is_assumed_is_told(data: bytes, declared: str, note: str) -> None:
    decoded = decode(data, declared)
    assert decoded.text == TEXT
    assert note in "".join(decoded.notes)


@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
def test_a_truncated_text_is_read_up_to_there_and_told(codec: str) -> None:
    decoded = decode((TEXT * 3 + "规").encode(codec)[:-1], "" if codec == "utf-8" else codec)
    assert decoded.text == TEXT * 3 + "\ufffd"
    assert "1 处字符读不出" in decoded.notes[0]


def test_one_wrong_byte_does_not_make_utf_8_another_encoding() -> None:
    assert decode((TEXT * 4).encode() + b"\xb9" + TEXT.encode()).text == TEXT * 4 + "\ufffd" + TEXT


def test_line_ends_and_zeros_are_made_even() -> None:
    decoded = decode((TEXT + "甲\r\n乙\r丙\0丁\n").encode())
    assert decoded.text == TEXT + "甲\n乙\n丙丁\n"
    assert decoded.notes == ("去掉了 1 个空字符（NUL）",)


@pytest.mark.parametrize("seed", range(5))
def test_what_is_no_text_is_refused(seed: int) -> None:
    with pytest.raises(DocumentError, match="不是文本") as refused:
        decode(random.Random(seed).randbytes(5000))
    assert "另存为" in refused.value.hint


def test_what_is_too_large_is_refused_unread() -> None:
    with pytest.raises(DocumentError, match="32 MB"):
        decode(bytes(MOST_BYTES + 1))


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<meta charset="gbk">', "gbk"),
        (b'<META HTTP-EQUIV="Content-Type" content="text/html; charset=gb2312" />', "gb2312"),
        (b'<?xml version="1.0" encoding="UTF-8"?>', "UTF-8"),
        (b"<title>charset=gbk</title>", ""),
    ],
)
def test_a_page_declares_its_encoding(head: bytes, name: str) -> None:
    assert declared_encoding(head) == name


@given(st.text(st.characters(codec="gb18030", exclude_characters="\0\r\ufffd", exclude_categories=["Cc", "Cs"])))
def test_any_text_comes_back_from_gb18030_when_declared(text: str) -> None:
    data = text.encode("gb18030")
    try:
        data.decode()
    except UnicodeDecodeError:
        if not data.startswith(codecs.BOM_UTF16_LE):
            assert decode(data, "gb18030").text == text
