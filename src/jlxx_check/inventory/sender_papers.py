"""Which unit a package's papers name as its sender: registers, the covering letter, forms.

The organisation of an entry (工作单位, 实施单位) is not the sender and is never asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from jlxx_check.model.document import Document
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.nouns import REGISTER
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Form, Package, Reason, Register
from jlxx_check.model.sender import SenderClaim, SenderSource
from jlxx_check.text import Text, joined
from jlxx_check.values.folding import fold, fold_name, same_unit_in_short
from jlxx_check.values.late_patterns import late_pattern
from jlxx_check.values.organisations import is_organisation, without_department

#: Signs that stand between a label and its value, or stand for a value to be written.
_GAP = r"[ \t\u3000_＿]*"
_HINT = r"(?:[(（【\[][^()（）\[\]【】]*[)）】\]])?"
#: Where a value ends in its line: the next label, a date, a run of blanks.
_NEXT = late_pattern(r"[㐀-鿿]{1,4}[ \t\u3000]?[㐀-鿿]{1,6}" + _HINT + r"[ \t\u3000]*[:：]")
_DATE = late_pattern(r"(?:[12１２]\s*[\d０-９]|[二][〇○零Ｏ0]).{0,12}?年|\d{4}[-./]\d{1,2}")
_SPACES = late_pattern(r"\s+")
_PIECES = late_pattern(r"[\s,，。;；:：、!！()（）【】\[\]_＿/]+")
_STAMP = late_pattern(r"[(（【\[]?\s*(?:盖\s*章|公\s*章|印\s*章|签\s*章|章)\s*[)）】\]]?")
#: A letter's head stands within its first lines, its seal line within the last.
_HEAD, _FOOT = 10, 8
_ABOUT = "关于"
_KINDS = r"(?:报告|函|请示|说明|汇报|材料)"
#: A title that says nothing but that it is a letter: 报送函.
_TITLE = late_pattern(r"^.{0,16}(?:报告|函|说明)$")
#: What a title ends in that is no letter of the sender: the notice itself may lie in the package.
_OTHERS = late_pattern(r"(?:通知|公告|公示|批复|决定|办法|方案|意见|纪要)\s*$")
#: A colon there says whom the letter is to.
_ADDRESSEE = late_pattern(r"[:：]\s*$")


def sender_claims(package: Package, pack: Pack) -> tuple[SenderClaim, ...]:
    """What the papers say, each unit once a kind of paper: registers, letters, then forms.

    What its forms say counts where all that say anything agree: a bureau puts forward people for
    whom others signed.
    """
    reader = SenderReader(pack)
    found = [*_of_registers(package, reader), *_of_letters(package, reader)]
    forms = list(_of_forms(package, reader))
    if len({fold_name(claim.unit) for claim in forms}) == 1:
        found.append(forms[0])
    return tuple(_each_once(found))


def named_by_papers(package: Package, pack: Pack) -> str:
    """The one unit that all papers name, by the pack's name; "" where they name none or several."""
    aliases = pack.unit_aliases()
    titles = {fold_name(unit.name): unit.name for unit in pack.units}
    said: dict[str, str] = {}
    for claim in sender_claims(package, pack):
        name = without_department(claim.unit)
        folded = aliases.get(fold_name(claim.unit)) or aliases.get(fold_name(name), fold_name(name))
        said.setdefault(folded, titles.get(folded, name))
    return next(iter(said.values())) if len(said) == 1 else ""


def apart_note(package: Package, pack: Pack) -> Text | None:
    """That registers or letters name different units as the sender; None where none differ.

    ``batch`` cannot tell then whose the package is. A letter of a unit off the list that lies with
    papers of one on it is another office's.
    """
    aliases = pack.unit_aliases()
    reader = SenderReader(pack)
    found = [*_of_registers(package, reader), *_of_letters(package, reader)]
    claims = _each_once(replace(c, unit=without_department(c.unit)) for c in found)
    listed = {claim.unit for claim in claims if fold_name(claim.unit) in aliases}
    if listed:
        letter = SenderSource.LETTER
        claims = [c for c in claims if c.source is not letter or c.unit in listed]
    if all(same_unit_in_short(claims[0].unit, other.unit, aliases) for other in claims[1:]):
        return _unlike_its_name(package.name, claims, aliases)
    said = joined(_said(claim) for claim in claims)
    return Text(
        f"材料里写的报送单位不一致：{said.zh}。请核实后统一；几份表写不同的单位，收材料的一方看不出是"
        "哪个单位报送的。",
        f"The papers name different units as the sender: {said.en}. Settle which it is and write "
        "it alike; whoever receives the package cannot tell who sent it.",
    )


def _unlike_its_name(
    name: str, claims: Sequence[SenderClaim], aliases: Mapping[str, str]
) -> Text | None:
    """That the folder or archive is called after another unit of the notice's than its papers."""
    if fold_name(name) not in aliases or not claims:
        return None
    if (
        same_unit_in_short(name, claims[0].unit, aliases)
        or fold_name(claims[0].unit) not in aliases
    ):
        return None
    said = _said(claims[0])
    return Text(
        f"材料包名称是“{name}”，{said.zh}，不是同一个单位。请核实是哪个单位报送的，并改成一致。",
        f"The package is called “{name}”, and {said.en}: settle which unit sends it and write it "
        "alike.",
    )


def _said(claim: SenderClaim) -> Text:
    letter = claim.source is SenderSource.LETTER
    paper = Text("报送函", "the letter") if letter else Text(REGISTER, f"the {REGISTER}")
    name = file_name(claim.where)
    return Text(f"{paper.zh}“{name}”写的是“{claim.unit}”", f"{paper.en} “{name}” “{claim.unit}”")


def _each_once(claims: Iterable[SenderClaim]) -> list[SenderClaim]:
    """The first claim for each unit and kind of paper."""
    first: dict[tuple[SenderSource, str], SenderClaim] = {}
    for claim in claims:
        first.setdefault((claim.source, fold_name(claim.unit)), claim)
    return list(first.values())


class SenderReader:
    """Finds the unit behind the pack's labels, and in a covering letter."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.sender
        #: Fields of forms and columns of registers that hold the sender; those that it signs.
        self.fields, self.seals = spec.fields, spec.seals
        self._lines = _labels(spec.lines)
        self._letters = _title(spec.letters)
        self._issuers = tuple(
            fold_name(name) for name in (pack.issuer.zh, pack.delivery.office.zh) if name
        )
        self._spellings = frozenset(pack.unit_aliases())

    def is_unit(self, name: str) -> bool:
        """Whether the words name a unit that may send: on the list, or by their shape.

        Whoever issued the notice is addressed by letters, and sends none.
        """
        folded = fold_name(name)
        if not folded or any(folded in office or office in folded for office in self._issuers):
            return False
        return folded in self._spellings or is_organisation(name)

    def in_lines(self, text: str) -> str:
        """The unit behind a label such as 推介单位（盖章）：; "" where none is written."""
        for match in self._lines.finditer(text):
            line, _, below = text[match.end() :].partition("\n")
            given = self._value(line)
            if not given and not line.strip(" \t\u3000_＿:："):
                given = self._value(below.partition("\n")[0])  # a cell of its own
            if given:
                return given
        return ""

    def in_letter(self, text: str) -> str:
        """The unit of a covering letter's head, else of its seal line; "" for another paper."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        head = lines[:_HEAD]
        if any(_ABOUT in line and _OTHERS.search(line) for line in head):
            return ""
        letter = bool(head) and bool(_TITLE.search(head[0]))
        for at, line in enumerate(head):
            if _ABOUT not in line or _ADDRESSEE.search(line):
                continue
            if self._letters.search(fold("".join(head[at : at + 3]))):
                letter = True
                before = line.partition(_ABOUT)[0] or (head[at - 1] if at else "")
                if self.is_unit(name := _SPACES.sub("", before)):
                    return name
        return self._seal(lines) if letter else ""

    def in_opinion(self, text: str) -> str:
        """The unit that signs a field such as 推介单位意见; "" where none does."""
        pieces = _PIECES.split(_STAMP.sub(" ", _DATE.sub(" ", text)))
        return next((piece for piece in reversed(pieces) if self.is_unit(piece)), "")

    def _seal(self, lines: Sequence[str]) -> str:
        for line in reversed(lines[2:][-_FOOT:]):
            if _ADDRESSEE.search(line):
                continue
            date = _DATE.search(line)
            bare = _STAMP.sub(" ", line[: date.start()] if date else line)
            if self.is_unit(name := _SPACES.sub("", bare)):
                return name
        return ""

    def _value(self, line: str) -> str:
        ends = [found.start() for found in (_NEXT.search(line), _DATE.search(line)) if found]
        cut = _STAMP.sub(" ", line[: min(ends, default=len(line))]).strip(" \t\u3000_＿:：,，;；")
        tried = (_SPACES.sub("", cut), *_PIECES.split(cut))
        return next((name for name in tried if self.is_unit(name)), "")


def _labels(words: Iterable[str]) -> re.Pattern[str]:
    """The labels, however their signs are spaced, with the hint behind them."""
    spaced = (r"[ \t\u3000]*".join(map(re.escape, word)) for word in words)
    meant = "|".join(sorted(spaced, key=len, reverse=True)) or r"(?!)"
    return re.compile(rf"(?:{meant})(?:名称)?{_GAP}{_HINT}{_GAP}(?:[:：]|(?=[\s]|$)){_GAP}")


def _title(words: Iterable[str]) -> re.Pattern[str]:
    meant = "|".join(map(re.escape, words)) or r"(?!)"
    return re.compile(rf"{_ABOUT}.{{0,80}}?(?:{meant}).{{0,80}}?{_KINDS}|{_ABOUT}(?:{meant})")


def _of_registers(package: Package, reader: SenderReader) -> Iterator[SenderClaim]:
    for path in dict.fromkeys(register.path for register in package.registers):
        unit = reader.in_lines(_text(package, path))
        if unit:
            yield SenderClaim(SenderSource.REGISTER, unit, path)
    for register in package.registers:
        unit = _of_column(register, reader)
        if unit:
            yield SenderClaim(SenderSource.REGISTER, unit, register.path)


def _of_column(register: Register, reader: SenderReader) -> str:
    """What every row that says anything says in the sender's column."""
    said = {
        fold_name(text): text
        for row in register.rows
        for field in reader.fields
        if (text := row.text(field).strip())
    }
    return next(iter(said.values())) if len(said) == 1 else ""


def _of_letters(package: Package, reader: SenderReader) -> Iterator[SenderClaim]:
    for item in package.unassigned:
        if item.reason in _LOOSE and (unit := reader.in_letter(_text(package, item.path))):
            yield SenderClaim(SenderSource.LETTER, unit, item.path)


def _of_forms(package: Package, reader: SenderReader) -> Iterator[SenderClaim]:
    forms = [entry.form for entry in package.entries if entry.form]
    for form in (*forms, *package.shared_forms):
        if unit := sender_of_form(form, reader):
            yield SenderClaim(SenderSource.FORM, unit, form.path)


def sender_of_form(form: Form, reader: SenderReader) -> str:
    """The unit that a form is from, by its fields, else by who signed; "" where none is named."""
    named = (form.text(field).strip() for field in reader.fields)
    given = next((name for name in named if name and reader.is_unit(name)), "")
    return given or next(filter(None, (reader.in_opinion(form.text(f)) for f in reader.seals)), "")


def _text(package: Package, path: str) -> str:
    facts = package.facts.get(path)
    body = facts.body if facts else None
    return body.text if isinstance(body, Document) else ""


_LOOSE = (Reason.PACKAGE_PAPER, Reason.UNKNOWN, Reason.NO_OWNER, Reason.NAMELESS)
