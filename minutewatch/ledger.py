"""The ledger on the command line: actions and motions, asked of the archive and told in words or JSON, and decided of.

Keys of the JSON are a contract as those of contract.py are (docs/reference/json.md).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.actions import Outcome, Progress, Proof, Ruling, Search, Sighting, Station, Verdict, when_due
from domain.errors import MinutewatchError
from domain.mention import JsonValue
from domain.spoken import plain_day
from minutewatch.contract import JsonObject, instant
from minutewatch.jobs import Home
from storage import actions, diary, motions, rulings
from storage.actions import ActionSeen
from storage.motions import MotionSeen


class UnknownAction(MinutewatchError):
    """No action has this id."""


# --- Asking ---


def actions_of(home: Home, words: Sequence[str], *, as_of: datetime | None = None) -> tuple[ActionSeen, ...]:
    """Actions and what became of them; of the words those that name councils choose these, the others must stand in the title."""
    with home.archive.reading() as session:
        councils, rest = diary.apart(session, words)
        moment = as_of or home.settings.clock()
        return actions.actions(
            session, councils or None, as_of=moment, words=" ".join(rest), only_stated=True
        )


def action(home: Home, uid: str, *, as_of: datetime | None = None) -> ActionSeen:
    """One action by its id, also one that a person decided to be none.

    Raises:
        UnknownAction: none has it.
    """
    moment = as_of or home.settings.clock()
    with home.archive.reading() as session:
        council = actions.council_owing(session, uid, as_of=moment)
        owed = (
            actions.actions(session, [council], as_of=moment, only_stated=True, ruled_out=True)
            if council
            else ()
        )
    found = next((each for each in owed if each.uid == uid), None)
    if found is None:
        raise UnknownAction(f"{uid}: no action has this id; `minutewatch actions` lists them")
    return found


def decide(home: Home, uid: str, verdict: Verdict, *, actor: str, reason: str) -> Ruling:
    """Keep what a person decided has become of an action, whatever the rules say.

    Raises:
        UnknownAction: none has this id.
    """
    target = action(home, uid).target
    with home.archive.writing() as session:
        return rulings.decide(session, target, verdict, actor=actor, reason=reason, now=home.settings.clock())


def motions_on(
    home: Home, subject: str, names: Sequence[str], *, as_of: datetime | None = None
) -> tuple[MotionSeen, ...]:
    """Motions on a subject, of councils by name (all without), and how they ended.

    Raises:
        UnknownCouncil: no council is called so.
    """
    with home.archive.reading() as session:
        councils = diary.named(session, names) or None
        return motions.motions(session, subject, councils, as_of=as_of or home.settings.clock())


# --- Telling ---


def action_line(seen: ActionSeen) -> str:
    """An action with what became of it, after its id."""
    body = f", {seen.committee}" if seen.committee else ""
    heirs = f" (now owed by {' and '.join(seen.owed_by)})" if seen.owed_by else ""
    return f"{seen.uid}  {seen.council}{body}: {seen.title}: {seen.outcome.words}{heirs}"


def action_lines(seen: ActionSeen) -> Iterator[str]:
    """An action, and below it every place that named it or reports on it, with its words."""
    yield action_line(seen)
    for line, why in zip(seen.action.sightings, seen.action.because, strict=True):
        when = plain_day(line.day) if line.dated else f"undated, first seen {plain_day(line.day)}"
        due = f", due {when_due(line.due.edtf)}" if line.due else ""
        yield f"    {line.named}, {when}{due} ({why}): {_quoted(line.proof)}"
    for station in seen.action.stations:
        item = f", item {station.item}" if station.item else ""
        yield f"    {station.body_name}, {plain_day(station.day)}{item}: {station.subject.title}"
    named = {(line.edition, line.proof.quote) for line in seen.action.sightings}
    for report in seen.action.progress:
        if (report.edition, report.proof.quote) not in named:  # what puts it off names it, too
            yield f"    {report.source}, {plain_day(report.day)}, {report.standing}: {_quoted(report.proof)}"


def action_json(seen: ActionSeen) -> JsonObject:
    """An action, where it was named, and what became of it."""
    outcome = seen.outcome
    return {
        "id": seen.uid,
        "council": seen.council,
        "owed_by": list(seen.owed_by),
        "title": seen.title,
        "committee": seen.committee,
        "first_due": seen.first_due,
        "due": seen.due,
        "state": seen.state,
        "words": outcome.words,
        "came_to": _station(outcome.station) if outcome.station else None,
        "searched": _searched(outcome.search) if outcome.search else None,
        "reported": _progress(outcome.progress) if outcome.progress else None,
        "decided": _decided(outcome.ruling, outcome.unruled) if outcome.ruling and outcome.unruled else None,
        "sightings": [
            _sighting(line, why) for line, why in zip(seen.action.sightings, seen.action.because, strict=True)
        ],
    }


def motion_lines(seen: MotionSeen) -> Iterator[str]:
    """A motion, and below it what became of what it asked for."""
    yield f"{seen.words}: {seen.what}"
    for duty, words in zip(seen.duties, seen.duty_words, strict=True):
        yield f"    {duty.title}: {words}"


def motion_json(seen: MotionSeen) -> JsonObject:
    """A motion, how it ended, and what became of what it asked for."""
    return {
        "council": seen.council,
        "committee": seen.body,
        "meeting": seen.meeting,
        "date": seen.day.isoformat() if seen.day else None,
        "what": seen.what,
        "outcome": seen.outcome,
        "removed": seen.removed,
        "added": seen.added,
        "gone": seen.gone.isoformat() if seen.gone else None,
        "words": seen.words,
        "evidence": proof_json(seen.proof) if seen.proof else None,
        "duties": [
            {"id": duty.uid, "title": duty.title, "state": duty.state, "words": words}
            for duty, words in zip(seen.duties, seen.duty_words, strict=True)
        ],
    }


def proof_json(proof: Proof) -> JsonObject:
    """Where words stand that prove something, and the words."""
    return {
        "document": proof.document,
        "version": proof.version,
        "title": proof.title,
        "page": proof.page,
        "quote": proof.quote,
    }


def _station(station: Station) -> JsonObject:
    return {
        "title": station.subject.title,
        "committee": station.body_name,
        "date": station.day.isoformat(),
        "item": station.item,
        "meeting": station.meeting,
        "deferred": station.deferred,
    }


def _searched(search: Search) -> JsonObject:
    return {"query": search.query, "since": search.since.isoformat(), "documents": search.documents}


def _progress(report: Progress) -> JsonObject:
    return {
        "standing": report.standing,
        "said": report.said,
        "source": report.source,
        "date": report.day.isoformat(),
        "completed": report.on,
        "superseded_by": report.by,
        "evidence": proof_json(report.proof),
    }


def _decided(ruling: Ruling, unruled: Outcome) -> JsonObject:
    found: dict[str, JsonValue] = {"state": unruled.state, "words": unruled.words}
    return {
        "decision": ruling.number,
        "verdict": ruling.verdict,
        "date": ruling.day.isoformat(),
        "reason": ruling.reason,
        "found": found,
    }


def _sighting(line: Sighting, why: str) -> JsonObject:
    return {
        "kind": line.kind,
        "source": line.source,
        "strength": line.how or None,
        "date": line.day.isoformat(),
        "dated": line.dated,
        "first_seen": instant(line.at),
        "title": line.subject.title,
        "due": line.due.edtf if line.due else None,
        "who": line.who,
        "procedure": line.procedure,
        "because": why,
        "evidence": proof_json(line.proof),
    }


def _quoted(proof: Proof) -> str:
    """`“...”, Action log, page 2`"""
    page = f", page {proof.page}" if proof.page else ""
    return f"“{' '.join(proof.quote.split())}”, {proof.title}{page}"
