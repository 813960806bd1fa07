"""What a pack's rules make of a package: bound rules and facts in, one frozen report out."""

from jlxx_check.engine.baseline_compared import compare
from jlxx_check.engine.decisions_applied import apply_decisions
from jlxx_check.engine.judge import judge, pack_info
from jlxx_check.engine.results import exit_status
from jlxx_check.engine.selection import NothingSelected, only_single, select_rules

__all__ = [
    "NothingSelected",
    "apply_decisions",
    "compare",
    "exit_status",
    "judge",
    "only_single",
    "pack_info",
    "select_rules",
]
