from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.report.numbers import Number, Parsed, format_figure, is_number, parse_figure, propose


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("007", 7),
        ("-5", -5),
        ("−5", -5),
        ("１２", 12),
        ("1,234", 1234),
        ("１，２３４", 1234),
        ("12,345,678", 12345678),
        (" 5\t", 5),
        ("　5　", 5),
        ("12件", 12),
        ("1.5", Decimal("1.5")),
        ("12.50", Decimal("12.50")),
        ("1,234.50", Decimal("1234.50")),
        ("999999999999999", 999999999999999),
    ],
)
def test_a_number_is_read(text: str, value: Number) -> None:
    parsed = parse_figure(text).value
    assert parsed == value
    assert str(parsed) == str(value)


@pytest.mark.parametrize("text", ["", " ", "　", "\t\n"])
def test_nothing_is_a_blank(text: str) -> None:
    assert parse_figure(text) == Parsed(None)


@pytest.mark.parametrize(
    "text",
    [
        "/",
        "—",
        "-",
        "无",
        "元",
        "251000元",
        "12 件",
        "1,23",
        "1 2",
        "+3",
        "- 5",
        ".5",
        "5.",
        "1e5",
        "²",
        "٣",
        "12条",
        "9" * 16,
        "1.2.3",
        "0x1",
    ],
)
def test_what_is_no_number_is_kept_as_it_stood(text: str) -> None:
    assert parse_figure(text) == Parsed(text)


@pytest.mark.parametrize("text", ["１２", "1,234", "12件", " 5"])
def test_what_was_made_of_a_text_is_told(text: str) -> None:
    parsed = parse_figure(text)
    assert text in parsed.note
    assert str(parsed.value) in parsed.note


def test_a_plain_number_is_not_talked_about() -> None:
    assert parse_figure("12").note == ""
    assert parse_figure("12.50").note == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("/", 0),
        ("——", 0),
        ("未增未减", 0),
        ("12项", 12),
        ("共 12 件", 12),
        ("1,234条", 1234),
        ("25.1万元", Decimal("25.1")),
        ("251000元", None),
        ("5%", None),
        ("12+3", None),
        ("规章000", None),
        ("", None),
    ],
)
def test_only_a_plain_figure_is_proposed(text: str, number: Number | None) -> None:
    assert propose(text) == number


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_every_whole_number_is_read_back(number: int) -> None:
    assert parse_figure(format_figure(number)).value == number


@given(st.integers(0, 10**10), st.text("0123456789", min_size=1, max_size=5))
def test_an_amount_keeps_its_written_form(whole: int, fraction: str) -> None:
    assert format_figure(parse_figure(f"{whole}.{fraction}").value) == f"{whole}.{fraction}"


@given(st.text(max_size=30))
def test_any_text_is_understood_or_kept(text: str) -> None:
    value = parse_figure(text).value
    assert value is None or is_number(value) or value == text
    assert propose(text) is None or is_number(propose(text))
