"""Names in running text, and whether two of them are the same."""

from __future__ import annotations

import pytest

from aligner.recognise.names import names
from aligner.recognise.names_en import known_kind, ordinary
from aligner.recognise.names_gazetteer import gazetteer, table_rows
from aligner.recognise.names_rendering import rendering, same_name


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("蒋介石", "Chiang Kai-shek"),
        ("蒋介石", "Jiang Jieshi"),
        ("旅顺", "Port Arthur"),
        ("旅顺", "Lushun"),
        ("金日成", "Kim Il Sung"),
        ("菲利波夫", "Filippov"),
        ("菲利波夫", "Stalin"),
        ("汉城", "Seoul"),
        # foreigners of their time by their Chinese names, Chinese by their Western ones, places as they were called
        ("费正清", "John King Fairbank"),
        ("林白", "Charles Lindbergh"),
        ("颜惠庆", "W. W. Yen"),
        ("土肥原", "Doihara"),
        ("热河", "Jehol"),
        ("张家口", "Kalgan"),
        ("三八线", "38th parallel"),
        ("什特科夫", "Shtykov"),
        ("史蒂科夫", "Shtykov"),
        ("罗申", "Roshchin"),
        ("葛罗米柯", "Gromyko"),
        ("瓮津", "Ongjin"),
        # spelled: pinyin, Wade-Giles, Cantonese, Korean, given name first
        ("兴化", "Hsinghwa"),
        ("泰安", "Taian"),
        ("金华", "Kinhwa"),
        ("襄阳", "Siangyang"),
        ("王海容", "Wang Hairong"),
        ("顾维钧", "Ku Wei-chün"),
        ("吕正操", "Lü Zhengcao"),
        ("梁振英", "Leung Chun-ying"),
        ("文在寅", "Moon Jae-in"),
        ("丁奇雄", "Qixiong Ding"),
        # by sound
        ("扎波托茨基", "Zapotocky"),
        ("韦瑟尔", "Wesel"),
        ("肖尔茨", "Scholz"),
        ("斯特凡诺维奇", "Stefanovic"),
        ("克里沃谢因", "Krivoshein"),
    ],
)
def test_the_same_name(zh: str, en: str) -> None:
    assert same_name(zh, en) > 0.5


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("斯大林", "Truman"),
        ("北京", "Shanghai"),
        ("什特科夫", "Kim Il Sung"),
        ("王海容", "Zhang Wei"),
        ("莫洛托夫", "Vyshinsky"),
        ("利比亚", "Europe"),
        ("肖尔茨", "Macron"),
    ],
)
def test_another_name(zh: str, en: str) -> None:
    assert same_name(zh, en) < 0.5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In May President Truman met Acheson.", ["Truman", "Acheson"]),
        ("The telegram from Stalin's office.", ["Stalin"]),
        ("Economic growth was slow.", []),
        ("On Monday the Minister left.", []),
        ("The Security Council met in New York.", ["Security Council", "New York"]),
        ("Kim Il Sung and Pak Hon-yong came.", ["Kim Il Sung", "Pak Hon-yong"]),
        ("Germany's Chancellor Scholz", ["Germany", "Scholz"]),
        ("I’ll go; you can’t.", []),
        # a sentence ends, an abbreviation does not
        ("He met Chou En-lai. Mao spoke.", ["Chou En-lai", "Mao"]),
        ("It was Kuo T'ai-ch'i. Koo left.", ["Kuo T'ai-ch'i", "Koo"]),
        ("Only Dr. Smith came. Jones had left.", ["Smith", "Jones"]),
        ("Lt. Gen. Walker and J. R. Truman left U.S. Steel", ["Lt. Gen. Walker", "J. R. Truman", "U.S. Steel"]),
    ],
)
def test_english_names(text: str, found: list[str]) -> None:
    assert [m.text for m in names(text, "en")] == found
    assert all(text[m.span.start : m.span.end] == m.text for m in names(text, "en"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("斯大林在莫斯科会见毛泽东。", ["斯大林", "莫斯科", "毛泽东"]),
        ("張學良到西安。", ["張學良", "西安"]),
        ("大众欢迎这个苹果。", []),
        ("什特列波夫斯基走了。", ["什特列波夫斯基"]),
    ],
)
def test_chinese_names(text: str, found: list[str]) -> None:
    assert [m.text for m in names(text, "zh")] == found


def test_a_rendering_says_where_and_how() -> None:
    found = rendering("Zhang Diming", "据张迪鸣介绍")
    assert found is not None
    assert (found.span.start, found.span.end, found.how) == (1, 4, "spelled")


def test_a_name_copied_in_latin_letters() -> None:
    found = rendering("Google", "使用 Google 搜索")
    assert found is not None
    assert found.how == "copied"


WIDTHS = {
    "names_cedict.tsv": 3, "names_known.tsv": 3, "names_readings.tsv": 4, "names_sounds.tsv": 3, "names_not.tsv": 2,
}  # fmt: skip


@pytest.mark.parametrize("name", WIDTHS)
def test_tables_are_whole(name: str) -> None:
    assert {len(row) for row in table_rows(name)} == {WIDTHS[name]}


@pytest.mark.parametrize(
    ("name", "kind"), [("Stalin", "person"), ("Adolf Hitler", "person"), ("Chinese", "state"), ("Oslo", None)]
)
def test_a_name_of_several_kinds_has_the_first_of_the_table(name: str, kind: str | None) -> None:
    """Chinese is a state, and stands in the English of 五四运动 (event) and 邮政式拼音 too."""
    assert known_kind(name) == kind


def test_the_gazetteer_joins_dictionary_and_table() -> None:
    known = gazetteer()
    assert {"stalin", "josephstalin", "filippov"} <= known.english["斯大林"]
    assert "芬兰" in known.chinese["finland"]
    assert known.kinds["旅顺"] == "place"
    assert "大众" in known.english
    assert "大众" not in known.naming


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("依赖来自塞西亚的谷物", ["塞西亚"]),
        ("麦加拉的殖民地", ["麦加拉"]),
        ("莫斯科南部", ["莫斯科"]),
        ("访问了莫斯科罗马", ["莫斯科", "罗马"]),
        ("俄罗斯巴黎罗马尼亚", ["俄罗斯", "巴黎", "罗马尼亚"]),
        ("斯大林拉着他", ["斯大林"]),
    ],
)
def test_a_known_name_inside_a_longer_one(text: str, found: list[str]) -> None:
    assert [m.text for m in names(text, "zh")] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # the end of a word and the beginning of the next
        ("军委作出保卫东北边防的决定", []),
        ("取得文学生涯的成就", []),
        ("日本和美国在一起", ["日本", "美国"]),
        ("仍处于丹麦的控制下", ["丹麦"]),
        # within a word that is no name; 古希腊 is one, and so is what the table has
        ("心理学的关注", []),
        ("经历了古希腊的时代", ["希腊"]),
        # words besides, which a town or a company is called too
        ("他成功了，资源和网络都有", []),
        ("牛顿和贝克来了", ["牛顿", "贝克"]),
        # months and days
        ("七月和十一月的月曜日", []),
        # longer names, where the tagger is no help
        ("第一批希腊文字", ["希腊文"]),
    ],
)
def test_characters_of_a_name_that_are_other_words(text: str, found: list[str]) -> None:
    assert [m.text for m in names(text, "zh")] == found


def test_a_known_name_that_goes_on_is_another() -> None:
    assert "赫尔" not in [m.text for m in names("威廉·赫尔勒说。", "zh")]
    assert "华盛顿" in [m.text for m in names("乔·华盛顿说。", "zh")]


@pytest.mark.parametrize("word", ["Researchers", "Running", "Stopped", "Studies", "Boxes", "Bigger", "Mostly"])
def test_words_of_the_dictionary_are_ordinary_in_all_their_forms(word: str) -> None:
    assert ordinary(word)


@pytest.mark.parametrize("name", ["Menzies", "Hughes", "Starmer", "Texas", "Davies"])
def test_a_name_that_ends_like_an_inflected_word_is_a_name(name: str) -> None:
    """men + zies, hug + hes: only a doubled consonant is dropped before an ending."""
    assert not ordinary(name)
