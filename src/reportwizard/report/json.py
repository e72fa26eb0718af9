"""A report as JSON, every cell by its path, totals computed, blanks null, amounts exact."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from reportwizard.errors import StorageError
from reportwizard.report.decoding import FORMAT, WAIVER_KEYS, decode
from reportwizard.report.model import Report, narrative_ids
from reportwizard.report.numbers import Figure, format_number
from reportwizard.report.totals import compute, differing_stated


def dumps(report: Report) -> str:
    """The JSON of `report`, one figure on a line."""
    totals = compute(report)
    figures: dict[str, Figure | None] = {
        path: totals[path].value if path in totals else report.figures.get(path) for path in report.edition.cells
    }
    fields: dict[str, Any] = {
        "format": FORMAT,
        "edition": report.edition.id,
        "year": report.year,
        "agency": report.agency,
        "title": report.full_title,
        "level": report.level or None,
        "level_of": report.level_of or None,
        "published": report.published,
        "texts": dict.fromkeys(narrative_ids(report.edition), "") | report.texts,
        "figures": figures,
        "stated": differing_stated(report),
        "waivers": [{key: getattr(waiver, key) for key in WAIVER_KEYS} | waiver.extra for waiver in report.waivers]
        or None,
    }
    return write({key: value for key, value in fields.items() if value is not None}) + "\n"


def write(value: Any, indent: str = "") -> str:
    """`value` as JSON; a Decimal as the digits it was written in, which the json module cannot do.

    `indent` is the white space before the line that the value stands on.
    """
    if isinstance(value, Decimal):
        return format_number(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    inner = indent + "  "
    if isinstance(value, dict) and value:
        lines = ",\n".join(f"{inner}{write(str(key))}: {write(entry, inner)}" for key, entry in value.items())
        return f"{{\n{lines}\n{indent}}}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(write(entry, inner) for entry in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def loads(text: str) -> tuple[Report, dict[str, Any]]:
    """The report that a JSON text holds, and the keys that are not the program's. Raises StorageError."""
    try:
        data = json.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except json.JSONDecodeError as error:
        place = f"第 {error.lineno} 行第 {error.colno} 列"
        raise StorageError("不合 JSON 的写法", place, "请重新导出，或者改正这一处") from error
    except (RecursionError, ValueError, ArithmeticError) as error:
        raise StorageError("嵌套太深，或者有写法不对的数", "", "这不像是一份报告，请核对文件") from error
    if not isinstance(data, dict):
        raise StorageError("不是一份报告", "", "最外层应是一个对象")
    if "\\ud" in text.lower() and not _can_be_written(data):
        raise StorageError("有不成对的编码字符（\\ud800 一类），无法保存", "", "请用导出这个文件的程序重新导出")
    report, unknown = decode(_nested(data))
    for path in data.get("figures", {}):
        if path not in report.edition.cells:
            raise StorageError("没有这个单元格", f'figures."{path}"', "请对照 reportwizard schema 列出的名称")
    if report.title == report.edition.title.format(agency=report.agency, year=report.year):
        report.title = ""  # the statutory title was spelt out for readers; it is no title of the report's own
    return report, unknown


def _can_be_written(data: dict[str, Any]) -> bool:
    try:
        write(data).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _nested(data: dict[str, Any]) -> dict[str, Any]:
    """The flat figures of the JSON form as the nested tables that `decode` reads; null is a blank."""
    nested = {key: value for key, value in data.items() if key != "figures" and value is not None}
    figures = data.get("figures", {})
    if not isinstance(figures, dict):
        raise StorageError("应是一个对象", "figures", "请写成 路径: 数")
    for path, value in figures.items():
        if value is None:
            continue
        *parents, key = path.split(".")
        if not parents or parents[0] in ("texts", "stated", "waivers"):
            raise StorageError("没有这个单元格", f'figures."{path}"', "请对照 reportwizard schema 列出的名称")
        place = nested
        for parent in parents:
            place = place.setdefault(parent, {})
            if not isinstance(place, dict):
                raise StorageError("没有这个单元格", f'figures."{path}"', "请对照 reportwizard schema 列出的名称")
        place[key] = value
    return nested
