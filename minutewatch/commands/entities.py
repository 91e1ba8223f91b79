"""`entities` and `undo`: who and what texts speak of, and what people decide of that and of everything else."""

import getpass
from typing import Annotated

import typer

from minutewatch import deciding, entities
from minutewatch.console import BadUsage, HomeOption, JsonOption, ReasonOption, opened, out, say_all, tell
from minutewatch.groups import ListsByDefault
from storage.entities import Kind

commands = typer.Typer()
_group = typer.Typer(
    cls=ListsByDefault,
    help="People, committees, organisations and providers that texts speak of, and what people decided of them.",
)
commands.add_typer(_group, name="entities")

_Entity = Annotated[str, typer.Argument(help="The id of an entity, as `entities list` shows it.")]


@_group.command("list", epilog="Example: minutewatch entities lancashire allen --kind person")
def listed(
    words: Annotated[
        list[str] | None, typer.Argument(help="Councils by name, and words that the name must hold.")
    ] = None,
    home: HomeOption = None,
    kind: Annotated[Kind | None, typer.Option(help="Only entities of this kind.")] = None,
    unresolved: Annotated[
        bool,
        typer.Option(
            "--unresolved",
            help="Instead the people whom texts name and of whom it is open who they are, each with why.",
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """List who and what the archive knows, by name. People are listed in public roles only, with the one last told of them.

    This is the command that is meant where `entities` names none.
    """
    if unresolved and kind not in (None, Kind.PERSON):
        raise BadUsage("entities list: --unresolved lists people; leave --kind out")
    with opened(home) as there:
        if unresolved:
            named = map(
                entities.unresolved_json if as_json else entities.unresolved_line,
                entities.unresolved(there, words or []),
            )
            say_all(named, as_json=as_json, none="No text names anybody so of whom it is open who that is.")
            return
        told = entities.entity_json if as_json else entities.entity_line
        found = entities.listed(there, words or [], kind=kind)
        say_all(map(told, found), as_json=as_json, none="Nothing that the archive knows is called so.")


@_group.command(epilog="Example: minutewatch entities show 3kq5w7xjd2m4hbna")
def show(entity: _Entity, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Show an entity: what it is called, what was merged into it, where it appears, and why it is taken for that."""
    with opened(home) as there:
        shown = entities.shown(there, entity)
    tell(entities.shown_json(shown) if as_json else entities.shown_lines(shown))


@_group.command(
    epilog="Example: minutewatch entities merge 3kq5w7xjd2m4hbna 7abcd2ef3ghij4kl --reason 'married in 2019'"
)
def merge(
    entity: _Entity,
    into: Annotated[str, typer.Argument(help="The entity that it is.")],
    reason: ReasonOption,
    home: HomeOption = None,
) -> None:
    """Say that two entities are one: the first address leads to the second. It can be undone."""
    with opened(home) as there:
        number = entities.merge(there, entity, into, actor=getpass.getuser(), reason=reason)
    out.print(f"{entity}: leads to {into} (decision {number})", markup=False)


@_group.command(
    epilog="Example: minutewatch entities split 3kq5w7xjd2m4hbna abcd2345efgh6723 --reason 'another of that name'"
)
def split(
    entity: _Entity,
    documents: Annotated[list[str], typer.Argument(help="The ids of the documents that mean somebody else.")],
    reason: ReasonOption,
    home: HomeOption = None,
) -> None:
    """Say that in some documents somebody else of that name is meant. It can be undone."""
    with opened(home) as there:
        number, other = entities.split(there, entity, documents, actor=getpass.getuser(), reason=reason)
    count = len(set(documents))
    where = f"{count} document{'' if count == 1 else 's'}"
    out.print(f"{entity}: in {where} {other} is meant (decision {number})", markup=False)


@_group.command(
    epilog="Example: minutewatch entities rename 3kq5w7xjd2m4hbna 'Sally Allen OBE' --reason 'honoured in 2020'"
)
def rename(
    entity: _Entity,
    name: Annotated[str, typer.Argument(help="What it is called from now on.")],
    reason: ReasonOption,
    home: HomeOption = None,
) -> None:
    """Say what an entity is called; texts are understood by its other names as before. It can be undone."""
    with opened(home) as there:
        number = entities.rename(there, entity, name, actor=getpass.getuser(), reason=reason)
    out.print(f"{entity}: called {name} (decision {number})", markup=False)


@commands.command(epilog="Example: minutewatch undo 12 --reason 'they are two after all'")
def undo(
    decision: Annotated[
        int | None, typer.Argument(help="The number of a decision; without it all are listed.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Why; kept with the undoing.")] = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a decision back: a merge, a split, what was hidden, released, joined or judged; all but an erasure.

    The undoing of an undoing restores the decision. Without a number it lists what was decided and what of it stands.
    """
    with opened(home) as there:
        if decision is None:
            told = entities.taken_json if as_json else entities.taken_line
            taken = entities.taken(there)
            say_all(map(told, taken), as_json=as_json, none="Nobody has decided anything here yet.")
            return
        undone = deciding.undo(there, decision, actor=getpass.getuser(), reason=reason or "taken back")
    out.print(entities.undone_line(undone), markup=False)
