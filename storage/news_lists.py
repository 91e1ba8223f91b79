"""Lists of news: the stories that a title's feeds and sitemaps list, what is made of each, and when it is looked at.

Every story keeps its row, the dropped ones too, with score and reasons, so that what was passed over can be audited. A list
of ten thousand stories costs as many statements as one of a thousand does, times ten; never one for each story.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import looking
from domain.document import Access
from domain.news import ListedStory, NewsFeed, NewsSitemap
from domain.relevance import Assessment, Corrections, Verdict, assess
from domain.uid import public_id
from storage import relevance, watching
from storage.answer import Answer
from storage.documents import publisher_withdrawn
from storage.schema import DocumentRow, FeedState, ListedStoryRow, SourceRow, WatchRow
from storage.sources import Place
from storage.withdrawal import BLANK_STORY, erased_documents
from storage.writing import upsert

# What came out longer ago than this when it is first listed is looked at so many a day.
_RECENT = timedelta(days=35)
_OLDER_ONES_A_DAY = 50
# What one statement may name: SQLite's oldest limit is 999 values.
_AT_ONCE = 900


def keep_list(answer: Answer, listed: NewsFeed | NewsSitemap) -> str | None:
    """Keep what a feed or sitemap lists, and have those stories looked at that are ours and are new or changed.

    Returns what is to be said against the list, if anything. Of a title that it was decided to erase nothing is kept.
    """
    session, place = answer.session, answer.place
    if publisher_withdrawn(session, place.key) is Access.ERASED:
        watching.looked_at(session, source=place.id, key=answer.key, now=answer.now)
        return None
    stories = {story.ref: story for story in listed.stories}
    known = _known(session, place.id, list(stories))
    told = _assessed(stories, known, relevance.corrections(session, place.key))
    erased = _erased(session, place.key, stories)
    rows = [_row(answer, story, known.get(ref), told[ref]) for ref, story in stories.items()]
    upsert(
        session,
        ListedStoryRow,
        [row | dict(BLANK_STORY) if row["ref"] in erased else row for row in rows],
        on=["source_id", "ref"],
        keep=["first_seen_at", "document_id", "refused"],
    )
    ours = [
        story for ref, story in stories.items() if told[ref].verdict != Verdict.DROPPED and ref not in erased
    ]
    _look_at(answer, ours, known)
    if isinstance(listed, NewsSitemap):
        _follow(answer, listed.further)
    new = sum(ref not in known for ref in stories)
    _note_state(answer, listed=len(stories), new=new, newest=listed.newest)
    return "; ".join(listed.doubts) or None


def stores_answer(session: Session, place: Place, listed: NewsFeed | NewsSitemap) -> bool:
    """Whether a list's answer may be stored as it came: not where it tells of a story that somebody decided to erase."""
    return not _erased(session, place.key, {story.ref: story for story in listed.stories})


def unchanged(answer: Answer) -> None:
    """Note that a feed or sitemap says that nothing changed (304)."""
    _note_state(answer, listed=None, new=0, newest=None)


def _known(session: Session, source: int, refs: Sequence[str]) -> dict[str, ListedStoryRow]:
    """What is known of the stories with these refs."""
    return {
        row.ref: row
        for start in range(0, len(refs), _AT_ONCE)
        for row in session.scalars(
            select(ListedStoryRow).where(
                ListedStoryRow.source_id == source, ListedStoryRow.ref.in_(refs[start : start + _AT_ONCE])
            )
        )
    }


def _assessed(
    stories: Mapping[str, ListedStory], known: Mapping[str, ListedStoryRow], corrections: Corrections
) -> dict[str, Assessment]:
    """What becomes of each story; one that was fetched once is dropped by a person's word only, not by a new headline."""
    told = {
        ref: assess(
            story.score,
            story.reasons,
            ref=ref,
            title=story.title,
            summary=story.summary or "",
            corrections=corrections,
        )
        for ref, story in stories.items()
    }
    for ref, row in known.items():
        if told[ref].verdict == Verdict.DROPPED and not told[ref].ruled and row.verdict != Verdict.DROPPED:
            told[ref] = Assessment(
                score=told[ref].score, reasons=told[ref].reasons, verdict=Verdict(row.verdict)
            )
    return told


def _erased(session: Session, source: str, stories: Mapping[str, ListedStory]) -> set[str]:
    """Those of the stories that somebody decided to erase, under whatever name they are listed."""
    erased = erased_documents(session)
    if not erased:
        return set()
    refs = list(stories)
    documents = {
        ref: uid
        for start in range(0, len(refs), _AT_ONCE)
        for ref, uid in session.execute(
            select(ListedStoryRow.ref, DocumentRow.uid)
            .join(DocumentRow, DocumentRow.id == ListedStoryRow.document_id)
            .join(SourceRow, SourceRow.id == ListedStoryRow.source_id)
            .where(SourceRow.key == source, ListedStoryRow.ref.in_(refs[start : start + _AT_ONCE]))
        )
    }
    return {
        ref for ref in refs if not erased.isdisjoint({public_id("document", source, ref), documents.get(ref)})
    }


def _row(
    answer: Answer, story: ListedStory, before: ListedStoryRow | None, told: Assessment
) -> dict[str, object]:
    """A story's row: what this list says, and where it says nothing what another list said before."""
    feeds = set(before.feeds if before else ()) | {answer.key}
    return {
        "source_id": answer.place.id,
        "ref": story.ref,
        "url": story.url,
        "title": story.title,
        "summary": story.summary or (before.summary if before else None),
        "authors": list(story.authors or (before.authors if before else ())),
        "section": story.section or (before.section if before else None),
        "paywalled": before.paywalled if before and story.paywalled is None else story.paywalled,
        "published": story.published or (before.published if before else None),
        "modified": max(
            filter(None, (story.modified, before.modified if before else None)),
            default=None,
        ),
        "score": told.score,
        "reasons": list(told.reasons),
        "verdict": told.verdict,
        "feeds": sorted(feeds),
        "refused": None,
        "first_seen_at": answer.now,
        "last_listed_run": answer.run,
        "document_id": None,
    }


def _look_at(answer: Answer, ours: Sequence[ListedStory], known: Mapping[str, ListedStoryRow]) -> None:
    """Have stories fetched that are new to us or were dropped so far, and once more those that are listed as changed."""
    new, changed = [], []
    for story in ours:
        before = known.get(story.ref)
        if before is None or before.verdict == Verdict.DROPPED:
            new.append(story)
        elif _has_moved(story, before):
            changed.append(story)
    source = answer.place.id
    watching.schedule(
        answer.session,
        source=source,
        looks={f"article:{story.ref}": (story.url, due_at) for story, due_at in _spread(answer.now, new)},
        reason="listed",
    )
    watching.look_at(
        answer.session,
        source=source,
        keys=[(f"article:{story.ref}", story.url) for story in changed],
        due_at=answer.now,
        reason="listed as changed",
    )


def _has_moved(story: ListedStory, before: ListedStoryRow) -> bool:
    """Whether a list says that the story was changed since the last list, or the story itself, spoke of it."""
    last = before.modified or before.published
    return story.modified is not None and (last is None or story.modified > last)


def _spread(now: datetime, stories: Sequence[ListedStory]) -> Iterator[tuple[ListedStory, datetime]]:
    """When to look at stories that are new to us: at once, but what is old so many a day, the newest first."""
    older = 0
    for story in sorted(stories, key=lambda each: each.published or now, reverse=True):
        if story.published is None or story.published >= now - _RECENT:
            yield story, now
        else:
            yield story, now + timedelta(days=older // _OLDER_ONES_A_DAY)
            older += 1


def _follow(answer: Answer, further: Sequence[str]) -> None:
    """Have the sitemaps asked that an index leads to, and those no more that it leads to no longer."""
    session, source = answer.session, answer.place.id
    reason = f"listed in {answer.key}"
    keys = {f"sitemap:{address}": address for address in further}
    listed = select(WatchRow.key).where(
        WatchRow.source_id == source, WatchRow.reason == reason, WatchRow.done_at.is_(None)
    )
    watching.add(
        session,
        source=source,
        looks={key: (address, answer.now) for key, address in keys.items()},
        reason=reason,
    )
    gone = [key for key in session.scalars(listed) if key not in keys]
    watching.stop(session, source=source, keys=gone, now=answer.now, reason="no longer listed")


def _note_state(answer: Answer, *, listed: int | None, new: int, newest: datetime | None) -> None:
    """Note what came of asking, and ask again when its time comes; `listed` is `None` where nothing had changed."""
    session, source, key = answer.session, answer.place.id, answer.key
    before = session.get(FeedState, (source, key))
    every = looking.list_interval(
        timedelta(minutes=before.every_minutes) if before else None, listed=listed or 0, new=new
    )
    row = {
        "source_id": source,
        "key": key,
        "every_minutes": every // timedelta(minutes=1),
        "last_success_at": answer.now,
        "newest_item": max(filter(None, (newest, before.newest_item if before else None)), default=None),
        "items": before.items if before and listed is None else listed or 0,
        "new_items": new,
    }
    upsert(session, FeedState, [row], on=["source_id", "key"])
    watched = session.get(WatchRow, (source, key))
    watching.looked_at(
        session,
        source=source,
        key=key,
        now=answer.now,
        again_at=looking.at_list(every, now=answer.now),
        reason=watched.reason if watched and watched.reason.startswith("listed in") else watching.STANDING,
    )
