"""Every command, over packages that ask for it, without a single try to reach a network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sample_packages.expected import HERE

from jlxx_check.cli.main import build, run
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.text import Lang
from tests.probes.office_files import W, docx_of, frame, para, zip_of

WATCH = Path(__file__).with_name("watch")

#: Every command with the ways to call it. {out}: a folder of the call's own. {luring}: a package
#: whose files point to addresses. {inbox}: a folder of packages. {report}: a JSON report.
CALLS: dict[str, list[list[str]]] = {
    "check": [
        [
            *("check", "{luring}", "--received", "2023-07-08", "--show", "files"),
            *(
                word
                for name in FORMATS
                for word in ("--format", name, "--output", f"{{out}}/report.{name}")
            ),
        ],
        ["check", "{luring}", "--open", "--output", "{out}/page.html"],
    ],
    "init": [["init", "{out}/材料", "--unit", "某某局"]],
    "repair": [["repair", "{luring}", "--to", "{out}/整理"]],
    "seal": [
        [
            *("seal", str(HERE / "university"), "--rules", "aku-2026", "--anyway"),
            *("--to", "{out}/报送.zip"),
        ]
    ],
    "batch": [["batch", "{inbox}", "--out", "{out}/reports", "--no-cache"]],
    "watch": [
        ["watch", "{inbox}", "--out", "{out}/reports", "--once", "--no-cache", "--quiet-for", "0"]
    ],
    "page": [["page", "--to", "{out}/自查.html"]],
    "cache": [["cache", "info", "--cache", "{out}/cache"]],
    "decisions": [["decisions", "new", "{report}", "--output", "{out}/decisions.yaml"]],
    "doctor": [["doctor"]],
    "rules": [
        ["rules", "list"],
        ["rules", "show", "jilin-2023"],
        ["rules", "explain", "video.duration"],
        ["rules", "lint", "jilin-2023"],
        ["rules", "schema"],
    ],
}
_WRONG_CALL = 2


def registered() -> set[str]:
    app = build(Lang.ZH)
    groups = {group.name for group in app.registered_groups}
    return {str(name) for name in groups | {item.name for item in app.registered_commands}}


def test_every_command_is_called_here() -> None:
    assert registered() <= CALLS.keys()


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    base = tmp_path_factory.mktemp("places")
    luring, inbox, report = base / "luring", base / "inbox", base / "report.json"
    lure(luring / "百姓学习之星" / "01样本")
    shutil.copytree(luring, inbox / "长春市教育局")
    run(["check", str(luring), "--no-isolation", "--output", str(report)])
    assert report.exists()
    return {"luring": str(luring), "inbox": str(inbox), "report": str(report)}


ADDRESS = "http://127.0.0.1:9/x"
_LINKED = f"""<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" TargetMode="External" Target="{ADDRESS}" Type="http://schemas.\
openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>"""
_ENTITIES = f"""<?xml version="1.0"?>
<!DOCTYPE w:document SYSTEM "{ADDRESS}.dtd" [<!ENTITY % p SYSTEM "{ADDRESS}"> %p;
<!ENTITY e SYSTEM "{ADDRESS}">]>
<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"""


def lure(folder: Path) -> None:
    """Files that name addresses in every way their formats have."""
    folder.mkdir(parents=True)
    document = docx_of(para("姓名"), settings="<w:settings SPACES/>", document_rels=_LINKED)
    folder.joinpath("推介表.docx").write_bytes(document)
    entities = zip_of({**frame(), "word/document.xml": _ENTITIES})
    folder.joinpath("工作总结.docx").write_bytes(entities)
    page = f'<!DOCTYPE html><img src="{ADDRESS}"><link rel=stylesheet href="{ADDRESS}">'
    folder.joinpath("简介.html").write_text(page, encoding="utf-8")
    folder.joinpath("视频.mp4").write_text(f"#EXTM3U\n{ADDRESS}\n", encoding="utf-8")
    folder.joinpath(f"{ADDRESS.replace('/', '_')}.mp4").write_bytes(b"\0")
    folder.joinpath("网址.url").write_text(f"[InternetShortcut]\nURL={ADDRESS}\n", encoding="utf-8")


#: All one after another in one process, whose workers read the files.
_IN_TURN = """
import json, os, sys
from jlxx_check.cli.main import run
said = []
for words in json.loads(sys.argv[1]):
    said.append((run(words), os.path.exists(os.environ["JLXX_TRIED"])))
print(json.dumps(said), file=sys.stderr)
"""


def watched(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Python called with these words, which has tried nothing."""
    tried = tmp_path / "tried"
    paths = [str(WATCH), *sys.path[:1], os.environ.get("PYTHONPATH", "")]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "JLXX_TRIED": str(tried),
        "BROWSER": "true",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, check=False, timeout=300, env=environment
    )
    assert "Traceback" not in done.stderr.decode()
    return done


def test_nothing_is_tried(places: dict[str, str], tmp_path: Path) -> None:
    there = registered()  # the table may be ahead of the program
    calls = [
        [word.format(out=tmp_path / f"{name}{number}", **places) for word in words]
        for name, ways in CALLS.items()
        for number, words in enumerate(ways)
        if name in there
    ]
    for name, ways in CALLS.items():
        for number in range(len(ways)):
            tmp_path.joinpath(f"{name}{number}").mkdir()
    done = watched(tmp_path, "-c", _IN_TURN, json.dumps(calls))
    *_, last = done.stderr.decode().splitlines()
    answers = json.loads(last)
    assert len(answers) == len(calls)
    for words, (status, tried) in zip(calls, answers, strict=True):
        assert not tried, (words, tmp_path.joinpath("tried").read_text(encoding="utf-8"))
        # The page's parts are a distribution of their own, which not every machine has.
        without = words[0] == "page" and os.environ.get("JLXX_PAGE") != "required"
        assert without or status != _WRONG_CALL, words


def test_a_try_is_noticed(tmp_path: Path) -> None:
    tried = tmp_path / "tried"
    environment = {**os.environ, "PYTHONPATH": str(WATCH), "JLXX_TRIED": str(tried)}
    scripts = (
        "import urllib.request as r; r.urlopen('http://127.0.0.1:9/')",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('example.invalid', 80)",
        "import socket; socket.socket()",
    )
    for script in scripts:
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, check=False
        )
        assert done.returncode == 1
        assert tried.exists()
        tried.unlink()
