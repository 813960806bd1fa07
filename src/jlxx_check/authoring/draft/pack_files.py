"""A draft written down as a pack's folder; nothing that is there is ever overwritten."""

from __future__ import annotations

import re
from pathlib import Path

from jlxx_check.authoring.draft.drafted import Drafted, draft
from jlxx_check.authoring.draft.notice_sentences import split_notice
from jlxx_check.authoring.draft.notice_text import read_notice
from jlxx_check.authoring.draft.settled import settled_files
from jlxx_check.authoring.editor_schema import schema_beside_pack
from jlxx_check.errors import CallError
from jlxx_check.packs.pack_digest import EDITOR_SCHEMA
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.system_errors import reason
from jlxx_check.values.whole_files import write_whole


class DraftExists(CallError):
    """The folder that the draft should go to is there already."""


@frozen
class WrittenDraft:
    """Where a draft lies, its files, and what it was made of."""

    folder: Path
    files: tuple[str, ...]
    drafted: Drafted


def write_draft(notice: Path, lang: Lang, folder: Path | None = None) -> WrittenDraft:
    """Read a notice and write a draft of its pack; ``folder`` is made.

    Raises NoNotice for a file that is none, DraftExists for a folder that holds something.
    """
    drafted = draft(split_notice(read_notice(notice)))
    target = folder or Path(_folder_name(notice, drafted))
    pack_id = _pack_id(target.name, drafted)
    texts = settled_files(drafted, pack_id)
    texts[EDITOR_SCHEMA] = schema_beside_pack(lang).decode()
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise DraftExists(
                Text(
                    f"{target} 已经有了，没有写任何东西；请用 --to 换一个新的文件夹。",
                    f"{target} is there already, and nothing was written; give a new folder: --to",
                )
            )
        for name, text in texts.items():
            file = target / name
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, text.encode("utf-8"))
    except OSError as error:
        why = reason(error)
        raise DraftExists(
            Text(f"{target} 写不了：{why.zh}。", f"{target} cannot be written: {why.en}.")
        ) from error
    return WrittenDraft(target, tuple(texts), drafted)


def _folder_name(notice: Path, drafted: Drafted) -> str:
    return _pack_id(notice.stem, drafted)


def _pack_id(name: str, drafted: Drafted) -> str:
    """An id of Latin letters and digits: the name's own, else the year's."""
    found = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
    if not found or not re.search("[a-z]", found):
        found = f"notice-{drafted.notice.year or 'draft'}"
    return found[:60].strip("-")


def counts(drafted: Drafted) -> dict[str, int]:
    """How many rules, questions to people, sentences that ask nothing or were not understood."""
    owned = set(drafted.owners)
    idle = [place for place in range(len(drafted.reads)) if place not in owned]
    return {
        "rules": sum(not item.review for item in drafted.rules),
        "review": sum(item.review and not item.no_check for item in drafted.rules),
        "no_check": sum(item.no_check for item in drafted.rules),
        "nothing": len(idle),
        "unknown": len(drafted.unknown),
    }
