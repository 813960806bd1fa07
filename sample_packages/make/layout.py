"""The parts that every sample package is put together from. A package: paths and their bytes."""

from __future__ import annotations

from sample_packages.make.forms import project_form, star_form
from sample_packages.make.people import Project, Star
from sample_packages.make.portraits import id_photo
from sample_packages.make.scenes import photo
from sample_packages.make.summaries import as_word

Files = dict[str, bytes]

MOVING = "事迹特别感人的百姓学习之星"
LOVED = "特别受百姓喜爱的终身学习品牌项目"


def star_files(star: Star, folder: str) -> Files:
    """A star's form and two photos in a folder of its own."""
    return {
        f"{folder}/推介表.docx": star_form(star.form()),
        f"{folder}/证件照.jpg": id_photo(star.serial),
        f"{folder}/学习活动照片.jpg": photo(star.serial),
    }


def project_files(project: Project, folder: str, photos: int = 3) -> Files:
    """A project's form, summary and photos in a folder of its own."""
    files = {
        f"{folder}/推介表.docx": project_form(project.form()),
        f"{folder}/工作总结.docx": as_word(project),
    }
    for number in range(1, photos + 1):
        files[f"{folder}/活动照片{number}.jpg"] = photo(project.serial * 10 + number)
    return files
