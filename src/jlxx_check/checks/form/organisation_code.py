"""Whether an organisation's 统一社会信用代码 is a true one, registered where it should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import Field

from jlxx_check.checks.form.answers import answer, judged_each, scan_unread
from jlxx_check.checks.registry import FieldName, Parameters, check
from jlxx_check.model.outcome import Outcome, failed, passed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Said, Words
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.text import Text, joined, same
from jlxx_check.values.org_code import CodeFault, read_org_code


class OrganisationCode(Parameters):
    """regions: the first two digits of the registering office's region, and what they stand for.

    Without regions any will do. name: the field with the organisation's name. none: what stands
    in the field where no code is given.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "field": "统一社会信用代码栏",
        "name": "单位名称栏",
        "regions": "登记机关行政区划的前两位及其名称；不写则不限",
        "none": "没有代码时填写的内容",
    }

    field: FieldName
    name: FieldName
    regions: dict[str, Said] = Field(default={})
    none: Words = ()


@check(
    "form.organisation-code",
    zh="填写了统一社会信用代码的，代码有效且属认可的地区；没有填写的由人工核对。",
)
def organisation_code(
    entry: Entry, form: Form, pack: Pack, want: OrganisationCode
) -> Iterator[Outcome]:
    """The code, where given, is valid and of an accepted region; without one a person decides."""
    yield from judged_each(form, [want.field], lambda said: _stated(entry, said, pack, want))


def _stated(entry: Entry, form: Form, pack: Pack, want: OrganisationCode) -> Iterator[Outcome]:
    if form.scan:
        yield scan_unread(form)
        return
    given = answer(form, want.field, pack, want.none)
    if not isinstance(given, Value):
        yield _look_up(entry, form, want)
        return
    fault = _fault(given.text, want)
    if fault is None:
        yield passed()
        return
    places = _places(want)
    yield failed(
        Text(f"“{want.field}”{fault.zh}。", f"“{want.field}”: {fault.en}."),
        where=given.where,
        expected=Text(f"{places.zh}登记的有效代码", f"a valid code of {places.en}")
        if want.regions
        else Text("有效代码", "a valid code"),
        observed=same(given.text),
    )


def _fault(text: str, want: OrganisationCode) -> Text | None:
    code = read_org_code(text)
    if isinstance(code, CodeFault):
        return Text(f"不是有效的代码：{code.detail.zh}", f"it is no valid code: {code.detail.en}")
    if not want.regions or code.region in want.regions:
        return None
    places = _places(want)
    return Text(
        f"第3、4位是“{code.region}”，不是{places.zh}登记的单位",
        f"its region “{code.region}” is not {places.en}",
    )


def _places(want: OrganisationCode) -> Text:
    return joined(want.regions.values(), "或", " or ")


def _look_up(entry: Entry, form: Form, want: OrganisationCode) -> Outcome:
    carrier = form.text(want.name)
    return review(
        Text(
            f"“{entry.name}”未填“{want.field}”，"
            f"请核实{want.name}{f'“{carrier}”' if carrier else '（表中未填）'}的登记情况。",
            f"“{entry.name}” gives no “{want.field}”; please look up where its organisation"
            f"{f' “{carrier}”' if carrier else ''} is registered.",
        )
    )
