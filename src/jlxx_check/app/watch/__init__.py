"""A folder of packages judged again and again, each package once it has come to rest."""

from jlxx_check.app.watch.run import Rhythm, Watched, watch, watch_once

__all__ = ["Rhythm", "Watched", "watch", "watch_once"]
