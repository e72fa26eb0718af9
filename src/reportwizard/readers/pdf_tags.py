"""What the tags of a PDF say of the letters on its pages: which paragraph, heading or cell each belongs to.

Only the way up is gone, from a mark on the page to the elements around it; the tree is never walked downwards.
Invariant: whatever the file says, a bounded number of objects is looked at, and what makes no sense says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psparser import PSLiteral

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

_NODES = 2_000
"""The most nodes of the tree of numbers: one a page and some."""
_MARKS = 50_000
"""The most marks on a page: one a letter, if need be."""
_DEPTH = 40
"""The most elements around a letter."""
_REFERENCES = 10
"""The most references in a row to one object."""

_CLAIM = b"http://www.aiim.org/pdfua/ns/id/"
"""What the properties of a file hold that claims to be accessible."""

_INLINE = frozenset(
    (
        *("Span", "Em", "Strong", "Link", "Annot", "Quote", "Reference", "Code", "Sub", "Note", "BibEntry"),
        *("NonStruct", "Private", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP"),
    )
)
"""What stands inside a paragraph."""
_CELLS = frozenset(("TD", "TH"))
_HEADING = re.compile(r"H([1-6])?")


@dataclass(frozen=True, slots=True)
class Tag:
    """The innermost element that is a paragraph of its own: which object of the file it is, and what."""

    key: int
    level: int = 0
    """The level of a heading, 0 for the title of the document, -1 for running text."""
    cell: bool = False
    """Whether it is in a cell of a table."""
    label: bool = False
    """Whether it is the number or mark of an item, which stands before the item's text."""


class Tags:
    """The tags of one document."""

    def __init__(self, pdf: PDF) -> None:
        catalog = pdf.doc.catalog
        marks = _dict(catalog.get("MarkInfo"))
        sure = _value(marks.get("Marked")) is True and _value(marks.get("Suspects")) is not True
        root = _dict(catalog.get("StructTreeRoot")) if sure else {}
        self._roles = _dict(root.get("RoleMap"))
        self._pages = _numbers(root.get("ParentTree"))
        self.spaced = bool(self._pages) and _CLAIM in _bytes(catalog.get("Metadata"))
        """Whether the file claims to be accessible (PDF/UA): its text has all its spaces, at the ends of lines too."""
        self._known: dict[int, Tag | None] = {}

    def page(self, page: Page) -> Mapping[int, Tag]:
        """For each mark on a page its element; empty where the page has no tags."""
        number = _value(page.page_obj.attrs.get("StructParents"))
        owners = _value(self._pages.get(number)) if isinstance(number, int) else None
        found: dict[int, Tag] = {}
        for mark, owner in enumerate(owners[:_MARKS] if isinstance(owners, list) else []):
            tag = self._tag(owner)
            if tag is not None:
                found[mark] = tag
        return found

    def _tag(self, owner: object) -> Tag | None:
        if not isinstance(owner, PDFObjRef):
            return None
        if owner.objid not in self._known:
            self._known[owner.objid] = self._climb(owner)
        return self._known[owner.objid]

    def _climb(self, owner: PDFObjRef) -> Tag | None:
        """The first element around that is not inline, and whether a cell is around that."""
        made: Tag | None = None
        at: object = owner
        for _ in range(_DEPTH):
            element = _dict(at)
            role = self._role(element)
            if not role or not isinstance(at, PDFObjRef):
                break
            if made is None and role not in _INLINE:
                heading = _HEADING.fullmatch(role)
                level = 0 if role == "Title" else int(heading[1] or 1) if heading else -1
                made = Tag(at.objid, level, label=role == "Lbl")
            if made is not None and role in _CELLS:
                return Tag(made.key, cell=True, level=-1)
            at = element.get("P")
        return made

    def _role(self, element: Mapping[str, Any]) -> str:
        """What an element is, in the words of the standard."""
        role = _name(element.get("S"))
        for _ in range(_REFERENCES):
            if role == "Title" or role in _INLINE or role not in self._roles:
                break
            role = _name(self._roles[role])
        return role


def _numbers(tree: object) -> dict[int, object]:
    """A tree of numbers, flat."""
    found: dict[int, object] = {}
    nodes, seen = [tree], set()
    for _ in range(_NODES):
        at = nodes.pop() if nodes else None
        if isinstance(at, PDFObjRef):
            if at.objid in seen:
                continue
            seen.add(at.objid)
        node = _dict(at)
        numbers, kids = _value(node.get("Nums")), _value(node.get("Kids"))
        if isinstance(numbers, list):
            keys = map(_value, numbers[::2])
            found.update((key, value) for key, value in zip(keys, numbers[1::2], strict=False) if isinstance(key, int))
        if isinstance(kids, list):
            nodes += kids[:_NODES]
    return found


def _value(found: object) -> object:
    for _ in range(_REFERENCES):
        if not isinstance(found, PDFObjRef):
            return found
        found = found.resolve()
    return None


def _dict(found: object) -> Mapping[str, Any]:
    value = _value(found)
    return value if isinstance(value, dict) else {}


def _bytes(found: object) -> bytes:
    value = _value(found)
    return value.get_data() if isinstance(value, PDFStream) else b""


def _name(found: object) -> str:
    value = _value(found)
    name = value.name if isinstance(value, PSLiteral) else ""
    return name if isinstance(name, str) else name.decode("utf-8", "replace")
