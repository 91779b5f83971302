"""What the pages name is there: files, modules, commands and their options."""

import re
from pathlib import Path

import pytest
import typer

from aligner.cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/*.md", "*/README.md", "aligner/model/README.md")
    for path in ROOT.glob(pattern)
)
LINK = re.compile(r"\]\(([^)\s#]+)[^)\s]*\)")
PLACE = re.compile(r"`((?:aligner|benchmarks|corpus|docs|tests|training)/[\w./-]+)`")
MODULE = re.compile(r"python -m ((?:benchmarks|docs|training)[\w.]*)")
COMMAND = re.compile(r"\baligner ([a-z]+)((?: [^\s`#|]+)*)")
COMMANDS = typer.main.get_command(app).commands


def test_all_pages_are_read():
    assert {"README.md", "README.zh.md", "CONTRIBUTING.md", "docs/guide.md", "training/README.md"} <= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_links_and_places_exist(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    near = [(ROOT / page).parent / link for link in LINK.findall(text) if "://" not in link]
    modules = [ROOT / name.replace(".", "/") for name in MODULE.findall(text)]
    assert [str(path) for path in near if not path.exists()] == []
    assert [name for name in PLACE.findall(text) if not (ROOT / name).exists()] == []
    assert [str(path) for path in modules if not (path.is_dir() or path.with_suffix(".py").is_file())] == []


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_lines_of_python_in_the_readmes_run(page, tmp_path, monkeypatch, capsys):
    (code,) = re.findall(r"^```python\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.S | re.M)
    (tmp_path / "corpus").mkdir()
    for name, text in {
        "a.zh.txt": "1950年5月14日，他发了一封电报。\n",
        "a.en.txt": "On 16 May 1950 he sent a telegram.\n",
    }.items():
        (tmp_path / "corpus" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(code, {})
    assert capsys.readouterr().out == "date ['1950年5月14日', '16 May 1950']\n"


@pytest.mark.parametrize("page", PAGES)
def test_commands_in_the_pages_are_commands(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    shown = [line for block in re.findall(r"^```\w*\n(.*?)^```", text, re.S | re.M) for line in block.splitlines()]
    shown += [code for code in re.findall(r"`([^`\n]+)`", text) if code.startswith("aligner ")]
    for name, rest in (found.groups() for line in shown for found in COMMAND.finditer(line.partition("#")[0])):
        assert name in COMMANDS, f"aligner {name}"
        known = {option for parameter in COMMANDS[name].params for option in parameter.opts} | {"--help", "-h"}
        assert [word for word in rest.split() if word.startswith("-") and word != "-" and word not in known] == []
