"""Bound rules and an understood package in, one frozen report out."""

from jlxx_check.engine.judge import judge
from jlxx_check.engine.selection import NothingSelected, only_single, select_rules

__all__ = ["NothingSelected", "judge", "only_single", "select_rules"]
