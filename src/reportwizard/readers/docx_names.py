"""The names of WordprocessingML that the reader of Word files goes by, and how a switch is read."""

from __future__ import annotations

from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

P, R, T, TAB, PTAB, BR, CR = (W + name for name in ("p", "r", "t", "tab", "ptab", "br", "cr"))
TBL, TR, TC, TCPR, TRPR = (W + name for name in ("tbl", "tr", "tc", "tcPr", "trPr"))
PPR, RPR, VAL = W + "pPr", W + "rPr", W + "val"
TEXT_BOX = W + "txbxContent"
OPEN = frozenset(
    {
        *(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "txbxContent")),
        MC + "AlternateContent",
        MC + "Choice",
        MC + "Fallback",
    }
)
"""Containers that say nothing of what they hold: their content stands where they stand."""


def is_on(switch: etree._Element | None) -> bool:
    """Whether an element that is a switch is there and not turned off."""
    return switch is not None and switch.get(VAL, "1") not in ("0", "false", "off")
