"""``jlxx-check repair PATH --to DIR``: a copy of a package with what a machine can put right."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from jlxx_check import api
from jlxx_check.cli import composing
from jlxx_check.cli.call_problems import CallProblem, say_aside
from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.cli.commands.rules.preview import PreviewOptions
from jlxx_check.cli.common_names import rules_meant
from jlxx_check.cli.framework import add_command, argument, like, option
from jlxx_check.cli.next_step import asked_again, check_call, repair_call, seal_step
from jlxx_check.cli.options import JudgingOptions, ReadingOptions
from jlxx_check.cli.paths import existing_package, given_path
from jlxx_check.cli.screen import mending_bar, page_width, print_lines, progress_bar, tell
from jlxx_check.reporters.terminal.styled_line import Styled
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.shell_words import quoted
from jlxx_check.values.visible import visible
from jlxx_check.values.whole_files import write_whole

if TYPE_CHECKING:
    from jlxx_check.api import CheckSettings, Progress, RulePack
    from jlxx_check.unit.repair.carrying_out import MendProgress
    from jlxx_check.unit.repair.repairing import Repaired

_HELP = Text(
    """把材料包里能由程序改好的改好，另存为一份新材料。原材料只读，不会被改动。

由程序做：视频转换为要求的格式；HEIC、WebP 等照片和实况照片转换为 JPG；证件照居中裁剪；
只在表格里的照片取出来；.wps、.doc、.rtf、.odt 转换为 .docx（本机装有 LibreOffice 时）；
缺的名册由填好的表生成草稿；文件按推荐的写法命名、归位；系统留下的文件和重复的文件不放入。

不动：填写的内容、文字篇幅、数量、顺序。改不了的，逐人列出。

例如：

  jlxx-check repair 长春市教育局 --dry-run              先看打算怎样改

  jlxx-check repair 长春市教育局 --to 长春市教育局-整理

中断后再运行同一条命令，接着做。新材料旁边另有一份“修改说明”：前后对照和逐人的文字。

退出码：新材料的检查结果（0 符合；1 不符合；3 没能检查完）；2 命令写错，什么都没做。""",
    """Write a copy of a package with what a machine can put right. The package is only read.

By machine: films to what the notice asks; HEIC, WebP and the like and Live Photos to JPEG; ID
photos cropped in the middle; pictures that are only in a form taken out; .wps, .doc, .rtf and
.odt to .docx (where LibreOffice is installed); missing registers drafted from the forms; files
named and filed as recommended; leftovers and exact copies left out.

Never touched: what people wrote, lengths, numbers, order. What it cannot mend is listed by person.

Examples:

  jlxx-check repair PACKAGE --dry-run --lang en       the plan alone

  jlxx-check repair PACKAGE --to MENDED --lang en

Interrupted, the same command goes on. A note beside the copy holds it against what was handed in.

Exit status: the copy's (0 complies; 1 does not; 3 not all could be judged); 2 wrong call.""",
)


@frozen
class RepairOptions:
    """What is mended, how, and where the copy goes."""

    place: str = argument(
        "PATH",
        "材料包：文件夹，或 .zip、.7z、.tar、.rar 压缩包。",
        "The package: a folder, or an archive (.zip, .7z, .tar, .rar).",
    )
    to: str = like(
        PreviewOptions,
        "to",
        Text(
            "新材料放在这个文件夹：还没有的，或者空的。",
            "The copy's folder: one that is not there yet, or is empty.",
        ),
        default="",
        metavar="DIR",
    )
    dry_run: bool = option(
        "--dry-run",
        "只列出打算怎样改，不写任何文件。",
        "Only list what would be done; nothing is written.",
        default=False,
        called=("预演", "试运行", "只看", "计划"),
    )
    no_location: bool = option(
        "--no-location",
        "去掉照片和视频里的拍摄地点（GPS），画面不动。",
        "Take out of pictures and films where they were taken; pixels stay.",
        default=False,
        called=("去掉地点", "不要地点"),
    )


def add_repair(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    def repair_command(
        own: RepairOptions, judging: JudgingOptions, reading: ReadingOptions
    ) -> None:
        call = _Call(own, judging, reading, lang)
        try:
            repaired = call.repaired()
        except KeyboardInterrupt:
            call.tell_kept()
            raise
        for notice in repaired.notices:
            tell(notice, lang)
        print_lines(call.lines(repaired))
        raise typer.Exit(
            api.exit_status([repaired.after or repaired.before], strict=judging.strict)
        )

    add_command(
        app, "repair", repair_command, lang, _HELP, short=COMMANDS["repair"], bare_help=True
    )


class _Call:
    """The call read, and what becomes of its outcome."""

    def __init__(
        self, own: RepairOptions, judging: JudgingOptions, reading: ReadingOptions, lang: Lang
    ) -> None:
        """Raises CallProblem."""
        self.package = existing_package(own.place, "PATH")
        self._judging, self._reading, self._lang = judging, reading, lang
        self._asked = ""
        if not (own.to or own.dry_run):
            name = self.package.resolve().name
            raise CallProblem(
                Text(
                    f"请写明新材料放在哪里，例如：--to {quoted(f'{name}-整理')}；"
                    "只想看打算怎样改，请加 --dry-run。",
                    f"Say where the copy goes, such as --to {quoted(f'{name}-mended')}; or add "
                    "--dry-run to see the plan alone.",
                )
            )
        self.target = None if own.dry_run else given_path(own.to, "--to")
        self._to, self._placeless = own.to, own.no_location
        self._note: Path | None = None

    def repaired(self) -> Repaired:
        """The repair, or its plan. Raises what ``run_repair`` does, CallProblem and PackError."""
        # Late: no other command needs what writes pictures, films and documents.
        from jlxx_check.unit.repair.repairing import RepairCall, run_repair

        quiet = self._judging.quiet
        with _bars(self._lang, self.package.name, enabled=not quiet) as (read, mended):
            return run_repair(
                RepairCall(
                    self.package,
                    self.target,
                    self._settings(),
                    placeless=self._placeless,
                    reading=read,
                    progress=mended or _silent,
                    write_note=self._write_note,
                )
            )

    def tell_kept(self) -> None:
        """Say where the work lies that an interrupt has cut short; nothing where none is kept."""
        from jlxx_check.unit.repair.workshop import kept_work

        kept = None if self.target is None else kept_work(self.target)
        if kept is not None:
            say_aside(visible(kept.say(self._lang)))

    def _settings(self) -> CheckSettings:
        """By what the package and its copy are judged. Raises CallProblem and PackError."""
        judging = self._judging
        pack: RulePack = composing.rule_pack(judging, self._lang)
        received = composing.received(judging, pack)
        self._asked = asked_again(self._lang, judging, self._reading, received=received)
        return api.CheckSettings(
            pack=pack,
            received=received,
            select=rules_meant(judging.select, pack),
            ignore=rules_meant(judging.ignore, pack),
            show_personal=judging.show_personal,
            decisions=composing.decisions(judging, pack, (self.package,), several=False),
            reading=composing.reading(self._reading),
        )

    def _write_note(self, repaired: Repaired) -> None:
        """The page beside the copy, there before the copy is. Raises OSError."""
        from jlxx_check.unit.repair.mend_note import mend_note, note_beside

        assert repaired.copy is not None
        self._note = note_beside(repaired.copy)
        write_whole(self._note, mend_note(repaired, self._lang))

    def _then(self, repaired: Repaired) -> str:
        """What carries the plan out."""
        name = repaired.before.package.name
        return repair_call(self.package, name, self._asked, self._to, placeless=self._placeless)

    def lines(self, repaired: Repaired) -> list[Styled]:
        """What is said in the end."""
        from jlxx_check.unit.repair.mend_lines import brief_lines, plan_lines, repaired_lines

        width, lang = page_width(sys.stdout), self._lang
        if repaired.after is None:
            return plan_lines(repaired, lang, width, then=self._then(repaired))
        if self._judging.quiet:
            return brief_lines(repaired, lang, width)
        assert self.target is not None
        note = str(self._note)
        then = check_call(self.target, self._asked)
        lines = repaired_lines(repaired, lang, width, note=note, then=then)
        sealing = seal_step(repaired.after, self.target, self._asked, lang, width)
        return lines[:-1] + sealing if sealing else lines


def _silent(_done: int, _all: int, _name: str) -> None:
    """Nobody watches."""


@contextmanager
def _bars(
    lang: Lang, name: str, *, enabled: bool
) -> Iterator[tuple[Progress | None, MendProgress | None]]:
    """How far the package is read, then how far the copy is."""
    with (
        progress_bar(lang, name, enabled=enabled) as read,
        mending_bar(lang, name, enabled=enabled) as mended,
    ):
        yield read, mended
