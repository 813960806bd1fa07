"""``jlxx-check page``: one file that checks in a browser, nothing installed."""

from __future__ import annotations

import sys
from dataclasses import MISSING

import typer

from jlxx_check import api
from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.cli.commands.rules.preview import PreviewOptions, require_free
from jlxx_check.cli.common_names import given_pack
from jlxx_check.cli.framework import add_command, like
from jlxx_check.cli.options import JudgingOptions, LanguageOption
from jlxx_check.cli.outputs import write_file
from jlxx_check.cli.paths import given_output
from jlxx_check.cli.screen import page_width, print_lines
from jlxx_check.model.about import DEFAULT_PACK
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen

_PAGE = Text(
    """写出一个网页文件，报送单位用浏览器打开它就能自查：不用安装，不联网，材料不离开那台电脑。
可以放在通知旁边，也可以用 U 盘拷给各单位。

例如：

  jlxx-check page --to 自查.html

  jlxx-check page --rules jilin-2023 --rules 我的规则包 --to 自查.html""",
    """Write one file that checks in a browser: nothing to install, no network, and the material
never leaves that computer. Put it beside the notice, or hand it on.

Examples:

  jlxx-check page --to check.html

  jlxx-check page --rules jilin-2023 --rules PACK --to check.html""",
)


@frozen
class PageOptions:
    """Which packs, and where to."""

    to: str = like(
        PreviewOptions,
        "to",
        Text("写到这个 .html 文件。", "The .html file to write."),
        metavar="FILE.html",
        default=MISSING,
    )
    rules: list[str] = like(
        JudgingOptions,
        "rules",
        Text(
            f"网页里的规则包，名称或路径，可写多次；不写就是 {DEFAULT_PACK}。",
            f"A pack of the page, by name or path; may be repeated. Default {DEFAULT_PACK}.",
        ),
        default=(),
    )
    force: bool = like(PreviewOptions, "force")
    lang: str | None = like(LanguageOption, "lang")


def add_page(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    def page_command(options: PageOptions) -> None:
        from jlxx_check.browser.page_file import write_page

        path = given_output(options.to, "--to")
        if path.suffix.lower() not in (".html", ".htm"):
            raise CallProblem(
                Text(
                    f"--to 的扩展名应是 .html：{path.name}",
                    f"--to has to end in .html: {path.name}",
                )
            )
        named = dict.fromkeys(options.rules or [DEFAULT_PACK])
        packs = [api.load_pack(given_pack(name)) for name in named]
        require_free(path, force=options.force)
        data = write_page(packs, lang)
        write_file(path, data)
        page = Page(lang, page_width(sys.stdout))
        size = f"{len(data) / 1e6:.0f} MB"
        page.put(
            Text(
                f"已写好：{path}（{size}）。用新版的 Chrome、Edge 等浏览器打开，拖入材料即可。",
                f"Written: {path} ({size}). Open it in a recent Chrome or Edge and drop a folder.",
            )
        )
        print_lines(page.lines)

    add_command(app, "page", page_command, lang, _PAGE, short=COMMANDS["page"])
