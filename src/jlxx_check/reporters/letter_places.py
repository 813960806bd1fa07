"""Where things are, in few words: what all paths have in common is said once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.text import Lang


class LetterPlaces:
    """The paths of one report, each as seen from the folder that its owner's files lie in."""

    def __init__(self, report: Report, lang: Lang) -> None:
        self._lang = lang
        #: The folder that all paths lie in; "" for none.
        self.root = _common(_paths(report))
        self._begin = re.compile(rf"(?<![\w/.-]){re.escape(self.root)}/")
        #: Entry id → the folder of its files, as seen from the root.
        self.folders = _folders(report, self.root)

    def bare(self, text: str) -> str:
        """A text that names paths, without the folder that all of them begin with."""
        return self._begin.sub("", text) if self.root else text

    def where(self, found: Sequence[Finding]) -> str:
        """Files and the places in them, each file once."""
        places: dict[str, list[str]] = {}
        for item in found:
            if item.file:
                wheres = places.setdefault(self.short(item.file, item.entry), [])
                wheres += [item.where] if item.where and item.where not in wheres else []
            for path in item.related:
                places.setdefault(self.short(path, item.entry), [])
        lone = [item.where for item in found if item.where and not item.file]
        comma = "；" if self._lang is Lang.ZH else "; "
        said = (f"{file} {_together(wheres)}".rstrip() for file, wheres in places.items())
        return comma.join([*said, *dict.fromkeys(lone)])

    def short(self, path: str, entry: str | None) -> str:
        """A path as seen from its owner's folder, else from the root."""
        for folder in (_join(self.root, self.folders.get(entry or "", "")), self.root):
            if folder and path.startswith(f"{folder}/"):
                return path[len(folder) + 1 :]
        return path


def _together(wheres: Sequence[str]) -> str:
    """``表1 性别``, ``表1 民族`` → ``表1 性别、民族``."""
    heads = {where.rpartition(" ")[0] for where in wheres}
    if len(wheres) < 2 or len(heads) > 1:
        return "、".join(wheres)
    tails = "、".join(where.rpartition(" ")[2] for where in wheres)
    return f"{heads.pop()} {tails}".strip()


def _paths(report: Report) -> list[str]:
    files = [file.path for entry in report.entries for file in entry.files]
    found = [item.file for item in report.findings if item.file and item.level is not Level.INFO]
    return [*files, *(item.path for item in report.registers), *found]


def _common(paths: Iterable[str]) -> str:
    """The deepest folder that all paths lie in; "" for none."""
    folders = [path.split("/")[:-1] for path in paths]
    shared: list[str] = []
    for level in zip(*folders, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return "/".join(shared) if folders else ""


def _folders(report: Report, root: str) -> dict[str, str]:
    found = {}
    for entry in report.entries:
        folder = _common(file.path for file in entry.files)
        if len(folder) > len(root) and folder.startswith(f"{root}/" if root else ""):
            found[entry.id] = folder[len(root) + 1 if root else 0 :]
    return found


def _join(root: str, folder: str) -> str:
    return "/".join(filter(None, (root, folder))) if folder else ""
