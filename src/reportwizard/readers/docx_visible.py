"""A Word file's text as it would be printed: what is deleted, hidden or said twice is taken out of the tree.

Changes the tree it is given, so that whoever reads it then need not know of any of this. Returns notes, in Chinese, on
what was taken out; nothing that is printed goes without one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set

from lxml import etree

from reportwizard.readers.docx_names import MC, PPR, RPR, TEXT_BOX, TR, TRPR, VAL, P, R, T, W, is_on

_CHANGES = [W + name for name in ("pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange")]
_DELETED = [W + name for name in ("del", "moveFrom")]
_REST = [W + name for name in ("vanish", "hidden", "rt", "sym", "showingPlcHdr", "rStyle", "pStyle", "altChunk")]


def keep_visible(body: etree._Element, hidden_styles: Set[str]) -> list[str]:
    """Take out of `body` what is not printed; give the notes on it."""
    found: dict[str, list[etree._Element]] = defaultdict(list)
    for element in body.iter(*_CHANGES, *_DELETED, *_REST, MC + "AlternateContent", TEXT_BOX):
        found[element.tag].append(element)
    if not found:
        return []
    for tag in _CHANGES:
        _drop(found[tag])
    for either in found[MC + "AlternateContent"]:
        _choose(either)
    for base in found[W + "rt"]:  # how a word is pronounced, above it
        _drop([base])
    notes = [*_deleted(found), *_hidden(found, hidden_styles)]
    _boxes_behind(found[TEXT_BOX])
    if symbols := [each for each in found[W + "sym"] if _inside(each, body)]:
        notes.append(f"有 {len(symbols)} 个用特殊字体画的符号没有读入")
    if found[W + "altChunk"]:
        notes.append("文件里嵌着另一个文件，其中的内容没有读入；请在 Word 里打开，另存后再用")
    return notes


def _deleted(found: dict[str, list[etree._Element]]) -> Iterator[str]:
    gone = False
    joined = []
    for element in (each for tag in _DELETED for each in found[tag]):
        parent = element.getparent()
        if parent is None:
            continue
        if parent.tag == TRPR:
            gone |= _drop([parent.getparent()])
        elif parent.tag == RPR:
            owner = parent.getparent()
            if owner is not None and owner.tag == PPR:
                joined.append(owner.getparent())
        else:
            gone |= _drop([element])
    for paragraph in joined:
        _join_with_next(paragraph)
    if gone:
        yield "修订中删除的文字没有读入，插入的文字已经读入；请先在 Word 里接受或拒绝全部修订"


def _join_with_next(paragraph: etree._Element) -> None:
    """The mark that ends a paragraph was deleted: its text opens the next one."""
    after = paragraph.getnext()
    if after is None or after.tag != P or paragraph.getparent() is None:
        return
    place = 1 if len(after) and after[0].tag == PPR else 0
    after[place:place] = [each for each in paragraph if each.tag != PPR]
    paragraph.getparent().remove(paragraph)


def _hidden(found: dict[str, list[etree._Element]], styles: Set[str]) -> Iterator[str]:
    runs = [each.getparent().getparent() for each in found[W + "vanish"] if is_on(each)]
    runs = [each for each in runs if each is not None and each.tag == R]
    if styles:
        named = [each for each in (*found[W + "rStyle"], *found[W + "pStyle"]) if each.get(VAL) in styles]
        for each in named:
            properties = each.getparent()
            shown = properties.find(W + "vanish")
            if properties.tag in (RPR, PPR) and (shown is None or is_on(shown)):
                runs.append(properties.getparent())
    text = next((text for each in runs if each is not None and (text := _text(each))), "")
    if _drop(runs):
        yield f"隐藏的文字没有读入：“{text[:20]}{'…' if len(text) > 20 else ''}”"
    rows = [each.getparent().getparent() for each in found[W + "hidden"] if is_on(each)]
    if _drop([each for each in rows if each is not None and each.tag == TR]):
        yield "表格里隐藏的行没有读入"
    holders = [each.getparent().getparent() for each in found[W + "showingPlcHdr"] if is_on(each)]
    if _drop([inside for each in holders if each is not None for inside in each.iterchildren(W + "sdtContent")]):
        yield "没有填写的内容控件（灰色提示文字）没有读入"


def _drop(elements: list[etree._Element]) -> bool:
    """Take elements out; whether any text went with them."""
    text = False
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            text = text or next(element.iter(T, W + "delText"), None) is not None
            parent.remove(element)
    return text


def _choose(either: etree._Element) -> None:
    """The same thing is said in several dialects: keep the first that says anything."""
    choices = list(either)
    kept = next((each for each in choices if next(each.iter(T), None) is not None), choices[0] if choices else None)
    _drop([each for each in choices if each is not kept])


def _boxes_behind(boxes: list[etree._Element]) -> None:
    """A text box stands in the middle of the paragraph that it is anchored to: put what it holds behind it."""
    for box in reversed(boxes):
        owner = next(box.iterancestors(P), None)
        if owner is not None and owner.getparent() is not None:
            owner.addnext(box)


def _inside(element: etree._Element, body: etree._Element) -> bool:
    return any(each is body for each in element.iterancestors())


def _text(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(T))
