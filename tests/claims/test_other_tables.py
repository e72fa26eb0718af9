"""What sentences on documents, decisions, fees, challenges and published information say."""

from __future__ import annotations

import pytest

from claims.told import EDITION, read, told
from reportwizard.claims.reading import read_text
from reportwizard.editions.loading import load_edition

DOCUMENTS = [
    ("全年制发规章3件、行政规范性文件564件。", "rules.issued=3 normative_documents.issued=564"),
    ("废止规章5件、行政规范性文件984件，并在文件库中注明。", "rules.repealed=5 normative_documents.repealed=984"),
    (
        "制定印发行政规范性文件5件，废止3件，现行有效45件。",
        "normative_documents.issued=5 normative_documents.repealed=3 normative_documents.in_force=45",
    ),
    ("现行有效行政规范性文件4185件。", "normative_documents.in_force=4185"),
    ("制发、废止行政规范性文件分别为5件、3件。", "normative_documents.issued=5 normative_documents.repealed=3"),
    ("规章、行政规范性文件分别制发3件、5件。", "rules.issued=3 normative_documents.issued=5"),
    ("未制发规章和行政规范性文件。", "rules.issued=0 normative_documents.issued=0"),
    ("公开规范性文件35件。", ""),
    ("对94件行政规范性文件进行评估清理，继续有效85件、废止3件。", ""),
    (
        "开展行政规范性文件清理，废止3件，现行有效88件。",
        "normative_documents.repealed=3 normative_documents.in_force=88",
    ),
    (
        "网站发布信息2036条；行政规范性文件制发3件、现行有效11件。",
        "published.website=2036 normative_documents.issued=3 normative_documents.in_force=11",
    ),
    ("以县政府名义印发规范性文件2件，以本局名义印发规范性文件3件。", ""),
    ("制发行政规范性文件7件，其中以县政府名义制发5件。", "normative_documents.issued=7 ?=5<7"),
    ("主动公开市政府规章13件、行政规范性文件42件。", ""),
    ("备案规范性文件12件，审查行政规范性文件30件。", ""),
    ("修订行政规范性文件2件。", ""),
    ("公开规章13件，其中新制定5件，废止4件。", "?=13 ?=5<13 ?=4<13"),
]

DECISIONS = [
    ("作出行政许可决定1200件，行政处罚决定35件。", "licensing=1200 penalties=35"),
    ("本年度行政许可、行政处罚、行政强制处理决定分别为12件、3件、1件。", "licensing=12 penalties=3 coercion=1"),
    ("公示行政许可1200条、行政处罚35条。", ""),
    ("办理行政许可事项120件。", ""),
    ("受理行政许可申请300件，办结300件。", ""),
    ("收取行政事业性收费251000元。", "fees=25.1"),
    ("全年行政事业性收费316441万元。", "fees=316441"),
    ("行政事业性收费共计1.2亿元。", "fees=12000"),
    ("行政事业性收费项目12项。", ""),
    ("未收取行政事业性收费。", "fees=0"),
    ("未收取信息处理费。", ""),
]

CHALLENGES = [
    (
        "因政府信息公开被申请行政复议3件，维持2件、纠正1件；被提起行政诉讼1件，尚未审结。",
        "reconsideration=3 reconsideration.upheld=2<3 reconsideration.corrected=1<3 litigation=1",
    ),
    ("因政府信息公开被申请行政复议、被提起行政诉讼各1件。", "reconsideration=1 litigation=1"),
    ("全年因政府信息公开引发行政复议、行政诉讼分别为2件和1件。", "reconsideration=2 litigation=1"),
    ("涉及政府信息公开的行政复议和行政诉讼共5件。", "challenges=5"),
    ("全年没有发生因政府信息公开引发的行政复议、行政诉讼案件。", "challenges=0"),
    (
        "发生政府信息公开行政复议3件、行政诉讼2件，其中维持4件，尚未审结1件。",
        "reconsideration=3 litigation=2",
    ),
    ("全县被申请行政复议3件，系因对政府信息公开答复不服。", "reconsideration=3"),
    ("发生政府信息公开行政复议3件，维持1件，驳回1件。", "reconsideration=3"),
    (
        "政府信息公开行政复议3件，均获维持；行政诉讼2件，全部予以维持。",
        "reconsideration=3 reconsideration.upheld=3<3 litigation=2 litigation.upheld=2<2",
    ),
    (
        "因政府信息公开引起的行政诉讼5件，其中未经复议直接起诉3件，复议后起诉2件。",
        "litigation=5 direct_suit=3<5 suit_after_reconsideration=2<5",
    ),
    ("办理行政复议案件35件，行政应诉案件12件。我局代理行政诉讼案件3件。", ""),
    ("受理行政复议申请35件，审结30件。", ""),
    ("无行政复议被纠正案件。", ""),
    ("未收到涉及政府信息公开的行政复议和行政诉讼案件。", "challenges=0"),
]

PUBLISHED = [
    (
        "主动公开政府信息共计1605条，其中门户网站1200条，微信320条，微博85条。",
        "published=1605 published.website=1200<1605 published.wechat=320<1605 published.weibo=85<1605",
    ),
    ("公开典型案例12个（全年受理12345案件21344件，响应率100%）。", ""),
    ("主动公开政府信息17.3万条。", "published=173000"),
    ("主动公开政府信息173769万条。", "published=1737690000"),
    ("全年通过政府门户网站发布信息1200条。", "published.website=1200"),
    ("通过门户网站、微信公众号等渠道公开信息300条。", "published=300"),
]


@pytest.mark.parametrize(("text", "expected"), [*DOCUMENTS, *DECISIONS, *PUBLISHED])
def test_a_text_makes_claims(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), CHALLENGES)
def test_a_text_on_challenges_makes_claims(text: str, expected: str) -> None:
    assert told(text) == expected


def test_the_section_on_challenges_needs_no_word_on_disclosure() -> None:
    assert told("行政复议3件，行政诉讼2件。", "challenges") == "reconsideration=3 litigation=2"


@pytest.mark.parametrize(
    "text",
    [
        "除此之外，办理其他类型行政复议答复47件、行政应诉63件。",
        "因交通违法处罚被申请行政复议211件、被提起行政诉讼38件，不在统计之列。",
        "除因政府信息公开引起的案件外，全年另有其他行政诉讼5件。",
    ],
)
def test_other_challenges_are_no_figures_there(text: str) -> None:
    assert told(text, "challenges") == ""


def test_a_claim_names_the_cells_it_speaks_of() -> None:
    (claim,) = read("因政府信息公开被提起行政诉讼2件。").claims
    assert claim.paths == ("challenges.direct_suit.total", "challenges.suit_after_reconsideration.total")


def test_a_group_of_outcomes_is_the_sum_of_its_rows() -> None:
    claims = read("答复政府信息公开申请23件，其中不予处理4件。").claims
    assert [path.split(".", 1)[1] for path in claims[1].paths] == [
        "not_processed.petition.total",
        "not_processed.repeated.total",
        "not_processed.publication.total",
        "not_processed.excessive.total",
        "not_processed.reissue.total",
    ]


def test_applicants_are_counted_in_the_flow_that_is_split() -> None:
    received = read("收到政府信息公开申请15件，其中自然人13件。").claims[1]
    handled = read("办理政府信息公开申请15件，其中自然人13件。").claims[1]
    within = read("收到政府信息公开申请15件，其中法人或其他组织2件（商业企业1件、科研机构1件）。").claims[2]
    assert received.paths == ("applications.received.natural_person",)
    assert within.paths == ("applications.received.business",)
    assert handled.paths == ("applications.received.natural_person", "applications.carried_over.natural_person")


def test_some_of_those_received_are_not_all_that_were_concluded() -> None:
    claims = read("受理政府信息公开申请19件，其中11件均按规定程序办结。").claims
    assert [claim.paths for claim in claims] == [("applications.received.total",), ()]


def test_cells_are_found_in_the_older_edition_too() -> None:
    edition = load_edition("2019")
    claims = read_text("overview", "新制作规章3件。办结依申请公开申请9件，其中其他处理2件。", edition, 2020).claims
    assert [(claim.subject, claim.paths) for claim in claims] == [
        ("rules.made", ("proactive.art20_1.rules.made",)),
        ("concluded", ("applications.concluded.total",)),
        ("other_outcome", ("applications.other.total",)),
    ]


def test_every_path_of_a_claim_is_a_cell_of_the_form() -> None:
    texts = [text for cases in (DOCUMENTS, DECISIONS, CHALLENGES, PUBLISHED) for text, _ in cases]
    for claim in read("\n".join(texts)).claims:
        assert set(claim.paths) <= EDITION.cells.keys()
