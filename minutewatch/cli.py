"""The command line. Each command opens the home, runs a step of the line, and says plainly what happened.

Exit code 0 when our work is done, 1 when it is not, 2 for bad usage. A blocked or silent site is a state, not a
failure, unless it was named on the command line. No hits is 0.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from domain import dates
from domain.errors import MinutewatchError
from domain.health import HealthState
from minutewatch import config, contract, jobs
from minutewatch.config import Settings

app = typer.Typer(
    name="minutewatch",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Watch English children's services: crawl, archive, link, search, and e-mail what developed.",
)
out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)

HomeOption = Annotated[
    Path | None, typer.Option("--home", help="The home folder; else MINUTEWATCH_HOME, else the platform's usual place.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


def main() -> None:
    """Run the command line; an error of ours is one line, not a traceback."""
    try:
        app()
    except MinutewatchError as exc:
        err.print(f"minutewatch: {exc}", style="red", markup=False)
        sys.exit(2 if isinstance(exc, BadUsage | config.BadSettings) else 1)


class BadUsage(MinutewatchError):
    """The words of a command cannot be meant."""


@app.command(epilog="Example: minutewatch init --home ~/minutewatch")
def init(home: HomeOption = None) -> None:
    """Make a home: its folders, a commented minutewatch.toml, its secret and an empty archive."""
    settings = config.load(home)
    made = config.make_home(settings.home)
    with jobs.open_home(settings) as opened:
        count = len(opened.shelf.sources)
    for path in made:
        out.print(f"made {path}")
    out.print(f"{settings.home} is ready and knows {count} sources.")
    if settings.contact is None:
        out.print(f"Set `contact` in {settings.home / config.FILE}: sites are to know whom to write to.")


@app.command(epilog='Example: minutewatch add report.pdf --published 2018-08-17')
def add(
    files: Annotated[list[str], typer.Argument(help="Files or web addresses.")],
    home: HomeOption = None,
    source: Annotated[str, typer.Option(help="The source that they came from.")] = "added/documents",
    published: Annotated[
        str | None, typer.Option(help="When they were published: 2018, 2018-08 or 2018-08-17.")
    ] = None,
) -> None:
    """Put documents that you have into the archive, and link them."""
    published = _edtf(published)
    failed = 0
    with _opened(home) as opened:
        with jobs.run_of(opened, "add") as (run, summary):
            added = 0
            for name in _counted(files, "adding"):
                try:
                    uid, new = jobs.add(opened, name, source=source, published=published, run=run)
                except jobs.NotAdded as exc:
                    err.print(str(exc), style="red", markup=False)
                    failed += 1
                    continue
                added += new
                out.print(f"{uid}  {name}{'' if new else '  (already there)'}", markup=False)
            summary |= {"added": added, "failed": failed}
        _link(opened, everything=False)
        _index(opened, rebuild=False)
    raise typer.Exit(1 if failed else 0)


@app.command(epilog="Example: minutewatch read report.pdf --json | jq .inspection")
def read(
    files: Annotated[list[Path], typer.Argument(help="The files to read.")],
    url: Annotated[str | None, typer.Option(help="Where the file came from.")] = None,
    published: Annotated[str | None, typer.Option(help="When it was published: relative dates rest on it.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Say what the service reads in files, without any archive: one JSON object a line."""
    published = _edtf(published)
    failed = 0
    for path in _counted(files, "reading"):
        try:
            found = jobs.read_file(path, url=url, published=published)
        except jobs.NotAFile as exc:
            err.print(str(exc), style="red", markup=False)
            failed += 1
            continue
        said = contract.reading_of(found)
        if as_json or not out.is_terminal:
            print(json.dumps(said, ensure_ascii=False))
        else:
            _show_reading(said)
    raise typer.Exit(1 if failed else 0)


@app.command(epilog="Example: minutewatch link --all")
def link(
    home: HomeOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what was linked before, now that more is known.")
    ] = False,
) -> None:
    """Read again what a better reader is there for, and link what was not linked with the present rules."""
    with _opened(home) as opened:
        _link(opened, everything=everything)


@app.command(epilog="Example: minutewatch index --rebuild")
def index(
    home: HomeOption = None,
    rebuild: Annotated[bool, typer.Option(help="Make the index anew from the archive.")] = False,
) -> None:
    """Bring the search index up to the archive's newest change."""
    with _opened(home) as opened:
        _index(opened, rebuild=rebuild)
