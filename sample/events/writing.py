"""How the script writes what happens: the tables that events share, and what they are made into.

Tables go in, records of `sample.site` come out.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date
from pathlib import Path
from typing import Literal, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from sample import packs
from sample.site import Attachment, Form, Item, Meeting, Publication, ScriptBroken, Site

Change = tuple[str, str]  # words that stand in a text exactly once, and what they become


class Written(BaseModel):
    """A table of the script; a key that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Read = TypeVar("Read", bound=Written)


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
        return words_of(name, given)

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


def read(kind: type[Read], path: Path, library: Mapping[str, str]) -> Read:
    """A file of the script; `library` is the words that it may name.

    Raises:
        ScriptBroken: it is no TOML, or holds what the script does not know.
    """
    try:
        return kind.model_validate(tomllib.loads(path.read_text(encoding="utf-8")), context=library)
    except (ValidationError, tomllib.TOMLDecodeError) as exc:
        raise ScriptBroken(f"{path.name}: {exc}") from exc


def words_of(name: str, given: ValidationInfo) -> str:
    """The words of a paper by the name of its file; the context of the validation is the library.

    Raises:
        ValueError: there is no such file.
    """
    library: Mapping[str, str] = given.context or {}
    if name not in library:
        raise ValueError(f"there is no paper {name}.md")
    return library[name]


def placed(written: WrittenItem, event: Happening, site: Site, *, ref: int, number: str) -> Item:
    """An item as it comes onto an agenda, with its papers; `number` is printed unless it has one of its own."""
    return Item(
        id=ref,
        number=written.number or number,
        title=written.title,
        text=written.text.strip(),
        issue=written.issue,
        restricted=written.restricted,
        decision="",
        minutes="",
        attachments=tuple(attached(paper, event, site) for paper in written.papers),
    )


def attached(written: WrittenPaper, event: Happening, site: Site) -> Attachment:
    """A paper as it becomes public.

    Raises:
        ScriptBroken: a paper of that id is there already.
        KeyError: it repeats a paper, or minutes of a meeting, that are not there.
    """
    if written.again:
        return site.paper(written.id)
    if any(paper.id == written.id for paper in site.papers()):
        raise ScriptBroken(f"paper {written.id} is there already")
    return Attachment(
        id=written.id,
        title=written.title,
        form="link" if written.link else written.form,
        paper=_text(written, site),
        link=written.link,
        listed=local_date(event, site),
        changed=event.at.astimezone(UTC),
        restricted=written.restricted,
    )


def announced(
    site: Site,
    event: Happening,
    what: str,
    title: str,
    kind: Literal["meeting", "issue", "plan", "decision"],
    ref: int,
) -> Site:
    """The site with one more line of what is new."""
    line = Publication(at=event.at.astimezone(UTC), what=what, title=title, kind=kind, ref=ref)
    return replace(site, publications=(*site.publications, line))


def announced_of(site: Site, event: Happening, what: str, meeting: Meeting) -> Site:
    """The site with one more line of what is new of a meeting: "Agenda published: Cabinet, 29/09/2026"."""
    title = f"{site.committee(meeting.committee).title}, {meeting.starts:%d/%m/%Y}"
    return announced(site, event, what, title, "meeting", meeting.id)


def numbered(meeting: Meeting, number: str) -> Item:
    """The item of that printed number.

    Raises:
        ScriptBroken: the meeting has none.
    """
    for item in meeting.items:
        if item.number == number:
            return item
    raise ScriptBroken(f"meeting {meeting.id} has no item {number}")


def changed(text: str, changes: tuple[Change, ...]) -> str:
    """The text with words exchanged.

    Raises:
        ScriptBroken: words to change do not stand in it exactly once.
    """
    for old, new in changes:
        if text.count(old) != 1:
            raise ScriptBroken(f"{old!r} stands {text.count(old)} times in a text where it should stand once")
        text = text.replace(old, new)
    return text


def local_date(event: Happening, site: Site) -> date:
    """The day of the event where the council is."""
    return event.at.astimezone(ZoneInfo(site.zone)).date()


def _text(written: WrittenPaper, site: Site) -> str:
    if written.minutes_of is None:
        return written.text
    return packs.minutes(site, site.meeting(written.minutes_of))
