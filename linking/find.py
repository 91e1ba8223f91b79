"""Find: one text in, everything that it says out. Pure: no network, no database, no clock.

Each kind of thing has a file of its own in this package; here they are put in order and together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from domain import reference
from domain.council import Council
from domain.document import DocumentKind
from domain.evidence import Evidence, Pointer
from domain.fact import Fact, FactType
from domain.findings import Circumstances, Findings
from domain.known import Known
from domain.meeting import digest
from domain.mention import Mention, MentionType
from domain.text import Text
from domain.wall import touches
from linking import (
    actions,
    allowances,
    appointments,
    area_send,
    attendance,
    bylines,
    comings,
    commitments,
    committees,
    company,
    councils,
    findings,
    focuses,
    grades,
    harm,
    headlines,
    identity,
    inspections,
    instruments,
    judgement_table,
    judgements,
    kinds,
    letters,
    money,
    motions,
    names,
    notices,
    organisations,
    people,
    place,
    places,
    posts,
    private_people,
    programmes,
    progress,
    providers,
    quotes,
    resolutions,
    roles,
    statistics,
    tenures,
    times,
    topics,
    trackers,
    visits,
)
from linking.private_people import Ground, Private
from linking.prose import Placed, Prose, Span, joined

# A change of what a finder finds is a new version of its rule: the rules of all of them make the digest.
FINDERS = (
    actions,
    allowances,
    appointments,
    area_send,
    attendance,
    commitments,
    comings,
    committees,
    company,
    councils,
    findings,
    focuses,
    grades,
    harm,
    headlines,
    identity,
    inspections,
    instruments,
    judgement_table,
    judgements,
    kinds,
    letters,
    money,
    motions,
    notices,
    organisations,
    people,
    place,
    places,
    posts,
    private_people,
    programmes,
    progress,
    providers,
    quotes,
    resolutions,
    roles,
    statistics,
    tenures,
    times,
    topics,
    trackers,
    visits,
)
# The tables that rules rest on.
_TABLES = (
    "authorities",
    "former_authorities",
    "future_authorities",
    "committee_names",
    "deed_verbs",
    "elsewhere",
    "finding_headings",
    "focuses",
    "frameworks",
    "given_names",
    "intervention_cues",
    "glossary",
    "harm_cues",
    "judgement_vocab",
    "no_names",
    "organisations",
    "places",
    "private_cues",
    "providers",
)

# Numbers inside these count nothing.
_NO_QUANTITIES = frozenset({MentionType.DATE, MentionType.MONEY})


def find(text: Text, *, circumstances: Circumstances, known: Known) -> Findings:
    """What a text says: mentions in order of place, facts with their proof, whom it is about, what kind of text it is.

    Of two mentions of one kind at the same place the first found stays.
    """
    prose = Prose(text=text, circumstances=circumstances)
    report = inspections.read(prose)
    record = instruments.read(prose)
    published = times.published(prose)
    kind = kinds.of(prose)
    is_article = circumstances.kind == DocumentKind.ARTICLE
    head = headlines.of(prose)
    held = kinds.minutes_of(prose, kind)
    day = times.day_of(held or circumstances.published or published or times.held(prose))
    dates = tuple(times.in_prose(prose, times.anchor_of(day)))

    inspected = report.inspection.start if report else None
    named = councils.names(prose, known)
    own = _inspected(prose, report, named, day=inspected) if report else None
    if record:  # a list of many councils' notices is about none of them
        own = own or instruments.council_of(record, known)
    else:
        own = own or councils.about(prose, named, known, day=inspected or day)
    placed = councils.place(prose, named, own, day=inspected or day)
    bodies = committees.place(prose, known, own)
    others = organisations.place(prose)
    districts = councils.elsewhere(prose, placed)
    starts = frozenset((*(one.start for one in bodies), *(one.start for one in others)))
    offices = posts.place(prose, starts)
    reporters = bylines.spans(prose) if is_article else ()
    spans = tuple((one.start, one.end) for one in placed)
    roll = () if is_article or report else attendance.read(prose)
    turns = () if report else appointments.place(prose, offices, spans, dates, day=day)
    persons, holdings = people.place(
        prose,
        offices,
        placed,
        known,
        own,
        reporters=reporters,
        told=(*attendance.claims(prose, roll), *appointments.claims(turns)),
        day=times.anchor_of(day),
    )
    if report:  # whom it is addressed to is told by its own finder
        holdings = tuple(one for one in holdings if one.post.body or not one.above)
    holdings += tuple(appointments.holdings(turns))
    followed = comings.place(prose, () if report else persons, offices, dates, day=day)
    private = Private() if report else _private(prose, head, persons, named, reporters, known)
    places_private = tuple(prose.span(start, end) for start, end in private.spans)
    doubtful = harm.find(prose, is_official=report is not None)
    withheld = harm.in_force(doubtful, prose)
    graded = grades.spoken(prose)
    sums = money.place(prose)
    counted, figures = statistics.place(prose, dates, sums)

    spoken_for = [*_spans(placed), *_spans(bodies), *_spans(persons), *private.spans]
    run_by = providers.place(prose, known, own, spoken_for)
    spoken_for += (*_spans(run_by), *_spans(districts), *_spans(others), *_spans(offices), *_spans(dates))
    mentions = (
        *councils.find(prose, placed),
        *councils.find_elsewhere(prose, districts),
        *places.find(prose, named, sorted(spoken_for)),
        *committees.find(prose, bodies),
        *organisations.find(prose, others, _spans(run_by)),
        *providers.find(prose, run_by),
        *people.find(prose, persons),
        *posts.find(prose, offices),
        *times.find(prose, dates),
        *money.find(prose, sums),
        *statistics.find(prose, counted),
        *(inspections.mentions(prose, report) if report else ()),
        *grades.find(prose, graded),
    )
    facts: tuple[Fact, ...] = (
        *roles.find(
            prose,
            persons,
            holdings,
            placed,
            bodies,
            sorted((*others, *districts), key=lambda one: one.start),
            dates,
            own,
            day=day or (report.inspection.end if report else None),
            called=named,
            changes=(*turns, *followed),
        ),
        *(() if is_article or report else attendance.find(prose, roll, persons, holdings, day=day)),
        *appointments.find(prose, (*turns, *followed), persons, own),
        *statistics.facts(prose, figures, dates, placed, own),
        *money.facts(prose, sums, own, day=day),
        # The notes of a page of GOV.UK are younger than the page: no day of theirs is yet to come.
        *notices.find(
            prose, placed, own, dates, day=None if record else day, leave_out=_told_elsewhere(report, record)
        ),
        *(instruments.facts(prose, record, known) if record else ()),
    )
    if report:
        facts = _with_report(facts, inspections.facts(prose, report, own, offices), persons)
        facts += tuple(commitments.find(prose, (), bodies, placed, dates, own, day=day))
    else:
        facts += tuple(allowances.find(prose, own))
        facts += tuple(quotes.find(prose, persons, mentions, own, day=day))
        facts += tuple(judgements.find(prose, graded, placed, own, dates))
        facts += tuple(_of_meetings(prose, bodies, placed, dates, own, day))
        facts += tuple(programmes.find(prose, own, day=day))
    if is_article:
        facts += tuple(headlines.find(prose, head, known, own, day=day))
    facts = tuple(fact for fact in facts if not _names_private(fact, places_private, private.in_headline))
    if withheld:
        in_title = private.in_headline or any(each.in_title for each in doubtful)
        mentions = tuple(each for each in mentions if not touches(withheld, each.start, each.end))
        facts = tuple(fact for fact in facts if not _names_private(fact, withheld, in_title))
    mentions = _in_order(mentions)
    return Findings(
        mentions=mentions,
        facts=tuple(sorted(facts, key=_span)),
        appearances=identity.appearances(
            mentions, facts, own, known, kind=circumstances.kind, day=day or inspected
        ),
        council=own,
        kind=report.kind if report else kind,
        title=report.title or None if report else None,
        published=published,
        # A report that was not understood has warnings instead.
        inspection=report.inspection if report and report.inspection.framework else None,
        topics=topics.find(prose),
        warnings=report.warnings if report else (),
        place=place.of(prose, own, placed) if is_article else None,
        held=doubtful,
        private=joined([*places_private, *withheld]),
        names_private=private.anybody,
        headline_private=private.in_headline,
    )


@lru_cache(maxsize=1)
def rules_digest() -> str:
    """Changes when a rule, or a table that rules rest on, changes: texts read under another digest are to be linked again."""
    rules = sorted(rule for finder in FINDERS for rule in finder.RULES)
    return digest([rules, [reference.table(name) for name in _TABLES]])


def _of_meetings(
    prose: Prose,
    bodies: tuple[committees.Placed, ...],
    placed: tuple[councils.Placed, ...],
    dates: tuple[times.Found, ...],
    own: Council | None,
    day: str | None,
) -> Iterator[Fact]:
    """What is resolved, promised, given to somebody to do, and voted on."""
    resolved = resolutions.place(prose)
    yield from resolutions.find(prose, resolved, own, day=day)
    voted = tuple(motions.find(prose, own, day=day))
    told = commitments.find(prose, resolved, bodies, placed, dates, own, day=day)
    promised = tuple(motions.without_removed(told, voted))
    yield from promised
    logged = tuple(trackers.find(prose, own, day=day))
    yield from logged
    known = frozenset(map(_span, (*promised, *logged)))
    yield from motions.without_removed(actions.find(prose, resolved, known, dates, own, day=day), voted)
    yield from progress.find(prose, dates, own, day=day)
    yield from voted


def _private(
    prose: Prose,
    head: Prose,
    persons: tuple[people.Named, ...],
    named: tuple[councils.Named, ...],
    reporters: tuple[Span, ...],
    known: Known,
) -> Private:
    """The private people whom a text and its title name; those in public roles, councils and reporters are none."""
    office = tuple({names.parse(one.person.name) for one in persons if one.person})
    text = Ground(
        flow=prose.flow,
        public=tuple((one.start, one.end) for one in persons),
        others=tuple(sorted([*reporters, *((one.start, one.end) for one in named)])),
        office=office,
    )
    titled = councils.names(head, known)
    title = Ground(flow=head.flow, others=tuple((one.start, one.end) for one in titled), office=office)
    return private_people.place(text, title, address=prose.circumstances.address)


def _inspected(
    prose: Prose, report: inspections.Report, named: tuple[councils.Named, ...], *, day: str | None
) -> Council | None:
    """The council that a report or letter is about; the addresses at the head of a letter are Ofsted's and its readers'."""
    in_title = (councils.in_span(named, span, day=day) for span in report.subject)
    told = next((council for council in in_title if council), None)
    return told if told or report.is_letter else councils.in_heading(prose, named, day=day)


def _told_elsewhere(report: inspections.Report | None, record: instruments.Record | None) -> frozenset[str]:
    """The kinds of event that the text is itself the record of: its own finder tells of them, and of no others."""
    told = notices.OF_OFSTED if report else frozenset()
    return told | (notices.INSTRUMENTS if record else frozenset())


def _names_private(fact: Fact, private: tuple[Span, ...], in_headline: bool) -> bool:
    """Whether the proof of a fact names a private person: nobody could be shown it."""
    if isinstance(fact.evidence, Pointer):
        return in_headline
    return touches(private, fact.evidence.start, fact.evidence.end)


def _with_report(
    facts: tuple[Fact, ...], report: Iterable[Fact], persons: tuple[people.Named, ...]
) -> tuple[Fact, ...]:
    """The facts with those of the report that do not say of somebody again which post he or she holds."""
    entities = {one.person.name: one.person.entity for one in persons if one.person}
    told = [
        replace(fact, about=fact.about or entities.get(str(fact.fields["person"])))
        if fact.type is FactType.ROLE
        else fact
        for fact in report
    ]
    held = {_held(fact) for fact in facts if fact.type is FactType.ROLE}
    return (*facts, *(fact for fact in told if fact.type is not FactType.ROLE or _held(fact) not in held))


def _held(fact: Fact) -> tuple[object, object]:
    return fact.fields["person"], fact.fields["post"]


def _spans(places: Iterable[Placed]) -> tuple[Span, ...]:
    return tuple((one.start, one.end) for one in places)


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions in order of place, each once."""
    unique: dict[tuple[int, int, str], Mention] = {}
    for mention in mentions:
        unique.setdefault((mention.start, mention.end, mention.type), mention)
    kept: list[Mention] = []
    taken_until = 0
    for mention in sorted(unique.values(), key=_place):
        if mention.type in _NO_QUANTITIES:
            taken_until = max(taken_until, mention.end)
        if mention.type != MentionType.QUANTITY or mention.start >= taken_until:
            kept.append(mention)
    return tuple(kept)


def _place(mention: Mention) -> tuple[int, bool, int, str]:
    return mention.start, mention.type not in _NO_QUANTITIES, -mention.end, mention.type


def _span(fact: Fact) -> tuple[int, int]:
    evidence = fact.evidence
    return (evidence.start, evidence.end) if isinstance(evidence, Evidence) else (0, 0)
