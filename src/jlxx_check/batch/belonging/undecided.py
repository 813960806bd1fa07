"""What is said of a supplement that is not laid over its delivery yet, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jlxx_check.text import Text


def once_read(unread: Sequence[str]) -> Text:
    """While a file of it could not be read, nobody knows what it is."""
    zh, en = "、".join(f"“{path}”" for path in unread), ", ".join(f"“{path}”" for path in unread)
    return Text(
        f"{zh}有文件这次没有读出来，是不是补充材料还不能确定；读出来以后再并入检查。",
        f"Not all of {en} could be read, so nobody can say yet what is a supplement; it is laid "
        "over once it can be.",
    )


def whose(path: str, owners: Mapping[str, str]) -> Text:
    """Nobody knows whose it is; owners: by unit, whom of that unit it is about."""
    zh = "；".join(f"里面有{unit}的{names}" for unit, names in owners.items())
    en = "; ".join(f"{names} is put forward by {unit}" for unit, names in owners.items())
    told = Text(f"（{zh}）", f" ({en})") if owners else Text("", "")
    return Text(
        f"待确认：“{path}”是补充材料，不知道是哪个单位的{told.zh}。"
        "请在单位名单（--units）的“文件”“单位”两栏写明。",
        f"To be decided: “{path}” is a supplement, and whose is not known{told.en}. Name the unit "
        "in the list for --units, in columns 文件 and 单位.",
    )


def in_what_order(base: str, parts: list[str]) -> Text:
    """Several replace the same file, and nothing tells which is later."""
    zh, en = "、".join(f"“{part}”" for part in parts), ", ".join(f"“{part}”" for part in parts)
    return Text(
        f"待确认：补充材料{zh}都替换了“{base}”的同一个文件，分不出先后。请用 --received-list "
        "写明收到日期，或在 --units 名单的“作用”一列把其中一份写成作废。",
        f"To be decided: the supplements {en} replace the same file of “{base}”, and nothing tells "
        "which is later. Give their dates with --received-list, or call one 作废 (void) in the "
        "column 作用 of the list for --units.",
    )


def not_now(parts: list[str], lost: list[str]) -> Text:
    """What they belong to, or a part of it, is not in the inbox now."""
    zh, en = "、".join(f"“{part}”" for part in parts), ", ".join(f"“{part}”" for part in parts)
    gone_zh, gone_en = "、".join(f"“{path}”" for path in lost), ", ".join(f"“{p}”" for p in lost)
    return Text(
        f"待确认：{zh}还没有并入，因为{gone_zh}不在收件文件夹里。请把它放回去再运行一次；"
        "确实撤回的，请加 --withdrawn。",
        f"To be decided: {en} could not be laid over, for {gone_en} is not in the inbox. Put it "
        "back and run again; if it was withdrawn, add --withdrawn.",
    )
