"""Many packages at once: an inbox judged, compared, reported on, and gone on with later."""

from jlxx_check.app.batch.problems import CannotBatch
from jlxx_check.app.batch.run import Outcome, run_batch
from jlxx_check.app.batch.settings import Lists, Settings

__all__ = ["CannotBatch", "Lists", "Outcome", "Settings", "run_batch"]
