"""What a job is bound by: the time for all of it, the packages that there have to be."""

from __future__ import annotations

import _thread
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from jlxx_check.cli.call_problems import NotFinished, OutOfTime, complain
from jlxx_check.cli.framework import MOST, option
from jlxx_check.files.asking import answers
from jlxx_check.model.outcome import ExitStatus
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.system_errors import was_interrupted

#: Seconds that are left for the reports once the time for reading is over.
_GRACE = 30.0
#: Seconds in which an interrupted run is gone, unless it waits for a share without an answer.
_LAST = 5.0

_OVER = Text(
    "到了 --total-seconds 规定的时限，没有检查完，已经停止（可能是共享盘一直没有回应）。",
    "The time given by --total-seconds was over before the end, and the run was stopped (perhaps "
    "a share gives no answer).",
)


@frozen
class TimeOptions:
    """How long the whole may take."""

    total_seconds: float | None = option(
        "--total-seconds N",
        "全部检查最多用几秒（watch 是每次检查）；没有轮到的不作结论，退出码为 3。",
        "Seconds for all of it (with watch, for each look); what is not reached by then is not "
        "judged, and the exit status is 3.",
        least=1,
        most=MOST,
    )

    @property
    def until(self) -> float | None:
        """Seconds since the epoch, counted from now on."""
        return None if self.total_seconds is None else time.time() + self.total_seconds


@frozen
class InboxOptions:
    """What an inbox has to hold."""

    min_packages: int = option(
        "--min-packages N",
        "收件文件夹里至少应有几份材料；少于这个数（如共享盘没有连上），"
        "原有的结果都保留，退出码为 3。",
        "Packages that are bound to be in the inbox: with fewer, as where a share is not mounted, "
        "all results stay and the exit status is 3.",
        default=0,
        least=0,
    )


def require_answer(places: Sequence[str], seconds: float) -> None:
    """Raises NotFinished where the system does not say in time whether a path is there.

    What else is wrong with it is told by whoever opens it.
    """
    for place in places:
        try:
            answers(os.stat, [place], seconds)
        except TimeoutError as error:
            raise NotFinished(
                Text(
                    f"“{place}”超过 {seconds:g} 秒没有回应，可能是共享盘断了，没有检查。"
                    "请看它是否连上；确实很慢的，可用 --file-seconds 放宽时限。",
                    f"“{place}” gave no answer for {seconds:g} seconds: the share may be lost, and "
                    "nothing was judged. See whether it is mounted; if it is only slow, allow more "
                    "time with --file-seconds.",
                )
            ) from error
        except (OSError, ValueError):
            continue


@contextmanager
def stopped_in_the_end(options: TimeOptions, lang: Lang) -> Iterator[None]:
    """Whatever goes on although its time is over is stopped, as by Ctrl-C. Raises OutOfTime.

    Within its time a run ends by itself and says what it did not reach; this is for one that
    cannot, because a call of the system never returns. One that cannot be stopped either is left,
    which ends its processes, too; the next run tidies up.
    """
    if options.total_seconds is None:
        yield
        return
    done, late = threading.Event(), threading.Event()
    allowed = options.total_seconds + _GRACE

    def stop() -> None:
        if done.wait(allowed):
            return
        late.set()
        _thread.interrupt_main()
        if not done.wait(_LAST):
            complain(lang, _OVER)
            os._exit(ExitStatus.NOT_FINISHED)

    threading.Thread(target=stop, name="jlxx-time", daemon=True).start()
    try:
        yield
    except (Exception, KeyboardInterrupt) as error:
        if late.is_set() and was_interrupted(error):
            raise OutOfTime(_OVER) from error
        raise
    finally:
        done.set()
