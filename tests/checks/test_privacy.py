"""Family P: found, marked, and never repeated."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.checks import check, to_json
from reportwizard.report.model import Report
from support.reports import blank
from support.said import found, marked, report_with

IDENTITY = "110101199003070011"
IDENTITY_X = "11010119900307002X"
MOBILE = "13800138000"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


# ---- P01


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"申请人身份证{IDENTITY}。", IDENTITY),
        (f"申请人（{IDENTITY_X}）", IDENTITY_X),
        (f"申请人{IDENTITY_X.lower()}，", IDENTITY_X.lower()),
        ("申请人１１０１０１１９９００３０７００１１。", "１１０１０１１９９００３０７００１１"),
        (f"《张某{IDENTITY}的申请》", IDENTITY),
    ],
)
def test_an_identity_number_is_marked(text: str, number: str) -> None:
    report = report_with(text)
    assert marked(report, "P01") == [number]
    assert found(report, "P01")[0].severity == "error"


@pytest.mark.parametrize(
    "text",
    [
        "受理编号110101199003070012。",  # the check digit is another
        "受理编号110101199013070013。",  # no such month
        "受理编号110101189003070011。",
        f"流水号9{IDENTITY}。",
        f"流水号{IDENTITY}9。",
        f"编号A{IDENTITY}。",
        "统一社会信用代码91330100MA2XXXXX7T。",
        "1.10101199003070011",
        "访问量000000000000000000次。",
    ],
)
def test_other_long_numbers_are_none(text: str) -> None:
    assert found(report_with(text), "P01") == []


@given(
    st.from_regex(
        r"[1-9][0-9]{5}(19[5-9][0-9]|20[01][0-9])(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}", fullmatch=True
    )
)
def test_of_all_check_digits_one_is_right(first: str) -> None:
    right = (12 - sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first, strict=True))) % 11
    signs = [sign for sign in "0123456789X" if found(report_with(f"号码{first}{sign}。"), "P01")]
    assert signs == ["X" if right == 10 else str(right)]


# ---- P02


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"联系人手机{MOBILE}。", MOBILE),
        ("手机：138-0013-8000。", "138-0013-8000"),
        ("手机 138 0013 8000。", "138 0013 8000"),
        ("手机１３８００１３８０００。", "１３８００１３８０００"),
        ("缴费账号6222021234567890123。", "6222021234567890123"),
        ("开户行某支行，卡号：6222 0212 3456 7890 123。", "6222 0212 3456 7890 123"),
        ("缴费账户 6222 0212 3456 7890。", "6222 0212 3456 7890"),
        ("邮箱zhangsan@qq.com。", "zhangsan@qq.com"),
        ("邮箱：zhang.san@vip.163.com", "zhang.san@vip.163.com"),
        ("邮箱zs＠126.com。", "zs＠126.com"),
    ],
)
def test_what_belongs_to_a_person_is_marked(text: str, words: str) -> None:
    report = report_with(text)
    assert marked(report, "P02") == [words]
    assert found(report, "P02")[0].severity == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "咨询电话0571-85250000。",
        "咨询电话：（0571）85250000、85250001。",
        "热线12345，网址www.example.gov.cn。",
        "邮箱zwgk@example.gov.cn、xxgk@mail.example.cn。",
        "编号013800138000。",
        "编号138001380001。",
        f"访问{MOBILE}次。",
        f"金额{MOBILE}元。",
        "金额13800138000.50。",
        "编号12800138000。",
        "流水号6222021234567890123。",
        "账号已经注销，全年新开3个，访问1234567890123次。",
        f"账号持有人{IDENTITY}。",
        "2025-0101-0102号",
        "关注量163@微博。",
    ],
)
def test_what_an_office_may_tell_is_none(text: str) -> None:
    assert found(report_with(text), "P02") == []


# ---- P03


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("机密★", "机密"),
        ("绝密★启用前", "绝密"),
        ("秘密★10年", "秘密"),
        ("秘密 ★ 1年", "秘密"),
        ("（机密）", "机密"),
        ("密级：机密。", "机密"),
        ("本报告为机密。", "机密"),
        ("机　密\n示例县人民政府", "机　密"),
        ("【内部资料】", "内部资料"),
        ("内部资料，注意保存。", "内部资料"),
        ("本材料系内部资料，请勿外传。", "内部资料"),
    ],
)
def test_a_secrecy_mark_is_an_error(text: str, words: str) -> None:
    report = report_with(text)
    assert marked(report, "P03") == [words]
    assert found(report, "P03")[0].severity == "error"


@pytest.mark.parametrize(
    "text",
    [
        "属于国家秘密的不予公开。",
        "涉及商业秘密、个人隐私的，征求第三方意见。",
        "对工作秘密和国家秘密进行保密审查。",
        "严防泄密，落实保密责任。",
        "密级分为绝密、机密、秘密三级。",
        "绝密、机密、秘密三级的界限写入手册。",
        "机密级文件另行管理。",
        "没有涉及机密的内容。",
        "涉及商业机密的不予公开。",
        "本报告不属于机密，可以公开。",
        "整理内部资料12份。",
        "内部资料性出版物不在公开之列。",
        "该材料不是内部资料。",
        "加强机密设备的管理。",
    ],
)
def test_to_speak_of_secrecy_is_none(text: str) -> None:
    assert found(report_with(text), "P03") == []


# ---- where else, and never repeated


def test_the_head_and_the_cells_are_read_too() -> None:
    report = blank()
    report.title = f"某局{MOBILE}"
    report.agency = f"某局{IDENTITY}"
    report.figures["challenges.direct_suit.upheld"] = f"见{IDENTITY_X}"
    found_here = [(finding.code, finding.where) for finding in check(report) if finding.code[0] == "P"]
    assert found_here == [
        ("P01", ("agency",)),
        ("P02", ("title",)),
        ("P01", ("challenges.direct_suit.upheld",)),
    ]
    assert all(finding.span is None for finding in check(report) if finding.code[0] == "P")


@pytest.mark.parametrize("name", ["preface", "proactive", "applications", "challenges", "problems", "other_matters"])
def test_every_text_is_read(name: str) -> None:
    (finding,) = found(report_with(f"联系人{MOBILE}。", name), "P02")
    assert finding.where == (f"texts.{name}",)


def everything(report: Report) -> str:
    return json.dumps([to_json(finding) for finding in check(report)], ensure_ascii=False, default=str)


@pytest.mark.parametrize(
    "secret", [IDENTITY, IDENTITY_X, MOBILE, "6222021234567890123", "138-0013-8000", "zhangsan@qq.com"]
)
def test_no_finding_of_any_rule_repeats_what_was_found(secret: str) -> None:
    text = f"2024年，账号和号码是{secret}，（没有收到XX件"
    assert secret not in everything(report_with(text))
    assert secret not in everything(report_with(text, "problems"))


def test_the_hidden_part_is_as_long_as_it_was() -> None:
    (finding,) = found(report_with(f"号码{IDENTITY}。"), "P01")
    assert finding.message == "出现身份证号码 110*************11"
    assert finding.actual == "110*************11"
    (finding,) = found(report_with(f"号码{MOBILE}。"), "P02")
    assert finding.message == "出现手机号码 138******00"
    (finding,) = found(report_with("邮箱zhangsan@qq.com"), "P02")
    assert finding.message == "出现个人邮箱 z*******@qq.com"


def test_no_message_repeats_an_identity_number_that_stands_in_a_cell(clean: Report) -> None:
    clean.figures["challenges.direct_suit.upheld"] = "110105194912310020"
    messages = [finding.message for finding in check(clean) if "challenges.direct_suit.upheld" in finding.where]
    assert any("110*************20" in message for message in messages)
    assert not any("110105194912310020" in message for message in messages)
