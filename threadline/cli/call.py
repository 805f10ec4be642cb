"""What every command shares: the data folder, the shape of the output, the exit code."""

import functools
import inspect
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from threadline.cli.exits import FAULTS, Exit, exit_of
from threadline.cli.rows import to_json
from threadline.config import Settings, load_settings
from threadline.data_folder import DataFolder

if TYPE_CHECKING:
    from index.removals.screened import ScreenedEngine


@dataclass(frozen=True, slots=True)
class Call:
    """One run of a command. Rows go to standard output; everything else goes to standard error."""

    settings: Settings
    as_json: bool
    notes: Console

    @property
    def folder(self) -> DataFolder:
        """The data folder, made or checked. Raises DataFolderError."""
        return self.settings.folder.open()

    @contextmanager
    def engine(self) -> Iterator["ScreenedEngine"]:
        """The index of the installation, open for this block."""
        from index.open import open_index

        with closing(open_index(self.folder.index, self.settings.search_url)) as engine:
            yield engine

    def row(self, value: Mapping[str, Any]) -> None:
        """One JSON line, or one readable block."""
        if self.as_json:
            sys.stdout.write(to_json(value) + "\n")
            return
        for name, part in value.items():
            sys.stdout.write(f"{name:>16}  {_readable(part)}\n")
        sys.stdout.write("\n")

    def rows(self, values: Iterable[Mapping[str, Any]], columns: tuple[str, ...]) -> int:
        """JSON lines, or one table of the named columns; returns how many there were."""
        count = 0
        table = Table(*columns, header_style="bold", box=None, pad_edge=False)
        for count, value in enumerate(values, 1):  # noqa: B007  # the count is the answer
            if self.as_json:
                sys.stdout.write(to_json(value) + "\n")
            else:
                table.add_row(*(Text(_readable(value.get(column))) for column in columns))
        if count and not self.as_json:
            Console().print(table)
        return count

    def say(self, message: str) -> None:
        """A message for the person; never part of the output."""
        self.notes.print(message, markup=False, highlight=False, soft_wrap=True)

    def stop(self, code: Exit, message: str = "") -> NoReturn:
        """End the command with this exit code, saying why."""
        if message:
            self.say(message)
        raise typer.Exit(code)

    def progress(self) -> Progress:
        """A progress bar on standard error; silent where that is no terminal."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        return Progress(*columns, console=self.notes, transient=True, disable=not self.notes.is_terminal)


def watch_in(progress: Progress) -> Callable[[str, int, int], None]:
    """A watch that shows each step (done of all) as a bar of its own."""
    tasks: dict[str, TaskID] = {}

    def watch(step: str, done: int, total: int) -> None:
        if step not in tasks:
            tasks[step] = progress.add_task(step, total=total)
        progress.update(tasks[step], completed=done, total=total)

    return watch


def command(app: typer.Typer, name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function whose first parameter is a `Call`, and give it `--data` and `--json` like every other."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(function)
        def run(*args: Any, data: Path | None = None, as_json: bool = False, **kwargs: Any) -> None:
            notes = Console(stderr=True)
            try:
                call = Call(load_settings(data), as_json, notes)
                function(call, *args, **kwargs)
            except FAULTS as error:
                notes.print(str(error), markup=False, highlight=False, soft_wrap=True)
                raise typer.Exit(exit_of(error)) from error
            except KeyboardInterrupt:
                raise typer.Exit(Exit.INTERRUPTED) from None

        own = list(inspect.signature(function).parameters.values())[1:]
        shared = list(inspect.signature(_shared).parameters.values())
        keyword_only = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own + shared]
        run.__signature__ = inspect.Signature(keyword_only)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in keyword_only}
        app.command(name)(run)
        return function

    return register


def _shared(
    *,
    data: Annotated[
        Path | None, typer.Option("--data", help="Data folder (default: THREADLINE_DATA, else ./data).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines on standard output and nothing else.")] = False,
) -> None:
    """Only its signature is used: the options that every command has."""


def _readable(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return "-"
    return json.dumps(json.loads(to_json({"value": value}))["value"], ensure_ascii=False)
