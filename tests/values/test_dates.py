from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.model.document import CellKind
from jlxx_check.values.dates import read_date


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
