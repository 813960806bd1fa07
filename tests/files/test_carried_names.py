"""Which paths not every system can have."""

from __future__ import annotations

import pytest

from jlxx_check.files.carried_names import rename_note, uncarried

NAMED = "张三/推介表.docx"


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        ([NAMED, "张三/活动:1.jpg"], {"张三/活动:1.jpg": "不允许"}),
        (["张三 /推介表.docx", NAMED], {"张三 /推介表.docx": "空格"}),
        (["张三/\u202a照片.jpg"], {"张三/\u202a照片.jpg": "看不见"}),
        (["\udcd5\udcc5/1.jpg"], {"\udcd5\udcc5/1.jpg": "乱码"}),
        (["张三/aux.docx"], {"张三/aux.docx": "设备名"}),
        ([f"{'长' * 85}.docx"], {f"{'长' * 85}.docx": "太长"}),
        (["张三/A.jpg", "张三/a.jpg"], {"张三/A.jpg": "大小写"}),
        # What every system takes.
        ([NAMED, "张三/推介表 .docx", "李四/推介表.docx"], {}),
        (["张三/全家福👩\u200d👧.jpg", "张三/cafe\u0301.jpg"], {}),
        (["张三/A.jpg", "李四/a.jpg", f"{'长' * 70}.docx"], {}),
    ],
)
def test_paths_that_some_system_cannot_have(paths: list[str], told: dict[str, str]) -> None:
    found = dict(uncarried(paths))
    assert found.keys() == told.keys()
    assert all(word in found[path].zh for path, word in told.items())


def test_the_note_names_a_few_and_counts_the_rest() -> None:
    note = rename_note([f"问?{number}.jpg" for number in range(7)])
    assert note is not None
    assert "“问?4.jpg”" in note.zh
    assert "问?5" not in note.zh
    assert "等7个文件。请改名" in note.zh
    assert "and 2 more. Rename" in note.en
    assert rename_note([NAMED]) is None
