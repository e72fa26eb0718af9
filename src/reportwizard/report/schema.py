"""A JSON Schema of the report's TOML, for editors: made from the editions' data, with labels and guidance."""

from __future__ import annotations

from typing import Any

from reportwizard.editions.form import Cell, Edition
from reportwizard.editions.loading import edition_ids, load_edition
from reportwizard.report.decoding import CARRIED_KEYS, FORMAT, HEAD, WAIVER_KEYS
from reportwizard.report.model import CARRIED_HEAD, LEVELS, narrative_ids, text_ids

_HEAD: dict[str, dict[str, Any]] = {
    "format": {"type": "integer", "minimum": 1, "maximum": FORMAT, "description": "文件格式的版本"},
    "edition": {
        "enum": list(edition_ids()),
        "description": "报告格式的版本：2019（2019、2020 年度）或 2021（2021 年度起）",
    },
    "year": {"type": "integer", "minimum": 1949, "maximum": 2100, "description": "报告的年度"},
    "agency": {"type": "string", "description": "单位名称"},
    "title": {"type": "string", "description": "标题；不写时由单位名称和年度组成"},
    "level": {
        "enum": list(LEVELS),
        "description": "级别：" + "、".join(f"{key} {name}" for key, name in LEVELS.items()),
    },
    "level_of": {"enum": [key for key in LEVELS if key != "department"], "description": "部门所属的级别"},
    "published": {"type": "string", "format": "date", "description": "公布日期"},
}
_FIGURE = ["number", "string"]


def schema() -> dict[str, Any]:
    """The schema (draft 2020-12): the keys that every file has, then by `edition` the cells of that edition."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告",
        "type": "object",
        "required": ["format", "edition", "year", "agency"],
        "properties": {key: _HEAD[key] for key in HEAD} | {"waivers": _waivers()},
        "allOf": [
            {"if": {"properties": {"edition": {"const": entry}}}, "then": {"properties": _edition(load_edition(entry))}}
            for entry in edition_ids()
        ],
    }


def _edition(edition: Edition) -> dict[str, Any]:
    texts = {}
    for key in text_ids(edition):
        section = next((section for section in edition.sections if section.id == key), None)
        description = "标题之下、第一部分之前的文字" if section is None else section.heading
        if section is not None and key in narrative_ids(edition):
            description += f"\n{section.guidance.strip()}"
        texts[key] = {"type": "string", "description": description}
    properties: dict[str, Any] = {"texts": {"type": "object", "description": "各部分的文字", "properties": texts}}
    for cell in edition.cells.values():
        _put(properties, cell)
    totals = {
        path: {"type": _FIGURE, "description": cell.label} for path, cell in edition.cells.items() if cell.computed
    }
    properties["stated"] = {
        "type": "object",
        "description": "文件里写的、与计算不同的合计",
        "additionalProperties": False,
        "properties": totals,
    }
    properties["carried"] = _carried(edition)
    return properties


def _carried(edition: Edition) -> dict[str, Any]:
    source, marks = CARRIED_KEYS
    typed = [path for path, cell in edition.cells.items() if not cell.computed]
    return {
        "type": "object",
        "description": "从上年报告带来的数",
        "properties": {
            source: {"type": "string", "description": "上年报告的文件"},
            marks: {
                "type": "array",
                "items": {"enum": [*CARRIED_HEAD, *typed]},
                "description": "还没有确认的项和单元格",
            },
        },
    }


def _put(properties: dict[str, Any], cell: Cell) -> None:
    """Put one cell where its path says, with the tables around it."""
    *tables, key = cell.path.split(".")
    place = properties
    for depth, name in enumerate(tables):
        table = place.setdefault(name, {"type": "object", "additionalProperties": False, "properties": {}})
        if depth == 0:
            table["description"] = cell.section.heading
        elif depth == len(tables) - 1:
            table["description"] = "\n".join(filter(None, (cell.row.label, cell.row.guidance)))
        place = table["properties"]
    note = "由程序计算，不用填；写了就作为文件中的合计来核对" if cell.computed else cell.column.guidance
    place[key] = {"type": _FIGURE, "description": "\n".join(filter(None, (cell.label, note)))}


def _waivers() -> dict[str, Any]:
    strings = {"code": "规则的代码", "who": "谁说明的", "why": "理由"}
    keys: dict[str, Any] = {key: {"type": "string", "description": text} for key, text in strings.items()}
    keys["where"] = {"type": "array", "items": {"type": "string"}, "description": "单元格的路径"}
    keys["values"] = {"type": "array", "items": {"type": _FIGURE}, "description": "说明时各格的数"}
    keys["when"] = {"type": "string", "format": "date", "description": "哪一天"}
    required = [key for key in WAIVER_KEYS if key != "when"]
    return {"type": "array", "items": {"type": "object", "required": required, "properties": keys}}
