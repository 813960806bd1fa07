"""Which rules are judged: ``--select`` and ``--ignore``, a rule's id, alias, title or family."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.errors import CallError
from jlxx_check.packs.pack_problems import unknown_rule
from jlxx_check.text import Text


class NothingSelected(CallError, ValueError):
    """A name that matches no rule, or a selection that leaves none. ``text`` says so."""


def select_rules(
    rules: Sequence[BoundRule], select: Iterable[str], ignore: Iterable[str]
) -> tuple[BoundRule, ...]:
    """The rules that are selected (none named: all) and not ignored, in the pack's order."""
    wanted, unwanted = tuple(select), tuple(ignore)
    for name in (*wanted, *unwanted):
        if not name.strip():
            raise NothingSelected(_EMPTY)
        if not any(_matches(rule, name) for rule in rules):
            families = {rule.id.partition(".")[0] for rule in rules}
            known = [*families, *(rule.id for rule in rules)]
            raise NothingSelected(unknown_rule(name, known))
    chosen = tuple(
        rule
        for rule in rules
        if (not wanted or any(_matches(rule, name) for name in wanted))
        and not any(_matches(rule, name) for name in unwanted)
    )
    if not chosen:
        raise NothingSelected(
            Text(
                "这样选择后没有任何规则可检查，请调整 --select 和 --ignore。",
                "This selection leaves no rule to judge; change --select and --ignore.",
            )
        )
    return chosen


_EMPTY = Text(
    "--select 或 --ignore 是空的，请写规则编号、名称或类别。",
    "--select or --ignore is empty; name a rule or a family.",
)


def only_single(rules: Iterable[BoundRule]) -> None:
    """Raise NothingSelected where none of the rules can be judged on a single package."""
    if all(rule.spec.across for rule in rules):
        raise NothingSelected(
            Text(
                "选中的规则要在多个材料包之间比较，检查单个材料包时用不上，请改用 batch 命令。",
                "The rules selected compare packages with each other and say nothing of a single "
                "one; use the batch command.",
            )
        )


def _matches(rule: BoundRule, name: str) -> bool:
    return rule.spec.answers_to(name, rule.id)
