"""What has to be done first, before a requirement can be judged: one wording for all checks."""

from __future__ import annotations

from jlxx_check.model.nouns import FORM, FORMS, FULL_REGISTER, PUT_FORWARD, REGISTER
from jlxx_check.text import Text

HAND_IN_FORM = Text(f"请先补交{FORM}，再检查一次。", f"Hand in the {FORM}, and check again.")
FILL_FORM = Text(
    f"请先填好{FORM}的这一栏（没有这一栏的，改用通知附件的表格），再检查一次。",
    f"Fill in that field of the {FORM} (where it has none, use the notice's "
    f"{FORM}), and check again.",
)
SAVE_AS_USUAL = Text(
    "请打开看一下，另存为常见的格式（如 .docx、.xlsx、.pdf、.jpg），再检查一次。",
    "Open it, save it in a usual format (.docx, .xlsx, .pdf, .jpg), and check again.",
)
READ_SCAN = Text(
    "请对照扫描件人工核对这一项；有Word原件的，请一并提交后再检查一次。",
    "Look at the scan for this by eye; where there is a Word file, hand it in, too, and check "
    "again.",
)
REPLACE_BLANK = Text(
    f"请先换成有内容的{FORM}，再检查一次。",
    f"Hand in a {FORM} that says something, and check again.",
)
OFFICIAL_FORM = Text(
    f"请改用通知附件的{FORM}（Word）填写后再检查一次；改不了的，由人工核对这一项。",
    f"Use the notice's own {FORM} (Word) and check again; else a person looks at this.",
)
SPLIT_FORMS = Text(
    f"请先把各自的{FORM}分成单独的文件，再检查一次。",
    f"Split the {FORMS}, one file each, and check again.",
)
HAND_IN_REGISTER = Text(
    f"请先补交{FULL_REGISTER}，再检查一次。", f"Hand in the {REGISTER}, and check again."
)
READABLE_REGISTER = Text(
    f"请先把{REGISTER}存为能读出各行的 .xlsx 或 .docx 表格，再检查一次。",
    f"Save the {REGISTER} as an .xlsx or .docx table whose rows can be read, and check again.",
)
FILL_REGISTER = Text(
    f"请先填好{REGISTER}的这一处，再检查一次。",
    f"Fill that place of the {REGISTER}, and check again.",
)
SAVE_RESULTS = Text(
    "请用 Excel 或 WPS 打开后重新保存，再检查一次。",
    "Open it in Excel or WPS, save it again, and check again.",
)
ONE_REGISTER = Text(
    f"请先只保留最终的一份{REGISTER}，再检查一次。",
    f"Keep the final {REGISTER} alone, and check again.",
)
ADD_ROW = Text(
    f"请先在{REGISTER}中补上这一行（名称与材料一致），再检查一次。",
    f"Add the row to the {REGISTER}, under the material's name, and check again.",
)
SAME_NAMES = Text(
    f"请先把{REGISTER}、{FORM}和文件夹的名称统一，再检查一次；加上 --show files 可以看到每个文件"
    "认成了什么。",
    f"Make the names in {REGISTER}, {FORMS} and folders agree, and check "
    "again; --show files tells how "
    "each file was understood.",
)
NAME_AGAIN = Text(
    "请从原来的文件重新压缩：用 7-Zip、WinRAR 或 Bandizip，压成 .zip（文件名用 UTF-8 编码）或 .7z；"
    "原来的文件名也已经是乱码的，改回中文名称。",
    "Pack the original files again with 7-Zip, WinRAR or Bandizip, as .zip with names in UTF-8 or "
    "as .7z; where the original names are lost as well, name the files anew.",
)
OPEN_FIRST = Text(
    "请先换成能打开的文件或压缩包，再检查一次。",
    "Hand in a file or an archive that opens, and check again.",
)
EXPORT_AGAIN = Text(
    "请重新导出或重新拷贝完整的视频，再检查一次。",
    "Export or copy the video again, whole, and check again.",
)
MEASURE_BY_EYE = Text(
    "请按要求重新导出后再检查一次；仍读不出的，用播放软件的“属性”人工核对。",
    "Export it as asked and check again; what still does not tell, look up in a player.",
)
COMPARE_BY_EYE = Text(
    f"请对照{REGISTER}和{FORM}人工核对这一项；写法改成一致后可再检查一次。",
    f"Hold {REGISTER} and {FORM} against each other by eye; written alike "
    "they can be checked again.",
)
REMOVE_REPEAT = Text(
    f"请先删去重复{PUT_FORWARD}的一份，再检查一次。", "Remove the repeat, and check again."
)
HAND_IN_MATERIAL = Text(
    f"请先补交这一行的材料，或从{REGISTER}中删去这一行，再检查一次。",
    "Hand in the row's material, or take the row out, and check again.",
)
KEEP_WITHIN_QUOTA = Text(
    "请先按名额确定保留哪一个，再检查一次。", "Settle which one stays, and check again."
)
FILL_FILE = Text(
    "请换成有内容的文件，再检查一次。", "Hand in a file that says something, and check again."
)
HAND_IN_TEXT = Text(
    "请把正文写进这个文件；正文在网盘、公众号或另一个文件里的，取出来，作为文件本身提交：链接不会被打开。",
    "Write the text into this file; where it is kept at another place, fetch it and hand in the "
    "file itself: links are not opened.",
)
COUNT_BY_EYE = Text(
    "有Word原件的，请一并提交后再检查一次；没有的，由人工数一数字数。",
    "Hand in the Word file, too, and check again; where there is none, count by eye.",
)
READ_THE_REST = Text(
    "请人工看一看没有读到的部分；能另存为可读取的格式的，另存后再检查一次。",
    "Look at what was not read by eye, or save it in a form that can be read and check again.",
)
SHOW_FIRST = Text(
    "请先取消隐藏、取消筛选（改正字色、去掉删除线），把内容都显示出来再检查一次；显示出来仍没有的，再补填。",
    "Show what is hidden, filtered out or struck through, and check again; fill in what is "
    "still missing.",
)
UNIT_BY_UNIT = Text(
    "请用 jlxx-check batch 逐个单位检查。", "Check unit by unit, with jlxx-check batch."
)
