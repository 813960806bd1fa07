"""``docs/speed.md`` and its Chinese twin, written from the figures that are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from benchmarks.section import Section, Table
from jlxx_check.text import Lang, Text

DOCS = Path(__file__).parents[1] / "docs"
_NAMES = {Lang.EN: "speed.md", Lang.ZH: "speed.zh-CN.md"}
_TITLE = Text("检查要用多少时间和内存", "What a check costs")
_TWIN = Text("[English](speed.md)", "[中文](speed.zh-CN.md)")
_MADE = Text(
    "本页由 `python -m benchmarks` 根据实测结果写成，请勿手工修改。`--parts` 可以只测其中几节，其"
    "他各节保留上次的"
    "结果；每一节都注明测量的时间和机器。",
    "Made by `python -m benchmarks` from what it measures; never edited by hand. `--parts` "
    "measures some of the "
    "sections alone, the others keep their last figures; each says when and on what it was "
    "measured.",
)
_READ = Text(
    "比值都是交替运行（A B A B……）若干次，逐对相除：中间的数是中位数，括号里是最小和最大。内存从"
    "进程外面"
    "测量：由一个很小的进程启动程序，等它结束，由系统报告它和它启动的进程中最大的一个用了多少；各"
    "个进程分别是多少，"
    "运行时从 `/proc` 读取。文件都已在系统的缓存里。",
    "Ratios are of runs in turn (A B A B …), pair by pair: the median, and the least and the "
    "most in brackets. Memory is "
    "measured from outside: a very small process starts the program and waits for it, and the "
    "system tells the peak of "
    "the largest of all its processes; what each of them has is read from `/proc` while it runs. "
    "All files are in the "
    "system's own cache.",
)
_MEASURED = Text("测量：", "Measured: ")
#: Of the moments, which are in China time.
_ZONE = Text("（北京时间，UTC+8）", " (UTC+8)")


def write(sections: Mapping[str, Section], order: Iterable[str]) -> list[Path]:
    """Write both pages; their paths. order: of the parts."""
    shown = [sections[part] for part in order if part in sections]
    written = []
    for lang, name in _NAMES.items():
        path = DOCS / name
        text = "\n\n".join(_page(shown, lang)) + "\n"
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def _page(sections: Iterable[Section], lang: Lang) -> Iterator[str]:
    yield f"# {_TITLE.say(lang)}"
    yield _TWIN.say(lang)
    yield _MADE.say(lang)
    yield _READ.say(lang)
    for section in sections:
        yield from lines(section, lang)


def lines(section: Section, lang: Lang) -> Iterator[str]:
    """A section's paragraphs in Markdown."""
    yield f"## {section.title.say(lang)}"
    if section.measured:
        moment = f"{section.measured}{_ZONE.say(lang)}"
        yield f"{_MEASURED.say(lang)}{moment}, {section.machine}"
    for item in section.told:
        yield _table(item, lang) if isinstance(item, Table) else item.say(lang)


def _table(item: Table, lang: Lang) -> str:
    ruled = "| " + " | ".join("---" for _ in item.head) + " |"
    rows = [_row(item.head, lang), ruled, *(_row(row, lang) for row in item.rows)]
    return "\n".join(rows)


def _row(cells: Iterable[Text], lang: Lang) -> str:
    return "| " + " | ".join(cell.say(lang) for cell in cells) + " |"
