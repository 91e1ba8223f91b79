"""The tables of the archive, the same on SQLite and PostgreSQL; `migrations/` makes them, a test proves that both agree.

`id` is internal. `uid` is public and permanent (`domain.uid`). `*_at` are UTC instants, refused without a zone.
Stated and printed dates are EDTF text, where needed beside the first and last possible day (`_from`, `_to`).
What was ever shown is not deleted: it is ended (`until_run`), hidden or erased (`access`).
"""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from domain.instants import utc
from domain.mention import JsonValue

# The newest migration in `migrations/versions`; an archive that names another was written by another program.
SCHEMA = "0005"


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite has no type for it: there it is kept without the zone that it is known to have."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone."""
        if value is None:
            return None
        moment = utc(value)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only INTEGER keys
Json = JSON().with_variant(JSONB, "postgresql")
JsonObject = dict[str, JsonValue]


class Base(DeclarativeBase):
    """The root of the tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        int: BigInteger(),
        datetime: Instant(),
    }


def _id() -> Mapped[int]:
    return mapped_column(Id, primary_key=True)


def _ref(table: str) -> Mapped[int]:
    return mapped_column(ForeignKey(f"{table}.id"))


def _maybe(table: str) -> Mapped[int | None]:
    return mapped_column(ForeignKey(f"{table}.id"))


class Meta(Base):
    """A word about the archive itself: its own uid, the grammar of its index."""

    __tablename__ = "meta"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class CouncilRow(Base):
    """A council, as the reference tables and the source files have it; `gss` is empty until the code is given out."""

    __tablename__ = "council"
    id: Mapped[int] = _id()
    slug: Mapped[str] = mapped_column(unique=True)
    gss: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    short_name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(Json)
    weak_aliases: Mapped[list[str]] = mapped_column(Json)
    valid_from: Mapped[str | None]
    valid_to: Mapped[str | None]


class Succession(Base):
    """One council passes what it owes to another; a council may have several successors."""

    __tablename__ = "succession"
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), primary_key=True)
    successor_id: Mapped[int] = mapped_column(ForeignKey("council.id"), primary_key=True)


class SourceRow(Base):
    """A source, copied from its file at every start; storage, digest and web read this.

    `name` and `publisher` are what a news title calls itself and whose it is; `covers` are the slugs of the councils that
    it writes about, empty for all of England. `anonymous` marks texts that must never stand beside one that names private
    people.
    """

    __tablename__ = "source"
    id: Mapped[int] = _id()
    key: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[str]
    system: Mapped[str]
    council_id: Mapped[int | None] = _maybe("council")
    base_url: Mapped[str]
    licence: Mapped[str]
    promise: Mapped[JsonObject] = mapped_column(Json)
    watch_committees: Mapped[list[str]] = mapped_column(Json)
    skip_committees: Mapped[list[str]] = mapped_column(Json)
    enabled: Mapped[bool]
    note: Mapped[str | None]
    deadlines: Mapped[list[JsonObject]] = mapped_column(Json, server_default="[]")
    name: Mapped[str | None]
    publisher: Mapped[str | None]
    covers: Mapped[list[str]] = mapped_column(Json, server_default="[]")
    anonymous: Mapped[bool] = mapped_column(server_default=false())
    file_sha256: Mapped[str]


class Probe(Base):
    """What a site was found to offer, and when: the road by which its papers are read, or why there is none."""

    __tablename__ = "probe"
    __table_args__ = (Index("ix_probe_source", "source_id", "id"),)
    id: Mapped[int] = _id()
    source_id: Mapped[int] = _ref("source")
    at: Mapped[datetime]
    road: Mapped[str]
    reason: Mapped[str]
    found: Mapped[JsonObject] = mapped_column(Json)


class Run(Base):
    """One run of one step: what it was, when, how it ended."""

    __tablename__ = "run"
    id: Mapped[int] = _id()
    step: Mapped[str]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    program: Mapped[str]
    summary: Mapped[JsonObject | None] = mapped_column(Json)


class Blob(Base):
    """An original by its sha256; the row stays as a tombstone when the bytes are erased.

    `expired` says that they went because their time was over, not by a decision: the same bytes may come again.
    """

    __tablename__ = "blob"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    bytes: Mapped[int]
    media_type: Mapped[str]
    packing: Mapped[str]
    erased_at: Mapped[datetime | None]
    expired: Mapped[bool] = mapped_column(server_default=false())


class Capture(Base):
    """One answer of a source, or why there was none; validators count only with their content kept."""

    __tablename__ = "capture"
    __table_args__ = (Index("ix_capture_watch", "source_id", "watch_key", "id"),)
    id: Mapped[int] = _id()
    source_id: Mapped[int] = _ref("source")
    run_id: Mapped[int] = _ref("run")
    watch_key: Mapped[str]
    method: Mapped[str]
    url: Mapped[str]
    asked_at: Mapped[datetime]
    status: Mapped[int | None]
    error: Mapped[str | None]
    headers: Mapped[JsonObject] = mapped_column(Json)
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    sha256: Mapped[str | None] = mapped_column(ForeignKey("blob.sha256"))


class WatchRow(Base):
    """Something to look at and when; `done_at` is set when nothing more is to be looked for."""

    __tablename__ = "watch"
    __table_args__ = (
        PrimaryKeyConstraint("source_id", "key"),
        Index(
            "ix_watch_due",
            "source_id",
            "due_at",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        Index(
            "ix_watch_tries",
            "source_id",
            sqlite_where=text("tries > 0"),
            postgresql_where=text("tries > 0"),
        ),
    )
    source_id: Mapped[int] = _ref("source")
    key: Mapped[str]
    url: Mapped[str | None]
    due_at: Mapped[datetime]
    reason: Mapped[str]
    tries: Mapped[int]
    done_at: Mapped[datetime | None]


class DocumentRow(Base):
    """A document under the source's own id.

    `council_id` is whom it is about: the source's council, else what linking found. `meeting_id` stands where it is a
    meeting's own agenda, decisions or minutes.
    """

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("source_id", "ref"),
        Index("ix_document_meeting", "meeting_id"),
        Index("ix_document_source", "source_id", "first_seen_at"),
        Index("ix_document_council", "council_id"),
    )
    id: Mapped[int] = _id()
    uid: Mapped[str] = mapped_column(unique=True)
    source_id: Mapped[int] = _ref("source")
    ref: Mapped[str]
    kind: Mapped[str]
    url: Mapped[str]
    council_id: Mapped[int | None] = _maybe("council")
    meeting_id: Mapped[int | None] = _maybe("meeting")
    first_seen_at: Mapped[datetime]
    last_listed_run: Mapped[int | None] = _maybe("run")
    absences: Mapped[int]
    withdrawn_at: Mapped[datetime | None]


class VersionRow(Base):
    """A document as it was from one moment on. Not unique by fingerprint: A, B, A are three versions."""

    __tablename__ = "version"
    __table_args__ = (
        UniqueConstraint("document_id", "number"),
        CheckConstraint("origin IN ('watch','backfill','added','replay')", name="origin"),
        CheckConstraint("access IN ('open','restricted','hidden','erased')", name="access"),
        Index("ix_version_sha256", "sha256"),
    )
    id: Mapped[int] = _id()
    document_id: Mapped[int] = _ref("document")
    number: Mapped[int]
    fingerprint: Mapped[str]
    sha256: Mapped[str | None] = mapped_column(ForeignKey("blob.sha256"))
    capture_id: Mapped[int | None] = _maybe("capture")
    title: Mapped[str]
    authors: Mapped[list[str]] = mapped_column(Json)
    published: Mapped[str | None]
    published_from: Mapped[date | None]
    published_to: Mapped[date | None]
    modified: Mapped[str | None]
    dated: Mapped[str | None]
    dated_from: Mapped[date | None]
    dated_to: Mapped[date | None]
    first_seen_at: Mapped[datetime]
    origin: Mapped[str]
    licence: Mapped[str]
    access: Mapped[str]


class TextRow(Base):
    """What spans count in; a better reader adds a row and moves no old span.

    `redactions` are where a PDF hides words that it still holds (`[page, "box" | "colour" | "invisible"]`), without them.
    """

    __tablename__ = "text"
    __table_args__ = (UniqueConstraint("version_id", "reader"),)
    id: Mapped[int] = _id()
    version_id: Mapped[int] = _ref("version")
    sha256: Mapped[str]
    reader: Mapped[str]
    quality: Mapped[str]
    warnings: Mapped[list[str]] = mapped_column(Json)
    is_current: Mapped[bool]
    expired_at: Mapped[datetime | None]
    redactions: Mapped[list[list[JsonValue]]] = mapped_column(Json, server_default="[]")


class PageRow(Base):
    """A page (or a meeting's item) of a text and its words; the words go when retention ends."""

    __tablename__ = "page"
    __table_args__ = (PrimaryKeyConstraint("text_id", "number"),)
    text_id: Mapped[int] = _ref("text")
    number: Mapped[int]
    starts: Mapped[int]
    ends: Mapped[int]
    item: Mapped[str | None]
    score: Mapped[float | None] = mapped_column(Float)
    words: Mapped[str | None]


class Fingerprint(Base):
    """A hash of five words in a row, for finding copies; `place` is the number of the first of them in the text."""

    __tablename__ = "fingerprint"
    __table_args__ = (
        PrimaryKeyConstraint("version_id", "hash"),
        Index("ix_fingerprint_hash", "hash", "version_id"),
    )
    version_id: Mapped[int] = _ref("version")
    hash: Mapped[int]
    place: Mapped[int] = mapped_column(Integer, server_default="0")


class Entity(Base):
    """Somebody or something that texts speak of; a person is public only with a public role in evidence. Old addresses keep answering.

    `renamed` is what a person decided that it is called; `name` stays what sources and texts call it.
    """

    __tablename__ = "entity"
    __table_args__ = (
        Index("ix_entity_council", "council_id", "kind"),
        Index("ix_entity_merged_into", "merged_into"),
    )
    id: Mapped[int] = _id()
    uid: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    name: Mapped[str]
    renamed: Mapped[str | None]
    council_id: Mapped[int | None] = _maybe("council")
    valid_from: Mapped[str | None]
    valid_to: Mapped[str | None]
    public: Mapped[bool]
    merged_into: Mapped[int | None] = _maybe("entity")


class EntityRef(Base):
    """An id that a source or register gives an entity: `committee/lancashire:member` and `1234`."""

    __tablename__ = "entity_ref"
    __table_args__ = (PrimaryKeyConstraint("scheme", "value"),)
    scheme: Mapped[str]
    value: Mapped[str]
    entity_id: Mapped[int] = _ref("entity")


class Alias(Base):
    """Words that mean an entity, in a scope, and who says so."""

    __tablename__ = "alias"
    __table_args__ = (PrimaryKeyConstraint("entity_id", "words", "scope"),)
    entity_id: Mapped[int] = _ref("entity")
    words: Mapped[str]
    scope: Mapped[str]
    source: Mapped[str]


class CommitteeRow(Base):
    """A committee of a source, whether it is watched, and why or why not."""

    __tablename__ = "committee"
    __table_args__ = (UniqueConstraint("source_id", "ref"),)
    id: Mapped[int] = _id()
    entity_id: Mapped[int] = _ref("entity")
    source_id: Mapped[int] = _ref("source")
    ref: Mapped[str]
    title: Mapped[str]
    category: Mapped[str | None]
    expired: Mapped[bool]
    watched: Mapped[bool]
    why: Mapped[str]


class MeetingRow(Base):
    """A meeting as last seen. Times are wall clock with a zone's name; `sequence` counts its changes (for calendars).

    `status` is what its own page says, `listed_status` what the calendar does; `road` is the one its page was last read by.
    """

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("source_id", "ref"), Index("ix_meeting_starts", "starts_local"))
    id: Mapped[int] = _id()
    uid: Mapped[str] = mapped_column(unique=True)
    source_id: Mapped[int] = _ref("source")
    ref: Mapped[str]
    committee_id: Mapped[int] = _ref("committee")
    starts_local: Mapped[str]
    zone: Mapped[str]
    place: Mapped[str | None]
    status: Mapped[str]
    listed_status: Mapped[str | None]
    road: Mapped[str | None]
    agenda_published: Mapped[bool]
    decisions_published: Mapped[bool]
    minutes_published: Mapped[bool]
    fingerprint: Mapped[str]
    sequence: Mapped[int]
    absences: Mapped[int]
    first_seen_at: Mapped[datetime]


class AgendaItemRow(Base):
    """An item of a meeting's agenda."""

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("meeting_id", "ref"),)
    id: Mapped[int] = _id()
    meeting_id: Mapped[int] = _ref("meeting")
    ref: Mapped[str]
    position: Mapped[int]
    number: Mapped[str | None]
    title: Mapped[str]
    restricted: Mapped[bool]
    restriction: Mapped[str | None]
    to_follow: Mapped[bool] = mapped_column(server_default=false())
    issue_ref: Mapped[str | None]


class Attachment(Base):
    """A document under an item of a meeting (item `''`: under the meeting itself). One document may hang under many meetings.

    `road` is the one by which it was last seen listed: what only one road shows is not missed on the other.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        PrimaryKeyConstraint("meeting_id", "item_ref", "ref"),
        Index("ix_attachment_document", "document_id"),
    )
    meeting_id: Mapped[int] = _ref("meeting")
    item_ref: Mapped[str]
    ref: Mapped[str]
    document_id: Mapped[int | None] = _maybe("document")
    title: Mapped[str]
    url: Mapped[str | None]
    restricted: Mapped[bool]
    restriction: Mapped[str | None]
    published: Mapped[str | None]
    size: Mapped[str | None]
    revision: Mapped[str | None]
    road: Mapped[str | None]
    listed: Mapped[bool]
    absences: Mapped[int]
    first_seen_at: Mapped[datetime]


class Attendance(Base):
    """A member or a named-role officer on a meeting's list; nobody else is kept. `position` is their place on it."""

    __tablename__ = "attendance"
    __table_args__ = (
        PrimaryKeyConstraint("meeting_id", "position"),
        Index("ix_attendance_member", "member_id"),
    )
    meeting_id: Mapped[int] = _ref("meeting")
    position: Mapped[int]
    member_id: Mapped[int | None] = _maybe("member")
    name: Mapped[str]
    role: Mapped[str | None]
    attendance: Mapped[str | None]


class MemberRow(Base):
    """A member of a council under the source's own id, as last listed; `entity_id` is the person."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("source_id", "ref"),)
    id: Mapped[int] = _id()
    entity_id: Mapped[int] = _ref("entity")
    source_id: Mapped[int] = _ref("source")
    ref: Mapped[str]
    name: Mapped[str]
    ward: Mapped[str | None]
    party: Mapped[str | None]
    posts: Mapped[str | None]
    terms: Mapped[list[JsonObject]] = mapped_column(Json)
    listed: Mapped[bool]
    first_seen_at: Mapped[datetime]


class IssueRow(Base):
    """What a council follows under one id across plans, meetings and decisions; `due` is EDTF, as last stated."""

    __tablename__ = "issue"
    __table_args__ = (UniqueConstraint("source_id", "ref"),)
    id: Mapped[int] = _id()
    uid: Mapped[str] = mapped_column(unique=True)
    source_id: Mapped[int] = _ref("source")
    ref: Mapped[str]
    title: Mapped[str]
    url: Mapped[str]
    maker: Mapped[str | None]
    status: Mapped[str | None]
    is_key: Mapped[bool | None]
    due: Mapped[str | None]
    procedure: Mapped[str | None]
    fingerprint: Mapped[str]
    first_seen_at: Mapped[datetime]


class IssueStepRow(Base):
    """A station of an issue: an agenda item of a meeting, or a decision (`ref` is `item:<id>`, `meeting:<id>` or `decision:<id>`)."""

    __tablename__ = "issue_step"
    __table_args__ = (PrimaryKeyConstraint("issue_id", "ref"),)
    issue_id: Mapped[int] = _ref("issue")
    ref: Mapped[str]
    meeting_ref: Mapped[str | None]
    title: Mapped[str]
    body: Mapped[str | None]
    day: Mapped[date | None]
    first_seen_at: Mapped[datetime]


class RegisterEntry(Base):
    """What a decision register says of a decision that is a document of ours: who decided, when, whether it may be called in."""

    __tablename__ = "register_entry"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    maker: Mapped[str | None]
    status: Mapped[str | None]
    is_key: Mapped[bool | None]
    is_subject_to_call_in: Mapped[bool | None]
    decided: Mapped[date | None]
    published: Mapped[date | None]
    effective: Mapped[date | None]
    meeting_ref: Mapped[str | None]
    issue_ref: Mapped[str | None]
    restriction: Mapped[str | None]


class Enclosure(Base):
    """A document that a registered decision was made on, as the decision's page lists it; a restricted one is no document of ours."""

    __tablename__ = "enclosure"
    __table_args__ = (
        PrimaryKeyConstraint("decision_id", "ref"),
        Index("ix_enclosure_document", "document_id"),
    )
    decision_id: Mapped[int] = _ref("document")
    ref: Mapped[str]
    document_id: Mapped[int | None] = _maybe("document")
    title: Mapped[str]
    restricted: Mapped[bool]
    restriction: Mapped[str | None]
    published: Mapped[str | None]
    first_seen_at: Mapped[datetime]


class ProviderRow(Base):
    """Whom Ofsted inspects, under its own number (URN), as last listed: a council's children's services, or a home.

    `kind` is `childrens_services`, `childrens_home` or another of `domain.provider`; `listed_type` the source's own words.
    `latest_report` is the day (EDTF) that the listing prints, `council_id` whose services or in whose area it is. Neither
    address nor number of places is kept: of a home for one child they tell where a child lives.
    """

    __tablename__ = "provider"
    __table_args__ = (
        UniqueConstraint("source_id", "ref"),
        Index("ix_provider_council", "council_id", "kind"),
    )
    id: Mapped[int] = _id()
    entity_id: Mapped[int] = _ref("entity")
    source_id: Mapped[int] = _ref("source")
    ref: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    listed_type: Mapped[str]
    council_id: Mapped[int | None] = _maybe("council")
    url: Mapped[str | None]
    status: Mapped[str | None]
    sector: Mapped[str | None]
    owner: Mapped[str | None]
    latest_report: Mapped[str | None]
    listed: Mapped[bool]
    last_listed_run: Mapped[int | None] = _maybe("run")
    absences: Mapped[int]
    first_seen_at: Mapped[datetime]


class ListedReportRow(Base):
    """A report or letter that a provider's page lists, under the id of its file; the document is the file.

    `what` is the kind of publication (`domain.provider.ReportKind`), `title` the page's own words for it; `published` and
    `inspected` are EDTF, as printed. One that is missing on two whole pages in a row is not `listed` any more.
    """

    __tablename__ = "listed_report"
    __table_args__ = (
        PrimaryKeyConstraint("provider_id", "ref"),
        Index("ix_listed_report_document", "document_id"),
    )
    provider_id: Mapped[int] = _ref("provider")
    ref: Mapped[str]
    document_id: Mapped[int] = _ref("document")
    what: Mapped[str]
    title: Mapped[str]
    published: Mapped[str | None]
    inspected: Mapped[str | None]
    listed: Mapped[bool]
    absences: Mapped[int]
    first_seen_at: Mapped[datetime]


class ContentItemRow(Base):
    """A page of GOV.UK as last seen, under its path there (`ref` of its document is `content:` and the path).

    `listed_at` is the newest timestamp that a search or feed gave for it, `updated_at` that of the page as kept.
    `withdrawn_*` is GOV.UK's own notice; `gone` says "gone", or the path to which it leads now.
    """

    __tablename__ = "content_item"
    __table_args__ = (Index("ix_content_item_base_path", "base_path"),)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    base_path: Mapped[str]
    content_id: Mapped[str | None]
    document_type: Mapped[str]
    listed_at: Mapped[datetime | None]
    updated_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_note: Mapped[str | None]
    gone: Mapped[str | None]


class DataSetRow(Base):
    """A data set of official statistics under its publisher's id; `latest` is the number of its newest version as listed."""

    __tablename__ = "data_set"
    __table_args__ = (UniqueConstraint("source_id", "ref"), Index("ix_data_set_document", "document_id"))
    id: Mapped[int] = _id()
    source_id: Mapped[int] = _ref("source")
    ref: Mapped[str]
    document_id: Mapped[int] = _ref("document")
    publication: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    status: Mapped[str]
    superseded_by: Mapped[str | None]
    latest: Mapped[str | None]
    first_seen_at: Mapped[datetime]


class DataSetVersionRow(Base):
    """A version of a data set as its publisher numbers them (`2.1`), in which release, and what it breaks.

    `version_id` is ours once its file is kept; `rules` the digest of the rules that made its figures last, empty as long as
    none were made.
    """

    __tablename__ = "data_set_version"
    __table_args__ = (
        PrimaryKeyConstraint("data_set_id", "number"),
        Index("ix_data_set_version_version", "version_id"),
    )
    data_set_id: Mapped[int] = _ref("data_set")
    number: Mapped[str]
    version_id: Mapped[int | None] = _maybe("version")
    type: Mapped[str]
    status: Mapped[str]
    release: Mapped[str]
    published: Mapped[datetime | None]
    notes: Mapped[str]
    breaking: Mapped[list[str]] = mapped_column(Json, server_default="[]")
    changes_seen: Mapped[bool] = mapped_column(server_default=false())
    rules: Mapped[str | None]
    warnings: Mapped[list[str]] = mapped_column(Json, server_default="[]")
    first_seen_at: Mapped[datetime]


class ListedStoryRow(Base):
    """A story that a news title's feed or sitemap listed, and what was made of it: fetched, fetched as borderline, or dropped.

    `score` and `reasons` are those of its title and summary; the summary is the publisher's and goes when its time is over.
    `feeds` are the questions in whose answers it stood; `refused` says why its page was not had (a paywall, 403).
    `document_id` is the article; two refs of one article lead to one document.
    """

    __tablename__ = "listed_story"
    __table_args__ = (
        PrimaryKeyConstraint("source_id", "ref"),
        CheckConstraint("verdict IN ('fetched','borderline','dropped')", name="verdict"),
        Index("ix_listed_story_seen", "first_seen_at"),
        Index("ix_listed_story_document", "document_id"),
    )
    source_id: Mapped[int] = _ref("source")
    ref: Mapped[str]
    url: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str | None]
    authors: Mapped[list[str]] = mapped_column(Json)
    section: Mapped[str | None]
    paywalled: Mapped[bool | None]
    published: Mapped[datetime | None]
    modified: Mapped[datetime | None]
    score: Mapped[float] = mapped_column(Float)
    reasons: Mapped[list[str]] = mapped_column(Json)
    verdict: Mapped[str]
    feeds: Mapped[list[str]] = mapped_column(Json)
    refused: Mapped[str | None]
    first_seen_at: Mapped[datetime]
    last_listed_run: Mapped[int] = _ref("run")
    document_id: Mapped[int | None] = _maybe("document")


class FeedState(Base):
    """A feed or news sitemap as last answered: how often it is asked, when it last spoke well, and how much of it was new."""

    __tablename__ = "feed_state"
    __table_args__ = (PrimaryKeyConstraint("source_id", "key"),)
    source_id: Mapped[int] = _ref("source")
    key: Mapped[str]
    every_minutes: Mapped[int]
    last_success_at: Mapped[datetime | None]
    newest_item: Mapped[datetime | None]
    items: Mapped[int]
    new_items: Mapped[int]


class ArticleRow(Base):
    """What is known of a document that is a news article, as its page last told (`domain.article.ArticleTold`).

    `names_private` (it names people in no public role), `headline_private` (its headline does) and `place` (`council`,
    `england` or `none`) are empty until it is linked.
    """

    __tablename__ = "article"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    number: Mapped[str | None]
    canonical: Mapped[str | None]
    section: Mapped[str | None]
    shape: Mapped[str]
    roles: Mapped[list[str]] = mapped_column(Json)
    service: Mapped[str | None]
    paywalled: Mapped[bool]
    noarchive: Mapped[bool]
    tdm_reserved: Mapped[bool]
    names_private: Mapped[bool | None]
    headline_private: Mapped[bool | None]
    place: Mapped[str | None]


class ArticleVersionRow(Base):
    """A version of an article: what stands beside its text, and how it was had.

    `day` is that of its publication, or on which it was first seen: copies are looked for around it. `words` counts the
    words of the text; `prints` its hashes in `fingerprint`, by the rule `printed_by`, both empty as long as none were made.
    """

    __tablename__ = "article_version"
    __table_args__ = (
        Index("ix_article_version_day", "day", "version_id"),
        Index("ix_article_version_printed_by", "printed_by", "version_id"),
    )
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), primary_key=True)
    standfirst: Mapped[str | None]
    layout: Mapped[str]
    correction: Mapped[str | None]
    left_out: Mapped[list[str]] = mapped_column(Json)
    drift: Mapped[str | None]
    words: Mapped[int]
    day: Mapped[date]
    prints: Mapped[int | None]
    printed_by: Mapped[str | None]


class CopyPairRow(Base):
    """Two articles are alike, so far, for this reason; the smaller number comes first. What groups are made from."""

    __tablename__ = "copy_pair"
    __table_args__ = (
        PrimaryKeyConstraint("document_id", "other_id"),
        Index("ix_copy_pair_other", "other_id"),
    )
    document_id: Mapped[int] = _ref("document")
    other_id: Mapped[int] = _ref("document")
    containment: Mapped[float] = mapped_column(Float)
    reason: Mapped[str]
    rule: Mapped[str]
    since_run: Mapped[int] = _ref("run")


class CopyRow(Base):
    """An article belongs to a group of copies, for this reason; `of_document_id` is the one that it was found to repeat."""

    __tablename__ = "copy"
    __table_args__ = (
        Index("ix_copy_group", "group_uid"),
        Index("ix_copy_of_document", "of_document_id"),
    )
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    group_uid: Mapped[str]
    of_document_id: Mapped[int | None] = _maybe("document")
    containment: Mapped[float | None] = mapped_column(Float)
    reason: Mapped[str]
    rule: Mapped[str]
    since_run: Mapped[int] = _ref("run")


class Announcement(Base):
    """A line of a council's What's New page or feed: on this day, it says, it published this of that meeting."""

    __tablename__ = "announcement"
    __table_args__ = (PrimaryKeyConstraint("source_id", "meeting_ref", "what", "day"),)
    source_id: Mapped[int] = _ref("source")
    meeting_ref: Mapped[str]
    what: Mapped[str]
    day: Mapped[date]


class Publication(Base):
    """What a source did, when we first saw it: typed events, each once (`key` is type + subject + fingerprint).

    `published` is the day on which the source itself says that it did it (EDTF), empty where it does not say.
    `replaces_id` is the document in whose place a source put this one, under a new id.
    """

    __tablename__ = "publication"
    __table_args__ = (
        Index("ix_publication_document", "document_id"),
        Index("ix_publication_meeting", "meeting_id"),
        Index("ix_publication_source", "source_id", "first_seen_at"),
    )
    id: Mapped[int] = _id()
    key: Mapped[str] = mapped_column(unique=True)
    type: Mapped[str]
    source_id: Mapped[int] = _ref("source")
    meeting_id: Mapped[int | None] = _maybe("meeting")
    document_id: Mapped[int | None] = _maybe("document")
    version_id: Mapped[int | None] = _maybe("version")
    item_ref: Mapped[str | None]
    published: Mapped[str | None]
    first_seen_at: Mapped[datetime]
    origin: Mapped[str]
    run_id: Mapped[int] = _ref("run")
    before: Mapped[str | None]
    after: Mapped[str | None]
    replaces_id: Mapped[int | None] = _maybe("document")


class Expectation(Base):
    """Something that is due from a council, and why; whether it is met, late or dropped is computed when read.

    `what` is due, in plain words; `looks_for` are words of a title that meet it; `noted_at` is since when the archive
    knows of it, `version_id` the document that makes it due.
    """

    __tablename__ = "expectation"
    id: Mapped[int] = _id()
    key: Mapped[str] = mapped_column(unique=True)
    council_id: Mapped[int | None] = _maybe("council")
    kind: Mapped[str]
    due: Mapped[str]
    due_from: Mapped[date | None]
    due_to: Mapped[date | None]
    because: Mapped[str]
    what: Mapped[str]
    looks_for: Mapped[str | None]
    noted_at: Mapped[datetime]
    version_id: Mapped[int | None] = _maybe("version")
    met_by: Mapped[int | None] = _maybe("version")
    dropped_at: Mapped[datetime | None]


class Reading(Base):
    """A text was linked with these rules and this knowledge: says what must be linked again.

    `private` are spans ([start, end]) of the text that name people in no public role: they are never shown nor indexed.
    """

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("text_id", "rules", "known"),)
    id: Mapped[int] = _id()
    text_id: Mapped[int] = _ref("text")
    rules: Mapped[str]
    known: Mapped[str]
    run_id: Mapped[int] = _ref("run")
    inspection: Mapped[JsonObject | None] = mapped_column(Json)
    topics: Mapped[list[str]] = mapped_column(Json)
    warnings: Mapped[list[str]] = mapped_column(Json)
    private: Mapped[list[list[int]]] = mapped_column(Json, server_default="[]")


class MentionRow(Base):
    """A text names something here; `whom` is what linking called a person: a public id, or one local to the text (`person/1`)."""

    __tablename__ = "mention"
    __table_args__ = (
        Index(
            "uq_mention_now",
            "text_id",
            "starts",
            "ends",
            "type",
            unique=True,
            sqlite_where=text("until_run IS NULL"),
            postgresql_where=text("until_run IS NULL"),
        ),
    )
    id: Mapped[int] = _id()
    text_id: Mapped[int] = _ref("text")
    starts: Mapped[int]
    ends: Mapped[int]
    type: Mapped[str]
    words: Mapped[str]
    value: Mapped[str | None]
    whom: Mapped[str | None]
    rule: Mapped[str]
    since_run: Mapped[int] = _ref("run")
    until_run: Mapped[int | None] = _maybe("run")


class AppearanceRow(Base):
    """A person in a public role as one text tells of them, and whom that is (`domain.identity.Appearance`).

    `whom` is what linking called the person in that text, `surname` the folded one; with `council_id`, whose people they
    are among, it says among whom to look. `entity_id` is empty as long as it cannot be said who it is; `rule` says why
    it is so, and `known` what was known of that surname there when it was said, empty when nobody has looked yet.
    """

    __tablename__ = "appearance"
    __table_args__ = (
        Index(
            "uq_appearance_now",
            "text_id",
            "whom",
            unique=True,
            sqlite_where=text("until_run IS NULL"),
            postgresql_where=text("until_run IS NULL"),
        ),
        Index(
            "ix_appearance_namesakes",
            "council_id",
            "surname",
            "known",
            sqlite_where=text("until_run IS NULL"),
            postgresql_where=text("until_run IS NULL"),
        ),
        Index("ix_appearance_entity", "entity_id"),
    )
    id: Mapped[int] = _id()
    text_id: Mapped[int] = _ref("text")
    whom: Mapped[str]
    name: Mapped[str]
    surname: Mapped[str]
    council_id: Mapped[int | None] = _maybe("council")
    capacity: Mapped[str | None]
    posts: Mapped[list[str]] = mapped_column(Json)
    day: Mapped[str | None]
    is_former: Mapped[bool]
    is_placed: Mapped[bool]
    entity_id: Mapped[int | None] = _maybe("entity")
    rule: Mapped[str | None]
    known: Mapped[str | None]
    since_run: Mapped[int] = _ref("run")
    until_run: Mapped[int | None] = _maybe("run")


class HeldRow(Base):
    """Words of a text, or the whole of its document, that are on no surface until a person has decided.

    `uid` is made of the document, the rule and the words: the same in every version and text. `words` are empty where
    they were never known (a failed redaction) or are erased; `places` are their spans in the text, `in_title` says that
    the title gives them away too.
    """

    __tablename__ = "held"
    __table_args__ = (
        CheckConstraint("state IN ('held','released','dropped')", name="state"),
        Index(
            "uq_held_now",
            "text_id",
            "uid",
            unique=True,
            sqlite_where=text("until_run IS NULL"),
            postgresql_where=text("until_run IS NULL"),
        ),
        Index("ix_held_uid", "uid"),
        Index("ix_held_text", "text_id"),
        Index("ix_held_document", "document_id"),
    )
    id: Mapped[int] = _id()
    uid: Mapped[str]
    text_id: Mapped[int] = _ref("text")
    version_id: Mapped[int] = _ref("version")
    document_id: Mapped[int] = _ref("document")
    rule: Mapped[str]
    reason: Mapped[str]
    page: Mapped[int | None]
    words: Mapped[str | None]
    places: Mapped[list[list[int]]] = mapped_column(Json, server_default="[]")
    is_whole: Mapped[bool]
    in_title: Mapped[bool]
    state: Mapped[str]
    decision_id: Mapped[int | None] = _maybe("decision")
    held_at: Mapped[datetime]
    since_run: Mapped[int] = _ref("run")
    until_run: Mapped[int | None] = _maybe("run")


class Link(Base):
    """Whom a mention means; appended when the answer changes. `mention_key` is text sha256:starts:ends:type."""

    __tablename__ = "link"
    __table_args__ = (Index("ix_link_mention", "mention_key", "id"), Index("ix_link_entity", "entity_id"))
    id: Mapped[int] = _id()
    mention_key: Mapped[str]
    entity_id: Mapped[int | None] = _maybe("entity")
    rule: Mapped[str]
    candidates: Mapped[list[str] | None] = mapped_column(Json)
    run_id: Mapped[int | None] = _maybe("run")


class FactRow(Base):
    """A statement with its proof: a span of a text, or a pointer into a table or record.

    `whom` is what linking called the person that it is about, in that text; `about` follows when it is known who that is.
    """

    __tablename__ = "fact"
    __table_args__ = (
        CheckConstraint("(text_id IS NULL) <> (pointer IS NULL)", name="proof"),
        Index(
            "uq_fact_now",
            "uid",
            unique=True,
            sqlite_where=text("until_run IS NULL"),
            postgresql_where=text("until_run IS NULL"),
        ),
        Index("ix_fact_version", "version_id"),
        Index("ix_fact_about", "about", "type"),
        Index("ix_fact_text", "text_id"),
        Index("ix_fact_type", "type", "until_run"),
    )
    id: Mapped[int] = _id()
    uid: Mapped[str]
    type: Mapped[str]
    about: Mapped[int | None] = _maybe("entity")
    whom: Mapped[str | None]
    version_id: Mapped[int] = _ref("version")
    text_id: Mapped[int | None] = _maybe("text")
    page: Mapped[int | None]
    starts: Mapped[int | None]
    ends: Mapped[int | None]
    pointer: Mapped[str | None]
    quote: Mapped[str]
    stated: Mapped[str | None]
    stated_from: Mapped[date | None]
    stated_to: Mapped[date | None]
    modality: Mapped[str]
    speaker: Mapped[str | None]
    official: Mapped[bool]
    fields: Mapped[JsonObject] = mapped_column(Json)
    rule: Mapped[str]
    since_run: Mapped[int] = _ref("run")
    until_run: Mapped[int | None] = _maybe("run")


class Story(Base):
    """One development across sources; `changed_at` is when its members last changed."""

    __tablename__ = "story"
    __table_args__ = (
        Index("ix_story_council", "council_id", "changed_at"),
        Index("ix_story_merged_into", "merged_into"),
    )
    id: Mapped[int] = _id()
    uid: Mapped[str] = mapped_column(unique=True)
    council_id: Mapped[int | None] = _maybe("council")
    first_seen_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    merged_into: Mapped[int | None] = _maybe("story")


class StoryMember(Base):
    """A document, or a part of it (`page:4`, `item:123`; empty for the whole), belongs to a story, for this reason.

    `of_document_id` is the member to which it was joined, with this score.
    """

    __tablename__ = "story_member"
    __table_args__ = (
        PrimaryKeyConstraint("story_id", "document_id", "part", "since_run"),
        Index("ix_story_member_document", "document_id"),
        Index("ix_story_member_of", "of_document_id"),
    )
    story_id: Mapped[int] = _ref("story")
    document_id: Mapped[int] = _ref("document")
    part: Mapped[str] = mapped_column(server_default="")
    page: Mapped[int | None]
    of_document_id: Mapped[int | None] = _maybe("document")
    score: Mapped[float | None] = mapped_column(Float)
    reason: Mapped[str]
    rule: Mapped[str]
    since_run: Mapped[int] = _ref("run")
    until_run: Mapped[int | None] = _maybe("run")


class StoryLook(Base):
    """A document was looked at for its story: after which run of linking, by which rule."""

    __tablename__ = "story_look"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    read_run: Mapped[int] = _ref("run")
    rule: Mapped[str]


class TellingRow(Base):
    """A document, or a part of one (an item of minutes, pages of a pack), tells of one matter of one council.

    `day` is when, as far as it says. `part` is empty for the whole document; `key` is its natural key (`<public id of the
    document>` or `<public id>#<part>`).
    """

    __tablename__ = "telling"
    __table_args__ = (
        Index("ix_telling_document", "document_id"),
        Index("ix_telling_council", "council_id", "day"),
    )
    id: Mapped[int] = _id()
    key: Mapped[str] = mapped_column(unique=True)
    document_id: Mapped[int] = _ref("document")
    version_id: Mapped[int] = _ref("version")
    council_id: Mapped[int] = _ref("council")
    part: Mapped[str] = mapped_column(server_default="")
    page: Mapped[int | None]
    day: Mapped[date | None]
    anchors: Mapped[list[JsonObject]] = mapped_column(Json, server_default="[]")
    digest: Mapped[str]


class TellingKey(Base):
    """A hash of what a telling shares with others of its council: an event, an issue, a provider, a rare word. It holds no words."""

    __tablename__ = "telling_key"
    __table_args__ = (
        PrimaryKeyConstraint("telling_id", "hash"),
        Index("ix_telling_key_hash", "hash", "telling_id"),
    )
    telling_id: Mapped[int] = _ref("telling")
    hash: Mapped[int]
    kind: Mapped[str]
    weight: Mapped[float] = mapped_column(Float)


class TellingPair(Base):
    """Two tellings are of one development, so far, for this reason; the smaller number comes first. What stories are made from."""

    __tablename__ = "telling_pair"
    __table_args__ = (
        PrimaryKeyConstraint("telling_id", "other_id"),
        Index("ix_telling_pair_other", "other_id"),
    )
    telling_id: Mapped[int] = _ref("telling")
    other_id: Mapped[int] = _ref("telling")
    score: Mapped[float] = mapped_column(Float)
    reason: Mapped[str]
    rule: Mapped[str]
    since_run: Mapped[int] = _ref("run")


class Decision(Base):
    """What a person decided, overriding the rules; `target` is a natural key, so that it survives every re-run."""

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_target", "target", "id"),)
    id: Mapped[int] = _id()
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    target: Mapped[str]
    value: Mapped[str | None]
    reason: Mapped[str]
    undoes: Mapped[int | None] = _maybe("decision")


class Correction(Base):
    """A reader says that something is wrong."""

    __tablename__ = "correction"
    id: Mapped[int] = _id()
    uid: Mapped[str] = mapped_column(unique=True)
    received_at: Mapped[datetime]
    target: Mapped[str]
    words: Mapped[str]
    decision_id: Mapped[int | None] = _maybe("decision")


class Change(Base):
    """Something in the archive changed. Numbers are drawn under a lock held to commit, so that a follower misses none."""

    __tablename__ = "change"
    seq: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    what: Mapped[str]
    document_id: Mapped[int | None] = _maybe("document")
    version_id: Mapped[int | None] = _maybe("version")
    story_id: Mapped[int | None] = _maybe("story")
    publication_id: Mapped[int | None] = _maybe("publication")


class SourceHealth(Base):
    """What a crawl saw of a source; `stale` is computed when read, so that a dead cron shows.

    `since` is when the source came into this state, `last_success` when it was last seen well.
    """

    __tablename__ = "source_health"
    __table_args__ = (
        Index("ix_source_health_source", "source_id", "id"),
        Index("ix_source_health_at", "at"),
    )
    id: Mapped[int] = _id()
    source_id: Mapped[int] = _ref("source")
    run_id: Mapped[int] = _ref("run")
    at: Mapped[datetime]
    state: Mapped[str]
    reason: Mapped[str]
    since: Mapped[datetime | None]
    last_success: Mapped[datetime | None]


class Subscriber(Base):
    """A reader of the e-mail. The uid is random; the address goes when they leave."""

    __tablename__ = "subscriber"
    id: Mapped[int] = _id()
    uid: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str | None]
    address_hmac: Mapped[str | None] = mapped_column(unique=True)
    token_sha256: Mapped[str | None] = mapped_column(unique=True)
    state: Mapped[str]
    erased_at: Mapped[datetime | None]


class ConsentEvent(Base):
    """A reader asked, confirmed, changed or withdrew, to this wording."""

    __tablename__ = "consent_event"
    id: Mapped[int] = _id()
    subscriber_id: Mapped[int] = _ref("subscriber")
    at: Mapped[datetime]
    what: Mapped[str]
    wording: Mapped[str]


class SavedSearch(Base):
    """A search as typed, its tree, and the number of the grammar that read it."""

    __tablename__ = "saved_search"
    id: Mapped[int] = _id()
    uid: Mapped[str] = mapped_column(unique=True)
    typed: Mapped[str]
    tree: Mapped[str]
    grammar: Mapped[int]


class Subscription(Base):
    """What a subscriber follows (`council:lancashire`, `england`, `search`), how often and how deep."""

    __tablename__ = "subscription"
    __table_args__ = (Index("ix_subscription_subscriber", "subscriber_id"),)
    id: Mapped[int] = _id()
    subscriber_id: Mapped[int] = _ref("subscriber")
    target: Mapped[str]
    saved_search_id: Mapped[int | None] = _maybe("saved_search")
    cadence: Mapped[str]
    weekday: Mapped[int | None]
    depth: Mapped[str]
    paused_until: Mapped[date | None]
    since_seq: Mapped[int]
    ended_at: Mapped[datetime | None]


class Edition(Base):
    """An edition is a window of change numbers, not of hours: a late commit is never lost."""

    __tablename__ = "edition"
    id: Mapped[str] = mapped_column(primary_key=True)
    cadence: Mapped[str]
    from_seq: Mapped[int]
    to_seq: Mapped[int]
    frozen_at: Mapped[datetime]
    template: Mapped[str]
    state: Mapped[str]


class EditionItem(Base):
    """Frozen words and evidence of one item; withdrawal blanks the content."""

    __tablename__ = "edition_item"
    __table_args__ = (PrimaryKeyConstraint("edition_id", "item"),)
    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"))
    item: Mapped[str]
    rank: Mapped[int]
    content: Mapped[JsonObject | None] = mapped_column(Json)


class Outbox(Base):
    """One mail to one subscriber, claimed before it is sent and marked after."""

    __tablename__ = "outbox"
    __table_args__ = (PrimaryKeyConstraint("edition_id", "subscriber_id"),)
    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"))
    subscriber_id: Mapped[int] = _ref("subscriber")
    message_id: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]
    attempts: Mapped[int]
    not_before: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    smtp: Mapped[str | None]
    body_sha256: Mapped[str | None]


class Ledger(Base):
    """A subscriber was told this version of this item, in that edition."""

    __tablename__ = "ledger"
    __table_args__ = (PrimaryKeyConstraint("subscription_id", "item", "version"),)
    subscription_id: Mapped[int] = _ref("subscription")
    item: Mapped[str]
    version: Mapped[str]
    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"))


class Suppression(Base):
    """An address that must not be written to again, kept only as an HMAC."""

    __tablename__ = "suppression"
    address_hmac: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    at: Mapped[datetime]
