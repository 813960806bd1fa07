"""A unit's archives for the call for volunteer projects: the pack volunteers-2022."""

from __future__ import annotations

from sample_packages.make.forms import listed_form
from sample_packages.make.layout import Files
from sample_packages.make.numbers import telephone
from sample_packages.make.packed import archive
from sample_packages.make.people import INVENTED, Values
from sample_packages.make.portraits import jpeg
from sample_packages.make.scans import scan_pdf
from sample_packages.make.scenes import scene

_TITLE = "志愿服务项目推荐表"
_UNIT = "样例市青禾志愿者协会"
_AGREED = "情况属实，同意推荐。（盖章）  2022年10月20日"
_SENTENCES = (
    "“{name}”由{unit}发起，面向{people}，在{place}定期开展志愿服务。",
    "项目从居民反映最多的小事做起，每周安排固定的服务日，由两名志愿者结对负责。",
    "志愿者上岗前都要参加培训，学习沟通方法、急救常识和服务礼仪，考核合格后才能独立服务。",
    "服务队建立了需求登记本，哪一户需要什么、什么时候方便，都由社区网格员协助登记。",
    "每次服务结束后，志愿者当天填写服务记录，队长每月回访，听取意见，及时改进。",
    "项目还与附近的学校、医院和商户合作，请专业人士每季度开展一次集中服务。",
    "经费主要来自协会的公益积累和社区的支持，收支每半年在服务点公示一次。",
    "几年来，项目没有中断过一次服务，许多受助的居民后来也成为志愿者，形成了邻里互助的风气。",
    "今后，项目将把服务点延伸到更多小区，编写简明的服务手册，带动更多青年参加志愿服务。",
    "我们希望通过持续的陪伴，让{people}感受到身边的温暖，也让志愿者在服务中学习成长。",
    "项目团队坚持量力而行、尽力而为，不搞形式，不求一时热闹，把每一次约定的服务做到位。",
    "对行动不便的居民，志愿者上门服务，并与家属约定联系方式，遇到紧急情况可以随时求助。",
    "为了保证质量，项目设有督导员，每月抽查服务记录，并把发现的问题写进下一次培训的内容。",
)


def _form(serial: int, name: str, people: str, place: str, **changes: str) -> Values:
    said = {"name": name, "unit": _UNIT, "people": people, "place": place}
    return {
        "项目名称": name,
        "实施单位": _UNIT,
        "项目负责人": "郁青禾",
        "联系电话": telephone(serial),
        "启动时间": "2021年3月5日",
        "志愿者人数": "36人",
        "服务人数": "420人",
        "服务对象": people,
        "项目简介": "".join(_SENTENCES).format(**said),
        "推荐单位": _UNIT,
        "单位意见": _AGREED,
        "推荐单位意见": _AGREED,
        "备注": INVENTED,
    } | changes


def _photo(seed: int) -> bytes:
    """A small one, since the call sets no size."""
    return jpeg(scene(seed, (960, 720)), 38, 72)


def _project(folder: str, values: Values, seed: int, photos: int) -> Files:
    return {
        f"{folder}/推荐表.docx": listed_form(_TITLE, values),
        f"{folder}/推荐表（盖章）.pdf": scan_pdf(seed),
        **{f"{folder}/照片{n}.jpg": _photo(10 * seed + n) for n in range(1, photos + 1)},
    }


def volunteers() -> bytes:
    """Two projects; nothing is amiss, and the archive came at the last minute."""
    return archive(
        _project("邻里微课堂", _form(141, "邻里微课堂", "社区儿童", "青禾样例社区"), 141, 3)
        | _project("银龄陪诊", _form(142, "银龄陪诊", "独居老人", "样例市医院"), 142, 5)
    )


def volunteers_mistakes() -> bytes:
    """One mistake of each kind, and one innocent neighbour of each kind in the second project."""
    short = "".join(_SENTENCES[:4]).format(name="巷口花园", unit=_UNIT, people="居民", place="巷口")
    young = _form(
        143, "巷口花园", "居民", "巷口", 启动时间="2022年6月10日", 志愿者人数="9人",
        服务人数="180余人", 项目简介=short,
    )  # fmt: skip
    edge = _form(
        144, "夜校灯火", "务工青年", "样例夜校", 启动时间="2022年4月30日", 志愿者人数="10名",
        服务人数="200人次",
    )  # fmt: skip
    files = _project("巷口花园", young, 143, 2) | _project("夜校灯火", edge, 144, 3)
    del files["夜校灯火/推荐表（盖章）.pdf"]
    files["备用.jpg"] = _photo(1499)
    return archive(files)
