"""``jlxx-check seal``: the archive to hand in, exactly as checked; and one looked at again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from jlxx_check import api
from jlxx_check.cli import composing
from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.cli.commands.rules.preview import PreviewOptions
from jlxx_check.cli.common_names import rules_meant
from jlxx_check.cli.framework import add_command, argument, like, option
from jlxx_check.cli.next_step import asked_again, check_call
from jlxx_check.cli.options import CheckOptions, JudgingOptions, ReadingOptions
from jlxx_check.cli.paths import existing_package, given_path
from jlxx_check.cli.screen import page_width, print_lines, progress_bar, tell
from jlxx_check.model.outcome import ExitStatus
from jlxx_check.model.seal_state import SealStanding
from jlxx_check.reporters.terminal.report_lines import report_lines
from jlxx_check.reporters.terminal.styled_line import Styled
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.moments import day_of, in_china
from jlxx_check.values.shell_words import quoted

if TYPE_CHECKING:
    from jlxx_check.unit.seal import Sealed, VerifiedSeal

_HELP = Text(
    """检查材料，符合要求的打成一个压缩包（.zip）报送。
里面有全部文件的摘要清单、检查报告和可以打印盖章的自查回执。
收到的人用 check、batch 或 seal --verify，就知道是不是检查过的那一份。

例如：

  jlxx-check seal 长春市教育局 --to 长春市教育局.zip

  jlxx-check seal 长春市教育局 --to 桌面      放进这个文件夹，按通知命名

  jlxx-check seal 材料 --to 材料.zip --anyway   有问题也封存，回执上注明

  jlxx-check seal --verify 长春市教育局.zip

退出码：0 符合要求并已封存，或核对一致；1 不符合要求，或封存后有改动；
2 命令写错，或不能封存；3 没能检查完。""",
    """Judge a package and, where it complies, write one archive (.zip) to hand in.
It holds a list of digests of all files, the report, and a receipt to print and stamp.
Whoever receives it learns from check, batch or seal --verify whether it is what was checked.

Examples:

  jlxx-check seal PACKAGE --to PACKAGE.zip

  jlxx-check seal PACKAGE --to FOLDER        in it, called as the notice asks

  jlxx-check seal PACKAGE --to FILE.zip --anyway   though it does not comply

  jlxx-check seal --verify PACKAGE.zip

Exit status: 0 complies and is sealed, or is what was sealed; 1 does not comply, or was changed;
2 wrong call, or it cannot be sealed; 3 not all could be judged.""",
)


@frozen
class SealOptions:
    """What is sealed, where to; or what is looked at again."""

    package: str = argument(
        "PATH",
        "材料包：文件夹或压缩包；核对时是封存的压缩包，或它解压出的文件夹。",
        "The package; with --verify a sealed archive, or the folder that it was unpacked to.",
    )
    to: str = like(
        PreviewOptions,
        "to",
        Text(
            "写到这个文件（.zip）；写文件夹的，放在里面，按通知的写法命名。",
            "The archive to write (.zip); or a folder, in which it is called as the notice asks.",
        ),
        default="",
        metavar="FILE.zip",
    )
    anyway: bool = option(
        "--anyway",
        "不符合要求、没能检查完或只检查了一部分的，也封存；回执上注明。",
        "Seal it though it does not comply, or was judged in part; the receipt says so.",
        default=False,
        called=("仍然封存", "照样封存"),
    )
    verify: bool = option(
        "--verify",
        "不封存，只核对：是不是与检查时完全一样，哪些文件改动、缺少、多出。",
        "Seal nothing, but compare: is it what was checked, and which files differ?",
        default=False,
        called=("验证", "核对封存"),
    )
    force: bool = like(
        CheckOptions,
        "force",
        Text(
            "--to 的文件是本程序以前封存的，可以替换。",
            "Let --to replace an archive that this program sealed before.",
        ),
    )


def add_seal(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    def seal_command(own: SealOptions, judging: JudgingOptions, reading: ReadingOptions) -> None:
        path = existing_package(own.package, "PATH")
        if own.verify:
            raise typer.Exit(_verified(path, own, judging, reading, lang))
        raise typer.Exit(_sealed(path, own, judging, reading, lang))

    add_command(app, "seal", seal_command, lang, _HELP, short=COMMANDS["seal"], bare_help=True)


def _sealed(
    path: Path, own: SealOptions, judging: JudgingOptions, reading: ReadingOptions, lang: Lang
) -> int:
    """Judge, seal, say what to do next; the exit status."""
    from jlxx_check.unit.seal import seal_by

    if not own.to:
        example = f"--to {quoted(f'{path.resolve().name}.zip')}"
        raise CallProblem(
            Text(f"要写封存到哪个文件，例如：{example}", f"Say where to, such as: {example}")
        )
    if judging.show_personal:
        raise CallProblem(
            Text(
                "封存的报告里不显示完整的身份证号和电话，请去掉 --show-personal。",
                "The report that is sealed shows no personal number whole: leave out "
                "--show-personal.",
            )
        )
    pack = composing.rule_pack(judging, lang)
    settings = api.CheckSettings(
        pack=pack,
        received=composing.received(judging, pack),
        select=rules_meant(judging.select, pack),
        ignore=rules_meant(judging.ignore, pack),
        reading=composing.reading(reading),
        decisions=composing.decisions(judging, pack, [path], several=False),
    )
    to = given_path(own.to, "--to")
    with progress_bar(lang, path.name, enabled=not judging.quiet) as progress:
        done = seal_by(
            path,
            to,
            settings,
            anyway=own.anyway,
            force=own.force,
            progress=progress,
            lang=lang,
        )
    for notice in done.notices:
        tell(notice, lang)
    width = page_width(sys.stdout)
    if done.file is None:
        print_lines(report_lines(done.report, lang, width, quiet=True))
    asked = asked_again(lang, judging, reading, received=settings.received)
    print_lines(_told(done, check_call(path, asked), lang, width))
    if done.file is None and done.report.objected:
        return ExitStatus.WRONG
    # Of what was judged in part all may be well, and there is no archive all the same.
    return api.exit_status([done.report], strict=judging.strict, unfinished=done.file is None)


def _told(done: Sealed, then: str, lang: Lang, width: int) -> list[Styled]:
    from jlxx_check.reporters.terminal.sealed_lines import not_sealed_lines, sealed_lines

    if done.file is None:
        return not_sealed_lines(done.report, lang, width, then=then)
    return sealed_lines(
        done.report,
        str(done.file),
        done.digest,
        done.mail.said if done.mail else None,
        done.left_out,
        lang,
        width,
        # Who says when it came is not told that today is too late.
        today=day_of(in_china(done.report.received or composing.china_today())),
    )


_STATUS = {
    SealStanding.EXACT: ExitStatus.COMPLIES,
    SealStanding.CHANGED: ExitStatus.WRONG,
    SealStanding.UNPROVEN: ExitStatus.NOT_FINISHED,
}


def _verified(
    path: Path, own: SealOptions, judging: JudgingOptions, reading: ReadingOptions, lang: Lang
) -> int:
    """Compare and tell; the exit status."""
    from jlxx_check.reporters.terminal.sealed_lines import verified_lines
    from jlxx_check.unit.seal import verify_seal

    if own.to:
        raise CallProblem(
            Text(
                "--verify 只核对，不写文件：请去掉 --to。",
                "--verify writes nothing: leave out --to.",
            )
        )
    pack = composing.rule_pack(judging, lang)
    found: VerifiedSeal = verify_seal(path, pack, reading=composing.reading(reading))
    received = composing.received(judging, pack)
    then = check_call(path, asked_again(lang, judging, reading, received=received))
    width = page_width(sys.stdout)
    print_lines(verified_lines(found.name, found.seal, lang, width, then=then))
    return _STATUS[found.seal.standing]
