"""What a text says once counts, and what only fills the page does not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.values.substance import kept_elsewhere, only_a_link, substance, word_count

SENTENCES = [
    "项目面向社区老年人开展数字技能教学，帮助大家学会使用手机。",
    "课程每周两次，由高校志愿者轮流授课，教材全部自编。",
    "三年来先后走进十二个社区，建立固定教学点八处。",
    "为方便行动不便的学员，教师还把课堂搬到了居民家中。",
    "学员自发成立互助小组，先学会的带动后学的。",
    "区里把项目列入民生实事，安排专项经费予以保障。",
    "下一步将把课程录制成短视频，供更多群众随时学习。",
]
STORY = "\n".join(SENTENCES)
PEOPLE = ("张三", "李四", "王五", "赵六", "钱七", "孙八", "周九", "吴十")


@pytest.mark.parametrize(
    ("text", "most"),
    [
        pytest.param("学习取得了明显成效，群众反响良好。\n" * 60, 20, id="a sentence"),
        pytest.param("学习取得了明显成效，" * 60, 20, id="without a full stop"),
        pytest.param("学习" * 600, 4, id="without a mark"),
        pytest.param("好" * 1500, 2, id="one character"),
        pytest.param("……" * 700, 2, id="dots"),
        pytest.param("。\n" * 900, 20, id="full stops"),
        pytest.param("哈哈哈" * 400, 3, id="laughter"),
        pytest.param("此处填写工作总结。\n" * 100, 0, id="a prompt"),
        pytest.param("测试文字，" * 200, 10, id="test text"),
        pytest.param("Lorem ipsum dolor sit amet. " * 300, 6, id="lorem"),
        pytest.param("\n".join([STORY] * 6), 240, id="a block"),
        pytest.param(f"{STORY}\n{STORY.replace('三年', '四年')}", 240, id="a figure changed"),
        pytest.param(
            "".join(f"{who}同志积极参加社区学习活动，收获很大，受到好评。" for who in PEOPLE * 5),
            110,
            id="names changed",
        ),
        pytest.param("".join(f"（{n}）活动\n" for n in range(1, 301)), 110, id="numbers alone"),
        pytest.param(
            STORY + "\n" + STORY.replace("，", "；").replace("。", "！"), 240, id="other marks"
        ),
        pytest.param(STORY + "\n" + STORY.replace("学", "學"), 240, id="other characters"),
        pytest.param(
            STORY + "\n" + STORY.replace("老年人", "青少年").replace("社区", "街道"),
            240,
            id="a half, words changed",
        ),
    ],
)
def test_padding_does_not_count(text: str, most: int) -> None:
    found = substance(text)
    assert found.words <= most
    assert found.words + found.repeated + found.filler == word_count(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(STORY, id="a story"),
        pytest.param(f"工作总结\n一、基本情况\n{STORY}\n二、主要做法\n工作总结", id="headings"),
        pytest.param("目录\n一、情况……1\n二、做法……2\n" + STORY, id="a table of contents"),
        pytest.param("活动一：\n读书。\n活动二：\n读书。\n活动三：\n读书。", id="a refrain"),
        pytest.param(
            "3月，举办书法讲座1场，参加学员60人次。4月，举办书法讲座1场，参加学员80人次。"
            "5月，举办剪纸讲座2场，参加学员95人次。",
            id="one month after another",
        ),
        pytest.param(
            "特别受百姓喜爱的终身学习品牌项目开班那天，社区礼堂里坐满了从各个村赶来的老人和孩子。"
            "到了年底，特别受百姓喜爱的终身学习品牌项目已经在十二个乡镇落地，有了自己的教室。",
            id="a long title twice",
        ),
        pytest.param("联系电话：0431-88880000，2000000人次，好好好。", id="figures"),
        pytest.param("我们请输入法工程师教授拼音，测试了三种教法。" + STORY, id="a prompt's words"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_said_counts_as_word_counts_it(text: str) -> None:
    found = substance(text)
    assert (found.words, found.repeated) == (word_count(text), 0)


@given(st.text(alphabet="学习，。、 \n1a！…", max_size=300))
def test_nothing_is_counted_that_word_does_not_count(text: str) -> None:
    found = substance(text)
    assert 0 <= found.words <= word_count(text)
    assert found.repeated >= 0 and found.filler >= 0


def test_the_order_of_sentences_does_not_matter_where_none_is_repeated() -> None:
    mixed = list(SENTENCES)
    random.Random(1).shuffle(mixed)
    assert substance("\n".join(mixed)).words == substance(STORY).words


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("https://pan.example.invalid/s/1x 提取码：abcd", True),
        (
            "通过网盘分享的文件：照片\n链接: https://pan.example.invalid/s/1x\n打开App",
            True,
        ),
        ("magnet:?xt=urn:btih:abc", True),
        ("", False),
        ("提取码：abcd", False),
        (STORY + "\n报道见 https://news.example.invalid/1.html", False),
    ],
)
def test_a_link_alone_is_told_from_a_text_with_one(text: str, only: bool) -> None:
    assert only_a_link(text) is only


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("工作总结见附件。", "见附件"),
        ("详见单独报送的纸质材料。", "见单独报送的纸质材料"),
        ("材料较大，已上传百度网盘", "上传百度网盘"),
        ("总结已发至邮箱", "已发至邮箱"),
        (
            "已上传：https://pan.example.invalid/s/1x 提取码：abcd",
            "https://pan.example.invalid/s/1x",
        ),
        ("见公众号文章：https://mp.example.invalid/s/x", "https://mp.example.invalid/s/x"),
        (STORY + "（照片见附件）", None),
        (STORY + "\n报道见 https://news.example.invalid/1.html", None),
        ("见证了社区的变化。", None),
        ("每周上传一课，居民在家收看。", None),
        ("略", None),
        ("", None),
        ("讲解常见的邮件诈骗，收集听课意见，设公众号。", None),
        ("总结可见附件", "见附件"),
    ],
)
def test_where_a_text_says_that_another_one_is(text: str, place: str | None) -> None:
    assert kept_elsewhere(text) == place
