"""Withdrawal: what a person decides must not be seen any more is hidden or erased, on every surface at once.

The decision names the document by its permanent id, so that it outlives every re-run; rows stay as tombstones. What
comes of the document later meets the decision where it is kept (`storage.documents`, `storage.captures`). A news story
whose page was never had is named by the id that its document would have, so that the same holds for it. A news title
can be withdrawn as a whole, by its key: all that it published, and all that it will.
"""

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, delete, null, or_, select, update
from sqlalchemy.orm import Session

from domain.document import Access, DocumentKind
from domain.errors import MinutewatchError
from domain.harm import State
from domain.relevance import Verdict
from domain.source import Channel
from domain.uid import LENGTH, public_id
from storage import appearances, held, tellings
from storage.archive import Archive
from storage.captures import keys_of
from storage.decisions import standing
from storage.documents import WITHDRAWN, access_of, decision_target, source_target, withdrawn
from storage.integrity import TEMPORARY, files
from storage.schema import (
    AgendaItemRow,
    ArticleRow,
    ArticleVersionRow,
    Attachment,
    Blob,
    Capture,
    ContentItemRow,
    Decision,
    DocumentRow,
    EditionItem,
    Enclosure,
    FactRow,
    Fingerprint,
    HeldRow,
    IssueRow,
    ListedStoryRow,
    MeetingRow,
    MentionRow,
    PageRow,
    Publication,
    Reading,
    SourceRow,
    TextRow,
    VersionRow,
    WatchRow,
)
from storage.writing import Row, note_changes

_ACTIONS = ("hide", "erase")
_BLACK = "█"
# "Improvement plan (2026-06-02)": how an event names a paper as it was listed on a day
_LISTED_ON = re.compile(r" \([^()]*\)$")
# A public id wherever it stands (`domain.uid`).
_UID = re.compile(rf"(?<![a-z2-7])[a-z2-7]{{{LENGTH}}}(?![a-z2-7])")
# What is kept of a listed story that was erased.
BLANK_STORY: Row = {
    "url": "",
    "title": WITHDRAWN,
    "summary": None,
    "authors": [],
    "section": None,
    "reasons": [],
    "verdict": Verdict.DROPPED,
}
# How the keys of news titles begin.
_TITLE = f"{Channel.NEWS}/"
_STALE_SECONDS = 24 * 60 * 60
_Quoted = TypeVar("_Quoted", MentionRow, FactRow)


class UnknownDocument(MinutewatchError):
    """No document has this id or address."""


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """What was withdrawn: the document, or the news title by its key; how many documents and versions, how many items of editions lost their words.

    Of a news story that is known from its listing alone there is no document; `document` is the id that it would have.
    """

    document: str
    documents: int
    versions: int
    edition_items: int
    decision: int


@dataclass(frozen=True, kw_only=True)
class _Aim:
    """What is to be withdrawn, its name and how the decision names it: documents, those of a title, or a listed story alone."""

    name: str
    decided: str
    documents: Sequence[DocumentRow] = ()
    title: SourceRow | None = None
    story: ListedStoryRow | None = None


@dataclass(frozen=True, kw_only=True)
class _Done:
    """What following a decision did: counts, the originals to be unlinked and the changes to be noted."""

    versions: int
    edition_items: int
    doomed: list[str]
    changes: list[Row]


def withdraw(
    archive: Archive, target: str, *, erase: bool, actor: str, reason: str, now: datetime
) -> Withdrawn:
    """Hide a document (by public id or address) or all that a news title published (by its key), or erase it.

    Erasing takes its words, originals, titles, addresses, quotes and frozen digest items, whatever the agenda it hangs
    under repeats of its title, and the rest of its watch. For a meeting's own agenda, decisions or minutes the
    originals of the meeting's pages go too, since they hold the same words; for a news story those of the lists that
    named it. An original stays only where a version of another document, not erased, is made of it. Of a news title that
    is erased nothing is asked any more. A news story whose page was never had is withdrawn by the address under which it
    is listed: erased, its listing loses its words and its page is never asked for.

    Raises:
        UnknownDocument: nothing of this id or address is kept.
    """
    with archive.writing() as session:
        aim = _aim(session, target)
        decision = Decision(
            at=now,
            actor=actor,
            action="erase" if erase else "hide",
            target=aim.decided,
            reason=reason,
        )
        session.add(decision)
        session.flush()
        done = _follow_all(session, aim.documents, erase=erase, now=now)
        if aim.title and erase:
            done.doomed.extend(_erase_title(session, aim.title, now))
        if aim.story and erase:
            done.doomed.extend(_erase_story(session, aim.story, now))
        note_changes(session, done.changes, at=now)
        result = Withdrawn(
            document=aim.name,
            documents=len(aim.documents),
            versions=done.versions,
            edition_items=done.edition_items,
            decision=decision.id,
        )
    # After the rows are committed: a tombstone that still has its file is finished later, the other way round nothing is.
    for sha256 in done.doomed:
        archive.blobs.erase(sha256)
    return result


def copy_decisions(archive: Archive, into: Archive) -> None:
    """Copy what people decided into an archive that is being made anew, before anything is kept there."""
    with archive.reading() as session:
        rows = session.scalars(select(Decision).order_by(Decision.id)).all()
    names = ("id", "at", "actor", "action", "target", "value", "reason", "undoes")
    with into.writing() as session:
        session.add_all(Decision(**{name: getattr(row, name) for name in names}) for row in rows)


def erased_documents(session: Session) -> frozenset[str]:
    """The public ids of the documents that somebody decided to erase, those of erased news titles among them."""
    targets = session.scalars(select(Decision.target).where(Decision.action == "erase")).all()
    own, of_titles = decision_target(""), source_target("")
    titles = [target.removeprefix(of_titles) for target in targets if target.startswith(of_titles)]
    published = (
        select(DocumentRow.uid)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .where(SourceRow.key.in_(titles))
    )
    named = {target.removeprefix(own) for target in targets if target.startswith(own)}
    return frozenset(named | set(session.scalars(published) if titles else ()))


def follow_decisions(archive: Archive) -> None:
    """Do once more what was decided, in an archive that was made anew; what it does not hold is passed over."""
    with archive.writing() as session:
        for decision in standing(session, _ACTIONS):
            title, documents = _named(session, decision)
            erase = decision.action == "erase"
            done = _follow_all(session, documents, erase=erase, now=decision.at)
            if title and erase:
                _erase_title(session, title, decision.at)
            note_changes(session, done.changes, at=decision.at)
    finish_erasures(archive)


def show_again(archive: Archive, decision: Decision, *, now: datetime) -> None:
    """Show what a decision hid that was taken back, but for what is erased, hidden by another, or held as a whole."""
    with archive.writing() as session:
        _, documents = _named(session, decision)
        for document in documents:
            key = session.get_one(SourceRow, document.source_id).key
            held = (
                select(HeldRow.version_id)
                .where(HeldRow.document_id == document.id, HeldRow.is_whole, HeldRow.until_run.is_(None))
                .where(HeldRow.state != State.RELEASED)
            )
            hidden = session.scalars(
                select(VersionRow).where(
                    VersionRow.document_id == document.id,
                    VersionRow.access == Access.HIDDEN,
                    VersionRow.id.not_in(held),
                )
            )
            for version in hidden:
                version.access = withdrawn(session, document.uid, source=key) or access_of(version.licence)
        session.flush()
        note_changes(
            session, [{"what": "access", "document_id": document.id} for document in documents], at=now
        )


def hide_again(archive: Archive, decision: Decision, *, now: datetime) -> None:
    """Hide what a decision hid, which was taken back and now stands again."""
    with archive.writing() as session:
        _, documents = _named(session, decision)
        done = _follow_all(session, documents, erase=False, now=now)
        note_changes(session, done.changes, at=now)


def _named(session: Session, decision: Decision) -> tuple[SourceRow | None, Sequence[DocumentRow]]:
    """What a decision names, as far as it is held: a news title, if it is one, and the documents."""
    title = _news_title(session, decision.target.removeprefix(source_target("")))
    return title, _published_by(session, title) if title else _decided(session, decision.target)


def finish_erasures(archive: Archive) -> int:
    """Unlink what an erasure or a writing that was killed left on disk; returns how many files."""
    with archive.reading() as session:
        erased = set(session.scalars(select(Blob.sha256).where(Blob.erased_at.is_not(None))))
    stale = time.time() - _STALE_SECONDS  # files carry the machine's own time
    left = [
        path
        for path, sha256, written in files(archive.blobs)
        if sha256 in erased or (path.name.startswith(TEMPORARY) and written < stale)
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def find(session: Session, target: str) -> DocumentRow:
    """The document of this public id or address; a news story by any address under which its title lists it.

    Raises:
        UnknownDocument: nothing of this id or address is kept.
    """
    found = _find(session, target)
    if found is None:
        raise _unknown(target)
    return found


def _find(session: Session, target: str) -> DocumentRow | None:
    at_address = (DocumentRow.url == target) & (DocumentRow.url != "")  # the erased have none
    found = session.scalars(select(DocumentRow).where(or_(DocumentRow.uid == target, at_address))).first()
    if found is not None or not target:
        return found
    return session.scalars(
        select(DocumentRow)
        .join(ListedStoryRow, ListedStoryRow.document_id == DocumentRow.id)
        .where(ListedStoryRow.url == target)
    ).first()


def _unknown(target: str) -> UnknownDocument:
    if target.startswith(_TITLE):
        return UnknownDocument(
            f"{target}: no news title has this key; `minutewatch sources list` shows those there are"
        )
    return UnknownDocument(f"{target}: no document of this id or address; `minutewatch search` shows ids")


def _aim(session: Session, target: str) -> _Aim:
    """What somebody means by a key, an id or an address.

    Raises:
        UnknownDocument: nothing of this id or address is kept.
    """
    title = _news_title(session, target)
    if title:
        documents = _published_by(session, title)
        return _Aim(name=title.key, decided=source_target(title.key), documents=documents, title=title)
    document = _find(session, target)
    if document:
        return _Aim(name=document.uid, decided=decision_target(document.uid), documents=[document])
    listed = session.execute(
        select(ListedStoryRow, SourceRow.key)
        .join(SourceRow, SourceRow.id == ListedStoryRow.source_id)
        .where(ListedStoryRow.url == target, ListedStoryRow.url != "")
        .order_by(SourceRow.key)
    ).first()
    if listed is None:
        raise _unknown(target)
    story, source = listed
    uid = public_id("document", source, story.ref)
    return _Aim(name=uid, decided=decision_target(uid), story=story)


def _news_title(session: Session, key: str) -> SourceRow | None:
    """The news title of this key; other sources cannot be withdrawn as a whole."""
    return session.scalar(select(SourceRow).where(SourceRow.key == key, SourceRow.channel == Channel.NEWS))


def _published_by(session: Session, title: SourceRow) -> Sequence[DocumentRow]:
    return session.scalars(
        select(DocumentRow).where(DocumentRow.source_id == title.id).order_by(DocumentRow.id)
    ).all()


def _decided(session: Session, target: str) -> Sequence[DocumentRow]:
    """The document that a decision names, if it is there."""
    named = decision_target("") + DocumentRow.uid == target
    return session.scalars(select(DocumentRow).where(named)).all()


def _follow_all(session: Session, documents: Sequence[DocumentRow], *, erase: bool, now: datetime) -> _Done:
    """Do with documents what was decided; what was erased before is not brought back to hidden."""
    uids = {document.uid for document in documents}
    blanked = _blank_editions(session, lambda words: not uids.isdisjoint(_UID.findall(words)))
    done = [_follow(session, document, erase=erase, now=now) for document in documents]
    return _Done(
        versions=sum(each.versions for each in done),
        edition_items=blanked + sum(each.edition_items for each in done),
        doomed=[sha256 for each in done for sha256 in each.doomed],
        changes=[change for each in done for change in each.changes],
    )


def _follow(session: Session, document: DocumentRow, *, erase: bool, now: datetime) -> _Done:
    versions = list(session.scalars(select(VersionRow).where(VersionRow.document_id == document.id)))
    blanked = 0
    changes: list[Row] = []
    doomed: list[str] = []
    if erase:
        title = _titles(session, document, versions)
        if title:
            changes += _blacken(session, document, title)
            blanked += _blank_agendas(session, document, title)
        doomed = _erase_originals(session, document, versions, now)
        _erase_texts(session, [version.id for version in versions], now)
        _erase_listing(session, document, versions, now)
        _erase_article(session, document, [version.id for version in versions], now)
        tellings.forget(session, [document.id])
    for version in versions:
        if version.access != Access.ERASED:
            version.access = Access.ERASED if erase else Access.HIDDEN
    session.flush()
    changes.append({"what": "access", "document_id": document.id})
    return _Done(versions=len(versions), edition_items=blanked, doomed=doomed, changes=changes)


def _titles(
    session: Session, document: DocumentRow, versions: Sequence[VersionRow]
) -> re.Pattern[str] | None:
    """Every title that the document was ever listed under; nothing for a meeting's own, which repeats no other's title."""
    if document.meeting_id is not None:
        return None
    listed = [
        *session.scalars(select(Attachment.title).where(Attachment.document_id == document.id)),
        *session.scalars(select(Enclosure.title).where(Enclosure.document_id == document.id)),
    ]
    told = session.execute(
        select(Publication.before, Publication.after).where(Publication.document_id == document.id)
    )
    names = [*listed, *(version.title for version in versions), *(word for row in told for word in row)]
    titles = {title for name in names if name for title in (name, _LISTED_ON.sub("", name))} - {WITHDRAWN, ""}
    if not titles:
        return None
    longest_first = sorted(titles, key=lambda title: (-len(title), title))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _meetings(document: DocumentRow) -> Select[int]:
    """The numbers of the meetings that a document hangs under."""
    return select(Attachment.meeting_id).where(Attachment.document_id == document.id)


def _blacken(session: Session, document: DocumentRow, title: re.Pattern[str]) -> list[Row]:
    """Black out the title wherever the meetings that the document hangs under repeat it; spans stay as they are."""
    meetings = _meetings(document)
    pages = session.execute(
        select(PageRow, VersionRow)
        .join(TextRow, TextRow.id == PageRow.text_id)
        .join(VersionRow, VersionRow.id == TextRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(DocumentRow.meeting_id.in_(meetings), PageRow.words.is_not(None))
    )
    changed = {
        version.id: version.document_id for page, version in pages if _blacken_page(session, page, title)
    }
    for item in session.scalars(select(AgendaItemRow).where(AgendaItemRow.meeting_id.in_(meetings))):
        item.title = _blackened(item.title, title)
    for event in session.scalars(select(Publication).where(Publication.meeting_id.in_(meetings))):
        event.before = event.before and _blackened(event.before, title)
        event.after = event.after and _blackened(event.after, title)
    return [
        {"what": "text", "document_id": owner, "version_id": version} for version, owner in changed.items()
    ]


def _blacken_page(session: Session, page: PageRow, title: re.Pattern[str]) -> bool:
    """Black out the title in a page and in what was quoted from there; whether it stood there."""
    words = page.words or ""
    spans = [(page.starts + found.start(), page.starts + found.end()) for found in title.finditer(words)]
    if not spans:
        return False
    page.words = black = _blackened(words, title)
    for row in _quoted(session, MentionRow, page, spans):
        row.words, row.value = black[row.starts - page.starts : row.ends - page.starts], None
    for fact in _quoted(session, FactRow, page, spans):
        first, last = (fact.starts or 0) - page.starts, (fact.ends or 0) - page.starts
        fact.quote, fact.fields, fact.speaker, fact.stated = black[first:last], {}, None, None
    return True


def _quoted(
    session: Session, table: type[_Quoted], page: PageRow, spans: Iterable[tuple[int, int]]
) -> list[_Quoted]:
    """The mentions or facts of a page whose words lie in one of these spans, wholly or in part."""
    inside = [(table.starts < end) & (table.ends > start) for start, end in spans]
    on_page = (table.starts >= page.starts) & (table.ends <= page.ends)
    return list(session.scalars(select(table).where(table.text_id == page.text_id, on_page, or_(*inside))))


def _blackened(words: str, title: re.Pattern[str]) -> str:
    return title.sub(lambda found: _BLACK * len(found[0]), words)


def _erase_originals(
    session: Session, document: DocumentRow, versions: Sequence[VersionRow], now: datetime
) -> list[str]:
    """Put tombstones for the originals that hold the words; returns those to be unlinked."""
    of_source = Capture.source_id == document.source_id
    keys = keys_of(session, document)
    of_one = (f"document:{document.ref}", document.ref, *(key for key in keys if key.startswith("article:")))
    stories = session.scalars(select(ListedStoryRow).where(ListedStoryRow.document_id == document.id))
    return _erase_answers(
        session,
        own=of_source & Capture.watch_key.in_(of_one),
        holding=of_source & or_(Capture.watch_key.in_(keys), *map(_listing, stories)),
        versions=versions,
        now=now,
    )


def _erase_story(session: Session, story: ListedStoryRow, now: datetime) -> list[str]:
    """Take what lists told of a story whose page was never had, and never ask for it; returns the originals to be unlinked."""
    key = f"article:{story.ref}"
    own = (Capture.source_id == story.source_id) & (Capture.watch_key == key)
    listing = (Capture.source_id == story.source_id) & _listing(story)
    doomed = _erase_answers(session, own=own, holding=or_(own, listing), versions=(), now=now)
    for name, blank in BLANK_STORY.items():
        setattr(story, name, blank)
    session.execute(
        update(WatchRow)
        .where(WatchRow.source_id == story.source_id, WatchRow.key == key)
        .values(url=None, done_at=now, reason="withdrawn")
    )
    return doomed


def _erase_answers(
    session: Session,
    *,
    own: ColumnElement[bool],
    holding: ColumnElement[bool],
    versions: Sequence[VersionRow],
    now: datetime,
) -> list[str]:
    """Put tombstones for the originals of answers that hold the words, and of versions; of the `own` ones address and headers go too."""
    answers = session.scalars(select(Capture.sha256).where(holding, Capture.sha256.is_not(None)).distinct())
    originals = {sha256 for sha256 in answers if sha256} | {v.sha256 for v in versions if v.sha256}
    needed = set(
        session.scalars(
            select(VersionRow.sha256).where(
                VersionRow.sha256.in_(originals),
                VersionRow.id.not_in([version.id for version in versions]),
                VersionRow.access != Access.ERASED,
            )
        )
    )
    doomed = sorted(originals - needed)
    _bury(session, doomed, now)
    session.execute(
        update(Capture).where(own).values(url="", headers={}, etag=None, last_modified=None)
    )  # validators vouch for content that is held
    return doomed


def _bury(session: Session, doomed: Sequence[str], now: datetime) -> None:
    """Put tombstones for originals that never may come again."""
    session.execute(
        update(Blob)
        .where(Blob.sha256.in_(doomed), or_(Blob.erased_at.is_(None), Blob.expired))
        .values(erased_at=now, expired=False)
    )


def _listing(story: ListedStoryRow) -> ColumnElement[bool]:
    """The answers of the lists that named a news story, from the first on: they hold its headline and summary."""
    return Capture.watch_key.in_(story.feeds) & (Capture.asked_at >= story.first_seen_at)


def _erase_texts(session: Session, versions: Sequence[int], now: datetime) -> None:
    """Take the words out of texts, pages, readings, mentions, facts and what is held, and forget who appears in them."""
    texts = list(session.scalars(select(TextRow.id).where(TextRow.version_id.in_(versions))))
    session.execute(
        update(TextRow).where(TextRow.id.in_(texts), TextRow.expired_at.is_(None)).values(expired_at=now)
    )
    session.execute(update(TextRow).where(TextRow.id.in_(texts)).values(warnings=[]))
    session.execute(update(PageRow).where(PageRow.text_id.in_(texts)).values(words=None))
    session.execute(
        update(Reading)
        .where(Reading.text_id.in_(texts))
        .values(inspection=null(), topics=[], warnings=[], private=[])
    )
    session.execute(
        update(MentionRow).where(MentionRow.text_id.in_(texts)).values(words="", value=None, whom=None)
    )
    appearances.forget(session, texts)
    held.forget(session, texts)
    session.execute(
        update(FactRow)
        .where(FactRow.version_id.in_(versions))
        .values(quote="", fields={}, speaker=None, whom=None, stated=None, stated_from=None, stated_to=None)
    )
    session.execute(delete(Fingerprint).where(Fingerprint.version_id.in_(versions)))


def _erase_listing(
    session: Session, document: DocumentRow, versions: Sequence[VersionRow], now: datetime
) -> None:
    """Take titles, authors and addresses from where the document is listed, and look at it no more."""
    for version in versions:
        version.title, version.authors = WITHDRAWN, []
    document.url = ""
    of_it = or_(
        Publication.document_id == document.id,
        Publication.version_id.in_([version.id for version in versions]),
    )
    session.execute(update(Publication).where(of_it).values(before=None, after=None))
    session.execute(
        update(Attachment).where(Attachment.document_id == document.id).values(title=WITHDRAWN, url=None)
    )
    session.execute(update(Enclosure).where(Enclosure.document_id == document.id).values(title=WITHDRAWN))
    session.execute(
        update(ContentItemRow).where(ContentItemRow.document_id == document.id).values(withdrawn_note=None)
    )
    own_issue = (IssueRow.source_id == document.source_id) & ("issue:" + IssueRow.ref == document.ref)
    session.execute(update(IssueRow).where(own_issue).values(title=WITHDRAWN, url="", maker=None))
    session.execute(
        update(WatchRow)
        .where(
            WatchRow.source_id == document.source_id,
            WatchRow.key.in_((f"document:{document.ref}", document.ref)),
        )
        .values(url=None, done_at=now, reason="withdrawn")
    )
    if document.kind == DocumentKind.AGENDA and document.meeting_id is not None:
        session.execute(
            update(AgendaItemRow)
            .where(AgendaItemRow.meeting_id == document.meeting_id)
            .values(title=WITHDRAWN)
        )


def _erase_article(session: Session, document: DocumentRow, versions: Sequence[int], now: datetime) -> None:
    """Take what a news story's pages and lists told of it, and look at it no more."""
    session.execute(
        update(ArticleRow)
        .where(ArticleRow.document_id == document.id)
        .values(canonical=None, section=None, roles=[])
    )
    session.execute(
        update(ArticleVersionRow)
        .where(ArticleVersionRow.version_id.in_(versions))
        .values(standfirst=None, correction=None, left_out=[], drift=None)
    )
    of_it = ListedStoryRow.document_id == document.id
    session.execute(update(ListedStoryRow).where(of_it).values(**BLANK_STORY))
    refs = select("article:" + ListedStoryRow.ref).where(of_it)
    session.execute(
        update(WatchRow)
        .where(
            WatchRow.source_id == document.source_id,
            or_(WatchRow.key.in_(refs), WatchRow.key == f"article:{document.ref}"),
        )
        .values(url=None, done_at=now, reason="withdrawn")
    )


def _erase_title(session: Session, title: SourceRow, now: datetime) -> list[str]:
    """Take all that a news title's lists told, and ask it nothing any more; returns the originals to be unlinked."""
    session.execute(update(ListedStoryRow).where(ListedStoryRow.source_id == title.id).values(**BLANK_STORY))
    session.execute(
        update(WatchRow)
        .where(WatchRow.source_id == title.id, WatchRow.done_at.is_(None))
        .values(url=None, done_at=now, reason="withdrawn")
    )
    others = select(Capture.sha256).where(Capture.source_id != title.id, Capture.sha256.is_not(None))
    own = select(Capture.sha256).where(Capture.source_id == title.id, Capture.sha256.not_in(others))
    doomed = sorted({sha256 for sha256 in session.scalars(own) if sha256})
    _bury(session, doomed, now)
    return doomed


def _blank_agendas(session: Session, document: DocumentRow, title: re.Pattern[str]) -> int:
    """Blank the frozen digest items that repeat the title with one of the meetings that the document hangs under."""
    meetings = _meetings(document)
    names = {
        *session.scalars(select(MeetingRow.uid).where(MeetingRow.id.in_(meetings))),
        *session.scalars(select(DocumentRow.uid).where(DocumentRow.meeting_id.in_(meetings))),
    }
    return _blank_editions(
        session, lambda words: any(name in words for name in names) and bool(title.search(words))
    )


def _blank_editions(session: Session, speaks_of_it: Callable[[str], bool]) -> int:
    """Take the words out of every frozen digest item that speaks of the document."""
    blanked = 0
    for item in session.scalars(select(EditionItem).where(EditionItem.content.is_not(None))):
        if speaks_of_it(str(item.content)):
            item.content = None
            blanked += 1
    session.flush()
    return blanked
