"""The few elements of WordprocessingML that the Word writer is made of, and text as it may stand in them."""

from __future__ import annotations

import re

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from reportwizard.characters import clean

_LAST = "".join(chr(plane << 16 | code) for plane in range(17) for code in (0xFFFE, 0xFFFF))
_NO_CHARACTERS = re.compile(f"[\ufdd0-\ufdef{_LAST}]")


def plain(text: str) -> str:
    """`text` on one line, without what XML cannot hold, what Unicode keeps for no character, and what does harm."""
    return _NO_CHARACTERS.sub("", clean(text)).replace("\n", " ").replace("\t", " ").strip()


def element(tag: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """An element with its children in the order given; the attributes are Word's own (`val` is w:val)."""
    made = OxmlElement(tag, {qn(f"w:{name}"): str(value) for name, value in attributes.items()})
    made.extend(children)
    return made


def run(text: str, properties: BaseOxmlElement | None = None, *, broken: bool = False) -> BaseOxmlElement:
    """Text, as it stands and never anything but text; on a line of its own if `broken`."""
    words = element("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    before = [element("w:br")] if broken else []
    return element("w:r", *([] if properties is None else [properties]), *before, words)


def paragraph(
    style: str, *runs: BaseOxmlElement, keep_next: bool = False, indent: int = 0, line: int = 0, align: str = ""
) -> BaseOxmlElement:
    """A paragraph in a style of the template, on the page of the next one if `keep_next`.

    `indent` is what is left free at both sides and `line` how high a line is, in twips, `align` how it is aligned,
    where the style has it otherwise.
    """
    properties = [element("w:pStyle", val=style)]
    if keep_next:
        properties.append(element("w:keepNext"))
    if line:
        properties.append(element("w:spacing", line=line, lineRule="exact"))
    if indent:
        properties.append(element("w:ind", left=indent, right=indent))
    if align:
        properties.append(element("w:jc", val=align))
    return element("w:p", element("w:pPr", *properties), *runs)
