"""Numbers as people write them in notices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.authoring.draft.plain_notice import plain_text
from jlxx_check.authoring.draft.quantities import amounts


@pytest.mark.parametrize(
    ("text", "family", "low", "high", "about", "exact"),
    [
        ("材料１５００字左右", "words", None, None, 1500, None),
        ("材料一千五百字左右", "words", None, None, 1500, None),
        ("时长4-5分钟", "seconds", 240, 300, None, None),
        ("时长4分钟至5分钟", "seconds", 240, 300, None, None),
        ("照片3—5张", "pictures", 3, 5, None, None),
        ("推荐0——1名", "people", 0, 1, None, None),
        ("不少于3分钟，不超过5分钟", "seconds", 180, 300, None, None),
        ("控制在3分钟以内", "seconds", None, 180, None, None),
        ("至少上报2个作品", "pieces", 2, None, None, None),
        ("80KB-150KB", "bytes", 80, 150, None, None),
        ("不推荐18岁以下未成年人", "ages", 18, None, None, None),
        ("年龄60周岁以下", "ages", None, 60, None, None),
        ("启动时间应不少于两年", "years", 2, None, None, None),
        ("照片2张", "pictures", None, None, None, 2),
        ("大于500字", "words", 500, None, None, None),
    ],
)
def test_an_amount_and_its_bounds(text, family, low, high, about, exact):
    (found,) = amounts(plain_text(text))
    assert (found.family, found.low, found.high, found.about, found.exact) == (
        family,
        low,
        high,
        about,
        exact,
    )


@pytest.mark.parametrize("text", ["2030年度", "第3名称", "公示5个工作日", "附件1", "1280*720P"])
def test_what_is_no_amount(text):
    assert not amounts(plain_text(text))


@given(st.integers(1, 9999), st.integers(0, 500), st.sampled_from(["-", "—", "至", "～", "到"]))
def test_a_span_keeps_both_ends(low, more, join):
    (found,) = amounts(plain_text(f"约定字数{low}{join}{low + more}字"))
    assert (found.low, found.high) == (low, low + more)
