"""Pages for developers: the example is what the program does, pointers lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jlxx_check.model.facts import Body
from tests.inventory.bench import ID, SCENE, TEXT, package, star, stars

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "jlxx_check"
DOCS = ROOT / "docs"
PAGE = DOCS.joinpath("architecture.md").read_text(encoding="utf-8")
#: What is written for whoever works on the program.
PAGES = sorted(
    [
        *DOCS.glob("decisions/*.md"),
        *DOCS.glob("recipes/*.md"),
        *(DOCS / f"{name}.md" for name in ("architecture", "glossary", "index", "modules")),
        *ROOT.glob("CONTRIBUTING*.md"),
        ROOT / "tests" / "README.md",
    ]
)
_ROW = re.compile(r"^\| `(新建文件夹/.+?)` \| (.+?) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
HOLDS: dict[str, Body] = {
    "rows 王建国, 李秀英, 赵大勇": stars("王建国", "李秀英", "赵大勇"),
    "the form of 王建国": star("王建国"),
    "the form of 李秀英": star("李秀英"),
    "a scene": SCENE,
    "an ID photo": ID,
    "a text": TEXT,
    "–": None,
}


def test_the_example_is_what_the_program_understands() -> None:
    rows = _ROW.findall(PAGE)
    found = package({path: HOLDS[holds] for path, holds, *_ in rows})
    names = {entry.id: entry.name for entry in found.entries}
    expected = {path: (owner, role, why) for path, _, owner, role, why in rows}
    owned = {
        file.path: (f"{file.entry} {names[file.entry]}" if file.entry else "–", file.role)
        for file in found.role_files
    }
    seen = {file.path: (*owned[file.path], file.why.en) for file in found.role_files}
    seen |= {item.path: ("–", item.reason.value, item.why.en) for item in found.unassigned}
    assert len(seen) == len(rows) > 10
    assert seen == expected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_that_a_page_names_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target
    for path in re.findall(r"`((?:\w+/)+(?:\w+\.\w+)?)`", text, re.ASCII):
        assert any(root.joinpath(path).exists() for root in (SOURCE, ROOT, ROOT / "tests")), path


def test_contributing_says_the_same_in_both_languages() -> None:
    english, chinese = (
        ROOT.joinpath(name).read_text(encoding="utf-8")
        for name in ("CONTRIBUTING.md", "CONTRIBUTING.zh-CN.md")
    )
    for pattern in (r"^```sh\n(.*?)^```", r"\]\((docs/[^)]+)\)", r"^(#+ |- )"):
        found = [re.findall(pattern, page, re.MULTILINE | re.DOTALL) for page in (english, chinese)]
        assert found[0] == found[1]
        assert found[0]
