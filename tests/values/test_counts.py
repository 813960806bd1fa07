from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values.counts import read_attendance


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("500余万人次", [(5_000_000, None, "unsaid", False)]),
        ("130万人次", [(1_300_000, None, "unsaid", False)]),
        ("超过650万", [(6_500_000, None, "unsaid", False)]),
        ("1,200", [(1200, None, "unsaid", False)]),
        ("１２００", [(1200, None, "unsaid", False)]),
        ("1.2万人次", [(12_000, None, "unsaid", False)]),
        ("年均2000余人次", [(2000, None, "unsaid", False)]),
        ("三千人次", [(3000, None, "unsaid", False)]),
        ("近1000人次", [(999, None, "unsaid", False)]),
        ("线上3500人次，线下800人次",
         [(3500, None, "online", False), (800, None, "offline", False)]),
        ("线下1200+线上5000", [(1200, None, "offline", False), (5000, None, "online", False)]),
        ("线下：1200 线上：5000", [(1200, None, "offline", False), (5000, None, "online", False)]),
        ("2021年1500人次、2022年900人次",
         [(1500, 2021, "unsaid", False), (900, 2022, "unsaid", False)]),
        ("累计3.6万人次（2019—2022）", [(36_000, None, "unsaid", True)]),
        ("线下1500/线上5000", [(1500, None, "offline", False), (5000, None, "online", False)]),
        ("1.2w人次", [(12_000, None, "unsaid", False)]),
        ("＜1000", [(999, None, "unsaid", False)]),
        ("线下1500人次，线上点击量10万", [(1500, None, "offline", False)]),
        ("2021年1500人次，2022年900人次",
         [(1500, 2021, "unsaid", False), (900, 2022, "unsaid", False)]),
        ("2021年:1500,2022年:900",
         [(1500, 2021, "unsaid", False), (900, 2022, "unsaid", False)]),
        ("1500人次/年（线下）", [(1500, None, "offline", False)]),
        ("3000人次以上（线上）", [(3000, None, "online", False)]),
        ("线下 1 200 人次", [(1200, None, "offline", False)]),
        ("线上线下共计3500人次", [(3500, None, "unsaid", False)]),
        ("2022年线下和线上合计3500人次", [(3500, 2022, "unsaid", False)]),
        ("三年线上、线下共3万人次", [(30_000, None, "unsaid", True)]),
        ("共计3500人次", [(3500, None, "unsaid", True)]),
        ("1200人次（其中线上500人次）", [(1200, None, "unsaid", False)]),
        ("自2019年以来3万人次", [(30_000, None, "unsaid", True)]),
        ("2019-2022年，年均1200人次", [(1200, None, "unsaid", False)]),
    ],
)  # fmt: skip
def test_figures_as_written(text: str, figures: list[tuple[int, int | None, str, bool]]) -> None:
    read = read_attendance(text) or ()
    assert [(item.value, item.year, item.mode, item.total) for item in read] == figures


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "9" * 5000,
        "2021年1500人次、" * 20_000,
        "1500人次" + "办" * 2000,
        "每期50人，每年24期",
        "上千人",
        "浏览量5万",
        "粉丝2万人",
        "2022",
        "2022年",
        "三四千人次",
        "每月100人次",
    ],
)
def test_what_is_no_certain_figure(text: str) -> None:
    assert read_attendance(text) is None


@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("0129年万亿千〇三余人次线上下,.，-+（）"), st.characters()
        )
    )
)
def test_no_text_upsets_the_reader(text: str) -> None:
    read_attendance(text)


@given(st.integers(0, 10**7), st.sampled_from(["{}人次", "{:,}人次", "线下{}人次", "每年{}人"]))
def test_every_count_reads_back(count: int, spelling: str) -> None:
    read = read_attendance(spelling.format(count))
    assert read is not None
    assert [item.value for item in read] == [count]
