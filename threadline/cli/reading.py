"""Commands that read and change nothing: `ads`, `extract`."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from threadline.cli.app import app
from threadline.cli.audited import record
from threadline.cli.call import Call, command
from threadline.cli.exits import Exit
from threadline.cli.rows import ad_row, extraction_row, to_json


@command(app, "ads")
def ads(call: Call) -> None:
    """Every ad held, newest revision, without what was removed (for the operator; audited)."""
    from crawlers.archive import Archive
    from threadline.removing import shown_ads

    record(call, action="ads.list", subject="", reason="operator's listing")
    with Archive(call.folder.archive) as archive:
        call.rows(
            (ad_row(ad) for ad in shown_ads(archive, call.folder)),
            ("ad_id", "ad_type", "status", "last_seen_at", "title"),
        )


@command(app, "extract")
def extract(
    call: Call,
    file: Annotated[
        str, typer.Argument(help="JSON Lines of {id, text, title, ad_type, region, language}; - reads stdin.")
    ] = "-",
) -> None:
    """Say what each text contains. A pure function: no data folder is touched; output is always JSON Lines."""
    if file == "-":
        faults = _extract_lines(call, sys.stdin)
    else:
        path = Path(file)
        if not path.is_file():
            call.stop(Exit.WRONG_CALL, f"{file}: no such file")
        with path.open(encoding="utf-8", errors="surrogateescape") as lines:
            faults = _extract_lines(call, lines)
    call.stop(Exit.FAULTS if faults else Exit.DONE)


def _extract_lines(call: Call, lines: TextIO) -> int:
    faults = 0
    for row in _extractions(lines, call.settings.ner_model):
        if "error" in row:
            faults += 1
            call.say(f"line {row['line']}: {row['error']}")
        sys.stdout.write(to_json(row) + "\n")
    return faults


def _extractions(lines: TextIO, ner_model: str) -> Iterator[dict[str, Any]]:
    from extractors.pipeline import load_pipeline
    from extractors.source import Source

    pipeline = load_pipeline(ner_model)
    known = ("text", "title", "ad_type", "region", "language")
    for number, line in enumerate(lines, 1):
        try:
            given = json.loads(line)
            source = Source(**{name: _text(given, name) for name in known if name in given})
        except (ValueError, TypeError, AttributeError) as error:
            yield {"line": number, "error": f"not a JSON object with a text: {error}"}
            continue
        yield extraction_row(given.get("id"), pipeline.extract(source))


def _text(given: dict[str, Any], name: str) -> str:
    value = "" if given[name] is None else given[name]
    if not isinstance(value, str):
        message = f"{name} is not a string"
        raise TypeError(message)
    return value
