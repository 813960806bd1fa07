"""Bound rules and an understood package in, one frozen report out."""

from jlxx_check.engine.judge import judge, pack_info
from jlxx_check.engine.selection import NothingSelected, select_rules

__all__ = ["NothingSelected", "judge", "pack_info", "select_rules"]
