"""How a text is broken into lines: by the rules of Chinese, and after a change as if it had always read so."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportwizard.tui.cells import characters, is_plain, width
from reportwizard.tui.wrapping import Place, Wrapped
from reportwizard.writers.layout import CLOSING, OPENING, wrap

LETTERS = "一二政府公开。，、；）（《》“”—…12345,%abcXYZ.· 　\n"
ODD = "e\u0301\u0308👍🏽🇨🇳❤\ufe0f1\ufe0f\u20e3각क्षि\u3099�␛①"
TEXTS = st.text(LETTERS * 3 + ODD, max_size=120)
WIDTHS = st.integers(2, 30)


def lines(text: Wrapped) -> list[str]:
    return [text.line(number) for number in range(len(text.starts))]


def joins(text: str, at: int) -> bool:
    """Whether one character as a person sees it stands on both sides."""
    paragraph = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return at not in {paragraph + span.start for span in characters(text[paragraph : end if end >= 0 else None])}


def test_what_counts_as_plain_joins_nothing() -> None:
    plain = [character for character in map(chr, range(0x20, 0x2FFFF)) if is_plain(character)]
    assert len(plain) > 80_000
    assert not [each for each in plain if width(each) < 1 or unicodedata.category(each)[0] == "M"]


@given(TEXTS, WIDTHS, st.data())
def test_after_a_change_the_lines_are_those_of_the_new_text(text: str, columns: int, data: st.DataObject) -> None:
    wrapped = Wrapped(text, columns)
    for _ in range(3):
        before = lines(wrapped)
        start = data.draw(st.integers(0, len(wrapped.text)))
        length = data.draw(st.integers(0, len(wrapped.text) - start))
        reflow = wrapped.splice(start, min(length, 10), data.draw(st.text(LETTERS + ODD, max_size=12)))
        assert wrapped.starts == Wrapped(wrapped.text, columns).starts
        after = lines(wrapped)
        assert before[: reflow.first] == after[: reflow.first]
        assert before[reflow.old :] == after[reflow.new :]


def test_a_key_in_a_long_paragraph_breaks_only_a_few_lines_anew() -> None:
    wrapped = Wrapped("政府信息公开，工作年度报告。" * 300, 80)
    reflow = wrapped.splice(40 * 50, 0, "字")
    assert reflow.first >= 49
    assert reflow.new < 60
    assert len(wrapped.starts) > 100


@given(TEXTS, WIDTHS)
def test_lines_are_the_whole_text_and_fit_the_width(text: str, columns: int) -> None:
    wrapped = Wrapped(text, columns)
    ends = [*wrapped.starts[1:], len(text)]
    assert "".join(text[start:end] for start, end in zip(wrapped.starts, ends, strict=True)) == text
    assert len(wrapped.starts) == 1 or all(a < b for a, b in pairwise(wrapped.starts))
    for line in lines(wrapped):
        assert "\n" not in line
        assert width(line.rstrip()) <= columns


@given(TEXTS, WIDTHS)
def test_no_character_is_torn(text: str, columns: int) -> None:
    for start in Wrapped(text, columns).starts:
        assert not 0 < start < len(text) or text[start - 1] == "\n" or not joins(text, start)


def allowed(text: str, at: int) -> bool:
    """Whether the rules let a line end before the character at `at`."""
    before, here = text[:at].rstrip(" ")[-1:], text[at]
    if here in CLOSING + " " or before in [*OPENING]:
        return False
    return text[at - 1] == " " or not (before.isascii() and here.isascii())


@given(st.text("一二政府公开。，）（《》“”123,%abc ", max_size=120), WIDTHS)
def test_no_closing_mark_opens_a_line_no_opening_one_ends_it_and_no_figure_is_torn(text: str, columns: int) -> None:
    starts = Wrapped(text, columns).starts
    for start, end in pairwise(starts):
        # unless nothing in the whole line may be parted
        assert allowed(text, end) or not any(
            allowed(text, at) for at in range(start + 1, end) if text[start:at].strip()
        )


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("政府信息公开。", 12, ["政府信息公", "开。"]),
        ("政府信息（公开）", 10, ["政府信息", "（公开）"]),
        ("共收到12,345件", 10, ["共收到", "12,345件"]),
        ("共收到12,345件", 12, ["共收到12,345", "件"]),
        ("全年abcdefghijkl", 8, ["全年", "abcdefgh", "ijkl"]),
        ("　　政府信息", 8, ["　　政府", "信息"]),
        ("open government", 8, ["open ", "governme", "nt"]),
        ("open   \nnext", 5, ["open   ", "next"]),
        ("一\n\n二\n", 8, ["一", "", "二", ""]),
        ("", 8, [""]),
        ("。。。。", 4, ["。。", "。。"]),
    ],
)
def test_examples(text: str, columns: int, expected: list[str]) -> None:
    assert lines(Wrapped(text, columns)) == expected


PLAIN = st.text("一二政府公开。，、）》（《“”12,%ab…", min_size=1, max_size=80)


@given(PLAIN, st.integers(20, 40))
@example("政府信息（公开）条例，12,345件。", 20)
def test_the_lines_are_those_of_the_exported_text(text: str, columns: int) -> None:
    assert lines(Wrapped(text, columns)) == wrap(text, columns)


@given(TEXTS, WIDTHS, st.data())
def test_each_place_has_a_line_and_a_column_and_is_found_there_again(
    text: str, columns: int, data: st.DataObject
) -> None:
    wrapped = Wrapped(text, columns)
    line = data.draw(st.integers(0, len(wrapped.starts) - 1))
    start = wrapped.starts[line]
    for span in characters(wrapped.line(line)):
        place = Place(start + span.start)
        assert wrapped.line_of(place) == line
        column = wrapped.column_of(place)
        assert 0 <= column <= columns
        if span.width and column + span.width <= columns:
            assert wrapped.place_at(line, column) == place
            assert wrapped.place_at(line, column + span.width - 1) == place
    end = wrapped.place_at(line, 1000)
    assert end == wrapped.end_place(line)
    assert wrapped.line_of(end) == line
    assert wrapped.column_of(end) <= columns
