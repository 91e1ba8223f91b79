"""A meeting's own documents: its agenda, decisions and minutes, a page of text for each item, with the events they make.

Where they come as files they are papers like any other (`storage.papers`), and the events name those.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select, update

from domain.document import DocumentKind, EventType, Origin
from domain.instants import london_date
from domain.meeting import AgendaItem, digest
from domain.text import Text, letters
from storage.announcements import announced
from storage.documents import NewVersion, add_version, ensure_document, first_change, newest_version
from storage.look import Look, listed, own_ref
from storage.papers import file_of
from storage.schema import AgendaItemRow, DocumentRow, PageRow, Publication, TextRow, VersionRow

_READER = "moderngov/items@1"
_TITLES = {DocumentKind.AGENDA: "Agenda", DocumentKind.DECISION: "Decisions", DocumentKind.MINUTES: "Minutes"}

_Pages = Sequence[tuple[str | None, str]]  # (the item's number, else its place, its words under its heading)


def keep_agenda(look: Look) -> None:
    """Keep the agenda: items with their text and the titles of their papers."""
    meeting = look.meeting
    if not meeting.agenda_published:
        return
    pages = [(label(item), _agenda_words(item)) for item in meeting.items]
    bare = {label(item): _headed(item, item.text) for item in meeting.items}
    version = _keep_own(look, DocumentKind.AGENDA, pages, bare=bare) if pages else None
    if not look.with_agenda:
        return
    seen = london_date(look.answer.now).isoformat()
    papers = [paper.published for _, paper in listed(meeting) if paper.published and paper.published <= seen]
    # Where no day is announced: an agenda cannot be older than the newest paper that came with it.
    published = _announced(look, "agenda") or max(papers, default=None)
    _tell(look, EventType.AGENDA_PUBLISHED, DocumentKind.AGENDA, version, published=published)


def keep_decisions(look: Look) -> None:
    """Keep what was decided, item by item. Decisions that read otherwise after they were published were replaced."""
    meeting = look.meeting
    pages = _outcomes(look, DocumentKind.DECISION, meeting.items)
    version = _keep_own(look, DocumentKind.DECISION, pages) if pages else None
    if meeting.decisions_published and not look.row.decisions_published:
        published = _announced(look, "decision")
        _tell(look, EventType.DECISIONS_PUBLISHED, DocumentKind.DECISION, version, published=published)
    elif version is not None and version.number > 1 and look.row.decisions_published:
        _tell_change(look, EventType.DOCUMENT_REPLACED, version)
    elif version is not None:
        _name_in(look, EventType.DECISIONS_PUBLISHED, version)


def keep_minutes(look: Look) -> None:
    """Keep the minutes, item by item. Minutes that read otherwise after they were published were amended."""
    meeting = look.meeting
    if not meeting.minutes_published:
        return
    pages = _outcomes(look, DocumentKind.MINUTES, meeting.items)
    version = _keep_own(look, DocumentKind.MINUTES, pages) if pages else None
    if not look.row.minutes_published:
        published = _announced(look, "minutes")
        _tell(look, EventType.MINUTES_PUBLISHED, DocumentKind.MINUTES, version, published=published)
    elif version is not None and version.number > 1:
        _tell_change(look, EventType.MINUTES_AMENDED, version)
    elif version is not None:
        _name_in(look, EventType.MINUTES_PUBLISHED, version)


def keep_full(look: Look, item: AgendaItem) -> None:
    """Keep what was decided and minuted under an item that the meeting's page shows only the beginning of.

    Words that stood there before and read otherwise now were amended; words that were not there complete what was told.
    """
    for kind, words, published, amended in (
        (
            DocumentKind.DECISION,
            item.decision,
            EventType.DECISIONS_PUBLISHED,
            EventType.DOCUMENT_REPLACED,
        ),
        (DocumentKind.MINUTES, item.minutes, EventType.MINUTES_PUBLISHED, EventType.MINUTES_AMENDED),
    ):
        if not words:
            continue
        stood = _own_pages(look, kind)
        own = label(item)
        pages = _in_order(look, stood | {own: _headed(item, words)})
        version = _keep_own(look, kind, pages)
        if version is None:
            continue
        if own in stood:
            _tell_change(look, amended, version)
        else:
            _complete(look, published, version)


def redate(look: Look) -> None:
    """The newest versions of the meeting's own documents take its new day, in their titles too; what they read stays."""
    day = look.meeting.day
    for document in look.session.scalars(select(DocumentRow).where(DocumentRow.meeting_id == look.row.id)):
        version = newest_version(look.session, document.id)
        if version is None:
            continue
        version.dated, version.dated_from, version.dated_to = day.isoformat(), day, day
        if version.title.startswith(_TITLES[DocumentKind(document.kind)]):  # an erased one has no such title
            version.title = _title(look, DocumentKind(document.kind))
        look.changes.append({"what": "facts", "document_id": document.id, "version_id": version.id})


def label(item: AgendaItem | AgendaItemRow) -> str:
    """How the pages of an item are labelled: with its number as printed, else its place."""
    return item.number or str(item.position)


def _tell(
    look: Look,
    event: EventType,
    kind: DocumentKind,
    version: VersionRow | None,
    *,
    published: str | None,
) -> None:
    """Tell that the agenda, decisions or minutes are out: in the meeting's own words, else as a file."""
    version = version or _kept_before(look, kind)
    file = file_of(look, kind) if version is None else None
    look.note(event, version=version, document=file.id if file else None, published=published)


def _tell_change(look: Look, event: EventType, version: VersionRow) -> None:
    before, after = first_change(look.session, version)
    look.note(
        event,
        # Papers are told apart by their id; decisions that were exchanged by their own.
        subject="decisions" if event is EventType.DOCUMENT_REPLACED else "",
        detail=f"{version.number}:{version.fingerprint}",
        version=version,
        before=before,
        after=after,
    )


def _kept_before(look: Look, kind: DocumentKind) -> VersionRow | None:
    """The newest version of the meeting's own decisions or minutes, whose words may stand there before their flag does."""
    document = look.session.scalar(
        select(DocumentRow.id).where(DocumentRow.meeting_id == look.row.id, DocumentRow.kind == kind)
    )
    return newest_version(look.session, document) if document else None


def _name_in(look: Look, event: EventType, version: VersionRow) -> None:
    """Words that follow their flag belong to the event that told of the flag."""
    look.session.execute(
        update(Publication)
        .where(
            Publication.meeting_id == look.row.id,
            Publication.type == event,
            Publication.version_id.is_(None),
        )
        .values(version_id=version.id, document_id=version.document_id)
    )


def _complete(look: Look, event: EventType, version: VersionRow) -> None:
    """The event names the version that has all words, in place of one that had some."""
    look.session.execute(
        update(Publication)
        .where(Publication.meeting_id == look.row.id, Publication.type == event)
        .values(version_id=version.id, document_id=version.document_id)
    )


def _announced(look: Look, what: str) -> str | None:
    """The newest day on which the council says that it published this of the meeting ("Agenda published")."""
    day = announced(look.session, look.answer.place, look.meeting.ref, what)
    return day.isoformat() if day else None


def _outcomes(look: Look, kind: DocumentKind, items: Iterable[AgendaItem]) -> _Pages:
    """The pages of what was decided or minuted. Of an item that is cut the words stand as its own page had them last."""
    told = [(item, item.minutes if kind is DocumentKind.MINUTES else item.decision) for item in items]
    stood = _own_pages(look, kind) if any(item.is_cut for item, words in told if words) else {}
    pages = []
    for item, words in told:
        if words and not item.is_cut:
            pages.append((label(item), _headed(item, words)))
        elif words and label(item) in stood:
            pages.append((label(item), stood[label(item)]))
    return pages


def _own_pages(look: Look, kind: DocumentKind) -> dict[str, str]:
    """The pages of the newest version of the meeting's own document of this kind, by the labels of their items."""
    version = _kept_before(look, kind)
    if version is None:
        return {}
    rows = look.session.execute(
        select(PageRow.item, PageRow.words)
        .join(TextRow, TextRow.id == PageRow.text_id)
        .where(TextRow.version_id == version.id, TextRow.is_current)
        .order_by(PageRow.number)
    )
    return {item: words for item, words in rows if item and words}


def _in_order(look: Look, pages: dict[str, str]) -> _Pages:
    places = {label(item): item.position for item in look.items.values()}
    return sorted(pages.items(), key=lambda page: places.get(page[0], len(places)))


def _keep_own(
    look: Look, kind: DocumentKind, pages: _Pages, *, bare: dict[str, str] | None = None
) -> VersionRow | None:
    """Keep the meeting's own document; the new version, if there is one that is news.

    What another road words otherwise than the one before is kept without a word. `bare` are the pages without what the
    roads call differently.
    """
    answer = look.answer
    silent = look.by_another_road and _says_the_same(_own_pages(look, kind), pages, bare)
    document = ensure_document(
        look.session,
        place=answer.place,
        ref=own_ref(look.meeting.ref, kind),
        kind=kind,
        url=look.meeting.url or answer.capture.url,
        now=answer.now,
        run=answer.run,
        meeting=look.row.id,
    )
    version = add_version(
        look.session,
        document,
        NewVersion(
            fingerprint=digest([words.split() for _, words in pages]),
            title=_title(look, kind),
            origin=Origin.BACKFILL if silent else look.origin,
            text=Text.of_pages(pages, reader=_READER),
        ),
        place=answer.place,
        capture=answer.capture,
        now=answer.now,
    )
    if version is None:
        return None
    held = look.meeting.day
    version.dated, version.dated_from, version.dated_to = held.isoformat(), held, held
    look.changes.append({"what": "version", "document_id": document.id, "version_id": version.id})
    return None if silent else version


def _says_the_same(stood: dict[str, str], pages: _Pages, bare: dict[str, str] | None) -> bool:
    """Whether pages say what they said before but for signs: roads print those differently, and the titles of papers."""
    before = {item: letters(words) for item, words in stood.items()}
    now = {item: letters(words) for item, words in (bare.items() if bare else pages) if item}
    if before.keys() != now.keys():
        return False
    return all(before[item].startswith(now[item]) if bare else before[item] == now[item] for item in now)


def _title(look: Look, kind: DocumentKind) -> str:
    held = look.meeting.day
    return f"{_TITLES[kind]}: {look.committee}, {held.day} {held:%B %Y}"


def _headed(item: AgendaItem, words: str | None) -> str:
    number = f"{item.number} " if item.number else ""
    return f"{number}{item.title}\n\n{words or ''}".strip()


def _agenda_words(item: AgendaItem) -> str:
    papers = [
        f"{paper.title} (not for publication)" if paper.restricted else paper.title
        for paper in item.documents
    ]
    return "\n".join([_headed(item, item.text), *papers])
