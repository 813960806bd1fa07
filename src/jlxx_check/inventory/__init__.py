"""A package opened as one read-only tree, and every file given a role and an owner."""

from jlxx_check.inventory.leftovers import leftover
from jlxx_check.inventory.opening import open_package, require_package
from jlxx_check.inventory.tree import FolderTree, NotAPackage
from jlxx_check.inventory.understand import understand

__all__ = [
    "FolderTree",
    "NotAPackage",
    "leftover",
    "open_package",
    "require_package",
    "understand",
]
