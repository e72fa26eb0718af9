"""The words that a finding is about, in a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.characters import has_harmful
from reportwizard.typeset.excerpts import columns, excerpt, mask
from support.findings import HOSTILE, IDENTITY

TEXTS = st.text(
    st.sampled_from("甲乙a1 。，；\n\t【】0123456789") | st.characters(exclude_categories=("Cs",)), max_size=900
)


@given(TEXTS, st.data(), st.integers(24, 80))
def test_an_excerpt_is_one_harmless_line_with_the_words_marked(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    told = excerpt(text, (start, end), width)
    assert columns(told) <= width
    assert not has_harmful(told) and "\n" not in told and "\t" not in told
    assert "【" in told and "】" in told


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("前一句。全年收到申请12件，办结3件。后一句。", "12件", "全年收到申请【12件】，办结3件。"),
        ("第一行\n　　第二行12件\n第三行", "12件", "第二行【12件】"),
        ("收到12件。办结3件；结转9件", "12件。办结", "收到【12件。办结】3件；"),
        ("句子。", "句子。", "【句子。】"),
        ("a" * 100 + "12件" + "b" * 100, "12件", "…" + "a" * 25 + "【12件】" + "b" * 25 + "…"),
        (
            "甲" * 9 + "2024年" + "乙" * 10 + "12件" + "丙" * 14,
            "12件",
            "…年" + "乙" * 10 + "【12件】" + "丙" * 12 + "…",
        ),
        ("x" * 200, "x" * 200, "【" + "x" * 25 + "…" + "x" * 25 + "】"),
    ],
)
def test_the_sentence_and_no_more(text: str, words: str, told: str) -> None:
    start = text.index(words)
    assert excerpt(text, (start, start + len(words))) == told


def test_a_place_without_length_and_a_span_that_no_longer_fits() -> None:
    assert excerpt("收到件。", (2, 2)) == "收到【】件。"
    assert excerpt("短", (5, 9)) == "短【】"
    assert excerpt("某局年度报告", None) == "某局年度报告"


@pytest.mark.parametrize(
    "number",
    [
        IDENTITY,
        "110105491231002",
        "110105 19491231 002X",
        "1101\u200b0519491231002X",
        "１１０１０５１９４９１２３１００２Ｘ",
        "6222021234567890123",
        "13800138000",
    ],
)
def test_numbers_of_persons_are_masked_however_they_are_written(number: str) -> None:
    told = mask(f"号码{number}。")
    assert (
        number not in told
        and len(told) == len(number) + 3
        and sum(map(told.count, "0123456789０１２３４５６７８９")) == 5
    )
    for at in range(len(number)):  # also where only a part of it is marked
        assert sum(c.isdigit() for c in excerpt(f"号码{number}。", (2, 2 + at))) == 5


@pytest.mark.parametrize(
    "text", ["2025年1月1日至2025年12月31日", "1,234,567.89", "0571-87654321", "1、2、3、4、5、6、7、8、9、10、11、12"]
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize("nasty", HOSTILE)
def test_hostile_texts_become_harmless(nasty: str) -> None:
    assert excerpt(f"{nasty}12件{nasty}", (len(nasty), len(nasty) + 3)).isprintable()
