"""Pages of GOV.UK as its Content API tells of them: JSON in, one content item out, or that it is gone.

Shape: content_schemas of alphagov/publishing-api. A page that was moved has the schema `redirect`, one that was taken
away `gone` (with status 410); one that no longer holds stays, with a note of its withdrawal.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from pydantic import JsonValue

from crawlers.pages import markup
from crawlers.pages.checked import Answered, Line, Moment, Words, json_of, row_of
from crawlers.pages.errors import PageChanged, unlike
from crawlers.pages.govuk.addresses import path_of
from crawlers.pages.rows import UnreadableRow, once, readable
from domain.publications import ChangeNote, ContentGone, ContentItem, DocumentGroup, ListedAttachment
from reading.html import to_text
from reading.unreadable import Unreadable

_WEB_SITE = "https://www.gov.uk"


class _Change(Answered):
    public_timestamp: Moment
    note: Words


class _Attachment(Answered):
    url: str
    title: Line
    attachment_type: str = "file"
    content_type: str | None = None


class _Withdrawal(Answered):
    withdrawn_at: Moment | None = None
    explanation: str = ""


class _Rendering(Answered):
    content_type: str
    content: str


class _Group(Answered):
    title: Line | None = None
    body: str | None = None
    documents: tuple[str, ...] = ()


class _Details(Answered):
    body: str | list[_Rendering] | None = None
    change_history: tuple[JsonValue, ...] = ()
    attachments: tuple[JsonValue, ...] = ()
    collection_groups: tuple[_Group, ...] = ()
    explanation: str | None = None
    alternative_path: str | None = None


class _Linked(Answered):
    base_path: str
    title: Line
    content_id: str = ""


class _Links(Answered):
    documents: tuple[JsonValue, ...] = ()


class _Redirect(Answered):
    destination: str


class _Answer(Answered):
    base_path: str
    schema_name: str
    document_type: str
    content_id: str | None = None
    title: Line | None = None
    description: Words | None = None
    first_published_at: Moment | None = None
    public_updated_at: Moment | None = None
    withdrawn_notice: _Withdrawal | None = None
    details: _Details = _Details()
    links: _Links = _Links()
    redirects: tuple[_Redirect, ...] = ()


def content_item(body: bytes, url: str) -> ContentItem | ContentGone:
    """A page of GOV.UK, or that it is no more.

    Raises:
        PageChanged: it is no content item.
    """
    answer = json_of(_Answer, body, url, "content item")
    path = path_of(answer.base_path)
    if path is None:
        raise PageChanged(f"{url}: no path of a page ({answer.base_path[:80]!r})")
    if answer.schema_name == "redirect":
        moved_to = next((found for each in answer.redirects if (found := path_of(each.destination))), None)
        return ContentGone(path=path, moved_to=moved_to)
    if answer.schema_name == "gone":
        alternative = path_of(answer.details.alternative_path or "")
        return ContentGone(
            path=path, moved_to=alternative, words=_text(answer.details.explanation or "", url)
        )
    if not answer.title:
        raise unlike(body, url, "title of a content item")
    return ContentItem(
        path=path,
        content_id=answer.content_id,
        document_type=answer.document_type,
        title=answer.title,
        description=answer.description or "",
        body=_text(_markup(answer.details.body), url),
        first_published=answer.first_published_at,
        updated=answer.public_updated_at,
        changes=_changes(answer.details.change_history, url),
        withdrawn=_withdrawal(answer.withdrawn_notice, url),
        attachments=_attachments(answer.details.attachments, url),
        groups=tuple(_groups(answer, url)),
    )


def _markup(body: str | list[_Rendering] | None) -> str:
    """The body as HTML, which is one of the forms in which some publishers give it."""
    if isinstance(body, list):
        return next((each.content for each in body if each.content_type == "text/html"), "")
    return body or ""


def _text(html: str, url: str) -> str:
    try:
        return to_text(html).strip() if html else ""
    except Unreadable as exc:
        raise PageChanged(f"{url}: {exc}") from exc


def _changes(rows: tuple[JsonValue, ...], url: str) -> tuple[ChangeNote, ...]:
    notes = once(readable(rows, _change, url=url, what="change note"))
    return tuple(sorted(notes, key=lambda note: note.at, reverse=True))


def _change(row: JsonValue) -> ChangeNote:
    found = row_of(_Change, row)
    return ChangeNote(at=found.public_timestamp, words=found.note)


def _withdrawal(notice: _Withdrawal | None, url: str) -> ChangeNote | None:
    """The note of withdrawal; most pages have an empty one."""
    if notice is None or notice.withdrawn_at is None:
        return None
    return ChangeNote(at=notice.withdrawn_at, words=_text(notice.explanation, url))


def _attachments(rows: tuple[JsonValue, ...], url: str) -> tuple[ListedAttachment, ...]:
    """The files of a page, and the pages enclosed as if they were; links to other sites are no documents of GOV.UK."""
    ours = [row for row in rows if not (isinstance(row, dict) and row.get("attachment_type") == "external")]
    return once(readable(ours, _attachment, url=url, what="attachment"))


def _attachment(row: JsonValue) -> ListedAttachment:
    found = row_of(_Attachment, row)
    address = markup.address(_WEB_SITE, found.url)
    path = path_of(address or "")
    if address is None or path is None:
        raise UnreadableRow(f"{found.url[:80]!r} is no address")
    return ListedAttachment(
        path=path,
        title=found.title,
        url=address,
        media_type=found.content_type,
        is_page=found.attachment_type == "html",
    )


def _groups(answer: _Answer, url: str) -> Iterator[DocumentGroup]:
    """The sections of a collection. They name their pages by id; what is linked gives the ids' paths and titles.

    Pages that no section names come last, in a section of their own.
    """
    linked = {
        each.content_id: each for each in readable(answer.links.documents, _linked, url=url, what="document")
    }
    grouped: set[str] = set()
    for group in answer.details.collection_groups:
        grouped.update(group.documents)
        pages = tuple((linked[ref].base_path, linked[ref].title) for ref in group.documents if ref in linked)
        yield DocumentGroup(title=group.title or "", pages=pages)
    if rest := tuple((each.base_path, each.title) for ref, each in linked.items() if ref not in grouped):
        yield DocumentGroup(title="Documents", pages=rest)


def _linked(row: JsonValue) -> _Linked:
    found = row_of(_Linked, row)
    path = path_of(found.base_path)
    if path is None or urlsplit(found.base_path).netloc:
        raise UnreadableRow(f"{found.base_path[:80]!r} is no path of a page")
    return _Linked(base_path=path, title=found.title, content_id=found.content_id or path)
