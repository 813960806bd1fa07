"""Mails whose attachments are the delivery."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.files.archives.looking import contents, look, opened, refused
from tests.files.archives.mail_files import eml, msg
from tests.files.archives.making import zipped

from jlxx_check import NotAPackage
from jlxx_check.files import is_package, mail_head

NOISE = bytes((n * n + n // 7) % 251 for n in range(5000))
PACKED = zipped(**{"百姓学习之星/表.txt": NOISE})
WHEN = datetime(2023, 7, 8, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("信.eml", eml(("推介表.docx", NOISE), ("长春.zip", PACKED))),
        ("信.EML", eml(("推介表.docx", NOISE), ("长春.zip", PACKED), charset="gbk")),
        ("信.eml", eml(("推介表.docx", NOISE), ("长春.zip", PACKED)).replace(b"\r\n", b"\n")),
        ("信.msg", msg(("推介表.docx", NOISE), ("长春.zip", PACKED.ljust(4096, b"\0")))),
        ("信.msg", msg(("推介表.docx", NOISE), ("长春.zip", PACKED), hidden=("标.png", NOISE))),
    ],
)
def test_what_is_attached_is_the_package(tmp_path: Path, name: str, data: bytes) -> None:
    tree = opened(tmp_path / name, data)
    assert (tree.kind, tree.name) == ("mail", "信")
    assert contents(tree) == {"推介表.docx": NOISE, "长春.zip/百姓学习之星/表.txt": NOISE}
    assert refused(tree) == {}
    tree.close()
    head = mail_head(tmp_path / name)
    assert head is not None
    assert (head.sender_name, head.sender_address) == ("长春市教育局", "jyj@example.org")
    assert (head.sent, head.subject) == (WHEN, "报送材料")


PICTURE = (
    b"--==b==\r\nContent-Type: text/html\r\n\r\n<img src='cid:p1'>\r\n"
    b"--==b==\r\nContent-Type: image/png; name=p.png\r\nContent-ID: <p1>\r\n\r\nPNG\r\n"
    b"--==b==\r\nContent-Type: image/png; name=own.png\r\n\r\nPNG\r\n"
)
FORWARDED = b"--==b==\r\nContent-Type: message/rfc822\r\n\r\n" + eml(("里面.txt", b"2")).replace(
    b"==b==", b"==c=="
)


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (eml(("a.txt", b"1"), more=PICTURE), {"a.txt", "own.png"}),
        (eml(("a.txt", b"1"), more=FORWARDED), {"a.txt", "里面.txt"}),
        (eml(("a.txt", b"1"), ("a.txt", b"2")), {"a.txt", "a（2）.txt"}),
        (eml(("../../a.txt", b"1"), ("C:\\x\\b.txt", b"2")), {"a.txt", "b.txt"}),
        (eml(("..", b"1"), ("b.txt", b"2")), {"b.txt"}),
    ],
)
def test_which_parts_are_files(tmp_path: Path, data: bytes, names: set[str]) -> None:
    assert set(look(tmp_path / "信.eml", data)) == names


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (eml(), "empty"),
        (eml(("大.txt", bytes(9000))), "limit"),
        (eml(*[(f"{n}.txt", b"1") for n in range(9)]), "limit"),
        (
            b"From: a\r\nTo: b\r\n"
            + b"Content-Type: message/rfc822\r\n\r\nFrom: a\r\nTo: b\r\n" * 2000,
            None,
        ),
    ],
)
def test_what_harms_is_put_aside(tmp_path: Path, data: bytes, cause: str | None) -> None:
    tree = opened(tmp_path / "信.eml", data, members=5, unpacked=5000)
    assert tree.files == ()
    (told,) = refused(tree).values()
    assert cause in (told, None)
    tree.close()


@pytest.mark.parametrize(
    ("name", "data"),
    [("信.eml", b"\x89PNG\r\n"), ("信.msg", NOISE), ("说明.txt", eml(("a.txt", b"1")))],
)
def test_what_is_called_a_mail_and_is_none(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert not is_package(tmp_path / name)
    with pytest.raises(NotAPackage):
        opened(tmp_path / name)


def test_a_mail_in_a_package_is_a_file_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "包").mkdir()
    (tmp_path / "包" / "信.eml").write_bytes(eml(("a.txt", b"1")))
    assert set(look(tmp_path / "包")) == {"信.eml"}
