"""What holds of every text: spans point at their words, spelling does not matter, nothing raises, time is linear."""

from __future__ import annotations

import cProfile
import pstats

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.told import EDITION, YEAR, read
from reportwizard.claims.claim import Claim, Claims
from reportwizard.claims.reading import Reading, read_ahead, read_claims, read_text, remembered
from reportwizard.claims.subjects import SUBJECTS, kind_of, paths_of
from reportwizard.claims.vocabulary import lexicon
from reportwizard.editions.loading import load_edition

SENTENCES = [
    "全年新收政府信息公开申请140件，上年结转5件，办结138件，结转下年度7件。",
    "收到依申请公开申请15件，其中自然人13件，占86.7%；法人或其他组织2件，占13.3%。",
    "受理政府信息公开申请19件，当面、信函、网络申请分别为3件、5件、11件，同比增长12.3%。",
    "答复政府信息公开申请23件，其中无法提供22件（本机关不掌握相关政府信息20件，补正后申请内容仍不明确2件）。",
    "因政府信息公开被申请行政复议3件，维持2件、纠正1件。",
    "制发行政规范性文件5件，废止3件。",
    "主动公开政府信息1.4万余条，其中门户网站1200条。",
    "全年未收到政府信息公开申请。",
    "培训三次，收到来信20件，办结20件。",
]
PIECES = [
    *"，。；：、（）()“”《》0123456789１２件条万余近约%％其含另与和未无XX__ \n　",
    *(
        "政府信息公开申请",
        "收到",
        "办结",
        "结转",
        "上年",
        "下年度",
        "其中",
        "分别",
        "同比",
        "增长",
        "占",
        "答复率",
        "自然人",
        "法人",
    ),
    *(
        "网络",
        "当面",
        "行政复议",
        "行政诉讼",
        "维持",
        "规章",
        "制发",
        "废止",
        "作出",
        "行政许可",
        "决定",
        "主动公开",
        "信息",
        "12件",
        "3.5%",
    ),
    *(
        "2025年",
        "2024年",
        "一百零五件",
        "百分之五",
        "各",
        "〔2021〕30号",
        "第二十条",
        "元",
        "万元",
        "收费",
        "办理",
        "予以公开",
        "不予公开",
    ),
]
texts = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
reports = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)


def _said(claims: Claims) -> list[tuple[object, ...]]:
    def plain(claim: Claim | None) -> object:
        return claim and (claim.subject, claim.value, claim.bound, claim.relation, claim.year, plain(claim.whole))

    return [
        *(("claim", plain(claim)) for claim in claims.claims),
        *(("split", s.by, s.complete, plain(s.whole), *map(plain, s.parts)) for s in claims.splits),
        *(("share", plain(s.part), plain(s.base), s.percent, s.rate) for s in claims.shares),
        *(("change", plain(c.now), plain(c.before), c.percent, c.amount) for c in claims.changes),
    ]


@given(texts)
@settings(max_examples=300)
def test_spans_point_at_the_words_and_lie_in_their_sentence(text: str) -> None:
    claims = read(text)
    for each in (*claims.claims, *claims.shares, *claims.changes, *claims.missing):
        assert text[slice(*each.span)] == each.words != ""
    for claim in claims.claims:
        assert claim.sentence[0] <= claim.span[0] < claim.span[1] <= claim.sentence[1]
        assert claim.subject in SUBJECTS or claim.subject == ""
        assert set(claim.paths) <= EDITION.cells.keys()
        assert claim.whole is None or claim.whole in claims.claims
    for split in claims.splits:
        assert split.whole in claims.claims
        assert all(part in claims.claims and part.whole is split.whole for part in split.parts)
    for change in claims.changes:
        assert change.now in claims.claims


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    read(text)


@given(reports)
def test_paragraphs_read_alone_say_the_same(sentences: list[str]) -> None:
    together = _said(read("\n".join(sentences)))
    alone = [said for sentence in sentences for said in _said(read(sentence))]
    assert sorted(together, key=repr) == sorted(alone, key=repr)


@given(st.sampled_from(SENTENCES), st.data())
def test_full_width_and_spaced_writing_says_the_same(sentence: str, data: st.DataObject) -> None:
    written = [
        character.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
        if data.draw(st.booleans())
        else character
        for character in sentence
    ]
    spaced = "".join(
        character + (" " if not character.isdigit() and data.draw(st.booleans()) else "") for character in written
    )
    assert _said(read(spaced)) == _said(read(sentence))


def test_a_text_is_read_once() -> None:
    assert read_text("overview", SENTENCES[0], EDITION, YEAR) is read_text("overview", SENTENCES[0], EDITION, YEAR)


def test_the_texts_of_a_report_are_read_in_their_order() -> None:
    claims = read_claims({"overview": SENTENCES[0], "problems": "", "other_matters": SENTENCES[7]}, EDITION, YEAR)
    assert [claim.text for claim in claims.claims] == ["overview"] * 4 + ["other_matters"]


HOSTILE = {
    "digits": "9",
    "numbers": "9件",
    "brackets": "（收到政府信息公开申请1件",
    "closed": "）1件",
    "lists": "当面、信函分别为1件、",
    "no marks": "收到政府信息公开申请12件其中",
    "numerals": "一百",
    "spaces": "收 到 件　",
    "titles": "《",
    "blanks": "X_",
    "wholes": "其中1件，",
    "words": "政府信息公",
    "percent": "占3%、",
    "last years": "行政复议同比增长",
}


def _calls(text: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(lambda: Reading("overview", text, EDITION, YEAR).claims)
    return int(pstats.Stats(profile).total_calls)


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    short, long = _calls(piece * 1000), _calls(piece * 8000)
    assert long < 10 * short + 1000


def test_a_list_without_end_costs_no_more_than_its_words() -> None:
    short, long = (_calls("当面、信函、" * size + "分别为" + "3、" * size) for size in (250, 2000))
    assert long < 10 * short + 1000


@pytest.mark.parametrize("edition_id", ["2019", "2021"])
def test_every_cell_of_a_subject_is_in_the_edition(edition_id: str) -> None:
    edition = load_edition(edition_id)
    for subject in SUBJECTS:
        assert set(paths_of(subject, edition)) <= edition.cells.keys()


def test_every_subject_that_the_form_of_2021_has_a_cell_for_is_found() -> None:
    without = {s for s in SUBJECTS if not paths_of(s, EDITION) and kind_of(s) != "channel"}
    assert without == {
        "published",
        *(
            f"{row}.{column}"
            for row in ("rules", "normative_documents")
            for column in ("made", "disclosed", "disclosed_total")
        ),
    }


def test_the_words_of_outcomes_are_those_of_subjects() -> None:
    words = [word for by_second in lexicon().values() for words in by_second.values() for word in words]
    assert {word[3] for word in words if word[2] == "outcome"} <= SUBJECTS.keys()
    assert {f"applicant.{word[3]}" for word in words if word[2] == "applicant"} <= SUBJECTS.keys()
    assert {f"channel.{word[3]}" for word in words if word[2] == "channel"} <= SUBJECTS.keys()
    assert {f"published.{word[3]}" for word in words if word[2] == "outlet"} <= SUBJECTS.keys()


def test_a_text_is_read_a_piece_at_a_time_to_the_same_end() -> None:
    text = "".join(SENTENCES) * 30
    whole = read_text("overview", text, EDITION, YEAR)
    remembered.cache_clear()
    steps = read_ahead({"overview": text, "problems": ""}, EDITION, YEAR)
    next(steps)
    next(steps)
    steps.close()  # somebody has something else to do
    assert len(list(read_ahead({"overview": text}, EDITION, YEAR))) > 2
    assert list(read_ahead({"overview": text}, EDITION, YEAR)) == []
    again = read_text("overview", text, EDITION, YEAR)
    assert again is not whole
    assert [claim.span for claim in again.claims] == [claim.span for claim in whole.claims]
