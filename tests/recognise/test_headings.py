"""Which lines are headings of the six: by their words first, then by number and order."""

from __future__ import annotations

import pytest

from reportwizard.blocks import Block, Heading, Paper, Paragraph
from reportwizard.editions.loading import edition_ids, load_edition
from reportwizard.recognise.headings import is_like, numbered, spot
from reportwizard.recognise.outline import Outline, outline
from reportwizard.recognise.recognised import SeenHeading
from support.papers import APPLICATIONS, CHALLENGES, HEADINGS, IDS, PROACTIVE, blocks_of, document, grid, paper, texts


def headed(found: Outline) -> list[tuple[str, int | None]]:
    return [(heading.section, heading.number) for heading in found.headings]


def test_every_heading_and_every_wording_of_the_data_is_spotted_as_its_section() -> None:
    for edition in map(load_edition, edition_ids()):
        for section in edition.sections:
            for text in (section.heading, *section.aliases):
                found = spot(text)
                assert found and (found.section, found.rank, found.rest) == (section.id, 3, "") and found.right
            for words in section.wordings:
                found = spot(words)
                assert found and found.section == section.id and found.number is None


@pytest.mark.parametrize(
    ("text", "section", "number"),
    [
        ("一.总体情况", "overview", 1),
        ("1、总体情况", "overview", 1),
        ("１．总体情况", "overview", 1),
        ("第一部分　总体情况", "overview", 1),
        ("第1部分：总体情况", "overview", 1),
        ("一、 总 体 情 况", "overview", 1),
        ("一　总体情况", "overview", 1),
        ("一总体情况", "overview", 1),
        ("【一、总体情况】", "overview", 1),
        ("一、总体情况：", "overview", 1),
        ("一、总体情况（2025年度）", "overview", 1),
        ("一、2025年度总体情况", "overview", 1),
        ("一、总体\u200b情况", "overview", 1),
        ("一、總體情況", "overview", 1),
        ("一、工作基本情况", "overview", 1),
        ("二、主动公开政府信息的情况", "proactive", 2),
        ("三是收到和处理政府信息公开申请情况", "applications", 3),
        ("二、收到和处理政府信息公开申请情况", "applications", 2),
        ("四、政府信息公开行政复议行政诉讼情况", "challenges", 4),
        ("四、政府信息公开行政复议,行政诉讼情况", "challenges", 4),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "challenges", 4),
        ("五、政府信息公开工作存在的主要问题及改进情况", "problems", 5),
        ("其他需要说明的事项", "other_matters", None),
    ],
)
def test_a_heading_however_it_is_written(text: str, section: str, number: int | None) -> None:
    found = spot(text)
    assert found and (found.section, found.number, found.rest) == (section, number, "")


@pytest.mark.parametrize(
    ("text", "heading", "rest"),
    [
        ("一、总体情况 2025年，本局公开信息。", "一、总体情况", "2025年，本局公开信息。"),
        ("一、总体情况。2025年", "一、总体情况", "2025年"),
        ("一、总体情况：好。", "一、总体情况", "好。"),
        ("一、总体情况2025年好。", "一、总体情况", "2025年好。"),
        ("一、总体情况本年好。", "一、总体情况", "本年好。"),
        ("六、其他需要报告的事项无", "六、其他需要报告的事项", "无"),
        ("其他需要报告的事项：无。", "其他需要报告的事项", "无。"),
        ("三是收到和处理政府信息公开申请情况。收到1件。", "三是收到和处理政府信息公开申请情况", "收到1件。"),
        ("一、总体情况\n本年好。", "一、总体情况", "本年好。"),
        ("五、存在的主要问题及改进情况问题和改进的文字。", "五、存在的主要问题及改进情况", "问题和改进的文字。"),
    ],
)
def test_a_heading_and_its_text_in_one_paragraph(text: str, heading: str, rest: str) -> None:
    found = spot(text)
    assert found and (found.text, found.rest) == (heading, rest)


@pytest.mark.parametrize(
    "text",
    [
        "（一）总体情况",
        "(二)主动公开政府信息情况",
        "㈠总体情况",
        "总体情况良好，各项工作有序推进。",
        "主动公开政府信息情况见下表",
        "五、存在的主要问题及改进情况的文字说明如下。",
        "四、存在的主要问题及改进情况问题和改进的文字。",
        "无其他需要报告的事项",
        "一、本年新收政府信息公开申请数量",
        "三、本年度办理结果",
        "四、结转下年度继续办理",
        "一般情况",
        "2025年",
        "",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert spot(text) is None


def test_a_page_number_makes_a_line_of_a_table_of_contents() -> None:
    for text in ("一、总体情况……3", "一、总体情况 ........ 3", "一、总体情况\t3"):
        found = spot(text)
        assert found and found.paged


@pytest.mark.parametrize(
    ("text", "number"),
    [("七、附则", 7), ("第五部分 打算", 5), ("五、加强学习，提高认识。", None), ("（五）打算", None), ("五、", None)],
)
def test_a_line_numbered_like_a_heading(text: str, number: int | None) -> None:
    assert numbered(text) == number


def test_words_that_several_sections_share_make_no_likeness() -> None:
    assert is_like("五、存在的困难", "problems") and not is_like("五、政府信息公开情况", "problems")


# ---- in a document


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_six_of_each_edition_as_plain_lines(edition: str) -> None:
    headings = [section.heading for section in load_edition(edition).sections]
    found = outline(paper(document(headings=headings)))
    assert headed(found) == [(section, number) for number, section in enumerate(IDS, 1)]
    assert [heading.text for heading in found.headings] == headings
    assert texts(found.sections["overview"])[0].startswith("2025年")
    assert [texts(found.sections[section]) for section in IDS[1:4]] == [["表"]] * 3
    assert not found.notes and not found.unread and not found.preface


def test_words_decide_before_numbers() -> None:
    changed = [*HEADINGS[:2], "二、收到和处理政府信息公开申请情况", *HEADINGS[3:]]
    found = outline(paper(document(headings=changed)))
    assert headed(found)[2] == ("applications", 2) and len(found.headings) == 6
    found = outline(paper(document(headings=[heading.partition("、")[2] for heading in HEADINGS])))
    assert headed(found) == [(section, None) for section in IDS]


def test_a_section_whose_heading_is_missing_is_opened_by_its_table() -> None:
    found = outline(paper(document(headings=[HEADINGS[0], "", *HEADINGS[2:]])))
    assert [section for section, _ in headed(found)] == ["overview", *IDS[2:]]
    assert texts(found.sections["proactive"]) == ["表"] and len(found.sections["overview"]) == 2


def test_a_table_under_the_wrong_heading_goes_to_its_section() -> None:
    parts = [*HEADINGS[:3], "表格如下", APPLICATIONS, PROACTIVE, "说明。", HEADINGS[3], CHALLENGES, *HEADINGS[4:]]
    found = outline(paper(["某局2025年政府信息公开工作年度报告", *parts]))
    assert texts(found.sections["proactive"]) == ["表"]
    assert texts(found.sections["applications"]) == ["表格如下", "表", "说明。"]


def test_the_cells_of_a_pasted_table_find_their_section_without_a_heading() -> None:
    cells = [cell.text for row in PROACTIVE.rows for cell in row]
    changed = document(headings=[HEADINGS[0], "", *HEADINGS[2:]])
    at = changed.index(PROACTIVE)
    found = outline(paper([*changed[:at], *cells, *changed[at + 1 :]]))
    assert texts(found.sections["proactive"]) == cells and len(found.sections["overview"]) == 2


def test_a_heading_that_only_its_number_and_place_tell() -> None:
    changed = [*HEADINGS[:4], "五、今后的努力方向", HEADINGS[5]]
    assert headed(outline(paper(document(headings=changed))))[4] == ("problems", 5)
    changed = [*HEADINGS[:4], "", HEADINGS[5]]
    listed = document(headings=changed)
    at = listed.index(CHALLENGES) + 1
    listed[at:at] = blocks_of(["一、上年的问题", "二、今年的问题", "五、今后的努力方向"])
    found = outline(paper(listed))
    assert [section for section, _ in headed(found)] == [*IDS[:4], "other_matters"]


def test_sections_out_of_order_are_seen_in_the_order_of_the_document() -> None:
    parts: list[Block | str] = ["某局2025年政府信息公开工作年度报告", HEADINGS[0], "好。", HEADINGS[2], APPLICATIONS]
    parts += [HEADINGS[1], PROACTIVE, HEADINGS[3], CHALLENGES, HEADINGS[4], "有。", HEADINGS[5], "无。"]
    found = outline(paper(parts))
    assert [section for section, _ in headed(found)] == [IDS[0], IDS[2], IDS[1], *IDS[3:]]
    assert [texts(found.sections[section]) for section in IDS[1:3]] == [["表"], ["表"]]


@pytest.mark.parametrize("paged", [False, True])
@pytest.mark.parametrize("caption", [[], ["目　录"]])
def test_a_table_of_contents_is_not_the_report(paged: bool, caption: list[str]) -> None:
    whole = document()
    entries = [f"{heading}……{page}" if paged else heading for page, heading in enumerate(HEADINGS, 2)]
    whole[1:1] = blocks_of([*caption, *entries])
    found = outline(paper(whole))
    assert texts(found.sections["problems"]) == ["解读还不够深入。改进：组织培训。"]
    assert len(found.headings) == 6 and not found.preface
    assert found.notes == [f"目录 {6 + len(caption)} 行没有读入"]


def test_a_sentence_that_names_the_parts_is_no_heading() -> None:
    whole = document()
    sentence = "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成。"
    whole[1:1] = blocks_of([sentence])
    found = outline(paper(whole))
    assert texts(found.preface) == [sentence] and len(found.headings) == 6


def test_numbering_that_begins_again_inside_a_section_stays_text() -> None:
    own = ["一、存在的主要问题", "学得不够。", "二、改进情况", "一、加强学习", "二、主动公开情况好转", "三、加强督查"]
    whole = document()
    at = next(index for index, block in enumerate(whole) if isinstance(block, Paragraph) and "解读" in block.text)
    whole[at : at + 1] = blocks_of(own)
    found = outline(paper(whole))
    assert texts(found.sections["problems"]) == own
    assert [section for section, _ in headed(found)] == list(IDS)


def test_headings_below_the_sections_stay_text() -> None:
    whole = document()
    whole[2:2] = [Heading("（一）主动公开情况", 3), Paragraph("公开一批。"), Heading("（二）依申请公开", 3)]
    found = outline(paper(whole))
    assert found.sections["overview"][0] == Paragraph("（一）主动公开情况")
    assert texts(found.sections["overview"])[:3] == ["（一）主动公开情况", "公开一批。", "（二）依申请公开"]


def test_a_heading_printed_again_over_its_table_is_told_not_kept() -> None:
    whole = document()
    at = whole.index(CHALLENGES)
    whole[at:at] = blocks_of([HEADINGS[3]])
    found = outline(paper(whole))
    assert texts(found.sections["challenges"]) == ["表"] and len(found.headings) == 6
    assert found.notes == [f"标题“{HEADINGS[3]}”印了两次，只算一次"]


def test_a_seventh_heading_is_seen_and_stays_text() -> None:
    found = outline(paper(document(tail=["七、附则", "本报告电子版可以下载。"])))
    assert headed(found)[-1] == ("", 7)
    assert texts(found.sections["other_matters"])[1:] == ["七、附则", "本报告电子版可以下载。"]


def test_headings_in_tables_of_one_cell_and_in_the_rows_of_a_layout() -> None:
    found = outline(
        paper(
            [
                "某局2025年政府信息公开工作年度报告",
                grid(["一、总体情况", "2025年，本局全面推进公开工作。\n成效明显。"]),
                grid(["二、主动公开政府信息情况"]),
                PROACTIVE,
                grid(["三、", "收到和处理政府信息公开申请情况"], ["收到0件。", ""]),
                APPLICATIONS,
            ]
        )
    )
    assert [section for section, _ in headed(found)] == list(IDS[:3])
    assert texts(found.sections["overview"]) == ["2025年，本局全面推进公开工作。", "成效明显。"]
    assert texts(found.sections["applications"]) == ["收到0件。", "表"]


def test_a_sheet_that_holds_the_whole_report_falls_apart_at_its_headings() -> None:
    above = grid(["某局2025年政府信息公开工作年度报告"], [HEADINGS[0]], ["好。"], [HEADINGS[1]], ["见下表。"])
    below = grid([HEADINGS[4]], ["有问题。"], [HEADINGS[5]], ["无"])
    whole = grid()
    rows = (*above.rows, *PROACTIVE.rows, *grid([HEADINGS[2]]).rows, *APPLICATIONS.rows, *below.rows)
    found = outline(Paper((type(whole)(rows, place="工作表“报告”"),), "xlsx"))
    assert found.title == "某局2025年政府信息公开工作年度报告"
    assert {section: texts(blocks) for section, blocks in found.sections.items()} == {
        "overview": ["好。"],
        "proactive": ["见下表。", "表"],
        "applications": ["表"],
        "problems": ["有问题。"],
        "other_matters": ["无"],
    }
    part = found.sections["proactive"][1]
    assert not isinstance(part, (Heading, Paragraph)) and part.rows == PROACTIVE.rows
    assert (part.number, part.above, part.place) == (1, 5, "工作表“报告”")
    assert found.sections["overview"][0].place == "工作表“报告”"


def test_marked_headings_that_are_all_there_are_believed_and_no_line_beside_them() -> None:
    whole: list[Block] = [
        Heading(block.text, 2) if isinstance(block, Paragraph) and block.text in HEADINGS else block
        for block in document(
            tail=["一、总体情况", "二、主动公开政府信息情况", "规章", "行政规范性文件", "0", "七、附则"]
        )
    ]
    found = outline(paper(whole))
    assert texts(found.sections["other_matters"])[1:6] == [
        "一、总体情况", "二、主动公开政府信息情况", "规章", "行政规范性文件", "0",
    ]  # fmt: skip


def test_what_is_no_report_has_no_headings() -> None:
    found = outline(paper(["一、存在的问题", "二、改进", grid(["其他", "总计"], ["1", "1"])]))
    assert not found.headings and not found.forms and not found.sections
    assert outline(Paper((), "txt")) == Outline()


def test_headings_below_the_first_section_do_not_stand_in_for_a_missing_one() -> None:
    own = ["1.主动公开情况", "公开一批。", "主动公开情况", "依申请公开情况", "收到一件。"]
    whole = document(headings=[HEADINGS[0], "", *HEADINGS[2:]])
    whole[2:2] = blocks_of(own)
    found = outline(paper(whole))
    assert texts(found.sections["overview"])[:5] == own and texts(found.sections["proactive"]) == ["表"]
    assert len(found.headings) == 5
    whole.insert(whole.index(PROACTIVE), Paragraph("主动公开情况"))
    found = outline(paper(whole))
    assert found.headings[1] == SeenHeading("proactive", "主动公开情况", None)


@pytest.mark.parametrize("at", [3, 8, 15])
def test_a_heading_broken_over_two_lines(at: int) -> None:
    whole = document()
    line = next(index for index, block in enumerate(whole) if block == Paragraph(HEADINGS[3]))
    whole[line : line + 1] = blocks_of([HEADINGS[3][:at], HEADINGS[3][at:]])
    found = outline(paper(whole))
    assert found.headings[3] == SeenHeading("challenges", HEADINGS[3], 4)
    assert texts(found.sections["challenges"]) == ["表"] and len(found.headings) == 6


@pytest.mark.parametrize("caption", ["表 1　主动公开政府信息情况", "表一：主动公开政府信息情况", "表2 主动公开情况"])
def test_the_name_above_a_table_is_no_text_of_the_section(caption: str) -> None:
    whole = document()
    at = whole.index(PROACTIVE)
    whole[at:at] = blocks_of(["具体见下表。", caption])
    assert texts(outline(paper(whole)).sections["proactive"]) == ["具体见下表。", "表"]
    whole[at + 1] = Paragraph("表 3　其他情况")
    assert texts(outline(paper(whole)).sections["proactive"]) == ["具体见下表。", "表 3　其他情况", "表"]
