"""The official record on the command line: timelines, interventions and visits, asked of the archive and told in words or JSON.

Keys of the JSON are a contract as those of contract.py are (docs/reference/json.md).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain import intervention as of_intervention
from domain import timeline as of_timeline
from domain.cited import Cited
from domain.intervention import Intervention, Reported, Spell, Step
from domain.timeline import Node
from domain.visits import FOCUSED, KINDS, Judged, Visit
from minutewatch.contract import JsonObject, instant
from minutewatch.jobs import Home
from storage import diary
from storage import interventions as kept_interventions
from storage import timeline as kept_timeline
from storage import visits as kept_visits


def timeline_of(home: Home, council: str, *, as_of: datetime | None = None) -> tuple[Node, ...]:
    """The timeline of a council (by name), oldest first.

    Raises:
        UnknownCouncil: no council is called so.
    """
    with home.archive.reading() as session:
        (slug,) = diary.named(session, [council])
        return kept_timeline.timeline(session, slug, as_of=as_of or home.settings.clock())


def interventions_in(
    home: Home, names: Sequence[str], *, as_of: datetime | None = None
) -> tuple[Intervention, ...]:
    """Intervention in councils (by name; all in which anything is known without).

    Raises:
        UnknownCouncil: no council is called so.
    """
    with home.archive.reading() as session:
        slugs = diary.named(session, names) or None
        return kept_interventions.interventions(session, slugs, as_of=as_of or home.settings.clock())


def visits_to(
    home: Home,
    names: Sequence[str],
    *,
    focus: str | None,
    visited: str | None,
    monitoring: bool,
    as_of: datetime | None = None,
) -> tuple[Visit, ...]:
    """Ofsted's focused visits to councils (by name; all without), of a focus (id) and a time (EDTF); with `monitoring` others too.

    Raises:
        UnknownCouncil: no council is called so.
    """
    with home.archive.reading() as session:
        return kept_visits.visits(
            session,
            diary.named(session, names) or None,
            as_of=as_of or home.settings.clock(),
            focus=focus,
            visited=visited,
            kinds=KINDS if monitoring else (FOCUSED,),
        )


# --- Words ------------------------------------------------------------------------------------------------------------


def node_lines(node: Node) -> Iterator[str]:
    """A node of a timeline: its day and words, its details, what others claim of it."""
    day = (node.day or "undated").partition("T")[0]  # a newspaper's minutes are of no use here
    yield f"{day}  {node.words}"
    yield from (f"    {detail}" for detail in node.details)
    yield from (f"    {claim.words}" for claim in node.claims)


def intervention_lines(found: Intervention) -> Iterator[str]:
    """The four facts in a line, and below them their history and what others say that differs."""
    yield found.words
    yield from (f"    {line}" for line in found.lines)


def visit_lines(visit: Visit) -> Iterator[str]:
    """A visit in a line, and below it the first notice, what the letter asks for, and the judgement before."""
    yield visit.words
    yield from (f"    {line}" for line in visit.lines)


# --- JSON -------------------------------------------------------------------------------------------------------------


def node_json(node: Node) -> JsonObject:
    """A node of a timeline."""
    return {
        "council": node.council,
        "kind": node.kind,
        "date": node.day,
        "official": node.official,
        "words": node.words,
        "details": list(node.details),
        "evidence": [_cited(each) for each in node.proofs],
        "claims": [_claim_of_node(each) for each in node.claims],
    }


def _claim_of_node(claim: of_timeline.Claim) -> JsonObject:
    return {
        "relation": claim.relation,
        "says": claim.says,
        "record": claim.record,
        "evidence": _cited(claim.cited),
    }


def intervention_json(found: Intervention) -> JsonObject:
    """Intervention in a council."""
    return {
        "council": found.council,
        "date": found.day.isoformat(),
        "instrument": _spell(found.instrument),
        "person": _spell(found.person),
        "delivery": _spell(found.delivery),
        "support": _spell(found.support),
        "spells": [_spell(each) for each in found.spells],
        "steps": [_step(each) for each in found.steps],
        "claims": [_claim(each) for each in found.claims],
        "differing": [{"source": each.whose, "points": list(each.points)} for each in found.differing],
        "reported": [_reported(each) for each in found.reported],
        "words": found.words,
    }


def _spell(spell: Spell | None) -> JsonObject | None:
    if spell is None:
        return None
    return {
        "track": spell.track,
        "what": spell.what,
        "services": spell.services,
        "name": spell.name,
        "since": spell.since,
        "until": spell.until,
        "began": spell.began,
        "ended": spell.ended,
        "official": spell.official,
        "evidence": _cited(spell.proof) if spell.proof else None,
        "ended_evidence": _cited(spell.ended_proof) if spell.ended_proof else None,
        "table": spell.table,
    }


def _step(step: Step) -> JsonObject:
    return {
        "date": step.day,
        "direction": step.direction,
        "before": step.before.what if step.before else None,
        "after": step.after.what if step.after else None,
        "words": step.words,
    }


def _claim(claim: of_intervention.Claim) -> JsonObject:
    return {
        "differs": claim.differs,
        "says": claim.says,
        "record": claim.record,
        "evidence": _cited(claim.cited),
    }


def _reported(reported: Reported) -> JsonObject:
    return {
        "track": reported.track,
        "what": reported.what,
        "status": reported.status,
        "on": reported.on,
        "evidence": _cited(reported.cited),
    }


def visit_json(visit: Visit) -> JsonObject:
    """A visit of Ofsted's."""
    before = visit.judged_before
    return {
        "council": visit.council,
        "what": visit.what,
        "ordinal": visit.ordinal,
        "focus": list(visit.focus),
        "visited": visit.visited,
        "letter": _cited(visit.letter) if visit.letter else None,
        "published": visit.published,
        "first_notice": _cited(visit.first_notice) if visit.first_notice else None,
        "waiting_working_days": visit.waiting,
        "paused": visit.pause.reason(visit.day) if visit.pause else None,
        "findings": [
            {
                "kind": each.word("kind"),
                "words": each.word("words"),
                "evidence": _cited(each.cited),
            }
            for each in visit.findings
        ],
        "judgement_before": _judged(before) if before else None,
        "words": visit.words,
    }


def _judged(before: Judged) -> JsonObject:
    return {
        "aspect": before.aspect,
        "grade": before.grade,
        "inspected": before.inspected,
        "published": before.published,
        "evidence": _cited(before.cited),
    }


def _cited(cited: Cited) -> JsonObject:
    return {
        "fact": cited.fact,
        "document": cited.document,
        "version": cited.version,
        "title": cited.title,
        "page": cited.page,
        "quote": cited.quote,
        "source": cited.source,
        "official": cited.official,
        "published": cited.published,
        "first_seen": instant(cited.seen_at),
        "url": cited.url or None,
    }
