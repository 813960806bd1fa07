"""``jlxx-check init``: an empty package to fill in, or registers from a package's forms."""

from __future__ import annotations

import sys

import typer

from jlxx_check import api
from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.cli.common_names import given_pack
from jlxx_check.cli.framework import Takes, add_command, argument, example, like, option
from jlxx_check.cli.next_step import asked_again, check_call
from jlxx_check.cli.options import JudgingOptions, LanguageOption
from jlxx_check.cli.paths import existing_file, existing_package, given_path
from jlxx_check.cli.screen import page_width, print_lines
from jlxx_check.model.nouns import nouns_of
from jlxx_check.model.pack import Pack
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.text import Lang, Text, same
from jlxx_check.values.frozen_types import frozen

_INIT = Text(
    "建一个空的材料包供填写：文件夹、空白表、登记表、填报说明和清单。已有的文件绝不覆盖，只补缺少的。",
    "Begin a package to fill in: folders, blank forms and registers, notes and a checklist. What "
    "is there is never overwritten; only what is missing is added.",
)
#: Files that are named one by one; of more only how many there are.
_NAMED = 12


@frozen
class InitOptions:
    """What is begun, and where."""

    folder: str | None = argument(
        "DIR", "新的材料文件夹。", "The folder of the new package.", default=None
    )
    unit: str = option(
        "--unit NAME",
        "报送单位的名称。",
        "The unit that hands in.",
        default="",
        called=("单位", "报送单位"),
    )
    rules: str = like(JudgingOptions, "rules")
    stars: int | None = option(
        "--stars N", "个人（star）几名，同 --count star=N。", "As --count star=N.", called=("人数",)
    )
    projects: int | None = option(
        "--projects N",
        "项目（project）几个，同 --count project=N。",
        "As --count project=N.",
        called=("项目数",),
    )
    count: list[str] | None = option(
        "--count KIND=N",
        "某一类几个，类别用规则包里的名称，如 劳动模范=3；不写的，文件夹里已有的不增加，"
        "没有的按通知的最低数。可写多次。",
        "How many of a kind, by the pack's word for it; else as many as are there already, or the "
        "fewest that the notice takes. May be repeated.",
        called=("数量", "个数"),
    )
    filled: list[str] | None = option(
        "--from FILE",
        "填好的登记表：按它建各人（项目）的文件夹，并把内容填进空白表。可写多次。",
        "A register filled in: folders for its rows, and forms with what it says. May be repeated.",
        takes=Takes.GIVEN,
        called=("登记表",),
    )
    registers: str | None = option(
        "--registers PACKAGE",
        "反过来：读这个材料包里填好的表，生成登记表草稿（写到 DIR，不写则在材料包旁边）。",
        "The other way round: draft the registers from this package's forms, into DIR or beside "
        "the package.",
        takes=Takes.GIVEN,
        called=("生成登记表",),
    )
    lang: str | None = like(LanguageOption, "lang")


def add_init(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    def init_command(options: InitOptions) -> None:
        page = Page(lang, page_width(sys.stdout))
        if options.registers is not None:
            _draft(options, page)
        else:
            _begin(options, lang, page)
        print_lines(page.lines)

    told = example(_INIT, "jlxx-check init 报送材料 --unit 长春市教育局 --stars 6 --projects 5")
    add_command(app, "init", init_command, lang, told, short=COMMANDS["init"], bare_help=True)


_FEWEST = Text(
    "个数按通知的最低数；要改，用 --count 类别=个数 再运行一次。",
    "These are the fewest that the notice takes; --count KIND=N sets others.",
)
_AS_BEFORE = Text(
    "已有的类别，个数不变；要增加，用 --count 类别=个数 再运行一次。",
    "Of what was there, there are as many as before; --count KIND=N adds more.",
)


def _begin(options: InitOptions, lang: Lang, page: Page) -> None:
    from jlxx_check.unit.begin import init

    if options.folder is None:
        raise CallProblem(Text("请写明新材料文件夹的名称。", "Name the new package's folder."))
    folder = given_path(options.folder, "DIR")
    begun = init(
        folder,
        options.unit,
        given_pack(options.rules),
        counts=_counts(options),
        registers=[existing_file(file, "--from") for file in options.filled or ()],
        lang=lang,
        reading=api.Reading(),
    )
    new = len(begun.written)
    if new:
        done = (
            Text("已补上缺少的", "What was missing was added")
            if begun.kept
            else Text("已建好材料文件夹", "A package was begun")
        )
        page.put(
            Text(
                f"{done.zh}：{begun.folder}（新写{new}个文件）",
                f"{done.en}: {begun.folder} ({new} new file(s))",
            )
        )
    else:
        page.put(
            Text(
                f"“{begun.folder}”里什么都不缺，没有改动。",
                f"“{begun.folder}” lacks nothing; it was left as it is.",
            )
        )
    for title, number in begun.titled_counts:
        page.put(Text(f"{title.zh}：{number}个", f"{title.en}: {number}"), indent=2)
    if new and not _counts(options) and not options.filled:
        page.put(_AS_BEFORE if begun.kept else _FEWEST, indent=2)
    for title, number, wanted in begun.beyond_quota:
        page.put(
            Text(
                f"注意：通知要求{title.zh}{wanted.zh}，这里是{number}个，照此报送不符合要求。",
                f"Mind: the notice takes {wanted.en} of {title.en}; here are {number}.",
            ),
            indent=2,
            style="yellow",
        )
    for title, number in begun.titled_counts if options.filled and not _counts(options) else ():
        if not number:
            page.put(_unlisted(title, begun.pack), indent=2, style="yellow")
    if begun.filled:
        noun = nouns_of(begun.pack).short_register.zh
        page.put(
            Text(
                f"按{noun}填好了{begun.filled}份表中已知的栏目，其余请补填。",
                f"{begun.filled} form(s) were filled in as far as the register says.",
            ),
            indent=2,
        )
    if begun.kept:
        page.put(
            Text(
                f"原有的{len(begun.kept)}项保持不动：",
                f"{len(begun.kept)} item(s) were there and stay as they are:",
            ),
            indent=2,
        )
        for name in begun.kept[:_NAMED]:
            page.put(name, indent=4)
        if len(begun.kept) > _NAMED:
            page.put("…", indent=4)
    for name, number in begun.rowless.items():
        page.put(
            Text(
                f"注意：“{name}”也保持原样，新增的{number}个请在表中补登，序号接着往下排。",
                f"Mind: “{name}” stays as it is, too; add a row for each of the {number} new, "
                "numbered on.",
            ),
            indent=2,
            style="yellow",
        )
    page.blank()
    page.put(
        Text(
            f"下一步：先看“{begun.guide}”，照着填表、放文件；填好后自查：",
            f"Next: read “{begun.guide}”, fill in the forms and add the files; then check:",
        )
    )
    page.call("  ", check_call(begun.folder, asked_again(lang, options)))


def _unlisted(title: Text, pack: Pack) -> Text:
    noun = nouns_of(pack).short_register
    return Text(
        f"注意：给出的{noun.zh}里没有{title.zh}，所以没有建它的文件夹。要建，请另用 --from 给出它的"
        f"{noun.zh}，或者用 --count {title.zh}=个数，再运行一次。",
        f"Mind: no {noun.en} that was given lists any of {title.en}, so it has no folders. Give "
        f"its {noun.en} by --from, or --count KIND=N, and run again.",
    )


def _draft(options: InitOptions, page: Page) -> None:
    from jlxx_check.unit.register_drafts import draft_registers

    if options.filled:
        raise CallProblem(
            Text("--from 和 --registers 只能写一个。", "Give either --from or --registers.")
        )
    drafted = draft_registers(
        existing_package(options.registers or "", "--registers"),
        None if options.folder is None else given_path(options.folder, "DIR"),
        given_pack(options.rules),
        unit=options.unit.strip(),
        reading=api.Reading(),
    )
    noun = nouns_of(drafted.pack).short_register.zh
    page.put(
        Text(
            f"已生成{noun}草稿，写在：{drafted.folder}",
            f"Drafts of the registers were written to: {drafted.folder}",
        )
    )
    for name, rows in drafted.rows.items():
        page.put(Text(f"{name}：{rows}行", f"{name}: {rows} row(s)"), indent=2)
    if drafted.unread:
        names = drafted.unread[:_NAMED]
        more = "等" if len(drafted.unread) > _NAMED else ""
        page.put(
            Text(
                f"没有读到表、要手工补的：{'、'.join(names)}{more}",
                f"no form could be read, fill in by hand: {', '.join(names)}",
            ),
            indent=2,
        )
    page.blank()
    page.put(
        Text(
            "下一步：逐项核对，删去表中红色的草稿说明，再放进材料文件夹。表中有完整的身份证号和电话，注意保管。",
            "Next: check every cell, delete the red line that says it is a draft, and put it into "
            "the package. It holds personal numbers in full.",
        )
    )


def _counts(options: InitOptions) -> dict[str, int]:
    counts: dict[str, int] = {}
    for written in options.count or ():
        word, sign, number = written.replace("＝", "=").rpartition("=")
        if not sign or not word.strip() or not number.strip().isdecimal():
            raise CallProblem(
                Text(
                    f"--count 要写成 类别=个数，如 star=6，不能写“{written}”。",
                    f"--count takes KIND=N, such as star=6, not “{written}”.",
                )
            )
        count = int(number)
        if counts.setdefault(word.strip(), count) != count:
            from jlxx_check.unit.wanted_counts import two_numbers

            known = same(word.strip())
            raise CallProblem(two_numbers(known, counts[word.strip()], count))
    given = {"stars": options.stars, "projects": options.projects}
    return counts | {word: number for word, number in given.items() if number is not None}
