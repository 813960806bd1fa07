"""Texts of forms and work summaries, put together from sentences so that no two are alike."""

from __future__ import annotations

import random

_DEEDS = (
    "{name}多年来坚持每天学习两小时，系统自学{learns}，写下读书笔记四十余本。",
    "工作再忙，{name}也没有放下书本，先后参加函授、夜校和网络课程，完成了学历提升。",
    "学有所得之后，{name}在{place}办起学习小组，手把手教邻里{learns}，从最初的七个人发展到一百多人。",
    "遇到腿脚不便的老人和残疾人，{name}就把课送到家里，风雨无阻。",
    "为了让大家学得会、用得上，{name}自己动手编写了通俗易懂的讲义，并录成短小的视频。",
    "在{name}的带动下，周围群众养成了爱学习、会学习的习惯，邻里关系更加和睦。",
    "{name}常说，学习没有早晚，只要肯学，什么时候都不算迟。",
    "近三年，{name}累计义务授课一百八十多场，深受大家欢迎。",
    "{name}还把所学用在本职工作上，提出合理化建议十余条，解决了不少实际难题。",
    "他人有疑问，{name}总是耐心解答，从不推辞，被大家亲切地称为身边的老师。",
)

_ACTIVITIES = (
    "每周开设两次{learns}课程，采取讲授、实操和小组互助相结合的形式。",
    "每月组织一次主题学习日，邀请行家里手到{place}现场指导。",
    "每季度举办一次学习成果展示，由学员自己当主角。",
    "线上同步推送微课，方便{people}随时学习、反复观看。",
    "寒暑假开设亲子班和集中培训班，把课堂办到{people}身边。",
)
_MEASURES = (
    "成立领导小组，由负责人牵头，定期研究解决场所、经费和师资问题。",
    "建立教师聘任、学员考勤和安全管理等制度，做到活动有计划、过程有记录。",
    "每年安排专项经费，配备投影、音响和学习用具，{place}常年免费开放。",
    "组建专职教师与志愿者相结合的队伍，每年开展两次集中备课。",
    "设立意见箱和学习热线，根据{people}的需要随时调整课程。",
)
_EFFECTS = (
    "{people}学习热情明显提高，{learns}成为当地群众喜闻乐见的学习内容。",
    "培养骨干学员六十余人，其中不少人又成为新的志愿教师。",
    "学员作品多次在社区和单位展出，得到群众好评。",
    "周边多个单位前来交流学习，形成了可复制的做法。",
    "项目让学习走进日常生活，邻里之间更加团结和睦。",
)

_SUMMARY = (
    (
        "一、基本情况",
        (
            "“{name}”立足{place}，面向{people}，以{learns}为主要内容，是一个长期坚持、群众欢迎的学习项目。",
            "项目从调查摸底做起，逐户了解学习需求，把大家最想学、最用得上的内容排进课表。",
            "几年来，项目由小到大，由单一课程发展到基础、提高、实践三个层次，学习场所也越来越稳定。",
            "我们始终坚持公益性，课程、教材和场地全部免费，让每一位愿意学习的人都能够参与进来。",
            "项目得到了所在地方和单位的大力支持，场地、经费、人员都有保障。",
            "为了方便上班的群众，课程安排在晚间和周末，真正做到了错时开放、随到随学。",
            "每年年初制定学习计划，年中检查进度，年末总结得失，工作一年比一年扎实。",
            "从报名登记到结业评价，每个环节都有专人负责，学员的学习情况建有档案。",
            "为了选好学习内容，我们先后召开座谈会十余次，走访群众三百多户，收集意见建议一百二十多条。",
            "几年来，先后有三十多位教师和能工巧匠参与授课，编写讲义九种，受到学员普遍好评。",
            "项目名称叫得响、记得住，已经成为当地群众茶余饭后常常谈起的学习品牌。",
        ),
    ),
    (
        "二、主要做法",
        (
            "一是内容贴近生活。围绕{learns}设置课程二十余门，既讲道理，也教方法，更重实践。",
            "二是形式灵活多样。课堂讲授、现场观摩、小组研讨、成果展示交替进行，学员参与感强。",
            "三是队伍结构合理。专职教师负责教学设计，行业能手负责实操指导，志愿者负责服务保障。",
            "四是线上线下结合。把重点课程录成短视频，配上字幕，学员在家里也能反复学习。",
            "五是以老带新互助。每个学习小组由一名老学员带三至五名新学员，谁也不掉队。",
            "六是学用结合见效。鼓励学员把学到的本领用到生产生活当中，用成果检验学习。",
            "七是重视特殊群体。为行动不便的老人和残疾人提供送教上门服务，每月不少于两次。",
            "八是加强安全管理。活动前有预案，活动中有值守，活动后有小结，多年来没有发生安全问题。",
            "九是注重宣传引导。利用公告栏、广播和公众号介绍学习典型，营造人人爱学习的氛围。",
            "十是坚持考核激励。每年评选学习积极分子和优秀学习小组，用身边人的故事带动身边人学习。",
        ),
    ),
    (
        "三、取得成效",
        (
            "参与学习的人数逐年增加，学员从附近居民扩展到周边乡镇，年龄最大的七十九岁，最小的六岁。",
            "学员的精神面貌发生了很大变化，打牌闲聊的少了，读书学习、互相请教的多了。",
            "许多学员学有所成，有的走上讲台当起志愿者，有的靠学到的手艺增加了收入。",
            "项目带动了家庭学习，祖孙同学、夫妻同学的例子越来越多，家风民风更加淳朴。",
            "学习小组还主动承担公益任务，为社区出板报、为老人写书信、为孩子辅导功课。",
            "问卷调查显示，学员对课程内容、教师水平和服务态度的满意程度都在九成半以上。",
            "{place}因为这个项目成了群众最愿意去的地方，常常座无虚席，欢声笑语不断。",
            "通过几年的积累，项目形成了讲义、案例和视频等一批学习资源，全部向社会开放。",
            "有的学员第一次来时连名字都不愿意写，如今已经能够上台讲课，自信心明显增强。",
            "先后有八个单位前来观摩学习，项目的做法被附近几个乡镇和社区借鉴采用。",
            "群众写来感谢信二十多封，送来锦旗三面，这是对我们工作的最大鼓励。",
        ),
    ),
    (
        "四、体会与打算",
        (
            "几年的实践使我们体会到，群众的需要就是办学的方向，只有把课程办到群众心坎上，学习才有生命力。",
            "坚持是最好的方法，一件小事认真做上几年，就会有意想不到的收获。",
            "下一步，我们将继续丰富{learns}的课程内容，增加实践环节，让更多的{people}受益。",
            "同时，加强与院校、企业和社会组织的合作，请进来、走出去，不断提高教学水平。",
            "还要进一步完善线上学习平台，让不能到场的群众也能享受到同样的学习服务。",
            "我们将总结好的做法，主动与兄弟单位交流，取长补短，共同进步。",
            "在工作中我们也看到，场地仍显紧张，年轻教师还不够多，个别课程与群众需求结合得不够紧密。",
            "针对这些不足，我们将争取更多支持，增设教学点，吸收青年志愿者加入，让队伍后继有人。",
            "还将建立学员回访制度，听取他们学完以后的想法，不断改进课程安排和教学方法。",
            "我们相信，只要持之以恒，“{name}”一定会越办越好，为建设学习型社会贡献力量。",
        ),
    ),
)


def deeds(seed: int, name: str, learns: str, place: str) -> tuple[str, str]:
    """A person's deeds, long and short."""
    chosen = _pick(random.Random(f"deeds {seed}"), _DEEDS, 7)
    said = [text.format(name=name, learns=learns, place=place) for text in chosen]
    return "".join(said), f"{name}坚持终身学习，带动{place}群众共同学习{learns}。"


def project_texts(
    seed: int, name: str, learns: str, people: str, place: str
) -> tuple[str, str, str, str]:
    """Activities, measures, effects, and the whole in one sentence."""
    chance = random.Random(f"project {seed}")
    words = {"name": name, "learns": learns, "people": people, "place": place}
    parts = [
        "".join(text.format(**words) for text in _pick(chance, pool, 4))
        for pool in (_ACTIVITIES, _MEASURES, _EFFECTS)
    ]
    return parts[0], parts[1], parts[2], f"面向{people}，以{learns}为内容的公益学习项目。"


def summary(
    seed: int, name: str, learns: str, people: str, place: str, omit: int = 1
) -> tuple[str, tuple[str, ...]]:
    """Title and paragraphs of a work summary of some 1500 characters.

    omit: how many sentences each of the four parts leaves out; more make it shorter.
    """
    chance = random.Random(f"summary {seed}")
    words = {"name": name, "learns": learns, "people": people, "place": place}
    paragraphs: list[str] = []
    for head, pool in _SUMMARY:
        chosen = _pick(chance, pool, max(1, len(pool) - omit))
        half = (len(chosen) + 1) // 2
        paragraphs.append(head)
        paragraphs += [
            "".join(text.format(**words) for text in part)
            for part in (chosen[:half], chosen[half:])
            if part
        ]
    return f"“{name}”学习活动工作总结", tuple(paragraphs)


def _pick(chance: random.Random, pool: tuple[str, ...], number: int) -> list[str]:
    """So many sentences of the pool, in its order."""
    places = sorted(chance.sample(range(len(pool)), number))
    return [pool[place] for place in places]
