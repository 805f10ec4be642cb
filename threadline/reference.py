"""Reference pages made from what they describe: `make docs` writes them, a test compares them."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import typer

from threadline.config import Settings

HEADER: Final = "<!-- Made by `make docs`. Change the code, not this page. -->\n\n"


def settings_page() -> str:
    """Every setting with its variable, default and meaning."""
    rows = [
        f"| `THREADLINE_{name.upper()}` | `{field.default}` | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    intro = (
        "# Settings\n\nRead from the environment, then from `DATA/installation.toml` (same names, no prefix), "
        "then from these defaults.\n\n| variable | default | meaning |\n|---|---|---|\n"
    )
    return HEADER + intro + "\n".join(rows) + "\n"


def commands_page() -> str:
    """Every command with its arguments and options, as the program itself tells them."""
    from threadline.cli import load_commands

    lines = [
        "# Commands\n",
        "Every command takes `--data DIR` and `--json`. Exit codes: 0 done, 1 faults, 2 wrong call,",
    ]
    lines.append("9 incomplete, 11 interrupted, 18 blocked.\n")
    for path, command in sorted(_leaves(typer.main.get_command(load_commands()), "threadline")):
        lines += [f"## `{path}`\n", (command.help or "").strip() + "\n", *_parameters(command), ""]
    return HEADER + "\n".join(lines)


def _leaves(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    children = getattr(command, "commands", None)
    if children is None:
        yield path, command
        return
    for name, child in children.items():
        yield from _leaves(child, f"{path} {name}")


def _parameters(command: Any) -> Iterator[str]:
    for one in command.params:
        if one.name in {"data", "as_json", "help"}:
            continue
        is_option = one.param_type_name == "option"
        name = ", ".join(one.opts) if is_option else one.name.upper()
        yield f"- `{name}` {getattr(one, 'help', None) or ''}".rstrip() + (
            " (required)" if is_option and one.required else ""
        )


def indicators_page() -> str:
    """Every indicator with source, what speaks against it, and its flag rate on the benign controls."""
    from extractors.indicators.rules import load_rules

    lines = [
        "# Indicators\n",
        "Signs, never proof. None may fire on the benign controls more often than the rate it states.\n",
        "| code | ads | languages | source | speaks against it | rate on controls | status |",
        "|---|---|---|---|---|---|---|",
    ]
    for rule in load_rules():
        languages = ", ".join(sorted({language for language, _ in rule.patterns}))
        rates = ", ".join(f"{controls} {rate:g}" for controls, rate in sorted(rule.control_rates.items()))
        cells = (f"`{rule.code}`", rule.ad_type, languages, rule.citation, rule.against, rates)
        lines.append("| " + " | ".join(_cell(text) for text in (*cells, rule.status)) + " |")
    return HEADER + "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").strip()


PAGES: Final[tuple[tuple[str, Callable[[], str]], ...]] = (
    ("settings.md", settings_page),
    ("commands.md", commands_page),
    ("indicators.md", indicators_page),
)
"""File name under `docs/reference/`, and what it must hold."""


def write(folder: Path) -> None:
    """Write every reference page."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES:
        (folder / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
