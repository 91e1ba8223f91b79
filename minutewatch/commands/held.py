"""`held`: what waits for a person because it could point to one child is listed, released or dropped."""

import getpass
from typing import Annotated

import typer

from minutewatch import holding
from minutewatch.console import HomeOption, JsonOption, ReasonOption, opened, out

commands = typer.Typer(
    help="What waits for a person because it could point to one child.", no_args_is_help=True
)

_Held = Annotated[str, typer.Argument(help="The id that `held list` shows.")]


@commands.command("list", epilog="Example: minutewatch held list --words")
def held_list(
    home: HomeOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what was decided.")] = False,
    words: Annotated[
        bool, typer.Option("--words", help="Show the words: for the eyes of whoever decides alone.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Say what is held, since when, by which rule and why."""
    with opened(home) as there:
        found = holding.listed(there, everything=everything)
    for each in found:
        if as_json:
            print(holding.as_json(each, with_words=words))
            continue
        for line in holding.held_lines(each, with_words=words):
            print(line)
    if not found and not as_json:
        out.print("Nothing is held." if everything else "Nothing waits for a decision.")


@commands.command(epilog="Example: minutewatch held release abcd2345efgh6723 --reason 'a public building'")
def release(held: _Held, reason: ReasonOption, home: HomeOption = None) -> None:
    """Let something be shown: it points to nobody."""
    _decide(held, "release", reason, home)


@commands.command(epilog="Example: minutewatch held drop abcd2345efgh6723 --reason 'the address of a home'")
def drop(held: _Held, reason: ReasonOption, home: HomeOption = None) -> None:
    """Hide something for good, in editions that told of it too."""
    _decide(held, "drop", reason, home)


def _decide(held: str, action: str, reason: str, home: HomeOption) -> None:
    with opened(home) as there:
        number = holding.decide(there, held, action, actor=getpass.getuser(), reason=reason)
        is_covered = action == "release" and holding.is_covered(there, held)
    done = "released" if action == "release" else "dropped"
    out.print(f"{held}: {done} (decision {number})", markup=False)
    if is_covered:
        out.print("It names a private person all the same, whom no answer shows.")
