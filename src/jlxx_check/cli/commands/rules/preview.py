"""``rules preview``: a pack as the checklist that a unit reads before it starts."""

from __future__ import annotations

import sys
from dataclasses import MISSING
from pathlib import Path

import typer

from jlxx_check import api
from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.commands.rules.rules_read import PackOptions
from jlxx_check.cli.common_names import given_pack
from jlxx_check.cli.framework import Takes, add_command, example, like, option
from jlxx_check.cli.options import CheckOptions, LanguageOption
from jlxx_check.cli.outputs import write_file
from jlxx_check.cli.paths import given_output
from jlxx_check.cli.screen import page_width, print_lines
from jlxx_check.cli.targets import check_target, require_own
from jlxx_check.reporters.authorship import marked
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen

_PREVIEW = Text(
    "把一个规则包写成清单（.docx 或 .html），供报送单位动手前看：每类交什么、规格、数量和依据。",
    "Write a pack as a checklist (.docx or .html) that a unit reads before it starts: what to hand "
    "in for each kind, its measures, limits and clauses.",
)
_TO = "--to"


@frozen
class PreviewOptions:
    """Which pack, and where to."""

    pack: str = like(PackOptions, "pack")
    to: str = option(
        "--to FILE",
        "写到这个文件，.docx 或 .html。",
        "The file to write: .docx or .html.",
        default=MISSING,
        takes=Takes.WRITTEN,
    )
    force: bool = like(
        CheckOptions,
        "force",
        Text(
            "文件已经存在、又不是本程序写的，也覆盖它。",
            "Replace a file that this program did not write.",
        ),
    )
    lang: str | None = like(LanguageOption, "lang")


def add_to(group: typer.Typer, lang: Lang) -> None:
    """Add the command to the group ``rules``."""

    def preview_command(options: PreviewOptions) -> None:
        from jlxx_check.authoring.pack_preview import preview, preview_docx, preview_html

        path = given_output(options.to, _TO)
        made = {".docx": preview_docx, ".html": preview_html, ".htm": preview_html}
        render = made.get(path.suffix.lower())
        if render is None:
            raise CallProblem(
                Text(
                    f"--to 的扩展名应是 .docx 或 .html：{path.name}",
                    f"--to has to end in .docx or .html: {path.name}",
                )
            )
        pack = api.load_pack(given_pack(options.pack, "PACK"))
        require_free(path, force=options.force)
        data = render(preview(pack.pack, pack.rules), lang)
        write_file(path, marked(data, "docx" if render is preview_docx else "html"))
        page = Page(lang, page_width(sys.stdout))
        page.put(Text(f"已写好：{path}", f"Written: {path}"))
        print_lines(page.lines)

    told = example(_PREVIEW, "jlxx-check rules preview jilin-2023 --to 清单.docx")
    add_command(group, "preview", preview_command, lang, told)


def require_free(path: Path, *, force: bool) -> None:
    """Raises CallProblem where the file may not be written, by the name of this option."""
    try:
        check_target(path, ())
        if not force:
            require_own(path)
    except CallProblem as error:
        said = error.text
        raise CallProblem(
            Text(said.zh.replace("--output", _TO), said.en.replace("--output", _TO))
        ) from error
