"""Everything that can be done on the screen: one list for the keys, the footer, the palette and the help."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Action:
    """One action. `call` is the application's own action; `shown` puts it in the footer."""

    id: str
    key: str
    label: str
    help: str
    shown: bool = False
    priority: bool = True

    @property
    def key_name(self) -> str:
        """The key as the key bar writes it: F3, ^S, ⇧F8."""
        return self.key.replace("ctrl+", "^").replace("shift+", "⇧").upper()

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
    Action("export", "f9", "导出", "把报告导出为文件", shown=True),
    Action("save", "ctrl+s", "保存", "保存到文件", shown=True),
    Action("leave", "ctrl+q", "退出", "退出；有没保存的改动时会先问一次", shown=True),
    Action("undo", "ctrl+z", "撤销", "撤销上一步：填数、粘贴、文字都可以"),
    Action("redo", "ctrl+y", "重做", "把撤销的一步再做一次"),
    Action("zeros", "ctrl+d", "补零", "把选中的空格（没有选中时整张表的空格）都填成 0"),
    Action("go_to", "ctrl+g", "转到", "按行号或名称中的字转到某一行、某一部分"),
    Action("copy", "ctrl+c", "复制", "复制选中的单元格或文字", priority=False),
    Action("paste", "ctrl+v", "粘贴", "粘贴：带行名的放到各自的行，只有数字的从光标起放", priority=False),
    Action("palette", "ctrl+p", "命令", "列出全部命令，可以输入名称查找", shown=True),
)

BY_ID = {action.id: action for action in ACTIONS}

TABLE_KEYS = (
    ("数字 - .", "直接填数，盖过原来的数"),
    ("回车", "确定并到下一行；用过 Tab 之后，到下一行开始处"),
    ("Tab / Shift+Tab", "向右 / 向左一格"),
    ("F2 / 退格", "在格内修改；Esc 恢复原来的数"),
    ("Delete", "清空；在合计格上：不再保留文件里写的合计"),
    ("方向键 Home End", "移动；Ctrl+Home、Ctrl+End 到首尾"),
    ("Shift+方向键", "选中一块；也可以 Shift+Home、End，或者用鼠标拖；Esc 取消"),
    ("Ctrl+A", "选中整张表"),
)
"""Keys that a table takes itself, for the help."""
