"""A pack's rules joined with the checks they name."""

from jlxx_check.binding.bind import BoundRule, bind

__all__ = ["BoundRule", "bind"]
