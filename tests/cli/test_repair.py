"""``repair`` as it is typed: the plan, the copy, the note beside it, calls that will not do."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from jlxx_check.cli.main import run
from tests.support import pictures
from tests.unit.repair.phone import form, put, scene


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return put(
        tmp_path / "长春市教育局",
        {
            "林晓禾/推介表.docx": form("林晓禾"),
            "林晓禾/活动[bold]<b>.webp": scene(5, "WEBP"),
            "林晓禾/证件照.bmp": pictures.saved(pictures.portrait(2), "BMP"),
            "Thumbs.db": b"x",
        },
    )


def test_the_plan_fits_a_terminal_and_leads_on(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["repair", str(package), "--dry-run"]) == 1
    out = capsys.readouterr().out
    assert all(cell_len(line) <= 80 for line in out.splitlines() if "jlxx-check" not in line)
    assert "WEBP转换为JPG" in out
    assert "活动[bold]<b>.webp" in out.replace("\n", "")
    assert "还要由人改的" in out and "→" in out.partition("还要由人改的")[2]
    assert out.splitlines()[-1].endswith("长春市教育局-整理")
    assert run(["repair", str(package), "--dry-run", "--no-location"]) == 1
    assert capsys.readouterr().out.splitlines()[-1].endswith("长春市教育局-整理 --no-location")
    assert [item.name for item in package.parent.iterdir()] == ["长春市教育局"]


def test_the_copy_and_the_note(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = package.parent / "整理"
    assert run(["repair", str(package), "--to", str(target)]) == 1
    out = capsys.readouterr().out
    assert "已整理好" in out
    assert "前后对照" in out
    note = package.parent / "整理-修改说明.html"
    page = note.read_text(encoding="utf-8")
    assert "活动[bold]&lt;b&gt;.webp" in page
    assert "【" in page  # the texts for a chat
    assert sorted(item.name for item in package.parent.iterdir()) == sorted(
        ["整理", "整理-修改说明.html", "长春市教育局"]
    )


def test_a_persons_note_is_not_written_over(package: Path) -> None:
    own = package.parent / "整理-修改说明.html"
    own.write_text("我写的", encoding="utf-8")
    assert run(["repair", str(package), "--to", str(package.parent / "整理"), "--quiet"]) == 1
    assert own.read_text(encoding="utf-8") == "我写的"
    assert (package.parent / "整理-修改说明（2）.html").is_file()


def test_in_english_no_chinese_is_said(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "repair", str(package), "--dry-run"]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first == "长春市教育局: the plan; nothing is written yet"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "--dry-run"),
        (["--to", "{package}/整理"], "原材料里面"),
        (["--to", ""], "--dry-run"),
        (["--to", "{package}"], "原材料里面"),
        (["--to", "{package}/../没有/整理"], "上一级文件夹不存在"),
        (["--to", "{package}/../" + "a" * 300], "名称太长"),
        (["--to", "{package}/../" + "a" * 250], "名称太长"),  # with what is written beside it
        (["--dry-run", "--rules", "没有这个包"], "没有这个包"),
    ],
)
def test_a_call_that_will_not_do(
    words: list[str], said: str, package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = [word.replace("{package}", str(package)) for word in words]
    assert run(["repair", str(package), *told]) == 2
    assert said in capsys.readouterr().err
    assert [item.name for item in package.parent.iterdir()] == ["长春市教育局"]


def test_check_leads_on_to_it(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "林晓禾/活动[bold]<b>.webp").rename(package / "林晓禾/活动.jpg")
    assert run(["check", str(package)]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("命令：jlxx-check repair ")
    assert run(["check", str(package), "--quiet"]) == 1
    assert "repair" not in capsys.readouterr().out


def test_check_of_what_was_not_recognised_leads_on_to_its_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "说明.txt").write_text("样例", "utf-8")
    run(["check", str(tmp_path)])
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("命令：jlxx-check check ")
    assert last.endswith(" --show files")
