"""The command line. Each command opens the home, runs a step of the line, and says plainly what happened.

Exit code 0 when our work is done, 1 when it is not, 2 for bad usage. A blocked or silent site is a state, not a
failure, unless it was named on the command line. No hits is 0.
"""

import csv
import getpass
import sys
from dataclasses import asdict
from datetime import datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import structlog
import typer
from rich.table import Table
from rich.text import Text
from sqlalchemy.exc import DBAPIError

from crawlers import sources as source_files
from crawlers.recording import RecordingExists
from domain import dates
from domain.errors import MinutewatchError
from domain.health import LOOKED_AT
from domain.inspection import UnknownFocus, focus_named
from domain.instants import LONDON, london_date
from domain.publication_calendar import BadElections
from domain.source import Channel
from minutewatch import (
    auditing,
    backfilling,
    config,
    console,
    contract,
    copying,
    editions,
    holding,
    jobs,
    ledger,
    line,
    probing,
    readers,
    rebuilding,
    record,
    recordings,
    titles,
)
from minutewatch.commands import actions, entities, figures, held, link, posts, propose, responses, stories
from minutewatch.console import AsOfOption, BadUsage, HomeOption, JsonOption, ReasonOption, err, out
from storage import added, relevance
from storage import stories as kept_stories
from storage.backfill import USUAL_PACE
from storage.copies import NoCopies
from storage.decisions import NotUndone, UnknownDecision
from storage.diary import UnknownCouncil
from storage.editions import NoSuchEdition
from storage.entities import NotDecided, UnknownEntity
from storage.held import UnknownHeld
from storage.query import BadQuery
from storage.relevance import NoWords
from storage.search import Hit
from storage.sources import UnknownSource
from storage.subscribers import Cadence
from storage.withdrawal import UnknownDocument

app = typer.Typer(
    name="minutewatch",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Watch English children's services: crawl, archive, link, search, and e-mail what developed.",
)

_A_WEEK = timedelta(days=7)
_STATUS = ("source", "state", "since", "last_success", "newest", "reason")


def main() -> None:
    """Run the command line; an error of ours is one line, not a traceback."""
    structlog.configure(
        logger_factory=structlog.PrintLoggerFactory(sys.stderr)
    )  # standard output is for answers
    try:
        app()
    except MinutewatchError as exc:
        err.print(f"minutewatch: {exc}", style="red", markup=False)
        sys.exit(2 if isinstance(exc, _BAD_USAGE) else 1)
    except DBAPIError as exc:
        err.print(
            f"minutewatch: the database would not do it ({exc.orig}); try again", style="red", markup=False
        )
        sys.exit(1)
    except OSError as exc:
        err.print(f"minutewatch: {exc.filename or 'the system'}: {exc.strerror}", style="red", markup=False)
        sys.exit(1)


# What somebody typed or wrote cannot be meant; all other errors are work of ours that was not done.
_BAD_USAGE = (
    BadUsage,
    config.BadSettings,
    BadElections,
    dates.NotADate,
    NoSuchEdition,
    BadQuery,
    backfilling.NoPastYears,
    recordings.NotInRecording,
    RecordingExists,
    source_files.UnknownSource,
    UnknownSource,
    UnknownCouncil,
    UnknownFocus,
    relevance.UnknownStory,
    NoWords,
    kept_stories.UnknownStory,
    kept_stories.NotInStory,
    UnknownDocument,
    auditing.BadLabels,
    ledger.UnknownAction,
    titles.NoOpml,
    NoCopies,
    UnknownEntity,
    NotDecided,
    UnknownDecision,
    NotUndone,
    UnknownHeld,
)


@app.command(epilog="Example: minutewatch init --home ~/minutewatch")
def init(home: HomeOption = None) -> None:
    """Make a home: its folders, a commented minutewatch.toml, its secret and an empty archive."""
    settings = config.load(home)
    made = config.make_home(settings.home)
    with jobs.open_home(settings) as opened:
        count, watched = len(opened.shelf.sources), len(opened.on)
    for path in made:
        out.print(f"made {path}", markup=False)
    out.print(f"{settings.home} is ready: it knows {count} sources and watches {watched}.", markup=False)
    if settings.contact is None:
        where = settings.home / config.FILE
        out.print(f"Set `contact` in {where}: sites are to know whom to write to.", markup=False)


@app.command(epilog="Example: minutewatch crawl --council lancashire")
def crawl(
    home: HomeOption = None,
    council: Annotated[list[str] | None, typer.Option(help="A council, by name; may be repeated.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="A source, by key; may be repeated.")] = None,
    channel: Annotated[Channel | None, typer.Option(help="Only sources of this channel.")] = None,
    record: Annotated[
        Path | None, typer.Option(help="Record every answer in this new file (FILE.warc.gz).")
    ] = None,
    replay: Annotated[
        Path | None, typer.Option(help="Ask this recording in place of the sites, as of then.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Fetch what is due, politely: from the sources named, or from all that are switched on."""
    if record and replay:
        raise BadUsage("crawl: --record or --replay, not both")
    named = [*(council or []), *(source or [])]
    with console.opened(home) as opened:
        keys = list(dict.fromkeys(opened.shelf.one(name).key for name in named))
        if not replay:
            keys = keys or jobs.enabled(opened, channel=channel)
        with console.progress("crawling", total=len(keys)) as progress:
            if record:
                crawls = recordings.record(opened, keys, record, progress=progress)
            elif replay:
                crawls = recordings.replay(opened, replay, keys, progress=progress)
            else:
                crawls = jobs.crawl(opened, keys, progress=progress)
    for done in crawls:
        console.say(asdict(done) if as_json else contract.crawl_line(done), as_json=as_json)
    if not crawls and not as_json:
        out.print("No source is switched on; `minutewatch sources list` shows them.")
    failed = [done for done in crawls if done.error or (named and done.state not in LOOKED_AT)]
    raise typer.Exit(1 if failed else 0)


@app.command(epilog="Example: minutewatch backfill lancashire --from 2019 --a-day 20")
def backfill(
    council: Annotated[str, typer.Argument(help="A council, by name, or a source, by key.")],
    home: HomeOption = None,
    since: Annotated[
        str | None,
        typer.Option("--from", help="Since when: 2019, 2019-05; without it, only say what is left."),
    ] = None,
    until: Annotated[str | None, typer.Option("--to", help="Until when: 2022, 2022-12; else today.")] = None,
    a_day: Annotated[
        int, typer.Option(help="How many past meetings are looked at a day.", min=1, max=200)
    ] = USUAL_PACE,
    as_json: JsonOption = False,
) -> None:
    """Put a council's past years into the archive, some meetings a day; they can be searched, and are never news."""
    with console.opened(home) as opened:
        key = opened.shelf.one(council).key
        if since is None:
            found, done = backfilling.left(opened, key), None
        else:
            first, _ = console.days("--from", since)
            _, last = console.days("--to", until) if until else (first, london_date(opened.settings.clock()))
            done, found = backfilling.begin(opened, key, first=first, last=last, a_day=a_day)
    if as_json:
        console.say(contract.left_of(key, found), as_json=True)
    else:
        if done:
            out.print(contract.crawl_line(done), markup=False)
        out.print(contract.left_line(key, found), markup=False)
    raise typer.Exit(1 if done and (done.error or done.state not in LOOKED_AT) else 0)


@app.command(epilog="Example: minutewatch add report.pdf --published 2018-08-17")
def add(
    documents: Annotated[list[str], typer.Argument(help="Files or web addresses.")],
    home: HomeOption = None,
    source: Annotated[str, typer.Option(help="The source that they came from.")] = "added/documents",
    published: Annotated[
        str | None, typer.Option(help="When they were published: 2018, 2018-08 or 2018-08-17.")
    ] = None,
) -> None:
    """Put documents that you have into the archive, link them and bring the index up to date."""
    published = console.edtf(published)
    failed = 0
    with console.opened(home) as opened:
        with (
            jobs.run_of(opened, "add") as (run, summary),
            console.progress("adding", total=len(documents)) as progress,
        ):
            for number, name in enumerate(documents, start=1):
                try:
                    if name.startswith(("http://", "https://")):
                        uid, new = jobs.add_address(opened, name, published=published, run=run)
                    else:
                        uid, new = jobs.add(opened, Path(name), source=source, published=published, run=run)
                except (jobs.NotAFile, jobs.NotFetched) as exc:
                    console.complain(exc)
                    failed += 1
                else:
                    out.print(f"{uid}  {name}{'' if new else '  (already there)'}", markup=False)
                    for warning in added.warnings(opened.archive, uid):
                        _warn(warning)
                progress(number, len(documents))
            summary |= {"documents": len(documents), "failed": failed}
        link.link_due(opened)
        link.index_due(opened)
    raise typer.Exit(1 if failed else 0)


@app.command(epilog="Example: minutewatch read report.pdf --json")
def read(
    files: Annotated[list[Path], typer.Argument(help="The files to read.")],
    url: Annotated[str | None, typer.Option(help="Where the file came from.")] = None,
    published: Annotated[
        str | None, typer.Option(help="When it was published; relative dates rest on it.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say what the service reads in files, without any archive."""
    published = console.edtf(published)
    failed = 0
    with console.progress("reading", total=len(files)) as progress:
        for number, path in enumerate(files, start=1):
            try:
                found = jobs.read_file(path, url=url, published=published)
            except jobs.NotAFile as exc:
                console.complain(exc)
                failed += 1
            else:
                _show_reading(found, as_json=as_json)
            progress(number, len(files))
    raise typer.Exit(1 if failed else 0)


app.add_typer(link.commands)
app.add_typer(actions.commands)
app.add_typer(responses.commands)
app.add_typer(propose.commands)
app.add_typer(entities.commands)
app.add_typer(posts.commands)
app.add_typer(figures.commands)
app.add_typer(held.commands, name="held")
app.add_typer(stories.commands)


@app.command(epilog="""Example: minutewatch search '"improvement notice" council:lancashire from:2016-01'""")
def search(
    query: Annotated[
        str, typer.Argument(help='Words, "phrases", AND OR NOT, council: kind: from: to: seen: and so on.')
    ],
    home: HomeOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table for a spreadsheet.")] = False,
    limit: Annotated[int, typer.Option(help="How many hits at the most.", min=1, max=10_000)] = 20,
) -> None:
    """Search the archive."""
    moment = console.moment(as_of)
    with console.opened(home) as opened:
        found = jobs.search_for(opened, query, as_of=moment, limit=limit)
    if as_csv:
        table = csv.DictWriter(sys.stdout, contract.HIT)
        table.writeheader()
        table.writerows(contract.csv_row(contract.hit_of(hit)) for hit in found.hits)
        return
    for hit in found.hits:
        if as_json:
            console.say(contract.hit_of(hit), as_json=True)
        else:
            _show_hit(hit)
    if not as_json:
        out.print(contract.count_line(found))


@app.command(epilog="Example: minutewatch withdraw abcd2345efgh6723 --erase --reason 'names a child'")
def withdraw(
    document: Annotated[str, typer.Argument(help="The document's id or its address, or a news title's key.")],
    reason: ReasonOption,
    home: HomeOption = None,
    hide: Annotated[
        bool, typer.Option("--hide", help="Out of sight on every surface; the words are kept.")
    ] = False,
    erase: Annotated[bool, typer.Option("--erase", help="Words, original and quotes are destroyed.")] = False,
) -> None:
    """Hide or erase a document, or all that a news title published, on every surface at once."""
    if hide and erase:
        raise BadUsage("withdraw: --hide or --erase, not both")
    with console.opened(home) as opened:
        done = jobs.withdraw(opened, document, erase=erase, actor=getpass.getuser(), reason=reason)
    verb = "erased" if erase else "hidden"
    out.print(
        f"{done.document}: {done.versions} versions {verb}, {done.edition_items} digest items blanked "
        f"(decision {done.decision})"
    )


@app.command(epilog="Example: minutewatch copies https://www.echo.example/news/18700101.homes-to-be-visited/")
def copies(
    article: Annotated[str, typer.Argument(help="An article's id or its address.")],
    home: HomeOption = None,
    same: Annotated[
        str | None,
        typer.Option(help="The id or address of another: these two are copies, whatever the rules say."),
    ] = None,
    apart: Annotated[
        str | None, typer.Option(help="The id or address of another: these two never are.")
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why; kept with the decision.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Say who else printed an article's text, since when, and how it differs; or decide whether two articles are copies."""
    other = same or apart
    if same and apart:
        raise BadUsage("copies: --same or --apart, not both")
    if other and not reason:
        raise BadUsage("copies: a decision needs --reason; write why")
    with console.opened(home) as opened:
        if other and reason:
            jobs.decide_copies(
                opened, article, other, same=bool(same), actor=getpass.getuser(), reason=reason
            )
        told = copying.told(opened.archive, article)
    console.tell(contract.copies_of(told) if as_json else contract.copies_lines(told))


@app.command(epilog="Example: minutewatch status --json")
def status(
    home: HomeOption = None,
    as_json: JsonOption = False,
    changes: Annotated[
        bool, typer.Option("--changes", help="How states changed, instead of how they are.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            help="Changes since this moment or day: 2026-10-05T06:00:00Z, 2026-10-05; else of a week."
        ),
    ] = None,
) -> None:
    """Say of each source whether it is ok, quiet, stale, blocked, moved or broken, since when, and why; and what is held."""
    if since and not changes:
        raise BadUsage("status: --since goes with --changes")
    if changes:
        _show_changes(home, since, as_json=as_json)
        return
    with console.opened(home) as opened:
        waiting = holding.listed(opened, everything=True)
        held_at = holding.by_source(waiting)
        found = [
            contract.state_of(state) | {"held": held_at.get(state.source, [])}
            for state in jobs.status(opened)
        ]
        problems = list(opened.shelf.problems.values())
    if as_json:
        for state in found:
            console.say(state, as_json=True)
        return
    rows = [[str(state[key] or "-") for key in _STATUS] for state in found]
    if out.is_terminal:
        table = Table(*(column.replace("_", " ") for column in _STATUS), box=None, pad_edge=False)
        for row in rows:
            table.add_row(*map(Text, row))
        out.print(table)
    else:
        for row in rows:
            print("\t".join(row))
    console.tell(holding.status_lines(waiting))
    for problem in problems:
        console.complain(problem)


@app.command(epilog="Example: minutewatch expected northshire --as-of 2027-01-25T07:00:00Z")
def expected(
    councils: Annotated[list[str] | None, typer.Argument(help="Councils by name; else all.")] = None,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what is due: meetings ahead with their deadlines, agendas, minutes, planned items, obligations."""
    with console.opened(home) as opened:
        moment = console.moment(as_of) or opened.settings.clock()
        awaited = jobs.expected_of(opened, councils or [], as_of=moment)
    if as_json:
        for each in awaited.due:
            console.say(contract.expected_of(each), as_json=True)
        return
    console.tell(contract.expected_lines(awaited, today=london_date(moment)))


@app.command(epilog="Example: minutewatch timeline lancashire")
def timeline(
    council: Annotated[str, typer.Argument(help="A council, by name.")],
    home: HomeOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell what happened to a council's children's services by date: the official record, and what others claim beside it."""
    with console.opened(home) as opened:
        nodes = record.timeline_of(opened, council, as_of=console.moment(as_of))
    told = record.node_json if as_json else record.node_lines
    console.tell_all(map(told, nodes), as_json=as_json, none="Nothing dated is known of it yet.")


@app.command(epilog="Example: minutewatch interventions estmere --as-of 2026-11-20T12:00:00Z")
def interventions(
    councils: Annotated[
        list[str] | None, typer.Argument(help="Councils by name; else all of which anything is known.")
    ] = None,
    home: HomeOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which notice or direction stands, who is appointed, who delivers services and who helps, since when, and what changed."""
    with console.opened(home) as opened:
        found = record.interventions_in(opened, councils or [], as_of=console.moment(as_of))
    told = record.intervention_json if as_json else record.intervention_lines
    console.tell_all(map(told, found), as_json=as_json, none="No intervention is known.")


@app.command(epilog="Example: minutewatch visits --focus 'care leavers' --visited 2026-07..2026-09")
def visits(
    home: HomeOption = None,
    council: Annotated[list[str] | None, typer.Option(help="A council, by name; may be repeated.")] = None,
    focus: Annotated[
        str | None, typer.Option(help="What Ofsted looked at: 'care leavers', 'front door' and so on.")
    ] = None,
    visited: Annotated[
        str | None, typer.Option(help="When: 2026, 2026-09, or from and to: 2026-07..2026-09.")
    ] = None,
    monitoring: Annotated[
        bool, typer.Option("--monitoring", help="Monitoring visits too, not only focused ones.")
    ] = False,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """List Ofsted's visits to councils by what they looked at: letters, and visits that so far only the council tells of."""
    when = visited.replace("..", "/") if visited else None
    if when:
        console.days("--visited", when)
    with console.opened(home) as opened:
        found = record.visits_to(
            opened,
            council or [],
            focus=focus_named(focus) if focus else None,
            visited=when,
            monitoring=monitoring,
            as_of=console.moment(as_of),
        )
    told = record.visit_json if as_json else record.visit_lines
    console.tell_all(map(told, found), as_json=as_json, none="No such visit is known.")


@app.command(epilog="Example: minutewatch check")
def check(
    home: HomeOption = None,
    rebuild: Annotated[
        Path | None,
        typer.Option(
            help="Make the archive anew in this empty folder from captures and originals, and compare."
        ),
    ] = None,
) -> None:
    """Verify that database, originals, quotes and index still are what they say."""
    with console.opened(home) as opened:
        faults = list(jobs.check(opened))
        if rebuild is not None:
            faults += rebuilding.differences(opened, rebuild)
    for fault in faults:
        out.print(f"{fault.where}: {fault.what}", markup=False)
    out.print("All is as it should be." if not faults else f"{len(faults)} faults.")
    raise typer.Exit(1 if faults else 0)


@app.command(epilog="Example: 0 6 * * * minutewatch run   (a line of crontab)")
def run(
    home: HomeOption = None,
    source: Annotated[
        list[str] | None, typer.Option(help="Only this source, by key or council; may be repeated.")
    ] = None,
) -> None:
    """The cron line: crawl, read, link, index, build and send the editions that are due."""
    done = True
    with console.opened(home) as opened:
        keys = [opened.shelf.one(name).key for name in source or []]
        for said in line.run(opened, sources=keys or None):
            (out if said.done else err).print(said.words, markup=False)
            done = done and said.done
    raise typer.Exit(0 if done else 1)


@app.command(epilog="Example: minutewatch demo --out /tmp/minutewatch-demo")
def demo(
    out_folder: Annotated[
        Path | None, typer.Option("--out", help="An empty folder for the home; else a new temporary one.")
    ] = None,
) -> None:
    """Play the whole line on a made-up council: six weeks, from its pages to a digest in the inbox."""
    from minutewatch import demo as played  # the sample world is loaded for the demo alone

    for said in played.play(out_folder):
        out.print(said, markup=False)


# What can be probed; official sites are as their own documents describe them.
_PROBED = frozenset({Channel.COMMITTEE, Channel.NEWS})
sources = typer.Typer(no_args_is_help=True, help="The places that Minutewatch looks at.")
app.add_typer(sources, name="sources")


@sources.command("list", epilog="Example: minutewatch sources list --committees")
def sources_list(
    home: HomeOption = None,
    committees: Annotated[
        bool,
        typer.Option("--committees", help="Each source's committees too, and why they are watched or not."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """List the sources."""
    with console.opened(home) as opened:
        for row in jobs.list_sources(opened, committees=committees):
            console.say(row if as_json else contract.source_line(row), as_json=as_json)


@sources.command("probe", epilog="Example: minutewatch sources probe leeds kent")
def sources_probe(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help="Councils or keys; without any, all councils and news titles that are switched on."
        ),
    ] = None,
    home: HomeOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Every council and title there is.")] = False,
    channel: Annotated[Channel | None, typer.Option(help="Only sources of this channel.")] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also those that were asked in the last thirty days.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Learn politely what sites offer: web service, pages alone, feeds, another system, or why nothing. Good for thirty days."""
    with console.opened(home) as opened:
        keys = list(dict.fromkeys(opened.shelf.one(name).key for name in names or []))
        keys = keys or sorted(
            key
            for key in (opened.shelf.sources if everything else opened.on)
            if opened.shelf.sources[key].channel in ({channel} if channel else _PROBED)
        )
        with console.progress("probing", total=len(keys)) as progress:
            found = probing.probe(opened, keys, again=again, progress=progress)
    for probed in found:
        console.say(contract.probe_of(probed) if as_json else contract.probe_line(probed), as_json=as_json)
    failed = [probed for probed in found if probed.error or (names and not contract.is_open(probed))]
    raise typer.Exit(1 if failed else 0)


@sources.command("export", epilog="Example: minutewatch sources export --opml titles.opml")
def sources_export(
    file: Annotated[Path, typer.Option("--opml", help="The file to write; `-` for the standard output.")],
    home: HomeOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Every news title there is.")] = False,
) -> None:
    """Write the news titles that are switched on as OPML, for any feed reader."""
    with console.opened(home) as opened:
        written = titles.export(opened, everything=everything)
    if str(file) == "-":
        sys.stdout.buffer.write(written)
    else:
        file.write_bytes(written)


@sources.command("import", epilog="Example: minutewatch sources import feeds.opml --covers lancashire")
def sources_import(
    file: Annotated[Path, typer.Argument(help="An OPML file, as feed readers export it.")],
    home: HomeOption = None,
    covers: Annotated[
        list[str] | None,
        typer.Option(help="A council that the titles write about; may be repeated.", metavar="COUNCIL"),
    ] = None,
    national: Annotated[bool, typer.Option("--national", help="The titles write about all England.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Make source files of your own of the feeds in an OPML file. What is known already is left as it is."""
    with console.opened(home) as opened:
        councils = tuple(council.slug for name in covers or [] if (council := opened.shelf.one(name).council))
        taken = titles.take(opened, file, covers=councils, national=national)
    for title in taken:
        console.say(contract.taken_of(title) if as_json else contract.taken_line(title), as_json=as_json)


@sources.command("check", epilog="Example: minutewatch sources check")
def sources_check(home: HomeOption = None) -> None:
    """Validate every source file, the operator's and the shipped ones."""
    shelf = source_files.read(config.load(home).home / "sources")
    for problem in shelf.problems.values():
        out.print(problem, markup=False)
    for doubt in shelf.doubts:
        out.print(f"mind: {doubt}", markup=False)
    out.print(f"{len(shelf.sources)} source files are right, {len(shelf.problems)} are not.")
    raise typer.Exit(1 if shelf.problems else 0)


@sources.command(
    "correct",
    epilog="Example: minutewatch sources correct https://www.estmereecho.example/news/18701511.hub/ --relevant "
    "--reason 'family hubs are ours' --words 'family hub'",
)
def sources_correct(
    url: Annotated[str, typer.Argument(help="The address of a listed story, as `sources audit` shows it.")],
    reason: ReasonOption,
    home: HomeOption = None,
    relevant: Annotated[
        bool, typer.Option("--relevant/--irrelevant", help="Fetch the story, or leave it out.")
    ] = True,
    words: Annotated[
        list[str] | None,
        typer.Option(
            help="A phrase that speaks for, or against, other stories from now on; may be repeated."
        ),
    ] = None,
) -> None:
    """Decide that a listed story is ours or is not; the decision counts for good, whatever the rules say."""
    with console.opened(home) as opened:
        done = auditing.correct(
            opened, url, relevant=relevant, reason=reason, words=words or (), actor=getpass.getuser()
        )
    out.print(contract.corrected_line(done), markup=False)
    for phrase in done.phrases:
        out.print(f"every story is asked whether it {phrase.reason}", markup=False)


@sources.command("audit", epilog="Example: minutewatch sources audit --since 2026-11-01 --csv > audit.csv")
def sources_audit(
    home: HomeOption = None,
    since: Annotated[
        str | None, typer.Option(help="Stories first listed since then: 2026-11, 2026-11-01.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="One news title, by key.")] = None,
    sample: Annotated[
        int, typer.Option(help="How many of the kept and of the dropped stories to draw.", min=1, max=10_000)
    ] = 100,
    labelled: Annotated[
        Path | None, typer.Option(help="Measure the rules on this table, once a person labelled it.")
    ] = None,
    as_json: JsonOption = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Print the samples as a table to be labelled.")
    ] = False,
) -> None:
    """Say what news titles listed and why it was kept or dropped, and how much the rules miss."""
    with console.opened(home) as opened:
        if labelled:
            measured = auditing.measure(opened, labelled)
            console.tell(contract.measured_of(measured) if as_json else contract.measured_lines(measured))
            return
        first = console.days("--since", since)[0] if since else None
        moment = datetime.combine(first, time.min, tzinfo=LONDON) if first else None
        key = opened.shelf.one(source).key if source else None
        found = auditing.look(opened, since=moment, source=key, size=sample)
    if as_csv:
        table = csv.DictWriter(sys.stdout, contract.AUDITED)
        table.writeheader()
        table.writerows(contract.audited_row(story) for story in (*found.kept, *found.dropped))
    elif as_json:
        for count in found.titles:
            console.say(contract.title_count_of(count), as_json=True)
        for story in (*found.kept, *found.dropped):
            console.say(contract.audited_of(story), as_json=True)
    else:
        console.tell(contract.audit_lines(found))


subscribers = typer.Typer(no_args_is_help=True, help="The readers of the e-mail.")
app.add_typer(subscribers, name="subscribers")


@subscribers.command("list", epilog="Example: minutewatch subscribers list --json")
def subscribers_list(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List the readers and what they follow."""
    with console.opened(home) as opened:
        for reader in readers.listed(opened):
            console.say(
                contract.reader_of(reader) if as_json else contract.reader_line(reader), as_json=as_json
            )


@subscribers.command(
    "add",
    epilog="Example: minutewatch subscribers add jo@example.org --council lancashire --consent 'by mail, 3 May'",
)
def subscribers_add(
    address: Annotated[str, typer.Argument(help="The e-mail address.")],
    consent: Annotated[
        str, typer.Option(help="How and when they said yes; kept as the record of their consent.")
    ],
    home: HomeOption = None,
    council: Annotated[list[str] | None, typer.Option(help="A council to follow; may be repeated.")] = None,
    england: Annotated[
        bool, typer.Option("--england", help="Inspections and interventions all over England.")
    ] = False,
    cadence: Annotated[Cadence, typer.Option(help="How often.")] = Cadence.WEEKLY,
) -> None:
    """Add a reader who has said yes to it."""
    if not council and not england:
        raise BadUsage("subscribers add: name what to follow, with --council NAME or --england")
    with console.opened(home) as opened:
        reader = readers.subscribe(
            opened, address, councils=council or [], england=england, cadence=cadence, consent=consent
        )
    out.print(contract.reader_line(reader), markup=False)


@subscribers.command("export", epilog="Example: minutewatch subscribers export jo@example.org")
def subscribers_export(
    address: Annotated[str, typer.Argument(help="The e-mail address.")], home: HomeOption = None
) -> None:
    """Print all that is kept about a reader, as JSON, for them to have."""
    with console.opened(home) as opened:
        console.say(readers.export(opened, address), as_json=True)


@subscribers.command("erase", epilog="Example: minutewatch subscribers erase jo@example.org")
def subscribers_erase(
    address: Annotated[str, typer.Argument(help="The e-mail address.")], home: HomeOption = None
) -> None:
    """Erase a reader; only what keeps them from being written to again stays, as a digest of the address."""
    with console.opened(home) as opened:
        readers.erase(opened, address)
    out.print("Erased.")


digest = typer.Typer(no_args_is_help=True, help="Editions of the e-mail.")
app.add_typer(digest, name="digest")

EditionOption = Annotated[
    str | None,
    typer.Option(help="2026-W47, 2026-W47-4 (Thursday), 2026-11-22 or 2026-11; else the one that is due."),
]


class Format(StrEnum):
    """How a preview is printed."""

    TEXT = "text"
    HTML = "html"
    EML = "eml"


@digest.command(
    "preview", epilog="Example: minutewatch digest preview --subscriber jo@example.org --format html"
)
def digest_preview(
    home: HomeOption = None,
    edition: EditionOption = None,
    subscriber: Annotated[str | None, typer.Option(help="As this reader would get it.")] = None,
    form: Annotated[
        Format, typer.Option("--format", help="Text, HTML, or the mail as it would be sent.")
    ] = Format.TEXT,
) -> None:
    """Print an edition as it would go out now; nothing is kept or sent."""
    with console.opened(home) as opened:
        shown = editions.preview(opened, edition, subscriber=subscriber, form=form.value)
    if isinstance(shown, bytes):
        sys.stdout.buffer.write(shown)
    else:
        print(shown)


@digest.command("build", epilog="Example: minutewatch digest build --edition 2026-W47")
def digest_build(home: HomeOption = None, edition: EditionOption = None) -> None:
    """Freeze an edition: its window, its words and their evidence."""
    with console.opened(home) as opened:
        built = editions.build(opened, edition)
        out.print(contract.edition_line(edition or editions.current(opened), built), markup=False)


@digest.command("send", epilog="Example: minutewatch digest send --edition 2026-W47 --out /tmp/mails")
def digest_send(
    home: HomeOption = None,
    edition: EditionOption = None,
    out_folder: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="Write each mail as .eml and .html here instead of handing it over; it counts as sent.",
        ),
    ] = None,
) -> None:
    """Send an edition, each reader one mail and never twice; what is not built yet is built first."""
    with console.opened(home) as opened:
        editions.build(opened, edition)
        sent = editions.send(opened, edition, out=out_folder)
    out.print(contract.sent_line(sent), markup=False)
    raise typer.Exit(0 if contract.all_went(sent) else 1)


def _show_changes(home: Path | None, since: str | None, *, as_json: bool) -> None:
    with console.opened(home) as opened:
        moment = console.since(since) or opened.settings.clock() - _A_WEEK
        found = jobs.state_changes(opened, since=moment)
    for change in found:
        console.say(contract.change_of(change) if as_json else contract.change_line(change), as_json=as_json)
    if not found and not as_json:
        out.print("No state changed.")


def _show_reading(found: jobs.FileRead, *, as_json: bool) -> None:
    said = contract.reading_of(found)
    if as_json:
        console.say(said, as_json=True)
        return
    council = found.findings.council
    out.print(f"{found.name}: {said['kind']}", style="bold", markup=False)
    rows = {
        "title": said["title"],
        "published": said["published"],
        "council": council.name if council else None,
        "pages": len(found.read.text.pages) if found.read.text else 0,
        "mentions": len(found.findings.mentions),
        "facts": len(found.findings.facts),
    }
    for key, value in rows.items():
        out.print(f"  {key}: {value if value is not None else '-'}", markup=False)
    for fact in found.findings.facts:
        quote = contract.quote_of(fact)
        out.print(f"  {fact.type}: {' '.join(quote.split())}", markup=False)
    for warning in contract.warnings_of(found):
        _warn(warning)


def _warn(warning: str) -> None:
    out.print(f"  warning: {warning}", style="yellow", markup=False)


def _show_hit(hit: Hit) -> None:
    where = " ".join(part for part in (hit.council, hit.kind, hit.published or hit.dated) if part)
    page = f", page {hit.page}" if hit.page and not hit.item else f", item {hit.item}" if hit.item else ""
    out.print(f"{hit.title}{page}", style="bold", markup=False)
    out.print(f"  {where}  {hit.doc} v{hit.version}", markup=False)
    if hit.snippet:
        words = Text(hit.snippet.words)
        for start, end in hit.snippet.marks:
            words.stylize("bold yellow", start, end)
        out.print(Text("  ") + words)
    out.print(f"  {hit.url}", markup=False)
