"""Widths and heights in a sentence, as the checks of pictures and videos take them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from jlxx_check.authoring.draft.filled import groups
from jlxx_check.authoring.draft.grammar import DemandTopic

_LEAST_BEFORE = re.compile(
    r"(?:不(?:得|应)?(?:低|小|少)于|至少|最低|最小|大于|高于|≥)[^,;。]{0,10}$"
)
_MOST_BEFORE = re.compile(r"(?:不(?:得|应)?(?:超过|大于|高于)|至多|最大|最多|≤)[^,;。]{0,10}$")
_MOST_BEHIND = re.compile(r"[^,;。\d]{0,4}(?:以内|之内|以下)")
#: 缩小到100×100像素时仍清晰: what it must bear, and not its size.
_SHRUNK = re.compile(r"(?:缩[小放]|放大|压缩)(?:到|至|为)?[^,;。]{0,4}$")
_LEAST_BEHIND = re.compile(r"[^,;。\d]{0,6}(?:及|或|或者)?(?:以上|更高|更大)")
#: As television stored it: pixels that are not square.
_TELEVISION = {(720, 576): "4:3", (720, 480): "4:3"}


def takes_upright(text: str) -> bool:
    """Whether the notice takes films that stand upright as well."""
    return bool(re.search("9:16|竖[屏版幅]", text)) and not re.search(
        "(?:不(?:得|要|能|可|宜|接受|接收|支持|建议)?|禁止|严禁|切勿|勿)(?:以|用|使用|采用|拍摄)?(?:手机)?竖",
        text,
    )


def sizes(
    topic: DemandTopic, hits: Iterable[re.Match[str]], plain: str, *, upright: bool
) -> dict[str, Any]:
    """The values of these places of a sentence. upright: a film may stand upright as well.

    width and height of the largest in w and h, the rest in others; every: all of them; least: the
    one that is a lower bound; most: an upper one; larger: whether it is one; wide: one
    is wider than high; progressive: whether a P stands behind.
    """
    found: list[tuple[int, int]] = []
    larger = smaller = scan = False
    for hit in hits:
        values = groups(topic, hit)
        if "w" not in values or _SHRUNK.search(plain[: hit.start()]):
            continue
        size = (values["w"], values["h"])
        found += [size] if size not in found else []
        before, behind = plain[: hit.start()], plain[hit.end() :]
        larger = larger or bool(_LEAST_BEFORE.search(before) or _LEAST_BEHIND.match(behind))
        smaller = smaller or bool(_MOST_BEFORE.search(before) or _MOST_BEHIND.match(behind))
        scan = scan or "lines" in values or "scan" in values
    if not found:
        return {}
    first, *rest = sorted(found, key=lambda item: (-item[0] * item[1], -item[0]))
    turned = [(height, width) for width, height in (first, *rest) if upright and width > height]
    others = [*rest, *(item for item in turned if item not in rest)]
    return {
        "w": first[0],
        "h": first[1],
        "others": [size_of(item) for item in others] or None,
        "every": [list(item) for item in found],
        "least": list(first) if larger and not rest else None,
        "most": list(first) if smaller and not rest else None,
        "larger": larger or None,
        "wide": any(width > height for width, height in found) or None,
        "progressive": scan or "逐行" in plain,
    }


def size_of(size: tuple[int, int]) -> dict[str, Any]:
    """A size as one of ``others``, with the shape in which television shows it."""
    made: dict[str, Any] = {"width": size[0], "height": size[1]}
    if size in _TELEVISION:
        made["aspect"] = _TELEVISION[size]
    return made
