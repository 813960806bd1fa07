"""Names that were lost on the way, and such as only look odd."""

from __future__ import annotations

import pytest

from jlxx_check.values.lost_names import is_lost

NAMES = ("照片1.jpg", "特别感人的百姓学习之星", "苏月桂活动照.jpg", "视频", "工作总结（终稿）.docx")
#: In what it was written, and in what it was read.
MISREAD = [
    *(("gbk", read) for read in ("latin-1", "cp437", "cp850")),
    *(("utf-8", read) for read in ("latin-1", "cp437", "gb18030")),
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("written", "read"), MISREAD)
def test_what_was_written_in_one_encoding_and_read_in_another(
    name: str, written: str, read: str
) -> None:
    assert not is_lost(name)
    plain = name.replace("（", "").replace("）", "")
    assert is_lost(plain.encode(written).decode(read, "replace"))


@pytest.mark.parametrize(
    "name",
    [
        "????",
        "??1.jpg",
        "01??????",
        "□□□.docx",
        "�Ƭ1.jpg",
        "锟斤拷锟斤拷.mp4",
        "__1.jpg",
        "______",
        "\\xd5\\xd5\\xc6\\xac1.jpg",
        "%E7%85%A7%E7%89%871.jpg",
        "#U7167#U72471.jpg",
        "&#29031;&#29255;.jpg",
        "ﾕﾕﾆｬ1.jpg",
    ],
)
def test_what_stands_where_letters_stood(name: str) -> None:
    assert is_lost(name)


@pytest.mark.parametrize(
    "name",
    [
        *("1.jpg", "01", "_1.jpg", "IMG_2044.JPG", "lv_0_20230705.mp4", "mmexport1688.jpg"),
        *("为什么学习？.docx", "□林晓禾.docx", "林晓禾??.jpg", "学习_之星__1.jpg", "100%完成.docx"),
        *("Müller.docx", "Über Öl.docx", "Señor Café.pdf", "Ñandú.jpg", "Привет.docx"),
        *("ひらがな.docx", "ピアノ.jpg", "한글.hwp", "联通.txt", "①②③.jpg", "——.jpg", "（1）.jpg"),
        *("囍.jpg", "龘靐.docx", "𠮷野家.jpg", "陈喆.jpg", "張文學.docx", "张堃的照片.jpg"),
    ],
)
def test_what_only_looks_odd(name: str) -> None:
    assert not is_lost(name)
