"""A draft as the data of a pack's files, with what is to be confirmed."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel

from jlxx_check.authoring.draft.deadlines import find_address
from jlxx_check.authoring.draft.drafted import Drafted
from jlxx_check.authoring.draft.grammar import grammar, topics
from jlxx_check.authoring.draft.notice_sentences import Sentence
from jlxx_check.authoring.draft.plain_notice import plain_text
from jlxx_check.authoring.draft.ruled import Rule
from jlxx_check.authoring.draft.shortened import clean, cut, quote_of
from jlxx_check.authoring.draft.standing_rules import plays_of
from jlxx_check.authoring.draft.subjects import Entrant
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text

#: The base that knows the usual words of notices in Chinese.
_BASE = "_zh"
_ORDER, _REMARK, _PHONE, _CATEGORY = "序号", "备注", "联系电话", "类别"
_UNKNOWN = "？"
_ID_LOOK = {"ratios": [0.714, 0.66], "tolerance": 0.03, "plain_background": 0.85}

Data = dict[str, Any]


def head(drafted: Drafted, pack_id: str) -> Data:
    """The keys of ``pack.yaml``."""
    notice = drafted.notice
    sent = find_address(notice)
    confirm = {
        "title": clean(notice.title) or _NOTHING.zh,
        "issuer": clean(notice.issuer) or _NOTHING.zh,
    }
    data: Data = {
        "format": "jlxx-pack/1",
        "extends": _BASE,
        "id": pack_id,
        "title": _plain_title(notice.title) or _UNKNOWN,
        "issuer": clean(notice.issuer) or _UNKNOWN,
    }
    if drafted.days:
        data["deadline"] = drafted.days[0].moment
        confirm["deadline"] = cited(drafted.days[0].sentence)
    delivery: Data = {"office": data["issuer"]}
    for key in ("address", "postcode", "mailbox"):
        value = getattr(sent, key)
        if value:
            delivery[key] = value
    where = "、".join(dict.fromkeys([sent.sentence.clause])) if sent.sentence else ""
    delivery["confirm"] = where or _NOTHING.zh
    data["delivery"] = delivery
    data["kinds"] = {item.key: _kind(item, drafted) for item in drafted.subjects}
    data["roles"] = _roles(drafted)
    if "id-photo" in data["roles"]:
        data["id_photo_look"] = _ID_LOOK
    data["confirm"] = confirm
    return data


def papers(drafted: Drafted) -> Data:
    """The keys of ``forms.yaml``: forms and registers by the fields that they usually have."""
    data: Data = {}
    for part, paper in (("forms", "form"), ("registers", "register")):
        made: Data = {}
        for subject in drafted.subjects:
            title = getattr(subject, paper)
            key = _paper_key(subject, drafted, paper)
            if title and key not in made:
                users = [item for item in drafted.subjects if getattr(item, paper) == title]
                made[key] = {
                    "titles": [title],
                    "fields": _joined([_fields(item, drafted, paper) for item in users]),
                    "confirm": f"{title}：{_FIELDS.zh}",
                }
        if made:
            data[part] = made
    return data


def rule(item: Rule) -> Data:
    """A rule as its file holds it."""
    said = topics().said
    where = "、".join(dict.fromkeys(sentence.clause for sentence in item.sentences))
    text = cut("；".join(clean(sentence.text).rstrip("。；;") for sentence in item.sentences), 200)
    data: Data = {
        "title": both(item.title),
        "why": both(said["why" if where and not item.standing else "why_standing"]),
        "scope": item.scope,
        "check": item.check,
    }
    if item.with_:
        data["with"] = item.with_
    values = {} if item.standing or not where else {"where": where}
    if len(item.sentences) == 1 and not item.standing:
        values["quote"] = quote_of(item.sentences[0])
    if values.get("quote") == text:
        data["why"] = _quoting(data["why"])
    if "{sentence}" in f"{data['why']}{item.with_}":
        values |= {"where": where, "sentence": text}
    data["level"] = item.level.value
    data["clause"] = where or None
    if "quote" in values:
        data["quote"] = "{quote}"
    if item.no_check:
        data["reading"] = both(said["no_check"])
    data["fix"] = both(topics().fixes[item.check])
    if values:
        data["values"] = values
    if item.standing or not where:
        data["confirm"] = said["why_standing"].zh + (f"（{where}）" if where else "")
    else:
        data["confirm"] = cut(f"{where}　{text}")
    return data


def outline(drafted: Drafted) -> list[Data]:
    """Every sentence with its owner."""
    said = topics().said
    contacts = topics().contacts
    items: list[Data] = []
    for place, read in enumerate(drafted.reads):
        gist = cut(clean(read.sentence.text))
        if re.search(contacts, read.sentence.plain) and not drafted.owners.get(place):
            gist = _CONTACTS.zh  # people's names are no part of a pack
        item: Data = {"clause": read.sentence.clause, "gist": gist}
        if drafted.owners.get(place):
            item["owners"] = drafted.owners[place]
        else:
            item["asks_nothing"] = both(read.nothing or said["no_demand"])
        items.append(item)
    return items


def cited(sentence: Sentence) -> str:
    """The clause and the sentence."""
    return cut(f"{sentence.clause}　{clean(sentence.text)}")


def _quoting(why: Data) -> Data:
    """The same by the quote, which is the whole sentence: it stands in the file once."""
    return {lang: said.replace("{sentence}", "{quote}") for lang, said in why.items()}


def both(text: Text) -> Any:
    """A text as YAML has it."""
    return text.zh if text.zh == text.en else {"zh": text.zh, "en": text.en}


def _plain_title(title: str) -> str:
    """2030年某市“榜样”推荐, of 关于做好2030年某市“榜样”推荐工作的通知."""
    text = clean(re.sub(r"\s+", "", title))
    text = re.sub(r"^.{0,20}?关于(?:做好|开展|组织开展|组织|举办|印发)?", "", text)
    text = re.sub(r"(?:工作|活动)?的?(?:通知|公告|通告|启事|函)(?:（.*）)?$", "", text) or text
    return re.sub("^“([^“”]*)”$", r"\1", text)


def _kind(subject: Entrant, drafted: Drafted) -> Data:
    spec = subject.spec
    data: Data = {"title": subject.title, "words": list(subject.words)}
    if spec.person:
        data["person"] = True
    if subject.special_of:
        mark = subject.title.rpartition("的")[0]
        data["words"] = [*data["words"], mark]
        data |= {"special_of": subject.special_of, "marks": [mark]}
    if subject.form or subject.register:
        data |= {"name": spec.name, "unit": spec.unit}
    for paper in ("form", "register"):
        if getattr(subject, paper):
            data[paper] = _paper_key(subject, drafted, paper)
    if _shares(subject, drafted):
        data["told_by"] = {"field": _CATEGORY, "values": list(subject.words)}
    roles = [*(["form"] if subject.form else []), *subject.roles, "attachment"]
    data["roles"] = roles
    if subject.welcome:
        data["welcome"] = [role for role in roles if role in subject.welcome]
    data["confirm"] = subject.form or subject.register or subject.title
    return data


def _shares(subject: Entrant, drafted: Drafted) -> bool:
    return bool(subject.form or subject.register) and any(
        other is not subject and (other.form, other.register) == (subject.form, subject.register)
        for other in drafted.subjects
    )


def _paper_key(subject: Entrant, drafted: Drafted, paper: str) -> str:
    """The first kind with that paper gives it its key."""
    title = getattr(subject, paper)
    return next(item.key for item in drafted.subjects if getattr(item, paper) == title)


def _fields(subject: Entrant, drafted: Drafted, paper: str) -> Data:
    own = drafted.fields.get(subject.key, {})
    extra: Data = {_CATEGORY: {}} if _shares(subject, drafted) else {}
    if paper == "form":
        fields = {name: plain(spec) for name, spec in (subject.spec.fields | own).items()}
        return fields | {name: item for name, item in extra.items() if name not in fields}
    spec = subject.spec
    names = [spec.name, spec.unit, _PHONE]
    listed = {name: plain(spec.fields[name]) for name in names}
    if not subject.form:
        # What the checks look at stands in the register where there is no form.
        listed |= {
            name: plain(item) for name, item in (spec.fields | own).items() if name not in listed
        }
    return {_ORDER: {}, **listed, **extra, _REMARK: {}}


def _joined(several: list[Data]) -> Data:
    """The fields of a paper that kinds share: what only some of them have is not required."""
    made: Data = {}
    taken: set[str] = set()
    for fields in several:
        for name, spec in fields.items():
            if name in made:
                continue
            own = dict(spec)
            if not all(name in other for other in several):
                own.pop("required", None)
            if "spellings" in own:
                own["spellings"] = [word for word in own["spellings"] if word not in taken]
            taken |= {name, *own.get("spellings", ())}
            made[name] = own
    # A label that is one field's name is no other's spelling.
    for spec in made.values():
        if "spellings" in spec:
            spec["spellings"] = [word for word in spec["spellings"] if word not in made]
    return made


def _roles(drafted: Drafted) -> Data:
    data: Data = {}
    used = list(drafted.roles)
    if any(item.form for item in drafted.subjects):
        used.insert(0, "form")
    if any(item.register for item in drafted.subjects):
        used.insert(0, "register")
    titles = {
        "form": [item.form for item in drafted.subjects if item.form],
        "register": [item.register for item in drafted.subjects if item.register],
    }
    for role in dict.fromkeys([*used, "attachment"]):
        kind, _, length = role.rpartition("-")
        if kind in grammar().texts and length.isdigit():
            title = grammar().texts[kind].title
            data[role] = {
                "title": {"zh": f"{title.zh}（{length}字）", "en": f"{title.en} ({length})"},
                "content": ["document"],
                "plays": "text",
                "words": [f"{length}字"],
                "confirm": title.zh,
            }
            continue
        text = grammar().texts.get(role)
        if text is not None:
            data[role] = {
                "title": both(text.title),
                "content": list(text.content),
                "plays": "text",
                "words": list(text.words),
                "confirm": text.title.zh,
            }
            continue
        data[role] = plain(grammar().roles[role])
        if titles.get(role):
            words = data[role]["words"] = _paper_words(titles[role], role)
            against = grammar().papers.registers
            if role == "form" and any(word in against for word in words):
                # 登记表 is each entry's own here, and no list of all.
                data[role]["not_words"] = [word for word in against if word not in words]
        if plays_of(role) is not Plays.ATTACHMENT:
            data[role]["confirm"] = grammar().roles[role].title.zh
    return data


def _paper_words(titles: list[str], role: str) -> list[str]:
    words = grammar().papers.forms if role == "form" else grammar().papers.registers
    every = (*words, *grammar().papers.registers)
    ends = [
        max((word for word in every if plain_text(title).find(word) >= 0), key=len, default="")
        for title in titles
    ]
    return list(dict.fromkeys([*titles, *(end for end in ends if end)]))


def plain(model: BaseModel) -> Any:
    """A part of the grammar as YAML has it."""
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)


_NOTHING = Text("通知里没有找到", "not found in the notice")
_FIELDS = Text("栏目是常见的，请对照空白表", "the usual fields; hold them against the blank form")
_CONTACTS = Text("联系方式", "contacts")
