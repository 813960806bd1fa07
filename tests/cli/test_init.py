"""``jlxx-check init`` as a clerk meets it."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from docx import Document
from sample_packages.expected import HERE

from jlxx_check.api import load_pack
from jlxx_check.cli.main import run
from jlxx_check.model.outcome import ExitStatus
from jlxx_check.packs.installed import own_packs
from jlxx_check.unit.blank_forms import form_document


def called(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = run(words)
    said = capsys.readouterr()
    return status, said.out, said.err


def test_it_says_what_was_made_and_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "材料"
    words = ["init", str(folder), "--unit", "长春市教育局", "--stars", "2", "--projects", "1"]
    status, out, err = called(words, capsys)
    assert (status, err) == (0, "")
    flat = "".join(out.split())
    assert "百姓学习之星：2个" in flat and "终身学习品牌项目：1个" in flat
    assert "填报说明.docx" in flat and "jlxx-checkcheck" in flat
    status, out, _ = called(words, capsys)
    assert status == 0
    assert "什么都不缺" in "".join(out.split())


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([], True),
        (["--projects", "0"], False),  # who says none wants none
        (["--count", "终身学习品牌项目=5"], False),
        (["--from", "{}/终身学习品牌项目推介登记表.xlsx"], False),
    ],
)
def test_a_kind_that_no_register_given_lists_is_named(
    more: list[str], told: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unit = HERE / "complying" / "长春市教育局"
    for register in unit.rglob("*推介登记表.xlsx"):
        shutil.copy(register, tmp_path)
    given = ["--from", str(tmp_path / "百姓学习之星推介登记表.xlsx")]
    given += [word.format(tmp_path) for word in more]
    status, out, _ = called(["init", str(tmp_path / "材料"), "--unit", "某局", *given], capsys)
    assert status == 0
    assert ("登记表里没有终身学习品牌项目" in "".join(out.split())) is told


@pytest.mark.parametrize(
    ("again", "stars", "said"),
    [
        ([], 2, "已补上缺少的"),  # who began it has said how many
        (["--stars", "4"], 4, "已补上缺少的"),
        (["--stars", "0"], 2, "已补上缺少的"),  # they are there all the same
        (["--count", "百姓学习之星=4"], 4, "已补上缺少的"),
        (["--stars", "2", "--projects", "1"], 2, "已补上缺少的"),
    ],
)
def test_a_second_time_adds_what_is_missing_and_nobody_else(
    again: list[str], stars: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "材料"
    words = ["init", str(folder), "--unit", "长春市教育局"]
    called([*words, "--stars", "2", "--projects", "1"], capsys)
    (folder / "百姓学习之星推介登记表.xlsx").unlink()
    status, out, _ = called([*words, *again], capsys)
    assert status == 0
    assert said in out
    assert (folder / "百姓学习之星推介登记表.xlsx").is_file()
    assert len(list((folder / "百姓学习之星").iterdir())) == stars
    assert f"百姓学习之星：{stars}个" in "".join(out.split())
    assert len(list((folder / "终身学习品牌项目").iterdir())) == 1


@pytest.mark.parametrize(
    ("again", "there", "new"),
    [
        (["--stars", "4"], True, 2),
        (["--stars", "2"], True, 0),
        (["--stars", "4"], False, 0),  # written anew, with rows for all
        (["--projects", "3"], True, 2),
    ],
)
def test_a_register_that_stays_has_no_rows_for_those_who_are_new(
    again: list[str], there: bool, new: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["init", str(tmp_path / "材料"), "--unit", "长春市教育局"]
    called([*words, "--stars", "2", "--projects", "1"], capsys)
    if not there:
        (tmp_path / "材料" / "百姓学习之星推介登记表.xlsx").unlink()
    _, out, _ = called([*words, *again], capsys)
    assert (f"新增的{new}个请在表中补登" in "".join(out.split())) == bool(new)
    assert ("补登" in out) == bool(new)


def test_the_next_step_names_the_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["init", str(tmp_path / "m"), "--unit", "样例大学", "--rules", "model-workers"]
    status, out, _ = called([*words, "--count", "劳动模范＝3"], capsys)
    assert status == 0
    assert "--rules model-workers" in " ".join(out.split())
    assert len(list((tmp_path / "m/劳动模范").iterdir())) == 3


@pytest.mark.parametrize(
    ("pack", "named"),
    [
        ("id-photos-2015", "id-photos-2015"),
        ("通知 2030", '"../通知 2030"'),
        ("./id-photos-2015", "../id-photos-2015"),
        ("{}/通知 2030", '"{}/通知 2030"'),
        ("通知 2030/pack.yaml", '"../通知 2030/pack.yaml"'),
    ],
)
def test_the_notes_call_finds_the_pack_from_the_package(
    pack: str,
    named: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("通知 2030", "id-photos-2015"):
        shutil.copytree(str(own_packs()["id-photos-2015"]), name)
        head = Path(name, "pack.yaml")
        text = head.read_text(encoding="utf-8").replace("id: id-photos-2015", "id: tongzhi")
        head.write_text(text, encoding="utf-8")
    words = ["init", "材料", "--unit", "样例学院", "--rules", pack.format(tmp_path)]
    assert called(words, capsys)[0] == 0
    lines = [line.text for line in Document("材料/填报说明.docx").paragraphs]
    call = next(line for line in lines if "jlxx-check" in line).partition("：")[2]
    call = call.partition("；")[0]
    assert call == f"jlxx-check check . --rules {named.format(tmp_path.as_posix())}"
    monkeypatch.chdir("材料")
    status, out, err = called([*shlex.split(call)[1:], "--no-isolation"], capsys)
    assert status in (ExitStatus.WRONG, ExitStatus.NOT_FINISHED), err
    assert "2015" in out


def test_registers_are_drafted_from_forms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "长春市教育局"
    package.mkdir()
    form = form_document(load_pack().pack, "star", {"姓名": "林晓禾", "联系电话": "13800000001"})
    (package / "推介表.docx").write_bytes(form)
    status, out, _ = called(["init", "--registers", str(package)], capsys)
    assert status == 0
    assert "草稿" in out and "13800000001" not in out
    assert (tmp_path / "长春市教育局_登记表草稿/百姓学习之星推介登记表（草稿）.xlsx").is_file()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["{}/m"], "--unit"),
        (["--unit", "局"], "文件夹的名称"),
        (["{}/m", "--unit", "a/b"], "不允许"),
        (["{}/m", "--unit", "局", "--count", "star"], "类别=个数"),
        (["{}/m", "--unit", "局", "--count", "明星=3"], "没有“明星”这一类"),
        (["{}/m", "--unit", "局", "--stars", "999"], "0至500"),
        (
            ["{}/m", "--unit", "局", "--rules", "model-workers", "--stars", "1"],
            "worker（劳动模范）",
        ),
        (["{}/m", "--unit", "局", "--from", "{}/没有.xlsx"], "找不到"),
        (["{}/m", "--registers", "{}/没有"], "找不到"),
        (["{}/m", "--registers", "{}", "--from", __file__], "只能写一个"),
    ],
)
def test_a_wrong_call_gets_one_clear_line(
    words: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["init", *(word.replace("{}", str(tmp_path)) for word in words)]
    status, out, err = called(given, capsys)
    assert (status, out) == (ExitStatus.WRONG_CALL, "")
    assert says in err
    assert "Traceback" not in err
    assert not (tmp_path / "m").exists()
