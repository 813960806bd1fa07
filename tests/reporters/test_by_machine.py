"""可由程序处理: what the machine can mend is told from the report, and no more than that."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from jlxx_check.reporters.by_machine import (
    FILMS,
    LEFTOVERS,
    NAMES,
    PICTURES,
    by_machine,
    left_to_people,
    machine_line,
)
from jlxx_check.reporters.html import to_html
from jlxx_check.text import Lang
from tests.support.samples import judged


def test_of_the_sample_of_mistakes() -> None:
    report = judged("mistakes")
    found = {task.title: task for task in by_machine(report)}
    assert Counter({title: len(task.findings) for title, task in found.items()}) == Counter(
        {FILMS: 4, PICTURES: 1, NAMES: 1}
    )
    # Too long, cut short, grey, in too few pixels: none of these is the machine's.
    rules = {item.rule for task in found.values() for item in task.findings}
    assert rules.isdisjoint({"video.duration", "video.complete", "photo.resolution"})
    assert LEFTOVERS not in found  # worth knowing, and nothing to mend


def test_of_a_film_with_several_faults_the_rest_is_left_to_people_and_it_counts_once() -> None:
    """Too large, too fast and too short: the size and the rate are nobody's to mend by hand."""
    report = judged("mistakes")
    (films,) = (task for task in by_machine(report) if task.title is FILMS)
    first = films.findings[0]
    second = replace(films.findings[1], entry=first.entry, file=first.file)
    short = replace(first, rule="video.duration")
    joined = replace(first, facts=(first, second, short))
    report = replace(report, findings=(joined, replace(short, entry=None)))
    assert machine_line(by_machine(report), report).zh == f"{FILMS.zh}1个"
    assert left_to_people(report) == (short, replace(short, entry=None))


def test_where_all_is_right_there_is_nothing() -> None:
    assert by_machine(judged("complying")) == ()


def test_the_page_has_a_section_where_there_is_something() -> None:
    page = to_html(judged("mistakes"), Lang.ZH).decode("utf-8")
    assert 'id="machine"' in page
    assert "邵国梁 · 证件照.jpg" in page
    assert 'id="machine"' not in to_html(judged("complying"), Lang.ZH).decode("utf-8")
