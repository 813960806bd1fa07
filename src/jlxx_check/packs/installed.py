"""Where packs are found by name; an edited copy that kept the id of one of the program's own."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check.packs.pack_digest import HEAD
from jlxx_check.packs.pack_problems import PackError, PackProblem, did_you_mean
from jlxx_check.text import Text
from jlxx_check.values.distributions import distribution_of, points_of
from jlxx_check.values.system_errors import reason

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from jlxx_check.model.pack import Pack
    from jlxx_check.packs.source import PackSource

#: Other distributions add packs: a name, and a value that loads to a folder.
ENTRY_POINTS = "jlxx_check.packs"
#: Names of what packs extend and nothing is judged by begin so.
_BASES = "_"


def list_packs() -> tuple[str, ...]:
    """The names of the program's own packs and of those that other distributions bring, sorted."""
    return tuple(name for name in offered_packs() if not name.startswith(_BASES))


def offered_packs() -> tuple[str, ...]:
    """The names that a pack may extend: as ``list_packs``, and the bases (``_zh``), sorted."""
    return tuple(sorted({*own_packs(), *_entry_points()}))


def own_packs() -> dict[str, Traversable]:
    """The packs and bases that ship with the program: in the wheel, else in the checkout."""
    shipped: Traversable = files("jlxx_check").joinpath("_rules")
    if not shipped.is_dir():
        source = Path(__file__).resolve().parents[2]
        if source.name != "src":
            return {}
        shipped = source.parent / "rules"
        if not shipped.is_dir():
            return {}
    return {item.name: item for item in shipped.iterdir() if item.joinpath(HEAD).is_file()}


def installed_pack(name: str) -> Traversable | None:
    """The folder of an installed pack or base; None where none is called so.

    The program's own packs are taken without a look at what is installed. Raises PackError, also
    where two distributions offer one of that name: which is meant nobody can know.
    """
    own = own_packs()
    if name in own:
        return own[name]
    points = _points(name)
    if len(points) > 1:
        raise PackError((PackProblem(None, None, _twice(name, points)),))
    return _load(points[0]) if points else None


def shadowed() -> tuple[PackProblem, ...]:
    """That another distribution offers a pack by the name of one of the program's own.

    It is never used by that name; whoever installed it ought to know.
    """
    own = own_packs()
    names = sorted(_entry_points() & own.keys())
    return tuple(PackProblem(None, None, _twice(name, _points(name))) for name in names)


def shipped_pack(name: str) -> Traversable | None:
    """The folder of one of the program's own packs."""
    return own_packs().get(name)


def find_pack(name_or_path: str | Path) -> Traversable:
    """The folder of an installed pack, or of the path that is given. Raises PackError.

    An installed name wins over a folder of that name in the working directory; ``./name`` says
    that the folder is meant.
    """
    name = str(name_or_path)
    installed = installed_pack(name) if isinstance(name_or_path, str) else None
    if installed is not None:
        return installed
    path = Path(name_or_path)
    try:
        here = path.is_dir()
    except OSError as error:
        why = reason(error)
        message = Text(f"打不开：{why.zh}。", f"cannot be opened: {why.en}.")
        raise PackError((PackProblem(path, None, message),)) from error
    if here:
        return path
    if path.name == HEAD and path.is_file():
        return path.parent
    if path.is_file():
        message = Text("这是文件；规则包是一个文件夹。", "is a file; a rule pack is a folder.")
        raise PackError((PackProblem(path, None, message),))
    if path.is_symlink():
        raise PackError((PackProblem(path, None, _LEADS_NOWHERE),))
    if name.endswith(("/", "\\")) or len(path.parts) > 1:
        message = Text("没有这个文件夹。", "there is no such folder.")
        raise PackError((PackProblem(path, None, message),))
    raise PackError((PackProblem(None, None, _not_installed(name)),))


_LEADS_NOWHERE = Text(
    "这是链接，它指向的文件夹不存在，或者链接绕成了圈；请写规则包文件夹本身的路径。",
    "is a link that leads nowhere, or in a circle; give the path of the pack's own folder.",
)


def _not_installed(name: str) -> Text:
    """The nearest name and, unless it says them already, all names; and what else may be given."""
    known = list_packs()
    said = did_you_mean("pack", name, known)
    if not all(pack in said.zh for pack in known):
        said = Text(
            f"{said.zh}已安装的规则包：{'、'.join(known)}。",
            f"{said.en} Installed packs: {', '.join(known)}.",
        )
    return Text(
        f"{said.zh}也可以写规则包文件夹的路径。",
        f"{said.en} The path of a pack's folder will do as well.",
    )


def _entry_points() -> frozenset[str]:
    return frozenset(point.name for point in points_of(ENTRY_POINTS))


def _points(name: str) -> tuple[EntryPoint, ...]:
    """Who offers a pack of that name; a distribution that is found twice counts once."""
    found = points_of(ENTRY_POINTS, name)
    return tuple({(distribution_of(point), point.value): point for point in found}.values())


def _twice(name: str, points: tuple[EntryPoint, ...]) -> Text:
    owners = "、".join(distribution_of(point) for point in points)
    return Text(
        f"规则包“{name}”有重名的（{owners} 也提供这个名称）：请卸载其中一个，或用路径指明。",
        f"there are several packs called '{name}' ({owners} offers one): uninstall one of them, or "
        "give the pack by its path.",
    )


def _load(point: EntryPoint) -> Traversable:
    try:
        folder = point.load()
    except KeyboardInterrupt:
        raise
    # A distribution may fail in whatever way when it is imported: its pack cannot be used.
    except BaseException as error:
        why = f"{type(error).__name__}: {error}".removesuffix(": ")
        raise _broken(point.name, point.value, why) from error
    if isinstance(folder, str):
        folder = Path(folder)
    if not isinstance(folder, Traversable) or not folder.is_dir():
        raise _broken(point.name, point.value, repr(folder))
    return folder


def _broken(name: str, value: str, why: str) -> PackError:
    message = Text(
        f"规则包“{name}”（{value}）不能用：应是一个文件夹，得到的是：{why}。",
        f"pack '{name}' ({value}) cannot be used: it should be a folder, but gave: {why}.",
    )
    return PackError((PackProblem(None, None, message),))


def borrows_id(pack: Pack, folder: Traversable) -> bool:
    """Whether the pack of this folder bears the id of one of the program's own and says other.

    It would pass for the original in every report.
    """
    own = shipped_pack(pack.id)
    if own is None or Path(str(own)).resolve() == Path(str(folder)).resolve():
        return False
    # Late: by far most packs have an id of their own, and a pack that is kept needs no reading.
    from jlxx_check.packs.loading import load_source

    return load_source(pack.id).pack.sha256 != pack.sha256


def taken_id(source: PackSource) -> PackProblem | None:
    """What is wrong with a pack that borrows its id; None for any other."""
    if not borrows_id(source.pack, source.folder):
        return None
    name = source.pack.id
    return source.place("id").problem(
        Text(
            f"编号“{name}”是自带规则包的编号，而内容不同：请改成自己的编号。",
            f"'{name}' is the id of a pack of the program's own, which says something else: choose "
            "another.",
        )
    )
