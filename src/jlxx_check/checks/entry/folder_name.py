"""Whether an entry's own folder is named as asked."""

from __future__ import annotations

from collections.abc import Iterator

from jlxx_check.checks.name_patterns import Named, fillings_of, wrong_name
from jlxx_check.checks.registry import check
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.outcome import Outcome, not_applicable, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package
from jlxx_check.text import Text
from jlxx_check.values.name_template import agrees, levels_of


@check("entry.folder-name", zh="推介对象自己的文件夹按规定的写法命名。")
def folder_name(entry: Entry, package: Package, pack: Pack, want: Named) -> Iterator[Outcome]:
    """The entry's own folder is named as asked, out of what its form or register row says.

    Example::

        scope: work
        check: entry.folder-name
        with: {template: "{单位}+{姓名}+{作品名称}", fields: [单位, 姓名, 作品名称]}
    """
    if entry.folder is None:
        yield not_applicable()
        return
    level, name = levels_of(want.template)[-1], file_name(entry.folder)
    fillings = fillings_of(want.template, entry, package.name, pack, want)
    if agrees(level, name, fillings):
        yield passed()
        return
    yield wrong_name(_FOLDER, want.template, [(level, name)], fillings)


_FOLDER = Text("文件夹名", "name of the folder")
