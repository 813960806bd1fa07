"""Lists that people keep: what is none is told by what it is, and what will do is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from jlxx_check.packs.pack_problems import PackError
from jlxx_check.packs.tables import read_tables
from jlxx_check.text import Text

WHAT = Text("单位名单", "The list of units")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7\n1 0 obj", "不能用PDF 文件，请给出 .xlsx、.xls 或 .csv 表格"),
        (b"\x89PNG\r\n\x1a\n", "不能用图片"),
        (b"\xff\xd8\xff\xe0", "不能用图片"),
        (b"{\\rtf1", "不能用RTF 文档"),
        (b"7z\xbc\xaf\x27\x1c", "不能用压缩包"),
        ("单位\n甲".encode("utf-16"), "也不是UTF-8或GB18030文本"),
        (b"PK\x03\x04 a letter", "不是表格（如Word文档）"),
    ],
)
def test_what_is_no_list(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(content)
    with pytest.raises(PackError) as raised:
        read_tables(path, WHAT)
    assert says in raised.value.problems[0].message.zh


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_whatever_the_file_is_called(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "名单.pdf"
    path.write_bytes("单位\n甲学院\n".encode(encoding))
    assert read_tables(path, WHAT) == [[["单位"], ["甲学院"]]]
