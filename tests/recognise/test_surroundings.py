"""What stands around a report: a page's furniture, attachments, the signature. Nothing goes without a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reportwizard.blocks import Block, Heading, Paper, Paragraph
from reportwizard.recognise.furniture import container, inside, is_remark, is_running, is_tail, published_on
from reportwizard.recognise.outline import Outline, outline
from support.papers import APPLICATIONS, HEADINGS, PROACTIVE, TITLE, blocks_of, document, grid, paper, texts

BODY = (1, 3, 5)


def page(
    *,
    before: tuple[str, ...] = ("首页", "当前位置：首页 > 政务公开"),
    under: tuple[str, ...] = (),
    tail: tuple[str, ...] = (),
) -> list[Block]:
    """A page of a government's site: navigation, the article with its title above, the footer."""
    inner = [replace(block, within=BODY) for block in document(title=[])]
    return [
        *blocks_of(before, (1, 2)),
        Heading(TITLE, 1, within=(1, 3)),
        *blocks_of(under, (1, 3, 4)),
        *inner,
        *blocks_of(tail, BODY),
        *blocks_of(["主办单位：示例县人民政府", "京ICP备12345678号"], (1, 6)),
    ]


def on_page(blocks: list[Block]) -> Outline:
    return outline(Paper(tuple(blocks), "html", f"{TITLE}_示例县人民政府"))


def test_a_page_is_read_without_what_stands_around_the_report() -> None:
    under = ("发布日期：2026-01-20 16:20 来源：区科技局 浏览次数：12", "字号：[大 中 小]")
    found = on_page(page(under=under, tail=("【打印】 【关闭】", "上一篇：没有了", "附件：年报.docx")))
    assert (found.title, found.agency, found.year) == (TITLE, "山阳区科技局", 2025)
    assert not found.preface and texts(found.sections["other_matters"]) == ["本年没有收取信息处理费。"]
    assert found.notes == ["报告前后有 9 段网页文字没有读入，开头是“首页”"]
    assert found.published == date(2026, 1, 20) and found.origins["published"].text == under[0]


def test_navigation_tables_and_lists_of_other_years_are_left_out() -> None:
    blocks = page(before=("首页", "示例县2024年政府信息公开工作年度报告", "某镇2025年政府信息公开工作年度报告"))
    blocks[0:0] = [grid(["走进示例", "政务公开"], ["办事服务", "互动交流"])]
    blocks[-1:-1] = [grid(["友情链接", "中国政府网"])]
    found = on_page(blocks)
    assert found.title == TITLE and len(found.headings) == 6
    assert found.notes == ["报告前后有 7 段网页文字没有读入，开头是“走进示例 政务公开 办事服务 互动交流”"]
    assert [section for section in found.sections if "表" in texts(found.sections[section])] == [
        "proactive", "applications", "challenges",
    ]  # fmt: skip


def test_lists_beside_the_report_do_not_lend_it_their_titles_and_headings() -> None:
    """A site's tree of links stands in the same container as the article, and last year's title in it."""
    tree = ["政府信息公开指南", "示例县2024年政府信息公开工作年度报告", "一、总体情况", "政府信息公开年报"]
    blocks = [replace(block, within=(1, 3)) if block.within == (1, 3, 4) else block for block in page()]
    blocks[2:2] = blocks_of(tree, (1, 3, 2))
    for whole in (blocks, [replace(block, within=()) for block in blocks]):
        found = on_page(whole)
        assert (found.title, found.year, len(found.headings)) == (TITLE, 2025, 6)
        assert texts(found.sections["overview"])[0] == "2025年，本局依法公开政府信息。" and not found.preface
        assert found.notes == ["报告前后有 8 段网页文字没有读入，开头是“首页”"]


def test_running_text_among_the_furniture_stays() -> None:
    sentence = "本年度报告的电子版可以从本机关网站下载，欢迎公众查阅并提出意见和建议。"
    found = on_page(page(tail=("打印本页", sentence)))
    assert texts(found.sections["other_matters"])[1:] == [sentence]
    preface = "根据《中华人民共和国政府信息公开条例》的规定，现编制本报告并向社会公布。"
    assert texts(on_page(page(under=(preface,))).preface) == [preface]


def test_a_page_without_containers_is_told_by_its_words() -> None:
    blocks = [replace(block, within=()) for block in page(under=("来源：本站",), tail=("关闭窗口",))]
    found = on_page(blocks)
    assert texts(found.sections["other_matters"]) == ["本年没有收取信息处理费。"] and not found.preface
    assert found.notes == ["报告前后有 6 段网页文字没有读入，开头是“首页”"]


def test_words_of_furniture_in_a_document_that_is_no_page_stay() -> None:
    found = outline(paper(document(tail=["附件：略", "主办单位：本局"])))
    assert texts(found.sections["other_matters"])[1:] == ["附件：略", "主办单位：本局"] and not found.notes


def test_a_page_pasted_into_a_document_is_still_a_page() -> None:
    whole = document(title=["当前位置：首页 > 年报", TITLE], tail=["【打印】【关闭】", "网站标识码：4108110001"])
    found = outline(paper(whole))
    assert texts(found.sections["other_matters"]) == ["本年没有收取信息处理费。"]
    assert found.notes == ["报告前后有 3 段文字没有读入，开头是“当前位置：首页 > 年报”"]


# ---- the signature


@pytest.mark.parametrize(
    "tail",
    [
        ["山阳区科技局", "2026年1月20日"],
        ["山阳区科技局　2026年1月20日"],
        ["2026年1月20日"],
        ["（二〇二六年一月二十日）"],
    ],
)
def test_a_signature_is_the_date_of_publication_and_no_text(tail: list[str]) -> None:
    found = outline(paper(document(tail=tail)))
    assert found.published == date(2026, 1, 20) and found.origins["published"].text == tail[-1]
    assert texts(found.sections["other_matters"]) == ["本年没有收取信息处理费。"]
    assert found.notes == [f"末尾的落款“{' '.join(tail)}”没有放进正文"]


@pytest.mark.parametrize("line", ["收费通知于2026年1月20日", "2026年1月20日发出。", "山阳区科技局", "20261月20日"])
def test_what_is_no_signature_stays(line: str) -> None:
    found = outline(paper(document(tail=[line])))
    assert found.published is None and texts(found.sections["other_matters"])[1:] == [line]


def test_a_text_of_ours_keeps_its_signature_and_its_date_is_known() -> None:
    found = outline(paper(document(tail=["2026年1月20日"]), "txt"))
    assert found.published == date(2026, 1, 20)
    assert texts(found.sections["other_matters"])[1:] == ["2026年1月20日"] and not found.notes


# ---- attachments


def test_tables_of_attachments_are_named_and_do_not_reach_the_form() -> None:
    other = replace(PROACTIVE, place="第 5 页")
    found = outline(paper(document(tail=["附件1", "下属单位情况表", grid(["单位", "件数"], ["某中心", "3"]), other])))
    assert texts(found.sections["other_matters"]) == ["本年没有收取信息处理费。"]
    assert texts(found.sections["proactive"]) == ["表"]
    assert [str(each) for each in found.unread[:2]] == [
        "“附件1\n下属单位情况表”：正文之后的附件，没有读入",
        "第 4 个表 “单位 ｜ 件数 ｜ 某中心 ｜ 3”：“附件1”里的表，不是报告的表格",
    ]
    assert found.unread[2].place == "第 5 页 第 5 个表" and len(found.unread) == 3


def test_tables_of_attachments_are_named_where_headings_are_marked_too() -> None:
    whole = [
        Heading(block.text, 2) if isinstance(block, Paragraph) and block.text in HEADINGS else block
        for block in document()
    ]
    tail: list[Block | str] = ["附件1", grid(["单位", "件数"], ["某中心", "3"])]
    found = outline(paper([Heading(TITLE, 1), *whole[1:], *tail]))
    assert texts(found.sections["other_matters"]) == ["本年没有收取信息处理费。"] and len(found.unread) == 2


def test_the_reports_own_table_may_stand_in_an_attachment() -> None:
    whole = [block for block in document(tail=["附件", APPLICATIONS]) if block is not APPLICATIONS]
    found = outline(paper([*whole, "附件：申请情况表", APPLICATIONS]))
    assert texts(found.sections["applications"]) == ["表"] and not found.unread


# ---- small ones


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-20",
        "（2026年1月20日 10:20）",
        "来源：区科技局",
        "浏览次数：12次",
        "字号：[大 中 小]",
        "索引号：0001/2026",
    ],
)
def test_remarks_under_a_title(text: str) -> None:
    assert is_remark(text)


@pytest.mark.parametrize(
    "text",
    ["打印", "【关闭窗口】", "打印 | 关闭", "上一篇：没有了", "版权所有：示例县人民政府", "京ICP备123号-1",
     "分享到：微信", "当前位置：首页 > 政务公开", "扫一扫在手机打开当前页", "主办单位：某局", "网站标识码：4108110001"],
)  # fmt: skip
def test_lines_below_a_report(text: str) -> None:
    assert is_tail(text)


@pytest.mark.parametrize(
    "text",
    [
        "无",
        "本年没有收取信息处理费。",
        "打印设备由本局提供。",
        "关闭政务新媒体账号2个。",
        "分享经验",
        "来源渠道多样",
        "（一）收费情况",
    ],
)
def test_running_text_is_no_furniture(text: str) -> None:
    assert not is_tail(text) and not (is_running(text) and is_remark(text))


def test_containers() -> None:
    assert (
        container([(1, 2, 3), (1, 2, 4, 5), (1, 2)]) == (1, 2) and container([]) == () and container([(), (1,)]) == ()
    )
    assert inside((1, 2, 9), (1, 2)) and inside((), ()) and not inside((1,), (1, 2)) and not inside((2, 2), (1,))
    assert (
        published_on("来源：某局 发布时间：2026年1月20日") == date(2026, 1, 20)
        and published_on("2026年1月20日") is None
    )
