"""Whole notices, invented, and the rules that are drafted from them."""

from __future__ import annotations

import re

import docx
import pytest

from jlxx_check.api import load_pack
from jlxx_check.authoring.draft.notice_text import NoNotice
from jlxx_check.authoring.draft.pack_files import DraftExists, counts, write_draft
from jlxx_check.authoring.draft.pack_texts import NOT_UNDERSTOOD
from jlxx_check.authoring.meaning import lint
from jlxx_check.text import Lang

NOTICE = """\
某省教育厅
关于做好2030年某省“读书之星”和“书香项目”推荐工作的通知
各市教育局，各高等学校：
为推动全民阅读，现就有关事项通知如下：
一、名额
各单位可推荐“读书之星”3至4名、“书香项目”2至6个。
二、条件
（一）读书之星
1.热爱读书，事迹突出。
2.往年已获得称号的不再推荐。
（二）书香项目
1.项目启动时间应不少于三年。
三、材料
（一）《读书之星推荐表》《读书之星登记表》各一式2份。
（二）个人照片2张（一张为2寸免冠彩色证件照，一张为活动照片）。
（三）视频（鼓励提交，MP4格式，编码：H.264，分辨率：1280*720P，帧率：25，时长4-5分钟）。
（四）《书香项目推荐表》，另附工作总结（1500字左右）和项目照片（3—5张）。
四、报送
请于2030年6月30日17:00前报送至某处，邮箱：office@example.com。
五、参赛人员须在现场出示蓝色通行证3枚。
"""


def _written(tmp_path, text, **more):
    notice = tmp_path / "notice.txt"
    notice.write_bytes(text.encode(more.get("encoding", "utf-8")))
    return write_draft(notice, Lang.ZH, tmp_path / "draft")


@pytest.fixture(scope="module")
def drafted(tmp_path_factory):
    return _written(tmp_path_factory.mktemp("draft"), NOTICE)


def test_a_notice_becomes_a_pack_that_lints(tmp_path):
    written = _written(tmp_path, NOTICE, encoding="gb18030")
    found = lint(str(written.folder))
    assert not found.errors
    assert sum(found.unconfirmed.values()) > 30
    pack = load_pack(str(written.folder)).pack
    assert str(pack.due) == "2030-06-30 17:00:00"
    assert pack.delivery.mailbox == "office@example.com"
    assert pack.title.zh.startswith("【草稿，")
    rules = {(rule.check, name.partition(".")[0]): rule.with_ for name, rule in pack.rules.items()}
    assert rules["document.length", "summary"]["about"] == 1500
    assert rules["video.duration", "video"] == {"shortest": 240, "longest": 300, "slack": 0.5}
    assert rules["video.resolution", "video"]["height"] == 720
    assert rules["form.age", "project"]["years"] == 3
    assert pack.rules["quota.person"].with_ == {"kind": "person", "at_least": 3, "at_most": 4}
    assert pack.rules["quota.project"].with_ == {"kind": "project", "at_least": 2, "at_most": 6}
    assert pack.kinds["person"].welcome == ("video",)


def test_what_was_not_understood_is_listed(drafted):
    text = (drafted.folder / NOT_UNDERSTOOD).read_text(encoding="utf-8")
    assert "通行证" in text
    assert counts(drafted.drafted)["unknown"] == 1


def test_every_sentence_has_an_owner_or_asks_nothing(drafted):
    pack = load_pack(str(drafted.folder)).pack
    assert all(bool(item.owners) != (item.asks_nothing is not None) for item in pack.outline)


def test_nothing_is_overwritten(tmp_path):
    _written(tmp_path, NOTICE)
    with pytest.raises(DraftExists):
        write_draft(tmp_path / "notice.txt", Lang.ZH, tmp_path / "draft")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "空的|没有文字|不是文档"),
        ("通知。", "太少"),
        ("Call for papers. " * 20, "不是中文"),
        ("关于推荐的通知。" * 20_000, "太长"),
    ],
    ids=["empty", "short", "english", "long"],
)
def test_what_is_no_notice_is_told_so(tmp_path, text, word):
    with pytest.raises(NoNotice) as caught:
        _written(tmp_path, text)
    assert re.search(word, caught.value.text.zh)


def test_a_table_of_a_word_file_is_read_row_by_row(tmp_path):
    document = docx.Document()
    for line in (
        "关于举办2030年短视频大赛的通知",
        "为丰富生活，现将事项通知如下：",
        "一、技术要求",
    ):
        document.add_paragraph(line)
    rows = [("项目", "要求"), ("视频时长", "3至5分钟"), ("文件大小", "不超过200MB"), ("备注", "")]
    table = document.add_table(rows=len(rows), cols=2)
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(place, column).text = text
    document.add_paragraph("二、请于2030年6月30日前将作品和报名表报送至某处，逾期不再受理。" * 2)
    document.save(tmp_path / "notice.docx")
    rules = write_draft(tmp_path / "notice.docx", Lang.ZH, tmp_path / "draft").drafted.rules
    said = {rule.check: rule.with_ for rule in rules}
    assert said["video.duration"] == {"shortest": 180, "longest": 300, "slack": 0.5}
    assert said["file.size"] == {"at_most": "200 MB"}


def test_a_rule_says_its_sentence_once_and_a_general_one_claims_no_clause_s_words(drafted):
    folder = drafted.folder
    text = (folder / "rules" / "20-entries.yaml").read_text(encoding="utf-8")
    assert text.count("项目启动时间应不少于三年") == 2  # where to confirm it, and the quote
    pack = load_pack(str(folder)).pack
    general = pack.rules["package.readable"]
    assert general.quote is None
    assert general.why.zh == "每份材料都应如此。"


def test_the_form_of_every_kind_is_held_to_be_filled_in(drafted):
    rules = load_pack(str(drafted.folder)).pack.rules
    complete = {rule.scope for rule in rules.values() if rule.check == "form.complete"}
    assert complete == {"person", "project"}
    assert "不同意" in rules["person.form-complete"].with_["refusals"]
