"""The file to fill in: whatever a report holds, it is read back as it was, and decides nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.decisions.from_yaml import read_decisions
from jlxx_check.model.baseline import PastFinding, SavedReport
from jlxx_check.model.decision import Decision
from jlxx_check.model.outcome import Level
from jlxx_check.reporters.batch import to_batch_json
from jlxx_check.reporters.decisions_file import across_decisions_file, decisions_file
from jlxx_check.reporters.saved_report import NotAReport, is_batch, read_batch
from jlxx_check.text import Lang
from tests.support.batches import nasty_batch, sample_batch
from tests.support.nasty import NAMES
from tests.support.reviewed import DIGEST

WRONG = PastFinding(
    *("video.duration", Level.ERROR, "视频太长。", "star/1", "star", "王建国"),
    *("王/视频.mp4", "0:01", DIGEST),
)
ASKED = PastFinding(
    *("star.conduct", Level.REVIEW, "请核实。", "star/1", "star", "王建国", "王/表.docx"),
)


def report(*findings: PastFinding, package: str = "某单位") -> SavedReport:
    return SavedReport(package, "jilin-2023", None, "noncompliant", findings, {})


def filled(data: bytes, folder: Path) -> tuple[Decision, ...]:
    """The decisions after somebody filled in every item."""
    text = data.decode()
    text = re.sub(r"^by:.*", "by: 赵核对", text, flags=re.MULTILINE)
    text = re.sub(r"^on:.*", "on: 2023-07-13", text, flags=re.MULTILINE)
    text = re.sub(r"^    decision:  # (\w+)$", r"    decision: \1", text, flags=re.MULTILINE)
    text = re.sub(r"^    why:$", "    why: 已说明", text, flags=re.MULTILINE)
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return read_decisions(path).decisions


@pytest.mark.parametrize("lang", Lang)
def test_nothing_is_decided_yet(tmp_path: Path, lang: Lang) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(decisions_file(report(WRONG, ASKED), lang))
    file = read_decisions(path)
    assert (file.rulepack, file.package, file.decisions) == ("jilin-2023", "某单位", ())


def test_filled_in_it_says_what_was_found(tmp_path: Path) -> None:
    first, second = filled(decisions_file(report(WRONG, ASKED), Lang.ZH), tmp_path)
    assert (first.rule, first.entry, first.name) == ("video.duration", "star/1", "王建国")
    assert (first.choice.value, first.by, str(first.on)) == ("waived", "赵核对", "2023-07-13")
    assert (first.file, first.where, first.digest) == ("王/视频.mp4", "0:01", DIGEST)
    # A person's word on an entry does not end when its form is mended.
    assert (second.choice.value, second.file, second.digest) == ("confirmed", None, None)


def test_items_of_one_rule_are_told_apart_by_file(tmp_path: Path) -> None:
    twice = replace(ASKED, file="王/表2.docx")
    found = filled(decisions_file(report(ASKED, twice), Lang.ZH), tmp_path)
    assert [item.file for item in found] == ["王/表.docx", "王/表2.docx"]


def test_findings_in_one_place_are_one_item(tmp_path: Path) -> None:
    data = decisions_file(report(WRONG, replace(WRONG, message="另一句话。")), Lang.ZH)
    assert len(filled(data, tmp_path)) == 1
    assert "另一句话。" in data.decode()


@pytest.mark.parametrize("lang", Lang)
def test_what_was_decided_and_what_is_no_finding_is_left_out(tmp_path: Path, lang: Lang) -> None:
    own = replace(WRONG, rule="decision.unused", entry=None)
    data = decisions_file(report(replace(WRONG, decided=True), own), lang)
    assert filled(data, tmp_path) == ()
    assert " 1 " in data.decode().partition("rulepack")[0]


def test_what_had_no_result_is_asked_of_a_person(tmp_path: Path) -> None:
    unread = PastFinding(
        *("star.id-number", Level.REVIEW, "没有读懂。", "star/1", "star", "王建国", "王/表.doc"),
        unjudged=True,
    )
    asked = replace(unread, rule="project.age", entry="project/1", name="晨读", file="扫描.pdf")
    scan = replace(asked, rule="project.form", message="请核对扫描件。", unjudged=False)
    saved = replace(
        report(WRONG, scan), unjudged=(unread, asked, replace(unread, file=None, decided=True))
    )
    data = decisions_file(saved, Lang.ZH)
    found = filled(data, tmp_path)
    assert [(item.rule, item.file) for item in found] == [
        ("video.duration", "王/视频.mp4"),
        ("star.id-number", "王/表.doc"),
        ("project.form", None),  # the scan, read by a person, settles what it left unjudged
    ]
    assert found[1].choice.value == "confirmed"
    assert "[没有结论]" in data.decode()


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_nasty_names_are_only_text(tmp_path: Path, name: str) -> None:
    nasty = PastFinding(
        *("video.duration", Level.ERROR, name, "star/1", "star", name, f"x{name}", f"y{name}"),
    )
    data = decisions_file(replace(report(nasty, package=f"单位{name}"), titles={}), Lang.ZH)
    assert len(yaml.safe_load(data)["decisions"]) == 1
    (found,) = filled(data, tmp_path)
    shown = re.sub("[\ud800-\udfff]", "\ufffd", name)
    assert found.file == f"x{shown}".strip()
    assert found.name == (shown.strip() or None)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_comes_back(message: str, path: str) -> None:
    import tempfile

    item = replace(WRONG, message=message, file=f"x{path}y")
    with tempfile.TemporaryDirectory() as folder:
        (found,) = filled(decisions_file(report(item), Lang.ZH), Path(folder))
    assert found.file == f"x{path}y"


def test_a_batch_is_decided_on_by_the_sides_of_what_shows_across(tmp_path: Path) -> None:
    path = tmp_path / "batch.json"
    path.write_bytes(to_batch_json(sample_batch(), Lang.ZH))
    assert is_batch(path)
    saved = read_batch(path)
    star, photo = filled(across_decisions_file(saved, Lang.ZH), tmp_path)
    assert [item.rule for item in (star, photo)] == ["batch.repeated-star", "batch.repeated-photo"]
    assert [(side.unit, side.entry, side.name) for side in star.sides] == [
        ("长春市教育局", "star/1", "王建国"),
        ("吉林市教育局（补正）", "star/3", "王建国"),
    ]
    assert [side.file for side in photo.sides] == ["02/照片1.jpg", "04/图3.jpg"]
    done = replace(saved, findings=(replace(saved.findings[0], decided=True), *saved.findings[1:]))
    text = across_decisions_file(done, Lang.ZH).decode()
    assert "已有结果的 1 条没有列出" in text
    assert "batch.repeated-star" not in text


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_whatever_names_hold_a_batch_is_read_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / "batch.json"
    path.write_bytes(to_batch_json(nasty_batch(name), Lang.ZH))
    assert len(filled(across_decisions_file(read_batch(path), Lang.ZH), tmp_path)) == 1


def test_a_batch_of_an_earlier_version_has_to_be_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "batch.json"
    batch = sample_batch()
    bare = tuple(replace(item, sides=()) for item in batch.across)
    path.write_bytes(to_batch_json(replace(batch, across=bare), Lang.ZH))
    with pytest.raises(NotAReport, match="batch"):
        read_batch(path)


def test_a_report_is_no_batch(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text('{"report": "jlxx-check/1"}', encoding="utf-8")
    assert not is_batch(path)
    with pytest.raises(NotAReport):
        read_batch(path)


@pytest.mark.parametrize(
    ("about", "lang"), [("雪乡书屋", Lang.ZH), ("=1+1", Lang.EN), (None, Lang.ZH)]
)
def test_a_row_of_a_register_is_named(about: str | None, lang: Lang, tmp_path: Path) -> None:
    bare = replace(WRONG, entry=None, kind=None, name=None, where="S!A9", about=about)
    asked = replace(bare, level=Level.REVIEW, rule="star.conduct")
    waived, confirmed = filled(decisions_file(report(bare, asked), lang), tmp_path)
    assert (waived.about, waived.where) == (about, "S!A9")
    assert (confirmed.about, confirmed.where) == (about, None)
