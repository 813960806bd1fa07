"""What has to hold before a batch begins, or CannotBatch says what to do.

That one run at a time writes to an output folder is held by the system's own lock on a file, which
dies with its process, however that ends: there is no stale lock to clear. Windows locks over SMB,
Linux and macOS over NFS (version 4, or 3 with its lock service) and over SMB unless it was mounted
with ``nobrl``. Where a file system has no locks at all the run goes on without: every file is still
written whole.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.cannot_batch import CannotBatch
from jlxx_check.batch.inbox import InboxContent
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.output_names import may_be_output
from jlxx_check.batch.rounds_folder import RoundsFolder
from jlxx_check.batch.vanished import read_memory
from jlxx_check.files.result_folder import is_output
from jlxx_check.text import Text
from jlxx_check.values.file_locks import NO_LOCKS, take_lock
from jlxx_check.values.moments import CHINA, stamp
from jlxx_check.values.system_errors import reason


def unusable(place: Path | str, error: OSError) -> Text:
    """That the system refuses a place which the batch needs."""
    why = reason(error)
    return Text(
        f"“{place}”不能用：{why.zh}。没有检查。",
        f"“{place}” cannot be used: {why.en}. Nothing was judged.",
    )


def check_places(inbox: Path, out: Path) -> None:
    """Raises CannotBatch where one is no folder, or the other would mix with what is not ours."""
    if not inbox.is_dir():
        raise CannotBatch(
            Text(f"找不到收件文件夹“{inbox}”。", f"There is no inbox “{inbox}”.")
            if not inbox.exists()
            else Text(
                f"“{inbox}”不是文件夹。请给出装有各单位材料包的文件夹。",
                f"“{inbox}” is no folder. Give the folder that holds the units' packages.",
            )
        )
    if is_output(inbox):
        raise CannotBatch(
            Text(
                f"“{inbox}”是批量检查的结果文件夹，不是收件文件夹。请给出装有各单位材料包的文件夹。",
                f"“{inbox}” is what a batch wrote, and no inbox. Give the folder that holds the "
                "units' packages.",
            )
        )
    source, target = inbox.resolve(), out.resolve()
    if source.is_relative_to(target):
        raise CannotBatch(
            Text(
                "--out 不能是收件文件夹本身或它的上级文件夹，请另选一个文件夹。",
                "--out must not be the inbox or a folder that holds it; choose another.",
            )
        )
    if target.is_relative_to(source) and target.parent != source:
        raise CannotBatch(
            Text(
                f"--out 在材料包里面：{out}。材料包只读，请另选一个文件夹。",
                f"--out is inside a package: {out}. Packages are only ever read; choose another.",
            )
        )
    if out.exists() and not out.is_dir():
        raise CannotBatch(
            Text(f"--out 要写文件夹，“{out}”不是。", f"--out takes a folder; “{out}” is none.")
        )
    if not out.exists() and not target.parent.is_dir():
        raise CannotBatch(
            Text(
                f"--out 的上级文件夹不存在：{target.parent}",
                f"--out: no such folder: {target.parent}",
            )
        )
    if out.is_dir() and not may_be_output(out):
        raise CannotBatch(
            Text(
                f"--out 文件夹“{out}”里已有别的文件。请给一个新的或空的文件夹，"
                "或者上次批量检查写的文件夹。",
                f"The folder “{out}” holds other files. Give a new or empty one for --out, or the "
                "one that a batch wrote before.",
            )
        )


def earlier_rounds(baseline: Path) -> RoundsFolder:
    """The rounds that another desk has kept. Raises CannotBatch where there are none."""
    found = RoundsFolder(OutputFolder(baseline))
    if not found:
        raise CannotBatch(
            Text(
                f"--baseline 要写以前批量检查的结果文件夹，“{baseline}”里没有轮次记录（轮次/）。",
                f"--baseline takes the output folder of an earlier batch; “{baseline}” holds no "
                "rounds (轮次/).",
            )
        )
    return found


def require_same_notice(folder: OutputFolder, settings: BatchSettings) -> None:
    """Raises CannotBatch where the folder holds the results by another notice.

    Numbers, rounds and letters of two notices in one folder would be taken for each other's.
    """
    memory, pack = read_memory(folder), settings.pack().pack.id
    if memory is not None and memory.rulepack not in ("", pack):
        raise CannotBatch(
            Text(
                f"--out 文件夹“{folder.out}”里是按另一份通知（{memory.rulepack}）检查的结果，"
                f"这次用的是“{pack}”。请另给一个文件夹。",
                f"The folder “{folder.out}” holds results by another notice ({memory.rulepack}); "
                f"this run uses “{pack}”. Give another folder for --out.",
            )
        )


def require_several(found: InboxContent) -> None:
    """Raises CannotBatch where the inbox is beyond doubt one unit's package."""
    own = found.own_package
    if own is None or not own.certain:
        return
    zh, en = "、".join(own.signs[:4]), ", ".join(own.signs[:4])
    raise CannotBatch(
        Text(
            f"这个文件夹本身就是一个单位的材料包（里面直接就是{zh}），不是收件文件夹。"
            "检查一个材料包请用：jlxx-check check 文件夹；批量检查请给出它的上级文件夹。",
            f"This folder is itself one unit's package ({en} are right in it), and no inbox. To "
            "judge one package: jlxx-check check FOLDER; for many give the folder above it.",
        )
    )


@contextmanager
def only_writer(file: Path) -> Iterator[None]:
    """Hold the lock. Raises CannotBatch where another run has it; OSError where none can be made.

    The file stays: removing it would let two hold a lock on files of one name.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            take_lock(descriptor)
        except OSError as error:
            if error.errno not in NO_LOCKS:
                raise CannotBatch(_held(file)) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, _who())
        yield
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _who() -> bytes:
    since = datetime.now(UTC).astimezone(CHINA)
    holder = {"host": platform.node(), "pid": os.getpid(), "since": stamp(since)}
    return json.dumps(holder, ensure_ascii=False).encode()


def _held(file: Path) -> Text:
    try:
        holder = json.loads(file.read_bytes())
        told = f"{holder['host']}, PID {holder['pid']}, {holder['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        told = "?"
    return Text(
        f"另一个程序正在写入“{file.parent.parent}”（{told}）。请等它结束，或换一个输出文件夹。",
        f"Another run is writing to “{file.parent.parent}” ({told}). Wait for it to end, or give "
        "another output folder.",
    )
