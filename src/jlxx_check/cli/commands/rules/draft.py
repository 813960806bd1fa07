"""``rules draft``: a pack drafted from a notice's own text, for a person to confirm."""

from __future__ import annotations

import sys
from dataclasses import MISSING
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from jlxx_check.cli.commands.rules.preview import PreviewOptions
from jlxx_check.cli.framework import add_command, argument, example, like
from jlxx_check.cli.options import LanguageOption
from jlxx_check.cli.paths import given_path
from jlxx_check.cli.screen import page_width, print_lines
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.shell_words import quoted

if TYPE_CHECKING:
    from jlxx_check.authoring.draft.pack_files import WrittenDraft

_DRAFT = Text(
    "从通知（.docx、.pdf、.txt）起草一个规则包：逐句列出对应的规则、人工核对的事项和没有看懂的话。"
    "不联网，不用模型；每一处都标上confirm，由人核对后删去。已有的文件绝不覆盖。",
    "Draft a pack from a notice (.docx, .pdf, .txt, in Chinese): a rule, a question to a person or "
    "nothing for each sentence, and a list of what was not understood. No network, no model; "
    "everything bears a confirm mark until a person has taken it away. Nothing is overwritten.",
)
#: Sentences that were not understood and are shown; all stand in the file.
_SHOWN = 12


@frozen
class DraftOptions:
    """The notice, and where the draft goes."""

    notice: Path = argument("NOTICE", "通知文件。", "The notice.", default=MISSING)
    to: str = like(
        PreviewOptions,
        "to",
        Text("写到这个新的文件夹。", "The new folder that the draft is written to."),
        default="",
        metavar="DIR",
    )
    lang: str | None = like(LanguageOption, "lang")


def add_to(group: typer.Typer, lang: Lang) -> None:
    """Add the command to the group ``rules``."""

    def draft_command(options: DraftOptions) -> None:
        from jlxx_check.authoring.draft.pack_files import write_draft

        page = Page(lang, page_width(sys.stdout))
        to = given_path(options.to, "--to") if options.to else None
        _tell(page, write_draft(options.notice, lang, to))
        print_lines(page.lines)

    add_command(
        group, "draft", draft_command, lang, example(_DRAFT, "jlxx-check rules draft 通知.docx")
    )


def _tell(page: Page, written: WrittenDraft) -> None:
    from jlxx_check.authoring.draft.pack_files import counts
    from jlxx_check.authoring.draft.pack_texts import NOT_UNDERSTOOD
    from jlxx_check.authoring.draft.shortened import clean, cut

    found, drafted = counts(written.drafted), written.drafted
    page.put(Text(f"已起草规则包：{written.folder}", f"A pack was drafted: {written.folder}"))
    kinds = [item.title for item in drafted.subjects]
    page.put(Text(f"推荐的是：{'、'.join(kinds)}", f"put forward: {', '.join(kinds)}"), indent=2)
    day = drafted.days[0].moment if drafted.days else None
    page.put(Text(f"截止：{day or '没有找到'}", f"deadline: {day or 'none was found'}"), indent=2)
    page.put(
        Text(
            f"规则{found['rules']}条，人工核对{found['review']}项，"
            f"程序没有这项检查、改由人工核对的{found['no_check']}项",
            f"{found['rules']} rules, {found['review']} questions to a person, {found['no_check']} "
            "demands for which there is no check",
        ),
        indent=2,
    )
    page.put(
        Text(
            f"共{len(drafted.reads)}句：{found['nothing']}句对材料没有要求，"
            f"{found['unknown']}句没有看懂或没有全看懂",
            f"{len(drafted.reads)} sentences: {found['nothing']} ask nothing, {found['unknown']} "
            "were not understood, or not wholly",
        ),
        indent=2,
    )
    for sentence, _ in drafted.unknown[:_SHOWN]:
        page.put(f"{sentence.clause}　{cut(clean(sentence.text), 60)}", indent=4, style="yellow")
    if found["unknown"] > _SHOWN:
        more = found["unknown"] - _SHOWN
        page.put(
            Text(f"还有{more}句，见{NOT_UNDERSTOOD}", f"and {more} more, in {NOT_UNDERSTOOD}"),
            indent=4,
        )
    page.blank()
    page.put(
        Text(
            "每一处都要核对：看过、改好，删去它的confirm。还有几处没看：",
            "All of it has to be looked at: mend it, then take its confirm away. What is left:",
        )
    )
    page.call("  ", f"jlxx-check rules lint {quoted(str(written.folder))}")
