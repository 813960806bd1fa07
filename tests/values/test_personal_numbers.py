from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.spellings import SPELLINGS

from jlxx_check.values.identity_number import check_digit
from jlxx_check.values.masking import mask, mask_cell
from jlxx_check.values.personal_numbers import Sort, personal_numbers

_BODY = "22019919681005922"
_ID = _BODY + check_digit(_BODY)
_WITH_X = next(
    body + "X" for n in range(100, 999) if check_digit(body := f"22019919681005{n}") == "X"
)
_OLD = "220199681005922"
_MOBILE = "13843215678"
_LANDLINE = "0431-88904321"


def _seen(text: str) -> str:
    return re.sub("[^0-9]", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_no_spelling_shows_a_number(spell) -> None:  # type: ignore[no-untyped-def]
    for number in (_ID, _WITH_X, _OLD, _MOBILE, _LANDLINE):
        for around in ("{}", "他（{}）的", "No{}a", "电话{}，2019-03-01", "1.{}"):
            text = around.format(spell(number))
            assert _seen(number) not in _seen(mask(text)), mask(text)
            assert len(mask(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "2019-03-01", "2018年3月12日至2020年5月1日", "2018.03.12-2020.05.01",
        "2019/03/01 2020/05/01",
        "IMG_20230705_123456789.jpg", "mmexport1688543210987.jpg", "VID_20230705_135412.mp4",
        "Screenshot_2023-07-05-13-45-12-12345.png", "wx_camera_1688543210987.mp4",
        "1,200,000人次", "1500 2000 300", "线下1500/2000/300人次", "2019 2020 2021 2022 2023",
        "1 2 3 4 5 6 7 8 9 10 11", "1、2、3、4、5、6、7、8、9、10、11",
        "11 12 13 14 15 16 17 18 19",
        "13 14 15 16 17 18 19 20", "91220101MA17H2R28J", "二〇一九 二〇二〇 二〇二一",
        "13.5/14.2/15.8/16", "0312-20230705", "1280×720", "413×579 413×579", "v1.13.8.1234",
        "2023-07-05 09:30:12", "13:45-15:30 2019", "159万 1630万", "三年为151、1623、1852人次",
        "邮编130000 132000", "sha256 1f2e3d4c5b6a798812345678",
    ],
)  # fmt: skip
def test_neighbours_stay_readable(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("13843215678 13943215678", ["13843215678", "13943215678"]),
        (f"{_ID} {_MOBILE}", [_ID, _MOBILE]),
        ("1384321567813943215678", ["13843215678", "13943215678"]),
        ("+86 431 8890 4321", ["043188904321"]),
        ("0086-138-4321-5678", ["13843215678"]),
        ("2019-03-01 138-4321-5678", ["13843215678"]),
    ],
)
def test_numbers_beside_each_other(text: str, digits: list[str]) -> None:
    assert [number.digits for number in personal_numbers(text)] == digits


@pytest.mark.parametrize(
    "text", ["1384321567", "138432156789", "138-4321-567", "8890-4321", "88904321", "889 4321"]
)
def test_in_a_telephones_cell_what_is_nearly_a_number_is_masked(text: str) -> None:
    assert _seen(text) not in _seen(mask_cell(text))
    assert _seen(text) not in _seen(mask(f"“联系电话”填的是“{text}”"))


@pytest.mark.parametrize("text", ["2019-2023", "20230705", "2018.3-2020.5", "1.2万", "1200 1500"])
def test_in_a_cell_days_and_counts_stay(text: str) -> None:
    assert mask_cell(text) == text


@given(st.text(alphabet="0123456789 -X./(),年月１①〇一\u200b\u3000", max_size=60))
def test_no_gap_upsets_it(text: str) -> None:
    assert len(mask(text)) == len(text)
    assert all(len(number.places) >= 10 for number in personal_numbers(text))


def test_a_landline_is_known_with_its_area() -> None:
    (number,) = personal_numbers("（0431）8890 4321转12")
    assert (number.sort, number.digits) == (Sort.LANDLINE, "043188904321")
