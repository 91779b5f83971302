"""Terms that a user requires or forbids."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.compare.check import Glossary
from aligner.compare.glossary import check_glossary, read_glossary
from aligner.errors import InputError
from tests.compare.pairs import context, evidence, pair

GLOSSARY = Glossary(
    (
        ("志愿军", ("Volunteers", "People's Volunteers"), ("volunteer corps",)),
        ("中国人民志愿军", ("Chinese People's Volunteers",), ()),
    )
)


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("志愿军过江。", "The Volunteers crossed the river.", []),
        ("志願軍過江。", "The army crossed.", [("required", "志愿军", "Volunteers | People's Volunteers")]),
        ("志愿军过江。", "The Volunteer Corps crossed.", [("forbidden", "志愿军", "Volunteer Corps")]),
        ("中国人民志愿军过江。", "The Chinese People's Volunteers crossed.", []),
        (
            "中国人民志愿军过江。",
            "The Volunteers crossed.",
            [("required", "中国人民志愿军", "Chinese People's Volunteers")],
        ),
        ("人民军过江。", "The army crossed.", []),
    ],
)
def test_terms(zh: str, en: str, said: list[tuple[str, str, str]]) -> None:
    assert evidence(list(check_glossary(pair(zh, en), context(glossary=GLOSSARY)))) == said


def test_a_file_with_header_remarks_and_alternatives(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("zh\ten\tforbidden\n# remark\n军\tarmy|armies\tforce\n\n路\trailway\n", encoding="utf-8")
    assert read_glossary(path).entries == (("军", ("army", "armies"), ("force",)), ("路", ("railway",), ()))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", "军".encode()])
def test_a_bad_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "terms.tsv"
    path.write_bytes(content)
    with pytest.raises(InputError):
        read_glossary(path)
