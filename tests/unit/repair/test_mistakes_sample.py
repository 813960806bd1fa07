"""The sample of mistakes mended by machine: what is left only people can settle."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from jlxx_check import Reading, repair
from jlxx_check.model.mend_plan import MendVerb
from tests.support.variants import COMPLYING, link

MISTAKES = COMPLYING.parent / "mistakes"


def test_of_the_sample_of_mistakes(tmp_path: Path) -> None:
    """Its people, without films, which have tests of their own: time is short."""
    package = tmp_path / "材料"
    left_out = shutil.ignore_patterns("*.mp4", "终身*", "特别*", "事迹*")
    shutil.copytree(MISTAKES, package, copy_function=link, ignore=left_out)
    done = repair(package, tmp_path / "整理", reading=Reading(isolated=False, jobs=1))
    assert done.after is not None and done.changes is not None and done.copy is not None
    assert Counter(step.verb for step in done.plan.told) == Counter(
        {MendVerb.PICTURE: 2, MendVerb.LEAVE_OUT: 1}
    )
    assert {item.rule for item in done.changes.mended} == {
        "star.id-photo-size",
        "package.file-type",
    }
    assert done.changes.new == ()
    # Everything else is as it was, byte for byte and in the same place.
    anew = {step.to for step in done.plan.steps if step.mends}
    for path in done.copy.rglob("*"):
        told = path.relative_to(done.copy).as_posix()
        if path.is_file() and told not in anew:
            assert path.read_bytes() == (package / told).read_bytes()
