"""What a form answers to a check's question, or why it does not."""

from __future__ import annotations

from jlxx_check.model.pack import Words
from jlxx_check.model.package import Form, Value
from jlxx_check.model.text import Text
from jlxx_check.values.folding import fold

SCAN = Text(
    "推介表是扫描件，无法自动读取，请人工核对。",
    "The form is a scan and cannot be read by machine.",
)


def is_filled(text: str) -> bool:
    """Whether a required cell holds anything: a stroke or a line to write on is no content."""
    return any(character.isalnum() for character in text)


def answer(form: Form, field: str, none: Words = ()) -> Value | Text:
    """The filled-in value of a field, or a sentence that says why there is none.

    An empty value, a label that the form lacks and a scan are other rules' findings; a check that
    gets a sentence here passes it on as ``not judged``.
    none: answers that say there is nothing to give (无); they are as good as empty.
    """
    if form.scan:
        return SCAN
    value = form.values.get(field)
    if value is None:
        return Text(f"推介表中没有“{field}”一栏。", f"The form has no field “{field}”.")
    if not value.text.strip() or fold(value.text) in {fold(word) for word in none}:
        return Text(f"推介表中“{field}”未填写。", f"“{field}” is left empty in the form.")
    return value
