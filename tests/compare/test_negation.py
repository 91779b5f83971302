"""Negation on one side only is a flag; lexical and rendered negation is not."""

from __future__ import annotations

import pytest

from aligner.compare.negation import check_negation
from aligner.compare.negators import SIGN, lists_of
from aligner.records import FlagKind, Lang
from tests.compare.pairs import flags


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("他夜里睡不着，吃不下东西。", "He suffers from insomnia and loss of appetite."),
        (
            "保证人的责任不随主债务人破产而消灭。",
            "The guarantor's liability survives the principal debtor's bankruptcy.",
        ),
        (
            "除非业主书面同意，任何人不得改动图纸。",
            "Unless the Employer agrees in writing, no person may under any circumstances whatever alter the drawings.",
        ),
        ("村里没有什么是新的。", "Nothing in the village is new."),
        ("他不是在睡觉就是在吃饭。", "He is either asleep or eating."),
        ("整整十年，他每天都来。", "For ten years, no more and no less, he came every day."),
        ("这可不是一件小事。", "This is no small matter."),
        ("你哪儿来的钱？", "You have no money."),
        ("标签应不褪色。", "Labels shall be fade-proof."),
        ("没有人去惊动它。", "It was left alone."),
        ("我们不同意这个计划。", "We do not agree with this plan."),
        ("他没有来。", "He did not come."),
        ("他没有来。", "He failed to come."),
        ("这不仅是苏联的意见。", "This is the opinion of the Soviet Union, and more."),
        ("条件非常好。", "The conditions are very good."),
        ("物资不足。", "Supplies were insufficient."),
        ("他是不是同意？", "Does he agree?"),
        ("他到了莫斯科。", "He arrived in Moscow."),
        ("他拒绝参加。", "He would not take part."),
        ("他们缺乏经验。", "They had no experience."),
        ("他一直盯着那扇门。", "His eyes never left the door."),
        ("雨一直在下。", "The rain never stopped."),
        ("我認為他不會來。", "I don't think he will come."),
        ("他不断写信。", "He kept writing letters."),
        ("他差点没死。", "He nearly died."),
        ("空军至少要两个月以后才能出动。", "The air force could not go into action for at least two months."),
        (
            "问题应由中国同志和朝鲜同志共同决定；如果中国同志不同意，问题就应当推迟。",
            "The question must be decided by the Chinese and the Korean comrades together, and should the Chinese "
            "comrades disagree, it must be put off.",
        ),
        (
            "毛泽东电告周恩来：参战利益极大，不参战损害极大。",
            "Mao cabled that there was everything to gain by entering the war, everything to lose by staying out.",
        ),
        (  # the subject negates its clause, however far its verb stands from what renders 不得
            "任何一方不得向第三方披露另一方的保密信息，但法律规定要求披露的除外。",
            "Neither Party shall disclose the Confidential Information of the other Party to any third party, save "
            "where disclosure is required by law.",
        ),
        ("茶叶存放一年而香气不散。", "Tea kept in it for a year will still hold its scent."),
        ("我这双手又没断。", "I've still got both my hands."),
        ("灯一夜没灭。", "The lamp burned all night."),
        ("她没死。", "She is still alive."),
        ("他端着酒杯，话还没说，先跪下了。", "Before he'd said a word he was on his knees, cup in hand."),
        ("我们没有把器物按材质分类，而是按用途。", "Rather than by material, we have sorted the pieces by use."),
        (
            "经销商不得在区域以外招揽订单，亦不得设立仓库。",
            "The Distributor shall not solicit orders or maintain a depot outside the Territory.",
        ),
        ("区域不包括香港特别行政区。", "The Territory excludes the Hong Kong Special Administrative Region."),
        ("经销商对尚未售出的库存，有权要求回购。", "The Distributor may require the repurchase of unsold stock."),
        ("怎么没有！", "Were there!"),
        (
            "三天以后，他又叮嘱此事必须严守秘密，连中国同志也不能知道。",
            "Three days later he added that the matter must be kept strictly secret, even from the Chinese comrades.",
        ),
        ("他说，为了统一的事，自己近来睡不好觉。", "The question of unification, he said, was robbing him of sleep."),
        ("其实他过得一点也不好。", "In truth nothing was well with him at all."),
        ("晚上上茅房都得三个人一块儿去。", "They never went to the latrine at night except in threes."),
        ("他的手始终按着腰里的家伙。", "His hand never left the object at his belt."),
        ("这和他父亲很像。", "It is not unlike his father."),
        ("当局没收了他的财产。", "The authorities confiscated his property."),
        ("至少两个月后才能出动。", "They could not go into action for at least two months."),
        ("他到年底才回国。", "He did not return home until the end of the year."),
        ("问题仍悬而未决。", "The question remains open."),
        ("会不会产生影响还未可知。", "It is unclear whether it will have an impact."),
        ("这一夜没有月亮。", "The night was moonless."),
        ("我的狗还没有毁掉它。", "My dog hasnt destroyed it yet."),
        ("包括但不限于糖尿病。", "Including, but not limited to, diabetes."),
        ("主要针对但不仅限于军队。", "Aimed primarily but not exclusively at the army."),
        ("婴儿未经洗礼就去世。", "The infant died prior to baptism."),
        ("但我还没收到回复。", "But I haven't received a reply."),
        ("因为不了解你的情况。", "Because I don't know your situation."),
        ("这是绕不过的渠道。", "It is a channel that cannot be bypassed."),
        ("我们是不是应该认真思考一下？", "Shouldn't we seriously think about it?"),
        ("这封信几乎没有被评论过。", "The letter has hardly been commented upon."),
        ("他未充分利用设备。", "He underutilized the equipment."),
        ("你回了太太了没有？", "Have you told the lady yet?"),
        ("不仅是军队的问题。", "It isn't only a matter of the army."),
        ("处三千元以上三万元以下罚款。", "A fine of not less than 3,000 and not more than 30,000 yuan is imposed."),
        ("有保护装置者，不在此限。", "Machines with safety devices are excepted."),
        ("由不同科別技師為之。", "It is done by engineers of different fields."),
        ("但每次不得逾七日。", "For a maximum of seven days each time."),
        ("湯姆老得不能工作了。", "Tom is too old to work."),
        ("試著不要哭。", "Try to keep from crying."),
        ("这座建筑没有被摧毁。", "The building was spared from destruction."),
        ("不然我过不了这个冬天。", "Or I shall not get through the winter."),
        ("他吃不下饭。", "He could not eat."),
        ("伤亡不下二十人。", "There were at least twenty casualties."),
        ("粮价居高不下。", "The price of grain stayed high."),
        ("要不我去吧。", "Why don't I go?"),
        ("你为什么不明白？", "Why don't you understand?"),
    ],
)
def test_quiet(zh: str, en: str) -> None:
    assert flags(check_negation, zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en", "side"),
    [
        ("他不是医生，就是这么回事。", "He is a doctor, and that is that.", "zh"),
        ("因使用不当造成的损坏，不在保修范围之内。", "Damage caused by improper use is covered.", "zh"),
        ("这项权利不受限制。", "This right is limited.", "zh"),
        ("颜料不褪色。", "The paint fades.", "zh"),
        ("他每天都来。", "He came no more, and no one cared.", "en"),
        ("我们不同意这个计划。", "We agree with this plan.", "zh"),
        ("苏联没有参加会议。", "The Soviet Union took part in the meeting.", "zh"),
        ("蘇聯沒有參加會議。", "The Soviet Union took part in the meeting.", "zh"),
        ("我们同意这个计划。", "We don’t agree with this plan.", "en"),
        ("他会参加会议。", "He will never take part in the meeting.", "en"),
        ("不然，我能过这个冬天。", "Or I shall not get through the winter.", "en"),
        ("当局没有没收他的财产。", "The authorities confiscated his property.", "zh"),
        ("外婆没有改嫁。", "Grandmother married again.", "zh"),
        ("区域不包括香港特别行政区。", "The Territory includes the Hong Kong Special Administrative Region.", "zh"),
        ("经销商不得在区域以外招揽订单。", "The Distributor shall solicit orders outside the Territory.", "zh"),
        ("公司拒绝了这个要求。", "The company did not refuse the request.", "en"),
        ("基普林的写作兴致势不可挡。", "Kipling's need to write was not unstoppable.", "en"),
    ],
)
def test_a_negation_on_one_side(zh: str, en: str, side: str) -> None:
    (found,) = flags(check_negation, zh, en)
    assert found.kind is FlagKind.NEGATION
    assert (bool(found.zh), bool(found.en)) == (side == "zh", side == "en")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_negator_is_looked_for(lang: Lang) -> None:
    """Texts without a sign are passed over: each word of the list must hold one."""
    assert not [w for w, kind in lists_of(lang).kinds.items() if kind == "negators" and not SIGN[lang].search(w)]
