"""Which files a name is given to: 视频以“姓名”命名, 表和作品(以姓名命名)."""

from __future__ import annotations

import re

from jlxx_check.authoring.draft.materials import mentions, pictured
from jlxx_check.authoring.draft.name_shapes import without_names
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.sentence_setting import MEDIA, ROLE_OF, SentenceSetting
from jlxx_check.authoring.draft.subjects import Entrant
from jlxx_check.authoring.draft.texts_named import (
    FORM,
    names_form,
    text_around,
    text_headed,
)
from jlxx_check.values.frozen_types import frozen

_JOINED = re.compile(r"(?:作品|文件)?[/、和及与或](?:作品|文件)?")
#: 参赛作品; 作品名称 and 作品申报表 are none.
_WORKS = re.compile("作品(?!名|标题|题目|编号|类|[\u4e00-\u9fff]{0,6}表)")
_EVERY = re.compile("(?:所有|全部|相关|上述|以上)[^,;。]{0,4}(?:文档|文件|材料|作品)")
#: A medium that a notice names so often is one of its own.
_SPOKEN_OF = 2
_TEXT = r"(?<![A-Z])(?:Word|WPS|docx?)(?![A-Z])"


@frozen
class NamedFiles:
    """A sentence that says how files are to be named, and its setting."""

    sentence: Sentence
    kinds: list[Entrant]
    setting: SentenceSetting

    @property
    def plain(self) -> str:
        """The sentence for patterns; what stands in a name is named by nothing."""
        return without_names(self.sentence.plain)

    def roles(self, of: str | None, place: int) -> tuple[str | None, ...]:
        """The roles of the files; none where nothing tells. of: the medium named nearest."""
        headed = text_headed(self.sentence.above)
        if headed and not self.plain[:place].count("《"):
            return (headed,)
        if not self._of_text and self._told_of_none():
            return ()
        text = self._of_text or mentions(self.plain, ("text",))
        near = of or text or names_form(self.plain, self.kinds)
        # Nothing near tells; where a notice speaks of one material, the name is of that.
        if not near and self.setting.materials.main((*MEDIA, "text")) is None:
            return ()
        wanted = self._named_together(place) or (ROLE_OF.get(of or ""),)
        if _EVERY.search(self.plain) and not mentions(self.plain, MEDIA):
            wanted = self._named_before() or wanted
        if of is None:
            wanted = (text_around(self.plain, self.setting.before, (), self.kinds),)
        if not mentions(self.plain, MEDIA) and (self._of_text or mentions(self.plain, ("text",))):
            wanted = (text_around(self.plain, self.setting.before, (), self.kinds),)
        if names_form(self.plain, self.kinds) and not mentions(self.plain, MEDIA):
            main = self.setting.materials.main(MEDIA)
            wanted = (ROLE_OF[main] if main and self._names_works(place) else FORM,)
        if of == "picture" and self.setting.portraits:
            wanted = pictured(self.plain, self.setting.before, place) or wanted
        return wanted

    def _told_of_none(self) -> bool:
        """Whether nothing near tells of which of the notice's media: 作品以姓名命名."""
        near = (self.plain, self.setting.before, *self.sentence.above)
        counted = self.setting.materials.counted
        several = [name for name in (*MEDIA, "text") if counted[name] >= _SPOKEN_OF]
        told = any(mentions(text, (*MEDIA, "text")) for text in near)
        return len(several) > 1 and not told and not names_form(self.plain, self.kinds)

    def _names_works(self, place: int) -> bool:
        """Whether works are named nearer in front of it than the form: 表和作品(以姓名命名)."""
        before = self.plain[:place]
        works = [hit.end() for hit in _WORKS.finditer(before)]
        papers = [hit.end() for hit in re.finditer("表|申报书|推荐书|申请书", before)]
        return bool(works) and works[-1] > max(papers, default=0)

    def _named_before(self) -> tuple[str, ...]:
        """The roles of all media that the clause has named: 所有电子文档以姓名命名."""
        named = [ROLE_OF[hit[2]] for hit in mentions(self.setting.before, MEDIA)]
        return tuple(dict.fromkeys(named))

    def _named_together(self, place: int) -> tuple[str, ...]:
        """The roles of media that a name is given to at once: 视频、照片以姓名命名."""
        found: list[tuple[int, int, str]] = []
        for item in reversed(mentions(self.plain[:place], MEDIA)):
            if found and not _JOINED.fullmatch(self.plain[item[1] : found[0][0]]):
                break
            found.insert(0, item)
        return tuple(dict.fromkeys(ROLE_OF[item[2]] for item in found))

    @property
    def _of_text(self) -> bool:
        """Whether the sentences in front of it in its clause speak of texts, and of no medium."""
        before = self.setting.before
        named = mentions(before, ("text",)) or re.search(_TEXT, before + self.plain, re.IGNORECASE)
        return bool(named) and not mentions(before, MEDIA)
