"""The output folder: whether it will do, what was written there, and what may be removed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from jlxx_check.app.batch.names import mark
from jlxx_check.app.batch.plain import from_json, to_json
from jlxx_check.app.batch.problems import CannotBatch
from jlxx_check.app.batch.record import Overall, Record, Written, read_record
from jlxx_check.app.writing import write_whole
from jlxx_check.model.text import Text

_OWN = ".jlxx-check"
_MARK = "output-folder"
_OVERALL = "overall.json"
_MARK_TEXT = b"jlxx-check-batch/1\n"


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
    if out.is_dir() and not (out / _OWN / _MARK).is_file() and not _bare(out):
        raise CannotBatch(
            Text(
                f"--out 文件夹“{out}”里已有别的文件。请给一个新的或空的文件夹，"
                "或者上次批量检查写的文件夹。",
                f"The folder “{out}” holds other files. Give a new or empty one for --out, or the "
                "one that a batch wrote before.",
            )
        )


def is_output(folder: Path) -> bool:
    """Whether a batch wrote into it, now or some other time."""
    try:
        return (folder / _OWN / _MARK).read_bytes() == _MARK_TEXT
    except OSError:
        return False


def _bare(out: Path) -> bool:
    """Nothing is there but perhaps our own corner, where a run ended before it had begun."""
    return all(item.name == _OWN for item in out.iterdir())


class Folder:
    """An output folder in use. Every write is whole: drafts lie in the folder's own corner."""

    def __init__(self, out: Path, given: Iterable[Path] = ()) -> None:
        """given: files that the call reads. They may lie here, and are never written or removed."""
        self.out = out.resolve()
        self._given = frozenset(path.resolve() for path in given)
        self._own = self.out / _OWN
        self._records = self._own / "deliveries"
        self._draft = self._own / "draft.tmp"

    def prepare(self) -> None:
        """Make what is missing. Raises OSError."""
        self._records.mkdir(parents=True, exist_ok=True)
        mark = self._own / _MARK
        if not mark.exists():
            write_whole(mark, _MARK_TEXT, self._draft)

    @property
    def lock(self) -> Path:
        """The file whose lock says that somebody writes."""
        return self._own / "lock"

    @property
    def looks(self) -> Path:
        """Where ``watch`` keeps what it saw."""
        return self._own / "looks.json"

    def require_free(self, paths: Iterable[str]) -> None:
        """Raises CannotBatch where a path of the output is a file that the call reads."""
        for place in map(self._place, paths):
            if self._is_given(place):
                raise CannotBatch(
                    Text(
                        f"{place} 是这次要读取的文件，报告不能覆盖它。"
                        "请把它移到 --out 文件夹外面。",
                        f"{place} is a file that this call reads; a report must not overwrite "
                        "it. Move it out of the --out folder.",
                    )
                )

    def records(self) -> Iterator[Record]:
        """All records that are whole; a damaged one is removed."""
        for file in sorted(self._records.glob("*.record")):
            record = read_record(file.read_bytes())
            if record is None or self._record(record.head.delivery) != file:
                file.unlink()
            else:
                yield record

    def record(self, delivery: str) -> Record | None:
        """One delivery's record."""
        try:
            return read_record(self._record(delivery).read_bytes())
        except FileNotFoundError:
            return None

    def keep(self, record: Record) -> None:
        """Put the record down. Raises OSError."""
        write_whole(self._record(record.head.delivery), record.to_bytes(), self._draft)

    def forget(self, delivery: str) -> None:
        """Remove the record."""
        self._record(delivery).unlink(missing_ok=True)

    def overall(self) -> Overall | None:
        """What the last run wrote over all packages; None where nothing tells."""
        try:
            return from_json(Overall, (self._own / _OVERALL).read_bytes())
        except (FileNotFoundError, ValueError):
            return None

    def keep_overall(self, overall: Overall) -> None:
        """Put down what was written over all packages. Raises OSError."""
        write_whole(self._own / _OVERALL, to_json(Overall, overall), self._draft)

    def _record(self, delivery: str) -> Path:
        return self._records / f"{mark(delivery)}.record"

    def write(self, path: str, data: bytes) -> Written:
        """A file of the output, left alone where it says the same already.

        Raises OSError, and CannotBatch where the call reads that file.
        """
        self.require_free([path])
        place = self._place(path)
        place.parent.mkdir(exist_ok=True)
        if place.is_symlink():
            place.unlink()  # what it leads to is not ours to write
        if not _says(place, data):
            write_whole(place, data, self._draft)
        info = place.stat()
        return Written("", path, digest_of(data), info.st_size, info.st_mtime_ns)

    def intact(self, written: Written) -> bool:
        """Whether the file is there as it was written; read only where its stamp differs."""
        try:
            place = self._place(written.path)
            info = place.lstat()
            if (info.st_size, info.st_mtime_ns) == (written.size, written.stamp):
                return True
            return digest_of(place.read_bytes()) == written.sha256
        except (OSError, ValueError):
            return False

    def remove(self, gone: Iterable[Written], but: Iterable[str] = ()) -> list[str]:
        """Remove files as they were written, and folders left empty; what was edited is returned.

        but: paths to leave.
        """
        digests: dict[Path, set[str]] = {}
        paths: dict[Path, str] = {}
        for item in gone:
            with suppress(ValueError):
                place = self._place(item.path)
                paths[place] = item.path
                digests.setdefault(place, set()).add(item.sha256)
        edited: list[str] = []
        for place in paths.keys() - {self._place(path) for path in but}:
            if self._is_given(place):
                continue
            try:
                if digest_of(place.read_bytes()) in digests[place]:
                    place.unlink()
                else:
                    edited.append(paths[place])
            except (FileNotFoundError, NotADirectoryError):
                continue
        for folder in {place.parent for place in paths} - {self.out}:
            with suppress(OSError):  # something of somebody else's is in it
                folder.rmdir()
        return sorted(edited)

    def _is_given(self, place: Path) -> bool:
        """Whether the call reads it, under this name or another (as where case is no matter)."""
        if place in self._given:
            return True
        return place.is_file() and any(
            path.is_file() and place.samefile(path) for path in self._given
        )

    def _place(self, path: str) -> Path:
        """Where a path of the output is. Raises ValueError where it would lead outside."""
        parts = PurePosixPath(path).parts
        if not 1 <= len(parts) <= 2 or ".." in parts or parts[0] in ("/", _OWN):
            raise ValueError(path)
        place = self.out.joinpath(*parts)
        if not place.is_relative_to(self.out) or place.parent.is_symlink():
            raise ValueError(path)
        return place


def digest_of(data: bytes) -> str:
    """SHA-256."""
    return hashlib.sha256(data).hexdigest()


def _says(place: Path, data: bytes) -> bool:
    try:
        return place.stat().st_size == len(data) and place.read_bytes() == data
    except OSError:
        return False
