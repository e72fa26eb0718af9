"""Web pages that would keep the parser busy for hours are refused before it sees them.

The parser's work grows with the square of the nesting, of the attributes in one tag and of the options in one list.
A small page cannot ask much; a large one is gone through tag by tag, exactly as HTML says where each one ends, and
what nobody reads (scripts, styles, comments, drawings) is cut out, so that the parser sees no
tag that was not weighed here. Invariant: what is left takes a time in proportion to its length.
"""

from __future__ import annotations

import re

from reportwizard.errors import DocumentError
from reportwizard.readers.html_names import words

DEEPEST = 500
"""How many elements may stand one in another."""

_MOST_TAGS = 200_000
_MOST_ATTRIBUTES = 200
_MOST_ATTRIBUTES_IN_ALL = 4_000_000
_MOST_OPTIONS = 10_000
_SMALL = 128 * 1024
_FEW_TAGS = 20_000

_ATTRIBUTE = (
    r"""[^\s/>][^\s/>=]*+(?:[ \t\n\r\f]*+=[ \t\n\r\f]*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s"'>][^\s>]*+|(?=>)))?+"""
)
_ATTRIBUTES = rf"(?:[\s/]++|{_ATTRIBUTE})*+"
_MARKUP = (  # compiled, and remembered, by `re` for the pages that are weighed: few are
    rf"""(?isa)<!--(?:-?>|.*?(?:--!?>|\Z))"""
    rf"""|<(?P<cut>script|style|xmp|iframe|noembed|noframes|svg|math)(?=[\s/>]){_ATTRIBUTES}>?"""
    rf""".*?(?:</(?P=cut)(?=[\s/>])[^>]*+>?|\Z)"""
    rf"""|<(?P<kept>textarea|title)(?=[\s/>])(?P<some>{_ATTRIBUTES})>?.*?(?:</(?P=kept)(?=[\s/>])[^>]*+>?|\Z)"""
    rf"""|<(?P<close>/?)(?P<name>[a-z][^\s/>]*+)(?P<more>{_ATTRIBUTES})>?"""
    rf"""|<[!?/][^>]*+>?"""
)
_EACH = re.compile(_ATTRIBUTE)
_OPTION = re.compile("(?i)<opt(?:ion|group)")
_VOID = words("area base br col embed frame hr img input link meta param source track wbr")
_CLOSING_THEMSELVES = words("html head body p li dd dt tr td th thead tbody tfoot colgroup caption option optgroup")
_FORMATTING = words("a b big code em font i nobr s small strike strong tt u")
_WALLS = words(
    "table object marquee template div center ul ol dl section article form fieldset blockquote header footer"
)
_HINT = "请用浏览器打开网页，全选复制，粘贴到 Word 里另存为 docx，再用那个文件"


def guarded(text: str) -> str:
    """`text`, or as much of it as may be given to the parser. Raises DocumentError for what would take too long."""
    tags = text.count("<")
    if tags > _MOST_TAGS:
        raise DocumentError(f"网页的标记太多（超过 {_MOST_TAGS // 10000} 万个），不是一份报告的网页", hint=_HINT)
    if tags <= _FEW_TAGS and len(text) <= _SMALL:
        return text
    if len(_OPTION.findall(text)) > _MOST_OPTIONS:
        raise DocumentError(f"网页里的下拉列表太长（超过 {_MOST_OPTIONS} 项），不是一份报告的网页", hint=_HINT)
    stack: list[str] = []
    total = 0

    def weigh(match: re.Match[str]) -> str:
        nonlocal total
        name = (match["name"] or "").lower()
        attributes = match["more"] or match["some"] or ""
        # in a short tag there are at most so many, and counting them would take longer than all the rest
        count = len(_EACH.findall(attributes)) if len(attributes) > 2 * _MOST_ATTRIBUTES else len(attributes) // 2
        total += count
        if count > _MOST_ATTRIBUTES or total > _MOST_ATTRIBUTES_IN_ALL:
            raise DocumentError("网页里的标记带的属性太多，不是正常的网页", hint=_HINT)
        if match["kept"] or match.group()[:9].lower() == "<!doctype":
            return match.group()
        if not name:
            return ""
        if match["close"]:
            _leave(stack, name)
        elif name not in _VOID and name not in _CLOSING_THEMSELVES:
            stack.append(name)
            if len(stack) > DEEPEST:
                raise too_deep()
        return match.group()

    return re.sub(_MARKUP, weigh, text)


def too_deep() -> DocumentError:
    """The refusal of a page whose elements stand too deep one in another."""
    return DocumentError(f"网页嵌套太深（超过 {DEEPEST} 层）", hint=_HINT)


def _leave(stack: list[str], name: str) -> None:
    """Take from the stack what an end tag closes, as browsers do; an end tag without its start closes nothing."""
    for index in range(len(stack) - 1, -1, -1):
        if stack[index] == name:
            del stack[index : index + 1 if name in _FORMATTING else len(stack)]
            return
        if stack[index] in ("table", "template") or (name not in _WALLS and stack[index] in _WALLS):
            if name in _FORMATTING and stack[index] not in ("table", "template"):
                continue
            return
