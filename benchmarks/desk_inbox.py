"""An inbox with deliveries in every form in which units send them, and what is right for it.

``python -m benchmarks.desk_inbox FOLDER [--deliveries 40]`` makes FOLDER/收件 and the list of units
FOLDER/单位名单.csv, and prints what is right. Units off the pack and all people are invented.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sample_packages.make.words import letter
from tests.files.archives.mail_files import eml
from tests.files.archives.rar_files import rar5
from tests.files.archives.split_files import in_bytes, in_zip_parts

from benchmarks.inbox import Size, unit_package
from benchmarks.inbox_texts import unit_name
from benchmarks.packing import (
    AGAIN,
    FIRST,
    Files,
    plain_zip,
    seven_zip,
    tar_xz,
    write_files,
    write_zip,
)

#: A number for each package above those of ``benchmarks.inbox`` that repeat something; none of
#: these has a special entry.
_NUMBERS = range(1000, 9000, 4)
_SILENT = ""
#: What a lean package has: its registers.
_LEAN = (".xlsx",)


@dataclass
class Expected:
    """What is right. Deliveries by their paths in the inbox, units by the name of the list."""

    inbox: Path
    #: The list of the units asked for.
    units_list: Path
    #: Who sent each; None: nobody can know.
    units: dict[str, str | None] = field(default_factory=dict)
    #: The delivery that each is laid over.
    supplements: dict[str, str] = field(default_factory=dict)
    #: Those in whose place another one counts, and which; supplements are not among them.
    superseded: dict[str, str] = field(default_factory=dict)
    #: Those that cannot be opened.
    shut: set[str] = field(default_factory=set)
    #: Those whose name, or another paper, speaks for another unit.
    doubted: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    #: Units of which only a loose file is there, by that file.
    maybe: dict[str, str] = field(default_factory=dict)
    #: Units that are not on the list.
    unlisted: set[str] = field(default_factory=set)

    @property
    def letters(self) -> dict[str, str]:
        """The delivery that the letter to each unit is about."""
        gone = {*self.supplements, *self.superseded, *self.shut}
        return {unit: path for path, unit in self.units.items() if unit and path not in gone}


@dataclass
class _Box:
    """The inbox while it is made."""

    right: Expected
    size: Size
    lean: bool
    _made: int = 0
    _named: int = 0

    def unit(self) -> str:
        """The next invented unit."""
        self._named += 1
        return unit_name(500 + self._named)

    def package(
        self, unit: str, told: str | None = None, stars: int = 0, *, photos: bool = False
    ) -> Files:
        """A package of other people than any before. told: see ``unit_package``.

        photos: whether even a lean package has them.
        """
        self._made += 1
        size = Size(max(stars, self.size.stars), self.size.projects)
        files = unit_package(_NUMBERS[self._made], size, unit, told)
        kept = (*_LEAN, *([".jpg"] if photos else []))
        return {path: data for path, data in files.items() if not self.lean or path.endswith(kept)}

    def sent(self, path: str, unit: str | None, data: bytes = b"", when: int = FIRST) -> Path:
        """A delivery noted; one that is a single file is written with these bytes."""
        self.right.units[path] = unit
        place = self.right.inbox / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if data:
            place.write_bytes(data)
            os.utime(place, (when, when))
        return place

    def folder(
        self, path: str, unit: str | None, files: Files, when: int = FIRST, within: str = ""
    ) -> None:
        write_files(self.sent(path, unit) / within, files, when)

    def zip(
        self, path: str, unit: str | None, files: Files, when: int = FIRST, *, gbk: bool = False
    ) -> None:
        write_zip(self.sent(path, unit), files, gbk=gbk)
        os.utime(self.right.inbox / path, (when, when))

    def volumes(self, whole: str, unit: str, parts: Files) -> None:
        """A delivery in several files; whole: its path as one."""
        self.right.units[whole] = unit
        write_files(self.right.inbox, parts, FIRST)


def build(
    folder: Path, deliveries: int = 40, *, stars: int = 1, projects: int = 1, lean: bool = False
) -> Expected:
    """Make the inbox in a folder that is there and return what is right; no fewer than all forms.

    After each form has come once, further units send zip archives. lean: packages are of registers
    only, and soon judged.
    """
    box = _Box(Expected(folder / "收件", folder / "单位名单.csv"), Size(stars, projects), lean)
    box.right.inbox.mkdir()
    for form in _FORMS:
        form(box)
    while len(box.right.units) < deliveries:
        unit = box.unit()
        box.zip(f"{unit}.zip", unit, box.package(unit))
    _no_deliveries(box)
    _list_of_units(box)
    return box.right


def _plain(box: _Box) -> None:
    unit = "长春市教育局"
    box.folder(unit, unit, box.package(unit))
    unit = "吉林市教育局"
    box.zip(f"{unit}.zip", unit, box.package(unit, _SILENT), gbk=True)


def _archives(box: _Box) -> None:
    """By their names alone, each with another addition."""
    unit = "四平市教育局"
    box.sent(f"{unit}最终版.7z", unit, seven_zip(box.package(unit, _SILENT)))
    unit = "辽源市教育局"
    box.sent(f"{unit}（修改后）.txz", unit, tar_xz(box.package(unit, _SILENT)))
    unit = "通化市教育局"
    box.sent(f"{unit}材料2023-07-05.tar.xz", unit, tar_xz(box.package(unit, _SILENT)))
    unit = box.unit()
    box.sent(f"{unit}v2.rar", unit, rar5(box.package(unit, _SILENT).items()))


def _volumes(box: _Box) -> None:
    unit = "白山市教育局"
    data = seven_zip(box.package(unit, _SILENT))
    box.volumes(f"{unit}.7z", unit, in_bytes(f"{unit}.7z", data))
    unit = "松原市教育局"
    data = plain_zip(box.package(unit))
    box.volumes(f"{unit}.zip", unit, in_bytes(f"{unit}.zip", data))
    unit = "白城市教育局"
    data = plain_zip(box.package(unit, _SILENT))
    cut = data.rfind(b"PK\x03\x04")
    box.volumes(f"{unit}.zip", unit, in_zip_parts(unit, data, cut))


def _mails(box: _Box) -> None:
    """One is known by its sender, one by a register among loose papers."""
    unit = "延边朝鲜族自治州教育局"
    data = plain_zip(box.package(unit, _SILENT))
    mail = eml(("材料.zip", data), sender="延边州教育局 <yb@example.org>")
    box.sent("邮件1.eml", unit, mail)
    unit = box.unit()
    loose = [
        (
            path.removeprefix("百姓学习之星/").removeprefix("终身学习品牌项目/").replace("/", ""),
            data,
        )
        for path, data in box.package(unit).items()
    ]
    box.sent("转发：报送.eml", unit, eml(*loose, sender="张三 <zhang@example.org>", charset="gbk"))


def _groups(box: _Box) -> None:
    """Folders of the desk's own, in which several units' deliveries lie."""
    first, second = box.unit(), box.unit()
    box.zip(f"邮箱下载/{first}.zip", first, box.package(first, _SILENT))
    box.zip("邮箱下载/材料(3).zip", second, box.package(second))
    first, second = box.unit(), box.unit()
    box.folder(f"7月10日U盘/{first}", first, box.package(first, _SILENT))
    box.sent(f"7月10日U盘/{second}.7z", second, seven_zip(box.package(second, _SILENT)))
    first, second = "梅河口市教育局", box.unit()
    box.folder(f"第一批/{first}", first, box.package(first))
    box.zip(f"第一批/2-{second}.zip", second, box.package(second, _SILENT))


def _known_by_papers(box: _Box) -> None:
    unit = box.unit()
    box.folder("材料(1)", unit, box.package(unit))
    unit = box.unit()
    box.zip("新建文件夹 (2).zip", unit, box.package(unit))
    unit = box.unit()
    signed = ["吉林省教育厅：", "现将我校推介材料报上，请审核。", f"{unit}（盖章）", "2023年7月5日"]
    paper = {"报送函.docx": letter("关于报送推介材料的函", signed)}
    box.folder("新建文件夹 (3)", unit, box.package(unit, _SILENT) | paper)
    unit = box.unit()
    box.folder("03", unit, box.package(unit, _SILENT), within=unit)


def _corrections(box: _Box) -> None:
    unit = "长春开放大学"
    old, new = f"{unit}.zip", f"{unit}（更正）.zip"
    whole = box.package(unit)
    mended = whole | {"说明.txt": "联系电话已改正".encode()}
    box.zip(old, unit, whole)
    box.zip(new, unit, mended, AGAIN)
    box.right.superseded[old] = new
    unit = box.unit()
    old, new = f"{unit}", f"第一批/{unit}v2.zip"
    whole = box.package(unit, _SILENT)
    box.folder(old, unit, whole)
    box.zip(new, unit, whole | {"说明.txt": "照片已换".encode()})
    box.right.superseded[old] = new


def _supplements(box: _Box) -> None:
    """One says what it is, one is known by what is in it."""
    unit = box.unit()
    whole = box.package(unit, photos=True)
    photo = next(path for path in whole if path.endswith("活动照片1.jpg"))
    late = {photo: whole.pop(photo)}
    box.folder(unit, unit, whole)
    more = f"{unit}补充材料"
    box.folder(more, unit, late, AGAIN)
    box.right.supplements[more] = unit
    unit = box.unit()
    whole = box.package(unit, stars=2, photos=True)
    portrait = next(path for path in whole if path.endswith("证件照.jpg"))
    late = {portrait: whole.pop(portrait)}
    base, more = f"{unit}.zip", f"邮箱下载/{unit}.zip"
    box.zip(base, unit, whole)
    box.zip(more, unit, late, AGAIN)
    box.right.supplements[more] = base


def _copies(box: _Box) -> None:
    unit = box.unit()
    data = plain_zip(box.package(unit, _SILENT))
    box.sent(f"{unit}.zip", unit, data)
    box.sent(f"{unit}(1).zip", unit, data)
    box.right.superseded[f"{unit}.zip"] = f"{unit}(1).zip"


def _doubtful(box: _Box) -> None:
    """Nobody tells who sent it; papers speak for another; a copied form; a unit off the list."""
    unknown = box.unit()
    box.folder("新建文件夹 (9)", None, box.package(unknown, _SILENT))
    box.right.missing.add(unknown)  # of which the notes warn
    called, unit = box.unit(), box.unit()
    box.folder(called, unit, box.package(unit))
    box.right.missing.add(called)
    unit = box.unit()
    box.folder(unit, unit, box.package(unit, "长春市教育局"))
    box.right.doubted |= {called, unit}
    unit = box.unit()
    box.zip(f"{unit}.zip", unit, box.package(unit))
    box.right.unlisted.add(unit)


def _shut(box: _Box) -> None:
    """Received, and little or nothing to be judged: not one of them is to be reminded."""
    unit = box.unit()
    parts = in_bytes(f"{unit}.7z", seven_zip(box.package(unit, _SILENT)), 4)
    del parts[f"{unit}.7z.002"]
    box.volumes(f"{unit}.7z", unit, parts)
    box.right.shut.add(f"{unit}.7z")
    unit = box.unit()
    data = plain_zip(box.package(unit, _SILENT))
    box.sent(f"{unit}.zip", unit, data[: len(data) // 2])
    unit = box.unit()
    box.sent(f"{unit}.zip", unit, "网页已过期".encode())
    unit = box.unit()
    box.sent(unit, unit).mkdir()


def _no_deliveries(box: _Box) -> None:
    """Loose papers, a download that is not through, and what systems leave behind."""
    inbox, right = box.right.inbox, box.right
    loose, partial = box.unit(), box.unit()
    right.maybe = {loose: f"{loose}推介登记表.xlsx", partial: f"{partial}.zip.crdownload"}
    names = (
        *right.maybe.values(),
        *(".DS_Store", "Thumbs.db", "desktop.ini", "~$推介登记表.xlsx", "收件说明.txt"),
        *("__MACOSX/._x", "$RECYCLE.BIN/S-1/x.zip", "System Volume Information/x"),
    )
    write_files(inbox, dict.fromkeys(names, b"x"), FIRST)


def _list_of_units(box: _Box) -> None:
    """The units asked for: all but the one off the list, and some that sent nothing."""
    right = box.right
    right.missing |= {"长白山保护开发区管委会教育科技局", box.unit()}
    sent = {unit for unit in right.units.values() if unit}
    names = sorted((sent | right.missing | set(right.maybe)) - right.unlisted)
    right.units_list.write_text("\n".join(["单位", *names, ""]), encoding="utf-8")


_FORMS: tuple[Callable[[_Box], None], ...] = (
    *(_plain, _archives, _volumes, _mails, _groups, _known_by_papers, _corrections),
    *(_supplements, _copies, _doubtful, _shut),
)


def main() -> None:
    """Make it and print what is right."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk_inbox", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--deliveries", type=int, default=40)
    parser.add_argument("--stars", type=int, default=1)
    parser.add_argument("--projects", type=int, default=1)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    right = build(asked.folder, asked.deliveries, stars=asked.stars, projects=asked.projects)
    for path, unit in right.units.items():
        print(f"{path}\t{unit or '不知道'}")
    print("未报送：", "、".join(sorted(right.missing)))
    print("可能已报送：", "、".join(sorted(right.maybe)))


if __name__ == "__main__":
    main()
