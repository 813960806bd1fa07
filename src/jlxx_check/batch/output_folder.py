"""The output folder: whether it will do, what was written there, and what may be removed."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path, PurePosixPath

from jlxx_check.batch.cannot_batch import CannotBatch
from jlxx_check.batch.output_names import WITHDRAWN
from jlxx_check.batch.record import Overall, RecordHead, RecordsFolder, WrittenReport, unused
from jlxx_check.files.result_folder import MARK, MARK_TEXT, OWN
from jlxx_check.model.batch_report import RegisterLine
from jlxx_check.reporters.authorship import Author, author_of, digest_of
from jlxx_check.text import Text
from jlxx_check.values.frozen_json import from_json, to_json
from jlxx_check.values.whole_files import write_whole

#: Names in a path of the output: 通知/跨单位/….docx
_DEEPEST = 3
_OVERALL = "overall.json"
#: Bytes read at a time.
_PIECE = 1 << 18


class OutputFolder:
    """An output folder in use. Every write is whole: drafts lie in the folder's own corner."""

    def __init__(self, out: Path, given: Iterable[Path] = ()) -> None:
        """given: files that the call reads. They may lie here, and are never written or removed."""
        self.out = out.resolve()
        self._given = frozenset(path.resolve() for path in given)
        self._own = self.out / OWN
        #: The folder's own corner.
        self.corner = self._own
        self._draft = self._own / "draft.tmp"
        #: Of the deliveries.
        self.records = RecordsFolder(self._own, self._draft)
        #: Where the units' rounds are kept a second time.
        self.rounds = self._own / "rounds"
        #: Of each delivery by its path, its fingerprint and its registers' rows. Never written:
        #: they hold personal numbers.
        self.lines: dict[str, tuple[str, tuple[RegisterLine, ...]]] = {}

    def prepare(self) -> None:
        """Make what is missing. Raises OSError."""
        self.records.prepare()
        mark = self._own / MARK
        if not mark.exists():
            write_whole(mark, MARK_TEXT, self._draft)

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

    def withdraw(self, head: RecordHead, day: date) -> None:
        """Move a delivery's reports to ``WITHDRAWN/day``, edited ones, too; its record as well.

        Nothing is deleted, and what the call reads stays. Raises OSError.
        """
        paths = {item.path for item in (*head.written, *head.earlier)}
        for path in sorted(paths):
            with suppress(ValueError, FileNotFoundError, NotADirectoryError):
                place = self._place(path)
                if self._is_given(place) or not (place.is_file() or place.is_symlink()):
                    continue
                target = self.out / WITHDRAWN / day.isoformat() / PurePosixPath(path)
                if not target.parent.resolve().is_relative_to(self.out):
                    continue  # a link leads elsewhere
                target.parent.mkdir(parents=True, exist_ok=True)
                place.replace(unused(target))
                with suppress(OSError):  # something of somebody else's is in it
                    if place.parent != self.out:
                        place.parent.rmdir()
        self.records.withdraw(head.delivery)

    def overall(self) -> Overall | None:
        """What the last run wrote over all packages; None where nothing tells."""
        try:
            return from_json(Overall, (self._own / _OVERALL).read_bytes())
        except (FileNotFoundError, ValueError):
            return None

    def keep_overall(self, overall: Overall) -> None:
        """Put down what was written over all packages. Raises OSError."""
        write_whole(self._own / _OVERALL, to_json(Overall, overall), self._draft)

    def write(
        self,
        path: str,
        data: bytes,
        known: Iterable[WrittenReport] = (),
        *,
        beside_given: bool = False,
    ) -> WrittenReport:
        """A file of the output, left alone where it says the same already.

        What a person made or edited there stays, and the file goes beside it, under the path that
        is returned. known: what was written before. beside_given: so it does where the call reads
        the file that is there.
        Raises OSError, and CannotBatch where the call reads that file.
        """
        if not beside_given:
            self.require_free([path])
        path = self._free(path, data, [*known])
        place = self._place(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_symlink():
            place.unlink()  # what it leads to is not ours to write
        if not _says(place, data):
            write_whole(place, data, self._draft)
        info = place.stat()
        return WrittenReport("", path, digest_of(data), info.st_size, info.st_mtime_ns)

    def _free(self, path: str, data: bytes, known: Iterable[WrittenReport]) -> str:
        """The path, else the first one beside it, where nothing of a person's is."""
        pure = PurePosixPath(path)
        for number in count(1):
            which = "" if number == 1 else "（新）" if number == 2 else f"（新{number - 1}）"
            tried = str(pure.with_name(f"{pure.stem}{which}{pure.suffix}")) if which else path
            place = self._place(tried)
            if place.is_symlink() or not place.is_file() or _says(place, data):
                return tried
            digests = {item.sha256 for item in known if item.path == tried}
            if not self._is_given(place) and author_of(place, digests) is Author.PROGRAM:
                return tried
        raise AssertionError  # count has no end

    def put(self, place: Path, data: bytes) -> None:
        """A file of the program's own corner, left alone where it says the same already.

        Raises OSError.
        """
        place.parent.mkdir(exist_ok=True)
        if not _says(place, data):
            write_whole(place, data, self._draft)

    def intact(self, written: WrittenReport) -> bool:
        """Whether the file is there as it was written; read only where its stamp differs."""
        try:
            place = self._place(written.path)
            info = place.lstat()
            if (info.st_size, info.st_mtime_ns) == (written.size, written.stamp):
                return True
            return digest_of(place.read_bytes()) == written.sha256
        except (OSError, ValueError):
            return False

    def remove(self, gone: Iterable[WrittenReport], but: Iterable[str] = ()) -> list[str]:
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
                if author_of(place, digests[place]) is Author.PROGRAM:
                    place.unlink()
                else:
                    edited.append(paths[place])
            except (FileNotFoundError, NotADirectoryError):
                continue
        within = (folder for place in paths for folder in place.relative_to(self.out).parents)
        folders = {self.out / folder for folder in within} - {self.out}
        for folder in sorted(folders, key=lambda item: len(item.parts), reverse=True):
            with suppress(OSError):  # something of somebody else's is in it
                folder.rmdir()
        return sorted(edited)

    def exists(self, path: str) -> bool:
        """Whether a file is there, whoever made it what it is."""
        try:
            return self._place(path).is_file()
        except ValueError:
            return False

    def says(self, path: str, data: bytes) -> bool:
        """Whether a file is there with this content."""
        return _says(self._place(path), data)

    def put_away(
        self, path: str, folder: str, known: Iterable[WrittenReport] | None = None
    ) -> str | None:
        """Move a file to a folder of the output, under a name that says that it holds no longer.

        Its new path; None where there is nothing to move. known: what the program wrote: what a
        person edited then stays; None: whatever it is goes. Raises OSError.
        """
        place = self._place(path)
        if place.is_symlink() or not place.is_file() or self._is_given(place):
            return None
        if known is not None:
            digests = {item.sha256 for item in known if item.path == path}
            if author_of(place, digests) is not Author.PROGRAM:
                return None
        for number in count(1):
            which = "（已失效）" if number == 1 else f"（已失效{number}）"
            away = f"{folder}/{place.stem}{which}{place.suffix}"
            target = self._place(away)
            if not target.exists() and not target.is_symlink():
                target.parent.mkdir(parents=True, exist_ok=True)
                place.rename(target)
                return away
        raise AssertionError  # count has no end

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
        if not 1 <= len(parts) <= _DEEPEST or ".." in parts or parts[0] in ("/", OWN):
            raise ValueError(path)
        place = self.out.joinpath(*parts)
        if not place.is_relative_to(self.out):
            raise ValueError(path)
        folders = list(place.relative_to(self.out).parents)[:-1]
        if any((self.out / folder).is_symlink() for folder in folders):
            raise ValueError(path)
        return place


def _says(place: Path, data: bytes) -> bool:
    """Whether the file holds this; read in pieces, for there may be much of it."""
    try:
        if place.stat().st_size != len(data):
            return False
        with place.open("rb") as file:
            left = memoryview(data)
            while piece := file.read(_PIECE):
                if piece != left[: len(piece)]:
                    return False
                left = left[len(piece) :]
        return not left
    except OSError:
        return False
