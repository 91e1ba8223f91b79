"""Articles: the pages of news stories as documents; an edited one is a new version, a corrected one says so.

What may be stored of a page is what the licence of its title allows (`domain.licences`): of a page behind a paywall only
what the title's own list gives freely, its headline and summary. The same makes the first version of a story whose page
is refused us. When the words go is `storage.retention`'s.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import exists, or_, select, update
from sqlalchemy.orm import Session

from domain import looking
from domain.article import ArticleTold
from domain.document import DocumentKind, EventType, Origin, ReadDocument
from domain.instants import LONDON, london_date, utc
from domain.licences import may_store
from domain.meeting import digest
from domain.news import ref_of
from domain.relevance import Verdict
from domain.source import Licence
from domain.text import Text
from storage import watching
from storage.answer import Answer
from storage.documents import (
    Event,
    NewVersion,
    add_version,
    bounds,
    ensure_document,
    file_name,
    first_change,
    newest_version,
    version_before,
)
from storage.schema import (
    ArticleRow,
    ArticleVersionRow,
    Capture,
    DocumentRow,
    ListedStoryRow,
    TextRow,
    VersionRow,
    WatchRow,
)
from storage.sources import Place
from storage.writing import Row, upsert

# The text of a story behind a paywall, or refused, is what its list gives freely: its summary, or else its headline.
SUMMARY_READER = "news/summary@1"
# The layout of a version that is made of the story's listing alone.
LISTING = "listing"
# The title's own word that we may not have a page; what leads away or is forbidden before it is asked for is no such word.
_REFUSALS = frozenset({401, 402, 403, 451})
_PAYMENT_REQUIRED = 402
# How many words of a restricted text an event may carry: before and after together make one short quote.
_TOLD_WORDS = 12
# A correction is told in its publisher's own words, as far as one short quote goes.
SHORT_QUOTE = 25
_NOT_FOUND = 404
# What a title published so shortly before it was first asked is news all the same; a news sitemap holds as much.
_STILL_NEWS = timedelta(days=2)


def stores_page(place: Place, read: ReadDocument) -> bool:
    """Whether the page itself, and its words, may be stored."""
    told = read.article
    return told is None or may_store(Licence(place.licence), paywalled=told.paywalled)


def keep_article(answer: Answer, read: ReadDocument) -> Sequence[Row]:
    """Keep a story's page as a document. Returns changes to be noted."""
    session, told = answer.session, read.article or ArticleTold()
    listing = session.get(ListedStoryRow, (answer.place.id, answer.ref))
    ref = _ref(answer, told, listing)
    had = _document(session, answer.place.id, ref)
    was_gone = had is not None and had.withdrawn_at is not None
    document = ensure_document(
        session,
        place=answer.place,
        ref=ref,
        kind=DocumentKind.ARTICLE,
        url=_address(answer, told, listing, ref),
        now=answer.now,
        run=answer.run,
    )
    published = _published(read, listing, document)
    version = add_version(
        session,
        document,
        _new(answer, read, told, listing, document, published),
        place=answer.place,
        capture=answer.capture,
        now=answer.now,
    )
    note_told(session, document, version, read)
    _note_listing(listing, document, read)
    look_again(answer, published=published)
    if version is None:
        return [{"what": "access", "document_id": document.id}] if was_gone else ()
    return _told_of(answer, document, version, told)


def _told_of(answer: Answer, document: DocumentRow, version: VersionRow, told: ArticleTold) -> Sequence[Row]:
    """Note what a new version tells. Returns changes to be noted."""
    change = {"what": "version", "document_id": document.id, "version_id": version.id}
    return [change, *answer.note(_events(answer.session, document, version, told))]


def note_told(
    session: Session, document: DocumentRow, version: VersionRow | None, read: ReadDocument
) -> None:
    """Keep what an article's page told beside its words; of a page that reads as before only how it was read.

    Of an erased version nothing is kept that is the publisher's.
    """
    told = read.article
    if told is None:
        return
    row = {
        "document_id": document.id,
        "number": told.number,
        "canonical": told.canonical if document.url else None,
        "section": told.section,
        "shape": told.shape,
        "roles": list(told.roles),
        "service": told.service,
        "paywalled": told.paywalled,
        "noarchive": told.noarchive,
        "tdm_reserved": told.tdm_reserved,
    }
    # A new version is linked anew: until then nobody knows whom it names.
    row |= dict.fromkeys(("names_private", "headline_private", "place")) if version else {}
    upsert(session, ArticleRow, [row], on=["document_id"])
    if version is None:
        newest = newest_version(session, document.id)
        session.execute(
            update(ArticleVersionRow)
            .where(ArticleVersionRow.version_id == (newest.id if newest else None))
            .values(layout=told.layout, drift=told.drift)
        )
        return
    words = session.scalar(select(TextRow.reader).where(TextRow.version_id == version.id, TextRow.is_current))
    has_page = words is not None and words != SUMMARY_READER
    session.add(
        ArticleVersionRow(
            version_id=version.id,
            standfirst=told.standfirst if has_page else None,
            layout=told.layout,
            correction=told.correction if document.url else None,
            left_out=list(told.left_out) if has_page else [],
            drift=told.drift,
            words=len(read.text.words.split()) if read.text and has_page else 0,
            day=version.published_from or london_date(version.first_seen_at),
        )
    )
    session.flush()


def look_again(answer: Answer, *, published: datetime | None = None) -> None:
    """Look at a story again while it may be edited; a second name of it only where a list says that it changed."""
    session, source = answer.session, answer.place.id
    document = _own(answer)
    came_out = published or (_came_out(session, document) if document else None)
    again = looking.at_article(came_out, now=answer.now) if came_out else None
    watching.looked_at(
        session,
        source=source,
        key=answer.key,
        now=answer.now,
        again_at=None if document and _is_second_name(answer, document) else again,
        reason="a story may be edited",
    )


def gone(answer: Answer) -> Sequence[Row]:
    """Keep that a story is not at its address any more; one that was had was withdrawn by its publisher.

    That a page is not found (404) may be a slip of the site: it is believed on the second look, the next day.
    """
    session, source = answer.session, answer.place.id
    document, status = _own(answer), answer.capture.status
    if document and document.withdrawn_at is None and status == _NOT_FOUND and not _was_missed(answer):
        watching.failed(
            session,
            source=source,
            key=answer.key,
            now=answer.now,
            retry_at=looking.tomorrow(answer.now),
        )
        return ()
    watching.looked_at(session, source=source, key=answer.key, now=answer.now)
    if document is None:
        _note_refused(answer, f"taken away (status {status})")
        return ()
    if document.withdrawn_at is not None or _is_second_name(answer, document):
        return ()
    document.withdrawn_at = answer.now
    newest = newest_version(session, document.id)
    return answer.note(
        [
            Event(
                type=EventType.DOCUMENT_WITHDRAWN,
                subject=document.uid,
                detail=london_date(answer.now).isoformat(),
                origin=answer.origin,
                document=document.id,
                published=newest.published if newest else None,
                after=f"taken away (status {status})",
            )
        ]
    )


def _was_missed(answer: Answer) -> bool:
    """Whether the look before this one did not find the story either."""
    before = (
        select(Capture.status)
        .where(
            Capture.source_id == answer.place.id,
            Capture.watch_key == answer.key,
            Capture.id < answer.capture.id,
        )
        .order_by(Capture.id.desc())
        .limit(1)
    )
    return answer.session.scalar(before) == _NOT_FOUND


def refused(answer: Answer, reason: str) -> Sequence[Row]:
    """Keep that a title does not let us have a story's page: what its list says is all that is known of it.

    Of a story that is ours and was never had, that makes a document, so that it is linked, found and told like one behind a
    paywall. Returns changes to be noted.
    """
    _note_refused(answer, reason)
    watching.looked_at(answer.session, source=answer.place.id, key=answer.key, now=answer.now)
    listing = answer.session.get(ListedStoryRow, (answer.place.id, answer.ref))
    if listing is None or listing.verdict == Verdict.DROPPED:
        return ()
    if answer.capture.status not in _REFUSALS or _own(answer) is not None:
        return ()
    return _keep_listing(answer, listing)


def _keep_listing(answer: Answer, listing: ListedStoryRow) -> Sequence[Row]:
    """Keep a story as its list tells it. Returns changes to be noted."""
    session = answer.session
    is_for_payment = answer.capture.status == _PAYMENT_REQUIRED
    told = ArticleTold(
        layout=LISTING, section=listing.section, paywalled=bool(listing.paywalled) or is_for_payment
    )
    read = ReadDocument(media_type="text/html", text=None, fingerprint="", article=told)
    document = ensure_document(
        session,
        place=answer.place,
        ref=answer.ref,
        kind=DocumentKind.ARTICLE,
        url=listing.url,
        now=answer.now,
        run=answer.run,
    )
    published = _published(read, listing, document)
    version = add_version(
        session,
        document,
        _new(answer, read, told, listing, document, published),
        place=answer.place,
        capture=answer.capture,
        now=answer.now,
    )
    note_told(session, document, version, read)
    listing.document_id = document.id
    return _told_of(answer, document, version, told) if version else ()


def _note_refused(answer: Answer, reason: str) -> None:
    listing = answer.session.get(ListedStoryRow, (answer.place.id, answer.ref))
    if listing is not None:
        listing.refused = reason


def _document(session: Session, source: int, ref: str) -> DocumentRow | None:
    return session.scalar(select(DocumentRow).where(DocumentRow.source_id == source, DocumentRow.ref == ref))


def _own(answer: Answer) -> DocumentRow | None:
    """The document that was asked for: by the name that it was asked under, or the one that this name leads to."""
    listing = answer.session.get(ListedStoryRow, (answer.place.id, answer.ref))
    if listing and listing.document_id is not None:
        return answer.session.get_one(DocumentRow, listing.document_id)
    return _document(answer.session, answer.place.id, answer.ref)


def _is_second_name(answer: Answer, document: DocumentRow) -> bool:
    """Whether the story is looked at under its own name too."""
    own = (answer.place.id, f"article:{document.ref}")
    return document.ref != answer.ref and answer.session.get(WatchRow, own) is not None


def _ref(answer: Answer, told: ArticleTold, listing: ListedStoryRow | None) -> str:
    """The name of the story: the one it was asked under, unless the page gives an address of its own that names it better.

    A number that the page's own address has is the publisher's. A path is believed only where a story is known by it: some
    pages give the address of their section.
    """
    session, source = answer.session, answer.place.id
    if listing and listing.document_id is not None:
        return session.get_one(DocumentRow, listing.document_id).ref
    named = ref_of(told.canonical) if told.canonical and _is_here(answer, told.canonical) else None
    if named is None or named == answer.ref:
        return answer.ref
    if not named.startswith("/"):
        return named
    listed = exists().where(ListedStoryRow.source_id == source, ListedStoryRow.ref == named)
    document = exists().where(DocumentRow.source_id == source, DocumentRow.ref == named)
    is_known = answer.ref.startswith("/") and session.scalar(select(or_(listed, document)))
    return named if is_known else answer.ref


def _is_here(answer: Answer, address: str) -> bool:
    """Whether an address is on the site that answered; `www.` and the site for telephones are the same site."""
    return _site(address) == _site(answer.capture.url)


def _site(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("m.")


def _address(answer: Answer, told: ArticleTold, listing: ListedStoryRow | None, ref: str) -> str:
    """Where readers find the story: the address that its page gives as its own, if that is this story's."""
    if told.canonical and _is_here(answer, told.canonical) and ref_of(told.canonical) == ref:
        return told.canonical
    return listing.url if listing and listing.url else answer.capture.url


def _new(
    answer: Answer,
    read: ReadDocument,
    told: ArticleTold,
    listing: ListedStoryRow | None,
    document: DocumentRow,
    published: datetime,
) -> NewVersion:
    """The version to be: the page as read, or, where it was not had or may not be stored, what the title's list gives of it.

    Headline, words and correction make the fingerprint: the site's own lines around them make no version.
    """
    title = read.title or (listing.title if listing else None) or file_name(document.url)
    stated = read.published or (_edtf(listing.published) if listing else None)
    text, fingerprint = read.text, read.fingerprint
    has_page = told.layout != LISTING and stores_page(answer.place, read)
    if not has_page:
        free = (listing.summary if listing else None) or title
        text = Text.of_pages([(None, free)], reader=SUMMARY_READER)
        fingerprint = digest(free.split())
    return NewVersion(
        fingerprint=digest([title.split(), (told.correction or "").split(), fingerprint]),
        title=title,
        origin=_origin(answer, document, published),
        text=text,
        sha256=answer.capture.sha256 if has_page else None,
        authors=read.authors or tuple(listing.authors if listing else ()),
        published=stated,
        modified=read.modified or (_edtf(listing.modified) if listing else None),
        kind=DocumentKind.ARTICLE,
    )


def _origin(answer: Answer, document: DocumentRow, published: datetime) -> Origin:
    """A story that came out well before the title was first asked for anything is old; what is edited later is news."""
    seen_before = newest_version(answer.session, document.id) is not None
    is_old = not seen_before and published < answer.began - _STILL_NEWS
    return Origin.BACKFILL if is_old else answer.origin


def _published(read: ReadDocument, listing: ListedStoryRow | None, document: DocumentRow) -> datetime:
    """When the story came out, as its page says, else as its list does, else when it was first seen; of a day its end."""
    if moment := _moment(read.published):
        return moment
    if listing and listing.published:
        return listing.published
    _, last = bounds(read.published)
    return looking.end_of(last) if last else document.first_seen_at


def _came_out(session: Session, document: DocumentRow) -> datetime:
    version = newest_version(session, document.id)
    if version and (moment := _moment(version.published)):
        return moment
    last = version.published_to if version else None
    return looking.end_of(last) if last else document.first_seen_at


def _moment(edtf: str | None) -> datetime | None:
    """The moment that is stated, where an hour is; without a zone it is England's."""
    if edtf is None or "T" not in edtf or "/" in edtf:
        return None
    stated = datetime.fromisoformat(edtf.removesuffix("~"))
    return utc(stated if stated.tzinfo else stated.replace(tzinfo=LONDON))


def _edtf(moment: datetime | None) -> str | None:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None


def _note_listing(listing: ListedStoryRow | None, document: DocumentRow, read: ReadDocument) -> None:
    """Let the story's row lead to the document; what the page says of its last change a list need not say again."""
    if listing is None:
        return
    listing.document_id, listing.refused = document.id, None
    listing.modified = max(filter(None, (listing.modified, _moment(read.modified))), default=None)


def _events(
    session: Session, document: DocumentRow, version: VersionRow, told: ArticleTold
) -> Iterator[Event]:
    """A story that is new was added; one that reads otherwise was edited, or corrected where its publisher says so.

    Nobody edited a story of which only the listing was had before.
    """
    is_corrected = told.correction is not None and told.correction != _correction_before(session, version)
    before, after = _changed_words(session, version)
    if version.number == 1:
        yield Event(
            type=EventType.DOCUMENT_ADDED,
            subject=document.uid,
            origin=Origin(version.origin),
            document=document.id,
            version=version.id,
            published=version.published,
        )
    elif not is_corrected and not _is_first_page(session, version):
        yield Event(
            type=EventType.DOCUMENT_REPLACED,
            subject=document.uid,
            detail=f"{version.number}:{version.fingerprint}",
            origin=Origin(version.origin),
            document=document.id,
            version=version.id,
            before=before,
            after=after,
        )
    if is_corrected:
        yield Event(
            type=EventType.DOCUMENT_CORRECTED,
            subject=document.uid,
            detail=f"{version.number}:{version.fingerprint}",
            origin=Origin(version.origin),
            document=document.id,
            version=version.id,
            after=cut(told.correction or "", most=SHORT_QUOTE),
        )


def _is_first_page(session: Session, version: VersionRow) -> bool:
    """Whether a version is the first to be made of the story's page, the one before of its listing."""
    older = version_before(session, version)
    readers = select(TextRow.reader).where(TextRow.is_current)
    return (
        older is not None
        and session.scalar(readers.where(TextRow.version_id == older.id)) == SUMMARY_READER
        and session.scalar(readers.where(TextRow.version_id == version.id)) != SUMMARY_READER
    )


def _correction_before(session: Session, version: VersionRow) -> str | None:
    older = version_before(session, version)
    return (
        session.scalar(select(ArticleVersionRow.correction).where(ArticleVersionRow.version_id == older.id))
        if older
        else None
    )


def _changed_words(session: Session, version: VersionRow) -> tuple[str | None, str | None]:
    """The first words that changed, as they stood and as they stand: a headline before the text, cut to a short quote.

    Where the words that stood before are gone (their time was over), nothing can be said.
    """
    older = version_before(session, version)
    if older is None:
        return None, None
    if older.title != version.title:
        return older.title, version.title
    has_expired = exists().where(TextRow.version_id == older.id, TextRow.expired_at.is_not(None))
    if session.scalar(select(has_expired)):
        return None, None
    before, after = first_change(session, version)
    return cut(before or "", most=_TOLD_WORDS) or None, cut(after or "", most=_TOLD_WORDS) or None


def cut(words: str, *, most: int) -> str:
    """The first words, and a sign that there were more."""
    some = words.split()
    return " ".join(some) if len(some) <= most else f"{' '.join(some[:most])} …"
