r"""From bytes to text: which encoding, told where it had to be assumed. Knows nothing of what the text says.

Pages lie about their encoding and plain text says nothing of it, but UTF-8 can hardly be mistaken: whatever is valid
UTF-8 is read so, then what the document declares, then gb18030. Invariants: the text has `\n` for every line end and
no NUL; whatever was assumed or replaced is told in `notes`; what is no text is refused.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from reportwizard.errors import DocumentError

MOST_BYTES = 32 * 1024 * 1024
"""The largest text that is read; a report with all its furniture is a hundredth of it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODECS = {
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "cp950": "big5hkscs",
    "gb18030": "gb18030",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
}
"""What documents call the encodings that Chinese text comes in, and what reads them all."""

_DECLARED = re.compile(
    rb"""(?i)<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w-]+)|<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w-]+)"""
)
_HEAD = 16 * 1024
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
_HINT = "请用原来的软件打开，核对内容，另存为 docx、网页或 UTF-8 文本"


class Decoded(NamedTuple):
    """The text of a document, and what had to be assumed to read it, in Chinese."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text in `data`; `declared` is the encoding that the document names. Raises DocumentError for what is none."""
    if len(data) > MOST_BYTES:
        size = f"文件有 {len(data) // 1024 // 1024} MB，超过了能读的 {MOST_BYTES // 1024 // 1024} MB"
        raise DocumentError(size, hint="请核对文件；网页请另存为“仅 HTML”，不要带图片")
    notes: list[str] = []
    text = _text(data, declared, notes)
    lost = text.count("\ufffd")
    if (lost + len(_CONTROL.findall(text))) * 20 > len(text):
        raise DocumentError("读不出文字，文件不是文本，或者已经损坏", hint=_HINT)
    if lost:
        notes.append(f"有 {lost} 处字符读不出，已用“\ufffd”代替，请对照原文核对")
    if "\0" in text:
        notes.append(f"去掉了 {text.count(chr(0))} 个空字符（NUL）")
        text = text.replace("\0", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, tuple(notes))


def declared_encoding(data: bytes) -> str:
    """The encoding that a web page or XML names in its head; "" where it names none."""
    match = _DECLARED.search(data[:_HEAD])
    return (match.group(1) or match.group(2)).decode("ascii", "replace") if match else ""


def _text(data: bytes, declared: str, notes: list[str]) -> str:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    wide = _wide(data)
    if wide:
        notes.append(f"文件没有说明编码，已按 {wide.upper()[:6]} 读")
        return data.decode(wide, "replace")
    if data.isascii():
        return data.decode("ascii")
    name = declared.lower()
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if not lost or sum(character > "\x7f" for character in text) > 5 * lost:  # in any other encoding nearly all is lost
        if name and name not in ("utf-8", "utf8"):
            notes.append(f"文件自称是 {declared} 编码，实际是 UTF-8，已按 UTF-8 读")
        return text
    codec = _CODECS.get(name, "")
    read = {each: data.decode(each, "replace") for each in dict.fromkeys((codec or "gb18030", "gb18030"))}
    best = min(read, key=lambda each: read[each].count("\ufffd"))
    if not declared:
        notes.append("文件没有说明编码，已按 GB18030（GBK）读")
    elif best != codec:
        notes.append(f"文件自称是 {declared} 编码，但读不通，已按 GB18030（GBK）读")
    return read[best]


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: the digits and line ends of a text have a zero on one side only."""
    sample = data[:_HEAD]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    enough = len(sample) // 40
    if second > enough and second > 3 * first:  # 一 and some others have a zero of their own
        return "utf-16-le"
    return "utf-16-be" if first > enough and first > 3 * second else ""
