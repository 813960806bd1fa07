"""``python -m sample_packages.make [NAME …]``: make all samples anew, or those named."""

from __future__ import annotations

import argparse
import shutil
from dataclasses import asdict
from pathlib import Path

from sample_packages.expected import HERE, place, write_expected, write_json
from sample_packages.make.college import college, college_mistakes
from sample_packages.make.complying import complying
from sample_packages.make.conference import conference, conference_mistakes
from sample_packages.make.courses import courses, courses_mistakes
from sample_packages.make.doubtful import doubtful
from sample_packages.make.id_photos import (
    id_photos_2015,
    id_photos_2015_mistakes,
    id_photos_2019,
    id_photos_2019_mistakes,
)
from sample_packages.make.layout import Files
from sample_packages.make.messy import messy
from sample_packages.make.mistakes import mistakes, planted
from sample_packages.make.moral import (
    moral_2019,
    moral_2020,
    moral_2020_mistakes,
)
from sample_packages.make.packed import zipped
from sample_packages.make.university import university
from sample_packages.make.volunteers import volunteers, volunteers_mistakes
from sample_packages.make.workers import workers, workers_mistakes

MAKERS = {
    "complying": complying,
    "mistakes": mistakes,
    "messy": messy,
    "doubtful": doubtful,
    "university": university,
    "conference": conference,
    "conference-mistakes": conference_mistakes,
    "moral-2020": moral_2020,
    "moral-2020-mistakes": moral_2020_mistakes,
    "moral-2019": moral_2019,
    "college": college,
    "college-mistakes": college_mistakes,
    "workers": workers,
    "workers-mistakes": workers_mistakes,
    "id-photos-2015": id_photos_2015,
    "id-photos-2015-mistakes": id_photos_2015_mistakes,
    "id-photos-2019": id_photos_2019,
    "id-photos-2019-mistakes": id_photos_2019_mistakes,
}
#: Samples that are one file.
ARCHIVE_MAKERS = {
    "zipped": zipped,
    "courses": courses,
    "courses-mistakes": courses_mistakes,
    "volunteers": volunteers,
    "volunteers-mistakes": volunteers_mistakes,
}


def make(name: str, folder: Path) -> int:
    """Make one package anew in ``folder``; returns its size in bytes."""
    files = MAKERS[name]()
    shutil.rmtree(folder, ignore_errors=True)
    write_files(files, folder)
    return sum(map(len, files.values()))


def write_files(files: Files, folder: Path) -> None:
    """Write a package's files below the folder."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def main() -> None:
    """Read the command line and make what it names."""
    parser = argparse.ArgumentParser(prog="python -m sample_packages.make", description=__doc__)
    known = [*MAKERS, *ARCHIVE_MAKERS]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}")
    parser.add_argument(
        "--expected",
        action="store_true",
        help="write the expected reports anew instead, from what the program says now",
    )
    options = parser.parse_args()
    names = options.names or known
    unknown = sorted(set(names) - set(known))
    if unknown:
        parser.error(f"no such sample: {', '.join(unknown)}; there are {', '.join(known)}")
    for name in names:
        if options.expected:
            write_expected(name)
            continue
        if name in ARCHIVE_MAKERS:
            place(name).parent.mkdir(exist_ok=True)
            size = place(name).write_bytes(ARCHIVE_MAKERS[name]())
        else:
            size = make(name, place(name))
        print(f"{name}: {size:,} bytes", flush=True)
        if name == "mistakes":
            write_json(HERE / "mistakes.planted.json", [asdict(item) for item in planted()])


if __name__ == "__main__":
    main()
