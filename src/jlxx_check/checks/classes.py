"""To which class an entry belongs, by what a field says: farmers, women, teams, a category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Self

from pydantic import Field, model_validator

from jlxx_check.checks.form.said import every_answer
from jlxx_check.checks.registry import FieldName, Parameters
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Words
from jlxx_check.model.package import Entry, Value
from jlxx_check.text import Text
from jlxx_check.values.choices import answers, names_one, only_answer


class Class(Parameters):
    """A class of entries by one field's answer; at least one of ``values`` and ``words``."""

    zh: ClassVar[Mapping[str, str]] = {
        "field": "按表格或登记表的哪一栏判断",
        "values": "整个就是这一类的填写（农民）",
        "words": "填写中含有就算这一类的词",
        "passed_over": "含有上面的词而不算这一类的（农民日报）",
        "others": "肯定是别的类的填写；写了以后，两边都不是的为看不出",
    }

    field: FieldName = Field(description="the field of the form or the register that tells")
    values: Words = Field((), description="answers that are the class as a whole (农民)")
    words: Words = Field((), description="words anywhere in an answer that tell it (农)")
    passed_over: Words = Field(
        (), description="words that hold one of those and do not tell it (农业局)"
    )
    others: Words = Field(
        (),
        description="answers that are certainly another class; with them any further answer "
        "leaves it open, without them it is another class",
    )

    @model_validator(mode="after")
    def _tells(self) -> Self:
        if not self.values and not self.words:
            raise ValueError(
                Text(
                    "要用values或words写明怎样算这一类",
                    "values or words have to say what tells the class",
                )
            )
        return self

    def holds(self, text: str) -> bool | None:
        """Whether an answer is of the class; None where it does not say."""
        bare = text
        for word in sorted(self.passed_over, key=len, reverse=True):
            bare = bare.replace(word, "")
        if names_one(bare, self.values, self.words):
            return True
        if not answers(text) or (self.others and not names_one(text, self.others, self.others)):
            return None
        return False


def belongs(entry: Entry, pack: Pack, wanted: Class) -> bool | None:
    """Whether the entry is of the class; None where nothing that it says tells.

    Of two answers under one label each has to tell it.
    """
    told = {wanted.holds(said.text) for said in every_answer(entry, wanted.field, pack)}
    return told.pop() if len(told) == 1 else None


def category(value: Value, values: Sequence[str]) -> str | None:
    """Which of the values an answer names; None where none or several.

    Without values, the answer itself, written one way.
    """
    said = value.text
    if values:
        named = [one for one in values if names_one(said, (one,))]
        # 助人为乐模范 is 助人为乐, where no category is called so.
        held = named or [one for one in values if names_one(said, (), (one,))]
        longest = [one for one in held if not any(one in more != one for more in held)]
        return longest[0] if len(longest) == 1 else None
    return only_answer(said)
