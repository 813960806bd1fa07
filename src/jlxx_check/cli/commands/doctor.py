"""``jlxx-check doctor``: what this machine has of what the program can use."""

from __future__ import annotations

import importlib
import json
import platform
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType

import typer

from jlxx_check import api
from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.cli.framework import add_command, example, like
from jlxx_check.cli.options import CheckOptions, LanguageOption
from jlxx_check.cli.screen import page_width, print_bytes, print_lines
from jlxx_check.model.about import NAME, VERSION
from jlxx_check.model.outcome import ExitStatus
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.sandbox import bounds
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen


@frozen
class _Part:
    """A library and what it is for. extra: nothing is judged by it, and this installs it."""

    module: str
    distribution: str
    use: Text
    extra: str | None = None


_PARTS = (
    _Part("PIL", "pillow", Text("读取照片", "photos")),
    _Part("pillow_heif", "pillow-heif", Text("读取手机 HEIC 照片", "HEIC photos of phones")),
    _Part("pymediainfo", "pymediainfo", Text("读取视频参数", "videos")),
    _Part("lxml", "lxml", Text("读取 Word（.docx）", "Word files (.docx)")),
    _Part("olefile", "olefile", Text("读取旧版 Word、WPS 文件", "old Word and WPS files")),
    _Part("python_calamine", "python-calamine", Text("读取 Excel、ET 表格", "workbooks")),
    _Part("pypdfium2", "pypdfium2", Text("读取 PDF", "PDF files")),
    _Part("py7zr", "py7zr", Text("读取 .7z 压缩包", ".7z archives")),
    _Part("rarfile", "rarfile", Text("读取 .rar 压缩包的目录", "lists of .rar archives")),
    _Part(
        "Cryptodome",
        "pycryptodomex",
        Text("加密缓存里的文档内容", "ciphering what the cache keeps of documents"),
    ),
    _Part("av", "av", Text("网页报告中的视频画面", "video frames in the HTML report"), "video"),
    _Part("distributed", "distributed", Text("在 Dask 集群上检查", "a Dask cluster"), "dask"),
)


_PLAIN = ("terminal", "text", "文本")


@frozen
class DoctorOptions:
    """How it is told."""

    format: str | None = like(
        CheckOptions,
        "format",
        Text("写 json 时输出 JSON，供程序读取。", "json: for programs."),
        metavar="json",
    )
    lang: str | None = like(LanguageOption, "lang")


@frozen
class MachineState:
    """What was found of one thing. good: None where most people do without it."""

    name: str
    good: bool | None
    text: Text


_LEADS = {True: (" ✓ ", "green"), False: (" ✗ ", "bold red"), None: (" – ", "dim")}
_STATES = {True: "ok", False: "missing", None: "absent"}


def add_doctor(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    def doctor_command(own: DoctorOptions) -> None:
        as_json = _wants_json(own.format)
        states = list(_looked_at())
        healthy = all(state.good is not False for state in states)
        if as_json:
            print_bytes(_as_json(states, lang, healthy=healthy))
        else:
            print_lines(_page(states, lang, healthy=healthy).lines)
        raise typer.Exit(ExitStatus.COMPLIES if healthy else ExitStatus.NOT_FINISHED)

    told = Text(
        "看本机是否具备检查所需的条件，缺什么、怎样补。",
        "What this machine has of what the program can use.",
    )
    add_command(
        app,
        "doctor",
        doctor_command,
        lang,
        example(told, "jlxx-check doctor"),
        short=COMMANDS["doctor"],
    )


def _wants_json(written: str | None) -> bool:
    if written is None or written.strip().lower() in _PLAIN:
        return False
    if written.strip().lower() == "json":
        return True
    raise CallProblem(
        Text(
            f"doctor 的 --format 只能写 json，不能写“{written}”。",
            f"doctor takes --format json, not “{written}”.",
        )
    )


def _looked_at() -> Iterator[MachineState]:
    """Everything, one after the other."""
    yield from map(_part, _PARTS)
    yield from _mediainfo()
    works = can_isolate()
    yield MachineState("isolation", works, isolation_text(works))
    yield from map(_pack, api.list_packs())
    yield from (MachineState("pack", False, _said(problem)) for problem in api.shadowed())
    yield from (MachineState("plugin", False, plugin.text) for plugin in api.load_plugins())
    yield _rar()


def _page(states: Sequence[MachineState], lang: Lang, *, healthy: bool) -> Page:
    page = Page(lang, page_width(sys.stdout))
    page.put(f"{NAME} {VERSION} · Python {platform.python_version()} · {platform.system()}")
    for state in states:
        lead, style = _LEADS[state.good]
        page.put(state.text, lead=lead, lead_style=style)
    page.heading(
        Text("一切就绪。", "All is well.")
        if healthy
        else Text("有欠缺，请按上面的提示处理。", "Something is missing: see above.")
    )
    return page


def _as_json(states: Sequence[MachineState], lang: Lang, *, healthy: bool) -> bytes:
    """For programs that look after many machines; keys are only added."""
    data = {
        "report": "jlxx-check-doctor/1",
        "tool": {"name": NAME, "version": VERSION},
        "python": platform.python_version(),
        "system": platform.system(),
        "healthy": healthy,
        "checks": [
            {"name": item.name, "state": _STATES[item.good], "message": item.text.say(lang)}
            for item in states
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _part(part: _Part) -> MachineState:
    use, name = part.use, part.distribution
    try:
        found = _named(part, importlib.import_module(part.module))
    except (ImportError, OSError) as error:
        if part.extra is not None:  # the report says less, and judges the same
            command = f'pip install "{NAME}[{part.extra}]"'
            return MachineState(
                name,
                None,
                Text(
                    f"{use.zh}：没有安装，不影响检查。需要时运行 {command}。",
                    f"{use.en}: not installed, and nothing is judged by it. To have it: {command}.",
                ),
            )
        return MachineState(
            name,
            False,
            Text(
                f"{use.zh}：缺少 {name}（{error}）。请运行 pip install {name}。",
                f"{use.en}: {name} is missing ({error}). Run pip install {name}.",
            ),
        )
    return MachineState(name, True, Text(f"{use.zh}：{found}", f"{use.en}: {found}"))


def _named(part: _Part, module: ModuleType) -> str:
    """The library with its version, where anything tells: a packed program has no metadata."""
    try:
        found = version(part.distribution)
    except PackageNotFoundError:
        found = str(getattr(module, "__version__", ""))
    return f"{part.distribution} {found}".strip()


def _mediainfo() -> Iterator[MachineState]:
    """The library of pymediainfo is a file of its own, which some systems lack."""
    from pymediainfo import MediaInfo

    if not MediaInfo.can_parse():
        said = Text(
            "读取视频参数：找不到 MediaInfo 库，请安装 libmediainfo。",
            "videos: the MediaInfo library is missing; install libmediainfo.",
        )
        yield MachineState("libmediainfo", False, said)


def _rar() -> MachineState:
    from jlxx_check.files.archives.rar_tools import rar_reader

    reader = rar_reader()
    if reader is None:
        said = Text(
            "解压 .rar 压缩包：本机没有能解压的程序。需要时请安装 unrar、unar、7-Zip 或 bsdtar "
            "中的任何一个，或请对方改送 .zip。",
            "Unpacking .rar archives: no program that does it. Install unrar, unar, 7-Zip or "
            "bsdtar, or ask for .zip.",
        )
        return MachineState("rar", None, said)
    said = Text(f"解压 .rar 压缩包：{reader}", f"Unpacking .rar archives: {reader}")
    return MachineState("rar", True, said)


def _pack(name: str) -> MachineState:
    try:
        pack = api.load_pack(name).pack
    except api.PackError as error:
        said = _said(error.problems[0])
        wrong = Text(f"规则包 {name}：{said.zh}", f"pack {name}: {said.en}")
        return MachineState(f"pack:{name}", False, wrong)
    title = Text(f"规则包 {name}：{pack.title.zh}", f"pack {name}: {pack.title.en}")
    return MachineState(f"pack:{name}", True, title)


def _said(problem: api.PackProblem) -> Text:
    return Text(problem.say(Lang.ZH), problem.say(Lang.EN))


def can_isolate() -> bool:
    """Whether a process to read files in comes up here."""
    from jlxx_check.sandbox.losses import NoProcessError
    from jlxx_check.sandbox.pool import shared_workers

    workers = shared_workers()
    try:
        workers.give_back(workers.take(), well=False)
    except NoProcessError:
        return False
    return True


def isolation_text(works: bool) -> Text:
    """What such a process can be held to on this system."""
    if not works:
        return Text(
            "单独的读取进程：启动不了，文件只能在主进程中读取，损坏的文件可能使程序中断。"
            "请检查安全软件是否阻止了本程序启动 Python。",
            "processes to read files in: none can be started, so files are read in the program "
            "itself, which a bad file may crash. See whether security software forbids it.",
        )
    memory = (
        Text("每个文件有时限和内存上限", "each file has a time limit and a memory limit")
        if bounds.limits_memory()
        else Text(
            "每个文件有时限；本系统不能限制内存",
            "each file has a time limit; this system cannot limit memory",
        )
    )
    rest = Text("", "")
    if not bounds.measures_memory():
        rest = Text(
            "，也量不出读取进程用了多少内存", ", nor tell how much memory such a process uses"
        )
    elif not bounds.limits_memory():
        rest = Text(
            "，用得过多的读取进程在读完一个文件后更换",
            "; a process that has grown too large is replaced after its file",
        )
    return Text(
        f"单独的读取进程：可以启动，{memory.zh}{rest.zh}",
        f"processes to read files in: can be started; {memory.en}{rest.en}",
    )
