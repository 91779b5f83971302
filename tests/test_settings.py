"""Settings: what a file or an option may change, and what is refused."""

import pytest

from aligner.errors import SettingsError
from aligner.settings import Settings, commented_settings, load_settings


def test_a_commented_file_changes_nothing(tmp_path):
    path = tmp_path / "aligner.toml"
    for ui in ("en", "zh"):
        path.write_text(commented_settings(ui), encoding="utf-8")
        assert load_settings(path) == Settings()


def test_every_line_of_the_commented_file_works_when_uncommented(tmp_path):
    lines = []
    for line in commented_settings("en").splitlines():
        bare = line.removeprefix("# ")
        lines.append(bare if " = " in bare or line.startswith("[") else line)
    path = tmp_path / "aligner.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert load_settings(path) == Settings()


def test_a_file_fills_the_stages(tmp_path):
    path = tmp_path / "aligner.toml"
    path.write_text(
        'mode = "parallel"\n[comparable]\nmin_confidence = 1\n[compare]\noff = ["number"]\n', encoding="utf-8"
    )
    settings = load_settings(path)
    assert settings.mode == "parallel"
    assert settings.comparable.min_confidence == 1.0
    assert settings.compare.off == ("number",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("mod = 'auto'", "there is no setting `mod`"),
        ("[compare]\nof = []", "there is no setting `compare.of`"),
        ("mode = 'fast'", "choose one of: auto, parallel, comparable"),
        ("[embed]\nbatch_size = 'many'", "it takes a int"),
        ("[embed]\ncache = 1", "it takes a bool"),
        ("mode = ", "not a readable settings file"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, text, says):
    path = tmp_path / "aligner.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=says.replace(".", r"\.")):
        load_settings(path)
