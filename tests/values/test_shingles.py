from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values.shingles import SIGNATURE_BYTES, body_text, signature

KEY = b"only for tests"
SIGNS = "终身学习社区教育开展组织群众居民讲座培训老人志愿服务建设提高质量文化书香阅读健康"


def written(length: int, seed: int) -> str:
    return "".join(random.Random(seed).choices(SIGNS, k=length))


def alike(one: str, two: str) -> float:
    pairs = zip(signature(one, KEY), signature(two, KEY), strict=True)
    return sum(first == second for first, second in pairs) / SIGNATURE_BYTES


def shared(one: str, two: str) -> float:
    runs = [{text[start : start + 5] for start in range(len(text) - 4)} for text in (one, two)]
    return len(runs[0] & runs[1]) / len(runs[0] | runs[1])


@pytest.mark.parametrize("changed", [0, 3, 10, 30, 60, 1500])
@pytest.mark.parametrize("seed", range(5))
def test_signatures_agree_as_texts_do(changed: int, seed: int) -> None:
    one = written(1500, seed)
    signs = list(one)
    for place in random.Random(seed).sample(range(1500), changed):
        signs[place] = "某"
    two = "".join(signs)
    assert abs(alike(one, two) - shared(one, two)) < 0.15


@pytest.mark.parametrize("length", [60, 200, 3000])
def test_other_texts_have_other_signatures(length: int) -> None:
    assert alike(written(length, 1), written(length, 2)) < 0.2


@given(st.text(max_size=40))
def test_a_signature_has_one_length_or_none(text: str) -> None:
    made = signature(text, KEY)
    assert len(made) == (SIGNATURE_BYTES if len(text) >= 5 else 0)
    assert made == signature(text, KEY)


def test_a_signature_is_of_its_key() -> None:
    assert signature(written(99, 1), KEY) != signature(written(99, 1), b"another")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("终身学习工作总结\n一、基本情况\n二、主要做法：\n2023年7月5日", ""),
        ("一、基本情况\n社区办班，居民来学。", "社区办班居民来学"),
        ("一、社区办班，居民来学。", "一社区办班居民来学"),
        ("社区 办班，\u3000居民来学。", "社区办班居民来学"),
        ("ＡＢｃ１２，", "abc12"),
        ("二〇一八年起，", "二一八年起"),
        ("二○一八年起，", "二一八年起"),
        (
            "这一行很长虽然没有任何标点但是显然不是标题而是正文",
            "这一行很长虽然没有任何标点但是显然不是标题而是正文",
        ),
        ("", ""),
    ],
)
def test_body(text: str, body: str) -> None:
    assert body_text(text) == body
