"""Whether a file, and the folders it lies in, are named as asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Self

from pydantic import Field, model_validator

from jlxx_check.checks.name_patterns import (
    NAME,
    NUMBER,
    SENDER,
    UNIT,
    OfFields,
    Template,
    fillings_of,
    known_slots,
    wrong_name,
)
from jlxx_check.checks.registry import check
from jlxx_check.model.kind_lookup import EXTENSIONS, archive_stem, extension, file_name
from jlxx_check.model.outcome import Outcome, failed, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package, SubjectFile
from jlxx_check.text import Text, same
from jlxx_check.values.name_template import Part, agrees, levels_of


class FileName(OfFields):
    """template: how the name is made up; folders before it with ``/``, one a level.

    With an extension the name has to have that, too; without one any will do. Where it ends with
    ``/`` only the folders are judged. alphanumeric: only Latin letters and figures, beside what
    ``also`` allows, in the file's own name.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "template": (
            "文件名的模板，如“{姓名}-{出生日期}.jpg”；前面的文件夹用“/”隔开，以“/”结尾的只看文件夹；"
            "写了扩展名的，扩展名也要一致；“+”表示依次相连，中间有无符号都可以"
        ),
        "alphanumeric": "文件名只用英文字母和数字",
        "also": "此外还允许的符号",
    }

    template: Template | None = Field(None, examples=["{name}-{number}"])
    alphanumeric: bool = False
    also: str = Field("-_", description="signs that are allowed beside Latin letters and figures")

    @model_validator(mode="after")
    def _something_is_asked(self) -> Self:
        if self.template is None and not self.alphanumeric:
            raise ValueError(
                Text("template和alphanumeric至少写一个", "template or alphanumeric has to be given")
            )
        known = {NAME, UNIT, SENDER, NUMBER, *self.fields, *self.shapes}
        known_slots(self.template or "", known)
        return self


@check("file.name", zh="文件名（和所在文件夹）按规定的写法，与表中的内容一致。")
def name(file: SubjectFile, package: Package, pack: Pack, want: FileName) -> Iterator[Outcome]:
    """The file is named as asked, out of what its entry's form or register row says.

    What neither says is held to its shape alone. Dates agree in whatever writing.

    Example::

        scope: person.id-photo
        check: file.name
        with: {template: "{姓名}-{出生日期}.jpg", fields: [姓名, 出生日期]}
    """
    path = file.facts.path
    if want.alphanumeric and (odd := _odd_signs(path, want.also)):
        yield _not_alphanumeric(path, odd, want)
        return
    if want.template is None:
        yield passed()
        return
    pairs = _pairs(path, package, want.template)
    fillings = fillings_of(want.template, file.entry, package.name, pack, want)
    if all(agrees(level, said, fillings) for level, said in pairs):
        yield passed()
        return
    what = _FOLDER if want.template.endswith("/") else _NAME
    yield wrong_name(what, want.template, pairs, fillings)


_NAME, _FOLDER = Text("文件名", "file name"), Text("文件夹", "folder")


def _pairs(path: str, package: Package, template: str) -> list[tuple[Sequence[Part], str]]:
    """Each level of the template with the name that stands there, "" where there is none."""
    (bare, ending), (wanted, wanted_ending) = _split(path), _split(template)
    levels: list[Sequence[Part]] = list(levels_of(wanted))
    # The package's own folder, or the archive that it is, may be one of the template's.
    names = [_package_folder(package), *bare.split("/")]
    if not levels[-1]:
        levels, names = levels[:-1], names[:-1]
    elif wanted_ending:
        levels[-1] = (*levels[-1], wanted_ending)
        names[-1] += wanted_ending if _alike(ending, wanted_ending) else ending
    names = [""] * len(levels) + names
    return list(zip(levels, names[-len(levels) :], strict=True))


def _split(path: str) -> tuple[str, str]:
    """A path without its extension, and that; 张三.1990 has none."""
    ending = extension(path)
    return (path[: -len(ending)], ending) if ending in EXTENSIONS else (path, "")


def _alike(ending: str, wanted: str) -> bool:
    """Whether two endings say the same: .jpeg is .jpg."""
    return ending == wanted or EXTENSIONS.get(ending) == EXTENSIONS.get(wanted)


def _package_folder(package: Package) -> str:
    """The folder or archive that the package is; a folder of the template may be that."""
    return archive_stem(file_name(package.path.replace("\\", "/").rstrip("/")))


def _odd_signs(path: str, also: str) -> str:
    """What in a file's own name is neither a Latin letter nor a figure, nor allowed."""
    stem, _ = _split(file_name(path))
    return "".join(dict.fromkeys(re.sub(f"[A-Za-z0-9{re.escape(also)}]", "", stem)))


def _not_alphanumeric(path: str, odd: str, want: FileName) -> Outcome:
    shown = file_name(path)
    visible = odd.replace(" ", "␣")
    beside = Text(f"（以及{want.also}）", f" (and {want.also})") if want.also else same("")
    return failed(
        Text(
            f"文件名“{shown}”中有不允许的字符：{visible}，只能用英文字母和数字{beside.zh}。",
            f"The file name “{shown}” has characters that are not allowed: {visible}. Use Latin "
            f"letters and figures alone{beside.en}.",
        ),
        expected=Text(f"英文字母和数字{beside.zh}", f"letters and figures{beside.en}"),
        observed=same(shown),
        fix=Text(
            "请把文件改为只含英文字母和数字的名称，空格改为“-”或“_”。",
            "Rename the file in Latin letters and figures, with “-” or “_” for spaces.",
        ),
    )
