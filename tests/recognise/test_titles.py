"""Whose report, and of which year: from titles in every wording, and from what stands around them."""

from __future__ import annotations

from datetime import date

import pytest

from reportwizard.blocks import Heading
from reportwizard.recognise.outline import outline
from reportwizard.recognise.plain import even, find_date, value
from reportwizard.recognise.titles import is_agency, is_title, maker, period_years, read_title
from support.papers import TITLE, blocks_of, document, paper, texts


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        (TITLE, "山阳区科技局", 2025),
        ("山阳区科技局 2025 年政府信息公开工作年度报告", "山阳区科技局", 2025),
        ("2025年度山阳区科技局政府信息公开工作年度报告", "山阳区科技局", 2025),
        ("2025年山阳区科技局政府信息公开年度报告", "山阳区科技局", 2025),
        ("山阳区科技局2025年度政府信息公开年度工作报告", "山阳区科技局", 2025),
        ("山阳区科技局２０２５年政府信息公开工作年度报告", "山阳区科技局", 2025),
        ("山阳区科技局二〇二五年政府信息公开工作年度报告", "山阳区科技局", 2025),
        ("山阳区科技局二○二五年度政府信息公开工作年度报告", "山阳区科技局", 2025),
        ("山阳区科技局二零二五年政府信息公开工作年度报告", "山阳区科技局", 2025),
        ("XX市人民政府办公室2025年政府信息公开工作年度报告", "XX市人民政府办公室", 2025),
        ("山阳区科技局关于2025年度政府信息公开工作情况的报告", "山阳区科技局", 2025),
        ("关于2025年度政府信息公开工作情况的报告", "", 2025),
        ("关于山阳区科技局2025年度政府信息公开工作的报告", "山阳区科技局", 2025),
        ("关于公布山阳区科技局2025年政府信息公开工作年度报告的公告", "山阳区科技局", 2025),
        ("山阳区科技局2025年度政府信息公开工作年度报告", "山阳区科技局", 2025),
        ("山阳区科技局政府信息公开工作年度报告（2025年度）", "山阳区科技局", 2025),
        ("山阳区科技局政府信息公开工作年度报告（2026年1月20日）", "山阳区科技局", None),
        ("《山阳区科技局2025年政府信息公开工作年度报告》", "山阳区科技局", 2025),
        ("山阳区科技局2025年政务公开工作年度报告", "山阳区科技局", 2025),
        ("山阳区科技局2025年政府信息公开工作年报", "山阳区科技局", 2025),
        ("山阳区科技局政府信息公开工作年度报告", "山阳区科技局", None),
        ("山阳区科技局202020年政府信息公开工作年度报告", "山阳区科技局", None),
        ("山阳区科技局2025年度2025年政府信息公开工作年度报告", "山阳区科技局", 2025),
        ("山陽區科技局2025年政府信息公開工作年度報告", "山陽區科技局", 2025),
        ("山阳区 科技局 2025年政府信息公开 工作年度报告", "山阳区科技局", 2025),
        ("示例 开发区2025年政府信息公开工作年度报告", "示例 开发区", 2025),
    ],
)
def test_a_title_tells_agency_and_year(text: str, agency: str, year: int | None) -> None:
    assert is_title(text)
    title = read_title(text)
    assert (title.agency, title.year) == (agency, year)


@pytest.mark.parametrize(
    "text",
    [
        "现将山阳区科技局2025年政府信息公开工作年度报告公布如下。",
        "本报告是2025年政府信息公开工作年度报告",
        "当前位置：首页 > 政府信息公开年度报告",
        "上一篇：山阳区科技局2024年政府信息公开工作年度报告",
        "政府信息公开指南",
        "政府信息公开工作年度报告制度",
    ],
)
def test_what_is_no_title(text: str) -> None:
    assert not is_title(text)


@pytest.mark.parametrize(
    "lines",
    [
        ["山阳区科技局", "2025年政府信息公开工作年度报告"],
        ["山阳区科技局2025年", "政府信息公开工作年度报告"],
        ["山阳区科技局", "2025年政府信息公开工作", "年度报告"],
        ["山阳区科技局", "2025年度", "政府信息公开工作年度报告"],
        ["山阳区科技局2025年政府信息公开", "工作年度报告"],
    ],
)
def test_a_title_broken_over_lines(lines: list[str]) -> None:
    found = outline(paper(document(title=[*lines, "（2026年1月20日）"])))
    assert (found.title, found.agency, found.year) == ("".join(lines), "山阳区科技局", 2025)
    assert not found.preface and found.notes == ["报告前后有 1 段文字没有读入，开头是“（2026年1月20日）”"]


def test_the_year_alone_under_the_title() -> None:
    found = outline(paper(document(title=["山阳区科技局政府信息公开工作年度报告", "（2025年度）"])))
    assert (found.agency, found.year, found.preface) == ("山阳区科技局", 2025, [])


def test_lines_above_a_title_that_says_all_are_not_part_of_it() -> None:
    found = outline(paper(document(title=["山阳区科技局文件", "山科〔2026〕3号", TITLE])))
    assert found.title == TITLE
    assert found.notes == ["报告前后有 2 段文字没有读入，开头是“山阳区科技局文件”"]


def test_the_preface_stands_between_title_and_first_section() -> None:
    preface = ["根据《中华人民共和国政府信息公开条例》，编制本报告。", "联系电话：0391-1234567"]
    found = outline(paper(document(title=[TITLE, *preface])))
    assert texts(found.preface) == preface and not found.notes
    assert found.origins["texts.preface"].row == 2


def test_a_marked_title_goes_before_others() -> None:
    other = "山阳区科技局2024年政府信息公开工作年度报告"
    whole = document()
    found = outline(paper([other, Heading(TITLE, 1), *whole[1:]]))
    assert (found.title, found.year) == (TITLE, 2025)


# ---- the year from elsewhere


def without_year(*, period: str, first: str = "本局公开信息。") -> list[str]:
    return ["山阳区科技局政府信息公开工作年度报告", "一、总体情况", first, period, "二、主动公开政府信息情况"]


@pytest.mark.parametrize(
    ("lines", "year", "source"),
    [
        (without_year(period="统计期限为2024年1月1日至12月31日。"), 2024, "统计期限"),
        (without_year(period="自２０２４年１月１日起至２０２４年１２月３１日止"), 2024, "统计期限"),
        (without_year(period="好。", first="2024年，本局好。2023年也好。"), 2024, "正文第一句"),
        (without_year(period="好。", first="2024年比2023年好。"), None, ""),
        (without_year(period="2023年1月1日至2024年12月31日"), None, ""),
    ],
)
def test_the_year_from_the_period_or_the_first_sentence(lines: list[str], year: int | None, source: str) -> None:
    found = outline(paper(lines))
    assert found.year == year
    assert found.notes == ([f"标题里看不出年份，按{source}读作 {year} 年"] if year else [])


def test_two_years_that_disagree_are_told_and_the_title_wins() -> None:
    whole = document()
    whole[3] = blocks_of(["统计期限为2024年1月1日至2024年12月31日。"])[0]
    found = outline(paper(whole))
    assert found.year == 2025
    assert found.notes == ["年份不一致：标题写的是 2025 年，统计期限写的是 2024 年；按标题读作 2025 年"]


def test_the_title_of_the_page_where_the_text_has_none() -> None:
    found = outline(
        paper(document(title=[]), title="山阳区科技局2025年政府信息公开工作年度报告_山阳区人民政府门户网站")
    )
    assert (found.title, found.agency, found.year) == (TITLE, "山阳区科技局", 2025)
    assert "正文里没有标题，取自文件自带的标题" in found.notes
    assert outline(paper(document(title=[]), title="新建 Microsoft Word 文档")).title == ""


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        ("本报告由山阳区科技局按照《条例》编制。", "山阳区科技局", None),
        ("现将山阳区科技局2025年度政府信息公开工作情况公布如下：", "山阳区科技局", 2025),
        ("现将2025年山阳区科技局政府信息公开年度报告公布。", "山阳区科技局", 2025),
        ("现公布2025年度政府信息公开工作年度报告。", "", 2025),
        ("本报告由总体情况、主动公开等六部分组成。", "", None),
    ],
)
def test_a_preface_names_the_agency(text: str, agency: str, year: int | None) -> None:
    assert maker(text) == (agency, year)


def test_the_agency_from_preface_or_signature() -> None:
    title = ["2025年政府信息公开工作年度报告"]
    found = outline(paper(document(title=[*title, "本报告由山阳区科技局编制，向社会公布，欢迎公众监督指正。"])))
    assert found.agency == "山阳区科技局" and found.origins["agency"].text.startswith("本报告由")
    found = outline(paper(document(title=title, tail=["山阳区科技局", "2026年1月20日"])))
    assert found.agency == "山阳区科技局" and found.origins["agency"].text == "山阳区科技局"
    assert outline(paper(document(title=title))).agency == ""


# ---- small ones


def test_evened_texts_keep_their_length() -> None:
    for text in ("㈠２０２５年", "二〇二五年", "二○二五 年度", "總體情況", "①½ﬁ"):
        assert len(even(text)) == len(text)
    assert even("二○二五年總體情況") == "2025年总体情况" and even("二十二五年") == "二十二五年"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年1月20日", date(2026, 1, 20)),
        ("二〇二六年一月二十日", date(2026, 1, 20)),
        ("2026-01-20 16:20", date(2026, 1, 20)),
        ("2026.1.20", date(2026, 1, 20)),
        ("2026年13月20日", None),
        ("20261月20日", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    found = find_date(text)
    assert (found[0] if found else None) == day


def test_numerals() -> None:
    assert [value(text) for text in ("一", "十", "十二", "二十", "三十一", "7")] == [1, 10, 12, 20, 31, 7]
    assert value("百") is None and value("") is None


def test_names_of_agencies() -> None:
    assert all(map(is_agency, ("山阳区科技局", "示例县人民政府", "某某街道办事处", "焦作市山阳区", "某局（本级）")))
    assert not any(map(is_agency, ("公开目录", "2025年，本局", "首页>科技局", "", "局")))
    assert period_years(["2025年1月1日至2025年12月31日", "2024年1月1日起至同年12月31日"]) == {2024, 2025}
