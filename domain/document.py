"""Documents: what a source publishes under an id of its own, and the versions of it that we have seen."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


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
    DOCUMENT_WITHDRAWN = "document_withdrawn"
    RESTRICTED = "restricted"
    UNRESTRICTED = "unrestricted"
    DECISIONS_PUBLISHED = "decisions_published"
    MINUTES_PUBLISHED = "minutes_published"
    MINUTES_AMENDED = "minutes_amended"
    CANCELLED = "cancelled"
    MOVED = "moved"


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """An answer to one request, kept as it came: `watch_key` says what was asked for (`meetings`, `meeting:9101`, `document:s60101`).

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
