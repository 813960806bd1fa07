"""Packages as a mapping of paths to what the files hold; forms and registers are really read."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from jlxx_check.inventory.understand import understand
from jlxx_check.model.document import Cell, Document, Paragraph, Table
from jlxx_check.model.facts import Audio, Body, Cause, Content, FileFacts, Photo, Unreadable, Video
from jlxx_check.model.file_kinds import FILE_KINDS
from jlxx_check.model.kind_lookup import EXTENSIONS, extension, group_by_name
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package, Unassigned
from jlxx_check.model.tree import FileNode
from jlxx_check.packs import load_source
from jlxx_check.text import same
from jlxx_check.values.ordering import natural_key

ID = Photo(413, 579, 300.0, 60.0, 200.0, 1, 0.97)
SCENE = Photo(4000, 3000, 72.0, 60.0, 200.0, 2, 0.2)
BROKEN = Unreadable(Cause.CORRUPT, same("broken"))
SCAN = Document((), "", has_text=False, pictures=1)
TEXT = Document((Paragraph("近年来开展了许多学习活动。"),), "近年来开展了许多学习活动。")
CLIP = Video("MP4", True, "AVC", 1280, 720, True, 270.0, 25.0, 6750, 0.0, True, None)


@cache
def jilin() -> Pack:
    return load_source("jilin-2023").pack


def star(name: str, **values: str) -> Document:
    fields = dict.fromkeys(["性别", "民族", "出生年月", "政治面貌", "学历", "联系电话"], "")
    fields = {"姓名": name, **fields, "工作单位及职务": "某厂职工", "主要事迹": "坚持学习。"}
    fields.update(values)
    return _form("百姓学习之星推介表", fields)


def project(name: str, **values: str) -> Document:
    fields = {"项目名称": name, "实施单位": "某社区", "项目负责人": "甲", "联系电话": "",
              "启动时间": "2019年3月", "年参与人次": "2000", "活动内容与形式": "讲座",
              "措施与保障": "有", "成效与影响": "好", **values}  # fmt: skip
    return _form("终身学习品牌项目推介表", fields)


def register(title: str, rows: Sequence[Mapping[str, str]]) -> Document:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    grid = [columns] + [[row.get(column, "") for column in columns] for row in rows]
    return _document(title, grid, sheet=True)


def stars(*names: str, **remarks: str) -> Document:
    rows = [
        {"序号": str(n), "姓名": name, "工作单位及职务": "某厂职工", "联系电话": "",
         "备注": remarks.get(name, "")}
        for n, name in enumerate(names, 1)
    ]  # fmt: skip
    return register("百姓学习之星推介登记表", rows)


def projects(*names: str, **remarks: str) -> Document:
    rows = [
        {"序号": str(n), "项目名称": name, "实施单位": "某社区", "联系电话": "",
         "备注": remarks.get(name, "")}
        for n, name in enumerate(names, 1)
    ]  # fmt: skip
    return register("终身学习品牌项目推介登记表", rows)


def filled(title: str, **fields: str) -> Document:
    """A form of any notice."""
    return _form(title, fields)


def _form(title: str, fields: Mapping[str, str]) -> Document:
    return _document(title, [[label, text] for label, text in fields.items()])


def _document(title: str, grid: list[list[str]], *, sheet: bool = False) -> Document:
    cells = tuple(
        Cell(r + sheet, c, text) for r, row in enumerate(grid) for c, text in enumerate(row)
    )
    if sheet:
        cells = (Cell(0, 0, title), *cells)
    table = Table("Sheet1" if sheet else "表1", cells, sheet=sheet)
    text = "\n".join([title, *(cell.text for cell in cells)])
    return Document((table,) if sheet else (Paragraph(title), table), text)


def facts_of(path: str, body: Body = None, digest: str | None = None) -> FileFacts:
    group = group_by_name(path)
    if body is None:
        body = {"photo": SCENE, "video": CLIP, "audio": Audio("MP3", 100.0), "document": TEXT}.get(
            group.value
        )
    promised = sorted(EXTENSIONS.get(extension(path), {Content.UNKNOWN}))
    content = next((item for item in promised if FILE_KINDS[item].reader), promised[0])
    return FileFacts(path, 10, content, group, body, digest)


@dataclass(frozen=True)
class FakeTree:
    files: tuple[FileNode, ...]
    path: str = "/somewhere/材料"
    name: str = "材料"
    kind: str = "folder"
    refused: tuple[Unassigned, ...] = ()
    empty: tuple[str, ...] = ()

    def open(self, path: str) -> BinaryIO:
        return io.BytesIO()


def package(
    files: Mapping[str, Body | FileFacts] | Sequence[str],
    name: str = "材料",
    pack: Pack | None = None,
    empty: Sequence[str] = (),
) -> Package:
    """A path without a body holds what its extension promises, a photo a landscape scene."""
    given = files if isinstance(files, Mapping) else dict.fromkeys(files)
    facts = {
        path: body if isinstance(body, FileFacts) else facts_of(path, body)
        for path, body in given.items()
    }
    nodes = tuple(FileNode(path, 10) for path in sorted(facts, key=natural_key))
    return understand(FakeTree(nodes, name=name, empty=tuple(empty)), facts, pack or jilin(), None)


def shape(entry: Entry) -> dict[str, str]:
    """Path → role."""
    return {file.path: file.role for file in entry.files}


def shapes(found: Package) -> dict[str, dict[str, str]]:
    """Name and kind of each entry → path → role."""
    return {f"{entry.id} {entry.name}": shape(entry) for entry in found.entries}


def rest(found: Package) -> dict[str, str]:
    """Path → reason."""
    return {item.path: item.reason.value for item in found.unassigned}
