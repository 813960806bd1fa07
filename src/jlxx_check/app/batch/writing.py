"""Each delivery's reports written as they come, so that an end at any moment loses none."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from dataclasses import replace

from jlxx_check.app.batch.folder import Folder, digest_of
from jlxx_check.app.batch.job import Failed, Judged
from jlxx_check.app.batch.names import report_name
from jlxx_check.app.batch.record import Head, Record, Written
from jlxx_check.model.batch import RegisterLine
from jlxx_check.model.text import Text
from jlxx_check.values.system_errors import reason

#: The whole folder takes no more: there is no sense in judging on.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


class Writer:
    """The one writer of the output folder.

    lines: the register rows of what was judged in this run. failed: what could not be judged.
    edited: files that a person changed and that were therefore left. unwritten: reports that could
    not be written.
    """

    def __init__(
        self,
        folder: Folder,
        names: Mapping[str, str],
        fingerprints: Mapping[str, str],
        key: str,
    ) -> None:
        self._folder = folder
        self._names = names
        self._fingerprints = fingerprints
        self._key = key
        self.lines: dict[str, tuple[RegisterLine, ...]] = {}
        self.failed: dict[str, Failed] = {}
        self.edited: list[str] = []
        self.unwritten: list[Text] = []

    def clear(self, gone: Iterable[Head]) -> None:
        """Remove the reports of deliveries that are no longer in the inbox."""
        for head in gone:
            self.edited += self._folder.remove((*head.written, *head.earlier))
            self._folder.forget(head.delivery)

    def fail(self, failed: Failed) -> None:
        """What an earlier run wrote on it no longer holds."""
        self.failed[failed.delivery] = failed
        record = self._folder.record(failed.delivery)
        if record is not None:
            self.clear([record.head])

    def write(self, judged: Judged) -> None:
        """Write the record, the reports, and the record again, which then says that they are there.

        The record comes first so that what is written is known even if nothing else gets done.
        Raises OSError where the folder takes no more at all.
        """
        place = self._names[judged.delivery]
        files = {
            f"{place}/{_file_name(form, judged)}": (form, data)
            for form, data in judged.outputs.items()
        }
        before = self._folder.record(judged.delivery)
        earlier = (*before.head.written, *before.head.earlier) if before else ()
        head = Head(
            delivery=judged.delivery,
            fingerprint=self._fingerprints[judged.delivery],
            key=self._key,
            name=judged.name,
            received=judged.received,
            newest=judged.newest,
            links=judged.links,
            written=tuple(
                Written(form, path, digest_of(data)) for path, (form, data) in files.items()
            ),
            earlier=earlier,
        )
        self.lines[judged.delivery] = judged.lines
        self._folder.keep(Record(head, judged.report, judged.traits))
        try:
            written = tuple(
                replace(self._folder.write(path, data), form=form)
                for path, (form, data) in files.items()
            )
        except (OSError, ValueError) as error:
            if isinstance(error, OSError) and error.errno in _FULL:
                raise
            self.unwritten.append(_unwritten(place, error))
            return
        self.edited += self._folder.remove(earlier, but=files)
        done = replace(head, written=written, earlier=(), done=True)
        self._folder.keep(Record(done, judged.report, judged.traits))


def _file_name(form: str, judged: Judged) -> str:
    return report_name(form, judged.unit, judged.verdict, partial=judged.partial)


def _unwritten(place: str, error: OSError | ValueError) -> Text:
    why = reason(error) if isinstance(error, OSError) else Text("这是链接", "it is a link")
    return Text(
        f"报告写不进“{place}”：{why.zh}。请关闭打开着的报告，再运行一次。",
        f"The reports cannot be written to “{place}”: {why.en}. Close any that are open and run "
        "again.",
    )
