"""The page put together: the packs, the texts, and the parts out of their distribution.

One file, which opens from a disk without a network: everything stands in it, gzipped and as text,
and its policy lets nothing else in.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from markupsafe import Markup

from jlxx_check.api import RulePack
from jlxx_check.api.kept_packs import packed
from jlxx_check.browser.page_words import DAY_BOX, DAY_FORM
from jlxx_check.errors import CallError
from jlxx_check.model.about import NAME, VERSION
from jlxx_check.reporters.authorship import marked
from jlxx_check.reporters.html.shell import REPORT, asset, environment
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen

#: The distribution that holds the parts, and its module.
ASSETS, _MODULE = "jlxx-check-page-assets", "jlxx_check_page_assets"
_HERE = "jlxx_check.browser"
#: Parts by their names in the page; the worker knows them by these.
PARTS = ("wasm", "stdlib", "pyodide", "asm", "heif", "media", "mediawasm", "native", "pure")


@frozen
class SavedForm:
    """What the page saves a report as: on the button, what it is for, what the file is called.

    office: it is of use to the office that receives, which is told apart from who hands in.
    """

    name: str
    label: Text
    use: Text
    called: Text
    suffix: str
    media_type: str = "application/octet-stream"
    office: bool = False


_FORMS = (
    SavedForm(
        "html",
        Text("网页报告", "Page"),
        Text("就是下面这份，可打印", "what is below; prints"),
        Text("自查报告", "report"),
        ".html",
        "text/html",
    ),
    SavedForm(
        "xlsx",
        Text("表格", "Workbook"),
        Text("用 Excel 逐条对着改", "to mend by, line by line"),
        Text("自查问题", "findings"),
        ".xlsx",
    ),
    SavedForm(
        "docx",
        Text("整改通知书", "Letter"),
        Text(
            "收件单位发给报送单位的公文，自查用不着",
            "from the office to who hands in; not for your own check",
        ),
        Text("整改通知书", "letter"),
        ".docx",
        office=True,
    ),
    SavedForm(
        "decisions",
        Text("核对结果文件", "Decisions"),
        Text("收件单位填写人工核对的结果", "for the office to fill in what was looked at"),
        Text("核对结果", "decisions"),
        ".yaml",
        "application/yaml",
        office=True,
    ),
    SavedForm(
        "json",
        Text("JSON", "JSON"),
        Text("收件单位用程序汇总", "for the office's programs"),
        Text("自查数据", "data"),
        ".json",
        "application/json",
        office=True,
    ),
)
_WORDS = {
    "starting": Text(
        "正在准备，请稍等几秒。可以先选择材料。", "Getting ready; you may choose already."
    ),
    "ready": Text("准备好了。请拖入或选择材料。", "Ready. Drop or choose your material."),
    "soon": Text("还在准备，马上开始检查。", "Still getting ready; checking begins at once."),
    "begun": Text("正在打开材料……", "Opening the material…"),
    "reading": Text("正在读取文件：{0} / {1}", "Reading files: {0} of {1}"),
    "judging": Text("文件读完了，正在逐条对照通知……", "All read; holding it against the notice…"),
    "busy": Text(
        "正在检查，刚才拖来的没有收下。请等检查完，或按“停止”后再拖一次。",
        "What you dropped was not taken: a check is under way. Wait, or stop it and drop again.",
    ),
    "done": Text("检查完了：{0}。", "Done: {0}."),
    "without": Text(
        "检查完了：{0}。有文件读不下去，没有检查：{1}",
        "Done: {0}. These files could not be read to the end: {1}",
    ),
    "last": Text("这是上一次的结果。", "This is the last result."),
    "given": Text(
        "日期或通知改了，请重新检查。", "The date or the notice is another: check again."
    ),
    "changed": Text(
        "材料在检查以后改动过，请重新选择。", "The material was changed since; choose it again."
    ),
    "again": Text(
        "有一个文件读不下去，跳过它重新检查（已跳过{0}个）……",
        "A file could not be read to the end; checking again without it ({0} left out)…",
    ),
    "stopping": Text("正在停止，请稍等几秒……", "Stopping; a few seconds…"),
    "stopped": Text("已停止。可以重新选择材料。", "Stopped. You may choose again."),
    "empty": Text(
        "里面没有文件，请选择材料所在的文件夹。", "There is no file in it; choose the folder."
    ),
    "noFile": Text(
        "拖来的不是文件或文件夹。请使用“选择文件夹”。",
        "That was no file and no folder. Use “Choose a folder”.",
    ),
    "unread": Text(
        "浏览器没有把拖来的材料交给这一页。请使用“选择文件夹”。",
        "The browser did not hand over what you dropped. Use “Choose a folder”.",
    ),
    "packed": Text(
        "这一页打不开 .7z 和 .rar。请先解压“{0}”，再选择解压出来的文件夹。",
        "This page does not open .7z and .rar. Unpack “{0}” first, then choose the folder.",
    ),
    "saving": Text("正在生成文件……", "Making the file…"),
    "saved": Text(
        "已保存：{0}（在浏览器的下载文件夹里）", "Saved: {0} (in the browser’s downloads)"
    ),
    "notSaved": Text("没能生成文件（{0}）。", "The file could not be made ({0})."),
    "broken": Text(
        "检查中断了（{0}）。请再试一次；还不行，请把材料解压成文件夹再拖入，或换一台内存大的电脑。",
        "Checking broke off ({0}). Try again; else unpack the archive and drop the folder, or use "
        "a computer with more memory.",
    ),
    "noStart": Text(
        "这一页没能准备好（{0}）。请用新版的 Chrome、Edge 或 360、QQ 浏览器的极速模式打开；"
        "文件不完整时请重新拷贝一份。",
        "This page could not get ready ({0}). Use a recent Chrome or Edge; if the file is not "
        "whole, copy it again.",
    ),
    "tooOld": Text(
        "这个浏览器太旧，打开不了自查程序。请换用新版的 Chrome、Edge、Firefox，"
        "或 360、QQ 浏览器的极速模式，再打开这一页。",
        "This browser is too old for the page. Open it in a recent Chrome, Edge or Firefox.",
    ),
    "material": Text("材料", "material"),
    "between": Text("、", ", "),
}


class NoParts(CallError):
    """The parts of the page are not installed, or belong to another version of the program."""


def write_page(packs: Sequence[RulePack], lang: Lang) -> bytes:
    """The page for these packs, at least one. Raises NoParts."""
    home = _parts_home()
    given_packs = {f"pack-{at}": packed(one.pack, one.rules) for at, one in enumerate(packs)}
    texts = {name: text.say(lang) for name, text in _WORDS.items()}
    given = {
        "packs": [one.pack.id for one in packs],
        "forms": {
            form.name: {
                "called": form.called.say(lang),
                "suffix": form.suffix,
                "type": form.media_type,
            }
            for form in _FORMS
        },
        "lock": json.loads(home.joinpath("lock.json").read_text("utf-8")),
        "language": lang.value,
    }
    style = asset(REPORT, "page.css") + asset(_HERE, "page.css")
    script = "".join(asset(_HERE, name) for name in ("parts.js", "drops.js", "page.js"))
    template = environment(lang, _HERE, {}).get_template("check.html.j2")
    page = template.render(
        lang="zh-CN" if lang is Lang.ZH else "en",
        language=lang,
        tool=NAME,
        version=VERSION,
        packs=[
            {"id": one.pack.id, "title": one.pack.title.say(lang), "sha256": one.pack.sha256}
            for one in packs
        ],
        forms=_FORMS,
        day_box=DAY_BOX,
        day_form=DAY_FORM,
        words=_data(texts),
        given=_data(given),
        worker=Markup(asset(_HERE, "worker.js")),
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        parts=[
            *((name, _text(home.joinpath(f"{name}.gz").read_bytes())) for name in PARTS),
            *((name, _text(gzip.compress(data, 9, mtime=0))) for name, data in given_packs.items()),
        ],
    )
    return marked(page.encode("utf-8"), "html")


def _parts_home() -> Traversable:
    try:
        import_module(_MODULE)
    except ImportError:
        raise NoParts(
            Text(
                f'写自查网页要用另外安装的组件：pip install "{NAME}[page]"（或 pip install '
                f"{ASSETS}=={VERSION}）。装好后再运行一次。",
                f'The page needs parts installed by themselves: pip install "{NAME}[page]" (or '
                f"pip install {ASSETS}=={VERSION}).",
            )
        ) from None
    home = files(_MODULE)
    made = json.loads(home.joinpath("made.json").read_text("utf-8"))
    if made["program"] != program_digest(files(NAME.replace("-", "_"))):
        raise NoParts(
            Text(
                f"自查网页的组件（{made['version']}）不是这一版程序（{VERSION}）的。"
                f"请运行 pip install {ASSETS}=={VERSION}。",
                f"The page's parts ({made['version']}) are not of this program ({VERSION}). Run "
                f"pip install {ASSETS}=={VERSION}.",
            )
        )
    return home


def program_files(root: Traversable, before: str = "") -> Iterator[tuple[str, Traversable]]:
    """The program's own modules and templates by their paths, sorted; packs are none of it."""
    for item in sorted(root.iterdir(), key=lambda one: one.name):
        if item.is_dir():
            if not item.name.startswith("_"):
                yield from program_files(item, f"{before}{item.name}/")
        elif not item.name.endswith(".pyc"):
            yield f"{before}{item.name}", item


def program_digest(root: Traversable) -> str:
    """SHA-256 of the program: parts and program go together only where it is the same."""
    digest = hashlib.sha256()
    for name, item in program_files(root):
        data = item.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _data(value: Any) -> Markup:
    """JSON that may stand in a script element."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))


def _text(data: bytes) -> Markup:
    """In base 85, without the sign that begins a tag: a twentieth less than in base 64."""
    return Markup(base64.b85encode(data).replace(b"<", b",").decode("ascii"))


def _policy(style: str, script: str) -> str:
    """Nothing from anywhere; the report that is shown within the page is held to this, too."""
    styles = (style, asset(REPORT, "page.css"))
    scripts = (script, asset(REPORT, "common.js") + asset(REPORT, "page.js"))
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        "worker-src data:; "
        f"style-src {' '.join(map(_source, styles))}; "
        f"script-src {' '.join(map(_source, scripts))} 'wasm-unsafe-eval' 'unsafe-eval' data:"
    )


def _source(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
