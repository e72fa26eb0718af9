"""Zipped documents that mean harm, or that are broken: a clear refusal, in bounded memory."""

from __future__ import annotations

import struct
import zipfile

import pytest

from reportwizard.errors import DocumentError
from reportwizard.readers import package
from reportwizard.readers.docx import read
from reportwizard.readers.package import Package, parse, stream
from support.documents import WORD, paragraph, relations, word, zipped

BILLION = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


def with_document(document: str | bytes) -> bytes:
    return zipped({"_rels/.rels": relations({"officeDocument": "word/document.xml"}), "word/document.xml": document})


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_ALL", 1 << 20)
    with pytest.raises(DocumentError, match="解压后太大"):
        read(with_document(b"<d>" + b" " * (2 << 20)), "docx")


def test_the_size_that_a_header_tells_is_not_believed() -> None:
    data = bytearray(with_document(b"<d>" + b" " * (package.MAX_PART + 10)))
    place = data.rindex(b"PK\x01\x02")  # the last part's entry in the directory: its unpacked size
    data[place + 24 : place + 28] = struct.pack("<I", 100)
    with pytest.raises(DocumentError):
        read(bytes(data), "docx")


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_ALL", 1000)
    opened = Package(zipped({"a": b"x" * 600, "b": b"x" * 600}))
    assert len(opened.part("a")) == 600
    with pytest.raises(DocumentError, match="解压后太大"):
        opened.part("b")


def test_a_hundred_thousand_parts_are_refused() -> None:
    entry = b"PK\x01\x02" + bytes(42)
    with pytest.raises(DocumentError, match="部件太多"):
        Package(b"PK\x03\x04" + entry * 100_000)


def test_a_part_in_a_rare_packing_is_refused() -> None:
    data = zipped({"word/document.xml": "<d/>"}, zipfile.ZIP_LZMA)
    with pytest.raises(DocumentError, match="已损坏"):
        Package(data).part("word/document.xml")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_damaged(share: float) -> None:
    data = word(paragraph("文" * 1000))
    with pytest.raises(DocumentError, match="已损坏"):
        read(data[: int(len(data) * share)], "docx")


def test_a_flipped_byte_in_a_part_is_damaged() -> None:
    data = bytearray(zipped({"a": b"abcdefgh" * 100}, zipfile.ZIP_STORED))
    data[100] ^= 1
    with pytest.raises(DocumentError, match="已损坏"):
        Package(bytes(data)).part("a")


def test_a_password_is_told() -> None:
    data = bytearray(zipped({"a": b"abc"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(DocumentError, match="密码"):
        Package(bytes(data)).part("a")


@pytest.mark.parametrize(
    "document",
    [
        f'{BILLION}<w:document xmlns:w="{WORD}"><w:body>&b;</w:body></w:document>',
        f'{BILLION}<w:document xmlns:w="{WORD}" a="&b;"><w:body/></w:document>',
        f'<!DOCTYPE d SYSTEM "http://127.0.0.1/x.dtd"><w:document xmlns:w="{WORD}"><w:body/></w:document>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(document: str, encoding: str) -> None:
    with pytest.raises(DocumentError, match="DTD"):
        read(with_document(document.encode(encoding)), "docx")
    with pytest.raises(DocumentError, match="DTD"):
        list(stream(document.encode(encoding), "{*}body", "{*}document"))


@pytest.mark.parametrize("xml", ["", "<a>", "<a><b></a>", "\x00", "<a>\x01</a>", "<a>" * 5000])
def test_what_is_no_xml_is_damaged(xml: str) -> None:
    with pytest.raises(DocumentError, match="已损坏"):
        parse(xml.encode())
    with pytest.raises(DocumentError, match="已损坏"):
        list(stream(xml.encode(), "a"))


def test_names_that_lead_elsewhere_are_names_only() -> None:
    opened = Package(zipped({"/etc/passwd": b"1", "../../x": b"2", "a/_rels/b.rels": relations({"k": "../../../x"})}))
    assert opened.part("etc/passwd") == b"1"
    assert [each.target for each in opened.relations("a/b")] == ["x"]


def test_no_document_in_the_package_is_damaged() -> None:
    for data in (zipped({"x": b""}), with_document("<a/>"), with_document(f'<w:document xmlns:w="{WORD}"/>')):
        with pytest.raises(DocumentError, match="已损坏"):
            read(data, "docx")


def test_the_title_among_the_properties() -> None:
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>某县\n报告</dc:title></c>'
    assert Package(zipped({"docProps/core.xml": core})).title() == "某县 报告"
    assert Package(zipped({"docProps/core.xml": "<"})).title() == ""
