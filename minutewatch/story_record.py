"""Stories and summaries on the command line: asked of the archive, cut to what each licence allows, told in words or JSON.

Keys of the JSON are a contract as those of contract.py are (docs/reference/json.md).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digest.quoting import beginning, longest
from domain.document import Access
from domain.evidence import Evidence
from domain.instants import london_date
from domain.source import Licence
from domain.spoken import plain_day, span
from domain.story import Entry, Member, Proof, Standing, headline
from domain.summary import Line
from linking import summaries
from minutewatch import threading
from minutewatch.contract import JsonObject, instant
from minutewatch.jobs import Home, run_of
from minutewatch.locks import held
from storage import diary, stories, story_entries, summarised
from storage.summarised import Summarised

_CUT = "…"
# So many quotes of one entry are printed: a page of figures has dozens.
_QUOTES = 4


@dataclass(frozen=True, kw_only=True)
class Told:
    """A story with its timeline, each quote as its licence allows."""

    story: Standing
    entries: Sequence[Entry]

    @property
    def headline(self) -> Entry | None:
        """Its strongest fact."""
        return headline(self.entries)


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A document with the lines of its summary, each quote as its licence allows; `cut` says that the licence left some out."""

    document: Summarised
    lines: Sequence[Line]
    cut: bool


# --- Asking -----------------------------------------------------------------------------------------------------------


def stories_in(
    home: Home, councils: Sequence[str], *, since: datetime | None = None, sources: int = 1
) -> Iterator[Told]:
    """The stories of councils (by name; all without) that so many independent sources tell, the last changed first; those
    that changed since a moment.

    Raises:
        UnknownCouncil: no council is called so.
    """
    with home.archive.reading() as session:
        slugs = diary.named(session, councils) if councils else None
        found = [each for each in stories.listed(session, slugs, since=since) if each.sources >= sources]
        told = story_entries.entries(session, found, as_of=home.settings.clock())
    for story in found:
        yield Told(story=story, entries=_licensed(story, told[story.uid]))


def story(home: Home, uid: str) -> Told:
    """A story by public id; of one that was merged into another, the other.

    Raises:
        UnknownStory: there is none.
    """
    with home.archive.reading() as session:
        found = stories.standing(session, uid)
        told = story_entries.entries(session, [found], as_of=home.settings.clock())
    return Told(story=found, entries=_licensed(found, told[found.uid]))


def merge(home: Home, one: str, other: str, *, actor: str, reason: str) -> tuple[Told, int]:
    """Keep a person's word that two stories, or a story and a document that stands alone, are one; returns it and the
    decision's number.

    Raises:
        UnknownStory, NotInStory, Walled: as `storage.stories.merge`.
    """
    now = home.settings.clock()
    with held(home.settings.home, "link"), run_of(home, "decide") as (run, _):
        number = threading.merge(home.archive, one, other, actor=actor, reason=reason, run=run, now=now)
    return story(home, one), number


def split(
    home: Home, uid: str, documents: Sequence[str], *, actor: str, reason: str
) -> tuple[Told | None, int]:
    """Keep a person's word that documents are none of a story's; returns what stands of it and the decision's number.

    Raises:
        UnknownStory, UnknownDocument, NotInStory: as `storage.stories.split`.
    """
    now = home.settings.clock()
    with held(home.settings.home, "link"), run_of(home, "decide") as (run, _):
        number = threading.split(home.archive, uid, documents, actor=actor, reason=reason, run=run, now=now)
    try:
        return story(home, uid), number
    except stories.UnknownStory:
        return None, number


def summary(home: Home, target: str) -> Summary:
    """The summary of a document, by public id or address.

    Raises:
        UnknownDocument, NothingToSummarise: as `storage.summarised.of_document`.
    """
    with home.archive.reading() as session:
        document = summarised.of_document(session, target)
    lines = summaries.summary(document.text, document.facts, private=document.private)
    most = longest(document.access, document.licence)
    if most is None:
        return Summary(document=document, lines=lines, cut=False)
    shown = [replace(line, evidence=_unquoted(line.evidence)) for line in lines if line.says]
    if lines:
        shown = [
            replace(lines[0], evidence=_cut(lines[0].evidence, most)),
            *shown[1 if lines[0].says else 0 :],
        ]
    return Summary(document=document, lines=shown, cut=True)


# --- What a licence allows --------------------------------------------------------------------------------------------


def _licensed(told: Standing, entries: Sequence[Entry]) -> list[Entry]:
    """Entries with the quotes that may be shown: of a restricted text one, and short."""
    members = {member.uid: member for member in told.members}
    quoted: set[str] = set()

    def quote(proof: Proof) -> str:
        member = members.get(proof.document)
        most = longest(member.access, Licence(member.licence)) if member else None
        if most is None:
            return proof.quote
        if proof.document in quoted:
            return ""
        quoted.add(proof.document)
        return _first(proof.quote, most)

    return [entry.with_quotes(quote) for entry in entries]


def _first(words: str, most: int) -> str:
    excerpt = beginning(words, 0, len(words), most=most)
    return words[: excerpt.end] + (f" {_CUT}" if excerpt.ends_early else "")


def _cut(evidence: Evidence, most: int) -> Evidence:
    excerpt = beginning(evidence.quote, 0, len(evidence.quote), most=most)
    return replace(evidence, end=evidence.start + excerpt.end, quote=evidence.quote[: excerpt.end])


def _unquoted(evidence: Evidence) -> Evidence:
    return replace(evidence, quote="")


# --- Telling ----------------------------------------------------------------------------------------------------------


def story_line(told: Told) -> str:
    """A story in a line: its id, headline, sources and what joined it last."""
    story = told.story
    return f"{story.uid}  {story.council_name}: {_headline(told)} ({_sources(story)}; {_changed(story)})"


def story_lines(told: Told) -> Iterator[str]:
    """A story in words: headline, timeline with quotes, documents with the reason why each is in it."""
    story = told.story
    yield f"{story.council_name}: {_headline(told)}"
    yield f"{_sources(story)}; known since {_day(story.first_seen)}; {_changed(story)}"
    for entry in told.entries:
        yield ""
        yield f"{_when(entry.day)}: {entry.words}"
        quotes = list(dict.fromkeys(map(_quote, entry.proofs)))
        yield from (f"  {quote}" for quote in quotes[:_QUOTES])
        if len(quotes) > _QUOTES:
            yield f"  and {len(quotes) - _QUOTES} more quotes (--json)"
        for words, proof in entry.claims:
            yield f"  {words}"
            yield f"    {_quote(proof)}"
    yield ""
    yield "Documents:"
    for member in story.members:
        page = f", {member.item or 'from'} (page {member.page})" if member.page else ""
        yield f"  {member.uid}  {_when(member.day)}, {member.outlet}: {member.title}{page} ({member.reason})"
        if member.url:
            yield f"    {member.url}"
    if story.merged:
        yield f"Merged into it: {', '.join(story.merged)}"


def story_of(told: Told, *, whole: bool = True) -> JsonObject:
    """A story as JSON; `whole` with its timeline and documents."""
    story = told.story
    strongest = told.headline
    found: JsonObject = {
        "story": story.uid,
        "council": story.council,
        "headline": _headline(told),
        "headline_proof": _proof_of(strongest.proofs[0]) if strongest and strongest.proofs else None,
        "sources": story.sources,
        "voices": list(story.voices),
        "documents": len(story.members),
        "first_seen": instant(story.first_seen),
        "changed": instant(story.changed_at),
        "changed_last": _changed(story),
        "merged": list(story.merged),
    }
    if whole:
        found["timeline"] = [_entry_of(entry) for entry in told.entries]
        found["members"] = [_member_of(member) for member in story.members]
    return found


def summary_lines(summary: Summary) -> Iterator[str]:
    """A summary in words: each line with what it states and its place."""
    document = summary.document
    yield f"{document.title} ({document.outlet}, {_when(document.published)})"
    for line in summary.lines:
        page = f" (page {line.evidence.page})" if line.evidence.page else ""
        says = f"{'; '.join(line.says)}: " if line.says else ""
        quote = f"“{' '.join(line.evidence.quote.split())}”{page}" if line.evidence.quote else page.strip()
        yield f"- {says}{quote}".rstrip()
    if not summary.lines:
        yield "Nothing in it says enough to be quoted."
    if summary.cut:
        yield "The licence allows one short quote."
    if document.url:
        yield document.url


def summary_of(summary: Summary) -> JsonObject:
    """A summary as JSON."""
    document = summary.document
    return {
        "doc": document.document,
        "version": document.version,
        "title": document.title,
        "url": document.url,
        "published": document.published,
        "restricted": document.access is Access.RESTRICTED,
        "text": document.text is not None,
        "lines": [
            {
                "quote": line.evidence.quote or None,
                "page": line.evidence.page,
                "start": line.evidence.start,
                "end": line.evidence.end,
                "says": list(line.says),
                "rule": line.rule,
            }
            for line in summary.lines
        ],
    }


def _headline(told: Told) -> str:
    strongest = told.headline
    return strongest.words if strongest else told.story.members[0].title


def _sources(story: Standing) -> str:
    sources = "1 independent source" if story.sources == 1 else f"{story.sources} independent sources"
    return f"{sources} ({', '.join(story.voices)}), {len(story.members)} documents"


def _changed(story: Standing) -> str:
    newest = story.newest
    return f"changed last on {_day(newest.since)}: {newest.outlet}, {newest.title}"


def _day(moment: datetime) -> str:
    return plain_day(london_date(moment))


def _when(day: str | None) -> str:
    return span(day) if day else "undated"


def _quote(proof: Proof) -> str:
    """A quote with its place; where the licence allows no more of a text, the place alone."""
    page = f", page {proof.page}" if proof.page else ""
    place = f"{proof.whose}, {proof.when}{page}"
    if not proof.quote:
        return f"({place}; the licence allows one short quote)"
    return f"“{' '.join(proof.quote.split())}” ({place})"


def _entry_of(entry: Entry) -> JsonObject:
    return {
        "day": entry.day,
        "words": entry.words,
        "what": entry.what,
        "official": entry.official,
        "proofs": [_proof_of(proof) for proof in entry.proofs],
        "claims": [{"words": words, "proof": _proof_of(proof)} for words, proof in entry.claims],
    }


def _proof_of(proof: Proof) -> JsonObject:
    return {
        "fact": proof.fact,
        "doc": proof.document,
        "version": proof.version,
        "page": proof.page,
        "quote": proof.quote or None,
        "url": proof.url or None,
    }


def _member_of(member: Member) -> JsonObject:
    return {
        "doc": member.uid,
        "kind": member.kind,
        "source": member.source,
        "voice": member.voice,
        "title": member.title,
        "url": member.url,
        "day": member.day,
        "page": member.page,
        "item": member.item,
        "reason": member.reason,
        "rule": member.rule,
        "score": member.score,
        "first_seen": instant(member.first_seen),
        "since": instant(member.since),
    }
