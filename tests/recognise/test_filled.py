"""A printed report gives back exactly what it holds: every figure, every total, every paragraph, and where it stood."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportwizard.blocks import Block, Paragraph, Table
from reportwizard.editions.loading import load_edition
from reportwizard.recognise.filled import read_form
from reportwizard.recognise.recognised import Form, Origin
from reportwizard.report.files import open_report
from reportwizard.report.model import Report
from reportwizard.report.numbers import Figure
from support.printed import invented, published, sections

REPORTS = Path(__file__).parents[1] / "formats" / "reports"

texts = st.sampled_from(["/", "无", "—", "未增未减", "251000元", "见附件", "约3件", "不详"])
counts = st.integers(0, 10**14) | st.integers(0, 9)
amounts = st.decimals(0, 10**9, allow_nan=False, places=4) | counts
changes = st.integers(-(10**9), 10**9)


@st.composite
def filled_in(draw: st.DrawFn) -> tuple[str, dict[str, Figure], dict[str, Figure]]:
    """An edition, figures for it, and totals that a document states."""
    edition = load_edition(draw(st.sampled_from(["2019", "2021"])))
    choose = draw(st.randoms(use_true_random=False))
    kinds = {"count": counts, "amount": amounts, "free_amount": texts | amounts, "change": changes}
    pool = {kind: [draw(values) for _ in range(6)] + [draw(texts)] for kind, values in kinds.items()}
    blanks = draw(st.sampled_from([0.0, 0.1, 0.7]))
    typed = {path: cell.kind for path, cell in edition.cells.items() if not cell.computed}
    figures = {path: choose.choice(pool[kind]) for path, kind in typed.items() if choose.random() >= blanks}
    totals = [path for path, cell in edition.cells.items() if cell.computed]
    stated = {path: choose.randrange(1000) for path in totals if choose.random() < 0.2}
    return edition.id, figures, stated


@given(filled_in())
@settings(max_examples=100)
def test_a_printed_report_gives_back_its_figures_and_totals(
    drawn: tuple[str, dict[str, Figure], dict[str, Figure]],
) -> None:
    edition, figures, stated = drawn
    report = Report(load_edition(edition), 2020, "示例县", figures=figures, stated=stated)
    filled = read_form(sections(report), report.year)
    assert filled.edition is report.edition
    assert filled.figures == published(report)
    assert all(str(filled.figures[path]) == str(figure) for path, figure in published(report).items())  # 12.50
    assert filled.unread == []
    assert filled.notes == []
    assert filled.form == Form()


def test_a_text_in_the_row_under_a_table_that_lies_across_is_no_label() -> None:
    figures: dict[str, Figure] = {"challenges.reconsideration.corrected": "见附件", "challenges.direct_suit.other": 98}
    report = Report(load_edition("2021"), 2025, "示例县", figures=figures)
    filled = read_form(sections(report), report.year)
    assert filled.figures == published(report)
    assert filled.unread == []


@pytest.mark.parametrize("name", ["city_2025", "office_2019"])
def test_real_figures_and_the_prose_around_the_tables(name: str) -> None:
    report = open_report(REPORTS / f"{name}.toml").report
    filled = read_form(sections(report), report.year)
    assert filled.figures == published(report)
    for text_id, text in report.texts.items():
        assert filled.prose[text_id] == [line.strip() for line in text.splitlines() if line.strip()]


def test_every_figure_says_where_it_stood(city: Report) -> None:
    parts = sections(city)
    parts["proactive"] = [
        Table(block.rows, place="第 2 页") if isinstance(block, Table) else block for block in parts["proactive"]
    ]
    filled = read_form(parts, city.year)
    assert filled.origins.keys() == filled.figures.keys()
    assert filled.origins["proactive.art20_1.normative_documents.repealed"] == Origin("第 2 页", 1, 4, 3, "984")
    first = filled.origins["applications.denied.state_secret.natural_person"]
    assert (first.table, first.row, first.cell) == (2, 8, 3)
    assert filled.origins["applications.denied.forbidden_by_law.natural_person"].cell == 2
    assert filled.origins["challenges.suit_after_reconsideration.total"].cell == 15


def test_tables_are_counted_through_the_whole_document(city: Report) -> None:
    parts = sections(city)
    furniture = Table(())
    paper: list[Block] = [furniture, *(block for blocks in parts.values() for block in blocks)]
    filled = read_form(parts, city.year, paper)
    assert filled.origins["proactive.art20_1.rules.issued"].table == 2


def test_totals_are_read_beside_the_figures_and_never_made_up(office: Report) -> None:
    filled = read_form(sections(office), office.year)
    assert filled.figures["applications.received.total"] == 859
    assert "applications.granted.total" not in filled.figures
    assert filled.figures["proactive.art20_9.procurement.amount"] == "251000元"


def test_an_amount_keeps_the_digits_that_were_written() -> None:
    edition = load_edition("2021")
    report = Report(edition, 2025, figures={"proactive.art20_8.fees.amount": Decimal("12.50")})
    assert str(read_form(sections(report), 2025).figures["proactive.art20_8.fees.amount"]) == "12.50"


@pytest.mark.parametrize("year", [2019, 2021, 2023, 1990, None])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_labels_decide_the_edition_and_the_year_does_not(edition: str, year: int | None) -> None:
    report = invented(edition, random.Random(3))
    assert read_form(sections(report), year).edition.id == edition


@pytest.mark.parametrize(("year", "edition"), [(2020, "2019"), (2024, "2021"), (None, "2021"), (1990, "2021")])
def test_without_tables_the_year_decides(year: int | None, edition: str) -> None:
    parts: dict[str, list[Block]] = {"overview": [Paragraph("本年没有表。")]}
    filled = read_form(parts, year)
    assert filled.edition.id == edition
    assert filled.figures == {}
    assert filled.prose == {"overview": ["本年没有表。"]}
    assert {gap.kind for gap in filled.form.gaps} == {"table"}
    assert [gap.label for gap in filled.form.gaps][-2:] == [
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]
