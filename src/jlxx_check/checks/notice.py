"""What the notice, as far as it is at hand, says nothing about."""

from __future__ import annotations

from collections.abc import Iterator

from jlxx_check.checks.registry import check
from jlxx_check.model.outcome import Outcome, failed
from jlxx_check.model.pack import Pack
from jlxx_check.text import Text


@check("notice.not-known", zh="通知没有写明的事项逐一说明，以免把没有检查当作没有要求。")
def not_known(pack: Pack) -> Iterator[Outcome]:
    """Each matter that the pack does not know is said, so that silence is not taken for leave."""
    for item in pack.not_known:
        yield failed(
            Text(
                f"没有检查{item.topic.zh}：{item.why.zh}。",
                f"Not checked: {item.topic.en}, since {item.why.en}.",
            ),
        )
