"""``jlxx-check doctor``: what this machine has of what the program can use."""

# No postponed annotations: the options' help is chosen while the command is being made.

import importlib
import platform
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from jlxx_check.app import PackError, load_pack
from jlxx_check.cli.commands import Say, command_class
from jlxx_check.cli.doctor_isolation import can_isolate, isolation_text
from jlxx_check.cli.options import lang_option
from jlxx_check.cli.screen import page_width, print_lines
from jlxx_check.model.about import NAME, VERSION
from jlxx_check.model.text import Lang, Text
from jlxx_check.packs import installed_packs
from jlxx_check.reporters.terminal.page import Page


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
    _Part("av", "av", Text("网页报告中的视频画面", "video frames in the HTML report"), "video"),
    _Part("distributed", "distributed", Text("在 Dask 集群上检查", "a Dask cluster"), "dask"),
)


def add_doctor(app: typer.Typer, lang: Lang, say: Say) -> None:
    """Add the command to the application."""

    @app.command(
        "doctor",
        cls=command_class(lang),
        short_help=say("看本机是否具备条件", "what this machine has"),
        help=say(
            "看本机是否具备检查所需的条件，缺什么、怎样补。\n\n例如：\n\n  jlxx-check doctor",
            "What this machine has of what the program can use.\n\nExample:\n\n  jlxx-check doctor",
        ),
    )
    def doctor_command(_lang: Annotated[str | None, lang_option(say)] = None) -> None:
        page = Page(lang, page_width(sys.stdout))
        page.put(f"{NAME} {VERSION} · Python {platform.python_version()} · {platform.system()}")
        states = [_report_part(page, part) for part in _PARTS]
        states.append(_report_mediainfo(page))
        states.append(_mark(page, works := can_isolate(), isolation_text(works)))
        states.extend(_report_pack(page, name) for name in installed_packs())
        _report_7z(page)
        _report_rar(page)
        healthy = all(states)
        page.heading(
            Text("一切就绪。", "All is well.")
            if healthy
            else Text("有欠缺，请按上面的提示处理。", "Something is missing: see above.")
        )
        print_lines(page.lines)
        raise typer.Exit(0 if healthy else 3)


def _mark(page: Page, good: bool, text: Text) -> bool:
    page.put(text, lead=" ✓ " if good else " ✗ ", lead_style="green" if good else "bold red")
    return good


def _report_part(page: Page, part: _Part) -> bool:
    try:
        importlib.import_module(part.module)
        found = version(part.distribution)
    except (ImportError, OSError, PackageNotFoundError) as error:
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
            f"{part.use.zh}：{part.distribution} {found}",
            f"{part.use.en}: {part.distribution} {found}",
        ),
    )


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


def _report_7z(page: Page) -> None:
    try:
        importlib.import_module("py7zr")
    except ImportError:
        _spare(
            page,
            Text(
                f'读取 .7z 压缩包：没有安装。需要时请运行 pip install "{NAME}[7z]"，'
                "或请对方改送 .zip。",
                f'.7z archives: not installed. Run pip install "{NAME}[7z]", or ask for .zip.',
            ),
        )
        return
    found = version("py7zr")
    _mark(page, True, Text(f"读取 .7z 压缩包：py7zr {found}", f".7z archives: py7zr {found}"))


def _report_rar(page: Page) -> None:
    from jlxx_check.archives.rar_tools import rar_reader

    reader = rar_reader()
    if reader is None:
        _spare(
            page,
            Text(
                f'读取 .rar 压缩包：没有安装。需要时请运行 pip install "{NAME}[rar]"，并安装 '
                "unrar、unar 或 bsdtar；或请对方改送 .zip。",
                f'.rar archives: not installed. Run pip install "{NAME}[rar]" and install unrar, '
                "unar or bsdtar; or ask for .zip.",
            ),
        )
        return
    _mark(page, True, Text(f"读取 .rar 压缩包：{reader}", f".rar archives: {reader}"))


def _report_pack(page: Page, name: str) -> bool:
    try:
        pack = load_pack(name).pack
    except PackError as error:
        said = Text(error.problems[0].say(Lang.ZH), error.problems[0].say(Lang.EN))
        return _mark(page, False, Text(f"规则包 {name}：{said.zh}", f"pack {name}: {said.en}"))
    return _mark(
        page,
        True,
        Text(f"规则包 {name}：{pack.title.zh}", f"pack {name}: {pack.title.en}"),
    )
