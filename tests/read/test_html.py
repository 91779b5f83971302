"""HTML: the reading text in order; furniture marked, not dropped; notes, quotations and headings told apart."""

from html import escape
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.read.html import read_html
from aligner.records import Role
from aligner.segment import segment
from aligner.settings import ReadSettings

PAGE = """<!DOCTYPE html><html lang="zh"><head><meta charset="gb2312"><title>T</title><style>x{}</style></head><body>
<div class="nav"><a href="/">首页</a> | <a href="/a">文章</a></div>
<ul><li><a href="1">历史</a></li><li><a href="2">文学</a></li><li><a href="3">社会学</a></li></ul>
<article class="no-sidebar"><h1>朝鲜战争的起源</h1><p>作者：沈志华</p>
<p>一九五〇年<b>一月三十日</b>，斯大林<a href="x.html">致电</a>什特科夫。<sup>1</sup>他说：<br>可以。</p>
<blockquote><p>此事必须组织得不冒太大的风险。</p></blockquote>
<table><caption>表1</caption><tr><td>日期</td><td>事件</td></tr></table>
<p>面积是5m<sup>2</sup>。详见<a href="#fn2">[2]</a>。</p>
<p hidden>看不见</p><p style="display: none">也看不见</p><script>var a="x";</script>
<div class="footnotes"><ol><li id="fn1">沈志华，第1页。</li></ol></div></article>
<footer>联系我们</footer></body></html>"""


def read(html, encoding="utf-8", lines=False):
    data = html if isinstance(html, bytes) else html.encode(encoding)
    return read_html(data, Path("a.html"), ReadSettings(lines=lines))


def blocks(source):
    return [(source.text[h.span.start : h.span.end], h.role) for h in source.hints]


def test_a_page():
    source = read(PAGE, "gb18030")
    assert source.encoding == "html, gb18030"
    assert blocks(source) == [
        ("首页 | 文章", Role.BOILERPLATE),
        ("历史", Role.BOILERPLATE),
        ("文学", Role.BOILERPLATE),
        ("社会学", Role.BOILERPLATE),
        ("朝鲜战争的起源", Role.HEADING),
        ("作者：沈志华", None),
        ("此事必须组织得不冒太大的风险。", Role.QUOTE),
        ("表1", Role.CAPTION),
        ("日期", Role.BODY),
        ("事件", Role.BODY),
        ("面积是5m2。详见[2]。", None),
        ("沈志华，第1页。", Role.NOTE),
        ("联系我们", Role.BOILERPLATE),
    ]
    document = segment(source)
    assert [document.matching_text(i) for i in document.aligned][1:4] == [
        "一九五〇年一月三十日，斯大林致电什特科夫。",
        "他说：",
        "可以。",
    ]


def test_an_article_set_with_line_breaks_alone():
    lines = "".join(f"　　第{n}段说的是战争怎样开始，又怎样结束，谁也没有料到。<br>\n<br>" for n in "一二三")
    document = segment(read(f"<table><tr><td><h1>题目</h1>{lines}</td></tr></table>"))
    assert [s.paragraph for s in document.sentences] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p>two<div>three<p>four</p>five</div>six", "one\n\ntwo\n\nthree\n\nfour\n\nfive\n\nsix"),
        ("<p>a\n  b\t c&nbsp;d</p>", "a b c\xa0d"),
        ("<p>a <b> b</b> c</p>", "a b c"),
        ("one<br>two<br/><br>three", "one\ntwo\n\nthree"),
        ("<p>AT&amp;T &lt;tag&gt; &#20013;&#x6587;</p>", "AT&T <tag> 中文"),
        ("<p>unclosed <i>tags<p>everywhere", "unclosed tags\n\neverywhere"),
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", "漢字"),
        ("<!-- a comment --><p>text<!-- inside --> on</p>", "text on"),
        ("no markup at all", "no markup at all"),
        ("<?xml version='1.0' encoding='utf-8'?><html><body><p>x</p></body></html>", "x"),
    ],
)
def test_text_in_order(html, text):
    assert read(html).text == text


def test_what_a_page_declares_may_be_wrong():
    page = '<meta charset="gb2312"><p>毛泽东知道</p>'
    assert read(page.encode("utf-8").replace("道".encode(), "道，龠龠，𠮷".encode())).text == "毛泽东知道，龠龠，𠮷"
    assert read('<meta charset="no-such"><p>毛泽东</p>').text == "毛泽东"


def test_a_whole_page_in_a_form_is_its_text():
    article = "<p>" + "The text of the article goes on and on. " * 30 + "</p>"
    source = read(f'<body><form><div id="sidebar-left">{article}</div></form></body>')
    assert [role for _, role in blocks(source)] == [None]


def test_deep_nesting_does_not_break():
    assert read("<div>" * 1000 + "deep").text == "deep"


def test_nesting_too_deep_for_the_parser_is_no_silent_loss():
    with pytest.raises(InputError, match="broken HTML"):
        read("<div>" * 5000 + "deep")


def test_headings_inside_quotations_and_notes_keep_to_them():
    source = read(
        '<blockquote><h3>Title</h3>text</blockquote><div id="notes"><h3>Notes</h3><p>one</p></div>' + "<p>x</p>" * 9
    )
    assert [role for _, role in blocks(source)][:4] == [Role.HEADING, Role.QUOTE, Role.NOTE, Role.NOTE]


WORDS = st.text(st.sampled_from("ab 中。\n\u3000é&<"), max_size=8)
TAGS = st.sampled_from(
    ["p", "div", "b", "span", "li", "ul", "blockquote", "h2", "td", "section", "em", "sup", "nav", "a"]
)
TREES = st.recursive(
    WORDS.map(escape),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)).map(lambda t: f"<{t[0]}>{''.join(t[1])}</{t[0]}>"),
    max_leaves=20,
)


@settings(max_examples=100, deadline=None)
@given(TREES)
def test_no_character_is_lost_and_the_order_kept(tree):
    page = f"<body>x{tree}</body>"
    expected = "".join(lxml.html.document_fromstring(page).text_content().split())
    source = read(page)
    assert "".join(source.text.split()) == expected
