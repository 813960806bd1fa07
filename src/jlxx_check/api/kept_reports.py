"""Reports kept in the user's cache: of a package of which nothing has changed nothing is judged.

A report follows from the package's listing, its files' bytes, the rules, what the caller said, the
day and the program. All of these are a part of the key that it is kept under, and what its
documents say opens it: a report is found again only where it would be made again word for word.
Where one of them cannot be known for certain, nothing is kept and nothing is looked for.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import astuple, fields
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check.facts.digests import Digests
from jlxx_check.facts.facts_cache import FactsCache, cache_for
from jlxx_check.facts.made_of_texts import MadeOfTexts, made_of_texts, note, noted_of
from jlxx_check.files.folder_tree import FolderTree
from jlxx_check.files.laid_over import NOTHING_OVER, open_laid
from jlxx_check.model.facts import ReadFailure, Unreadable
from jlxx_check.model.limits import FileLimits
from jlxx_check.model.report import Report
from jlxx_check.model.tree import FileNode, Tree
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.given import given_path
from jlxx_check.values.moments import CHINA
from jlxx_check.values.trusted_pickle import load_kept

if TYPE_CHECKING:
    from jlxx_check.api.check_settings import CheckSettings
    from jlxx_check.api.verbs import Examined, Progress

#: What a kept report is made of; one that names anything else is none.
_TRUSTED = (
    Report.__module__.rpartition(".")[0],
    Text.__module__,
    "jlxx_check.values",
    "datetime",
)
_OWN_CHECKS = "jlxx_check.checks."
#: All that is told of a file, whatever there will be.
_told_of = attrgetter(*(item.name for item in fields(FileNode)))


@frozen
class Reported:
    """The report on a package, as far as a call that wants nothing else needs to know."""

    report: Report
    #: What the caller should know of the run and not of the package.
    notices: tuple[Text, ...] = ()
    #: Whether some of it could not be read this time.
    unread: bool = False


def report_on(
    path: str | Path, settings: CheckSettings, *, progress: Progress | None = None
) -> Reported:
    """The report on one package: as ``examine`` gives it, or as it gave it before.

    Raises NotAPackage and NothingSelected.
    """
    settings.chosen()  # nothing is read for rules that there are not
    place, reading = given_path("path", path), settings.reading
    seconds = reading.limits.seconds
    with closing(
        open_laid(place, NOTHING_OVER, reading.archives, settings.skips, seconds=seconds)
    ) as tree:
        shelf = _shelf(tree, place, settings)
        kept = shelf.find() if shelf else None
        if kept is not None:
            return Reported(kept)
        # Late: where nothing has changed nothing that judges is needed.
        from jlxx_check.api.verbs import examine_opened, opened_as

        opened = opened_as(tree, place, settings)
        examined = examine_opened(opened, settings, progress=progress)
        if shelf and opened.cache and _stands(examined):
            shelf.keep(examined, opened.cache.contents)
    return Reported(examined.report, examined.notices, bool(examined.package.unread))


@frozen
class _Shelf:
    """Where the report on a package in this state belongs."""

    cache: FactsCache
    tree: Tree
    limits: FileLimits
    #: All that the report follows from, but for what documents say and for the program.
    told: str

    def find(self) -> Report | None:
        """The report as it was kept. Only documents that say something are opened for it."""
        papers = noted_of(self.cache, self.told)
        made = self._made(json.loads(papers), {}) if papers else None
        return _legible(made.kept) if made and made.kept else None

    def keep(self, examined: Examined, contents: Mapping[str, bytes]) -> None:
        """Keep it, and which documents open it.

        contents: of these, as they were read or looked up, what only their bytes give.
        """
        # Late: where nothing is kept it is known already what is somebody's text.
        from jlxx_check.facts.remembered import says_something

        facts = examined.package.facts
        papers = [path for path, found in facts.items() if says_something(found.body)]
        read = {
            path: Digests(digest, contents[path])
            for path in papers
            if path in contents and (digest := facts[path].digest) is not None
        }
        made = self._made(papers, read)
        if made:
            made.keep(pickle.dumps(examined.report, pickle.HIGHEST_PROTOCOL), facts)
            note(self.cache, self.told, json.dumps(papers).encode("ascii"))

    def _made(self, papers: Sequence[str], read: Mapping[str, Digests]) -> MadeOfTexts | None:
        return made_of_texts(self.cache, self.tree, papers, self.told, self.limits, read)


def _shelf(tree: Tree, place: Path, settings: CheckSettings) -> _Shelf | None:
    """Where the report belongs; None where it is not certain what it follows from.

    An archive or a seal is opened anew each time, and so is whatever the system does not tell to be
    unchanged.
    """
    cache = cache_for(place, settings.reading.cache_folder)
    if cache is None or not isinstance(tree, FolderTree) or not _is_repeatable(settings):
        return None
    if not tree.files or any(node.stamp is None for node in tree.files):
        return None
    listed = [list(map(_told_of, tree.files)), *map(astuple, tree.refused), tree.empty]
    shown = (str(place.absolute()), tree.path, tree.name, tree.kind)
    told = repr(("report", *_asked(settings), shown, listed))
    return _Shelf(cache, tree, settings.reading.limits, told)


def _is_repeatable(settings: CheckSettings) -> bool:
    """Whether all that the caller said can be a part of a key.

    Decisions, earlier reports, lists of people and plugins are rare and not; of a call with a time
    limit, or one that is watched from outside, nobody knows how far it came.
    """
    reading, pack = settings.reading, settings.pack.pack
    return (
        settings.decisions is None
        and settings.baseline is None
        and not reading.thumbnails
        and reading.until is None
        and reading.begun is None
        and not reading.lost
        and bool(pack.sha256)
        and not any(winner.given for winner in pack.winners)
        and all(rule.module.startswith(_OWN_CHECKS) for rule in settings.pack.rules)
    )


def _asked(settings: CheckSettings) -> tuple[object, ...]:
    """What a report follows from besides the package and the program.

    The day is one of them: a notice without a last day counts back from it.
    """
    pack, reading = settings.pack.pack, settings.reading
    return (
        *(pack.id, pack.sha256, pack.given, pack.winners),
        [rule.id for rule in settings.chosen()],
        *(settings.select, settings.ignore, settings.received, settings.show_personal),
        *(settings.today, datetime.now(UTC).astimezone(CHINA).date()),
        *(reading.limits, reading.archives, reading.isolated),
    )


def _stands(examined: Examined) -> bool:
    """Whether the same would come of it again: all was read, and nothing failed on the way."""
    bodies = [facts.body for facts in examined.package.facts.values()]
    return (
        not examined.notices
        and not examined.package.unread
        and not any(isinstance(body, Unreadable | ReadFailure) for body in bodies)
        and not any(item.fault for item in examined.report.not_judged)
    )


def _legible(kept: bytes) -> Report | None:
    """The report as it was kept; None for what is none."""
    found = load_kept(kept, _TRUSTED)
    return found if isinstance(found, Report) else None
