"""From the plain data of a report's file (TOML or JSON) to a Report; strict, and naming the place of every refusal.

Totals typed where a total stands are read as stated. Keys that the program does not know are refused among the
figures (a slip of the hand would lose a figure) and handed back everywhere else, to be kept.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn

from reportwizard.editions.form import Cell, Edition
from reportwizard.editions.loading import load_edition
from reportwizard.errors import EditionError, StorageError
from reportwizard.report.model import CARRIED_HEAD, LEVELS, Report, Waiver, text_ids, unconfirmed
from reportwizard.report.numbers import Figure
from reportwizard.report.totals import differing_stated

FORMAT = 1
"""The number of the file's layout that this program writes."""

HEAD = ("format", "edition", "year", "agency", "title", "level", "level_of", "published")
"""The keys before the texts, in the order of the file."""

CARRIED_KEYS = ("from", "unconfirmed")
"""The keys of what was carried over from last year, in the order of the file."""

_LONGEST = 15


def decode(data: dict[str, Any]) -> tuple[Report, dict[str, Any]]:
    """The report that `data` describes, and what is not the program's own: {key: value}, a table's under its name.

    Raises StorageError; its `where` is the dotted key.
    """
    _check_format(data)
    edition = _edition(data)
    report = Report(edition, _one(data, "year", int, "年度，如 2025"))
    if not 1949 <= report.year <= 2100:
        _refuse("year", f"年度 {report.year} 不合理", "请写四位数的年度，如 2025")
    for key in ("agency", "title", "level", "level_of"):
        if key in data:
            setattr(report, key, _one(data, key, str, "一段文字"))
    for key, levels in (("level", LEVELS), ("level_of", {k: v for k, v in LEVELS.items() if k != "department"})):
        value = getattr(report, key)
        if value and value not in levels:
            _refuse(key, f"不认识的级别“{value}”", "可写 " + "、".join(f"{k}（{v}）" for k, v in levels.items()))
    if "published" in data:
        report.published = _date(data["published"], "published")
    unknown = {"texts": _texts(report, data.get("texts", {}))}
    _figures(report, data)
    unknown["carried"] = _carried(report, data.get("carried", {}))
    _stated(report, data.get("stated", {}))
    report.waivers = _waivers(data.get("waivers", []))
    report.stated = differing_stated(report)
    known = own_keys(edition)
    rest = {key: value for key, value in data.items() if key not in known}
    return report, rest | {table: keys for table, keys in unknown.items() if keys}


def own_keys(edition: Edition) -> set[str]:
    """The keys at the top of a file that are the program's own."""
    return {*HEAD, "texts", "carried", "stated", "waivers", *(table.path.partition(".")[0] for table in edition.tables)}


def _refuse(where: str, message: str, hint: str) -> NoReturn:
    raise StorageError(message, where, hint)


def _edition(data: dict[str, Any]) -> Edition:
    try:
        return load_edition(_one(data, "edition", str, '报告格式的版本，如 "2021"'))
    except EditionError as error:  # here it is the report that is wrong, not the program's data
        raise StorageError(error.message, "edition", error.hint) from error


def _check_format(data: dict[str, Any]) -> None:
    number = _one(data, "format", int, f"format = {FORMAT}")
    if number > FORMAT:
        _refuse(
            "format",
            f"这个文件由更新的版本写成（format = {number}，本程序只认识 {FORMAT}）",
            "请升级 reportwizard 后再打开",
        )
    if number < 1:
        _refuse("format", f"不认识的 format = {number}", f"请写 format = {FORMAT}")


def _one(data: dict[str, Any], key: str, kind: type, wanted: str) -> Any:
    if key not in data:
        _refuse(key, "缺少这一项", f"请补上{wanted}")
    value = data[key]
    if kind is int and isinstance(value, int) and abs(value) >= 10**_LONGEST:  # Python refuses to write it out
        _refuse(key, "这个数太长", f"请写成{wanted}")
    if not isinstance(value, kind) or isinstance(value, bool):
        _refuse(key, f"类型不对（现在是{_kind_name(value)}）", f"请写成{wanted}")
    return value


def _date(value: object, where: str) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    _refuse(where, "不是日期", "请写成 2026-01-31 这样的日期")


def _texts(report: Report, texts: object) -> dict[str, Any]:
    if not isinstance(texts, dict):
        _refuse("texts", "应是一个表", "请写成 [texts]，下面每行一段文字")
    unknown: dict[str, Any] = {}
    known = text_ids(report.edition)
    for key, value in texts.items():
        if key not in known:
            unknown[key] = value
        elif not isinstance(value, str):
            _refuse(f"texts.{key}", f"应是文字（现在是{_kind_name(value)}）", "请用引号括起来")
        elif value:
            report.texts[key] = value.replace("\r\n", "\n")
    report.texts = {key: report.texts[key] for key in known if key in report.texts}
    return unknown


def _figures(report: Report, data: dict[str, Any]) -> None:
    found: dict[str, Figure] = {}
    for top in dict.fromkeys(table.path.partition(".")[0] for table in report.edition.tables):
        if top in data:
            _walk(report.edition, data[top], top, found)
    for path, cell in report.edition.cells.items():
        if path in found:
            (report.stated if cell.computed else report.figures)[path] = found[path]


def _walk(edition: Edition, value: object, path: str, found: dict[str, Figure]) -> None:
    if isinstance(value, dict):
        if path in edition.cells:
            _refuse(path, "应是一个数，现在是一个表", "请写成 键 = 数")
        for key, inner in value.items():
            _walk(edition, inner, f"{path}.{key}", found)
    elif path in edition.cells:
        found[path] = figure(value, path)
    else:
        _refuse(path, f"这版格式（{edition.id}）没有这个单元格", _nearest(edition, path))


def figure(value: object, where: str) -> Figure:
    """`value` as a figure. Raises StorageError where it is neither a number nor a text."""
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**_LONGEST):
        return value
    if isinstance(value, Decimal) and value.is_finite():
        _, digits, exponent = value.as_tuple()
        if isinstance(exponent, int) and -_LONGEST <= exponent < 0 and len(digits) <= _LONGEST:
            return value
    wanted = "请写普通写法的数（最多 15 位），或者用引号括起来的文字"
    _refuse(
        where, "这个数太长，或者写法不对" if _is_number(value) else f"应是一个数（现在是{_kind_name(value)}）", wanted
    )


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def _kind_name(value: object) -> str:
    names = {bool: "真假值", int: "整数", Decimal: "小数", float: "小数", str: "文字", list: "数组", dict: "表"}
    return names.get(type(value), "日期或时间")


def _nearest(edition: Edition, path: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(path, edition.cells, n=1, cutoff=0.5)
    return f"最接近的是 {near[0]}" if near else "请对照 reportwizard schema 列出的名称"


def _carried(report: Report, carried: object) -> dict[str, Any]:
    if not isinstance(carried, dict):
        _refuse("carried", "应是一个表", "请写成 [carried]，下面写 from 和 unconfirmed")
    source, paths = (carried.get(key, kind()) for key, kind in zip(CARRIED_KEYS, (str, list), strict=True))
    if not isinstance(source, str):
        _refuse("carried.from", f"应是文字（现在是{_kind_name(source)}）", "请写上年报告的文件名，用引号括起来")
    if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
        _refuse("carried.unconfirmed", "应是一组路径", "请写成 [ ]，里面每行一个带引号的路径")
    for path in paths:
        if path not in CARRIED_HEAD and _cell(report, path, f'carried.unconfirmed "{path}"').computed:
            _refuse(f'carried.unconfirmed "{path}"', "这是合计，由程序计算，不会从上年带来", "请删去这一行")
    report.carried_from = source
    report.carried = set(paths)
    report.carried = set(unconfirmed(report))
    return {key: value for key, value in carried.items() if key not in CARRIED_KEYS}


def _cell(report: Report, path: str, where: str) -> Cell:
    if path not in report.edition.cells:
        _refuse(where, f"这版格式（{report.edition.id}）没有这个单元格", _nearest(report.edition, path))
    return report.edition.cells[path]


def _stated(report: Report, stated: object) -> None:
    if not isinstance(stated, dict):
        _refuse("stated", "应是一个表", "请写成 [stated]，下面每行一个带引号的路径")
    for path, value in stated.items():
        where = f'stated."{path}"'
        if not _cell(report, path, where).computed:
            _refuse(where, "这不是合计，不能写在 [stated] 里", f"请把这个数写到 [{path.rpartition('.')[0]}]")
        report.stated[path] = figure(value, where)


def _waivers(entries: object) -> list[Waiver]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        _refuse("waivers", "应是一组表", "请写成 [[waivers]]")
    made: list[Waiver] = []
    for number, entry in enumerate(entries, 1):
        at = f"waivers[{number}]"
        for key, kind in (("code", str), ("who", str), ("why", str), ("where", list), ("values", list)):
            if not isinstance(entry.get(key), kind):
                _refuse(f"{at}.{key}", "缺少或类型不对", "一条说明要写 code、where、who、when、why、values")
        if not all(isinstance(path, str) for path in entry["where"]) or len(entry["where"]) != len(entry["values"]):
            _refuse(f"{at}.where", "where 与 values 应一一对应", "where 写路径，values 按同样次序写当时的数")
        made.append(
            Waiver(
                code=entry["code"],
                where=tuple(entry["where"]),
                who=entry["who"],
                when=_date(entry["when"], f"{at}.when") if entry.get("when") is not None else None,
                why=entry["why"],
                values=tuple(figure(value, f"{at}.values") for value in entry["values"]),
                extra={key: value for key, value in entry.items() if key not in WAIVER_KEYS},
            )
        )
    return made


WAIVER_KEYS = ("code", "where", "who", "when", "why", "values")
"""The keys of a waiver, in the order of the file."""
