"""`link` and `index`: what the archive says is found anew where rules changed, and the search index follows."""

from typing import Annotated

import typer

from domain.document import DocumentKind
from minutewatch import contract, jobs, relinking
from minutewatch.console import BadUsage, HomeOption, JsonOption, opened, out, progress, say
from storage.facts import Relinked

commands = typer.Typer()

# So many texts are looked at by a review, if nobody says how many.
_SAMPLE = 200
_NOTHING_DUE = (
    "Every text was linked by the present rules; `link --all` also asks what came to be known since."
)
_NOTHING_KNOWN = "Every text was linked by the present rules and with all that is known."


@commands.command(epilog="Example: minutewatch link --diff --sample 500")
def link(
    home: HomeOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what was linked before, now that more is known.")
    ] = False,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff", help="Only show what the present rules would change in a sample; keep nothing."
        ),
    ] = False,
    sample: Annotated[
        int | None, typer.Option(min=1, help=f"With --diff: so many texts, {_SAMPLE} if not said.")
    ] = None,
    kind: Annotated[DocumentKind | None, typer.Option(help="With --diff: only texts of this kind.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Read again what a better reader is there for, and link what the present rules have not seen.

    It can be stopped and run again: what is linked already is not linked twice. Findings that stand keep their number;
    what is found no longer is ended, not deleted.
    """
    if not diff and (sample or kind):
        raise BadUsage("link: --sample and --kind go with --diff")
    if diff and everything:
        raise BadUsage("link: --all keeps what is found, --diff keeps nothing; name one of them")
    with opened(home) as there:
        if diff:
            _review(there, sample=sample or _SAMPLE, kind=kind, as_json=as_json)
            return
        done = link_due(there, everything=everything, quiet=as_json)
        changes = relinking.changed_by_last(there)
        if as_json:
            say(relinking.linked_of(done, changes), as_json=True)
        elif not done.texts:
            out.print(_NOTHING_KNOWN if everything else _NOTHING_DUE)
        elif everything or done.ended:
            for change in changes:
                say(relinking.rule_change_line(change), as_json=False)


@commands.command(epilog="Example: minutewatch index --rebuild")
def index(
    home: HomeOption = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the index anew from the archive.")] = False,
) -> None:
    """Bring the search index up to the archive's newest change."""
    with opened(home) as there:
        index_due(there, rebuild=rebuild)


def link_due(there: jobs.Home, *, everything: bool = False, quiet: bool = False) -> Relinked:
    """Read again and link what is due, and say so."""
    with progress("reading again") as seen:
        again = jobs.reread(there, progress=seen)
    with progress("linking") as seen:
        done = jobs.link(there, everything=everything, progress=seen)
    if not quiet:
        if again:
            out.print(contract.reread_line(again))
        out.print(contract.link_line(done))
    return done


def index_due(there: jobs.Home, *, rebuild: bool = False) -> None:
    """Bring the index up to date, and say so."""
    with progress("indexing") as seen:
        done = jobs.index(there, rebuild=rebuild, progress=seen)
    out.print(contract.index_line(done))


def _review(there: jobs.Home, *, sample: int, kind: DocumentKind | None, as_json: bool) -> None:
    gained = lost = 0
    texts = relinking.sampled(there, sample, kind=kind)
    for difference in relinking.review(there, texts):
        gained, lost = gained + difference.gained, lost + (not difference.gained)
        say(
            relinking.difference_of(difference) if as_json else relinking.difference_line(difference),
            as_json=as_json,
        )
    if not as_json:
        looked_at = "1 text" if len(texts) == 1 else f"{len(texts)} texts"
        out.print(
            f"{looked_at} linked anew: {gained} findings would be gained, {lost} lost; nothing was kept."
        )
