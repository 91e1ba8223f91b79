"""Posts at the front door: who held which post of a council, at least from when to when, in words and as JSON."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.cited import Cited
from domain.tenure import PostHistory, PostTold, Tenure, histories
from minutewatch.contract import JsonObject
from minutewatch.jobs import Home
from storage import diary, posts


def histories_of(
    home: Home, names: Sequence[str], *, post: str = "", as_of: datetime | None = None
) -> list[PostHistory]:
    """The history of every post of councils (by name; all without) whose title holds these words.

    Raises:
        UnknownCouncil: no council is called so.
    """
    wanted = post.casefold().split()
    with home.archive.reading() as session:
        councils = diary.named(session, names) or None
        told = posts.told(session, councils, as_of=as_of or home.settings.clock())
    return [history for history in histories(told) if all(word in history.post.casefold() for word in wanted)]


def history_json(history: PostHistory) -> JsonObject:
    """A post as `posts --json` prints it, a line each."""
    return {
        "council": history.council,
        "post": history.post,
        "tenures": [_tenure(tenure) for tenure in history.tenures],
        "vacancies": [_proof(each) for each in history.vacancies],
    }


def _tenure(tenure: Tenure) -> JsonObject:
    return {
        "person": tenure.person,
        "name": tenure.name,
        "status": tenure.status,
        "first_seen_in_post": tenure.first,
        "last_seen_in_post": tenure.last,
        "begins": tenure.begins,
        "ends": tenure.ends,
        "gone_by": tenure.gone_by,
        "planned": tenure.is_planned,
        "words": tenure.words,
        "proofs": [_proof(each) for each in tenure.told],
    }


def _proof(told: PostTold) -> JsonObject:
    cited = told.cited
    return {
        "tells": told.told,
        "day": told.day,
        "title": told.title,
        "doc": cited.document,
        "version": cited.version,
        "page": cited.page,
        "source": cited.source,
        "official": cited.official,
        "quote": cited.quote,
    }


def history_lines(history: PostHistory) -> Iterator[str]:
    """A post in words: its holders in order of time, each with the first and the last proof."""
    yield f"{history.council}: {history.post}"
    for tenure in history.tenures:
        status = "" if tenure.status == "current" else f" ({tenure.status})"
        known = f"  {tenure.person}" if tenure.person else "  (unresolved)"
        yield f"  {tenure.name}{status}: {tenure.words}{known}"
        for told in dict.fromkeys((tenure.told[0], tenure.told[-1])):
            yield f"    {_quoted(told.cited)}"
    for vacancy in history.vacancies:
        yield f"  vacant: {_quoted(vacancy.cited)}"


def _quoted(cited: Cited) -> str:
    page = f", page {cited.page}" if cited.page else ""
    return f"“{cited.words}”, {cited.title}{page} ({cited.when})"
