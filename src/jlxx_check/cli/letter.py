"""``--mend-by`` and ``--contact``: what the letter says that no package can tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jlxx_check.cli.outputs import Output
from jlxx_check.cli.problems import CallProblem
from jlxx_check.model.text import Text
from jlxx_check.reporters.options import Options


def letter_options(mend_by: str | None, contact: str | None, outputs: Sequence[Output]) -> Options:
    """The options read. Raises CallProblem for no date, no text, or where no letter is written."""
    for name, given in (("--mend-by", mend_by), ("--contact", contact)):
        if given is not None and all(output.format != "docx" for output in outputs):
            raise CallProblem(
                Text(
                    f"{name} 只用于通知，请同时写 --format docx --output 通知.docx。",
                    f"{name} is for the letter: add --format docx --output letter.docx.",
                )
            )
    if contact is not None and not contact.strip():
        raise CallProblem(Text("--contact 后面没有内容。", "--contact is empty."))
    return Options(mend_by=None if mend_by is None else _day(mend_by), contact=contact)


def _day(text: str) -> date:
    try:
        if len(text.strip()) != len("2023-07-20"):
            raise ValueError(text)
        return date.fromisoformat(text.strip())
    except ValueError:
        raise CallProblem(
            Text(
                f"--mend-by 的“{text}”不是日期。请写成 2023-07-20。",
                f"--mend-by: “{text}” is no date. Write 2023-07-20.",
            )
        ) from None
