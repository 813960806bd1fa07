"""The last day of a notice, as notices write days and hours."""

from __future__ import annotations

import pytest

from jlxx_check.authoring.draft.deadlines import find_deadlines
from jlxx_check.authoring.draft.notice_sentences import split_notice

TITLE = "关于举办2030年短视频大赛的通知"


@pytest.mark.parametrize(
    ("sentence", "moment"),
    [
        ("上交作品阶段：2030年4月30日-5月15日；作品评选阶段：5月16日-5月21日。", "2030-05-15"),
        ("请于4月16日下午4:00-5:30将登记表报送至某处。", "2030-04-16T17:30"),
        ("作品报送时间为4月20日至4月24日下午五点前。", "2030-04-24T17:00"),
        ("征集时间：2030年3月3日-14日。", "2030-03-14"),
        ("征集时间：2029年9月10日至2030年元月10日止", "2030-01-10"),
        ("报送时间：2029年11月10日——11月15日。", "2029-11-15"),
        ("于2030年8月1日至8月20日期间登录网站提交作品。", "2030-08-20"),
        # what is done with what came in has days of its own
        ("投稿截止时间为4月16日，评选及展播将于4月17日开始，至4月30日结束。", "2030-04-16"),
        ("10月10日前，请各单位将稿件推送至后台。", "2030-10-10"),
        ("3.10月10日前，请各单位报送稿件。", "2030-10-10"),
        ("作品征集7月15日结束。", "2030-07-15"),
        ("即日起至2030年2月", "2030-02-28"),
        ("提交作品时间：2030年9月1日一9月30日。", "2030-09-30"),
        ("作品提交时间：2030年8月20日16时。", "2030-08-20T16:00"),
        ("活动时间：5月10日—6月9日，请在5月26日之前发送至邮箱。", "2030-05-26"),
        ("工作满一年及以上（截止2029年7月）；申报截止于2030年1月4日。", "2030-01-04"),
    ],
)
def test_the_last_day_as_it_is_written(sentence, moment):
    notice = split_notice([TITLE, "各单位：", "一、材料", sentence])
    assert find_deadlines(notice)[0].moment == moment


def test_a_heading_may_say_that_a_day_is_the_last():
    lines = ["四、日程", "1.截稿日期", "9月23日9:00-17:00，交到办公室。9月23日前同学可以练习。"]
    assert find_deadlines(split_notice([TITLE, *lines]))[0].moment == "2030-09-23T17:00"


def test_a_day_alone_under_the_words_for_when_works_come_in_is_before_days_of_showing():
    lines = [
        "二、征稿时间",
        "2030年1月26日前（投稿须在此时间段内完成）",
        "三、作品展示",
        "第一阶段：2029年12月31日至2030年1月18日，优秀作品将在1月25日重点推出。",
    ]
    assert find_deadlines(split_notice([TITLE, *lines]))[0].moment == "2030-01-26"


def test_a_year_that_stands_in_the_day_of_publication_alone():
    notice = split_notice(["短视频征集启事", "发布时间：2030-12-01", "请于12月10日前提交。"])
    assert find_deadlines(notice)[0].moment == "2030-12-10"


@pytest.mark.parametrize(
    ("lines", "moment"),
    [
        # a month that is over belongs to the next year
        (["请于1月15日前报送。", "某局", "2029年12月27日"], "2030-01-15"),
        (["请于12月31日前报送。", "某局", "二〇二九年十二月二十七日"], "2029-12-31"),
        (["发布时间：2029-11-20 来源：某局", "请于次年3月5日前报送。"], "2030-03-05"),
        (["时间：2029-11-20 来源：某局", "请于3月5日前报送。"], "2030-03-05"),
        # a day of another year that the notice cites
        (
            [
                "根据2028年5月1日前报送的要求办理。",
                "请于2029年12月30日前报送。",
                "某局",
                "2029年12月27日",
            ],
            "2029-12-30",
        ),
        # nothing tells when it was signed
        (["请于1月15日前报送。"], "2030-01-15"),
        # the day when something takes place is none of signing
        (["时间：2030-03-01", "请于1月15日前报送。"], "2030-01-15"),
    ],
)
def test_no_last_day_is_before_the_notice_itself(lines, moment):
    found = find_deadlines(split_notice(["关于征集2030年短视频的通知", "各单位：", *lines]))
    assert found[0].moment == moment


def test_a_day_that_has_only_just_gone_by_is_none_of_the_next_year_s():
    lines = ["发布时间：2029-03-25", "请于3月20日前报送。"]
    assert not find_deadlines(split_notice(["短视频征集启事", *lines]))


def test_a_day_that_is_over_is_not_the_last_one():
    lines = ["请于2029年5月1日前报送。", "某局", "2029年12月27日"]
    assert not find_deadlines(split_notice([TITLE, "各单位：", *lines]))
