"""``jlxx-check cache``: what is remembered of files, how much of it, and how to erase it."""

from __future__ import annotations

import sys

import typer

from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.cli.composing import cache_folder
from jlxx_check.cli.framework import add_command, example, like, new_app
from jlxx_check.cli.options import LanguageOption, ReadingOptions
from jlxx_check.cli.screen import page_width, print_lines
from jlxx_check.facts.cache_names import MADE, NOTE, TEXT
from jlxx_check.facts.facts_cache import LIMIT, VARIABLE, FactsCache, Survey
from jlxx_check.model.facts import Group
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.text import Lang, Text
from jlxx_check.values.file_size import size_shown
from jlxx_check.values.frozen_types import frozen

_KINDS = {
    Group.PHOTO: Text("照片", "photos"),
    Group.VIDEO: Text("视频", "videos"),
    Group.AUDIO: Text("录音", "sound recordings"),
    Group.CAPTIONS: Text("字幕", "captions"),
    MADE: Text(
        "报告和汇总表的行（同样加密）", "reports and the master register's rows (ciphered likewise)"
    ),
    NOTE: Text("报告要凭哪些文档打开（同样加密）", "which documents open them (ciphered likewise)"),
    TEXT: Text(
        "文档（加密，凭原文件才能打开）", "documents (ciphered: only the file itself opens them)"
    ),
    Group.DOCUMENT: Text("没有文字的扫描件", "scans without text"),
    Group.ARCHIVE: Text("压缩包", "archives"),
    Group.OTHER: Text("其他文件", "other files"),
}

_INFO = Text(
    "缓存在哪里、有多大、存了什么、怎样清除。",
    "Where the cache is, its size, what it holds, how to erase it.",
)
_CLEAR = Text(
    "清除缓存。下次检查会重新读取每个文件，结果不变。",
    "Erase the cache. The next check reads every file anew; its result is the same.",
)


@frozen
class CacheOptions:
    """Which cache it is about."""

    cache: str | None = like(ReadingOptions, "cache")
    lang: str | None = like(LanguageOption, "lang")


def add_cache(app: typer.Typer, lang: Lang) -> None:
    """Add the group of commands to the application."""
    told = Text("查看和清除缓存。", "What is remembered of files, and how to erase it.")
    group = new_app(lang, help=told.say(lang))
    app.add_typer(group, name="cache", short_help=COMMANDS["cache"].say(lang))

    def info_command(options: CacheOptions) -> None:
        from jlxx_check.api.kept_packs import KeptPacks  # late: with it comes all that judges

        held = FactsCache(cache_folder(options.cache))
        page = Page(lang, page_width(sys.stdout))
        page.put(Text(f"位置：{held.folder}", f"Folder: {held.folder}"))
        survey, packs = held.survey(), len(KeptPacks(held.folder).files())
        if survey is None and not packs:
            page.put(Text("还没有缓存。", "There is no cache yet."))
        if survey is not None:
            _say_what_it_holds(page, survey)
        if packs:
            page.put(
                Text(
                    f"读好的规则包 {packs} 个：只有通知的内容，不含往年名单；下次不用再读一遍。",
                    f"{packs} pack(s) as loaded: what the notice says, without previous winners.",
                )
            )
        if survey is not None or packs:
            page.put(Text("清除：jlxx-check cache clear", "To erase it: jlxx-check cache clear"))
        page.blank()
        page.put(
            Text(
                f"换位置：--cache 文件夹，或设环境变量 {VARIABLE}。不用缓存：--no-cache。",
                f"Another folder: --cache DIR, or set {VARIABLE}. No cache: --no-cache.",
            )
        )
        print_lines(page.lines)

    def clear_command(options: CacheOptions) -> None:
        from jlxx_check.api.kept_packs import KeptPacks  # late, as above

        held = FactsCache(cache_folder(options.cache))
        packs = KeptPacks(held.folder).clear()  # first: the other takes the folder away
        erased = held.clear() or packs
        page = Page(lang, page_width(sys.stdout))
        page.put(
            Text(f"已清除缓存：{held.folder}", f"The cache is erased: {held.folder}")
            if erased
            else Text(f"没有缓存：{held.folder}", f"There is no cache in {held.folder}")
        )
        print_lines(page.lines)

    add_command(group, "info", info_command, lang, example(_INFO, "jlxx-check cache info"))
    add_command(group, "clear", clear_command, lang, example(_CLEAR, "jlxx-check cache clear"))


def _say_what_it_holds(page: Page, survey: Survey) -> None:
    held, limit = size_shown(survey.size), size_shown(LIMIT)
    page.put(
        Text(
            f"大小：{held}（超过 {limit} 时，最久没有用到的先删）",
            f"Size: {held} (beyond {limit} what was not used for longest is dropped)",
        )
    )
    if survey.entries is None:
        page.put(
            Text(
                "文件已损坏，下次检查时自动重建，不影响检查结果。",
                "The file is damaged; the next check makes it anew. No result depends on it.",
            )
        )
    else:
        page.put(Text("内容：", "Holds:"))
        for group, name in _KINDS.items():
            if count := survey.entries.get(group):
                page.put(Text(f"{name.zh} {count} 个", f"{count} {name.en}"), indent=2)
        if not survey.entries:
            page.put(Text("空的", "nothing"), indent=2)
    page.put(
        Text(
            "存的是照片、视频、录音的测量结果和照片缩略图，看不到文件名。文档内容加密存放，密钥由原文件"
            "算出，不另外保存：有原文件才能打开，原文件删除后谁也打不开。",
            "It keeps measures of photos, videos and recordings, small pictures of photos, and no "
            "file's name in the open. What documents say is ciphered; the key is made of the "
            "document itself and kept nowhere: who has the document can open it, and nobody once "
            "that is gone.",
        )
    )
