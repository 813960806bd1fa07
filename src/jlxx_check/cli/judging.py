"""The options that say by what a package is judged, shared by every command that judges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import typer

from jlxx_check.app import DEFAULT_PACK, Decisions, RulePack, load_decisions, load_pack
from jlxx_check.cli.commands import Say
from jlxx_check.cli.options import lang_option, rules_option
from jlxx_check.cli.paths import given_pack, given_path
from jlxx_check.cli.received import read_received


@dataclass(frozen=True, slots=True)
class Judging:
    """As written on the command line."""

    rules: str = DEFAULT_PACK
    received: str | None = None
    select: list[str] | None = None
    ignore: list[str] | None = None
    previous_winners: str | None = None
    decisions: list[str] | None = None
    show_personal: bool = False
    strict: bool = False
    quiet: bool = False
    lang: str | None = None

    @staticmethod
    def options(say: Say) -> Mapping[str, Any]:
        """How each is written, and what its help says."""
        return {
            "rules": rules_option(say),
            "received": _received(say),
            "select": _select(say),
            "ignore": _ignore(say),
            "previous_winners": _previous_winners(say),
            "decisions": _decisions(say),
            "show_personal": _show_personal(say),
            "strict": _strict(say),
            "quiet": _quiet(say),
            "lang": lang_option(say),
        }

    def arrived(self) -> date | datetime | None:
        """When the package was received. Raises CallProblem."""
        return None if self.received is None else read_received(self.received)

    def pack(self) -> RulePack:
        """The pack, with the list of previous winners that was given. Raises PackError."""
        pack = load_pack(given_pack(self.rules))
        if self.previous_winners is not None:
            pack = pack.with_winners(given_path(self.previous_winners, "--previous-winners"))
        return pack

    def given_files(self) -> tuple[Path, ...]:
        """The files and folders of the call's own that are read. Raises CallProblem."""
        files = [given_path(written, "--decisions") for written in self.decisions or ()]
        if self.previous_winners is not None:
            files.append(given_path(self.previous_winners, "--previous-winners"))
        return (*files, Path(given_pack(self.rules)))

    def decided(
        self, pack: RulePack, packages: Sequence[Path], *, several: bool
    ) -> Decisions | None:
        """The reviewer's decisions; None without any. Raises PackError.

        packages: what is going to be judged. several: see ``load_decisions``.
        """
        if not self.decisions:
            return None
        files = [given_path(written, "--decisions") for written in self.decisions]
        return load_decisions(files, rulepack=pack.pack.id, packages=packages, several=several)


def _received(say: Say) -> Any:
    return typer.Option(
        "--received",
        metavar="DATE[THH:MM]",
        help=say(
            "收到材料的日期（北京时间），或 today；不写就不判断是否逾期。",
            "When the package arrived (China time), or today; else no deadline.",
        ),
    )


def _select(say: Say) -> Any:
    return typer.Option(
        "--select",
        metavar="RULE",
        help=say(
            "只检查这条规则或这一类（如 video），可写多次。",
            "Only this rule or family (e.g. video); may be repeated.",
        ),
    )


def _ignore(say: Say) -> Any:
    return typer.Option(
        "--ignore",
        metavar="RULE",
        help=say("不检查这条规则或这一类，可写多次。", "Leave out this rule or family."),
    )


def _previous_winners(say: Say) -> Any:
    return typer.Option(
        "--previous-winners",
        metavar="FILE",
        help=say(
            "往年获评名单（csv 或 xlsx），与规则包自带的名单合用。",
            "Previous winners (csv or xlsx), added to the pack's own list.",
        ),
    )


def _decisions(say: Say) -> Any:
    return typer.Option(
        "--decisions",
        metavar="FILE",
        help=say(
            "核对人的核对结果（YAML）：确认人工核对项、豁免问题；可写多次。"
            "空白文件由 decisions new 生成。",
            "A reviewer's confirmations and waivers (YAML), as decisions new writes it to fill "
            "in; may be repeated.",
        ),
    )


def _show_personal(say: Say) -> Any:
    return typer.Option(
        "--show-personal",
        help=say("显示完整的身份证号和电话。", "Show ID-card and telephone numbers whole."),
    )


def _strict(say: Say) -> Any:
    return typer.Option(
        "--strict",
        help=say("有提醒时退出码也为 1。", "Warnings, too, give exit status 1."),
    )


def _quiet(say: Say) -> Any:
    return typer.Option(
        "--quiet", help=say("只显示结论和错误。", "Only the verdict and the errors.")
    )
