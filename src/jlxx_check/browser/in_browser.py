"""The program inside the page's worker: one package after another, told of as it goes.

The worker stands for the sandbox: whoever watches it starts it anew after a crash or a hang, and
says which file it was lost over.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from PIL import Image

from jlxx_check.api import (
    CheckSettings,
    NotAPackage,
    Reading,
    Report,
    examine,
    report_file,
)
from jlxx_check.api.check_settings import RulePack
from jlxx_check.api.kept_packs import unpacked
from jlxx_check.browser.page_words import in_page, not_that_day, report_in_page
from jlxx_check.model.facts import Fate
from jlxx_check.probes.native_parts import NativeParts, choose
from jlxx_check.probes.photo.heif_items import exif
from jlxx_check.reporters.report_options import Options
from jlxx_check.reporters.wording import verdict_text
from jlxx_check.text import Lang
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.typed_moments import Moment, NotAMoment, read_moment

_ORIENTATION = 0x0112
#: Bytes that are read at a time for MediaInfo.
_PIECE = 1 << 18


class DecodedPicture(Protocol):
    """A picture as the page's HEIC library gives it: 3 or 4 bytes a pixel, row by row."""

    width: int
    height: int
    alpha: bool
    pixels: bytes


@frozen
class PageParts:
    """What the page does for the program.

    heif: decodes a file's bytes; None where they cannot be. media: asks MediaInfo about a file of
    so many bytes, of which the second argument gives a piece: from where, how many.
    """

    heif: Callable[[bytes], DecodedPicture | None]
    media: Callable[[int, Callable[[int, int], bytes]], str]

    def use(self) -> None:
        """Have the probes read by these."""
        choose(NativeParts(heif=self._register, media=self._said))

    def _register(self) -> None:
        # Pillow asks for what decodes as it is read; what is decoded does as well.
        opened = cast(Any, self._opened)
        Image.register_open("HEIF", opened, lambda head: head[4:8] == b"ftyp")

    def _opened(self, stream: BinaryIO, _name: object) -> Image.Image:
        data = stream.read()
        decoded = self.heif(data)
        if decoded is None:
            raise OSError("this HEIF picture cannot be decoded")
        mode = "RGBA" if decoded.alpha else "RGB"
        image = Image.frombytes(mode, (decoded.width, decoded.height), decoded.pixels)
        image.format = "HEIF"
        told = exif(io.BytesIO(data), len(data))
        if told is not None:
            tags = Image.Exif()
            tags.load(told)
            tags[_ORIENTATION] = 1  # it was turned upright while it was decoded
            image.info["exif"] = tags.tobytes()
        return image

    def _said(self, stream: BinaryIO) -> str:
        size = stream.seek(0, io.SEEK_END)

        def piece(at: int, length: int) -> bytes:
            stream.seek(at)
            return stream.read(min(length, _PIECE))

        return self.media(size, piece)


@dataclass(slots=True)
class Desk:
    """The packs of the page, and the report that was made last."""

    packs: Sequence[RulePack]
    lang: Lang
    report: Report | None = None

    def judge(
        self,
        path: str,
        number: int,
        received: str,
        lost: Mapping[str, str],
        begun: Callable[[str], None],
        progress: Callable[[int, int], None],
    ) -> dict[str, Any]:
        """A package by one of the packs, and what the page shows of it.

        received: as somebody typed it; "" for none. lost: fates by the path of files that are not
        to be read again. begun: called with each file's path before it is read.
        """
        pack = self.packs[number]
        try:
            moment = self._moment(received, number)
        except NotAMoment as error:
            return {"refused": not_that_day(error).say(self.lang)}
        settings = CheckSettings(
            pack=pack,
            received=moment,
            reading=Reading(
                jobs=1,
                thumbnails=True,
                isolated=False,
                begun=begun,
                lost={name: Fate(fate) for name, fate in lost.items()},
            ),
        )
        try:
            said = examine(Path(path), settings, progress=progress).report
        except NotAPackage as error:
            return {"refused": in_page(error.text).say(self.lang)}
        self.report = report_in_page(said)
        return {
            "title": verdict_text(said).say(self.lang),
            "name": said.package.name,
            "html": self.saved("html"),
        }

    def wrong_day(self, received: str, number: int) -> str:
        """What is wrong with a day as it was typed; "" where nothing is."""
        try:
            self._moment(received, number)
        except NotAMoment as error:
            return not_that_day(error).say(self.lang)
        return ""

    def _moment(self, received: str, number: int) -> Moment | None:
        year = self.packs[number].pack.deadline.year
        return read_moment(received, year=year) if received else None

    def saved(self, form: str) -> bytes:
        """The report in a format, as the program writes it; "decisions": the file to fill in."""
        if self.report is None:
            raise ValueError("nothing has been judged")
        if form != "decisions":
            return report_file(self.report, form, self.lang, Options(calls=False))
        from jlxx_check.reporters.decisions_file import decisions_file
        from jlxx_check.reporters.saved_report import saved_from

        return decisions_file(saved_from(self.report), self.lang)


def desk(packs: Sequence[bytes], lang: str) -> Desk:
    """Ready to judge by the page's packs."""
    return Desk([RulePack(*unpacked(data)) for data in packs], Lang(lang))


def told(value: Mapping[str, Any]) -> str:
    """What is handed to the page beside bytes."""
    return json.dumps({key: item for key, item in value.items() if not isinstance(item, bytes)})
