"""The command line as a whole: help, version, errors, and what is imported before there is work."""

import subprocess
import sys

HEAVY = ("numpy", "numba", "jieba", "rjieba", "torch", "sentence_transformers", "opencc", "lxml", "scipy")


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "aligner", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "LANG": "en_US.UTF-8", "COLUMNS": "80", "PYTHONUTF8": "1", **environment},
        check=False,
    )


def test_help_imports_nothing_heavy():
    code = f"""
import sys
sys.argv = ["aligner", "--help"]
from aligner.cli import main
try:
    main()
except SystemExit:
    pass
print("LOADED", sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert "LOADED []" in done.stderr


def test_help_teaches_in_both_languages():
    english, chinese = run("--help"), run("--help", LANG="zh_CN.UTF-8")
    assert "aligner compare" in english.stdout
    assert "对齐中文与英文文本" in chinese.stdout
    assert "对齐中文与英文文本" in run("--ui", "zh", "--help").stdout


def test_version_names_the_installed_package():
    from importlib import metadata

    assert run("--version").stdout.strip() == f"aligner {metadata.version('aligner')}"


def test_errors_are_one_line_and_exit_2():
    done = run("compare", "no-such-file.txt", "nor-this.txt")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")
    assert "no-such-file.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_argument_says_what_to_type():
    done = run("compare")
    assert done.returncode == 2
    assert "aligner compare chinese.txt english.txt" in done.stderr


def test_init_writes_once_and_never_overwrites(tmp_path):
    assert run("init", str(tmp_path)).returncode == 0
    before = (tmp_path / "aligner.toml").read_text(encoding="utf-8")
    again = run("init", str(tmp_path))
    assert again.returncode == 2
    assert "left as it is" in again.stderr
    assert (tmp_path / "aligner.toml").read_text(encoding="utf-8") == before


def test_chinese_help_is_not_cut_off():
    shown = "".join(run("--ui", "zh", "compare", "--help").stdout.replace("│", "").split())
    assert "…" not in shown
    assert "（见`alignerencoders`）。".replace("`", "") in shown
