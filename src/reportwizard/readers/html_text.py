"""The text of a web page's elements, as a person sees it. Knows no tables and no blocks.

Line breaks that are seen (`<br>`, the edges of paragraphs) are kept, those of the source are not: between Chinese
characters they are nothing, elsewhere a space. Scripts and styles are no text; what a page hides is counted, not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reportwizard.readers.html_guard import DEEPEST, too_deep
from reportwizard.readers.html_names import BLOCKS, SKIPPED

BREAK = "\0"
"""A line break that is seen, among pieces of text (no text read holds a NUL)."""

_WIDE = "\u2018-\u201d\u2014\u2026\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60"
_WRAP = rf"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\n\r\f]*(?=[{_WIDE}])"
_SPACE = re.compile(r"[ \t\n\r\f]+")
_EDGE = re.compile("[ \t\n\r\f\0]")
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_TYPED = frozenset(("", "text", "number", "tel", "search"))
_SAMPLES = 3


def lines(pieces: list[str]) -> list[str]:
    """The lines that pieces of text make, without the space around them; lines without text are left out."""
    text = "".join(pieces).strip(" \t\n\r\f\0")
    if _EDGE.search(text):
        text = _SPACE.sub(" ", _unwrapped(text))
        return [line for line in (each.strip() for each in text.split(BREAK)) if line]
    text = text.strip()
    return [text] if text else []


def squeeze(text: str) -> str:
    """Text on one line: no space between Chinese characters where a line of it ended."""
    return _SPACE.sub(" ", _unwrapped(text)).strip()


def _unwrapped(text: str) -> str:
    """Without the line ends between Chinese characters; the pattern is made where there is a line end at all."""
    return re.sub(_WRAP, "", text) if "\n" in text else text


@dataclass(slots=True)
class Hidden:
    """The elements that a page does not show, and the text of those that were met."""

    ids: frozenset[int]
    texts: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, tree: LexborHTMLParser) -> Hidden:
        """What the page hides in its elements themselves; what a style sheet hides cannot be told."""
        found = tree.css('[hidden], [style*="none" i], [style*="hid" i], del')
        return cls(frozenset(node.mem_id for node in found if _is_hidden(node)))

    def meet(self, node: LexborNode) -> bool:
        """Whether an element is hidden; its text is noted."""
        if node.mem_id not in self.ids:
            return False
        text = text_of(node, None).replace("\n", " ")
        if text:
            self.texts.append(text)
        return True

    def notes(self) -> list[str]:
        """What to tell of it."""
        if not self.texts:
            return []
        samples = "、".join(f"“{text[:20]}{'…' if len(text) > 20 else ''}”" for text in self.texts[:_SAMPLES])
        return [f"网页里有 {len(self.texts)} 处不显示或已删除的内容没有读：{samples}"]


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return node.tag == "del" or "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def leaf(node: LexborNode, tag: str, *, typed: bool) -> str | None:
    """The text of what has no elements in it that matter; None for what has. `typed`: with what stands in fields."""
    if tag == "-text":
        return node.text_content or ""
    if tag == "br":
        return BREAK
    if tag in SKIPPED or tag.startswith(("-", "!", "v:", "w:", "m:")):
        return ""
    if tag == "input":
        attributes = node.attributes
        seen = typed and (attributes.get("type") or "").lower() in _TYPED
        return (attributes.get("value") or "") if seen else ""
    if tag == "textarea":
        return (node.text() or "").replace("\n", BREAK) if typed else ""
    if tag == "select":
        option = (node.css_first("option[selected]") or node.css_first("option")) if typed else None
        return option.text() if option else ""
    return None


def text_of(root: LexborNode, hidden: Hidden | None) -> str:
    """The text of an element, its lines parted by line breaks."""
    node = root.first_child
    # nearly every cell is one piece of text, in elements that stand one in another
    while node is not None and node.next is None and node.is_element_node:
        if leaf(node, node.tag or "", typed=True) is not None or (hidden and node.mem_id in hidden.ids):
            break
        node = node.first_child
    if node is None:
        return ""
    if node.is_text_node and node.next is None:
        return "\n".join(lines([node.text_content or ""]))
    return "\n".join(lines(list(pieces(root, hidden))))


def pieces(root: LexborNode, hidden: Hidden | None) -> Iterator[str]:
    """The pieces of text in an element, with BREAK at the edges of what stands on lines of its own."""
    stack: list[tuple[LexborNode, bool]] = []
    node = root.first_child
    while True:
        while node is None:
            if not stack:
                return
            above, block = stack.pop()
            if block:
                yield BREAK
            node = above.next
        tag = node.tag or ""
        text = leaf(node, tag, typed=True)
        if text is None and hidden is not None and hidden.meet(node):
            text = ""
        if text is not None:
            yield text
            node = node.next
            continue
        block = tag in BLOCKS
        if block:
            yield BREAK
        stack.append((node, block))
        if len(stack) > DEEPEST:
            raise too_deep()
        node = node.first_child
