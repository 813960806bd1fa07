"""A cluster's workers as a batch uses them: every path is told as they see it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from jlxx_check.app.batch.executing import Workers
from jlxx_check.app.batch.settings import Settings
from jlxx_check.app.cluster.dask import Cluster
from jlxx_check.app.cluster.path_map import PathMap

#: Jobs a place of work: one being done, one waiting at hand.
_AT_HAND = 2


def workers_on(cluster: Cluster, paths: PathMap) -> Workers:
    """Workers on a cluster; a rule pack or list that is given by its path is found there, too."""

    def place(path: str) -> str:
        return paths.remote(Path(path))

    def settings(here: Settings) -> Settings:
        pack = place(here.rules) if Path(here.rules).exists() else here.rules
        winners = None if here.winners is None else place(here.winners)
        reading = replace(here.reading, cache=None)  # a folder of this machine
        return replace(here, rules=pack, winners=winners, reading=reading)

    return Workers(cluster.make, _AT_HAND * cluster.slots, place, settings)
