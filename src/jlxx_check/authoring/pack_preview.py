"""A pack as the checklist that a unit reads before it starts: what to hand in, how, by what."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.model.about import NAME, VERSION
from jlxx_check.model.outcome import Level
from jlxx_check.model.pack import Pack
from jlxx_check.model.plays import Plays
from jlxx_check.reporters.docx.attachment import write_rows
from jlxx_check.reporters.docx.layout import Letter
from jlxx_check.reporters.docx.report_letter import steady
from jlxx_check.reporters.html.shell import REPORT, asset, environment, frame
from jlxx_check.reporters.sections import CLAUSE, NUMBER
from jlxx_check.reporters.wording import cited, when
from jlxx_check.text import Lang, Text, joined, same
from jlxx_check.values.frozen_types import frozen

_HERE = "jlxx_check.authoring"
_WEIGHTS = {
    Level.ERROR: Text("必须", "required"),
    Level.WARNING: Text("注意", "heed"),
    Level.REVIEW: Text("由人审核", "a person looks"),
}
_WHOLE = Text("整份材料", "The package as a whole")
_EVERY = Text("各类材料", "Every kind")
_LIST = Text("报送材料清单", "What to hand in")
#: Each with its width in millimetres.
_COLUMNS = (
    (NUMBER, 11),
    (Text("对象", "of what"), 32),
    (Text("要求", "what is asked"), 40),
    (Text("说明", "in detail"), 92),
    (CLAUSE, 52),
    (Text("性质", "kind"), 18),
    (Text("已办", "done"), 12),
)


@frozen
class Demand:
    """One line of the checklist. basis: clause and words of the notice; None where it has none."""

    title: Text
    told: Text
    basis: Text | None
    weight: Text


@frozen
class PreviewPart:
    """What is asked of one kind of entry, or of all. papers: what is handed in for it."""

    title: Text
    papers: Text | None
    demands: tuple[Demand, ...]


@frozen
class Preview:
    """A pack to be read before anything is handed in. facts: by when, where."""

    pack: Pack
    facts: tuple[tuple[Text, Text], ...]
    parts: tuple[PreviewPart, ...]


def preview(pack: Pack, rules: tuple[BoundRule, ...]) -> Preview:
    """The checklist of a pack.

    What only shows across packages is left out, and what is said for information.
    """
    groups: dict[str | None, list[Demand]] = {
        None: [],
        "*": [],
        **{kind: [] for kind in pack.kinds},
    }
    for rule in rules:
        if rule.spec.level in _WEIGHTS and not rule.spec.across:
            about = dict.fromkeys(_groups(rule, pack))
            for group in ["*"] if "*" in about else about:
                groups[group].append(_demand(rule, pack))
    parts = [
        PreviewPart(kind.title, _papers(pack, name), tuple(groups[name]))
        for name, kind in pack.kinds.items()
    ]
    parts.append(PreviewPart(_EVERY, None, tuple(groups["*"])))
    parts.append(PreviewPart(_WHOLE, None, tuple(groups[None])))
    shown = tuple(part for part in parts if part.demands or part.papers)
    return Preview(pack, tuple(_facts(pack)), shown)


def _groups(rule: BoundRule, pack: Pack) -> Iterator[str | None]:
    """The kinds that a rule is about; ``*``: all of them, None: the package."""
    about = rule.spec.with_.get("kind")
    for scope in rule.spec.scopes:
        kind = scope.partition(".")[0]
        if kind == "*" or kind in pack.kinds:
            yield kind
        else:
            yield about if isinstance(about, str) and about in pack.kinds else None


def _demand(rule: BoundRule, pack: Pack) -> Demand:
    spec = rule.spec
    told = [spec.why, *_required(rule, pack), *([spec.reading] if spec.reading else [])]
    return Demand(
        spec.title, joined(told, "", " "), cited(spec.clause, spec.quote), _WEIGHTS[spec.level]
    )


def _required(rule: BoundRule, pack: Pack) -> Iterator[Text]:
    """The fields that have to be filled in, where the rule is about that."""
    if rule.check.name != "form.complete":
        return
    for scope in rule.spec.scopes:
        form = pack.forms.get(pack.kinds[scope].form or "") if scope in pack.kinds else None
        fields = [name for name, field in form.fields.items() if field.required] if form else []
        if fields:
            named = joined(map(same, fields))
            yield Text(f"必填：{named.zh}。", f"Required: {named.en}.")


def _papers(pack: Pack, kind: str) -> Text | None:
    """What the files of a kind are, by the titles of their roles.

    What is welcome, and the role of what comes along unasked, are told apart.
    """
    spec = pack.kinds[kind]
    along = pack.role_for(Plays.ATTACHMENT, kind)
    aside = (*spec.welcome, along)
    asked = joined(pack.roles[role].title for role in spec.roles if role not in aside)
    welcome = joined(pack.roles[role].title for role in spec.welcome)
    said = []
    if asked.zh:
        said.append(Text(f"交{asked.zh}", f"hand in {asked.en}"))
    if spec.welcome:
        said.append(Text(f"欢迎提交{welcome.zh}", f"welcome: {welcome.en}"))
    if along in spec.roles and along not in spec.welcome:
        title = pack.roles[along].title
        said.append(Text(f"另有{title.zh}的，可一并交", f"may come along: {title.en}"))
    return joined([joined(said, "；", "; "), Text("。", ".")], "", "") if said else None


def _facts(pack: Pack) -> Iterator[tuple[Text, Text]]:
    yield Text("发文单位", "Issued by"), pack.issuer
    if pack.due is not None:
        yield Text("截止时间", "By"), when(pack.due)
    delivery = pack.delivery
    if delivery is not None:
        yield Text("报送至", "To"), delivery.office
        if delivery.address:
            yield Text("地址", "Address"), delivery.address
        if delivery.mailbox:
            yield Text("邮箱", "Mailbox"), same(delivery.mailbox)
        if delivery.note:
            yield Text("方式", "How"), delivery.note


def preview_docx(found: Preview, lang: Lang) -> bytes:
    """The checklist as a Word document: its facts on a page, the demands as a table behind it."""
    title = found.pack.title.say(lang)
    letter = Letter(lang, title)
    letter.title(title)
    colon = Text("：", ": ").say(lang)
    for label, text in found.facts:
        letter.body(f"{label.say(lang)}{colon}{text.say(lang)}")
    for part in found.parts:
        if part.papers is not None:
            letter.body(f"{part.title.say(lang)}{colon}{part.papers.say(lang)}")
    for unknown in found.pack.not_known:
        head = Text("通知没有写明：", "The notice does not say: ").say(lang)
        letter.body(head + unknown.topic.say(lang))
    letter.names_attachment(_LIST.say(lang))
    letter.fit()
    rows = [
        (
            part.title.say(lang),
            demand.title.say(lang),
            demand.told.say(lang),
            demand.basis.say(lang) if demand.basis else "—",
            demand.weight.say(lang),
            "□",
        )
        for part in found.parts
        for demand in part.demands
    ]
    write_rows(letter, _LIST.say(lang), _COLUMNS, rows)
    data = BytesIO()
    letter.document.save(data)
    return steady(data.getvalue())


def preview_html(found: Preview, lang: Lang) -> bytes:
    """The checklist as a page that needs nothing else."""
    style = asset(REPORT, "page.css") + asset(_HERE, "preview.css")
    page = environment(lang, _HERE, {}).get_template("preview.html.j2")
    made = page.render(found=found, title=_LIST, tool=f"{NAME} {VERSION}", **frame(lang, style, ""))
    return made.encode("utf-8")
