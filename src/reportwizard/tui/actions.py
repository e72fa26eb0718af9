"""Everything that can be done on the screen: one list for the keys, the footer, the palette and the help."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Action:
    """One action, by its `id`. `key` may be several, with commas, or none; `shown`: in the key bar."""

    id: str
    key: str
    label: str
    help: str
    shown: bool = False
    priority: bool = True

    @property
    def key_name(self) -> str:
        """The key as the key bar writes it: F3, ^S, ⇧F8; of several the first."""
        first = self.key.partition(",")[0]
        return first.replace("ctrl+", "^").replace("shift+", "⇧").replace("alt+", "M-").upper()

    def binding(self) -> Binding:
        """The key of the action."""
        return Binding(
            self.key, self.id, self.label, show=self.shown, priority=self.priority, id=self.id, tooltip=self.help
        )


ACTIONS = (
    Action("help", "f1", "帮助", "说明光标所在的单元格、行或部分怎么填", shown=True),
    Action("previous_section", "f3", "上一页", "回到上一部分", shown=True),
    Action("next_section", "f4", "下一页", "到下一部分；第六部分之后是检查与导出", shown=True),
    Action("preview", "f5", "预览", "看导出后的报告，再按一次关闭", shown=True),
    Action("switch_panel", "f6", "列表", "在正在填写的部分与问题列表之间来回；在列表上按回车到出错处", shown=True),
    Action("next_finding", "f8", "下一处", "到下一个问题所在的地方", shown=True),
    Action("previous_finding", "shift+f8", "上一处", "到上一个问题所在的地方"),
    Action("waive", "f7", "保留", "写明理由，保留光标处或列表上选中的问题；已有说明的，修改或者撤回"),
    Action("accept", "ctrl+t", "采用建议", "光标处或列表上选中的问题有建议的数时，采用它；在列表上按 A 也可以"),
    Action("export", "f9", "导出", "把报告导出为文件", shown=True),
    Action("save", "ctrl+s", "保存", "保存到文件", shown=True),
    Action("leave", "ctrl+q", "退出", "退出；有没保存的改动时会先问一次", shown=True),
    Action("undo", "ctrl+z", "撤销", "撤销上一步：填数、粘贴、文字都可以"),
    Action("redo", "ctrl+y", "重做", "把撤销的一步再做一次"),
    Action("zeros", "ctrl+d", "补零", "把选中的空格（没有选中时整张表的空格）都填成 0"),
    Action("go_to", "ctrl+g", "转到", "按行号或名称中的字转到某一行、某一部分"),
    Action("last_year", "ctrl+l", "去年", "在每行下面显示去年的数，再按一次收起；在文字里看去年的这一部分", shown=True),
    Action("confirm_all", "", "全部确认", "从上年带来的（~）都看过了，一次全部确认"),
    Action("drop_idle", "", "删去用不着的说明", "所指的问题已经没有了的说明，从文件里删去"),
    Action("import_file", "", "导入文件", "把 Word、Excel、网页、PDF 等文件里的数和文字读进来，先看会改什么"),
    Action("export_sheet", "", "导出审核单", "把全部问题和改法写成一张单子（Word、网页、Markdown），可以随报告退回"),
    Action("copy", "ctrl+c", "复制", "复制选中的单元格或文字", priority=False),
    Action("paste", "ctrl+v", "粘贴", "粘贴：带行名的放到各自的行，只有数字的从光标起放", priority=False),
    Action("palette", "ctrl+p", "命令", "列出全部命令，可以输入名称查找", shown=True),
)

BY_ID = {action.id: action for action in ACTIONS}

WRITING = ("undo", "redo", "zeros", "copy", "paste")
"""The actions that one does while writing; all others go by what is found, which must be right then."""


@dataclass(frozen=True, slots=True)
class TableAction:
    """What a table does at one of its own keys. `call` names the method, with its numbers."""

    id: str
    key: str
    call: str
    help: str


TABLE_ACTIONS = (
    TableAction("cell_up", "up", "step:-1,0", "上一格"),
    TableAction("cell_down", "down", "step:1,0", "下一格"),
    TableAction("cell_left", "left", "step:0,-1", "左一格"),
    TableAction("cell_right", "right", "step:0,1", "右一格"),
    TableAction("select_up", "shift+up", "step:-1,0,1", "向上选中"),
    TableAction("select_down", "shift+down", "step:1,0,1", "向下选中"),
    TableAction("select_left", "shift+left", "step:0,-1,1", "向左选中"),
    TableAction("select_right", "shift+right", "step:0,1,1", "向右选中"),
    TableAction("select_row_start", "shift+home", "row_end:-1,1", "选到行首"),
    TableAction("select_row_end", "shift+end", "row_end:1,1", "选到行尾"),
    TableAction("select_table_start", "ctrl+shift+home", "table_end:-1,1", "选到表的第一格"),
    TableAction("select_table_end", "ctrl+shift+end", "table_end:1,1", "选到表的最后一格"),
    TableAction("select_all", "ctrl+a", "select_all", "选中整张表"),
    TableAction("row_start", "home", "row_end:-1", "到行首"),
    TableAction("row_end", "end", "row_end:1", "到行尾"),
    TableAction("table_start", "ctrl+home", "table_end:-1", "到表的第一格"),
    TableAction("table_end", "ctrl+end", "table_end:1", "到表的最后一格"),
    TableAction("page_up", "pageup", "page:-1", "上一屏"),
    TableAction("page_down", "pagedown", "page:1", "下一屏"),
    TableAction("cell_done", "enter", "down", "确定并到下一行；用过 Tab 之后，到下一行开始处"),
    TableAction("cell_next", "tab", "tab:1", "确定并到右边一格"),
    TableAction("cell_back", "shift+tab", "tab:-1", "回到左边一格"),
    TableAction("cell_edit", "f2", "edit", "在格内修改"),
    TableAction("cell_backspace", "backspace", "backspace", "删去前一个字"),
    TableAction("cell_clear", "delete", "delete", "清空；在合计格上：不再保留文件里写的合计"),
    TableAction("cell_cancel", "escape", "cancel", "恢复原来的数"),
)
"""The keys that a table takes itself. No Textual bindings: see Matrix."""

TABLE_HELP = (
    (("cell_done",), "确定并到下一行；用过 Tab 之后，到下一行开始处"),
    (("cell_next", "cell_back"), "向右 / 向左一格"),
    (("cell_edit", "cell_backspace"), "在格内修改"),
    (("cell_cancel",), "恢复原来的数"),
    (("cell_clear",), "清空；在合计格上：不再保留文件里写的合计"),
    (("cell_up", "cell_down", "cell_left", "cell_right"), "移动"),
    (("row_start", "row_end"), "到行首、行尾"),
    (("table_start", "table_end"), "到表的第一格、最后一格"),
    (("select_up", "select_down", "select_left", "select_right"), "选中一块；用鼠标拖也可以"),
    (("select_row_start", "select_row_end"), "选到行首、行尾"),
    (("select_all",), "选中整张表"),
)
"""For the help: the table's actions that are told of on one line, and what they do."""

_KEY_LABELS = {
    "ctrl": "Ctrl", "alt": "Alt", "shift": "Shift", "enter": "回车", "tab": "Tab", "escape": "Esc", "space": "空格",
    "backspace": "退格", "delete": "Delete", "insert": "Insert", "home": "Home", "end": "End", "pageup": "PageUp",
    "pagedown": "PageDown", "up": "↑", "down": "↓", "left": "←", "right": "→",
}  # fmt: skip


def key_label(key: str) -> str:
    """A key as a sentence names it: `ctrl+s` is Ctrl+S; of several, with commas, the first."""
    first = key.partition(",")[0]
    return "+".join(_KEY_LABELS.get(part, part.upper()) for part in first.split("+"))


LIST_KEYS = (
    ("上 下", "选一个问题"),
    ("回车", "到出错的单元格或句子；同一个问题再按一次，到它的下一格"),
    ("A", "采用建议的数（有唯一建议时）"),
    ("Delete", "采用算出的合计，不再保留文件里写的合计"),
)
"""Keys that the list of findings takes itself, for the help."""

_MOVES, _ERASES = "移动；按住 Shift 就选中", "删去光标前 / 光标后的一个词句"
TEXT_ACTIONS = (
    *(("go:" + key, key, _MOVES) for key in ("left", "right", "up", "down", "home", "end")),
    ("page:up", "pageup", _MOVES),
    ("page:down", "pagedown", _MOVES),
    ("go:word_left", "ctrl+left", "移动一个词句"),
    ("go:word_right", "ctrl+right", "移动一个词句"),
    ("go:top", "ctrl+home", "到开头、末尾"),
    ("go:bottom", "ctrl+end", "到开头、末尾"),
    ("all", "ctrl+a", "全选"),
    ("release", "escape", "不再选中"),
    ("erase:left", "backspace", "删去光标前 / 光标后的字，或者选中的文字"),
    ("erase:right", "delete", "删去光标前 / 光标后的字，或者选中的文字"),
    ("erase:word_left", "ctrl+w", _ERASES),
    ("erase:word_left", "ctrl+backspace", _ERASES),
    ("erase:word_right", "ctrl+delete", _ERASES),
    ("new_paragraph", "enter", "另起一段"),
    ("new_paragraph", "shift+enter", "另起一段"),
    ("new_paragraph", "ctrl+j", "另起一段"),
    ("copy", "ctrl+c", "复制选中的文字"),
    ("cut", "ctrl+x", "剪切选中的文字"),
    ("paste", "ctrl+v", "粘贴"),
)
"""The keys that a text takes itself: what they mean there, the key, and what that is called."""

TEXT_HELP = (
    ("鼠标", "双击选一个词句，三击选一段，按住拖动选一块"),
    ("Tab", "离开文字"),
)
"""What else one does in a text, for the help."""
