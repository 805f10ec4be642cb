"""The command line: one file per group of commands."""

import importlib
import sys
from typing import Final

import typer

GROUPS: Final = ("installing", "crawling", "describing", "deriving", "reading", "asking", "deciding", "keeping", "tips")
"""Modules of this package whose import registers their commands."""


def load_commands() -> typer.Typer:
    """The program with every command registered."""
    from threadline.cli.app import app

    for group in GROUPS:
        importlib.import_module(f"threadline.cli.{group}")
    return app


def main() -> None:
    """Entry point of the `threadline` program."""
    # Lone surrogates in an argument must reach our own error messages, not end them.
    sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        load_commands()()
    except KeyboardInterrupt:
        from threadline.cli.exits import Exit

        # Before any command runs, Python's own 130 would be an exit code that the contract does not know.
        sys.exit(Exit.INTERRUPTED)
