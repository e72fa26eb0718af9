"""The report's own file: canonical TOML. The same report gives the same bytes, one figure on a line, form order.

`loads` reads any valid TOML of the contract; `dumps` writes the canonical text. What a person added by hand is
carried over by `keeping`, which weaves it between the same pieces.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from reportwizard.errors import StorageError
from reportwizard.report.decoding import CARRIED_KEYS, FORMAT, HEAD, WAIVER_KEYS, decode
from reportwizard.report.model import Report, narrative_ids, text_ids, unconfirmed
from reportwizard.report.numbers import format_number
from reportwizard.report.totals import differing_stated

Address: TypeAlias = tuple[str | int, ...]
"""Where a piece of the file stands: the keys down to it; a table's header ends in "", the end of an array in "]"."""

ARRAYS = ("unconfirmed", "where", "values")
"""The keys whose value is an array, written one entry a line."""


class Piece(NamedTuple):
    """One line of the file (or one text of several): a table's header, a key with its value, an entry of an array.

    `text` is None where the report has nothing to write there; the place is named all the same.
    """

    address: Address
    text: str | None


def loads(text: str) -> tuple[Report, dict[str, Any]]:
    """The report that a TOML text holds, and the keys that are not the program's. Raises StorageError."""
    import tomli

    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        data = tomli.loads(text, parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        line, column = getattr(error, "lineno", 0), getattr(error, "colno", 0)
        raise StorageError(
            f"不合 TOML 的写法：{_reason(getattr(error, 'msg', str(error)))}",
            f"第 {line} 行第 {column} 列",
            "请用文本编辑器改正这一处，或者用同目录的 .bak 备份",
        ) from error
    except (RecursionError, ValueError, ArithmeticError) as error:
        raise StorageError("嵌套太深，或者有写法不对的数", "", "这不像是一份报告，请核对文件") from error
    try:
        return decode(data)
    except StorageError as error:
        line = _line_of(text, error.where)
        raise StorageError(error.message, f"第 {line} 行 {error.where}" if line else error.where, error.hint) from error


def dumps(report: Report) -> str:
    """The canonical TOML of `report`."""
    return "".join(piece.text for piece in pieces(report) if piece.text is not None)


def pieces(report: Report) -> Iterator[Piece]:
    """Every piece of the canonical file, in its order; the places that stay empty too."""
    head = {
        "format": FORMAT,
        "edition": report.edition.id,
        "year": report.year,
        "agency": report.agency,
        "title": report.title or None,
        "level": report.level or None,
        "level_of": report.level_of or None,
        "published": report.published,
    }
    for key in HEAD:
        yield _leaf((key,), head[key])
    needed = narrative_ids(report.edition)
    texts = {key: report.texts.get(key) or ("" if key in needed else None) for key in text_ids(report.edition)}
    yield from _table("texts", texts)
    rows: dict[str, dict[str, Any]] = {}
    for path, cell in report.edition.cells.items():
        if not cell.computed:
            header, _, key = path.rpartition(".")
            rows.setdefault(header, {})[key] = report.figures.get(path)
    for header, cells in rows.items():
        yield from _table(header, cells)
    carried = (report.carried_from or None, unconfirmed(report) or None)
    yield from _table("carried", dict(zip(CARRIED_KEYS, carried, strict=True)))
    yield from _table("stated", differing_stated(report))
    for number, waiver in enumerate(report.waivers):
        at: Address = ("waivers", number)
        yield Piece((*at, ""), "\n[[waivers]]\n")
        for key in WAIVER_KEYS:
            yield from _entry((*at, key), getattr(waiver, key))
        for key, value in waiver.extra.items():
            yield _leaf((*at, key), value)


def _table(header: str, cells: dict[str, Any]) -> Iterator[Piece]:
    address = tuple(header.split("."))
    filled = any(value is not None for value in cells.values())
    yield Piece((*address, ""), f"\n[{header}]\n" if filled else None)
    for key, value in cells.items():
        yield from _entry((*address, key), value)


def _entry(address: Address, value: Any) -> Iterator[Piece]:
    """A key with its value; of an array (it is a tuple here) each entry is a piece, so that it can keep its comment."""
    if not isinstance(value, tuple) or not value:
        yield _leaf(address, list(value) if isinstance(value, tuple) else value)
        return
    yield Piece(address, f"{address[-1]} = [\n")
    for number, entry in enumerate(value):
        written = _leaf((*address[:-1], "_"), entry).text or ""
        yield Piece((*address, entry_key(address, number, entry)), f"  {written.removeprefix('_ = ').rstrip()},\n")
    yield Piece((*address, "]"), "]\n")


def entry_key(address: Address, number: int, entry: Any) -> str | int:
    """By what an entry of the array at `address` is found again: a path itself, since its neighbours may go."""
    return str(entry) if address[0] == "carried" else number


def _leaf(address: Address, value: Any) -> Piece:
    import tomli_w

    if value is None:
        return Piece(address, None)
    key = str(address[-1])
    if isinstance(value, Decimal):  # in plain digits, as it was typed: tomli_w would write 0.0000001 as 1E-7
        return Piece(address, tomli_w.dumps({key: 0}).removesuffix("0\n") + format_number(value) + "\n")
    several_lines = address[0] in ("texts", "waivers") and "\r\n" not in str(value)  # a figure has one line
    return Piece(address, tomli_w.dumps({key: value}, multiline_strings=several_lines, indent=2))


def _line_of(text: str, where: str) -> int:
    """The line of the deepest key of `where` that stands in `text`, from 1; 0 where none is found."""
    import re

    key = where.rpartition('"')[0].rpartition('"')[2] or where.rpartition(".")[2]
    inner = re.compile(rf'^\s*(?:\[[^\]\n]*[."]?)?"?{re.escape(key)}"?\s*[\].=]', re.MULTILINE)
    parent = where.rpartition(".")[0]
    start = max(text.find(f"[{parent}]"), 0) if parent else 0
    match = inner.search(text, start) or inner.search(text)
    return text.count("\n", 0, match.start(0) + len(match.group(0)) - len(match.group(0).lstrip())) + 1 if match else 0


_REASONS = (
    ("Cannot overwrite", "同一个键写了两次"),
    ("Cannot declare", "同一个表写了两次"),
    ("Cannot mutate", "同一个表写了两次"),
    ("Cannot redefine", "同一个表写了两次"),
    ("Unterminated string", "引号没有配对"),
    ("Unclosed array", "方括号没有配对"),
    ("Unclosed inline", "花括号没有配对"),
    ("Illegal character", "有不允许的字符"),
    ("Found invalid character", "有不允许的字符"),
    ("Unescaped '\\'", "反斜杠后的写法不对"),
    ("Expected '='", "键的后面缺少等号"),
    ("Expected newline", "一行里有多余的内容"),
    ("Expected \"']'\"", "方括号没有配对"),
    ("Expected ']'", "方括号没有配对"),
    ("Invalid value", "等号后面的值写法不对，文字要用引号括起来"),
    ("Invalid initial character", "键的写法不对"),
    ("Invalid statement", "这一行的写法不对"),
    ("Invalid date", "日期写法不对"),
    ("Invalid Unicode", "字符编码不对"),
)


def _reason(message: str) -> str:
    return next((chinese for start, chinese in _REASONS if message.startswith(start)), "这一处的写法不对")
