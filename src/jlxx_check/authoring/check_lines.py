"""The checks for a terminal and as a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text as Line

from jlxx_check.authoring.check_catalogue import CheckPage, ParameterPage
from jlxx_check.reporters.terminal.page import Page
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


def check_list(pages: Sequence[CheckPage], lang: Lang, width: int) -> list[Line]:
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


def check_details(pages: Iterable[CheckPage], lang: Lang, width: int) -> list[Line]:
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
            page.lines.append(Line(f"      {line}"))
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
