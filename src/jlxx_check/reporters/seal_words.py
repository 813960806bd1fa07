"""What is said of a seal: whether the material is what was checked, and where it lies in there."""

from __future__ import annotations

from collections.abc import Sequence

from jlxx_check.model.kind_lookup import is_named_archive
from jlxx_check.model.report import Report, Verdict
from jlxx_check.model.seal_state import SealStanding, SealState
from jlxx_check.reporters.wording import VERDICTS
from jlxx_check.text import Text, joined, same

SEAL = Text("封存", "seal")
#: The same in front of what follows on the line.
SEAL_LEAD = Text("封存：", "Sealed: ")
#: A seal in a word or two.
STANDINGS = {
    SealStanding.EXACT: Text("与检查时一致", "as it was checked"),
    SealStanding.CHANGED: Text("与封存时不一致", "changed since it was sealed"),
    SealStanding.UNPROVEN: Text("无法核对", "cannot be told"),
}
#: That it holds, among other facts of a unit.
SEALED = Text("封存一致", "seal holds")
#: Files that are named of each kind; the JSON report names all.
_FEW = 5
_MINUTES = len("2023-07-08T16:05")


def seal_line(report: Report) -> Text | None:
    """A seal in a line; None where the package has none."""
    seal = report.package.seal
    if seal is None:
        return None
    said = STANDINGS[seal.standing]
    if seal.why is not None:
        return Text(f"{said.zh}：{seal.why.zh}", f"{said.en}: {seal.why.en}")
    if seal.exact:
        made, other = _made(seal), _other_pack(report, seal)
        return Text(f"{said.zh}{made.zh}{other.zh}", f"{said.en}{made.en}{other.en}")
    listed = _differences(seal)
    return Text(f"{said.zh}：{listed.zh}", f"{said.en}: {listed.en}")


def seal_doubt(report: Report) -> Text | None:
    """What a reader has to know of a seal that does not hold; None for any other, or none."""
    seal, line = report.package.seal, seal_line(report)
    if seal is None or seal.exact or line is None:
        return None
    return Text(
        f"封存：{line.zh}。下面是按现在的内容检查的结果。",
        f"Seal: {line.en}. What follows is of the content as it is now.",
    )


def seal_told(seal: SealState) -> list[Text]:
    """A seal for who asks for nothing else: whether it holds, and each file that differs."""
    head = STANDINGS[seal.standing]
    if seal.why is not None:
        return [Text(f"{head.zh}：{seal.why.zh}。", f"{head.en}: {seal.why.en}.")]
    told = [Text(f"{head.zh}{_made(seal).zh}。", f"{head.en}{_made(seal).en}.")]
    for label, paths in _kinds(seal):
        told += [Text(f"{label.zh}：{path}", f"{label.en}: {path}") for path in paths]
    return told


def _made(seal: SealState) -> Text:
    """When, by which pack and program, with which result, in brackets."""
    when = seal.sealed[:_MINUTES].replace("T", " ")
    known = [item.value for item in Verdict]
    verdict = VERDICTS[Verdict(seal.verdict)] if seal.verdict in known else None
    if seal.verdict == "partial":
        verdict = Text("只检查了一部分规则", "only in part")
    zh = [when and f"{when}封存", seal.pack and f"依据 {seal.pack}", seal.program]
    en = [when and f"sealed {when}", seal.pack and f"by {seal.pack}", seal.program]
    if verdict is not None:
        zh.append(f"当时的结论：{verdict.zh}")
        en.append(f"then: {verdict.en}")
    return Text(
        f"（{'，'.join(filter(None, zh))}）" if any(zh) else "",
        f" ({', '.join(filter(None, en))})" if any(en) else "",
    )


def _other_pack(report: Report, seal: SealState) -> Text:
    if not seal.pack or (seal.pack, seal.pack_sha256) == (report.pack.id, report.pack.sha256):
        return same("")
    return Text(
        "；这次检查用的规则包与当时不同",
        "; this time it was judged by another pack, or version of it",
    )


def _kinds(seal: SealState) -> list[tuple[Text, Sequence[str]]]:
    return [
        (Text("内容改动", "changed"), seal.changed),
        (Text("缺少", "missing"), seal.missing),
        (Text("多出", "added"), seal.added),
    ]


def _differences(seal: SealState) -> Text:
    def counted(label: Text, paths: Sequence[str]) -> Text:
        more = len(paths) > _FEW
        zh, en = "、".join(paths[:_FEW]), ", ".join(paths[:_FEW])
        end = Text("等", " and others") if more else same("")
        return Text(
            f"{label.zh} {len(paths)} 个（{zh}{end.zh}）", f"{len(paths)} {label.en} ({en}{end.en})"
        )

    return joined((counted(label, paths) for label, paths in _kinds(seal) if paths), "，", "; ")


def material_link(package: str | None, report: Report) -> str | None:
    """The folder that the report's paths count from; None: no link leads there.

    package: the package's folder as seen from the report. Of one that was sealed the paths count
    from the material in it.
    """
    seal = report.package.seal
    folder = seal.material.rstrip("/") if seal is not None else ""
    if package is None or not folder:
        return package
    if any(is_named_archive(part) for part in folder.split("/")):
        return None
    return f"{package}/{folder}"
