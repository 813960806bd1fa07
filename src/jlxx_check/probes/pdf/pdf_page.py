"""One page of a PDF as an eye sees it: its lines, and what stands in the file and is not shown."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Sequence

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from jlxx_check.probes import pixels
from jlxx_check.probes.pdf.pdf_fields import Run, filled_in, flattened, lines_of, seen_in
from jlxx_check.values.frozen_types import frozen

#: Of a page's height: text that is lower cannot be read (A4: 2.5 points).
_TINY = 0.003
_TINY_POINTS = 3.0
#: Channels and opacity from which text is next to white, or next to nothing.
_WHITE, _FAINT = 235, 26
#: Spread of grey under a character from which it stands out on what is behind it.
_CONTRAST = 30
#: Share of the page that a picture fills where the page is a scan.
_SCAN_SHARE = 0.6
#: Visible characters over such a picture that are only a scanner's own line or a page number.
_STRAY = 40
#: Pixels on the longer side of a page that is looked at for white on white, or for being blank.
_LOOK, _DRAWN = 1200, 640

_BLANKS = frozenset({0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, 0xFFFE})
_INVISIBLE = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_STROKED = raw.FPDF_TEXTRENDERMODE_STROKE


@frozen
class PageText:
    """What a page shows."""

    #: What is seen.
    lines: tuple[str, ...]
    #: The first words of what is not, "" where all is.
    hidden: str
    #: Characters seen, white space aside.
    shown: int
    #: Those of them whose Unicode is not known.
    unmapped: int
    #: A picture fills the page and hardly a character is seen.
    scan: bool
    #: Pictures on the page.
    pictures: int
    #: Whether fields hold something.
    filled: bool = False


def read_page(
    page: pypdfium2.PdfPage,
    layer: pypdfium2.PdfTextPage,
    form: pypdfium2.PdfFormEnv | None,
    again: Callable[[], pypdfium2.PdfPage],
    *,
    closely: bool = True,
) -> PageText:
    """What a page shows. closely: False where all its text is taken to be seen.

    again: opens the page anew.

    Raises pypdfium2.PdfiumError.
    """
    pictures, cover = _pictures(page)
    filled = filled_in(page, form)
    count = layer.count_chars()
    if not closely:
        whole = _tidy(layer.get_text_bounded())
        whole += [line for block in filled.blocks for line in block.text.splitlines()]
        return PageText(tuple(whole), "", count, 0, False, pictures, bool(filled.blocks))
    looking = _Looking(page, layer, cover)
    hidden = [looking.is_hidden(index) for index in range(count)]
    codes = [raw.FPDFText_GetUnicode(layer, index) for index in range(count)]
    seen = [i for i in range(count) if not hidden[i]]
    solid = [i for i in seen if _is_solid(codes[i])]
    unmapped = sum(_is_unmapped(layer, i, codes[i]) for i in solid)
    blocks = [*filled.blocks, *_by_looks(page, layer, filled.mute, again)]
    if blocks:
        lines = lines_of(_runs(layer, codes, seen), blocks)
    elif not any(hidden):
        lines = _tidy(layer.get_text_bounded())
    else:
        lines = _tidy(_text(codes[i] for i in seen))
    unseen = _text(codes[i] for i in range(count) if hidden[i]).split()
    scan = cover is not None and len(solid) <= _STRAY and not blocks
    return PageText(
        tuple(lines), " ".join(unseen), len(solid) + sum(len(b.text) for b in blocks),
        unmapped, scan, pictures, bool(blocks),
    )  # fmt: skip


def _by_looks(
    page: pypdfium2.PdfPage,
    layer: pypdfium2.PdfTextPage,
    mute: Sequence[Run],
    again: Callable[[], pypdfium2.PdfPage],
) -> list[Run]:
    """The text of boxes that only show it; last of all, for it changes the page in memory."""
    if not mute or not flattened(page):
        return []
    flat = again()
    try:
        return seen_in(mute, layer, flat)
    finally:
        flat.close()


def is_blank(page: pypdfium2.PdfPage) -> bool:
    """Whether the page, as it is displayed, is next to one colour."""
    return pixels.is_blank(_picture(page, _DRAWN, grey=False))


def _picture(page: pypdfium2.PdfPage, longest: int, *, grey: bool) -> Image.Image:
    """The page as it is displayed. longest: pixels on its longer side."""
    scale = longest / max(*page.get_size(), 1.0)
    bitmap = page.render(scale=min(scale, 4.0), grayscale=grey, may_draw_forms=True)
    picture: Image.Image = bitmap.to_pil().convert("L" if grey else "RGB")
    bitmap.close()
    return picture


def _pictures(page: pypdfium2.PdfPage) -> tuple[int, int | None]:
    """How many pictures there are, and the place in drawing order of one that fills the page."""
    width, height = page.get_size()
    count, cover = 0, None
    for place, item in enumerate(page.get_objects(max_depth=1)):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            if (right - left) * (top - bottom) >= _SCAN_SHARE * width * height:
                cover = place
    for _ in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        count += 1
    return count, cover


class _Looking:
    """Which characters of a page are there for no eye, each piece of text asked once."""

    def __init__(
        self, page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage, cover: int | None
    ) -> None:
        self._page, self._layer = page, layer
        self._box = page.get_bbox()
        _, bottom, _, top = self._box
        self._tiny = min(_TINY * (top - bottom), _TINY_POINTS)
        self._under = self._covered(cover) if cover is not None else frozenset()
        self._pieces: dict[int, bool] = {}
        self._shown: Image.Image | None = None

    def is_hidden(self, index: int) -> bool:
        """Whether the character is not seen; one that the library put in is asked nothing."""
        if raw.FPDFText_IsGenerated(self._layer, index) == 1:
            return False
        piece = raw.FPDFText_GetTextObject(self._layer, index)
        if not piece:
            return False
        address = ctypes.addressof(piece.contents)
        known = self._pieces.get(address)
        if known is None:
            mode = raw.FPDFTextObj_GetTextRenderMode(piece)
            known = mode in _INVISIBLE or address in self._under
            if not known and not _is_solid(raw.FPDFText_GetUnicode(self._layer, index)):
                return False  # a blank tells nothing of the piece
            known = known or self._is_lost(index, piece)
            self._pieces[address] = known
        return known

    def _is_lost(self, index: int, piece: object) -> bool:
        """Too small, beside the page, or of the colour of what is behind it."""
        box = _box(self._layer, index)
        if box is None:
            return False
        left, bottom, right, top = box
        x0, y0, x1, y1 = self._box
        if right <= x0 or left >= x1 or top <= y0 or bottom >= y1:
            return True
        if max(top - bottom, right - left) < self._tiny:
            return True
        return self._is_faint(index, piece) and not self._stands_out(box)

    def _is_faint(self, index: int, piece: object) -> bool:
        stroked = raw.FPDFTextObj_GetTextRenderMode(piece) == _STROKED
        asked = raw.FPDFText_GetStrokeColor if stroked else raw.FPDFText_GetFillColor
        channels = [ctypes.c_uint() for _ in range(4)]
        if not asked(self._layer, index, *map(ctypes.byref, channels)):
            return False
        *colour, opacity = (channel.value for channel in channels)
        return min(colour) >= _WHITE or opacity < _FAINT

    def _stands_out(self, box: tuple[float, float, float, float]) -> bool:
        """Whether the page is not of one colour where the character is."""
        if self._shown is None:
            self._shown = _picture(self._page, _LOOK, grey=True)
        if self._page.get_rotation():
            return True  # no reason to work out where it is: the doubt is the text's
        x0, y0, x1, y1 = self._box
        across, up = self._shown.width / (x1 - x0), self._shown.height / (y1 - y0)
        left, bottom, right, top = box
        place = (
            max(0, int((left - x0) * across)),
            max(0, int((y1 - top) * up)),
            min(self._shown.width, int((right - x0) * across) + 1),
            min(self._shown.height, int((y1 - bottom) * up) + 1),
        )
        if place[2] <= place[0] or place[3] <= place[1]:
            return False
        low, high = self._shown.crop(place).getextrema()
        return float(high) - float(low) > _CONTRAST  # type: ignore[arg-type]

    def _covered(self, cover: int) -> frozenset[int]:
        """The pieces of text that were drawn before the picture that fills the page."""
        found: set[int] = set()
        for place, item in enumerate(self._page.get_objects(max_depth=1)):
            if place == cover and raw.FPDFPageObj_HasTransparency(item):
                return frozenset()
            if place < cover and item.type == raw.FPDF_PAGEOBJ_TEXT:
                found.add(ctypes.addressof(item.raw.contents))
        return frozenset(found)


def _box(layer: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float] | None:
    """left, bottom, right, top of a character, in points."""
    rect = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(layer, index, ctypes.byref(rect)):
        return None
    return rect.left, rect.bottom, rect.right, rect.top


def _runs(layer: pypdfium2.PdfTextPage, codes: list[int], seen: list[int]) -> list[Run]:
    """The characters as words: what stands on one line with no gap between."""
    runs: list[Run] = []
    for index in seen:
        box = _box(layer, index) if _is_solid(codes[index]) else None
        if box is None:
            continue
        left, bottom, right, top = box
        text, last = _text([codes[index]]), runs[-1] if runs else None
        gap = 0.6 * (top - bottom)
        if last and abs(last.bottom - bottom) < gap and -gap < left - last.right < gap:
            runs[-1] = Run(last.text + text, last.left, last.bottom, max(right, last.right), top)
        else:
            runs.append(Run(text, left, bottom, right, top))
    return runs


def _is_solid(code: int) -> bool:
    return code not in _BLANKS


def _is_unmapped(layer: pypdfium2.PdfTextPage, index: int, code: int) -> bool:
    """Whether what a character is called is not what it looks like, or nothing at all."""
    if raw.FPDFText_HasUnicodeMapError(layer, index) == 1:
        return True
    return 0xE000 <= code <= 0xF8FF or code < 0x20 or 0x7F <= code < 0xA0 or code == 0xFFFD


def _text(codes: Iterable[int]) -> str:
    """The characters; the library gives those beyond the first plane in two halves."""
    text = "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass")
    return text.decode("utf-16-le", "replace").replace("\0", "")


def _tidy(text: str) -> list[str]:
    lines = text.replace("\ufffe", "-").splitlines()
    return [line.strip() for line in lines if line.strip()]
