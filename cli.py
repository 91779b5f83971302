"""Run from a checkout without installing: `python cli.py compare corpus/`."""

from aligner.cli import entry

if __name__ == "__main__":
    entry()
