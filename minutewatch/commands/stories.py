"""`stories` and `summary`: what is of one development, what people decided of it, and a document in its own best lines."""

import getpass
from functools import partial
from typing import Annotated

import typer

from minutewatch import console, story_record
from minutewatch.console import HomeOption, JsonOption, ReasonOption, opened, out, say_all, tell
from minutewatch.groups import ListsByDefault

commands = typer.Typer()
stories = typer.Typer(
    cls=ListsByDefault, help="What several documents tell of one development, and what people decided of it."
)
commands.add_typer(stories, name="stories")

_TAKEN_BACK = "`minutewatch undo {}` takes it back."


@stories.command("list", epilog="Example: minutewatch stories lancashire --since 2026-11-01")
def listed(
    councils: Annotated[list[str] | None, typer.Argument(help="Councils by name; all without.")] = None,
    home: HomeOption = None,
    since: Annotated[
        str | None,
        typer.Option(help="What changed since this moment or day: 2026-10-05T06:00:00Z, 2026-10-05."),
    ] = None,
    sources: Annotated[
        int, typer.Option(min=1, help="Only those that so many independent sources tell.")
    ] = 1,
    as_json: JsonOption = False,
) -> None:
    """List stories, the last changed first: the strongest fact, how many independent sources, what changed last.

    This is the command that is meant where `stories` names none.
    """
    with opened(home) as there:
        found = story_record.stories_in(there, councils or [], since=console.since(since), sources=sources)
        told = partial(story_record.story_of, whole=False) if as_json else story_record.story_line
        say_all(map(told, found), as_json=as_json, none="No story is of this kind.")


@stories.command(epilog="Example: minutewatch stories show 3kq5w7xjd2m4hbna")
def show(
    story: Annotated[str, typer.Argument(help="The id of a story, as `stories` prints it.")],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a story: its timeline with quotes and places, and its documents, each with the reason why it is in it."""
    with opened(home) as there:
        told = story_record.story(there, story)
        tell(story_record.story_of(told) if as_json else story_record.story_lines(told))


@stories.command(
    epilog="Example: minutewatch stories merge 3kq5w7xjd2m4hbna 7dmw2jq5xk3b4hna --reason 'one contract, two papers'"
)
def merge(
    story: Annotated[str, typer.Argument(help="The id of a story.")],
    other: Annotated[
        str,
        typer.Argument(
            help="The id of the other, whose address keeps answering; or a document that stands alone, by id or address."
        ),
    ],
    reason: ReasonOption,
    home: HomeOption = None,
) -> None:
    """Decide that two stories are one, or that a document which stands alone is of a story, whatever the rules say.

    `undo` takes it back. The jigsaw wall stands above it.
    """
    with opened(home) as there:
        told, number = story_record.merge(there, story, other, actor=getpass.getuser(), reason=reason)
    out.print(
        f"One story: {told.story.uid}, {len(told.story.members)} documents. {_TAKEN_BACK.format(number)}",
        markup=False,
    )


@stories.command(
    epilog="Example: minutewatch stories split 3kq5w7xjd2m4hbna qsiacjiz6buofdyg --reason 'another home'"
)
def split(
    story: Annotated[str, typer.Argument(help="The id of a story.")],
    documents: Annotated[list[str], typer.Argument(help="Documents that are none of it, by id or address.")],
    reason: ReasonOption,
    home: HomeOption = None,
) -> None:
    """Decide that documents are none of a story's, whatever the rules say; `undo` takes it back."""
    with opened(home) as there:
        left, number = story_record.split(there, story, documents, actor=getpass.getuser(), reason=reason)
    stands = (
        f"{len(left.story.members)} documents are left in {left.story.uid}" if left else "No story is left"
    )
    out.print(f"{stands}. {_TAKEN_BACK.format(number)}", markup=False)


@commands.command(epilog="Example: minutewatch summary qsiacjiz6buofdyg")
def summary(
    document: Annotated[str, typer.Argument(help="A document's id or its address.")],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what a document says in its own best lines: what it states first, each line verbatim with its page."""
    with opened(home) as there:
        found = story_record.summary(there, document)
        tell(story_record.summary_of(found) if as_json else story_record.summary_lines(found))
