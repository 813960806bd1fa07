"""Every command with what it is for, in a few words and in the order of the help page.

Each is the module and the function of its name. It stands here and not there, so that the list can
be shown and a name be completed before any of them is imported.
"""

from __future__ import annotations

from jlxx_check.text import Text

COMMANDS = {
    "check": Text("检查材料包", "judge packages"),
    "init": Text("建一个空的材料包，供填写", "begin a package to fill in"),
    "repair": Text("把能由程序改好的改好，另存一份", "write a mended copy of a package"),
    "seal": Text("封存报送：打成与检查时完全一样的压缩包", "the archive to hand in, as checked"),
    "page": Text("写出一个用浏览器自查的网页文件", "one file that checks in a browser"),
    "batch": Text("检查收件文件夹里的全部材料包", "judge all packages of an inbox"),
    "watch": Text("材料包有变化就重新检查", "judge again whenever packages change"),
    "decisions": Text("建人工核对结果文件，供填写", "the reviewer's decisions, to fill in"),
    "rules": Text("查看、编写和检验规则包", "see, write and check rule packs"),
    "cache": Text("查看和清除缓存", "what is remembered of files"),
    "doctor": Text("看本机是否具备条件", "what this machine has"),
}
