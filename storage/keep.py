"""Keeping what a crawl saw: each answer, with all that follows from it, in one transaction.

A crawl that is killed has kept each answer wholly or not at all, and what it did not get to is still due.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError, StatementError
from sqlalchemy.orm import Session

from domain import looking
from domain.document import Fetched, Origin, ReadDocument, Watch
from domain.errors import MinutewatchError
from domain.instants import london_date
from domain.meeting import AgendaItem, Attendee, Calendar, Committee, ListedEvent, Meeting
from domain.members import Councillor
from domain.news import NewsFeed, NewsSitemap
from domain.plans import Issue, Plan, PlanList, last_day
from domain.provider import HomeTable, ProviderList, ProviderPage, TableLeads
from domain.publications import (
    ContentGone,
    ContentItem,
    DataFile,
    DataSetChanges,
    DataSetList,
    DataSetVersions,
    Feed,
    PublicationList,
    SearchPage,
)
from domain.register import Register, RegisteredDecision
from domain.source import Channel
from storage import (
    announcements,
    articles,
    calendars,
    datasets,
    files,
    homes,
    issues,
    meetings,
    members,
    news_lists,
    plans,
    providers,
    publications,
    register,
    watching,
)
from storage.answer import Answer
from storage.archive import Archive
from storage.blobs import BlobNotStored
from storage.captures import keep_capture
from storage.schema import CouncilRow
from storage.sources import Place, UnknownSource, place_of
from storage.writing import Row, note_changes

# The archive itself is at fault, not the answer: the next one would fare no better.
_ARCHIVE_AT_FAULT = (BlobNotStored, UnknownSource, OperationalError, InterfaceError, InternalError)
_LONGEST_REASON = 300
# How the question for a story of a news title begins.
_STORY = "article:"


class NotKept(MinutewatchError):
    """An answer could not be kept, for a reason that lies in it or in how we understand it; nothing of it was kept.

    The archive is well: other answers can be kept.
    """


@dataclass(frozen=True, kw_only=True)
class Keeper:
    """Keeps the answers of one run in an archive; `origin` is how what they tell for the first time comes to us.

    Every `keep_` raises `NotKept` where one answer cannot be kept, and whatever the database or disk raises where none can.
    """

    archive: Archive
    run: int
    origin: Origin = Origin.WATCH

    def due(self, source: str, *, now: datetime, limit: int, daily: Sequence[str]) -> list[Watch]:
        """What is to be looked at now at this source; its standing questions (`daily`) are on its queue from the first call on.

        A council that has ended is asked once more for all that is left on its queue, and then nothing: what it published
        on its last day is had.

        Raises:
            UnknownSource: no source has this key.
        """
        with self.archive.writing() as session:
            place = place_of(session, source)
            if last := _last_day(session, place, now):
                watching.wind_up(
                    session,
                    source=place.id,
                    ended=looking.end_of(last),
                    now=now,
                    reason=f"the council ended on {last.isoformat()}",
                )
            else:
                watching.begin(session, source=place.id, keys=daily, now=now)
            return watching.due(session, source=place.id, key=source, now=now, limit=limit)

    def keep_committees(self, fetched: Fetched, committees: Sequence[Committee]) -> None:
        """Keep which committees there are and choose again which of them are watched."""

        def keep(answer: Answer) -> Sequence[Row]:
            calendars.keep_committees(answer, committees)
            return _ask_again(answer)

        self._keep(fetched, keep)

    def keep_calendar(self, fetched: Fetched, calendar: Calendar) -> str | None:
        """Keep which committees there are and when they mean to meet; returns what makes the calendar doubtful, if anything."""
        doubts: list[str] = []

        def keep(answer: Answer) -> Sequence[Row]:
            changes, doubt = calendars.keep_calendar(answer, calendar)
            doubts.extend([doubt] if doubt else [])
            return [*changes, *_ask_again(answer)]

        self._keep(fetched, keep)
        return next(iter(doubts), None)

    def keep_events(self, fetched: Fetched, events: Sequence[ListedEvent]) -> None:
        """Have everything looked at that a What's New page or feed names and that is ours to watch."""

        def keep(answer: Answer) -> Sequence[Row]:
            return [*announcements.keep_events(answer, events), *_ask_again(answer)]

        self._keep(fetched, keep)

    def keep_meeting(self, fetched: Fetched, meeting: Meeting) -> None:
        """Keep a meeting's page as typed events and versions."""
        self._keep(fetched, lambda answer: meetings.keep_meeting(answer, meeting))

    def keep_page(self, fetched: Fetched, meeting: Meeting) -> None:
        """Keep what a meeting's page shows that its web service does not: packs, supplements, sizes, issues."""
        self._keep(fetched, lambda answer: meetings.keep_page(answer, meeting))

    def keep_item(self, fetched: Fetched, item: AgendaItem) -> None:
        """Keep the full words of an item that its meeting's page cuts."""
        self._keep(fetched, lambda answer: meetings.keep_item(answer, item))

    def keep_attendance(self, fetched: Fetched, attendees: Sequence[Attendee]) -> None:
        """Keep who of the members and named officers was at a meeting."""

        def keep(answer: Answer) -> Sequence[Row]:
            meetings.keep_attendance(answer, attendees)
            return ()

        self._keep(fetched, keep)

    def keep_register(self, fetched: Fetched, listed: Register) -> None:
        """Have the registered decisions looked at that concern children's services and are new or changed."""

        def keep(answer: Answer) -> Sequence[Row]:
            register.keep_register(answer, listed)
            return ()

        self._keep(fetched, keep)

    def keep_decision(self, fetched: Fetched, decision: RegisteredDecision) -> None:
        """Keep a registered decision as a document."""
        self._keep(fetched, lambda answer: register.keep_decision(answer, decision))

    def keep_plans(self, fetched: Fetched, listed: PlanList) -> None:
        """Have the plans looked at that may still be current."""

        def keep(answer: Answer) -> Sequence[Row]:
            plans.keep_plans(answer, listed)
            return ()

        self._keep(fetched, keep)

    def keep_plan(self, fetched: Fetched, plan: Plan) -> None:
        """Keep a plan as a document, and have the issues in it looked at that are ours."""
        self._keep(fetched, lambda answer: plans.keep_plan(answer, plan))

    def keep_issue(self, fetched: Fetched, issue: Issue) -> None:
        """Keep an issue with its stations."""
        self._keep(fetched, lambda answer: issues.keep_issue(answer, issue))

    def keep_members(self, fetched: Fetched, listed: Sequence[Councillor]) -> None:
        """Keep who the members of the council are."""

        def keep(answer: Answer) -> Sequence[Row]:
            members.keep_members(answer, listed)
            return _ask_again(answer)

        self._keep(fetched, keep)

    def keep_providers(self, fetched: Fetched, listed: ProviderList) -> None:
        """Keep a page of the list of providers, and have the pages looked at of those of which something is new."""

        def keep(answer: Answer) -> Sequence[Row]:
            return [*providers.keep_list(answer, listed), *_ask_again(answer)]

        self._keep(fetched, keep)

    def keep_provider(self, fetched: Fetched, page: ProviderPage) -> str | None:
        """Keep what a provider's page lists; returns what makes the page doubtful, if anything."""
        doubts: list[str] = []

        def keep(answer: Answer) -> Sequence[Row]:
            changes, doubt = providers.keep_page(answer, page)
            doubts.extend([doubt] if doubt else [])
            return changes

        self._keep(fetched, keep)
        return next(iter(doubts), None)

    def keep_listing(self, fetched: Fetched, listed: SearchPage | Feed) -> str | None:
        """Have the pages of GOV.UK looked at that a search or feed names; returns what is to be said against it, if anything."""
        doubts: list[str] = []

        def keep(answer: Answer) -> Sequence[Row]:
            doubt = publications.keep_listing(answer, listed)
            doubts.extend([doubt] if doubt else [])
            return ()

        self._keep(fetched, keep)
        return next(iter(doubts), None)

    def keep_content(self, fetched: Fetched, item: ContentItem | ContentGone) -> None:
        """Keep a page of GOV.UK as a document, or that it is no more."""
        self._keep(fetched, lambda answer: publications.keep_content(answer, item))

    def keep_statistics(
        self,
        fetched: Fetched,
        found: PublicationList | DataSetList | DataSetVersions | DataSetChanges | DataFile,
    ) -> None:
        """Keep what the statistics service tells: series, data sets and their versions, and tables as documents."""
        self._keep(fetched, lambda answer: datasets.keep(answer, found))

    def keep_table_leads(self, fetched: Fetched, leads: TableLeads) -> None:
        """Have the releases looked at and the tables fetched that a page of official statistics leads to."""
        self._keep(fetched, lambda answer: homes.keep_leads(answer, leads))

    def keep_homes(self, fetched: Fetched, table: HomeTable) -> None:
        """Keep an official table of providers: the children's homes of the councils that are watched."""
        self._keep(fetched, lambda answer: homes.keep_homes(answer, table))

    def keep_document(self, fetched: Fetched, read: ReadDocument) -> None:
        """Keep a fetched file or story; a new version is made only if it reads otherwise than the newest one.

        The page of a story that its title's licence does not let us store is read and never reaches the disk.
        """
        if not fetched.watch_key.startswith(_STORY):
            self._keep(fetched, lambda answer: files.keep_file(answer, read))
            return
        self._keep(
            fetched,
            lambda answer: articles.keep_article(answer, read),
            stores=lambda _, place: articles.stores_page(place, read),
        )

    def keep_news_listing(self, fetched: Fetched, listed: NewsFeed | NewsSitemap) -> str | None:
        """Keep what a news title lists, and have its stories looked at that are ours; returns what is to be said against it, if anything."""
        doubts: list[str] = []

        def keep(answer: Answer) -> Sequence[Row]:
            doubt = news_lists.keep_list(answer, listed)
            doubts.extend([doubt] if doubt else [])
            return ()

        self._keep(
            fetched,
            keep,
            stores=lambda session, place: news_lists.stores_answer(session, place, listed),
        )
        return next(iter(doubts), None)

    def keep_refused(self, fetched: Fetched, reason: str) -> None:
        """Keep that a title does not let us have the page of a story (401, 402, 403); what it shows instead is not kept."""
        self._keep(replace(fetched, body=b""), lambda answer: articles.refused(answer, reason))

    def keep_gone(self, fetched: Fetched) -> None:
        """Keep that a story is not at its address any more (404, 410): its publisher withdrew it, if it was had."""
        self._keep(replace(fetched, body=b""), articles.gone)

    def keep_unchanged(self, fetched: Fetched) -> None:
        """Keep that the source says that nothing changed (304)."""

        def keep(answer: Answer) -> Sequence[Row]:
            if answer.key.startswith(_STORY):
                articles.look_again(answer)
            elif answer.place.channel == Channel.NEWS:
                news_lists.unchanged(answer)
            else:
                files.look_again(answer)
            return ()

        self._keep(fetched, keep)

    def keep_failure(
        self, fetched: Fetched, *, retry_at: datetime | None = None, unkept: str | None = None
    ) -> None:
        """Keep that a look failed; it is tried again then, or after a wait that grows.

        `unkept` says why an answer that came could not be kept: it comes last among what is due the next time.
        """

        def keep(answer: Answer) -> Sequence[Row]:
            watching.failed(
                answer.session,
                source=answer.place.id,
                key=answer.key,
                now=answer.now,
                retry_at=retry_at,
                unkept=unkept,
            )
            return meetings.failed(answer) if answer.key.startswith("meeting:") and not unkept else ()

        self._keep(fetched, keep)

    def _keep(
        self,
        fetched: Fetched,
        keep: Callable[[Answer], Sequence[Row]],
        *,
        stores: Callable[[Session, Place], bool] | None = None,
    ) -> None:
        """Keep an answer and what follows from it; `stores` says whether its bytes may be stored (`None`: they may)."""
        try:
            with self.archive.writing() as session:
                place = place_of(session, fetched.source)
                capture = keep_capture(
                    session,
                    self.archive.blobs,
                    fetched,
                    source=place.id,
                    run=self.run,
                    hash_only=stores is not None and not stores(session, place),
                )
                answer = Answer(
                    session=session, place=place, run=self.run, capture=capture, origin=self.origin
                )
                note_changes(session, keep(answer), at=fetched.asked_at)
        except _ARCHIVE_AT_FAULT:
            raise
        except Exception as exc:  # whatever it is: one answer must not keep the others from being kept
            raise NotKept(f"{watching.UNKEPT}: {_reason(exc)}") from exc


def _reason(error: Exception) -> str:
    """What went wrong, in a line; a database's error without its statement, which holds the answer's words."""
    cause = error.orig if isinstance(error, StatementError) and error.orig else error
    words = " ".join(str(cause).split())
    return f"{type(cause).__name__}: {words}"[:_LONGEST_REASON] if words else type(cause).__name__


def _last_day(session: Session, place: Place, now: datetime) -> date | None:
    """The last day of the source's council, if that is past."""
    said = session.scalar(select(CouncilRow.valid_to).where(CouncilRow.id == place.council_id))
    last = last_day(said)
    return last if last is not None and last < london_date(now) else None


def _ask_again(answer: Answer) -> Sequence[Row]:
    """Have a standing question asked again when its time comes."""
    again = looking.at_question(answer.key, now=answer.now)
    watching.looked_at(answer.session, source=answer.place.id, key=answer.key, now=answer.now, again_at=again)
    return ()
