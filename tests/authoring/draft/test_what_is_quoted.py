"""What a drafted rule says of its sentence: a quote without half words, and its numbers."""

from __future__ import annotations

import pytest

from jlxx_check.api import load_pack
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.pack_files import write_draft
from jlxx_check.authoring.draft.shortened import quote_of
from jlxx_check.authoring.pack_preview import preview
from jlxx_check.text import Lang
from jlxx_check.unit.demands_told import file_demands

FILM = "阅读短视频1个，MP4格式，分辨率不低于1920×1080，时长不超过3分钟，大小不超过200MB。"
TEXT = "事迹材料，1000字至1500字，题目自拟，Word格式。"
NOTICE = f"""关于征集2030年“书香家庭”案例的通知
一、推荐对象和名额
每个单位推荐“书香家庭”2至4个。
二、报送材料
1.《“书香家庭”推荐表》（附件1），每个家庭一份，Word版和加盖公章的PDF扫描件各一份。
2.{TEXT}
3.{FILM}
三、报送要求
请于2030年5月20日17:00前报送至某市教育局。
某市教育局
2030年3月16日
"""


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        (TEXT, TEXT[:-1]),  # short enough
        (FILM, "阅读短视频1个，MP4格式，分辨率不低于1920×1080，时长不超过3分钟"),
        (
            "《“书香家庭”推荐表》（附件1），每个家庭一份，Word版和加盖公章的PDF扫描件各一份。",
            "《“书香家庭”推荐表》（附件1），每个家庭一份",
        ),
        # no mark, none far enough, one of a number, one within brackets: it shows that more follows
        ("推荐表" * 20, ("推荐表" * 20)[:39] + "…"),
        ("每家，" + "推荐表" * 20, ("每家，" + "推荐表" * 20)[:39] + "…"),
        (
            "请每个单位在规定的日期的17:00" + "推荐表" * 20,
            "请每个单位在规定的日期的17:00" + ("推荐表" * 20)[:22] + "…",
        ),
        (
            "每个家庭的材料（含推荐的表、照片，" + "推荐表" * 20,
            ("每个家庭的材料（含推荐的表、照片，" + "推荐表" * 20)[:39] + "…",
        ),
        ("报送推荐的家庭的" + "推荐表" * 10 + "，照片", "报送推荐的家庭的" + "推荐表" * 10),
    ],
)
def test_a_quote_ends_at_a_mark_or_shows_that_it_is_cut(sentence: str, quote: str) -> None:
    assert quote_of(Sentence("二", sentence, sentence)) == quote
    assert len(quote) <= 40


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    folder = tmp_path_factory.mktemp("quoted")
    (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")
    write_draft(folder / "notice.txt", Lang.ZH, folder / "draft")
    return load_pack(folder / "draft")


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ("file.size", "通知（二3）：" + FILM),
        ("video.duration", "通知（二3）：" + FILM),
        ("document.length", "通知（二2）：" + TEXT),
        ("entries.count", "通知（一）：每个单位推荐“书香家庭”2至4个。"),
    ],
)
def test_the_checklist_says_the_numbers(ready, check: str, said: str) -> None:
    titles = {rule.title for rule in ready.pack.rules.values() if rule.check == check}
    demands = [item for part in preview(ready.pack, ready.rules).parts for item in part.demands]
    told = [item.told.zh for item in demands if item.title in titles]
    assert told
    assert all(each == said for each in told)


@pytest.mark.parametrize(("role", "number"), [("deeds", "1000字至1500字"), ("video", "200MB")])
def test_the_notes_say_the_numbers(ready, role: str, number: str) -> None:
    (kind,) = ready.pack.kinds
    told = [text.zh for text in file_demands(ready.rules, kind, role)]
    assert number in "；".join(told)
    assert not [text for text in told if "提出的要求" in text]


def test_a_text_of_the_sentence_stands_in_english_too(ready) -> None:
    whys = [rule.why.en for rule in ready.pack.rules.values() if rule.check == "file.size"]
    assert whys and all("200MB" in why and "The notice (二3)" in why for why in whys)
