"""The period of an edition: what happened in its window, and what stands around it, as its sections need it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum, auto
from functools import cached_property

from sqlalchemy.orm import Session

from digest.desk import Desk
from domain import notice
from domain.copies import Group
from domain.document import Access, DocumentKind, EventType, Origin
from domain.expected import Expected, MeetingAhead
from domain.instants import london_date
from domain.intervention import Intervention
from domain.notice import Notice
from domain.source import Channel
from domain.visits import KINDS, Visit
from storage import developments, expected, newsstand, passages
from storage.copies import groups_of
from storage.developments import AgendaSeen, CouncilSeen, Happening, ItemSeen, MeetingSeen, PaperSeen
from storage.editions import EditionName, Window
from storage.interventions import interventions
from storage.newsstand import Outlet, StorySeen
from storage.passages import Cited, DocumentSeen
from storage.sights import NOT_LOOKED_AT, Gap, Sight, sights
from storage.subscribers import ENGLAND
from storage.visits import visits

# What came out this long before we saw it is no news, but may be worth knowing.
_LONG_AGO = timedelta(days=60)
# Committees meet at least quarterly, with recess between.
_LOOKING_AHEAD = timedelta(days=120)

_ONE_DAY = timedelta(days=1)

# Whose word is the official record.
OFFICIAL = frozenset({Channel.OFSTED, Channel.GOVUK, Channel.STATISTICS})
_OFFICIAL_KINDS = (DocumentKind.INSPECTION_REPORT, DocumentKind.INSPECTION_LETTER, DocumentKind.NOTICE)
_PAPERS = (
    EventType.AGENDA_PUBLISHED,
    EventType.DOCUMENT_ADDED,
    EventType.DOCUMENT_REPLACED,
    EventType.UNRESTRICTED,
)


class Part(Enum):
    """Which part of the e-mail tells of a happening; each is told in one part alone."""

    ACT_BY = auto()
    OFFICIAL = auto()
    COUNCILS = auto()
    NEWS = auto()
    FOUND_LATE = auto()


@dataclass(frozen=True, kw_only=True)
class Period:
    """What an edition is made of. `now` is the moment of freezing."""

    session: Session
    edition: EditionName
    window: Window
    now: datetime

    @property
    def today(self) -> date:
        """The day in England."""
        return london_date(self.now)

    @cached_property
    def since(self) -> datetime | None:
        """The moment up to which earlier editions told; `None` where this one begins with the archive."""
        return developments.told_until(self.session, self.edition, self.window)

    @cached_property
    def desk(self) -> Desk:
        """Where tellers find what they need of documents."""
        return Desk(session=self.session)

    @cached_property
    def councils(self) -> dict[str, CouncilSeen]:
        """All councils, by slug."""
        return {each.slug: each for each in developments.councils(self.session).values()}

    # --- What happened ---

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """What happened and may be told; an agenda under a day on which it was not there yet is one without a day."""
        return tuple(map(self._as_seen, self._happened))

    @cached_property
    def _happened(self) -> tuple[Happening, ...]:
        found = developments.happenings(self.session, self.window)
        return tuple(each for each in found if _tellable(each))

    @cached_property
    def with_new_versions(self) -> frozenset[int]:
        """The documents of which a version is told of."""
        return frozenset(each.version.document_id for each in self.happenings if each.version)

    def of(self, part: Part) -> Iterator[Happening]:
        """What a part tells of, in order of change."""
        return (each for each in self.happenings if self.part_of(each) is part)

    def part_of(self, happening: Happening) -> Part:
        """Which part tells of a happening: the one in which a reader can still do most about it."""
        if _found_late(happening):
            return Part.FOUND_LATE
        if self.is_late_paper(happening):
            return Part.ACT_BY
        official = happening.document is not None and happening.document.kind in _OFFICIAL_KINDS
        if happening.meeting is None and (official or happening.channel in OFFICIAL):
            return Part.OFFICIAL
        return Part.NEWS if happening.channel is Channel.NEWS else Part.COUNCILS

    # --- News ---

    @cached_property
    def stories(self) -> dict[int, StorySeen]:
        """What is known of the articles of which something happened, by document."""
        articles = {
            each.document.id for each in self.happenings if each.document and _is_article(each.document)
        }
        return newsstand.stories(self.session, articles)

    @cached_property
    def copies(self) -> dict[int, Group]:
        """The groups of copies in which these articles are, by document."""
        return groups_of(self.session, set(self.stories))

    @cached_property
    def outlets(self) -> dict[str, Outlet]:
        """The news titles, by the keys of their sources."""
        return newsstand.outlets(self.session)

    @cached_property
    def _anonymous(self) -> frozenset[int | None]:
        """The councils (internal ids, `None`: one that is not known) of which an anonymous document is told."""
        sources = newsstand.anonymous_sources(self.session)
        told = (each for each in self.happenings if each.source_id in sources)
        return frozenset(each.council.id if each.council else None for each in told)

    def is_walled_off(self, happening: Happening, story: StorySeen) -> bool:
        """Whether a story would stand in one mail with an anonymous document on the same council, and name whom that does not."""
        council = happening.council.id if happening.council else None
        beside = self._anonymous if council is None else self._anonymous & {council, None}
        return story.names_private and bool(beside)

    def telling_of(self, group: Group) -> int:
        """The article (internal id) by which a group is told: the one to be shown, if it is new; else the first that is."""
        return self._telling.get(group.uid, group.shown.document)

    @cached_property
    def _telling(self) -> dict[str, int]:
        """By group: of the articles in it that are new, the one to be shown, else the first."""
        found: dict[str, int] = {}
        for each in self.happenings:
            group = self.copies.get(each.document.id) if each.document else None
            if group and each.document and each.version and each.version.number == 1:
                is_shown = each.document.id == group.shown.document
                found[group.uid] = each.document.id if is_shown else found.get(group.uid, each.document.id)
        return found

    # --- Intervention and visits ---

    @cached_property
    def interventions(self) -> dict[str, Intervention]:
        """What is known of intervention now, by council (slug)."""
        return {each.council: each for each in interventions(self.session, as_of=self.now)}

    @cached_property
    def interventions_before(self) -> dict[str, Intervention]:
        """What was known of it when the last edition was made."""
        found = interventions(self.session, as_of=self.since) if self.since else ()
        return {each.council: each for each in found}

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """The visits of Ofsted to councils that are known now."""
        return visits(self.session, as_of=self.now, kinds=KINDS)

    @cached_property
    def visits_before(self) -> tuple[Visit, ...]:
        """Those that were known when the last edition was made."""
        return visits(self.session, as_of=self.since, kinds=KINDS) if self.since else ()

    @cached_property
    def first_notices(self) -> dict[str, tuple[Visit, Cited]]:
        """What councils said of visits before their letters came, by the letter's document (public id)."""
        said = {each.first_notice.fact: each for each in self.visits if each.first_notice and each.letter}
        return {
            visit.letter.document: (visit, there)
            for fact, there in passages.cited(self.session, said).items()
            if (visit := said[fact]).letter
        }

    # --- What is due ---

    @cached_property
    def obligations(self) -> dict[str, Expected]:
        """What was noted as due from councils, by key."""
        slugs = developments.owing(self.session)
        found = expected.obligations(self.session, slugs, as_of=self.now) if slugs else ()
        return {each.key: each for each in found}

    @cached_property
    def obligations_before(self) -> dict[str, Expected]:
        """The same as the last edition knew it."""
        slugs = developments.owing(self.session)
        found = expected.obligations(self.session, slugs, as_of=self.since) if slugs and self.since else ()
        return {each.key: each for each in found}

    @cached_property
    def stated(self) -> dict[str, Expected]:
        """What councils' own papers say must be done by a day to come, by key."""
        slugs = {each.slug for each in self.councils.values()}
        return {each.key: each for each in expected.stated(self.session, slugs, as_of=self.now)}

    @cached_property
    def stated_before(self) -> frozenset[str]:
        """The keys of what was known of it when the last edition was made."""
        slugs = {each.slug for each in self.councils.values()}
        found = expected.stated(self.session, slugs, as_of=self.since) if self.since else ()
        return frozenset(each.key for each in found)

    # --- Meetings ---

    @cached_property
    def ahead(self) -> tuple[MeetingSeen, ...]:
        """The meetings from today on."""
        return tuple(developments.meetings_between(self.session, self.today, self.today + _LOOKING_AHEAD))

    @cached_property
    def meetings_ahead(self) -> tuple[MeetingAhead, ...]:
        """The meetings of the next 35 days with all that is due for them, soonest first."""
        near = {each.council.slug for each in self.ahead if each.council and self._is_near(each)}
        found = expected.meetings_ahead(self.session, near, as_of=self.now) if near else ()
        return tuple(sorted(found, key=lambda each: (each.meeting.day, each.council, each.meeting.uid)))

    @cached_property
    def items(self) -> dict[int, list[ItemSeen]]:
        """The agenda items of the meetings of which something happened."""
        return developments.items(self.session, self._told)

    @cached_property
    def papers(self) -> dict[int, list[PaperSeen]]:
        """The documents listed under those meetings."""
        return developments.papers(self.session, self._told)

    @cached_property
    def agendas_seen(self) -> dict[int, AgendaSeen]:
        """When the agendas of those meetings, and of those of the next 35 days, came out."""
        meetings = self._told | {each.id: each for each in self.ahead if self._is_near(each)}
        return {
            number: self._dated(agenda, meetings[number])
            for number, agenda in developments.agendas_seen(self.session, meetings).items()
        }

    @cached_property
    def _told(self) -> dict[int, MeetingSeen]:
        return {each.meeting.id: each.meeting for each in self._happened if each.meeting}

    def _is_near(self, meeting: MeetingSeen) -> bool:
        return self.today <= meeting.day <= self.today + expected.AHEAD

    def came_with_agenda(self, meeting: MeetingSeen) -> list[PaperSeen]:
        """The papers that were there when the agenda was first seen."""
        agenda = self.agendas_seen.get(meeting.id)
        papers = self.papers.get(meeting.id, [])
        return [paper for paper in papers if agenda and paper.first_seen_at <= agenda.first_seen_at]

    def next_meeting(self, of: MeetingSeen) -> MeetingSeen | None:
        """The next meeting of the same committee that will be held, after the meeting and not before today."""
        return next(
            (
                meeting
                for meeting in self.ahead
                if meeting.committee_id == of.committee_id and meeting.day > of.day and not meeting.cancelled
            ),
            None,
        )

    # --- Notice ---

    def is_late_paper(self, happening: Happening) -> bool:
        """Whether this is a paper for a meeting that is still to come, with less notice than is owed."""
        meeting = happening.meeting
        if meeting is None or meeting.cancelled or meeting.day < self.today or happening.type not in _PAPERS:
            return False
        given = self.notice(happening)
        return given is not None and given.is_short

    def notice(self, happening: Happening) -> Notice | None:
        """The notice that a paper gave, if it is one of a meeting and came before it. A replaced file counts anew."""
        meeting, seen = happening.meeting, london_date(happening.first_seen_at)
        if meeting is None or happening.type not in _PAPERS:
            return None
        printed = _printed_day(happening)
        if printed and printed <= seen and self._can_be(printed, meeting, happening.first_seen_at):
            return notice.given(printed, meeting.day, certain=True) if printed <= meeting.day else None
        if seen > meeting.day:
            return None
        return notice.given(seen, meeting.day, certain=self._was_looked_at_the_day_before(happening))

    def agenda_notice(self, meeting: MeetingSeen) -> Notice | None:
        """The notice that a meeting's agenda gave, at the least."""
        agenda = self.agendas_seen.get(meeting.id)
        return self.notice_of(agenda, meeting) if agenda else None

    def notice_of(self, agenda: AgendaSeen, meeting: MeetingSeen) -> Notice:
        """The notice that an agenda gave, at the least."""
        looked = self._looked_at(meeting.source, f"meeting:{meeting.ref}", before=agenda.first_seen_at)
        return notice.seen(meeting.day, printed=agenda.published, at=agenda.first_seen_at, looked=looked)

    def _dated(self, agenda: AgendaSeen, meeting: MeetingSeen) -> AgendaSeen:
        """The agenda without the day that is printed for it, if it cannot have been there then."""
        if self._can_be(agenda.published, meeting, agenda.first_seen_at):
            return agenda
        return replace(agenda, published=None)

    def _as_seen(self, happening: Happening) -> Happening:
        if happening.type is not EventType.AGENDA_PUBLISHED or happening.meeting is None:
            return happening
        if self._can_be(happening.published_day, happening.meeting, happening.first_seen_at):
            return happening
        return replace(happening, published=None)

    def _can_be(self, printed: date | None, meeting: MeetingSeen, first_seen_at: datetime) -> bool:
        """Whether something can have been there from the day that is printed: not if we looked later and saw nothing."""
        if printed is None:
            return True
        last = self._looked_at(meeting.source, f"meeting:{meeting.ref}", before=first_seen_at)
        return last is None or london_date(last) <= printed

    def _was_looked_at_the_day_before(self, happening: Happening) -> bool:
        meeting = happening.meeting
        if meeting is None:
            return False
        key = _looked_into(happening) or f"meeting:{meeting.ref}"
        last = self._looked_at(meeting.source, key, before=happening.first_seen_at)
        return last is not None and london_date(happening.first_seen_at) - london_date(last) <= _ONE_DAY

    def _looked_at(self, source: str, key: str, *, before: datetime) -> datetime | None:
        """When something was last seen well at a source before a moment."""
        looks = self._looks.get((source, key), [])
        return max((at for at in looks if at < before), default=None)

    @cached_property
    def _looks(self) -> dict[tuple[str, str], list[datetime]]:
        """All looks at the meetings of this edition, and at files that were replaced without a word."""
        meetings = [*self._told.values(), *filter(self._is_near, self.ahead)]
        wanted = {(each.source, f"meeting:{each.ref}") for each in meetings}
        wanted |= {
            (each.meeting.source, key)
            for each in self._happened
            if each.meeting and (key := _looked_into(each))
        }
        return developments.looks(self.session, wanted)

    # --- What could not be looked at ---

    @cached_property
    def sights(self) -> dict[int, Sight]:
        """When each council's committee papers could be looked at, by source."""
        return sights(self.session, [each.id for each in self.councils.values()], as_of=self.now)

    @cached_property
    def blind(self) -> dict[str, Gap]:
        """The councils (slugs) whose papers nobody can look at now, with since when and why."""
        slugs = {each.id: each.slug for each in self.councils.values()}
        return {slugs[each.council_id]: each.blind for each in self.sights.values() if each.blind}

    @cached_property
    def without_address(self) -> dict[str, str]:
        """What is still missing of sources that nobody can look at yet, by their keys."""
        return developments.gaps(self.session)

    def unseen_during(self, happening: Happening) -> Gap | None:
        """The time in which a happening came, or may have come, while nobody could look.

        A day that the source prints decides; without one whatever is seen first once we can look again may have come
        before. That nobody had looked for a while proves nothing.
        """
        sight = self.sights.get(happening.source_id)
        gap = sight.gap_before(london_date(happening.first_seen_at)) if sight else None
        if gap is None or gap.until is None:
            return None
        if printed := happening.published_day:
            return gap if gap.first <= printed < gap.until else None
        return None if gap.why == NOT_LOOKED_AT else gap


def audience(
    council: CouncilSeen | None, *others: CouncilSeen | None, england: bool = False
) -> tuple[str, ...]:
    """The targets whose followers are told of the matters of a council, and of others that they concern.

    `england` where those who follow all of it are told too.
    """
    concerned = [each for each in (council, *others) if each]
    targets = tuple(dict.fromkeys(f"council:{slug}" for each in concerned for slug in each.concerns))
    return (*targets, ENGLAND) if england or council is None else targets


def _is_article(document: DocumentSeen) -> bool:
    return document.kind is DocumentKind.ARTICLE


def _looked_into(happening: Happening) -> str | None:
    """Where a file was replaced without a word in its listing: the file itself was looked at."""
    document = happening.document
    silent = happening.type is EventType.DOCUMENT_REPLACED and happening.before is None
    return f"document:{document.ref}" if silent and document else None


def _printed_day(happening: Happening) -> date | None:
    """The day that the source prints for just this: a replaced file may still be listed under the day of the first."""
    if happening.type is EventType.DOCUMENT_REPLACED and (happening.published or "") in (
        happening.before or ""
    ):
        return None
    return happening.published_day


def _tellable(happening: Happening) -> bool:
    """Nothing withdrawn by decision, nothing that its source took down, no error page."""
    document, version = happening.document, happening.version
    if document and document.kind is DocumentKind.ERROR_PAGE:
        return False
    if version and version.access in (Access.HIDDEN, Access.ERASED):
        return False
    return not (document and document.gone) or happening.type is EventType.DOCUMENT_WITHDRAWN


def _found_late(happening: Happening) -> bool:
    if happening.origin is Origin.ADDED:
        return True
    printed = happening.published_day
    if happening.meeting or happening.replaces or printed is None:
        return False
    return london_date(happening.first_seen_at) - printed > _LONG_AGO
