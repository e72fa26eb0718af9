"""The settings of whoever sits at this machine: one file, read at the start. Pure: it knows no screen and no Textual.

A file that is missing means the defaults; one that is broken, or a value that is not allowed, means the default for
that setting and a sentence in `problems`: nothing in it ever keeps a report from being opened. What a person wrote
into the file (comments, order, keys of a newer version) stays when the program changes a value.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportwizard.characters import one_line
from reportwizard.errors import StorageError
from reportwizard.report.files import reason, replace

ENVIRONMENT = "REPORTWIZARD_SETTINGS"
"""The environment variable that names another file."""

MOST_TOLD = 5
"""How many mistakes of the file are told one by one."""

_LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Choice:
    """A setting with a value out of a few: what each means, the first one is the default, and what the file says."""

    values: Mapping[str, str]
    comment: str

    @property
    def default(self) -> str:
        """What holds where nothing is set."""
        return next(iter(self.values))


CHOICES = {
    "theme": Choice(
        {
            "auto": "自动",
            "dark": "深色",
            "light": "浅色",
            "high-contrast": "高对比，黑底",
            "high-contrast-light": "高对比，白底",
        },
        "配色。自动：终端说明自己是浅色时用浅色，否则用深色。环境变量 NO_COLOR 有值时不用颜色。",
    ),
    "ambiguous_width": Choice(
        {"auto": "自动", "narrow": "占一格", "wide": "占两格"},
        "“ ” — … 这类字符在终端里占几格。自动：打开时问终端。表格错位时改这里。",
    ),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says, the defaults where it says nothing that can be understood."""

    theme: str = "auto"
    """The colours: a key of `CHOICES["theme"].values`."""

    ambiguous_width: str = "auto"
    """How wide the terminal draws the characters that Unicode calls ambiguous: auto asks the terminal once."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For an action's id the keys that it shall have, as they were written; `keymap` judges them."""

    path: Path = Path()
    """The file, whether it exists or not."""

    problems: tuple[str, ...] = ()
    """What could not be used: which file, which setting, what is allowed. In Chinese."""


def settings_path() -> Path:
    """Where the file stands: under the platform's own folder for settings, unless the environment names another."""
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("reportwizard", appauthor=False, roaming=True) / "settings.toml"


def read(path: Path) -> Settings:
    """The settings in the file; never raises."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST)
    except FileNotFoundError:
        return Settings(path=path)
    except (OSError, ValueError) as error:
        return Settings(path=path, problems=(f"设置文件 {path} 无法读取（{reason(error)}），这次用默认设置。",))
    try:
        return _judge(_parse(data), path)
    except StorageError as error:
        told = f"设置文件 {path} {error.where}：{error.message}，这次用默认设置。"
        return Settings(path=path, problems=(told,))


def _parse(data: bytes) -> dict[str, Any]:
    """The file's keys. Raises StorageError with the line in `where`."""
    import tomli

    try:
        return tomli.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise StorageError("不是 UTF-8 编码") from error
    except tomli.TOMLDecodeError as error:
        raise StorageError("写法不对", f"第 {getattr(error, 'lineno', '?')} 行") from error
    except (RecursionError, ValueError) as error:
        raise StorageError("写法不对") from error


def _judge(found: dict[str, Any], path: Path) -> Settings:
    problems: list[str] = []
    chosen: dict[str, str] = {}
    for name, value in found.items():
        if name in CHOICES:
            if isinstance(value, str) and value in CHOICES[name].values:
                chosen[name] = value
            else:
                allowed = "、".join(CHOICES[name].values)
                shown = f"“{one_line(value)[:40]}”" if isinstance(value, str) else "这样的值"
                problems.append(f"{name} 不能是{shown}，可以写 {allowed}；先按 {CHOICES[name].default}")
        elif name != "keys":
            problems.append(f"没有 {name} 这一项设置，可以设置 {'、'.join([*CHOICES, 'keys'])}")
    keys: dict[str, tuple[str, ...]] = {}
    table = found.get("keys", {})
    if not isinstance(table, dict):
        problems.append('keys 要写成 [keys] 下面一行一个：动作 = "键"')
        table = {}
    for name, value in table.items():
        several = value if isinstance(value, list) else [value]
        if several and all(isinstance(key, str) for key in several):
            keys[name] = tuple(several)
        else:
            problems.append(f'keys.{name} 要写成 "键" 或 ["键", "键"]；先用默认的键')
    told = problems[:MOST_TOLD] + ([f"还有 {len(problems) - MOST_TOLD} 处"] if len(problems) > MOST_TOLD else [])
    return Settings(**chosen, keys=keys, path=path, problems=tuple(f"设置文件 {path}：{each}。" for each in told))


def text(path: Path) -> str:
    """The file as it stands, for showing. Raises StorageError."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return file.read(_LARGEST)
    except OSError as error:
        raise StorageError(f"无法读取（{reason(error)}）", str(path), "请核对权限") from error


def template(keys: str = "") -> str:
    """A file with every setting at its default, explained; `keys` are the lines below `[keys]`."""
    lines = ["# reportwizard 的设置。改好后保存，下次打开报告时起作用；删掉这个文件就回到默认设置。", ""]
    for name, choice in CHOICES.items():
        values = "、".join(f"{value}（{meaning}）" for value, meaning in choice.values.items())
        lines += [f"# {choice.comment}", f"# 可以写：{values}。", f'{name} = "{choice.default}"', ""]
    lines += ['# 按键：动作 = "键"，或者 ["键", "另一个键"]。要改哪一行，就去掉行首的 # 再改。', "[keys]"]
    return "\n".join(lines) + "\n" + keys


def ensure(path: Path, keys: str) -> bool:
    """Write the explained defaults where there is no file yet; returns whether there was none. Raises StorageError."""
    if path.exists():
        return False
    _write(path, template(keys))
    return True


def keep(path: Path, name: str, value: str, keys: str) -> None:
    """Set one choice in the file and leave all else as it is. Raises StorageError; the file is then as it was."""
    import tomlkit

    assert value in CHOICES[name].values
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        data = template(keys).encode("utf-8")
    except OSError as error:
        raise StorageError(f"无法读取（{reason(error)}）", str(path), "配色只在这次有效") from error
    try:
        _parse(data)
    except StorageError as error:
        raise StorageError(f"{error.message}，没有改它", f"{path} {error.where}".rstrip(), "请先改正它") from error
    document = tomlkit.parse(data.decode("utf-8-sig"))
    document[name] = value
    _write(path, tomlkit.dumps(document))


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"无法建立文件夹（{reason(error)}）", str(path.parent), "请核对权限") from error
    replace(path, text.encode("utf-8"))
