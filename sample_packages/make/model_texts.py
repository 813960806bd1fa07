"""Deeds of model people in any length up to some 5000 characters; all of it is invented."""

from __future__ import annotations

from jlxx_check.values.substance import word_count

_WHEN = (
    "暴雨下了一整夜的那个清晨",
    "厂里最忙的赶工季节",
    "老街改造刚刚动工的时候",
    "得知邻居突然病倒以后",
    "孩子们放暑假的头一个星期",
    "单位换了新设备的第一个月",
    "春节前大家都忙着回家的那几天",
    "社区食堂缺人手的半年里",
    "村里修水渠资金不够的当口",
    "接到求助电话的那个深夜",
    "志愿服务队只剩几个人的日子",
    "领到第一笔奖金之后",
    "陪父亲住院的漫长冬天",
)
_DID = (
    "{name}第一个赶到现场，把沙袋一只一只扛上了河堤",
    "{name}拿出积蓄垫付药费，又请来大夫上门看诊",
    "{name}带着徒弟逐条管线排查，饿了就啃几口干粮",
    "{name}挨家挨户征求意见，记满了厚厚两个本子",
    "{name}把自家的房间腾出来，办起了免费的读书角",
    "{name}骑着旧自行车往返二十多里，给独居老人送饭",
    "{name}主动承认自己的差错，连夜把账目重新核对清楚",
    "{name}在{place}守着炉火，给环卫工人烧好热水",
    "{name}耐心劝和争吵的两家人，直到他们握手言和",
    "{name}按照约定把货款全部还清，一分钱也没有拖欠",
    "{name}用轮椅推着老人去公园，边走边讲当天的新闻",
    "{name}跳进冰冷的水里，把落水的少年托上岸来",
    "{name}反复试验了几十种办法，终于让废料派上用场",
)
_THEN = (
    "，事后悄悄离开，连名字都没有留下。",
    "，围观的群众无不竖起大拇指。",
    "，而家里人过了很久才知道这件事。",
    "，让在场的年轻人深受触动。",
    "，从此这条街上多了许多热心人。",
    "，当事人至今逢年过节都来看望。",
    "，这样的坚持一直没有中断。",
    "，用行动说明平凡岗位同样能够闪光。",
    "，领导要给予奖励，却被婉言谢绝了。",
    "，因此被大家称为信得过的好心人。",
    "，为单位节省了一大笔开支。",
    "，许多人就是从那时开始加入志愿者队伍的。",
    "，谈起这些总是笑着说不值一提。",
)


def deeds(name: str, place: str, words: int) -> list[str]:
    """Paragraphs of some words more than asked, as Word counts them: no two sentences alike.

    Any two share one part of three at most.
    """
    paragraphs: list[str] = []
    size = len(_WHEN)
    for turn in range(size):
        paragraphs.append("")
        for at in range(size):
            parts = _WHEN[at], _DID[(at + turn) % size], _THEN[(at + 2 * turn) % size]
            paragraphs[-1] += "，".join(parts[:2]).format(name=name, place=place) + parts[2]
            if word_count("".join(paragraphs)) >= words:
                return paragraphs
    return paragraphs
