"""Which format some bytes are in: the content decides, the name only where the content says nothing.

Cheap, and loads nothing: every check of a report's own file passes here. Every pattern takes a time in proportion to
what it is given.
"""

from __future__ import annotations

import re

from reportwizard.errors import DocumentError

_OWN = re.compile(
    rb"(?m)^[ \t]*(?:format[ \t]*=[ \t]*\d|edition[ \t]*=[ \t]*[\"'])"
    rb"|^[ \t]*\[(?:texts|proactive|applications|challenges)[.\]]"
)
_PAGE = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|meta|frameset)\b")
_TAG = re.compile(rb"(?i)<(?:table|div|p|span|h1|td|tr|br|font)\b")
_RULE = re.compile(rb"(?m)^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*\r?$")
_HEADING = re.compile(rb"(?m)^ {0,3}#{1,6}[ \t]")
_FIELD = re.compile(rb"([A-Za-z][A-Za-z-]*):")
_MAIL = re.compile(rb"(?i)content-type:\s*(?:multipart/|text/html)")
_HEAD = 64 * 1024
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"PK\x05\x06")
_MARKDOWN = (".md", ".markdown")
_ARCHIVE = ("这是压缩包，或者是读不了的文件", "请先解压，给出里面的 Word、Excel 或网页文件")
_PICTURE = ("这是图片，读不出文字", "请用文字识别（OCR）软件转成 Word 或文本，再核对后导入")


def identify(data: bytes, name: str = "") -> str:
    """The name of the format: toml, json, html, mhtml, docx, odt, xlsx, xls, ods, doc, rtf, pdf, md or txt.

    Raises DocumentError for what nobody can read as a report: nothing at all, a picture, an archive.
    """
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if not head.strip(b"\0 \t\r\n\v\f"):
        raise DocumentError("文件是空的", name, "请核对文件")
    start = head.lstrip()[:16]
    if start.startswith(b"{") and not start.startswith(b"{\\rtf"):
        return "json"
    binary = _binary(data, start, name)
    if binary:
        return binary
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:2]:  # UTF-16: its marks are twice as wide
        head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    return _textual(head, data, name)


def _textual(head: bytes, data: bytes, name: str) -> str:
    if _is_mail(head):
        return "mhtml"
    bare = head.lstrip()
    if b"http://schemas.microsoft.com/office/word/2003/wordml" in head and bare.startswith(b"<?xml"):
        raise DocumentError("这是 Word 2003 的 XML 文件", name, "请在 Word 或 WPS 里打开，另存为 docx")
    if bare.startswith(b"<") and _PAGE.search(head):
        return "html"
    if bare.startswith(b"<") and _TAG.match(bare):
        return "md" if _is_markdown(head, data) else "html"
    if _OWN.search(head):
        return "toml"
    if _PAGE.search(head):
        return "html"
    if _TAG.search(head):  # Markdown may hold tables in HTML
        return "md" if _is_markdown(head, data) or name.lower().endswith(_MARKDOWN) else "html"
    if name.lower().endswith(".toml"):
        return "toml"
    return "md" if _is_markdown(head, data) or name.lower().endswith(_MARKDOWN) else "txt"


def _is_markdown(head: bytes, data: bytes) -> bool:
    return bool(_HEADING.search(head) or _RULE.search(data))


def _is_mail(head: bytes) -> bool:
    """Whether the head of a mail stands at the beginning, and it holds a page or several parts."""
    for line in head.lstrip().splitlines():
        if line[:1] in (b" ", b"\t"):
            continue
        if not _FIELD.match(line):
            return False
        if _MAIL.match(line):
            return True
    return False


def _binary(data: bytes, start: bytes, name: str) -> str:
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _package(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(data, name)
    if data.startswith(_PICTURES) or _is_other_picture(data):
        raise DocumentError(_PICTURE[0], name, _PICTURE[1])
    if data.startswith(_ARCHIVES):
        raise DocumentError(_ARCHIVE[0], name, _ARCHIVE[1])
    return ""


def _is_other_picture(data: bytes) -> bool:
    """Those whose mark could open a text too."""
    if data.startswith(b"RIFF"):
        return data[8:12] == b"WEBP"
    return data.startswith(b"BM") and b"\0" in data[:32]


def _package(data: bytes, name: str) -> str:
    """Which of the zipped formats: by the names of the parts, which stand at the end of the file."""
    for mark, kind in ((b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "ods")):
        if mark in data[:256]:
            return kind
    for part, kind in ((b"word/document", "docx"), (b"xl/workbook", "xlsx")):
        if part in data:
            return kind
    if b"OFD.xml" in data:
        raise DocumentError(
            "这是 OFD 版式文件，还读不了", name, "请在 WPS 或 OFD 阅读器里另存为 Word 或 PDF，再核对后导入"
        )
    raise DocumentError(_ARCHIVE[0], name, _ARCHIVE[1])


def _compound(data: bytes, name: str) -> str:
    """Which of the formats of old Office, by the names of the streams."""
    for stream, kind in (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls")):
        if stream.encode("utf-16-le") in data:
            return kind
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise DocumentError("文件设了打开密码", name, "请在 Word、Excel 或 WPS 里去掉密码，另存后再用")
    raise DocumentError("是旧版 Office 的文件，但认不出是 Word 还是 Excel", name, "请在 WPS 或 Word 里另存为 docx")
