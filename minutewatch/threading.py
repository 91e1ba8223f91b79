"""Threading: new documents are asked what they tell of, their tellings compared with those that share events, issues or
rare words, and stories made of what is of one development.

The step of the line after copies are joined, and what a person decides of stories.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from linking import stories as rules
from linking import threads
from storage import stories, tellings
from storage.archive import Archive
from storage.schema import Decision

# Changes with whatever could change a story: all documents are asked again then.
_RULE = "+".join((rules.RULE, *threads.RULES))
# Documents whose words are held at once, and tellings whose stories are made in one transaction.
_ASKED_AT_ONCE = 100
_GROUPED_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Threaded:
    """What threading did: how many documents were asked, how many tellings are new or changed, how many stories changed."""

    documents: int
    tellings: int
    stories: int


def join(archive: Archive, *, run: int, now: datetime) -> Threaded:
    """Find the stories of every document that was read since it was last asked, and of none else.

    Killed at any point and run again it ends where it would have ended.
    """
    with archive.reading() as session:
        due = tellings.pending(session, rule=_RULE)
    looks: dict[int, int] = {}
    told, touched = 0, set[int]()
    for start in range(0, len(due), _ASKED_AT_ONCE):
        asked, new, concerned = _ask(archive, due[start : start + _ASKED_AT_ONCE], run=run)
        looks |= {each.document: each.read_run for each in asked}
        told += new
        touched |= concerned
    with archive.reading() as session:
        touched |= stories.torn(session)
    changed = regroup(archive, touched, run=run, now=now)
    with archive.writing() as session:
        tellings.note_looks(session, looks, rule=_RULE)
    return Threaded(documents=len(due), tellings=told, stories=changed)


def regroup(archive: Archive, touched: Collection[int], *, run: int, now: datetime) -> int:
    """Make the stories anew in which these tellings are or may be; returns how many changed."""
    left, changed = set(touched), 0
    while left:
        some = sorted(left)[:_GROUPED_AT_ONCE]
        with archive.writing() as session:
            among = stories.connected(session, some)
            joined = threads.join(among.placed, among.pairs, among.decided)
            changed += stories.keep(session, among, joined, run=run, now=now)
        left -= {*some, *among.numbers.values()}
    return changed


def merge(archive: Archive, one: str, other: str, *, actor: str, reason: str, run: int, now: datetime) -> int:
    """Keep a person's word that two stories, or a story and a document, are one, and follow it at once; returns the
    decision's number.

    Raises:
        UnknownStory, NotInStory, Walled: as `storage.stories.merge`.
    """
    with archive.writing() as session:
        ruled = stories.merge(session, one, other, actor=actor, reason=reason, now=now)
    regroup(archive, ruled.concerned, run=run, now=now)
    return ruled.number


def split(
    archive: Archive,
    story: str,
    documents: Sequence[str],
    *,
    actor: str,
    reason: str,
    run: int,
    now: datetime,
) -> int:
    """Keep a person's word that documents are none of a story's, and follow it at once; returns the decision's number.

    Raises:
        UnknownStory, UnknownDocument, NotInStory: as `storage.stories.split`.
    """
    with archive.writing() as session:
        ruled = stories.split(session, story, documents, actor=actor, reason=reason, now=now)
    regroup(archive, ruled.concerned, run=run, now=now)
    return ruled.number


def follow(archive: Archive, decision: Decision, *, run: int, now: datetime) -> None:
    """Make the stories anew of which a decision, taken back, had spoken."""
    with archive.reading() as session:
        concerned = stories.tellings_of_decision(session, decision)
    regroup(archive, concerned, run=run, now=now)


def _ask(
    archive: Archive, documents: Sequence[int], *, run: int
) -> tuple[Sequence[tellings.Asked], int, set[int]]:
    """Ask some documents what they tell of, and compare it; returns who was asked, how many tellings are new, and those
    whose stories may change. Tellings and their pairs are kept together or not at all."""
    with archive.reading() as session:
        asked = tellings.asked(session, documents)
    told = [(each, rules.tellings(each.material)) for each in asked if each.material]
    with archive.writing() as session:
        kept = tellings.keep(session, told, run=run)
        near = tellings.candidates(session, kept.new)
        weighed = {
            number: rules.weighed(telling, near.counts, near.totals[number])
            for number, telling in kept.new.items()
        }
        tellings.weigh(session, weighed)
        by_key = {telling.key: telling for telling in weighed.values()}
        found = {
            number: [
                (other.key, alike)
                for other in near.tellings[number]
                if (alike := rules.alike(telling, by_key.get(other.key, other), common=near.common[number]))
            ]
            for number, telling in weighed.items()
        }
        touched = stories.keep_pairs(session, found, run=run) | kept.touched
        touched |= tellings.of_documents(session, [each.document for each in asked])
    return asked, len(kept.new), touched
