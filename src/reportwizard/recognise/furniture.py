"""What stands around a report and does not belong to it: a page's navigation, its dates and its footer.

Two means: the container that holds the report on a page, and the wordings of what such pages always have. Knows
nothing of the report. Invariant: running text is never furniture by its words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from reportwizard.recognise.plain import even, find_date, squeeze

PAGES = ("html", "mhtml")
"""The formats that have a page around the report."""

_SENTENCE = 25
"""Characters from which on a line that ends in a full stop is running text, whatever it begins with."""

_REMARKS = (
    r"(?:发布|发文|成文|公开|生成|信息|更新|发表|制发)(?:日期|时间|机构|机关|单位|部门)?\s*[:：]",
    r"(?:日期|时间|来源|信息来源|稿件来源|文章来源|作者|责任编辑|编辑|审核|索引号|文号|主题分类|主题词|分类|体裁|有效性|名称|公开形式|公开方式|公开范围|发布人|供稿)\s*[:：]",
    r"(?:浏览|点击|访问|阅读|查看)(?:次数|量|数|人次)?\s*[:：]?\s*\d*\s*次?$",
    r"[\[【(]?\s*(?:字号|字体|字体大小)[:：]?\s*[大中小\s\[\]【】()|]*",
    r"(?:大\s*中\s*小|分享|收藏|打印|朗读|繁体|无障碍)",
    r"(?:字体|视力保护色|保护视力色)",
)
_TAILS = (
    r"[\[【(〖]?\s*(?:打\s*印|关\s*闭|返回|收藏|分享|下载|我要纠错|我要评论)(?:本页|此页|本文|窗口|页面|顶部|首页|列表|到)?\s*[\]】)〗]?(?:$|[\s|/:：\[【(〖])",
    r"(?:打印本页|关闭窗口|关闭本页|返回顶部|回到顶部|返回首页|分享到|扫一扫|手机(?:扫|查看|版)|二维码|微信扫)",
    r"(?:上一篇|下一篇|上一条|下一条|相关(?:链接|文章|信息|阅读|附件|文件|新闻|报道)|友情链接|网站地图|网站导航|联系我们|关于我们|隐私(?:声明|保护)|网站声明|使用帮助)",
    r"(?:主办单位|主办|承办单位|承办|协办|技术支持|运行维护|维护单位|版权所有|网站标识码|备案号|备案序号|网站备案|地址|邮编|邮政编码|建议使用|您是第)\s*[:：|]?",
    r"(?:责任编辑|编辑|信息来源|来源|审核|浏览次数|点击数|阅读次数|附件下载|附件|文件下载)\s*[:：]",
    r"附件\s*\d*\s*[:：.]?\s*\S*\.(?:docx?|xlsx?|pdf|wps|et|zip|rar)",
)
_ANYWHERE = (
    r"ICP\s*备",
    r"网安备",
    r"公安?备案号?",
    r"版权所有",
    r"网站标识码",
    r"copyright|©|all rights reserved",
    r"当前位置|当前的位置|您(?:现在)?(?:的位置|所在)",
    r"(?:首页|主页)\s*(?:>|»|›|/|→|-)",
)
_REMARK = re.compile("|".join(_REMARKS))
_TAIL = re.compile("|".join(_TAILS))
_SEEN = re.compile("|".join(_ANYWHERE), re.IGNORECASE)
_PUBLISHED = re.compile(r"(?:发布|公开|发表)(?:日期|时间)\s*[:：]?\s*")


def is_running(text: str) -> bool:
    """Whether a text is running text: a sentence, long enough to be no label of a page."""
    bare = text.strip()
    return len(bare) >= _SENTENCE and bare.endswith(("。", "；", "：", "！", "”", "）", ";", ":"))


def is_remark(text: str) -> bool:
    """Whether a line under a title is about the page: date, source, size of the letters."""
    plain = even(text.strip())
    found = find_date(plain)
    if found and len(squeeze(plain[: found[1]] + plain[found[2] :]).strip("()[]:")) <= 5:
        return True  # a date, perhaps with the time of day
    return not is_running(text) and len(plain) <= 200 and bool(_REMARK.match(plain) or _SEEN.search(plain))


def is_tail(text: str) -> bool:
    """Whether a line opens what stands below a report on its page."""
    plain = even(text.strip())
    return not is_running(text) and len(plain) <= 200 and bool(_TAIL.match(plain) or _SEEN.search(plain))


def published_on(text: str) -> date | None:
    """The date that a page gives as that of publication."""
    label = _PUBLISHED.search(even(text))
    found = find_date(text[label.end() : label.end() + 20]) if label else None
    return found[0] if found else None


def container(places: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    """The smallest container that holds all of these places; () for the whole page."""
    common: tuple[int, ...] | None = None
    for place in places:
        if common is None:
            common = place
        length = next(
            (index for index, (a, b) in enumerate(zip(common, place, strict=False)) if a != b),
            min(len(common), len(place)),
        )
        common = common[:length]
    return common or ()


def inside(place: tuple[int, ...], holder: tuple[int, ...]) -> bool:
    """Whether a place is in a container."""
    return place[: len(holder)] == holder
