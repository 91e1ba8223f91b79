"""`posts`: who held which post of a council, at least from when to when."""

from typing import Annotated

import typer

from minutewatch import posts
from minutewatch.console import AsOfOption, HomeOption, JsonOption, moment, opened, tell_all

commands = typer.Typer()


@commands.command("posts", epilog="Example: minutewatch posts lancashire --post director")
def listed(
    councils: Annotated[list[str] | None, typer.Argument(help="Councils by name; all without.")] = None,
    post: Annotated[str, typer.Option(help="Only posts whose title holds these words.")] = "",
    home: HomeOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say who held which post: from the first dated text that says so to the last, and not a day further.

    What texts state of beginnings, ends and vacancies stands beside it, as stated.
    """
    with opened(home) as there:
        found = posts.histories_of(there, councils or [], post=post, as_of=moment(as_of))
    told = posts.history_json if as_json else posts.history_lines
    tell_all(map(told, found), as_json=as_json, none="No text tells of such a post.")
