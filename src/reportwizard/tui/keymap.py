"""Which key does what: the defaults, changed by the settings. Pure; knows no screen.

Invariant: a key does one thing. Where two want it, the one that the person named in the settings has it, of two named
ones the first; whoever goes without is told of in `problems`, and stays in the palette.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from reportwizard.tui.actions import ACTIONS, TABLE_ACTIONS, TEXT_ACTIONS, Action, key_label

_ALIASES = {
    "esc": "escape", "del": "delete", "ins": "insert", "return": "enter", "pgup": "pageup", "pgdn": "pagedown",
    "page_up": "pageup", "page_down": "pagedown", "control": "ctrl", "option": "alt",
}  # fmt: skip
_MODIFIERS = ("alt", "ctrl", "shift")  # in the order in which Textual names them

_NAMED = {
    "enter", "tab", "backspace", "delete", "escape", "insert", "up", "down", "left", "right", "home", "end", "pageup",
    "pagedown", "space",
}  # fmt: skip
_TWINS = {"ctrl+i": "Tab", "ctrl+m": "回车", "ctrl+j": "回车", "ctrl+h": "退格"}
"""Keys that a terminal sends as the same byte."""


_MOST = 200
"""How many entries of the settings are looked at: more than there are actions."""


class UnusableKeyError(ValueError):
    """A key that cannot be given; says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The actions with the keys in force, and the keys of the tables: for each key the call that it means."""

    actions: tuple[Action, ...]
    table: Mapping[str, str]
    table_keys: Mapping[str, tuple[str, ...]]
    """For the id of a table's action its keys."""
    text: Mapping[str, str]
    """For each key of a text what it means there; one that was given to an action is not among them."""
    problems: tuple[str, ...] = ()

    def keys(self, action: str) -> str:
        """The keys of an action, as Textual writes them, with commas."""
        return next(each.key for each in self.actions if each.id == action)

    def key(self, action: str) -> str:
        """The key of an action, as a sentence names it: F4, Ctrl+S; of one without a key the way that is left."""
        found = next(each for each in self.actions if each.id == action)
        return key_label(found.key) if found.key else "命令列表里的“" + found.label + "”"


def understand(written: str, *, in_table: bool = False) -> str:
    """A key as Textual names it, from how people write it: `Ctrl-S`, `^S`, `F5`. Raises UnusableKeyError."""
    text = re.sub(r"^\^(?=.)", "ctrl+", written.strip().lower())
    *modifiers, key = re.split(r"[+-]", text)
    modifiers = sorted({_ALIASES.get(each.strip(), each.strip()) for each in modifiers})
    key = _ALIASES.get(key.strip(), key.strip())
    is_function = re.fullmatch(r"f([1-9]|1\d|2[0-4])", key) is not None
    is_character = re.fullmatch(r"[a-z0-9]", key) is not None
    if not (is_function or is_character or key in _NAMED) or any(each not in _MODIFIERS for each in modifiers):
        raise UnusableKeyError("没有这个键；可以写 f5、ctrl+e、shift+f8 这样的键")
    name = "+".join([*modifiers, key])
    if name in _TWINS:
        raise UnusableKeyError(f"终端分不清它与{_TWINS[name]}")
    if is_character and ("ctrl" not in modifiers and "alt" not in modifiers):
        raise UnusableKeyError("字母和数字要用来填写，请加上 Ctrl")
    if key.isdigit():
        raise UnusableKeyError("很多终端收不到 Ctrl 或 Alt 加数字")
    if not in_table and key in _NAMED and key != "insert" and not {"ctrl", "alt"} & set(modifiers):
        raise UnusableKeyError("这个键要用来填写和移动")
    return name


def make(wanted: Mapping[str, tuple[str, ...]]) -> Keymap:
    """The keys in force, where the settings want these keys for these actions."""
    problems: list[str] = []
    wanted = dict(islice(wanted.items(), _MOST))
    labels = {action.id: action.label for action in ACTIONS} | {each.id: each.help for each in TABLE_ACTIONS}
    in_table = {each.id for each in TABLE_ACTIONS}
    asked: dict[str, list[str]] = {}
    for name, keys in wanted.items():
        if name not in labels:
            problems.append(f"keys.{name}：没有这个动作，可以写 {'、'.join(labels)}")
            continue
        usable = list(_usable(name, keys, name in in_table, problems))
        if usable:
            asked[name] = usable
    owners: dict[str, str] = {}
    for name in sorted(asked, key=list(labels).index):
        for key in asked[name]:
            owner = owners.setdefault(key, name)
            if owner != name:
                problems.append(
                    f"keys.{name}：{key_label(key)} 已经给了“{labels[owner]}”（{owner}），没有再给“{labels[name]}”"
                )
    defaults = {each.id: _split(each.key) for each in (*ACTIONS, *TABLE_ACTIONS)}
    for name, keys in defaults.items():
        if name not in asked:
            for key in keys:
                owner = owners.setdefault(key, name)
                if owner != name:
                    told = f"{key_label(key)} 原来是“{labels[name]}”（{name}）的键，改给“{labels[owner]}”了"
                    problems.append(f"keys.{owner}：{told}{'' if name in in_table else '，它还在命令列表里'}")
    mine: dict[str, list[str]] = {name: [] for name in labels}
    for key, name in owners.items():
        mine[name].append(key)
    actions = tuple(replace(each, key=",".join(mine[each.id])) for each in ACTIONS)
    table = {key: each.call for each in TABLE_ACTIONS for key in mine[each.id]}
    table_keys = {each.id: tuple(mine[each.id]) for each in TABLE_ACTIONS}
    return Keymap(actions, table, table_keys, _left_to_texts(owners, labels, problems), tuple(problems))


def _left_to_texts(owners: Mapping[str, str], labels: Mapping[str, str], problems: list[str]) -> dict[str, str]:
    """The keys of a text that no action has; a table and a text may have the same."""
    text: dict[str, str] = {}
    for call, key, meaning in TEXT_ACTIONS:
        owner = owners.get(key, call)
        if owner == call or any(owner == each.id for each in TABLE_ACTIONS):
            text[key] = call
        else:
            problems.append(f"keys.{owner}：{key_label(key)} 在文字里原来是“{meaning}”，改给“{labels[owner]}”了")
    return text


def _usable(name: str, keys: Iterable[str], in_table: bool, problems: list[str]) -> Iterable[str]:
    for written in keys:
        try:
            yield understand(written, in_table=in_table)
        except UnusableKeyError as error:
            problems.append(f"keys.{name}：不能用“{written}”，{error}")


def _split(keys: str) -> tuple[str, ...]:
    return tuple(key for key in keys.split(",") if key)


def settings_lines() -> str:
    """Every action with its default key, as commented lines of the settings file."""
    lines = [
        f'# {each.id} = "{each.key}"' if "," not in each.key else f"# {each.id} = {list(_split(each.key))!r}"
        for each in (*ACTIONS, *TABLE_ACTIONS)
    ]
    meanings = [each.help for each in (*ACTIONS, *TABLE_ACTIONS)]
    width = max(map(len, lines)) + 2
    return "".join(f"{line:<{width}}# {meaning}\n" for line, meaning in zip(lines, meanings, strict=True))


_in_force = make({})


def use(keymap: Keymap) -> None:
    """From now on these keys hold. One process has one screen, and its widgets ask here how a key is called."""
    global _in_force  # noqa: PLW0603 - the one place
    _in_force = keymap


def in_force() -> Keymap:
    """The keys that hold."""
    return _in_force


def key(action: str) -> str:
    """How a sentence names the key of an action now."""
    return _in_force.key(action)


def table_key(action: str) -> str:
    """How a sentence names the key of a table's action now; what it does, where no key does it."""
    keys = _in_force.table_keys[action]
    return key_label(keys[0]) if keys else "“" + next(each.help for each in TABLE_ACTIONS if each.id == action) + "”"
