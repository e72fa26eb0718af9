"""From an edition's data file to its frozen form; strict, so that a slip in the data never reaches a clerk.

Refused with file and key: an unknown or missing key, a wrong type, a duplicate id, a formula, group or balance
that names something unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, TypeVar, get_args

import tomli

from reportwizard.editions.form import Balance, Cell, Column, Edition, Group, Kind, Layout, Row, Section, Table
from reportwizard.errors import EditionError

T = TypeVar("T")
_FOLDER = Path(__file__).parent

_STRINGS = frozenset({"id", "label", "kind", "role", "unit", "guidance", "term", "title", "heading", "layout", "short"})
_STRINGS |= {"path", "caption", "corner", "detail"}
_LISTS = frozenset({"parts", "members", "left", "right", "aliases", "wordings"})
_INTEGERS = frozenset({"first_year", "last_year"})
_BOOLEANS = frozenset({"subtotal"})
_CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "section": {"kind": ("narrative", "table"), "layout": get_args(Layout)},
    "column": {"kind": get_args(Kind)},
}


@cache
def edition_ids() -> tuple[str, ...]:
    """The ids of the editions in the package, oldest first."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


@cache
def load_edition(edition_id: str) -> Edition:
    """The edition of that id. Raises EditionError where there is none or its file is not sound."""
    if edition_id not in edition_ids():
        known = "、".join(edition_ids())
        raise EditionError(f"没有“{edition_id}”这一版报告格式", "edition", f"已有的版本：{known}")
    file = _FOLDER / f"{edition_id}.toml"
    return parse_edition(file.read_text(encoding="utf-8"), file.name)


def edition_for_year(year: int) -> Edition:
    """The edition in force for reports on `year`. Raises EditionError for years that no edition serves."""
    for edition_id in reversed(edition_ids()):
        edition = load_edition(edition_id)
        if edition.first_year <= year <= (edition.last_year or 2100):
            return edition
    first = load_edition(edition_ids()[0]).first_year
    raise EditionError(f"没有适用于 {year} 年的报告格式", "", f"年度应在 {first} 至 2100 之间")


def parse_edition(text: str, file: str) -> Edition:
    """The edition that a data file's `text` describes; `file` is named in errors. Raises EditionError."""
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise EditionError(f"数据文件不合 TOML 写法（{error}）", file) from error
    return _Loader(file).edition(data)


class _Loader:
    """Walks the data with the file's name at hand, so that every refusal says file and key."""

    def __init__(self, file: str) -> None:
        self.file = file

    def refuse(self, message: str, key: str) -> NoReturn:
        raise EditionError(message, f"{self.file} {key}")

    def edition(self, data: dict[str, Any]) -> Edition:
        self._keys(data, "", required=("id", "first_year", "title", "sections"), optional=("last_year",))
        sections = self._many(data, "", "sections", self._section)
        cells: dict[str, Cell] = {}
        for section in sections:
            for table in section.tables:
                for cell in self._cells(section, table):
                    if cell.path in cells:
                        self.refuse("单元格路径重复", cell.path)
                    cells[cell.path] = cell
        return Edition(data["id"], data["first_year"], data.get("last_year"), data["title"], sections, cells)

    def _section(self, data: dict[str, Any], at: str) -> Section:
        optional = ("parts", "layout", "tables", "aliases", "wordings")
        self._keys(data, at, ("id", "heading", "short", "kind", "guidance"), optional)
        self._choices(data, at, "section")
        if (data["kind"] == "table") != ("tables" in data):
            self.refuse("表格部分须有 tables，文字部分不得有", at)
        tables = (
            self._many(data, at, "tables", lambda table, key: self._table(table, key, data["id"]))
            if "tables" in data
            else ()
        )
        parts = tuple(data.get("parts", ()))
        return Section(
            id=data["id"],
            heading=data["heading"],
            short=data["short"],
            kind=data["kind"],
            guidance=data["guidance"],
            parts=parts,
            layout=data.get("layout", "matrix"),
            tables=tables,
            aliases=tuple(data.get("aliases", ())),
            wordings=tuple(data.get("wordings", ())),
        )

    def _table(self, data: dict[str, Any], at: str, section_id: str) -> Table:
        optional = ("caption", "corner", "heading", "row_groups", "column_groups", "balance")
        self._keys(data, at, ("id", "rows", "columns"), optional)
        rows = self._many(data, at, "rows", self._row)
        columns = self._many(data, at, "columns", self._column)
        row_ids, column_ids = [row.id for row in rows], [column.id for column in columns]
        balance = None
        if "balance" in data:
            self._keys(data["balance"], f"{at}.balance", ("left", "right"), ())
            balance = Balance(
                self._expand(data["balance"]["left"], row_ids, f"{at}.balance.left"),
                self._expand(data["balance"]["right"], row_ids, f"{at}.balance.right"),
            )
        return Table(
            path=section_id if data["id"] == section_id else f"{section_id}.{data['id']}",
            rows=tuple(self._with_parts(rows, row_ids, f"{at}.rows")),
            columns=tuple(self._with_parts(columns, column_ids, f"{at}.columns")),
            caption=data.get("caption", ""),
            corner=data.get("corner", ""),
            heading=data.get("heading", ""),
            row_groups=self._groups(data, at, "row_groups", row_ids),
            column_groups=self._groups(data, at, "column_groups", column_ids),
            balance=balance,
        )

    def _row(self, data: dict[str, Any], at: str) -> Row:
        self._keys(data, at, ("id", "label"), ("role", "term", "guidance", "detail", "parts", "aliases"))
        return Row(**{**data, **self._lists(data)})

    def _column(self, data: dict[str, Any], at: str) -> Column:
        self._keys(data, at, ("id", "label"), ("kind", "role", "unit", "guidance", "detail", "parts", "aliases"))
        self._choices(data, at, "column")
        return Column(**{**data, **self._lists(data)})

    @staticmethod
    def _lists(data: dict[str, Any]) -> dict[str, Any]:
        return {key: tuple(data[key]) for key in ("parts", "aliases") if key in data}

    def _groups(self, data: dict[str, Any], at: str, key: str, ids: list[str]) -> tuple[Group, ...]:
        def group(entry: dict[str, Any], where: str) -> Group:
            self._keys(entry, where, ("label", "members"), ("subtotal",))
            return Group(
                entry["label"], self._expand(entry["members"], ids, f"{where}.members"), entry.get("subtotal", False)
            )

        return self._many(data, at, key, group, name="label") if key in data else ()

    def _with_parts(self, items: tuple[Any, ...], ids: list[str], at: str) -> Iterable[Any]:
        computed = {item.id for item in items if item.parts}
        for item in items:
            if not item.parts:
                yield item
                continue
            parts = self._expand(item.parts, ids, f"{at}[{item.id}].parts")
            for part in parts:
                if part in computed:
                    self.refuse(f"合计不能包含自身或者另一个合计“{part}”", f"{at}[{item.id}].parts")
            values = {name: getattr(item, name) for name in item.__slots__}
            yield type(item)(**{**values, "parts": parts})

    def _expand(self, names: Iterable[str], ids: list[str], at: str) -> tuple[str, ...]:
        """Ids as they are, `denied.*` as every id below it."""
        found: list[str] = []
        for name in names:
            matches = [i for i in ids if i == name or (name.endswith(".*") and i.startswith(name[:-1]))]
            if not matches:
                self.refuse(f"提到了不存在的行或列“{name}”", at)
            for match in matches:
                if match in found:
                    self.refuse(f"“{match}”重复", at)
            found += matches
        return tuple(found)

    def _cells(self, section: Section, table: Table) -> Iterable[Cell]:
        for row in table.rows:
            for column in table.columns:
                if column.parts:
                    parts = tuple(table.cell_path(row, part) for part in column.parts)
                else:
                    parts = tuple(table.cell_path(part, column) for part in row.parts)
                yield Cell(table.cell_path(row, column), section, table, row, column, parts)

    def _many(
        self, data: Mapping[str, Any], at: str, key: str, make: Callable[[dict[str, Any], str], T], name: str = "id"
    ) -> tuple[T, ...]:
        where = f"{at}.{key}" if at else key
        entries = data[key]
        if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
            self.refuse("应是一组表", where)
        seen: set[str] = set()
        made: list[T] = []
        for index, entry in enumerate(entries):
            made.append(make(entry, f"{where}[{index}]"))
            if entry[name] in seen:
                self.refuse(f"{name} “{entry[name]}”重复", f"{where}[{index}]")
            seen.add(entry[name])
        return tuple(made)

    def _choices(self, data: dict[str, Any], at: str, kind_of: str) -> None:
        for key, choices in _CHOICES[kind_of].items():
            if key in data and data[key] not in choices:
                self.refuse(f"不认识的取值“{data[key]}”", f"{at}.{key}")

    def _keys(self, data: Any, at: str, required: tuple[str, ...], optional: tuple[str, ...]) -> None:
        if not isinstance(data, dict):
            self.refuse("应是一个表", at)
        for key in required:
            if key not in data:
                self.refuse(f"缺少键“{key}”", at or "顶层")
        for key, value in data.items():
            where = f"{at}.{key}" if at else key
            if key not in required and key not in optional:
                self.refuse("不认识的键", where)
            fits = (
                isinstance(value, str)
                if key in _STRINGS
                else isinstance(value, list) and all(isinstance(entry, str) for entry in value)
                if key in _LISTS
                else isinstance(value, bool)
                if key in _BOOLEANS
                else isinstance(value, int) and not isinstance(value, bool)
                if key in _INTEGERS
                else True
            )
            if not fits:
                self.refuse("值的类型不对", where)
