"""What a file can be: every content there is, the families, and the marks that tell one by bytes.

A new kind of file is a member here, with a mark where it has one, and a row in ``file_kinds``. Text
is told in ``probes.sniffing.sniff``, recordings without a fixed mark in ``base_media``.
"""

from __future__ import annotations

from enum import StrEnum

from jlxx_check.text import Text


class Content(StrEnum):
    """What a file is by its bytes, whatever its name says."""

    JPEG = "jpeg"
    PNG = "png"
    HEIC = "heic"
    AVIF = "avif"
    WEBP = "webp"
    TIFF = "tiff"
    BMP = "bmp"
    GIF = "gif"
    PSD = "psd"
    JXL = "jxl"
    JP2 = "jp2"
    RAW = "camera-raw"
    LIVP = "livp"
    PICTURE_OTHER = "picture-other"
    SVG = "svg"
    EPS = "eps"
    ILLUSTRATOR = "illustrator"
    COREL = "corel-draw"
    DWG = "dwg"
    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    XLSX = "xlsx"
    XLS = "xls"
    PPTX = "pptx"
    PPT = "ppt"
    OFFICE_ENCRYPTED = "office-encrypted"
    RTF = "rtf"
    HTML = "html"
    MHT = "mht"
    TEXT = "text"
    WORD_XML = "word-2003-xml"
    EXCEL_XML = "excel-2003-xml"
    XML = "xml"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    OFD = "ofd"
    UOF = "uof"
    PAGES = "pages"
    NUMBERS = "numbers"
    KEYNOTE = "keynote"
    OLD_OFFICE = "old-office"
    XPS = "xps"
    CAJ = "caj"
    EPUB = "epub"
    CHM = "chm"
    ONENOTE = "onenote"
    VISIO = "visio"
    PROJECT = "project"
    PUBLISHER = "publisher"
    MAIL = "mail"
    ZIP = "zip"
    RAR = "rar"
    SEVENZIP = "7z"
    TAR = "tar"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    ZSTD = "zstd"
    SELF_EXTRACTING = "self-extracting"
    CAB = "cab"
    ISO = "iso"
    DMG = "dmg"
    ARCHIVE_OTHER = "archive-other"
    MP4 = "mp4"
    QUICKTIME = "quicktime"
    MATROSKA = "matroska"
    AVI = "avi"
    WMV = "wmv"
    FLV = "flv"
    MPEG = "mpeg"
    REALMEDIA = "realmedia"
    RECORDER = "recorder"
    FLASH = "flash"
    M4A = "m4a"
    MP3 = "mp3"
    WAV = "wav"
    SILK = "silk"
    AUDIO_OTHER = "audio-other"
    CAPTIONS = "captions"
    SHORTCUT = "shortcut"
    CLOUD = "cloud-placeholder"
    PARTIAL = "partial-download"
    LFS = "git-lfs"
    PROGRAM = "program"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class Group(StrEnum):
    """The families of content that a role may ask for."""

    PHOTO = "photo"
    VIDEO = "video"
    AUDIO = "audio"
    CAPTIONS = "captions"  # what is said in a recording, in a file beside it
    DOCUMENT = "document"
    ARCHIVE = "archive"
    OTHER = "other"


#: What people call the families.
GROUP_TITLES = {
    Group.PHOTO: Text("照片", "a picture"),
    Group.VIDEO: Text("视频", "a video"),
    Group.AUDIO: Text("录音", "a sound recording"),
    Group.CAPTIONS: Text("字幕", "captions"),
    Group.DOCUMENT: Text("文档", "a document"),
    Group.ARCHIVE: Text("压缩包", "an archive"),
}


class Reader(StrEnum):
    """The probe that reads a format."""

    PHOTO = "photo"
    VIDEO = "video"
    AUDIO = "audio"
    CAPTIONS = "captions"
    WORD = "word"
    OLD_WORD = "old-word"
    WORKBOOK = "workbook"
    PDF = "pdf"
    TEXT = "text"
    LOCKED = "locked"  # nobody without the password, unless it is Excel's own


class Trait(StrEnum):
    """What sets a format apart where files are opened and counted."""

    PACKAGE = "package"  # an archive that is opened as a folder
    PACKED = "packed"  # holds other files, and is not opened here
    ZIPPED = "zipped"  # a zip file inside, and no archive
    ABSENT = "absent"  # stands for a file that is not there
    TYPED = "typed"  # a text that can be edited as Word's can
    SHEETS = "sheets"  # rows and columns, as a workbook has


#: How a zip file begins: with a member, or with the end of an empty list of them.
ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_MARKS = (*("31be0000", "dba52d00", "9ba52100", "ff575043", "000002000604", "00001a000010"),)
#: How a file of this content begins.
MARKS: tuple[tuple[bytes, Content], ...] = (
    (b"\xff\xd8\xff", Content.JPEG),
    (b"\x89PNG\r\n\x1a\n", Content.PNG),
    (b"GIF87a", Content.GIF),
    (b"GIF89a", Content.GIF),
    (b"II*\x00", Content.TIFF),
    (b"MM\x00*", Content.TIFF),
    (b"II+\x00", Content.TIFF),
    (b"MM\x00+", Content.TIFF),
    (b"Rar!\x1a\x07", Content.RAR),
    (b"7z\xbc\xaf\x27\x1c", Content.SEVENZIP),
    (b"\x1f\x8b\x08", Content.GZIP),
    (b"\x1a\x45\xdf\xa3", Content.MATROSKA),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Content.WMV),
    (b"FLV\x01", Content.FLV),
    (b"\x00\x00\x01\xba", Content.MPEG),
    (b"\x00\x00\x01\xb3", Content.MPEG),
    (b"\x09\x00\x04\x00", Content.XLS),  # Excel 2 to 95, without a compound file around it
    (b"\x09\x02\x06\x00", Content.XLS),
    (b"\x09\x04\x06\x00", Content.XLS),
    (b"\x09\x08\x08\x00\x00\x05", Content.XLS),
    (b"OggS", Content.AUDIO_OTHER),
    (b"fLaC", Content.AUDIO_OTHER),
    (b"#!AMR", Content.AUDIO_OTHER),
    (b"MThd", Content.AUDIO_OTHER),
    (b"caff\x00\x01", Content.AUDIO_OTHER),
    (b"{\\rtf", Content.RTF),
    (b"8BPS", Content.PSD),
    (b"\xff\x0a", Content.JXL),
    (b"\0\0\0\x0cJXL \r\n\x87\n", Content.JXL),
    (b"\0\0\0\x0cjP  \r\n\x87\n", Content.JP2),
    (b"\xff\x4f\xff\x51", Content.JP2),
    *((mark, Content.RAW) for mark in (b"IIRO", b"IIRS", b"MMOR", b"IIU\0", b"FOVb", b"\0MRM")),
    (b"FUJIFILMCCD-RAW", Content.RAW),
    (b"II\x1a\0\0\0HEAPCCDR", Content.RAW),
    (b"%!PS", Content.EPS),
    (b"\xc5\xd0\xd3\xc6", Content.EPS),
    (b"ITSF", Content.CHM),
    # Word for DOS and Word 2, WordPerfect, Lotus 1-2-3
    *((bytes.fromhex(mark), Content.OLD_OFFICE) for mark in _OLD_MARKS),
    (bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3"), Content.ONENOTE),
    (b"\xfd7zXZ\0", Content.XZ),
    (b"\x28\xb5\x2f\xfd", Content.ZSTD),
    (b"#!SILK", Content.SILK),
    (b"\x02#!SILK", Content.SILK),
    (bytes.fromhex("4c0000000114020000000000c000000000000046"), Content.SHORTCUT),
    (b"book\0\0\0\0mark", Content.SHORTCUT),
    (b"version https://git-lfs.github.com/spec/", Content.LFS),
)
#: Marks of letters, which a text may begin with, too.
WORDED_MARKS = (
    (b"AC10", Content.DWG),
    (b"BZh", Content.BZIP2),
    (b".RMF", Content.REALMEDIA),
    (b"DHAV", Content.RECORDER),
    (b"DAV\0", Content.RECORDER),
    (b"FWS", Content.FLASH),
    (b"CWS", Content.FLASH),
    (b"ZWS", Content.FLASH),
    (b"MAC ", Content.AUDIO_OTHER),
)
#: A member that one kind of zip file alone has, in lower case.
ZIP_MEMBERS = {
    "ofd.xml": Content.OFD,
    "uof.xml": Content.UOF,
    "_meta/meta.xml": Content.UOF,
    "fixeddocseq.fdseq": Content.XPS,
    "fixeddocumentsequence.fdseq": Content.XPS,
    "visio/document.xml": Content.VISIO,
    "content/riffdata.cdr": Content.COREL,
    "androidmanifest.xml": Content.PROGRAM,
    "meta-inf/container.xml": Content.EPUB,
    "index.apxl": Content.KEYNOTE,
    "index.apxl.gz": Content.KEYNOTE,
}
#: What a zip file says of itself, in its first member or its manifest.
ZIP_SAYINGS = (
    (b"application/epub+zip", Content.EPUB),
    (b"opendocument.text", Content.ODT),
    (b"opendocument.spreadsheet", Content.ODS),
    (b"opendocument.presentation", Content.ODP),
    (b"vnd.corel", Content.COREL),
)
#: The folder of the main part of an Office file, and the type that it has wherever it lies.
OFFICE_FOLDERS = (
    ("word/", Content.DOCX),
    ("xl/", Content.XLSX),
    ("ppt/", Content.PPTX),
)
OFFICE_TYPES = (
    (b"wordprocessingml.", Content.DOCX),
    (b"ms-word.", Content.DOCX),
    (b"spreadsheetml.", Content.XLSX),
    (b"ms-excel.", Content.XLSX),
    (b"presentationml.", Content.PPTX),
)
#: A stream or storage of a compound file, in lower case.
COMPOUND_STREAMS = (
    ("encryptedpackage", Content.OFFICE_ENCRYPTED),
    ("encryptioninfo", Content.OFFICE_ENCRYPTED),
    ("worddocument", Content.DOC),
    ("workbook", Content.XLS),
    ("book", Content.XLS),
    ("powerpoint document", Content.PPT),
    ("__properties_version1.0", Content.MAIL),
    ("visiodocument", Content.VISIO),
    ("quill", Content.PUBLISHER),
    ("matost", Content.OLD_OFFICE),
)


def marks_of(*contents: Content) -> tuple[bytes, ...]:
    """How files of these contents begin."""
    return tuple(mark for mark, content in (*MARKS, *WORDED_MARKS) if content in contents)
