"""What can happen on a council's site: each kind of event as the script writes it, and what it changes.

A new kind of event is one more class here, and a line in `Event`. Items are named by their printed number,
meetings and papers by their ids.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    NaiveDatetime,
    ValidationInfo,
    field_validator,
    model_validator,
)

from sample import packs
from sample.site import Attachment, Attendance, Form, Item, Meeting, Publication, ScriptBroken, Site

Change = tuple[str, str]  # words that stand in a text exactly once, and what they become


class Written(BaseModel):
    """A table of the script; a key that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class WrittenPaper(Written):
    """A paper: its words, the minutes of an earlier meeting, a link, or a placeholder.

    The script gives `text` as the name of a file; reading the script puts the words in its place (the context of
    the validation is the library: words by name). `again` hangs a paper that is already public under one more item.
    """

    id: int
    title: str = ""
    form: Form = "pdf"
    text: str = ""
    minutes_of: int | None = None
    link: str = ""
    restricted: str | None = None
    again: bool = False

    @field_validator("text")
    @classmethod
    def words_of_the_file(cls, name: str, given: ValidationInfo) -> str:
        library: Mapping[str, str] = given.context or {}
        if name not in library:
            raise ValueError(f"there is no paper {name}.md")
        return library[name]

    @model_validator(mode="after")
    def says_one_thing(self) -> Self:
        given = [
            bool(self.text),
            self.minutes_of is not None,
            bool(self.link),
            bool(self.restricted),
            self.again,
        ]
        if given.count(True) != 1:
            raise ValueError(f"paper {self.id}: give one of text, minutes_of, link, restricted, again")
        return self


class WrittenItem(Written):
    """An agenda item; its number is its place on the agenda unless `number` says otherwise."""

    title: str
    number: str = ""
    text: str = ""
    issue: int | None = None
    restricted: str | None = None
    papers: tuple[WrittenPaper, ...] = ()


class WrittenPerson(Written):
    """Somebody at a meeting who is no member: an officer or a guest."""

    name: str
    role: str


class Happening(Written):
    """What all events share: the instant, with its zone."""

    at: AwareDatetime


class Schedule(Happening):
    """A meeting enters the calendar."""

    what: Literal["schedule"]
    meeting: Meeting

    def happen(self, site: Site) -> Site:
        site.committee(self.meeting.committee)
        return replace(site, meetings=(*site.meetings, self.meeting))


class Agenda(Happening):
    """An agenda is published, with the papers that come with it."""

    what: Literal["agenda"]
    meeting: int
    items: tuple[WrittenItem, ...]

    def happen(self, site: Site) -> Site:
        meeting = site.meeting(self.meeting)
        items = tuple(self._items(site, meeting))
        site = site.with_meeting(replace(meeting, agenda=self.at.astimezone(UTC), items=items))
        return _announced(site, self, "Agenda published", meeting)

    def _items(self, site: Site, meeting: Meeting) -> Iterator[Item]:
        for place, written in enumerate(self.items, start=1):
            yield Item(
                id=meeting.id * 100 + place,
                number=written.number or str(place),
                title=written.title,
                text=written.text.strip(),
                issue=written.issue,
                restricted=written.restricted,
                decision="",
                minutes="",
                attachments=tuple(_attached(paper, self, site) for paper in written.papers),
            )


class Add(Happening):
    """A paper comes after its agenda."""

    what: Literal["add"]
    meeting: int
    item: str
    paper: WrittenPaper

    def happen(self, site: Site) -> Site:
        item = _numbered(site.meeting(self.meeting), self.item)
        paper = _attached(self.paper, self, site)
        return site.with_item(replace(item, attachments=(*item.attachments, paper)))


class Replace(Happening):
    """A paper is exchanged under the same id. `silent` leaves the listing as it was: only the bytes differ."""

    what: Literal["replace"]
    paper: int
    title: str = ""
    change: tuple[Change, ...]
    silent: bool = False

    def happen(self, site: Site) -> Site:
        for _, item, paper in site.places_of(self.paper):
            exchanged = replace(
                paper,
                title=self.title or paper.title,
                paper=_changed(paper.paper, self.change),
                listed=paper.listed if self.silent else _local_date(self, site),
                changed=self.at.astimezone(UTC),
            )
            papers = tuple(exchanged if each.id == paper.id else each for each in item.attachments)
            site = site.with_item(replace(item, attachments=papers))
        return site


class Decisions(Happening):
    """A decision sheet is published: what was decided under which item."""

    what: Literal["decisions"]
    meeting: int
    said: Mapping[str, str]

    def happen(self, site: Site) -> Site:
        meeting = replace(site.meeting(self.meeting), decisions=self.at.astimezone(UTC))
        site = site.with_meeting(meeting)
        for number, words in self.said.items():
            site = site.with_item(replace(_numbered(meeting, number), decision=words.strip()))
        return _announced(site, self, "Decision sheet published", meeting)


class Minutes(Happening):
    """Draft minutes are published. Members of the committee were present unless they sent apologies.

    `entered = false`: the clerk never fills the attendance in, so the web service keeps saying "Expected".
    """

    what: Literal["minutes"]
    meeting: int
    closed: str
    apologies: frozenset[int] = frozenset()
    officers: tuple[WrittenPerson, ...] = ()
    guests: tuple[WrittenPerson, ...] = ()
    entered: bool = True
    said: Mapping[str, str]

    def happen(self, site: Site) -> Site:
        meeting = replace(
            site.meeting(self.meeting),
            minutes=self.at.astimezone(UTC),
            closed=self.closed,
            attendance=tuple(self._attendance(site)),
            attendance_entered=self.entered,
        )
        site = site.with_meeting(meeting)
        for number, words in self.said.items():
            item = _numbered(meeting, number)
            site = site.with_item(replace(item, minutes=words.strip()))
        return _announced(site, self, "Minutes published", meeting)

    def _attendance(self, site: Site) -> Iterator[Attendance]:
        for seat in site.committee(site.meeting(self.meeting).committee).seats:
            state: Literal["Apologies", "Present"] = (
                "Apologies" if seat.member in self.apologies else "Present"
            )
            yield Attendance(
                member=seat.member, name=site.member(seat.member).name, role=seat.role, state=state
            )
        for person in (*self.guests, *self.officers):
            yield Attendance(member=None, name=person.name, role=person.role, state="In attendance")


class Amend(Happening):
    """Words of published minutes change, and nothing says so."""

    what: Literal["amend"]
    meeting: int
    item: str
    change: tuple[Change, ...]

    def happen(self, site: Site) -> Site:
        item = _numbered(site.meeting(self.meeting), self.item)
        return site.with_item(replace(item, minutes=_changed(item.minutes, self.change)))


class Approve(Happening):
    """The next meeting confirms the minutes: the printed ones are no longer called draft."""

    what: Literal["approve"]
    meeting: int

    def happen(self, site: Site) -> Site:
        return site.with_meeting(replace(site.meeting(self.meeting), approved=self.at.astimezone(UTC)))


class Cancel(Happening):
    """A meeting is cancelled; it stays in the calendar and says so."""

    what: Literal["cancel"]
    meeting: int
    note: str

    def happen(self, site: Site) -> Site:
        return site.with_meeting(replace(site.meeting(self.meeting), status="Cancelled", note=self.note))


class Move(Happening):
    """A meeting gets another date, time or place under the same id."""

    what: Literal["move"]
    meeting: int
    starts: NaiveDatetime
    place: str = ""
    note: str

    def happen(self, site: Site) -> Site:
        meeting = site.meeting(self.meeting)
        place = self.place or meeting.place
        return site.with_meeting(replace(meeting, starts=self.starts, place=place, note=self.note))


Event = Annotated[
    Schedule | Agenda | Add | Replace | Decisions | Minutes | Amend | Approve | Cancel | Move,
    Field(discriminator="what"),
]


def _attached(written: WrittenPaper, event: Happening, site: Site) -> Attachment:
    if written.again:
        _, _, paper = site.places_of(written.id)[0]
        return paper
    if any(paper.id == written.id for meeting in site.meetings for _, paper in meeting.attachments()):
        raise ScriptBroken(f"paper {written.id} is there already")
    return Attachment(
        id=written.id,
        title=written.title,
        form="link" if written.link else written.form,
        paper=_text(written, site),
        link=written.link,
        listed=_local_date(event, site),
        changed=event.at.astimezone(UTC),
        restricted=written.restricted,
    )


def _text(written: WrittenPaper, site: Site) -> str:
    if written.minutes_of is None:
        return written.text
    return packs.minutes(site, site.meeting(written.minutes_of))


def _announced(site: Site, event: Happening, what: str, meeting: Meeting) -> Site:
    title = f"{site.committee(meeting.committee).title}, {meeting.starts:%d/%m/%Y}"
    line = Publication(at=event.at.astimezone(UTC), what=what, title=title, meeting=meeting.id)
    return replace(site, publications=(*site.publications, line))


def _numbered(meeting: Meeting, number: str) -> Item:
    for item in meeting.items:
        if item.number == number:
            return item
    raise ScriptBroken(f"meeting {meeting.id} has no item {number}")


def _changed(text: str, changes: tuple[Change, ...]) -> str:
    for old, new in changes:
        if text.count(old) != 1:
            raise ScriptBroken(f"{old!r} stands {text.count(old)} times in a text where it should stand once")
        text = text.replace(old, new)
    return text


def _local_date(event: Happening, site: Site) -> date:
    return event.at.astimezone(ZoneInfo(site.zone)).date()
