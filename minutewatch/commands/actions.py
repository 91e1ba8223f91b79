"""`actions` and `motions`: what became of what councils planned, promised and voted on, and what people decided of it."""

import getpass
from typing import Annotated

import typer

from domain.actions import Verdict
from minutewatch import ledger
from minutewatch.console import (
    AsOfOption,
    BadUsage,
    HomeOption,
    JsonOption,
    ReasonOption,
    moment,
    opened,
    out,
    say_all,
    tell,
    tell_all,
)
from minutewatch.groups import ListsByDefault

commands = typer.Typer()
actions = typer.Typer(
    cls=ListsByDefault, help="What became of what was promised and planned, and what people decided of it."
)
commands.add_typer(actions, name="actions")


@actions.command("list", epilog="Example: minutewatch actions northshire agency spend")
def listed(
    words: Annotated[
        list[str] | None, typer.Argument(help="Councils by name, and words that its title must hold.")
    ] = None,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what became of what was promised and planned: listed, moved, dropped, reported, complete, or no update found.

    This is the command that is meant where `actions` names none.
    """
    with opened(home) as there:
        told = ledger.action_json if as_json else ledger.action_line
        found = ledger.actions_of(there, words or [], as_of=moment(as_of))
        say_all(map(told, found), as_json=as_json, none="The ledger has no action of this kind.")


@actions.command(epilog="Example: minutewatch actions show 3kq5w7xjd2m4hbna")
def show(
    action: Annotated[str, typer.Argument(help="The id of an action, as `actions` lists it.")],
    home: HomeOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show an action with every place that named it or reports on it, in their words."""
    with opened(home) as there:
        seen = ledger.action(there, action, as_of=moment(as_of))
    tell(ledger.action_json(seen) if as_json else ledger.action_lines(seen))


@actions.command(
    epilog="Example: minutewatch actions decide 3kq5w7xjd2m4hbna --state superseded --reason 'one plan for both'"
)
def decide(
    action: Annotated[str, typer.Argument(help="The id of an action, as `actions` lists it.")],
    state: Annotated[
        Verdict, typer.Option(help="What became of it; `no action` leaves it out of the ledger.")
    ],
    reason: ReasonOption,
    home: HomeOption = None,
) -> None:
    """Decide what became of an action, whatever the rules say; what they found stays beside it, and `undo` takes it back."""
    with opened(home) as there:
        ruling = ledger.decide(there, action, state, actor=getpass.getuser(), reason=reason)
    out.print(f"Decided: {ruling.verdict}. `minutewatch undo {ruling.number}` takes it back.", markup=False)


@commands.command(epilog="Example: minutewatch motions 'care experience' --council northshire")
def motions(
    subject: Annotated[str, typer.Argument(help="Words that the motion must hold, in any form.")],
    home: HomeOption = None,
    council: Annotated[list[str] | None, typer.Option(help="A council, by name; may be repeated.")] = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say how motions on a subject ended, council by council, and what became of what they asked for."""
    if not subject.strip():
        raise BadUsage("motions: name words that the motion must hold, such as 'care experience'")
    with opened(home) as there:
        found = ledger.motions_on(there, subject, council or [], as_of=moment(as_of))
    told = ledger.motion_json if as_json else ledger.motion_lines
    tell_all(map(told, found), as_json=as_json, none="No motion holds these words.")
