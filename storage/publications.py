"""Pages of GOV.UK: each a document whose text has the page and its change notes, what it encloses, and what it leads to."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import looking
from domain.document import DocumentKind, EventType, Origin
from domain.instants import london_date
from domain.meeting import digest
from domain.publications import (
    ContentGone,
    ContentItem,
    Feed,
    ListedAttachment,
    ListedPage,
    SearchPage,
    is_instrument,
)
from domain.remit import concerns_children
from domain.text import Text
from domain.uid import public_id
from storage import watching
from storage.answer import Answer
from storage.documents import (
    WITHDRAWN,
    Event,
    Listed,
    NewVersion,
    add_version,
    ensure_document,
    ensure_documents,
    erased_among,
)
from storage.schema import ContentItemRow, DocumentRow, Enclosure, SourceRow, VersionRow, WatchRow
from storage.sources import Place
from storage.writing import Row, upsert

_READER = "govuk/content@1"
_KEY = "content:"
# What changed last longer ago than this when it is first listed is looked at so many a day.
_RECENT = timedelta(days=35)
_OLDER_ONES_A_DAY = 50
# A page that is told of as older than its listing says comes from a cache; caches hold it for minutes (content-store).
_CACHED = timedelta(days=2)


def keep_listing(answer: Answer, listed: SearchPage | Feed) -> str | None:
    """Have the pages looked at that a search or a feed names, that are ours, and that are new or changed.

    Returns what is to be said against a feed: that it has ended.
    """
    _follow(answer, listed.pages)
    if isinstance(listed, SearchPage) or listed.ended is None:
        return None
    return (
        f"the feed {answer.ref} has ended and tells nothing any more ({listed.ended}); "
        "name another under [pages.feeds] in the source file"
    )


def keep_content(answer: Answer, item: ContentItem | ContentGone) -> list[Row]:
    """Keep a page as a document, and have looked at what it encloses and, of a collection, leads to; or that it is no more.

    Returns changes to be noted.
    """
    return _keep_gone(answer, item) if isinstance(item, ContentGone) else _keep_page(answer, item)


def _keep_page(answer: Answer, item: ContentItem) -> list[Row]:
    session, place = answer.session, answer.place
    is_standing = _is_standing(session, place, [item.path]) == {item.path}
    before = _known(session, place, [item.path]).get(item.path)
    document = ensure_document(
        session,
        place=place,
        ref=f"{_KEY}{item.path}",
        kind=item.kind,
        url=f"{_root(answer)}{item.path}",
        now=answer.now,
        run=answer.run,
    )
    origin = _origin(answer, item, document)
    version = add_version(
        session,
        document,
        NewVersion(
            fingerprint=digest([page.split() for page in item.pages]),
            title=item.title,
            origin=origin,
            text=Text.of_pages([(None, page) for page in item.pages], reader=_READER),
            published=_day(item.first_published),
            modified=_day(item.updated),
            kind=item.kind,
        ),
        place=place,
        capture=answer.capture,
        now=answer.now,
    )
    events = [*_events(answer, item, document, version), *_withdrawals(answer, item, document, before)]
    _keep_row(session, document, item, before)
    _keep_attachments(answer, document, item.attachments, changed=version is not None)
    _follow_documents(answer, item)
    watching.looked_at(
        session,
        source=place.id,
        key=answer.key,
        now=answer.now,
        again_at=_again_at(answer, item, before, is_standing=is_standing),
        reason=watching.STANDING if is_standing else "it may be changed without a word",
    )
    change = [{"what": "version", "document_id": document.id, "version_id": version.id}] if version else []
    return [*change, *answer.note(events)]


def _keep_gone(answer: Answer, gone: ContentGone) -> list[Row]:
    """Keep that a page is no more, and look at the one that took its place."""
    session, place = answer.session, answer.place
    watching.looked_at(session, source=place.id, key=answer.key, now=answer.now)
    if gone.moved_to:
        _look_at(answer, [gone.moved_to], reason="a page was moved there")
    known = _known(session, place, [gone.path]).get(gone.path)
    if known is None or known.gone is not None:
        return []
    document = session.get_one(DocumentRow, known.document_id)
    document.withdrawn_at = answer.now
    known.gone = gone.moved_to or "gone"
    words = gone.words or (f"moved to {gone.moved_to}" if gone.moved_to else "taken away")
    return answer.note([_withdrawal(answer, document, detail=known.gone, words=words)])


def _follow(answer: Answer, listed: Iterable[ListedPage]) -> None:
    """Look at listed pages that are about children's services, or are instruments, where they are new or changed."""
    session, place = answer.session, answer.place
    ours = {page.path: page for page in listed if is_instrument(page.title) or _is_ours(page)}
    for path in _is_standing(session, place, ours):  # asked for all the same
        del ours[path]
    known = _known(session, place, ours)
    changed = []
    for path, row in known.items():
        updated = ours[path].updated
        known_at = max(filter(None, (row.listed_at, row.updated_at)), default=None)
        if updated and (known_at is None or updated > known_at):
            row.listed_at = updated
            changed.append(path)
    _look_at(answer, changed, reason="listed as changed")
    new = [page for path, page in ours.items() if path not in known]
    watching.add(
        session,
        source=place.id,
        looks={f"{_KEY}{path}": (None, due_at) for path, due_at in _spread(answer.now, new)},
        reason="listed",
    )
    again = looking.at_question(answer.key, now=answer.now)
    watching.looked_at(session, source=place.id, key=answer.key, now=answer.now, again_at=again)


def _is_ours(page: ListedPage) -> bool:
    return concerns_children(page.title, page.description)


def _spread(now: datetime, pages: Sequence[ListedPage]) -> Iterator[tuple[str, datetime]]:
    """When to look at pages that are new to us: at once, but what is old so many a day, the newest first."""
    older = 0
    for page in sorted(pages, key=lambda each: each.updated or now, reverse=True):
        if page.updated is None or page.updated >= now - _RECENT:
            yield page.path, now
        else:
            yield page.path, now + timedelta(days=older // _OLDER_ONES_A_DAY)
            older += 1


def _follow_documents(answer: Answer, item: ContentItem) -> None:
    """Look at the pages of a collection that are new to us."""
    watching.add(
        answer.session,
        source=answer.place.id,
        looks={f"{_KEY}{path}": (None, answer.now) for path in item.documents},
        reason="listed in a collection",
    )


def _look_at(answer: Answer, paths: Iterable[str], *, reason: str) -> None:
    keys = [(f"{_KEY}{path}", None) for path in paths]
    watching.look_at(answer.session, source=answer.place.id, keys=keys, due_at=answer.now, reason=reason)


def _again_at(
    answer: Answer, item: ContentItem, before: ContentItemRow | None, *, is_standing: bool
) -> datetime | None:
    """When to look at a page again: daily where the source file names it, else while changes without a word are likely."""
    now = answer.now
    if is_standing:
        return looking.at_question(answer.key, now=now)
    listed = before.listed_at if before else None
    if listed and item.updated and item.updated < listed and now - listed < _CACHED:
        return looking.tomorrow(now)
    return looking.at_publication(item.updated or item.first_published or now, now=now)


def _origin(answer: Answer, item: ContentItem, document: DocumentRow) -> Origin:
    """What changed last before the source was first asked for anything is old; what changes later is news."""
    is_new = document.first_seen_at == answer.now
    changed = item.updated or item.first_published
    is_old = changed is not None and changed < answer.began
    return Origin.BACKFILL if is_new and is_old else answer.origin


def _events(
    answer: Answer, item: ContentItem, document: DocumentRow, version: VersionRow | None
) -> Iterator[Event]:
    """A page that is new was added; one that changed was replaced, and so was one that we see first when it changes."""
    if version is None:
        return
    first = item.first_published
    is_added = version.number == 1 and (
        version.origin == Origin.BACKFILL or first is None or first >= answer.began
    )
    note = item.changes[0] if item.changes else None
    yield Event(
        type=EventType.DOCUMENT_ADDED if is_added else EventType.DOCUMENT_REPLACED,
        subject=document.uid,
        detail="" if is_added else f"{version.number}:{version.fingerprint}",
        origin=Origin(version.origin),
        document=document.id,
        version=version.id,
        published=_day(first) if is_added else _day(note.at if note else item.updated),
        after=None if is_added or note is None else note.words,
    )


def _withdrawals(
    answer: Answer, item: ContentItem, document: DocumentRow, before: ContentItemRow | None
) -> Iterator[Event]:
    """A page that its publisher withdrew, when that is first seen; it stays readable, and withdrawn."""
    if item.withdrawn is None:
        return
    document.withdrawn_at = item.withdrawn.at
    if before is None or before.withdrawn_at != item.withdrawn.at:
        yield _withdrawal(
            answer,
            document,
            detail=item.withdrawn.at.isoformat(),
            words=item.withdrawn.words,
            published=_day(item.withdrawn.at),
        )


def _withdrawal(
    answer: Answer, document: DocumentRow, *, detail: str, words: str, published: str | None = None
) -> Event:
    is_old = published is not None and published < london_date(answer.began).isoformat()
    return Event(
        type=EventType.DOCUMENT_WITHDRAWN,
        subject=document.uid,
        detail=detail,
        origin=Origin.BACKFILL if is_old else answer.origin,
        document=document.id,
        published=published,
        after=words or None,
    )


def _keep_row(
    session: Session, document: DocumentRow, item: ContentItem, before: ContentItemRow | None
) -> None:
    row = {
        "document_id": document.id,
        "base_path": item.path,
        "content_id": item.content_id,
        "document_type": item.document_type,
        "listed_at": before.listed_at if before else None,
        "updated_at": item.updated,
        "withdrawn_at": item.withdrawn.at if item.withdrawn else None,
        # Of an erased page, which has no address, no word is kept.
        "withdrawn_note": item.withdrawn.words if item.withdrawn and document.url else None,
        "gone": None,
    }
    upsert(session, ContentItemRow, [row], on=["document_id"])


def _keep_attachments(
    answer: Answer, document: DocumentRow, attachments: Sequence[ListedAttachment], *, changed: bool
) -> None:
    """Keep what a page encloses; files are fetched where they are new or listed otherwise, pages when the page has changed."""
    session, place = answer.session, answer.place
    refs = {_ref(attachment): attachment for attachment in attachments}
    uids = {ref: public_id("document", place.key, ref) for ref in refs}
    erased = erased_among(session, list(uids.values()))
    documents = ensure_documents(
        session,
        [
            Listed(
                ref=ref,
                kind=DocumentKind.OTHER,
                url=f"{_root(answer)}{each.path}" if each.is_page else each.url,
            )
            for ref, each in refs.items()
        ],
        place=place,
        erased=erased,
        now=answer.now,
        run=answer.run,
    )
    enclosed = session.scalars(select(Enclosure).where(Enclosure.decision_id == document.id))
    known = {row.ref: row.title for row in enclosed}
    rows = [
        {
            "decision_id": document.id,
            "ref": ref,
            "document_id": documents[ref].id,
            "title": WITHDRAWN if uids[ref] in erased else each.title,
            "restricted": False,
            "restriction": None,
            "published": None,
            "first_seen_at": answer.now,
        }
        for ref, each in refs.items()
    ]
    upsert(session, Enclosure, rows, on=["decision_id", "ref"], keep=["first_seen_at"])
    watching.look_at(
        session,
        source=place.id,
        keys=[
            (ref, None) if each.is_page else (f"document:{ref}", each.url)
            for ref, each in refs.items()
            if documents[ref].url and (known.get(ref) != each.title or (changed and each.is_page))
        ],
        due_at=answer.now,
        reason="enclosed in a page",
    )


def _ref(attachment: ListedAttachment) -> str:
    """What an attachment is known by: a page by its own question, a file by its path among GOV.UK's files."""
    return f"{_KEY}{attachment.path}" if attachment.is_page else attachment.path.removeprefix("/")


def _known(session: Session, place: Place, paths: Collection[str]) -> dict[str, ContentItemRow]:
    """What is known of pages, by path."""
    rows = session.scalars(
        select(ContentItemRow)
        .join(DocumentRow, DocumentRow.id == ContentItemRow.document_id)
        .where(DocumentRow.source_id == place.id, ContentItemRow.base_path.in_(list(paths)))
    )
    return {row.base_path: row for row in rows}


def _is_standing(session: Session, place: Place, paths: Collection[str]) -> set[str]:
    """Those of these pages that the source file names: they are asked for again and again."""
    keys = session.scalars(
        select(WatchRow.key).where(
            WatchRow.source_id == place.id,
            WatchRow.reason == watching.STANDING,
            WatchRow.key.in_([f"{_KEY}{path}" for path in paths]),
        )
    )
    return {key.removeprefix(_KEY) for key in keys}


def _root(answer: Answer) -> str:
    """The address of the site."""
    return answer.session.get_one(SourceRow, answer.place.id).base_url


def _day(moment: datetime | None) -> str | None:
    return london_date(moment).isoformat() if moment else None
