"""自查回执: the page that lies on top of a sealed archive, to be printed, signed and stamped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from jlxx_check.model.about import NAME
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report
from jlxx_check.reporters.authorship import marked
from jlxx_check.reporters.docx.layout import Letter
from jlxx_check.reporters.docx.report_letter import steady
from jlxx_check.reporters.wording import LEVELS, NOT_JUDGED, asked_titles, verdict_text, when_due
from jlxx_check.text import Lang, Text, joined, same
from jlxx_check.values.file_size import size_shown
from jlxx_check.values.moments import said_moment
from jlxx_check.values.visible import visible

_TITLE = Text("自查回执", "Receipt of a check before handing in")
#: Widths of labels and of values in millimetres: 156 are between the edges.
_LABELS, _VALUES = 34, 122
_TEXT, _LINE = Pt(12), Pt(19)  # 小四
_CODE, _SIGNED = Mm(32), Mm(80)
_STYLE = "Receipt"
_GROUP = 8


def to_receipt(report: Report, digest: str, now: datetime, lang: Lang) -> bytes:
    """The page as a .docx file, marked as the program's own.

    digest: SHA-256 of the list of digests. now: when the package was judged, China time.
    """
    title = _TITLE.say(lang)
    letter = Letter(lang, f"{title} {report.package.name}")
    _style(letter)
    letter.title(title)
    _rows(letter, _said(report, digest, now))
    _code(letter, digest)
    for text in _notes(report):
        _small(letter, text.say(lang))
    _signature(letter)
    data = BytesIO()
    letter.document.save(data)
    return marked(steady(data.getvalue()), "docx")


def qr_text(digest: str) -> str:
    """What the code on the page says."""
    return f"sha256:{digest}"


def _said(report: Report, digest: str, now: datetime) -> Sequence[tuple[Text, Text]]:
    pack, package, counts = report.pack, report.package, report.summary
    levels = [
        (LEVELS[Level.ERROR], counts.error),
        (LEVELS[Level.WARNING], counts.warning),
        (LEVELS[Level.REVIEW], counts.review),
        (NOT_JUDGED, counts.not_judged),
    ]
    found = joined((Text(f"{n.zh} {c}", f"{n.en} {c}") for n, c in levels), "，", ", ")
    verdict, version = verdict_text(report), pack.sha256[:12]
    parts = [digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP)]
    spaced = " ".join(parts)
    return (
        (Text("报送单位", "Unit"), same(package.name)),
        (
            Text("自查结论", "Verdict"),
            Text(f"{verdict.zh}（{found.zh}）", f"{verdict.en} ({found.en})"),
        ),
        (Text("检查依据", "Notice"), pack.title),
        (
            Text("规则包", "Rule pack"),
            Text(f"{pack.id}（版本 {version}）", f"{pack.id} (version {version})"),
        ),
        (Text("检查程序", "Program"), same(f"{NAME} {report.tool_version}")),
        (Text("检查时间", "Judged at"), said_moment(now.replace(tzinfo=None))),
        (Text("报送截止", "Due"), when_due(pack.deadline)),
        (
            Text("材料", "Material"),
            Text(
                f"{package.files} 个文件，共 {size_shown(package.bytes)}",
                f"{package.files} files, {size_shown(package.bytes)}",
            ),
        ),
        (Text("清单摘要", "Digest"), Text(f"SHA-256：{spaced}", f"SHA-256: {spaced}")),
    )


def _notes(report: Report) -> list[Text]:
    notes = [
        Text(
            "二维码就是上面的清单摘要。收件单位用 jlxx-check 核对压缩包，摘要相同、清单无误，"
            "说明材料与检查时完全一样。",
            "The code is the digest above. Whoever receives the archive holds it against its list "
            "with jlxx-check: an equal digest means that the material is what was judged.",
        ),
        Text(
            "摘要只说明内容没有变，不说明是谁写的；以单位公章和收件单位的核对为准。",
            "A digest proves that nothing changed, not who wrote it: the seal of the unit and the "
            "office's own check count.",
        ),
    ]
    asked = asked_titles(report)
    if asked is not None:
        told = sum(item.decision is None for item in report.asked)
        notes.insert(
            0,
            Text(
                f"没有结论的项目里有{told}项（{asked.zh}）要有收件单位手里的资料（如收到日期）才能判断，"
                "自查时没有提供。",
                f"Of what was not judged, {told} ({asked.en}) take what only the office has, such "
                "as the day of arrival.",
            ),
        )
    if report.partial:
        notes.insert(0, _PARTIAL)
    elif not report.ready:
        notes.insert(0, _ANYWAY)
    return notes


_ANYWAY = Text(
    "注意：材料没有全部通过自查，报送单位决定仍然报送，未解决的问题见压缩包里的检查报告。",
    "Mind: not all is as asked, and the unit hands it in all the same; see the report in the "
    "archive for what is open.",
)
_PARTIAL = Text(
    "注意：自查时只检查了一部分规则，不能作为符合要求的依据。",
    "Mind: only some of the rules were judged; nothing here says that the package complies.",
)


def _rows(letter: Letter, rows: Sequence[tuple[Text, Text]]) -> None:
    table = letter.document.add_table(rows=0, cols=2)
    table.style = letter.document.styles["Table Grid"]
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, (_LABELS, _VALUES), strict=True):
        column.width = Mm(width)
    for row in rows:
        cells = table.add_row().cells
        for cell, text, width in zip(cells, row, (_LABELS, _VALUES), strict=True):
            cell.width = Mm(width)
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            cell.paragraphs[0].style = _STYLE
            cell.paragraphs[0].add_run(visible(text.say(letter.lang)))
        cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _code(letter: Letter, digest: str) -> None:
    """The digest as a QR code, in the middle."""
    import segno

    picture = BytesIO()
    segno.make(qr_text(digest), error="m", micro=False).save(picture, kind="png", scale=8, border=4)
    picture.seek(0)
    paragraph = letter.document.add_paragraph(style=_STYLE)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = 1.0  # an exact line would cut the picture off
    run = paragraph.add_run()
    run.add_picture(picture, width=_CODE)
    for properties in run._element.iter(qn("wp:docPr")):
        properties.set("descr", qr_text(digest))


def _small(letter: Letter, text: str) -> None:
    paragraph = letter.document.add_paragraph(visible(text), _STYLE)
    paragraph.paragraph_format.first_line_indent = Pt(2 * _TEXT.pt)


def _signature(letter: Letter) -> None:
    """Who answers for it: a name, the seal, the day, all left to be written."""
    lines = (
        Text("经办人（签字）：", "Signed by:"),
        Text("单位（盖章）：", "Seal of the unit:"),
        Text("　　　　年　　月　　日", "Day:"),
    )
    for line in lines:
        paragraph = letter.document.add_paragraph(line.say(letter.lang), _STYLE)
        paragraph.paragraph_format.left_indent = _SIGNED
        paragraph.paragraph_format.space_before = Pt(10)


def _style(letter: Letter) -> None:
    """The style of all but the title: off the grid of lines, which is a letter's."""
    style = letter.document.styles.add_style(_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    style.font.size = _TEXT
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = _LINE
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(1)
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    style.element.get_or_add_pPr().append(snap)
