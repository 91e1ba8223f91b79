"""`figures`: what the official tables and the texts say of a council in numbers."""

from typing import Annotated

import typer

from minutewatch import contract, stated
from minutewatch import figures as official
from minutewatch.console import AsOfOption, BadUsage, HomeOption, JsonOption, moment, opened, out, say

commands = typer.Typer()


@commands.command(epilog="Example: minutewatch figures lancashire --measure children_looked_after")
def figures(
    council: Annotated[
        str, typer.Argument(help="A council by name, a region, `England`, or `all` councils.")
    ],
    home: HomeOption = None,
    measure: Annotated[
        list[str] | None, typer.Option(help="Only this measure, as the answer calls it; may be repeated.")
    ] = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the figures of a council: those of the official tables, and those that texts state, over time.

    Official ones with period, release, what was revised since, definition and source. Stated ones with every source, what
    a later version replaced, parts held against their whole, and fostering allowances by age band.
    """
    measures = [official.measure_called(each) for each in measure or []]
    if unknown := official.unknown_measures(measures):
        raise BadUsage(unknown)
    with opened(home) as there:
        at = moment(as_of) or there.settings.clock()
        found = official.figures_of(there.archive, council, measures=measures, as_of=at)
        told = stated.told_of(there.archive, council, measures=measures, as_of=at)
    if as_json:
        for answer in (*map(contract.figure_of, found), *stated.answers(told, found)):
            say(answer, as_json=True)
        return
    for words in (*contract.figure_lines(found), *stated.lines(told, found)):
        say(words, as_json=False)
    if not found:
        besides = "" if told else ", and no text states any"
        out.print(
            f"No official figures are kept of it{besides}; `minutewatch status` says when the statistics were last looked at."
        )
