"""The settings file of a place: found near the report, read whole or refused with the reason. See `Profile`.

Strict, unlike the settings of whoever sits at the machine: a requirement that was misspelt and silently left out would
let a report pass that the place sends back. Finding costs a few looks at the disk, and nothing more is loaded where
there is no such file.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from reportwizard.checks.profile import DEFAULT, Profile
from reportwizard.errors import StorageError
from reportwizard.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportwizard.checks.finding import Severity

NAME = "reportwizard-profile.toml"
"""How the file is called where nobody names another."""

PARENTS = 3
"""How many folders above the report's own are looked into."""

SETTINGS = "REPORTWIZARD_SETTINGS"
"""The environment variable that names the settings file of whoever sits at the machine; ours may lie beside it."""

SAMPLE = Path(__file__).with_name("profile.sample.toml")
"""A file in which everything is explained and nothing set."""

_LARGEST = 1024 * 1024
_MOST = 10**9

_LISTS = ("overview_parts", "accountability", "other_matters", "may_make_rules")
_THRESHOLDS = {
    "repeated_percent": 100,
    "large_change_percent": 10_000,
    "large_change_least": _MOST,
    "yuan_times_last_year": _MOST,
    "yuan_most_for_county": _MOST,
}
"""The numbers that may be set, each with the most it may be."""

_SEVERITIES: dict[str, tuple[Severity, str]] = {
    "error": ("error", "错误"),
    "warning": ("warning", "警告"),
    "advice": ("advice", "建议"),
}
_KINDS = {"department": "部门", "government": "政府", "town": "乡镇、街道"}
_TABLES = ("limits", "deadlines", "thresholds", "severity")
_KEYS = ("ignore", *_LISTS, *_TABLES)


def find(report: Path) -> Path | None:
    """The file for the report at that path: in its folder or one of the three above, else beside the settings."""
    folder = os.path.dirname(os.path.abspath(report))  # noqa: PTH100, PTH120 (a third of what Path takes)
    for _ in range(PARENTS + 1):
        candidate = os.path.join(folder, NAME)  # noqa: PTH118
        if os.path.isfile(candidate):  # noqa: PTH113
            return Path(candidate)
        folder, last = os.path.dirname(folder), folder  # noqa: PTH120
        if folder == last:
            break
    own = os.path.join(settings_folder(), NAME)  # noqa: PTH118
    return Path(own) if os.path.isfile(own) else None  # noqa: PTH113


def settings_folder() -> str:
    """The folder of the settings; worked out here because the library that knows it costs every start too much.

    A test holds it to the one that the screen uses.
    """
    environment = os.environ
    if environment.get(SETTINGS):
        return os.path.dirname(os.path.abspath(environment[SETTINGS]))  # noqa: PTH100, PTH120
    if sys.platform == "win32":
        base = environment.get("APPDATA") or "~/AppData/Roaming"
    elif environment.get("XDG_CONFIG_HOME", "").strip():
        base = environment["XDG_CONFIG_HOME"]
    else:
        base = "~/Library/Application Support" if sys.platform == "darwin" else "~/.config"
    return os.path.join(os.path.expanduser(base), "reportwizard")  # noqa: PTH111, PTH118


def sample() -> str:
    """The text of the sample."""
    return SAMPLE.read_text(encoding="utf-8")


def load(path: Path) -> Profile:
    """What the file asks. Raises StorageError: which file, which setting, what may stand there."""
    data = _parse(path)
    if "edition" in data and "year" in data:
        raise StorageError("这是一份报告，不是本地要求的设置文件", str(path), f"设置文件通常叫 {NAME}")
    reader = _Reader(str(path))
    levels = reader.table(data.pop("level", {}), "level")
    base = reader.profile(data, "", replace(DEFAULT, source=str(path)))
    return replace(base, levels=reader.levels(levels, base))


def _parse(path: Path) -> dict[str, Any]:
    import tomli

    from reportwizard.report.files import reason

    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise StorageError("没有这个本地要求的设置文件", str(path), "请核对路径") from error
    except (OSError, ValueError) as error:
        raise StorageError(f"无法读取（{reason(error)}）", str(path), "请核对路径和权限") from error
    if len(data) > _LARGEST:
        raise StorageError("文件太大，不像是本地要求的设置文件", str(path), "请核对路径")
    try:
        return tomli.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise StorageError("不是 UTF-8 编码", str(path), "请用文本编辑器另存为 UTF-8 编码") from error
    except tomli.TOMLDecodeError as error:
        where = f"{path} 第 {getattr(error, 'lineno', '?')} 行"
        raise StorageError("写法不对", where, '一行一项，写成 名称 = 值；文字用英文引号 "" 括起来') from error
    except (RecursionError, ValueError) as error:
        raise StorageError("写法不对", str(path), "请对照示例改正") from error


class _Reader:
    """Turns the plain data of one file into profiles; every refusal names the file and the key."""

    def __init__(self, name: str) -> None:
        self.name = name

    def refuse(self, where: str, message: str, hint: str) -> NoReturn:
        raise StorageError(message, f"{self.name} {where}", hint)

    def table(self, value: object, where: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.refuse(where, "应是一个表", f"请写成 [{where}]，下面每行一项")
        return value

    def known(self, given: Iterable[str], allowed: Iterable[str], where: str, kind: str = "这一项设置") -> None:
        """Raises StorageError for the first name that is not allowed."""
        allowed = tuple(allowed)
        for name in given:
            if name not in allowed:
                from difflib import get_close_matches

                near = get_close_matches(name, allowed, n=1, cutoff=0.5)
                hint = f"最接近的是 {near[0]}" if near else f"可以写 {'、'.join(allowed)}"
                self.refuse(f"{where}{name}", f"没有{kind}", hint)

    def levels(self, tables: Mapping[str, Any], base: Profile) -> dict[str, Profile]:
        """What is asked of the reports of each level."""
        from reportwizard.report.model import LEVELS

        self.known(tables, LEVELS, "level.", "这个级别")
        return {
            level: self.profile(self.table(table, f"level.{level}"), f"level.{level}.", base)
            for level, table in tables.items()
        }

    def profile(self, data: Mapping[str, Any], at: str, base: Profile) -> Profile:
        """`base` with what `data` says otherwise: a list takes the place of the other, a table adds to it."""
        if not at:
            self.known(data, (*_KEYS, "level"), at)
        self.known(data, _KEYS, at)
        tables = {key: self.table(data.get(key, {}), at + key) for key in _TABLES}
        changes: dict[str, Any] = {key: self.texts(data[key], at + key) for key in _LISTS if key in data}
        if "ignore" in data:
            changes["ignored"] = self.codes(self.texts(data["ignore"], f"{at}ignore"), f"{at}ignore")
        changes["limits"] = self.limits(tables["limits"], f"{at}limits.", base)
        changes["deadlines"] = self.deadlines(tables["deadlines"], f"{at}deadlines.", base)
        changes["severities"] = self.severities(tables["severity"], f"{at}severity.", base)
        self.known(tables["thresholds"], _THRESHOLDS, f"{at}thresholds.")
        for key, value in tables["thresholds"].items():
            changes[key] = self.number(value, f"{at}thresholds.{key}", _THRESHOLDS[key])
        return replace(base, **changes)

    def texts(self, value: object, where: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            self.refuse(where, "应是一组文字", '请写成 ["甲", "乙"]，没有的写 []')
        return tuple(each.strip() for each in value)

    def number(self, value: object, where: str, most: int, least: int = 1) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.refuse(where, "应是一个整数", f"请写 {least} 到 {most} 之间的整数，不加引号")
        return value

    def codes(self, names: Iterable[str], where: str) -> frozenset[str]:
        """The codes that names, whole or their beginnings, stand for."""
        from reportwizard.checks import RULES

        found: set[str] = set()
        for name in names:
            codes = {code for code in RULES if code.startswith(name.upper())}
            if not codes:
                self.known([name.upper()], RULES, f"{where}：", "这条规则")
            found |= codes
        return frozenset(found)

    def limits(self, table: Mapping[str, Any], at: str, base: Profile) -> dict[str, int]:
        from reportwizard.editions.loading import edition_ids, load_edition
        from reportwizard.report.model import text_ids

        self.known(table, dict.fromkeys(key for each in edition_ids() for key in text_ids(load_edition(each))), at)
        limits = dict(base.limits) | {key: self.number(value, at + key, _MOST, 0) for key, value in table.items()}
        return {key: most for key, most in limits.items() if most}

    def deadlines(self, table: Mapping[str, Any], at: str, base: Profile) -> dict[str, tuple[int, int]]:
        from reportwizard.report.model import LEVELS

        self.known(table, dict.fromkeys((*_KINDS, *LEVELS)), at, "这一类单位")
        return dict(base.deadlines) | {key: self.day(value, at + key) for key, value in table.items()}

    def day(self, value: object, where: str) -> tuple[int, int]:
        from datetime import date

        try:
            month, day = map(int, value.split("-") if isinstance(value, str) else ())
            found = date(2023, month, day)  # a year without a 29 February
        except ValueError:
            self.refuse(where, "应是月和日", '请写成 "03-31"，指次年 3 月 31 日')
        return found.month, found.day

    def severities(self, table: Mapping[str, Any], at: str, base: Profile) -> dict[str, Severity]:
        from reportwizard.checks import RULES

        self.known(table, RULES, at, "这条规则")
        found = dict(base.severities)
        for code, value in table.items():
            if not isinstance(value, str) or value not in _SEVERITIES:
                allowed = "、".join(f'"{key}"（{name}）' for key, (_, name) in _SEVERITIES.items())
                self.refuse(at + code, "没有这样的轻重", f"可以写 {allowed}；不要这条规则的，写进 ignore")
            found[code] = _SEVERITIES[value][0]
        return found
