"""Entries added to the complying sample: forms, photos, summaries and rows, all in order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from sample_packages.make.forms import project_form, star_form
from sample_packages.make.people import Project, Star
from sample_packages.make.places import (
    CHANGCHUN_PROJECTS,
    CHANGCHUN_STARS,
    SIPING_PROJECTS,
    SIPING_STARS,
)
from sample_packages.make.summaries import as_word

from tests.support import pictures
from tests.support.editing import Copy, Edit, add, add_row

#: Those of the sample itself, and others whom it does not hold.
STARS, OTHER_STARS = CHANGCHUN_STARS, SIPING_STARS
PROJECTS, OTHER_PROJECTS = CHANGCHUN_PROJECTS, SIPING_PROJECTS


def add_star(person: Star, number: int = 7) -> Edit:
    """A star's folder and row."""

    def edit(copy: Copy) -> None:
        home = f"{_folder(copy, 'star')}/{number:02d}{person.name}"
        _hand_in(
            copy,
            {
                f"{home}/推介表.docx": star_form(person.form()),
                f"{home}/证件照.jpg": pictures.saved(pictures.portrait(number)),
                f"{home}/学习活动照片.jpg": pictures.saved(pictures.scene(number)),
            },
        )
        add_row("star", person.row())(copy)

    return edit


def add_project(project: Project, number: int = 6) -> Edit:
    """A project's folder and row."""

    def edit(copy: Copy) -> None:
        home = f"{_folder(copy, 'project')}/{number:02d}{project.name}"
        files = {
            f"{home}/推介表.docx": project_form(project.form()),
            f"{home}/工作总结.docx": as_word(replace(project, serial=project.serial + 57)),
        }
        for place in range(3):
            image = pictures.scene(100 + number * 10 + place)
            files[f"{home}/活动照片{place + 1}.jpg"] = pictures.saved(image)
        _hand_in(copy, files)
        add_row("project", project.row())(copy)

    return edit


def special_photos(folder: str, name: str, seed: int = 300) -> tuple[Edit, ...]:
    """Four photos in a folder that singles somebody out."""
    paths = (f"长春市教育局/{folder}/{name}/照片{number}.jpg" for number in range(1, 5))
    return tuple(
        add(path, partial(pictures.scene_file, seed + number)) for number, path in enumerate(paths)
    )


def _folder(copy: Copy, kind: str) -> str:
    return copy.path(f"{kind} register").rpartition("/")[0]


def _hand_in(copy: Copy, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        copy.put(path, data)
