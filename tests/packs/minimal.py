"""The smallest pack that holds together, to be broken in one place by each test."""

from __future__ import annotations

from pathlib import Path

PACK = """\
format: jlxx-pack/1
id: small
title: {zh: 小通知, en: A small notice}
issuer: 某单位
deadline: 2030-01-31
delivery:
  office: 某处
  postcode: "010000"
kinds:
  star:
    title: 学习之星
    words: [学习之星]
    roles: [form, photo]
    name: 姓名
    unit: 工作单位
    form: star
    register: star
  best-star:
    title: 最佳学习之星
    words: [最佳]
    roles: [photo]
    special_of: star
roles:
  form: {title: 推介表, content: [document]}
  photo: {title: 照片, content: [photo]}
forms:
  star:
    titles: [推介表]
    fields:
      姓名: {required: true, spellings: [推介对象]}
      工作单位: {parts: {单位: [单位], 职务: [职务]}}
registers:
  star:
    titles: [登记表]
    fields:
      序号: {}
      姓名: {}
      工作单位: {}
      备注: {}
leftovers: [Thumbs.db]
attachments: [证书]
units:
  - {name: 甲局, aliases: [甲县教育局]}
  - {name: 乙局}
outline:
  - {clause: 一, gist: 名额, owners: [quota.stars]}
  - clause: 二
    gist: 号召
    asks_nothing: 号召
"""

RULE = """\
rules:
  quota.stars:
    title: 名额
    why: 通知有规定。
    scope: package
    check: entries.count
    with: {kind: star}
    level: error
    clause: 一
    fix: 请增减。
"""


def write_pack(folder: Path, pack: str = PACK, **rules: str) -> Path:
    """A pack's folder: pack.yaml, and files below ``rules`` by name (default: one rule)."""
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    for name, text in (rules or {"quota": RULE}).items():
        (folder / "rules" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def change(text: str, old: str, new: str) -> tuple[str, int]:
    """The text with one place changed, and the line of that place."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new), text[: text.index(old)].count("\n") + 1
