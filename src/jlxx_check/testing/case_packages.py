"""Packages for cases, from a compact mapping; everything not given has a complying default.

    name: 长春市教育局
    received: 2023-07-08
    entries:
      - kind: star               # id: numbered within its kind unless given
        name: 王建国
        repeat: 6                # as many copies, names 王建国1, 王建国2 …
        order: 1
        special: false
        of: star/1               # special entries
        folder: 百姓学习之星/01王建国
        row_differs: false
        form: {姓名: 王建国}      # a readable form file star/1/form.docx with these values;
                                 # a list: what several places of it say
        form_scan: true          # the form is a scan; blank: one of empty pages
        row: {姓名: 王建国}       # a row of its kind's first register, in the entries' order;
                                 # or a number: that row of the register written below
        files: [{path: a.jpg, role: id-photo, photo: {width: 413}}]
    registers: [{kind: star, path: r.xlsx, columns: [姓名], rows: [{序号: "7"}], problem: {...}}]
    unassigned: [{path: x.txt, reason: unknown, why: 说明}]  # problem: {cause, detail},
                                 # text, photo, blank, unreadable: its content
    shared_forms: [{path: f.docx, kind: star, names: [甲, 乙]}]
    units: [甲局, 乙局]              # where it seems to be of several

A file's content is one of ``photo``, ``video``, ``audio`` (mappings of the facts to change),
``text`` (a document; or ``length``: one of so many words, as Word counts 字数),
``unreadable: {cause, detail}``, ``crashed``; without one it is a document
without text. ``content``, ``digest``, ``size`` may be given, of a document ``blank``,
``unseen``, ``unread``, ``pictures``, of captions ``cues`` and ``cues_end``. A photo's ``backdrop``
is [[red, green, blue], share, framed], a recording's ``sound`` [codec, rate, bits a second].
A register without rows of its own takes the entries'. The value ``=`` is that of a formula whose
result was not saved.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from jlxx_check.model.contents import Reader
from jlxx_check.model.facts import Body, Content, FileFacts
from jlxx_check.model.file_kinds import FILE_KINDS
from jlxx_check.model.kind_lookup import EXTENSIONS, extension, group_by_name, group_of
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import (
    Entry,
    Form,
    OwnedFile,
    Package,
    Reason,
    Register,
    Row,
    Unassigned,
    Value,
)
from jlxx_check.packs.pack_problems import did_you_mean
from jlxx_check.testing.case_facts import BadCase, body_of, require_known, unreadable
from jlxx_check.text import Text, same
from jlxx_check.values.cell_kind import CellKind


def build_package(data: dict[str, Any], pack: Pack) -> Package:
    """The package that a case describes. Raises BadCase for a key that is not known."""
    return _Builder(pack).build(data)


class _Builder:
    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.facts: dict[str, FileFacts] = {}
        self.role_files: list[OwnedFile] = []
        self.numbers: Counter[str] = Counter()
        self.rows: dict[str, list[dict[str, Any]]] = {}

    def build(self, data: dict[str, Any]) -> Package:
        keys = {"name", "path", "received", "entries", "registers", "unassigned", "units"}
        keys |= {"shared_forms"}
        require_known(data, keys)
        wanted = [one for item in data.get("entries", []) for one in _repeated(item)]
        for item in wanted:
            if isinstance(item.get("row"), dict):
                self.rows.setdefault(self._base(item["kind"]), []).append(item["row"])
        registers = self._registers(data.get("registers", []))
        entries = [self._entry(item, registers) for item in wanted]
        shared = tuple(self._shared(item) for item in data.get("shared_forms", []))
        left = tuple(self._unassigned(item) for item in data.get("unassigned", []))
        return Package(
            path=data.get("path", "package"),
            name=data.get("name", "长春市教育局"),
            kind="folder",
            received=_received(data.get("received")),
            facts=self.facts,
            entries=tuple(entries),
            registers=registers,
            unassigned=left,
            shared_forms=shared,
            units=tuple(data.get("units", ())),
            role_files=tuple(self.role_files),
        )

    def _base(self, kind: str) -> str:
        spec = self.pack.kinds.get(kind)
        return (spec.special_of if spec else None) or kind

    def _registers(self, given: list[dict[str, Any]]) -> tuple[Register, ...]:
        made = []
        for item in given:
            rows = item.get("rows") or self.rows.get(item["kind"], [])
            made.append(self._register(item, rows))
        named = {item["kind"] for item in given}
        for kind in sorted(self.rows.keys() - named):
            made.append(self._register({"kind": kind}, self.rows[kind]))
        return tuple(made)

    def _register(self, item: dict[str, Any], rows: list[dict[str, Any]]) -> Register:
        require_known(item, {"kind", "path", "columns", "rows", "problem", "digest"})
        kind, path = item["kind"], item.get("path", f"{item['kind']}-register.xlsx")
        problem = unreadable(item["problem"]) if "problem" in item else None
        self._file({"path": path, "digest": item.get("digest", path)}, problem)
        self.role_files.append(OwnedFile(path, "register", None, same("case")))
        made = [] if problem else [self._row(kind, path, i, row) for i, row in enumerate(rows, 1)]
        columns = item.get("columns")
        if columns is None:
            columns = list(self.pack.registers[self.pack.kinds[kind].register_ or kind].fields)
        return Register(path, kind, tuple(columns), tuple(made), problem)

    def _row(self, kind: str, path: str, number: int, cells: dict[str, Any]) -> Row:
        spec = self.pack.registers[self.pack.kinds[kind].register_ or kind]
        if spec.order is not None:
            cells = {spec.order: str(number), **cells}
        values = {
            label: _value(label, text, f"Sheet1!{chr(65 + index)}{number + 2}")
            for index, (label, text) in enumerate(cells.items())
            if text is not None
        }
        said = cells.get(spec.order) if spec.order is not None else None
        order = str(said) if said is not None else ""
        named = values.get(self.pack.kinds[kind].name or "")
        name = named.text if named else ""
        return Row(
            path,
            number,
            name,
            order,
            int(order) if order.isdigit() else None,
            values,
            f"Sheet1!A{number + 2}",
        )

    def _entry(self, item: dict[str, Any], registers: tuple[Register, ...]) -> Entry:
        require_known(item, _ENTRY_KEYS)
        kind = item["kind"]
        if kind not in self.pack.kinds:
            raise BadCase(did_you_mean("kind", str(kind), self.pack.kinds))
        self.numbers[kind] += 1
        entry_id = item.get("id", f"{kind}/{self.numbers[kind]}")
        form = self._form(entry_id, item) if "form" in item or item.get("form_scan") else None
        files = [self._owned(file, entry_id) for file in item.get("files", [])]
        if form is not None and form.path not in self.facts:
            file = {"path": form.path, "role": "form", "text": "\n".join(_texts(form))}
            files.insert(0, self._owned(file | {"blank": form.blank}, entry_id))
        row = self._find_row(item.get("row"), self._base(kind), registers)
        return Entry(
            id=entry_id,
            kind=kind,
            name=item.get("name", entry_id),
            order=item.get("order", row.order if row else None),
            special=item.get("special", False),
            files=tuple(files),
            folder=item.get("folder"),
            of=item.get("of"),
            row=row,
            row_differs=item.get("row_differs", False),
            form=form,
        )

    def _find_row(self, wanted: Any, kind: str, registers: tuple[Register, ...]) -> Row | None:
        if wanted is None:
            return None
        register = next(item for item in registers if item.kind == kind)
        number = wanted if isinstance(wanted, int) else self.rows[kind].index(wanted) + 1
        return register.rows[number - 1]

    def _form(self, entry_id: str, item: dict[str, Any]) -> Form:
        values = {
            label: _written(label, text if isinstance(text, list) else [text])
            for label, text in item.get("form", {}).items()
        }
        path = item.get("form_path", f"{entry_id}/form.docx")
        return Form(
            path,
            item["kind"],
            (item.get("name", entry_id),),
            values,
            scan=bool(item.get("form_scan", False)),
            blank=item.get("form_scan") == "blank",
        )

    def _owned(self, item: dict[str, Any], entry: str) -> OwnedFile:
        self._file(item, None)
        owned = OwnedFile(item["path"], item["role"], entry, same("case"))
        self.role_files.append(owned)
        return owned

    def _shared(self, item: dict[str, Any]) -> Form:
        self._file({"path": item["path"]}, None)
        return Form(item["path"], item["kind"], tuple(item["names"]), {})

    def _unassigned(self, item: dict[str, Any]) -> Unassigned:
        content = {"path", "text", "photo", "blank", "unreadable"}
        require_known(item, content | {"reason", "why", "problem"})
        self._file({k: v for k, v in item.items() if k in content}, None)
        problem = unreadable(item["problem"]) if "problem" in item else None
        why = problem.detail if problem else same(item.get("why", "case"))
        return Unassigned(item["path"], Reason(item["reason"]), why, problem)

    def _file(self, item: dict[str, Any], body: Body) -> None:
        require_known(item, _FILE_KEYS)
        path = item["path"]
        body = body or body_of(item)
        content = Content(item["content"]) if "content" in item else _content(path)
        group = group_by_name(path) if content in _BLANK else group_of(content)
        digest = item.get("digest", path)
        self.facts[path] = FileFacts(path, item.get("size", 1000), content, group, body, digest)


_ENTRY_KEYS = {
    *("kind", "id", "name", "repeat", "order", "special", "of", "folder", "row_differs"),
    *("form", "form_scan", "form_path", "row", "files"),
}
_FILE_KEYS = {
    *("path", "role", "photo", "video", "audio", "text", "unreadable", "crashed"),
    *("content", "digest", "size", "pictures", "blank", "unseen", "unread", "cues", "cues_end"),
    "length",
}
_BLANK = (Content.EMPTY, Content.UNKNOWN)


def _repeated(item: dict[str, Any]) -> list[dict[str, Any]]:
    count = item.get("repeat")
    if count is None:
        return [item]
    rest = {key: value for key, value in item.items() if key != "repeat"}
    return [{**rest, "name": f"{item.get('name', '某')}{i}"} for i in range(1, count + 1)]


def _received(value: Any) -> date | datetime | None:
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value)
        except ValueError as error:
            told = Text(f"received：{value}不是日期。", f"received: {value} is no day.")
            raise BadCase(told) from error
    assert value is None or isinstance(value, date)
    return value


def _written(label: str, texts: list[Any]) -> Value:
    """A form's value; where several places say it, the first one's, with all of them."""
    said = [
        _value(label, text, f"表1 {label}{'（另一处）' if place else ''}", _kind(text))
        for place, text in enumerate(texts)
    ]
    return replace(said[0], writings=tuple(said)) if len(said) > 1 else said[0]


def _value(label: str, text: Any, where: str, kind: CellKind = CellKind.TEXT) -> Value:
    if text == "=":
        return Value(label, "", where, CellKind.UNSAVED)
    return Value(label, str(text), where, kind)


def _kind(text: Any) -> CellKind:
    return CellKind.NUMBER if isinstance(text, int | float) else CellKind.TEXT


def _texts(form: Form) -> list[str]:
    return [value.text for value in form.values.values()]


def _content(path: str) -> Content:
    contents = sorted(EXTENSIONS.get(extension(path), {Content.UNKNOWN}))
    return next((item for item in contents if _is_read(item)), contents[0])


def _is_read(content: Content) -> bool:
    return FILE_KINDS[content].reader not in (None, Reader.LOCKED)
