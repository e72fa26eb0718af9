"""Findings in text: what is wrong, where, what lies behind it, and what a person said of it."""

from __future__ import annotations

from datetime import date

import pytest

from reportwizard.checks import Hint, check, waiver_values
from reportwizard.recognise.recognised import Origin
from reportwizard.records import replace
from reportwizard.report.model import Waiver
from reportwizard.typeset.excerpts import columns
from reportwizard.typeset.findings import Checked, as_text, fails
from support.findings import HOSTILE, IDENTITY, checked, in_text, of_a_document, of_all_kinds, report
from support.reports import sample


def test_hints_waived_and_lapsed_findings_in_text() -> None:
    made = sample("hangzhou-2025")
    made.figures["applications.granted.natural_person"] = 534
    (finding,) = check(made, codes=frozenset({"A01", "A06"}))
    text = as_text([Checked("a.toml", made, [finding])])
    assert "        A06 可能少打一位：534 应为 5345（自然人“（一）予以公开”）\n        改法：" in text
    values = waiver_values(made, finding)
    made.waivers = [Waiver("A01", finding.where, "张三", date(2026, 1, 5), "台账如此", values)]
    text = as_text([Checked("a.toml", made, check(made, codes=frozenset({"A01"})))])
    assert "- 已说明 A01" in text and "张三 2026-01-05 的说明：台账如此" in text and "没有发现问题，1 处已说明" in text
    made.waivers = [replace(made.waivers[0], values=(*values[:-1], 1))]
    text = as_text([Checked("a.toml", made, check(made, codes=frozenset({"A01"})))])
    assert "原来的说明已失效，数或者文字已改变（张三 2026-01-05 的说明：台账如此）" in text and "1 处错误" in text


def test_the_whole_text_of_a_file() -> None:
    assert as_text([of_all_kinds()]) == (
        "某局.toml　某局2025年政府信息公开工作年度报告\n"
        "  报告信息\n"
        "    ? 警告 W01 标题里没有年度\n"
        "        原文：某局2025年政府信息公开工作年度报告\n"
        "        改法：补上年度\n"
        "  一、总体情况\n"
        "    ! 错误 N01 文中是 12，表中是 3，文中多 9\n"
        "        原文：全年收到申请【12件】，其中自然人10件。\n"
        "        表中：一、本年新收政府信息公开申请数量 ／ 自然人：3\n"
        "        A06 可能少打一位\n"
        "        改法：核对后改正一处\n"
        "  三、收到和处理政府信息公开申请情况\n"
        "    ! 错误 V01 还有 2 格没有填\n"
        "        原来的说明已失效，数或者文字已改变（张三 2026-01-05 的说明：台账如此）\n"
        "        改法：没有的填 0\n"
        "  报告信息\n"
        "    i 建议 W15 正文没有写明\n"
        "  已说明理由、保留不改的\n"
        "    - 已说明 V07 少于制发数\n"
        "        张三 2026-01-05 的说明：台账如此\n"
        "  没有用到的说明（这次没有发现它们所说的问题）\n"
        "    - A01 一、本年新收政府信息公开申请数量 ／ 自然人（李四 的说明：已核对）\n"
        "  2 处错误，1 处警告，1 处建议，1 处已说明\n"
    )


def test_a_document_tells_where_its_words_stand_and_what_was_not_read() -> None:
    text = as_text([of_a_document(), checked()])
    assert "        位置：原件第 2 个表 第 5 行 第 3 格\n" in text
    assert "    × 第 2 个表第 5 行 “合计 | 12”：不知道是哪一行（最接近的是“总计”）\n  1 处错误，1 处没有读入\n" in text
    assert text.endswith("  没有发现问题\n\n共 2 份报告：1 处错误，0 处警告，0 处建议\n")


def test_a_hint_of_the_rule_itself_names_it_no_second_time() -> None:
    made = report()
    finding = in_text(made, "12件", hints=(Hint("N01", "可能是照抄上年", ()), Hint("A06", "可能少打一位", ())))
    text = as_text([checked(finding, made=made)])
    assert "        可能是照抄上年\n        A06 可能少打一位\n" in text


def test_a_sentence_of_a_document_stands_below_where_its_text_begins() -> None:
    entry = of_a_document()
    origins = {**entry.origins, "texts.overview": Origin("第 2 页", 0, 3, 1, "全年")}
    text = as_text([replace(entry, findings=[in_text(entry.report, "12件")], origins=origins)])
    assert "        位置：原件第 2 页 第 3 行起\n" in text


def test_idle_waivers_of_rules_that_did_not_run_are_not_told() -> None:
    entry = of_all_kinds()
    assert "没有用到的说明" not in as_text([replace(entry, codes=frozenset({"V07"}))])


@pytest.mark.parametrize("nasty", HOSTILE)
def test_no_text_of_a_report_gets_out_of_its_line(nasty: str) -> None:
    made = report()
    made.agency = nasty
    made.texts["overview"] = f"{nasty}12件{nasty}"
    finding = in_text(made, "12件", message=nasty, remedy=nasty, lapsed=Waiver("N01", (), nasty, None, nasty, ()))
    text = as_text([checked(finding, made=made, file=nasty)])
    assert [line[:4] for line in text.splitlines()].count("    ") >= 5
    assert all(character == "\n" or character.isprintable() or character == "\u3000" for character in text)
    assert len(text.splitlines()) == 8


def test_no_whole_identity_number_is_told() -> None:
    made = report()
    finding = in_text(made, IDENTITY, code="P01", message=f"号码 {IDENTITY}", remedy=f"删去 {IDENTITY}")
    made.waivers = [Waiver("P03", ("texts.overview",), IDENTITY, None, IDENTITY, ())]
    entry = checked(finding, in_text(made, "号"), made=made)
    text = as_text([entry, replace(of_a_document(), file=f"{IDENTITY[:10]}")])
    assert IDENTITY not in text and text.count("110************02X") >= 6


@pytest.mark.parametrize(("threshold", "failing"), [("error", 1), ("warning", 2), ("advice", 3)])
def test_the_threshold_counts_what_nobody_waived(threshold: str, failing: int) -> None:
    entry = of_all_kinds()
    open_ones = {"error": entry.open[1:3], "warning": entry.open[:1], "advice": entry.open[3:]}
    told = [fails([replace(entry, findings=found)], threshold) for found in open_ones.values()]  # type: ignore[arg-type]
    assert told == [True] * failing + [False] * (3 - failing)
    assert not fails([replace(entry, findings=entry.waived)], "advice")


def test_claims_are_listed_for_who_asks() -> None:
    made = sample("hangzhou-2025")
    made.texts["overview"] = "全年新收政府信息公开申请12件。"
    text = as_text([Checked("a.toml", made, [])], explain=True)
    assert "  文字里读出的数（有没有问题见后面各条）\n    一、总体情况\n" in text and "12件" in text
    assert "文字里读出的数" not in as_text([Checked("a.toml", made, [])])


def test_an_excerpt_is_never_more_than_a_line() -> None:
    made = report()
    made.texts["overview"] = "长" * 500 + "12件" + "长" * 500
    for line in as_text([checked(in_text(made, "12件"), made=made)]).splitlines():
        assert columns(line) <= 80
