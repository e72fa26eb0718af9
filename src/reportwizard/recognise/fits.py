"""What became of a row: the cells of the form that its squares are, and the squares that are none for certain."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reportwizard.recognise.head_texts import Slot
from reportwizard.recognise.labels import Vocabulary, is_figure
from reportwizard.recognise.lines import Record
from reportwizard.recognise.sheets import Square

LONGEST = 12
"""Characters of the longest text that is taken for a figure's stand-in (见附件); what is longer is a remark."""

_TOGETHER = re.compile(r"[-−－]?\s*[0０][\d,，\s]*\d(?:\.\d+)?")

TOGETHER = "几格的数连在一起，或者一个数分在几格"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Squares of one row that could not be placed: why, what they could be, the cells they could be."""

    squares: tuple[Square, ...]
    reason: str
    nearest: str = ""
    where: tuple[str, ...] = ()
    together: bool = False


@dataclass(slots=True, eq=False)
class Fit:
    """What became of a record."""

    record: Record
    slots: tuple[Slot, ...] = ()
    counted: bool = False
    beside: bool = False
    """Whether its label stands where the grid has a column, so that only the order tells the columns."""
    pairs: list[tuple[str, Square]] = field(default_factory=list)
    """Cell paths, and what stands there."""
    troubles: list[Trouble] = field(default_factory=list)

    def put(self, slot: Slot, square: Square, words: Vocabulary) -> None:
        """Place a square where its row and a column meet, unless what stands in it cannot be one figure."""
        path = path_of(self.record, slot)
        text = square.text
        if not path:
            reason = "表上没有这一列" if slot.row is None else "没有认出它的行"
            self.troubles.append(Trouble((square,), reason, slot.nearest))
        elif is_together(text):
            self.together([slot], square)
        elif not is_figure(text) and (len(text.strip()) > LONGEST or words.find(text)):
            self.troubles.append(Trouble((square,), "数的位置上是一段文字", self._name(slot), (path,)))
        else:
            self.pairs.append((path, square))

    def together(self, slots: list[Slot], *squares: Square) -> None:
        """Note squares that may be several figures, or one figure's parts; `slots` are the columns they could be."""
        where = tuple(path for slot in slots if (path := path_of(self.record, slot)))
        self.troubles.append(Trouble(squares, TOGETHER, self._name(slots[0]), where, together=True))

    def _name(self, slot: Slot) -> str:
        row = self.record.row or slot.row
        column = slot.column.label if slot.column else slot.nearest
        return f"{row.label} ／ {column}" if row and column else column

    def refuse(self, reason: str, *, together: bool = False) -> None:
        """Place nothing of the row."""
        record = self.record
        where = tuple(path for slot in self.slots if (path := path_of(record, slot)))
        self.pairs = []
        nearest = record.row.label if record.row else record.nearest
        self.troubles = [Trouble(tuple(record.squares), reason, nearest, where, together)]

    def refuse_all(self) -> None:
        """Place nothing, because the cells and the head do not fit together."""
        record, slots = self.record, self.slots
        filled = [square for square in record.tail if not square.blank]
        if record.stuck:
            self.refuse(TOGETHER, together=True)
        elif not filled:
            return
        elif not slots:
            self.refuse("没有认出它的表头")
        else:
            wide = any(is_together(square.text) or square.right - square.left > 1 for square in filled)
            wide = wide or (len(filled) == 1 and sum(map(str.isdigit, filled[0].text)) >= len(slots) > 1)
            if len(record.tail) == len(slots):
                self.refuse("格的位置与表头对不上，分不清各在哪一列", together=wide)
            else:
                reason = f"这一行 {len(record.tail)} 格，表头是 {len(slots)} 列，分不清各在哪一列"
                self.refuse(reason, together=wide or len(filled) > len(slots))


def path_of(record: Record, slot: Slot) -> str:
    """The cell of the form where a record and a column of its head meet; "" where either is not known."""
    row = record.row or slot.row
    return record.table.cell_path(row, slot.column) if record.table and row and slot.column else ""


def is_together(text: str) -> bool:
    """Whether figures are plainly run together in a text (000, 0 0 3): no one writes a number so."""
    return _TOGETHER.fullmatch(text.strip()) is not None
