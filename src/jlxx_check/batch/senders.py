"""Who sent each delivery: the papers first, then names, then a mail; a person's word before all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from jlxx_check.batch.output_names import stem
from jlxx_check.batch.unit_names import Units
from jlxx_check.model.batch_report import DeliveryResult
from jlxx_check.model.nouns import FORM, REGISTER
from jlxx_check.model.sender import Sender, SenderClaim, SenderSource
from jlxx_check.text import Text, joined, same
from jlxx_check.values.folding import fold_name

#: So many are named; the others are counted.
_NAMED = 8
_PAPERS = (SenderSource.REGISTER, SenderSource.LETTER, SenderSource.FORM)
_SAYS = {
    SenderSource.PERSON: Text("单位名单“{where}”写的是“{unit}”", "the list {where} says “{unit}”"),
    SenderSource.REGISTER: Text(
        f"{REGISTER}“{{where}}”写的是“{{unit}}”", f"{REGISTER} “{{where}}”: “{{unit}}”"
    ),
    SenderSource.LETTER: Text("报送函“{where}”写的是“{unit}”", "letter “{where}”: “{unit}”"),
    SenderSource.FORM: Text(
        f"{FORM}“{{where}}”写的是“{{unit}}”", f"{FORM} “{{where}}”: “{{unit}}”"
    ),
    SenderSource.NAME: Text("名称“{where}”写的是“{unit}”", "the name “{where}”: “{unit}”"),
    SenderSource.MAIL: Text("邮件“{where}”写的是“{unit}”", "the mail “{where}”: “{unit}”"),
}


def name_claims(delivery: str, package: str, units: Units) -> tuple[SenderClaim, ...]:
    """What names say: the package's own, the delivery's, then those of folders that it lies in.

    delivery: its path in the inbox. package: as the package tells its name.
    """
    *above, own = PurePosixPath(delivery).parts or (delivery,)
    found: list[SenderClaim] = []
    for name in (package, stem(own), *reversed(above)):
        if found and name in above:
            break
        unit = units.named(name)
        if unit and fold_name(unit) not in {fold_name(claim.unit) for claim in found}:
            found.append(SenderClaim(SenderSource.NAME, unit, name))
    return tuple(sorted(found, key=lambda claim: units.unit(claim.unit) is None))


def mail_claims(said: Iterable[str], units: Units) -> tuple[SenderClaim, ...]:
    """What a mail's head says: its subject, its sender's name and address, the most telling first.

    A free mailbox names nobody, and a person's name is no unit.
    """
    named = ((text, units.named(text.partition("@")[0])) for text in said if text)
    return tuple(SenderClaim(SenderSource.MAIL, unit, text) for text, unit in named if unit)


def who_sent(claims: Iterable[SenderClaim], units: Units) -> Sender:
    """The sender that the claims come to.

    A person's word settles it. Papers that contradict each other settle nothing: neither the
    stronger kind of paper nor the name decides between two units. Where papers and name differ,
    the papers have it, unless only forms speak, for a unit that is not on the list, and the name
    is that of one that is: a bureau's forms may have been signed by others.
    """
    found = [(claim, units.sender(claim.unit)) for claim in claims]
    given = [pair for pair in found if pair[0].source is SenderSource.PERSON]
    strong = [pair for pair in found if pair[0].source in _PAPERS[:2]]
    papers = strong or [pair for pair in found if pair[0].source is SenderSource.FORM]
    names = [pair for pair in found if pair[0].source is SenderSource.NAME]
    mails = [pair for pair in found if pair[0].source is SenderSource.MAIL]
    papers = _without_attached(papers, units)
    if not given and len(_units(papers)) > 1:
        return Sender(None, evidence=_say(papers, units), doubt=_contradiction(papers, units))
    only_forms = bool(papers) and not strong and not given
    if only_forms and names and units.unit(papers[0][1]) is None and units.unit(names[0][1]):
        papers = []
    for told in (given, papers, names, mails):
        if told:
            unit = told[0][1]
            every = [*told, *(pair for pair in found if pair not in told)]
            others = [
                (claim, other)
                for claim, other in found
                if fold_name(other) != fold_name(unit)
                and (claim.source is not SenderSource.FORM or units.unit(other) is not None)
            ]
            listed = units.unit(unit) is not None
            doubt = _disagreement(unit, [told[0], *others], units) if others else None
            return Sender(unit, listed, _say(every, units), doubt)
    return Sender(None, doubt=_SILENT)


def settle(
    claims: Mapping[str, Sequence[SenderClaim]], units: Units, given: Mapping[str, SenderClaim]
) -> dict[str, Sender]:
    """The sender of every delivery, each seen beside the others.

    A register made from another unit's still names that one. So where a delivery is called by a
    unit of the list, and its papers name another one whose own delivery is here, under its own
    name, the name has it.
    given: what a person said, by delivery.
    """
    found: dict[str, Sender] = {}
    for delivery, said in claims.items():
        first = [given[delivery]] if delivery in given else []
        found[delivery] = who_sent([*first, *said], units)
    own = {
        fold_name(sender.unit)
        for delivery, sender in found.items()
        if sender.unit and fold_name(sender.unit) in _names(claims[delivery], units)
    }
    for delivery, sender in found.items():
        if delivery in given or sender.unit is None or fold_name(sender.unit) not in own:
            continue
        called = [c.unit for c in claims[delivery] if c.source is SenderSource.NAME]
        listed = next((unit for unit in called if units.unit(unit)), None)
        if listed and fold_name(sender.unit) not in _names(claims[delivery], units):
            unit = units.sender(listed)
            found[delivery] = replace(
                sender, unit=unit, listed=True, doubt=_copied(unit, sender, units)
            )
    return found


def _names(claims: Iterable[SenderClaim], units: Units) -> set[str]:
    names = (claim for claim in claims if claim.source is SenderSource.NAME)
    return {fold_name(units.sender(claim.unit)) for claim in names}


_Claim = tuple[SenderClaim, str]
_Told = Sequence[_Claim]


def _without_attached(papers: list[_Claim], units: Units) -> list[_Claim]:
    """Papers less letters of units off the list, where one on it speaks, too: a county's, say."""
    listed = [units.unit(unit) is not None for _, unit in papers]
    if not any(listed):
        return papers
    return [
        pair
        for pair, on in zip(papers, listed, strict=True)
        if on or pair[0].source is not SenderSource.LETTER
    ]


def _units(told: _Told) -> set[str]:
    return {fold_name(unit) for _, unit in told}


def _say(told: _Told, units: Units) -> tuple[Text, ...]:
    sentences = (_sentence(claim, units) for claim, _ in told)
    return tuple(dict.fromkeys(sentences))


def _sentence(claim: SenderClaim, units: Units) -> Text:
    said = units.nouns.fill(_SAYS[claim.source])
    words = {"unit": claim.unit, "where": claim.where}
    return Text(said.zh.format(**words), said.en.format(**words))


def _contradiction(papers: _Told, units: Units) -> Text:
    said = joined(_say(papers, units), zh="，", en="; ")
    return Text(
        f"材料中写的报送单位不一致：{said.zh}",
        f"the papers name different senders: {said.en}",
    )


def _disagreement(unit: str, told: _Told, units: Units) -> Text:
    said = joined(_say(told, units), zh="，", en="; ")
    return Text(
        f"报送单位写得不一致：{said.zh}；暂作为“{unit}”的材料检查",
        f"taken for {unit}'s, though its senders differ: {said.en}",
    )


def _copied(unit: str, sender: Sender, units: Units) -> Text:
    said, form = joined(sender.evidence[:1] or (same(""),)), units.nouns.form
    return Text(
        f"报送单位写得不一致：{said.zh}，而该单位另有自己的一份材料，可能是套用了它的表格；"
        f"暂按名称作为“{unit}”的材料检查",
        f"taken for {unit}'s by its name, though {said.en}: that one has a delivery of its own "
        f"here, and its {form.en} was probably used as a template",
    )


def sender_notes(deliveries: Iterable[DeliveryResult], units: Units) -> tuple[Text, ...]:
    """What a person should know of who sent them: unknown ones, doubts, units off the list."""
    notes: list[Text] = []
    unlisted: list[str] = []
    for item in deliveries:
        if item.sender.unit is None:
            notes.append(_unknown(item))
        elif item.sender.doubt:
            doubt = item.sender.doubt
            notes.append(
                Text(
                    f"“{item.path}”的{doubt.zh}。请核实；不符的，请在单位名单（--units）的“文件”“单位”"
                    "两栏写明。",
                    f"“{item.path}” was {doubt.en}. Look into it; if that is wrong, name the file "
                    "and its unit in the list for --units, in columns 文件 and 单位.",
                )
            )
        if item.unit and not item.sender.listed and item.unit not in unlisted:
            unlisted.append(item.unit)
    if unlisted and units:
        more = len(unlisted) > _NAMED
        zh, en = "、".join(unlisted[:_NAMED]), ", ".join(unlisted[:_NAMED])
        notes.append(
            Text(
                f"单位名单里没有这{len(unlisted)}个单位，已照常检查：{zh}{'等' if more else ''}。"
                "请看名称是否写错；写错的，请在单位名单（--units）的“文件”“单位”两栏写明。",
                f"{len(unlisted)} unit(s) off the list, judged like any other: "
                f"{en}{' …' if more else ''}. Where a name is misspelt, name the file and its unit "
                "in the list for --units.",
            )
        )
    return tuple(notes)


def _unknown(item: DeliveryResult) -> Text:
    why = item.sender.doubt or _SILENT
    return Text(
        f"不知道“{item.path}”是哪个单位报送的（{why.zh}），没有写通知，未报送的单位里可能有它；"
        "请在单位名单（--units）的“文件”“单位”两栏写明。",
        f"Who sent “{item.path}” is not known ({why.en}), so there is no letter, and the unit may "
        "stand among those that sent nothing: name it in the list for --units, in columns 文件 and "
        "单位.",
    )


_SILENT = Text("材料和名称都没有写", "neither papers nor name tell")
