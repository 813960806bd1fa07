"""Every option that several commands share, and those of ``check``: each declared once.

What only one command has is declared beside that command. What becomes of the words is in
``composing``.
"""

from __future__ import annotations

from jlxx_check.cli.framework import MOST, IsPath, Takes, like, option
from jlxx_check.facts.facts_cache import VARIABLE
from jlxx_check.model.about import DEFAULT_PACK
from jlxx_check.model.limits import GIB, MB, ArchiveLimits, FileLimits
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.values.frozen_types import frozen

LANGUAGE_VARIABLE = "JLXX_LANG"

_FILES = FileLimits()
_ARCHIVES = ArchiveLimits()
_UNPACKED = f"{_ARCHIVES.unpacked // GIB}G"
#: MB that a worker needs to read anything at all, the libraries' own share included.
_LEAST_MEMORY = 200


@frozen
class LanguageOption:
    """What every command has. It is read before parsing; here it is for the help page."""

    lang: str | None = option(
        "--lang zh|en",
        "输出语言，默认中文；也可以设环境变量 JLXX_LANG。",
        "The language, Chinese by default; or set JLXX_LANG.",
        called=("语言", "language"),
        variable=LANGUAGE_VARIABLE,
    )


@frozen
class JudgingOptions:
    """By what packages are judged."""

    rules: str = option(
        "--rules PACK",
        f"按哪个通知检查：规则包的名称或路径，默认 {DEFAULT_PACK}。",
        f"The rule pack to judge by: its name or path; default {DEFAULT_PACK}.",
        default=DEFAULT_PACK,
        takes=Takes.GIVEN,
        path=IsPath.WHERE_THERE,
        called=("规则", "规则包", "通知", "pack", "rulepack"),
        asks=True,
    )
    received: str | None = option(
        "--received DATE[THH:MM]",
        "收到材料的日期（北京时间），如 2023-07-08、7月8日、今天；不写就不判断是否逾期。",
        "When the package arrived (China time), or today; else no deadline.",
        takes=Takes.DATE,
        called=("收到", "收到日期", "收件日期", "日期", "接收日期", "date"),
        asks=True,
    )
    select: list[str] | None = option(
        "--select RULE",
        "只检查这条规则或这一类（如 video），可写多次。",
        "Only this rule or family (e.g. video); may be repeated.",
        takes=Takes.RULES,
        called=("只查", "只检查", "选择"),
        asks=True,
    )
    ignore: list[str] | None = option(
        "--ignore RULE",
        "不检查这条规则或这一类，可写多次。",
        "Leave out this rule or family.",
        takes=Takes.RULES,
        called=("忽略", "不查", "不检查", "跳过"),
        asks=True,
    )
    previous_winners: str | None = option(
        "--previous-winners FILE",
        "往年获评名单（csv 或 xlsx），与规则包自带的名单合用。",
        "Previous winners (csv or xlsx), added to the pack's own list.",
        takes=Takes.GIVEN,
        called=("往年名单", "往年", "获评名单"),
        asks=True,
    )
    decisions: list[str] | None = option(
        "--decisions FILE",
        "填好的核对台账.xlsx，或核对结果（YAML，空白的由 decisions new 生成）："
        "确认人工核对项、豁免问题；可写多次。",
        "A ledger filled in (xlsx), or a reviewer's confirmations and waivers in YAML, as "
        "decisions new writes it to fill in; may be repeated.",
        takes=Takes.GIVEN,
        called=("核对结果", "核对"),
        asks=True,
    )
    show_personal: bool = option(
        "--show-personal",
        "显示完整的身份证号和电话。",
        "Show ID-card and telephone numbers whole.",
        default=False,
    )
    strict: bool = option(
        "--strict",
        "有提醒时退出码也为 1。",
        "Warnings, too, give exit status 1.",
        default=False,
        asks=True,
    )
    quiet: bool = option(
        "--quiet",
        "只显示结论和错误；没能检查完的，还有原因。",
        "Only the verdict and the errors, or why not all could be judged.",
        default=False,
        called=("安静", "静默"),
    )
    lang: str | None = like(LanguageOption, "lang")


@frozen
class ReadingOptions:
    """How files are read."""

    jobs: int | None = option(
        "--jobs N",
        "同时读取几个文件（1以上的整数），默认与处理器数相同。",
        "Files read at a time (1 or more); by default one a processor.",
        least=1,
    )
    cache: str | None = option(
        "--cache DIR",
        f"缓存文件夹：没有变的文件下次不再重新读取；也可以设环境变量 {VARIABLE}。",
        f"The cache's folder: unchanged files are not read again; or set {VARIABLE}.",
        path=IsPath.YES,
    )
    no_cache: bool = option(
        "--no-cache",
        "不用缓存：每个文件都重新读取，也不保存。",
        "No cache: read every file anew and store nothing.",
        default=False,
    )
    file_seconds: int = option(
        "--file-seconds N",
        f"读取一个文件最多用几秒，默认 {_FILES.seconds:g}，超大的文件按大小放宽；"
        "到时限还没读完的不作结论。",
        f"Seconds to read one file ({_FILES.seconds:g}; more for a huge one); what takes "
        "longer is not judged.",
        default=int(_FILES.seconds),
        least=1,
        most=MOST,
        asks=True,
    )
    file_memory: int = option(
        "--file-memory MB",
        f"读取一个文件最多用多少内存（MB），默认 {_FILES.memory // MB}；超过的不作结论。",
        f"Memory to read one file, in MB ({_FILES.memory // MB}); what needs more is not judged.",
        default=_FILES.memory // MB,
        least=_LEAST_MEMORY,
        most=MOST,
        asks=True,
    )
    no_isolation: bool = option(
        "--no-isolation",
        "不另开进程读取文件、运行插件的检查，也不设上面两个上限：损坏的文件可能使程序中断。",
        "Read files, and run plugins' checks, in this process, without these limits: a bad file "
        "may crash it.",
        default=False,
    )
    max_members: int = option(
        "--max-members N",
        f"压缩包里最多读取几个文件（1以上的整数），默认{_ARCHIVES.members}。",
        f"Files that archives may hold (1 or more); default {_ARCHIVES.members}.",
        default=_ARCHIVES.members,
        least=1,
        asks=True,
    )
    max_unpacked: str = option(
        "--max-unpacked SIZE",
        f"压缩包解压后最多多大（如 500M、20G），默认{_UNPACKED}。",
        f"What archives may unpack to (such as 500M, 20G); default {_UNPACKED}.",
        default=_UNPACKED,
        asks=True,
    )
    max_ratio: int = option(
        "--max-ratio N",
        f"压缩包解压后最多是自身的几倍（1以上的整数），默认{_ARCHIVES.ratio}。",
        f"How many times its size an archive may unpack to; default {_ARCHIVES.ratio}.",
        default=_ARCHIVES.ratio,
        least=1,
        asks=True,
    )
    max_depth: int = option(
        "--max-depth N",
        f"压缩包套压缩包最多几层（1以上的整数），默认{_ARCHIVES.depth}。",
        f"How deep archives may lie one inside the other; default {_ARCHIVES.depth}.",
        default=_ARCHIVES.depth,
        least=1,
        asks=True,
    )


@frozen
class CheckOptions:
    """Which reports of one package are written, and where."""

    format: list[str] | None = option(
        "--format NAME",
        f"报告格式：{'、'.join(FORMATS)}；与 --output 成对使用，可写多对。"
        "检查多个材料包时，json 每个一行。",
        f"The report's format: {', '.join(FORMATS)}; paired with --output, may be repeated. "
        "Several packages: a line of json each.",
        called=("格式", "报告格式"),
        words=tuple(FORMATS),
    )
    output: list[str] | None = option(
        "--output FILE",
        "报告写到这个文件，不写则显示在屏幕上；别人写的或改过的文件不会被覆盖。",
        "Write the report to this file, unless a person made or edited it.",
        takes=Takes.WRITTEN,
        called=("输出", "报告", "写到", "保存", "结果"),
    )
    brief: bool = option(
        "--brief",
        "只显示简短文字：每个人、每个项目一段，可直接复制发送（同 --format brief）。",
        "Short plain texts instead, one for each person or project, to be copied into a chat "
        "(as --format brief).",
        default=False,
        called=("简短", "简报", "摘要"),
    )
    open: bool = option(
        "--open",
        "生成网页报告并在浏览器中打开；没有写 --output 的，放在临时文件夹里。",
        "Write the HTML report (to --output, else a temporary folder) and open it.",
        default=False,
        called=("打开",),
    )
    mend_by: str | None = option(
        "--mend-by DATE",
        "docx 通知中要求补正的期限（如 2023-07-20）；不写则留空待填。",
        "In the docx letter, the day by which to mend; else a blank to fill in.",
        takes=Takes.DATE,
        called=("补正期限", "期限"),
    )
    contact: str | None = option(
        "--contact TEXT",
        "docx 通知中的联系人和电话；不写则用规则包中的收件单位和邮箱。",
        "In the docx letter, whom to ask; else the pack's office and its mailbox.",
        called=("联系人", "联系方式"),
    )
    signed_by: str | None = option(
        "--signed-by TEXT",
        "docx 通知的落款单位（如市、州教育局用于所辖县区）；不写则用规则包中的收件单位。",
        "In the docx letter, who signs it (such as a city's bureau); else the pack's office.",
        called=("落款", "落款单位", "署名"),
    )
    show: str | None = option(
        "--show files",
        "files：在报告后列出每个文件是怎样辨认的。",
        "files: list after the report how each file was understood.",
    )
    baseline: str | None = option(
        "--baseline REPORT.json",
        "与这份早先的 JSON 报告对照：哪些是新增的、仍在的、已改正的。",
        "Compare with this earlier JSON report: what is new, still there, mended.",
        takes=Takes.GIVEN,
    )
    force: bool = option(
        "--force",
        "--output 的文件已经存在、又不是本程序写的，也覆盖它。",
        "Let --output replace a file that this program did not write.",
        default=False,
        called=("覆盖", "强制"),
    )
