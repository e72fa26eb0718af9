"""The editor of texts, used as a clerk would: keys, clipboard, mouse, undo, marks of findings."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from textual import events

from reportwizard.checks import Finding
from reportwizard.session import Answer
from reportwizard.tui.manuscript import Mark
from reportwizard.tui.widgets.paper import LEFT
from reportwizard.tui.widgets.prose import ProseArea
from support.pilot import Clerk, sit
from support.reports import blank, saved

pytestmark = pytest.mark.usefixtures("figures_only")

SENTENCE = "本机关落实条例，主动公开政府信息。"


def written(tmp_path: Path, text: str = "") -> Path:
    report = blank()
    if text:
        report.texts = {"overview": text}
    return saved(tmp_path, report)


def area(clerk: Clerk) -> ProseArea:
    widget = clerk.main.focused
    assert isinstance(widget, ProseArea)
    return widget


def stored(clerk: Clerk) -> str:
    text = clerk.session.report.texts.get("overview", "")
    assert area(clerk).text == text
    return text


def caret(clerk: Clerk) -> int:
    return area(clerk).manuscript.place.at


def test_writing_erasing_and_taking_it_back(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        assert "在这里写" in clerk.screen
        await clerk.type("第一句。第二具\n　　下一段")
        assert stored(clerk) == "第一句。第二具\n　　下一段"
        assert "在这里写" not in clerk.screen
        await clerk.press("up", "end", "backspace")
        await clerk.type("句。")
        assert stored(clerk) == "第一句。第二句。\n　　下一段"
        await clerk.press("ctrl+w")
        assert stored(clerk) == "第一句。第二句\n　　下一段"
        await clerk.press("ctrl+w", "ctrl+delete")
        assert stored(clerk) == "第一句。　　下一段"
        await clerk.press("ctrl+end", "ctrl+z", "ctrl+z", "ctrl+z")
        assert stored(clerk) == "第一句。第二句。\n　　下一段"
        assert caret(clerk) == 8
        await clerk.press("ctrl+z", "ctrl+z")
        assert (stored(clerk), caret(clerk)) == ("第一句。第二具\n　　下一段", 7)
        await clerk.press("ctrl+y", "ctrl+y", "shift+home", "新")
        assert stored(clerk) == "新\n　　下一段"
        await clerk.press("ctrl+z")
        assert stored(clerk) == "第一句。第二句。\n　　下一段"
        await clerk.press("ctrl+a", "delete", "ctrl+d")
        assert stored(clerk) == ""
        assert "补零只用于表格" in clerk.screen

    sit(written(tmp_path), work)


def test_clipboard(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("ctrl+v")
        assert "剪贴板是空的" in clerk.screen
        await clerk.press("shift+right", "shift+right", "ctrl+c", "x")
        assert clerk.app.clipboard == "一二"
        assert stored(clerk) == "x三四"
        await clerk.press("end", "shift+left", "ctrl+x", "ctrl+v", "ctrl+v", "5")
        assert stored(clerk) == "x三四四5"
        clerk.main.focused.post_message(events.Paste("甲\t乙\r\n丙\r丁\x1b\u200b"))
        await clerk.press("6")
        assert stored(clerk) == "x三四四5甲 乙\n丙\n丁6"
        await clerk.press("ctrl+z")
        assert stored(clerk) == "x三四四5甲 乙\n丙\n丁"
        await clerk.press("ctrl+z")
        assert stored(clerk) == "x三四四5"
        await clerk.press("ctrl+p", *"复制", "escape", "shift+left", "escape", "7")
        assert stored(clerk) == "x三四四75"

    sit(written(tmp_path, "一二三四"), work)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
def test_a_long_text_scrolls_with_its_caret_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async def work(clerk: Clerk) -> None:
        def seen() -> bool:
            """Whether the terminal's cursor stands in the area, and the caret's line under it."""
            editor = area(clerk)
            place = clerk.app.cursor_position - editor.region.offset
            line = editor.manuscript.wrapped.line(editor.manuscript.line)
            row = clerk.screen.splitlines()[clerk.app.cursor_position.y]
            return place.y == editor.manuscript.line - editor.top and line in row

        await clerk.press("ctrl+end")
        assert seen()
        assert "100字" in clerk.screen
        await clerk.press("pageup", "pageup", "up", "end")
        assert seen()
        await clerk.press("字")
        assert seen()
        await clerk.press("ctrl+home")
        assert seen()
        assert area(clerk).top == 0
        await clerk.press("ctrl+end")
        for width in (63, size[0]):
            await clerk.pilot.resize_terminal(width, size[1])
            await clerk.pilot.pause()
            assert seen()
        await clerk.press("ctrl+home", "f5", "字")
        assert stored(clerk).startswith("字")
        assert seen()

    sit(written(tmp_path, SENTENCE * 100 + "\n100字"), work, size=size)


def test_only_what_a_key_changed_is_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[int] = []
    draw = ProseArea.draw
    monkeypatch.setattr(ProseArea, "draw", lambda self, y: (rows.append(y), draw(self, y))[1])

    async def work(clerk: Clerk) -> None:
        await clerk.press("down", "down")
        rows.clear()
        await clerk.press("right")
        assert rows == [2]
        rows.clear()
        await clerk.press("，")
        assert set(rows) == {2}
        rows.clear()
        await clerk.press("ctrl+end")
        rows.clear()
        await clerk.press("字", "字")
        assert len(set(rows)) == 1
        assert stored(clerk).endswith("。字字")

    sit(written(tmp_path, (SENTENCE + "\n") * 5 + SENTENCE * 60), work)


def test_mouse(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        editor = area(clerk)

        async def drag(start: tuple[int, int], end: tuple[int, int]) -> None:
            await clerk.pilot.mouse_down(editor, offset=start)
            await clerk.pilot.hover(editor, offset=end)
            await clerk.pilot.mouse_up(editor, offset=end)

        await clerk.pilot.click(editor, offset=(LEFT + 4, 0))
        assert caret(clerk) == 2
        await clerk.pilot.click(editor, offset=(LEFT + 40, 1))
        assert caret(clerk) == len(SENTENCE) + 5
        await drag((LEFT, 0), (LEFT + 6, 0))
        assert editor.selected_text == "本机关"
        await drag((LEFT + 1, 1), (LEFT, 5))
        assert editor.selected_text == "00字\n" + SENTENCE
        await clerk.pilot.click(editor, offset=(LEFT + 4, 0), times=2)
        assert editor.selected_text == SENTENCE.split("，", maxsplit=1)[0]
        await clerk.pilot.click(editor, offset=(LEFT + 4, 0), times=3)
        assert editor.selected_text == SENTENCE
        await clerk.press("x")
        assert stored(clerk) == "x\n100字\n" + SENTENCE

    sit(written(tmp_path, SENTENCE + "\n100字\n" + SENTENCE), work)


def test_findings_are_marked_in_the_text_and_one_goes_to_their_beginning(tmp_path: Path) -> None:
    text = SENTENCE + "\n共收到12件，办结13件。"
    place = text.index("12件")

    async def work(clerk: Clerk) -> None:
        finding = Finding("C01", "error", ("texts.overview",), "与表格不符", "", span=(place, place + 3))
        clerk.session.findings = [finding]
        clerk.main.follow()
        await clerk.pilot.pause()
        row = next(line for line in clerk.screen.splitlines() if "共收到12件" in line)
        assert "!共收到12件" in row
        marked = [
            segment.text
            for segment in [*area(clerk).draw(1)][2:]
            if segment.style and segment.style.underline and segment.text.strip()
        ]
        assert marked == ["12件"]
        await clerk.press("f6", "f8")
        assert caret(clerk) == place
        assert "C01 与表格不符" in clerk.screen
        await clerk.press("0")
        assert stored(clerk)[place:].startswith("012件")
        clerk.session.findings = []
        clerk.main.follow()
        await clerk.pilot.pause()
        assert "!共收到" not in clerk.screen

    sit(written(tmp_path, text), work)


def test_what_the_session_refuses_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(clerk: Clerk) -> None:
        monkeypatch.setattr(clerk.session, "splice", lambda *_, **__: Answer(note="只能看"))
        await clerk.press("end", "x", "y", "backspace")
        assert stored(clerk) == "一二"
        assert "只能看" in clerk.screen

    sit(written(tmp_path, "一二"), work)


def test_harmful_characters_are_shown_and_kept(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        assert "一␛二�三 四" in clerk.screen
        await clerk.press("end", "x", "home", "right", "right", "backspace")
        assert stored(clerk) == "一二\u202e三\t四x"

    sit(written(tmp_path, "一\x1b二\u202e三\t四"), work)


def test_the_preview_follows_the_paragraph(tmp_path: Path) -> None:
    async def work(clerk: Clerk) -> None:
        await clerk.press("f5", "ctrl+end")
        assert clerk.main.preview is not None
        assert clerk.main.preview._place == ("texts.overview", 2)

    sit(written(tmp_path, "一\n\n二\n三"), work)


KEYS = [
    *(
        f"{shift}{key}"
        for shift in ("", "shift+")
        for key in ("left", "right", "up", "down", "home", "end", "pagedown")
    ),
    *("ctrl+left", "ctrl+right", "ctrl+shift+right", "ctrl+home", "ctrl+end", "pageup", "shift+pagedown", "ctrl+a"),
    *("backspace", "delete", "ctrl+w", "ctrl+delete", "ctrl+x", "ctrl+c", "ctrl+v", "ctrl+z", "ctrl+z", "ctrl+y"),
    *("enter", "enter", "字", "，", "（", "5", "a", "escape", "f6", "f6"),
]


def test_what_is_kept_of_the_picture_is_what_would_be_painted_anew(tmp_path: Path) -> None:
    choose = random.Random(1)

    async def work(clerk: Clerk) -> None:
        editor = area(clerk)
        for _ in range(25):
            for key in choose.choices(KEYS, k=6):
                clerk.app._driver.send_message(events.Key(key, key if len(key) == 1 else None))  # type: ignore[union-attr]
            await clerk.pilot.pause()
            if len(editor.text) < 100:
                editor.put(SENTENCE * 3 + "\n")
            editor.manuscript.mark([Mark(choose.randrange(50), choose.randrange(99), "warning")])
            editor.show_changes()
            seen = clerk.screen, [[*editor.render_line(y)] for y in range(editor.extent.height)]
            editor.refresh()
            assert seen == (clerk.screen, [[*editor.render_line(y)] for y in range(editor.extent.height)])

    sit(written(tmp_path, (SENTENCE * 5 + "\n") * 9), work, size=(60, 20))
