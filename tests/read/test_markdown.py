"""Markdown: the text untouched, its blocks as hints, its signs as marks."""

import pytest

from aligner.read import SourceText
from aligner.read.markdown import front_matter_end, looks_like_markdown, with_blocks
from aligner.records import MarkKind, Role
from aligner.segment import segment

PAGE = """---
title: A test
tags:
- one
---

# The *first* heading

Some **bold** text with a [link](https://a.b/c_(d)) and `code`,
wrapped over two lines.[^1]

> A quotation that
> goes on. And on.

- an item of a list
- another item

| date | event |
| --- | --- |
| 14 May | telegram |

Setext heading
--------------

**中长路**（中国长春铁路: 铁路）是`code`。

```python
print("x")
```

[^1]: A note. With two sentences.
"""


def paragraphs(text):
    document = segment(with_blocks("a.md", text, "utf-8"))
    found = {}
    for s in document.sentences:
        found.setdefault((s.paragraph, str(s.role)), []).append(document.matching_text(s.index))
    return [(role, sentences) for (_, role), sentences in found.items()]


def test_blocks_and_signs():
    assert [(role, sentences) for role, sentences in paragraphs(PAGE) if role != "front-matter"] == [
        ("heading", ["The first heading"]),
        ("body", ["Some bold text with a link and code, wrapped over two lines."]),
        ("quote", ["A quotation that goes on.", "And on."]),
        ("body", ["an item of a list"]),
        ("body", ["another item"]),
        ("body", ["| date | event |"]),
        ("boilerplate", ["| --- | --- |"]),
        ("body", ["| 14 May | telegram |"]),
        ("heading", ["Setext heading"]),
        ("body", ["中长路是code。"]),
        ("boilerplate", ['python print("x")']),
        ("note", ["A note.", "With two sentences."]),
    ]


def test_a_paragraph_a_line_without_blank_lines():
    text = "# 题\n\n战争开始了。\n　　他说：“打。”\n没有人相信。\n\nHe came and\nsaw it.\nAll of it.\n"
    document = segment(with_blocks("a", text, "utf-8"))
    assert [s.paragraph for s in document.sentences] == [0, 1, 2, 3, 4, 4]


def test_front_matter_is_a_line_a_sentence():
    role, sentences = paragraphs(PAGE)[0]
    assert role == "front-matter"
    assert sentences == ["---", "title: A test", "tags:", "- one", "---"]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("---\na: 1\n---\nText", 13),
        ("---\na: 1\n...\n", 13),
        ("---\nNo keys here\n---\n", 0),
        ("Text\n---\na: 1\n---\n", 0),
    ],
)
def test_where_front_matter_ends(text, end):
    assert front_matter_end(text) == end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\nText\n\n## Two\n", True),
        ("# One\n\nText with **bold** in it\n", True),
        ("#1 in the charts\n", False),
        ("# a comment, and nothing else of Markdown\n", False),
        ("Plain *text* with asterisks\n", False),
    ],
)
def test_what_looks_like_markdown(text, expected):
    assert looks_like_markdown(text) is expected


def test_gloss_is_marked_as_such():
    marks = segment(with_blocks("a", "**中长路**（中国长春铁路: 由苏联参与经营）、租借旅顺港30年。", "utf-8")).marks
    assert [m.kind for m in marks] == [MarkKind.MARKUP, MarkKind.MARKUP, MarkKind.GLOSS]


def test_carriage_returns_keep_their_places():
    text = "# One\r\n\r\nHe came.\r\nHe saw it.\r\n"
    document = segment(with_blocks("a", text, "utf-8"))
    assert [document.sentence_text(s.index) for s in document.sentences] == ["# One", "He came.", "He saw it."]
    assert document.sentences[0].role is Role.HEADING


def test_plain_text_has_no_markdown_marks():
    assert not segment(SourceText("a", "He gave 5 * 3 * 2 as the sum of _x_ and _y_ to him.")).marks
