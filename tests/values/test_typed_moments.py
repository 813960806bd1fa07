"""Days and moments as people type them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values.typed_moments import Moment, NotAMoment, read_day, read_moment

DAY = date(2023, 7, 8)
TODAY = date(2023, 7, 10)
HALF_PAST_NINE = datetime.fromisoformat("2023-07-08T09:30")
EVENING = datetime.fromisoformat("2023-07-08T21:30")


def _read(text: str) -> Moment:
    return read_moment(text, year=2023, today=TODAY)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        *(
            (text, DAY)
            for text in (
                "2023-07-08",
                "2023-7-8",
                "2023/7/8",
                "2023.7.8",
                "20230708",
                "2023年7月8日",
                "2023年7月8号",
                "2023 年 7 月 8 日",
                "7月8日",
                "07月08日",
                "七月八日",
                "二〇二三年七月八日",
                "２０２３－０７－０８",
                "２０２３．７．８",
                "2023–07–08",
                "2023。7。8",
                "2023、7、8",
                "2023 7 8",
                "2023_7_8",
                " 2023-07-08 ",
                "2023年7月8日（星期六）",
                "前天",
            )
        ),
        ("今天", TODAY),
        ("今日", TODAY),
        ("TODAY", TODAY),
        ("昨天", TODAY - timedelta(days=1)),
        *(
            (text, HALF_PAST_NINE)
            for text in (
                "2023-07-08T09:30",
                "2023-07-08 09:30",
                "2023/7/8 9:30",
                "2023/7/8　9：30",
                "20230708 9:30",
                "2023年7月8日9点30分",
                "2023年7月8日 9时30分",
                "7月8日9点半",
                "7月8日上午9:30",
                "7月8日早上九点半",
                "2023-7-8 9:30 AM",
                "2023-07-08T09:30:00",
                "2023-07-08 09:30:00.000",
                "2023-07-08T01:30Z",
                "2023-07-08T09:30+08:00",
            )
        ),
        *(
            (text, EVENING)
            for text in (
                "7月8日下午9:30",
                "7月8日晚上9点30分",
                "2023-7-8 9:30pm",
                "7月8日晚上21:30",
            )
        ),
        ("7月8日中午12点", datetime.fromisoformat("2023-07-08T12:00")),
        ("昨天下午三点一刻", datetime.fromisoformat("2023-07-09T15:15")),
    ],
)
def test_what_is_typed_is_read(text: str, moment: Moment) -> None:
    read = _read(text)
    assert read == moment
    assert type(read) is type(moment)


@pytest.mark.parametrize(
    ("text", "why", "instead"),
    [
        ("", "不是日期", "2023-07-08"),
        ("明天", "不是日期", "2023-07-08"),
        ("45115", "不是日期", "2023-07-08"),
        ("2023-07-08x", "不是日期", "2023-07-08"),
        ("2023年7月8日以前", "不是日期", "2023-07-08"),
        ("2023-07-08—2023-07-10", "不是日期", "2023-07-08"),
        ("2023-02-30", "没有2023年2月30日", "2023-07-08"),
        ("2023-13-01", "没有2023年13月1日", "2023-07-08"),
        ("2月30日", "没有2023年2月30日", "2023-07-08"),
        ("0023-07-08", "没有", "2023-07-08"),
        ("23-7-8", "年份只有两位", "2023-07-08"),
        ("23年7月9日", "年份只有两位", "2023-07-09"),
        ("7/9", "没有写年", "2023-07-09"),
        ("7.9", "没有写年", "2023-07-09"),
        ("9/7/2023", "分不清", "2023-07-08"),
        ("2023年7月", "没有写到日", "2023-07-08"),
        ("2023-7", "没有写到日", "2023-07-08"),
        ("7月8日24:00", "次日", "23:59"),
        ("7月8日25:00", "没有这个时间", "T17:30"),
        ("7月8日9:5", "没有这个时间", "T17:30"),
        ("7月8日上午13:00", "自相矛盾", "T17:30"),
        ("7月8日晚上12点", "自相矛盾", "T17:30"),
        ("2023年7月8日（星期一）", "不是星期一", "2023-07-08"),
        ("2023-07-08T09:30+99:00", "时区", "2023-07-08T09:30"),
        ("2" * 500, "不是日期", "2023-07-08"),
    ],
)
def test_what_does_not_exist_or_may_be_two_is_said(text: str, why: str, instead: str) -> None:
    with pytest.raises(NotAMoment) as caught:
        _read(text)
    assert why in caught.value.text.zh
    how = "请写成" if caught.value.likely else "写法如"  # a day that nobody meant is but an example
    assert instead in caught.value.text.zh.partition(how)[2]
    assert "\n" not in caught.value.text.zh + caught.value.text.en


def test_a_list_has_no_today_and_no_year_of_its_own() -> None:
    for text in ("今天", "7月8日"):
        with pytest.raises(NotAMoment):
            read_moment(text)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("7月14日", "请写成 2023-07-14 这样带年份的日期。"),
        ("7/14", "请写成 2023-07-14 这样带年份的日期。"),
        ("2月29日", "请写成 2024-02-29 这样带年份的日期。"),
        ("13月14日", "写法如 2023-07-20。"),
        ("13/14", "写法如 2023-07-20。"),
        ("下周", "写法如 2023-07-20。"),
    ],
)
def test_a_day_without_its_year_is_not_told_to_be_another_day(text: str, how: str) -> None:
    with pytest.raises(NotAMoment) as caught:
        read_day(text)
    assert caught.value.text.zh.endswith(how)


def test_where_a_day_is_asked_for_a_time_is_too_much() -> None:
    assert read_day("2023年7月20日") == date(2023, 7, 20)
    with pytest.raises(NotAMoment, match="2023-07-20"):
        read_day("2023-07-20 17:00")
    with pytest.raises(NotAMoment, match="Write it like 2023-07-20\\."):
        read_day("下周")


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(
        ["{y}-{m}-{d}", "{y}/{m}/{d}", "{y}.{m}.{d}", "{y}年{m}月{d}日", "{y:04}{m:02}{d:02}"]
    ),
    st.booleans(),
)
def test_every_day_is_read_as_it_is_typed(day: date, form: str, wide: bool) -> None:
    text = form.format(y=day.year, m=day.month, d=day.day)
    if wide:
        text = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
    assert read_moment(text) == day


@given(st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)))  # noqa: DTZ001
def test_every_minute_is_read_as_it_is_typed(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    half, hour = ("上午", moment.hour) if moment.hour < 12 else ("下午", moment.hour - 12 or 12)
    for text in (
        f"{moment:%Y-%m-%dT%H:%M}",
        f"{moment.year}/{moment.month}/{moment.day} {moment.hour}:{moment.minute:02}",
        f"{moment.year}年{moment.month}月{moment.day}日{half}{hour}点{moment.minute}分",
    ):
        assert read_moment(text) == moment


@given(
    st.text("0123456789-/.:T年月日号时点分上下午今天 二三〇", max_size=24) | st.text(max_size=24)
)
def test_whatever_is_typed_is_a_moment_or_is_said(text: str) -> None:
    try:
        read = _read(text)
    except NotAMoment as error:
        assert "请写成" in error.text.zh or "写法如" in error.text.zh
    else:
        assert 1900 <= read.year <= 2100
