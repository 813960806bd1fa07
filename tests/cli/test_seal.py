"""``jlxx-check seal`` as a clerk types it, and what it then says."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_packages.expected import HERE

from jlxx_check.cli.main import run
from tests.support.sealing import FILES, folder_of, members, packed, sealed_in

#: What every call here has: nothing stored, no process of its own.
PLAIN = ("--no-cache", "--no-isolation")


def called(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = run(("seal", *words, *PLAIN))
    out, err = capsys.readouterr()
    return status, out, err


def test_sealed_and_where_to_send_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "样例.zip"
    sample = str(HERE / "id-photos-2019")
    status, out, err = called(capsys, sample, "--to", str(target), "--rules", "id-photos-2019")
    assert (status, err) == (0, "")
    assert out.startswith("【已封存】")
    assert "符合要求" in out
    assert target.is_file()
    last = out[out.index("下一步：") :].replace("\n        ", "")
    assert "打印压缩包里的“自查回执.docx”，签字盖章" in last
    assert target.name in last
    status, out, err = called(capsys, "--verify", str(target))
    assert (status, err) == (0, "")
    assert "与检查时一致" in out
    assert "下一步：jlxx-check check" in out
    assert "不说明是谁写的" in out.replace("\n        ", "")


def test_not_sealed_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = folder_of(FILES, tmp_path / "某市教育局"), tmp_path / "x.zip"
    status, out, _ = called(capsys, str(source), "--to", str(target))
    assert status == 1
    assert "不符合要求" in out
    assert "没有封存：材料不符合要求。" in out
    assert "封存时加上 --anyway。" in out
    assert out.endswith(f"下一步：jlxx-check check {source}\n")
    assert not target.exists()
    status, out, _ = called(capsys, str(source), "--to", str(target), "--anyway", "--lang", "en")
    assert status == 1
    assert out.startswith("[Sealed]")
    assert "the receipt says so" in out.replace("\n", " ")
    assert target.is_file()


@pytest.mark.parametrize(
    ("words", "status"),
    [((), 3), (("--anyway",), 0), (("--strict",), 3)],
)
def test_what_was_judged_in_part_is_not_sealed_unless_it_is_asked_for(
    words: tuple[str, ...], status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, sample = tmp_path / "x.zip", str(HERE / "id-photos-2019")
    part = ("--rules", "id-photos-2019", "--select", "package.recognised", *words)
    done, out, _ = called(capsys, sample, "--to", str(target), *part)
    assert done == status
    assert target.is_file() == ("--anyway" in words)
    assert ("没有封存：只检查了一部分规则" in out) != target.is_file()


def test_a_changed_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = sealed_in(tmp_path)
    assert done.file is not None
    packed({**members(done.file), "某市教育局/data/02_李某某/100%.txt": b"treee"}, done.file)
    status, out, _ = called(capsys, "--verify", str(done.file))
    assert status == 1
    assert "与封存时不一致" in out
    assert "内容改动：02_李某某/100%.txt" in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("{source}",), "要写封存到哪个文件，例如：--to 某市教育局.zip"),
        (("{source}", "--to", "{source}/x.zip"), "不能放在材料里面"),
        (("{source}", "--to", "{here}/x.zip", "--show-personal"), "请去掉 --show-personal"),
        (("--verify", "{source}"), "没有封存记录"),
        (("--verify", "{source}", "--to", "{here}/x.zip"), "请去掉 --to"),
        (("--verify", "{here}/没有.zip"), "找不到"),
    ],
)
def test_wrong_calls(
    words: tuple[str, ...], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = folder_of(FILES, tmp_path / "某市教育局")
    given = [word.format(source=source, here=tmp_path) for word in words]
    status, out, err = called(capsys, *given)
    assert (status, out) == (2, "")
    assert says in err
    assert list(tmp_path.iterdir()) == [source]
