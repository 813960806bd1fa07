"""Traits that are names of files; the same name twice is a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jlxx_check.model.batch import AcrossFinding
from jlxx_check.model.outcome import Level
from jlxx_check.model.package import Package
from jlxx_check.model.report import Finding, RuleResult
from jlxx_check.model.text import Text, same


@dataclass(frozen=True, slots=True)
class Traits:
    digests: tuple[tuple[str, str], ...]


def traits_of(package: Package, pack: object, key: bytes) -> Traits:
    return Traits(
        tuple(
            (facts.digest, path)
            for path, facts in sorted(package.facts.items())
            if facts.digest and path.endswith(".jpg")
        )
    )


def compare(
    found: Sequence[tuple[str, Traits]], rules: object, pack: object, **_: object
) -> tuple[tuple[AcrossFinding, ...], tuple[RuleResult, ...]]:
    seen: dict[str, tuple[str, str]] = {}
    findings = []
    for path, traits in found:
        for digest, file in traits.digests:
            first = seen.setdefault(digest, (path, file))
            if first[0] != path:
                finding = Finding(
                    "batch.repeated-photo",
                    Level.ERROR,
                    Text(f"{path}的{file}与{first[0]}的{first[1]}相同", "same photo"),
                    file=file,
                    related=("/".join(first),),
                )
                findings.append(AcrossFinding(finding, (path, first[0])))
    count = len(findings)
    rule = RuleResult(
        "batch.repeated-photo", same("重复照片"), Level.ERROR, None, count, 0, count, 0
    )
    return tuple(findings), (rule,)
