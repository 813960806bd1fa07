"""The one table of what a file can be: for each content its family, names, reader and advice.

How its bytes look stands in ``model.contents``; questions of it are put to ``kind_lookup``.
"""

from __future__ import annotations

from jlxx_check.model.contents import Content, Group, Reader, Trait
from jlxx_check.text import Text, same
from jlxx_check.values.frozen_types import frozen


@frozen
class FileKind:
    """A format."""

    content: Content
    group: Group
    #: Those that may honestly hold it, in lower case, with the dot.
    extensions: tuple[str, ...]
    #: What people call it.
    title: Text
    #: None where this program reads nothing of it.
    reader: Reader | None = None
    #: What to do about one that is not read, as a request without its full stop.
    way: Text | None = None
    traits: frozenset[Trait] = frozenset()
    #: Families, beside its own, of which it may be one where words of its name say so.
    stands_for: tuple[Group, ...] = ()

    @property
    def groups(self) -> frozenset[Group]:
        """Every family that words of a name may make it one of."""
        return frozenset({self.group, *self.stands_for})


_JPG = Text("请打开后另存为 .jpg", "open it and save it as .jpg")
_DOCX = Text("请用 WPS 或 Word 打开后另存为 .docx", "open it in Word or WPS and save it as .docx")
_XLSX = Text("请用 WPS 或 Excel 打开后另存为 .xlsx", "open it in Excel or WPS and save it as .xlsx")
_EITHER = Text(
    "请用 WPS 或 Office 打开后另存为 .docx（表格存为 .xlsx）",
    "open it in Office or WPS and save it as .docx (a table as .xlsx)",
)
_PRINT = Text(
    "请提交原来的 .docx，或打开后导出为 PDF",
    "hand in the .docx it was made from, or export it as PDF",
)
_ORIGINAL = Text("请提交它所指的文件本身", "hand in the file itself that it stands for")
_FETCH = Text(
    "请等下载完成后，提交完整的文件", "let the download finish and hand in the whole file"
)
_UNPACK = Text(
    "请解压后把里面的文件直接放进材料，或重新压缩为 .zip",
    "unpack it into the package, or pack its files again as .zip",
)
_MP3 = Text("请转换为 .mp3 或 .m4a", "convert it to .mp3 or .m4a")
_WORTHLESS = Text("请改交文件本身（程序不是材料）", "hand in a file; a program is no material")
_TAKE_OUT = Text(
    "请打开邮件，把附件另存出来提交", "open the mail, and save and hand in its attachments"
)

_READ = {
    Reader.PHOTO: Group.PHOTO,
    Reader.VIDEO: Group.VIDEO,
    Reader.AUDIO: Group.AUDIO,
    Reader.CAPTIONS: Group.CAPTIONS,
}


def _read(
    content: Content, reader: Reader, extensions: str, title: Text | None = None, *traits: Trait
) -> FileKind:
    """A format that is read."""
    group, name = _READ.get(reader, Group.DOCUMENT), title or same(content.upper())
    return FileKind(
        content, group, tuple(extensions.split()), name, reader, None, frozenset(traits)
    )


def _unread(
    content: Content,
    group: Group,
    extensions: str,
    title: Text,
    way: Text,
    *traits: Trait,
    stands_for: tuple[Group, ...] = (),
) -> FileKind:
    """A format that is known, and not read."""
    return FileKind(
        content, group, tuple(extensions.split()), title, None, way, frozenset(traits), stands_for
    )


def _package(content: Content, extensions: str) -> FileKind:
    """An archive that is opened."""
    opened = frozenset({Trait.PACKAGE})
    name = same(content.upper())
    return FileKind(content, Group.ARCHIVE, tuple(extensions.split()), name, None, _UNPACK, opened)


_DRAWN = (Group.PHOTO, Group.DOCUMENT)
_PAPER = (Group.DOCUMENT,)
_DOCUMENT, _OTHER, _PHOTO = Group.DOCUMENT, Group.OTHER, Group.PHOTO
_ZIPPED, _PACKED, _ABSENT = Trait.ZIPPED, Trait.PACKED, Trait.ABSENT
_TYPED, _SHEETS = Trait.TYPED, Trait.SHEETS
_C = Content

_ROWS = (
    _read(_C.JPEG, Reader.PHOTO, ".jpg .jpeg .jfif .jpe"),
    _read(_C.PNG, Reader.PHOTO, ".png"),
    _read(_C.HEIC, Reader.PHOTO, ".heic .heif .hif"),
    _read(_C.AVIF, Reader.PHOTO, ".avif .avifs"),
    _read(_C.WEBP, Reader.PHOTO, ".webp"),
    _read(_C.TIFF, Reader.PHOTO, ".tif .tiff"),
    _read(_C.BMP, Reader.PHOTO, ".bmp .dib"),
    _read(_C.GIF, Reader.PHOTO, ".gif"),
    _unread(_C.PSD, _PHOTO, ".psd .psb", Text("Photoshop文件", "a Photoshop file"), _JPG),
    _unread(_C.JXL, _PHOTO, ".jxl", Text("JPEG XL图片", "a JPEG XL picture"), _JPG),
    _unread(_C.JP2, _PHOTO, ".jp2 .j2k .jpf", Text("JPEG 2000图片", "a JPEG 2000 picture"), _JPG),
    _unread(
        _C.RAW, _PHOTO,
        ".dng .cr2 .cr3 .crw .nef .nrw .arw .sr2 .srf .raf .orf .rw2 .raw .pef .srw .x3f .3fr .iiq"
        " .tif .tiff",  # which a raw picture is, too, as far as its container goes
        Text("相机RAW原片", "a camera's raw picture"),
        Text("请用看图软件或相机自带软件导出为 .jpg", "export it as .jpg with a picture program"),
    ),
    _unread(
        _C.LIVP, _PHOTO, ".livp", Text("实况照片（.livp）", "a live photo (.livp)"),
        Text("请在手机或网盘中另存为 .jpg", "save it as a still picture (.jpg)"), _ZIPPED,
    ),
    _unread(
        _C.PICTURE_OTHER, _PHOTO,
        ".tga .pcx .ppm .pgm .pbm .pnm .exr .hdr .dds .qoi .bpg .jxr .wdp .xcf .sgi .ico",
        Text("少见格式的图片", "a picture of a rare format"), _JPG,
    ),
    _unread(_C.SVG, _OTHER, ".svg", Text("SVG矢量图", "an SVG drawing"), _JPG, stands_for=_DRAWN),
    _unread(_C.EPS, _OTHER, ".eps .ps", Text("EPS图形", "an EPS drawing"), _JPG, stands_for=_DRAWN),
    _unread(
        _C.ILLUSTRATOR, _OTHER, ".ai", Text("Illustrator文件", "an Illustrator file"), _JPG,
        stands_for=_DRAWN,
    ),
    _unread(
        _C.COREL, _OTHER, ".cdr", Text("CorelDRAW文件", "a CorelDRAW file"), _JPG,
        stands_for=_DRAWN,
    ),
    _unread(
        _C.DWG, _OTHER, ".dwg .dxf", Text("CAD图纸", "a CAD drawing"), _JPG, stands_for=_DRAWN
    ),
    _read(_C.PDF, Reader.PDF, ".pdf"),
    _read(_C.DOCX, Reader.WORD, ".docx .docm .dotx .dotm .wps .wpt", None, _TYPED),
    _read(_C.DOC, Reader.OLD_WORD, ".doc .wps .wpt", None, _TYPED),
    _read(_C.XLSX, Reader.WORKBOOK, ".xlsx .xlsm .xltx .xlsb .et .ett", None, _SHEETS),
    _read(_C.XLS, Reader.WORKBOOK, ".xls .xlt .et .ett", None, _SHEETS),
    _read(_C.TEXT, Reader.TEXT, ".txt .csv .tsv", Text("纯文本", "plain text")),
    _read(
        _C.OFFICE_ENCRYPTED, Reader.LOCKED,
        ".docx .docm .doc .wps .xlsx .xlsm .xls .et .pptx .ppt .dps",
        Text("加密的Office文档", "an encrypted Office document"),
    ),
    _unread(
        _C.PPTX, _OTHER, ".pptx .pptm .ppsx .potx .dps .dpt",
        same("PPTX"), _PRINT, _ZIPPED, stands_for=_PAPER,
    ),
    _unread(_C.PPT, _OTHER, ".ppt .pps .dps .dpt", same("PPT"), _PRINT, stands_for=_PAPER),
    _unread(_C.RTF, _DOCUMENT, ".rtf", same("RTF"), _DOCX, _TYPED),
    _unread(_C.HTML, _DOCUMENT, ".htm .html", Text("网页（HTML）", "a web page (HTML)"), _EITHER),
    _unread(_C.MHT, _DOCUMENT, ".mht .mhtml", Text("网页（MHT）", "a web archive (MHT)"), _EITHER),
    _unread(
        _C.WORD_XML, _DOCUMENT, ".xml",
        Text("Word 2003 XML文档", "a Word 2003 XML document"), _DOCX, _TYPED,
    ),
    _unread(
        _C.EXCEL_XML, _DOCUMENT, ".xml",
        Text("Excel 2003 XML表格", "an Excel 2003 XML table"), _XLSX, _SHEETS,
    ),
    _unread(_C.XML, _OTHER, ".xml", Text("XML文件", "an XML file"), _EITHER, stands_for=_PAPER),
    _unread(
        _C.ODT, _DOCUMENT, ".odt .fodt .ott", Text("OpenDocument文本", "an OpenDocument text"),
        _DOCX, _ZIPPED, _TYPED,
    ),
    _unread(
        _C.ODS, _DOCUMENT, ".ods .fods .ots", Text("OpenDocument表格", "an OpenDocument table"),
        _XLSX, _ZIPPED, _SHEETS,
    ),
    _unread(
        _C.ODP, _OTHER, ".odp .fodp .otp", Text("OpenDocument演示文稿", "an OpenDocument show"),
        _PRINT, _ZIPPED, stands_for=_PAPER,
    ),
    _unread(_C.OFD, _DOCUMENT, ".ofd", Text("OFD版式文件", "an OFD document"), _PRINT, _ZIPPED),
    _unread(
        _C.UOF, _DOCUMENT, ".uof .uot .uos .uop", Text("UOF（标文通）文档", "a UOF document"),
        _EITHER, _ZIPPED, _TYPED,
    ),
    _unread(
        _C.PAGES, _DOCUMENT, ".pages", Text("Pages文稿（苹果电脑）", "a Pages document (Apple)"),
        Text("请在Pages中导出为 .docx", "export it from Pages as .docx"), _ZIPPED, _TYPED,
    ),
    _unread(
        _C.NUMBERS, _DOCUMENT, ".numbers",
        Text("Numbers表格（苹果电脑）", "a Numbers table (Apple)"),
        Text("请在Numbers中导出为 .xlsx", "export it from Numbers as .xlsx"), _ZIPPED, _SHEETS,
    ),
    _unread(
        _C.KEYNOTE, _OTHER, ".key", Text("Keynote演示文稿（苹果电脑）", "a Keynote show (Apple)"),
        _PRINT, _ZIPPED, stands_for=_PAPER,
    ),
    _unread(
        _C.OLD_OFFICE, _DOCUMENT, ".wps .wks .wdb .wk1 .wk3 .wpd .doc .xls",
        Text("旧版办公软件的文件", "a file of an old office program"), _EITHER,
    ),
    _unread(_C.XPS, _DOCUMENT, ".xps .oxps", Text("XPS文档", "an XPS document"), _PRINT, _ZIPPED),
    _unread(_C.CAJ, _DOCUMENT, ".caj .nh .kdh", Text("CAJ文档", "a CAJ document"), _PRINT),
    _unread(
        _C.EPUB, _OTHER, ".epub", Text("电子书（EPUB）", "an e-book (EPUB)"), _PRINT, _ZIPPED,
        stands_for=_PAPER,
    ),
    _unread(
        _C.CHM, _OTHER, ".chm", Text("CHM帮助文件", "a CHM file"), _PRINT, stands_for=_PAPER
    ),
    _unread(
        _C.ONENOTE, _OTHER, ".one .onepkg", Text("OneNote笔记", "OneNote notes"), _PRINT,
        stands_for=_PAPER,
    ),
    _unread(
        _C.VISIO, _OTHER, ".vsdx .vsdm .vsd", Text("Visio图表", "a Visio drawing"), _PRINT, _ZIPPED,
        stands_for=_DRAWN,
    ),
    _unread(
        _C.PROJECT, _OTHER, ".mpp", Text("Project计划文件", "a Project plan"), _PRINT,
        stands_for=_PAPER,
    ),
    _unread(
        _C.PUBLISHER, _OTHER, ".pub", Text("Publisher文件", "a Publisher file"), _PRINT,
        stands_for=_PAPER,
    ),
    _unread(
        _C.MAIL, _OTHER, ".eml .msg", Text("电子邮件", "an e-mail"), _TAKE_OUT, stands_for=_PAPER
    ),
    _package(_C.ZIP, ".zip .cbz .zipx"),
    _package(_C.RAR, ".rar .cbr"),
    _package(_C.SEVENZIP, ".7z .cb7"),
    _package(_C.TAR, ".tar"),
    _package(_C.GZIP, ".gz .tgz"),
    _package(_C.BZIP2, ".bz2 .tbz .tbz2"),
    _package(_C.XZ, ".xz .txz .lzma .tlz"),
    _package(_C.ZSTD, ".zst .tzst"),
    _unread(
        _C.SELF_EXTRACTING, Group.ARCHIVE, ".exe",
        Text("自解压压缩包（.exe）", "a self-extracting archive (.exe)"), _UNPACK, _PACKED,
    ),
    _unread(
        _C.CAB, Group.ARCHIVE, ".cab", Text("CAB压缩包", "a CAB archive"), _UNPACK, _PACKED
    ),
    _unread(
        _C.ISO, Group.ARCHIVE, ".iso", Text("光盘映像（.iso）", "a disc image (.iso)"),
        _UNPACK, _PACKED,
    ),
    _unread(
        _C.DMG, Group.ARCHIVE, ".dmg", Text("苹果磁盘映像（.dmg）", "an Apple disk image (.dmg)"),
        _UNPACK, _PACKED,
    ),
    _unread(
        _C.ARCHIVE_OTHER, Group.ARCHIVE, ".lzh .lha .arj .ace .z .alz .egg .kz",
        Text("少见格式的压缩包", "an archive of a rare format"), _UNPACK, _PACKED,
    ),
    _read(_C.MP4, Reader.VIDEO, ".mp4 .m4v .3gp .3g2"),
    _read(_C.QUICKTIME, Reader.VIDEO, ".mov .qt", Text("QuickTime视频", "QuickTime video")),
    _read(_C.MATROSKA, Reader.VIDEO, ".mkv .webm", Text("Matroska视频", "Matroska video")),
    _read(_C.AVI, Reader.VIDEO, ".avi"),
    _read(_C.WMV, Reader.VIDEO, ".wmv .asf"),
    _read(_C.FLV, Reader.VIDEO, ".flv .f4v"),
    _read(_C.MPEG, Reader.VIDEO, ".mpg .mpeg .vob .ts .mts .m2ts .m2t"),
    _read(_C.REALMEDIA, Reader.VIDEO, ".rmvb .rm", Text("RealMedia视频", "RealMedia video")),
    _read(_C.RECORDER, Reader.VIDEO, ".dav", Text("监控录像（.dav）", "a recorder's video (.dav)")),
    _unread(
        _C.FLASH, _OTHER, ".swf", Text("Flash动画", "a Flash film"),
        Text("请转换为 .mp4", "convert it to .mp4"), stands_for=(Group.VIDEO,),
    ),
    _read(_C.M4A, Reader.AUDIO, ".m4a .m4b"),
    _read(_C.MP3, Reader.AUDIO, ".mp3"),
    _read(_C.WAV, Reader.AUDIO, ".wav"),
    _read(
        _C.AUDIO_OTHER, Reader.AUDIO,
        ".aac .amr .ogg .oga .opus .flac .wma .ape .aif .aiff .caf .mid",
        Text("其他音频", "another sound format"),
    ),
    _read(_C.CAPTIONS, Reader.CAPTIONS, ".srt .sbv .vtt .ass .ssa", Text("字幕文件", "captions")),
    _unread(_C.SILK, Group.AUDIO, ".silk .slk", Text("微信语音（SILK）", "a SILK recording"), _MP3),
    _unread(
        _C.SHORTCUT, _OTHER, ".lnk .url .webloc .desktop .website .gdoc .gsheet",
        Text("快捷方式", "a shortcut"), _ORIGINAL, _ABSENT,
    ),
    _unread(
        _C.CLOUD, _OTHER, ".icloud", Text("云盘占位文件", "a placeholder of a cloud drive"),
        Text("请先把文件下载到本机，再提交", "download the file and hand that in"), _ABSENT,
    ),
    _unread(
        _C.PARTIAL, _OTHER,
        ".crdownload .part .partial .opdownload .download .downloading .filepart .td .xltd .!ut"
        " .aria2",
        Text("没有下载完的文件", "a file that is not downloaded to its end"), _FETCH, _ABSENT,
    ),
    _unread(
        _C.LFS, _OTHER, "", Text("Git LFS 指针", "a Git LFS pointer"),
        Text("请先在仓库里运行 git lfs pull", "run git lfs pull in the repository first"),
    ),
    _unread(
        _C.PROGRAM, _OTHER, ".exe .msi .jar .apk .ipa .dll .bat .cmd .com .scr",
        Text("程序", "a program"), _WORTHLESS, _ZIPPED,
    ),
    FileKind(_C.EMPTY, _OTHER, (), Text("空文件", "an empty file")),
    FileKind(_C.UNKNOWN, _OTHER, (), Text("内容不明的文件", "a file of unknown content")),
)  # fmt: skip

#: Content → what is known of it.
FILE_KINDS: dict[Content, FileKind] = {kind.content: kind for kind in _ROWS}
