"""The console: what every command of the command line shares: its options, opening the home, progress, and plain answers."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from domain import dates
from domain.errors import MinutewatchError
from domain.harm import Veil
from domain.instants import LONDON, parse_instant, utc
from minutewatch import config, jobs
from minutewatch.contract import JsonObject
from storage import held

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)

# What is held in the home that was opened last: no answer of this process shows it.
_over: ContextVar[Veil | None] = ContextVar("over", default=None)


class BadUsage(MinutewatchError):
    """The words of a command cannot be meant."""


def _some_reason(words: str) -> str:
    if not words.strip():
        raise BadUsage("--reason: is empty; write why, for whoever asks later")
    return words.strip()


HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="The home folder; else MINUTEWATCH_HOME, else the platform's usual place."),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        help="What was known at this moment, or at the end of this day: 2026-10-05T06:00:00Z, 2026-10-05."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
ReasonOption = Annotated[
    str, typer.Option(help="Why, for whoever asks later; kept with the decision.", callback=_some_reason)
]

_Answer = TypeVar("_Answer")
# `2026-10-05`
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@contextmanager
def opened(home: Path | None) -> Iterator[jobs.Home]:
    """The home, opened.

    Raises:
        BadUsage: there is none.
    """
    settings = config.load(home)
    if not (settings.home / config.SECRET).exists():
        raise BadUsage(f"{settings.home}: no home of Minutewatch yet; run `minutewatch init` first")
    with jobs.open_home(settings) as opened:
        with opened.archive.reading() as session:
            _over.set(held.veil(session))
        yield opened


@contextmanager
def progress(what: str, total: int = 0) -> Iterator[jobs.Progress]:
    """A progress bar while a terminal is attached, nothing otherwise."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(what, total=total or None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def edtf(words: str | None) -> str | None:
    """A date as somebody stated it, checked.

    Raises:
        BadUsage: it is no date.
    """
    if words is None:
        return None
    try:
        return str(dates.parse(words))
    except dates.NotADate as exc:
        raise BadUsage(f"--published: {exc}") from exc


def days(option: str, words: str) -> tuple[date, date]:
    """The first and the last day that a date stated in part can mean.

    Raises:
        BadUsage: it is no date, or has no end.
    """
    try:
        found = dates.parse(words)
    except dates.NotADate as exc:
        raise BadUsage(f"{option}: {exc}") from exc
    if found.first is None or found.last is None:
        raise BadUsage(f"{option}: {words!r} has no end; write 2019, 2019-05 or 2019-05-13")
    return found.first, found.last


def moment(words: str | None) -> datetime | None:
    """The moment as of which somebody asks; of a day its end in England.

    Raises:
        BadUsage: it is none.
    """
    return _moment("--as-of", words, of_day=time.max)


def since(words: str | None) -> datetime | None:
    """The moment since which somebody asks; of a day its beginning in England.

    Raises:
        BadUsage: it is none.
    """
    return _moment("--since", words, of_day=time.min)


def _moment(option: str, words: str | None, *, of_day: time) -> datetime | None:
    if words is None:
        return None
    try:
        if _DAY.fullmatch(words):
            return utc(datetime.combine(date.fromisoformat(words), of_day, tzinfo=LONDON))
        return parse_instant(words)
    except ValueError as exc:
        raise BadUsage(f"{option}: {words!r}: there is no such day") from exc
    except MinutewatchError as exc:
        raise BadUsage(f"{option}: {exc}") from exc


def say_all(answers: Iterable[object], *, as_json: bool, none: str) -> None:
    """Print answers, one JSON object or line each; where there is none say so, but as JSON, of which nothing is no line."""
    _each(answers, partial(say, as_json=as_json), as_json=as_json, none=none)


def tell_all(answers: Iterable[JsonObject | Iterator[str]], *, as_json: bool, none: str) -> None:
    """Print answers of several lines, or of one JSON object, each; where there is none as `say_all` does."""
    _each(answers, tell, as_json=as_json, none=none)


def say(what: object, *, as_json: bool) -> None:
    """Print one answer; words that are held for a person to judge are blanked in it."""
    if as_json:
        print(json.dumps(_veiled(what), ensure_ascii=False))
        return
    out.print(_shown(str(what)), markup=False)


def tell(told: JsonObject | Iterator[str]) -> None:
    """One object of JSON, or lines of words."""
    if isinstance(told, dict):
        say(told, as_json=True)
        return
    for words in told:
        say(words, as_json=False)


def _each(
    answers: Iterable[_Answer], answer_with: Callable[[_Answer], None], *, as_json: bool, none: str
) -> None:
    said = False
    for answer in answers:
        answer_with(answer)
        said = True
    if not said and not as_json:
        out.print(none)


def _shown(words: str) -> str:
    veil = _over.get()
    return veil.over(words) if veil else words


def _veiled(what: object) -> object:
    """An answer with every held word blanked, however deep it stands."""
    if isinstance(what, str):
        return _shown(what)
    if isinstance(what, dict):
        return {name: _veiled(value) for name, value in what.items()}
    return [_veiled(each) for each in what] if isinstance(what, list | tuple) else what


def complain(problem: object) -> None:
    """Print a problem where problems go."""
    err.print(f"minutewatch: {problem}", style="red", markup=False)
