"""The program every command registers with."""

import typer

app = typer.Typer(
    help="Threadline ties online ads to hotline cases: crawl, extract, match, index, look up.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
