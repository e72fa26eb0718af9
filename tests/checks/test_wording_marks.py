"""Family W: marks that need a partner, numbers that follow one another, and subjects from a copied text."""

from __future__ import annotations

import pytest

from support.said import found, marked, report_with

# ---- W13: marks


@pytest.mark.parametrize(
    "text",
    [
        "执行《中华人民共和国政府信息公开条例》（以下简称《条例》）。",
        "印发《关于〈示例县公开办法〉的通知》。",
        "印发《关于《示例县公开办法》的通知》。",
        "优化“放管服”改革(含窗口）。",
        "1）主动公开；2）依申请公开。",
        "a）网站；b）专栏。",
        "一）主动公开。\n二）依申请公开。",
        "“第一段引文。\n第二段引文。”",
        "他说：“‘一网通办’很方便。”",
        "见（附件1）、(附件2)。",
    ],
)
def test_paired_marks_are_no_finding(text: str) -> None:
    assert found(report_with(text), "W13") == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("执行《中华人民共和国政府信息公开条例。", "《"),
        ("执行政府信息公开条例》，按目录公开。", "》"),
        ("按要求（见附件公开。", "（"),
        ("按要求见附件）公开。", "）"),
        ("优化“放管服改革。", "“"),
        ("优化放管服”改革。", "”"),
        ("优化“放管服“改革。", "“"),
        ("第一段（未完\n第二段）完。", "（"),
        ("关于》条例《的通知", "》"),
    ],
)
def test_a_mark_without_its_partner_is_told(text: str, mark: str) -> None:
    report = report_with(text)
    first = found(report, "W13")[0]
    assert (first.actual, first.severity) == (mark, "warning")
    assert marked(report, "W13")[0].startswith(mark)


def test_a_text_that_is_all_brackets_is_told_ten_times() -> None:
    assert len(found(report_with("（" * 1000), "W13")) == 10


# ---- W13: numbers


@pytest.mark.parametrize(
    "text",
    [
        "（一）主动公开。\n（二）依申请公开。\n（三）管理。",
        "一、概况\n（一）甲。\n（二）乙。\n二、做法\n（一）丙。\n（二）丁。",
        "存在的问题：一是甲；二是乙。\n改进措施：一是丙；二是丁；三是戊。",
        "1.甲；2.乙；3.丙。改进情况：1.丁；2.戊；3.己。",
        "一是甲；二是乙。改进情况：一是丙；二是丁。",
        "一是甲，包括：一是丙，二是丁；二是乙；三是戊。",
        "（一）甲。一是乙；二是丙。\n（二）丁。一是戊；二是己。",
        "1.甲。\n（1）乙。\n（2）丙。\n2.丁。\n（1）戊。",
        "1.2024年的问题已整改。\n2.12月起试行。\n3.24小时值守。",
        "公开率为1.5，3.6万次。",
        "依据第二十条第（一）项、第（八）项。",
        "其中（三）项和（五）项为主。",
        "（二）续上。\n（三）再续。",
        "十、甲\n十一、乙\n十二、丙",
        "九是甲；十是乙。",
        "全年统一是前提；第一是安全，第三是便民。",
        "一、二、三等奖各一名。",
    ],
)
def test_numbers_that_follow_or_begin_anew_are_no_finding(text: str) -> None:
    assert found(report_with(text), "W13") == []


@pytest.mark.parametrize(
    ("text", "words", "how"),
    [
        ("（一）主动公开。\n（三）管理。", "（三）", "跳号了"),
        ("（一）甲。\n（二）乙。\n（二）丙。", "（二）", "重复了"),
        ("（一）甲。\n（三）乙。\n（三）丙。\n（四）丁。", "（三）", "跳号了"),
        ("一、甲\n三、乙", "三、", "跳号了"),
        ("1.甲；2.乙；4.丙。", "4.", "跳号了"),
        ("1、甲\n2、乙\n2、丙", "2、", "重复了"),
        ("（1）甲；（3）乙。", "（3）", "跳号了"),
        ("一是甲；二是乙；二是丙。", "二是", "重复了"),
        ("一是甲；三是乙。", "三是", "跳号了"),
        ("问题：一是甲；二是乙；三是丙。\n措施：一是丁；二是戊；四是己。", "四是", "跳号了"),
        ("一是甲。二是乙。三是丙。二是丁。", "二是", "次序乱了"),
        (
            "九、甲\n十一、乙".replace(
                "九、甲", "一、甲\n二、甲\n三、甲\n四、甲\n五、甲\n六、甲\n七、甲\n八、甲\n九、甲"
            ),
            "十一、",
            "跳号了",
        ),
    ],
)
def test_a_number_out_of_order_is_told(text: str, words: str, how: str) -> None:
    report = report_with(text)
    assert marked(report, "W13") == [words]
    assert how in found(report, "W13")[0].message


def test_a_number_out_of_order_tells_what_it_should_be() -> None:
    (finding,) = found(report_with("（一）甲。\n（三）乙。\n（四）丙。"), "W13")
    assert finding.message == "序号“（三）”跳号了，前一个是 1，这里应是 2"
    assert (finding.expected, finding.actual) == (2, 3)


# ---- W12


@pytest.mark.parametrize(
    ("agency", "text", "words"),
    [
        ("示例县人民政府", "2025年，邻山县认真执行条例。", "邻山县"),
        ("示例县人民政府", "邻山县人民政府高度重视信息公开。", "邻山县人民政府"),
        ("示例县人民政府", "（一）主动公开。邻山县严格按照目录公开。", "邻山县"),
        ("上城区民政局", "2025年，西湖区民政局坚持公开。", "西湖区民政局"),
        ("杭州市上城区民政局", "杭州市西湖区民政局坚持公开。", "杭州市西湖区民政局"),
        ("山阳区科技局", "2025年，山阳区教育局认真执行条例。", "山阳区教育局"),
        ("山阳区科技局", "2025年，区教育局认真执行条例。", "区教育局"),
        ("江苏省民政厅", "浙江省民政厅深入推进公开。", "浙江省民政厅"),
        ("杭州市人民政府", "2025年，温州市人民政府认真执行条例。", "温州市人民政府"),
        ("示例镇人民政府", "邻山镇积极推进公开。", "邻山镇"),
    ],
)
def test_another_subject_is_told(agency: str, text: str, words: str) -> None:
    report = report_with(text, agency=agency)
    assert marked(report, "W12") == [words]
    assert found(report, "W12")[0].severity == "warning"


@pytest.mark.parametrize(
    ("agency", "text"),
    [
        ("示例县人民政府", "2025年，示例县认真执行条例。"),
        ("示例县人民政府", "全县各级行政机关认真执行条例。"),
        ("示例县人民政府", "我县高度重视信息公开。"),
        ("示例县人民政府", "各县直单位认真执行条例。"),
        ("示例县人民政府", "在省政府、市政府办公室的指导下，积极推进公开。"),
        ("示例县人民政府", "省政府办公厅严格考核。"),
        ("示例县人民政府", "国务院办公厅全面部署。"),
        ("示例县人民政府", "示例县教育局认真执行条例。"),
        ("示例县人民政府", "学习邻山县的做法，积极推进公开。"),
        ("示例县人民政府", "按照邻山县与示例县的协议，积极推进公开。"),
        ("示例县人民政府", "城关镇积极推进公开。"),
        ("示例县人民政府", "杭州市高度重视县级公开。"),
        ("示例县人民政府办公室", "示例县人民政府高度重视公开。"),
        ("山阳区科学技术局", "2025年，山阳区科技局认真执行条例。"),
        ("焦作市山阳区科技局", "2025年，区科技局认真执行条例。"),
        ("山阳区科技局", "2025年，焦作市科技局全面部署。"),
        ("山阳区科技局", "2025年，我局认真执行条例。"),
        ("山阳区科技局", "2025年，区政府高度重视公开。"),
        ("示例市综合行政执法局", "2025年，市城管局认真执行条例。"),
        ("杭州市人民政府", "按目录公开。\n建德市积极推进基层公开。"),
        ("杭州市", "2025年，西湖区认真执行条例。"),
        ("郑州高新技术产业开发区管委会", "2025年，高新区认真执行条例。"),
        ("景德镇市人民政府", "2025年，景德镇市认真执行条例。"),
        ("", "2025年，邻山县认真执行条例。"),
        ("民政局", "2025年，邻山县认真执行条例。"),
    ],
)
def test_ones_own_and_those_above_and_below_are_no_finding(agency: str, text: str) -> None:
    assert found(report_with(text, agency=agency), "W12") == []


def test_one_name_is_told_once() -> None:
    text = "邻山县认真执行条例。\n邻山县积极推进公开。"
    assert marked(report_with(text), "W12") == ["邻山县"]
