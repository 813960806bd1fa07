"""Why a file belongs to no entry, said so that a clerk knows what to do."""

from __future__ import annotations

from jlxx_check.inventory.items import MEDIA, Item
from jlxx_check.inventory.roles import named_scan
from jlxx_check.inventory.vocabulary import Vocabulary
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Content, Group
from jlxx_check.model.kind_lookup import file_kind_of, file_name
from jlxx_check.model.nouns import FORM, FORMS, PUT_FORWARD, REGISTER
from jlxx_check.model.package import Form, Reason, Unassigned
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text
from jlxx_check.values.lost_names import is_lost
from jlxx_check.values.substance import only_a_link


def shared_form(form: Form) -> Unassigned:
    """A form of several people or projects."""
    names = "、".join(form.names)
    why = Text(
        f"一个文件里有{len(form.names)}份{FORM}（{names}），不能归入其中任何一个。请每人（项目）单独一个文件。",
        f"It holds {len(form.names)} {FORMS} ({', '.join(form.names)}) and can belong to none of "
        "them. Hand in one file for each.",
    )
    return Unassigned(form.path, Reason.SHARED_FORM, why)


def astray_copy(item: Item, own: Item) -> Unassigned:
    """The form of one whose folder has the same file, in the folder of another."""
    name = item.form.names[0] if item.form else ""
    why = Text(
        f"这是“{name}”的{FORM}，与“{own.path}”完全相同，放错了文件夹。",
        f"It is the {FORM} of “{name}”, the same file as “{own.path}”, in another's folder.",
    )
    return Unassigned(item.path, Reason.ASTRAY, why)


def paper(item: Item) -> Unassigned:
    """A paper or an attachment of the package as a whole."""
    return Unassigned(item.path, Reason.PACKAGE_PAPER, _PAPER)


def is_paper(item: Item) -> bool:
    """A covering letter and the like: such a word, and no other paper's word beside it.

    A picture of the notice on the wall (公示照片) is the package's paper, too, where the word
    stands at the end (公示栏前合影 shows people).
    """
    clues = item.clues
    if item.form or clues.parts & {Plays.TEXT, Plays.ID_PICTURE, Plays.ATTACHMENT}:
        return False
    document = item.facts.group not in MEDIA
    if clues.parts & {Plays.FORM, Plays.REGISTER} and not (clues.paper_end and document):
        return False
    every = (clues, *item.folder_clues)
    return any(clue.paper if document else clue.paper_end for clue in every)


def ownerless(item: Item, several: bool, vocabulary: Vocabulary) -> Unassigned:
    """A file that is no paper and of which nothing tells whose it is."""
    names = (item.clues, *reversed(item.folder_clues))
    roles = next((clues.roles for clues in names if clues.roles), {})
    best = max(roles, key=lambda role: roles[role][0], default=None)
    along = best and vocabulary.part(best) is Plays.ATTACHMENT
    if along or named_scan(item):
        return paper(item)
    if best is None and item.facts.group not in MEDIA:
        return no_role(item)
    return no_owner(item, several)


def blank_form(item: Item) -> Unassigned:
    """A form that nobody has filled in and that no path gives to anyone."""
    return Unassigned(item.path, Reason.BLANK, _BLANK)


def sample_sheet(item: Item) -> Unassigned:
    """A form that shows how one is filled in."""
    return Unassigned(item.path, Reason.SAMPLE, _SAMPLE)


def no_owner(item: Item, several: bool) -> Unassigned:
    """Its part is plain, or at least it is a photo, video or recording; whose it is, is not."""
    if not several and _is_nameless(item):
        return Unassigned(item.path, Reason.NAMELESS, _NAMELESS)
    if item.facts.content is Content.UNKNOWN and item.clues.roles:
        return no_role(item)  # in a format that nobody knows; whose it is would help nobody
    return Unassigned(item.path, Reason.NO_OWNER, _SEVERAL if several else _NOBODY)


def no_role(item: Item, why: Text | None = None) -> Unassigned:
    """Nothing tells what it is; why: where more is known than that."""
    kind = file_kind_of(item.facts.content)
    body, named = item.facts.body, item.clues.roles
    if item.facts.group is Group.ARCHIVE:
        why = _PACKED
    elif isinstance(body, Document) and only_a_link(body.text):
        return Unassigned(item.path, Reason.ABSENT, _LINK)
    elif item.facts.content is Content.UNKNOWN and named:
        word = max(named.values())[1]
        why = Text(
            f"名称写的是“{word}”，但认不出文件的格式：可能是少见的格式、加密过的，或者已经损坏。"
            "请打开看一下，另存为常见的格式（如 .jpg、.docx、.mp4）再提交。",
            f"By its name it is “{word}”, but its format is not known: a rare one, an encrypted "
            "one, or it is damaged. Open it, save it in a common format (.jpg, .docx, .mp4) and "
            "hand in that.",
        )
    elif item.facts.group is Group.OTHER and kind.way is not None:
        why = Text(
            f"这是{kind.title.zh}，看不出是什么材料。要报送的，{kind.way.zh}，并在文件名中写明用途；"
            "与材料无关的请删除。",
            f"This is {kind.title.en}, and nothing tells its purpose. If it is to be handed in: "
            f"{kind.way.en}, with its purpose in its name. Delete it if it is no part of the "
            "material.",
        )
    if why is None and _is_nameless(item):
        return Unassigned(item.path, Reason.NAMELESS, _NAMELESS)
    return Unassigned(item.path, Reason.UNKNOWN, why or _UNKNOWN)


def _is_nameless(item: Item) -> bool:
    """Whether its own name, or that of a folder around it, was lost on the way."""
    return any(is_lost(file_name(path)) for path in (item.path, *item.folders))


_BLANK = Text(
    f"这是还没有填写的空白{FORM}。要报送的请填好，多余的请删除。",
    f"It is a blank {FORM}, not filled in yet. Fill it in, or delete it if it is not needed.",
)
_SAMPLE = Text(
    f"名称写的是样表或填写说明，{REGISTER}上也没有这一行，没有算作{PUT_FORWARD}对象。",
    "Its name calls it a sample, and no register names it: it was not taken for an entry.",
)
_PAPER = Text(
    f"整份材料的附带文件（公函、说明、证明、教学资源等），不属于某一个{PUT_FORWARD}对象。",
    "A paper of the package as a whole (covering letter, note, certificate, teaching resource).",
)
_SEVERAL = Text(
    f"名称同时对应几个{PUT_FORWARD}对象，分不清是谁的。请放进本人（项目）的文件夹。",
    "Its name fits several entries. Put it into the folder of the one that it belongs to.",
)
_NOBODY = Text(
    "看不出是谁（哪个项目）的材料。请在文件名中写上姓名或项目名称，或放进本人（项目）的文件夹。",
    "Nothing tells whose it is. Put the name of the person or project into its name, or put it "
    "into their folder.",
)
_NAMELESS = Text(
    "文件或文件夹的名称是乱码（压缩或传输时丢了中文），看不出是谁的、作什么用。",
    "Its name, or that of a folder around it, was lost in packing or copying: nothing tells whose "
    "it is or what for.",
)
_PACKED = Text(
    "这是压缩包，其中的文件没有检查。请解压后放进材料里。",
    "This is an archive; the files in it were not checked. Unpack it into the package.",
)
_LINK = Text(
    "里面只有下载链接，没有材料本身。请把链接里的文件下载下来，提交文件本身。",
    "It holds a link for a download and not the material itself. Hand in the files themselves.",
)
_UNKNOWN = Text(
    "看不出是什么材料、属于谁。请在文件名中写明姓名（项目名称）和用途；与材料无关的请删除。",
    "Nothing tells what it is or whose. Put the name and its purpose into its name; delete it if "
    "it is no part of the material.",
)
