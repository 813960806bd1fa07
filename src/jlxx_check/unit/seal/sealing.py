"""``seal``: a package checked, and packed exactly as it was checked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check.api import (
    DEFAULT_PACK,
    CheckSettings,
    OpenPackage,
    Progress,
    Reading,
    RulePack,
    judge,
    open_package,
    report_file,
    understand,
)
from jlxx_check.api.check_settings import AS_USUAL, given_pack
from jlxx_check.engine.selection import only_single
from jlxx_check.files.opening import open_package as open_tree
from jlxx_check.files.seals import PAPERS_EN, PAPERS_ZH, SealedTree
from jlxx_check.model.package import Package
from jlxx_check.model.report import Report
from jlxx_check.text import Lang, Text
from jlxx_check.unit.seal.asked_name import asked_name, sending_unit
from jlxx_check.unit.seal.handed_in import (
    HandedIn,
    SealStopped,
    changed_meanwhile,
    digests_of,
    handed_in,
)
from jlxx_check.unit.seal.mailboxes import MailFit, fits_mail
from jlxx_check.unit.seal.packing import SealWriter, new_archive
from jlxx_check.unit.seal.sealed_place import require_free, require_target
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.given import (
    given_names,
    given_path,
    require_flags,
    require_function,
    require_kind,
)
from jlxx_check.values.moments import CHINA
from jlxx_check.values.portable_names import portable
from jlxx_check.values.system_errors import reason
from jlxx_check.values.whole_files import released_whole

if TYPE_CHECKING:
    from jlxx_check.decisions.load import Decisions


@frozen
class Sealed:
    """What came of it."""

    #: As the package was judged, and as it stands in the archive.
    report: Report
    #: The archive; None: the package does not comply, and was not to be sealed anyway.
    file: Path | None = None
    #: SHA-256 of its list of digests, which the receipt bears.
    digest: str = ""
    #: Its bytes.
    size: int = 0
    mail: MailFit | None = None
    #: Leftovers of other programs, which no package needs, by their paths.
    left_out: tuple[str, ...] = ()
    #: What the caller should know of the run.
    notices: tuple[Text, ...] = ()

    @property
    def complies(self) -> bool:
        """Whether all that the pack asks was judged, and nothing is wrong."""
        return self.report.ready


def seal(
    path: str | Path,
    to: str | Path,
    pack: RulePack | str | Path = DEFAULT_PACK,
    *,
    anyway: bool = False,
    force: bool = False,
    received: date | datetime | None = None,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    reading: Reading = AS_USUAL,
    decisions: Decisions | None = None,
    progress: Progress | None = None,
    lang: Lang | str = Lang.ZH,
    now: datetime | None = None,
) -> Sealed:
    """Check a package and, where it complies, write the archive to hand in.

    to: the archive, ``.zip``; or a folder, in which it is called as the pack asks. anyway: seal it
    though it does not comply, which the receipt says. force: an archive that an earlier call wrote
    may be replaced. lang: of report and receipt. now: the time that they bear; None: this moment.
    The others as for ``check``. Personal numbers are masked in the report inside.

    Raises CannotSeal where the place or the package will not do, SealStopped where a file changed
    meanwhile or the archive could not be written, and what ``check`` raises. Nothing is then left.
    """
    require_flags(anyway=anyway, force=force)
    require_function("progress", progress)
    if now is not None:
        require_kind("now", now, datetime, "a datetime")
    settings = CheckSettings(
        pack=given_pack(pack),
        received=received,
        select=given_names("select", select),
        ignore=given_names("ignore", ignore),
        reading=reading,
        decisions=decisions,
    )
    only_single(settings.chosen())
    return seal_by(
        given_path("path", path),
        given_path("to", to),
        settings,
        anyway=anyway,
        force=force,
        progress=progress,
        lang=Lang.of(lang),
        now=now,
    )


def seal_by(
    path: Path,
    to: Path,
    settings: CheckSettings,
    *,
    anyway: bool = False,
    force: bool = False,
    progress: Progress | None = None,
    lang: Lang = Lang.ZH,
    now: datetime | None = None,
) -> Sealed:
    """As ``seal``, by settings that are put together already; numbers are masked all the same."""
    settings = replace(settings, show_personal=False)
    settings.chosen()
    into = _is_folder(to)
    if not into:
        require_target(to, path, force=force)
    now = (now or datetime.now(UTC)).astimezone(CHINA)
    with open_package(path, settings) as opened:
        tree = handed_in(opened.tree, to.name, settings.skips)
        steps = _Steps(progress, len(tree.files))
        jobs = settings.reading.workers
        digests = digests_of(tree, jobs, steps.one)
        whole = OpenPackage(tree, opened.cache, opened.refused)
        package = understand(whole, settings, progress=steps.reading)
        changed = [name for name, digest in digests.items() if _differs(package, name, digest)]
        if changed:
            raise changed_meanwhile(changed)
        called = opened.tree.name, package.name
        package = replace(package, name=sending_unit(package, settings.pack))
        target = to
        if into:
            target = to / asked_name(package, settings.pack, called)
            require_target(target, path, force=force)
        package = replace(package, path=target.name)
        report = judge(package, settings, whole.digests(package, settings))
        if not (anyway or report.ready):
            return Sealed(report, left_out=tree.left_out, notices=whole.notices())
        digest = _written(target, package, report, tree, digests, steps, lang, now, force=force)
        size = target.stat().st_size
        return Sealed(
            report=report,
            file=target,
            digest=digest,
            size=size,
            mail=fits_mail(size, settings.pack.pack.delivery),
            left_out=tree.left_out,
            notices=whole.notices(),
        )


def _is_folder(to: Path) -> bool:
    """Whether the archive goes into it; what is no path of this system is told of later."""
    try:
        return to.is_dir()
    except (OSError, ValueError):
        return False


def _differs(package: Package, name: str, digest: str) -> bool:
    """Whether a file was another one when it was judged."""
    told = package.facts[name].digest
    return told is not None and told.startswith("sha256:") and told != digest


def _written(
    target: Path,
    package: Package,
    report: Report,
    tree: HandedIn,
    digests: dict[str, str],
    steps: _Steps,
    lang: Lang,
    now: datetime,
    *,
    force: bool,
) -> str:
    """The archive whole under its name; the digest of its list. Raises SealStopped, CannotSeal."""
    from jlxx_check.reporters.docx.receipt import to_receipt

    top = portable(package.name)
    # Whoever receives it has the pack by its id, if at all, and not where it lies here.
    report = replace(report, pack=replace(report.pack, given=""))
    receipt, page, data = PAPERS_ZH if lang is Lang.ZH else PAPERS_EN
    try:
        with released_whole(target) as draft:
            with new_archive(draft) as archive:
                writer = SealWriter(archive, top, now)
                digest = writer.material(tree, package.facts, digests, steps.one)
                writer.paper(page, report_file(report, "html", lang))
                writer.paper(data, report_file(report, "json", lang))
                writer.paper(receipt, to_receipt(report, digest, now, lang))
                writer.close(report, report.package.bytes)
            _require_whole(draft, tree, top)
            require_free(target, force=force)  # packing took its time
    except OSError as error:
        why = reason(error)
        raise SealStopped(
            Text(
                f"没有封存：压缩包写不到“{target}”（{why.zh}）。",
                f"Nothing was sealed: “{target}” cannot be written ({why.en}).",
            )
        ) from error
    return digest


def _require_whole(draft: Path, tree: HandedIn, top: str) -> None:
    """Raises SealStopped where this program would not read the archive as what went into it."""
    with contextlib.closing(open_tree(draft)) as seen:
        wanted = {node.path: node.size for node in tree.files}
        there = {node.path: node.size for node in seen.files}
        if not isinstance(seen, SealedTree) or seen.refused or there != wanted:
            raise SealStopped(
                Text(
                    "没有封存：写出的压缩包没能原样读回来（文件太多，或解压后太大）。",
                    "Nothing was sealed: the archive did not read back as what went into it (too "
                    "many files, or too much to unpack).",
                )
            )


class _Steps:
    """One count over all: digests, reading, packing."""

    def __init__(self, progress: Progress | None, files: int) -> None:
        self._progress, self._all, self._done = progress, 3 * files, 0
        self._files = files

    def one(self) -> None:
        """One more file."""
        self._done += 1
        self._tell(self._done)

    def reading(self, done: int, total: int) -> None:
        """As files are read, of which some may need no reading."""
        self._done = self._files + self._files * done // max(total, 1)
        self._tell(self._done)

    def _tell(self, done: int) -> None:
        if self._progress is not None:
            self._progress(done, self._all)
