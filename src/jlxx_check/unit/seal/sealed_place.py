"""Where a sealed archive may be written: settled before anything is judged."""

from __future__ import annotations

import os
from pathlib import Path

from jlxx_check.text import Text
from jlxx_check.unit.seal.handed_in import CannotSeal
from jlxx_check.unit.seal.verifying import sealed_here
from jlxx_check.values.portable_names import unportable
from jlxx_check.values.system_errors import reason
from jlxx_check.values.whole_files import try_folder

_ZIP = ".zip"


def require_target(target: Path, source: Path, *, force: bool) -> None:
    """Raises CannotSeal where the archive cannot, or must not, be written there.

    source: what is sealed. force: as for ``seal``.
    """
    try:
        wrong = _wrong(target, source)
        if wrong is None:
            try_folder(target.resolve().parent)
    except (ValueError, RuntimeError) as error:  # no name of this system, a loop of links
        raise CannotSeal(
            Text(f"这个位置不能用：{target}", f"This place will not do: {target}")
        ) from error
    except OSError as error:
        why = reason(error)
        raise CannotSeal(
            Text(f"{target} 写不进去：{why.zh}。", f"{target} cannot be written: {why.en}.")
        ) from error
    if wrong is not None:
        raise CannotSeal(wrong)
    require_free(target, force=force)


def _wrong(target: Path, source: Path) -> Text | None:
    """What is wrong with the place; None: nothing. Raises OSError and as ``Path.resolve``."""
    place, own = target.resolve(), source.resolve()
    if target.suffix.lower() != _ZIP:
        meant = f"{target.name}{_ZIP}" if target.name else f"x{_ZIP}"
        return Text(
            f"封存的文件要以 .zip 结尾，例如：{meant}",
            f"The file to seal into has to end in .zip, such as {meant}",
        )
    if not place.parent.is_dir():
        return Text(
            f"没有这个文件夹：{place.parent}。请先建立，或换一个位置。",
            f"No such folder: {place.parent}. Make it first, or choose another.",
        )
    if place == own or (own.is_dir() and place.is_relative_to(own)):
        return Text(
            f"封存的文件不能放在材料里面，请换一个位置：{target}",
            f"The sealed file cannot lie in the package itself; choose another place: {target}",
        )
    why = unportable(target.name)
    if why is None:
        return None
    return Text(
        f"请给封存的文件换个名称：{why.zh}。", f"Give the sealed file another name: {why.en}."
    )


def require_free(target: Path, *, force: bool) -> None:
    """Raises CannotSeal where something is there that may not go."""
    if not os.path.lexists(target):
        return
    if force and target.is_file() and sealed_here(target):
        return
    if force:
        raise CannotSeal(
            Text(
                f"“{target}”不是本程序封存的文件，没有覆盖。请换一个文件名，或自己删除它。",
                f"“{target}” is no file that this program sealed, and was left alone. Give "
                "another name, or delete it yourself.",
            )
        )
    raise CannotSeal(
        Text(
            f"“{target}”已经存在，没有覆盖。请换一个文件名；是以前封存的、不要了，就加上 --force。",
            f"“{target}” is there already and was left alone. Give another name, or add --force "
            "where it was sealed before and may go.",
        )
    )
