from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values.masking import mask, mask_pair


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("13812345678", "138****5678"),
        ("220102199001011234", "2201**********1234"),
        ("220102700101123", "2201*******1123"),
        ("0431-88901234", "0431-****1234"),
        ("138*1234*5678", "138******5678"),
        ("138****0085", "138****0085"),
        ("IMG_20230705_123456.jpg", "IMG_20230705_123456.jpg"),
        ("2019-03-01 1.2万人次 20230705", "2019-03-01 1.2万人次 20230705"),
        ("mmexport1688543210123", "mmexport1688543210123"),
    ],
)
def test_only_personal_numbers_are_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_a_difference_under_the_stars_shows() -> None:
    assert mask_pair("13812345678", "13812355678") == ("138***45678", "138***55678")


@given(st.text(), st.text())
def test_no_text_upsets_it(a: str, b: str) -> None:
    assert len(mask(a)) == len(a)
    mask_pair(a, b)


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["{}", "电话：{}。", "a{}b"])
)
def test_no_full_number_is_left(number: str, around: str) -> None:
    assert number not in mask(around.format(number))
