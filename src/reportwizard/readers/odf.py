"""What OpenDocument's texts and sheets share: names, styles that hide, and text with its white space.

Invariant: white space is the file's own only where the file says so (text:s, text:tab, text:line-break).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from reportwizard.errors import DocumentError
from reportwizard.readers.package import Package, locked

TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

CELL: Final = TABLE + "table-cell"
COVERED: Final = TABLE + "covered-table-cell"
MAX_REPEATED: Final = 1000
"""As often as a cell or row that holds something is taken to be repeated."""

_SPACE = re.compile(r"[ \t\r\n]+")
_SILENT = {
    *(TEXT + name for name in ("note", "ruby-text", "number", "hidden-text", "hidden-paragraph", "tracked-changes")),
    *(OFFICE + name for name in ("annotation", "annotation-end")),
}
"""What stands inside a paragraph and is no part of its text."""


def open_odf(data: bytes) -> tuple[Package, list[etree._Element]]:
    """The package, and the roots of content.xml and (where there is one) styles.xml. Raises DocumentError."""
    package = Package(data)
    try:
        roots = [package.tree("content.xml")]
    except DocumentError:
        manifest = "META-INF/manifest.xml"
        if manifest in package and b"encryption-data" in package.part(manifest):
            raise locked() from None
        raise
    if "styles.xml" in package:
        roots.append(package.tree("styles.xml"))
    return package, roots


class Styles:
    """The styles of a document by family and name, with those that they are derived from."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self._elements = {
            (each.get(STYLE + "family", ""), each.get(STYLE + "name", "")): each
            for root in reversed(roots)
            for each in root.iter(STYLE + "style")
        }

    def chain(self, family: str, name: str) -> Iterator[etree._Element]:
        """A style and its ancestors."""
        for _ in range(20):  # no chain is longer; one that is runs in a circle
            element = self._elements.get((family, name))
            if element is None:
                return
            yield element
            name = element.get(STYLE + "parent-style-name", "")

    def said(self, family: str, name: str, part: str, attribute: str) -> str:
        """What a style or the nearest of its ancestors says in its properties; "" where none does."""
        for element in self.chain(family, name):
            properties = element.find(STYLE + part)
            value = None if properties is None else properties.get(attribute)
            if value is not None:
                return str(value)
        return ""

    def hides(self, family: str, name: str) -> bool:
        """Whether text in that style is hidden."""
        return bool(name) and self.said(family, name, "text-properties", TEXT + "display") == "none"


class Inline:
    """The text of paragraphs. Keeps what it met beside: hidden text, comments, footnotes and frames.

    `exact` keeps white space as it stands: in the cells of sheets LibreOffice writes it so.
    """

    def __init__(self, styles: Styles, exact: bool = False) -> None:
        self._styles = styles
        self._exact = exact
        self.hidden: list[str] = []
        self.comments = False
        self.aside: list[etree._Element] = []
        """Footnotes and frames, in their order, for whoever reads them next (and empties this)."""

    def text(self, element: etree._Element) -> str:
        """The text of a paragraph, without the space around it."""
        return self.raw(element).strip(" \t\u3000")

    def raw(self, element: etree._Element) -> str:
        """The text of a paragraph."""
        return "".join(self._pieces(element))

    def _spaced(self, text: str | None) -> str:
        return (text or "") if self._exact else _SPACE.sub(" ", text or "")

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        yield self._spaced(element.text)
        for child in element:
            tag = child.tag
            if tag == TEXT + "s":
                yield " " * min(number(child.get(TEXT + "c"), 1), 200)
            elif tag == TEXT + "tab":
                yield "\t"
            elif tag == TEXT + "line-break":
                yield "\n"
            elif tag == TEXT + "note" or tag.startswith(DRAW):
                self.aside.append(child)
            elif tag in _SILENT:
                self.comments |= tag == OFFICE + "annotation"
            elif self._styles.hides("text", child.get(TEXT + "style-name", "")):
                self.hidden.append("".join(child.itertext()))
            else:
                yield from self._pieces(child)
            yield self._spaced(child.tail)


def number(value: str | None, otherwise: int, most: int = 1 << 20) -> int:
    """A count in an attribute, held to the most that makes sense."""
    return min(int(value), most) if value and value.isdecimal() and len(value) < 9 else otherwise


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, whatever they are grouped in."""
    for child in table:
        if child.tag == TABLE + "table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from rows_of(child)


def is_hidden(line: etree._Element) -> bool:
    """Whether a row or column is hidden (or filtered out)."""
    return bool(line.get(TABLE + "visibility", "visible") != "visible")


def hidden_columns(table: etree._Element, most: int = MAX_REPEATED) -> list[int]:
    """The numbers of the hidden columns among the first `most`."""
    hidden: list[int] = []
    x = 0
    for child in table.iter(TABLE + "table-column", TABLE + "table-row"):
        if child.tag == TABLE + "table-row" or x >= most:
            break  # those of a table inside stand further on
        repeated = number(child.get(TABLE + "number-columns-repeated"), 1)
        hidden += range(x, min(x + repeated, most)) if is_hidden(child) else ()
        x += repeated
    return hidden


_GROUPS = {TABLE + name for name in ("table-rows", "table-header-rows", "table-row-group")}
