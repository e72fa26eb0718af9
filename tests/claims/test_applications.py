"""What sentences on applications say: how many came, how they ended, who asked, which way they came."""

from __future__ import annotations

import pytest

from claims.told import told

FLOWS = [
    (
        "全年新收政府信息公开申请140件，上年结转5件，办结138件，结转下年度7件。",
        "received=140 carried_over=5 concluded=138 carried_forward=7",
    ),
    (
        "受理政府信息公开申请3259件，答复3278件（含上年度结转申请77件，另有58件顺延到下年度答复）。",
        "received=3259 concluded=3278 carried_over=77(3278 carried_forward=58",
    ),
    ("受理政府信息公开申请19件，其中11件均按规定程序办结，8件申请人主动撤销。", "received=19 concluded=11<19 ?=8<19"),
    ("（二）依申请公开。受理10件，办理上年度结转申请1件。答复11件。", "received=10 carried_over=1 concluded=11"),
    ("2025年，我局共收到依申请公开5件，均已按期答复。", "received=5"),
    ("全年办理依申请公开36件。", "handled=36"),
    ("共接收信息公开申请 42 件，已办结 40 件，2 件结转下年度办理。", "received=42 concluded=40 carried_forward=2"),
    (
        "共收到政府信息公开申请（含上年结转）20件，办结18件，结转到2026年2件。",
        "handled=20 concluded=18 carried_forward=2",
    ),
    ("上年度结转政府信息公开申请5件，本年度新收20件，已答复23件。", "carried_over=5 received=20 concluded=23"),
    ("全市各级行政机关新收政府信息公开申请1,234件，2024年结转56件。", "received=1234 carried_over=56"),
    ("收到19件政府信息公开申请，对12件申请作出答复。", "received=19 concluded=12<19"),
    ("全年收到政府信息公开申请，共12件。", "received=12"),
    ("（二）依申请公开。转入下一年度办理的申请8件。", "carried_forward=8"),
    ("共收到并答复政府信息公开申请12件。", "received=12"),
    ("2024年收到政府信息公开申请30件，2025年收到37件。", "received=30@2024 received=37"),
    ("收到政府信息公开申请37件（上年为30件），办结36件。", "received=37 received=30@2024 concluded=36"),
    ("一是收到政府信息公开申请3件；二是办结申请3件。", "received=3 concluded=3"),
    ("1.依申请公开。收到申请3件。\n2.主动公开。公开信息30条。", "received=3 published=30"),
    ("（二）依申请公开\n全年收到12件，答复12件。\n（三）政府信息管理\n办结12件。", "received=12 concluded=12"),
]

FLOWS += [
    (
        "本年度共办理政府信息公开申请94件，其中本年新收88件、上年结转6件；年内办结90件，结转下年度继续办理4件。",
        "handled=94 received=88<94 carried_over=6<94 concluded=90 carried_forward=4",
    ),
    (
        "共收到政府信息公开申请88件（含上年结转6件），其中自然人申请80件，法人或其他组织申请8件，结转下年度办理4件。",
        "received=88 carried_over=6(88 applicant.natural_person=80<88 applicant.organisations=8<88 carried_forward=4",
    ),
    ("今年共收到信息公开申请10件、答复9件、结转1件。", "received=10 concluded=9 carried_forward=1"),
    ("依申请公开方面，2025年度共收到9件，答复9件。", "received=9 concluded=9"),
    ("政府信息公开申请收件数为16件，办结数16件。", "received=16 concluded=16"),
    ("受理政府信息公开申请67件，已办结61件，正在办理6件。", "received=67 concluded=61"),
    ("新收政府信息公开申请245件，其中区政府办公室受理96件。", "received=245 ?=96<245"),
]

TIMES = [
    ("收到政府信息公开申请82件，与2024年（新收93件）相比有所下降。", "received=82 received=93@2024"),
    ("收到政府信息公开申请82件，与2022年（收到93件）相比有所下降。", "received=82"),
    (
        "新收政府信息公开申请18件（较上年增加4件）、上年结转1件，已办结18件。",
        "received=18 carried_over=1 concluded=18",
    ),
    (
        "新收政府信息公开申请1625件，2024年为1724件，办结1616件；结转下年58件，比上年结转的49件增加9件。",
        "received=1625 received=1724@2024 concluded=1616 carried_forward=58 carried_forward=49@2024",
    ),
    ("政府信息公开申请由2024年的30件增加到37件，已办结申请36件。", "concluded=36"),
    ("截至2025年12月，收到政府信息公开申请20件。", "received=20"),
    ("截至12月31日，收到政府信息公开申请20件。", "received=20"),
    ("2025年1月至12月共收到政府信息公开申请20件。", "received=20"),
    ("收到政府信息公开申请20件，其中第一季度收到8件、12月收到2件。", "received=20 ?=8<20 ?=2<20"),
]

BESIDE = [
    (
        "依申请公开。收到申请20件，内容主要为检查报告、投诉举报处理依据。办结20件，部分公开2件。",
        "received=20 concluded=20 partly_granted=2<20",
    ),
    ("2025年，我分局收到政府信息公开申请20件。", "received=20"),
    (
        "依申请公开方面，办结95件，告知获取途径的51件、新提供的39件（两项合计予以公开90件）。",
        "concluded=95 granted=90",
    ),
    ("收到政府信息公开申请36件。已全部答复，包括上年结转1件。", "received=36 carried_over=1"),
    ("收到政府信息公开申请37件，包括上年结转1件。", "received=37 carried_over=1(37"),
    (
        "依申请公开情况：全年答复147件。从答复情况看，公开类（含部分公开）76件，不予公开类10件。",
        "concluded=147 denied=10",
    ),
    (
        "新收政府信息公开申请56件，其中县政府办公室收到18件、各部门收到29件、各乡镇收到9件，上年结转4件。",
        "received=56 ?=18<56 ?=29<56 ?=9<56 carried_over=4",
    ),
    (
        "办结政府信息公开申请20件，其中予以公开8件；无法提供9件，其中本机关不掌握7件，需要另行制作2件；不予处理2件；其他处理1件。",
        "concluded=20 granted=8<20 unavailable=9<20 unavailable.not_held=7<9 unavailable.needs_creation=2<9 "
        "not_processed=2<20 other_outcome=1<20",
    ),
    (
        "依申请公开情况：不予公开9件，其中属于行政执法案卷9件；不予处理8件，其中信访举报投诉类申请8件；其他处理4件。",
        "denied=9 denied.enforcement_file=9<9 not_processed=8 not_processed.petition=8<8 other_outcome=4",
    ),
]

NUMERALS = [
    ("共收到依申请公开申请１２件，一共办结十二件。", "received=12 concluded=12"),
    ("收到政府信息公开申请一百零五件，办结两件。", "received=105 concluded=2"),
    ("收到政府信息公开申请三千余件。", "received=3000+"),
    ("收到政府信息公开申请1.4万余件，办结近300件。", "received=14000+ concluded=300-"),
    (
        "收到政府信息公开申请约120件，办结100件左右，结转下年度20件以上。",
        "received=120~ concluded=100~ carried_forward=20+",
    ),
    ("收到政府信息公开申请超过500件，办结不足400件。", "received=500+ concluded=400-"),
    ("收到政府信息公开申请 1 2 件。", ""),
    ("收到政府信息公开申请374余件。", "received=374+"),
]

OUTCOMES = [
    (
        "办结依申请公开申请19件，其中予以公开10件，部分公开3件，不予公开1件，无法提供4件，不予处理1件。",
        "concluded=19 granted=10<19 partly_granted=3<19 denied=1<19 unavailable=4<19 not_processed=1<19",
    ),
    (
        "收到政府信息公开申请9件，办结9件，予以公开5件、不予公开3件（属于行政查询事项2件，保护第三方合法权益1件）、其他处理1件。",
        "received=9 concluded=9 granted=5<9 denied=3<9 denied.administrative_query=2<3 denied.third_party=1<3 "
        "other_outcome=1<9",
    ),
    ("受理19件政府信息公开申请，对其中12件予以公开，3件不予公开。", "received=19 granted=12<19 denied=3<19"),
    ("收到政府信息公开申请20件。在已答复的18件申请中，“予以公开”8件。", "received=20 concluded=18 granted=8<18"),
    ("收到政府信息公开申请20件，答复18件。在答复的申请中，予以公开8件。", "received=20 concluded=18 granted=8<18"),
    (
        "新收政府信息公开申请56件，上年结转2件，其中予以公开20件，结转下年度继续办理2件。",
        "received=56 carried_over=2 granted=20 carried_forward=2",
    ),
    (
        "依申请公开办结情况：本机关不掌握相关政府信息20件，补正后申请内容仍不明确2件，重复申请1件。",
        "unavailable.not_held=20 unavailable.unclear=2 not_processed.repeated=1",
    ),
    (
        "答复政府信息公开申请23件，其中无法提供22件（本机关不掌握相关政府信息20件，没有现成信息需要另行制作2件）。",
        "concluded=23 unavailable=22<23 unavailable.not_held=20<22 unavailable.needs_creation=2<22",
    ),
]

OUTCOMES += [
    ("答复政府信息公开申请5件，均予以公开。", "concluded=5 granted=5<5"),
    ("（二）依申请公开。属于信访举报投诉或者重复申请而不予处理的9件。", "not_processed=9"),
    ("答复政府信息公开申请9件，其中予以公开、部分公开9件。", "concluded=9 ?=9<9"),
]

ASKED = [
    (
        "收到依申请公开申请15件，其中自然人13件，法人或其他组织2件。",
        "received=15 applicant.natural_person=13<15 applicant.organisations=2<15",
    ),
    (
        "受理政府信息公开申请15件（自然人12件、法人3件），均按时办结。",
        "received=15 applicant.natural_person=12<15 applicant.organisations=3<15",
    ),
    (
        "收到政府信息公开申请9件，其中自然人5件、法人3件、其他组织1件。",
        "received=9 applicant.natural_person=5<9 ?=3<9 applicant.other=1<9",
    ),
    (
        "收到政府信息公开申请8件，其中商业企业3件，律师事务所5件。",
        "received=8 applicant.business=3<8 applicant.legal_service=5<8",
    ),
    (
        "受理依申请公开申请23件，其中：网上申请15件，信函申请6件，当面申请2件；办结22件，结转下年1件。",
        "received=23 channel.online=15<23 channel.mail=6<23 channel.in_person=2<23 concluded=22 carried_forward=1",
    ),
    (
        "收到政府信息公开申请19件，当面、信函、网络申请分别为3件、5件、11件。",
        "received=19 channel.in_person=3/19 channel.mail=5/19 channel.online=11/19",
    ),
    (
        "收到依申请公开申请19件，其中当面、信函、网络提交分别为3、5、11件。",
        "received=19 channel.in_person=3<19 channel.mail=5<19 channel.online=11<19",
    ),
    (
        "收到政府信息公开申请4件，其中2件为自然人申请，2件为法人申请。",
        "received=4 applicant.natural_person=2<4 applicant.organisations=2<4",
    ),
    ("通过传真收到政府信息公开申请2件。", "channel.fax=2"),
    ("通过网络、信函等方式收到政府信息公开申请12件。", "received=12"),
    ("收到政府信息公开申请19件，办结18件，其中自然人15件。", "received=19 concluded=18 applicant.natural_person=15"),
    (
        "收到政府信息公开申请5件，自然人、法人分别提交申请4件、1件。",
        "received=5 applicant.natural_person=4/5 applicant.organisations=1/5",
    ),
]

ZEROS = [
    ("全年未收到政府信息公开申请。", "received=0"),
    ("2025年度，我镇未收到公民、法人和其他组织的政府信息公开申请。", "received=0"),
    ("无政府信息公开申请，无上年结转申请，无结转下年度申请。", "received=0 carried_over=0 carried_forward=0"),
    ("收到政府信息公开申请数为零。", "received=0"),
    ("政府信息公开申请0件。", "received=0"),
    ("2024年未收到政府信息公开申请，2025年收到2件。", "received=0@2024 received=2"),
    ("未收到政府信息公开申请的投诉。", ""),
    ("未收到涉及征地的政府信息公开申请。", ""),
]


@pytest.mark.parametrize(("text", "expected"), [*FLOWS, *TIMES, *BESIDE, *NUMERALS, *OUTCOMES, *ASKED, *ZEROS])
def test_a_text_makes_claims(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到12件，办结11件。", "received=12 concluded=11"),
        ("新收申请12件。\n办结申请11件，予以公开9件。", "received=12 concluded=11 granted=9<11"),
        ("收到来信20件，办结20件。", ""),
        ("收到来信20件。办结20件。", ""),
    ],
)
def test_the_section_on_applications_says_what_the_numbers_are_of(text: str, expected: str) -> None:
    assert told(text, "applications") == expected
