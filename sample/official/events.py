"""What can happen on the official sites: each kind of event as the script writes it, and what it changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationInfo, field_validator

from sample.events.writing import Change, Happening, Written, changed, words_of
from sample.official.printed import Paper
from sample.official.record import (
    Attachment,
    DataSet,
    Edition,
    Group,
    Line,
    Note,
    Page,
    Provider,
    Publication,
    Record,
    Renamed,
)
from sample.site import ScriptBroken

_LONDON = ZoneInfo("Europe/London")


class Begins(Happening):
    """Ofsted lists a new council."""

    what: Literal["begins"]
    provider: Provider

    def happen(self, record: Record) -> Record:
        return replace(record, providers=(*record.providers, self.provider))


class Ends(Happening):
    """A council has ended: the search names it no more, its page stays."""

    what: Literal["ends"]
    urn: int

    def happen(self, record: Record) -> Record:
        return record.with_provider(replace(record.provider(self.urn), listed=False))


class Report(Happening):
    """A report or letter comes out. Without a `paper` the page lists a file that is not there any more."""

    what: Literal["report"]
    urn: int
    file: int
    label: str
    held: date
    paper: Paper | None = None

    def happen(self, record: Record) -> Record:
        provider = record.provider(self.urn)
        line = Line(
            file=self.file, label=self.label, held=self.held, published=self.at.astimezone(_LONDON).date()
        )
        files = record.files if self.paper is None else {**record.files, self.file: self.paper}
        return replace(record.with_provider(replace(provider, lines=(line, *provider.lines))), files=files)


class Reissue(Happening):
    """A letter is put in the place of another without a word: same day in the list, another file; the old one is dead."""

    what: Literal["reissue"]
    urn: int
    file: int
    by: int
    change: tuple[Change, ...]

    def happen(self, record: Record) -> Record:
        provider = record.provider(self.urn)
        lines = tuple(
            replace(line, file=self.by) if line.file == self.file else line for line in provider.lines
        )
        if lines == provider.lines:
            raise ScriptBroken(f"{provider.name} lists no file {self.file}")
        old = record.files[self.file]
        new = old.model_copy(update={"text": changed(old.text, self.change)})
        files = {ref: paper for ref, paper in record.files.items() if ref != self.file}
        return replace(record.with_provider(replace(provider, lines=lines)), files={**files, self.by: new})


class WrittenAttachment(Written):
    """A file behind a page: a `paper`, or a `table` by the name of its file."""

    name: str
    title: str
    paper: Paper | None = None
    table: str = ""

    @field_validator("table")
    @classmethod
    def words_of_the_file(cls, name: str, given: ValidationInfo) -> str:
        return words_of(name, given)


class Published(Happening):
    """A page of GOV.UK comes out."""

    what: Literal["page"]
    path: str
    title: str
    description: str
    schema_name: str
    document_type: str
    organisation: str
    body: str
    groups: tuple[Group, ...] = ()
    attachments: tuple[WrittenAttachment, ...] = ()

    @field_validator("body")
    @classmethod
    def words_of_the_file(cls, name: str, given: ValidationInfo) -> str:
        return words_of(name, given)

    def happen(self, record: Record) -> Record:
        at = self.at.astimezone(UTC)
        page = Page(
            path=self.path,
            title=self.title,
            description=self.description,
            schema=self.schema_name,
            document_type=self.document_type,
            organisation=self.organisation,
            body=self.body,
            first_published=at,
            updated=at,
            notes=(Note(at=at, words="First published."),),
            groups=self.groups,
            attachments=tuple(_attached(self, self.attachments)),
        )
        return replace(record, pages=(*record.pages, page))


class Updated(Happening):
    """A page of GOV.UK changes in a way that its readers are told of; what is not given stays."""

    what: Literal["update"]
    path: str
    note: str
    body: str = ""
    groups: tuple[Group, ...] = ()
    attachments: tuple[WrittenAttachment, ...] = ()

    @field_validator("body")
    @classmethod
    def words_of_the_file(cls, name: str, given: ValidationInfo) -> str:
        return words_of(name, given)

    def happen(self, record: Record) -> Record:
        page = record.page(self.path)
        at = self.at.astimezone(UTC)
        return record.with_page(
            replace(
                page,
                updated=at,
                notes=(Note(at=at, words=self.note), *page.notes),
                body=self.body or page.body,
                groups=self.groups or page.groups,
                attachments=(*page.attachments, *_attached(self, self.attachments)),
            )
        )


class Released(Happening):
    """A data set comes out, or a new edition of it."""

    what: Literal["edition"]
    publication: str
    data_set: str
    summary: str
    number: str
    kind: Literal["Major", "Minor"]
    release: str
    notes: str = ""
    table: str
    renamed: tuple[Renamed, ...] = ()

    @field_validator("table")
    @classmethod
    def words_of_the_file(cls, name: str, given: ValidationInfo) -> str:
        return words_of(name, given)

    def happen(self, record: Record) -> Record:
        edition = Edition(
            number=self.number,
            kind=self.kind,
            release=self.release,
            published=self.at.astimezone(UTC),
            notes=self.notes,
            table=self.table.encode("utf-8-sig"),
            renamed=self.renamed,
        )
        if self.publication not in {each.slug for each in record.publications}:
            raise KeyError(self.publication)
        publications = (
            replace(each, data_sets=tuple(self._with(each, edition)))
            if each.slug == self.publication
            else each
            for each in record.publications
        )
        return replace(record, publications=tuple(publications))

    def _with(self, publication: Publication, edition: Edition) -> Iterator[DataSet]:
        known = False
        for data_set in publication.data_sets:
            same = data_set.title == self.data_set
            known = known or same
            yield replace(data_set, editions=(*data_set.editions, edition)) if same else data_set
        if not known:
            yield DataSet(title=self.data_set, summary=self.summary, editions=(edition,))


Event = Annotated[
    Begins | Ends | Report | Reissue | Published | Updated | Released, Field(discriminator="what")
]


def _attached(event: Happening, written: tuple[WrittenAttachment, ...]) -> Iterator[Attachment]:
    for each in written:
        yield Attachment(
            name=each.name,
            title=each.title,
            changed=event.at.astimezone(UTC),
            paper=each.paper,
            table=each.table.encode(),
        )
