"""Family P: what must not be published. In the texts, the title, the name of the agency, and cells that hold words.

Invariant: no message, no `actual` and no remedy repeats what was found whole; the span tells where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reportwizard.checks.context import Context
from reportwizard.checks.finding import Finding
from reportwizard.checks.prose import any_of, read_prose, texts, vocabulary
from reportwizard.checks.registry import rule
from reportwizard.checks.written_dates import after_space
from reportwizard.records import Record

if TYPE_CHECKING:
    import re

    from reportwizard.checks.finding import Severity
    from reportwizard.checks.prose import Prose
    from reportwizard.claims.claim import Span

_LEAST_DIGITS = 11
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MEASURES = "件条项宗份个次起元万亿人户家篇字"
_ACCOUNT_WORDS = vocabulary("账号 帐号 账户 帐户 卡号 开户 户名")
_ACCOUNT_REACH = 30
_SPACE = " \u3000"
_DASHES = "- 　－"
_FREE_MAIL = vocabulary(
    "qq 163 126 gmail sina sohu hotmail outlook live foxmail 139 189 188 wo yeah aliyun 21cn tom icloud yahoo msn"
)
_INTERNAL = "内部资料"
_JOINING = frozenset("0123456789.．@ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_STARS = "★☆*＊"
_PUNCTUATION = "。；：，:;,（(【[〔「“\n"
_ENDING = "。；，：,;:）)】]〕」”！!\n"
_IS = vocabulary("为 系 属 属于 是 密级")
_IS_NOT = vocabulary("不为 不系 不属 不是 非")
_WARNINGS = vocabulary("注意保存 注意保管 妥善保管 请勿 严禁 不得 禁止 切勿 勿 不予外传")
_KEEP_OUT = "删去；需要给出联系方式的，写单位的办公电话、政务邮箱"


class Place(Record):
    """Something that holds words: where it is, its prose, and whether spans mean anything there."""

    where: tuple[str, ...]
    prose: Prose
    is_text: bool


@rule("P01", "identity-number", "error", "both")
def identity_number(context: Context) -> Iterator[Finding]:
    """出现身份证号码

    检查：正文、标题和表格里有没有 18 位的公民身份号码（出生日期和校验码都对得上的）；结果里只显示前三位和后两位。
    理由：公布身份证号码泄露个人信息，可能造成损害。
    改法：删去；说明案件的，用“张某”“某公司”代替。
    依据：《政府信息公开条例》第十五条；《个人信息保护法》；国家标准 GB 11643 规定的校验码。
    """
    for place in _places(context):
        for start, end in _identity_numbers(place.prose):
            message = f"出现身份证号码 {_masked(place.prose.text[start:end], 3, 2)}"
            yield _finding("P01", "error", place, message, "删去；说明案件的，用“张某”“某公司”代替", (start, end))


@rule("P02", "phone-number", "warning", "both")
def phone_number(context: Context) -> Iterator[Finding]:
    """出现手机号码、银行账号或者个人邮箱

    检查：正文、标题和表格里有没有手机号码、写明是账号的 16 至 19 位数字、QQ、163 等个人邮箱；
    办公电话和政务邮箱可以写。
    理由：这些是个人信息或者容易被冒用的信息，公布后收不回来。
    改法：删去；需要给出联系方式的，写单位的办公电话、政务邮箱。
    依据：《政府信息公开条例》第十五条；《个人信息保护法》；把商业邮箱视作个人邮箱是实务经验。
    """
    for place in _places(context):
        text = place.prose.text
        for start, end in _mobile_numbers(place.prose):
            message = f"出现手机号码 {_masked(text[start:end], 3, 2)}"
            yield _finding("P02", "warning", place, message, _KEEP_OUT, (start, end))
        for start, end in _accounts(place.prose):
            message = f"出现银行账号 {_masked(text[start:end], 4, 2)}"
            yield _finding("P02", "warning", place, message, "删去，缴费方式另行书面告知", (start, end))
        for start, end in _private_mail(text):
            name, at, domain = text[start:end].replace("＠", "@").partition("@")
            message = f"出现个人邮箱 {_masked(name, 1, 0)}{at}{domain}"
            yield _finding("P02", "warning", place, message, _KEEP_OUT, (start, end))


@rule("P03", "secrecy-mark", "error", "both")
def secrecy_mark(context: Context) -> Iterator[Finding]:
    """出现密级标志

    检查：正文和标题里有没有作为标志写的“绝密”“机密”“秘密★”“内部资料”；
    “属于国家秘密”“商业秘密”“保密审查”和说明密级分为几级的话不算。
    理由：带密级标志的文字可能是从涉密文件抄来的，公布前必须查清来源。
    改法：立即核对来源：确系涉密的，停止公布并报告保密部门；不涉密的，删去标志。
    依据：《保守国家秘密法》；《政府信息公开条例》第十四条。
    """
    for place in _places(context):
        for start, end in _secrecy_marks(place.prose.text):
            words = place.prose.text[start:end]
            message = f"出现密级标志“{''.join(words.split())}”"
            remedy = "核对文字的来源：确系涉密的停止公布并报告保密部门，不涉密的删去标志"
            yield _finding("P03", "error", place, message, remedy, (start, end))


def _places(context: Context) -> Iterator[Place]:
    """Everything that holds words, and may be published."""
    report = context.report
    for name, prose in texts(context):
        yield Place((f"texts.{name}",), prose, is_text=True)
    for key, written in (("title", report.title), ("agency", report.agency)):
        if written:
            yield Place((key,), read_prose(written), is_text=False)
    for path in context.unusual:
        value = report.figures[path]
        if isinstance(value, str):
            yield Place((path,), read_prose(value), is_text=False)


def _finding(code: str, severity: Severity, place: Place, message: str, remedy: str, span: Span) -> Finding:
    shown = message.rpartition(" ")[2] if code != "P03" else None
    return Finding(code, severity, place.where, message, remedy, None, shown, span if place.is_text else None)


def _masked(words: str, first: int, last: int) -> str:
    """The words with all but the first and last signs hidden."""
    hidden = len(words) - first - last
    return words if hidden <= 0 else words[:first] + "*" * hidden + (words[-last:] if last else "")


def _identity_numbers(prose: Prose) -> Iterator[Span]:
    text = prose.text
    for start, end in prose.digits:
        stop = end + 1 if end - start == 17 and text[end : end + 1] in ("X", "x", "Ｘ", "ｘ") else end
        if stop - start == 18 and not _joined(text, start, stop) and _is_identity(text[start:stop]):
            yield start, stop


def _is_identity(written: str) -> bool:
    """Whether eighteen signs have a day of birth and the check digit that belongs to them (GB 11643)."""
    digits = [int(sign) for sign in written[:17]]
    year, month, day = int(written[6:10]), int(written[10:12]), int(written[12:14])
    if not (1900 <= year < 2100 and 1 <= month <= 12 and 1 <= day <= _MONTH_DAYS[month - 1]) or digits[0] == 0:
        return False
    last = written[17]
    wanted = _CHECK_DIGITS[sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11]
    return wanted == (str(int(last)) if last.isdecimal() else "X")


def _mobile_numbers(prose: Prose) -> Iterator[Span]:
    text = prose.text
    for start, end in _numbers(prose, (3, 4, 4)):
        digits = "".join(filter(str.isdecimal, text[start:end]))
        if len(digits) != 11 or int(digits[0]) != 1 or int(digits[1]) < 3 or _joined(text, start, end):
            continue
        behind = after_space(text, end)
        if (text[behind : behind + 1] or "。") not in _MEASURES:
            yield start, end


def _accounts(prose: Prose) -> Iterator[Span]:
    """Runs of 16 to 19 digits, or groups of four, shortly after a word for an account."""
    text = prose.text
    if not any_of(_ACCOUNT_WORDS, text):
        return
    for start, end in _numbers(prose, (4, 4, 4, 4, 3), (4, 4, 4, 4)):
        digits = "".join(filter(str.isdecimal, text[start:end]))
        told = any_of(_ACCOUNT_WORDS, text[max(0, start - _ACCOUNT_REACH) : start])
        if told and 16 <= len(digits) <= 19 and not (len(digits) == 18 and _is_identity(digits)):
            yield start, end


def _numbers(prose: Prose, *groups: tuple[int, ...]) -> Iterator[Span]:
    """The runs of digits as long as they can be meant, those that are grouped in such sizes as one: 138 1234 5678."""
    runs, done = prose.digits, 0
    for place, (start, end) in enumerate(runs):
        if end - start >= _LEAST_DIGITS:
            yield start, end
        elif start >= done and end - start == groups[0][0]:
            for sizes in groups:
                if _grouped(prose.text, runs[place : place + len(sizes)], sizes):
                    done = runs[place + len(sizes) - 1][1]
                    yield start, done
                    break


def _grouped(text: str, runs: tuple[Span, ...], sizes: tuple[int, ...]) -> bool:
    """Whether runs of digits have these sizes, with one dash or space between each two."""
    return tuple(end - start for start, end in runs) == sizes and all(
        after - before == 1 and text[before] in _DASHES for (_, before), (after, _) in pairwise(runs)
    )


def _joined(text: str, start: int, end: int) -> bool:
    """Whether letters, digits or a decimal point stand right before or behind: then it is part of something longer."""
    before, behind = text[max(0, start - 1) : start], text[end : end + 2]
    if behind[:1] in (".", "．"):
        behind = behind[1:]
    return before in _JOINING or behind[:1] in _JOINING


def _private_mail(text: str) -> Iterator[Span]:
    """Addresses at a free mail service."""
    if "@" not in text and "＠" not in text:
        return
    for found in _address().finditer(text):
        if found.group(1).lower().split(".")[0 if found.group(1).count(".") < 2 else -2] in _FREE_MAIL:
            yield found.span()


def _secrecy_marks(text: str) -> Iterator[Span]:
    if "密" in text:
        for found in _secret().finditer(text):
            if _is_mark(text, *found.span()):
                yield found.span()
    at = text.find(_INTERNAL)
    while at >= 0:
        end = at + len(_INTERNAL)
        if _is_mark(text, at, end) or text[end : end + 8].lstrip("，,、 \u3000（(").startswith(_WARNINGS):
            yield at, end
        at = text.find(_INTERNAL, end)


def _is_mark(text: str, start: int, end: int) -> bool:
    """Whether a word of secrecy stands as a mark, and is not merely spoken of: 涉及机密, 绝密、机密、秘密三级."""
    behind = text[end : end + 2].lstrip(_SPACE)[:1]
    if behind and behind in _STARS:
        return True
    if text[start] == "秘":
        return False
    before = text[max(0, start - 6) : start].rstrip()
    if behind and behind not in _ENDING:
        return False
    if before.endswith(_IS):
        return not before.removesuffix("于").endswith(_IS_NOT)
    return not before or before[-1] in _PUNCTUATION or "\n" in text[max(0, start - 6) : start]


@cache
def _address() -> re.Pattern[str]:
    import re

    return re.compile(r"[A-Za-z0-9._+-]{1,64}[@＠]([A-Za-z0-9-]{1,32}(?:\.[A-Za-z0-9-]{1,16}){1,3})")


@cache
def _secret() -> re.Pattern[str]:
    import re

    return re.compile(r"[绝机秘][ \u3000]{0,2}密(?![级钥])")
