"""A pack that is broken in one place: the fault is said, at its line, with what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.packs.minimal import PACK, RULE, change, write_pack

from jlxx_check.packs import PackError, PackProblem, load_source
from jlxx_check.text import Lang

# What is written, what is written instead, lines further down, and what the message says.
IN_PACK = [
    ("deadline: 2030-01-31", "deadlines: 2030-01-31", 0, "did you mean 'deadline'?"),
    ("issuer: 某单位", "issuer:", 0, "'issuer': text is needed, or both languages"),
    ("{zh: 小通知, en: A small notice}", "{zh: 小通知}", 0, "'en' is missing"),
    ("en: A small notice", "en: A, small notice", 0, "quotes"),
    ("en: A small notice", "en: A, fr: Un", 0, "unknown key 'fr'"),
    ("2030-01-31", "2030-02-30", 0, "a day is written"),
    ("2030-01-31", "31.01.2030", 0, "a day is written"),
    ("2030-01-31", "2030-01-31 18:00", 0, "a day is written"),
    ("2030-01-31", "2030-01-31T25:00", 0, "a day is written"),
    ('"010000"', "130000", 0, "'postcode': text is needed (quote a number)"),
    ("jlxx-pack/1", "jlxx-pack/2", 0, "did you mean 'jlxx-pack/1'?"),
    ("id: small", "id: Small One", 0, "'id': does not match"),
    ("words: [学习之星]", "words: 学习之星", 0, "'words': a list is needed"),
    ("  star:\n    title: 学习之星", "  star:\n    titel: 学习之星", 1, "did you mean 'title'?"),
    ("[form, photo]", "[form, foto]", 0, "unknown role 'foto'; did you mean 'photo'?"),
    ("name: 姓名\n", "name: 名姓\n", 0, "unknown field '名姓'"),
    ("unit: 工作单位\n", "unit: 单位\n", 0, "did you mean '工作单位'?"),
    ("form: star", "form: stars", 0, "unknown form 'stars'; did you mean 'star'?"),
    ("register: star", "register: stars", 0, "unknown register 'stars'"),
    ("special_of: star", "special_of: stern", 0, "unknown kind 'stern'; did you mean 'star'?"),
    ("special_of: star", "special_of: best-star", 0, "singles out another kind itself"),
    ("    name: 姓名\n    unit: 工作单位\n", "", -4, "'name' is missing"),
    ("content: [document]", "content: [documents]", 0, "did you mean 'document'?"),
    ("required: true", "required: maybe", 0, "'required': true or false is needed"),
    ("spellings: [推介对象]", "spelling: [推介对象]", 0, "did you mean 'spellings'?"),
    ("[推介对象]", "[职 务]", 1, "'职务' is a spelling of field '姓名' already"),
    ("    titles: [登记表]\n", "    titles: [登记表]\n    remark: 注\n", 1, "unknown field '注'"),
    ("aliases: [甲县教育局]", "aliases: [乙 局]", 1, "'乙局' is a name of '甲局' already"),
    ("aliases: [甲县教育局]", "alias: [甲县教育局]", 0, "did you mean 'aliases'?"),
    ("owners: [quota.stars]", "owners: [quota.star]", 0, "did you mean 'quota.stars'?"),
    (", owners: [quota.stars]", "", 0, "exactly one of 'owners', 'asks_nothing' and 'beyond'"),
    ("asks_nothing: 号召", "asks_nothing: 号召\n    owners: [quota.stars]", -2, "exactly one of"),
    ("issuer: 某单位\n", "", None, "'issuer' is missing"),
    (
        "form: {title: 推介表, content: [document]}",
        "form: {title: 推介表, content: [document], plays: text}",
        -8,
        "has a form, and none of its roles is one",
    ),
    ("    form: star\n", "", -3, "'form' of 'star' does not say which"),
    (
        "photo: {title: 照片, content: [photo]}",
        "photo: {title: 照片, content: [photo], plays: register}",
        -12,
        "'photo' is a register",
    ),
    (
        "content: [photo]}",
        "content: [photo], plays: picture-book}",
        0,
        "unknown value 'picture-book'",
    ),
    ("content: [photo]}", "content: []}", 0, "'content'"),
    (
        "register: star\n",
        "register: star\n    told_by: {field: 类别, values: [甲]}\n",
        1,
        "unknown field '类别'",
    ),
    (
        "kinds:\n",
        "kinds:\n  File1: {title: 甲, words: [甲], roles: [photo]}\n",
        1,
        "'File1' must be of a-z",
    ),
    (
        "kinds:\n",
        "kinds:\n  file: {title: 甲, words: [甲], roles: [photo]}\n",
        1,
        "'file' must be of a-z",
    ),
    ("leftovers: [Thumbs.db]", "id: small", 0, "key 'id' is given twice (first on line 2)"),
    ("leftovers: [Thumbs.db]", "winners: []", 0, "previous-winners.csv"),
    ("leftovers: [Thumbs.db]", "sha256: abc", 0, "never written"),
    ("[Thumbs.db]", "&x [Thumbs.db, *x]", 0, "aliases"),
    ("[Thumbs.db]", "!!set {a}", 0, "tags are not used"),
    ("[Thumbs.db]", "[Thumbs.db", 0, "not valid YAML"),
    ("[Thumbs.db]", "[" * 50 + "]" * 50, 0, "nested too deeply"),
    ("attachments: [证书]", "attachments：[证书]", 0, "a key ends in ': '"),
    ("attachments: [证书]", "attachments:\n\t- 证书", 1, "indent with spaces"),
    ("attachments: [证书]", "? [a]\n: b", 0, "a key must be text"),
]

IN_RULE = [
    ("level: error", "level: fatal", 0, "unknown value 'fatal'"),
    ("level: error", "level: eror", 0, "did you mean 'error'?"),
    ("scope: package", "scope: packages", 0, "did you mean 'package'?"),
    ("scope: package", "scope: star.foto", 0, "unknown role 'foto'; did you mean 'photo'?"),
    ("scope: package", 'scope: "*.foto"', 0, "did you mean 'photo'?"),
    ("scope: package", "scope: [star, stars.photo]", 0, "unknown kind 'stars'"),
    ("scope: package", "scope: [package, batch]", 0, "'batch' (across packages) cannot stand"),
    ("scope: package", "scope: batsh", 0, "did you mean 'batch'?"),
    ("scope: package", "scope: {a: b}", 0, "'scope': a text or a list of texts is needed"),
    ("scope: package", "scope: best-star.form", 0, "unknown role 'form'; known: photo"),
    ("quota.stars", "QuotaStars", 0, "must be named family.name"),
    ("fix: 请增减。", "fix: 请增减。\n    quote: " + "字" * 41, 1, "at most 40"),
    ("fix: 请增减。", "fixes: 请增减。", 0, "did you mean 'fix'?"),
    ("fix: 请增减。", "fix: 请增减。\n    aliases: [quota.stars]", 1, "'quota.stars' is taken"),
    ("check: entries.count", "chek: entries.count", 0, "did you mean 'check'?"),
    ("with: {kind: star}", "with: [star]", 0, "'with': a mapping of keys is needed"),
]


def _problems(folder: Path) -> tuple[PackProblem, ...]:
    with pytest.raises(PackError) as caught:
        load_source(folder)
    return caught.value.problems


def _check(problems: tuple[PackProblem, ...], file: Path, line: int | None, said: str) -> None:
    hits = [item for item in problems if said in item.message.en]
    assert hits, [item.say(Lang.EN) for item in problems]
    assert (hits[0].file, hits[0].line) == (file, line)
    assert hits[0].say(Lang.ZH) != hits[0].say(Lang.EN)


@pytest.mark.parametrize(("old", "new", "down", "said"), IN_PACK)
def test_pack(tmp_path: Path, old: str, new: str, down: int | None, said: str) -> None:
    text, line = change(PACK, old, new)
    folder = write_pack(tmp_path / "small", text)
    problems = _problems(folder)
    _check(problems, folder / "pack.yaml", 1 if down is None else line + down, said)


@pytest.mark.parametrize(("old", "new", "down", "said"), IN_RULE)
def test_rule(tmp_path: Path, old: str, new: str, down: int, said: str) -> None:
    text, line = change(RULE, old, new)
    folder = write_pack(tmp_path / "small", quota=text)
    _check(_problems(folder), folder / "rules" / "quota.yaml", line + down, said)


def test_every_fault_is_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text, first = change(PACK, "words: [学习之星]", "word: [学习之星]")
    text, second = change(text, "aliases: [甲县教育局]", "alias: [甲县教育局]")
    problems = _problems(write_pack(tmp_path / "small", text))
    assert [item.line for item in problems] == [10, first, second]
    assert "'words' is missing" in problems[0].message.en


def test_a_rule_given_in_two_files_names_both(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "small", a=RULE, b="\n" + RULE)
    (problem,) = _problems(folder)
    assert (problem.file, problem.line) == (folder / "rules" / "b.yaml", 3)
    assert "'quota.stars' is given in a.yaml, line 2, already" in problem.message.en


def test_a_key_given_in_two_files_names_both(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "small", a=RULE, b="title: 另一个\n")
    (problem,) = _problems(folder)
    assert (problem.file, problem.line) == (folder / "rules" / "b.yaml", 1)
    assert "'title' is given in pack.yaml, line 3, already" in problem.message.en


@pytest.mark.parametrize(
    ("name", "content", "line", "said"),
    [
        ("more.yaml", "名额".encode("gb18030"), 1, "not UTF-8"),
        ("more.yaml", b"a: 1\nb: \xff\n", 2, "not UTF-8"),
        ("more.yaml", b"- a\n", 1, "a mapping of keys"),
        ("more.yaml", b"units: []\nroles: \x07\n", 2, "not valid YAML"),
        ("more.yml", b"", None, "must be named .yaml"),
    ],
)
def test_a_file_that_is_no_part(
    tmp_path: Path, name: str, content: bytes, line: int | None, said: str
) -> None:
    folder = write_pack(tmp_path / "small")
    (folder / name).write_bytes(content)
    _check(_problems(folder), folder / name, line, said)


def test_the_faults_print_as_compilers_do(tmp_path: Path) -> None:
    text, line = change(PACK, "words: [最佳]", "word: [最佳]")
    folder = write_pack(tmp_path / "small", text)
    with pytest.raises(PackError) as caught:
        load_source(folder)
    assert f"{folder / 'pack.yaml'}:{line}: unknown key 'word'; did you mean 'words'?" in str(
        caught.value
    )


@pytest.mark.parametrize("line", range(PACK.count("\n")))
@pytest.mark.parametrize("what", ["dropped", "doubled", "indented"])
def test_a_slip_in_any_line_never_crashes(tmp_path: Path, line: int, what: str) -> None:
    lines = PACK.splitlines()
    slip = {"dropped": [], "doubled": [lines[line]] * 2, "indented": ["  " + lines[line]]}[what]
    text = "\n".join([*lines[:line], *slip, *lines[line + 1 :]]) + "\n"
    try:
        load_source(write_pack(tmp_path / "small", text))
    except PackError as error:
        # What is told stands in this pack's files, so a person can go there.
        for problem in error.problems:
            assert problem.file is not None
            assert problem.line is not None
            assert problem.message.zh


_LAUGHS = "a: &a [x, x, x]\n" + "".join(
    f"b{n}: &b{n} [{', '.join([f'*b{n - 1}' if n else '*a'] * 9)}]\n" for n in range(9)
)
HOSTILE = [
    ("aliases that multiply", _LAUGHS.encode(), "anchors and aliases"),
    ("a number of thousands of digits", b"deadline: " + b"9" * 9000, "given in pack.yaml"),
    ("more than any pack holds", b"a: " + b"x" * 8_000_001, "over 8 MB"),
    ("more than any pack holds, no text", b"\xff" * 8_000_001, "over 8 MB"),
    ("levels without end", b"a: " + b"[" * 100_000, "nested too deeply"),
    ("braces without end", b"a: " + b"{a: " * 100_000, "nested too deeply"),
    ("an object of Python", b"a: !!python/object/apply:os.system [x]", "tags are not used"),
    ("a file of another program", b"PK\x03\x04" + b"\0" * 100, "not valid YAML"),
    ("UTF-16", "issuer: 某单位".encode("utf-16"), "not UTF-8"),
]


@pytest.mark.parametrize(
    ("content", "said"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE]
)
def test_a_hostile_file_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    folder = write_pack(tmp_path / "small")
    (folder / "more.yaml").write_bytes(content)
    problems = _problems(folder)
    hits = [item for item in problems if said in item.message.en]
    assert hits, [item.say(Lang.EN)[:200] for item in problems[:5]]
    assert hits[0].file == folder / "more.yaml"
    assert len(hits[0].say(Lang.ZH)) < 500


@pytest.mark.parametrize(
    "value", ["9" * 9000, "9" * 9000 + ".5", "'{'", "'{a' ", "'}{'", "'{deadline:'", "{}", "[]"]
)
def test_a_hostile_value_is_refused_or_stays_text(tmp_path: Path, value: str) -> None:
    text, _ = change(RULE, "fix: 请增减。", f"fix: {value}")
    folder = write_pack(tmp_path / "small", quota=text)
    try:
        source = load_source(folder)
    except PackError as error:
        assert all(item.file and item.line for item in error.problems)
    else:
        assert value.startswith("9") or source.unfilled
