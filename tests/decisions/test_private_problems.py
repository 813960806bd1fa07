"""What is said of a bad file of decisions or a bad pack shows nobody's number in full."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from jlxx_check.decisions.from_yaml import read_decisions
from jlxx_check.packs.pack_problems import PackError, PackProblem
from jlxx_check.text import Lang, Text
from tests.support.spellings import SPELLINGS

NUMBERS = ("13812345678", "22010419700101123X")
_ONE_LINE = [name for name, spell in SPELLINGS.items() if spell("-").isprintable()]


def digits(text: str) -> str:
    return re.sub("[^0-9X]", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("spelling", _ONE_LINE)
def test_a_problem_masks_what_it_quotes(spelling: str, number: str) -> None:
    quoted = SPELLINGS[spelling](number)
    problem = PackProblem(
        Path("核对结果.yaml"), 3, Text(f"“{quoted}”不是日期", f"“{quoted}” is no date")
    )
    assert all(number not in digits(problem.say(lang)) for lang in Lang)
    assert number not in digits(str(PackError((problem,))))


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "line",
    ["decision: {}", "decision: waived, until: {}", "{}: waived", "decision: [{}"],
)
def test_a_bad_file_of_decisions(tmp_path: Path, line: str, number: str) -> None:
    path = tmp_path / "a.yaml"
    item = f"rule: star.conduct, entry: star/1, why: x, {line.format(number)}"
    path.write_text(
        f"by: 赵\non: 2023-07-13\ndecisions:\n  - {{{item}}}\n", encoding="utf-8", newline="\n"
    )
    with pytest.raises(PackError) as raised:
        read_decisions(path)
    assert number not in digits(str(raised.value))
