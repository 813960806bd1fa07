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
        ("报送时间：2029年11月10日——11月15日。", "2029-11-15"),
        ("于2030年8月1日至8月20日期间登录网站提交作品。", "2030-08-20"),
    ],
)
def test_the_last_day_as_it_is_written(sentence, moment):
    notice = split_notice([TITLE, "各单位：", "一、材料", sentence])
    assert find_deadlines(notice)[0].moment == moment
