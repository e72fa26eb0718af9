"""What the keys of a text editor do to a text: caret, selection, marks, and which lines have to be painted."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportwizard.tui.caret import MOVES, paragraph_at, word_at
from reportwizard.tui.cells import characters
from reportwizard.tui.manuscript import Manuscript, Mark, from_outside
from reportwizard.tui.wrapping import Place, Wrapped

TEXTS = st.text("一二政府公开。，（）“”12,ab 　\n\t" * 2 + "e\u0301👍🏽🇨🇳❤\ufe0f\x1b\u200b\ud800", max_size=60)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["go", "select"]), st.sampled_from([*MOVES, "up", "down"])),
        st.tuples(st.just("erase"), st.sampled_from(["left", "right", "word_left", "word_right"])),
        st.tuples(
            st.sampled_from(["type", "put"]), st.sampled_from(["字", "\n", "，", "e", "\u0301", "🇨", "一段\n二"])
        ),
        st.tuples(st.sampled_from(["jump", "drag"]), st.integers(0, 60)),
        st.tuples(st.just("replace"), st.tuples(st.integers(0, 30), st.integers(0, 30))),
        st.tuples(st.just("mark"), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=2)),
    ),
    max_size=12,
)


def act(manuscript: Manuscript, what: str, how: object) -> None:
    """One step; what it says of a change must be what happened."""
    text, edit = manuscript.text, None
    if what in ("go", "select"):
        manuscript.go(str(how), select=what == "select", lines=1)
    elif what in ("jump", "drag"):
        line = int(str(how)) % len(manuscript.wrapped.starts)
        manuscript.go_to(manuscript.wrapped.place_at(line, int(str(how)) % 7), select=what == "drag")
    elif what == "mark":
        assert isinstance(how, list)
        manuscript.mark(Mark(min(pair), max(pair), "warning") for pair in how)
    elif what == "replace":  # an undo
        assert isinstance(how, tuple)
        edit = manuscript.replace(*sorted(min(place, len(text)) for place in how), "撤", fresh=True)
    else:
        edit = manuscript.erase(str(how)) if what == "erase" else manuscript.put(str(how), typed=what == "type")
    if edit is None:
        assert manuscript.text == text
    else:
        end = edit.start + len(edit.before)
        assert text[edit.start : end] == edit.before
        assert manuscript.text == text[: edit.start] + edit.after + text[end:]


def looks(manuscript: Manuscript) -> list[object]:
    """For each line all that decides how it looks."""
    wrapped, (first, last) = manuscript.wrapped, manuscript.selection
    seen: list[object] = []
    for number, start in enumerate(wrapped.starts):
        end = wrapped.starts[number + 1] if number + 1 < len(wrapped.starts) else len(wrapped.text)
        chosen = [at - start for at in range(start, end) if first <= at < last]
        marked = [at - start for at in range(start, end) if any(m.start <= at < m.end for m in manuscript.marks)]
        caret = manuscript.place.at - start if number == manuscript.line else None
        seen.append((wrapped.line(number), chosen, marked, caret))
    return seen


@given(TEXTS, st.integers(2, 20), STEPS)
@example("一\n二\n三", 4, [("jump", 2), ("select", "left"), ("replace", (0, 1))])
def test_whatever_is_done_the_text_is_whole_and_each_changed_line_is_painted(
    text: str, columns: int, steps: list[tuple[str, object]]
) -> None:
    manuscript = Manuscript(text, columns)
    for what, how in steps:
        before = looks(manuscript)
        manuscript.stale = []
        act(manuscript, what, how)
        after = looks(manuscript)
        painted = {line for lines in manuscript.stale for line in lines}
        count = max(len(before), len(after))
        assert {n for n in range(count) if before[n : n + 1] != after[n : n + 1]} <= painted
        wrapped = manuscript.wrapped
        assert wrapped.starts == Wrapped(wrapped.text, columns).starts
        assert len(wrapped.text) == len(manuscript.text)
        assert not set(wrapped.text) & set("\x1b\u200b\ud800\t")
        at = manuscript.place.at
        paragraph, end = paragraph_at(wrapped, at)
        spans = characters(wrapped.text[paragraph:end])
        assert at - paragraph in {0, *(span.end for span in spans)}


@given(TEXTS, st.integers(2, 20))
def test_every_move_leads_on_and_comes_to_an_end(text: str, columns: int) -> None:
    for move, way in (("left", -1), ("word_left", -1), ("right", 1), ("word_right", 1)):
        manuscript = Manuscript(text, columns)
        manuscript.go("top" if way > 0 else "bottom")
        places = [manuscript.place.at]
        while places[-1] != (len(text) if way > 0 else 0):
            manuscript.go(move)
            places.append(manuscript.place.at)
            assert (places[-1] - places[-2]) * way > 0


def at(text: str) -> tuple[str, int]:
    return text.replace("|", ""), text.index("|")


@pytest.mark.parametrize(
    ("move", "before", "after"),
    [
        ("word_right", "|政府信息，公开", "政府信息|，公开"),
        ("word_right", "政府信息|，公开", "政府信息，|公开"),
        ("word_right", "|open  data", "open  |data"),
        ("word_right", "共|12,345件", "共12,345|件"),
        ("word_right", "一|\n二", "一\n|二"),
        ("word_left", "政府信息，公开|", "政府信息，|公开"),
        ("word_left", "open  |data", "|open  data"),
        ("word_left", "一\n|二", "一|\n二"),
        ("left", "e\u0301|x", "|e\u0301x"),
        ("right", "|🇨🇳x", "🇨🇳|x"),
        ("left", "👍🏽|", "|👍🏽"),
        ("left", "\n|", "|\n"),
        ("home", "一二三四五|", "一二三四|五"),
        ("end", "|一二三四五", "一二三四|五"),
        ("top", "一\n二|", "|一\n二"),
        ("bottom", "|一\n二", "一\n二|"),
    ],
)
def test_moves(move: str, before: str, after: str) -> None:
    text, start = at(before)
    manuscript = Manuscript(text, 8)
    manuscript.go_to(Place(start))
    manuscript.go(move)
    assert (text, manuscript.place.at) == at(after)


def test_end_stays_on_its_line_and_up_and_down_keep_the_column() -> None:
    manuscript = Manuscript("一二三四五六\n七\n八九十百千", 8)
    manuscript.go("end")
    assert (manuscript.line, manuscript.wrapped.column_of(manuscript.place)) == (0, 8)
    for line, column in [(1, 4), (2, 2), (3, 8), (4, 2)]:
        manuscript.go("down")
        assert (manuscript.line, manuscript.wrapped.column_of(manuscript.place)) == (line, column)
    manuscript.go("down")
    assert manuscript.place.at == len(manuscript.text)
    manuscript.go("up", lines=10)
    assert manuscript.place.at == 0


def test_arrows_leave_a_selection_at_its_ends() -> None:
    manuscript = Manuscript("一二三四", 20)
    manuscript.select(1, 3)
    manuscript.go("left")
    assert (manuscript.place.at, manuscript.selected) == (1, "")
    manuscript.go("right", select=True)
    manuscript.go("end", select=True)
    assert manuscript.selected == "二三四"
    manuscript.go("right")
    assert manuscript.place.at == 4


def test_typing_erasing_and_pasting_begin_steps_as_a_person_thinks() -> None:
    manuscript = Manuscript("", 20)

    def fresh(edit: object) -> object:
        return edit and getattr(edit, "fresh")  # noqa: B009

    assert [fresh(manuscript.put(each, typed=True)) for each in "政府"] == [True, False]
    assert fresh(manuscript.put("粘贴的")) is True
    assert [fresh(manuscript.put(each, typed=True)) for each in "一二"] == [True, False]
    manuscript.go("left")
    assert [fresh(manuscript.put(each, typed=True)) for each in "三四"] == [True, False]
    assert [fresh(manuscript.erase("left")) for _ in "三四"] == [False, False]
    assert fresh(manuscript.erase("word_left")) is True
    manuscript.select(0, 1)
    assert [fresh(manuscript.put(each, typed=True)) for each in "五六"] == [True, False]


def test_marks_keep_to_their_words() -> None:
    manuscript = Manuscript("共收到12件，办结13件", 40)
    manuscript.mark([Mark(3, 6, "error"), Mark(9, 12, "warning")])

    def marked() -> list[str]:
        return [manuscript.text[mark.start : mark.end] for mark in manuscript.marks]

    manuscript.go_to(Place(3))
    manuscript.put("了", typed=True)
    assert marked() == ["12件", "13件"]
    manuscript.go_to(Place(5))
    manuscript.put("0", typed=True)
    assert marked() == ["102件", "13件"]
    manuscript.replace(2, 9, "", fresh=True)
    assert marked() == ["13件"]
    manuscript.mark([])
    assert manuscript.marks == []


def test_the_paragraph_of_the_caret_counts_those_that_are_not_blank() -> None:
    manuscript = Manuscript("一\n\n  \n二\n三", 40)
    for place, number in [(0, 0), (1, 0), (2, 1), (6, 1), (7, 1), (8, 2)]:
        manuscript.go_to(Place(place))
        assert manuscript.paragraph == number


def test_words_and_paragraphs_at_a_place() -> None:
    wrapped = Wrapped("政府信息，12,345件\n二", 40)
    assert word_at(wrapped, 2) == (0, 4)
    assert word_at(wrapped, 7) == (5, 11)
    assert paragraph_at(wrapped, 3) == (0, 12)
    assert paragraph_at(wrapped, 13) == (13, 14)


def test_what_comes_from_outside_is_cleaned() -> None:
    assert from_outside("一\r\n二\r三\n四\x0b五\u2028六\t七\x1b[31m\u200b　八") == "一\n二\n三\n四\n五\n六 七[31m　八"
