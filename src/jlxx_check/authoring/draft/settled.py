"""A draft held to the lint that its author will run: what that refuses, a person is asked."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from jlxx_check.authoring.draft.drafted import Drafted
from jlxx_check.authoring.draft.pack_texts import files_of
from jlxx_check.authoring.meaning import lint
from jlxx_check.packs.pack_problems import PackError, PackProblem

#: A rule that is handed to a person may leave another one alone in the wrong, once.
_ROUNDS = 4
_RULE = re.compile(r"^  (\S+):$")


def settled_files(drafted: Drafted, pack_id: str) -> dict[str, str]:
    """The files of a draft, name → text, without a rule that lint finds fault with.

    Two sentences may ask what nothing can meet both; such rules become questions to a person.
    """
    texts = files_of(drafted, pack_id)
    for _ in range(_ROUNDS):
        refused = _refused(texts)
        rules = [rule for rule in drafted.rules if rule.id in refused and not rule.review]
        if not rules:
            break
        for rule in rules:
            rule.ask_person()
        texts = files_of(drafted, pack_id)
    return texts


def _refused(texts: dict[str, str]) -> set[str]:
    """The ids of the rules that lint finds fault with."""
    with TemporaryDirectory() as folder:
        for name, text in texts.items():
            file = Path(folder) / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        try:
            problems: tuple[PackProblem, ...] = lint(folder).errors
        except PackError as error:
            problems = tuple(error.problems)
        return {rule for item in problems for rule in _rule_at(item)}


def _rule_at(problem: PackProblem) -> list[str]:
    if problem.file is None or problem.line is None or problem.file.parent.name != "rules":
        return []
    lines = problem.file.read_text(encoding="utf-8").splitlines()[: problem.line]
    found = [match[1] for match in map(_RULE.match, lines) if match]
    return found[-1:]
