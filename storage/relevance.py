"""Relevance in the database: what the operator decided of listed stories and of phrases, kept as decisions that act at once.

Decisions name a story by its source and ref, and a phrase by its words, so that they outlive every crawl and rebuild. The
last decision of each counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import MinutewatchError
from domain.news import ref_of
from domain.relevance import DECIDED, Corrections, Phrase, Ruling, Verdict, has_words
from domain.source import Channel
from domain.uid import public_id
from storage import audit, watching
from storage.audit import Audited
from storage.documents import erased_among
from storage.schema import Decision, ListedStoryRow, SourceRow

_RELEVANT, _IRRELEVANT = "relevant", "irrelevant"
_PHRASE = "phrase:"


class UnknownStory(MinutewatchError):
    """No news title lists a story at this address, and none has a site there; or it was erased."""


class NoWords(MinutewatchError):
    """A phrase without a word in it would stand in every story."""


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """What a correction did: of which story of which source, its verdict now, and the phrases that count from now on.

    `story` is what the audit knows of it, `None` where no list has named it yet.
    """

    source: str
    ref: str
    story: Audited | None
    verdict: Verdict
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, kw_only=True)
class _Story:
    """A story that a decision is about; `row` is `None` where no list has named it yet."""

    source: SourceRow
    ref: str
    row: ListedStoryRow | None


def corrections(session: Session, source_key: str) -> Corrections:
    """All that the operator decided and that bears on the stories of a source."""
    start = story_target(source_key, "")
    rows = _standing(session, start, _PHRASE)
    rulings = {
        row.target.removeprefix(start): Ruling(relevant=row.action == _RELEVANT, reason=row.reason)
        for row in rows
        if row.target.startswith(start)
    }
    return Corrections(phrases=_phrases(rows), rulings=rulings)


def phrases(session: Session) -> tuple[Phrase, ...]:
    """The operator's own phrases, in the order in which they were first given."""
    return _phrases(_standing(session, _PHRASE))


def correct(
    session: Session,
    url: str,
    *,
    relevant: bool,
    reason: str,
    words: Sequence[str] = (),
    actor: str,
    now: datetime,
) -> Corrected:
    """Decide that a story is to be fetched, or to be left out; `words` are phrases that say so of other stories too.

    Raises:
        UnknownStory: no news title lists a story at this address, and none has a site there; or it was erased.
        NoWords: a phrase has no word in it.
    """
    for phrase in words:
        if not has_words(phrase):
            raise NoWords(f"{phrase!r}: no words; give a phrase as it stands in headlines")
    story = _find(session, url)
    if erased_among(session, [public_id("document", story.source.key, story.ref)]):
        raise UnknownStory(f"{url}: this story was erased; nothing of it is fetched or kept any more")
    action = _RELEVANT if relevant else _IRRELEVANT
    targets = [
        (story_target(story.source.key, story.ref), url),
        *((_phrase_target(each), each) for each in words),
    ]
    session.add_all(
        Decision(at=now, actor=actor, action=action, target=target, value=value, reason=reason)
        for target, value in targets
    )
    session.flush()
    verdict = Verdict.FETCHED if relevant else Verdict.DROPPED
    if story.row:
        story.row.verdict = verdict
        told = [each for each in story.row.reasons if not each.startswith(DECIDED)]
        story.row.reasons = [*told, f"{DECIDED}{reason}"]
    _look(session, story, url=url, relevant=relevant, now=now)
    return Corrected(
        source=story.source.key,
        ref=story.ref,
        story=audit.one(session, story.row) if story.row else None,
        verdict=verdict,
        phrases=phrases(session),
    )


def story_target(source_key: str, ref: str) -> str:
    """How a decision names a listed story: by its source and the source's own name of it."""
    return f"story:{source_key}#{ref}"


def _phrase_target(words: str) -> str:
    return _PHRASE + " ".join(words.casefold().split())


def _standing(session: Session, *starts: str) -> list[Decision]:
    """The last decision of each target that begins so, unless it was undone; in the order in which they were made."""
    undone = select(Decision.undoes).where(Decision.undoes.is_not(None))
    last: dict[str, Decision] = {}
    for start in starts:
        for row in session.scalars(
            select(Decision)
            .where(Decision.target.startswith(start, autoescape=True))
            .where(Decision.action.in_((_RELEVANT, _IRRELEVANT)), Decision.id.not_in(undone))
            .order_by(Decision.id)
        ):
            last[row.target] = row
    return sorted(last.values(), key=lambda row: row.id)


def _phrases(rows: Sequence[Decision]) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(words=row.value or "", relevant=row.action == _RELEVANT)
        for row in rows
        if row.target.startswith(_PHRASE)
    )


def _find(session: Session, url: str) -> _Story:
    """The story at an address: as it was listed, else by its own number or path on the site of a news title.

    Raises:
        UnknownStory: no news title has a site there.
    """
    listed = session.scalars(select(ListedStoryRow).where(ListedStoryRow.url == url)).first()
    ref = listed.ref if listed else ref_of(url)
    if ref is None:
        raise UnknownStory(f"{url}: no story can stand there; give the address of its page")
    if listed:
        return _Story(source=session.get_one(SourceRow, listed.source_id), ref=ref, row=listed)
    host = _host(url)
    for source in session.scalars(
        select(SourceRow).where(SourceRow.channel == Channel.NEWS).order_by(SourceRow.key)
    ):
        if _host(source.base_url) == host:
            return _Story(source=source, ref=ref, row=session.get(ListedStoryRow, (source.id, ref)))
    raise UnknownStory(
        f"{url}: no news title lists it or has a site there; `minutewatch add` puts a single page into the archive"
    )


def _look(session: Session, story: _Story, *, url: str, relevant: bool, now: datetime) -> None:
    """Have the story fetched if it is ours and was not had, or looked at no more if it is not."""
    key = f"article:{story.ref}"
    if not relevant:
        watching.stop(session, source=story.source.id, keys=[key], now=now, reason="the operator left it out")
    elif story.row is None or story.row.document_id is None:
        address = story.row.url if story.row else url
        watching.look_at(
            session,
            source=story.source.id,
            keys=[(key, address)],
            due_at=now,
            reason="the operator asked for it",
        )


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
