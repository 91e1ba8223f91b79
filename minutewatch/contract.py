"""What `minutewatch read --json` prints of a file: one JSON object with every key, null where a block does not apply.

Other people's scripts depend on these keys (docs/reference/read-json.md); they are added to, never renamed.
"""

from dataclasses import asdict

from domain.document import DocumentKind, ReadDocument
from domain.evidence import Evidence, Pointer
from domain.fact import Fact
from domain.findings import Findings
from domain.inspection import Inspection
from domain.meeting import Calendar, Meeting
from domain.mention import JsonValue, Mention

JsonObject = dict[str, JsonValue]


def reading_of(
    name: str,
    read: ReadDocument,
    findings: Findings,
    *,
    relevance: tuple[float, tuple[str, ...]] | None = None,
    meeting: Meeting | None = None,
    records: list[JsonObject] | None = None,
) -> JsonObject:
    """All that the service reads in one file."""
    text = read.text
    return {
        "file": name,
        "kind": findings.kind if read.kind == DocumentKind.OTHER and findings.kind else read.kind,
        "title": findings.title or read.title,
        "publisher": "Ofsted" if findings.inspection else None,
        "authors": list(read.authors),
        "published": read.published or findings.published,
        "modified": read.modified,
        "council": {"name": findings.council.name, "gss": findings.council.gss} if findings.council else None,
        "text": text.words if text else "",
        "pages": [{"number": page.number, "start": page.start, "end": page.end} for page in text.pages]
        if text
        else [],
        "inspection": _inspection(findings.inspection),
        "meeting": _meeting(meeting),
        "records": list(records or []),
        "topics": list(findings.topics),
        "mentions": [_mention(mention) for mention in findings.mentions],
        "facts": [_fact(fact) for fact in findings.facts],
        "relevance": {"score": relevance[0], "reasons": list(relevance[1])} if relevance else None,
        "warnings": [*(text.warnings if text else ()), *findings.warnings],
    }


def calendar_records(calendar: Calendar) -> list[JsonObject]:
    """What a listing of meetings lists, each with its type and the source's id."""
    committees: list[JsonObject] = [
        {"type": "committee", "id": committee.ref, "title": committee.title, "expired": committee.expired}
        for committee in calendar.committees
    ]
    meetings: list[JsonObject] = [
        {
            "type": "meeting",
            "id": meeting.ref,
            "committee": meeting.committee_title,
            "date": meeting.day.isoformat(),
            "time": f"{meeting.at:%H:%M}" if meeting.at else None,
            "status": meeting.status,
        }
        for meeting in calendar.meetings
    ]
    return [*committees, *meetings]


def _inspection(inspection: Inspection | None) -> JsonObject | None:
    return asdict(inspection) if inspection else None


def _meeting(meeting: Meeting | None) -> JsonObject | None:
    if meeting is None:
        return None
    return {
        "id": meeting.ref,
        "committee": meeting.committee_title,
        "date": meeting.day.isoformat(),
        "time": f"{meeting.at:%H:%M}" if meeting.at else None,
        "status": meeting.status,
        "items": [
            {
                "id": item.ref,
                "number": item.number,
                "title": item.title,
                "decision": item.decision,
                "minutes": item.minutes,
                "restricted": item.restricted,
                "documents": [
                    {"id": paper.ref, "title": paper.title, "published": paper.published, "url": paper.url}
                    for paper in item.documents
                ],
            }
            for item in meeting.items
        ],
    }


def _mention(mention: Mention) -> JsonObject:
    return {
        "type": mention.type,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "entity": mention.entity,
        "value": mention.value,
        "rule": mention.rule,
    }


def _fact(fact: Fact) -> JsonObject:
    return {
        "type": fact.type,
        "about": fact.about,
        "stated": fact.stated,
        "modality": fact.modality,
        "speaker": fact.speaker,
        **fact.fields,
        "evidence": _evidence(fact.evidence),
        "rule": fact.rule,
    }


def _evidence(evidence: Evidence | Pointer) -> JsonObject:
    if isinstance(evidence, Pointer):
        return {"pointer": evidence.pointer, "value": evidence.value}
    return {"page": evidence.page, "start": evidence.start, "end": evidence.end, "quote": evidence.quote}
