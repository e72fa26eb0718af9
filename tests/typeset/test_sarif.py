"""SARIF: valid by the schema of the format, and telling where, how bad, and what somebody said of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from reportwizard.characters import has_harmful
from reportwizard.checks import RULES
from reportwizard.records import replace
from reportwizard.typeset.findings import Checked
from reportwizard.typeset.sarif import as_sarif
from support.findings import HOSTILE, IDENTITY, RECEIVED, checked, in_text, of_a_document, of_all_kinds, report

SCHEMA = json.loads((Path(__file__).parents[1] / "support" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
VALID = Draft4Validator(SCHEMA)


def run(*entries: Checked, unreadable: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    """The one run of the log, which the schema takes."""
    log = json.loads(as_sarif(entries, unreadable))
    VALID.validate(log)
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    return dict(only)


def test_every_rule_is_described() -> None:
    rules = run()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    levels = {"error": "error", "warning": "warning", "advice": "note"}
    for rule, known in zip(rules, RULES.values(), strict=True):
        assert rule["defaultConfiguration"]["level"] == levels[known.severity]
        assert rule["shortDescription"]["text"] == known.title
        assert "依据：" in rule["help"]["text"] and "**依据**" in rule["help"]["markdown"]


def test_results_of_every_kind() -> None:
    title, words, cells, nothing, waived = run(of_all_kinds())["results"]
    assert [each["level"] for each in (title, words, cells, nothing, waived)] == [
        "warning",
        "error",
        "error",
        "note",
        "warning",
    ]
    assert words["ruleId"] == "N01" and list(RULES)[words["ruleIndex"]] == "N01"
    assert words["message"]["text"] == (
        "文中是 12，表中是 3，文中多 9\n原文：全年收到申请【12件】，其中自然人10件。\n"
        "A06 可能少打一位\n改法：核对后改正一处"
    )
    (place,) = words["locations"]
    physical = place["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "%E6%9F%90%E5%B1%80.toml", "uriBaseId": "SRCROOT"}
    assert physical["region"] == {"startLine": 10, "startColumn": 7, "endLine": 10, "endColumn": 10}
    assert place["logicalLocations"] == [
        {"name": "一、总体情况", "kind": "property", "fullyQualifiedName": "texts.overview"}
    ]
    assert words["relatedLocations"][0]["logicalLocations"][0]["fullyQualifiedName"] == RECEIVED
    assert waived["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "张三 2026-01-05 的说明：台账如此"}
    ]
    assert title["suppressions"] == words["suppressions"] == []
    assert "region" not in title["locations"][0]["physicalLocation"]
    assert nothing["locations"][0]["logicalLocations"][0]["name"] == "整份报告"
    assert "原来的说明已失效" in cells["message"]["text"]


def test_lines_are_those_of_the_file() -> None:
    entry = of_all_kinds()
    words = run(entry)["results"][1]["locations"][0]["physicalLocation"]["region"]
    line = entry.source.split("\n")[words["startLine"] - 1]
    assert line[words["startColumn"] - 1 : words["endColumn"] - 1] == "12件"


def test_a_document_has_no_lines_but_its_own_places_and_what_was_not_read() -> None:
    only = run(of_a_document(), unreadable=(("坏.docx", "坏.docx：不是 Word 文件。"),))
    (result,) = only["results"]
    (place,) = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "%E9%99%84%E4%BB%B6%201.docx", "uriBaseId": "SRCROOT"}
    }
    assert place["logicalLocations"][0]["properties"] == {"origin": "第 2 个表 第 5 行 第 3 格"}
    assert "位置：原件第 2 个表 第 5 行 第 3 格" in result["message"]["text"]
    (invocation,) = only["invocations"]
    assert not invocation["executionSuccessful"]
    assert [(each["level"], each["message"]["text"]) for each in invocation["toolExecutionNotifications"]] == [
        ("error", "坏.docx：不是 Word 文件。"),
        ("warning", "没有读入 第 2 个表第 5 行 “合计 | 12”：不知道是哪一行（最接近的是“总计”）"),
    ]


def test_nothing_found_is_an_empty_list() -> None:
    only = run(checked())
    assert only["results"] == [] and only["invocations"][0]["executionSuccessful"]


def test_standard_input_is_no_file() -> None:
    (result,) = run(checked(in_text(report(), "12件"), file="-"))["results"]
    assert "physicalLocation" not in result["locations"][0] and result["locations"][0]["logicalLocations"]


def test_a_file_elsewhere_has_a_whole_uri(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    other = tmp_path.parent / "别处 #1.toml"
    inside, outside = (
        run(checked(in_text(report(), "12件"), file=name))["results"][0]["locations"][0]["physicalLocation"]
        for name in (str(tmp_path / "a" / ".." / "b.toml"), str(other))
    )
    assert inside["artifactLocation"] == {"uri": "b.toml", "uriBaseId": "SRCROOT"}
    assert outside["artifactLocation"] == {"uri": other.as_uri()}


@given(
    st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=20).filter(
        lambda n: n not in (".", "..", "-")
    )
)
def test_any_name_of_a_file_becomes_a_uri(name: str) -> None:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return
    (result,) = run(checked(in_text(report(), "12件"), file=name))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote_to_bytes(uri).decode("utf-8") == name and uri.isascii() and ":" not in uri and "#" not in uri


@pytest.mark.parametrize("nasty", HOSTILE)
def test_no_text_becomes_a_link_or_a_placeholder(nasty: str) -> None:
    made = report()
    made.texts["overview"] = f"{nasty}12件{nasty}"
    text = run(checked(in_text(made, "12件", message=nasty, remedy=nasty), made=made))["results"][0]["message"]["text"]
    assert not has_harmful(text)
    assert "{" not in text.replace("{{", "") and "[点我](" not in text


def test_fingerprints_stay_when_lines_and_figures_move() -> None:
    made = report()
    finding = in_text(made, "12件")
    before = run(checked(finding, made=made))["results"][0]["partialFingerprints"]
    made.texts["overview"] = "新的一段。\n" + made.texts["overview"]
    moved = run(checked(in_text(made, "12件", message="文中是 12，表中是 9，文中多 3"), made=made))["results"][0]
    assert moved["partialFingerprints"] == before
    others = run(checked(in_text(made, "12件"), in_text(made, "12件"), in_text(made, "10件"), made=made))["results"]
    assert len({json.dumps(each["partialFingerprints"]) for each in others}) == 3


def test_no_whole_identity_number_is_told() -> None:
    made = report()
    entry = checked(in_text(made, IDENTITY, code="P01", message=IDENTITY, remedy=IDENTITY), made=made)
    entry = replace(entry, unread=of_a_document().unread[:1])
    told = as_sarif([entry])
    assert IDENTITY not in told and IDENTITY[:17] not in told


def test_the_same_input_gives_the_same_bytes() -> None:
    assert as_sarif([of_all_kinds(), of_a_document()]) == as_sarif([of_all_kinds(), of_a_document()])
