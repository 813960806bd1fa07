"""What the two .bat files start: a dropped folder is judged, or somebody is asked for one."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import webbrowser
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from jlxx_check.cli.main import UnknownLanguage, choose_language, run
from jlxx_check.text import Lang, Text
from jlxx_check.values.portable_names import portable

#: Where reports go, beside the .bat files.
REPORTS = "检查报告"
_ASK = {
    "check": Text(
        "请把一个单位的材料文件夹（或压缩包）拖到这个窗口里，按回车键；直接按回车键退出。",
        "Drag the folder (or archive) of one unit into this window and press Enter; Enter alone "
        "leaves.",
    ),
    "batch": Text(
        "请把收件文件夹（里面是各单位的材料）拖到这个窗口里，按回车键；直接按回车键退出。",
        "Drag the inbox, the folder with the units' packages, into this window and press Enter; "
        "Enter alone leaves.",
    ),
}
_NONE = Text("找不到：{}", "Not found: {}")
_CLOSE = Text("按回车键关闭窗口。", "Press Enter to close the window.")
_WORKING = Text("正在检查：{}", "Judging: {}")


def dropped(environment: Mapping[str, str]) -> list[str]:
    """The paths that came with the call, as the .bat file has put them down.

    Of a folder dropped on it the shell's own command line is the better witness: what the shell
    made of it ends at the first ``&``.
    """
    call, name = environment.get("JLXX_CALL", ""), environment.get("JLXX_NAME", "")
    before, found, rest = call.rpartition(name) if name else ("", "", "")
    if not found:
        return _words(environment.get("JLXX_WORDS", ""))
    if '""' in before:  # the shell's own pair of quotes, around the whole
        rest = rest.removesuffix('"')
    return _words(rest.removeprefix('"'))


def _words(text: str) -> list[str]:
    return [quoted or bare for quoted, bare in re.findall(r'"([^"]+)"|([^\s"]+)', text)]


def call_for(what: str, place: Path, here: Path) -> tuple[list[str], Path | None]:
    """The program's words for a path, and the page that is to be opened once they are done."""
    # A whole drive or share has no name, and nothing lies beside it.
    name = portable(place.name or place.anchor.strip(":\\/"))
    if what == "batch":
        above = place.parent if place.name else _kept(place, here)
        out = above / f"{name}-检查结果"
        return ["batch", str(place), "--out", str(out)], out / "index.html"
    report = _kept(place, here) / f"{name}.html"
    return ["check", str(place), "--open", "--output", str(report)], None


def _kept(place: Path, here: Path) -> Path:
    """Where reports go, else a temporary folder.

    The program may lie within what it judges, or on a disk that nobody writes to.
    """
    folder = here / REPORTS
    try:
        if not folder.is_relative_to(place):
            folder.mkdir(exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="jlxx-check-"))


def judge(what: str, written: str, here: Path, lang: Lang) -> int:
    """Judge one path; the program's exit status."""
    place = Path(written.strip().strip('"')).absolute()
    if not place.exists():
        _say(_NONE, lang, str(place))
        return 2
    words, page = call_for(what, place, here)
    _say(_WORKING, lang, str(place))
    status = run(words)
    if page is not None and status != 2 and page.is_file():
        webbrowser.open(page.as_uri())
    return status


def gravest(statuses: Iterable[int]) -> int:
    """What several calls end with: a wrong call before a package that does not comply before 3."""
    order = (2, 1, 3, 0)
    return min(statuses, key=lambda status: order.index(status) if status in order else -1)


def ask(what: str, here: Path, lang: Lang) -> int:
    """Ask for paths until there is none; the last exit status."""
    status = 0
    while True:
        _say(_ASK[what], lang)
        try:
            written = input("> ").strip()
        except EOFError:
            written = ""
        if not written:
            return status
        status = judge(what, written, here, lang)
        _say(Text("", ""), lang)


def _say(text: Text, lang: Lang, name: str = "") -> None:
    sys.stdout.write(text.say(lang).replace("{}", name) + "\n")
    sys.stdout.flush()


def main() -> int:
    """What the .bat file asks for; the exit status."""
    what, here = sys.argv[1], Path(__file__).parents[1]
    try:
        lang = choose_language([], os.environ)
    except UnknownLanguage:
        lang = Lang.ZH
    paths = dropped(os.environ)
    if not paths:
        return ask(what, here, lang)
    status = gravest([judge(what, path, here, lang) for path in paths])
    _say(_CLOSE, lang)
    with suppress(EOFError):  # nobody is there to close it
        input()
    return status


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:  # Ctrl-C where somebody was asked
        sys.exit(130)
