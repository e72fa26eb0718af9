"""Textual's own text area with the text of a file in it: what a page of prose costs without an editor of our own.

python benchmarks/floors/text_area.py [FILE]
"""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea

SENTENCE = "本机关依法主动公开政府信息，认真办理依申请公开，按期答复申请人，并接受社会监督。"
TEXT = Path(sys.argv[1]).read_text(encoding="utf-8") if len(sys.argv) > 1 else SENTENCE * 38


class Prose(App[None]):
    def compose(self) -> ComposeResult:
        yield TextArea(TEXT, soft_wrap=True)


Prose().run()
