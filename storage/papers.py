"""The papers of a meeting: what is listed now, held against what was listed before, gives typed events.

What comes with an agenda belongs to `agenda_published`; what comes after it is `document_added`. That a paper of an agenda
is kept from the public is noted, but is no news beside the agenda. Another title or day of publication is `document_replaced`; another size, revision or
file name is a reason to fetch the file, and its words decide.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import select, update

from domain.document import DocumentKind, EventType, Origin
from domain.meeting import ListedDocument, digest
from domain.text import letters
from storage import watching
from storage.documents import Listed, ensure_documents
from storage.look import Look, listed
from storage.schema import Attachment, DocumentRow, Publication

# A document must be missing from this many healthy looks before it counts as withdrawn.
_HEALTHY_ABSENCES = 2


@dataclass(frozen=True, kw_only=True)
class _Paper:
    """A paper as it is listed now under an item (`''`: the meeting itself), the row that it had, its document if it has one."""

    item_ref: str
    now: ListedDocument
    before: Attachment | None
    document: DocumentRow | None

    @property
    def was_listed(self) -> bool:
        return self.before is not None and self.before.listed


def ensure_listed(look: Look) -> None:
    """Have a document for each paper that is listed with an address, and know those of papers that are closed by now."""
    papers = [paper for _, paper in listed(look.meeting)]
    public = [
        Listed(ref=paper.ref, kind=_kind(paper), url=paper.url)
        for paper in papers
        if paper.url and not _is_left_out(look, paper)
    ]
    look.documents.update(
        ensure_documents(
            look.session,
            public,
            place=look.answer.place,
            erased=look.erased,
            now=look.answer.now,
            run=look.answer.run,
        )
    )
    closed = [paper.ref for paper in papers if paper.url is None]
    if closed:
        found = select(DocumentRow).where(
            DocumentRow.source_id == look.answer.place.id, DocumentRow.ref.in_(closed)
        )
        look.documents.update({row.ref: row for row in look.session.scalars(found)})


def keep_papers(look: Look) -> None:
    """Keep the documents listed under a meeting and its items, and what became of them."""
    papers = _papers(look)
    here = {row.ref for row in look.known if row.listed}
    joined = any(paper.item_ref and paper.before is None for paper in papers)
    for paper in papers:
        # A paper under a second item is listed there too; it was told of at the first.
        if paper.now.ref not in here or paper.was_listed:
            _tell(look, paper, is_bound=joined and not paper.item_ref)
        here.add(paper.now.ref)
    _miss(look, papers)
    _fetch(look, papers)
    _keep(look, papers)


def keep_packs(look: Look) -> None:
    """Keep what only a meeting's page shows where it is otherwise read by the web service: packs, supplements, sizes.

    Where papers were told of in this run, a supplement that binds them is no news of its own.
    """
    packs = [paper for paper in _papers(look) if not paper.item_ref]
    told = look.session.scalar(
        select(Publication.id)
        .where(
            Publication.meeting_id == look.row.id,
            Publication.type == EventType.DOCUMENT_ADDED,
            Publication.run_id == look.answer.run,
        )
        .limit(1)
    )
    for pack in packs:
        if pack.now.kind is DocumentKind.MINUTES and look.row.minutes_published:
            _name_minutes(look, pack)
        else:
            _tell(look, pack, is_bound=told is not None)
    _fetch(look, packs)
    _keep(look, packs)
    sizes = {paper.ref: paper for item_ref, paper in listed(look.meeting) if item_ref}
    for row in look.known:
        if (paper := sizes.get(row.ref)) and row.item_ref:
            may_differ = _differs(row.size, paper.size) or _differs(row.revision, paper.revision)
            if paper.url and may_differ:
                look.fetch[f"document:{row.ref}"] = paper.url
            row.size, row.revision = paper.size or row.size, paper.revision or row.revision


def put_on_queue(look: Look) -> None:
    """Have the files fetched that are new or may read otherwise by now."""
    session, source = look.session, look.answer.place.id
    watching.look_at(
        session,
        source=source,
        keys=[(key, url or None) for key, url in look.fetch.items()],
        due_at=look.answer.now,
        reason="listed under a meeting",
    )


def file_of(look: Look, kind: DocumentKind) -> DocumentRow | None:
    """The file under a meeting that is its agenda, decisions or minutes, where it has none of its own words."""
    refs = (paper.ref for _, paper in listed(look.meeting) if paper.kind is kind and not paper.repeats)
    return next((look.documents[ref] for ref in refs if ref in look.documents), None)


def _papers(look: Look) -> list[_Paper]:
    """Each paper with the row that it had: in its place, under another item, or closed and without an id of its own."""
    places = {(item_ref, paper.ref) for item_ref, paper in listed(look.meeting)}
    by_place = {(row.item_ref, row.ref): row for row in look.known}
    # Rows whose own place is gone: their paper may have moved. One listed until now comes before one long gone.
    left = sorted((row for place, row in by_place.items() if place not in places), key=lambda row: row.listed)
    moved = {row.ref: row for row in left}
    closed = {(row.item_ref, letters(row.title), row.restricted): row for row in left}
    found = []
    for item_ref, paper in listed(look.meeting):
        before = by_place.get((item_ref, paper.ref)) or moved.pop(paper.ref, None)
        if before is None:
            before = _opened_or_closed(closed, item_ref, paper)
        if before is None and _is_left_out(look, paper):
            continue
        found.append(
            _Paper(item_ref=item_ref, now=paper, before=before, document=look.documents.get(paper.ref))
        )
    return found


def _opened_or_closed(
    left: dict[tuple[str, str, bool], Attachment], item_ref: str, paper: ListedDocument
) -> Attachment | None:
    """The row of a paper whose id cannot be told while it is closed: under the same item, called the same."""
    title = letters(paper.title)
    wanted = [(item_ref, title, True), *([(item_ref, title, False)] if paper.restricted else [])]
    return next((left.pop(place) for place in wanted if place in left), None)


def _is_left_out(look: Look, paper: ListedDocument) -> bool:
    """Whether a paper only repeats what stands elsewhere, and was never more than that."""
    return paper.repeats and not any(row.ref == paper.ref for row in look.known)


def _tell(look: Look, paper: _Paper, *, is_bound: bool) -> None:
    """The event that a listed paper makes, if it makes one; `is_bound` where it binds papers that are told of singly."""
    now, before = paper.now, paper.before
    event = EventType.RESTRICTED if now.restricted else EventType.DOCUMENT_ADDED
    if look.with_agenda or not look.row.agenda_published:
        if look.with_agenda and now.restricted:
            _note(look, paper, EventType.RESTRICTED, origin=Origin.BACKFILL)
    elif before is None:
        of_other_road = look.by_another_road and not paper.item_ref
        if not (is_bound or of_other_road or now.repeats or _is_told_by_flag(look, now)):
            _note(look, paper, event)
    elif not before.listed:
        _note(look, paper, event, detail=look.answer.now.isoformat())
    elif now.restricted != before.restricted:
        event = EventType.RESTRICTED if now.restricted else EventType.UNRESTRICTED
        _note(look, paper, event, detail=look.answer.now.isoformat(), was=before.title)
    elif _is_listed_otherwise(look, now, before):
        _note(
            look,
            paper,
            EventType.DOCUMENT_REPLACED,
            detail=digest([look.answer.now, now.title, now.published]),
            was=_as_listed(before.title, before.published),
            after=_as_listed(now.title, now.published or before.published),
        )


def _note(
    look: Look,
    paper: _Paper,
    event: EventType,
    *,
    detail: str = "",
    was: str | None = None,
    after: str | None = None,
    origin: Origin | None = None,
) -> None:
    look.note(
        event,
        origin=origin,
        subject=paper.now.ref,
        detail=detail,
        document=paper.document.id if paper.document else None,
        item=paper.item_ref,
        published=paper.now.published,
        before=was,
        after=after or paper.now.title,
    )


def _is_told_by_flag(look: Look, paper: ListedDocument) -> bool:
    """Whether a file is the decisions or minutes that this look tells were published."""
    if paper.kind is DocumentKind.MINUTES:
        return look.meeting.minutes_published and not look.row.minutes_published
    if paper.kind is DocumentKind.DECISION:
        return look.meeting.decisions_published and not look.row.decisions_published
    return False


def _is_listed_otherwise(look: Look, now: ListedDocument, before: Attachment) -> bool:
    """Whether a paper has another title or day; what only the other road says, or none says, is no difference.

    A file of minutes that is called otherwise is told of only if it reads otherwise.
    """
    if look.by_another_road or now.kind is DocumentKind.MINUTES:
        return False
    return now.title != before.title or _differs(before.published, now.published)


def _miss(look: Look, papers: Sequence[_Paper]) -> None:
    """Papers that two healthy looks in a row no longer show where they were; one that hangs under another item is no news."""
    seen = {id(paper.before) for paper in papers}
    missing = [row for row in look.known if row.listed and id(row) not in seen and _would_show(look, row)]
    for row in missing:
        row.absences += 1
    gone = [row for row in missing if row.absences >= _HEALTHY_ABSENCES]
    for row in gone:
        row.listed = False
    here = {paper.ref for _, paper in listed(look.meeting)}
    withdrawn = [row for row in gone if row.ref not in here]
    _take_down(look, {row.document_id for row in withdrawn if row.document_id})
    for row in withdrawn:
        look.note(
            EventType.DOCUMENT_WITHDRAWN,
            subject=row.ref,
            detail=look.answer.now.isoformat(),
            item=row.item_ref,
            document=row.document_id,
            before=row.title,
        )


def _would_show(look: Look, row: Attachment) -> bool:
    """Whether the page would show a paper if it were still there: packs are not for every road, nor ids of closed papers."""
    return row.road == look.meeting.road or (bool(row.item_ref) and not row.restricted)


def _take_down(look: Look, documents: Collection[int]) -> None:
    """Documents that no meeting lists any more were withdrawn by their source."""
    if not documents:
        return
    look.session.flush()
    still = set(
        look.session.scalars(
            select(Attachment.document_id).where(Attachment.document_id.in_(documents), Attachment.listed)
        )
    )
    look.session.execute(
        update(DocumentRow)
        .where(DocumentRow.id.in_(set(documents) - still))
        .values(withdrawn_at=look.answer.now)
    )


def _fetch(look: Look, papers: Iterable[_Paper]) -> None:
    """Note which files are to be fetched, and mind where the others are found now."""
    moved: dict[str, str | None] = {}
    for paper in papers:
        key = f"document:{paper.now.ref}"
        if not paper.now.url or paper.now.repeats:
            continue
        if _is_to_be_fetched(look, paper):
            look.fetch[key] = paper.now.url
        elif paper.before is not None and paper.before.url != paper.now.url:
            moved[key] = paper.now.url
    if moved:
        watching.readdress(look.session, source=look.answer.place.id, urls=moved)


def _is_to_be_fetched(look: Look, paper: _Paper) -> bool:
    now, before = paper.now, paper.before
    if before is None or not before.listed or before.restricted:
        return True
    if look.by_another_road:
        return False
    return (
        now.title != before.title
        or _differs(before.published, now.published)
        or _differs(before.size, now.size)
        or _differs(before.revision, now.revision)
        or _file_name(before.url) != _file_name(now.url)
    )


def _keep(look: Look, papers: Iterable[_Paper]) -> None:
    """Remember how papers are listed now; what the road of this look cannot say stays as it was said."""
    for paper in papers:
        now, row = paper.now, paper.before
        if row is None:
            row = Attachment(meeting_id=look.row.id, first_seen_at=look.answer.now)
            look.session.add(row)
        row.item_ref, row.ref = paper.item_ref, now.ref
        if paper.document or not now.restricted:
            row.document_id = paper.document.id if paper.document else None
        row.title, row.url = now.title, now.url
        row.restricted, row.restriction = now.restricted, now.restriction
        row.published = now.published or row.published
        row.size, row.revision = now.size or row.size, now.revision or row.revision
        row.road, row.listed, row.absences = look.meeting.road, True, 0
    look.session.flush()


def _name_minutes(look: Look, pack: _Paper) -> None:
    """The printed minutes are those that were told of when the meeting's flag said so."""
    if pack.document is None:
        return
    look.session.execute(
        update(Publication)
        .where(
            Publication.meeting_id == look.row.id,
            Publication.type == EventType.MINUTES_PUBLISHED,
            Publication.document_id.is_(None),
        )
        .values(document_id=pack.document.id)
    )


def _kind(paper: ListedDocument) -> DocumentKind:
    return paper.kind or (DocumentKind.DECISION if paper.is_decision else DocumentKind.REPORT)


def _differs(before: str | None, now: str | None) -> bool:
    """Whether a source says otherwise than before: where it said nothing, or says nothing now, it does not."""
    return before is not None and now is not None and before != now


def _file_name(url: str | None) -> str:
    """The name of the file at an address. What follows it is the site's affair: sessions, and revisions that are told apart."""
    return urlsplit(url or "").path.rpartition("/")[2]


def _as_listed(title: str, published: str | None) -> str:
    return f"{title} ({published})" if published else title
