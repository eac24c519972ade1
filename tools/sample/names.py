"""Names drawn at random from common characters: they are no one's in particular."""

from __future__ import annotations

from random import Random

SURNAMES = (
    "王李张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏"
    "卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾"
    "侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
MALE = "国建志文明德华军平福贵生保根长春山林海水清云树森炳坤桂连金土松柏光荣正义忠厚家祥运来开泰"
FEMALE = "秀英桂兰玉梅凤珍淑芳翠莲菊香爱月娥素琴美云金花细妹冬春桃腊满贞惠容芝蓉"

_PLACES = (
    "新塘 石桥 樟树 荷叶 大坪 竹山 金盆 长冲 龙泉 乌石 枫树 柳塘 白马 黄泥 太平 黎家 "
    "罗塘 茶园 杨柳 高塘 仙人 月形 双井 铁塘 南塘 北冲 东塘 西冲 松山 桃花 梅子 栗山 "
    "泉水 井湾 塘湾 田心 山峰 星火 前进 团结 和平 永红 光明 胜利 曙光 建设 解放 友谊 "
    "朝阳 向阳 东升 新华 文化 钻石 桂花 芙蓉 合泰 晏家 戴家 袁家 宋家 天鹅 湘江 石宋 "
    "流芳 蝴蝶 明照 兴隆 富强 幸福 "
)
PLACES = tuple(_PLACES.split())
VILLAGE_ENDINGS = ("村",)


def person_name(random: Random, sex: str = "") -> str:
    """A synthetic name of two or three characters."""
    given = FEMALE if sex == "female" or (not sex and random.random() < 0.4) else MALE
    count = 1 if random.random() < 0.12 else 2
    return random.choice(SURNAMES) + "".join(random.sample(given, count))
