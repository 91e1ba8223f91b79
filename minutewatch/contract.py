"""What `--json` prints: one object a line, with every key, null where it does not apply.

Other people's scripts depend on these keys (docs/reference/json.md); they are added to, never renamed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from itertools import groupby

from crawlers.crawl import Outcome
from digest.build import Built
from digest.send import Sent
from domain import wall
from domain.audit import Accuracy, Share
from domain.copies import Member
from domain.deadlines import DeadlineKind
from domain.document import DocumentKind
from domain.evidence import Evidence, Pointer
from domain.expected import Expected, ExpectedKind, MeetingDue, Met
from domain.fact import Fact
from domain.harm import Held
from domain.inspection import Inspection
from domain.meeting import Meeting
from domain.mention import JsonValue, Mention
from domain.probe import OPEN_ROADS
from domain.relevance import Verdict
from linking.tables import MARKERS
from minutewatch.auditing import Audit, Measured
from minutewatch.copying import Told
from minutewatch.figures import definitions
from minutewatch.jobs import Awaited, FileRead
from minutewatch.probing import Probed
from minutewatch.titles import Taken
from storage.audit import Audited, TitleCount
from storage.backfill import Left
from storage.copies import Differing
from storage.facts import Relinked
from storage.health import SourceState, StateChange
from storage.relevance import Corrected
from storage.retention import Expired
from storage.search import Hit, Indexed, Results
from storage.subscribers import Reader
from storage.tables import Figure

JsonObject = dict[str, JsonValue]


# The columns of `search --json` and `--csv`.
HIT = (
    "doc",
    "version",
    "page",
    "item",
    "title",
    "kind",
    "council",
    "source",
    "published",
    "first_seen",
    "url",
    "snippet",
    "score",
)


def reading_of(found: FileRead) -> JsonObject:
    """All that the service reads in one file."""
    read, findings = found.read, found.findings
    text = read.text
    return {
        "file": found.name,
        "kind": findings.kind if read.kind == DocumentKind.OTHER and findings.kind else read.kind,
        "title": findings.title or read.title,
        "publisher": "Ofsted" if findings.inspection else None,
        "authors": list(read.authors),
        "published": read.published or findings.published,
        "modified": read.modified,
        "council": {"name": findings.council.name, "gss": findings.council.gss} if findings.council else None,
        "text": text.words if text else "",
        "pages": [{"number": page.number, "start": page.start, "end": page.end} for page in text.pages]
        if text
        else [],
        "article": asdict(read.article) if read.article else None,
        "inspection": _inspection(findings.inspection),
        "meeting": _meeting(found.meeting),
        "records": list(found.records),
        "topics": list(findings.topics),
        "mentions": [_mention(mention) for mention in findings.mentions],
        "facts": [_fact(fact) for fact in findings.facts],
        "held": [_held(held) for held in findings.held],
        "relevance": {"score": found.relevance[0], "reasons": list(found.relevance[1])}
        if found.relevance
        else None,
        "warnings": [*warnings_of(found)],
    }


def hit_of(hit: Hit) -> JsonObject:
    """A hit of a search."""
    return {
        "doc": hit.doc,
        "version": hit.version,
        "page": hit.page,
        "item": hit.item,
        "title": hit.title,
        "kind": hit.kind,
        "council": hit.council,
        "source": hit.source,
        "published": hit.published or hit.dated,
        "first_seen": instant(hit.first_seen),
        "url": hit.url or None,
        "snippet": hit.snippet.words if hit.snippet else None,
        "score": hit.score,
    }


def state_of(state: SourceState) -> JsonObject:
    """The state of a source."""
    return {
        "source": state.source,
        "state": state.state,
        "since": instant(state.since),
        "reason": state.reason,
        "last_success": instant(state.last_success),
        "newest": instant(state.newest),
    }


def expected_of(due: Expected) -> JsonObject:
    """Something that is due from a council."""
    return {
        "council": due.council,
        "owed_by": list(due.owed_by),
        "kind": due.kind,
        "what": due.what,
        "due": due.due,
        "at": f"{due.at:%H:%M}" if due.at else None,
        "state": due.state,
        "reason": due.reason,
        "because": due.because,
        "meeting": _meeting_due(due.meeting) if due.meeting else None,
        "met": _met(due.met) if due.met else None,
        "late": due.late,
        "words": due.words,
    }


def _meeting_due(meeting: MeetingDue) -> JsonObject:
    return {
        "id": meeting.uid,
        "committee": meeting.body,
        "date": meeting.day.isoformat(),
        "time": f"{meeting.at:%H:%M}" if meeting.at else None,
    }


def _met(met: Met) -> JsonObject:
    return {
        "title": met.title,
        "committee": met.body,
        "item": met.item,
        "date": met.day.isoformat(),
        "first_seen": instant(met.seen_at),
    }


def change_of(change: StateChange) -> JsonObject:
    """That a source passed from one state to another."""
    return {
        "source": change.source,
        "at": instant(change.at),
        "before": change.before,
        "after": change.after,
        "reason": change.reason,
    }


def reader_of(reader: Reader) -> JsonObject:
    """A reader of the e-mail and what they follow."""
    return {
        "address": reader.address,
        "state": reader.state,
        "follows": [
            {"target": following.target, "cadence": following.cadence, "weekday": following.weekday}
            for following in reader.following
        ],
    }


def csv_row(row: JsonObject) -> JsonObject:
    """A row for a spreadsheet: words that a spreadsheet would take for a formula get an apostrophe before them."""
    return {
        key: f"'{value}" if str(value).startswith(("=", "+", "-", "@", "\t", "\r")) else value
        for key, value in row.items()
    }


def count_line(found: Results) -> str:
    """How many pages answer, how many more might if they had a date, and how many may not stand beside these."""
    pages = _counted(found.total, "page")
    shown = f"{len(found.hits)} of {pages}" if found.total > len(found.hits) else pages
    undated = f"; {found.undated_left_out} undated ones left out" if found.undated_left_out else ""
    walled = "; {} in stories that name private people left out beside anonymous texts"
    named = walled.format(_counted(found.walled_off, "page")) if found.walled_off else ""
    return f"{shown}{undated}{named}"


def crawl_line(done: Outcome) -> str:
    """How the crawl of a source went."""
    if done.error:
        return f"{done.source}: {done.error}"
    return f"{done.source}: {done.state}, {_counted(done.requests, 'request')} in {done.seconds:.0f} s; {done.reason}"


def crawls_line(crawls: Sequence[Outcome]) -> str:
    """How the crawls of many sources went, in numbers."""
    states = Counter(str(done.state) for done in crawls if done.state)
    counted = ", ".join(f"{count} {state}" for state, count in states.most_common())
    requests = _counted(sum(done.requests for done in crawls), "request")
    return f"{_counted(len(crawls), 'source')} looked at with {requests}: {counted or 'none'}"


def change_line(change: StateChange) -> str:
    """`committee/westmere was ok, is blocked since 2026-10-05: the site refuses us (status 403)`."""
    was = f" was {change.before}," if change.before else ""
    return f"{change.source}{was} is {change.after} since {change.at:%Y-%m-%d}: {change.reason}"


def changes_line(changes: Sequence[StateChange]) -> str:
    """All changes of states at once."""
    return "states that changed: " + "; ".join(map(change_line, changes))


def left_of(source: str, left: Left) -> JsonObject:
    """What is left of a source's past years."""
    return {
        "source": source,
        "from": left.first.isoformat(),
        "to": left.last.isoformat(),
        "months": left.months,
        "meetings": left.meetings,
        "files": left.files,
        "in_vain": left.in_vain,
        "until": instant(left.until),
    }


def left_line(source: str, left: Left) -> str:
    """What is left of a source's past years, in words."""
    span = f"{left.first:%B %Y} to {left.last:%B %Y}"
    but = f", but for {_counted(left.in_vain, 'file')} that could not be had" if left.in_vain else ""
    if left.done:
        return f"{source}: all of {span} is in the archive{but}"
    counts = (
        _counted(left.months, "month"),
        _counted(left.meetings, "meeting"),
        _counted(left.files, "file"),
    )
    until = f"; the last that is known of falls due on {left.until:%Y-%m-%d}" if left.until else ""
    return f"{source}: {', '.join(counts)} of {span} still to be looked at{until}{but}"


def expected_lines(awaited: Awaited, *, today: date) -> Iterator[str]:
    """What is due, council by council: what cannot be looked at, the meetings ahead, then all else that is not theirs."""
    of_meetings = {ExpectedKind.AGENDA, ExpectedKind.PAPER, *map(ExpectedKind, DeadlineKind)}
    told = {each.meeting.uid for each in awaited.ahead}
    others = [
        each
        for each in awaited.due
        if not (each.meeting and each.meeting.uid in told and each.kind in of_meetings)
    ]
    councils = {
        *awaited.blind,
        *(each.council for each in awaited.ahead),
        *(each.council for each in others),
    }
    for council in sorted(councils):
        name = awaited.names[council]
        if gap := awaited.blind.get(council):
            yield gap.words(name, today)
        yield from (f"{name}: {each.words}" for each in awaited.ahead if each.council == council)
        yield from (f"{name}: {each.words}" for each in others if each.council == council)


def figure_of(figure: Figure) -> JsonObject:
    """An official figure as one release states it; `place` and `quote` are where in which document it stands."""
    definition = definitions().get(figure.definition)
    return {
        "council": figure.council,
        "area": figure.area,
        "measure": figure.measure,
        "breakdown": figure.breakdown,
        "value": figure.value,
        "unit": figure.unit,
        "period": figure.period,
        "as_of": figure.as_of,
        "suppressed": figure.suppressed,
        "rounding": figure.rounding,
        "release": figure.release,
        "superseded": figure.superseded,
        "definition": {
            "id": figure.definition,
            "name": definition.name if definition else None,
            "words": definition.words if definition else None,
        },
        "licence": figure.licence,
        "doc": figure.document,
        "version": figure.version,
        "title": figure.title,
        "url": figure.url,
        "published": figure.published,
        "first_seen": instant(figure.first_seen_at),
        "place": figure.pointer,
        "quote": figure.quote,
        "fact": figure.fact,
    }


def figure_lines(figures: Sequence[Figure]) -> Iterator[str]:
    """Figures measure by measure, the newest first; what was revised since stands behind what is said now."""
    for (area, measure, breakdown), of_measure in groupby(
        figures, key=lambda each: (each.area, each.measure, each.breakdown)
    ):
        some = list(of_measure)
        group = f", {breakdown}" if breakdown else ""
        yield f"{area}: {measure.replace('_', ' ')}{group} ({some[0].unit})"
        for period, of_period in groupby(some, key=lambda each: each.period):
            newest, *earlier = of_period
            before = "".join(
                f"; {_figure(each)} in {each.release}" for each in earlier if each.quote != newest.quote
            )
            yield f"  {_period(period)}: {_figure(newest)} ({newest.release}{before})"
        definition = definitions().get(some[0].definition)
        if definition and definition.words:
            yield f"  what it counts: {definition.words}"
        yield f"  from: {some[0].title}, {some[0].url} ({some[0].licence})"


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return f"{figure.quote} ({MARKERS.get(figure.suppressed or '', 'no figure')})"
    rounded = f" (rounded to {figure.rounding})" if figure.rounding else ""
    return f"{figure.value:,}{rounded}"


def _period(edtf: str) -> str:
    """`31 March 2024`, `1 April 2023 to 31 March 2024`."""
    days = [date.fromisoformat(part) for part in edtf.split("/")]
    return " to ".join(f"{day.day} {day:%B %Y}" for day in days)


def reread_line(versions: int) -> str:
    """What a better reader did."""
    return f"{_counted(versions, 'version')} read again"


def link_line(done: Relinked) -> str:
    """What linking did."""
    added = _counted(done.added, "finding")
    return f"{_counted(done.texts, 'text')} linked: {added} added, {done.ended} ended, {done.kept} kept"


def copies_of(told: Told) -> JsonObject:
    """Who else printed an article, the one shown first, and how the others differ from it."""
    group = told.group
    return {
        "asked": told.target,
        "group": group.uid if group else None,
        "why": group.why if group else None,
        "service": group.service if group else None,
        "independent": group.independent if group else None,
        "shown": _copy(group.shown, None) if group else None,
        "others": [_copy(each, told.differing.get(each.document)) for each in group.others] if group else [],
    }


def copies_lines(told: Told) -> Iterator[str]:
    """Who else printed an article, in words: the one shown, then the others and how they differ from it."""
    if told.group is None:
        yield f"{told.target}: no copies are known"
        return
    yield f"{told.group.why}: one source"
    yield _copy_line(told.group.shown)
    for each in told.group.others:
        yield f"also in {_copy_line(each)}"
        yield f"    {each.reason}{_in_words(told.differing.get(each.document))}"


def index_line(done: Indexed) -> str:
    """What indexing did."""
    pages, documents = _counted(done.entries, "page"), _counted(done.documents, "document")
    return f"{pages} of {documents} indexed, up to change {done.position}"


def expired_line(done: Expired) -> str:
    """What retention deleted."""
    words, pages = _counted(done.versions, "version"), _counted(done.originals, "original")
    return f"deleted, as their time is over: words of {words} of news, {pages}, {_counted(done.summaries, 'teaser')}"


def edition_line(edition: str, built: Built) -> str:
    """What an edition holds."""
    refused = f", {built.refused} statements refused for want of proof" if built.refused else ""
    return f"edition {edition}: {_counted(built.items, 'item')} for {_counted(built.subscribers, 'reader')}{refused}"


def sent_line(sent: Sent) -> str:
    """What became of the mails of an edition."""
    counts = {name: count for name, count in asdict(sent).items() if count and name != "sent"}
    return ", ".join(
        [f"{_counted(sent.sent, 'mail')} sent", *(f"{count} {name}" for name, count in counts.items())]
    )


def all_went(sent: Sent) -> bool:
    """Whether nothing failed; what was deferred goes with a later run."""
    return not sent.failed


def source_line(row: JsonObject) -> str:
    """A source, or a committee of one (set in, below it)."""
    if "committee" in row:
        return f"    {'watched' if row['watched'] else 'left out'}: {row['committee']} ({row['why']})"
    said = [str(row[key]) for key in ("source", "system", "url") if row[key]]
    if row["road"]:
        said.append(f"{row['road']}: {row['reason']}")
    else:
        said += [str(row[key]) for key in ("reason", "note") if row[key]]
    return "  ".join(said if row["enabled"] else [*said, "(not watched)"])


def probe_of(probed: Probed) -> JsonObject:
    """What a probe found."""
    probe = probed.probe
    return {
        "source": probed.source,
        "road": probe.road if probe else None,
        "reason": probe.reason if probe else None,
        "probed": instant(probe.at) if probe else None,
        "good_until": instant(probe.good_until) if probe else None,
        "found": probe.found if probe else None,
        "fresh": probed.fresh,
        "error": probed.error,
    }


def is_open(probed: Probed) -> bool:
    """Whether there is a road to the papers."""
    return probed.probe is not None and probed.probe.road in OPEN_ROADS


def probe_line(probed: Probed) -> str:
    """What a probe found, in a line."""
    if probed.error or probed.probe is None:
        return f"{probed.source}: {probed.error}"
    known = "" if probed.fresh else f" (asked on {probed.probe.at:%Y-%m-%d})"
    return f"{probed.source}: {probed.probe.road}; {probed.probe.reason}{known}"


# The columns of `sources audit --csv`; a person fills in the last.
AUDITED = (
    "source",
    "ref",
    "url",
    "title",
    "summary",
    "published",
    "first_seen",
    "verdict",
    "score",
    "reasons",
    "stands_for",
    "label",
)


def audited_of(story: Audited) -> JsonObject:
    """A listed story and what was made of it."""
    return {
        "source": story.source,
        "ref": story.ref,
        "url": story.url,
        "title": story.title,
        "summary": story.summary,
        "published": instant(story.published),
        "first_seen": instant(story.first_seen),
        "verdict": story.verdict,
        "score": story.score,
        "reasons": list(story.reasons),
        "stands_for": round(story.stands_for, 3),
    }


def audited_row(story: Audited) -> JsonObject:
    """The same as a row of a table to be labelled."""
    row = audited_of(story) | {"reasons": "; ".join(story.reasons), "label": ""}
    # A score below nothing is no formula.
    return csv_row(row) | {"score": story.score}


def title_count_of(count: TitleCount) -> JsonObject:
    """How much a news title listed and what became of it."""
    return {
        "source": count.source,
        "listed": count.listed,
        "fetched": count.fetched,
        "borderline": count.borderline,
        "dropped": count.dropped,
        "refused": count.refused,
    }


def audit_lines(audit: Audit) -> Iterator[str]:
    """The audit in plain sentences: each title, the dropped stories that were drawn, and how to go on."""
    for count in audit.titles:
        refused = f", {count.refused} refused by their site" if count.refused else ""
        yield (
            f"{count.source}: {count.listed} listed, of which {count.fetched} fetched, "
            f"{count.borderline} borderline, {count.dropped} dropped{refused}"
        )
    if not audit.titles:
        yield "No news title listed anything."
        return
    if audit.phrases:
        yield ""
        yield from (f"every story is asked whether it {phrase.reason}" for phrase in audit.phrases)
    dropped = sum(count.dropped for count in audit.titles)
    yield ""
    yield f"dropped ({len(audit.dropped)} of {dropped}, evenly over their scores):"
    for story in audit.dropped:
        yield f"{story.score:5.1f}  {story.title}  [{story.source}]"
        if story.reasons:
            yield f"       {'; '.join(story.reasons)}"
    yield ""
    yield (
        "To know how much is missed: `sources audit --csv > audit.csv`, write 1 (ours), 0 (not ours) or 2 (doubtful) "
        "under label in each row, then `sources audit --labelled audit.csv`."
    )


def measured_of(measured: Measured) -> JsonObject:
    """How good the rules are on labelled stories."""
    return {
        "labelled": measured.shown.labelled,
        "shown": _accuracy_of(measured.shown),
        "fetched": _accuracy_of(measured.fetched),
        "misjudged": [
            {
                "title": each.title,
                "label": int(each.ours),
                "verdict": each.told.verdict,
                "score": each.told.score,
                "reasons": list(each.told.reasons),
            }
            for each in measured.misjudged
        ],
    }


def measured_lines(measured: Measured) -> Iterator[str]:
    """The same in plain sentences."""
    yield f"labelled: {measured.shown.labelled}, judged by the rules and phrases of now"
    for what, told in (("shown", measured.shown), ("fetched, borderline too", measured.fetched)):
        yield f"{what}: precision {_share(told.precision)}; recall {_share(told.recall)}"
    for each in measured.misjudged:
        yield f"{'missed' if each.ours else 'let pass'} ({each.told.verdict}, {each.told.score:.1f}): {each.title}"
        if each.told.reasons:
            yield f"       {'; '.join(each.told.reasons)}"


def corrected_line(done: Corrected) -> str:
    """What a correction of relevance did."""
    what = "is fetched with the next crawl" if done.verdict == Verdict.FETCHED else "is left out from now on"
    return f"{done.source}: {done.story.title if done.story else done.ref}: {what}"


def _accuracy_of(told: Accuracy) -> JsonObject:
    return {"precision": _share_of(told.precision), "recall": _share_of(told.recall)}


def _share_of(share: Share | None) -> JsonObject | None:
    return {"found": share.found, "low": share.low, "high": share.high} if share else None


def _share(share: Share | None) -> str:
    return f"{share.found:.2f} ({share.low:.2f} to {share.high:.2f})" if share else "unknown, none labelled"


def taken_of(taken: Taken) -> JsonObject:
    """What became of a title of an OPML file."""
    return {
        "name": taken.name,
        "source": taken.source,
        "path": str(taken.path) if taken.path else None,
        "why_not": taken.why_not,
    }


def taken_line(taken: Taken) -> str:
    """What became of a title of an OPML file, in a line."""
    return f"{taken.name}: {taken.why_not or f'{taken.source} ({taken.path})'}"


def reader_line(reader: Reader) -> str:
    """A reader and what they follow."""
    follows = ", ".join(f"{following.target} ({following.cadence})" for following in reader.following)
    return f"{reader.address}  {reader.state}  {follows or 'follows nothing'}"


def quote_of(fact: Fact) -> str:
    """The words that prove a fact."""
    return fact.evidence.value if isinstance(fact.evidence, Pointer) else fact.evidence.quote


def warnings_of(found: FileRead) -> list[str]:
    """What reading and linking warn of."""
    return [*(found.read.text.warnings if found.read.text else ()), *found.findings.warnings]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def instant(moment: datetime | None) -> str | None:
    """A moment as `2026-10-05T06:00:00Z`."""
    return None if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _copy(member: Member, differing: Differing | None) -> JsonObject:
    return {
        "doc": member.uid,
        "source": member.source,
        "outlet": member.outlet,
        "publisher": member.publisher,
        "title": wall.shown_title(member.title, names_private=member.names_private),
        "url": wall.shown_url(member.url, names_private=member.names_private),
        "authors": list(member.authors),
        "published": member.published,
        "first_seen": instant(member.first_seen),
        "words": member.words,
        "service": member.service,
        "paywalled": member.paywalled,
        "withdrawn": member.withdrawn,
        "containment": member.containment,
        "reason": member.reason,
        "left_out": differing.left_out if differing else None,
        "added": differing.added if differing else None,
    }


def _copy_line(member: Member) -> str:
    when = member.published or f"first seen {instant(member.first_seen)}"
    title = wall.shown_title(member.title, names_private=member.names_private)
    url = wall.shown_url(member.url, names_private=member.names_private) or "no address is shown"
    states = {"taken down by its title": member.withdrawn, "to be paid for": member.paywalled}
    state = "".join(f", {words}" for words, is_so in states.items() if is_so)
    return f"{member.outlet}, {when}{state}: {title} ({member.uid}, {url})"


def _in_words(differing: Differing | None) -> str:
    return f"; {differing.left_out} words left out, {differing.added} its own" if differing else ""


def _inspection(inspection: Inspection | None) -> JsonObject | None:
    return asdict(inspection) if inspection else None


def _meeting(meeting: Meeting | None) -> JsonObject | None:
    if meeting is None:
        return None
    return {
        "id": meeting.ref,
        "committee": meeting.committee_title,
        "date": meeting.day.isoformat(),
        "time": f"{meeting.at:%H:%M}" if meeting.at else None,
        "status": meeting.status,
        "items": [
            {
                "id": item.ref,
                "number": item.number,
                "title": item.title,
                "decision": item.decision,
                "minutes": item.minutes,
                "restricted": item.restricted,
                "documents": [
                    {
                        "id": paper.ref.removeprefix("s"),
                        "title": paper.title,
                        "published": paper.published,
                        "url": paper.url,
                    }
                    for paper in item.documents
                ],
            }
            for item in meeting.items
        ],
    }


def _held(held: Held) -> JsonObject:
    """What an archive would hold of this text, and why; of a place only where it is."""
    return {
        "rule": held.rule,
        "reason": held.reason,
        "page": held.page,
        "whole": held.is_whole,
        "places": [list(place) for place in held.places],
    }


def _mention(mention: Mention) -> JsonObject:
    return {
        "type": mention.type,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "entity": mention.entity,
        "value": mention.value,
        "rule": mention.rule,
    }


def _fact(fact: Fact) -> JsonObject:
    return {
        "type": fact.type,
        "about": fact.about,
        "stated": fact.stated,
        "modality": fact.modality,
        "speaker": fact.speaker,
        **fact.fields,
        "evidence": _evidence(fact.evidence),
        "rule": fact.rule,
    }


def _evidence(evidence: Evidence | Pointer) -> JsonObject:
    if isinstance(evidence, Pointer):
        return {"pointer": evidence.pointer, "value": evidence.value}
    return {"page": evidence.page, "start": evidence.start, "end": evidence.end, "quote": evidence.quote}
