"""Web pages saved as one file (.mht, .mhtml): the page is taken out of the mail that it is packed in.

Pictures and style sheets beside it are left alone. Invariant: only the first HTML part is read.
"""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import Message

from reportwizard.blocks import Paper
from reportwizard.errors import DocumentError
from reportwizard.readers.decoding import MOST_BYTES, declared_encoding, decode
from reportwizard.readers.html import read_page

_MOST_PARTS = 50
"""Parts in parts are gone through by recursion; a saved page has one level of them."""

_HINT = "请用浏览器打开它，另存为“网页，仅 HTML”，再用那个文件"


def read(data: bytes, kind: str) -> Paper:
    """The page in `data`. Raises DocumentError where there is none, or one that cannot be read."""
    if len(data) > 2 * MOST_BYTES:
        raise DocumentError(f"文件有 {len(data) // 1024 // 1024} MB，太大了", hint=_HINT)
    if data.lower().count(b"multipart/") > _MOST_PARTS:
        raise DocumentError("文件里层层套着邮件，不是保存下来的网页", hint=_HINT)
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    page = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(page, bytes) or not page.strip():
        raise DocumentError("文件里没有网页正文", hint=_HINT)
    decoded = decode(page, _encoding(part) or declared_encoding(page))
    paper = read_page(decoded.text, kind)
    return replace(paper, notes=(*decoded.notes, *paper.notes))


def _encoding(part: Message) -> str:
    name = part.get_param("charset", "")
    return name if isinstance(name, str) else ""
