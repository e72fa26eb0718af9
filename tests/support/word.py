"""A Word document as the tests see it: its parts, its grid, and the order in which Word wants elements."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
    " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em"
    " lang eastAsianLayout specVanish oMath",
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
    " tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "p": "pPr r",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType"
    " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
    " personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime mirrorMargins defaultTabStop"
    " autoHyphenation evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat docVars rsids mathPr"
    " themeFontLang clrSchemeMapping decimalSymbol listSeparator",
}
"""The children of an element in the order of ISO/IEC 29500; an element not named here may have none of our writing."""

FREE = {"body", "document", "r", "trPr", "tblGrid", "fonts", "ftr", "compat", "rPrDefault", "pPrDefault"}
"""Elements whose children may come in any order, or are of one kind."""


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(parts(data)[f"word/{name}.xml"])


def body(data: bytes) -> list[etree._Element]:
    """The paragraphs and tables, without the last element, which holds the page."""
    (found,) = part(data, "document")
    *blocks, page = found
    assert page.tag == W + "sectPr"
    return blocks


def text(element: etree._Element) -> str:
    return "".join(found.text or "" for found in element.iter(W + "t"))


def value(element: etree._Element, path: str, name: str = "val") -> str | None:
    """An attribute of the first element at `path`, whose steps are Word's own names."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + name)


def disorder(root: etree._Element) -> Iterator[str]:
    """Every place where Word would stumble over the order of elements, or over one that nobody expects."""
    for parent in root.iter(etree.Element):
        name = etree.QName(parent).localname
        children = [etree.QName(child).localname for child in parent.iterchildren(etree.Element)]
        if not children or name in FREE:
            continue
        order = ORDER[name].split() if name in ORDER else []
        if unknown := [child for child in children if child not in order]:
            yield f"{name}: {unknown}"
        elif (places := [order.index(child) for child in children]) != sorted(places):
            yield f"{name}: {children}"


def cells(table: etree._Element) -> list[tuple[int, int, int, int, str]]:
    """Row, column, rows, columns and text of each cell of a w:tbl; every row must fill the grid exactly."""
    width = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    found: dict[tuple[int, int], list[int | str]] = {}
    above: dict[int, tuple[int, int]] = {}  # column -> the cell that reaches down to the row above
    for y, row in enumerate(table.iter(W + "tr")):
        x = 0
        below: dict[int, tuple[int, int]] = {}
        for cell in row.findall(W + "tc"):
            span = int(value(cell, "tcPr/gridSpan") or 1)
            merge = value(cell, "tcPr/vMerge")
            if merge == "continue":
                start = above[x]
                assert found[start][1] == span
                assert text(cell) == ""
                found[start][0] = y - start[0] + 1
            else:
                start = (y, x)
                found[start] = [1, span, text(cell)]
            if merge:
                below[x] = start
            x += span
        assert x == width
        above = below
    return [(y, x, int(rows), int(columns), str(words)) for (y, x), (rows, columns, words) in sorted(found.items())]
