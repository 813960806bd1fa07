"""What a sentence's braces become, and what is said where they cannot be filled."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.packs.placeholders import FORMS, FillError, escaped, fill, fill_known
from jlxx_check.text import Lang

NAMES = {
    "at_least": 6,
    "at_most": 10,
    "years": 2,
    "holds": 0.2,
    "about": 1500,
    "rate": 25,
    "tolerance": 0.1,
    "shortest": 240,
    "slack": 0.5,
    "odd": 0.01,
    "chroma": 4.0,
    "prints": [[35, 49], [35, 53]],
    "dpi": 300,
    "size": {"zh": "2寸", "en": "2 inch"},
    "roles": [{"role": "photo", "at_least": 3}],
    "regions": {"22": {"zh": "吉林省", "en": "Jilin"}, "10": {"zh": "国家", "en": "the state"}},
    "words": ["甲", "乙"],
    "bytes": 2_500_000,
    "flag": True,
    "nothing": [],
    "deadline": date(2023, 7, 12),
    "closing": datetime(2026, 3, 6, 18, 0),  # noqa: DTZ001
}
OTHERS = {"quota.stars": {"at_least": 6}, "star.id-photo": {"size": {"zh": "1寸", "en": "1 inch"}}}

SAID = [
    ("{at_least}至{at_most}名", "6至10名", "6至10名"),
    ("{years:两}|{years:二}|{years:two}|{years:Two}", "两|二|two|Two", None),
    ("{holds:%}", "20%", "20 %"),
    ("{about - holds%}–{about + holds%}", "1200–1800", None),
    ("{rate - tolerance}, {rate + tolerance}", "24.9, 25.1", None),
    ("{rate:ms}", "40", None),
    ("{shortest:min}|{shortest:min:两}|{shortest:min:two}", "4|四|four", None),
    ("{slack:两}秒, {slack:two}", "半秒, half", None),
    ("{odd:百分之}, {odd:in}", "百分之一, one in a hundred", None),
    ("{chroma}", "4", None),
    (
        "{prints.0:×}|{prints.1.1}|{prints.0 @ dpi:×}|{prints.0.0 @ dpi}",
        "35×49|53|413×579|413",
        None,
    ),
    ("{size}|{size:number}", "2寸|2", "2 inch|2"),
    ("{roles.0.at_least}", "3", None),
    ("{regions.22}|{regions.keys.1}|{regions.keys}", "吉林省|10|22、10", "Jilin|10|22, 10"),
    ("{words}", "甲、乙", "甲, 乙"),
    ("{bytes:MB}, {bytes:KB}", "2.5, 2500", None),
    ("{deadline}", "2023年7月12日", "12 July 2023"),
    ("{deadline.day}|{deadline.day:1st}|{deadline:day}", "12|12th|7月12日", "12|12th|12 July"),
    ("{deadline - years}", "2021年7月12日", "12 July 2021"),
    ("{closing}", "2026年3月6日18:00", "18:00 on 6 March 2026"),
    (
        "{closing:date}({closing:weekday}){closing:time}",
        "2026年3月6日(星期五)18:00",
        "6 March 2026(Friday)18:00",
    ),
    ("{quota.stars/at_least}, {star.id-photo/size}", "6, 1寸", "6, 1 inch"),
    ("{{at_least}}", "{at_least}", None),
    ("没有数字", "没有数字", None),
]

FAULTS = [
    ("{at_lest}", "unknown parameter 'at_lest'; did you mean 'at_least'?"),
    ("{quota.star/at_least}", "unknown rule 'quota.star'; did you mean 'quota.stars'?"),
    ("{roles.1.at_least}", "has no part '1'"),
    ("{roles.-1}", "has no part '-1'"),
    ("{regions.23}", "unknown parameter '23'"),
    ("{years:double}", "unknown form of number 'double'"),
    ("{words:两}", "cannot be said in the form ':两'"),
    ("{odd:成}", "cannot be said in the form ':成'"),
    ("{deadline:time}", "cannot be said in the form ':time'"),
    ("{flag}", "is no number, day or text"),
    ("{nothing}", "is no number, day or text"),
    ("{prints.0:%}", "cannot be said"),
    ("{words - years}", "cannot be worked out"),
    ("{deadline - bytes}", "cannot be worked out"),
    ("{deadline + years}", "cannot be worked out"),
    ("{}", "is not understood"),
    ("{at_least -}", "is not understood"),
    ("{at_least * 2}", "unknown parameter '2'"),
    ("{at_least}}", "a '}' without its partner"),
    ("{at_least", "a '{' without its partner"),
]


@pytest.mark.parametrize(("written", "zh", "en"), SAID)
def test_said(written: str, zh: str, en: str | None) -> None:
    assert fill(written, NAMES, OTHERS, Lang.ZH) == zh
    if en is not None:
        assert fill(written, NAMES, OTHERS, Lang.EN) == en


@pytest.mark.parametrize(("written", "said"), FAULTS)
def test_what_cannot_be_filled_is_said(written: str, said: str) -> None:
    with pytest.raises(FillError) as caught:
        fill(written, NAMES, OTHERS, Lang.EN)
    assert said in caught.value.said.en
    assert caught.value.said.zh


def test_what_a_check_fills_when_it_judges_is_left_alone() -> None:
    written = "请看“{name}”的“{实施单位}”，共{at_least}份。"
    assert fill_known(written, NAMES, OTHERS, Lang.ZH) == "请看“{name}”的“{实施单位}”，共6份。"


@given(st.text())
def test_an_escaped_text_stays_what_it_is(text: str) -> None:
    assert fill(escaped(text), {}, {}, Lang.ZH) == text


@given(
    st.text("{}:.+-@/% at_leswordprinh0129两", max_size=30),
    st.sampled_from(Lang),
)
def test_whatever_stands_in_braces_is_filled_or_refused(written: str, lang: Lang) -> None:
    try:
        assert isinstance(fill(written, NAMES, OTHERS, lang), str)
    except FillError as error:
        assert error.said.zh


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
        max_leaves=6,
    ),
    st.sampled_from(sorted(FORMS)),
    st.sampled_from(["", " - v", " + v%", " @ v", ".0", ".keys"]),
)
def test_any_value_in_any_form_is_said_or_refused(value: object, form: str, more: str) -> None:
    for written in (f"{{v{more}:{form}}}", f"{{v{more}}}"):
        try:
            assert isinstance(fill(written, {"v": value}, {}, Lang.EN), str)
        except FillError as error:
            assert error.said.zh
