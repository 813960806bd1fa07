"""Files that lie loose in the inbox: the unit that may have handed in, the person it may be of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from jlxx_check.batch.inbox import LooseFile
from jlxx_check.batch.inbox.inbox_content import listed
from jlxx_check.batch.unit_names import Units
from jlxx_check.inventory.vocabulary import Vocabulary
from jlxx_check.model.batch_report import DeliveryResult, MaybeHandedIn
from jlxx_check.model.pack import Pack
from jlxx_check.model.report import Report
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name

#: The check that names a register's rows without material; what it quotes are names.
_MATCHING = "register.matches-entries"
_QUOTED = re.compile(r"“([^”]+)”")
#: So long a name is no other's part: a file's name may say more around it.
_LONG = 5


def sort_missing(
    wanted: Sequence[str], here: Collection[str], loose: Sequence[LooseFile], units: Units
) -> tuple[tuple[str, ...], tuple[MaybeHandedIn, ...]]:
    """The units asked for of which nothing has come, and those of which perhaps something has.

    here: the keys of the units whose packages are there.
    """
    missing: list[str] = []
    maybe: list[MaybeHandedIn] = []
    for name in wanted:
        key = units.key(name)
        if key in here:
            continue
        files = [item.path for item in loose if item.unit and units.key(item.unit) == key]
        if files:
            maybe.append(MaybeHandedIn(name, tuple(files)))
        else:
            missing.append(name)
    return tuple(missing), tuple(maybe)


def notes_on_loose(
    maybe: Sequence[MaybeHandedIn],
    missing: Sequence[str],
    loose: Sequence[LooseFile],
    owners: Mapping[str, Text],
) -> tuple[Text, ...]:
    """What the desk has to look at before it reminds anybody. owners: see ``owners_of``."""
    notes = _rest(loose, {*owners, *(path for item in maybe for path in item.files)})
    coming = {item.path for item in loose if item.coming}
    for item in maybe:
        files = [path for path in item.files if path not in coming]
        if files:
            notes.append(_perhaps(item.unit, files))
    notes += owners.values()
    nameless = [item.path for item in loose if item.unit is None and item.path not in owners]
    if nameless and missing:
        notes.append(
            Text(
                f"收件文件夹里另有 {len(nameless)} 个零散文件看不出是哪个单位的，"
                "可能是未报送单位的材料，催报前请先看一看。",
                f"{len(nameless)} more loose files in the inbox tell no unit; they may be of one "
                "that is listed as missing. Look before you remind.",
            )
        )
    return tuple(notes)


def _perhaps(unit: str, files: Sequence[str]) -> Text:
    return Text(
        f"可能已报送：{unit}（收件文件夹里有{'、'.join(files)}，"
        "不是完整的材料包）。请先看一看，再决定是否催报。",
        f"{unit} may have handed in: {', '.join(files)} in the inbox "
        f"{'is' if len(files) == 1 else 'are'} no whole package. Look before you remind it.",
    )


def _rest(loose: Sequence[LooseFile], named: Collection[str]) -> list[Text]:
    """What lies there besides, by the reason why it was not judged. named: what others tell of."""
    said = (
        (
            False,
            "收件文件夹里有不是材料包的文件，没有检查",
            "Loose files in the inbox are no packages and were not judged",
        ),
        (
            True,
            "收件文件夹里有没有传完的文件，没有检查",
            "Files not fetched to their end were not judged",
        ),
    )
    notes = []
    for partial, zh, en in said:
        paths = [
            item.path
            for item in loose
            if item.partial is partial and not item.coming and item.path not in named
        ]
        if paths:
            notes.append(Text(f"{zh}：{listed(paths, '、')}。", f"{en}: {listed(paths, ', ')}."))
    return notes


def owners_of(
    loose: Sequence[LooseFile], deliveries: Sequence[DeliveryResult], pack: Pack
) -> dict[str, Text]:
    """Loose files by their paths that bear the name of somebody, or something, put forward."""
    if not loose:
        return {}
    words = Vocabulary(pack)
    aliases = {unit.name: (unit.name, *unit.aliases) for unit in pack.units}
    named = [
        (item.unit or item.name, name, fold_name(name))
        for item in deliveries
        if item.counts and item.report is not None
        for name in dict.fromkeys(_names(item.report))
    ]
    notes: dict[str, Text] = {}
    for file in loose:
        text = fold_name(PurePosixPath(file.path).stem)
        said: dict[str, list[str]] = {}
        for unit, name, folded in named:
            if folded and folded in text:
                rest = text
                for spelling in aliases.get(unit, (unit,)):
                    rest = rest.replace(fold_name(spelling), "-")
                if len(folded) >= _LONG or folded in words.read(rest).tokens:
                    said.setdefault(unit, []).append(name)
        if said:
            notes[file.path] = _may_belong(file.path, said)
    return notes


def _names(report: Report) -> Iterator[str]:
    """Its entries, and rows of its registers that no material was found of."""
    yield from (entry.name for entry in report.entries)
    matching = {rule.id for rule in report.rules if rule.check == _MATCHING}
    for finding in report.facts:
        if finding.rule in matching:
            yield from _QUOTED.findall(finding.message.zh)


def _may_belong(path: str, said: dict[str, list[str]]) -> Text:
    zh = "；".join(f"{unit}（{'、'.join(names)}）" for unit, names in said.items())
    en = "; ".join(f"{unit} ({', '.join(names)})" for unit, names in said.items())
    return Text(
        f"零散文件“{path}”可能属于{zh}，没有检查。请向该单位核实；确是它的，请让它补交，"
        "或者放进它的材料里再检查。",
        f"The loose file “{path}” may belong to {en}; it was not judged. Ask the unit; if it is "
        "its own, have it handed in, or put it into its material and run again.",
    )
