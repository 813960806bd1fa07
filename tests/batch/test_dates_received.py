from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.dates_received import Dates, read_dates
from jlxx_check.packs import PackError
from jlxx_check.text import Lang
from jlxx_check.values.typed_moments import Moment

UNITS = BatchSettings().known_units()
DAY, NEXT = date(2023, 7, 8), date(2023, 7, 9)
HOUR = datetime.fromisoformat("2023-07-08T17:30")


def _read(folder: Path, content: bytes, for_all: Moment | None = None) -> Dates:
    path = folder / "dates.csv"
    path.write_bytes(content)
    return read_dates(path, UNITS, for_all)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2023-07-08", DAY),
        ("2023/7/8", DAY),
        ("2023.07.08", DAY),
        ("2023年7月8日", DAY),
        (" ２０２３-07-08 ", DAY),
        ("2023-07-08 17:30", HOUR),
        ("2023-07-08T17:30", HOUR),
        ("2023/7/8 17:30:00", HOUR),
        ("2023年7月8日 17时30分", HOUR),
    ],
)
def test_dates_as_people_write_them(
    tmp_path: Path, encoding: str, written: str, moment: Moment
) -> None:
    dates = _read(tmp_path, f"序号,单位,收到日期\n1,长春教育局,{written}\n".encode(encoding))
    assert dates.of("x", UNITS.key("长春市教育局（2）")) == moment
    assert dates.of("x", UNITS.key("吉林市教育局")) is None


def test_a_date_without_a_year_is_of_the_notices(tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_text("单位,收到日期\n甲学院,7月8日下午5点半\n", encoding="utf-8")
    assert read_dates(path, UNITS, None, 2023).of("x", UNITS.key("甲学院")) == HOUR


@pytest.mark.parametrize("written", ["今天", "7月8日", "23-7-8", "2023-02-30", "收到"])
def test_what_is_no_day_is_said_with_its_line(tmp_path: Path, written: str) -> None:
    with pytest.raises(PackError) as caught:
        _read(tmp_path, f"单位,收到日期\n甲学院,{written}\n".encode())
    (problem,) = caught.value.problems
    assert problem.line == 2
    assert written in problem.message.zh


def test_its_own_date_goes_first_and_then_the_units(tmp_path: Path) -> None:
    text = "文件,单位,收到日期\n甲学院（2）.zip,,2023-07-09\n,甲学院,2023-07-08\n"
    dates = _read(tmp_path, text.encode(), date(2023, 7, 1))
    unit = UNITS.key("甲学院")
    assert dates.of("甲学院（2）.zip", unit) == NEXT
    assert dates.of("甲学院", unit) == DAY
    assert dates.of("乙学院", UNITS.key("乙学院")) == date(2023, 7, 1)


def test_a_row_without_a_date_says_nothing(tmp_path: Path) -> None:
    dates = _read(tmp_path, "单位,收到日期\n甲学院,\n,\n,2023-07-08\n".encode())
    assert not dates.by_unit


def test_what_the_inbox_does_not_hold(tmp_path: Path) -> None:
    text = "文件,单位,收到日期\n甲.zip,,2023-07-09\n,乙学院,2023-07-08\n丙,,2023-07-08\n"
    dates = _read(tmp_path, text.encode())
    assert dates.unknown(["丙.zip"], ["甲"]) == ("甲.zip", "乙学院")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("单位,收到日期\n甲,7月8日\n", 2, "7月8日"),
        ("名单\n单位,收到日期\n甲,2023-02-30\n", 3, "2023-02-30"),
        ("单位,收到日期\n甲学院,2023-07-08\n甲学院(2),2023-07-09\n", 3, "第 2 行"),
        ("单位,日子\n甲,2023-07-08\n", None, "表头"),
        ("单位,日期\n甲,2023-07-08\n", None, "请把表头改为“收到日期”"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, text: str, line: int | None, said: str) -> None:
    with pytest.raises(PackError) as error:
        _read(tmp_path, text.encode())
    (problem,) = error.value.problems
    assert problem.line == line
    assert said in problem.say(Lang.ZH)


def test_a_ledger_is_no_list_of_dates(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["说明"])
    book.create_sheet("逐项").append(["单位", "结论", "核对人", "日期"])
    book.save(tmp_path / "核对台账.xlsx")
    with pytest.raises(PackError) as error:
        read_dates(tmp_path / "核对台账.xlsx", UNITS, None)
    assert "收到日期" in error.value.problems[0].message.zh
    book["逐项"].append([])
    book.create_sheet("收件").append(["单位", "日期", "收到日期"])
    book["收件"].append(["甲学院", "2023-07-01", "2023-07-08"])
    book.save(tmp_path / "名单.xlsx")
    dates = read_dates(tmp_path / "名单.xlsx", UNITS, None)
    assert dates.of("x", UNITS.key("甲学院")) == DAY


def test_every_bad_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError) as error:
        _read(tmp_path, "单位,收到日期\n甲,昨天\n乙,2023-07-08\n丙,今天\n".encode())
    assert [problem.line for problem in error.value.problems] == [2, 4]
