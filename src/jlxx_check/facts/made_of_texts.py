"""What was made of several documents together, kept so that these documents alone open it again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field

from jlxx_check.facts.cache_names import MADE, NOTE
from jlxx_check.facts.content_keys import ContentKey, can_cipher, content_digest, joint_digest
from jlxx_check.facts.digests import Digests
from jlxx_check.facts.facts_cache import FactsCache
from jlxx_check.facts.hashing import hashed
from jlxx_check.facts.known_facts import maker
from jlxx_check.model.facts import FileFacts
from jlxx_check.model.limits import FileLimits
from jlxx_check.model.tree import Tree
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.own_modules import program_digest


@frozen
class MadeOfTexts:
    """Something made of documents, and the place in the cache where it is or belongs."""

    cache: FactsCache
    key: ContentKey
    #: By the documents' paths, the digests of the bytes that the key is made of.
    digests: Mapping[str, str]
    #: As it was kept; None: it has to be made.
    kept: bytes | None = field(repr=False)

    def keep(self, data: bytes, facts: Mapping[str, FileFacts]) -> None:
        """Keep what was made of these facts, unless a document has changed before it was read."""
        from jlxx_check.facts.cache_session import CipheredRecord

        if {path: facts[path].digest for path in self.digests} == self.digests:
            with self.cache.session(_maker()) as session:
                if session is not None:
                    session.keep([], [CipheredRecord(self.key, MADE, None, data)])


_NOTHING: Mapping[str, Digests] = {}


def made_of_texts(
    cache: FactsCache | None,
    tree: Tree,
    paths: Collection[str],
    what: str,
    limits: FileLimits,
    known: Mapping[str, Digests] = _NOTHING,
) -> MadeOfTexts | None:
    """What is kept of the documents at these paths; None where nothing can be.

    what: all besides the documents and the program that it is made of; it is a part of the key.
    known: of documents that were read just now, which are not opened once more.
    """
    nodes = [node for node in tree.files if node.path in paths]
    if cache is None or not nodes or not can_cipher():
        return None
    found = {node.path: known[node.path] for node in nodes if node.path in known}
    left = [node for node in nodes if node.path not in found]
    found.update(hashed(tree, left, limits))
    if len(found) < len(nodes):
        return None  # what cannot be read is said by whoever reads it
    names = repr([(node.path, node.size) for node in nodes])
    rest = content_digest(f"{what}\0{names}".encode("utf-8", "surrogatepass"))
    key = ContentKey("made", joint_digest([rest, *(found[node.path].content for node in nodes)]))
    with cache.session(_maker()) as session:
        kept = session.deciphered([key]).get(key) if session is not None else None
        if session is not None:
            session.keep([])  # that it is still in use
    return MadeOfTexts(cache, key, {path: digests.shown for path, digests in found.items()}, kept)


def noted_of(cache: FactsCache, what: str) -> bytes | None:
    """What was noted of this; whoever can say all of it may know it."""
    key = _note_key(what)
    if not can_cipher():
        return None
    with cache.session(_maker()) as session:
        if session is None:
            return None
        kept = session.deciphered([key]).get(key)
        session.keep([])  # that it is still in use
        return kept


def note(cache: FactsCache, what: str, data: bytes) -> None:
    """Note something that is no document's, for ``noted_of``."""
    from jlxx_check.facts.cache_session import CipheredRecord

    if can_cipher():
        with cache.session(_maker()) as session:
            if session is not None:
                session.keep([], [CipheredRecord(_note_key(what), NOTE, None, data)])


def _note_key(what: str) -> ContentKey:
    return ContentKey("note", content_digest(what.encode("utf-8", "surrogatepass")))


def _maker() -> str:
    """Besides what reads documents, all of the program may have had a hand in it."""
    return f"{maker()}; {program_digest()}"
