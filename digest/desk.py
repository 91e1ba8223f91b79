"""The desk: what tellers need of documents, laid out for many happenings at a time, so that none has to ask the archive itself.

Only what was laid out last lies there: the papers of a week in all England would not fit.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from sqlalchemy.orm import Session

from domain import wall
from domain.document import DocumentKind, EventType
from domain.source import Channel
from storage import developments, passages, private
from storage.developments import DueSeen, Happening, MeetingSeen
from storage.passages import DocumentSeen, Judged, PageSeen, Statement, VersionSeen
from storage.schema import JsonObject

_Value = TypeVar("_Value")

_INSPECTIONS = (DocumentKind.INSPECTION_REPORT, DocumentKind.INSPECTION_LETTER)

# So many documents with all their pages stand in memory together.
AT_ONCE = 100


@dataclass(kw_only=True)
class Desk:
    """The pages and statements of some versions, what stood before them, and what is known of their meetings and speakers."""

    session: Session
    _pages: dict[int, list[PageSeen]] = field(default_factory=dict)
    _statements: dict[int, list[Statement]] = field(default_factory=dict)
    _before: dict[tuple[int, int], VersionSeen] = field(default_factory=dict)
    _inspections: dict[int, JsonObject] = field(default_factory=dict)
    _approved: set[int] = field(default_factory=set)
    _people: dict[str, str] = field(default_factory=dict)
    _carried: dict[int, MeetingSeen] = field(default_factory=dict)
    _judged: dict[int, list[Judged]] = field(default_factory=dict)
    _due: dict[int, list[DueSeen]] = field(default_factory=dict)
    _named: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _in_place_of: dict[int, VersionSeen] = field(default_factory=dict)
    _private: dict[str, tuple[wall.Span, ...]] = field(default_factory=dict)

    def lay_out(self, happenings: Collection[Happening]) -> None:
        """Lay out what these happenings speak of, in place of what lay there."""
        versions = [each.version for each in happenings if each.version]
        earlier = {(each.document_id, each.number - 1) for each in versions if each.number > 1}
        self._before = passages.numbered(self.session, earlier)
        replaced = {each.replaces.id for each in happenings if each.replaces}
        self._in_place_of = passages.newest(self.session, replaced)
        self.lay_out_versions([*versions, *self._before.values(), *self._in_place_of.values()])
        meetings = {each.meeting.id for each in happenings if each.meeting}
        self._approved = passages.approved_minutes(self.session, meetings)
        self._inspections = passages.inspections(self.session, {each.id for each in versions})
        speakers = {each.speaker for some in self._statements.values() for each in some if each.speaker}
        self._people = passages.public_people(self.session, speakers)

        minutes = {
            each.document.id
            for each in happenings
            if each.type is EventType.MINUTES_PUBLISHED and each.document and not each.document.meeting_id
        }
        self._carried = developments.carrying(self.session, minutes)
        self._due = developments.made_due(self.session, {each.id for each in versions})
        govuk = {each.version.id for each in happenings if each.version and each.channel is Channel.GOVUK}
        self._named = passages.councils_named(self.session, govuk)
        inspected = {
            each.council.id
            for each in happenings
            if each.document and each.document.kind in _INSPECTIONS and each.council
        }
        self._judged = passages.judged(self.session, inspected)

    def lay_out_versions(self, versions: Collection[VersionSeen]) -> None:
        """Lay out the pages and statements of these versions."""
        numbers = {each.id for each in versions}
        self._pages = passages.pages(self.session, numbers)
        self._statements = passages.statements(self.session, numbers)
        texts = {page.text_sha256 for some in self._pages.values() for page in some}
        self._private = private.spans(self.session, texts)

    def pages(self, version: VersionSeen) -> Sequence[PageSeen]:
        """The pages of a version's current text."""
        return self._pages.get(version.id, ())

    def statements(self, version: VersionSeen) -> Sequence[Statement]:
        """What a version's current text states, in reading order."""
        return self._statements.get(version.id, ())

    def names_private(self, page: PageSeen, start: int, end: int) -> bool:
        """Whether words of a page name somebody in no public role."""
        spans = self._private.get(page.text_sha256, ())
        return wall.touches(spans, page.starts + start, page.starts + end)

    def before(self, version: VersionSeen) -> VersionSeen | None:
        """The version before this one, if it was seen."""
        return self._before.get((version.document_id, version.number - 1))

    def instead_of(self, happening: Happening) -> tuple[DocumentSeen, VersionSeen] | None:
        """The file in whose place a document was put, as it last read."""
        before = self._in_place_of.get(happening.replaces.id) if happening.replaces else None
        return (happening.replaces, before) if happening.replaces and before else None

    def councils_in(self, version: VersionSeen, start: int, end: int) -> list[int]:
        """The councils (internal ids) that a stretch of a page of GOV.UK names, each once, in their order."""
        named = sorted(place for place in self._named.get(version.id, ()) if start <= place[0] < end)
        return list(dict.fromkeys(council for _, council in named))

    def judged(self, happening: Happening) -> list[Judged]:
        """The inspection reports on the council of a happening that are published now, inspected last first."""
        return self._judged.get(happening.council.id, []) if happening.council else []

    def made_due(self, version: VersionSeen) -> list[DueSeen]:
        """What a version makes due and is still to come."""
        return self._due.get(version.id, [])

    def inspection(self, version: VersionSeen) -> JsonObject:
        """What was read of the inspection that a version reports."""
        return self._inspections.get(version.id, {})

    def is_approved(self, meeting: MeetingSeen | None) -> bool:
        """Whether a later meeting of the committee is on record as approving a meeting's minutes."""
        return meeting is not None and meeting.id in self._approved

    def carried_by(self, happening: Happening) -> MeetingSeen | None:
        """The later meeting among whose papers minutes came out, if they did."""
        found = self._carried.get(happening.document.id) if happening.document else None
        later = found and happening.meeting and found.day > happening.meeting.day
        return found if later else None

    def person(self, words: str) -> str | None:
        """The name of a person in a public role whom these words mean; `None` for anybody else."""
        return self._people.get(words)


def portions(values: Iterable[_Value]) -> Iterator[list[_Value]]:
    """So many as are laid out at once, and again."""
    left = iter(values)
    while some := list(islice(left, AT_ONCE)):
        yield some
