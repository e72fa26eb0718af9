"""Zipped documents (Word, Excel, OpenDocument) opened in memory: their parts by name, their XML, their relations.

Not an archive tool: nothing is ever written to a disk, so the names of parts cannot lead anywhere. Invariants: what is
unpacked is counted as it comes, whatever the headers say, and ends at a limit; XML with a document type is refused,
no entity is expanded, no file and no network is touched.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from reportwizard.errors import DocumentError

MAX_MEMBERS = 10_000
MAX_PART = 32 << 20
MAX_ALL = 96 << 20

_CENTRAL = b"PK\x01\x02"
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_STRICT = re.compile(rb"(=\s*[\"'])http://purl\.oclc\.org/ooxml/(wordprocessingml|spreadsheetml)/main(?=[\"'])")
_USUAL = {
    b"wordprocessingml": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"spreadsheetml": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
}


class Relation(NamedTuple):
    """One part naming another: the last word of the relation's type (styles, worksheet), and the part that is meant."""

    id: str
    kind: str
    target: str


def damaged() -> DocumentError:
    """The file is not what it should be inside."""
    return DocumentError(
        "文件已损坏，或者没有下载完整", "", "请在 Word、Excel 或 WPS 里打开它，另存一份再用；打不开时请重新取得文件"
    )


def too_large() -> DocumentError:
    """More would be unpacked than any report holds."""
    return DocumentError(
        "文件解压后太大，不像是一份报告", "", "请核对文件；如果确实是报告，请把其中的文字和表格复制到新文件里再用"
    )


def locked() -> DocumentError:
    """A password is needed."""
    return DocumentError("文件设了打开密码", "", "请在 Word、Excel 或 WPS 里去掉密码，另存后再用")


class Package:
    """The parts of one zipped document."""

    def __init__(self, data: bytes) -> None:
        """Open the package in `data`. Raises DocumentError."""
        if data.count(_CENTRAL) > MAX_MEMBERS:
            raise DocumentError("文件里的部件太多，不像是一份报告", "", "请核对文件")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError, OverflowError) as error:
            raise damaged() from error
        self._members = {member.filename.lstrip("/"): member for member in self._zip.infolist()}
        self._unpacked = 0

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def part(self, name: str, limit: int = MAX_PART) -> bytes:
        """The bytes of the part of that name. Raises DocumentError where it is missing, too large or damaged."""
        member = self._members.get(name)
        if member is None or member.compress_type not in _PLAIN:
            raise damaged()
        if member.flag_bits & 1:
            raise locked()
        limit = min(limit, MAX_ALL - self._unpacked)
        try:
            with self._zip.open(member) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, NotImplementedError) as error:
            raise damaged() from error
        if len(data) > limit:
            raise too_large()
        self._unpacked += len(data)
        return data

    def tree(self, name: str) -> etree._Element:
        """The root of the part of that name, read as XML. Raises DocumentError."""
        return parse(self.part(name))

    def relations(self, name: str = "") -> list[Relation]:
        """What the part of that name (or the package itself) names inside the package; nothing where it says nothing.

        Raises DocumentError.
        """
        folder, base = posixpath.split(name)
        place = posixpath.join(folder, "_rels", f"{base}.rels")
        if place not in self:
            return []
        return [
            Relation(
                each.get("Id", ""),
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
            )
            for each in self.tree(place).iter("{*}Relationship")
            if each.get("TargetMode") != "External"
        ]

    def related(self, name: str, kind: str) -> str:
        """The first part of a kind that the part of that name names and that is there; else ""."""
        targets = (each.target for each in self.relations(name) if each.kind == kind)
        return next((target for target in targets if target in self), "")

    def title(self, name: str = "docProps/core.xml") -> str:
        """The title among the document's properties; "" where there is none or they cannot be read."""
        if name not in self:
            return ""
        try:
            return " ".join(self.tree(name).findtext(".//{http://purl.org/dc/elements/1.1/}title", "").split())
        except DocumentError:
            return ""  # the properties are not the document


def parse(data: bytes) -> etree._Element:
    """The root of an XML document, safely: no entities, no document type, no network. Raises DocumentError."""
    if b"purl.oclc.org" in data:  # the strict dialect differs in its names only
        data = _STRICT.sub(lambda match: match[1] + _USUAL[match[2]], data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged() from error
    refuse_type(root)
    return root


def stream(data: bytes, *tags: str) -> Iterator[etree._Element]:
    """The elements of those tags as they end, without ever holding the whole; empty each when it is done with.

    Raises DocumentError, as `parse` does.
    """
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    events = etree.iterparse(BytesIO(data), events=("end",), tag=tags, remove_comments=True, **options)
    try:
        for _, element in events:
            refuse_type(element)
            yield element
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged() from error


def refuse_type(element: etree._Element) -> None:
    """No office program writes a document type; who does wants it expanded. Raises DocumentError."""
    if element.getroottree().docinfo.doctype:
        raise DocumentError(
            "文件里夹带了外部引用（DTD），不安全，没有读", "", "请在 Word、Excel 或 WPS 里打开它，另存一份再用"
        )
