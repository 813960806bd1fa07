"""A pack to begin with: small, commented, sound; or one that is nested in a pack there is."""

from __future__ import annotations

import os
import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from jlxx_check.authoring.editor_schema import schema_beside_pack, schema_line
from jlxx_check.errors import CallError
from jlxx_check.packs import load_source
from jlxx_check.packs.pack_digest import EDITOR_SCHEMA, HEAD
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.moments import as_written
from jlxx_check.values.system_errors import reason
from jlxx_check.values.whole_files import write_whole

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_STARTERS_ID = "my-notice"
_NESTED = Text(
    """\
# 一份下级通知的规则包：{title}里的一切都沿用，这里只写不同的。
# 沿用的规则在报告里标明依据的是上级通知；自己的通知另有规定的，写上自己的 clause 和 quote。
#   jlxx-check rules show {parent}      上级有哪些规则
#   jlxx-check rules lint 这个文件夹    改好一处，就检验一次
format: jlxx-pack/1
extends: {parent}
id: {id}
title: 某单位的通知
issuer: 某单位
deadline: {deadline}    # 通常比上级的早几天
delivery:
  office: 某单位某科

# 改参数、改说明，写出规则的编号和不同的键，例如：
# rules:
#   {rule}:
#     level: warning

# 不要的：
# drop:
#   rules: [{rule}]
""",
    """\
# A notice nested in another: all of {title} holds, and only what differs is written here.
# A rule that is taken over is marked as the parent's; give it a clause and quote of your own where
# your notice says so itself.
#   jlxx-check rules show {parent}      what the parent asks
#   jlxx-check rules lint THIS-FOLDER   after each change
format: jlxx-pack/1
extends: {parent}
id: {id}
title: An organisation's own notice
issuer: An organisation
deadline: {deadline}    # mostly some days earlier
delivery:
  office: An office

# To change a parameter or a sentence, name the rule and what differs, such as:
# rules:
#   {rule}:
#     level: warning

# What is not taken over:
# drop:
#   rules: [{rule}]
""",
)


class CannotStart(CallError):
    """A folder cannot take a new pack: it is not empty, or cannot be written."""


@frozen
class Started:
    """A pack that was written. files: relative to its folder, in the order to read them."""

    folder: Path
    files: tuple[str, ...]


def new_pack(folder: Path, lang: Lang, like: str | None = None) -> Started:
    """Write a pack into a new or empty folder. Raises CannotStart, PackError.

    like: an installed pack's name or a pack's path; the new one is nested in it.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CannotStart(
                Text(
                    f"{folder} 已经存在，而且不是空文件夹，没有写入。请换一个位置。",
                    f"{folder} is there already and is no empty folder; nothing was written. "
                    "Choose another place.",
                )
            )
        texts = _nested(folder, lang, like) if like is not None else _starter(folder, lang)
        for name, text in texts.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, text.encode())
        write_whole(folder / EDITOR_SCHEMA, schema_beside_pack(lang))
    except OSError as error:
        why = reason(error)
        raise CannotStart(
            Text(f"{folder} 写不了：{why.zh}。", f"{folder} cannot be written: {why.en}.")
        ) from error
    return Started(folder, (*texts, EDITOR_SCHEMA))


def pack_id(folder: Path) -> str:
    """The id of a pack in the folder: its name where that will do."""
    name = folder.resolve().name.lower().replace("_", "-").replace(" ", "-")
    return name if _ID.fullmatch(name) else _STARTERS_ID


def _starter(folder: Path, lang: Lang) -> dict[str, str]:
    root = files("jlxx_check.authoring").joinpath("starter", lang.value)
    texts = {name: item.read_text("utf-8").replace("\r\n", "\n") for name, item in _below(root, "")}
    texts[HEAD] = texts[HEAD].replace(f"id: {_STARTERS_ID}", f"id: {pack_id(folder)}")
    # Cases are no part of the pack: its schema says nothing of them.
    return {
        name: text if name.startswith("cases/") else schema_line(name.count("/")) + text
        for name, text in sorted(texts.items(), key=lambda item: (item[0] != HEAD, item[0]))
    }


def _below(folder: Traversable, above: str) -> list[tuple[str, Traversable]]:
    found = []
    for item in folder.iterdir():
        if item.is_dir():
            found += _below(item, f"{above}{item.name}/")
        elif item.name.endswith(".yaml"):
            found.append((above + item.name, item))
    return found


def _from(folder: Path, parent: Path) -> str:
    """The way from one folder to another, so that both may be moved together."""
    way = Path(os.path.relpath(parent.resolve(), folder.resolve())).as_posix()
    return way if way.startswith(".") else f"./{way}"


def _nested(folder: Path, lang: Lang, like: str) -> dict[str, str]:
    source = load_source(like)
    pack = source.pack
    installed = like == pack.id
    said = _NESTED.say(lang).format(
        title=pack.title.say(lang),
        parent=like if installed else _from(folder, source.folder),
        id=pack_id(folder) if pack_id(folder) != pack.id else _STARTERS_ID,
        deadline=as_written(pack.due) if pack.due else "2030-06-30",
        rule=next(iter(pack.rules), "rule.id"),
    )
    return {HEAD: schema_line(0) + said}
