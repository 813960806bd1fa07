"""What is known beside a sentence itself: title, kinds and materials, what stands before it."""

from __future__ import annotations

from jlxx_check.authoring.draft.materials import Materials
from jlxx_check.authoring.draft.subjects import Entrant
from jlxx_check.values.frozen_types import frozen

#: What a word may be of; of a number it is what the rows of its unit are of.
MEDIA = ("video", "picture", "audio")
#: The role that files of a material play.
ROLE_OF = {"video": "video", "picture": "photo", "audio": "audio"}


@frozen
class SentenceSetting:
    """What is known beside the sentence itself.

    title: the notice's. materials: of the notice.
    before: the sentences in front of it in its clause, plain.
    portraits: the notice asks for ID photos. upright: it takes films that stand upright.
    listed: the sorts of works that it lists, list by list. recorded: it wants on film what is
    performed. filmed: it speaks of films or recordings at all.
    """

    title: str
    subjects: list[Entrant]
    materials: Materials
    before: str
    portraits: bool
    upright: bool
    listed: tuple[tuple[str, ...], ...]
    recorded: bool
    filmed: bool
