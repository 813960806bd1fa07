"""Names of members: their encoding, and which of them lead nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.files.archives.member_names import RawName, clashes, clean_path, decode_names

GBK, UTF8 = "gb18030", "utf-8"


@pytest.mark.parametrize(
    "names",
    [
        [("长春市教育局/登记表.xlsx", GBK), ("长春市教育局/照片/王建国.jpg", GBK)],
        [("长春市教育局/登记表.xlsx", UTF8), ("世界.jpg", UTF8)],
        [("世界", UTF8)],  # as GBK it reads 涓栫晫
        [("目", GBK)],  # C4 BF: valid UTF-8 for Ŀ
        [("模目.txt", GBK), ("一般的名字.txt", GBK)],
        [("张三.jpg", GBK), ("李四.jpg", UTF8)],  # two packers, one archive
        [("plain.txt", GBK), ("a/b.txt", UTF8)],
        [("박영자.docx", UTF8), ("é.txt", UTF8)],
        [("𠮷.txt", GBK), ("𠮷田.txt", GBK)],  # four bytes in GB18030
    ],
)
def test_names_are_told_apart(names: list[tuple[str, str]]) -> None:
    raw = [RawName(name.encode(encoding)) for name, encoding in names]
    assert decode_names(raw) == [name for name, _ in names]


def test_a_name_is_taken_at_its_word() -> None:
    names = [RawName("世界".encode(GBK), "世界"), RawName("张三".encode(GBK))]
    assert decode_names(names) == ["世界", "张三"]


def test_a_name_in_no_encoding_is_still_a_name() -> None:
    (name,) = decode_names([RawName(b"\xff\xff.jpg")])
    assert name.endswith(".jpg")
    assert "�" in name


#: The characters of everyday Chinese names, as GB 2312's first level lists them.
LEVEL_ONE = [
    char
    for high in range(0xB0, 0xD8)
    for low in range(0xA1, 0xFF)
    if len(char := bytes([high, low]).decode(GBK, "ignore")) == 1 and "一" <= char <= "鿿"
]
everyday = st.text(st.sampled_from([*LEVEL_ONE, *"abcXYZ019 ._-（）"]), min_size=1, max_size=12)


@given(st.lists(everyday, min_size=1, max_size=6), st.sampled_from([GBK, UTF8]))
def test_everyday_names_come_back(names: list[str], encoding: str) -> None:
    assert decode_names([RawName(name.encode(encoding)) for name in names]) == names


@given(st.lists(st.binary(min_size=1, max_size=12), max_size=6))
def test_any_bytes_are_decoded(raw: list[bytes]) -> None:
    assert len(decode_names([RawName(each) for each in raw])) == len(raw)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a/b.txt", "a/b.txt"),
        ("a\\b\\c.txt", "a/b/c.txt"),
        ("./a//b.txt", "a/b.txt"),
        ("a/./b.txt", "a/b.txt"),
        ("..a/b..", "..a/b.."),
        ("장/박.txt", "장/박.txt"),
    ],
)
def test_paths(name: str, path: str) -> None:
    assert clean_path(name) == path


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("/etc/passwd", "绝对路径"),
        ("\\\\server\\share\\a", "绝对路径"),
        ("C:\\Windows\\a.txt", "盘符"),
        ("c:a.txt", "盘符"),
        ("../a.txt", "“..”"),
        ("a/../../b.txt", "“..”"),
        ("a\\..\\b.txt", "“..”"),
        ("a\0.txt", "空字符"),
        ("", "没有名称"),
        ("./", "没有名称"),
    ],
)
def test_names_that_lead_nowhere(name: str, says: str) -> None:
    why = clean_path(name)
    assert not isinstance(why, str)
    assert says in why.zh
    assert why.en


@pytest.mark.parametrize(
    ("paths", "out"),
    [
        (["a", "b"], {}),
        (["a", "b", "a"], {0: "同名"}),
        (["IMG.JPG", "img.jpg"], {0: "大小写"}),
        (["\u00e9.txt", "e\u0301.txt"], {0: "大小写"}),
        (["a/b/c", "a"], {1: "文件夹"}),
        (["A/b", "a/b"], {0: "大小写"}),
        (["a", "a", "a"], {0: "同名", 1: "同名"}),
    ],
)
def test_clashes(paths: list[str], out: dict[int, str]) -> None:
    found = clashes(paths)
    assert found.keys() == out.keys()
    for position, says in out.items():
        assert says in found[position].zh
