"""Many packages at once: an inbox judged, compared, reported on, and gone on with later."""

from jlxx_check.batch.batch_run import BatchResult, run_batch
from jlxx_check.batch.batch_settings import BatchSettings, Lists
from jlxx_check.batch.cannot_batch import CannotBatch, OutputGone
from jlxx_check.batch.desk import BatchCall
from jlxx_check.batch.execute import BatchWorkers
from jlxx_check.batch.publishing import publishing
from jlxx_check.batch.watching import Rhythm, watch, watch_once

#: What the library's face has called it from the first.
BatchOutcome = BatchResult

__all__ = [
    "BatchCall",
    "BatchOutcome",
    "BatchResult",
    "BatchSettings",
    "BatchWorkers",
    "CannotBatch",
    "Lists",
    "OutputGone",
    "Rhythm",
    "publishing",
    "run_batch",
    "watch",
    "watch_once",
]
