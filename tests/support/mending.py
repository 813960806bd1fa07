"""Films planned and mended by the Jilin notice, but for a size that is quickly encoded."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jlxx_check.api import load_pack
from jlxx_check.checks.video.frame_size import Resolution
from jlxx_check.model.facts import FileFacts, Group
from jlxx_check.probes.sniffing.sniff import sniff
from jlxx_check.probes.video.read_video import read_video
from jlxx_check.unit.repair import media
from jlxx_check.unit.repair.media import FilmMended, FilmPlan, FilmWants

#: The size that is asked for here, in pixels.
SMALL = (320, 180)


@cache
def wants() -> FilmWants:
    """What the notice asks of a film, in ``SMALL``."""
    rules = []
    for rule in media.film_wants(load_pack(), "star", "video").rules:
        if isinstance(rule.parameters, Resolution):
            sized = {"width": SMALL[0], "height": SMALL[1]}
            rule = rule.with_settings(sized)
        rules.append(rule)
    return FilmWants(tuple(rules))


def facts_of(path: Path) -> FileFacts:
    """What the program's probe finds."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        content = sniff(stream, size, path.name)
        body = read_video(stream, size, content)
    return FileFacts(path.name, size, content, Group.VIDEO, body)


def plan_of(path: Path) -> FilmPlan:
    """What is to be done with a film."""
    return media.film_plan(facts_of(path), wants())


def mend(path: Path, to: Path, plan: FilmPlan | None = None) -> FilmMended:
    """Mend a film without looking on."""
    return media.mend_film(path, to, plan or plan_of(path), lambda _: None, lambda: False)
