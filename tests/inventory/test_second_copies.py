"""Material that lies there twice: one copy is looked at, and nobody is put forward again."""

from __future__ import annotations

import pytest

from jlxx_check.model.package import Package
from tests.inventory.bench import ID, SCENE, facts_of, package, rest, shapes, star, stars

S = "百姓学习之星/"
FIRST = (S + "01王建国/推介表.docx", S + "01王建国/证件照.jpg", S + "01王建国/活动照.jpg")


def _package(*again: str, other: str = "") -> Package:
    """The folder of 王建国, and his files once more in other places. other: the last of them."""
    bodies = (star("王建国"), ID, SCENE)
    files = {S + "登记表.xlsx": stars("王建国")}
    places = [*zip(FIRST, bodies, strict=True)]
    places += [(path, bodies[number % 3]) for number, path in enumerate(again)]
    for number, (path, body) in enumerate(places):
        last = path == again[-1] if again else False
        files[path] = facts_of(path, body, other if last and other else str(number % 3))
    return package(files)


def _in(folder: str) -> tuple[str, ...]:
    return tuple(folder + path.rpartition("/")[2] for path in FIRST)


@pytest.mark.parametrize(
    "again",
    [
        _in(S + "01王建国.zip/"),
        _in(S + "01王建国.zip/01王建国/"),
        _in(S + "01王建国 - 副本/"),
        _in(S + "01王建国(2)/"),
        tuple("全部材料.zip/" + path for path in FIRST),
        tuple("全部材料.zip/某市教育局/" + path for path in FIRST),
        tuple("备份/" + path for path in FIRST),
        tuple("备份/某市教育局/" + path for path in FIRST),
        (*_in(S + "01王建国.zip/"), *(f"全部.rar/{path}" for path in FIRST)),
    ],
    ids=lambda paths: paths[-1],
)
def test_a_copy_that_says_so_is_set_apart(again: tuple[str, ...]) -> None:
    found = _package(*again)
    assert rest(found) == dict.fromkeys(again, "copy")
    assert list(shapes(found)) == ["star/1 王建国"]


def test_what_was_changed_since_is_named_and_puts_nobody_forward() -> None:
    again = _in(S + "01王建国.zip/")
    found = _package(*again, other="changed since")
    assert rest(found) == dict.fromkeys(again[:2], "copy") | {again[2]: "unknown"}
    (changed,) = (item for item in found.unassigned if item.path == again[2])
    assert FIRST[2] in changed.why.zh
    assert list(shapes(found)) == ["star/1 王建国"]


@pytest.mark.parametrize(
    "again",
    [
        _in(S + "02李秀英/"),  # nothing says that it is a copy: two hand in the same
        _in(S + "02李秀英.zip/"),
        _in("材料.zip/"),
        (*_in(S + "01王建国.zip/")[:2], S + "01王建国.zip/另一张活动照.jpg"),
    ],
    ids=lambda paths: paths[-1],
)
def test_what_may_be_someone_elses_is_looked_at(again: tuple[str, ...]) -> None:
    assert "copy" not in rest(_package(*again)).values()


def test_an_archive_alone_is_the_material() -> None:
    files = {path.replace("/01", ".zip/01", 1): None for path in FIRST}
    assert "copy" not in rest(package(files)).values()
