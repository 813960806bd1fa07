"""How mending a film ends where no film comes of it."""

from __future__ import annotations

from jlxx_check.errors import JlxxError, StoppedError
from jlxx_check.text import Text

NOT_AS_IT_IS = Text(
    "这个视频的画面不能原样放进MP4文件。",
    "The picture of this film cannot be put into an MP4 file as it is.",
)


class FilmCannotBeMended(JlxxError):
    """A film cannot become what is asked for; nothing was left behind, others can go on."""


class FilmStopped(StoppedError):
    """The caller asked to stop; nothing was left behind."""

    def __init__(self) -> None:
        super().__init__(Text("视频转换已停止。", "Converting the video was stopped."))
