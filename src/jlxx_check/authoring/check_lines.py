"""The checks for a terminal and for the documentation, found by what an author calls the thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jlxx_check.authoring.check_catalogue import CheckPage, ParameterPage
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.terminal.styled_line import Styled
from jlxx_check.text import Lang, Text

_SCOPE = Text("范围", "scope")
_EXAMPLE = Text("例", "example")
_REQUIRED = Text("必填", "required")
_DEFAULT = Text("默认", "default")
_NONE = Text("没有参数", "takes no parameters")
_MORE = Text(
    "参数和例子：jlxx-check rules checks 编号或词",
    "Parameters and examples: jlxx-check rules checks ID or WORD",
)
_HEAD = Text(
    "# 检查\n\n本页由程序生成，请勿直接修改：`python -m tools.render`。"
    "规则的 `check:` 写这里的编号，`with:` 写参数。`jlxx-check rules checks 词` 可以查找。",
    "# Checks\n\nRendered from the program; do not edit: `python -m tools.render`. A rule's "
    "`check:` is one of these ids, its `with:` the parameters. `jlxx-check rules checks WORD` "
    "searches them.",
)


def check_list(pages: Sequence[CheckPage], lang: Lang, width: int) -> list[Styled]:
    """Each check in a line or two, by family."""
    page = Page(lang, width)
    family = ""
    for item in pages:
        head = item.name.partition(".")[0]
        if family and head != family:
            page.blank()
        family = head
        page.put(item.name, style="bold")
        page.put(item.told, indent=4)
    page.blank()
    page.put(_MORE)
    return page.lines


def check_details(pages: Iterable[CheckPage], lang: Lang, width: int) -> list[Styled]:
    """Each check with all that an author needs to know to use it."""
    page = Page(lang, width)
    for item in pages:
        if page.lines:
            page.blank()
        page.put(item.name, style="bold")
        page.put(item.told, indent=2)
        page.put(item.scope, indent=2, lead=f"{page.say(_SCOPE)}　", lead_style="dim")
        if not item.parameters:
            page.put(_NONE, indent=2, style="dim")
        for name, parameter in _flat(item.parameters):
            page.put(f"{name}　{_shape(parameter, page.lang)}", indent=2, style="cyan")
            page.put(parameter.told, indent=6)
        page.put(_EXAMPLE, indent=2, style="dim")
        for line in item.example.splitlines():
            page.lines.append(Styled(f"      {line}"))
    return page.lines


def _flat(
    parameters: Iterable[ParameterPage], above: str = ""
) -> Iterator[tuple[str, ParameterPage]]:
    """Parameters and those inside them, each under its whole name."""
    for item in parameters:
        yield above + item.name, item
        yield from _flat(item.inner, f"{above}{item.name}.")


def _shape(item: ParameterPage, lang: Lang) -> str:
    given = _REQUIRED.say(lang) if item.default is None else f"{_DEFAULT.say(lang)} {item.default}"
    return f"{item.type.say(lang)}{Text('；', '; ').say(lang)}{given}"


def checks_markdown(pages: Sequence[CheckPage], lang: Lang) -> str:
    """One Markdown page over all checks."""
    parts = [_HEAD.say(lang)]
    for item in pages:
        rows = [f"- **{_SCOPE.say(lang)}** {item.scope.say(lang)}"]
        for name, parameter in _flat(item.parameters):
            told, shape = parameter.told.say(lang), _shape(parameter, lang)
            rows.append(
                Text(f"- `{name}`（{shape}）：{told}", f"- `{name}` ({shape}): {told}").say(lang)
            )
        parts += [f"## `{item.name}`", item.told.say(lang), "\n".join(rows)]
        parts.append(f"```yaml\n{item.example}\n```")
    return "\n\n".join(parts) + "\n"


#: What notices and authors say of what a check looks at, where its own sentence does not.
_ALSO = {
    "audio.coding": "MP3 比特率 bitrate kbps",
    "audio.duration": "录音长度 分钟 minutes seconds length",
    "document.font": "字号 仿宋 宋体 typeface",
    "document.length": "字数 篇幅 长度 限字 事迹 简介 word count words length abstract synopsis",
    "document.page-size": "A4 幅面 版面 paper",
    "document.pages": "页 page count",
    "entries.by-field": "名额 分类 按类别 组别 quota category",
    "entries.count": "名额 限报 限额 多少名 quota limit how many number of entries",
    "entries.either": "名额 quota",
    "entries.repeated": "重复 一人一次 twice duplicate",
    "entries.share": "占比 百分比 不低于% 比例 percent percentage",
    "entry.files-count": "张数 份数 几张 数量 how many number of photos files",
    "entry.folder-name": "文件夹 命名 name naming",
    "entry.previous-winner": "往年 获奖 已获 表彰 winner award earlier",
    "entry.review": "盖章 公章 签字 人数 成员 团队 资格 条件 原创 版权 字幕 members team seal "
    "stamp signature eligible original copyright subtitles",
    "file.content": "格式 扩展名 后缀 类型 JPG PNG PDF Word MP4 MOV format extension type",
    "file.name": "命名 名称 name naming",
    "file.size": "大小 体积 容量 兆 MB KB 不超过 megabytes limit",
    "files.readable": "打不开 损坏 加密 corrupt broken password",
    "files.unshared": "重复 雷同 抄袭 duplicate copied same",
    "form.accepted-value": "选项 填写 choice option",
    "form.age": "工龄 年限 任职 years of service",
    "form.complete": "必填 填写 空白 栏目 required fields filled",
    "form.copies": "盖章 公章 签字 扫描件 stamp seal signed scan",
    "form.date": "起止 时间段 期间 between from until",
    "form.number": "年限 人数 几年 members count",
    "form.person-age": "年龄 周岁 岁 age old",
    "form.text-length": "字数 篇幅 长度 简介 word count words length",
    "forms.one-each": "推荐表 申报表 报名表 entry form application nomination",
    "package.name": "压缩包 打包 命名 zip archive name naming",
    "package.paper": "公示 报告 总结 函 承诺书 授权书 名单 盖章 letter statement release consent",
    "package.received-by": "截止 逾期 之前 报送时间 deadline last day late",
    "package.review": "盖章 公章 纸质 邮寄 paper copies post stamp seal",
    "photo.colour-mode": "RGB CMYK 位",
    "photo.dpi": "像素 分辨率 resolution",
    "photo.ground": "背景 底色 白底 蓝底 红底 background",
    "photo.orientation": "横版 竖版 横幅 landscape portrait horizontal vertical",
    "photo.print-size": "一寸 二寸 1寸 2寸 免冠 证件照 尺寸 inch passport",
    "photo.sharpness": "清晰 模糊 blur blurred sharp",
    "photo.shorter-side": "分辨率 清晰 像素 resolution",
    "photo.size": "分辨率 像素 宽 高 尺寸 resolution width height pixels",
    "register.complete": "汇总表 名册 list required fields",
    "register.copies": "盖章 扫描件 stamp seal signed scan",
    "register.matches-entries": "汇总表 名册 一致 list agree",
    "register.present": "汇总表 名册 一览表 list of entries spreadsheet",
    "video.aspect": "横屏 竖屏 16:9 landscape portrait horizontal vertical",
    "video.bit-rate": "比特率 bitrate",
    "video.captions": "字幕 SRT subtitles subtitle",
    "video.codec": "编码 H.264 H.265 HEVC",
    "video.duration": "几分钟 长度 时间 minutes seconds running time length",
    "video.frame-rate": "帧率 fps",
    "video.mp4": "格式 format container",
    "video.resolution": "分辨率 像素 高清 1080P 720P HD",
    "video.sound": "声音 有声 无声 audio silent",
}


def search_checks(pages: Sequence[CheckPage], asked: str) -> tuple[CheckPage, ...]:
    """The checks that have every one of the words that are asked for, the nearest first.

    An id, or a family, means itself and not all that speak of it. Where no check has all the
    words, those that have most of them are found.
    """
    named = [page for page in pages if page.name == asked or page.name.startswith(f"{asked}.")]
    if named:
        return tuple(named)
    words = asked.split()
    ranked = []
    for page in pages:
        near = [word for word in words if _calls(page, word)]
        held = [word for word in words if word in near or page.speaks_of(word)]
        by_id = sum(word.casefold() in page.name for word in words)
        ranked.append((len(held), len(near) + by_id, page))
    most = max((held for held, _, _ in ranked), default=0)
    found = [(near, page) for held, near, page in ranked if held == most and held]
    return tuple(page for _, page in sorted(found, key=lambda item: -item[0]))


def _calls(page: CheckPage, word: str) -> bool:
    """Whether a check is about the word: its id, its sentence, what else it is called."""
    said = (page.name, page.told.zh, page.told.en, _ALSO.get(page.name, ""))
    return any(word.casefold() in part.casefold() for part in said)
