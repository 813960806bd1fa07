"""A library that this machine lacks is a reason, never a crash and never a pass."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from jlxx_check.facts import several
from jlxx_check.facts.read_files import read_files
from jlxx_check.model.facts import Fate, ReadFailure
from tests.facts.trees import MemoryTree

#: Those that a platform may lack, and a file that nothing else reads.
BLOCKED = ("PIL", "pymediainfo", "lxml", "pypdfium2", "av", "python_calamine", "olefile")
FILES = {
    "照片.bmp": (b"BM" + bytes(8) + b"\x36\0\0\0\x28\0\0\0" + bytes(200), "PIL"),
    "推介表.pdf": (b"%PDF-1.7\n%%EOF\n", "pypdfium2"),
    "旧表.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "PIL"),
}
SCRIPT = f"""
import json, sys
sys.modules.update(dict.fromkeys({BLOCKED!r}))
from jlxx_check import Reading, check
from jlxx_check.api import CheckSettings, examine, load_pack
settings = CheckSettings(load_pack(), reading=Reading(isolated=False, jobs=1))
found = examine(sys.argv[1], settings)
bodies = {{path: facts.body for path, facts in found.package.facts.items()}}
said = {{path: [body.cause.value, body.detail.zh] for path, body in bodies.items()}}
print(json.dumps([found.report.verdict.value, said]))
"""


def test_everything_is_judged_or_has_its_reason(tmp_path: Path) -> None:
    package = tmp_path / "样例市教育局"
    package.mkdir()
    for name, (data, _) in FILES.items():
        (package / name).write_bytes(data)
    call = [sys.executable, "-X", "utf8", "-c", SCRIPT, str(package)]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    verdict, said = json.loads(done.stdout)
    assert verdict != "compliant"
    for name, (_, library) in FILES.items():
        assert said[name][0] == "unsupported"
        assert f"（{library}）" in said[name][1]


def test_one_at_a_time_starts_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    begun: list[str] = []
    facts = read_files(
        MemoryTree({"a.txt": b"1", "b.txt": b"2"}),
        skip=lambda _: False,
        jobs=1,
        progress=None,
        isolated=False,
        begun=begun.append,
        lost={"b.txt": Fate.TIME},
    )
    assert begun == ["a.txt"]
    lost = facts["b.txt"].body
    assert isinstance(lost, ReadFailure)
    assert lost.fate is Fate.TIME


@pytest.mark.parametrize("jobs", [0, 1, 3])
def test_each_gives_every_item_with_its_result(jobs: int) -> None:
    with several.threads(jobs, "test") as pool:
        assert (pool is None) == (jobs < 2)
        assert dict(several.each(lambda item: item * 2, range(9), pool)) == {
            item: item * 2 for item in range(9)
        }
