"""A package opened as one read-only tree: a folder, or an archive with all that is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jlxx_check.files.archives.mail_heads import MailHead, mail_head
    from jlxx_check.files.folder_tree import FolderTree, NotAPackage
    from jlxx_check.files.leftovers import leftover
    from jlxx_check.files.opening import is_package, open_package, require_package

__all__ = [
    "FolderTree",
    "MailHead",
    "NotAPackage",
    "is_package",
    "leftover",
    "mail_head",
    "open_package",
    "require_package",
]

_MODULES = {
    "FolderTree": "folder_tree",
    "MailHead": "archives.mail_heads",
    "NotAPackage": "folder_tree",
    "is_package": "opening",
    "leftover": "leftovers",
    "mail_head": "archives.mail_heads",
    "open_package": "opening",
    "require_package": "opening",
}


# Hidden from whoever checks types, to whom a misspelt name is an error.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import what is asked for: a worker needs the tree alone, a tenth of all that is here."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
