"""`responses`: what came of what Ofsted found, letter by letter."""

from typing import Annotated

import typer

from minutewatch import chaining
from minutewatch.console import AsOfOption, HomeOption, JsonOption, moment, opened, tell_all

commands = typer.Typer()


@commands.command(epilog="Example: minutewatch responses wolden")
def responses(
    councils: Annotated[
        list[str] | None, typer.Argument(help="Councils by name; else all of which letters are known.")
    ] = None,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Follow what Ofsted asked for: the finding, the council's plan, the committee's questions, the next letter on the same focus.

    A checklist without a verdict: what was not found is said to be so, with how much was looked through, and what is not
    due yet is not missing.
    """
    with opened(home) as there:
        found = chaining.chains_of(there, councils or [], as_of=moment(as_of))
    told = chaining.chain_json if as_json else chaining.chain_lines
    tell_all(map(told, found), as_json=as_json, none="No letter or report with findings is known.")
