"""One package handed in in more than thirty forms: the same entries, roles and verdict.

Layouts, names, spellings and packing that the notice leaves open, each laid out anew from the
complying sample; files are links to the sample's own, so that nothing is copied or decoded twice.

``delivered/`` holds the sample's registers and first forms as LibreOffice saves them in other
formats (``soffice --headless --convert-to xls``); they are made anew where the sample changes.
"""

from __future__ import annotations

import csv
import io
import tarfile
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

import openpyxl
import pytest

from jlxx_check import Report
from tests.support import papers
from tests.support.variants import COMPLYING, complying_report, judge, link

UNIT = "长春市教育局"
TRADITIONAL = str.maketrans("终学习项书长数课业会样农", "終學習項書長數課業會樣農")
KINDS = {"star": "百姓学习之星", "project": "终身学习品牌项目"}
SPECIALS = {
    "special-star": "事迹特别感人的百姓学习之星",
    "special-project": "特别受百姓喜爱的终身学习品牌项目",
}
#: Who runs the sample's projects, by their numbers, as their forms say it or in part.
UNITS = {
    1: "样例区图书馆",
    2: "长春样例社区学院",
    3: "农业技术推广站",
    4: "长春样例装备制造有限公司",
    5: "样例区文化馆",
}


@dataclass(frozen=True)
class Part:
    """One file of the sample. number: of its entry in the register; 0 for a register."""

    source: Path
    kind: str
    number: int
    name: str
    role: str
    nth: int

    @property
    def file(self) -> str:
        return self.source.name

    @property
    def special(self) -> bool:
        return self.kind in SPECIALS

    @property
    def top(self) -> str:
        return (KINDS | SPECIALS)[self.kind]

    @property
    def ending(self) -> str:
        return self.source.suffix


@cache
def parts() -> tuple[Part, ...]:
    """Every file of the sample, with what its own report says of it."""
    report = complying_report()
    found = []
    for entry in report.entries:
        order: dict[str, int] = {}
        for file in entry.files:
            order[file.role] = order.get(file.role, 0) + 1
            number = int(entry.id.split("/")[1])
            source = COMPLYING / file.path
            found.append(Part(source, entry.kind, number, entry.name, file.role, order[file.role]))
    found += [Part(COMPLYING / r.path, r.kind, 0, "", "register", 1) for r in report.registers]
    return tuple(found)


Layout = Callable[[Part], str]


def own(folder: Callable[[Part], str], file: Callable[[Part], str] = lambda p: p.file) -> Layout:
    """Below the kind's folder each entry in its own; registers beside, special ones apart."""

    def place(part: Part) -> str:
        if part.role == "register":
            return f"{part.top}/{part.file}"
        if part.special:
            return f"{part.top}/{part.name}/{part.file}"
        return f"{part.top}/{folder(part)}/{file(part)}"

    return place


def flat(file: Callable[[Part], str]) -> Layout:
    """Only names tell; special files keep their folders."""

    def place(part: Part) -> str:
        if part.role == "register" or part.special:
            return f"{part.top}/{part.file}"
        return f"{part.top}/{file(part)}"

    return place


def said(part: Part) -> str:
    words = {"form": "推介表", "id-photo": "证件照", "activity-photo": "活动照", "photo": "照片",
             "video": "视频", "summary": "工作总结", "audio": "音频"}  # fmt: skip
    return words[part.role] + (str(part.nth) if part.role == "photo" else "")


def numbered(part: Part) -> str:
    return f"{part.number:02}{part.name}"


def by_role(part: Part) -> str:
    """All forms in one folder, all photos in another; names in the files."""
    if part.role == "register" or part.special:
        return f"{part.top}/{part.file}"
    return f"{part.top}/{said(part).rstrip('0123456789')}/{part.name}{part.nth}{part.ending}"


def together(place: Layout) -> Layout:
    """Without any folder of a kind; what is special says so in its name."""

    def where(part: Part) -> str:
        if part.role == "register":
            return part.file
        return f"{part.top}-{part.name}-{part.file}" if part.special else place(part)

    return where


def camera(part: Part) -> str:
    if part.role in ("id-photo", "activity-photo", "photo"):
        return f"IMG_{part.number}{part.role == 'id-photo':d}{part.nth:02}{part.ending}"
    return "lv_0_2023.mp4" if part.role == "video" else part.file


def annexes(part: Part) -> str:
    if part.role == "form":
        return "附件1.docx" if part.kind == "star" else "附件3.docx"
    return part.file


def by_unit(part: Part) -> str:
    return UNITS[part.number] if part.kind == "project" else numbered(part)


def forms_apart(part: Part) -> str:
    """All forms in one folder, the rest in folders of the units."""
    if part.role == "form":
        return f"{part.top}/推介表/{part.name}推介表.docx"
    return own(by_unit)(part)


def plain(part: Part) -> str:
    return str(PurePosixPath(part.source.relative_to(COMPLYING).as_posix()))


def mapped(change: Callable[[str], str], layout: Layout = plain) -> Layout:
    return lambda part: change(layout(part))


def wide(text: str) -> str:
    """Digits and dots as a Chinese keyboard types them; the extension stays."""
    stem, dot, end = text.rpartition(".")
    return stem.translate(str.maketrans("0123456789()", "０１２３４５６７８９（）")) + dot + end


LAYOUTS: dict[str, Layout] = {
    "as it is": plain,
    "numbered with a dot": own(lambda p: f"{p.number}.{p.name}"),
    "numbered with a stroke": own(lambda p: f"{p.number:03}-{p.name}"),
    "numbered in brackets": own(lambda p: f"（{p.number}）{p.name}"),
    "no numbers": own(lambda p: p.name),
    "numbers only": own(lambda p: f"{p.number:02}"),
    "names with a title": own(lambda p: f"{p.name}同志" if p.kind == "star" else p.name),
    "names with notes": own(lambda p: f"{p.name}（女）" if p.kind == "star" else p.name),
    "names with 材料": own(lambda p: f"{p.name}申报材料"),
    "names in quotes": own(lambda p: f"{p.number}“{p.name}”"),
    "projects in folders of who runs them": own(by_unit),
    "forms apart, the rest in folders of who runs it": forms_apart,
    "new folders": own(lambda p: f"新建文件夹 ({p.number})"),
    "flat": flat(lambda p: f"{p.name}{said(p)}{p.ending}"),
    "flat, name behind": flat(lambda p: f"{said(p)}-{p.name}{p.ending}"),
    "flat, numbered": flat(lambda p: f"{p.number}-{said(p)}-{p.name}{p.ending}"),
    "flat, college, name and work": flat(lambda p: f"样例学院+{p.name}+{said(p)}{p.ending}"),
    "by what they are": by_role,
    "camera names": own(numbered, camera),
    "forms under their annex's name": own(numbered, annexes),
    "files named in full": own(numbered, lambda p: f"{p.name}{said(p)}（最终版）{p.ending}"),
    "photos in a folder of their own": own(
        numbered, lambda p: f"照片/{p.file}" if p.ending == ".jpg" else p.file
    ),
    "one wrapper": mapped(lambda path: f"材料/{path}"),
    "three wrappers": mapped(lambda path: f"新建文件夹/2023年报送材料/电子版/{path}"),
    "a letter and notes beside": plain,
    "all in one folder": together(lambda p: f"{p.name}-{said(p)}{p.ending}"),
    "by what they are, all kinds together": together(
        lambda p: f"{said(p).rstrip('0123456789')}/{p.number}{p.name}{p.nth}{p.ending}"
    ),
    "folders with a date": own(lambda p: f"{p.number:02}{p.name}20230705"),
    "folders called a copy": own(lambda p: f"{p.number:02}{p.name}（终稿） - 副本"),
    "folders of kind and number": own(lambda p: f"{KINDS[p.kind]}{p.number}"),
    "kinds numbered": mapped(lambda path: path.replace("百姓学习之星/0", "一、百姓学习之星/0")),
    "as a Mac writes names": mapped(lambda path: unicodedata.normalize("NFD", path)),
    "full width": mapped(wide, own(lambda p: f"{p.number:02}({p.name})")),
    "traditional characters": mapped(lambda path: path.translate(TRADITIONAL)),
    "capital extensions": mapped(lambda path: path.replace(".jpg", ".JPG").replace(".mp4", ".MP4")),
    "middle dots and dashes": own(lambda p: f"{p.number:02}·{p.name}—材料"),
    "blanks in names": own(lambda p: f"{p.number:02} {' '.join(p.name)}"),
    "radicals and variation selectors": mapped(
        lambda path: path.replace("白", "⽩").replace("石", "⽯").replace("金善", "金\ufe00善")
    ),
}

Packing = Callable[[Mapping[str, bytes], Path], Path]


def zipped(files: Mapping[str, bytes], folder: Path) -> Path:
    target = folder / f"{UNIT}.zip"
    target.write_bytes(_zip(files))
    return target


def _zip(files: Mapping[str, bytes]) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return box.getvalue()


def in_gbk(files: Mapping[str, bytes], folder: Path) -> Path:
    """Names in GBK without the mark of UTF-8, as Windows writes them."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for path, data in files.items():
            info = _Gbk(path)
            archive.writestr(info, data)
    target = folder / f"{UNIT}.zip"
    target.write_bytes(box.getvalue())
    return target


class _Gbk(zipfile.ZipInfo):
    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def in_zip(files: Mapping[str, bytes], folder: Path) -> Path:
    target = folder / f"{UNIT}.zip"
    target.write_bytes(_zip({f"{UNIT}.zip": _zip(files)}))
    return target


def tarred(files: Mapping[str, bytes], folder: Path) -> Path:
    target = folder / f"{UNIT}.tar.gz"
    with tarfile.open(target, "w:gz", compresslevel=1) as archive:
        for path, data in files.items():
            info = tarfile.TarInfo(path)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return target


PACKINGS: dict[str, Packing] = {
    "zip": zipped,
    "zip with names in GBK": in_gbk,
    "zip in a zip": in_zip,
    "tar.gz": tarred,
}

#: A cell of a register, by the cell's place: what a clerk writes and what it means is one.
SPELLINGS = {
    "names with notes": {"star": {"B4": "林晓禾（女）", "B9": "金善玉(女，朝鲜族)"}},
    "names with titles": {"star": {"B4": "林晓禾同志", "B5": "赵岩松 男"}},
    "names stretched": {"star": {"B4": "林　晓　禾", "B5": "赵 岩\n松"}},
    "names with look-alikes": {"star": {"B8": "⽩⽯泉", "B9": "金\U000e0101善玉"}},
    "traditional names": {"star": {"B5": "趙岩松", "B7": "韓春野"}},
    "titles in quotes": {"project": {"B4": "“伊水夜读”", "B5": "《银龄数字课堂》"}},
    "titles with dots": {"project": {"B4": "伊水・夜读", "B5": "银龄 数字课堂"}},
}


#: What another office program makes of a file: its kind, its role and the entry's number.
Made = Mapping[tuple[str, str, int], tuple[str, Callable[[Part], bytes]]]


def kept(part: Part, ending: str) -> bytes:
    role = "register" if part.role == "register" else "form"
    return (Path(__file__).parent / "delivered" / f"{part.kind}-{role}{ending}").read_bytes()


def saved_as(ending: str, name: str = "") -> tuple[str, Callable[[Part], bytes]]:
    return name or ending, lambda part: kept(part, ending)


def in_columns(sign: str, code: str) -> Callable[[Part], bytes]:
    def text(part: Part) -> bytes:
        box = io.StringIO()
        csv.writer(box, delimiter=sign).writerows(papers.table_of(part.source.read_bytes()))
        return box.getvalue().encode(code)

    return text


def in_word(part: Part) -> bytes:
    return papers.as_other(part.source.read_bytes())


REGISTERS = (("star", "register", 0), ("project", "register", 0))
STAR_FORM, PROJECT_FORM = ("star", "form", 1), ("project", "form", 1)
FORMATS: dict[str, Made] = {
    "Office 97": {
        **dict.fromkeys(REGISTERS, saved_as(".xls")),
        **dict.fromkeys((STAR_FORM, PROJECT_FORM), saved_as(".doc")),
    },
    "WPS": {
        **dict.fromkeys(REGISTERS, saved_as(".xls", ".et")),
        **dict.fromkeys((STAR_FORM, PROJECT_FORM), saved_as(".doc", ".wps")),
    },
    "registers as text": {
        REGISTERS[0]: (".csv", in_columns(",", "gb18030")),
        REGISTERS[1]: (".txt", in_columns("\t", "utf-16")),
    },
    "registers in Word": dict.fromkeys(REGISTERS, (".docx", in_word)),
}
#: Of these the register's remarks are out of reach, so that nobody is known to be singled out.
UNREAD: dict[str, Made] = {
    "OpenDocument and RTF": {
        **dict.fromkeys(REGISTERS, saved_as(".ods")),
        STAR_FORM: saved_as(".odt"),
        PROJECT_FORM: saved_as(".rtf"),
    },
    "a register printed to PDF": {REGISTERS[0]: saved_as(".pdf")},
}


@pytest.mark.parametrize("name", FORMATS)
def test_format(name: str, tmp_path: Path) -> None:
    same_as_the_sample(*lay_as(FORMATS[name], tmp_path))


@pytest.mark.parametrize("name", UNREAD)
def test_a_format_that_is_not_read_is_never_missing(name: str, tmp_path: Path) -> None:
    root, placed = lay_as(UNREAD[name], tmp_path)
    report = judge(root)
    assert report.verdict.value == "incomplete", _told(report)
    found = [
        (entry.id, entry.name, file.role, placed[file.path].source)
        for entry in report.entries
        for file in entry.files
    ]
    wanted = [
        (entry.id, entry.name, file.role, COMPLYING / file.path)
        for entry in complying_report().entries
        for file in entry.files
    ]
    assert sorted(found) == sorted(wanted)
    assert {register.kind for register in report.registers} == {"star", "project"}
    assert not [item for item in report.findings if item.level.value in ("error", "warning")]
    assert any("另存为" in item.why.zh for item in report.not_judged)


def lay_as(made: Made, folder: Path) -> tuple[Path, dict[str, Part]]:
    """The sample laid out with some of its files in another format."""
    root, placed = lay(folder, plain)
    for path, part in list(placed.items()):
        if (way := made.get((part.kind, part.role, part.number))) is None:
            continue
        ending, data = way
        other = str(PurePosixPath(path).with_suffix(ending))
        (root / path).unlink()
        (root / other).write_bytes(data(part))
        placed[other] = placed.pop(path)
    return root, placed


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name: str, tmp_path: Path) -> None:
    root, placed = lay(tmp_path, LAYOUTS[name])
    if name == "a letter and notes beside":
        for note in ("关于报送材料的报告.txt", "说明.txt", "readme.txt"):
            (root / note).write_text("请审阅。", encoding="utf-8")
    same_as_the_sample(root, placed)


@pytest.mark.parametrize("name", PACKINGS)
def test_packing(name: str, tmp_path: Path) -> None:
    placed = {plain(part): part for part in parts()}
    data = {path: part.source.read_bytes() for path, part in placed.items()}
    packed = PACKINGS[name](data, tmp_path)
    if name == "zip in a zip":
        placed = {f"{UNIT}.zip/{path}": part for path, part in placed.items()}
    same_as_the_sample(packed, placed)


@pytest.mark.parametrize("name", SPELLINGS)
def test_spelling(name: str, tmp_path: Path) -> None:
    root, placed = lay(tmp_path, plain)
    for path, part in placed.items():
        cells = SPELLINGS[name].get(part.kind, {}) if part.role == "register" else {}
        if cells:
            book = openpyxl.load_workbook(root / path)
            for place, text in cells.items():
                book.worksheets[0][place] = text
            (root / path).unlink()
            book.save(root / path)
    same_as_the_sample(root, placed)


def lay(folder: Path, layout: Layout) -> tuple[Path, dict[str, Part]]:
    """The sample's files laid out anew, and which file lies where."""
    root = folder / UNIT
    placed = {layout(part): part for part in parts()}
    assert len(placed) == len(parts()), "two files at one place"
    for path, part in placed.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        link(str(part.source), str(root / path))
    return root, placed


def same_as_the_sample(root: Path, placed: Mapping[str, Part]) -> None:
    report = judge(root)
    by_path = {unicodedata.normalize("NFC", path): part for path, part in placed.items()}
    assert report.verdict is complying_report().verdict, _told(report)
    found = [
        (entry.id, entry.kind, entry.name, entry.special, file.role, part.source)
        for entry in report.entries
        for file in entry.files
        if (part := by_path[unicodedata.normalize("NFC", file.path)])
    ]
    wanted = [
        (entry.id, entry.kind, entry.name, entry.special, file.role, COMPLYING / file.path)
        for entry in complying_report().entries
        for file in entry.files
    ]
    assert sorted(found) == sorted(wanted)
    assert not [item for item in report.findings if item.level.value in ("error", "warning")]


def _told(report: Report) -> str:
    return "\n".join(f"{item.rule}: {item.message.zh}" for item in report.findings[:9])
