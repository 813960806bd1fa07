"""A city bureau's package in which nothing is amiss."""

from __future__ import annotations

from sample_packages.make.layout import LOVED, MOVING, Files, project_files, star_files
from sample_packages.make.places import CHANGCHUN_PROJECTS, CHANGCHUN_STARS
from sample_packages.make.registers import PROJECT_TITLE, STAR_TITLE, numbered, workbook
from sample_packages.make.scenes import photo
from sample_packages.make.videos import Film, film

UNIT = "长春市教育局"
_STARS, _PROJECTS = f"{UNIT}/百姓学习之星", f"{UNIT}/终身学习品牌项目"


def complying() -> Files:
    """Six stars, five projects, both special entries, three videos."""
    files: Files = {}
    for number, star in enumerate(CHANGCHUN_STARS, start=1):
        files |= star_files(star, f"{_STARS}/{number:02d}{star.name}")
    for number, project in enumerate(CHANGCHUN_PROJECTS, start=1):
        photos = 5 if number == 1 else 3 + number % 2
        files |= project_files(project, f"{_PROJECTS}/{number:02d}{project.name}", photos)
    moving, loved = CHANGCHUN_STARS[2], CHANGCHUN_PROJECTS[1]
    star_rows = [star.row() for star in CHANGCHUN_STARS]
    project_rows = [project.row() for project in CHANGCHUN_PROJECTS]
    files[f"{_STARS}/百姓学习之星推介登记表.xlsx"] = workbook(
        STAR_TITLE, UNIT, numbered(star_rows, {3: MOVING})
    )
    files[f"{_PROJECTS}/终身学习品牌项目推介登记表.xlsx"] = workbook(
        PROJECT_TITLE, UNIT, numbered(project_rows, {2: LOVED})
    )
    for number in range(1, 6):
        files[f"{UNIT}/{MOVING}/{moving.name}/照片{number}.jpg"] = photo(
            moving.serial * 100 + number
        )
    files[f"{UNIT}/{LOVED}/{loved.name}/视频.mp4"] = film(Film(3, seconds=275))
    files[f"{_STARS}/01{CHANGCHUN_STARS[0].name}/视频.mp4"] = film(Film(1))
    files[f"{_PROJECTS}/01{CHANGCHUN_PROJECTS[0].name}/视频.mp4"] = film(Film(2, seconds=250))
    return files
