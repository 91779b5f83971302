"""Which files are read, how they are named, and what happens to those that cannot be used."""

from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.messages import tell
from aligner.read import read_texts
from aligner.settings import ReadSettings
from tests.read.packages import odt

ZH = "斯大林同意了金日成的计划。毛泽东并不知情。\n"
EN = "Stalin agreed to the plan of Kim Il Sung, and Mao was not told of it at the time.\n"


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def read(*paths, zh=(), en=(), lines=False):
    return read_texts(paths, zh=zh, en=en, settings=ReadSettings(lines=lines))


def test_files_are_named_as_given(write, tmp_path, monkeypatch):
    write("a.txt", ZH)
    monkeypatch.chdir(tmp_path)
    texts, skipped = read(Path("a.txt"))
    assert [(t.name, t.text, t.lang) for t in texts] == [("a.txt", ZH, None)]
    assert not skipped


def test_folders_are_read_to_the_bottom_in_order(write, tmp_path):
    for name in ("b/2.txt", "b/10.txt", "a.txt", ".hidden/x.txt", "b/.DS_Store", "b/~$draft.docx"):
        write(name, EN)
    texts, skipped = read(tmp_path)
    assert [t.name for t in texts] == ["a.txt", str(Path("b/10.txt")), str(Path("b/2.txt"))]
    assert not skipped


def test_one_file_is_read_once_and_names_are_unique(write, tmp_path):
    write("zh/01.txt", ZH), write("en/01.txt", EN)
    texts, _ = read(tmp_path / "zh", tmp_path / "en", tmp_path / "en" / "01.txt")
    assert sorted(t.name for t in texts) == sorted([str(tmp_path / "en/01.txt"), str(tmp_path / "zh/01.txt")])


def test_told_languages_win(write, tmp_path):
    names = write("zh/names.txt", "Stalin\nMao\n")
    texts, _ = read(tmp_path, zh=[names])
    assert [t.lang for t in texts] == ["zh"]
    with pytest.raises(InputError, match="both"):
        read(zh=[names], en=[names])


def test_a_bad_file_among_good_ones_is_named_and_the_rest_is_read(write, tmp_path):
    write("good.txt", ZH), write("empty.txt", ""), write("picture.txt", b"\x89PNG\r\n\x1a\n\0\0"), write("old.doc", "x")
    texts, skipped = read(tmp_path)
    assert [t.name for t in texts] == ["good.txt"]
    assert {s.path: s.reason.key for s in skipped} == {
        "empty.txt": "read.empty",
        "old.doc": "read.convert.word",
        "picture.txt": "read.binary",
    }


RUSSIAN = "Сталин согласился с планом Ким Ир Сена и сообщил об этом послу.\n"
JAPANESE = "スターリンは金日成の計画に同意した。しかし毛沢東には知らせなかったのである。\n"
KOREAN = "스탈린은 김일성의 계획에 동의하였다. 모택동은 알지 못하였다.\n"
GERMAN = "Stalin stimmte dem Plan zu, und der Botschafter wurde davon unterrichtet, dass er nicht warten solle. " * 8
FRENCH = "Staline approuva le plan de Kim Il Sung et fit savoir à son ambassadeur que la question était réglée. " * 8


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.txt", "", "read.empty"),
        ("a.txt", " \n\n\t ", "read.empty"),
        ("a.txt", "1234 5678\n----\n", "read.no-words"),
        ("a.txt", RUSSIAN, "read.other-language"),
        ("a.txt", JAPANESE, "read.other-language"),
        ("a.txt", KOREAN, "read.other-language"),
        ("a.txt", GERMAN, "read.other-language"),
        ("a.txt", FRENCH, "read.other-language"),
        ("a.xyz", b"x", "read.unknown-suffix"),
        ("a.rtf", b"{\\rtf1}", "read.empty"),
        ("a.docx", b"PK\x03\x04 not really", "read.broken"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "read.locked"),
        ("a.docx", b"", "read.empty"),
        ("a.epub", b"just text", "read.broken"),
        ("a.html", b"", "read.empty"),
        ("a.html", b"<html><head><title>T</title></head></html>", "read.empty"),
    ],
)
def test_bad_input_is_one_clear_line_in_both_languages(write, name, content, key):
    path = write(name, content)
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.message.key == key
    for ui in ("en", "zh"):
        line = tell(caught.value.message, ui)
        assert name in line
        assert "\n" not in line


def test_a_missing_file_a_locked_file_and_an_empty_folder(write, tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "gone.txt")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no files in there"):
        read(tmp_path / "empty")
    with pytest.raises(InputError, match="none of the 2 files"):
        read(write("a.txt", ""), write("b.txt", ""))


def test_permission_denied(write, monkeypatch):
    path = write("secret.txt", EN)

    def refuse(self):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match="permission denied"):
        read(path)


def test_a_file_that_vanishes_while_the_folder_is_read(write, tmp_path, monkeypatch):
    write("a.txt", EN), write("b.txt", ZH)
    whole = Path.read_bytes

    def vanish(self):
        if self.name == "b.txt":
            self.unlink()
        return whole(self)

    monkeypatch.setattr(Path, "read_bytes", vanish)
    texts, skipped = read(tmp_path)
    assert [t.name for t in texts] == ["a.txt"]
    assert [s.reason.key for s in skipped] == ["read.vanished"]


def test_a_chinese_text_that_quotes_japanese_is_chinese(write):
    texts, _ = read(write("a.txt", ZH * 5 + "（日文：ありがとう）\n"))
    assert len(texts) == 1


def test_lines_mode_takes_markdown_as_it_stands(write):
    (text,), _ = read(write("a.md", "# One\n\n- two is the next\n"), lines=True)
    assert not text.hints


def test_a_folder_with_zh_and_en_is_read_from_these_alone(tmp_path):
    for name, text in (
        ("zh/一.txt", "港口冬天封冻。"),
        ("en/one.txt", "The harbour freezes."),
        ("README.md", "About these texts."),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    texts, skipped = read_texts([tmp_path], settings=ReadSettings())
    assert [(t.name, t.lang) for t in texts] == [("zh/一.txt", "zh"), ("en/one.txt", "en")]
    assert skipped == []


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("a.wps", ".docx"),
        ("a.pages", "Word"),
        ("a.CAJ", "PDF"),
        ("a.ppt", "PDF"),
        ("a.pptx", "PDF"),
        ("a.mobi", "ebook-convert book.mobi"),
        ("a.jpg", "OCR"),
    ],
)
def test_formats_that_are_not_read_say_how_to_convert(write, name, way):
    with pytest.raises(InputError, match=way) as caught:
        read(write(name, b"x"))
    assert caught.value.message.key.startswith("read.convert.")
    assert way in tell(caught.value.message, "zh")


def test_what_nests_too_deep_is_told(write):
    nested = "<text:span>" * 5000 + "x" + "</text:span>" * 5000
    with pytest.raises(InputError) as caught:
        read(write("a.odt", odt(f"<text:p>{nested}</text:p>")))
    assert caught.value.message.key in ("read.too-deep", "read.broken")


def test_a_path_with_spaces_and_no_quotation_marks_is_recognised(write, tmp_path):
    write("我的 文件 夹/a.txt", ZH)
    pieces = [tmp_path / "我的", Path("文件"), Path("夹")]
    with pytest.raises(InputError) as caught:
        read(*pieces)
    assert caught.value.message.key == "read.spaces"
    assert f'"{tmp_path / "我的 文件 夹"}"' in str(caught.value)


def test_where_nothing_can_be_used_every_file_is_told_with_its_reason(write, tmp_path):
    for k in range(10):
        write(f"{k}.txt", "")
    with pytest.raises(InputError) as caught:
        read(tmp_path)
    first, *lines, more = str(caught.value).splitlines()
    assert "none of the 10 files" in first
    assert [line.split(": ")[0].strip() for line in lines] == [str(tmp_path / f"{k}.txt") for k in range(8)]
    assert "2 more" in more
