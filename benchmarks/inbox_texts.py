"""What the units of a generated inbox say: names, words and pictures of which no two are alike."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "安北晨川棣尔帆歌航静凯岚沐宁沛清荣松桐维夕萱雁泽舟竹芷若溪珂琳瑾朔"
_LEXICON = (
    "学习 社区 书法 剪纸 阅读 讲座 志愿 课堂 邻里 技能 乡村 手艺 合唱 广场 "
    "图书 老人 青年 家庭 健康 法律 农业 果树 养殖 编织 刺绣 摄影 太极 朗诵 "
    "历史 地理 数字 手机 网络 安全 急救 烹饪 茶艺 园艺 节气 民俗 非遗 传承 "
    "展览 参观 交流 分享 笔记 日记 诗歌 散文 小组 学员 教师 教材 讲义 场地 "
    "经费 制度 计划 总结 评价 反馈 改进 坚持 创新 服务 奉献 温暖 清晨 傍晚 "
    "周末 假期 春耕 秋收 冬闲 雪天 江边 山村 工厂 车间 班组 学校 院落 楼道 "
    "长廊 灯光 黑板 白纸 毛笔 颜料 针线 木工 陶土 竹篾 麦秆 葫芦 泥塑 皮影 "
    "秧歌 二胡 口琴 笛子 "
)
_WORDS = _LEXICON.split()
_JOINS = ("，", "，", "、", "与", "和", "，")


def person(number: int) -> str:
    """A name; the first 30,000 are all different."""
    given = len(_GIVEN)
    first, rest = divmod(number * 7919 % (len(_SURNAMES) * given * given), given * given)
    return _SURNAMES[first] + _GIVEN[rest // given] + _GIVEN[rest % given]


def unit_name(number: int) -> str:
    """A unit that no pack knows; those of 36,000 numbers are all different."""
    given = len(_GIVEN)
    round_, place = divmod(number, given * given)
    first, second = divmod(place * 389 % (given * given), given)
    third = _GIVEN[round_ - 1] if round_ else ""
    return f"{_GIVEN[first]}{_GIVEN[second]}{third}示例学院"


def title(number: int) -> str:
    """A project's name."""
    chance = random.Random(f"title {number}")
    return f"{person(number * 3 + 1)[1:]}{''.join(chance.sample(_WORDS, 2))}{number}号行动"


def prose(number: int, length: int) -> list[str]:
    """Paragraphs of about ``length`` characters, unlike those of any other number."""
    chance = random.Random(f"prose {number}")
    paragraphs = []
    while sum(map(len, paragraphs)) < length:
        sentences = []
        for _ in range(5):
            words = chance.choices(_WORDS, k=chance.randint(8, 14))
            sentences.append("".join(word + chance.choice(_JOINS) for word in words)[:-1] + "。")
        paragraphs.append("".join(sentences)[: length - sum(map(len, paragraphs))])
    return paragraphs


def picture(seed: str, size: tuple[int, int] = (840, 640), quality: int = 60) -> bytes:
    """Shapes on a ground, all by chance; drawn alike for every size."""
    chance = random.Random(f"picture {seed}")
    wide, high = size
    image = Image.new("RGB", size, _colour(chance))
    draw = ImageDraw.Draw(image)
    for _ in range(26):
        left, top = chance.uniform(-0.2, 0.9) * wide, chance.uniform(-0.2, 0.9) * high
        box = (
            left,
            top,
            left + chance.uniform(0.1, 0.5) * wide,
            top + chance.uniform(0.1, 0.5) * high,
        )
        chance.choice((draw.rectangle, draw.ellipse))(box, fill=_colour(chance))
    for _ in range(40):  # fine lines, so that the picture is sharp
        points = [chance.uniform(0, 1) * side for side in (wide, high, wide, high)]
        draw.line(points, fill=_colour(chance), width=3)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality)
    return target.getvalue()


def _colour(chance: random.Random) -> tuple[int, int, int]:
    return chance.randrange(256), chance.randrange(256), chance.randrange(256)


class Paper:
    """A Word file made once and filled in many times: a hundredth of what making it costs.

    make: the file with the texts given, each of which must come out in one run of the document.
    """

    def __init__(self, make: Callable[[Mapping[str, str]], bytes], labels: tuple[str, ...]) -> None:
        self._tokens = {label: f"〖{number}〗" for number, label in enumerate(labels)}
        data = make(self._tokens)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}
        self._body = self._parts.pop("word/document.xml").decode()
        for token in self._tokens.values():
            assert token in self._body, token

    def fill(self, values: Mapping[str, str]) -> bytes:
        """The file with these texts; plain text only, for nothing is escaped."""
        body = self._body
        for label, token in self._tokens.items():
            body = body.replace(token, values[label])
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in self._parts.items():
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 1)
            archive.writestr(zipfile.ZipInfo("word/document.xml"), body, zipfile.ZIP_DEFLATED, 1)
        return target.getvalue()
