"""``jlxx-check.toml``: the options of check, batch and watch, written down once.

Its lines become words of the call, before those that were typed: the same parser takes both, and
what was typed wins. It is never read from inside a package or an inbox, where anybody may put one;
one that is merely found beside an inbox, perhaps on a share, has no program started.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from jlxx_check.cli import common_names
from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.call_words import END, command_of
from jlxx_check.cli.framework import OPTIONS, IsPath, Takes
from jlxx_check.cli.paths import existing_file, found
from jlxx_check.model.about import SETTINGS_NAME
from jlxx_check.text import Text
from jlxx_check.values.system_errors import reason

_COMMANDS = ("check", "batch", "watch")
_CONFIG = "--config"
#: What such a file does not say: the language is known before it is read.
_NOT_HERE = {_CONFIG, "--lang", "--help"}
#: Options that go together: where a call has one of them, the file has none.
_TOGETHER = (("--format", "--output"), ("--cache", "--no-cache"))
_AT = re.compile(r"\(at line (\d+), column \d+\)")


def with_settings(
    words: Sequence[str], root: Any, whole: Callable[[], Any]
) -> tuple[list[str], Path | None]:
    """The words with those of the settings file, and the file; None: there is none.

    root: the command that holds the one called; whole: makes that which holds every command.
    Raises CallProblem.
    """
    command, start = command_of(words, root)
    if command.name not in _COMMANDS:
        return list(words), None
    call = _Call.read(words[start:], command)
    path = None if "--help" in call.given else _place(call, command.name)
    if path is None:
        return list(words), None
    settings = _Settings(path, whole().commands, found_only=call.config is None)
    more = settings.words(command.name, call.given)
    return [*words[:start], *more, *words[start:]], path


@dataclass(slots=True)
class _Call:
    """What was typed behind the command's name."""

    given: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)
    config: str | None = None

    @classmethod
    def read(cls, words: Sequence[str], command: Any) -> _Call:
        options = {name: item for item in command.params for name in item.opts if name[:1] == "-"}
        call, rest = cls(), list(words)
        while rest:
            word = rest.pop(0)
            if word == END:
                call.places += rest
                break
            if not word.startswith("-"):
                call.places.append(word)
                continue
            name, sign, value = word.partition("=")
            known = options.get(name)
            if known is not None and not known.is_flag and not sign and rest:
                value = rest.pop(0)
            call.given.add("--help" if name == "-h" else name)
            if name == _CONFIG:
                call.config = value
        return call


def _place(call: _Call, command: str) -> Path | None:
    """The settings file: as given, else the one beside the inbox. Raises CallProblem."""
    places = [Path(os.path.abspath(found(item) or item)) for item in call.places]  # noqa: PTH100
    if call.config is not None:
        path = existing_file(call.config, _CONFIG)
        if any(path.resolve().is_relative_to(os.path.realpath(item)) for item in places):
            raise CallProblem(
                Text(
                    f"设置文件不能放在材料里：{path}。请移到收件文件夹外面，再用 --config 写明。",
                    f"Settings are never read from inside a package or an inbox: {path}. Move the "
                    "file out of it.",
                )
            )
        return path
    if command == "check" or not places:
        return None
    beside = places[0].parent / SETTINGS_NAME
    return beside if beside.is_file() and places[0].is_dir() else None


class _Settings:
    """A settings file, read and held against what there is to set. Raises CallProblem.

    found_only: nobody named it.
    """

    def __init__(self, path: Path, commands: Mapping[str, Any], *, found_only: bool) -> None:
        self._path, self._found_only = path, found_only
        self._options = {
            name: {
                opt: item
                for item in commands[name].params
                for opt in item.opts
                if opt.startswith("--") and opt not in _NOT_HERE
            }
            for name in _COMMANDS
        }
        self._known = {opt: item for each in self._options.values() for opt, item in each.items()}
        self._said = self._read()

    def words(self, command: str, given: set[str]) -> list[str]:
        """The words for a command, without what the call has itself."""
        own = self._said.get(command, {})
        every = {key: value for key, value in self._said.items() if key not in _COMMANDS}
        taken = {*given, *(name for pair in _TOGETHER if given & {*pair} for name in pair)}
        told: list[str] = []
        for key, value in (every | own).items():
            name = f"--{key}"
            words = list(self._words(key, value))
            if name in self._options[command] and name not in taken:
                told += words
        return told

    def _read(self) -> dict[str, Any]:
        import tomllib  # late: in most calls there is no such file

        try:
            said = tomllib.loads(self._path.read_bytes().decode("utf-8-sig"))
        except OSError as error:
            why = reason(error)
            raise self._problem(f"打不开（{why.zh}）", f"cannot be opened ({why.en})") from error
        except UnicodeDecodeError as error:
            raise self._problem(
                "不是 UTF-8 编码，请用记事本另存为 UTF-8", "is not in UTF-8; save it so"
            ) from error
        except tomllib.TOMLDecodeError as error:
            raise self._not_toml(error) from error
        for command in _COMMANDS:
            table = said.get(command, {})
            if not isinstance(table, dict):
                raise self._problem(
                    f"{command} 要写成一节：[{command}]", f"{command} is a table: [{command}]"
                )
            for key, value in table.items():
                self._require(key, self._options[command], f"[{command}] ")
                list(self._words(key, value))
        for key, value in said.items():
            if isinstance(value, dict) and key not in _COMMANDS:
                raise self._unknown(f"[{key}]", get_close_matches(key, _COMMANDS, n=1))
            if key not in _COMMANDS:
                self._require(key, self._known, "")
        return said

    def _not_toml(self, error: ValueError) -> CallProblem:
        at = _AT.search(str(error))
        line = Text(f"第 {at[1]} 行", f", line {at[1]}") if at else Text("", "")
        return CallProblem(
            Text(
                f'设置文件“{self._path}”{line.zh}写法不对。每行写成 名称 = "内容"；'
                "Windows 路径请用单引号，如 out = 'D:\\结果'。",
                f'The settings “{self._path}”{line.en}: not TOML. A line is name = "value"; put '
                r"Windows paths in single quotes, as out = 'D:\results'.",
            )
        )

    def _require(self, key: str, options: Mapping[str, Any], where: str) -> None:
        if f"--{key}" in options:
            if self._found_only and OPTIONS[f"--{key}"].starts:
                raise self._starts(key)
            return
        if f"--{key}" in _NOT_HERE:
            raise self._problem(
                f"不能写 {key}（语言请设环境变量 JLXX_LANG）",
                f"{key} is not said here (for the language set JLXX_LANG)",
            )
        called = common_names.option(key, options)
        names = [name.removeprefix("--") for name in options]
        near = [called] if called else get_close_matches(key, names, n=1)
        raise self._unknown(f"{where}{key}", near)

    def _starts(self, key: str) -> CallProblem:
        return self._problem(
            f"{key} 会启动程序，自动找到的设置文件里不能写（收件文件夹旁边可能别人也能写文件）。"
            f"请写在命令里；确认文件可信的，用 --config 写明这个文件",
            f"{key} has programs started, which a file that was merely found does not do: others "
            "may be able to write beside the inbox. Say it in the call, or name the file with "
            "--config if it can be trusted",
        )

    def _unknown(self, said: str, near: Sequence[str]) -> CallProblem:
        meant = near[0].removeprefix("--") if near else ""
        zh = f"，是不是“{meant}”？" if meant else ""
        en = f"; did you mean “{meant}”?" if meant else ""
        return self._problem(f"没有 {said} 这一项{zh}", f"there is no {said}{en}")

    def _words(self, key: str, value: Any) -> Iterator[str]:
        """A line of the file as words of a call. Raises CallProblem for another kind of value."""
        name = f"--{key}"
        option = self._known[name]
        if option.is_flag:
            if not isinstance(value, bool):
                raise self._problem(f"{key} 要写 true 或 false", f"{key} takes true or false")
            yield from (name,) if value else ()
            return
        values = value if option.multiple and isinstance(value, list) else [value]
        for one in values:
            yield f"{name}={self._text(key, name, option, one)}"

    def _text(self, key: str, name: str, option: Any, value: Any) -> str:
        declared = OPTIONS[name]
        number = declared.least is not None
        if number and isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if declared.takes is Takes.DATE and isinstance(value, date):
            moment = value if isinstance(value, datetime) else None
            return moment.isoformat(timespec="seconds") if moment else value.isoformat()
        if number or not isinstance(value, str):
            raise self._problem(*self._wanted(key, option, number=number))
        if "\0" in value:  # which no word of a typed call can have
            raise self._problem(
                f"{key} 里有不能用的字符（\\u0000）", f"{key} has a sign that no text has (\\u0000)"
            )
        path = self._path.parent / value
        is_path = declared.path is IsPath.YES
        if declared.path is IsPath.WHERE_THERE:
            is_path = path.exists()
        return str(path) if is_path and value.strip() else value

    def _wanted(self, key: str, option: Any, *, number: bool) -> tuple[str, str]:
        if number:
            return f"{key} 要写数字", f"{key} takes a number"
        if option.multiple:
            return (
                f'{key} 要写成 ["…", "…"]，内容加引号',
                f'{key} takes a list of texts: ["…", "…"]',
            )
        return f"{key} 要写成加引号的文字", f"{key} takes a text in quotes"

    def _problem(self, zh: str, en: str) -> CallProblem:
        zh += "" if zh.endswith("？") else "。"
        en += "" if en.endswith("?") else "."
        return CallProblem(
            Text(f"设置文件“{self._path}”：{zh}", f"The settings “{self._path}”: {en}")
        )


def told_of(path: Path) -> Text:
    """That a settings file was in force."""
    return Text(f"设置文件：{path}", f"Settings: {path}")
