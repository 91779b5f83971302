"""Run from a checkout without installing: `python cli.py compare corpus/`."""

from aligner.cli import main

if __name__ == "__main__":
    main()
