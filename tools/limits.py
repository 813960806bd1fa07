"""The table of ``docs/limits.md``: what a file may hold, and what reading it may cost."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pkgutil import walk_packages

from jlxx_check import probes
from jlxx_check.model.limits import MB, FileLimits
from jlxx_check.text import Lang, Text

_USUAL = FileLimits()

_HEAD = Text(
    f"""# 读取上限

材料来自许多单位，文件可能损坏，也可能有人故意做得很大。下面的上限在读取之前或读取之中核对，
正常的材料远远达不到。超过上限的文件列为“文件打不开”（`package.readable`），同时写明实际数和
上限；其余文件照常检查。

每个文件在单独的进程中读取，超时、内存不足或组件崩溃时，只有这个文件没有结论（退出码 3）：

| 每个文件 | 上限 | 怎样放宽 |
| --- | --- | --- |
| 时间 | {_USUAL.seconds:g} 秒，每满 500 MB 再加 {_USUAL.seconds:g} 秒 | `--file-seconds N` |
| 内存 | {_USUAL.memory // MB} MB（只在 Linux 上有，见 `doctor`） | `--file-memory MB` |
| 全部文件合计的时间 | 不限；可用 `--total-seconds N` 规定，没轮到的没有结论 | 不写这个选项 |

| 内容 | 上限 |
| --- | --- |
""",
    f"""# Input limits

Packages come from many senders: files are damaged, and some are made to be huge. These limits are
held before a file is read or while it is; no honest package comes near them. A file beyond one is
a finding of `package.readable` that states the number found and the limit, and the rest is judged.

Each file is read in a process of its own: where it runs out of time or memory, or a library
crashes, that file alone is not judged (exit status 3):

| each file | limit | to allow more |
| --- | --- | --- |
| time | {_USUAL.seconds:g} seconds, and as much again for every 500 MB | `--file-seconds N` |
| memory | {_USUAL.memory // MB} MB (on Linux only, see `doctor`) | `--file-memory MB` |
| time for all of them | none, unless `--total-seconds N` sets one | leave it out |

| what | limit |
| --- | --- |
""",
)


#: The probes' modules by their last name, whatever room they stand in.
MODULES = {
    module.name.rpartition(".")[2]: module.name
    for module in walk_packages(probes.__path__, f"{probes.__name__}.")
}


@dataclass(frozen=True)
class Limit:
    """A constant of a probe: ``room.module.NAME``. bytes: it is shown in MB."""

    constant: str
    what: Text
    bytes: bool = False

    @property
    def number(self) -> int:
        """Its value."""
        module, _, name = self.constant.rpartition(".")
        return int(getattr(import_module(MODULES[module]), name))


LIMITS = (
    Limit("read_photo.MAX_PIXELS", Text("照片的像素数", "pixels of a picture")),
    Limit(
        "read_photo.MAX_JPEG_PIXELS",
        Text("JPEG 照片的像素数（渐进式的除外）", "pixels of a JPEG that is not progressive"),
    ),
    Limit("mp4_tracks.MAX_TRACKS", Text("视频、录音的轨道数", "tracks of a video or recording")),
    Limit("mp4_timing.MAX_FRAMES", Text("视频的帧数", "frames of a video")),
    Limit(
        "mp4_boxes.MAX_INDEX",
        Text("视频的索引，或其中一段", "index of a video, or a piece of it"),
        bytes=True,
    ),
    Limit("mp4_boxes.MAX_BOXES", Text("视频、录音文件的分段数", "pieces of such a file")),
    Limit(
        "mp4_boxes.MAX_ROWS", Text("视频索引中一张表的行数", "rows of a table in a video's index")
    ),
    Limit(
        "ooxml.MAX_UNPACKED",
        Text(".docx、.xlsx 解压后的大小", ".docx, .xlsx: size unpacked"),
        bytes=True,
    ),
    Limit(
        "ooxml.MAX_PART",
        Text("… 其中一个部件解压后的大小", "… of one part of it"),
        bytes=True,
    ),
    Limit("ooxml.MAX_RATIO", Text("… 压缩倍数（5 MB 以上的部件）", "… unpacked over packed bytes")),
    Limit("zip_members.MAX_MEMBERS", Text("… 部件数", "… parts")),
    Limit("ooxml.MAX_DEPTH", Text("… XML 嵌套层数", "… XML elements inside each other")),
    Limit("ooxml.MAX_XML_TEXT", Text("… 一段文字的字符数", "… characters of one XML text")),
    Limit("ooxml.MAX_ENTITIES", Text("… 定义的 XML 实体数", "… XML entities defined")),
    Limit("read_docx.MAX_CHARACTERS", Text("Word 文档（.docx）的字符数", "characters of a .docx")),
    Limit("word_tables.MAX_COLUMNS", Text("Word 表格的列数", "columns of a Word table")),
    Limit("doc_file.MAX_CHARACTERS", Text("旧版 Word 文档的字符数", "characters of a .doc, .wps")),
    Limit("read_doc.MAX_BYTES", Text("旧版 Word 文档的大小", "size of a .doc, .wps"), bytes=True),
    Limit("read_workbook.MAX_SHEETS", Text("工作表数", "worksheets")),
    Limit("read_workbook.MAX_ROWS", Text("一张工作表的行数", "rows of a worksheet")),
    Limit(
        "read_workbook.MAX_AREA",
        Text("全部工作表的单元格数（行×列）", "cells (rows times columns) of all worksheets"),
    ),
    Limit("read_workbook.MAX_MERGES", Text("合并单元格数", "merged cells")),
    Limit("sheet_tables.MAX_SHOWN", Text("表格的字符数", "characters of a workbook")),
    Limit(
        "read_workbook.MAX_OLD_BYTES",
        Text("旧版 Excel 文件的大小", "size of an .xls, .et"),
        bytes=True,
    ),
    Limit("read_pdf.MAX_PAGES", Text("PDF 的页数", "pages of a PDF")),
    Limit("read_pdf.MAX_CHARACTERS", Text("PDF 的字符数", "characters of a PDF")),
    Limit(
        "ooxml.MAX_TESTED",
        Text("Office 文件解压后核对校验码的大小", "unpacked size whose check sums are tested"),
        bytes=True,
    ),
    Limit(
        "locked.MAX_BYTES",
        Text("带 Excel 默认密码的表格大小", "size of a book with Excel's own password"),
        bytes=True,
    ),
    Limit(
        "pdf_damage.MAX_UNPACKED",
        Text("PDF 内部索引解压后的大小", "unpacked size of a PDF's index"),
        bytes=True,
    ),
    Limit("plain_text.MAX_TEXT_BYTES", Text("文本文件的大小", "size of a text file"), bytes=True),
)


def page(lang: Lang) -> str:
    """The page in one language."""
    rows = (
        f"| {limit.what.say(lang)} | "
        f"{f'{limit.number / MB:.0f} MB' if limit.bytes else f'{limit.number:,}'} |\n"
        for limit in LIMITS
    )
    return _HEAD.say(lang) + "".join(rows)
