"""Bound rules and an understood package in, one frozen report out."""

from jlxx_check.engine.comparing import compare
from jlxx_check.engine.deciding import apply_decisions
from jlxx_check.engine.judge import judge, pack_info
from jlxx_check.engine.selection import NothingSelected, only_single, select_rules

__all__ = [
    "NothingSelected",
    "apply_decisions",
    "compare",
    "judge",
    "only_single",
    "pack_info",
    "select_rules",
]
