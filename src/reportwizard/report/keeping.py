"""What a person added to the file by hand: comments, and keys that the program does not know.

The file is written anew from its canonical pieces, and the comments and unknown keys of the text that was read are
woven in where they stood. The result is then read back: if one comment, key or figure were lost, the save is
refused. Only a file that holds such things comes here; tomlkit is loaded for it alone.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from reportwizard.errors import StorageError
from reportwizard.report.decoding import CARRIED_KEYS, own_keys
from reportwizard.report.model import Report, text_ids
from reportwizard.report.toml import ARRAYS, Address, dumps, entry_key, loads, pieces

_STRING_OR_COMMENT = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|(#[^\n]*)', re.DOTALL
)

_IN_ARRAY = re.compile(
    r'''(?P<value>"""(?:\\.|[^\\])*?"{3,5}|\'{3}.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|[^\s,\[\]#"\']+)'''
    r"|(?P<comment>#[^\n]*)|(?P<line>\n)",
    re.DOTALL,
)

_REMEDY = "请把它们移到单独的行上，或者导出为新的 .toml 文件后再改"


def render(report: Report, source: str, unknown: dict[str, Any]) -> str:
    """The text to save for `report`, which was read from `source` with the keys `unknown`.

    Raises StorageError where what a person added cannot be kept.
    """
    comments = _comments(source)
    woven = bool(comments or unknown)
    text = _weave(report, _Kept(report, source)) if woven else dumps(report)
    again, still_unknown = loads(text)
    if dumps(again) != dumps(report) or still_unknown != unknown or _comments(text) != comments:
        raise StorageError(
            "文件里有手工添加的内容，程序无法原样保留，因此没有保存",
            "",
            _REMEDY,
        )
    return text


def _comments(text: str) -> Counter[str]:
    return Counter(match.group(1).rstrip() for match in _STRING_OR_COMMENT.finditer(text) if match.group(1))


class _Kept:
    """What stood around the program's own keys in a source text, by their addresses."""

    def __init__(self, report: Report, source: str) -> None:
        import tomlkit
        import tomlkit.exceptions

        self.before: dict[Address, str] = {}
        """Raw lines above a piece, where a comment is among them."""
        self.after: dict[Address, str] = {}
        """The comment behind a piece, with the space before it."""
        self.foreign_keys: dict[Address, str] = {}
        """Raw lines of unknown keys, by the table they stand in."""
        self.foreign_tables = ""
        self.keys_of = {"texts": text_ids(report.edition), "carried": CARRIED_KEYS}
        """The tables in which a person may have keys too, and the keys there that are the program's own."""
        self.tables = own_keys(report.edition)
        try:
            document = tomlkit.parse(source)
        except (tomlkit.exceptions.TOMLKitError, RecursionError) as error:
            raise StorageError("文件里手工添加的内容太复杂，无法原样保留，因此没有保存", "", _REMEDY) from error
        pending = self._walk(document.body, (), "")
        self.end = pending if "#" in pending else ""

    def _walk(self, body: Any, at: Address, pending: str) -> str:
        """Note what stands around each key of a tomlkit body; returns the raw lines that wait for the next piece."""
        from tomlkit.items import AoT, Array, Comment, Null, Table, Whitespace

        for key, item in body:
            if isinstance(item, (Comment, Whitespace)):
                pending += item.as_string()
                continue
            if key is None or isinstance(item, Null):
                continue
            address: Address = (*at, *(part.key for part in key))
            if not self._is_own(address):
                self._keep_foreign(key, item, at, pending)
                pending = ""
            elif isinstance(item, AoT):
                for number, table in enumerate(item.body):
                    pending = self._walk_table(table, (*address, number), pending)
            elif isinstance(item, Table):
                pending = self._walk_table(item, address, pending)
            elif isinstance(item, Array) and len(item) and address[-1] in ARRAYS:
                pending = self._walk_array(item, address, pending)
            else:
                pending = self._note(address, item, pending)
        return pending

    def _walk_table(self, table: Any, address: Address, pending: str) -> str:
        if not table.is_super_table():
            pending = self._note((*address, ""), table, pending)
        return self._walk(table.value.body, address, pending)

    def _walk_array(self, array: Any, address: Address, pending: str) -> str:
        """Note the comments between the brackets: those on an entry's own line are its own, others the next one's."""
        if "#" in pending:
            self.before[address] = pending
        values = array.unwrap()
        place, number, waiting, same_line = address, 0, "", True
        for match in _IN_ARRAY.finditer(array.as_string()):
            if match.lastgroup == "comment" and same_line and place not in self.after:
                self.after[place] = f"  {match.group().rstrip()}"
            elif match.lastgroup == "comment":
                waiting += f"  {match.group().rstrip()}\n"
            elif match.lastgroup == "value":
                place, same_line = (*address, entry_key(address, number, values[number])), True
                number += 1
                if waiting:
                    self.before[place] = self.before.get(place, "") + waiting
                waiting = ""
            else:
                same_line = False
        end = (*address, "]")
        if waiting:
            self.before[end] = waiting
        if array.trivia.comment:
            self.after[end] = array.trivia.comment_ws + array.trivia.comment
        return ""

    def _note(self, address: Address, item: Any, pending: str) -> str:
        if "#" in pending:
            self.before[address] = pending
        if item.trivia.comment:
            self.after[address] = item.trivia.comment_ws + item.trivia.comment
        return ""

    def of_what_is_gone(self) -> str:
        """The comments that no piece has asked for: their stated total was settled, or their waiver withdrawn."""
        places = dict.fromkeys([*self.before, *self.after])
        texts = (f"{self.before.get(place, '').strip()}\n{self.after.get(place, '').strip()}" for place in places)
        return "".join(f"{line.strip()}\n" for text in texts for line in text.splitlines() if line.strip())

    def _is_own(self, address: Address) -> bool:
        if address[0] in self.keys_of and len(address) > 1:
            return address[1] in self.keys_of[str(address[0])]
        return address[0] in self.tables

    def _keep_foreign(self, key: Any, item: Any, at: Address, pending: str) -> None:
        import tomlkit
        from tomlkit.items import AoT, Table

        if isinstance(item, (Table, AoT)):
            if not at:  # one below a table of ours cannot be moved alone: the check after weaving refuses the save
                alone = tomlkit.document()
                alone.append(key, item)
                self.foreign_tables += pending + alone.as_string()
            return
        line = f"{key.as_string()}{key.sep}{item.as_string()}{item.trivia.comment_ws}{item.trivia.comment}\n"
        self.foreign_keys[at] = self.foreign_keys.get(at, "") + pending + line


def _weave(report: Report, kept: _Kept) -> str:
    out: list[str] = []
    waiting = ""  # comments of places that the report leaves empty: they go above the next piece
    table: Address = ()
    for piece in pieces(report):
        own = kept.before.pop(piece.address, "")
        after = kept.after.pop(piece.address, "")
        waiting += own
        if piece.text is None:
            waiting += f"{after.strip()}\n" if after else ""
            continue
        if piece.address[-1] == "":
            out.append(kept.foreign_keys.pop(table, ""))
            table = piece.address[:-1]
            if table[0] == "waivers":
                out.append(_apart(kept.foreign_tables))
                kept.foreign_tables = ""
        text = piece.text.rstrip("\n") + after + "\n" if after else piece.text
        if own:
            out.append(waiting + text.lstrip("\n"))
        else:
            blank = "\n" if text.startswith("\n") else ""
            out.append(blank + waiting.lstrip("\n") + text.removeprefix(blank))
        waiting = ""
    out.append(kept.foreign_keys.pop(table, ""))
    return "".join(out) + _apart(kept.foreign_tables) + waiting + kept.of_what_is_gone() + kept.end


def _apart(tables: str) -> str:
    """`tables` with one blank line above, as every table has."""
    return "\n" + tables.strip("\n") + "\n" if tables else ""
