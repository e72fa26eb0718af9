"""Splits, shares, rates and changes: which numbers they are said of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.told import read
from reportwizard.claims.claim import Claim

CHANGES = [
    ("收到政府信息公开申请19件，同比增长12.3%。", (19, None, Decimal("12.3"), None)),
    ("收到政府信息公开申请19件，较上年减少5.0%。", (19, None, Decimal("-5.0"), None)),
    ("收到政府信息公开申请19件，比上年增加2件。", (19, None, None, 2)),
    ("收到政府信息公开申请19件，较2024年减少3件。", (19, None, None, -3)),
    ("收到政府信息公开申请19件，较上年的17件增加2件。", (19, 17, None, 2)),
    ("收到政府信息公开申请37件（上年为30件），同比增长23.3%。", (37, 30, Decimal("23.3"), None)),
    ("2024年收到政府信息公开申请30件，2025年收到37件，同比增长23.3%。", (37, 30, Decimal("23.3"), None)),
    ("收到政府信息公开申请37件。与上年相比，申请量增长23.3%。", (37, None, Decimal("23.3"), None)),
    ("收到政府信息公开申请9件，同比减少30.8%（上年13件）。", (9, 13, Decimal("-30.8"), None)),
    ("收到政府信息公开申请37件（同比增长23.3%），办结36件。", (37, None, Decimal("23.3"), None)),
    ("主动公开政府信息1.2万条，同比下降百分之五。", (12000, None, Decimal(-5), None)),
]


def _value(claim: Claim | None) -> object:
    return claim.value if claim else None


@pytest.mark.parametrize(("text", "expected"), CHANGES)
def test_a_change_has_its_number_and_its_base(text: str, expected: tuple[object, ...]) -> None:
    (change,) = read(text).changes
    assert (_value(change.now), _value(change.before), change.percent, change.amount) == expected


@pytest.mark.parametrize(
    "text",
    [
        "收到政府信息公开申请19件，网站访问量同比增长12.3%。",
        "收到政府信息公开申请19件，环比增长12.3%。",
        "收到政府信息公开申请19件，同比提高3个百分点。",
        "同比增长12.3%。",
        "收到政府信息公开申请19件，效率提升30%。",
    ],
)
def test_what_is_compared_must_be_plain(text: str) -> None:
    assert read(text).changes == ()


def test_a_change_may_be_told_twice() -> None:
    changes = read("收到政府信息公开申请16件，比去年的20件减少4件，下降20%。").changes
    assert [(_value(c.now), _value(c.before), c.percent, c.amount) for c in changes] == [
        (16, 20, None, -4),
        (16, 20, Decimal(-20), None),
    ]


def test_a_share_has_its_part_and_its_base() -> None:
    shares = read("收到政府信息公开申请15件，其中自然人13件，占86.7%；法人及其他组织2件，占总数的13.3%。").shares
    assert [(_value(s.part), _value(s.base), str(s.percent)) for s in shares] == [(13, 15, "86.7"), (2, 15, "13.3")]


def test_last_years_share_is_none_of_this_years() -> None:
    assert read("收到政府信息公开申请15件，其中自然人申请13件，占比由2024年的81.3%变为86.7%。").shares == ()


@pytest.mark.parametrize("together", ["合计", "共计", "两者合计"])
def test_a_share_of_several_together_is_none_of_the_last(together: str) -> None:
    shares = read(f"收到政府信息公开申请150件，其中自然人130件，商业企业15件，{together}占96.7%。").shares
    assert shares == ()


def test_a_share_names_the_flow_it_is_of() -> None:
    (share,) = read("收到政府信息公开申请20件，办结18件，予以公开9件，占办结总数的50%。").shares
    assert (_value(share.part), _value(share.base)) == (9, 18)


def test_shares_given_together_belong_to_the_numbers_before() -> None:
    shares = read("答复政府信息公开申请15件，其中予以公开12件、部分公开3件，分别占80%、20%。").shares
    assert [(_value(s.part), _value(s.base), str(s.percent)) for s in shares] == [(12, 15, "80"), (3, 15, "20")]


def test_rates_keep_their_names_and_bounds() -> None:
    shares = read("政府信息公开申请答复率100%，按期办结率达99.5%以上。").shares
    assert [(s.rate, s.percent, s.bound) for s in shares] == [
        ("答复率", Decimal(100), "exact"),
        ("按期办结率", Decimal("99.5"), "over"),
    ]


def test_a_rate_may_be_written_in_words() -> None:
    (share,) = read("政府信息公开申请办结率为百分之百。").shares
    assert (share.rate, share.percent) == ("办结率", 100)


@pytest.mark.parametrize(
    ("text", "by", "complete", "parts"),
    [
        ("收到政府信息公开申请15件，其中自然人13件，法人2件。", "applicant", True, [13, 2]),
        ("收到政府信息公开申请15件，其中自然人13件，商业企业1件。", "applicant", False, [13, 1]),
        ("收到政府信息公开申请15件，其中当面申请1件，网上申请3件。", "channel", False, [1, 3]),
        ("收到政府信息公开申请19件，当面、信函、网络申请分别为3件、5件、11件。", "channel", True, [3, 5, 11]),
        ("收到政府信息公开申请19件，按申请方式分，当面申请3件，信函申请16件。", "channel", True, [3, 16]),
        ("收到政府信息公开申请19件，分别为当面申请3件、信函申请16件。", "channel", True, [3, 16]),
        ("答复政府信息公开申请15件，予以公开12件、部分公开3件。", "outcome", False, [12, 3]),
        ("政府信息公开行政复议3件，维持2件、纠正1件。", "challenge", False, [2, 1]),
        ("受理政府信息公开申请19件，其中8件申请人主动撤销，3件申请人死亡。", "", False, [8, 3]),
    ],
)
def test_parts_named_together_are_a_split(text: str, by: str, complete: bool, parts: list[int]) -> None:
    (split,) = read(text).splits
    assert (split.by, split.complete, [part.value for part in split.parts]) == (by, complete, parts)


def test_parts_of_two_kinds_are_two_splits() -> None:
    splits = read("收到政府信息公开申请9件，其中自然人5件，法人4件，网上申请6件，当面申请3件。").splits
    assert [(split.by, len(split.parts)) for split in splits] == [("applicant", 2), ("channel", 2)]


def test_a_whole_of_another_measure_has_no_parts() -> None:
    assert read("举办培训12次，其中制作课件30份、视频3个。").splits == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("主动公开信息共条。", ["共条"]),
        ("全年收到件，答复件。", ["收到件", "答复件"]),
        ("全年受理  件。", ["受理  件"]),
        ("收到政府信息公开申请XX件，答复××件。", ["XX件", "××件"]),
        ("公开信息____条。", ["____条"]),
        ("收到政府信息公开申请（ ）件。", ["（ ）件"]),
        ("根据公共条例，办理件次数多，共同条件具备，收件及时。", []),
        ("答复件数为3件。", []),
        ("收到政府信息公开申请0件，无答复件、无结转件，没有办理件。", []),
    ],
)
def test_numbers_left_out_are_found(text: str, words: list[str]) -> None:
    assert [missing.words for missing in read(text).missing] == words
