"""The desk's work from the first delivery to the second letter, with the ledger between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
from benchmarks.inbox import Size, unit_package
from benchmarks.packing import AGAIN, FIRST, Files, write_files

from jlxx_check.batch.output_names import LEDGER
from jlxx_check.decisions.load import load_decisions
from tests.batch.boxes import SMALL, run
from tests.support.ledgers import ITEMS, cells_of, edit, fill

UNIT = "长春市教育局"
SETTINGS = replace(SMALL, formats=("docx", "html"), today=date(2023, 7, 20))
SEEN = {"核对人": "赵核对", "日期": "2023-7-14"}
LETTER, SECOND = f"通知/{UNIT}_补正通知.docx", f"通知/{UNIT}_补正通知（第2轮）.docx"


def said(path: Path) -> tuple[str, list[list[str]]]:
    """A letter's paragraphs as one text, and the cells of its tables' rows."""
    document = docx.Document(str(path))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return "\n".join(item.text for item in document.paragraphs), rows


def test_from_the_first_delivery_to_the_second_letter(tmp_path: Path) -> None:
    box, out = tmp_path / "收件", tmp_path / "结果"
    ledger, new = out / LEDGER, out / "核对台账（新）.xlsx"
    whole = unit_package(1000, Size(1, 1), UNIT)
    portrait, summary = (
        next(path for path in whole if path.endswith(name)) for name in ("证件照.jpg", "总结.docx")
    )

    write_files(box / UNIT, without(whole, portrait), FIRST)
    run(box, out, SETTINGS)
    text, (_, *rows) = said(out / LETTER)
    assert f"{UNIT}：" in text
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert "缺证件照" in rows[2][2]

    asked = [(row["对象"], row["核对事项"]) for row in cells_of(ledger, ITEMS)]
    paper, public = "纸质材料已盖章", "已按程序推介和公示"
    assert asked[:2] == [("整个材料包", paper), ("整个材料包", public)]
    edit(
        ledger,
        fill(3, **SEEN, 结论="属实"),
        fill(4, **SEEN, 结论="有问题", 说明="没有公示"),
    )
    filled = ledger.read_bytes()

    write_files(box / f"{UNIT}（修改后）", without(whole, summary), AGAIN)
    given = load_decisions([ledger], rulepack="jilin-2023", packages=(), several=True)
    done = run(box, out, replace(SETTINGS, decisions=given))
    assert ledger.read_bytes() == filled
    counting = [(item.path, item.round and item.round.number) for item in done.batch.counting]
    assert counting == [(f"{UNIT}（修改后）", 2)]

    text, (_, *rows) = said(out / SECOND)
    assert f"{UNIT}：" in text
    assert "前次通知的3处中，已改正1处（原第3项），仍未改正2处（原第1、2项）；本次新发现2处" in text
    assert [row[0] for row in rows] == ["仍未补正：原第1、2项", "1", "2", "本次新发现", "4", "5"]
    assert "经工作人员核对，不符合要求：没有公示。" in rows[-2][2], (
        "what staff found wrong is mended, too"
    )
    assert "缺工作总结" in rows[-1][2]
    letters = {path.relative_to(out).as_posix() for path in (out / "通知").rglob("*.docx")}
    assert letters == {SECOND, f"通知/已失效/{UNIT}_补正通知（已失效）.docx"}

    kept = {row["核对事项"]: (row["结论"], row["说明"]) for row in cells_of(new, ITEMS)}
    assert kept.pop(paper) == ("属实", None)
    assert kept.pop(public) == ("有问题", "没有公示")
    assert set(kept.values()) == {(None, None)}
    assert "证件照为本人免冠照" in kept, "what the first delivery lacked is to be looked at now"
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "第2轮" in page
    assert f"已核对 2 / {len(kept) + 2} 项" in page


def without(files: Files, path: str) -> Files:
    return {name: data for name, data in files.items() if name != path}
