from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values.cell_kind import CellKind
from jlxx_check.values.dates import may_agree, read_date, readings, when_begun, when_born


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "ended"),
    [
        ("2014/06/18", "2014-06-18", "2014-06-18", False),
        ("20250707", "2025-07-07", "2025-07-07", False),
        ("1972年12月", "1972-12-01", "1972-12-31", False),
        ("2016—2018年", "2016-01-01", "2016-12-31", True),
        ("二○一二年三月", "2012-03-01", "2012-03-31", False),
        ("二〇一二年十二月二十三日", "2012-12-23", "2012-12-23", False),
        ("二零一二年", "2012-01-01", "2012-12-31", False),
        ("2019年3月至今", "2019-03-01", "2019-03-31", False),
        ("2019年春", "2019-02-01", "2019-05-31", False),
        ("2019年上半年", "2019-01-01", "2019-06-30", False),
        ("2019-3-1", "2019-03-01", "2019-03-01", False),
        ("2019.03", "2019-03-01", "2019-03-31", False),
        ("1968.1", "1968-01-01", "1968-01-31", False),
        ("２０１９年３月１日", "2019-03-01", "2019-03-01", False),
        ("2019-03-01 00:00:00", "2019-03-01", "2019-03-01", False),
        ("2019年3月1日（星期五）", "2019-03-01", "2019-03-01", False),
        ("创建于2019年9月1日", "2019-09-01", "2019-09-01", False),
        ("2019.3-2021.6", "2019-03-01", "2019-03-31", True),
        ("2024年 3 月", "2024-03-01", "2024-03-31", False),
    ],
)
def test_dates_as_written(text: str, earliest: str, latest: str, ended: bool) -> None:
    read = read_date(text)
    assert read is not None
    assert (str(read.earliest), str(read.latest), read.ended) == (earliest, latest, ended)


@pytest.mark.parametrize(
    "text",
    ["", "630日", "2019年630日", "2019年2月30日", "2019年13月", "19年3月", "13812345678",
     "2018年筹建，2019年3月启动", "截至2022年12月", "2020年-2018年", "2019年左右",
     "1990年代", "2010年代初", "2019年" * 50_000, "2019年3月" + "办" * 600],
)  # fmt: skip
def test_dates_that_nobody_can_be_certain_of(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("43525", "2019-03-01", "2019-03-01"),
        ("1968.1", "1968-01-01", "1968-10-31"),
        ("1968.11", "1968-11-01", "1968-11-30"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("20190301", "2019-03-01", "2019-03-01"),
    ],
)
def test_dates_held_as_numbers(text: str, earliest: str, latest: str) -> None:
    read = read_date(text, CellKind.NUMBER)
    assert read is not None
    assert (str(read.earliest), str(read.latest)) == (earliest, latest)


@given(st.text(alphabet=st.one_of(st.sampled_from("0129年月日.-/至今春一十○ "), st.characters())))
def test_no_text_upsets_the_reader(text: str) -> None:
    for kind in CellKind:
        read_date(text, kind)


@given(
    st.dates(date(1920, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{0}年{1}月{2}日", "{0}-{1}-{2}", "{0}/{1:02}/{2:02}", "{0}.{1}.{2}",
                     "{0}{1:02}{2:02}", "{0} 年 {1} 月 {2} 日", "{0}年{1:02}月{2:02}号"]),
)  # fmt: skip
def test_every_spelling_reads_back(day: date, spelling: str) -> None:
    read = read_date(spelling.format(day.year, day.month, day.day))
    assert read is not None
    assert (read.earliest, read.latest) == (day, day)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        # The longest word counts: 初秋 is no 年初.
        ("2021年初秋", "2021-08-01", "2021-09-30"),
        ("2021年初冬", "2021-11-01", "2021-12-31"),
        ("2021年初春", "2021-02-01", "2021-03-31"),
        ("2021年初", "2021-01-01", "2021-03-31"),
        ("2021年年初", "2021-01-01", "2021-03-31"),
        ("2021年仲夏", "2021-06-01", "2021-07-31"),
        ("2021年春夏之交", "2021-04-01", "2021-06-30"),
        ("2021年国庆期间", "2021-09-01", "2021-10-31"),
        ("2021年秋季学期", "2021-08-01", "2022-01-31"),
        ("2021年十一", "2021-10-01", "2021-10-31"),
        ("2021年十一月", "2021-11-01", "2021-11-30"),
        ("2021年7月底", "2021-07-20", "2021-07-31"),
        # A name that begins with the sign of a season or a part is none.
        ("2021年春雨行动启动", "2021-01-01", "2021-12-31"),
        ("2021年中心成立", "2021-01-01", "2021-12-31"),
        ("2021年3月中心成立", "2021-03-01", "2021-03-31"),
        # Dashes and strokes that word processors set by themselves.
        ("2018–3–12", "2018-03-12", "2018-03-12"),
        ("2019‑09‑01", "2019-09-01", "2019-09-01"),
        ("2019−3−1", "2019-03-01", "2019-03-01"),
        ("2016⁄05⁄10", "2016-05-10", "2016-05-10"),
        ("2019.3－2021.6", "2019-03-01", "2019-03-31"),
        ("2019年3月〜2021年", "2019-03-01", "2019-03-31"),
        ("2019\u200b年3月", "2019-03-01", "2019-03-31"),
    ],
)
def test_words_of_the_year_and_marks_of_print(text: str, earliest: str, latest: str) -> None:
    read = read_date(text)
    assert read is not None
    assert (str(read.earliest), str(read.latest)) == (earliest, latest)


@pytest.mark.parametrize("text", ["21年3月", "’21年3月", "21.3", "2018—13—12"])
def test_two_digits_are_no_year_for_certain(text: str) -> None:
    assert read_date(text) is None


DEADLINE = date(2023, 7, 12)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("18年3月12日", "2018-03-12", "2018-03-12"),
        ("18年3月", "2018-03-01", "2018-03-31"),
        ("创建于18年3月", "2018-03-01", "2018-03-31"),
        ("17.4", "2017-04-01", "2017-04-30"),
        ("'18-3-12", "2018-03-12", "2018-03-12"),
        ("’09.5", "2009-05-01", "2009-05-31"),
        ("18/3/12", "2018-03-12", "2018-03-12"),
        ("08.3.12", "2008-03-12", "2008-03-12"),
        ("一八年三月", "2018-03-01", "2018-03-31"),
        ("二〇年六月", "2020-06-01", "2020-06-30"),
        ("零九年三月", "2009-03-01", "2009-03-31"),
        ("19年春季", "2019-02-01", "2019-05-31"),
        ("19年起", "2019-01-01", "2019-12-31"),
        ("98年3月—05年6月", "1998-03-01", "1998-03-31"),
        ("17.9-20.6", "2017-09-01", "2017-09-30"),
        ("17.9至今", "2017-09-01", "2017-09-30"),
        ("98年3月", "1998-03-01", "1998-03-31"),
        ("23年9月", "2023-09-01", "2023-09-30"),  # a slip, and no year of the last century
        ("2020年‘五四’青年节", "2020-05-01", "2020-05-31"),
        ("2019年“三八”节", "2019-03-01", "2019-03-31"),
        ("2021年「国庆」期间", "2021-09-01", "2021-10-31"),
    ],
)
def test_a_year_of_two_figures_where_the_meaning_leaves_one(
    text: str, earliest: str, latest: str
) -> None:
    read = read_date(text, within=when_begun(DEADLINE))
    assert read is not None
    assert (str(read.earliest), str(read.latest)) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    ["3.12", "12.5", "03.12", "10.5", "12.5万", "18", "18年", "坚持18年3月启动", "满18年至今",
     "630日", "3月12日", "18.13", "99年99月", "民国18年3月", "18个月", "18.5%", "45年3月",
     "08/3/12", "18:30", "第18年起"],
)  # fmt: skip
def test_what_may_be_no_year_is_none(text: str) -> None:
    assert read_date(text, within=when_begun(DEADLINE)) is None


@pytest.mark.parametrize(
    ("text", "kind", "month"),
    [
        ("68.10", CellKind.TEXT, "1968-10"),
        ("75.3", CellKind.NUMBER, "1975-03"),
        ("七五年三月", CellKind.TEXT, "1975-03"),
        ("'56-7-1", CellKind.TEXT, "1956-07"),
        ("05年3月", CellKind.TEXT, "2005-03"),
        ("22年3月", CellKind.TEXT, "1922-03"),
    ],
)
def test_births_are_of_the_last_century_where_they_can(
    text: str, kind: CellKind, month: str
) -> None:
    read = read_date(text, kind, when_born(DEADLINE))
    assert read is not None
    assert f"{read.earliest:%Y-%m}" == month


def test_a_number_that_lost_its_zero_has_two_years_of_both_months() -> None:
    first, second = readings("68.1", CellKind.NUMBER)
    assert [first.earliest.isoformat(), first.latest.isoformat()] == ["1968-01-01", "1968-10-31"]
    assert second.earliest.year == 2068


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("18年3月", "2018年3月12日", True),
        ("68.10", "1968年10月", True),
        ("18年3月", "18.3", True),
        ("18年3月", "2019年3月", False),
        ("18年3月", "不详", None),
    ],
)
def test_two_writings_of_one_time(one: str, other: str, agree: bool | None) -> None:
    assert may_agree(one, other) is agree
