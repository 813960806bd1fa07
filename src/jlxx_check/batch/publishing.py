"""An output folder that may be shown to anybody, as an artifact of CI is.

The run itself works in a private folder that is removed. What may be seen is rendered anew from its
results, which hold no pictures, with what is left of personal numbers and addresses masked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import chain, count
from typing import Any, TypeVar

from jlxx_check.batch import overall
from jlxx_check.batch.batch_run import BatchResult
from jlxx_check.batch.cannot_batch import CannotBatch
from jlxx_check.batch.desk import BatchCall
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.output_names import LEDGER, WITHDRAWN
from jlxx_check.batch.record import Overall, RecordHead, RecordsFolder
from jlxx_check.batch.required import check_places, only_writer
from jlxx_check.batch.rounds_folder import FOLDER as ROUNDS
from jlxx_check.files.archives import Room
from jlxx_check.model.batch_report import BatchReport, DeliveryResult
from jlxx_check.model.report import Report
from jlxx_check.model.sender import Sender
from jlxx_check.reporters.authorship import report_file
from jlxx_check.reporters.batch import LETTERS, MASTER
from jlxx_check.text import Text
from jlxx_check.values.frozen_json import from_json, to_json
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.masking import mask

T = TypeVar("T")

#: What lies beside the reports where nothing is held back.
_PRIVATE = (MASTER, LETTERS, LEDGER, ROUNDS, WITHDRAWN)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: Keys whose values are digests: digits of theirs are nobody's.
_DIGESTS = frozenset({"digest", "sha256", "inputs"})


@frozen
class Publishing:
    """A run in private, and the folder that its reports go to."""

    #: The call with the private folder in place of the public one.
    call: BatchCall
    folder: OutputFolder

    def publish(self, outcome: BatchResult) -> BatchResult:
        """Write what may be seen and remove what an earlier run wrote and this one did not.

        The outcome as it may be seen. Raises OSError.
        """
        records = OutputFolder(self.call.out).records
        heads = (*records.heads(), *records.wholes())
        places = _places_to_show(item.path for head in heads for item in head.written)
        batch = _batch_to_show(outcome.batch, places)
        before = self.folder.overall()
        known = before.written if before else ()
        written = [
            self.folder.write(path, data, known)
            for path, data in chain(
                self._of_packages(records, heads, places),
                self._over_all(batch),
            )
        ]
        here = {item.path for item in written}
        self.folder.remove([item for item in known if item.path not in here], but=here)
        self.folder.keep_overall(Overall("", tuple(written), {}))
        return replace(outcome, batch=batch, index=self.folder.out / outcome.index.name)

    def _over_all(self, batch: BatchReport) -> Iterator[tuple[str, bytes]]:
        for report in overall.outputs(batch, (), self.call.settings, {MASTER}):
            if report.path.startswith(f"{LETTERS}/"):
                continue
            data = report.make()
            if data is not None:
                yield report.path, data

    def _of_packages(
        self, records: RecordsFolder, heads: Iterable[RecordHead], places: Mapping[str, str]
    ) -> Iterator[tuple[str, bytes]]:
        settings = self.call.settings
        for head in heads:
            record = records.read(head.delivery)
            if record is None:
                continue
            report = _to_show(Report, from_json(Report, record.report))
            for item in head.written:
                data = report_file(report, item.form, settings.lang, settings.letter)
                yield places[item.path], data


@contextmanager
def publishing(call: BatchCall) -> Iterator[Publishing]:
    """A desk whose output may be seen by anybody.

    Raises CannotBatch where the folder will not do or holds what is not to be seen; OSError.
    """
    given = (*call.settings.given_files(), *call.lists().given_files())
    folder = OutputFolder(call.out, given)
    check_places(call.inbox, call.out)
    if folder.records or any((folder.out / name).exists() for name in _PRIVATE):
        raise CannotBatch(_holds_more(folder))
    folder.prepare()
    with ExitStack() as held:
        held.enter_context(only_writer(folder.lock))
        room = Room()
        held.callback(room.close)
        yield Publishing(replace(call, out=room.path / "results"), folder)


def _holds_more(folder: OutputFolder) -> Text:
    return Text(
        f"“{folder.out}”里有不加 --for-publishing 检查的结果（汇总登记表、通知、记录等），"
        "不宜公开。请另给一个文件夹。",
        f"“{folder.out}” holds results of a run without --for-publishing (registers, letters, "
        "records), which are not to be published. Give another folder.",
    )


def _places_to_show(paths: Iterable[str]) -> dict[str, str]:
    """Where each report goes: a package's folder may bear a number, too."""
    parts = {path: path.partition("/") for path in paths}
    shown: dict[str, str] = {}
    for folder in sorted({part[0] for part in parts.values()}):
        # No system takes an asterisk in a name.
        name = str(_masked(folder)).replace("*", "x")
        alike = (name if number == 1 else f"{name}~{number}" for number in count(1))
        shown[folder] = next(free for free in alike if free not in shown.values())
    return {path: f"{shown[folder]}/{file}" for path, (folder, _, file) in parts.items()}


def _batch_to_show(batch: BatchReport, places: Mapping[str, str]) -> BatchReport:
    shown = _to_show(BatchReport, batch)
    pairs = zip(shown.deliveries, batch.deliveries, strict=True)
    deliveries = tuple(_delivery_to_show(*pair, places) for pair in pairs)
    return replace(shown, deliveries=deliveries, for_staff=False)


def _delivery_to_show(
    shown: DeliveryResult, whole: DeliveryResult, places: Mapping[str, str]
) -> DeliveryResult:
    """Without what tells who wrote the mail or the papers."""
    written = {name: places[path] for name, path in whole.written.items() if path in places}
    sender = Sender(shown.sender.unit, shown.sender.listed, (), shown.sender.doubt)
    return replace(shown, written=written, sender=sender)


def _to_show(kind: type[T], value: T) -> T:
    """The value with every text in it masked, names of files and folders included."""
    plain = _masked(json.loads(to_json(kind, value)))
    return from_json(kind, json.dumps(plain, ensure_ascii=False).encode("utf-8"))


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask(_MAIL.sub("***", value))
    if isinstance(value, list):
        return [_masked(item) for item in value]
    if isinstance(value, Mapping):
        return {
            mask(key): item if key in _DIGESTS else _masked(item) for key, item in value.items()
        }
    return value
