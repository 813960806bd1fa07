from __future__ import annotations

from collections.abc import Callable

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
        ("壹仟贰佰人次（线下）", [(1200, None, "offline", False)]),
        ("线下1200人/次", [(1200, None, "offline", False)]),
        ("2019—2022年共计3.6万人次", [(36000, None, "unsaid", True)]),
        ("共计3500人次", [(3500, None, "unsaid", False)]),
        ("1200人次（其中线上500人次）",
         [(1200, None, "unsaid", False), (500, None, "online", False)]),
        ("1200人次，其中老年人500人次", [(1200, None, "unsaid", False)]),
        ("2022年线下1500人次，较2021年增长200人次", [(1500, 2022, "offline", False)]),
        ("线下900人次，同比增长20%", [(900, None, "offline", False)]),
        ("线下增加到1500人次", [(1500, None, "offline", False)]),
        ("2022年线下教师50人，学员1200人次", [(1200, 2022, "offline", False)]),
        ("21年800，22年1500（线下）",
         [(800, 2021, "offline", False), (1500, 2022, "offline", False)]),
        ("2021年1500，2022年5000（线上）",
         [(1500, 2021, "unsaid", False), (5000, 2022, "online", False)]),
        ("截至2022年底累计线下5000人次", [(5000, None, "offline", True)]),
        ("到2022年累计线下5000人次", [(5000, None, "offline", True)]),
        ("线下从2000人次减少为900人次", [(900, None, "offline", False)]),
        ("其中线下1500人次", [(1500, None, "offline", False)]),
        ("2022年累计线下1500人次", [(1500, 2022, "offline", False)]),
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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("线下1’200人次", 1200),
        ("线下1'200人次", 1200),
        ("线下1，200人次", 1200),
        ("线下1\u2009200人次", 1200),
        ("线下1\u200b200人次", 1200),
        ("线下12,345人次", 12_345),
        ("线下3千5人次", 3500),
        ("线下两千人次", 2000),
        ("线下1千余人次", 1000),
        ("线下10w人次", 100_000),
        ("线下1.2w+", 12_000),
        ("线下2k人次", 2000),
    ],
)
def test_a_number_is_read_whole(text: str, value: int) -> None:
    (figure,) = read_attendance(text) or ()
    assert figure.value == value


@pytest.mark.parametrize(
    "text",
    ["12,00人次", "线下1.2.3万人次", "线下1。2万人次", "1,200.300人次", "1200,900", "线下-1500人次",
     "负1200", "线下数百人次", "22年线下1500人次", "线下l200人次", "线下1O00人次"],
)  # fmt: skip
def test_half_a_number_is_none(text: str) -> None:
    assert read_attendance(text) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("21年线下1500人次，22年线下1600人次", [2021, 2022]),
        ("2021年线下1500人次，22年线下1600人次", [2021, 2022]),
        ("’21年线下1500人次", [2021]),
        ("22年度线下1500人次", [2022]),
        ("2021-22学年线下1500人次", [2021]),
        ("二〇二一年线下1500人次", [2021]),
        ("22年来线下1500人次", [None]),
    ],
)
def test_years_of_two_digits(text: str, years: list[int | None]) -> None:
    assert [figure.year for figure in read_attendance(text) or ()] == years


_SPELT: list[Callable[[int], str]] = [
    str,
    "{:,}".format,
    lambda value: f"{value:,}".replace(",", "’"),
    lambda value: f"{value:,}".replace(",", " "),
    lambda value: (
        f"{value // 1000}千{value % 1000 // 100 or ''}" if value % 100 == 0 else str(value)
    ),
    lambda value: f"{value / 10_000}万",
    lambda value: str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
]
_YEARS: list[Callable[[int], str]] = [
    lambda year: f"{year}年",
    lambda year: f"{year}年度",
    lambda year: f"{year % 100}年",
    lambda year: f"’{year % 100}年",
]


@given(
    plan=st.lists(st.integers(100, 99_999), min_size=1, max_size=4),
    spelt=st.sampled_from(_SPELT),
    year=st.sampled_from(_YEARS),
    way=st.sampled_from(["线下", "线上", "", "线下："]),
    unit=st.sampled_from(["人次", "余人次", "人", "人次以上"]),
    between=st.sampled_from(["，", "、", "；", "\n", ","]),
)
def test_a_plan_of_years_reads_back_or_not_at_all(
    plan: list[int],
    spelt: Callable[[int], str],
    year: Callable[[int], str],
    way: str,
    unit: str,
    between: str,
) -> None:
    years = range(2023 - len(plan), 2023)
    text = between.join(
        f"{year(one)}{way}{spelt(value)}{unit}" for one, value in zip(years, plan, strict=True)
    )
    read = read_attendance(text)
    wanted = list(zip(years, plan, strict=True))
    assert read is None or [(figure.year, figure.value) for figure in read] == wanted


@given(
    value=st.integers(1, 99_999),
    mark=st.sampled_from(".,'’ 。-/"),
    tail=st.from_regex(r"[0-9]{1,4}", fullmatch=True),
)
def test_a_number_in_pieces_is_never_one_of_them(value: int, mark: str, tail: str) -> None:
    read = read_attendance(f"线下{value}{mark}{tail}人次") or ()
    grouped = int(f"{value}{tail}") if len(tail) == 3 else None
    assert all(figure.value != int(tail) or int(tail) == grouped for figure in read) or mark in "-/"
