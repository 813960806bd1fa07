"""The report that a sample package must give, in a form that people can read and compare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jlxx_check import Reading, Report, load_pack
from jlxx_check.api.check_settings import AS_USUAL
from jlxx_check.testing import essence as report_essence
from jlxx_check.testing import judge_sample
from jlxx_check.testing.sample_reports import written_json

HERE = Path(__file__).resolve().parent

#: How each package is judged.
OPTIONS: dict[str, dict[str, str]] = {
    "complying": {"rules": "jilin-2023", "received": "2023-07-08"},
    "mistakes": {"rules": "jilin-2023", "received": "2023-07-13"},
    "messy": {"rules": "jilin-2023", "received": "2023-07-10"},
    "doubtful": {"rules": "jilin-2023", "received": "2023-07-08"},
    "university": {"rules": "aku-2026", "received": "2026-03-05T16:30"},
    "zipped": {"rules": "aku-2026", "received": "2026-03-05T16:30"},
    "courses": {"rules": "micro-courses-2018", "received": "2018-09-28"},
    "courses-mistakes": {"rules": "micro-courses-2018", "received": "2018-09-28"},
    "volunteers": {"rules": "volunteers-2022", "received": "2022-10-31T17:00"},
    "volunteers-mistakes": {"rules": "volunteers-2022", "received": "2022-10-31T17:01"},
    "conference": {"rules": "conference-videos-2024", "received": "2024-06-01T19:59"},
    "conference-mistakes": {"rules": "conference-videos-2024", "received": "2024-06-01T20:00"},
    "moral-2020": {"rules": "moral-models-2020", "received": "2020-03-03T12:00"},
    "moral-2020-mistakes": {"rules": "moral-models-2020", "received": "2020-03-03T12:01"},
    "moral-2019": {"rules": "moral-models-2019", "received": "2019-05-10"},
    "college": {"rules": "college-2022", "received": "2022-06-30"},
    "college-mistakes": {"rules": "college-2022", "received": "2022-07-01"},
    "workers": {"rules": "model-workers", "received": "2016-03-01"},
    "workers-mistakes": {"rules": "model-workers", "received": "2016-03-01"},
    "id-photos-2015": {"rules": "id-photos-2015", "received": "2015-03-10"},
    "id-photos-2015-mistakes": {"rules": "id-photos-2015", "received": "2015-03-10"},
    "id-photos-2019": {"rules": "id-photos-2019", "received": "2019-03-11"},
    "id-photos-2019-mistakes": {"rules": "id-photos-2019", "received": "2019-03-11"},
}

#: Those that are one file, with the file; where its name is judged, it has a folder of its own.
PACKED = {
    "zipped": "zipped.zip",
    "courses": "courses/样例高新区社区学院.zip",
    "courses-mistakes": "courses-mistakes/样例高新区社区学院.zip",
    "volunteers": "volunteers/样例市青禾志愿者协会+13800000141.zip",
    "volunteers-mistakes": "volunteers-mistakes/志愿项目材料.zip",
}


def place(name: str) -> Path:
    """Where the package lies: a folder, or an archive of its name."""
    return HERE / PACKED.get(name, name)


def judge(name: str, reading: Reading = AS_USUAL) -> Report:
    """The package's report."""
    options = OPTIONS[name]
    return judge_sample(place(name), load_pack(options["rules"]), options["received"], reading)


def essence(name: str, report: Report) -> dict[str, Any]:
    """The report as it is compared."""
    return report_essence(report, OPTIONS[name])


def expected_file(name: str) -> Path:
    """Where the expected report lies."""
    return HERE / f"{name}.expected.json"


def write_json(path: Path, data: object) -> None:
    """As people read it, with a final line break."""
    path.write_text(written_json(data), encoding="utf-8", newline="\n")


def write_expected(name: str) -> None:
    """Write down what the program says of the package now."""
    write_json(expected_file(name), essence(name, judge(name)))
