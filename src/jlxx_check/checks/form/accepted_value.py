"""Whether a form's answer is one of the few that the notice accepts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from jlxx_check.checks.form.answers import answer, judged_each, scan_unread
from jlxx_check.checks.registry import FieldName, Parameters, check
from jlxx_check.model.outcome import Outcome, failed, passed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Said, Words
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.text import Text, same
from jlxx_check.values.folding import fold, fold_name


class AcceptedValue(Parameters):
    """accepted: the answers that hold, the first one shown as what is asked.

    asked: what is shown instead, where several different answers hold (one of so many categories).
    none: answers that say nothing (a stroke). refused: answers that certainly do not hold, with or
    without 籍 or 公民 behind; where they are given, any other is for a person. ask: what a person
    has to look at where the form does not say.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "accepted": "认可的填写内容，第一个作为要求显示",
        "asked": "认可几种不同的填写时，作为要求显示的话",
        "none": "等于没有填写的写法（如一条斜线）",
        "refused": "肯定不认可的填写内容（后面带“籍”“公民”的也算）；写了这一项，其余内容由人工核对",
        "ask": "表上没有写时请人工核对什么",
    }

    field: FieldName
    accepted: Annotated[Words, Field(min_length=1)]
    asked: Said | None = None
    none: Words = ()
    refused: Words = ()
    ask: Said

    @property
    def shown(self) -> Text:
        """What is asked, in a sentence."""
        first = self.accepted[0]
        return self.asked or Text(f"“{first}”", f"“{first}”")


_STOPS = " 。.，,;；"
_BESIDE = re.compile(r"[\s,，、;；。/／|]+|[(（](?=[^()（）]*族[)）])|(?<=族)[)）]")
#: Who is of a country: 加拿大籍, 加拿大籍华人, 韩国籍朝鲜族, 加拿大公民; 美籍 is said in short.
_PEOPLE = r"(?:华人|华裔|人士?|[㐀-鿿]{1,4}族)"
_BEARERS = tuple(
    re.compile(words)
    for words in (rf"(?:国籍{_PEOPLE}?|公民)$", rf"籍{_PEOPLE}?$", rf"(?<=籍){_PEOPLE}$")
)


@check("form.accepted-value", zh="表上填写的是认可的内容；没有填写的由人工核对。")
def accepted_value(entry: Entry, form: Form, pack: Pack, want: AcceptedValue) -> Iterator[Outcome]:
    """The form's answer is one of the accepted ones; without an answer a person decides."""
    yield from judged_each(form, [want.field], lambda said: _stated(entry, said, pack, want))


def _stated(entry: Entry, form: Form, pack: Pack, want: AcceptedValue) -> Iterator[Outcome]:
    if form.scan:
        yield scan_unread(form)
        return
    found = answer(form, want.field, pack, want.none)
    if not isinstance(found, Value):
        yield review(
            Text(
                f"“{entry.name}”：{found.zh}{want.ask.zh}",
                f"“{entry.name}”: {found.en} {want.ask.en}",
            ),
        )
    elif _is_one(said := _apart_from_people(found.text), want.accepted):
        yield passed()
    elif want.refused and not _is_refused(fold(said), want.refused):
        yield review(
            Text(
                f"“{entry.name}”：“{want.field}”填的是“{found.text}”。{want.ask.zh}",
                f"“{entry.name}”: “{want.field}” says “{found.text}”. {want.ask.en}",
            ),
            where=found.where,
            observed=same(found.text),
        )
    else:
        yield failed(
            Text(
                f"“{want.field}”填的是“{found.text}”，应为{want.shown.zh}。",
                f"“{want.field}” says “{found.text}”; it has to be {want.shown.en}.",
            ),
            where=found.where,
            expected=want.asked or same(want.accepted[0]),
            observed=same(found.text),
        )


def _apart_from_people(text: str) -> str:
    """What is said beside one of the nationalities (民族): 中国，汉族 says 中国.

    朝鲜 and 俄罗斯 are countries, too: without 族 they are none.
    """
    parts = [part for part in _BESIDE.split(text) if fold_name(part)]
    kept = [part for part in parts if part != "汉" and not part.endswith("族")]
    return kept[0] if len(kept) == 1 < len(parts) else text.strip(_STOPS)


def _is_refused(said: str, refused: Words) -> bool:
    return any(_is_one(words.sub("", said), refused) for words in _BEARERS)


def _is_one(text: str, words: Words) -> bool:
    return fold_name(text) in {fold_name(word) for word in words}
