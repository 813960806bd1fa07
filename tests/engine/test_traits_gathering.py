"""What is compared of a package: small, kept through JSON, and nobody's number."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from jlxx_check.engine.traits_gathering import traits_of
from jlxx_check.model.traits import EntryTraits, PhotoTraits, Traits
from jlxx_check.testing.case_packages import build_package
from jlxx_check.testing.rule_cases import KEY, bound
from tests.support.nasty import NAMES

PACK, _ = bound("jilin-2023")
ADAPTER = TypeAdapter(Traits)
NUMBER, PHONE = "220104197001011232", "13800001234"


def traits(*entries: dict[str, Any], key: bytes = KEY, name: str = "某局") -> Traits:
    package = build_package({"name": name, "entries": list(entries)}, PACK)
    return traits_of(package, PACK, key)


def star(**form: str) -> EntryTraits:
    return traits({"kind": "star", "name": "王建国", "form": form}).entries[0]


def test_no_number_is_in_it() -> None:
    entry = {
        "kind": "star",
        "name": f"王建国{PHONE}",
        "form": {"身份证号": NUMBER, "联系电话": PHONE, "工作单位及职务": f"某厂 {PHONE}"},
        "row": {"姓名": "王建国", "联系电话": f"0431-88900000，{PHONE}"},
    }
    made = traits(entry, name=f"某局{PHONE}")
    written = ADAPTER.dump_json(made).decode()
    for number in (NUMBER, NUMBER[:17], PHONE, "88900000"):
        assert number not in written
    assert [len(digest) for digest in made.entries[0].numbers] == [64]
    assert len(made.entries[0].phones) == 2


def test_digests_are_of_their_key() -> None:
    entry = {
        "kind": "star",
        "form": {"身份证号": NUMBER, "联系电话": PHONE},
        "files": [{"path": "a.docx", "role": "summary", "text": "社区办班，" * 30}],
    }
    one, two = traits(entry), traits(entry, key=b"another")
    assert set(one.entries[0].numbers).isdisjoint(two.entries[0].numbers)
    assert set(one.entries[0].phones).isdisjoint(two.entries[0].phones)
    assert one == traits(entry)


@pytest.mark.parametrize(
    ("form", "born"),
    [
        ({"出生年月": "1970.1"}, ("1970-01", "1970-01")),
        ({"出生年月": "1970年1月5日"}, ("1970-01", "1970-01")),
        ({"出生年月": "1970年"}, ("1970-01", "1970-12")),
        ({"出生年月": "不详"}, None),
        ({"出生年月": "不详", "身份证号": NUMBER}, ("1970-01", "1970-01")),
        ({"出生年月": "1971.2", "身份证号": NUMBER}, ("1971-02", "1971-02")),
        ({}, None),
    ],
)
def test_birth(form: dict[str, str], born: tuple[str, str] | None) -> None:
    assert star(**form).born == born


@pytest.mark.parametrize(
    "other",
    [
        "220104 19700101 1232",
        "２２０１０４１９７００１０１１２３２",
        "身份证号：220104197001011232",
    ],
)
def test_one_number_has_one_digest(other: str) -> None:
    assert star(身份证号=other).numbers == star(身份证号=NUMBER).numbers != ()


@pytest.mark.parametrize("other", ["", "无", "2201041970010", "2.20104E+17", "220104197001010000"])
def test_what_is_no_number_has_none(other: str) -> None:
    assert star(身份证号=other).numbers == ()


def test_a_number_without_its_area_code_may_be_many_offices() -> None:
    assert star(联系电话="88900000").phones == ()


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_whatever_names_hold_json_keeps(name: str) -> None:
    made = traits(
        {
            "kind": "star",
            "name": name,
            "form": {"工作单位及职务": name},
            "files": [
                {"path": f"{name}.jpg", "role": "activity-photo", "photo": {}, "digest": "d"}
            ],
        },
        name=name,
    )
    assert ADAPTER.validate_json(ADAPTER.dump_json(made)) == made
    assert ADAPTER.validate_python(ADAPTER.dump_python(made)) == made


@given(
    st.text(st.characters(exclude_categories=())),
    st.integers(0, 2**64 - 1),
    st.floats(min_value=0, allow_infinity=False),
)
def test_json_loses_nothing(text: str, fingerprint: int, sharpness: float) -> None:
    made = Traits(
        text,
        (EntryTraits("star/1", "star", text, text, file=text, units=(text,)),),
        (PhotoTraits("star/1", text, "photo", "sha256:0", fingerprint, sharpness),),
    )
    assert ADAPTER.validate_json(ADAPTER.dump_json(made)) == made


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ValueError, match="text is needed"):
        ADAPTER.validate_python({"unit": 7})


def test_a_pack_without_such_rules_asks_for_nothing() -> None:
    rules = {name: spec for name, spec in PACK.rules.items() if not spec.across}
    pack = PACK.model_copy(update={"rules": rules})
    entry = {
        "kind": "star",
        "form": {"身份证号": NUMBER, "联系电话": PHONE},
        "files": [{"path": "a.jpg", "role": "activity-photo", "photo": {}}],
    }
    made = traits_of(build_package({"entries": [entry]}, pack), pack, KEY)
    assert made.photos == made.videos == made.summaries == ()
    assert (made.entries[0].numbers, made.entries[0].phones) == ((), ())
