"""``jlxx-check doctor``: what this machine has of what the program can use."""

from __future__ import annotations

import importlib
import platform
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType

import typer

from jlxx_check import api
from jlxx_check.cli.framework import add_command, example
from jlxx_check.cli.options import LanguageOption
from jlxx_check.cli.screen import page_width, print_lines
from jlxx_check.model.about import NAME, VERSION
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.sandbox import bounds
from jlxx_check.text import Lang, Text


@dataclass(frozen=True, slots=True)
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
    _Part("av", "av", Text("网页报告中的视频画面", "video frames in the HTML report"), "video"),
    _Part("distributed", "distributed", Text("在 Dask 集群上检查", "a Dask cluster"), "dask"),
)


def add_doctor(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    def doctor_command(_options: LanguageOption) -> None:
        page = Page(lang, page_width(sys.stdout))
        page.put(f"{NAME} {VERSION} · Python {platform.python_version()} · {platform.system()}")
        states = [_report_part(page, part) for part in _PARTS]
        states.append(_report_mediainfo(page))
        states.append(_mark(page, works := can_isolate(), isolation_text(works)))
        states.extend(_report_pack(page, name) for name in api.list_packs())
        states.extend(_mark(page, False, plugin.text) for plugin in api.load_plugins())
        _report_rar(page)
        healthy = all(states)
        page.heading(
            Text("一切就绪。", "All is well.")
            if healthy
            else Text("有欠缺，请按上面的提示处理。", "Something is missing: see above.")
        )
        print_lines(page.lines)
        raise typer.Exit(0 if healthy else 3)

    told = Text(
        "看本机是否具备检查所需的条件，缺什么、怎样补。",
        "What this machine has of what the program can use.",
    )
    short = Text("看本机是否具备条件", "what this machine has")
    add_command(
        app, "doctor", doctor_command, lang, example(told, "jlxx-check doctor"), short=short
    )


def _mark(page: Page, good: bool, text: Text) -> bool:
    page.put(text, lead=" ✓ " if good else " ✗ ", lead_style="green" if good else "bold red")
    return good


def _report_part(page: Page, part: _Part) -> bool:
    try:
        found = _named(part, importlib.import_module(part.module))
    except (ImportError, OSError) as error:
        if part.extra is not None:
            return _report_extra(page, part)
        return _mark(
            page,
            False,
            Text(
                f"{part.use.zh}：缺少 {part.distribution}（{error}）。"
                f"请运行 pip install {part.distribution}。",
                f"{part.use.en}: {part.distribution} is missing ({error}). "
                f"Run pip install {part.distribution}.",
            ),
        )
    return _mark(
        page,
        True,
        Text(
            f"{part.use.zh}：{found}",
            f"{part.use.en}: {found}",
        ),
    )


def _named(part: _Part, module: ModuleType) -> str:
    """The library with its version, where anything tells: a packed program has no metadata."""
    try:
        found = version(part.distribution)
    except PackageNotFoundError:
        found = str(getattr(module, "__version__", ""))
    return f"{part.distribution} {found}".strip()


def _report_extra(page: Page, part: _Part) -> bool:
    """What may be lacking: the report says less, and judges the same."""
    command = f'pip install "{NAME}[{part.extra}]"'
    _spare(
        page,
        Text(
            f"{part.use.zh}：没有安装，不影响检查。需要时运行 {command}。",
            f"{part.use.en}: not installed, and nothing is judged by it. To have it: {command}.",
        ),
    )
    return True


def _report_mediainfo(page: Page) -> bool:
    """The library of pymediainfo is a file of its own, which some systems lack."""
    from pymediainfo import MediaInfo

    good = bool(MediaInfo.can_parse())
    if good:
        return True
    return _mark(
        page,
        False,
        Text(
            "读取视频参数：找不到 MediaInfo 库，请安装 libmediainfo。",
            "videos: the MediaInfo library is missing; install libmediainfo.",
        ),
    )


def _spare(page: Page, text: Text) -> None:
    """Something that most people do without."""
    page.put(text, lead=" – ", lead_style="dim")


def _report_rar(page: Page) -> None:
    from jlxx_check.files.archives.rar_tools import rar_reader

    reader = rar_reader()
    if reader is None:
        _spare(
            page,
            Text(
                "解压 .rar 压缩包：本机没有能解压的程序。需要时请安装 unrar、unar、7-Zip 或 bsdtar "
                "中的任何一个，或请对方改送 .zip。",
                "Unpacking .rar archives: no program that does it. Install unrar, unar, 7-Zip or "
                "bsdtar, or ask for .zip.",
            ),
        )
        return
    _mark(page, True, Text(f"解压 .rar 压缩包：{reader}", f"Unpacking .rar archives: {reader}"))


def _report_pack(page: Page, name: str) -> bool:
    try:
        pack = api.load_pack(name).pack
    except api.PackError as error:
        said = Text(error.problems[0].say(Lang.ZH), error.problems[0].say(Lang.EN))
        return _mark(page, False, Text(f"规则包 {name}：{said.zh}", f"pack {name}: {said.en}"))
    return _mark(
        page,
        True,
        Text(f"规则包 {name}：{pack.title.zh}", f"pack {name}: {pack.title.en}"),
    )


def can_isolate() -> bool:
    """Whether a process to read files in comes up here."""
    from jlxx_check.sandbox.losses import NoProcessError
    from jlxx_check.sandbox.pool import shared_workers

    try:
        shared_workers().take().end()
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
