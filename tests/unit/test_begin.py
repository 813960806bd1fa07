"""``init`` of any pack: what it writes, what it leaves alone, what it refuses."""

from __future__ import annotations

import errno
import shutil
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook

from jlxx_check import Reading, load_pack
from jlxx_check.api import CheckSettings, examine, open_package, understand
from jlxx_check.model.outcome import Level
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package, Reason
from jlxx_check.packs import list_packs
from jlxx_check.text import Lang
from jlxx_check.unit import new_files
from jlxx_check.unit.begin import Begun, init
from jlxx_check.unit.registers import register_workbook
from jlxx_check.unit.wanted_counts import CannotBegin, kind_called, wanted_counts
from tests.unit.repair.phone import form, put

pack_of = cache(load_pack)
PACKS = list(list_packs())
READING = Reading(isolated=False, jobs=1)


def begun(folder: Path, pack: str = "jilin-2023", **given: object) -> Begun:
    return init(folder, "样例市教育局", pack_of(pack), reading=READING, **given)  # type: ignore[arg-type]


def package(folder: Path, pack: str) -> Package:
    settings = CheckSettings(pack_of(pack), reading=READING)
    with open_package(folder, settings) as opened:
        return understand(opened, settings)


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def register(pack: Pack, key: str, rows: list[dict[str, str]], folder: Path) -> Path:
    path = folder / f"我的{key}登记表.xlsx"
    path.write_bytes(register_workbook(pack, key, rows, unit="样例市教育局"))
    return path


@pytest.mark.parametrize("name", PACKS)
def test_of_any_pack_nothing_is_complained_of_but_what_is_to_be_filled_in(
    name: str, tmp_path: Path
) -> None:
    folder = tmp_path / "材料"
    made = begun(folder, name)
    assert names(folder) == set(made.written)
    assert not made.kept
    examined = examine(folder, CheckSettings(pack_of(name), reading=READING))
    report = examined.report
    found = [item for item in report.findings if item.level in (Level.ERROR, Level.WARNING)]
    checks = {rule.id: pack_of(name).pack.rules[rule.id].check for rule in report.rules}
    assert {checks[item.rule] for item in found} <= {"entries.count", "package.recognised"}
    assert sum(checks[item.rule] == "package.recognised" for item in found) <= 1
    forms = sum(path.endswith(".docx") and "/" in path for path in made.written)
    left = [item.reason for item in examined.package.unassigned]
    assert left.count(Reason.BLANK) == forms
    assert set(left) <= {Reason.BLANK, Reason.PACKAGE_PAPER}


@pytest.mark.parametrize("lang", list(Lang))
def test_names_are_the_packs_own_whatever_language_is_spoken(lang: Lang, tmp_path: Path) -> None:
    made = [begun(tmp_path / f"{n}", n, lang=lang) for n in ("aku-2026", "conference-videos-2024")]
    assert {"填报说明.docx", "报送材料清单.docx"} <= set(made[0].written)
    assert {"Filling-in notes.docx", "Checklist.docx"} <= set(made[1].written)


@pytest.mark.parametrize(
    ("pack", "asked", "counts"),
    [
        ("jilin-2023", {}, {"star": 6, "project": 5}),
        ("jilin-2023", {"stars": 2, "projects": 0}, {"star": 2, "project": 0}),
        ("jilin-2023", {"百姓学习之星": 7}, {"star": 7, "project": 5}),
        ("jilin-2023", {"品牌": 8, "学习之星": 1}, {"star": 1, "project": 8}),
        ("moral-models-2020", {}, {"model": 1}),
        ("conference-videos-2024", {"full papers": 3, "WIP": 0}, {"full": 3, "progress": 0}),
        ("model-workers", {"劳模": 4}, {"worker": 4}),
    ],
)
def test_kinds_are_counted_by_any_of_the_packs_words(
    pack: str, asked: dict[str, int], counts: dict[str, int]
) -> None:
    assert wanted_counts(pack_of(pack).pack, asked) == counts


@pytest.mark.parametrize("word", ["special-star", "特别感人", "明星", "", "s"])
def test_a_word_for_no_kind_is_answered_with_those_there_are(word: str) -> None:
    with pytest.raises(CannotBegin) as caught:
        kind_called(pack_of("jilin-2023").pack, word)
    assert "star（百姓学习之星）" in caught.value.text.zh


@pytest.mark.parametrize("number", [-1, 501])
def test_a_number_that_can_only_be_a_slip(number: int) -> None:
    with pytest.raises(CannotBegin, match="0 to 500"):
        wanted_counts(pack_of("jilin-2023").pack, {"star": number})


def test_what_is_there_stays_and_only_what_is_missing_is_added(tmp_path: Path) -> None:
    folder = tmp_path / "材料"
    begun(folder, counts={"star": 2, "project": 1})
    (folder / "百姓学习之星/01").rename(folder / "百姓学习之星/01王建国")
    mine = folder / "百姓学习之星推介登记表.xlsx"
    mine.write_bytes(b"mine")
    (folder / "终身学习品牌项目/01/终身学习品牌项目推介表.docx").unlink()
    again = begun(folder, counts={"star": 3, "project": 1})
    assert mine.read_bytes() == b"mine"
    assert set(again.written) == {
        "百姓学习之星/03/百姓学习之星推介表.docx",
        "终身学习品牌项目/01/终身学习品牌项目推介表.docx",
    }
    assert {"百姓学习之星推介登记表.xlsx", "百姓学习之星/01王建国"} <= set(again.kept)
    assert not (folder / "百姓学习之星/01").exists()


@pytest.mark.parametrize(
    ("there", "written"),
    [
        # whatever lies in folders of its own, or of another name, or in none
        (
            {
                "百姓学习之星/推介登记表（盖章）.xlsx": "star",
                "百姓学习之星/01林晓禾/推介表.docx": "林晓禾",
                "项目/登记表.xlsx": "project",
                "赵岩松推介表.docx": "赵岩松",
            },
            {"终身学习品牌项目/01/终身学习品牌项目推介表.docx"},
        ),
        # a register of the one kind is none of the other
        (
            {"百姓学习之星/登记表.xlsx": "star", "个人/林晓禾.docx": "林晓禾"},
            {
                "百姓学习之星/02/百姓学习之星推介表.docx",
                "终身学习品牌项目/01/终身学习品牌项目推介表.docx",
                "终身学习品牌项目推介登记表.xlsx",
            },
        ),
        # what is no material stands for nothing
        (
            {"说明.txt": ""},
            {
                "百姓学习之星/01/百姓学习之星推介表.docx",
                "百姓学习之星/02/百姓学习之星推介表.docx",
                "百姓学习之星推介登记表.xlsx",
                "终身学习品牌项目/01/终身学习品牌项目推介表.docx",
                "终身学习品牌项目推介登记表.xlsx",
            },
        ),
    ],
)
def test_what_the_folder_holds_is_seen_wherever_it_lies(
    there: dict[str, str], written: set[str], tmp_path: Path
) -> None:
    pack = pack_of("jilin-2023").pack
    registers = {
        "star": register_workbook(pack, "star", ROWS, unit="样例市教育局"),
        "project": register_workbook(pack, "project", PROJECTS, unit="样例市教育局"),
    }
    files = {
        path: b"" if not what else registers.get(what) or form(what) for path, what in there.items()
    }
    folder = put(tmp_path / "好", files)
    before = names(folder)
    again = begun(folder, counts={"star": 2, "project": 1})
    assert {name for name in again.written if not name.startswith(("填报", "报送"))} == written
    assert names(folder) == before | set(again.written)


def test_a_register_adds_only_those_of_its_rows_who_are_not_there(tmp_path: Path) -> None:
    pack = pack_of("jilin-2023").pack
    file = register(pack, "star", [*ROWS, {"姓名": "白石泉"}], tmp_path)
    folder = put(tmp_path / "好", {"个人/赵岩松/推介表.docx": form("赵岩松")})
    made = begun(folder, registers=[file])
    assert {name for name in made.written if "推介表" in name} == {
        "百姓学习之星/01林晓禾/百姓学习之星推介表.docx",
        "百姓学习之星/03白石泉/百姓学习之星推介表.docx",
    }
    assert "个人/赵岩松/推介表.docx" in made.kept


ROWS = [
    {
        "姓名": "林晓禾",
        "性别": "女",
        "出生年月": "1980年5月",
        "民族": "汉族",
        "工作单位及职务": "样例社区居民",
        "联系电话": "13800000001",
        "事迹简介": "坚持读书二十年。",
    },
    {"姓名": "赵岩松", "联系电话": "13800000002", "备注": "事迹特别感人的百姓学习之星"},
]
PROJECTS = [
    {
        "项目名称": "银龄数字课堂",
        "实施单位": "样例社区",
        "年参与人次": "线下1200人次，线上3000人次",
    },
    {"项目名称": "夜校书声", "实施单位": "样例学校", "年参与人次": "1500人次"},
]


def test_from_registers_folders_are_named_and_forms_filled(tmp_path: Path) -> None:
    pack = pack_of("jilin-2023").pack
    files = [register(pack, "star", ROWS, tmp_path), register(pack, "project", PROJECTS, tmp_path)]
    folder = tmp_path / "材料"
    made = begun(folder, registers=files)
    assert (made.counts, made.filled) == ({"star": 2, "project": 2}, 4)
    assert (folder / "事迹特别感人的百姓学习之星/赵岩松").is_dir()
    found = package(folder, "jilin-2023")
    assert [(e.name, e.folder, e.order) for e in found.entries] == [
        ("林晓禾", "百姓学习之星/01林晓禾", 1),
        ("赵岩松", "百姓学习之星/02赵岩松", 2),
        ("银龄数字课堂", "终身学习品牌项目/01银龄数字课堂", 1),
        ("夜校书声", "终身学习品牌项目/02夜校书声", 2),
    ]
    first, _, third, fourth = (entry.form for entry in found.entries)
    assert first and third and fourth
    told = {label: first.text(label) for label in ROWS[0]}
    assert told == ROWS[0]
    assert first.text("主要事迹") == ""
    assert third.text("年参与人次") == "线下1200人次，线上3000人次"
    assert fourth.text("年参与人次") == "1500人次"
    copied = folder / "百姓学习之星推介登记表.xlsx"
    assert copied.read_bytes() == files[0].read_bytes()


def test_registers_called_alike_are_all_there(tmp_path: Path) -> None:
    pack = pack_of("jilin-2023").pack
    desks = [tmp_path / name for name in ("甲", "乙")]
    for desk in desks:
        desk.mkdir()
    files = [register(pack, "star", [row], desk) for row, desk in zip(ROWS, desks, strict=True)]
    made = begun(tmp_path / "材料", registers=[*files, files[0]])
    assert made.counts["star"] == 2  # one file named twice is one
    there = {name for name in made.written if name.endswith(".xlsx")}
    assert {"我的star登记表.xlsx", "我的star登记表（2）.xlsx"} <= there
    copied = [(tmp_path / "材料" / name).read_bytes() for name in sorted(there)]
    assert {file.read_bytes() for file in files} <= set(copied)


def test_from_a_table_of_candidates_who_have_no_forms(tmp_path: Path) -> None:
    pack = pack_of("id-photos-2015").pack
    rows = [{"姓名": "孟小川", "出生日期": "19910215", "单位": "样例大学"}]
    file = register(pack, "candidate", rows, tmp_path)
    made = begun(tmp_path / "材料", "id-photos-2015", registers=[file])
    assert (made.counts, made.filled) == ({"candidate": 1}, 0)
    assert "考生信息表.xlsx" in made.written
    assert (tmp_path / "材料/考次/省代码/考点代码").is_dir()


def not_a_register(folder: Path, sort: str) -> Path:
    path = folder / "登记表.xlsx"
    if sort == "damaged":
        path.write_bytes(b"PK\x03\x04 no workbook")
    elif sort == "empty":
        path.write_bytes(register_workbook(pack_of("jilin-2023").pack, "star", spare=3))
    elif sort == "another":
        rows = [{"姓名": "孟小川", "出生日期": "19910215", "单位": "样例大学"}]
        return register(pack_of("id-photos-2015").pack, "candidate", rows, folder)
    else:
        Workbook().save(path)
    return path


@pytest.mark.parametrize(
    ("sort", "says"),
    [
        ("damaged", "读不出内容"),
        ("empty", "一行也没有填"),
        ("another", "像是“某考试2015年考生照片和信息表报送”"),
        ("nothing", "不是"),
    ],
)
def test_a_file_that_is_no_register_of_the_notice(sort: str, says: str, tmp_path: Path) -> None:
    file, folder = not_a_register(tmp_path, sort), tmp_path / "材料"
    with pytest.raises(CannotBegin) as caught:
        begun(folder, registers=[file])
    assert says in caught.value.text.zh
    assert not folder.exists()


def test_a_pack_without_registers_has_nothing_to_begin_from(tmp_path: Path) -> None:
    file = register(pack_of("jilin-2023").pack, "star", ROWS, tmp_path)
    with pytest.raises(CannotBegin, match="asks for no register"):
        begun(tmp_path / "材料", "moral-models-2020", registers=[file])


@pytest.mark.parametrize("unit", ["", "  ", "长春/教育局", "a:b", "长\n春", "CON", "局."])
def test_a_unit_without_a_name_that_will_do(unit: str, tmp_path: Path) -> None:
    with pytest.raises(CannotBegin):
        init(tmp_path / "材料", unit, pack_of("jilin-2023"))
    assert not (tmp_path / "材料").exists()


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "材料").write_text("x", "utf-8")
    with pytest.raises(CannotBegin, match="is a file"):
        begun(tmp_path / "材料")


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"star": 0, "project": 5}, [("百姓学习之星", 0, "不少于6个")]),
        ({"star": 7, "project": 4}, [("终身学习品牌项目", 4, "不少于5个")]),
        ({"star": 11, "project": 8}, [("百姓学习之星", 11, "不超过10个")]),
        ({"star": 6, "project": 5}, []),
    ],
)
def test_more_or_fewer_than_the_notice_takes_is_told(
    counts: dict[str, int], told: list[tuple[str, int, str]], tmp_path: Path
) -> None:
    made = begun(tmp_path / "材料", counts=counts)
    assert [(title.zh, number, wanted.zh) for title, number, wanted in made.beyond_quota] == told


def test_a_place_that_takes_no_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOENT, "as /proc says")

    monkeypatch.setattr(new_files, "_beside", refuse)
    with pytest.raises(CannotBegin) as caught:
        begun(tmp_path / "材料")
    assert f"“{tmp_path}”里不能新建文件夹" in caught.value.text.zh


@pytest.mark.parametrize("there", [False, True])
def test_a_full_disk_leaves_nothing_half_made(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "材料"
    if there:
        folder.mkdir()
        (folder / "我的.txt").write_text("x", "utf-8")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    left = iter(range(4))

    def write(path: Path, data: bytes) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, "full")
        path.write_bytes(data)

    monkeypatch.setattr(new_files, "write_whole", write)
    with pytest.raises(CannotBegin) as caught:
        begun(folder)
    assert "磁盘已满" in caught.value.text.zh
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    shutil.rmtree(folder, ignore_errors=True)
