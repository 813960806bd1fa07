"""Files of decisions: what is read from them, and what is said of a wrong one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check import Decisions, PackError, load_decisions, load_pack
from jlxx_check.decisions.from_yaml import read_decisions
from jlxx_check.model.decision import Choice, DecidedSide, Decision
from jlxx_check.text import Lang

ONE = """
  - rule: video.duration
    entry: star/1
    decision: waived
    by: 赵核对
    on: 2023-07-13
    why: 已说明
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "核对结果.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str) -> tuple[Decision, ...]:
    return read_decisions(written(folder, text)).decisions


@pytest.mark.parametrize("key", ["on", '"on"', "'on'", "true"])
def test_a_decision_is_read_whatever_the_day_is_called(tmp_path: Path, key: str) -> None:
    (found,) = read(tmp_path, "decisions:" + ONE.replace("    on:", f"    {key}:"))
    assert found == Decision(
        "video.duration",
        "star/1",
        Choice.WAIVED,
        "赵核对",
        date(2023, 7, 13),
        "已说明",
        source="核对结果.yaml:2",
    )


def test_everything_that_a_decision_may_say(tmp_path: Path) -> None:
    more = f"""    name: 王建国
    file: 王/视频.mp4
    where: '0:01'
    until: 2023-07-31
    digest: {"AB" * 32}
"""
    text = f"rulepack: jilin-2023\npackage: 某单位\ndecisions:{ONE}{more}"
    file = read_decisions(written(tmp_path, text))
    assert (file.rulepack, file.package) == ("jilin-2023", "某单位")
    (found,) = file.decisions
    assert (found.name, found.file, found.where) == ("王建国", "王/视频.mp4", "0:01")
    assert found.until == date(2023, 7, 31)
    assert found.digest == "sha256:" + "ab" * 32


ACROSS = """
  - rule: batch.repeated-photo
    sides:
      - {unit: 甲局, entry: star/1, name: 王五, file: 1.jpg, digest: "sampled:0"}
      - {unit: 乙局}
    decision: waived
    by: 赵核对
    on: 2023-07-13
    why: 已说明
"""


def test_a_finding_across_units_is_named_by_its_sides(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "decisions:" + ACROSS)
    assert found.entry is None
    assert found.sides == (
        DecidedSide("甲局", "star/1", "王五", "1.jpg", "sampled:0"),
        DecidedSide("乙局"),
    )


def test_who_names_the_sides_need_not_name_a_package(tmp_path: Path) -> None:
    path = written(tmp_path, "decisions:" + ACROSS)
    loaded = load_decisions([path], rulepack="jilin-2023", packages=[], several=True)
    assert loaded.files[0].package is None
    path.write_text("decisions:" + ACROSS + ONE.lstrip("\n"), encoding="utf-8")
    with pytest.raises(PackError, match="package"):
        load_decisions([path], rulepack="jilin-2023", packages=[], several=True)


def test_who_and_when_may_stand_at_the_top(tmp_path: Path) -> None:
    bare = ONE.replace("    by: 赵核对\n", "").replace("    on: 2023-07-13\n", "")
    first, second = read(tmp_path, f"by: 钱核对\non: 2023-07-12\ndecisions:{bare}{ONE}")
    assert (first.by, first.on) == ("钱核对", date(2023, 7, 12))
    assert (second.by, second.on) == ("赵核对", date(2023, 7, 13))


def test_an_item_that_is_not_filled_in_has_no_effect(tmp_path: Path) -> None:
    empty = "  - rule: quota.stars\n    entry: null\n    decision:  # waived\n    why:\n"
    assert len(read(tmp_path, f"by:\non:\ndecisions:\n{empty}{ONE}")) == 1
    assert read(tmp_path, "decisions: []\n") == ()
    assert read(tmp_path, "decisions:\n") == ()


def test_what_is_too_wide_is_read_so_that_the_report_can_say_so(tmp_path: Path) -> None:
    for rule in ("", "    rule: '*'\n", "    rule: video\n"):
        (found,) = read(tmp_path, "decisions:\n  -\n" + rule + ONE.split("duration\n")[1])
        assert found.rule in (None, "*", "video")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "键: 值"),
        ("- a\n", 1, "键: 值"),
        ("a: [\n", 2, "YAML"),
        ("rulepack: jilin-2023\n", 1, "缺少 decisions"),
        ("decisions: 三\n", 1, "逐条"),
        ("decisions:\n  - 三\n", 2, "键: 值"),
        ("decisons:\n", 1, "是不是“decisions”"),
        ("decisions:" + ONE.replace("rule:", "rul:"), 2, "“rule”"),
        ("decisions:" + ONE.replace("waived", "waive"), 4, "waived"),
        ("decisions:" + ONE.replace("waived", "豁免"), 4, "confirmed、waived"),
        ("decisions:" + ONE.replace("    decision: waived\n", ""), 2, "缺少 decision"),
        ("decisions:" + ONE.replace("    entry: star/1\n", ""), 2, "entry: null"),
        ("decisions:" + ONE.replace("    by: 赵核对\n", ""), 2, "缺少 by"),
        ("decisions:" + ONE.replace("    why: 已说明\n", ""), 2, "缺少 why"),
        ("decisions:" + ONE.replace("已说明", "''"), 2, "缺少 why"),
        ("decisions:" + ONE.replace("已说明", "[甲, 乙]"), 7, "一段文字"),
        ("decisions:" + ONE.replace("2023-07-13", "7月13日"), 6, "2023-07-13 这样带年份的日期"),
        ("decisions:" + ONE.replace("2023-07-13", "2023-02-30"), 6, "2023-02-30"),
        ("decisions:" + ONE.replace("2023-07-13", "23.7.13"), 6, "2023-07-13"),
        ("decisions:" + ONE + "    digest: abc\n", 8, "SHA-256"),
        ("decisions:" + ONE + f"    digest: {'a' * 64}\n", 8, "file"),
        ("decisions:" + ONE + "    by: 又一人\n", 8, "重复"),
        ("decisions:" + ACROSS.replace("      - {unit: 乙局}\n", ""), 3, "至少两方"),
        ("decisions:" + ACROSS.replace("{unit: 乙局}", "乙局"), 5, "键: 值"),
        ("decisions:" + ACROSS.replace("{unit: 乙局}", "{entry: star/1}"), 5, "缺少 unit"),
        ("decisions:" + ACROSS.replace("{unit: 乙局}", "{unti: 乙局}"), 5, "“unit”"),
        ("decisions: &a []\n", 1, "锚点"),
        ("decisions:" + ONE.replace("rule:", "rule："), 2, "半角冒号"),
        ("decisions:" + ONE.replace("entry:", "entry："), 3, "半角冒号"),
        ("rulepack：jilin-2023\ndecisions: []\n", 1, "半角冒号"),
    ],
)
def test_a_wrong_file_is_said_with_its_line(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    with pytest.raises(PackError) as caught:
        read(tmp_path, text)
    told = [item for item in caught.value.problems if says in item.message.zh]
    assert [item.line for item in told] == [line], caught.value.problems
    assert all(item.say(Lang.EN) != item.say(Lang.ZH) for item in caught.value.problems)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    bad = ONE.replace("waived", "waive").replace("2023-07-13", "昨天").replace("why", "wy")
    with pytest.raises(PackError) as caught:
        read(tmp_path, "decisions:" + bad)
    assert len(caught.value.problems) == 4


def test_a_report_is_no_file_of_decisions(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        read(tmp_path, '{"report": "jlxx-check/1", "tool": {}, "package": {}}')
    (only,) = caught.value.problems
    assert "decisions new" in only.message.zh


@pytest.mark.parametrize("place", ["没有.yaml", "."])
def test_a_file_that_is_none(tmp_path: Path, place: str) -> None:
    with pytest.raises(PackError):
        read_decisions(tmp_path / place)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(PackError):
        read_decisions(path)


def loaded(path: Path, package: Path, *, several: bool = False, pack: str = "jilin-2023") -> object:
    return load_decisions([path], rulepack=pack, packages=[package], several=several)


def test_what_does_not_fit_the_run(tmp_path: Path) -> None:
    package = tmp_path / "某单位"
    (package / "里面").mkdir(parents=True)
    text = f"rulepack: jilin-2023\ndecisions:{ONE}"
    outside, inside = written(tmp_path, text), written(package / "里面", text)
    assert isinstance(loaded(outside, package), Decisions)
    cases = [
        (inside, package, {}, "材料包里"),
        (outside, package, {"pack": "aku-2026"}, "aku-2026"),
        (outside, package, {"several": True}, "package"),
    ]
    for path, folder, options, says in cases:
        with pytest.raises(PackError) as caught:
            loaded(path, folder, **options)  # type: ignore[arg-type]
        assert says in caught.value.problems[0].message.zh


def test_a_link_into_the_package_is_inside_it(tmp_path: Path) -> None:
    package = tmp_path / "某单位"
    package.mkdir()
    link = tmp_path / "a.yaml"
    try:
        link.symlink_to(written(package, f"decisions:{ONE}"))
    except OSError:
        pytest.skip("this account may not make links")
    with pytest.raises(PackError):
        loaded(link, package)


def test_a_renamed_rule_keeps_its_decisions(tmp_path: Path) -> None:
    pack = load_pack("jilin-2023").pack
    renamed = pack.rules["video.duration"].model_copy(update={"aliases": ("video.length",)})
    pack = pack.model_copy(update={"rules": {**pack.rules, "video.duration": renamed}})
    path = written(tmp_path, "decisions:" + ONE.replace("duration", "length"))
    decisions = Decisions((read_decisions(path),))
    (file,) = decisions.by_present_names(pack)
    assert [item.rule for item in file.decisions] == ["video.duration"]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.yaml"
        path.write_text(f"decisions:\n  - rule: {text}", encoding="utf-8", errors="ignore")
        try:
            read_decisions(path)
        except PackError as error:
            assert error.problems
