"""Whatever a pack says: it is refused at its line, or it judges without crashing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from tests.batch.boxes import SMALL, run
from tests.engine.anything import BODY
from tests.inventory.bench import FakeTree, facts_of
from tests.packs.any_pack import WORDS, packs, papers
from tests.support.examples import tried
from tests.support.pictures import scene_file

from jlxx_check.api import RulePack, load_pack
from jlxx_check.authoring.meaning import lint
from jlxx_check.engine.judge import judge
from jlxx_check.inventory.understand import understand
from jlxx_check.model.facts import Body
from jlxx_check.model.report import Report, Verdict
from jlxx_check.model.tree import FileNode
from jlxx_check.packs import PackError
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.report_options import Options
from jlxx_check.text import Lang

CRASHED = "程序检查这一项时出错"
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
#: Files of small packages: of somebody by folder or name, of nobody, of no known kind.
NAMES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["学习之星/张三/", "film/A b/", "团队/张三/", "", "01李四/"]),
    st.sampled_from(["张三", "Entry form", *WORDS]),
    st.sampled_from([".docx", ".jpg", ".mp4", ".srt", ".xlsx", ".pdf", ".mp3", ".zip", ""]),
)
BODIES = st.none() | papers | BODY
#: What most kinds know for somebody's: folders by their words, a photo, a film, papers.
LIKELY = (
    "学习之星/张三/1.jpg",
    "学习之星/张三/张三.docx",
    "团队/张三/推荐表.docx",
    "film/A b/film.mp4",
)
FILES = st.builds(
    lambda likely, odd: {**likely, **odd},
    st.dictionaries(st.sampled_from(LIKELY), st.none() | papers, max_size=3),
    st.dictionaries(NAMES, BODIES, min_size=1, max_size=4),
)


def loaded(folder: Path, data: dict[str, Any]) -> RulePack | None:
    """The pack; None where it is refused, and then every fault has its file, line and words."""
    folder.mkdir(exist_ok=True)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    try:
        pack = load_pack(folder)
    except PackError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.file
            assert problem.line is not None, problem
            assert problem.message.zh
            assert problem.message.en
        return None
    for fault in (linted := lint(folder)).errors + linted.warnings:
        assert fault.line is not None, fault
    return pack


def judged(pack: RulePack, files: dict[str, Body]) -> Report:
    facts = {path: facts_of(path, body) for path, body in files.items()}
    tree = FakeTree(tuple(FileNode(path, 10) for path in facts))
    report = judge(understand(tree, facts, pack.pack, None), pack.pack, pack.rules)
    assert [(i.rule, i.why.zh) for i in report.not_judged if CRASHED in i.why.zh] == []
    if report.verdict is Verdict.COMPLIANT:
        assert report.entries
        assert sum(rule.judged for rule in report.rules)
    return report


@tried(25, suppress_health_check=SLOW)
@given(data=packs(), files=FILES, lang=st.sampled_from(Lang))
def test_no_pack_crashes_or_passes_what_it_did_not_judge(
    tmp_path: Path, data: dict[str, Any], files: dict[str, Body], lang: Lang
) -> None:
    pack = loaded(tmp_path / "pack", data)
    if pack is None:
        return
    assert judged(pack, {}).verdict is not Verdict.COMPLIANT
    report = judged(pack, files)
    for name in ("json", "html", "markdown"):
        assert FORMATS[name].render(report, lang, Options())


@tried(3, suppress_health_check=SLOW)
@given(data=packs())
def test_no_pack_stops_a_batch(tmp_path_factory: Any, data: dict[str, Any]) -> None:
    tmp_path = tmp_path_factory.mktemp("any")
    pack = loaded(tmp_path / "pack", data)
    if pack is None:
        return
    # Each below a unit's folder: with some packs the kinds' own would be one package.
    for name in ("甲校/学习之星/张三/照片.jpg", "乙校/团队/张三.txt"):
        file = tmp_path / "box" / name
        file.parent.mkdir(parents=True)
        file.write_bytes(scene_file(1) if name.endswith(".jpg") else b"abc")
    outcome = run(tmp_path / "box", tmp_path / "out", replace(SMALL, rules=str(tmp_path / "pack")))
    assert outcome.batch.deliveries
