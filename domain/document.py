"""Documents: what a source publishes under an id of its own, and the versions of it that we have seen."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.article import ArticleTold
from domain.text import Text


class DocumentKind(StrEnum):
    """What a document is, as `read --json` and search name it."""

    ARTICLE = "article"
    AGENDA = "agenda"
    MINUTES = "minutes"
    REPORT = "report"
    DECISION = "decision"
    INSPECTION_REPORT = "inspection_report"
    INSPECTION_LETTER = "inspection_letter"
    NOTICE = "notice"
    STATISTICS = "statistics"
    ERROR_PAGE = "error_page"
    OTHER = "other"


class Origin(StrEnum):
    """How a version came to us: only what was watched for is news."""

    WATCH = "watch"
    BACKFILL = "backfill"
    ADDED = "added"
    REPLAY = "replay"


class Access(StrEnum):
    """Who may see a version: everybody, nobody but the archive (copyright), hidden by decision, or gone."""

    OPEN = "open"
    RESTRICTED = "restricted"
    HIDDEN = "hidden"
    ERASED = "erased"


class EventType(StrEnum):
    """What a source did, as we first saw it."""

    AGENDA_PUBLISHED = "agenda_published"
    DOCUMENT_ADDED = "document_added"
    DOCUMENT_REPLACED = "document_replaced"
    DOCUMENT_CORRECTED = "document_corrected"
    DOCUMENT_WITHDRAWN = "document_withdrawn"
    RESTRICTED = "restricted"
    UNRESTRICTED = "unrestricted"
    DECISIONS_PUBLISHED = "decisions_published"
    MINUTES_PUBLISHED = "minutes_published"
    MINUTES_AMENDED = "minutes_amended"
    CANCELLED = "cancelled"
    MOVED = "moved"
    ISSUE_PUBLISHED = "issue_published"


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """An answer to one request, kept as it came: `watch_key` says what was asked for (`calendar`, `meeting:9101`, `document:s60101`).

    `asked_at` is UTC; `error` says why there is no answer (DNS, TLS, time out) or why none was asked for (robots).
    """

    source: str
    watch_key: str
    url: str
    asked_at: datetime
    method: str = "GET"
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    error: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReadDocument:
    """A fetched file as reading understood it: what kind of file, its words, what it says of its own making.

    `fingerprint` is a digest of the cleaned words, white space aside, or of the bytes where there are no words:
    the same means that no new version is made. `published` and `modified` are EDTF, `None` where the file says nothing.
    `article` stands with articles alone: the words of one are its standfirst and body, without the headline.
    """

    media_type: str
    text: Text | None
    fingerprint: str
    kind: DocumentKind = DocumentKind.OTHER
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    article: ArticleTold | None = None


@dataclass(frozen=True, kw_only=True)
class Watch:
    """Something to look at: `key` as in `Fetched.watch_key`, when it falls due and why.

    `url` stands only where it cannot be derived from the source's address. `etag` and `last_modified` are given only
    while the content that they vouch for is kept.
    """

    source: str
    key: str
    due_at: datetime
    reason: str
    tries: int = 0
    url: str | None = None
    etag: str | None = None
    last_modified: str | None = None
