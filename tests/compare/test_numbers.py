"""Numbers of two sides: same value in any notation is quiet, another value is a flag at both places."""

from __future__ import annotations

import pytest

from aligner.compare.numbers import check_numbers
from aligner.records import Span
from tests.compare.values import flags, keys


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("山高2000米", "The mountain is 6,600 feet (2,000 metres) high."),
        ("全程十三英里，爬升2600英尺", "thirteen miles, 2,600 feet of ascent"),
        ("半个月后他走了", "Two weeks later he left."),
        ("三个月的药", "twelve weeks of the drug"),
        ("走了一公里", "walked one kilometre"),
        ("一斤米", "one pound of rice"),
        ("不过五个人来了", "But more than five came."),
        ("门高八尺", "The door is eight feet high."),
        ("55寸的电视", "a 55-inch television"),
        ("身长七尺三寸", "seven feet three inches tall"),
        ("高一尺二寸", "height 40 cm"),
        ("重五斤六两", "weight 5 jin 6 liang"),
        ("五岁半", "five and a half"),
        ("六岁零三个月", "aged six and a quarter"),
        ("服刑两年零两个月", "spent more than two years in prison"),
        ("他只说了四个字：下不为例。", 'He said only: "Never again, do you hear?"'),
        ("他说：到此为止，不要再来。", 'He said three words: "It is over."'),
        ("登基二十五周年", "her Silver Jubilee"),
        ("营业额同比下降", "Turnover fell compared with 2021."),
        ("发病率不超过千分之二", "may affect up to 1 in 500 people"),
        ("湿度不得低于40%", "Humidity must never drop below 40%."),
        ("三万五千人", "35,000 men"),
        ("他记得茅十八的教训。", "He remembered Whiskers' lecture."),
        ("3.5万人", "thirty-five thousand people"),
        ("五六个师", "five or six divisions"),
        ("派五六个师", "six divisions"),
        ("近四成", "almost 40 percent"),
        ("三分之二", "two-thirds"),
        ("六成", "three-fifths"),
        ("打八折", "20% off"),
        ("行军一百里", "marched 50 kilometres"),
        ("三十斤米", "15 kilograms of rice"),
        ("十五亩地", "one hectare"),
        ("十几发炮弹", "fifteen shells"),
        ("增加了三倍", "rose threefold"),
        ("第八军", "VIII Corps"),
        ("两国", "both countries"),
        ("双方", "two sides"),
        ("翻了一番", "doubled"),
        ("二十多人", "more than twenty people"),
        ("1,049,000人", "more than a million people"),
        ("数千人", "thousands of people"),
        ("十几个人", "a dozen people"),
        ("三峡", "the Three Gorges"),
        ("第三军", "the 3rd Army"),
        ("1950年5月14日", "14 May 1950"),
        ("一个世纪", "100 years"),
        ("一、苏联", "1. The Soviet Union"),
        ("他说[12]。", "He said so.[12]"),
        ("一个人", "a man"),
        ("百万大军", "a million men"),
        ("人口从182万减少到165万", "the population fell from 1.82m to 1.65m"),
        ("二两烟叶", "two ounces of leaf"),
        ("一百八十两银子", "180 ounces of silver"),
        ("八分钱", "eight fen"),
        ("一百四十亿日元", "¥14 billion"),
        ("四百五十兆两", "450,000,000 taels"),
        ("2兆元", "2 trillion yuan"),
        ("不到0.2欧元", "less than 20 cents"),
        ("年发电量约130亿千瓦时", "generating about 13 terawatt-hours a year"),
        ("单次涨幅不得超过百分之五", "no single increase shall exceed five per cent"),
        ("六十几个姑娘", "sixty-odd girls"),
        ("二十几两银子", "over twenty taels"),
        ("1,049,000人", "1.05 million people"),
        ("三分之二", "66.7 percent"),
        ("五六个师", "six of them"),
        ("五十公里", "30 miles"),
        ("超过一千人", "1,090 men"),
        ("不到三千人，后来超过三千人", "more than 3,000 men, before that fewer than 3,000"),
        ("三八线由两国商定", "the 38th parallel was agreed on by the Soviet Union and the United States"),
    ],
)
def test_quiet_where_the_values_agree(zh: str, en: str) -> None:
    severe = [k for k in keys(flags(check_numbers, zh, en)) if "major" in k]
    assert severe == []


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("约85英里（137公里）", "85 miles (139 kilometres)", ("137 kilometre", "139 kilometre")),
        ("每天长一毫米", "grows by one centimetre a day", ("1 millimetre", "1 centimetre")),
        ("路程不过五公里", "The way is more than five kilometres.", ("≤ 5 kilometre", "≥ 5 kilometre")),
        ("三尺布", "three yards of cloth", ("3 chi", "3 yard")),
        ("厚四十二点三厘米", "42.3 mm thick", ("42.3 centimetre", "42.3 millimetre")),
        ("每次50微克", "50 mg each time", ("50 microgram", "50 milligram")),
        ("体重十三公斤", "He weighs thirteen stone.", ("13 kilogram", "13 stone")),
        ("现场不得少于五人", "no more than five guards on site", ("≥ 5 person", "≤ 5")),
        ("至少要读完两本书", "read at most two books", ("≥ 2", "≤ 2")),
        ("三万五千人", "3,500 men", ("35,000 person", "3,500 person")),
        ("1,049人", "1,000 men", ("1,049 person", "1,000 person")),
        ("1,049,000人", "1.2 million men", ("1,049,000 person", "1,200,000 person")),
        ("五十公里", "40 miles", ("50 kilometre", "40 mile")),
        ("三百人，又三百人", "300 men, then 500 men", ("300 person", "500 person")),
        ("五六个师", "nine divisions", ("5–6 division", "9 division")),
        ("百分之六十", "16 percent", ("60 %", "16 %")),
        ("走了八个月", "after eighteen months", ("8 month", "18 month")),
        ("行军一百里", "marched 100 kilometres", ("100 li", "100 kilometre")),
        ("两个师和三个军", "two divisions and five armies", ("3 army", "5 army")),
        ("第十九条", "Article 12", ("#19", "12")),
        ("一百八十两银子", "810 taels", ("180 tael", "810 tael")),
        ("提前六十日书面通知", "ninety (90) days' written notice", ("60 day", "90 day")),
        ("一千张八分钱", "eight yuan the thousand", ("8 fen", "8 CNY")),
    ],
)
def test_another_value_is_major(zh: str, en: str, said: tuple[str, str]) -> None:
    found = flags(check_numbers, zh, en)
    assert keys(found) == ["different major"]
    assert (found[0].evidence.zh, found[0].evidence.en) == said


def test_the_flag_points_at_both_numbers() -> None:
    (flag,) = flags(check_numbers, "派出九个师", "sent six divisions")
    assert (flag.zh[0].span, flag.en[0].span) == (Span(2, 3), Span(5, 8))


def test_vague_against_exact_is_minor() -> None:
    assert keys(flags(check_numbers, "数千人", "5,000 people")) == ["vague minor"]
    assert keys(flags(check_numbers, "三个师", "several divisions")) == ["vague minor"]


def test_a_salient_number_missing_is_minor() -> None:
    assert keys(flags(check_numbers, "损失 4,372 人", "suffered losses")) == ["missing minor"]
    assert keys(flags(check_numbers, "损失", "lost 15 percent")) == ["added minor"]


def test_a_small_number_missing_is_left_to_coverage() -> None:
    assert flags(check_numbers, "三个人来了", "people came") == []


@pytest.mark.parametrize(
    ("zh", "en", "keys_found"),
    [
        ("总兵力25万余人。", "some 155,000 men", ["different major"]),
        ("舰船260余艘。", "230 ships", ["different major"]),
        ("首批十二个步兵师，约26万人。", "Six days later its divisions were on the bridges.", []),
        ("第82号决议要求停火。", "The Council had voted nine to nothing.", []),
        ("参战兵力约7万人，舰船260余艘。", "The sea rises and falls by some thirty feet.", []),
        ("不到九个月。", "Six days later.", []),
        ("几个星期以前。", "three weeks earlier", []),
        ("会开了两天。", "Three days earlier he had spoken.", []),  # a length, a distance from a date
        ("关了十二年。", "Thirteen years later he was put to death.", ["different major"]),
        ("两天以后他来了。", "He came three days later.", ["different major"]),
        ("捐款二十万元。", "a gift of two hundred thousand dollars", []),
        ("差额达一百九十亿日元。", "a shortfall of ¥14 billion", ["different major"]),
    ],
)
def test_accounts_gainsay_each_other_in_one_unit_only(zh: str, en: str, keys_found: list[str]) -> None:
    assert keys(flags(check_numbers, zh, en, mode="comparable")) == keys_found


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("马比牛快两倍。", "A horse is three times as fast as an ox."),
        ("马比牛快两倍。", "A horse is two times faster than an ox."),
        ("产量增加了两倍。", "Output tripled."),
        ("产量增加了两倍。", "Output increased twofold."),  # English uses either
        ("产量增加了两倍。", "Output increased threefold."),
        ("产量增加到三倍。", "Output tripled."),
        ("产量是原来的三倍。", "Output is three times what it was."),
        ("產量翻了兩番。", "Output quadrupled."),
        ("利润翻番。", "Profits doubled."),
        ("人口增加了一倍。", "The population has more than doubled."),
        ("产量增长了3.5倍。", "Output grew 4.5 times."),
        ("产量增长了3.5倍。", "Output increased by 350 percent."),
        ("产量从50万吨增加到100万吨，翻了一番。", "Output doubled from 500,000 to one million tons."),
        ("两国代表团翻了一番。", "The delegations of the two countries doubled in size."),
        ("双人间的价格是单人间的两倍。", "A double room costs twice as much as a single one."),
    ],
)
def test_quiet_where_as_many_times_as_much_are_meant(zh: str, en: str) -> None:
    assert flags(check_numbers, zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("产量增加了两倍。", "Output doubled."),
        ("产量增加到三倍。", "Output doubled."),
        ("产量翻了两番。", "Output doubled."),
        ("人口增加了一倍。", "The population tripled."),
        ("利润翻番。", "Profits tripled."),
    ],
)
def test_another_multiple_is_major(zh: str, en: str) -> None:
    assert keys(flags(check_numbers, zh, en)) == ["different major"]


@pytest.mark.parametrize(
    ("zh", "en", "keys_found"),
    [
        ("超过三千人参加。", "Fewer than 3,000 people took part.", ["different major"]),
        ("不到三千人参加。", "More than 3,000 people took part.", ["different major"]),
        ("不得少于三分之一", "not less than one third", []),
        ("最好不要超过20分钟", "preferably not exceeding 20 minutes", []),
        ("三年以上十年以下", "not less than three years and not more than ten years", []),
        ("发电能力高达2100兆瓦", "a capacity of up to 2,100 megawatts", []),
        ("价值3亿日元", "worth 300 million won", ["different major"]),
        ("价值3亿美元", "worth 300 million yuan", ["different major"]),
        ("价值3亿元", "worth $300 million", ["different minor"]),
        ("罚款新臺幣三千元", "a fine of NT$3,000", []),
        ("罚款三千元", "a fine of NT$3,000", []),
        ("美金五千元", "five thousand US dollars", []),
        ("他三十多岁。", "He was in his thirties.", []),
        ("他三十出头。", "He was in his early thirties.", []),
        ("他三十五岁。", "He was in his mid-thirties.", []),
        ("他四十多岁。", "He was in his thirties.", ["different major"]),
        ("气温达30摄氏度", "temperatures of 86 degrees Fahrenheit", []),
        ("气温达华氏100度", "temperatures of 100 degrees Fahrenheit", []),
        ("气温达30摄氏度", "temperatures of 30 degrees Fahrenheit", ["different major"]),
    ],
)
def test_bounds_and_money_of_equal_figures(zh: str, en: str, keys_found: list[str]) -> None:
    assert keys(flags(check_numbers, zh, en)) == keys_found
